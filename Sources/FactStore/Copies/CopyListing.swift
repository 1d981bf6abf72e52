import GRDB

/// A document that is a copy of another one.
public struct CopyRow: Sendable, Equatable {
  /// Identifier of the original, which has the earliest date of its cluster.
  public var original: String
  /// ISO date of the original's publication.
  public var originalPublished: String?
  public var originalPublisher: String?
  /// Identifier of the copy.
  public var document: String
  public var title: String?
  /// ISO date of the copy's publication.
  public var published: String?
  public var publisher: String?
  /// Estimated share of the two texts that both have (Jaccard index), from 0.7 to 1.
  public var similarity: Double
}

extension FactStore {
  /// The copies that `filter` wants, by the original's date, then their own; undated ones last.
  ///
  /// - Parameters:
  ///   - filter: Which copies, whatever their originals are.
  ///   - original: Identifier of their original; nil for any.
  ///   - limit: Most rows; nil for all.
  ///   - offset: Rows to leave out before the first.
  /// - Returns: One row a copy.
  /// - Throws: `StoreError`.
  public func copies(
    _ filter: ArticleFilter = ArticleFilter(), of original: String? = nil, limit: Int? = nil, offset: Int = 0
  ) throws(StoreError) -> [CopyRow] {
    var query = ArticleQuery(filter)
    if let original { query.add("o.id = ?", original.whole) }
    return try withStoreErrors(path) {
      try database.read { db in
        let sql = """
          SELECT o.id, o.published, o.publisher, d.id, d.title, d.published, d.publisher, c.similarity
          FROM copy c JOIN document d ON d.key = c.document JOIN document o ON o.key = c.original\(query.condition)
          ORDER BY \(CopyLinking.order("o")), \(CopyLinking.order("d")) LIMIT ? OFFSET ?
          """
        return try Row.fetchAll(db, sql: sql, arguments: query.arguments + [limit ?? -1, offset]).map { row in
          CopyRow(
            original: row[0], originalPublished: row[1], originalPublisher: row[2], document: row[3], title: row[4],
            published: row[5], publisher: row[6], similarity: row[7])
        }
      }
    }
  }

  /// Whether copies were linked since the last document was written; false after a run that was killed.
  ///
  /// - Throws: `StoreError`.
  public func hasCurrentCopies() throws(StoreError) -> Bool {
    try withStoreErrors(path) { try database.read { try !CopyLinking($0).isStale } }
  }
}
