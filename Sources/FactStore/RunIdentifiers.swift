import GRDB

/// The identifiers of the records of one run, each with the place that had it first.
///
/// They lie in a temporary database without a name, which goes with the value: memory does not grow with the records.
public final class RunIdentifiers {
  private let database: DatabaseQueue

  /// - Throws: `StoreError` if there is no room for temporary files.
  public init() throws(StoreError) {
    database = try withStoreErrors("temporary file") {
      var configuration = Configuration()
      configuration.label = "RunIdentifiers"
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -16384; PRAGMA journal_mode = OFF") }
      let database = try DatabaseQueue(path: "", configuration: configuration)
      try database.inDatabase {
        try $0.execute(sql: "CREATE TABLE claim (id TEXT PRIMARY KEY, place TEXT NOT NULL) STRICT, WITHOUT ROWID")
      }
      return database
    }
  }

  /// The place that had `id` before; nil makes it `place`.
  ///
  /// - Throws: `StoreError` if the temporary file cannot grow.
  /// - Complexity: O(log records).
  public func owner(of id: String, at place: String) throws(StoreError) -> String? {
    try withStoreErrors("temporary file") {
      try database.inDatabase { db in
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO claim (id, place) VALUES (?, ?)").execute(
          arguments: [id, place])
        guard db.changesCount == 0 else { return nil }
        return try String.fetchOne(db.cachedStatement(sql: "SELECT place FROM claim WHERE id = ?"), arguments: [id])
      }
    }
  }
}
