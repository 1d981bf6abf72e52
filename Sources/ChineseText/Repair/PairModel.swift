import Glibc
import LexiconData

/// How likely characters are to follow one another in Chinese text, in simplified form.
///
/// Method: counts of pairs mixed with those of single characters, and counts of triples mixed with those of pairs, each
/// weighed by how many different characters follow (Witten and Bell 1991). The triples are those with a character that
/// a page cut before ！；？ may lose.
struct PairModel: Sendable {
  /// What a different follower is worth: an occurrence in the model's news counts 3.
  private static let followerWeight: Float = 3
  private static let levels: [(name: String, count: Float)] = [
    ("l10000", 20_000), ("l3000", 5_000), ("l1000", 1_700), ("l300", 550), ("l100", 170), ("l30", 55), ("l10", 16),
  ]
  private static let tripleLevels: [(name: String, count: Float)] = [
    ("l1000", 1_700), ("l300", 550), ("l100", 170), ("l30", 55), ("l6", 12),
  ]
  private static let fullStop: UInt32 = 0x3002
  private static let digit: UInt16 = 0x30

  /// By first << 16 | second.
  private var pairs = CountTable<UInt32, Float>(bits: 19)
  private var triples = CountTable<UInt64, Float>(bits: 17)
  private var frequencies: [Float]
  private var followers: [Float]
  /// Characters, simplified, whose triples are known.
  private var isCut: [Bool]
  private var simplified: [UInt16]
  private var total: Float = 1

  /// The model of `Lexicons/repair`; `gbk` tells which characters a cut page may lose.
  ///
  /// - Throws: `LexiconError` for a damaged table.
  init(_ lexicons: Lexicons, gbk: GBKTable) throws {
    frequencies = [Float](repeating: 0, count: 1 << 16)
    followers = [Float](repeating: 0, count: 1 << 16)
    isCut = [Bool](repeating: false, count: 1 << 16)
    simplified = (0..<(1 << 16)).map { UInt16($0) }
    try lexicons.forEachRow(of: "conversion/icu-hant-hans.tsv", columns: ["from", "to"]) { row in
      if let from = row.cells[0].firstScalar, let to = row.cells[1].firstScalar, from < 0x1_0000, to < 0x1_0000 {
        simplified[Int(from)] = UInt16(to)
      }
    }
    // Folded marks stand for the full-width ones, and all that ends a clause like ！ for it.
    for mark in [0x28, 0x29, 0x2C, 0x3A] { simplified[mark] = UInt16(mark + 0xFEE0) }
    for mark in [0x21, 0x3B, 0x3F, 0xFF1B, 0xFF1F] { simplified[mark] = 0xFF01 }
    for sign in 0xFF10..<0xFF5F where simplified[sign] == UInt16(sign) && ![0xFF1A, 0xFF01].contains(sign) {
      simplified[sign] = UInt16(sign - 0xFEE0)
    }
    for digit in 0x30..<0x3A {
      simplified[digit] = Self.digit
      simplified[digit + 0xFEE0] = Self.digit
    }
    for lead in 0x81...0xFE as ClosedRange<UInt8> {
      let scalar = gbk.scalar(lead, 0xA3)
      if scalar != 0 { isCut[Int(simplified[Int(scalar)])] = true }
    }
    try readPairs(lexicons)
    try readTriples(lexicons)
  }

  private mutating func readPairs(_ lexicons: Lexicons) throws {
    let columns = ["character", "frequency", "followers"] + Self.levels.map(\.name)
    try lexicons.forEachRow(of: "repair/pairs.tsv", columns: columns) { row in
      guard let first = row.cells[0].firstScalar, first < 0x1_0000, let frequency = row.cells[1].number,
        let different = row.cells[2].number
      else { throw row.error("a character, its frequency and the number of its followers are wanted") }
      frequencies[Int(first)] = frequency
      followers[Int(first)] = different
      total += frequency
      for (level, (_, count)) in Self.levels.enumerated() {
        row.cells[level + 3].forEachScalar { pairs.insert(first << 16 | $0, count) }
      }
    }
  }

  private mutating func readTriples(_ lexicons: Lexicons) throws {
    let columns = ["first", "second"] + Self.tripleLevels.map(\.name)
    try lexicons.forEachRow(of: "repair/triples.tsv", columns: columns) { row in
      guard let first = row.cells[0].firstScalar, let second = row.cells[1].firstScalar else {
        throw row.error("two characters are wanted")
      }
      for (level, (_, count)) in Self.tripleLevels.enumerated() {
        row.cells[level + 2].forEachScalar { triples.insert(Self.key(first, second, $0), count) }
      }
    }
  }

  private static func key(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt64 {
    UInt64(first) << 42 | UInt64(second) << 21 | UInt64(third)
  }

  /// The form of the character that the models know: simplified, marks of a kind as one, 0 for any digit.
  func plain(_ scalar: UInt32) -> UInt32 { scalar < 0x1_0000 ? UInt32(simplified[Int(scalar)]) : scalar }

  /// Share of the character in the model's texts, or 0.
  func share(_ scalar: UInt32) -> Float {
    scalar < 0x1_0000 ? frequencies[Int(simplified[Int(scalar)])] / total : 0
  }

  /// Whether hardly any text has the character: an ideograph, a letter of another script or a block element that the
  /// model does not know.
  func isOdd(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0391..<0x0452, 0x2500..<0x2600, 0x3041..<0x3130, 0x3400..<0xA000, 0xE000..<0xF900: share(scalar) == 0
    default: false
    }
  }

  /// Whether ICU gives the character another simplified form.
  func isTraditional(_ scalar: UInt32) -> Bool {
    (0x3400..<0x1_0000).contains(scalar) && UInt32(simplified[Int(scalar)]) != scalar
  }

  /// Natural logarithm of the probability of `second` after `first`; a digit after a digit is worth one in two, ASCII
  /// letters and signs one in 5,000, an unknown ideograph one in 20 million.
  func score(_ first: UInt32, _ second: UInt32) -> Float { log(probability(first, second)) }

  private func probability(_ first: UInt32, _ second: UInt32) -> Float {
    guard first < 0x1_0000, second < 0x1_0000 else { return 4e-8 }
    let (a, b) = (UInt32(simplified[Int(first)]), UInt32(simplified[Int(second)]))
    if b == 0x0A { return Self.endsSentence(a) || a == 0x201D ? 0.3 : 0.02 }
    if a == Self.digit, b == Self.digit { return 0.5 }
    if Self.isPause(a), Self.isPause(b) { return 1e-6 }
    let single = max(frequencies[Int(b)] / total, b < 0x2E80 ? 2e-4 : 5e-8)
    let frequency = frequencies[Int(a)]
    if frequency == 0 { return single }
    let weight = Self.followerWeight * followers[Int(a)] + 5
    return (pairs.count(a << 16 | b) + weight * single) / (frequency + weight)
  }

  /// The same for `third` after two characters.
  func score(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Float {
    let pair = probability(second, third)
    guard first < 0x1_0000, second < 0x1_0000, third < 0x1_0000 else { return log(pair) }
    let (a, b, c) = (simplified[Int(first)], simplified[Int(second)], simplified[Int(third)])
    guard isCut[Int(a)] || isCut[Int(b)] || isCut[Int(c)] else { return log(pair) }
    let times = triples.count(Self.key(UInt32(a), UInt32(b), UInt32(c)))
    let all = max(times, pairs.count(UInt32(a) << 16 | UInt32(b)))
    let weight = Self.followerWeight * pow(all, 0.7) + 5
    return log((times + weight * pair) / (all + weight))
  }

  private static func endsSentence(_ scalar: UInt32) -> Bool { scalar == fullStop || scalar == 0xFF01 }

  /// ，、。：！ and their like, two of which do not follow one another.
  private static func isPause(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF1A: true
    default: false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The first scalar of valid UTF-8.
  fileprivate var firstScalar: UInt32? { isEmpty ? nil : PhraseTrie.decode(self, 0).0 }

  /// The whole number that these digits write.
  var number: Float? {
    var value: Float = 0
    for byte in self {
      guard (0x30..<0x3A).contains(byte) else { return nil }
      value = value * 10 + Float(byte - 0x30)
    }
    return isEmpty ? nil : value
  }

  /// Calls `body` with each scalar of valid UTF-8 that is in the Basic Multilingual Plane.
  func forEachScalar(_ body: (UInt32) -> Void) {
    var at = 0
    while at < count {
      let (scalar, length) = PhraseTrie.decode(self, at)
      if scalar < 0x1_0000 { body(scalar) }
      at += length
    }
  }
}

extension [UInt8] {
  /// The first scalar of valid UTF-8.
  var firstScalar: UInt32? { isEmpty ? nil : withUnsafeBufferPointer { PhraseTrie.decode($0, 0).0 } }
}
