import CorpusModel
import GRDB
import GRDBSQLite

/// Gathers facts for a sheet.
struct FactSheetBuilder: Sendable {
  private(set) var entries: [FactSheet.Entry] = []
  private(set) var documents: [FactSheet.Source] = []
  private(set) var regions: [RegionReference] = []
  private(set) var sums: [[Int32]] = []
  private(set) var oddKeys: [Int64: String] = [:]
  private(set) var given: [FactRow] = []
  private(set) var pool = StringPool()
  private var regionNumbers: [RegionKey: Int32] = [:]
  private var documentNumbers: [String: Int32] = [:]
  /// Of documents that were read, by their key in the store.
  private var documentKeys: [Int64: Int32] = [:]

  private struct RegionKey: Hashable {
    var code: Int32
    var name: Int32
    var path: Int32
  }

  init() {}

  /// Adds a whole fact.
  mutating func add(_ row: FactRow) {
    let fact = row.fact
    var entry = FactSheet.Entry()
    entry.row = Int64(-1 - given.count)
    if let key = Self.number(ofKey: fact.key) { entry.key = key } else { oddKeys[entry.row] = fact.key }
    entry.kind = fact.content.factKind
    switch fact.content {
    case .count(let count):
      entry.number = Int64(count.quantity.value)
      entry.bound = count.quantity.bound
      entry.text = pool.number(of: count.label)
      entry.subject = count.subjects.first.map { pool.number(of: $0) } ?? -1
      entry.asOf = count.asOf
    case .coverage(let scope, let percent):
      entry.number = Int64(bitPattern: percent.bitPattern)
      entry.text = scope.map { pool.number(of: $0) } ?? -1
    case .model(let name, let components):
      entry.text = pool.number(of: name)
      if !components.isEmpty {
        entry.components = (try? FactStore.encode(components)).map { pool.number(of: $0) } ?? -1
      }
    case .slogan(let text), .epithet(let text):
      entry.text = pool.number(of: text)
    }
    entry.confidence = Float(fact.confidence)
    entry.ordinal = Int32(row.ordinal)
    entry.place = fact.place.map { pool.number(of: $0) } ?? -1
    if let region = fact.region {
      let path = region.path.joined(separator: "/")
      let key = RegionKey(
        code: pool.number(of: region.code), name: pool.number(of: region.name), path: pool.number(of: path))
      entry.region = number(of: key, region)
    }
    entry.sum = add(sum: fact.sumOf.map { Int32($0) })
    entry.document = number(of: row)
    given.append(row)
    entries.append(entry)
  }

  /// Puts the documents in the order of their identifiers.
  mutating func finish() {
    let order = documents.indices.sorted { documents[$0].id < documents[$1].id }
    var places = [Int32](repeating: 0, count: documents.count)
    for (place, index) in order.enumerated() { places[index] = Int32(place) }
    documents = order.map { documents[$0] }
    for index in entries.indices { entries[index].document = places[Int(entries[index].document)] }
  }

  private mutating func add(sum parts: [Int32]) -> Int32 {
    guard !parts.isEmpty else { return -1 }
    sums.append(parts)
    return Int32(sums.count - 1)
  }

  private mutating func number(of key: RegionKey, _ region: @autoclosure () -> RegionReference) -> Int32 {
    if let known = regionNumbers[key] { return known }
    regions.append(region())
    regionNumbers[key] = Int32(regions.count - 1)
    return Int32(regions.count - 1)
  }

  private mutating func number(of row: FactRow) -> Int32 {
    if let known = documentNumbers[row.document] { return known }
    documents.append(
      FactSheet.Source(
        id: row.document, published: (row.original?.published ?? row.published).flatMap { PartialDate($0) },
        home: row.home, original: row.original?.document))
    documentNumbers[row.document] = Int32(documents.count - 1)
    return Int32(documents.count - 1)
  }

  /// The number that sixteen small hexadecimal digits write; nil for any other key.
  private static func number(ofKey key: String) -> UInt64? {
    var key = key
    return key.withUTF8 { number(ofKey: $0) }
  }

  private static func number(ofKey key: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard key.count == 16 else { return nil }
    var number: UInt64 = 0
    for byte in key {
      switch byte {
      case 0x30...0x39: number = number << 4 | UInt64(byte - 0x30)
      case 0x61...0x66: number = number << 4 | UInt64(byte - 0x57)
      default: return nil
      }
    }
    return number
  }
}

extension FactSheetBuilder {
  /// Reads what is in the store, whatever reviews say of it.
  ///
  /// Each of several threads reads some of the facts through a connection of its own, while this one's transaction keeps
  /// writers out. It does not where they have a log to write to: then one thread reads all.
  init(_ store: FactStore, _ filters: [FactFilter], jobs: Int) throws(StoreError) {
    self = try withStoreErrors(store.path) {
      try store.database.read { db in
        guard jobs > 1, filters.allSatisfy(\.isBroad),
          let first = try Int64.fetchOne(db, sql: "SELECT min(key) FROM fact"),
          let last = try Int64.fetchOne(db, sql: "SELECT max(key) FROM fact"),
          try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal"
        else { return try FactSheetBuilder(db, filters) }
        let parts = try SharedWork.map(Int(last - first + 1), parts: jobs, jobs: jobs) { part in
          let keys = first + Int64(part.lowerBound)...first + Int64(part.upperBound - 1)
          return try FactStore(path: store.path, access: .read).database.read {
            try FactSheetBuilder($0, filters, keys: keys)
          }
        }
        var whole = parts[0]
        for part in parts.dropFirst() { whole.add(part) }
        return whole
      }
    }
    finish()
  }

  /// Reads facts of some rows, or all.
  private init(_ db: Database, _ filters: [FactFilter], keys: ClosedRange<Int64>? = nil) throws {
    for filter in filters {
      let query = try FactQuery(sheet: filter, keys: keys)
      let statement = try db.makeStatement(sql: query.sql)
      try statement.setArguments(query.arguments)
      try forEachStep(db, statement) { try read(ColumnReader($0)) }
    }
    try readDocuments(db)
  }

  /// Takes over what was read apart.
  private mutating func add(_ other: FactSheetBuilder) {
    let texts = pool.numbers(of: other.pool)
    func here(_ number: Int32, _ numbers: [Int32]) -> Int32 { number < 0 ? number : numbers[Int(number)] }
    let regions = other.regionNumbers.sorted { $0.value < $1.value }.map { key, region in
      number(
        of: RegionKey(code: here(key.code, texts), name: here(key.name, texts), path: here(key.path, texts)),
        other.regions[Int(region)])
    }
    let documents = other.documentKeys.sorted { $0.value < $1.value }.map { key, document in
      number(ofDocument: key, other.documents[Int(document)])
    }
    let firstSum = Int32(sums.count)
    sums += other.sums
    oddKeys.merge(other.oddKeys) { first, _ in first }
    entries.reserveCapacity(entries.count + other.entries.count)
    for var entry in other.entries {
      entry.document = documents[Int(entry.document)]
      entry.region = here(entry.region, regions)
      entry.text = here(entry.text, texts)
      entry.components = here(entry.components, texts)
      entry.subject = here(entry.subject, texts)
      entry.place = here(entry.place, texts)
      if entry.sum >= 0 { entry.sum += firstSum }
      entries.append(entry)
    }
  }

  private mutating func number(ofDocument key: Int64, _ source: @autoclosure () -> FactSheet.Source) -> Int32 {
    if let known = documentKeys[key] { return known }
    let number = Int32(documents.count)
    documents.append(source())
    documentKeys[key] = number
    return number
  }

  /// The facts of a sheet as reviewed: rejected ones are gone, corrected ones say what they should.
  init(_ found: FactSheet, reviewedBy store: FactStore, _ filters: [FactFilter]) throws(StoreError) {
    (regions, sums, given, pool) = (found.regions, found.sums, found.given, found.pool)
    documents = found.documents
    for (index, document) in documents.enumerated() { documentNumbers[document.id] = Int32(index) }
    for (index, region) in regions.enumerated() {
      let path = region.path.joined(separator: "/")
      let key = RegionKey(
        code: pool.number(of: region.code), name: pool.number(of: region.name), path: pool.number(of: path))
      regionNumbers[key] = Int32(index)
    }
    let verdicts = store.reviews.latest.filter { $0.value.verdict != .accepted }
    let numbers = Set(verdicts.keys.compactMap { Self.number(ofKey: $0) })
    var parts: [[Int32]: Int32] = [:]
    for (index, entry) in found.entries.enumerated() {
      let isOdd = found.oddKeys[entry.row] != nil
      if isOdd ? verdicts[found.key(of: index)] == nil : !numbers.contains(entry.key) {
        if isOdd { oddKeys[entry.row] = found.key(of: index) }
        entries.append(entry)
      } else if entry.isPart {
        parts[[entry.document, entry.ordinal]] = entry.region
      }
    }
    let corrected = store.reviews.corrected
    if !corrected.isEmpty {
      for var filter in filters {
        filter.keys = filter.keys.isEmpty ? corrected : corrected.intersection(filter.keys)
        guard !filter.keys.isEmpty else { continue }
        for row in try store.facts(filter) {
          add(row)
          let entry = entries[entries.count - 1]
          // It stays a part of its document's total if it stays in that region.
          let region = parts[[entry.document, entry.ordinal]]
          if region == entry.region { entries[entries.count - 1].isPart = true }
        }
      }
    }
    finish()
  }

  private mutating func read(_ row: ColumnReader) throws {
    var entry = FactSheet.Entry()
    entry.row = row.integer(0)
    entry.ordinal = Int32(truncatingIfNeeded: row.integer(2))
    if let key = row.bytes(3, Self.number(ofKey:)) ?? nil {
      entry.key = key
    } else {
      oddKeys[entry.row] = row.string(3) ?? ""
    }
    guard let kind = row.string(4).flatMap({ FactKind(name: $0) }) else {
      throw StoreError.damaged(detail: "fact \(entry.row) is of no known kind")
    }
    entry.kind = kind
    switch kind {
    case .count:
      guard let bound = row.string(7).flatMap({ Bound(rawValue: $0) }), !row.isNull(6) else {
        throw StoreError.damaged(detail: "fact \(entry.row) is incomplete")
      }
      entry.number = row.integer(6)
      entry.bound = bound
      entry.subject = number(row, 5)
      entry.asOf = row.isNull(8) ? nil : row.string(8).flatMap { PartialDate($0) }
    case .coverage: entry.number = Int64(bitPattern: row.double(9).bitPattern)
    case .model: entry.components = number(row, 11)
    case .slogan, .epithet: break
    }
    entry.text = number(row, 10)
    if !row.isNull(12) {
      let key = RegionKey(code: number(row, 12), name: number(row, 13), path: number(row, 14))
      entry.region = number(
        of: key,
        RegionReference(
          code: row.string(12) ?? "", name: row.string(13) ?? "", path: FactQuery.path(row.string(14))))
    }
    entry.place = number(row, 15)
    entry.confidence = Float(row.double(16))
    if let parts = row.string(17) { entry.sum = add(sum: try FactStore.decode([Int32].self, parts)) }
    entry.document = number(ofDocument: row.integer(1), FactSheet.Source(id: ""))
    entries.append(entry)
  }

  private mutating func number(_ row: ColumnReader, _ column: Int32) -> Int32 {
    row.bytes(column) { pool.number(of: $0) } ?? -1
  }

  /// Reads the documents that facts are of; where these are few, only they are looked up.
  private mutating func readDocuments(_ db: Database) throws {
    var dates: [String: PartialDate?] = [:]
    let isFew = documentKeys.count < 5_000
    let statement = try db.makeStatement(
      sql: """
        SELECT d.key, d.id, substr(coalesce(o.published, d.published), 1, 10), d.home_code, o.id FROM document d
        LEFT JOIN copy c ON c.document = d.key LEFT JOIN document o ON o.key = c.original
        """ + (isFew ? " WHERE d.key IN (SELECT value FROM json_each(?))" : " WHERE d.key BETWEEN ? AND ?"))
    try statement.setArguments(
      isFew
        ? ["[\(documentKeys.keys.map(String.init).joined(separator: ","))]"]
        : [documentKeys.keys.min(), documentKeys.keys.max()])
    try forEachStep(db, statement) { step in
      let row = ColumnReader(step)
      guard let number = documentKeys[row.integer(0)] else { return }
      let published = row.string(2).flatMap { text -> PartialDate? in
        if let known = dates[text] { return known }
        let date = PartialDate(text)
        dates[text] = .some(date)
        return date
      }
      documents[Int(number)] = FactSheet.Source(
        id: row.string(1) ?? "", published: published, home: row.string(3), original: row.string(4))
    }
  }
}

/// Steps through a statement whose columns are read without a value being made of each.
private func forEachStep(_ db: Database, _ statement: Statement, _ body: (SQLiteStatement) throws -> Void) throws {
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
    try body(handle)
  }
}

/// The columns of a row.
private struct ColumnReader {
  private let statement: SQLiteStatement

  init(_ statement: SQLiteStatement) { self.statement = statement }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }

  /// - Returns: nil for NULL.
  func bytes<Result>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    return body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }

  func string(_ column: Int32) -> String? { bytes(column) { String(decoding: $0, as: UTF8.self) } }
}
