import CorpusModel
import FoundationEssentials
import GRDB

/// Writes what `FactSheet` keeps of a document's facts as one row of bytes: that of a million facts is read in a tenth of
/// the time that their own rows take.
///
/// The row says nothing that the facts do not say, and is written and removed with them. Texts stand once in the table
/// `word` and are named by their keys; they stay when nothing names them any more.
struct SheetWriter {
  private let db: Database
  /// Whether words that the store does not have are written.
  private let canAdd: Bool
  /// The words that were met; good until a rollback.
  private var words = StringPool()
  /// Keys of these in the store, by number.
  private var keys: [Int64] = []
  private var region: [UInt8] = []

  init(_ db: Database, canAdd: Bool = true) { (self.db, self.canAdd) = (db, canAdd) }

  /// A row of the table.
  struct Row: Equatable {
    var id: String?
    /// The day, as ISO date.
    var published: String?
    var home: String?
    /// Key of the first fact; the others follow without a gap.
    var first: Int64
    /// See `SheetRecord`.
    var facts: Data
  }

  /// Writes the row of a document whose facts are written.
  mutating func write(_ document: Int64) throws {
    guard let row = try row(of: document) else { return }
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO sheet (document, id, published, home_code, first_fact, facts) VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [document, row.id, row.published, row.home, row.first, row.facts])
  }

  /// Writes the rows of all documents.
  mutating func writeAll() throws {
    for document in try Int64.fetchAll(db, sql: "SELECT DISTINCT document FROM fact ORDER BY document") {
      try write(document)
    }
  }

  /// The row that a document should have; nil for one without facts.
  ///
  /// - Throws: `StoreError.damaged` for facts that cannot be.
  mutating func row(of document: Int64) throws -> Row? {
    let statement = try db.cachedStatement(sql: Self.select)
    var found: Row?
    var count: Int64 = 0
    var record = SheetRecord()
    try forEachStep(db, statement, document) { row in
      let first = found?.first ?? row.integer(0)
      guard row.integer(1) == count, row.integer(0) == first + count else {
        throw StoreError.damaged(detail: "facts of document \(document) are not numbered in a row")
      }
      found =
        found ?? Row(id: row.string(18), published: row.string(19), home: row.string(20), first: first, facts: Data())
      record.add(try fact(row))
      count += 1
    }
    found?.facts = Data(record.bytes)
    return found
  }

  /// Of label, scope and name a kind has only one.
  private static let select = """
    SELECT f.key, f.ordinal, f.fact_key, f.kind, f.subject, f.subjects, f.value, f.bound, f.as_of, f.percent,
      coalesce(f.label, f.scope, f.name), f.components, f.region_code, f.region_name, f.region_path, f.place,
      f.confidence, f.sum_of, d.id, substr(d.published, 1, 10), d.home_code
    FROM fact f JOIN document d ON d.key = f.document WHERE f.document = ? ORDER BY f.ordinal
    """

  private mutating func fact(_ row: ColumnReader) throws -> SheetRecord.Fact {
    guard let kind = row.string(3).flatMap({ FactKind(name: $0) }) else {
      throw StoreError.damaged(detail: "fact \(row.integer(0)) is of no known kind")
    }
    var fact = SheetRecord.Fact(kind: kind)
    if let key = row.bytes(2, FactSheetBuilder.number(ofKey:)) ?? nil {
      fact.key = key
    } else {
      fact.oddKey = try word(row, 2)
    }
    switch kind {
    case .count:
      guard let bound = row.string(7).flatMap(Bound.init(rawValue:)), !row.isNull(6) else {
        throw StoreError.damaged(detail: "fact \(row.integer(0)) is incomplete")
      }
      (fact.bound, fact.number) = (bound, row.integer(6))
      fact.subject = try word(row, 4)
      fact.subjects = try word(row, 5)
      fact.asOf = row.bytes(8) { PartialDate($0) } ?? nil
    case .coverage: fact.number = Int64(bitPattern: row.double(9).bitPattern)
    case .model: fact.components = try word(row, 11)
    case .slogan, .epithet: break
    }
    fact.text = try word(row, 10)
    fact.region = try regionWord(row)
    fact.place = try word(row, 15)
    fact.confidence = Float(row.double(16))
    fact.sum = try word(row, 17)
    return fact
  }

  /// Code, name and path in one word.
  private mutating func regionWord(_ row: ColumnReader) throws -> Int32 {
    region.removeAll(keepingCapacity: true)
    guard row.bytes(12, { region += $0 }) != nil else { return 0 }
    for column: Int32 in 13...14 {
      region.append(0x0A)
      _ = row.bytes(column) { region += $0 }
    }
    let number = region.withUnsafeBufferPointer { words.number(of: $0) }
    return try key(number, region)
  }

  private mutating func word(_ row: ColumnReader, _ column: Int32) throws -> Int32 {
    guard let number = row.bytes(column, { words.number(of: $0) }) else { return 0 }
    return try key(number, row.string(column)?.utf8 ?? "".utf8)
  }

  /// Key in the store of the word of that number in `words`; -1 for one that is not there and cannot be added.
  private mutating func key(_ number: Int32, _ text: some Collection<UInt8>) throws -> Int32 {
    if number < keys.count { return Int32(truncatingIfNeeded: keys[Int(number)]) }
    let text = String(decoding: text, as: UTF8.self)
    var key = try Int64.fetchOne(db.cachedStatement(sql: "SELECT key FROM word WHERE text = ?"), arguments: [text])
    if key == nil, canAdd {
      try db.cachedStatement(sql: "INSERT INTO word (text) VALUES (?)").execute(arguments: [text])
      key = db.lastInsertedRowID
    }
    keys.append(key ?? -1)
    return Int32(truncatingIfNeeded: key ?? -1)
  }
}
