import CorpusModel
import LexiconData

/// Characters and phrases with what they become, laid out for one pass over UTF-8 bytes.
///
/// A flat table over the Basic Multilingual Plane holds for each three-byte character the three bytes that it becomes
/// and whether a phrase may begin there; a bit filter over the first two characters of the phrases keeps nearly every
/// other place out of the phrases, which hang in chains below their first two characters. Immutable after building, so
/// it may be shared between threads.
struct ConversionTable: Sendable {
  /// What fired, for the notes of a trace.
  enum Layer: UInt8, Sendable {
    case character, phrase, region, user
  }

  /// An entry of a chain.
  struct Phrase: Sendable {
    /// The bytes behind its first two characters, in `bytes`.
    fileprivate var rest: Int32
    fileprivate var restCount: Int32
    /// What it becomes, in `bytes`.
    var start: Int32
    var count: Int32
    /// The entry that was inserted before it below the same characters, or -1.
    fileprivate var previous: Int32
    var layer: Layer
    /// Whether source and replacement have the same length at every character boundary.
    var isAligned: Bool
  }

  static let startsPhrase: UInt32 = 1 << 24
  static let isInChain: UInt32 = 1 << 25
  static let isChanged: UInt32 = 1 << 26
  private static let filterBits = 20

  /// Low 24 bits: the bytes that the character becomes, first byte lowest, or 0 for itself; above: flags.
  private(set) var flat: [UInt32]
  private(set) var filter: [UInt64]
  /// First character << 43 | second character << 22 | newest entry of the chain + 1; open addressing, 0 is empty.
  ///
  /// The second is 0 for an entry of one character.
  private var chains: [UInt64]
  private var chainCount = 0
  private(set) var phrases: [Phrase] = []
  private(set) var bytes: [UInt8] = []
  /// The greatest growth of any entry, in bytes of target to a byte of source, rounded up.
  private(set) var growth = 1

  /// - Parameter capacity: phrases that room is made for at once.
  init(capacity: Int = 512) {
    flat = [UInt32](repeating: 0, count: 1 << 16)
    filter = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
    var size = 1024
    while size < capacity * 2 { size *= 2 }
    chains = [UInt64](repeating: 0, count: size)
    phrases.reserveCapacity(capacity)
    bytes.reserveCapacity(capacity * 16)
  }

  /// Adds an entry, which replaces one of the same source; an empty source is ignored.
  mutating func insert(_ source: [UInt8], _ target: [UInt8], layer: Layer) {
    source.withUnsafeBufferPointer { source in
      target.withUnsafeBufferPointer { insert(source, $0, layer: layer) }
    }
  }

  /// Adds an entry, which replaces one of the same source; an empty source is ignored.
  mutating func insert(_ source: UnsafeBufferPointer<UInt8>, _ target: UnsafeBufferPointer<UInt8>, layer: Layer) {
    guard !source.isEmpty else { return }
    let (first, length) = PhraseTrie.decode(source, 0)
    if length == source.count { return insertCharacter(first, source, target, layer) }
    let (second, secondLength) = PhraseTrie.decode(source, length)
    let bit = Self.filterBit(first, second)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
    if first < 0x1_0000 { flat[Int(first)] |= Self.startsPhrase }
    insertPhrase(first, second, source, rest: length + secondLength, target, layer)
  }

  private mutating func insertCharacter(
    _ scalar: UInt32, _ source: UnsafeBufferPointer<UInt8>, _ target: UnsafeBufferPointer<UInt8>, _ layer: Layer
  ) {
    if scalar < 0x1_0000 {
      let flags = flat[Int(scalar)] & Self.startsPhrase
      if source.count == 3, target.count == 3, target[0] & 0xF0 == 0xE0 {
        let isSame = source.elementsEqual(target)
        flat[Int(scalar)] = isSame ? flags : flags | Self.packed(target) | Self.isChanged
        return
      }
      flat[Int(scalar)] = flags | Self.isInChain
    }
    insertPhrase(scalar, 0, source, rest: source.count, target, layer)
  }

  static func packed(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    UInt32(bytes[0]) | UInt32(bytes[1]) << 8 | UInt32(bytes[2]) << 16
  }

  private mutating func insertPhrase(
    _ first: UInt32, _ second: UInt32, _ source: UnsafeBufferPointer<UInt8>, rest: Int,
    _ target: UnsafeBufferPointer<UInt8>, _ layer: Layer
  ) {
    if target.count > growth * source.count { growth = (target.count + source.count - 1) / source.count }
    if (chainCount + 1) * 2 > chains.count { growChains() }
    let slot = slot(first, second)
    if chains[slot] == 0 { chainCount += 1 }
    phrases.append(
      Phrase(
        rest: Int32(bytes.count), restCount: Int32(source.count - rest),
        start: Int32(bytes.count + source.count - rest),
        count: Int32(target.count), previous: Int32(chains[slot] & Self.entryMask) - 1, layer: layer,
        isAligned: Self.boundariesAgree(source, target)))
    bytes.append(contentsOf: source[rest...])
    bytes.append(contentsOf: target)
    chains[slot] = Self.key(first, second) | UInt64(phrases.count)
  }

  private static let entryMask: UInt64 = (1 << 22) - 1

  @inline(__always) private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 43 | UInt64(second) << 22
  }

  /// The slot that holds the chain of the two characters, or the empty one where it belongs.
  @inline(__always) private func slot(_ first: UInt32, _ second: UInt32) -> Int {
    let key = Self.key(first, second)
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (chains.count - 1)
    while chains[slot] != 0, chains[slot] & ~Self.entryMask != key { slot = (slot + 1) & (chains.count - 1) }
    return slot
  }

  private mutating func growChains() {
    let old = chains
    chains = [UInt64](repeating: 0, count: old.count * 4)
    for chain in old where chain != 0 {
      chains[slot(UInt32(chain >> 43), UInt32(chain >> 22 & 0x1F_FFFF))] = chain
    }
  }

  /// The longest entry at `offset`, where `first` stands and ends at `next`; of equal length the one inserted last.
  ///
  /// - Complexity: O(entries with the same first two characters), at most some eighty.
  @inline(__always) func longestMatch(
    _ text: UnsafeBufferPointer<UInt8>, first: UInt32, next: Int
  ) -> (end: Int, phrase: Phrase)? {
    if next < text.count {
      let (second, length) = PhraseTrie.decode(text, next)
      if let found = longest(in: chains[slot(first, second)], text, at: next + length) { return found }
    }
    return longest(in: chains[slot(first, 0)], text, at: next)
  }

  @inline(__always) private func longest(
    in chain: UInt64, _ text: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> (end: Int, phrase: Phrase)? {
    var entry = Int(chain & Self.entryMask) - 1
    var best: (end: Int, phrase: Phrase)?
    let left = text.count - offset
    while entry >= 0 {
      let phrase = phrases[entry]
      let count = Int(phrase.restCount)
      if count <= left, offset + count > best?.end ?? -1, isEqual(phrase, text, at: offset) {
        best = (offset + count, phrase)
      }
      entry = Int(phrase.previous)
    }
    return best
  }

  @inline(__always) private func isEqual(
    _ phrase: Phrase, _ text: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> Bool {
    let start = Int(phrase.rest)
    for index in 0..<Int(phrase.restCount) where bytes[start + index] != text[offset + index] { return false }
    return true
  }

  private static func boundariesAgree(
    _ source: UnsafeBufferPointer<UInt8>, _ target: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard source.count == target.count else { return false }
    for index in source.indices where (source[index] & 0xC0 == 0x80) != (target[index] & 0xC0 == 0x80) { return false }
    return true
  }

  @inline(__always) static func filterBit(_ first: UInt32, _ second: UInt32) -> Int {
    Int((first &* 0x9E37_79B1 ^ second &* 0x85EB_CA6B) >> UInt32(32 - filterBits))
  }

  /// Whether `scalar` by itself becomes another character of three bytes.
  func changes(_ scalar: UInt32) -> Bool { scalar < 0x1_0000 && flat[Int(scalar)] & 0xFF_FFFF != 0 }
}
