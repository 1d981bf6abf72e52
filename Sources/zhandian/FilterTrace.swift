import ArgumentParser
import CorpusModel
import Ingestion
import Reporting

/// What `repair` and `convert` share beside the filter: telling what was done.
struct TraceOptions: ParsableArguments {
  @Flag(help: "Tell what was done instead: bytes of the input, rule, before and after; with jsonl as `notes`.")
  var explain = false

  /// Runs standard input through a filter and tells of damage that is left, and of all else where it is asked for.
  ///
  /// - Throws: `Failure` 65 naming the line of a bad record, 74 for failing output; `LexiconError`.
  func run(_ operation: TextFilter.Operation, from input: FilterInput, _ common: CommonOptions) throws {
    let filter = try TextFilter(operation, lexicons: common.openLexicons())
    let output = try Output(path: nil)
    if input == .text {
      let made = filter.traced(try StandardInput.all())
      for note in made.notes { try output.writeLine(TerminalText.escaped(note.line)) }
      return try output.finish()
    }
    try JSONLines.forEach(FilterOptions.Record.self) { record in
      let made = filter.traced(Array(record.text.utf8))
      let left = made.notes.filter(\.isUnrepaired)
      var fields: [(String, JSONValue)] = [("id", .string(record.id)), ("text", .string(made.text.string))]
      if explain { fields.append(("notes", .array(made.notes.map(\.json)))) }
      if !explain, !left.isEmpty { fields.append(("unrepaired", .array(left.map(\.json)))) }
      try output.writeLine(JSONValue.object(fields).line)
    }
    try output.finish()
  }
}

extension NormalizationNote {
  /// The note as a line for people.
  var line: String {
    let odds = margin.map { " (margin \(Self.rounded($0)))" } ?? ""
    return change + odds
  }

  /// What was changed into what, as a line for people.
  var change: String { "\(span.start)..<\(span.end) [\(rule)] \(before.excerpt) → \(after.excerpt)" }

  /// The note as a JSON object; the margin is the natural logarithm of odds.
  var json: JSONValue {
    var fields: [(String, JSONValue)] = [
      ("start", .integer(span.start)), ("end", .integer(span.end)), ("rule", .string(rule)),
      ("before", .string(before)), ("after", .string(after)),
    ]
    if let margin { fields.append(("margin", .number(Self.rounded(margin)))) }
    return .object(fields)
  }

  private static func rounded(_ margin: Float) -> Double { (Double(margin) * 10).rounded() / 10 }
}

extension String {
  /// At most 60 characters of the text, for a line of a trace.
  var excerpt: String {
    let scalars = unicodeScalars
    return scalars.count <= 60 ? self : String(String.UnicodeScalarView(scalars.prefix(60))) + "…"
  }
}
