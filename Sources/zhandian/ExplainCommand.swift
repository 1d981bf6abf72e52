import ArgumentParser
import CorpusModel
import CorpusReading
import Ingestion
import Reporting

/// Shows what each stage did to a record.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what each stage did: blocks kept and dropped, repairs, conversions, and the rule behind each fact.",
    discussion: """
      Examples:
        zhandian explain page.html
        zhandian explain - --from text < article.txt
      """)

  @Argument(help: "A file, or - for standard input.") var path: String
  @Option(help: "What the input is: auto, html, text or jsonl.") var from: InputKind = .auto
  @OptionGroup var domain: DomainOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let pipeline = try DocumentPipeline(lexicons: common.openLexicons(), domain: domain.place)
    let output = try Output(path: nil)
    var ledger = RunLedger(common)
    for record in CorpusReader(kind: from).records([path]) {
      do throws(Rejection) {
        let trace = try pipeline.trace(try record.get())
        ledger.accepted()
        for line in TraceText.lines(of: trace) { try? output.writeLine(line) }
      } catch {
        ledger.reject(error)
      }
    }
    try output.finish()
    try ledger.finish(strict: false)
  }
}

/// A trace as text for people.
enum TraceText {
  static func lines(of trace: PipelineTrace) -> [String] {
    var lines = [
      "# source", "path: \(trace.source.path)\(trace.source.member.map { ":" + $0 } ?? "")",
      "format: \(trace.source.format.rawValue), charset: \(trace.source.charset), sha256: \(trace.source.sha256)",
      "", "# extraction",
    ]
    lines += MetadataField.allCases.map { field(trace.article, $0) }
    lines.append("licences: \(list(trace.article.metadata.licences))")
    for block in trace.article.trace {
      lines.append("\(block.isKept ? "keep" : "drop") [\(block.reason)] \(block.text.excerpt)")
    }
    lines += ["", "# repair (\(trace.notes.repairs.count))"] + trace.notes.repairs.map(\.change)
    lines += ["", "# conversion from \(trace.normalized.script.rawValue) (\(trace.notes.conversions.count))"]
    lines += trace.notes.conversions.map(\.change)
    let home = trace.home.map { "\($0.region.code) \($0.region.path.joined(separator: "/")) because \($0.reason)" }
    lines += ["", "# home", home ?? "unknown"]
    lines += ["", "# facts (\(trace.facts.count))"]
    for (index, fact) in trace.facts.enumerated() {
      let place = [fact.region?.name, fact.place].compactMap { $0 }.joined(separator: " ")
      lines.append(
        "\(index) \(fact.content.kind) \(summary(fact.content)) | \(place) | \(fact.rule) | \(fact.evidence.text)")
    }
    return lines.map(TerminalText.escaped)
  }

  /// A field of the metadata as published, and where it was found.
  private static func field(_ article: Article, _ field: MetadataField) -> String {
    let value = "\(field.rawValue): \(list(article.metadata[field]))"
    guard let origin = article.origins[field] else { return value }
    return value + " <- \(origin.place.rawValue)" + (origin.detail.map { ": " + $0.excerpt } ?? "")
  }

  private static func list(_ values: [String]) -> String { values.isEmpty ? "-" : values.joined(separator: ", ") }

  private static func summary(_ content: FactContent) -> String {
    switch content {
    case .count(let count):
      "\(count.subjects.joined(separator: "|")) \(count.quantity.bound.rawValue) \(count.quantity.value)\(count.unit) \(count.label)"
    case .coverage(let scope, let percent): "\(percent)% \(scope ?? "")"
    case .model(let name, let components): name + (components.isEmpty ? "" : " = " + components.joined(separator: "; "))
    case .slogan(let text), .epithet(let text): text
    }
  }
}
