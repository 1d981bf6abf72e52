import CorpusModel
import FoundationEssentials
import GRDB

extension FactStore {
  /// Writes documents and rejections in one transaction.
  ///
  /// A document takes the place of the one with its identifier, facts and all, and of a rejection of its record. A
  /// document that cannot be stored leaves nothing of itself behind, is recorded as rejected and does not hold up the
  /// others; a rejection leaves an earlier good version of the document alone.
  ///
  /// - Parameters:
  ///   - batch: What to write; identifiers are unique in it.
  ///   - contract: What made the documents (program, schema and lexicon versions); see `state`.
  /// - Returns: The rejections of documents that could not be stored, in the order of the batch.
  /// - Throws: `StoreError`, with nothing of the batch written, if the file cannot be written.
  public func write(_ batch: StoreBatch, contract: String) throws(StoreError) -> [RejectedRecord] {
    try withStoreErrors(path) {
      do {
        return try database.write { try Self.write(batch, contract, isApart: false, $0) }
      } catch let error as DatabaseError where StoreError(error).isOfOneDocument {
        return try database.write { try Self.write(batch, contract, isApart: true, $0) }
      }
    }
  }

  /// Writes into an open transaction; `isApart`, a document that fails is undone alone, else its error is thrown.
  ///
  /// The search index writes out what it holds at each savepoint, so that documents apart take a third longer.
  private static func write(
    _ batch: StoreBatch, _ contract: String, isApart: Bool, _ db: Database
  ) throws -> [RejectedRecord] {
    var writer = try DocumentWriter(db, contract: contract)
    try writer.forgetRejections(of: batch.confirmed)
    var refused: [RejectedRecord] = []
    for document in batch.documents {
      var fault = document.fault
      if fault == nil, isApart {
        do {
          try db.inSavepoint {
            try writer.write(document)
            return .commit
          }
        } catch let error as DatabaseError where StoreError(error).isOfOneDocument && db.isInsideTransaction {
          fault = StoreError(error)
          // Words that the document brought are gone again.
          writer = try DocumentWriter(db, contract: contract)
        }
      } else if fault == nil {
        try writer.write(document)
      }
      if let fault { refused.append(document.rejected(fault)) }
    }
    for record in batch.rejected + refused { try writer.write(record) }
    return refused
  }

  /// Whether a record needs to be processed: what the store has under its identifier, and from what.
  ///
  /// - Parameters:
  ///   - id: The record's identifier.
  ///   - sha256: Of the record's bytes, in hexadecimal.
  ///   - contract: As given to `write`.
  /// - Returns: `.unchanged` if processing it again would write the same.
  /// - Throws: `StoreError`.
  public func state(of id: String, sha256: String, contract: String) throws(StoreError) -> RecordState {
    try withStoreErrors(path) {
      try database.read { db in
        let statement = try db.cachedStatement(
          sql: "SELECT d.sha256, c.text FROM document d JOIN contract c ON c.key = d.contract WHERE d.id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id.whole]) else { return .new }
        let isSame = row[0] == sha256 && row[1] == contract
        return isSame ? .unchanged : .changed
      }
    }
  }
}

/// Writes into an open transaction.
struct DocumentWriter {
  private let db: Database
  private let contract: Int64
  private var sheets: SheetWriter

  init(_ db: Database, contract: String) throws {
    self.db = db
    sheets = SheetWriter(db)
    try db.execute(sql: "INSERT OR IGNORE INTO contract (text) VALUES (?)", arguments: [contract])
    self.contract = try Int64.fetchOne(db, sql: "SELECT key FROM contract WHERE text = ?", arguments: [contract]) ?? 0
  }

  /// Removes the rejections of records that are stored; nothing is written where there are none.
  func forgetRejections(of records: [ConfirmedRecord]) throws {
    guard !records.isEmpty, try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM reject)") == true else { return }
    for record in records { try run("DELETE FROM reject WHERE place = ? OR id = ?", [record.place, record.id]) }
  }

  /// - Throws: Why it cannot be stored; part of it may be written.
  mutating func write(_ document: PreparedDocument) throws {
    if let fault = document.fault { throw fault }
    try remove(document.id)
    try run(CopyLinking.markStale, [])
    try run("DELETE FROM reject WHERE place = ? OR id = ?", [document.place, document.id])
    try insert(PreparedDocument.insertDocument, document.row, contract)
    let key = db.lastInsertedRowID
    try insert(
      "INSERT INTO article (text, source_text, document) VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?)", document.texts,
      key)
    try insert("INSERT INTO article_index (title, text, rowid) VALUES (?, ?, ?)", document.searched, key)
    if let signature = document.signature {
      try insert("INSERT INTO signature (bytes, document) VALUES (?, ?)", [signature], key)
    }
    for fact in document.facts { try insert(PreparedDocument.insertFact, fact, key) }
    try sheets.write(key)
  }

  func write(_ record: RejectedRecord) throws {
    let rejection = record.rejection
    try run(
      "INSERT OR REPLACE INTO reject (place, id, stage, reason, detail) VALUES (?, ?, ?, ?, ?)",
      [rejection.place, record.id, rejection.stage.rawValue, rejection.reason.rawValue, rejection.detail])
  }

  /// Takes the document and what hangs on it out; the index keeps no text, so it has to be told the old one.
  private func remove(_ id: String) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT d.key, d.title, CAST(a.text AS BLOB) FROM document d JOIN article a ON a.document = d.key WHERE d.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return }
    let key: Int64 = row[0]
    let title: String? = row[1]
    let text: Data = row[2]
    try insert(
      "INSERT INTO article_index (article_index, title, text, rowid) VALUES ('delete', ?, ?, ?)",
      SearchText.columns(title: title, text: [UInt8](text)), key)
    try run("DELETE FROM document WHERE key = ?", [key])
  }

  /// Inserts a row whose last column is `key`; its count of columns is the statement's.
  private func insert(_ sql: String, _ columns: StatementArguments, _ key: Int64) throws {
    let statement = try db.cachedStatement(sql: sql)
    statement.setUncheckedArguments(columns + [key])
    try statement.execute()
  }

  private func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

extension String {
  /// An argument that equals this string and no other.
  ///
  /// GRDB binds a string up to its first NUL; the bytes of one that holds a NUL equal no text.
  var whole: DatabaseValue { utf8.contains(0) ? Data(utf8).databaseValue : databaseValue }
}
