/// FNV-1a over 64 bits: the same for the same bytes on every machine and in every run.
public struct StableHash: Sendable {
  public var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  /// Takes in a byte, or a wider word as one unit.
  @inlinable public mutating func mix(_ word: UInt64) { value = (value ^ word) &* 0x100_0000_01B3 }

  /// Folds the high bits into the low ones, for input that is taken in by words.
  @inlinable public mutating func fold() { value ^= value >> 29 }

  /// The value in 16 hexadecimal digits.
  public var hexadecimal: String { Self.hexadecimal(value) }

  /// A hash in 16 hexadecimal digits.
  public static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
