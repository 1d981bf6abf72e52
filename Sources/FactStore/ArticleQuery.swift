import CorpusModel
import FoundationEssentials
import GRDB

/// Which articles are wanted: every condition that is set must hold.
public struct ArticleFilter: Sendable, Hashable {
  /// Codes of divisions: articles whose home is one of them or lies below it; empty for all articles.
  public var regions: Set<String> = []
  /// Articles that can be published then or later; undated ones are left out.
  public var since: PartialDate?
  /// Articles that can be published then or earlier; undated ones are left out.
  public var until: PartialDate?
  /// What title or body must hold.
  public var search: SearchQuery?
  /// Identifiers of documents; empty for all.
  public var documents: Set<String> = []
  /// Whether copies of other articles are left out.
  public var isOfOriginals = false

  public init(regions: Set<String> = [], search: SearchQuery? = nil) {
    self.regions = regions
    self.search = search
  }
}

/// An article with what is needed to cite it.
public struct ArticleRow: Sendable, Hashable {
  /// Identifier of the document.
  public var document: String
  public var title: String?
  /// ISO date of publication, with the time where it is known.
  public var published: String?
  public var publisher: String?
  /// The region that the article is about.
  public var home: RegionReference?
  /// Body, repaired and in simplified characters.
  public var text: [UInt8]
}

/// An article that a search found.
public struct SearchHit: Sendable, Hashable {
  public var article: ArticleRow
  /// BM25 as FTS5 computes it, sign changed: more is better.
  public var score: Double
}

extension FactStore {
  /// Calls `body` with each article that `filter` wants, in the order in which they were stored.
  ///
  /// - Parameters:
  ///   - filter: Which articles.
  ///   - part: Only every `of`-th article, from the `index`-th on: for several readers, each with a store of its own.
  ///   - body: May throw to stop.
  /// - Throws: `StoreError`, and what `body` throws.
  /// - Complexity: O(bytes of the articles); without `filter.search` all documents are looked at.
  public func forEachArticle(
    _ filter: ArticleFilter, part: (index: Int, of: Int) = (0, 1), _ body: (ArticleRow) throws -> Void
  ) throws {
    var query = ArticleQuery(filter)
    if part.of > 1 { query.add("d.key % ? = ?", part.of, part.index) }
    try withStoreErrorsOnly {
      try database.read { db in
        let sql = ArticleQuery.select + query.condition + " ORDER BY d.key"
        let cursor = try Row.fetchCursor(db, sql: sql, arguments: query.arguments)
        while let row = try cursor.next() { try body(ArticleQuery.decode(row)) }
      }
    }
  }

  /// The articles that `query` finds, the best first.
  ///
  /// - Parameters:
  ///   - filter: `filter.search` says what to search for; without it nothing is found.
  ///   - limit: Most hits.
  ///   - offset: Hits to leave out before the first.
  /// - Returns: Articles with their scores.
  /// - Throws: `StoreError`.
  /// - Complexity: O(articles found).
  public func search(_ filter: ArticleFilter, limit: Int, offset: Int = 0) throws(StoreError) -> [SearchHit] {
    guard let search = filter.search else { return [] }
    var others = filter
    others.search = nil
    let query = ArticleQuery(others)
    return try withStoreErrors(path) {
      try database.read { db in
        // The title weighs as much as five mentions in the body.
        let sql = """
          SELECT \(ArticleQuery.columns), -r.score FROM (
            SELECT i.rowid AS key, bm25(article_index, 5.0, 1.0) AS score FROM article_index i
            WHERE article_index MATCH ?) r
          JOIN document d ON d.key = r.key JOIN article a ON a.document = d.key\(query.condition)
          ORDER BY r.score, d.id LIMIT ? OFFSET ?
          """
        let arguments = StatementArguments([search.match]) + query.arguments + [limit, offset]
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
          SearchHit(article: ArticleQuery.decode(row), score: row[8])
        }
      }
    }
  }

  /// How many articles `filter` wants of each day of publication, as far as it is known: `2024-06-25`, `2024-06`, `2024`.
  ///
  /// - Returns: By date; nil for undated articles.
  /// - Throws: `StoreError`.
  public func articleDates(_ filter: ArticleFilter) throws(StoreError) -> [(date: String?, articles: Int)] {
    let query = ArticleQuery(filter)
    return try withStoreErrors(path) {
      try database.read { db in
        let sql =
          "SELECT substr(d.published, 1, 10), count(*) FROM document d\(query.condition) GROUP BY 1 ORDER BY 1"
        return try Row.fetchAll(db, sql: sql, arguments: query.arguments).map { ($0[0], $0[1]) }
      }
    }
  }

  /// Lets errors that are not the database's pass as they are.
  private func withStoreErrorsOnly(_ body: () throws -> Void) throws {
    var foreign: (any Error)?
    try withStoreErrors(path) {
      do { try body() } catch let error as DatabaseError { throw error } catch { foreign = error }
    }
    if let foreign { throw foreign }
  }
}

/// A filter for articles as SQL over `document d`.
struct ArticleQuery {
  private var conditions: [String] = []
  private(set) var arguments = StatementArguments()

  static let columns = """
    d.id, d.title, d.published, d.publisher, d.home_code, d.home_name, d.home_path, CAST(a.text AS BLOB)
    """
  static let select = "SELECT \(columns) FROM document d JOIN article a ON a.document = d.key"

  var condition: String { conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ") }

  init(_ filter: ArticleFilter) {
    if !filter.regions.isEmpty, !filter.regions.contains("000000") {
      // What lies below a province or prefecture is told from the code.
      let above = ["d.home_code", "substr(d.home_code, 1, 4) || '00'", "substr(d.home_code, 1, 2) || '0000'"]
      let list = filter.regions.sorted()
      let marks = list.map { _ in "?" }.joined(separator: ", ")
      conditions.append("(" + above.map { "\($0) IN (\(marks))" }.joined(separator: " OR ") + ")")
      for _ in above { arguments += StatementArguments(list) }
    }
    // A date that is known to the month compares as every day of it.
    if let since = filter.since { add("substr(d.published, 1, 10) || '~' >= ?", since.description) }
    if let until = filter.until { add("substr(d.published, 1, 10) <= ?", until.description + "~") }
    if let search = filter.search {
      add("d.key IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)", search.match)
    }
    if !filter.documents.isEmpty {
      conditions.append("d.id IN (\(filter.documents.map { _ in "?" }.joined(separator: ", ")))")
      arguments += StatementArguments(filter.documents.sorted().map(\.whole))
    }
    if filter.isOfOriginals { conditions.append("NOT EXISTS (SELECT 1 FROM copy WHERE copy.document = d.key)") }
  }

  mutating func add(_ condition: String, _ values: any DatabaseValueConvertible...) {
    conditions.append(condition)
    for value in values { arguments += [value] }
  }

  static func decode(_ row: Row) -> ArticleRow {
    let home = (row[4] as String?).map {
      RegionReference(code: $0, name: row[5] ?? "", path: FactQuery.path(row[6]))
    }
    let text: Data = row[7]
    return ArticleRow(
      document: row[0], title: row[1], published: row[2], publisher: row[3], home: home, text: [UInt8](text))
  }
}
