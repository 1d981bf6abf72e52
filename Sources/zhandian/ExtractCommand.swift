import ArgumentParser
import CorpusModel
import CorpusReading
import Ingestion
import Reporting

enum DocumentFormat: String, ExpressibleByArgument { case jsonl, json }

/// Documents with facts, one line each, without a store.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Print each article with its facts as JSON, in input order.",
    discussion: """
      Examples:
        zhandian extract Corpus/samples --format jsonl
        zhandian extract - --from html < page.html
        zhandian extract practice/ --domain civilization-practice

      With `- --from jsonl` each line is answered at once, so that another program can talk to this one; SIGTERM ends it \
      after the record in hand, with exit code 75.
      """)

  @OptionGroup var input: InputOptions
  @Option(help: "jsonl: one document a line; json: one array.") var format: DocumentFormat = .jsonl
  @Option(help: "Write to this file instead of standard output; it appears only when it is whole.") var out: String?
  @OptionGroup var domain: DomainOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let pipeline = try DocumentPipeline(lexicons: common.openLexicons(), domain: domain.place)
    let output = try Output(path: out)
    let isAnswering = input.paths == ["-"] && input.from == .jsonl
    if isAnswering { Termination.waitForRecord() }
    var ledger = RunLedger(common)
    var isFirst = true
    if format == .json { try output.writeLine("[") }
    try OrderedParallelMap(jobs: common.jobCount).run(UntilTermination(base: input.records)) { record in
      Self.line(record, pipeline)
    } emit: { line, rejection in
      if let rejection { ledger.reject(rejection) } else { ledger.accepted() }
      if format == .json && !isFirst { try output.writeLine(",") }
      isFirst = false
      try output.write(line)
      try output.write([0x0A])
      if isAnswering { try output.flush() }
    }
    if Termination.isRequested {
      try output.flush()
      throw Failure(.temporary, "stopped after \(ledger.read) record(s)")
    }
    if format == .json { try output.writeLine("]") }
    try output.finish()
    try ledger.finish(strict: input.strict)
  }

  private static func line(
    _ record: Result<RawRecord, Rejection>, _ pipeline: DocumentPipeline
  ) -> (json: [UInt8], Rejection?) {
    do throws(Rejection) {
      return (DocumentJSON.document(try pipeline.document(from: try record.get())).bytes, nil)
    } catch {
      let id = (try? record.get()).map { pipeline.identifier(of: $0) }
      return (DocumentJSON.rejected(id: id ?? error.place, error).bytes, error)
    }
  }
}
