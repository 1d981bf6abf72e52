import CorpusModel
import GRDB

/// What became of the documents of one store that was merged into another; the three add up to its documents.
public struct MergeSummary: Sendable, Equatable {
  /// New in the target.
  public var added = 0
  /// In the target already: the same bytes from the same place.
  public var known = 0
  /// Of an identifier that the target has from another record: one of the two is a rejection now.
  public var contested = 0
  /// Rejections taken over.
  public var rejections = 0

  public init(added: Int = 0, known: Int = 0, contested: Int = 0, rejections: Int = 0) {
    (self.added, self.known, self.contested, self.rejections) = (added, known, contested, rejections)
  }
}

extension FactStore {
  /// The contract that the documents of all `paths` were made by; nil where none has a document.
  ///
  /// - Throws: `StoreError.differentContracts`, or that a store cannot be read.
  public static func commonContract(of paths: [String]) throws(StoreError) -> String? {
    var found: (contract: String, path: String)?
    for path in paths {
      let store = try FactStore(path: path, access: .read)
      for contract in try store.contracts() {
        if let found, found.contract != contract {
          throw .differentContracts(
            "\(found.path) is of \(found.contract), \(path) of \(contract)")
        }
        found = found ?? (contract, path)
      }
      try store.close()
    }
    return found?.contract
  }

  /// Takes over the documents, facts and rejections of `other` in one transaction; reviews are left alone, and
  /// copies are for `linkCopies` to find.
  ///
  /// The result does not depend on the order in which stores are merged: of two records of one identifier the one whose
  /// place comes first in byte order stays, and the other is recorded as rejected (`duplicate_identifier`), as in one
  /// ingestion of both. A rejection ends where the other side has its record as a document.
  ///
  /// - Parameter other: A store whose documents are of the same contract; see `commonContract`.
  /// - Returns: What was taken over.
  /// - Throws: `StoreError`, with nothing of `other` written.
  /// - Complexity: O(size of `other`), and of this store's documents where `other` has rejections.
  public func merge(_ other: FactStore) throws(StoreError) -> MergeSummary {
    let contracts = Set(try contracts() + other.contracts())
    guard contracts.count <= 1 else {
      throw .differentContracts("\(path) and \(other.path) are of \(contracts.sorted().joined(separator: ", "))")
    }
    if try divisions().isEmpty { try replaceDivisions(try other.divisions()) }
    let rejections = try other.rejected()
    return try withStoreErrors(path) {
      let versions = try other.database.read { try DocumentVersion.all($0) }
      return try database.write { db in
        let taken = try Self.open(rejections, in: db)
        var merging = Merging(db: db, writer: try DocumentWriter(db, contract: contracts.first ?? ""))
        try merging.writer.forgetRejections(of: versions.map { ConfirmedRecord(id: $0.id, place: $0.place) })
        for version in versions {
          try merging.take(version) {
            guard let document = try other.document(version.id) else {
              throw StoreError.damaged(detail: "\(other.path): \(version.id) is gone")
            }
            return document
          }
        }
        for record in taken { try merging.reject(record) }
        merging.summary.rejections = taken.count
        return merging.summary
      }
    }
  }

  /// Those of `rejections` whose record is no document of this store.
  private static func open(_ rejections: [RejectedRecord], in db: Database) throws -> [RejectedRecord] {
    guard !rejections.isEmpty else { return [] }
    let places = Set(rejections.map(\.rejection.place))
    var stored: Set<String> = []
    let cursor = try Row.fetchCursor(db, sql: DocumentVersion.select)
    while let row = try cursor.next() {
      let version = DocumentVersion(row)
      if places.contains(version.place) { stored.insert(version.place) }
    }
    return try rejections.filter { record in
      guard !stored.contains(record.rejection.place) else { return false }
      return try record.id.map { try DocumentVersion.one($0, in: db) == nil } ?? true
    }
  }
}

/// A document as far as it tells which of two is kept.
private struct DocumentVersion: Equatable {
  let id: String
  let sha256: String
  /// Path, with the member or line after a colon.
  let place: String

  static let select = "SELECT id, sha256, path, member FROM document"

  init(_ row: Row) {
    id = row[0]
    sha256 = row[1]
    let path: String = row[2]
    place = (row[3] as String?).map { "\(path):\($0)" } ?? path
  }

  /// All of a store, by identifier.
  static func all(_ db: Database) throws -> [DocumentVersion] {
    try Row.fetchAll(db, sql: select + " ORDER BY id").map { DocumentVersion($0) }
  }

  static func one(_ id: String, in db: Database) throws -> DocumentVersion? {
    let statement = try db.cachedStatement(sql: select + " WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map { DocumentVersion($0) }
  }

  func precedes(_ other: DocumentVersion) -> Bool {
    place == other.place
      ? sha256.utf8.lexicographicallyPrecedes(other.sha256.utf8)
      : place.utf8.lexicographicallyPrecedes(other.place.utf8)
  }
}

/// One store on its way into another, inside a transaction.
private struct Merging {
  let db: Database
  var writer: DocumentWriter
  var summary = MergeSummary()

  /// Writes the document if it is the one to keep.
  mutating func take(_ version: DocumentVersion, _ document: () throws -> Document) throws {
    guard let stored = try DocumentVersion.one(version.id, in: db) else {
      try writer.write(PreparedDocument(try document()))
      summary.added += 1
      return
    }
    if version == stored {
      summary.known += 1
      return
    }
    summary.contested += 1
    let isKept = version.precedes(stored)
    if isKept { try writer.write(PreparedDocument(try document())) }
    try reject(isKept ? stored : version, for: isKept ? version : stored)
  }

  private func reject(_ version: DocumentVersion, for kept: DocumentVersion) throws {
    let place = version.place == kept.place ? "\(version.place)@\(version.sha256.prefix(8))" : version.place
    let rejection = Rejection(
      stage: .storage, reason: .duplicateIdentifier, place: place,
      detail: "has the identifier \(version.id), which another record of the merged stores has")
    try reject(RejectedRecord(id: nil, rejection: rejection))
  }

  /// Records a rejection; of two of one place the first in byte order stays.
  func reject(_ record: RejectedRecord) throws {
    let rejection = record.rejection
    let statement = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM reject WHERE place = ? AND (stage, reason, detail) < (?, ?, ?))")
    let arguments: StatementArguments = [
      rejection.place, rejection.stage.rawValue, rejection.reason.rawValue, rejection.detail,
    ]
    if try Bool.fetchOne(statement, arguments: arguments) != true { try writer.write(record) }
  }
}
