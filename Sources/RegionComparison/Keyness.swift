import CorpusModel
import FactStore
@preconcurrency import Glibc

/// The articles of one side of a comparison of words.
public struct ArticleGroup: Sendable, Hashable {
  /// Codes of regions, with all that lies below them; empty for every region.
  public var regions: Set<String>
  public var since: PartialDate?
  public var until: PartialDate?

  public init(regions: Set<String> = [], since: PartialDate? = nil, until: PartialDate? = nil) {
    self.regions = regions
    self.since = since
    self.until = until
  }

  /// Whether an article is in the group; what has no home or no date is in none that asks for it.
  func contains(_ article: ArticleRow) -> Bool {
    if !regions.isEmpty {
      guard let code = article.home?.code else { return false }
      let above = [code, String(code.prefix(4)) + "00", String(code.prefix(2)) + "0000", "000000"]
      guard above.contains(where: regions.contains) else { return false }
    }
    guard since != nil || until != nil else { return true }
    guard let date = article.published.flatMap({ PartialDate($0) }) else { return false }
    return since.map { $0.firstDay <= date.lastDay } ?? true && until.map { date.firstDay <= $0.lastDay } ?? true
  }
}

/// The counting of words in two groups of articles; parts of a store can be counted apart and put together.
public struct KeynessCount: Sendable {
  private var counts = WordCounts()

  /// Counts the words of a store's articles.
  ///
  /// An article in both groups counts for the target; without a reference group every other article is reference.
  /// - Parameters:
  ///   - target: The articles whose words are asked for.
  ///   - reference: Those they are compared with; nil for all others.
  ///   - articles: What both are chosen from.
  ///   - store: An open store.
  ///   - part: Only every `of`-th article, from the `index`-th on.
  ///   - words: The words of a text, in place of whatever is in the buffer.
  /// - Throws: `StoreError`.
  /// - Complexity: O(bytes of the articles).
  public init(
    target: ArticleGroup, reference: ArticleGroup?, articles: ArticleFilter, store: FactStore,
    part: (index: Int, of: Int) = (0, 1), words: ([UInt8], inout [Token]) -> Void
  ) throws {
    var counts = WordCounts()
    var tokens: [Token] = []
    try store.forEachArticle(articles, part: part) { article in
      let isTarget = target.contains(article)
      guard isTarget || reference?.contains(article) ?? true else { return }
      words(article.text, &tokens)
      counts.add(article.text, tokens, group: isTarget ? 0 : 1)
    }
    self.counts = counts
  }

  /// Adds the counts of another part.
  public mutating func merge(_ other: KeynessCount) { counts.merge(other.counts) }

  /// The words whose frequency tells the groups apart.
  ///
  /// - Parameters:
  ///   - minimum: Least occurrences in both groups together.
  ///   - underused: Words that the target has less of, instead of more.
  ///   - limit: Most words.
  ///   - isContentWord: Which words are wanted; all words count for the size of a group.
  /// - Returns: The words by their keyness, the highest first.
  public func keyness(
    minimum: Int = 5, underused: Bool = false, limit: Int = 100, isContentWord: (String) -> Bool = { _ in true }
  ) -> Keyness {
    var words: [Keyness.Word] = []
    var tested = 0
    let sizes = (counts.totals[0].words, counts.totals[1].words)
    counts.forEach { word, count, articles in
      guard Int(count[0]) + Int(count[1]) >= minimum, isContentWord(word) else { return }
      tested += 1
      let measures = KeynessMeasures(target: Int(count[0]), of: sizes.0, reference: Int(count[1]), of: sizes.1)
      guard measures.isOverused != underused, measures.logLikelihood > 0 else { return }
      words.append(
        Keyness.Word(
          word: word, measures: measures, targetArticles: Int(articles[0]), referenceArticles: Int(articles[1])))
    }
    words.sort { left, right in
      let (first, second) = (left.measures.logLikelihood, right.measures.logLikelihood)
      return first != second ? first > second : left.word.utf8.lexicographicallyPrecedes(right.word.utf8)
    }
    return Keyness(
      words: Array(words.prefix(limit)), tested: tested, minimum: minimum,
      sizes: counts.totals.map { ($0.words, $0.articles) })
  }
}

/// How far the frequencies of one word in two groups lie apart.
public struct KeynessMeasures: Sendable, Equatable {
  /// Occurrences of the word in each group, and words of each group.
  public let (target, targetSize, reference, referenceSize): (Int, Int, Int, Int)

  public init(target: Int, of targetSize: Int, reference: Int, of referenceSize: Int) {
    (self.target, self.targetSize, self.reference, self.referenceSize) = (target, targetSize, reference, referenceSize)
  }

  /// Whether the word is relatively more frequent in the target.
  public var isOverused: Bool { Double(target) * Double(referenceSize) > Double(reference) * Double(targetSize) }

  /// G², the log-likelihood ratio of Dunning (1993) over the table of four cells: word and other words, target and
  /// reference: 2 Σ O ln(O / E).
  public var logLikelihood: Double {
    let observed = [target, reference, targetSize - target, referenceSize - reference].map(Double.init)
    let total = Double(targetSize + referenceSize)
    guard total > 0 else { return 0 }
    let word = Double(target + reference)
    let sizes = [Double(targetSize), Double(referenceSize)]
    let expected = sizes.map { $0 * word / total } + sizes.map { $0 * (total - word) / total }
    let sum = zip(observed, expected).reduce(0) { $0 + ($1.0 > 0 && $1.1 > 0 ? $1.0 * log($1.0 / $1.1) : 0) }
    return max(0, 2 * sum)
  }

  /// Probability of a G² at least as large if the word were as frequent in both: chi-squared with one degree of freedom.
  public var probability: Double { erfc((logLikelihood / 2).squareRoot()) }

  /// Log ratio (Hardie 2014): the binary logarithm of the ratio of relative frequencies; a count of 0 is taken as 0.5.
  public var logRatio: Double? {
    guard targetSize > 0, referenceSize > 0 else { return nil }
    func rate(_ count: Int, _ size: Int) -> Double { max(Double(count), 0.5) / Double(size) }
    return log2(rate(target, targetSize) / rate(reference, referenceSize))
  }

  /// %DIFF (Gabrielatos and Marchi 2011): the difference of relative frequencies in per cent of the reference's; nil where the reference has none.
  public var percentDifference: Double? {
    guard reference > 0, targetSize > 0 else { return nil }
    let (first, second) = (Double(target) / Double(targetSize), Double(reference) / Double(referenceSize))
    return (first - second) / second * 100
  }

  /// Occurrences in a million words.
  public var perMillion: (target: Double?, reference: Double?) {
    func rate(_ count: Int, _ size: Int) -> Double? { size > 0 ? Double(count) / Double(size) * 1e6 : nil }
    return (rate(target, targetSize), rate(reference, referenceSize))
  }
}

/// Words that are typical of a group of articles.
public struct Keyness: Sendable {
  struct Word: Sendable {
    var word: String
    var measures: KeynessMeasures
    var targetArticles: Int
    var referenceArticles: Int
  }

  let words: [Word]
  /// Words of at least the minimum frequency, over- and underused ones.
  let tested: Int
  let minimum: Int
  /// Words and articles of the target and of the reference.
  let sizes: [(words: Int, articles: Int)]

  /// One row a word, the largest G² first; see `KeynessMeasures` for the formulas.
  ///
  /// `target_articles` and `reference_articles` are the dispersion: how many articles have the word.
  public func table() -> Table {
    let rows = words.map { word -> [Table.Cell] in
      let measures = word.measures
      let rates = measures.perMillion
      return [
        .text(word.word), .decimal(Self.rounded(measures.logLikelihood, 100)),
        .decimal(Self.significant(measures.probability)), decimal(measures.logRatio, 100),
        decimal(measures.percentDifference, 10), .integer(measures.target), .integer(measures.reference),
        decimal(rates.target, 10), decimal(rates.reference, 10), .integer(word.targetArticles),
        .integer(word.referenceArticles),
      ]
    }
    return Table(
      columns: [
        "word", "log_likelihood", "p", "log_ratio", "percent_diff", "target", "reference", "target_per_million",
        "reference_per_million", "target_articles", "reference_articles",
      ], rows: rows, notes: notes)
  }

  private var notes: [String] {
    let groups = zip(["target", "reference"], sizes).map { "\($0): \($1.words) words in \($1.articles) articles" }
    let significant = tested > 0 ? Self.significant(0.05 / Double(tested)) : 0.05
    return groups + [
      "\(tested) words with at least \(minimum) occurrences tested: p below \(significant) is below 0.05 for all of them "
        + "together (Bonferroni)"
    ]
  }

  private func decimal(_ value: Double?, _ unit: Double) -> Table.Cell {
    value.map { .decimal(Self.rounded($0, unit)) } ?? .missing
  }

  private static func rounded(_ value: Double, _ unit: Double) -> Double { (value * unit).rounded() / unit }

  /// To three significant digits.
  private static func significant(_ value: Double) -> Double {
    guard value > 0, value.isNormal else { return value }
    let unit = pow(10, 2 - log10(value).rounded(.down))
    return unit.isFinite ? (value * unit).rounded() / unit : value
  }
}
