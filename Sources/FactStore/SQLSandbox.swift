import CorpusModel
import FoundationEssentials
import GRDBSQLite

/// What a statement in the sandbox may use.
public struct SandboxLimits: Sendable, Equatable {
  /// Seconds until the statement is stopped.
  public var seconds = 30.0
  /// Rows returned at most; a note in the table says that there are more.
  public var rows = 100_000
  /// Bytes of text returned at most, in all cells.
  public var resultBytes = 64 << 20
  /// Bytes of one value; a longer one, such as the text of a very long article, is an error.
  public var valueBytes = 1 << 20
  /// Bytes of memory that SQLite may hold in the whole process from the first statement on.
  public var heapBytes = 512 << 20

  public init() {}

  /// All limits with what they hold back.
  public var all: [ResourceLimit] {
    [
      ResourceLimit("seconds", seconds, "seconds", "until a statement is stopped"),
      ResourceLimit("rows", rows, "rows", "returned at most"),
      ResourceLimit("resultBytes", resultBytes, "bytes", "of text returned at most"),
      ResourceLimit("valueBytes", valueBytes, "bytes", "one value"),
      ResourceLimit("heapBytes", heapBytes, "bytes", "memory of SQLite"),
    ]
  }
}

extension FactStore {
  /// Version of the SQLite library.
  public static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

  /// Version of the tables that this program writes.
  public static var schemaVersion: Int { Schema.version }

  /// Runs one reading statement of a stranger's over the public views.
  ///
  /// The statement runs on a connection of its own: opened read-only, `query_only`, with an authorizer that lets only
  /// reading pass, nothing attachable, small limits and a deadline. It can neither write nor open another file.
  ///
  /// - Returns: One column a result column. `NULL` is missing; a blob is its hexadecimal form.
  /// - Throws: `StoreError.denied`, `.badStatement`, `.timedOut`, or what the file's state is.
  public func sql(_ statement: String, limits: SandboxLimits = SandboxLimits()) throws(StoreError) -> Table {
    let sandbox = try SQLSandbox(path: path, limits: limits)
    return try sandbox.run(statement)
  }
}

/// A read-only connection that trusts nothing that it is asked to run.
///
/// Written on SQLite's own interface, so that between the statement and the limits there is no other code.
private struct SQLSandbox: ~Copyable {
  private let connection: OpaquePointer
  private let limits: SandboxLimits
  private let deadline = Deadline()

  init(path: String, limits: SandboxLimits) throws(StoreError) {
    sqlite3_hard_heap_limit64(Int64(limits.heapBytes))
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
    guard let handle, code == SQLITE_OK else {
      let detail = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
      sqlite3_close_v2(handle)
      throw .inputOutput(detail: "\(path): \(detail)")
    }
    connection = handle
    self.limits = limits
    sqlite3_busy_timeout(handle, 5_000)
    for pragma in ["query_only = 1", "trusted_schema = 0", "temp_store = 2", "cell_size_check = 1"] {
      sqlite3_exec(handle, "PRAGMA \(pragma)", nil, nil, nil)
    }
    // The list columns are read by these; connecting them later would need more than reading.
    sqlite3_exec(handle, "SELECT 1 FROM json_each('[]'), json_tree('[]')", nil, nil, nil)
    sqlite3_set_authorizer(handle, authorizeReading, nil)
  }

  deinit { sqlite3_close_v2(connection) }

  consuming func run(_ sql: String) throws(StoreError) -> Table {
    setLimits()
    deadline.start(seconds: limits.seconds)
    sqlite3_progress_handler(
      connection, 1_000, { context in context.map { Deadline.hasPassed(at: $0) } ?? true ? 1 : 0 },
      Unmanaged.passUnretained(deadline).toOpaque())
    let statement = try prepare(sql)
    defer { sqlite3_finalize(statement) }
    return try collect(statement)
  }

  private func setLimits() {
    let values: [(Int32, Int)] = [
      (SQLITE_LIMIT_LENGTH, limits.valueBytes), (SQLITE_LIMIT_SQL_LENGTH, 100_000), (SQLITE_LIMIT_COLUMN, 200),
      (SQLITE_LIMIT_EXPR_DEPTH, 200), (SQLITE_LIMIT_COMPOUND_SELECT, 50), (SQLITE_LIMIT_VDBE_OP, 100_000),
      (SQLITE_LIMIT_FUNCTION_ARG, 20), (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
      (SQLITE_LIMIT_VARIABLE_NUMBER, 0), (SQLITE_LIMIT_TRIGGER_DEPTH, 1), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]
    for (limit, value) in values { sqlite3_limit(connection, limit, Int32(clamping: value)) }
  }

  private func prepare(_ sql: String) throws(StoreError) -> OpaquePointer {
    guard !sql.utf8.contains(0) else { throw .badStatement(detail: "a NUL in the statement") }
    var statement: OpaquePointer?
    var rest = ""
    let code = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(connection, text, -1, &statement, &tail)
      if let tail { rest = String(cString: tail) }
      return code
    }
    guard code == SQLITE_OK else { throw failure(code) }
    guard let statement else { throw .badStatement(detail: "no statement") }
    var next: OpaquePointer?
    let isAlone = sqlite3_prepare_v2(connection, rest, -1, &next, nil) == SQLITE_OK && next == nil
    sqlite3_finalize(next)
    guard isAlone, sqlite3_stmt_readonly(statement) != 0 else {
      sqlite3_finalize(statement)
      throw .denied(detail: isAlone ? "the statement would write" : "more than one statement")
    }
    return statement
  }

  private func collect(_ statement: OpaquePointer) throws(StoreError) -> Table {
    let columns = 0..<sqlite3_column_count(statement)
    var table = Table(columns: columns.map { String(cString: sqlite3_column_name(statement, $0)) })
    var bytes = 0
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return table }
      guard code == SQLITE_ROW else { throw failure(code) }
      let row = columns.map { cell(statement, $0) }
      for case .text(let text) in row { bytes += text.utf8.count }
      guard table.rows.count < limits.rows, bytes <= limits.resultBytes else {
        table.notes.append("stopped at \(table.rows.count) rows: there are more")
        return table
      }
      table.rows.append(row)
    }
  }

  private func cell(_ statement: OpaquePointer, _ column: Int32) -> Table.Cell {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(Int(sqlite3_column_int64(statement, column)))
    case SQLITE_FLOAT: return .decimal(sqlite3_column_double(statement, column))
    case SQLITE_NULL: return .missing
    case let type:
      let bytes = sqlite3_column_blob(statement, column)
      let buffer = UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column)))
      if type == SQLITE_TEXT { return .text(String(decoding: buffer, as: UTF8.self)) }
      return .text([UInt8](buffer).hexadecimal)
    }
  }

  private func failure(_ code: Int32) -> StoreError {
    let detail = String(cString: sqlite3_errmsg(connection))
    return switch code & 0xFF {
    case SQLITE_AUTH, SQLITE_READONLY, SQLITE_PERM: .denied(detail: detail)
    case SQLITE_INTERRUPT: .timedOut(seconds: limits.seconds)
    case SQLITE_BUSY, SQLITE_LOCKED: .busy(detail: detail)
    case SQLITE_CORRUPT: .damaged(detail: detail)
    case SQLITE_IOERR, SQLITE_CANTOPEN: .inputOutput(detail: detail)
    default: .badStatement(detail: detail)
    }
  }
}

/// Lets reading pass and nothing else: no writing, no ATTACH, no PRAGMA, no transaction.
private let authorizeReading:
  @convention(c) (
    UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
    UnsafePointer<CChar>?
  ) -> Int32 = { _, action, _, name, _, _ in
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: SQLITE_OK
    case SQLITE_FUNCTION:
      name.map { String(cString: $0) == "load_extension" } ?? true ? SQLITE_DENY : SQLITE_OK
    default: SQLITE_DENY
    }
  }

/// The moment at which a statement is stopped; used on one thread.
private final class Deadline {
  private var end = ContinuousClock.now

  func start(seconds: Double) { end = ContinuousClock.now + .seconds(seconds) }

  static func hasPassed(at pointer: UnsafeMutableRawPointer) -> Bool {
    ContinuousClock.now >= Unmanaged<Deadline>.fromOpaque(pointer).takeUnretainedValue().end
  }
}
