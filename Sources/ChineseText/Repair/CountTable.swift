/// Counts by key, by open addressing; a key is not 0.
struct CountTable<Key: FixedWidthInteger & UnsignedInteger & Sendable, Count: Numeric & Sendable>: Sendable {
  /// Key and count side by side, in one line of the cache.
  private var slots: [(key: Key, count: Count)]
  private var bits: Int
  private var used = 0

  /// - Parameter bits: Logarithm of the slots to begin with; there are more where half of them are taken.
  init(bits: Int) {
    self.bits = bits
    slots = [(key: Key, count: Count)](repeating: (0, 0), count: 1 << bits)
  }

  /// Sets the count of `key`.
  mutating func insert(_ key: Key, _ count: Count) {
    let slot = slot(key)
    if slots[slot].key == 0 { used += 1 }
    slots[slot] = (key, count)
    guard used * 2 > slots.count else { return }
    var larger = CountTable(bits: bits + 1)
    for slot in slots where slot.key != 0 { larger.insert(slot.key, slot.count) }
    self = larger
  }

  /// The count of `key`; 0 where it has none.
  func count(_ key: Key) -> Count { slots[slot(key)].count }

  /// Where `key` is or would be.
  private func slot(_ key: Key) -> Int {
    let product = UInt64(truncatingIfNeeded: key) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(product >> UInt64(64 - bits))
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}
