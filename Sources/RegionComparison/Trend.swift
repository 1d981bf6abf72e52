import CorpusModel
import FactStore
import Gazetteer

/// A year, a quarter or a month.
public struct TrendPeriod: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// How long periods are.
  public enum Length: String, Sendable, CaseIterable {
    case year, quarter, month

    var months: Int {
      switch self {
      case .year: 12
      case .quarter: 3
      case .month: 1
      }
    }
  }

  let length: Length
  /// Periods of this length since the year 0.
  let number: Int

  init(length: Length, number: Int) {
    self.length = length
    self.number = number
  }

  /// The period that `date` lies in; nil if the date is not known as exactly as that.
  public init?(_ date: PartialDate, length: Length) {
    guard length == .year || date.month != nil else { return nil }
    self.init(length: length, number: (date.year * 12 + (date.month ?? 1) - 1) / length.months)
  }

  /// `2024`, `2024-Q2`, `2024-06`.
  public var description: String {
    let (year, index) = number.quotientAndRemainder(dividingBy: 12 / length.months)
    switch length {
    case .year: return PartialDate(year: year).description
    case .quarter: return PartialDate(year: year).description + "-Q\(index + 1)"
    case .month: return PartialDate(year: year, month: index + 1).description
    }
  }

  public static func < (left: TrendPeriod, right: TrendPeriod) -> Bool { left.number < right.number }
}

/// How often something occurs in each period, and what a region reports.
///
/// An article counts once, when it first appeared: its copies are left out.
public struct Trend: Sendable {
  /// What happened in one period.
  struct Cell: Sendable {
    /// Published in the period, without copies.
    var articles = 0
    /// Documents with a hit.
    var documents: Set<String> = []
    var hits = 0
    /// The claim that speaks for the region.
    var value: Table.Cell = .missing
    /// Where that claim stands.
    var source: String?
  }

  private(set) var cells: [TrendPeriod: Cell] = [:]
  private(set) var notes: [String] = []
  private let length: TrendPeriod.Length
  /// Whether hits are of the period's articles, so that their share makes sense.
  private let isOfText: Bool
  private var undated = 0
  private var isOfNumbers = false

  /// Counts articles alone; hits are added by `of(...)`.
  private init(
    length: TrendPeriod.Length, isOfText: Bool, articles: ArticleFilter, store: FactStore
  ) throws {
    self.length = length
    self.isOfText = isOfText
    var undated = 0
    var originals = articles
    originals.isOfOriginals = true
    let all = try store.articleDates(articles).reduce(0) { $0 + $1.articles }
    let dates = try store.articleDates(originals)
    let copies = all - dates.reduce(0) { $0 + $1.articles }
    if copies > 0 { notes.append("\(copies.counted("copy", plural: "copies")) of other articles left out") }
    for (date, articles) in dates {
      if let period = date.flatMap({ PartialDate($0) }).flatMap({ TrendPeriod($0, length: length) }) {
        cells[period, default: Cell()].articles += articles
      } else {
        undated += articles
      }
    }
    if undated > 0 { notes.append("\(undated.counted("article")) not dated to the \(length.rawValue) left out") }
  }

  /// Occurrences of a query's words in the articles that it finds, by date of publication.
  ///
  /// - Parameters:
  ///   - search: What articles must hold; each of its words counts as a hit where it occurs, in the body.
  ///   - articles: What to choose from; its `search` is not used.
  ///   - length: Of the periods.
  ///   - store: An open store.
  /// - Returns: Every period from the first with an article to the last.
  /// - Throws: `StoreError`.
  /// - Complexity: O(bytes of the articles found).
  public static func ofText(
    _ search: SearchQuery, articles: ArticleFilter, by length: TrendPeriod.Length, store: FactStore
  ) throws -> Trend {
    var filter = articles
    filter.search = nil
    var trend = try Trend(length: length, isOfText: true, articles: filter, store: store)
    filter.search = search
    filter.isOfOriginals = true
    try store.forEachArticle(filter) { article in
      let hits = search.patterns.reduce(0) { $0 + $1.occurrences(in: article.text).count }
      trend.add(article.published.flatMap { PartialDate($0) }, article.document, hits: hits)
    }
    return trend
  }

  /// Facts of one kind by their date: as stated, else of publication.
  ///
  /// - Parameters:
  ///   - facts: Of one measure, model or slogan.
  ///   - articles: What the articles of each period are counted from.
  ///   - length: Of the periods.
  ///   - store: An open store.
  ///   - value: The region whose reported number is shown, and how it is chosen; nil to show none.
  /// - Returns: Every period from the first with an article to the last.
  /// - Throws: `StoreError`.
  public static func ofFacts(
    _ facts: [FactRow], articles: ArticleFilter, by length: TrendPeriod.Length, store: FactStore,
    value: TrendValue? = nil
  ) throws -> Trend {
    var trend = try Trend(length: length, isOfText: false, articles: articles, store: store)
    var byPeriod: [TrendPeriod: [FactRow]] = [:]
    let facts = facts.filter { $0.original == nil }
    for row in facts {
      trend.add(row.date, row.document, hits: 1)
      if let period = row.date.flatMap({ TrendPeriod($0, length: length) }) {
        byPeriod[period, default: []].append(row)
      }
    }
    if let value {
      trend.isOfNumbers = true
      for (period, rows) in byPeriod {
        guard let chosen = value.choose(rows) else { continue }
        trend.cells[period]?.value = chosen.value.cell
        trend.cells[period]?.source = chosen.document
      }
    }
    return trend
  }

  private mutating func add(_ date: PartialDate?, _ document: String, hits: Int) {
    guard let period = date.flatMap({ TrendPeriod($0, length: length) }) else {
      undated += 1
      return
    }
    cells[period, default: Cell()].documents.insert(document)
    cells[period, default: Cell()].hits += hits
  }

  /// One row a period from the first to the last with anything in it, none left out.
  ///
  /// `articles` are those published in the period, `documents` those with a hit, `share` is documents ÷ articles.
  /// `value` is what the region reports of itself in the period, by the rule of comparison. A period without articles and
  /// hits has nothing to count: its cells are missing, not zero.
  public func table() -> Table {
    let columns =
      ["period", "articles", "documents", "hits"] + (isOfText ? ["share"] : [])
      + (isOfNumbers ? ["value", "source"] : [])
    var table = Table(columns: columns, notes: notes)
    if undated > 0 {
      let what = isOfText ? undated.counted("article found", plural: "articles found") : undated.counted("fact")
      table.notes.append("\(what) not dated to the \(length.rawValue) left out")
    }
    guard let first = cells.keys.min()?.number, let last = cells.keys.max()?.number else { return table }
    for number in first...last {
      let period = TrendPeriod(length: length, number: number)
      let cell = cells[period] ?? Cell()
      let isEmpty = cell.articles == 0 && cell.documents.isEmpty
      var row: [Table.Cell] = [.text(period.description), .integer(cell.articles)]
      row += isEmpty ? [.missing, .missing] : [.integer(cell.documents.count), .integer(cell.hits)]
      if isOfText {
        let share = Double(cell.documents.count) / Double(max(1, cell.articles))
        row.append(isEmpty ? .missing : .decimal((share * 10_000).rounded() / 10_000))
      }
      if isOfNumbers { row += [cell.value, cell.source.map { .text($0) } ?? .missing] }
      table.rows.append(row)
    }
    return table
  }
}

/// How the number of a region and measure is chosen from the facts of a period: as a comparison chooses it.
public struct TrendValue {
  private let division: Division
  private let measure: Measure
  private let gazetteer: Gazetteer
  private let words: LabelWords

  /// - Returns: nil for a measure of names, and for a code that nobody knows.
  public init?(region code: String, measure: Measure, gazetteer: Gazetteer, words: LabelWords) {
    guard !measure.isOfNames, let known = gazetteer.division(code) else { return nil }
    division = gazetteer.successor(of: known.code).flatMap { known.validTo == nil ? nil : $0 } ?? known
    self.measure = measure
    self.gazetteer = gazetteer
    self.words = words
  }

  /// The number, and the document that states it.
  func choose(_ rows: [FactRow]) -> (value: ClaimValue, document: String)? {
    let request = ComparisonRequest(by: division.level, measures: [measure], within: division.code)
    let comparison = Comparison(request, FactSheet(rows), gazetteer: gazetteer, words: words)
    guard let cell = comparison.cells.first(where: { $0.division.code == division.code }) else { return nil }
    return cell.reading.chosen.map { ($0.value, comparison.sheet.documents[Int($0.document)].id) }
  }
}
