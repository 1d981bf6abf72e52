import GRDB

/// What is known of a stored document without its text and facts.
public struct DocumentSummary: Sendable, Equatable {
  public var id: String
  public var title: String?
  /// ISO date of publication, with the time where it is known.
  public var published: String?
  public var publisher: String?
  /// Code of the division that the article is about.
  public var home: String?
  /// Number of facts.
  public var facts: Int

  public init(id: String, title: String?, published: String?, publisher: String?, home: String? = nil, facts: Int) {
    self.id = id
    self.title = title
    self.published = published
    self.publisher = publisher
    self.home = home
    self.facts = facts
  }
}

extension FactStore {
  /// All documents, by identifier in byte order.
  ///
  /// - Throws: `StoreError`.
  /// - Complexity: O(documents and facts).
  public func documentSummaries() throws(StoreError) -> [DocumentSummary] {
    try withStoreErrors(path) {
      try database.read { db in
        let sql = """
          SELECT d.id, d.title, d.published, d.publisher, d.home_code, count(f.key)
          FROM document d LEFT JOIN fact f ON f.document = d.key GROUP BY d.key ORDER BY d.id
          """
        return try Row.fetchAll(db, sql: sql).map { row in
          DocumentSummary(id: row[0], title: row[1], published: row[2], publisher: row[3], home: row[4], facts: row[5])
        }
      }
    }
  }
}
