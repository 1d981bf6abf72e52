import ArgumentParser
import CorpusModel
import CorpusReading
import Ingestion
import Reporting

enum CleanFormat: String, ExpressibleByArgument { case jsonl, text, html }

/// Boilerplate removal alone.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Strip boilerplate: print title, date, source, authors and body text as on the page.",
    discussion: """
      Examples:
        zhandian clean pages/ > articles.jsonl
        zhandian clean page.html --format text
        zhandian clean pages/ --format html > kept-and-dropped.html
      """)

  @OptionGroup var input: InputOptions
  @Option(
    help: """
      jsonl: {id,title,published,publisher,authors,text,found}; text: the body; html: a page that shows the blocks \
      kept and dropped.
      """)
  var format: CleanFormat = .jsonl
  @OptionGroup var common: CommonOptions

  func run() throws {
    let pipeline = try ArticlePipeline(lexicons: common.openLexicons())
    let output = try Output(path: nil)
    var ledger = RunLedger(common)
    let format = format
    if format == .html { try output.writeLine(AnnotatedPage.head) }
    try OrderedParallelMap(jobs: common.jobCount).run(input.records) { record in
      Self.line(record, pipeline, format)
    } emit: { line, rejection in
      if let rejection { ledger.reject(rejection) } else { ledger.accepted() }
      if let line { try output.writeLine(line) }
    }
    if format == .html { try output.writeLine(AnnotatedPage.foot) }
    try output.finish()
    try ledger.finish(strict: input.strict)
  }

  private static func line(
    _ record: Result<RawRecord, Rejection>, _ pipeline: ArticlePipeline, _ format: CleanFormat
  ) -> (String?, Rejection?) {
    do throws(Rejection) {
      let (id, article) = try pipeline.article(from: try record.get(), trace: format == .html)
      switch format {
      case .jsonl: return (DocumentJSON.clean(id: id, article).line, nil)
      case .text: return (article.text.string, nil)
      case .html: return (AnnotatedPage.article(id: id, article), nil)
      }
    } catch {
      return (nil, error)
    }
  }
}
