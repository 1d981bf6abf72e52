import FoundationEssentials
import GRDB

extension FactStore {
  /// Brings the table of copies up to date with all documents; does nothing where none was written since.
  ///
  /// Call it when a run of writing ends; what a killed run left is done by the next. The same documents give the same
  /// copies, in whatever order and by whatever runs they were written.
  ///
  /// - Returns: The number of copies in the store.
  /// - Throws: `StoreError`, with nothing changed.
  /// - Complexity: O(n log n) for n documents, whose signatures are in memory: 1,000,000 take 7 s and 0.3 GB.
  @discardableResult
  public func linkCopies() throws(StoreError) -> Int {
    try withStoreErrors(path) {
      try database.write { db in
        try CopyLinking(db).update()
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM copy") ?? 0
      }
    }
  }
}

/// The table of copies, in an open transaction.
struct CopyLinking {
  /// A row of the table.
  struct Row: Equatable {
    var original: Int64
    /// From 0 to 1.
    var similarity: Double
  }

  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Whether documents were written since copies were linked.
  var isStale: Bool { get throws { try Bool.fetchOne(db, sql: "SELECT is_stale FROM copy_state") ?? false } }

  /// What a writer runs before it writes a document.
  static let markStale = "UPDATE copy_state SET is_stale = 1 WHERE is_stale = 0"

  /// Writes the rows that are new or other than before.
  func update() throws {
    guard try isStale else { return }
    let stored = try self.stored()
    let found = try self.found()
    let insert = try db.makeStatement(
      sql: "INSERT OR REPLACE INTO copy (document, original, similarity) VALUES (?, ?, ?)")
    for (document, row) in found where stored[document] != row {
      try insert.execute(arguments: [document, row.original, row.similarity])
    }
    let delete = try db.makeStatement(sql: "DELETE FROM copy WHERE document = ?")
    for document in stored.keys where found[document] == nil { try delete.execute(arguments: [document]) }
    try db.execute(sql: "UPDATE copy_state SET is_stale = 0")
  }

  /// The rows as they are.
  func stored() throws -> [Int64: Row] {
    var rows: [Int64: Row] = [:]
    let cursor = try GRDB.Row.fetchCursor(db, sql: "SELECT document, original, similarity FROM copy")
    while let row = try cursor.next() { rows[row[0]] = Row(original: row[1], similarity: row[2]) }
    return rows
  }

  /// The rows as they should be.
  func found() throws -> [Int64: Row] {
    let documents = try self.documents()
    let links = CopySearch.links(try signatures(of: documents))
    var rows: [Int64: Row] = [:]
    for (document, link) in zip(documents, links) {
      guard let link else { continue }
      rows[document] = Row(original: documents[link.original], similarity: TextSignature.resemblance(link.inCommon))
    }
    return rows
  }

  /// How the order of publication is told: a date that is known to the month is as late as it can be, an unknown one the
  /// latest.
  static func order(_ document: String) -> String {
    "\(document).published IS NULL, \(document).published || '~', \(document).id"
  }

  /// Keys of the documents that have a signature, in the order of publication.
  private func documents() throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: "SELECT d.key FROM document d JOIN signature s ON s.document = d.key ORDER BY \(Self.order("d"))")
  }

  private func signatures(of documents: [Int64]) throws -> [UInt8] {
    let size = TextSignature.size
    var bytes = [UInt8](repeating: 0, count: documents.count * size)
    // The table is read once from end to end, not here and there.
    let places = documents.indices.sorted { documents[$0] < documents[$1] }
    let cursor = try GRDB.Row.fetchCursor(db, sql: "SELECT document, bytes FROM signature ORDER BY document")
    for place in places {
      guard let row = try cursor.next(), row[0] == documents[place] else {
        throw StoreError.damaged(detail: "signatures are of other documents")
      }
      let signature: Data = row[1]
      guard signature.count == size else {
        throw StoreError.damaged(detail: "a signature of \(signature.count) bytes")
      }
      bytes.replaceSubrange(place * size..<(place + 1) * size, with: signature)
    }
    return bytes
  }
}
