/// A small table from integers to values, open addressing, at most half full; built once, then only read.
struct HashTable<Value: Sendable>: Sendable {
  /// 0 is an empty slot.
  private var keys: [UInt64]
  private var values: [Value?]
  private var mask: Int

  init(_ entries: [(key: UInt64, value: Value)]) {
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [Value?](repeating: nil, count: size)
    mask = size - 1
    for entry in entries where entry.key != 0 {
      let slot = slot(of: entry.key)
      keys[slot] = entry.key
      values[slot] = entry.value
    }
  }

  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  /// The value of `key`; a later entry of the same key has replaced an earlier one.
  subscript(_ key: UInt64) -> Value? { values[slot(of: key)] }
}
