import CorpusModel
import FoundationEssentials
import GRDB
import GRDBSQLite

/// A file of documents and facts: one SQLite database, and the only place in the program that knows SQL.
///
/// While it is open for writing the file is in write-ahead mode with full synchronisation: a killed process or a power
/// cut loses at most the transaction in progress. At rest it is one plain file that can be read from read-only media.
public final class FactStore: Sendable {
  /// What a store is opened for.
  public enum Access: Sendable {
    /// Reads and writes; the file is made if there is none.
    case write
    /// Reads; the file must exist and is not changed.
    case read
  }

  /// Path of the file, as given.
  public let path: String
  let access: Access
  let database: any DatabaseWriter
  /// What `facts(_:)` carries out.
  let reviews: Reviews

  /// Opens the store at `path` and brings its tables to this program's version.
  ///
  /// - Throws: `StoreError.missing`, `.notAStore`, `.newerSchema`, `.inputOutput`, `.busy`.
  public init(path: String, access: Access) throws(StoreError) {
    var isFolder = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder { throw .notAStore(path: path, detail: "a folder") }
    if access == .read, !isThere { throw .missing(path: path) }
    self.path = path
    self.access = access
    database = try withStoreErrors(path) { try Self.open(path: path, access: access) }
    reviews = Reviews([])
  }

  private init(_ other: FactStore, reviews: Reviews) {
    path = other.path
    access = other.access
    database = other.database
    self.reviews = reviews
  }

  /// The same store, whose `facts(_:)` are as reviewed: rejected ones are gone, corrected ones say what they should.
  public func reviewed(_ reviews: Reviews) -> FactStore { FactStore(self, reviews: reviews) }

  /// A number that changes when another process writes.
  ///
  /// - Throws: `StoreError`.
  public func dataVersion() throws(StoreError) -> Int {
    try withStoreErrors(path) { try database.read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 } }
  }

  private static func open(path: String, access: Access) throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.label = "FactStore"
    configuration.busyMode = .timeout(10)
    configuration.readonly = access == .read
    // Pages a connection keeps, in KB: a writer comes back to those of the indices; what is read is in the system's memory
    // already, and fresh memory costs more time than a page read again.
    let pages = access == .write ? 65_536 : 8_192
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -\(pages); PRAGMA temp_store = MEMORY") }
    switch access {
    case .read:
      try recover(path, configuration)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let found = try queue.read { try Schema.check($0, path: path) }
      guard found < Schema.version else { return queue }
      guard found > 0 else { throw StoreError.notAStore(path: path, detail: "an empty file") }
      try queue.close()
      // An older schema: brought up here, so that an old store opens for every command.
      try FactStore(path: path, access: .write).close()
      return try DatabaseQueue(path: path, configuration: configuration)
    case .write:
      // Look before touching: opening a pool already writes to the file.
      if FileManager.default.fileExists(atPath: path) {
        try recover(path, configuration)
        var looking = configuration
        looking.readonly = true
        _ = try DatabaseQueue(path: path, configuration: looking).read { try Schema.check($0, path: path) }
      }
      let pool = try DatabasePool(path: path, configuration: configuration)
      try pool.writeWithoutTransaction { db in
        // GRDB sets NORMAL with the write-ahead log, which may lose the last commits at a power cut.
        try db.execute(sql: "PRAGMA synchronous = FULL")
        try Schema.migrate(db, path: path)
      }
      return pool
    }
  }

  /// Rolls back what a process that was killed while closing left half done: a read-only connection may not.
  private static func recover(_ path: String, _ configuration: Configuration) throws {
    guard FileManager.default.fileExists(atPath: path + "-journal") else { return }
    var recovering = configuration
    recovering.readonly = false
    _ = try DatabaseQueue(path: path, configuration: recovering).inDatabase { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master")
    }
  }

  /// Closes the store; one that was open for writing becomes a single plain file again.
  ///
  /// A store that is still open elsewhere stays in write-ahead mode until the last writer closes it.
  ///
  /// - Throws: `StoreError` if statements are still running or the last writes cannot reach the disk.
  public func close() throws(StoreError) {
    try withStoreErrors(path) {
      try database.close()
      guard access == .write else { return }
      do {
        try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        return
      }
    }
  }
}

extension FactStore {
  /// Replaces the table of divisions; the same divisions again change nothing.
  ///
  /// - Throws: `StoreError`.
  /// - Complexity: O(divisions).
  public func replaceDivisions(_ divisions: [Division]) throws(StoreError) {
    let sorted = divisions.sorted { ($0.code, $0.validFrom) < ($1.code, $1.validFrom) }
    guard try self.divisions() != sorted else { return }
    try withStoreErrors(path) {
      try database.write { db in
        try db.execute(sql: "DELETE FROM division")
        let statement = try db.makeStatement(
          sql: """
            INSERT INTO division (code, valid_from, valid_to, name, level, parent, successor) VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        for division in sorted {
          try statement.execute(arguments: [
            division.code, division.validFrom, division.validTo, division.name, division.level.rawValue,
            division.parent, division.successor,
          ])
        }
      }
    }
  }

  /// The divisions as last given, by code and first year.
  ///
  /// - Throws: `StoreError`.
  public func divisions() throws(StoreError) -> [Division] {
    try withStoreErrors(path) {
      try database.read { db in
        let sql = """
          SELECT code, name, level, parent, valid_from, valid_to, successor FROM division ORDER BY code, valid_from
          """
        return try Row.fetchAll(db, sql: sql).compactMap { row in
          guard let level = DivisionLevel(rawValue: row[2]) else { return nil }
          return Division(
            code: row[0], name: row[1], level: level, parent: row[3], validFrom: row[4], validTo: row[5],
            successor: row[6])
        }
      }
    }
  }
}
