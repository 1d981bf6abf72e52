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
    return "\(span.start)..<\(span.end) [\(rule)] \(excerpt(before)) → \(excerpt(after))\(odds)"
  }

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

  private func excerpt(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= 60 ? text : String(String.UnicodeScalarView(scalars.prefix(60))) + "…"
  }
}
