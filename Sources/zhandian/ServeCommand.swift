import ArgumentParser
import CorpusModel
import Explorer
import FactExtraction
import FactStore
import FoundationEssentials
import Gazetteer
import Ingestion
import RegionComparison
import Reporting

/// Whether a command carries out reviews.
struct ReviewedOption: ParsableArguments {
  @Flag(help: "Carry out the reviews: leave rejected facts out, take corrected ones as corrected.") var reviewed = false
  @Option(help: "File of the reviews (default: STORE.reviews).") var reviews: String?

  func validate() throws {
    if reviews != nil, !reviewed { throw ValidationError("--reviews is only read with --reviewed.") }
  }

  /// Opens a store for reading, as reviewed if that was asked for.
  func open(_ store: StoreOption) throws -> FactStore {
    let open = try store.open(.read)
    guard reviewed else { return open }
    let path = reviews ?? ReviewStore.path(forStore: store.store)
    if let reviews, !FileManager.default.fileExists(atPath: reviews) {
      throw Failure(.noInput, "\(reviews): no such file of reviews")
    }
    return open.reviewed(try ReviewStore.reviews(at: path))
  }
}

/// The local explorer.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract:
      "Explore a store in the browser: search, compare, read the evidence in place, accept, reject or correct facts.",
    discussion: """
      Answers only this computer, only to its own pages, until it is stopped (Ctrl-C). Reviews are kept in a file of their own \
      beside the store, STORE.reviews, so that a store can be made anew without losing them; compare, query and report \
      carry them out with --reviewed.

      Examples:
        zhandian serve --store stations.db
        zhandian serve --store stations.db --port 9000 --author 李四
      """)

  @OptionGroup var store: StoreOption
  @Option(help: "Port on 127.0.0.1.") var port: UInt16 = 8017
  @Option(help: "Under whose name reviews are kept (default: USER).") var author: String?
  @Option(help: "File of the reviews (default: STORE.reviews).") var reviews: String?
  @OptionGroup var domain: DomainOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if port == 0 { throw ValidationError("--port must be from 1 to 65535.") }
  }

  func run() throws {
    let lexicons = try common.openLexicons()
    let gazetteer = try Gazetteer(lexicons: lexicons)
    let lookup = try RegionLookup(lexicons: lexicons, gazetteer: gazetteer)
    let open = try store.open(.read)
    let domain = try domain.place(for: open, lexicons)
    let variants = try NameVariants(lexicons: lexicons, domain: domain)
    let context = Explorer.Context(
      store: open, reviews: reviews ?? ReviewStore.path(forStore: store.store), gazetteer: gazetteer,
      words: try LabelWords(lexicons: lexicons, domain: domain),
      measures: try MeasureList(lexicons: lexicons, domain: domain), labels: try SiteLabels(lexicons: lexicons),
      author: author ?? ProcessInfo.processInfo.environment["USER"] ?? "reader",
      modelKey: variants.key(ofModel:), textKey: variants.key(ofText:),
      resolve: { lookup.resolve(RegionQuery(mention: $0)) }, simplified: lookup.simplified)
    let token = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    let explorer = Explorer(context, token: token)
    let gate = Gatekeeper(port: Int(port), token: token, staleForm: context.labels.plain("fault.stale"))
    let server = try ExplorerServer(explorer, gate: gate, port: port)
    common.note("reading the facts of \(store.store)")
    explorer.load()
    Task.detached(priority: .background) { explorer.warm() }
    do {
      try server.run { common.note("http://127.0.0.1:\(port)/ (Ctrl-C stops)") }
    } catch {
      throw Failure(.inputOutput, "port \(port): \(error)")
    }
  }
}

/// The reviews of a store.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "List the reviews of a store's facts, or write the reviewed documents as gold.",
    discussion: """
      Reviews are made in the explorer (zhandian serve). --gold writes one line of JSON for each document that has a \
      review, with the facts that readers let stand or corrected; complete tells whether all its facts were looked at.

      Examples:
        zhandian review --store stations.db
        zhandian review --store stations.db --gold --out gold.jsonl
      """)

  @OptionGroup var store: StoreOption
  @Option(help: "File of the reviews (default: STORE.reviews).") var reviews: String?
  @Flag(help: "Write the reviewed documents as gold (JSONL).") var gold = false
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let open = try store.open(.read)
    let reviews = try ReviewStore.reviews(at: reviews ?? ReviewStore.path(forStore: store.store))
    guard gold else { return try rows.print(ReviewTable.table(reviews, in: open), common) }
    let output = try Output(path: rows.out)
    for document in try reviews.documents.compactMap({ try open.document($0) }) {
      try output.write((GoldJSON.document(document, reviews) + "\n").utf8)
    }
    try output.finish()
  }
}
