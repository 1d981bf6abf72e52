import GRDB
import GRDBSQLite

/// Steps through a statement whose columns are read without a value being made of each.
func forEachStep(_ db: Database, _ statement: Statement, _ body: (ColumnReader) throws -> Void) throws {
  let handle = statement.sqliteStatement
  defer { sqlite3_reset(handle) }
  while true {
    let code = sqlite3_step(handle)
    if code == SQLITE_DONE { return }
    guard code == SQLITE_ROW else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: db.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }
      )
    }
    try body(ColumnReader(handle))
  }
}

/// The same of a statement with one parameter, which is given here: GRDB takes longer for it than SQLite for the row.
func forEachStep(_ db: Database, _ statement: Statement, _ key: Int64, _ body: (ColumnReader) throws -> Void) throws {
  sqlite3_bind_int64(statement.sqliteStatement, 1, key)
  try forEachStep(db, statement, body)
}

/// The columns of a row.
struct ColumnReader {
  private let statement: SQLiteStatement

  fileprivate init(_ statement: SQLiteStatement) { self.statement = statement }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }

  /// - Returns: nil for NULL.
  func bytes<Result>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    return body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }

  func string(_ column: Int32) -> String? { bytes(column) { String(decoding: $0, as: UTF8.self) } }

  /// The bytes of a blob; none for NULL.
  func blob<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let start = sqlite3_column_blob(statement, column)
    return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }
}
