import CorpusModel
import FoundationEssentials
import GRDB

extension FactStore {
  /// The document with an identifier as it was given to `write`, or nil.
  ///
  /// - Parameters:
  ///   - id: The document's identifier.
  ///   - hasFacts: Whether its facts are wanted too.
  /// - Returns: nil if there is no such document.
  /// - Throws: `StoreError`.
  public func document(_ id: String, hasFacts: Bool = true) throws(StoreError) -> Document? {
    try withStoreErrors(path) {
      try database.read { db in
        let statement = try db.cachedStatement(sql: Self.documentColumns + " WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id.whole]) else { return nil }
        var document = try Self.decodeDocument(row)
        guard hasFacts else { return document }
        let sql = FactQuery.select + " WHERE d.id = ? ORDER BY f.ordinal"
        document.facts = try FactQuery.rows(db, sql: sql, arguments: [id.whole]).map(\.fact)
        return document
      }
    }
  }

  /// Identifiers of all documents, or of those whose title or text holds what `text` asks for.
  ///
  /// - Parameter text: A query as `SearchQuery` reads it.
  /// - Returns: Identifiers in byte order.
  /// - Throws: `StoreError`; `.badFilter` if `text` is no query.
  public func documentIdentifiers(matching text: String? = nil) throws(StoreError) -> [String] {
    try withStoreErrors(path) {
      let search = try text.map { try SearchQuery($0).match }
      return try database.read { db in
        guard let search else { return try String.fetchAll(db, sql: "SELECT id FROM document ORDER BY id") }
        let sql = """
          SELECT d.id FROM article_index i JOIN document d ON d.key = i.rowid WHERE article_index MATCH ? ORDER BY d.id
          """
        return try String.fetchAll(db, sql: sql, arguments: [search])
      }
    }
  }

  /// What the store's counts are of, in byte order.
  ///
  /// - Throws: `StoreError`.
  public func subjects() throws(StoreError) -> [String] {
    try withStoreErrors(path) {
      try database.read { db in
        try String.fetchAll(db, sql: "SELECT DISTINCT subject FROM fact WHERE subject IS NOT NULL ORDER BY subject")
      }
    }
  }

  /// The different names of the store's models, slogans and epithets, as found and as its reviews correct them.
  ///
  /// - Returns: In byte order.
  /// - Throws: `StoreError`.
  /// - Complexity: O(facts that have a name).
  public func names() throws(StoreError) -> [String] {
    let corrected = reviews.latest.values.compactMap { $0.correction.flatMap { FactColumns($0.content).name } }
    return try withStoreErrors(path) {
      try database.read { db in
        let found = try String.fetchAll(db, sql: "SELECT DISTINCT name FROM fact WHERE name IS NOT NULL")
        return Set(found + corrected).sorted()
      }
    }
  }

  /// Number of documents, facts and rejections.
  ///
  /// - Throws: `StoreError`.
  public func counts() throws(StoreError) -> (documents: Int, facts: Int, rejections: Int) {
    try withStoreErrors(path) {
      try database.read { db in
        func count(_ table: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0 }
        return (try count("document"), try count("fact"), try count("reject"))
      }
    }
  }

  /// All records that did not become documents, by place.
  ///
  /// - Throws: `StoreError`.
  public func rejected() throws(StoreError) -> [RejectedRecord] {
    try withStoreErrors(path) {
      try database.read { db in
        let sql = "SELECT place, id, stage, reason, detail FROM reject ORDER BY place"
        return try Row.fetchAll(db, sql: sql).compactMap { row in
          guard let stage = Stage(rawValue: row[2]), let reason = Rejection.Reason(rawValue: row[3]) else { return nil }
          return RejectedRecord(
            id: row[1], rejection: Rejection(stage: stage, reason: reason, place: row[0], detail: row[4]))
        }
      }
    }
  }

  private static let documentColumns = """
    SELECT id, path, member, source_url, format, charset, sha256, title, published, publisher, authors, editor, site, url,
      licences, home_code, home_name, home_path, home_reason, script, checks, CAST(text AS BLOB),
      CAST(coalesce(source_text, text) AS BLOB)
    FROM document d JOIN article a ON a.document = d.key
    """

  private static func decodeDocument(_ row: Row) throws -> Document {
    guard let format = SourceFormat(rawValue: row[4]), let script = Script(rawValue: row[19]) else {
      throw StoreError.damaged(detail: "document \(row[0] as String): unknown format or script")
    }
    let source = SourceDescription(
      path: row[1], member: row[2], url: row[3], format: format, charset: row[5], sha256: row[6])
    var metadata = ArticleMetadata(
      title: row[7], published: row[8], publisher: row[9], authors: try decode([String].self, row[10]), url: row[13])
    metadata.editor = row[11]
    metadata.site = row[12]
    metadata.licences = try decode([String].self, row[14])
    let home = (row[15] as String?).map { code in
      Home(
        region: RegionReference(code: code, name: row[16], path: FactQuery.path(row[17])), reason: row[18])
    }
    let text: Data = row[21]
    let sourceText: Data = row[22]
    return Document(
      id: row[0], source: source, metadata: metadata, home: home, script: script, text: [UInt8](text),
      sourceText: [UInt8](sourceText), facts: [], checks: try decode([SumCheck].self, row[20]))
  }

  /// JSON whose keys are sorted: left alone, they come in another order in each process.
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
  }
}
