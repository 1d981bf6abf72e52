import ArgumentParser
import CorpusModel
import CorpusReading
import FactStore
import Gazetteer
@preconcurrency import Glibc
import Ingestion

/// Facts into the store.
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Read articles and put their facts into a store; again = only what is new or changed.",
    discussion: """
      Examples:
        zhandian ingest articles/ --store stations.db
        zhandian ingest dump.jsonl.gz --store stations.db --jobs 2
        zhandian ingest practice/ --store practice.db --domain civilization-practice
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var store: StoreOption
  @OptionGroup var domain: DomainOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    try input.checkPaths()
    let lexicons = try common.openLexicons()
    let gazetteer = try Gazetteer(lexicons: lexicons)
    let store = try store.open(.write)
    let domain = try domain.place(for: store, lexicons)
    let pipeline = try DocumentPipeline(lexicons: lexicons, gazetteer: gazetteer, domain: domain)
    let contract = try Contract(program: Version.string, lexicons: lexicons, domain: domain)
    let ingestion = StoreIngestion(pipeline: pipeline, contract: contract, jobs: common.jobCount)
    try store.replaceDivisions(gazetteer.allDivisions)
    var ledger = RunLedger(common)
    let records = input.records
    var progress = isatty(2) == 1 && !common.quiet ? IngestionProgress(byteCount: records.byteCount) : nil
    let start = ContinuousClock.now
    let summary = try ingestion.run(records, into: store) {
      ledger.reject($0)
    } onProgress: { summary in
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      if let line = progress?.line(summary, bytes: records.bytesRead, seconds: seconds) { StandardError.progress(line) }
    }
    try store.linkCopies()
    try store.close()
    if progress != nil { StandardError.progress("") }
    ledger.read = summary.read
    common.note(
      "\(summary.read) read: \(summary.stored) stored, \(summary.updated) updated, \(summary.unchanged) unchanged, "
        + "\(summary.rejected) rejected\(ledger.reasons); \(summary.facts) facts written to \(store.path)")
    try ledger.finish(strict: input.strict)
  }
}

/// The store that a command works on.
struct StoreOption: ParsableArguments {
  @Option(help: "The store, a SQLite file.") var store: String

  /// Opens it.
  func open(_ access: FactStore.Access) throws -> FactStore { try FactStore(path: store, access: access) }
}

/// Strangers' SQL over the public views.
struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: """
      Run one reading SQL statement over the views documents, facts, models, slogans, copies, divisions, rejects.
      """,
    discussion: """
      Examples:
        zhandian sql --store stations.db 'SELECT kind, count(*) AS n FROM facts GROUP BY kind'
        zhandian sql --store stations.db 'SELECT name, count(*) AS n FROM models GROUP BY name ORDER BY n DESC' --format csv
      """)

  @Argument(help: "The statement.") var statement: String
  @OptionGroup var store: StoreOption
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let table = try store.open(.read).sql(statement)
    try rows.print(table, common)
    if common.quiet { for note in table.notes { StandardError.write("zhandian: " + note) } }
  }
}
