import ArgumentParser
import ChineseText
import CorpusModel
import FactExtraction
import FactStore
import Gazetteer
import Ingestion
import LexiconData
import RegionComparison

extension ConcordanceRequest.Order: ExpressibleByArgument {}
extension TrendPeriod.Length: ExpressibleByArgument {}

/// Which articles a command reads.
struct ArticleOptions: ParsableArguments {
  @OptionGroup var store: StoreOption
  @Option(help: "Articles about this region and all inside it, by code or name, through its history.")
  var region: String?
  @Option(
    help: "Articles that can be published then (2024, 2024-06 or 2024-06-25) or later.", transform: DateArgument.date)
  var since: PartialDate?
  @Option(help: "Articles that can be published then or earlier.", transform: DateArgument.date) var until: PartialDate?

  func validate() throws {
    if let since, let until, until < since { throw ValidationError("--until is before --since.") }
  }
}

/// A store with what is needed to read what people ask of it.
struct CorpusAccess {
  let lexicons: Lexicons
  let gazetteer: Gazetteer
  let lookup: RegionLookup
  let store: FactStore

  init(_ options: ArticleOptions, _ common: CommonOptions) throws {
    try self.init(options.store.open(.read), common)
  }

  init(_ store: FactStore, _ common: CommonOptions) throws {
    self.store = store
    lexicons = try common.openLexicons()
    gazetteer = try Gazetteer(lexicons: lexicons)
    lookup = try RegionLookup(lexicons: lexicons, gazetteer: gazetteer)
  }

  /// The codes of a region by code or name, through its history.
  func codes(_ region: String) throws -> Set<String> {
    gazetteer.codesThroughHistory(of: try RegionArgument.code(region, gazetteer, lookup))
  }

  /// The names in the store that have the key of `name`; the name itself where none has.
  func spellings(of name: String, key: (String) -> String) throws -> Set<String> {
    let name = lookup.simplified(name)
    let wanted = key(name)
    let found = try store.names().filter { key($0) == wanted }
    return found.isEmpty ? [name] : Set(found)
  }

  func filter(_ options: ArticleOptions, isOfOriginals: Bool = false) throws -> ArticleFilter {
    var filter = ArticleFilter(regions: try options.region.map(codes) ?? [])
    filter.since = options.since
    filter.until = options.until
    filter.isOfOriginals = isOfOriginals
    return filter
  }

  /// What is left of a word after normalisation, to look for.
  ///
  /// - Throws: `Failure` 64 for a word without letter or digit.
  func pattern(_ word: String) throws -> SearchPattern {
    guard let pattern = SearchPattern(lookup.simplified(word)) else {
      throw Failure(.usage, "there is no letter or digit to search for in “\(word)”")
    }
    return pattern
  }
}

/// Articles by their words.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find articles by words, the best first (BM25), with the first place of a word in context.",
    discussion: """
      Words must all occur, each as it stands, also inside other words; OR between words, NOT or - before one, (brackets) \
      and "quotation marks" do what they say. Traditional characters find simplified ones.

      Examples:
        zhandian search --store stations.db '三官一员 联络站'
        zhandian search --store stations.db '("民呼我为" OR 代表夜市) NOT 培训' --since 2023
      """)

  @Argument(help: "The query.") var query: [String]
  @OptionGroup var articles: ArticleOptions
  @Option(help: "Most articles.") var limit = 50
  @Option(help: "Characters of context on either side.") var context = 30
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if query.isEmpty { throw ValidationError("There is nothing to search for.") }
    if limit < 0 || context < 0 { throw ValidationError("--limit and --context must not be negative.") }
  }

  func run() throws {
    let corpus = try CorpusAccess(articles, common)
    var filter = try corpus.filter(articles)
    let search = try SearchQuery(corpus.lookup.simplified(query.joined(separator: " ")))
    filter.search = search
    let hits = try corpus.store.search(filter, limit: limit)
    try rows.print(SearchTable.table(hits, of: search, context: context), common)
  }
}

/// A word with what stands around it.
struct KWICCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kwic",
    abstract: "Concordance: every place of a word in the articles, with what stands before and behind it.",
    discussion: """
      Several words are alternatives; a word is found as it stands, also inside others, unless --whole-words asks for \
      places where a word begins and ends. `start` and `end` are bytes in the article's simplified text.

      Examples:
        zhandian kwic --store stations.db 联络站 --sort right --format table
        zhandian kwic --store stations.db 民声 民意 --region 浙江省 --since 2023
      """)

  @Argument(help: "Words to look for.") var words: [String]
  @OptionGroup var articles: ArticleOptions
  @Option(help: "Characters on either side.") var context = 20
  @Option(help: "document, left (read backwards), right, date or region.")
  var sort: ConcordanceRequest.Order = .document
  @Option(help: "Most lines, in the order of --sort.") var limit = 1000
  @Flag(help: "Only where the segmenter sees a word begin and end.") var wholeWords = false
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if words.isEmpty { throw ValidationError("There is no word to look for.") }
    if limit < 0 || context < 0 { throw ValidationError("--limit and --context must not be negative.") }
  }

  func run() throws {
    let corpus = try CorpusAccess(articles, common)
    let request = ConcordanceRequest(
      try words.map(corpus.pattern), articles: try corpus.filter(articles), context: context, order: sort, limit: limit)
    let segmenter = wholeWords ? try Segmenter(lexicons: corpus.lexicons) : nil
    let concordance = try Concordance(
      request, store: corpus.store,
      words: segmenter.map { segmenter in
        { text in
          var tokens: [Token] = []
          segmenter.segment(text, into: &tokens)
          return tokens
        }
      })
    try rows.print(concordance.table(), common)
  }
}

/// Words that tell two groups of articles apart.
struct KeynessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keyness",
    abstract: "Words that are typical of some regions or years: log-likelihood, effect size, dispersion.",
    discussion: """
      A group is regions and at most one period, parted by commas: 浙江省,江苏省 or 330000,2023.. or 2019..2021. Without \
      --reference the target is compared with all other articles; --region, --since and --until choose what both are \
      taken from. Copies of articles are left out.

      log_likelihood is G² = 2 Σ O ln(O/E) over word and other words, target and reference (Dunning 1993), p its \
      probability by chi-squared with one degree of freedom; log_ratio is log2 of the ratio of relative frequencies, 0.5 \
      for no occurrence (Hardie 2014); percent_diff is their difference in per cent of the reference's (Gabrielatos and \
      Marchi 2011). Groups are measured in words with a letter or digit.

      Examples:
        zhandian keyness --store stations.db --target 浙江省
        zhandian keyness --store stations.db --target 2023.. --reference ..2020
      """)

  @OptionGroup var articles: ArticleOptions
  @Option(help: "The group whose words are asked for.") var target: String
  @Option(help: "The group to compare with (default: all other articles).") var reference: String?
  @Option(help: "Least occurrences in both groups together.") var minimum = 5
  @Option(help: "Most words.") var limit = 100
  @Flag(help: "Words that the target has less of, instead of more.") var underused = false
  @Flag(help: "Function words and numerals too.") var allWords = false
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if minimum < 1 { throw ValidationError("--minimum must be at least 1.") }
    if limit < 0 { throw ValidationError("--limit must not be negative.") }
  }

  func run() throws {
    let corpus = try CorpusAccess(articles, common)
    let filter = try corpus.filter(articles, isOfOriginals: true)
    let target = try group(target, "--target", corpus)
    let reference = try reference.map { try group($0, "--reference", corpus) }
    // As good on deputies' news as the standard model, and twice as fast.
    let segmenter = try Segmenter(lexicons: corpus.lexicons, model: .fast)
    let path = corpus.store.path
    let parts = common.jobCount
    var counts: KeynessCount?
    // Each thread reads a part of the articles through a store of its own.
    try OrderedParallelMap(jobs: parts).run(0..<parts) { part in
      Result {
        let scratch = SegmentationScratch()
        return try KeynessCount(
          target: target, reference: reference, articles: filter, store: FactStore(path: path, access: .read),
          part: (part, parts)
        ) { text, tokens in
          text.withUnsafeBufferPointer { segmenter.segment($0, scratch: scratch, into: &tokens) }
        }
      }
    } emit: { part in
      let part = try part.get()
      if counts == nil { counts = part } else { counts?.merge(part) }
    }
    guard let counts else { return }
    let content = try ContentWords(lexicons: corpus.lexicons)
    let keyness = counts.keyness(minimum: minimum, underused: underused, limit: limit) {
      allWords || content.contains($0)
    }
    try rows.print(keyness.table(), common)
  }

  private func group(_ text: String, _ option: String, _ corpus: CorpusAccess) throws -> ArticleGroup {
    var group = ArticleGroup()
    var hasPeriod = false
    for part in text.split(separator: ",").map(String.init) {
      guard let (since, until) = Self.period(part) else {
        group.regions.formUnion(try corpus.codes(part))
        continue
      }
      if hasPeriod { throw Failure(.usage, "\(option): \(text) has more than one period") }
      let isBackward = since.map { $0.firstDay > (until ?? $0).lastDay } ?? false
      guard since != nil || until != nil, !isBackward else {
        throw Failure(.usage, "\(option): \(part) is no period, such as 2021..2023, 2023-06.. or ..2020")
      }
      (group.since, group.until, hasPeriod) = (since, until, true)
    }
    if group == ArticleGroup() { throw Failure(.usage, "\(option): names no region and no period") }
    return group
  }

  /// The ends of `2021..2023`; nil for what is no period, both nil for a bad one.
  private static func period(_ text: String) -> (since: PartialDate?, until: PartialDate?)? {
    let bytes = Array(text.utf8)
    guard let at = bytes.indices.first(where: { bytes[$0...].starts(with: "..".utf8) }) else { return nil }
    func date(_ part: ArraySlice<UInt8>) -> PartialDate?? {
      part.isEmpty ? .some(nil) : PartialDate(String(decoding: part, as: UTF8.self)).map { .some($0) }
    }
    guard let since = date(bytes[..<at]), let until = date(bytes[(at + 2)...]) else { return (nil, nil) }
    return (since, until)
  }
}

/// Something over time.
struct TrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Time series: how often words, a model, a slogan or a measure occur, and what a region reports.",
    discussion: """
      Articles count in the period of their publication, facts in that of the date they state. A period without articles \
      is empty, not zero. An article counts once, when it first appeared, whoever copied it. With a measure and --region, `value` is what the region reports of itself in the period, chosen \
      as compare chooses.

      Examples:
        zhandian trend --store stations.db --text '民呼我为 OR 代表夜市' --by quarter
        zhandian trend --store stations.db --measure stations --region 云南省
      """)

  @OptionGroup var articles: ArticleOptions
  @Option(help: "A measure, as compare knows them.") var measure: String?
  @Option(help: "A query for articles, as search takes it.") var text: String?
  @Option(help: "A model, in any of its spellings.") var model: String?
  @Option(help: "A slogan, in any of its spellings.") var slogan: String?
  @Option(help: "year, quarter or month.") var by: TrendPeriod.Length = .year
  @OptionGroup var domain: DomainOption
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard [measure, text, model, slogan].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("Give one of --measure, --text, --model and --slogan.")
    }
  }

  func run() throws {
    let corpus = try CorpusAccess(articles, common)
    let filter = try corpus.filter(articles)
    if let text {
      let search = try SearchQuery(corpus.lookup.simplified(text))
      return try rows.print(Trend.ofText(search, articles: filter, by: by, store: corpus.store).table(), common)
    }
    let (facts, value) = try facts(corpus, filter)
    let trend = try Trend.ofFacts(facts, articles: filter, by: by, store: corpus.store, value: value)
    try rows.print(trend.table(), common)
  }

  private func facts(_ corpus: CorpusAccess, _ articles: ArticleFilter) throws -> ([FactRow], TrendValue?) {
    var filter = FactFilter()
    var value: TrendValue?
    let domain = try domain.place(for: corpus.store, corpus.lexicons)
    if let measure {
      let offered = try MeasureList(lexicons: corpus.lexicons, domain: domain)
      guard let known = offered[measure] else {
        let names = offered.all.map(\.rawValue).joined(separator: ", ")
        throw Failure(.usage, "--measure: \(measure) is none of \(names)")
      }
      filter = known.filter
      if let region = self.articles.region {
        let words = try LabelWords(lexicons: corpus.lexicons, domain: domain)
        let code = try RegionArgument.code(region, corpus.gazetteer, corpus.lookup)
        value = TrendValue(region: code, measure: known, gazetteer: corpus.gazetteer, words: words)
      }
    } else {
      let variants = try NameVariants(lexicons: corpus.lexicons, domain: domain)
      filter.kinds = [model == nil ? "slogan" : "model"]
      filter.names = try corpus.spellings(
        of: model ?? slogan ?? "", key: model == nil ? variants.key(ofText:) : variants.key(ofModel:))
    }
    filter.regions = articles.regions
    filter.since = articles.since
    filter.until = articles.until
    return (try corpus.store.facts(filter), value)
  }
}
