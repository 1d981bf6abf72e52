import ArgumentParser
import ChineseText
import CorpusModel
import FactExtraction
import FactStore
import Gazetteer
import Ingestion
import RegionComparison

/// The level of a comparison's rows.
enum RowLevel: String, CaseIterable, ExpressibleByArgument {
  case province, prefecture, county

  var level: DivisionLevel {
    switch self {
    case .province: .province
    case .prefecture: .prefecture
    case .county: .county
    }
  }
}

/// A date, or what a date is.
enum DateArgument {
  /// - Throws: `ValidationError` that says the forms.
  @Sendable static func date(_ text: String) throws -> PartialDate {
    guard let date = PartialDate(text) else {
      throw ValidationError("“\(text)” is no date; a date is 2024, 2024-06 or 2024-06-25")
    }
    return date
  }
}

/// Regions beside each other.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare regions: one claim a cell by a stated rule, sums checked, conflicts marked, gaps said.",
    discussion: """
      For each region and measure the claim that speaks for it is the one about the region itself with the latest date, \
      then totals before parts, then the better evidence; --all shows the others.

      Examples:
        zhandian compare --store stations.db --by province --measure stations
        zhandian compare --store stations.db --by county --measure stations --measure models --within 云南省 --as-of 2020
      """)

  @OptionGroup var store: StoreOption
  @OptionGroup var reviewed: ReviewedOption
  @Option(help: "Rows: province, prefecture or county.") var by: RowLevel
  @Option(
    help: """
      What to compare; may be given again, or several parted by commas. The domain pack says what there is: stations, \
      deputies, deputy_groups, residents, officers, suggestions, deeds, activities, participations, funds, coverage, \
      models, slogans and epithets in liaison-stations; a name that is none is answered with the list.
      """)
  var measure: [String]
  @Option(
    help: "Only what can have been so by this date (2024, 2024-06 or 2024-06-25), in that year's regions.",
    transform: DateArgument.date)
  var asOf: PartialDate?
  @Option(help: "Only regions inside this one, by code or name.") var within: String?
  @Flag(help: "Show the claims that were not chosen too.") var all = false
  @Flag(help: "One row a region and one column a measure, without evidence.") var matrix = false
  @OptionGroup var domain: DomainOption
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if measureNames.isEmpty { throw ValidationError("--measure names no measure.") }
  }

  private var measureNames: [String] { measure.flatMap { $0.split(separator: ",") }.map(String.init) }

  func run() throws {
    let lexicons = try common.openLexicons()
    let store = try reviewed.open(store)
    let domain = try domain.place(for: store, lexicons)
    let offered = try MeasureList(lexicons: lexicons, domain: domain)
    let measures = try measureNames.map { name in
      guard let measure = offered[name] else {
        let names = offered.all.map(\.rawValue).joined(separator: ", ")
        throw Failure(
          .usage, "--measure: \(name) is none of \(names)\(Nearest.hint(name, offered.all.map(\.rawValue)))")
      }
      return measure
    }
    let gazetteer = try Gazetteer(lexicons: lexicons)
    let variants = try NameVariants(lexicons: lexicons, domain: domain)
    var request = ComparisonRequest(
      by: by.level, measures: measures, asOf: asOf,
      within: try within.map {
        try RegionArgument.code($0, gazetteer, RegionLookup(lexicons: lexicons, gazetteer: gazetteer), date: asOf)
      })
    request.detail = all ? .all : matrix ? .numbers : .claims
    let comparison = try Comparison(
      request, store: store, gazetteer: gazetteer, words: LabelWords(lexicons: lexicons, domain: domain),
      variantKey: variants.key(ofModel:))
    let table = matrix ? comparison.matrix() : try comparison.table()
    try rows.print(table, common)
    // To take both apart takes a tenth of the time that a large store needs.
    withExtendedLifetime((comparison, table)) { Self.exit() }
  }
}

/// A region as an option names it.
enum RegionArgument {
  /// The code of a six-digit code or a name.
  ///
  /// - Throws: `Failure` 64 that lists the candidates of an ambiguous name.
  static func code(
    _ text: String, _ gazetteer: Gazetteer, _ lookup: RegionLookup, date: PartialDate? = nil
  ) throws -> String {
    if text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      guard text == "000000" || gazetteer.division(text) != nil else {
        throw Failure(.usage, "\(text): no division has this code")
      }
      return text
    }
    do throws(RegionResolution.Unclear) {
      return try lookup.resolve(RegionQuery(mention: text, date: date)).code
    } catch {
      switch error {
      case .unknown: throw Failure(.usage, "\(text): no division of this name")
      case .ambiguous(let candidates): throw Failure(.usage, "\(text) is ambiguous; give a code: \(candidates)")
      }
    }
  }
}

/// Facts by what is asked of them.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "List facts by kind, subject, region, name, date and words of the article, with their evidence.",
    discussion: """
      Examples:
        zhandian query --store stations.db --kind count --subject station --region 云南省 --evidence
        zhandian query --store stations.db --model 三官一员 --since 2022 --format csv
        zhandian query --store stations.db --copies --since 2020

      With --copies a row is an article that is nearly the text of an earlier one, its original: who copied whom, by date. \
      --region is then what the copy is about, --since and --until when it was published.
      """)

  @OptionGroup var store: StoreOption
  @OptionGroup var reviewed: ReviewedOption
  @Option(help: "count, coverage, model, slogan or epithet; may be given again.") var kind: [String] = []
  @Option(help: "Subject of counts, such as station or deputy; may be given again.") var subject: [String] = []
  @Option(help: "Facts of this region and all inside it, by code or name, through its history.") var region: String?
  @Option(help: "Facts of this model, in any of its spellings.") var model: String?
  @Option(
    help: "Facts that can be of this date (2024, 2024-06 or 2024-06-25) or later.", transform: DateArgument.date)
  var since: PartialDate?
  @Option(help: "Facts that can be of this date or earlier.", transform: DateArgument.date) var until: PartialDate?
  @Option(help: "Words, parted by spaces, that the article must hold.") var text: String?
  @Option(help: "Least confidence, from 0 to 1.") var confidence = 0.0
  @Option(help: "Most rows.") var limit: Int?
  @Flag(
    help: """
      Add the words that the fact rests on, their whole sentence, their place, the rule, the fact's key and what the \
      document is a copy of.
      """)
  var evidence = false
  @Flag(help: "Articles that are copies of others, instead of facts.") var copies = false
  @OptionGroup var domain: DomainOption
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  static let kinds = FactKind.allCases.map(\.name)

  func validate() throws {
    for kind in kind where !Self.kinds.contains(kind) {
      let hint = Nearest.hint(kind, Self.kinds)
      throw ValidationError("--kind: \(kind) is none of \(Self.kinds.joined(separator: ", "))\(hint).")
    }
    if !(0...1).contains(confidence) { throw ValidationError("--confidence must be from 0 to 1.") }
    if let since, let until, until < since { throw ValidationError("--until is before --since.") }
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative.") }
    let isOfFacts = !kind.isEmpty || !subject.isEmpty || model != nil || confidence > 0 || evidence
    if copies, isOfFacts {
      throw ValidationError("--copies goes with --region, --since, --until, --text and --limit only.")
    }
  }

  func run() throws {
    let store = try reviewed.open(store)
    if copies { return try printCopies(store) }
    var filter = FactFilter(kinds: Set(kind), subjects: Set(subject))
    filter.since = since
    filter.until = until
    filter.minimumConfidence = confidence
    filter.limit = limit
    if region != nil || model != nil || text != nil {
      let corpus = try CorpusAccess(store, common)
      filter.text = text.map(corpus.lookup.simplified)
      if let region { filter.regions = try corpus.codes(region) }
      if let model {
        let variants = try NameVariants(
          lexicons: corpus.lexicons, domain: domain.place(for: store, corpus.lexicons))
        filter.names = try corpus.spellings(of: model, key: variants.key(ofModel:))
        if kind.isEmpty { filter.kinds = ["model"] }
      }
    }
    let facts = try store.facts(filter)
    if facts.isEmpty, !subject.isEmpty {
      let known = try store.subjects()
      for subject in subject where !known.contains(subject) {
        let hint = Nearest.hint(subject, known)
        common.note("no count is of \(subject)\(hint); the subjects of this store are \(known.joined(separator: ", "))")
      }
    }
    let splitter = SentenceSplitter()
    let sentences = evidence ? try EvidenceSentences(store, sentences: splitter.sentences(in:)).texts(of: facts) : nil
    try rows.print(FactTable.table(facts, evidence: evidence, sentences: sentences), common)
  }

  private func printCopies(_ store: FactStore) throws {
    var filter = ArticleFilter()
    filter.since = since
    filter.until = until
    if region != nil || text != nil {
      let corpus = try CorpusAccess(store, common)
      filter.search = try text.map { try SearchQuery(corpus.lookup.simplified($0)) }
      if let region { filter.regions = try corpus.codes(region) }
    }
    if try !store.hasCurrentCopies() {
      common.note("copies were not looked for since the last articles came in; run ingest again")
    }
    try rows.print(CopyTable.table(try store.copies(filter, limit: limit)), common)
  }
}

/// What `models` and `slogans` share.
struct AdoptionOptions: ParsableArguments {
  @OptionGroup var store: StoreOption
  @OptionGroup var reviewed: ReviewedOption
  @Option(help: "Only facts of this region and all inside it, by code or name.") var region: String?
  @Option(help: "A matrix instead: one row a region of this level, one column a name, with the first date.")
  var by: RowLevel?
  @Flag(help: "With --by: pairs of regions by the names that both have, the most alike first (Jaccard index).")
  var similarity = false
  @OptionGroup var domain: DomainOption
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if similarity, by == nil { throw ValidationError("--similarity needs --by.") }
  }

  func run(kind: String, _ key: (NameVariants) -> (String) -> String) throws {
    let lexicons = try common.openLexicons()
    let gazetteer = try Gazetteer(lexicons: lexicons)
    var filter = FactFilter(kinds: [kind])
    if let region {
      let lookup = try RegionLookup(lexicons: lexicons, gazetteer: gazetteer)
      filter.regions = gazetteer.codesThroughHistory(of: try RegionArgument.code(region, gazetteer, lookup))
    }
    let store = try reviewed.open(store)
    let variants = try NameVariants(lexicons: lexicons, domain: domain.place(for: store, lexicons))
    let sheet = try FactSheet(store, [filter])
    let adoption = Adoption(sheet, gazetteer: gazetteer, variantKey: key(variants))
    let table = by.map { level in
      similarity
        ? adoption.similarity(by: level.level, gazetteer: gazetteer)
        : adoption.matrix(by: level.level, gazetteer: gazetteer)
    }
    try rows.print(table ?? adoption.table(), common)
  }
}

/// The named models.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the named models: spellings, components, regions that have them, first seen.",
    discussion: """
      Examples:
        zhandian models --store stations.db
        zhandian models --store stations.db --by province --format csv
        zhandian models --store stations.db --by prefecture --similarity
      """)

  @OptionGroup var options: AdoptionOptions

  func run() throws { try options.run(kind: "model") { $0.key(ofModel:) } }
}

/// The slogans.
struct SlogansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slogans",
    abstract: "List the slogans: wordings, regions that use them, first seen.",
    discussion: """
      Examples:
        zhandian slogans --store stations.db
        zhandian slogans --store stations.db --region 南宁市
      """)

  @OptionGroup var options: AdoptionOptions

  func run() throws { try options.run(kind: "slogan") { $0.key(ofText:) } }
}
