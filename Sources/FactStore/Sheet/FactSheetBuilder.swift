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
  /// Indices of the facts of documents that state sums.
  private(set) var addends: [FactSheet.Place: Int] = [:]
  private(set) var pool = StringPool()
  /// Code, name and path of each region, by its number.
  private var regionTexts = StringPool()
  private var documentNumbers: [String: Int32] = [:]
  /// Numbers in `pool`, in `regions` and in `sums`, by a word's key in the store; 0 is the key of none.
  private var (wordNumbers, wordRegions, wordSums): ([Int32], [Int32], [Int32]) = ([-1], [-1], [-1])
  /// Originals of copies by key of the copy, as far as it was not met yet, the next one last.
  private var originals: [(copy: Int64, id: String, published: String?)] = []

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
    if let region = fact.region { entry.region = number(of: region) }
    entry.sum = add(sum: fact.sumOf.map { Int32($0) })
    entry.document = number(of: row)
    given.append(row)
    entries.append(entry)
  }

  /// Puts the documents in the order of their identifiers and looks for the parts of totals.
  mutating func finish() {
    let order = documents.indices.sorted { documents[$0].id < documents[$1].id }
    var places = [Int32](repeating: 0, count: documents.count)
    for (place, index) in order.enumerated() { places[index] = Int32(place) }
    documents = order.map { documents[$0] }
    var summed = documents.map { _ in false }
    for index in entries.indices {
      let document = places[Int(entries[index].document)]
      entries[index].document = document
      if entries[index].isTotal { summed[Int(document)] = true }
    }
    markParts(summed)
  }

  /// - Parameter summed: Whether a document states sums, by its number.
  private mutating func markParts(_ summed: [Bool]) {
    guard summed.contains(true) else { return }
    for (index, entry) in entries.enumerated() where summed[Int(entry.document)] {
      addends[FactSheet.Place(document: entry.document, ordinal: entry.ordinal)] = index
    }
    for total in addends.values.map({ entries[$0] }) where total.isTotal {
      for part in sums[Int(total.sum)] {
        guard let index = addends[FactSheet.Place(document: total.document, ordinal: part)] else { continue }
        if entries[index].isOfTheSamePlace(as: total) { entries[index].isPart = true }
      }
    }
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
  static func number(ofKey key: String) -> UInt64? {
    var key = key
    return key.withUTF8 { number(ofKey: $0) }
  }

  /// The number of a key that is sixteen hexadecimal digits; nil for others.
  static func number(ofKey key: UnsafeBufferPointer<UInt8>) -> UInt64? {
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
        try builder.readWords(db)
        try builder.readOriginals(db)
        // Room for all is only taken as far as it is filled; growing by and by would copy what is there.
        let last = try Int64.fetchOne(db, sql: "SELECT max(key) FROM fact") ?? 0
        builder.entries.reserveCapacity(Int(min(last, 1 << 24)))
        var selection = SheetSelection(filters)
        let statement = try db.makeStatement(sql: Self.select)
        try forEachStep(db, statement) { try builder.read($0, &selection) }
        return builder
      }
    }
    finish()
  }

  private static let select = """
    SELECT first_fact, facts, id, published, home_code, document FROM sheet ORDER BY document
    """

  /// Few documents are copies: they are looked up at once, and not each document among them.
  private mutating func readOriginals(_ db: Database) throws {
    let sql = """
      SELECT c.document, o.id, o.published FROM copy c JOIN document o ON o.key = c.original ORDER BY c.document DESC
      """
    try forEachStep(db, try db.makeStatement(sql: sql)) { row in
      originals.append((row.integer(0), row.string(1) ?? "", row.string(2)))
    }
  }

  /// Words have the keys from 1 on.
  private mutating func readWords(_ db: Database) throws {
    try forEachStep(db, try db.makeStatement(sql: "SELECT key, text FROM word ORDER BY key")) { row in
      guard row.integer(0) == wordNumbers.count, let number = row.bytes(1, { pool.number(of: $0) }) else {
        throw StoreError.damaged(detail: "words are not numbered in a row")
      }
      wordNumbers.append(number)
    }
    (wordRegions, wordSums) = (wordNumbers.map { _ in -1 }, wordNumbers.map { _ in -1 })
  }

  /// Reads the facts of a document as far as they are wanted.
  private mutating func read(_ row: ColumnReader, _ selection: inout SheetSelection) throws {
    let first = row.integer(0)
    var document: Int32 = -1
    try row.blob(1) { bytes in
      var reader = SheetRecord.Reader(bytes)
      var ordinal: Int32 = 0
      while let fact = try reader.next() {
        defer { ordinal += 1 }
        var entry = FactSheet.Entry()
        entry.kind = fact.kind
        entry.region = try region(ofWord: fact.region)
        entry.subject = try number(ofWord: fact.subject)
        let isWanted = try selection.wants(
          entry, subjects: number(ofWord: fact.subjects), text: { pool.string($0) }, code: { regions[Int($0)].code })
        guard isWanted else { continue }
        if document < 0 { document = add(source: row) }
        entry.document = document
        entry.ordinal = ordinal
        entry.row = first + Int64(ordinal)
        entry.key = fact.key
        if fact.oddKey != 0 { oddKeys[entry.row] = pool.string(try number(ofWord: fact.oddKey)) }
        (entry.bound, entry.number, entry.asOf, entry.confidence) = (
          fact.bound, fact.number, fact.asOf, fact.confidence
        )
        entry.text = try number(ofWord: fact.text)
        entry.components = try number(ofWord: fact.components)
        entry.place = try number(ofWord: fact.place)
        if fact.sum != 0 { entry.sum = try sum(ofWord: fact.sum) }
        entries.append(entry)
      }
    }
  }

  private mutating func add(source row: ColumnReader) -> Int32 {
    let key = row.integer(5)
    while let next = originals.last, next.copy < key { originals.removeLast() }
    let original = originals.last.flatMap { $0.copy == key ? $0 : nil }
    let published = original?.published.map { PartialDate($0) } ?? row.bytes(3) { PartialDate($0) } ?? nil
    documents.append(
      FactSheet.Source(id: row.string(2) ?? "", published: published, home: row.string(4), original: original?.id))
    return Int32(documents.count - 1)
  }

  /// Number in the pool of a word of the store; -1 for none.
  @inline(__always) private func number(ofWord word: Int32) throws(StoreError) -> Int32 {
    guard word >= 0, word < wordNumbers.count else { throw .damaged(detail: "a fact names no word of the store") }
    return wordNumbers[Int(word)]
  }

  private mutating func region(ofWord word: Int32) throws -> Int32 {
    let number = try number(ofWord: word)
    if number < 0 || wordRegions[Int(word)] >= 0 { return wordRegions[Int(word)] }
    let parts = pool.string(number).utf8.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
      .map { String(decoding: Array($0), as: UTF8.self) }
    guard parts.count == 3 else { throw StoreError.damaged(detail: "a region without a name") }
    wordRegions[Int(word)] = Int32(regions.count)
    regions.append(RegionReference(code: parts[0], name: parts[1], path: FactQuery.path(parts[2])))
    return wordRegions[Int(word)]
  }

  private mutating func sum(ofWord word: Int32) throws -> Int32 {
    let number = try number(ofWord: word)
    if wordSums[Int(word)] < 0 {
      wordSums[Int(word)] = add(sum: try FactStore.decode([Int32].self, pool.string(number)))
    }
    return wordSums[Int(word)]
  }

  /// The facts of a sheet as reviewed: rejected ones are gone, corrected ones say what they should.
  init(_ found: FactSheet, reviewedBy store: FactStore, _ filters: [FactFilter]) throws(StoreError) {
    (regions, sums, given, pool) = (found.regions, found.sums, found.given, found.pool)
    documents = found.documents
    let verdicts = FactVerdicts(store.reviews)
    var parts: [[Int32]: Int32] = [:]
    oddKeys = found.oddKeys
    entries.reserveCapacity(found.entries.count)
    for (index, entry) in found.entries.enumerated() {
      if !verdicts.concern(index, of: found) {
        entries.append(entry)
      } else if entry.isPart {
        parts[[entry.document, entry.ordinal]] = entry.region
      }
    }
    let corrected = store.reviews.corrected
    if !corrected.isEmpty {
      for (index, document) in documents.enumerated() { documentNumbers[document.id] = Int32(index) }
      for region in regions { _ = number(of: region) }
      for var filter in filters {
        filter.keys = corrected
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
}

/// Which facts reviews reject or correct.
struct FactVerdicts {
  private let keys: Set<String>
  private let numbers: Set<UInt64>
  /// A bit for the lowest sixteen of each of `numbers`: of a million facts few are reviewed.
  private var bits = [UInt64](repeating: 0, count: 1 << 10)

  init(_ reviews: Reviews) {
    keys = Set(reviews.latest.filter { $0.value.verdict != .accepted }.keys)
    numbers = Set(keys.compactMap { FactSheetBuilder.number(ofKey: $0) })
    for number in numbers { bits[Int(number >> 6 & 0x3FF)] |= 1 << (number & 63) }
  }

  func concern(_ index: Int, of sheet: FactSheet) -> Bool {
    let entry = sheet.entries[index]
    if !sheet.oddKeys.isEmpty, let key = sheet.oddKeys[entry.row] { return keys.contains(key) }
    return bits[Int(entry.key >> 6 & 0x3FF)] >> (entry.key & 63) & 1 != 0 && numbers.contains(entry.key)
  }
}
