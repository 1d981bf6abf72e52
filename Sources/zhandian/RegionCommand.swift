import ArgumentParser
import CorpusModel
import FoundationEssentials
import Gazetteer
import Ingestion
import Reporting

/// Names to divisions.
struct RegionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "region",
    abstract: "Tell which administrative division a name means, with all candidates and the reasons for each.",
    discussion: """
      Examples:
        zhandian region 朝阳区 --source 长春日报
        zhandian region 禄丰县 --date 2019-07-02
      """)

  @Argument(help: "A name, or - for standard input (a name a line, or JSONL).") var name: String
  @Option(help: "Date of the passage, to the year, month or day.") var date: String?
  @Option(help: "Newspaper, site or organ that published it.") var source: String?
  @Option(help: "The passage around the name.") var context: String?
  @Option(help: "Standard input is text, or jsonl: {id,context,mention,date,source}.") var from: FilterInput = .text
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if name.utf8.allSatisfy({ $0 <= 0x20 }) { throw ValidationError("NAME is empty.") }
    if let date, PartialDate(date) == nil { throw ValidationError("--date: \(date) is no date like 2024-06-25.") }
  }

  private struct Record: Decodable {
    var id: String
    var mention: String
    var context: String?
    var date: String?
    var source: String?

    var query: RegionQuery {
      RegionQuery(mention: mention, context: context ?? "", date: date.flatMap { PartialDate($0) }, source: source)
    }
  }

  func run() throws {
    let lookup = try RegionLookup(lexicons: common.openLexicons())
    if name == "-" && from == .jsonl { return try runRecords(lookup) }
    let names =
      name == "-"
      ? try StandardInput.all().split { $0 == 0x0A || $0 == 0x0D }.filter { !$0.allSatisfy { $0 <= 0x20 } }
        .map { String(decoding: $0, as: UTF8.self) } : [name]
    var table = Table(columns: ["mention", "chosen", "code", "name", "path", "years", "score", "reasons"])
    for mention in names {
      let query = RegionQuery(
        mention: mention, context: context ?? "", date: date.flatMap { PartialDate($0) }, source: source)
      let resolution = lookup.resolve(query)
      if let obstacle = resolution.obstacle { table.notes.append("\(mention): \(obstacle)") }
      if resolution.candidates.isEmpty {
        // A name that nobody knows keeps its row, so that rows can be joined to the names that were asked for.
        table.rows.append([.text(mention), .flag(false)] + Array(repeating: .missing, count: table.columns.count - 2))
      }
      for candidate in resolution.candidates {
        let division = candidate.division
        let isChosen = candidate == resolution.chosen
        table.rows.append([
          .text(mention), .flag(isChosen), .text(division.code), .text(division.name),
          .text(candidate.path.joined(separator: "/")),
          .text("\(division.validFrom)–\(division.validTo.map { String($0) } ?? "")"),
          .decimal(candidate.score), .list(TextList(candidate.reasons)),
        ])
      }
    }
    try rows.print(table, common)
  }

  private func runRecords(_ lookup: RegionLookup) throws {
    let output = try Output(path: rows.out)
    let faults = try JSONLines.forEach(Record.self) { record in
      let resolution = lookup.resolve(record.query)
      let chosen = resolution.chosen
      try output.writeLine(
        JSONValue.object([
          ("id", .string(record.id)), ("code", chosen.map { .string($0.division.code) } ?? .null),
          ("name", chosen.map { .string($0.division.name) } ?? .null),
          ("path", .array((chosen?.path ?? []).map { .string($0) })),
          ("candidates", .array(resolution.candidates.map(Self.json))),
        ]).line)
    }
    try output.finish()
    try JSONLines.check(faults)
  }

  private static func json(_ candidate: RegionResolution.Candidate) -> JSONValue {
    .object([
      ("code", .string(candidate.division.code)), ("name", .string(candidate.division.name)),
      ("path", .array(candidate.path.map { .string($0) })), ("score", .number(candidate.score)),
      ("reasons", .array(candidate.reasons.map { .string($0) })),
    ])
  }
}

/// Standard input as one JSON object a line.
enum JSONLines {
  /// Calls `body` with each record; blank lines are passed over, and a line that is no such object is told on standard
  /// error and keeps no other from its turn.
  ///
  /// - Returns: Number of lines that are no such object.
  static func forEach<Record: Decodable>(_ type: Record.Type, _ body: (Record) throws -> Void) throws -> Int {
    let decoder = JSONDecoder()
    var line = 0
    var faults = 0
    try StandardInput.forEachBlock { block in
      for bytes in block.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast(block.last == 0x0A ? 1 : 0) {
        line += 1
        if bytes.allSatisfy({ $0 <= 0x20 }) { continue }
        guard let record = try? decoder.decode(type, from: Data(bytes)) else {
          faults += 1
          StandardError.write("zhandian: -:\(line): not a JSON object with the fields that this command reads")
          continue
        }
        try body(record)
      }
    }
    return faults
  }

  /// - Throws: `Failure` 65 if there were faults; the other lines are written by then.
  static func check(_ faults: Int) throws {
    guard faults == 0 else {
      throw Failure(.badData, "\(faults) line\(faults == 1 ? "" : "s") could not be read")
    }
  }
}
