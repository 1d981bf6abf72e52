import LexiconData

/// What a character is to the scanner's rules.
package enum CharacterKind: UInt8, Sendable {
  case symbol, han, hanDigit, multiplier, approximation, year, month, day, hour, minute, ordinal
  case digit, letter, punctuation, space
}

/// What the model sees of a character or of a run that a rule has closed: an identity and a coarse type.
package enum AtomCode {
  /// Beyond the edges of a clause.
  package static let edge: UInt16 = 0
  /// A character that the model does not know.
  package static let rare: UInt16 = 1
  package static let number: UInt16 = 2
  package static let date: UInt16 = 3
  package static let letters: UInt16 = 4
  /// The first identity of a real character.
  package static let firstCharacter = 8

  package static let edgeType: UInt8 = 0
  package static let hanType: UInt8 = 1
  package static let hanNumberType: UInt8 = 2
  package static let dateType: UInt8 = 3
  package static let numberType: UInt8 = 4
  package static let letterType: UInt8 = 5
  package static let punctuationType: UInt8 = 6
  package static let symbolType: UInt8 = 7
}

/// Code point → identity, type and kind, in one flat table over the basic plane.
package struct CharacterTable: Sendable {
  /// One a code point: identity | type << 16 | kind << 24.
  package let entries: [UInt32]
  private let datePairs: Set<UInt64>
  private let numberPairs: Set<UInt64>
  private let centuryPairs: Set<UInt64>
  let monthSuffix: UInt32
  let yearSuffix: UInt32
  let percents: [UInt32]

  /// Traditional characters and what they are taken for.
  private let simplified: [UInt32: UInt32]

  /// Builds the table for `characters`, whose place in the list gives their identity.
  ///
  /// Characters that only Traditional text has are taken for the simplified ones that ICU makes of them.
  /// - Throws: `LexiconError` for a bad `segmentation/characters.tsv`, `conversion/scripts.tsv` or `icu-hant-hans.tsv`.
  package init(lexicons: Lexicons, characters: [UInt32]) throws {
    var kinds = (0..<0x10000).map { Self.kind(ofBasic: UInt32($0)) }
    var pairs: [String: Set<UInt64>] = [:]
    var single: [String: [UInt32]] = [:]
    let classes: [String: CharacterKind] = [
      "approximation": .approximation, "day": .day, "han-digit": .hanDigit, "hour": .hour, "minute": .minute,
      "month": .month, "multiplier": .multiplier, "ordinal": .ordinal, "year": .year,
    ]
    for row in try lexicons.table("segmentation/characters.tsv", columns: ["class", "characters"]) {
      let scalars = row[1].unicodeScalars.map(\.value)
      if let kind = classes[row[0]] {
        for scalar in scalars where scalar < 0x10000 { kinds[Int(scalar)] = kind }
      } else if row[0].hasSuffix("-pair") {
        pairs[row[0]] = Set(
          row.list(1).map { $0.unicodeScalars.reduce(UInt64(0)) { $0 << 32 | UInt64($1.value) } })
      } else if ["percent", "month-suffix", "year-suffix", "traditional"].contains(row[0]) {
        single[row[0]] = scalars
      } else {
        throw row.error("no such class: \(row[0])")
      }
    }
    datePairs = pairs["blocks-date-pair"] ?? []
    numberPairs = pairs["splits-number-pair"] ?? []
    centuryPairs = pairs["century-pair"] ?? []
    monthSuffix = single["month-suffix"]?.first ?? 0
    yearSuffix = single["year-suffix"]?.first ?? 0
    percents = single["percent"] ?? []
    var table = kinds.map { kind in
      UInt32(AtomCode.rare) | UInt32(Self.type(of: kind)) << 16 | UInt32(kind.rawValue) << 24
    }
    for (index, scalar) in characters.enumerated() where scalar < 0x10000 {
      let identity = UInt32(AtomCode.firstCharacter + index)
      table[Int(scalar)] = table[Int(scalar)] & 0xFFFF_0000 | identity
    }
    simplified = try Self.simplified(lexicons, also: single["traditional"] ?? [])
    let own = table
    for (traditional, plain) in simplified { table[Int(traditional)] = own[Int(plain)] }
    for scalar in 0..<UInt32(0x10000) where Self.folded(scalar) != scalar {
      table[Int(scalar)] = table[Int(Self.folded(scalar))]
    }
    entries = table
  }

  /// What characters of Traditional text only, and those in `more`, are taken for.
  private static func simplified(_ lexicons: Lexicons, also more: [UInt32]) throws -> [UInt32: UInt32] {
    var traditional = Set(more)
    try lexicons.forEachRow(of: "conversion/scripts.tsv", columns: ["character", "script"]) { row in
      guard !row.cells[0].isEmpty else { throw row.error("no character") }
      if row.cells[1].elementsEqual("hant".utf8) { traditional.insert(PhraseTrie.decode(row.cells[0], 0).0) }
    }
    var pairs: [UInt32: UInt32] = [:]
    pairs.reserveCapacity(4096)
    try lexicons.forEachRow(of: "conversion/icu-hant-hans.tsv", columns: ["from", "to"]) { row in
      guard !row.cells[0].isEmpty, !row.cells[1].isEmpty else { throw row.error("two characters are wanted") }
      let (from, to) = (PhraseTrie.decode(row.cells[0], 0).0, PhraseTrie.decode(row.cells[1], 0).0)
      if from < 0x10000, to < 0x10000, traditional.contains(from) { pairs[from] = to }
    }
    return pairs
  }

  /// The character that `scalar` is read as: of half width, simplified.
  package func plain(_ scalar: UInt32) -> UInt32 {
    let folded = Self.folded(scalar)
    return simplified[folded] ?? folded
  }

  /// `text` with Traditional characters as the table takes them, byte for byte in its place.
  func simplifying(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result = [UInt8](text)
    var at = 0
    while at + 2 < result.count {
      guard result[at] >= 0xE3, result[at] < 0xF0, result[at + 1] & 0xC0 == 0x80, result[at + 2] & 0xC0 == 0x80 else {
        at += 1
        continue
      }
      let scalar = UInt32(result[at] & 0x0F) << 12 | UInt32(result[at + 1] & 0x3F) << 6 | UInt32(result[at + 2] & 0x3F)
      if let plain = simplified[scalar], plain >= 0x800 {
        result[at] = 0xE0 | UInt8(truncatingIfNeeded: plain >> 12)
        result[at + 1] = 0x80 | UInt8(truncatingIfNeeded: plain >> 6 & 0x3F)
        result[at + 2] = 0x80 | UInt8(truncatingIfNeeded: plain & 0x3F)
      }
      at += 3
    }
    return result
  }

  /// The entry of any code point.
  @inline(__always) package static func entry(_ scalar: UInt32, _ basic: UnsafePointer<UInt32>) -> UInt32 {
    if scalar < 0x10000 { return basic[Int(scalar)] }
    let kind: CharacterKind = (0x20000..<0x40000).contains(scalar) ? .han : .symbol
    return UInt32(AtomCode.rare) | UInt32(type(of: kind)) << 16 | UInt32(kind.rawValue) << 24
  }

  /// Whether a date unit followed by `next` is no date (a school year, a span of days).
  func blocksDate(_ unit: UInt32, _ next: UInt32) -> Bool { datePairs.contains(UInt64(unit) << 32 | UInt64(next)) }

  /// Whether a multiplier followed by `next` belongs to the next word (a kilogram).
  func splitsNumber(_ unit: UInt32, _ next: UInt32) -> Bool {
    numberPairs.contains(UInt64(unit) << 32 | UInt64(next))
  }

  /// Whether the two characters behind a number make a century of it.
  func isCentury(_ first: UInt32, _ second: UInt32) -> Bool {
    centuryPairs.contains(UInt64(first) << 32 | UInt64(second))
  }

  /// Full-width forms as ASCII, corner brackets as quotation marks: one identity for both.
  package static func folded(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xFF01...0xFF5E: scalar - 0xFEE0
    case 0x300C, 0x300E: 0x201C
    case 0x300D, 0x300F: 0x201D
    default: scalar
    }
  }

  private static func type(of kind: CharacterKind) -> UInt8 {
    switch kind {
    case .hanDigit, .multiplier: AtomCode.hanNumberType
    case .digit: AtomCode.numberType
    case .letter: AtomCode.letterType
    case .punctuation: AtomCode.punctuationType
    case .symbol, .space: AtomCode.symbolType
    default: AtomCode.hanType
    }
  }

  private static func kind(ofBasic scalar: UInt32) -> CharacterKind {
    switch scalar {
    case 0...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return .space
    case 0x30...0x39: return .digit
    case 0x41...0x5A, 0x61...0x7A: return .letter
    case 0x21...0x7E: return .punctuation
    case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xE000...0xFAFF: return .han
    case 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x303F, 0xFE30...0xFE6F, 0xFF01...0xFF0F, 0xB7: return .punctuation
    case 0xC0...0x1FFF where scalar != 0xD7 && scalar != 0xF7: return .letter
    case 0x3040...0x312F, 0x31A0...0x31FF, 0xA000...0xD7FF, 0xFF66...0xFFDC: return .letter
    default: return .symbol
    }
  }
}

extension CharacterTable {
  /// The identity of a code point; not for the hot loop.
  package func identity(_ scalar: UInt32) -> UInt16 {
    scalar < 0x10000 ? UInt16(truncatingIfNeeded: entries[Int(scalar)]) : AtomCode.rare
  }

  /// The kind of a code point; not for the hot loop.
  package func kind(_ scalar: UInt32) -> CharacterKind {
    guard scalar < 0x10000 else { return .symbol }
    return CharacterKind(rawValue: UInt8(truncatingIfNeeded: entries[Int(scalar)] >> 24)) ?? .symbol
  }
}
