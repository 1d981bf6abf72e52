/// Counts by key, by open addressing; a key is not 0.
struct CountTable<Key: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  private var keys: [Key]
  private var counts: [Float]
  private var bits: Int
  private var used = 0

  /// - Parameter bits: Logarithm of the slots to begin with; there are more where half of them are taken.
  init(bits: Int) {
    self.bits = bits
    keys = [Key](repeating: 0, count: 1 << bits)
    counts = [Float](repeating: 0, count: 1 << bits)
  }

  /// Sets the count of `key`.
  mutating func insert(_ key: Key, _ count: Float) {
    let slot = slot(key)
    if keys[slot] == 0 { used += 1 }
    keys[slot] = key
    counts[slot] = count
    guard used * 2 > keys.count else { return }
    var larger = CountTable(bits: bits + 1)
    for slot in keys.indices where keys[slot] != 0 { larger.insert(keys[slot], counts[slot]) }
    self = larger
  }

  /// The count of `key`; 0 where it has none.
  func count(_ key: Key) -> Float { counts[slot(key)] }

  /// Where `key` is or would be.
  private func slot(_ key: Key) -> Int {
    let product = UInt64(truncatingIfNeeded: key) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(product >> UInt64(64 - bits))
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }
}
