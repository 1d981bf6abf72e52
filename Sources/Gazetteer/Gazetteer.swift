import CorpusModel
import LexiconData

/// The divisions of China from province to township with their history: names, codes, homes of articles, scopes of facts.
///
/// Immutable after loading, so one serves all threads.
public final class Gazetteer: Sendable {
  let table: DivisionTable
  let index: NameIndex
  let words: ScopeWords
  let publishers: PhraseTrie
  let publisherCodes: [Int32]
  /// Seats of government by the code of the province or autonomous prefecture.
  let seats: [Int32: Int32]
  /// Provinces by the character that leads their licence numbers.
  let licences: [[UInt8]: Int32]
  let contactTable: ContactTable
  /// Names of several divisions at once and of parts of provinces (京津冀, 苏北), with the codes in `areaCodes`.
  let areas: PhraseTrie
  let areaCodes: [[Int32]]
  /// Provinces and cities by their one character, as in 京沪两地.
  let characters: [[UInt8]: Int32]
  /// Family names of one character.
  let surnames: Set<UInt32>
  /// The divisions of the past by the code of what each of them became.
  private let forerunners: [Int32: [Int32]]

  /// Loads the tables of `Lexicons/divisions`.
  ///
  /// - Throws: `LexiconError` with file and line.
  /// - Complexity: O(bytes of the tables); about 25 ms.
  public init(lexicons: Lexicons) throws {
    var index = NameIndex()
    table = try DivisionTable(lexicons: lexicons) { name, place, form in
      index.add(name, place: place, form: form)
    }
    try Self.addAliases(lexicons, table, &index)
    words = try ScopeWords(lexicons: lexicons)
    (licences, characters) = try Self.addCharacters(lexicons, table, words, &index)
    self.index = index
    contactTable = try ContactTable(lexicons: lexicons)
    surnames = Set(
      try lexicons.table("furniture/surnames.tsv", columns: ["surname"]).filter { $0.cells[0].count == 3 }
        .map { $0.cells[0].withUnsafeBufferPointer { TextMarks.scalar($0, 0) } })
    (areas, areaCodes) = try Self.readAreas(lexicons)
    var seats: [Int32: Int32] = [:]
    for row in try lexicons.table("divisions/capitals.tsv", columns: ["code", "seat"]) {
      seats[try Self.code(row, 0)] = try Self.code(row, 1)
    }
    self.seats = seats
    var trie = PhraseTrie(capacity: 2048)
    var codes: [Int32] = []
    for row in try lexicons.table("divisions/publishers.tsv", columns: ["name", "code"]) {
      trie.insert(row.cells[0], Int32(codes.count))
      codes.append(try Self.code(row, 1))
    }
    publishers = trie
    publisherCodes = codes
    var forerunners: [Int32: [Int32]] = [:]
    for (place, row) in table.rows.enumerated() where row.to != .max {
      guard let heir = Self.heir(of: Int32(place), in: nil, table) else { continue }
      forerunners[table.code(heir), default: []].append(Int32(place))
    }
    self.forerunners = forerunners
  }

  private static func addAliases(_ lexicons: Lexicons, _ table: DivisionTable, _ index: inout NameIndex) throws {
    for (file, column) in [("divisions/nicknames.tsv", "alias"), ("divisions/zones.tsv", "name")] {
      for row in try lexicons.table(file, columns: [column, "code"]) {
        for place in table.rowRange(try code(row, 1)) {
          index.add(row.cells[0][...], place: Int32(place), form: .nickname)
        }
      }
    }
    for file in ["divisions/name_traps.tsv", "divisions/ordinary_words.tsv", "divisions/township_words.tsv"] {
      for row in try lexicons.table(file, columns: ["word"]) { index.addTrap(row.cells[0]) }
    }
    for row in try lexicons.table("divisions/common_names.tsv", columns: ["word"]) { index.markCommon(row.cells[0]) }
  }

  private static func readAreas(_ lexicons: Lexicons) throws -> (PhraseTrie, [[Int32]]) {
    var trie = PhraseTrie(capacity: 1024)
    var members: [[Int32]] = []
    for row in try lexicons.table("divisions/areas.tsv", columns: ["name", "codes"]) {
      trie.insert(row.cells[0], Int32(members.count))
      members.append(
        try row.list(1).map { text in
          guard let code = Int32(text), (100_000..<1_000_000).contains(code) else {
            throw row.error("'\(text)' is no code of six digits")
          }
          return code
        })
    }
    return (trie, members)
  }

  /// Adds 驻邕 and the like; returns the characters that lead licence numbers, and all.
  private static func addCharacters(
    _ lexicons: Lexicons, _ table: DivisionTable, _ words: ScopeWords, _ index: inout NameIndex
  ) throws -> (licences: [[UInt8]: Int32], all: [[UInt8]: Int32]) {
    var licences: [[UInt8]: Int32] = [:]
    var all: [[UInt8]: Int32] = [:]
    for row in try lexicons.table("divisions/abbreviations.tsv", columns: ["character", "code", "uses"]) {
      let code = try code(row, 1)
      let uses = row.list(2)
      all[row.cells[0]] = code
      if uses.contains("licence") { licences[row.cells[0]] = code }
      guard uses.contains("text"), let place = table.place(code, in: nil) else { continue }
      for preposition in words.prepositions {
        index.add((preposition + row.cells[0])[...], place: place, form: .character)
      }
    }
    return (licences, all)
  }

  static func code(_ row: LexiconRow, _ column: Int) throws -> Int32 {
    guard let code = Int32(row[column]), code == 0 || (100_000..<1_000_000).contains(code) else {
      throw row.error("'\(row[column])' is no code of six digits")
    }
    return code
  }

  // MARK: Divisions

  /// All divisions from province to county, former ones too, in the order of code and first year.
  public var allDivisions: [Division] { table.rows.indices.map { table.division(Int32($0)) } }

  /// Finds the division that had `code` in the year, else the one nearest in time.
  ///
  /// - Parameters:
  ///   - code: Six digits, or nine for a township.
  ///   - year: Nil for today.
  /// - Returns: Nil if no division ever had the code.
  public func division(_ code: String, in year: Int? = nil) -> Division? {
    guard let number = Int32(code) else { return nil }
    if code.utf8.count == 9 {
      return table.township(number).map { table.division($0) }
    }
    return table.place(number, in: year).map { table.division($0) }
  }

  /// Whether a code has stood for more than one division, or one under more than one name, so that its year matters.
  public func hasHistory(_ code: String) -> Bool { Int32(code).map { table.rowRange($0).count != 1 } ?? true }

  /// Code, name and path of a division; `000000` is 全国.
  public func reference(_ code: String, in year: Int? = nil) -> RegionReference? {
    guard let number = Int32(code) else { return nil }
    return reference(number, in: year)
  }

  func reference(_ code: Int32, in year: Int?) -> RegionReference? {
    if code == 0 {
      let name = words.nation
      return RegionReference(code: "000000", name: name, path: [name])
    }
    guard let found = table.place(code, in: year) else { return nil }
    let place = forerunner(of: found, in: year) ?? found
    return RegionReference(
      code: DivisionTable.text(table.code(place)), name: table.name(place), path: path(place, in: year))
  }

  /// What became a division, in a year before it was founded: townships, whose codes are those of today, point at 630223 in an
  /// article of 2012 too, when 互助土族自治县 was 632126, and at 富阳区 when it was 富阳市.
  ///
  /// Nil where several became it, unless one of them bore its name.
  private func forerunner(of place: Int32, in year: Int?) -> Int32? {
    guard let year, !table.isTownship(place), year < table.firstYear(place), table.distance(place, from: year) > 0
    else {
      return nil
    }
    let before = (forerunners[table.code(place)] ?? []).filter { table.distance($0, from: year) == 0 }
    let name = table.nameBytes(place)
    return before.first { table.nameBytes($0).elementsEqual(name) } ?? (before.count == 1 ? before[0] : nil)
  }

  /// Names from the province down to the place.
  func path(_ place: Int32, in year: Int?) -> [String] {
    var names = [table.name(place)]
    var at: Int32? = place
    while let current = at, names.count < 6 {
      let parent = table.isTownship(current) ? table.code(current) : table.rows[Int(current)].parent
      at = parent == 0 ? nil : table.place(parent, in: year)
      if let at { names.append(table.name(at)) }
    }
    return names.reversed()
  }

  /// The division of `level` that `code` lies in (or is itself) in the year.
  public func ancestor(of code: String, at level: DivisionLevel, in year: Int? = nil) -> Division? {
    guard let number = Int32(code.prefix(6)), var place = table.place(number, in: year) else { return nil }
    while table.rows[Int(place)].level > level {
      guard let parent = table.place(table.rows[Int(place)].parent, in: year) else { return nil }
      place = parent
    }
    return table.rows[Int(place)].level == level ? table.division(place) : nil
  }

  /// The division that the territory of `code` belongs to in the year (nil: today), following the history of codes.
  ///
  /// 532331 禄丰县 becomes 532302 禄丰市; a division that still stands is its own successor. Nil where the history ends.
  public func successor(of code: String, to year: Int? = nil) -> Division? {
    guard let number = Int32(code), let first = table.rowRange(number).first else { return nil }
    return heir(of: Int32(first), in: year).map { table.division($0) }
  }

  /// The place that stands in the year (nil: today) where `place` stood.
  func heir(of place: Int32, in year: Int?) -> Int32? { Self.heir(of: place, in: year, table) }

  private static func heir(of place: Int32, in year: Int?, _ table: DivisionTable) -> Int32? {
    var place = place
    for _ in 0..<16 {
      let row = table.rows[Int(place)]
      if row.to == .max || year.map({ $0 < Int(row.to) }) == true { return place }
      guard let heir = table.heir(row) else { return nil }
      // The heir's row that begins when this one ends.
      guard let next = table.place(heir, in: Int(row.to)), next != place else { return nil }
      place = next
    }
    return nil
  }
}

extension DivisionTable {
  /// The township of a nine-digit code.
  ///
  /// - Complexity: O(townships).
  func township(_ code: Int32) -> Int32? {
    townships.firstIndex { $0.suffix >= 0 && $0.county * 1000 + Int32($0.suffix) == code }.map {
      Int32(rows.count + $0)
    }
  }
}
