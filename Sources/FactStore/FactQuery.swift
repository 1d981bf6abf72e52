import CorpusModel
import GRDB

extension FactStore {
  /// The facts that `filter` wants, by document and then in the order of the article.
  ///
  /// - Throws: `StoreError`; `.badFilter` if `filter.text` is no query.
  /// - Complexity: O(facts of the kinds, regions or documents asked for).
  public func facts(_ filter: FactFilter = FactFilter()) throws(StoreError) -> [FactRow] {
    var rows: [FactRow] = []
    try forEachFact(filter) { rows.append($0) }
    return rows
  }

  /// Calls `body` with each fact that `filter` wants, in the order of `facts(_:)`, without holding them all.
  ///
  /// - Throws: As `facts(_:)`.
  public func forEachFact(_ filter: FactFilter, _ body: (consuming FactRow) -> Void) throws(StoreError) {
    guard reviews.latest.isEmpty else {
      for row in try factsAsReviewed(filter) { body(row) }
      return
    }
    try forEachFactAsFound(filter, body)
  }

  /// Calls `body` with the facts of some rows of the store, and the row's key, in no order.
  func forEachFact(at keys: [Int64], _ body: (Int64, FactRow) -> Void) throws(StoreError) {
    try withStoreErrors(path) {
      try database.read { db in
        let sql = FactQuery.select + " WHERE f.key IN (SELECT value FROM json_each(?))"
        var regions = FactQuery.Regions()
        let cursor = try Row.fetchCursor(try db.cachedStatement(sql: sql), arguments: [Self.list(keys)])
        while let row = try cursor.next() { body(row[31], try FactQuery.decode(row, &regions)) }
      }
    }
  }

  /// Numbers as a JSON array, for `json_each`.
  private static func list(_ keys: [Int64]) -> String {
    var list: [UInt8] = []
    for key in keys {
      list.append(UInt8(ascii: list.isEmpty ? "[" : ","))
      list.append(text: String(key))
    }
    return list.isEmpty ? "[]" : String(decoding: list, as: UTF8.self) + "]"
  }

  /// Calls `body` with the words that the facts of some rows rest on, and the place of the row's key among `keys`.
  func forEachEvidence(
    at keys: [Int64], _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void
  ) throws(StoreError) {
    try withStoreErrors(path) {
      try database.read { db in
        // In the order of the keys: one after the other they stand on pages that follow each other.
        let sql = "SELECT j.key, f.evidence FROM json_each(?) j CROSS JOIN fact f ON f.key = j.value"
        let statement = try db.cachedStatement(sql: sql)
        try statement.setArguments([Self.list(keys)])
        try forEachStep(db, statement) { row in
          let place = Int(row.integer(0))
          row.bytes(1) { body(place, $0) }
        }
      }
    }
  }

  func forEachFactAsFound(_ filter: FactFilter, _ body: (consuming FactRow) -> Void) throws(StoreError) {
    try withStoreErrors(path) {
      let query = try FactQuery(filter)
      try database.read { db in try FactQuery.forEachRow(db, sql: query.sql, arguments: query.arguments, body) }
    }
  }
}

/// A filter as SQL.
struct FactQuery {
  private(set) var sql: String
  private(set) var arguments = StatementArguments()
  private var conditions: [String] = []

  private static let columns = """
    SELECT d.id, d.title, d.published, d.publisher, f.ordinal, f.fact_key, f.kind, f.subject, f.subjects, f.value,
      f.bound, f.unit, f.label, f.as_of, f.scope, f.percent, f.name, f.components, f.region_code, f.region_name,
      f.region_path, f.place, f.evidence, f.span_start, f.span_end, f.source_start, f.source_end, f.rule, f.confidence,
      f.sum_of, d.home_code, f.key, o.id, o.published, f.evidence_in

    """

  private static let original = " LEFT JOIN copy c ON c.document = d.key LEFT JOIN document o ON o.key = c.original"

  static let select = columns + "FROM fact f JOIN document d ON d.key = f.document" + original

  /// Facts by document and in the order of the article.
  init(_ filter: FactFilter) throws {
    let isNarrow =
      !filter.documents.isEmpty || !filter.keys.isEmpty || !filter.names.isEmpty || filter.text != nil
      || !(filter.regions.isEmpty || filter.regions.contains("000000"))
    // The first rows of a broad answer are found soonest by going through the documents in order; a plus sign keeps
    // SQLite from an index that finds much, where another one finds little.
    let isByDocument = filter.limit != nil && !isNarrow
    sql =
      isByDocument
      ? Self.columns + "FROM document d CROSS JOIN fact f ON f.document = d.key" + Self.original : Self.select
    sql += " WHERE \(try condition(filter, broad: isNarrow || isByDocument ? "+" : "")) ORDER BY d.id, f.ordinal"
    if filter.limit != nil || filter.offset > 0 {
      sql += " LIMIT ? OFFSET ?"
      arguments += [filter.limit ?? -1, filter.offset]
    }
  }

  /// What must hold of the facts that a filter wants.
  private mutating func condition(_ filter: FactFilter, broad: String) throws -> String {
    conditions = []
    addMembership((filter.subjects.isEmpty ? broad : "+") + "f.kind", filter.kinds)
    if !filter.subjects.isEmpty {
      let likeliest = add(filter.subjects).joined(separator: ", ")
      let further = add(filter.subjects).joined(separator: ", ")
      conditions.append(
        """
        (\(broad)f.subject IN (\(likeliest)) OR \(broad)f.subjects > '' AND EXISTS (
          SELECT 1 FROM json_each(f.subjects) WHERE json_each.value IN (\(further))))
        """)
    }
    addRegions(filter.regions)
    addMembership("f.name", filter.names)
    if let since = filter.since { add("f.day >= ?", since.firstDay) }
    if let until = filter.until {
      // The first day that a date may mean decides: a fact of 2024 can be of January.
      add("f.day IS NOT NULL AND coalesce(f.as_of, substr(d.published, 1, 10)) <= ?", until.description + "~")
    }
    if let text = filter.text {
      let query = try SearchQuery(text)
      add("f.document IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)", query.match)
    }
    if filter.minimumConfidence > 0 { add("f.confidence >= ?", filter.minimumConfidence) }
    addMembership("d.id", filter.documents)
    addMembership("f.fact_key", filter.keys)
    return conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
  }

  private mutating func add(_ condition: String, _ argument: some DatabaseValueConvertible) {
    conditions.append(condition)
    arguments += [argument]
  }

  /// Adds sorted values to the arguments and returns a mark for each.
  private mutating func add(_ values: Set<String>) -> [String] {
    arguments += StatementArguments(values.sorted().map(\.whole))
    return values.map { _ in "?" }
  }

  private mutating func addMembership(_ column: String, _ values: Set<String>) {
    guard !values.isEmpty else { return }
    conditions.append("\(column) IN (\(add(values).joined(separator: ", ")))")
  }

  /// A province's code also finds its prefectures and counties, a prefecture's its counties.
  private mutating func addRegions(_ codes: Set<String>) {
    guard !codes.isEmpty else { return }
    if codes.contains("000000") {
      conditions.append("f.region_code IS NOT NULL")
      return
    }
    let columns = ["f.region_code", "f.prefecture", "f.province"].map { column in
      "\(column) IN (\(add(codes).joined(separator: ", ")))"
    }
    conditions.append("(\(columns.joined(separator: " OR ")))")
  }
}

extension FactQuery {
  /// Reads the rows of a `select`.
  static func rows(_ db: Database, sql: String, arguments: StatementArguments) throws -> [FactRow] {
    var rows: [FactRow] = []
    try forEachRow(db, sql: sql, arguments: arguments) { rows.append($0) }
    return rows
  }

  static func forEachRow(
    _ db: Database, sql: String, arguments: StatementArguments, _ body: (consuming FactRow) -> Void
  ) throws {
    var regions = Regions()
    let cursor = try Row.fetchCursor(db, sql: sql, arguments: arguments)
    while let row = try cursor.next() { body(try decode(row, &regions)) }
  }

  /// Names from the province down, as one column holds them.
  static func path(_ joined: String?) -> [String] {
    guard let joined, !joined.isEmpty else { return [] }
    return joined.utf8.split(separator: 0x2F).map { String(decoding: Array($0), as: UTF8.self) }
  }

  /// Facts of one region share its names.
  struct Regions {
    private var known: [Key: RegionReference] = [:]

    private struct Key: Hashable {
      var code: String
      var name: String
      var path: String
    }

    fileprivate mutating func region(_ row: Row) -> RegionReference? {
      guard let code = row[18] as String? else { return nil }
      let key = Key(code: code, name: row[19], path: row[20] ?? "")
      if let region = known[key] { return region }
      let region = RegionReference(code: code, name: key.name, path: FactQuery.path(key.path))
      known[key] = region
      return region
    }
  }

  fileprivate static func decode(_ row: Row, _ regions: inout Regions) throws -> FactRow {
    guard let content = try content(row) else {
      let document: String = row[0]
      let ordinal: Int = row[4]
      throw StoreError.damaged(detail: "\(document): fact \(ordinal) is incomplete")
    }
    let evidence = Evidence(
      text: row[22], layer: (row[34] as String?).flatMap(Evidence.Layer.init) ?? .body, span: Span(row[23], row[24]),
      source: Span(row[25], row[26]))
    var fact = Fact(
      content: content, region: regions.region(row), place: row[21], evidence: evidence, rule: row[27],
      confidence: row[28])
    fact.key = row[5]
    if let parts = row[29] as String? { fact.sumOf = try FactStore.decode([Int].self, parts) }
    let original = (row[32] as String?).map { FactRow.Original(document: $0, published: row[33]) }
    return FactRow(
      document: row[0], title: row[1], published: row[2], publisher: row[3], home: row[30], original: original,
      ordinal: row[4], fact: fact)
  }

  static func content(_ row: Row) throws -> FactContent? {
    let kind: String = row[6]
    switch kind {
    case "count":
      guard let value = row[9] as Int?, let bound = (row[10] as String?).flatMap(Bound.init(rawValue:)) else {
        return nil
      }
      let several = try (row[8] as String?).map { try FactStore.decode([String].self, $0) }
      return .count(
        Count(
          subjects: several ?? (row[7] as String?).map { [$0] } ?? [], quantity: Quantity(value: value, bound: bound),
          unit: row[11] ?? "", label: row[12] ?? "", asOf: (row[13] as String?).flatMap { PartialDate($0) }))
    case "coverage":
      guard let percent = row[15] as Double? else { return nil }
      return .coverage(scope: row[14], percent: percent)
    case "model":
      guard let name = row[16] as String? else { return nil }
      return .model(
        name: name, components: try (row[17] as String?).map { try FactStore.decode([String].self, $0) } ?? [])
    case "slogan": return (row[16] as String?).map { .slogan($0) }
    case "epithet": return (row[16] as String?).map { .epithet($0) }
    default: return nil
    }
  }
}
