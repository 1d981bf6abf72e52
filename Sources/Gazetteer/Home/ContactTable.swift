import CorpusModel
import LexiconData

/// What telephone area codes and labels of host names tell of a region.
struct ContactTable: Sendable {
  /// What a word of the tables is.
  private enum Form: UInt64 {
    case area, name, initials, affix
  }

  /// Ranges of `codes` by the hash of form and word.
  private var ranges: [UInt64: Range<Int32>] = [:]
  private var codes: [Int32] = []
  /// Lengths of the letters of organs (rd, news), longest first.
  private var affixLengths: [Int] = []

  /// Reads `area_codes.tsv` and `hosts.tsv`.
  ///
  /// - Throws: `LexiconError` with file and line.
  /// - Complexity: O(bytes); about a millisecond.
  init(lexicons: Lexicons) throws {
    ranges.reserveCapacity(4600)
    codes.reserveCapacity(9000)
    var areas = try Self.scanner(lexicons, "divisions/area_codes.tsv", ["area", "codes"])
    while areas.next() { try add(.area, &areas, codes: 1) }
    var hosts = try Self.scanner(lexicons, "divisions/hosts.tsv", ["label", "form", "codes"])
    var lengths: Set<Int> = []
    while hosts.next() {
      switch hosts.bytes[hosts.range(1)].first {
      case UInt8(ascii: "n"): try add(.name, &hosts, codes: 2)
      case UInt8(ascii: "i"): try add(.initials, &hosts, codes: 2)
      case UInt8(ascii: "a"):
        try add(.affix, &hosts, codes: 2)
        lengths.insert(hosts.range(0).count)
      default: throw LexiconError(file: hosts.file, line: hosts.line, message: "a form is name, initials or affix")
      }
    }
    affixLengths = lengths.sorted(by: >)
  }

  private static func scanner(_ lexicons: Lexicons, _ file: String, _ columns: [String]) throws -> TableScanner {
    try TableScanner(file: file, bytes: lexicons.bytes(file), columns: columns)
  }

  private mutating func add(_ form: Form, _ table: inout TableScanner, codes column: Int) throws {
    let start = Int32(codes.count)
    for part in table.list(column) {
      guard let code = try table.number(part), (100_000..<1_000_000).contains(code) else {
        throw LexiconError(file: table.file, line: table.line, message: "a code has six digits")
      }
      codes.append(Int32(code))
    }
    ranges[Self.key(form, table.bytes[table.range(0)])] = start..<Int32(codes.count)
  }

  private static func key(_ form: Form, _ word: ArraySlice<UInt8>) -> UInt64 {
    var hash = StableHash()
    hash.mix(form.rawValue)
    for byte in word { hash.mix(UInt64(byte)) }
    return hash.value
  }

  private func bearers(_ form: Form, _ word: ArraySlice<UInt8>) -> ArraySlice<Int32> {
    ranges[Self.key(form, word)].map { codes[Int($0.lowerBound)..<Int($0.upperBound)] } ?? []
  }

  /// The divisions that share the area code of a telephone number: `0771-5881234`, `010 8306…`.
  func divisions(ofNumber number: [UInt8]) -> [Int32] {
    guard number.first == 0x30, number.count > 4 else { return [] }
    return [3, 4].lazy.map { Array(bearers(.area, number[..<$0])) }.first { !$0.isEmpty } ?? []
  }

  /// The divisions that a URL's host may belong to: one where its labels tell (nanning.gov.cn, qingxiu.nanning.gov.cn),
  /// several where initials (dfrd.gov.cn) do not.
  ///
  /// A county's name in pinyin counts on hosts of governments only, initials only beside an organ's letters or for
  /// provinces.
  func divisions(ofURL url: [UInt8]) -> [Int32] {
    let labels = Self.host(url).split(separator: UInt8(ascii: "."))
    let isOfficial = labels.contains { $0.elementsEqual("gov".utf8) }
    var found: [Int32] = []
    for label in labels.reversed() {
      var candidates = divisions(ofLabel: label, isOfficial: isOfficial)
      if found.count == 1 { candidates = candidates.filter { DivisionTable.contains(found[0], $0) } }
      if candidates.count > 1 {
        let wide = candidates.filter { $0 % 100 == 0 }
        let outer = wide.filter { outer in wide.allSatisfy { DivisionTable.contains(outer, $0) } }
        candidates = outer.isEmpty ? candidates : outer
      }
      if !candidates.isEmpty, found.count != 1 || candidates.count == 1 { found = candidates }
    }
    return found
  }

  private static func host(_ url: [UInt8]) -> [UInt8] {
    var rest = url[...]
    let scheme = Array("://".utf8)
    if let start = rest.indices.first(where: { rest[$0...].starts(with: scheme) }) {
      rest = rest[(start + scheme.count)...]
    }
    return rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "?") }
      .map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  private func divisions(ofLabel label: ArraySlice<UInt8>, isOfficial: Bool) -> [Int32] {
    func named(_ word: ArraySlice<UInt8>) -> [Int32] {
      bearers(.name, word).filter { isOfficial || $0 % 100 == 0 }
    }
    let whole = named(label)
    if !whole.isEmpty { return whole }
    let provinces = bearers(.initials, label).filter { $0 % 10_000 == 0 }
    if !provinces.isEmpty { return provinces }
    for length in affixLengths where length < label.count - 1 {
      for (affix, rest) in [
        (label.suffix(length), label.dropLast(length)), (label.prefix(length), label.dropFirst(length)),
      ] where ranges[Self.key(.affix, affix)] != nil {
        let found = named(rest)
        if !found.isEmpty { return found }
        let initials = bearers(.initials, rest)
        if !initials.isEmpty { return Array(initials) }
      }
    }
    return []
  }
}
