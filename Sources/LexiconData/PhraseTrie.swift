/// A map from phrases to numbers, matched at a place of a UTF-8 text, longest first.
///
/// Edges hang in one open-addressing table keyed by (node, code point): building is O(code points), a step is one
/// probe. Immutable after building, so it may be shared between threads.
public struct PhraseTrie: Sendable {
  /// Keys: node << 21 | code point; 0 is an empty slot.
  @usableFromInline var keys: [UInt64]
  @usableFromInline var children: [Int32]
  /// Value of each node, or -1.
  @usableFromInline var values: [Int32]
  @usableFromInline var mask: Int
  /// One bit for the low 16 bits of each code point that begins a phrase: most places of a text end here.
  @usableFromInline var firsts = [UInt64](repeating: 0, count: 1024)
  private var used = 0

  public init(capacity: Int = 16) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    children = [Int32](repeating: 0, count: size)
    mask = size - 1
    values = [-1]
  }

  /// Builds the trie of `entries`; a later entry of the same phrase wins.
  public init(_ entries: some Collection<(phrase: String, value: Int)>) {
    self.init(capacity: entries.count * 4)
    for entry in entries { insert(Array(entry.phrase.utf8), Int32(entry.value)) }
  }

  /// Adds `phrase`, replacing its value if it is there; an empty phrase is ignored.
  public mutating func insert(_ phrase: [UInt8], _ value: Int32) {
    guard !phrase.isEmpty else { return }
    var node = 0
    var offset = 0
    phrase.withUnsafeBufferPointer { bytes in
      while offset < bytes.count {
        let (scalar, length) = PhraseTrie.decode(bytes, offset)
        if offset == 0 { firsts[Int(scalar & 0xFFFF) >> 6] |= 1 << UInt64(scalar & 63) }
        offset += length
        node = child(of: node, scalar, create: true)
      }
    }
    values[node] = value
  }

  private mutating func child(of node: Int, _ scalar: UInt32, create: Bool) -> Int {
    let key = (UInt64(node) + 1) << 21 | UInt64(scalar)
    var slot = Self.hash(key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(children[slot]) }
      slot = (slot + 1) & mask
    }
    values.append(-1)
    let new = values.count - 1
    keys[slot] = key
    children[slot] = Int32(new)
    used += 1
    if used * 2 > keys.count { grow() }
    return new
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldChildren = children
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    children = [Int32](repeating: 0, count: oldKeys.count * 2)
    mask = keys.count - 1
    for (index, key) in oldKeys.enumerated() where key != 0 {
      var slot = Self.hash(key) & mask
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = key
      children[slot] = oldChildren[index]
    }
  }

  @inlinable static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 29)
  }

  /// Decodes the scalar at `offset` of valid UTF-8; also safe at a cut-off end.
  @inlinable public static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    func next(_ index: Int) -> UInt32 { index < bytes.count ? UInt32(bytes[index]) & 0x3F : 0 }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(offset + 1), min(2, bytes.count - offset)) }
    if first < 0xF0 {
      return ((first & 0x0F) << 12 | next(offset + 1) << 6 | next(offset + 2), min(3, bytes.count - offset))
    }
    return (
      (first & 0x07) << 18 | next(offset + 1) << 12 | next(offset + 2) << 6 | next(offset + 3),
      min(4, bytes.count - offset)
    )
  }

  /// Bytes of the scalar whose first byte is `first`.
  @inlinable public static func length(_ first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }

  /// The node below `node` for `scalar`, or -1; the root is 0.
  @inlinable public func step(_ node: Int, _ scalar: UInt32) -> Int {
    let key = (UInt64(node) + 1) << 21 | UInt64(scalar)
    var slot = Self.hash(key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(children[slot]) }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /// The value of the phrase that ends at `node`, or nil; for walks over anything but UTF-8 text, such as backwards.
  @inlinable public func value(at node: Int) -> Int? { values[node] < 0 ? nil : Int(values[node]) }

  /// The longest phrase that begins at `offset`: its length in bytes and its value.
  @inlinable public func longestMatch(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (length: Int, value: Int)?
  {
    var best: (length: Int, value: Int)?
    forEachMatch(bytes, at: offset) { best = ($0, $1) }
    return best
  }

  /// Calls `body` with the length and value of every phrase that begins at `offset`, shortest first.
  @inlinable public func forEachMatch(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ body: (Int, Int) -> Void) {
    guard offset < bytes.count else { return }
    let (first, length) = Self.decode(bytes, offset)
    guard firsts[Int(first & 0xFFFF) >> 6] >> UInt64(first & 63) & 1 == 1 else { return }
    var node = step(0, first)
    if node < 0 { return }
    var at = offset + length
    if values[node] >= 0 { body(length, Int(values[node])) }
    while at < bytes.count {
      let (scalar, length) = Self.decode(bytes, at)
      node = step(node, scalar)
      if node < 0 { return }
      at += length
      if values[node] >= 0 { body(at - offset, Int(values[node])) }
    }
  }

  /// The longest phrase that goes on from `node`, which stands for the bytes before `offset`: its end and its value.
  @inlinable public func longestMatch(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, below start: Int
  ) -> (end: Int, value: Int)? {
    var node = start
    var at = offset
    var best: (end: Int, value: Int)? = values[node] >= 0 ? (at, Int(values[node])) : nil
    while at < bytes.count {
      let (scalar, length) = Self.decode(bytes, at)
      node = step(node, scalar)
      if node < 0 { break }
      at += length
      if values[node] >= 0 { best = (at, Int(values[node])) }
    }
    return best
  }

  /// The value of exactly `phrase`.
  public func value(_ phrase: [UInt8]) -> Int? {
    phrase.withUnsafeBufferPointer { bytes in
      guard let match = longestMatch(bytes, at: 0), match.length == bytes.count else { return nil }
      return match.value
    }
  }
}
