import Glibc
import LexiconData

/// How likely characters are to follow one another: pairs mixed with single characters, in simplified form.
struct PairModel: Sendable {
  /// Weight of single characters against pairs: a mark may be followed by nearly anything, a character may not, and a
  /// frequent one less than a rare one, since its pairs are better known.
  private static let singleShare: (afterMark: Float, mostAfterCharacter: Float, times: Float) = (0.5, 0.12, 3_000)
  /// Occurrences that the pairs are worth beside the triples: more after a mark, where the texts at hand say less.
  private static let pairWeight: (afterMark: Float, afterCharacter: Float) = (1_000, 30)
  private static let levels: [(name: String, count: Float)] = [
    ("l10000", 20_000), ("l2000", 4_000), ("l500", 1_000), ("l120", 240), ("l20", 45),
  ]
  private static let tripleLevels: [(name: String, count: Float)] = [
    ("l2000", 4_000), ("l500", 1_000), ("l120", 240), ("l20", 45), ("l5", 10),
  ]

  /// Keys first << 16 | second, open addressing; 0 is empty.
  private var keys: [UInt32]
  private var counts: [Float]
  private var frequencies: [Float]
  /// Counts of three characters, the first of them one that a cut page may lose.
  private var triples: [UInt64: Float] = [:]
  private var simplified: [UInt16]
  private var total: Float = 1

  /// - Throws: `LexiconError` for a damaged table.
  init(_ lexicons: Lexicons) throws {
    keys = [UInt32](repeating: 0, count: 1 << 18)
    counts = [Float](repeating: 0, count: 1 << 18)
    frequencies = [Float](repeating: 0, count: 1 << 16)
    simplified = (0..<(1 << 16)).map { UInt16($0) }
    for row in try lexicons.table("conversion/icu-hant-hans.tsv", columns: ["from", "to"]) {
      if let from = row.cells[0].firstScalar, let to = row.cells[1].firstScalar, from < 0x1_0000, to < 0x1_0000 {
        simplified[Int(from)] = UInt16(to)
      }
    }
    // Folded marks stand for the full-width ones, and all that ends a clause for the full stop.
    for mark in [0x28, 0x29, 0x2C, 0x3A] { simplified[mark] = UInt16(mark + 0xFEE0) }
    for mark in [0x21, 0x3B, 0x3F, 0xFF01, 0xFF1B, 0xFF1F] { simplified[mark] = 0x3002 }
    let columns = ["character", "frequency"] + Self.levels.map(\.name)
    for row in try lexicons.table("repair/pairs.tsv", columns: columns) {
      guard let first = row.cells[0].firstScalar, first < 0x1_0000, let frequency = Float(row[1]) else {
        throw row.error("a character and its frequency are wanted")
      }
      frequencies[Int(first)] = frequency
      total += frequency
      for (level, (_, count)) in Self.levels.enumerated() {
        for second in row[level + 2].unicodeScalars where second.value < 0x1_0000 {
          insert(first << 16 | second.value, count)
        }
      }
    }
    for row in try lexicons.table("repair/triples.tsv", columns: ["first", "second"] + Self.tripleLevels.map(\.name)) {
      guard let first = row.cells[0].firstScalar, let second = row.cells[1].firstScalar else {
        throw row.error("two characters are wanted")
      }
      for (level, (_, count)) in Self.tripleLevels.enumerated() {
        for third in row[level + 2].unicodeScalars {
          triples[UInt64(first) << 42 | UInt64(second) << 21 | UInt64(third.value)] = count
        }
      }
    }
  }

  private mutating func insert(_ key: UInt32, _ count: Float) {
    var slot = Self.slot(key)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    counts[slot] = count
  }

  private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 14) }

  private func count(_ key: UInt32) -> Float {
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return counts[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return 0
  }

  /// Share of the character in the model's texts, or 0.
  func share(_ scalar: UInt32) -> Float {
    scalar < 0x1_0000 ? frequencies[Int(simplified[Int(scalar)])] / total : 0
  }

  /// Natural logarithm of the probability of `second` after `first`; digits are worth one in fifty, ASCII letters and
  /// signs one in 5,000, an unknown ideograph one in 20 million.
  func score(_ first: UInt32, _ second: UInt32) -> Float {
    guard first < 0x1_0000, second < 0x1_0000 else { return -17 }
    let (a, b) = (UInt32(simplified[Int(first)]), UInt32(simplified[Int(second)]))
    if b == 0x0A { return a == 0x3002 || a == 0x201D ? log(0.3) : log(0.02) }
    let floor: Float = (0x30..<0x3A).contains(b) ? 0.02 : b < 0x2E80 ? 2e-4 : 5e-8
    let single = max(frequencies[Int(b)] / total, floor)
    let frequency = frequencies[Int(a)]
    if frequency == 0 { return log(single) }
    let isAfterMark = a < 0x3400 || a > 0xFF00
    if isAfterMark, Self.isPause(a), Self.isPause(b) { return log(1e-6) }
    let share =
      isAfterMark
      ? Self.singleShare.afterMark : min(Self.singleShare.mostAfterCharacter, Self.singleShare.times / frequency)
    return log((1 - share) * count(a << 16 | b) / frequency + share * single)
  }

  /// The same for `third` after two characters.
  func score(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Float {
    let pair = score(second, third)
    guard first < 0x1_0000, (0x3400..<0xFF00).contains(second), third < 0x1_0000 else { return pair }
    let (a, b, c) = (simplified[Int(first)], simplified[Int(second)], simplified[Int(third)])
    let times = triples[UInt64(a) << 42 | UInt64(b) << 21 | UInt64(c)] ?? 0
    let weight = a < 0x3400 || b < 0x3400 ? Self.pairWeight.afterMark : Self.pairWeight.afterCharacter
    return log((times + weight * exp(pair)) / (max(times, count(UInt32(a) << 16 | UInt32(b))) + weight))
  }

  /// ，、。：；！？, two of which do not follow one another.
  private static func isPause(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3001, 0x3002, 0xFF0C, 0xFF1A: true
    default: false
    }
  }
}

extension [UInt8] {
  /// The first scalar of valid UTF-8.
  var firstScalar: UInt32? { isEmpty ? nil : withUnsafeBufferPointer { PhraseTrie.decode($0, 0).0 } }
}

extension PairModel {
  /// Whether ICU gives the character another simplified form.
  func isTraditional(_ scalar: UInt32) -> Bool {
    (0x3400..<0x1_0000).contains(scalar) && UInt32(simplified[Int(scalar)]) != scalar
  }
}
