/// A set of code points below 65,536: one bit each.
struct ScalarSet: Sendable {
  private var words = [UInt64](repeating: 0, count: 1024)

  init(_ scalars: some Sequence<UInt32>) {
    for scalar in scalars { insert(scalar) }
  }

  /// Adds `scalar`; one of 65,536 or more is left out.
  mutating func insert(_ scalar: UInt32) {
    if scalar < 0x10000 { words[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
  }

  func contains(_ scalar: UInt32) -> Bool {
    scalar < 0x10000 && words[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1
  }
}
