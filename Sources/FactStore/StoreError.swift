import GRDB

/// Why the store could not do what was asked.
public enum StoreError: Error, Equatable, CustomStringConvertible {
  /// There is no file at the path.
  case missing(path: String)
  /// The file exists and is no store of this program.
  case notAStore(path: String, detail: String)
  /// The file was written by a later version of the program.
  case newerSchema(path: String, found: Int, supported: Int)
  /// Another process holds the store.
  case busy(detail: String)
  /// The disk is full, unreadable or refuses writing.
  case inputOutput(detail: String)
  /// The file is damaged.
  case damaged(detail: String)
  /// Stores that one program, lexicons and domain did not make may not be merged.
  case differentContracts(String)
  /// A document contradicts itself, such as a sum over facts that it does not have.
  case badDocument(id: String, detail: String)
  /// A filter that can match nothing, such as a search without a letter in it.
  case badFilter(detail: String)
  /// SQL that the sandbox refuses: anything but one reading statement.
  case denied(detail: String)
  /// SQL that is wrong, or too large for the sandbox's limits.
  case badStatement(detail: String)
  /// SQL that ran past its deadline.
  case timedOut(seconds: Double)
  /// Any other refusal of the database.
  case failed(detail: String)

  public var description: String {
    switch self {
    case .missing(let path): "\(path): no such store"
    case .notAStore(let path, let detail): "\(path): not a store: \(detail)"
    case .newerSchema(let path, let found, let supported):
      "\(path): written by a later version (schema \(found); this program knows \(supported))"
    case .busy(let detail): "the store is in use: \(detail)"
    case .inputOutput(let detail): "the store cannot be read or written: \(detail)"
    case .damaged(let detail): "the store is damaged: \(detail)"
    case .differentContracts(let detail): "not of one contract: \(detail)"
    case .badDocument(let id, let detail): "\(id): \(detail)"
    case .badFilter(let detail): detail
    case .denied(let detail): "refused: \(detail)"
    case .badStatement(let detail): detail
    case .timedOut(let seconds): "stopped after \(seconds) s"
    case .failed(let detail): detail
    }
  }

  /// The error for a result of SQLite's; `path` names the file where that helps.
  init(_ error: DatabaseError, path: String = "") {
    let detail = error.message ?? "SQLite result \(error.resultCode.rawValue)"
    switch error.resultCode.primaryResultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(detail: detail)
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
      self = .inputOutput(detail: path.isEmpty ? detail : "\(path): \(detail)")
    case .SQLITE_CORRUPT: self = .damaged(detail: detail)
    case .SQLITE_NOTADB: self = .notAStore(path: path, detail: detail)
    default: self = .failed(detail: detail)
    }
  }

  /// Whether the fault is of one document and the next one may still be stored.
  var isOfOneDocument: Bool {
    switch self {
    case .badDocument, .failed: true
    default: false
    }
  }
}

/// Runs `body` and gives every error that it throws the store's type.
func withStoreErrors<Result>(_ path: String = "", _ body: () throws -> Result) throws(StoreError) -> Result {
  do {
    return try body()
  } catch let error as StoreError {
    throw error
  } catch let error as DatabaseError {
    throw StoreError(error, path: path)
  } catch {
    throw StoreError.failed(detail: "\(error)")
  }
}
