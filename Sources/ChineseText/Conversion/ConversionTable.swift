import CorpusModel
import LexiconData

/// Characters and phrases with what they become, laid out for one pass over UTF-8 bytes.
///
/// A flat table over the Basic Multilingual Plane holds for each three-byte character the three bytes that it becomes
/// and whether a phrase may begin there; a bit filter over the first two characters of the phrases keeps nearly every
/// other place out of the trie. Immutable after building, so it may be shared between threads.
struct ConversionTable: Sendable {
  /// What fired, for the notes of a trace.
  enum Layer: UInt8, Sendable {
    case character, phrase, region, user
  }

  /// An entry of the trie: where its replacement stands in `replacements`.
  struct Phrase: Sendable {
    var start: Int32
    var count: Int32
    var layer: Layer
    /// Whether source and replacement have the same length at every character boundary.
    var isAligned: Bool
  }

  static let startsPhrase: UInt32 = 1 << 24
  static let isInTrie: UInt32 = 1 << 25
  static let isChanged: UInt32 = 1 << 26
  private static let filterBits = 20

  /// Low 24 bits: the bytes that the character becomes, first byte lowest, or 0 for itself; above: flags.
  var flat: [UInt32]
  var filter: [UInt64]
  var trie: PhraseTrie
  /// Nodes of the trie below the first two characters, by open addressing; a key of 0 is an empty slot.
  private var pairKeys: [UInt64]
  private var pairNodes: [Int32]
  private var pairs = 0
  var phrases: [Phrase] = []
  var replacements: [UInt8] = []
  /// The greatest growth of any entry, in bytes of target to a byte of source, rounded up.
  private(set) var growth = 1

  init(capacity: Int = 1024) {
    flat = [UInt32](repeating: 0, count: 1 << 16)
    filter = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
    trie = PhraseTrie(capacity: capacity)
    pairKeys = [UInt64](repeating: 0, count: 1 << 10)
    pairNodes = [Int32](repeating: 0, count: 1 << 10)
    phrases.reserveCapacity(capacity)
  }

  /// Adds an entry, which replaces one of the same source; an empty source is ignored.
  mutating func insert(_ source: [UInt8], _ target: [UInt8], layer: Layer) {
    source.withUnsafeBufferPointer { bytes in
      guard !bytes.isEmpty else { return }
      let (first, length) = PhraseTrie.decode(bytes, 0)
      if length == bytes.count {
        insertCharacter(first, source, target, layer)
        return
      }
      let (second, _) = PhraseTrie.decode(bytes, length)
      let bit = Self.filterBit(first, second)
      filter[bit >> 6] |= 1 << UInt64(bit & 63)
      if first < 0x1_0000 { flat[Int(first)] |= Self.startsPhrase }
      insertPhrase(source, target, layer)
      insertPair(first, second)
    }
  }

  private mutating func insertPair(_ first: UInt32, _ second: UInt32) {
    let key = UInt64(first) << 21 | UInt64(second)
    var slot = pairSlot(key)
    if pairKeys[slot] == key { return }
    if pairs * 2 >= pairKeys.count {
      let (oldKeys, oldNodes) = (pairKeys, pairNodes)
      pairKeys = [UInt64](repeating: 0, count: oldKeys.count * 4)
      pairNodes = [Int32](repeating: 0, count: oldKeys.count * 4)
      for (old, node) in zip(oldKeys, oldNodes) where old != 0 {
        let slot = pairSlot(old)
        (pairKeys[slot], pairNodes[slot]) = (old, node)
      }
      slot = pairSlot(key)
    }
    (pairKeys[slot], pairNodes[slot]) = (key, Int32(trie.step(trie.step(0, first), second)))
    pairs += 1
  }

  /// The slot that holds `key`, or the empty one where it belongs.
  @inline(__always) private func pairSlot(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (pairKeys.count - 1)
    while pairKeys[slot] != 0, pairKeys[slot] != key { slot = (slot + 1) & (pairKeys.count - 1) }
    return slot
  }

  /// The trie's node for two characters that begin a phrase, or nil.
  @inline(__always) func node(_ first: UInt32, _ second: UInt32) -> Int? {
    let key = UInt64(first) << 21 | UInt64(second)
    let slot = pairSlot(key)
    return pairKeys[slot] == key ? Int(pairNodes[slot]) : nil
  }

  private mutating func insertCharacter(_ scalar: UInt32, _ source: [UInt8], _ target: [UInt8], _ layer: Layer) {
    guard scalar < 0x1_0000 else { return insertPhrase(source, target, layer) }
    let flags = flat[Int(scalar)] & Self.startsPhrase
    if source.count == 3, target.count == 3, target[0] & 0xF0 == 0xE0 {
      let packed = UInt32(target[0]) | UInt32(target[1]) << 8 | UInt32(target[2]) << 16
      flat[Int(scalar)] = source == target ? flags : flags | packed | Self.isChanged
    } else {
      flat[Int(scalar)] = flags | Self.isInTrie
      insertPhrase(source, target, layer)
    }
  }

  private mutating func insertPhrase(_ source: [UInt8], _ target: [UInt8], _ layer: Layer) {
    growth = max(growth, (target.count + source.count - 1) / source.count)
    trie.insert(source, Int32(phrases.count))
    phrases.append(
      Phrase(
        start: Int32(replacements.count), count: Int32(target.count), layer: layer,
        isAligned: Self.boundariesAgree(source, target)))
    replacements += target
  }

  private static func boundariesAgree(_ source: [UInt8], _ target: [UInt8]) -> Bool {
    guard source.count == target.count else { return false }
    for index in source.indices where (source[index] & 0xC0 == 0x80) != (target[index] & 0xC0 == 0x80) { return false }
    return true
  }

  @inline(__always) static func filterBit(_ first: UInt32, _ second: UInt32) -> Int {
    Int((first &* 0x9E37_79B1 ^ second &* 0x85EB_CA6B) >> UInt32(32 - filterBits))
  }

  /// What `scalar` becomes by itself, if it is of three bytes and changes to three bytes.
  func character(_ scalar: UInt32) -> [UInt8]? {
    guard scalar < 0x1_0000, flat[Int(scalar)] & 0xFF_FFFF != 0 else { return nil }
    let packed = flat[Int(scalar)]
    return [UInt8(packed & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed >> 16 & 0xFF)]
  }
}
