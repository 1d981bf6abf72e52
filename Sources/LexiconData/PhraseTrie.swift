/// A map from phrases to numbers, matched at a place of a UTF-8 text, longest first.
///
/// Edges hang in one open-addressing table keyed by (node, code point): building is O(code points), a step is one
/// probe. What most places of a text need is answered from a few kilobytes that stay in the cache: one bit tells
/// whether a phrase begins with a character, a page table gives its node, and one bit by hash whether an edge can be in
/// the table at all. Immutable after building, so it may be shared between threads.
public struct PhraseTrie: Sendable {
  /// Keys: node << 21 | code point; 0 is an empty slot.
  @usableFromInline var keys: [UInt64]
  @usableFromInline var children: [Int32]
  /// Value of each node, or -1.
  @usableFromInline var values: [Int32] = [-1]
  @usableFromInline var mask: Int
  /// One bit for the low 16 bits of each code point that begins a phrase.
  @usableFromInline var firsts = [UInt64](repeating: 0, count: 1024)
  /// The page of each 64 code points below 65,536; page 0 is empty.
  @usableFromInline var pages = [UInt16](repeating: 0, count: 1024)
  /// The child of the root for each code point of a page, or -1.
  @usableFromInline var roots = [Int32](repeating: -1, count: 64)
  /// Bits by the topmost bits of the hash of each edge: two for each slot.
  @usableFromInline var edges: [UInt64]
  @usableFromInline var edgeShift: UInt64
  private var used = 0

  public init(capacity: Int = 16) {
    var bits = 6
    while 1 << bits < capacity * 2 { bits += 1 }
    keys = [UInt64](repeating: 0, count: 1 << bits)
    children = [Int32](repeating: 0, count: 1 << bits)
    mask = (1 << bits) - 1
    edges = [UInt64](repeating: 0, count: (2 << bits) / 64)
    edgeShift = UInt64(63 - bits)
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
        node = child(of: node, scalar)
        if offset == 0 { noteFirst(scalar, node) }
        offset += length
      }
    }
    values[node] = value
  }

  private mutating func noteFirst(_ scalar: UInt32, _ node: Int) {
    firsts[Int(scalar & 0xFFFF) >> 6] |= 1 << UInt64(scalar & 63)
    guard scalar < 0x10000 else { return }
    let group = Int(scalar >> 6)
    if pages[group] == 0 {
      pages[group] = UInt16(roots.count / 64)
      roots.append(contentsOf: repeatElement(-1, count: 64))
    }
    roots[Int(pages[group]) * 64 + Int(scalar & 63)] = Int32(node)
  }

  private mutating func child(of node: Int, _ scalar: UInt32) -> Int {
    let key = (UInt64(node) + 1) << 21 | UInt64(scalar)
    let hash = Self.hash(key)
    var slot = Int(truncatingIfNeeded: hash >> 29) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(children[slot]) }
      slot = (slot + 1) & mask
    }
    values.append(-1)
    let new = values.count - 1
    keys[slot] = key
    children[slot] = Int32(new)
    noteEdge(hash)
    used += 1
    if used * 2 > keys.count { grow() }
    return new
  }

  private mutating func noteEdge(_ hash: UInt64) {
    let bit = hash >> edgeShift
    edges[Int(bit >> 6)] |= 1 << (bit & 63)
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldChildren = children
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    children = [Int32](repeating: 0, count: oldKeys.count * 2)
    mask = keys.count - 1
    edges = [UInt64](repeating: 0, count: keys.count / 32)
    edgeShift -= 1
    for (index, key) in oldKeys.enumerated() where key != 0 {
      let hash = Self.hash(key)
      var slot = Int(truncatingIfNeeded: hash >> 29) & mask
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = key
      children[slot] = oldChildren[index]
      noteEdge(hash)
    }
  }

  @inline(__always) @inlinable static func hash(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }

  /// Decodes the scalar at `offset` of valid UTF-8; also safe at a cut-off end.
  @inline(__always) @inlinable
  public static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    if first & 0xF0 == 0xE0, offset + 2 < bytes.count {
      return ((first & 0x0F) << 12 | (UInt32(bytes[offset + 1]) & 0x3F) << 6 | UInt32(bytes[offset + 2]) & 0x3F, 3)
    }
    return decodeOther(bytes, offset)
  }

  /// The same for all but the three bytes of most Chinese characters.
  @usableFromInline
  static func decodeOther(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[offset])
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

  /// The node of phrases that begin with `scalar`, or -1.
  @inline(__always) @inlinable public func first(_ scalar: UInt32) -> Int {
    let group = Int(scalar & 0xFFFF) >> 6
    guard firsts[group] >> UInt64(scalar & 63) & 1 == 1 else { return -1 }
    return scalar < 0x10000 ? Int(roots[Int(pages[group]) * 64 + Int(scalar & 63)]) : step(0, scalar)
  }

  /// The node below `node` for `scalar`, or -1; the root is 0.
  @inlinable public func step(_ node: Int, _ scalar: UInt32) -> Int {
    let key = (UInt64(node) + 1) << 21 | UInt64(scalar)
    let hash = Self.hash(key)
    let bit = hash >> edgeShift
    guard edges[Int(bit >> 6)] >> (bit & 63) & 1 == 1 else { return -1 }
    var slot = Int(truncatingIfNeeded: hash >> 29) & mask
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

  /// The same, where the first `length` bytes led to `node`.
  @inlinable public func longestMatch(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, after length: Int, below node: Int
  ) -> (length: Int, value: Int)? {
    longestMatch(bytes, at: offset + length, below: node).map { ($0.end - offset, $0.value) }
  }

  /// Calls `body` with the length and value of every phrase that begins at `offset`, shortest first.
  @inlinable public func forEachMatch(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ body: (Int, Int) -> Void) {
    guard offset < bytes.count else { return }
    let (first, length) = Self.decode(bytes, offset)
    var node = self.first(first)
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
