import CorpusModel
import LexiconData

/// Codes and years of all divisions from province to county, and of the townships below them.
///
/// A *place* is an index: first the rows of divisions in the order of (code, first year), then those of townships.
/// Names stay ranges of the files' bytes, so that loading allocates little.
struct DivisionTable: Sendable {
  struct Row: Sendable {
    var code: Int32
    var parent: Int32
    var from: Int16
    /// `Int16.max` for a current division.
    var to: Int16
    var level: DivisionLevel
    /// Into `bytes`.
    var name: Range<Int32>
    /// Into `heirs`.
    var heirs: Range<Int32>
  }

  struct Township: Sendable {
    var county: Int32
    /// Last three digits of the official code; negative where it has none.
    var suffix: Int16
    var name: Range<Int32>
  }

  private(set) var bytes: [UInt8] = []
  private(set) var rows: [Row] = []
  private(set) var townships: [Township] = []
  /// Successor codes with the year of the change.
  private(set) var heirs: [(code: Int32, year: Int16)] = []

  static let columns = [
    "code", "name", "level", "parent", "valid_from", "valid_to", "successors", "short_names",
  ]

  /// Reads the tables; `onName` is told every name with its place.
  ///
  /// - Throws: `LexiconError` with file and line.
  /// - Complexity: O(bytes); about 10 ms for 6,900 divisions and 33,000 township names.
  init(lexicons: Lexicons, onName: (_ name: ArraySlice<UInt8>, _ place: Int32, _ form: NameForm) -> Void) throws {
    var shorts: [(name: Range<Int>, code: Int32, from: Int16)] = []
    for file in ["divisions/divisions.tsv", "divisions/special.tsv"] {
      try readDivisions(lexicons, file, &shorts)
    }
    rows.sort { ($0.code, $0.from) < ($1.code, $1.from) }
    for (place, row) in rows.enumerated() { onName(bytes[nameRange(row.name)], Int32(place), .full) }
    for short in shorts {
      guard let place = rowRange(short.code).first(where: { rows[$0].from == short.from }) else { continue }
      // 红河 begins 红河哈尼族彝族自治州; 红河州 does not.
      let isBare = nameBytes(Int32(place)).starts(with: bytes[short.name])
      onName(bytes[short.name], Int32(place), isBare ? .bare : .styled)
    }
    try readTownships(lexicons, "divisions/townships.tsv", onName)
  }

  private mutating func readDivisions(
    _ lexicons: Lexicons, _ file: String, _ shorts: inout [(name: Range<Int>, code: Int32, from: Int16)]
  ) throws {
    var table = try TableScanner(file: file, bytes: lexicons.bytes(file), columns: Self.columns)
    let base = bytes.count
    bytes += table.bytes
    while table.next() {
      guard let code = try table.number(table.range(0)), (100_000..<1_000_000).contains(code),
        let number = try table.number(table.range(2)), let level = DivisionLevel(rawValue: number),
        let parent = try table.number(table.range(3)), let from = try table.number(table.range(4)), from < 3000,
        !table.range(1).isEmpty
      else {
        throw LexiconError(file: file, line: table.line, message: "code, name, level, parent or first year is missing")
      }
      let to = try table.number(table.range(5))
      let firstHeir = heirs.count
      for part in table.list(6) {
        let at = table.bytes[part].firstIndex(of: UInt8(ascii: "@")) ?? part.upperBound
        guard let heir = try table.number(part.lowerBound..<at), heir < 1_000_000 else { continue }
        let year = at < part.upperBound ? try table.number(at + 1..<part.upperBound) : to
        heirs.append((Int32(heir), Int16(clamping: year ?? 0)))
      }
      let name = table.range(1)
      rows.append(
        Row(
          code: Int32(code), parent: Int32(parent), from: Int16(from), to: to.map { Int16(clamping: $0) } ?? .max,
          level: level, name: Int32(base + name.lowerBound)..<Int32(base + name.upperBound),
          heirs: Int32(firstHeir)..<Int32(heirs.count)))
      for part in table.list(7) {
        shorts.append((base + part.lowerBound..<base + part.upperBound, Int32(code), Int16(from)))
      }
    }
  }

  private mutating func readTownships(
    _ lexicons: Lexicons, _ file: String,
    _ onName: (_ name: ArraySlice<UInt8>, _ place: Int32, _ form: NameForm) -> Void
  ) throws {
    var table = try TableScanner(file: file, bytes: lexicons.bytes(file), columns: ["name", "codes"])
    let base = bytes.count
    bytes += table.bytes
    townships.reserveCapacity(45_000)
    // A search in `rows` for each of the townships would take a tenth of the time to load.
    var isKnown = [Bool](repeating: false, count: 1_000_000)
    for row in rows { isKnown[Int(row.code)] = true }
    while table.next() {
      let name = table.range(0)
      let stored = Int32(base + name.lowerBound)..<Int32(base + name.upperBound)
      let codes = table.range(1)
      var start = codes.lowerBound
      while start < codes.upperBound {
        var end = start
        while end < codes.upperBound, table.bytes[end] != UInt8(ascii: "|") { end += 1 }
        guard let code = try table.number(start..<end), end - start == 9 || end - start == 6 else {
          throw LexiconError(file: file, line: table.line, message: "a township code has nine digits, a county's six")
        }
        let isOfficial = end - start == 9
        let county = Int32(isOfficial ? code / 1000 : code)
        // Of a development zone that only statistics count as a county: the prefecture's.
        let isCounty = isKnown[Int(county)]
        townships.append(
          Township(
            county: isCounty ? county : county / 100 * 100,
            suffix: isOfficial && isCounty ? Int16(code % 1000) : -1, name: stored))
        onName(table.bytes[name], Int32(rows.count + townships.count - 1), .full)
        start = end + 1
      }
    }
  }

  // MARK: Lookup

  func nameRange(_ range: Range<Int32>) -> Range<Int> { Int(range.lowerBound)..<Int(range.upperBound) }

  func nameBytes(_ place: Int32) -> ArraySlice<UInt8> {
    let index = Int(place)
    return bytes[nameRange(index < rows.count ? rows[index].name : townships[index - rows.count].name)]
  }

  func name(_ place: Int32) -> String { String(decoding: nameBytes(place), as: UTF8.self) }

  /// Six digits: of a township, its county's.
  func code(_ place: Int32) -> Int32 {
    let index = Int(place)
    return index < rows.count ? rows[index].code : townships[index - rows.count].county
  }

  func isTownship(_ place: Int32) -> Bool { Int(place) >= rows.count }

  /// A township that is in the statistical list only.
  func isUnofficial(_ place: Int32) -> Bool { isTownship(place) && townships[Int(place) - rows.count].suffix < 0 }

  func level(_ place: Int32) -> DivisionLevel {
    let index = Int(place)
    return index < rows.count ? rows[index].level : .township
  }

  /// Indices of the rows of one code, in the order of their years.
  func rowRange(_ code: Int32) -> Range<Int> {
    func bound(_ code: Int32) -> Int {
      var low = 0
      var high = rows.count
      while low < high {
        let middle = (low + high) / 2
        if rows[middle].code < code { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let first = bound(code)
    var last = first
    while last < rows.count, rows[last].code == code { last += 1 }
    return first..<last
  }

  /// Years between `year` and the years of a place; 0 where it is valid, negative for none.
  func distance(_ place: Int32, from year: Int?) -> Int {
    let index = Int(place)
    guard index < rows.count else { return 0 }
    let row = rows[index]
    guard let year else { return row.to == .max ? 0 : 3000 - Int(row.to) }
    if year < Int(row.from) { return row.from <= 1981 ? 0 : Int(row.from) - year }
    if year >= Int(row.to) { return year - Int(row.to) + 1 }
    return 0
  }

  /// First year of a place; 0 for a township.
  func firstYear(_ place: Int32) -> Int { isTownship(place) ? 0 : Int(rows[Int(place)].from) }

  /// The row of `code` that is valid in the year, else the nearest in time (the later of two equally near).
  func place(_ code: Int32, in year: Int?) -> Int32? {
    var best: Int32?
    var bestDistance = Int.max
    for index in rowRange(code) {
      let distance = distance(Int32(index), from: year)
      if distance <= bestDistance {
        best = Int32(index)
        bestDistance = distance
      }
    }
    return best
  }

  func division(_ place: Int32) -> Division {
    let index = Int(place)
    if index >= rows.count {
      let township = townships[index - rows.count]
      let code =
        township.suffix < 0
        ? Self.text(township.county) : Self.text(township.county) + Self.text(Int32(township.suffix), 3)
      return Division(
        code: code, name: name(place), level: .township, parent: Self.text(township.county), validFrom: 1981,
        validTo: nil, successor: nil)
    }
    let row = rows[index]
    return Division(
      code: Self.text(row.code), name: name(place), level: row.level, parent: Self.text(row.parent),
      validFrom: Int(row.from), validTo: row.to == .max ? nil : Int(row.to),
      successor: row.to == .max ? nil : heir(row).map { Self.text($0) })
  }

  /// Code that most of a former division's territory went to: the heir of the last year that bears its name, else the
  /// first one named.
  func heir(_ row: Row) -> Int32? {
    let ended = heirs[nameRange(row.heirs)].filter { $0.year >= row.to - 1 }
    guard !ended.isEmpty else {
      return rows[rowRange(row.code)].contains { $0.from >= row.to } ? row.code : nil
    }
    let stem = bytes[nameRange(row.name)].prefix(6)
    let sameName = ended.first { heir in
      place(heir.code, in: Int(heir.year)).map { nameBytes($0).prefix(6) == stem } ?? false
    }
    return (sameName ?? ended.first)?.code
  }

  static func text(_ code: Int32, _ width: Int = 6) -> String {
    let digits = String(code)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Whether `code` lies in `ancestor` or is it, by the structure of GB/T 2260 codes.
  static func contains(_ ancestor: Int32, _ code: Int32) -> Bool {
    if ancestor == 0 { return true }
    // The cities of the 兵团 have codes of Xinjiang.
    if ancestor == 660_000, code / 100 == 6590 { return true }
    if ancestor % 10_000 == 0 { return ancestor / 10_000 == code / 10_000 }
    if ancestor % 100 == 0 { return ancestor / 100 == code / 100 }
    return ancestor == code
  }
}

extension Gazetteer {
  /// Calls `body` with the name of every division from province to county in each of its times, from the table alone.
  ///
  /// - Throws: `LexiconError` with file and line.
  /// - Complexity: O(bytes), some two milliseconds.
  public static func forEachName(in lexicons: Lexicons, _ body: ([UInt8]) -> Void) throws {
    try lexicons.forEachRow(of: "divisions/divisions.tsv", columns: DivisionTable.columns) { row in
      body(Array(row.cells[1]))
    }
  }
}
