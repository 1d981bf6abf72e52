import CorpusModel

/// How often each word stands in two groups of articles, and in how many articles.
///
/// The words are kept once, in one run of bytes, and found by an open-addressing table, because a store of 100,000
/// articles has some 50 million words.
struct WordCounts: Sendable {
  /// Words and articles of one group.
  struct Total: Sendable, Equatable {
    var words = 0
    var articles = 0
  }

  private struct Entry {
    /// The bytes of a word of up to seven, its length highest; of a longer one a hash, all ones highest.
    var key: UInt64
    var start: Int
    var length: Int32
    /// Occurrences, and articles with one, by group.
    var counts: SIMD2<Int32> = .zero
    var articles: SIMD2<Int32> = .zero
    /// Number of the article that was counted last.
    var last: Int32 = -1
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  /// Number of an entry plus one; 0 is free.
  private var slots = [Int32](repeating: 0, count: 1 << 12)
  /// By group: 0 is the target, 1 the reference.
  private(set) var totals = [Total(), Total()]
  private var article: Int32 = 0

  /// Counts the words of one article.
  ///
  /// - Parameters:
  ///   - text: The article.
  ///   - tokens: Its words; those without a letter or digit are not counted.
  ///   - group: 0 or 1.
  /// - Complexity: O(bytes).
  mutating func add(_ text: [UInt8], _ tokens: [Token], group: Int) {
    text.withUnsafeBufferPointer { text in
      for token in tokens {
        let word = UnsafeBufferPointer(rebasing: text[token.span.range])
        guard Self.isWord(word) else { continue }
        totals[group].words += 1
        count(word, group)
      }
    }
    totals[group].articles += 1
    article += 1
  }

  private mutating func count(_ word: UnsafeBufferPointer<UInt8>, _ group: Int) {
    let index = entry(of: word)
    entries[index].counts[group] += 1
    if entries[index].last != article {
      entries[index].last = article
      entries[index].articles[group] += 1
    }
  }

  /// Adds what was counted elsewhere, of other articles.
  mutating func merge(_ other: WordCounts) {
    other.bytes.withUnsafeBufferPointer { theirs in
      for their in other.entries {
        let index = entry(of: UnsafeBufferPointer(rebasing: theirs[their.start..<their.start + Int(their.length)]))
        entries[index].counts &+= their.counts
        entries[index].articles &+= their.articles
      }
    }
    for group in 0..<2 {
      totals[group].words += other.totals[group].words
      totals[group].articles += other.totals[group].articles
    }
  }

  /// Calls `body` with each word, its occurrences and its articles by group, in no order to rely on.
  func forEach(_ body: (_ word: String, _ counts: SIMD2<Int32>, _ articles: SIMD2<Int32>) -> Void) {
    for entry in entries {
      body(bytes.string(Span(entry.start, entry.start + Int(entry.length))), entry.counts, entry.articles)
    }
  }

  /// The number of the word's entry, made if there is none.
  private mutating func entry(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let key = Self.key(of: word)
    var slot = firstSlot(key)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if entries[index].key == key, word.count < 8 || isSame(entries[index], word) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    entries.append(Entry(key: key, start: bytes.count, length: Int32(word.count)))
    bytes.append(contentsOf: word)
    slots[slot] = Int32(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  @inline(__always) private static func key(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if word.count < 8 { return word.reduce(UInt64(word.count)) { $0 << 8 | UInt64($1) } }
    // FNV-1a.
    let hash: UInt64 = word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    return hash | 0xFF << 56
  }

  @inline(__always) private func firstSlot(_ key: UInt64) -> Int {
    let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40) & (slots.count - 1)
  }

  private func isSame(_ entry: Entry, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(entry.length) == word.count else { return false }
    for index in 0..<word.count where bytes[entry.start + index] != word[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (index, entry) in entries.enumerated() {
      var slot = firstSlot(entry.key)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index + 1)
    }
  }

  /// Whether a token is a word: its first character is no ASCII sign and no punctuation of CJK or general blocks.
  private static func isWord(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    switch first {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC3...0xE1, 0xE4...0xED, 0xF0...0xF4: return true
    case 0xE3: return word.count > 2 && (word[1] >= 0x81 || word[2] >= 0x85)
    case 0xEF: return word.count > 2 && word[1] == 0xBC && (0x90...0x99 ~= word[2] || word[2] >= 0xA1)
    default: return false
    }
  }
}
