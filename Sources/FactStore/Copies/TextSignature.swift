import CorpusModel
import FoundationEssentials
import GRDB

/// What a text is like, in 128 bytes: the share of bytes that two signatures have in common estimates how much of two
/// texts is the same.
///
/// One-permutation MinHash over the set of all runs of eight letters and digits, whatever stands between them, and of the
/// numbers: each different number weighs as much as sixteen runs. So a notice after the same template with other numbers is
/// no copy, while a copy with a line more, or a word changed here and there, is one.
///
/// Measured on the 12,494 pairs of copies and 35,878 pairs of similar articles among the 20,000 records of
/// `Corpus/tools/synthetic_dump.py`, by exact resemblance of at least 0.70: 98.7 % of the copies and none of the others;
/// runs of five give 98.8 % and one of the others, and numbers without weight 98.1 % and 59.
struct TextSignature: Equatable {
  static let size = 128
  /// Characters of a run.
  private static let run = 8
  /// What a number weighs, in runs.
  private static let numberWeight: UInt64 = 16
  /// Letters and digits without which a text has no signature: what is shorter is no article (error pages of the synthetic
  /// dump have under 20).
  private static let least = 40

  /// Bytes in common from which on two texts count as copies of each other: an estimated resemblance of 0.70.
  static let threshold = 90

  let bytes: [UInt8]

  /// nil for a text that is too short to tell.
  ///
  /// - Parameter text: UTF-8, in simplified characters.
  /// - Complexity: O(bytes).
  init?(_ text: [UInt8]) {
    var sketch = Sketch()
    var recent = [UInt64](repeating: 0, count: Self.run)
    var count = 0
    var hash: UInt64 = 0
    var number: UInt64 = 0
    var leaving: UInt64 = 1
    for _ in 0..<Self.run { leaving = leaving &* Self.base }
    SearchText.forEachCharacter(of: text) { character in
      let isDigit = 0x30...0x39 ~= character
      if isDigit {
        number = (number &+ 1) &* Self.base &+ UInt64(character)
      } else if number != 0 {
        sketch.insert(number: number, weight: Self.numberWeight)
        number = 0
      }
      guard isDigit || SearchText.isLetterOrDigit(character) else { return }
      let place = count % Self.run
      hash = hash &* Self.base &+ UInt64(character) &- recent[place] &* leaving
      recent[place] = UInt64(character)
      count += 1
      if count >= Self.run { sketch.insert(hash) }
    }
    guard count >= Self.least else { return nil }
    if number != 0 { sketch.insert(number: number, weight: Self.numberWeight) }
    bytes = sketch.bytes
  }

  /// An odd number with bits all over, for polynomials modulo 2^64.
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// How many bytes two signatures have in common.
  @inline(__always)
  static func inCommon(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Int {
    var total = SIMD16<UInt8>()
    for offset in stride(from: 0, to: size, by: 16) {
      let mask =
        left.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
        .== right.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
      total &+= SIMD16<UInt8>().replacing(with: 1, where: mask)
    }
    return Int(total.wrappedSum())
  }

  /// The resemblance (Jaccard index) that bytes in common stand for, to two places: 1 in 256 bytes is the same by chance.
  static func resemblance(_ inCommon: Int) -> Double {
    let chance = Double(size) / 256
    return ((Double(inCommon) - chance) / (Double(size) - chance) * 100).rounded() / 100
  }

  /// `text_signature` of a blob, NULL for a text that is too short: for the schema step that signs older documents.
  static let function = DatabaseFunction("text_signature", argumentCount: 1, pure: true) { values in
    TextSignature([UInt8](values.first.flatMap { Data.fromDatabaseValue($0) } ?? Data())).map { Data($0.bytes) }
  }
}

/// The least hash of the elements that fall into each of the 128 bins.
private struct Sketch {
  private var least = [UInt32](repeating: .max, count: TextSignature.size)

  mutating func insert(_ element: UInt64) {
    let mixed = Self.mixed(element)
    let bin = Int(mixed >> 57)
    least[bin] = min(least[bin], UInt32(truncatingIfNeeded: mixed))
  }

  mutating func insert(number: UInt64, weight: UInt64) {
    for index in 1...weight { insert(Self.mixed(number) &+ index) }
  }

  /// A byte a bin; an empty bin takes that of another one, which all texts choose in the same way.
  var bytes: [UInt8] {
    least.indices.map { bin in
      var chosen = bin
      var attempt: UInt64 = 0
      while least[chosen] == .max {
        attempt += 1
        chosen = Int(Self.mixed(UInt64(bin) << 32 | attempt) >> 57)
      }
      return UInt8(truncatingIfNeeded: least[chosen])
    }
  }

  /// Spreads every bit over all (the last steps of SplitMix64).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
