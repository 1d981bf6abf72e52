/// A map from phrases to numbers, matched at a place of a UTF-8 text, longest first.
///
/// Nodes are the slots of one open-addressing table keyed by (parent, code point), so that a step and the value at its
/// end are one cache line; building is O(code points). What most places of a text need is answered from a few kilobytes
/// that stay in the cache: one bit tells whether a phrase begins with a character, a page table gives its node, and one
/// bit by hash tells whether an edge can be in the table at all. Immutable after building, so it may be shared between threads.
public struct PhraseTrie: Sendable {
  /// A node below the root; an empty slot has key 0.
  @usableFromInline struct Slot: Sendable {
    /// (parent + 1) << 21 | code point.
    @usableFromInline var key: UInt64 = 0
    /// Value of the phrase that ends here, or -1.
    @usableFromInline var value: Int32 = -1

    @usableFromInline init(key: UInt64 = 0, value: Int32 = -1) {
      self.key = key
      self.value = value
    }
  }

  /// Node n below the root, which is 0, is slot n - 1.
  @usableFromInline var slots: [Slot]
  @usableFromInline var mask: Int
  /// One bit for the low 16 bits of each code point that begins a phrase.
  @usableFromInline var firsts = [UInt64](repeating: 0, count: 1024)
  /// The page of each 64 code points below 65,536; page 0 is empty.
  @usableFromInline var pages = [UInt16](repeating: 0, count: 1024)
  /// The child of the root for each code point of a page, or -1.
  @usableFromInline var roots = [Int32](repeating: -1, count: 64)
  /// Bits by the topmost bits of the hash of each edge: eight for each slot, so that a look at a slot is seldom in vain.
  @usableFromInline var edges: [UInt64]
  @usableFromInline var edgeShift: UInt64
  private var used = 0

  /// - Parameter capacity: Nodes to make room for; more are welcome.
  public init(capacity: Int = 16) {
    var bits = 6
    while (1 << bits) * 2 < capacity * 3 { bits += 1 }
    slots = [Slot](repeating: Slot(), count: 1 << bits)
    mask = (1 << bits) - 1
    edges = [UInt64](repeating: 0, count: (8 << bits) / 64)
    edgeShift = UInt64(61 - bits)
  }

  /// Builds the trie of `entries`; a later entry of the same phrase wins.
  public init(_ entries: some Collection<(phrase: String, value: Int)>) {
    self.init(capacity: entries.count * 4)
    for entry in entries { insert(Array(entry.phrase.utf8), Int32(entry.value)) }
  }

  /// Adds `phrase`, replacing its value if it is there; an empty phrase is ignored.
  public mutating func insert(_ phrase: [UInt8], _ value: Int32) {
    guard !phrase.isEmpty else { return }
    // Room for all its nodes first: growing renumbers them.
    while (used + phrase.count) * 3 > slots.count * 2 { grow() }
    var node = 0
    var offset = 0
    phrase.withUnsafeBufferPointer { bytes in
      while offset < bytes.count {
        let (scalar, length) = PhraseTrie.decode(bytes, offset)
        node = child(of: node, scalar)
        offset += length
      }
    }
    slots[node - 1].value = value
  }

  private mutating func child(of node: Int, _ scalar: UInt32) -> Int {
    let key = Self.key(node, scalar)
    let hash = Self.hash(key)
    var slot = Int(truncatingIfNeeded: hash >> 29) & mask
    while slots[slot].key != 0 {
      if slots[slot].key == key { return slot + 1 }
      slot = (slot + 1) & mask
    }
    slots[slot].key = key
    let bit = hash >> edgeShift
    edges[Int(bit >> 6)] |= 1 << (bit & 63)
    used += 1
    if node == 0 { noteFirst(scalar, slot + 1) }
    return slot + 1
  }

  private mutating func noteFirst(_ scalar: UInt32, _ node: Int) {
    let group = Int(scalar & 0xFFFF) >> 6
    firsts[group] |= 1 << UInt64(scalar & 63)
    guard scalar < 0x10000 else { return }
    if pages[group] == 0 {
      pages[group] = UInt16(roots.count / 64)
      roots.append(contentsOf: repeatElement(-1, count: 64))
    }
    roots[Int(pages[group]) * 64 + Int(scalar & 63)] = Int32(node)
  }

  /// Doubles the table, each node after its parent.
  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    mask = slots.count - 1
    edges = [UInt64](repeating: 0, count: slots.count / 8)
    edgeShift -= 1
    used = 0
    var renumbered = [Int](repeating: 0, count: old.count + 1)
    var waiting: [Int] = []
    for node in 1...old.count where old[node - 1].key != 0 {
      var next = node
      while next != 0, renumbered[next] == 0 {
        waiting.append(next)
        next = Self.parent(old[next - 1].key)
      }
      while let known = waiting.popLast() {
        let key = old[known - 1].key
        let new = child(of: renumbered[Self.parent(key)], UInt32(key & 0x1F_FFFF))
        slots[new - 1].value = old[known - 1].value
        renumbered[known] = new
      }
    }
  }

  @inline(__always) @inlinable static func key(_ node: Int, _ scalar: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: node + 1) << 21 | UInt64(scalar)
  }

  private static func parent(_ key: UInt64) -> Int { Int(key >> 21) - 1 }

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

  /// Whether a phrase may begin with `scalar`.
  @inline(__always) @inlinable public func mayBegin(_ scalar: UInt32) -> Bool {
    firsts[Int(scalar & 0xFFFF) >> 6] >> UInt64(scalar & 63) & 1 == 1
  }

  /// Offset, from `start` on, of the next character with which a phrase may begin, or `end`.
  ///
  /// - Complexity: O(bytes passed over), the cheapest way through text where few phrases begin.
  @inlinable public func nextStart(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    firsts.withUnsafeBufferPointer { firsts in
      var at = start
      while at < end {
        let (scalar, length) = Self.decode(bytes, at)
        if firsts[Int(scalar & 0xFFFF) >> 6] >> UInt64(scalar & 63) & 1 == 1 { return at }
        at += length
      }
      return end
    }
  }

  /// The node of phrases that begin with `scalar`, or -1.
  @inline(__always) @inlinable public func first(_ scalar: UInt32) -> Int {
    guard mayBegin(scalar) else { return -1 }
    guard scalar < 0x10000 else { return step(0, scalar) }
    return Int(roots[Int(pages[Int(scalar >> 6)]) * 64 + Int(scalar & 63)])
  }

  /// The node below `node` for `scalar`, or -1; the root is 0.
  @inline(__always) @inlinable public func step(_ node: Int, _ scalar: UInt32) -> Int {
    let key = Self.key(node, scalar)
    let hash = Self.hash(key)
    let bit = hash >> edgeShift
    guard edges[Int(bit >> 6)] >> (bit & 63) & 1 == 1 else { return -1 }
    var slot = Int(truncatingIfNeeded: hash >> 29) & mask
    while slots[slot].key != 0 {
      if slots[slot].key == key { return slot + 1 }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /// The value of the phrase that ends at `node`, or nil; for walks over anything but UTF-8 text, such as backwards.
  @inlinable public func value(at node: Int) -> Int? {
    let value = node > 0 ? slots[node - 1].value : -1
    return value < 0 ? nil : Int(value)
  }

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
    if let value = value(at: node) { body(length, value) }
    while at < bytes.count {
      let (scalar, length) = Self.decode(bytes, at)
      node = step(node, scalar)
      if node < 0 { return }
      at += length
      if let value = value(at: node) { body(at - offset, value) }
    }
  }

  /// The longest phrase that goes on from `node`, which stands for the bytes before `offset`: its end and its value.
  @inlinable public func longestMatch(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, below start: Int
  ) -> (end: Int, value: Int)? {
    var node = start
    var at = offset
    var best = value(at: node).map { (end: at, value: $0) }
    while at < bytes.count {
      let (scalar, length) = Self.decode(bytes, at)
      node = step(node, scalar)
      if node < 0 { break }
      at += length
      if let value = value(at: node) { best = (at, value) }
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
