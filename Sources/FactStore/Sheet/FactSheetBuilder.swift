import CorpusModel
import GRDB

/// Gathers facts for a sheet.
struct FactSheetBuilder: Sendable {
  private(set) var entries: [FactSheet.Entry] = []
  private(set) var documents: [FactSheet.Source] = []
  private(set) var regions: [RegionReference] = []
  private(set) var sums: [[Int32]] = []
  private(set) var oddKeys: [Int64: String] = [:]
  private(set) var given: [FactRow] = []
  private(set) var pool: StringPool
  /// Code, name and path of each region, by its number.
  private var regionTexts = StringPool()
  /// Code, name and path of the region that is looked up.
  private var regionText: [UInt8] = []
  private var documentNumbers: [String: Int32] = [:]
  /// Of documents that were read, by their key in the store.
  private var documentKeys: [Int64: Int32] = [:]
  /// The document that was read last: facts that follow each other are often of one.
  private var last: (key: Int64, number: Int32) = (-1, -1)

  /// Numbers of texts that begin with those of the names of kinds, then of bounds.
  private static let names: StringPool = {
    var pool = StringPool()
    for name in FactKind.allCases.map(\.name) + Bound.allCases.map(\.rawValue) { _ = pool.number(of: name) }
    return pool
  }()

  init() { pool = Self.names }

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
    if let region = fact.region { entry.region = number(of: region) }
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

  private mutating func number(of region: RegionReference) -> Int32 {
    let texts = [region.code, region.name, region.path.joined(separator: "/")]
    let number = regionTexts.number(of: texts.joined(separator: "\n"))
    if number == regions.count { regions.append(region) }
    return number
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
  init(_ store: FactStore, _ filters: [FactFilter]) throws(StoreError) {
    self = try withStoreErrors(store.path) {
      try store.database.read { db in
        var builder = FactSheetBuilder()
        // Room for all is only taken as far as it is filled; growing by and by would copy what is there.
        let last = try Int64.fetchOne(db, sql: "SELECT max(key) FROM fact") ?? 0
        if filters.allSatisfy(\.isBroad) { builder.entries.reserveCapacity(Int(min(last, 1 << 24))) }
        for filters in filters.allSatisfy(\.isBroad) ? [filters] : filters.map({ [$0] }) {
          let query = try FactQuery(sheet: filters)
          let statement = try db.makeStatement(sql: query.sql)
          try statement.setArguments(query.arguments)
          try forEachStep(db, statement) { try builder.read($0) }
        }
        try builder.readDocuments(db)
        return builder
      }
    }
    finish()
  }

  private mutating func number(ofDocument key: Int64) -> Int32 {
    if last.key == key { return last.number }
    let known = documentKeys[key]
    let number = known ?? Int32(documents.count)
    if known == nil {
      documents.append(FactSheet.Source(id: ""))
      documentKeys[key] = number
    }
    last = (key, number)
    return number
  }

  /// The facts of a sheet as reviewed: rejected ones are gone, corrected ones say what they should.
  init(_ found: FactSheet, reviewedBy store: FactStore, _ filters: [FactFilter]) throws(StoreError) {
    (regions, sums, given, pool) = (found.regions, found.sums, found.given, found.pool)
    documents = found.documents
    for (index, document) in documents.enumerated() { documentNumbers[document.id] = Int32(index) }
    for region in regions { _ = number(of: region) }
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
    let kind = Int(number(row, 4))
    guard FactKind.allCases.indices.contains(kind) else {
      throw StoreError.damaged(detail: "fact \(entry.row) is of no known kind")
    }
    entry.kind = FactKind.allCases[kind]
    switch entry.kind {
    case .count:
      let bound = Int(number(row, 7)) - FactKind.allCases.count
      guard Bound.allCases.indices.contains(bound), !row.isNull(6) else {
        throw StoreError.damaged(detail: "fact \(entry.row) is incomplete")
      }
      entry.number = row.integer(6)
      entry.bound = Bound.allCases[bound]
      entry.subject = number(row, 5)
      entry.asOf = row.bytes(8) { PartialDate($0) } ?? nil
    case .coverage: entry.number = Int64(bitPattern: row.double(9).bitPattern)
    case .model: entry.components = number(row, 11)
    case .slogan, .epithet: break
    }
    entry.text = number(row, 10)
    entry.region = readRegion(row)
    entry.place = number(row, 15)
    entry.confidence = Float(row.double(16))
    if let parts = row.string(17) { entry.sum = add(sum: try FactStore.decode([Int32].self, parts)) }
    entry.document = number(ofDocument: row.integer(1))
    entries.append(entry)
  }

  private mutating func readRegion(_ row: ColumnReader) -> Int32 {
    regionText.removeAll(keepingCapacity: true)
    guard row.bytes(12, { regionText += $0 }) != nil else { return -1 }
    for column: Int32 in 13...14 {
      regionText.append(0x0A)
      _ = row.bytes(column) { regionText += $0 }
    }
    let number = regionText.withUnsafeBufferPointer { regionTexts.number(of: $0) }
    if number == regions.count {
      regions.append(
        RegionReference(
          code: row.string(12) ?? "", name: row.string(13) ?? "", path: FactQuery.path(row.string(14))))
    }
    return number
  }

  private mutating func number(_ row: ColumnReader, _ column: Int32) -> Int32 {
    row.bytes(column) { pool.number(of: $0) } ?? -1
  }

  /// Reads the documents that facts are of; where these are few, only they are looked up.
  private mutating func readDocuments(_ db: Database) throws {
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
    try forEachStep(db, statement) { row in
      guard let number = documentKeys[row.integer(0)] else { return }
      documents[Int(number)] = FactSheet.Source(
        id: row.string(1) ?? "", published: row.bytes(2) { PartialDate($0) } ?? nil, home: row.string(3),
        original: row.string(4))
    }
  }
}
