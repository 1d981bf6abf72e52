import ArgumentParser
import ChineseText
import CorpusModel
import FoundationEssentials
import Ingestion
import LexiconData
import Reporting

enum FilterInput: String, ExpressibleByArgument { case text, jsonl }

/// What `repair`, `convert` and `segment` share.
struct FilterOptions: ParsableArguments {
  @Argument(help: "- for standard input (the only source).") var input = "-"
  @Option(help: "text, or jsonl: {id,text} in and out, a record a document.") var from: FilterInput = .text

  func validate() throws {
    guard input == "-" else { throw ValidationError("Filters read standard input; use: zhandian … < \(input)") }
  }

  struct Record: Decodable {
    var id: String
    var text: String
  }

  /// Runs standard input through `filter`.
  ///
  /// - Parameters:
  ///   - operation: What the filter does.
  ///   - wholeText: The text input is one document, so it is read whole.
  ///   - common: Where the lexicons are.
  ///   - extra: More JSON fields of a record.
  /// - Throws: `Failure` 65 naming the line of a bad record, 74 for failing output; `LexiconError`.
  func run(
    _ operation: TextFilter.Operation, wholeText: Bool, _ common: CommonOptions,
    extra: (@Sendable (TextFilter, [UInt8]) -> [(String, JSONValue)])? = nil
  ) throws {
    let filter = try TextFilter(operation, lexicons: common.openLexicons())
    let output = try Output(path: nil)
    if from == .text {
      if wholeText {
        try output.write(filter.apply(StandardInput.all()))
      } else {
        try StandardInput.forEachBlock { try output.write(filter.apply($0)) }
      }
      return try output.finish()
    }
    let faults = try JSONLines.forEach(Record.self) { record in
      let text = Array(record.text.utf8)
      var fields: [(String, JSONValue)] = [("id", .string(record.id)), ("text", .string(filter.apply(text).string))]
      fields += extra?(filter, text) ?? []
      try output.writeLine(JSONValue.object(fields).line)
    }
    try output.finish()
    try JSONLines.check(faults)
  }
}

/// Undoes crawl damage.
struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Undo crawl damage: 區(qū) → 區, misaligned GBK, lost entities; clean text stays as it is.",
    discussion: """
      Examples:
        zhandian repair < article.txt
        zhandian repair --explain < article.txt
        zhandian repair --from jsonl < articles.jsonl

      Damage that cannot be undone with certainty stays, a character that lost a byte as U+FFFD; records of --from jsonl \
      tell of it in `unrepaired`.
      """)

  @OptionGroup var filter: FilterOptions
  @OptionGroup var trace: TraceOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    if trace.explain || filter.from == .jsonl { return try trace.run(.repair, from: filter.from, common) }
    try filter.run(.repair, wholeText: true, common)
  }
}

extension ScriptVariant: ExpressibleByArgument {}

enum EngineChoice: String, ExpressibleByArgument { case layered, icu }

/// Converts between scripts.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert between simplified and Traditional characters: ICU transforms with phrase layers above.",
    discussion: """
      Examples:
        zhandian convert --to hans < traditional.txt
        zhandian convert --to tw --terms < simplified.txt
        zhandian convert --to hans --explain < traditional.txt
      """)

  @OptionGroup var filter: FilterOptions
  @Option(help: "hans (simplified), hant (Traditional), tw (Taiwan) or hk (Hong Kong).") var to: ScriptVariant
  @Option(help: "Read the input as tw or hk.") var fromVariant: ScriptVariant?
  @Flag(help: "Replace regional terms too (軟體 ↔ 软件).") var terms = false
  @Option(help: "layered, or icu: the bare transform.") var engine: EngineChoice = .layered
  @Option(help: "File of phrases that outrank all others: source, tab, target a line.") var phrases: String?
  @OptionGroup var trace: TraceOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let operation = TextFilter.Operation.convert(
      to: to, from: fromVariant, terms: terms, engine: engine == .icu ? .icu : .layered,
      userPhrases: try phrases.map { try Self.pairs($0) } ?? [])
    if trace.explain { return try trace.run(operation, from: filter.from, common) }
    try filter.run(operation, wholeText: false, common)
  }

  private static func pairs(_ path: String) throws -> [(String, String)] {
    try UserLines.read(path).map { number, line in
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map { $0.string }
      guard cells.count == 2, !cells[0].isEmpty else {
        throw Failure(.badData, "\(path):\(number): not source, tab, target")
      }
      return (cells[0], cells[1])
    }
  }
}

enum SegmentFormat: String, ExpressibleByArgument { case text, jsonl }

enum ModelChoice: String, ExpressibleByArgument { case standard = "default", fast }

/// Parts words.
struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Part words by one space, or tell where they stand.",
    discussion: """
      Traditional text is read as its simplified characters and stays as it is. --format jsonl gives a line of JSON for \
      each line of text: `line` its number, `start` its first byte in the input, `words`, and in `tokens` the bytes where \
      each word begins and ends in the line; with --from jsonl `tokens` are bytes of the record's text.

      Examples:
        zhandian segment < article.txt
        zhandian segment --format jsonl < article.txt
        zhandian segment --words terms.txt --from jsonl < articles.jsonl
      """)

  @OptionGroup var filter: FilterOptions
  @Option(help: "default (more accurate) or fast.") var model: ModelChoice = .standard
  @Option(help: "File of words to keep whole, one a line, with an optional tab and priority; may be given again.")
  var words: [String] = []
  @Option(help: "text: words parted by one space; jsonl: words with their places.") var format: SegmentFormat?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if filter.from == .jsonl, format == .text { throw ValidationError("--from jsonl gives jsonl.") }
  }

  func run() throws {
    let operation = TextFilter.Operation.segment(
      model: model == .fast ? .fast : .standard, userWords: try userWords())
    if filter.from == .text, format == .jsonl { return try printTokens(operation) }
    try filter.run(operation, wholeText: false, common) { filter, text in
      [("tokens", .array(filter.tokens(text).map { .array([.integer($0.span.start), .integer($0.span.end)]) }))]
    }
  }

  /// One JSON line for each line of standard input.
  private func printTokens(_ operation: TextFilter.Operation) throws {
    let filter = try TextFilter(operation, lexicons: common.openLexicons())
    let output = try Output(path: nil)
    var number = 0
    var start = 0
    try StandardInput.forEachBlock { block in
      var lines = block.split(separator: 0x0A, omittingEmptySubsequences: false)
      if block.last == 0x0A { lines.removeLast() }
      for line in lines.map(Array.init) {
        number += 1
        let tokens = filter.tokens(line)
        let fields: [(String, JSONValue)] = [
          ("line", .integer(number)), ("start", .integer(start)),
          ("words", .array(tokens.map { .string(line.string($0.span)) })),
          ("tokens", .array(tokens.map { .array([.integer($0.span.start), .integer($0.span.end)]) })),
        ]
        try output.writeLine(JSONValue.object(fields).line)
        start += line.count + 1
      }
    }
    try output.finish()
  }

  private func userWords() throws -> [(word: String, priority: Int)] {
    var userWords: [(word: String, priority: Int)] = []
    for path in words {
      for (number, line) in try UserLines.read(path) {
        let cells = line.split(separator: 0x09).map { $0.string }
        guard let word = cells.first, cells.count <= 2, let priority = cells.count == 2 ? Int(cells[1]) : 0 else {
          throw Failure(.badData, "\(path):\(number): not a word with an optional tab and whole number")
        }
        userWords.append((word, priority))
      }
    }
    return userWords
  }
}

/// Lines of a file that the user wrote: `#` comments and empty lines left out, numbered from 1.
enum UserLines {
  static func read(_ path: String) throws -> [(Int, [UInt8])] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, "\(path): cannot be read")
    }
    let lines = [UInt8](data).split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { index, line in
      let trimmed = line.last == 0x0D ? line.dropLast() : line
      return trimmed.isEmpty || trimmed.first == UInt8(ascii: "#") ? nil : (index + 1, Array(trimmed))
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var string: String { String(decoding: self, as: UTF8.self) }
}
