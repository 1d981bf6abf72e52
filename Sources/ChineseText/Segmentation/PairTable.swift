/// What is known of two neighbouring characters, and which longer words begin with them: one probe of an
/// open-addressing table.
package struct PairTable: Sendable {
  /// Bits of a pair: a lexicon word; a boosted word; words of three, of four, of more characters begin with it.
  enum Mark {
    static let word: UInt32 = 1
    static let boost: UInt32 = 2
    static let three: UInt32 = 4
    static let four: UInt32 = 8
    static let longer: UInt32 = 16
    static let long: UInt32 = three | four | longer
    static let any: UInt32 = 31
    static let bits: UInt32 = 5
  }
  /// Longer words are left out.
  package static let longestWord = 12

  /// Slots: (first identity << 16 | second) << 32 | row number << 5 | marks.
  ///
  /// Row 0 is all zero. Zero is a free slot, for the edge never stands both first and second.
  ///
  /// A key stands at or behind the slot that the highest bits of its hash name, so that keys in the order of their hashes
  /// fill a table of any size from front to back.
  private var pairs: [UInt64]
  private var usedPairs = 0
  /// Hashes of words of three and more characters, the lowest bit telling a boosted one; zero is free.
  private var words: [UInt64]
  private var usedWords = 0

  /// A table with room for so many pairs and long words; it grows where they are more.
  package init(pairs: Int, words: Int) {
    self.pairs = [UInt64](repeating: 0, count: Self.size(pairs))
    self.words = [UInt64](repeating: 0, count: Self.size(words))
  }

  /// A table of weight rows and of a lexicon; row n + 1 is that of `rows[n]`.
  ///
  /// - Complexity: O(entries), and fast if they are in the order of their slots.
  init(rows: [UInt32], lexicon: PairLexicon) {
    self.init(pairs: rows.count + lexicon.pairs.count, words: lexicon.words.count)
    for (index, key) in rows.enumerated() { update(key) { $0 | UInt32(index + 1) << Mark.bits } }
    for (key, marks) in zip(lexicon.pairs, lexicon.marks) { update(key) { $0 | UInt32(marks) & Mark.any } }
    for hash in lexicon.words { insert(hash: hash | 1, boosted: false) }
  }

  /// What the table knows of lexicon words, in the order of the slots; boosts are left out.
  package var lexicon: PairLexicon {
    var lexicon = PairLexicon()
    for pair in pairs {
      let marks = UInt8(truncatingIfNeeded: pair) & UInt8(Mark.any & ~Mark.boost)
      guard marks != 0 else { continue }
      lexicon.pairs.append(UInt32(truncatingIfNeeded: pair >> 32))
      lexicon.marks.append(marks)
    }
    lexicon.words = words.filter { $0 != 0 }.map { $0 & ~1 }
    return lexicon
  }

  /// A power of two, at most seven tenths of which `count` entries fill.
  private static func size(_ count: Int) -> Int {
    var size = 256
    while size * 7 < count * 10 { size *= 2 }
    return size
  }

  /// Fibonacci hashing (Knuth 1973).
  @inline(__always) package static func hash(_ key: UInt32) -> UInt32 { key &* 0x9E37_79B1 }

  /// What a hash has to be shifted by to be a slot of a table of `size` slots.
  static func pairShift(_ size: Int) -> UInt32 { UInt32(32 - size.trailingZeroBitCount) }
  static func wordShift(_ size: Int) -> UInt64 { UInt64(64 - size.trailingZeroBitCount) }

  private func slot(_ key: UInt32) -> Int { Int(Self.hash(key) >> Self.pairShift(pairs.count)) }
  private func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> Self.wordShift(words.count)) }

  @inline(__always) static func extend(_ hash: UInt64, _ identity: UInt16) -> UInt64 {
    let mixed = (hash ^ UInt64(identity)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }

  /// Adds a word; one that is too short or too long is ignored.
  package mutating func insert(_ word: some RandomAccessCollection<UInt16>, boosted: Bool) {
    guard (2...Self.longestWord).contains(word.count), let first = word.first else { return }
    let second = word[word.index(after: word.startIndex)]
    let mark =
      switch word.count {
      case 2: boosted ? Mark.word | Mark.boost : Mark.word
      case 3: Mark.three
      case 4: Mark.four
      default: Mark.longer
      }
    update(UInt32(first) << 16 | UInt32(second)) { $0 | mark }
    guard word.count > 2 else { return }
    insert(hash: word.reduce(1, Self.extend) | 1, boosted: boosted)
  }

  /// Adds the hash of a word, whose lowest bit is set.
  private mutating func insert(hash: UInt64, boosted: Bool) {
    if (usedWords + 1) * 10 > words.count * 7 { growWords() }
    var place = place(hash)
    while words[place] != 0, words[place] | 1 != hash { place = (place + 1) & (words.count - 1) }
    if words[place] == 0 {
      usedWords += 1
      words[place] = hash & ~1
    }
    if boosted { words[place] |= 1 }
  }

  private mutating func update(_ key: UInt32, _ change: (UInt32) -> UInt32) {
    if (usedPairs + 1) * 10 > pairs.count * 7 { growPairs() }
    let mask = pairs.count - 1
    var slot = slot(key)
    while pairs[slot] != 0, UInt32(truncatingIfNeeded: pairs[slot] >> 32) != key { slot = (slot + 1) & mask }
    if pairs[slot] == 0 { usedPairs += 1 }
    pairs[slot] = UInt64(key) << 32 | UInt64(change(UInt32(truncatingIfNeeded: pairs[slot])))
  }

  private mutating func growPairs() {
    let old = pairs
    pairs = [UInt64](repeating: 0, count: old.count * 2)
    for pair in old where pair != 0 {
      var slot = slot(UInt32(truncatingIfNeeded: pair >> 32))
      while pairs[slot] != 0 { slot = (slot + 1) & (pairs.count - 1) }
      pairs[slot] = pair
    }
  }

  private mutating func growWords() {
    let old = words
    words = [UInt64](repeating: 0, count: old.count * 2)
    for hash in old where hash != 0 {
      var place = place(hash)
      while words[place] != 0 { place = (place + 1) & (words.count - 1) }
      words[place] = hash
    }
  }
}

/// The words of a lexicon as a `PairTable` keeps them: pairs with their marks, hashes of longer words.
package struct PairLexicon: Sendable {
  package var pairs: [UInt32] = []
  package var marks: [UInt8] = []
  package var words: [UInt64] = []

  package init() {}
}

/// Unsafe view of a `PairTable` for the hot loop.
package struct PairTableView {
  let pairs: UnsafePointer<UInt64>
  let pairMask: Int
  let pairShift: UInt32
  let words: UnsafePointer<UInt64>
  let wordMask: Int
  let wordShift: UInt64

  /// Row and marks of a pair; zero for an unknown one.
  @inline(__always) func value(_ first: UInt16, _ second: UInt16) -> UInt32 {
    let key = UInt32(first) << 16 | UInt32(second)
    var slot = Int(PairTable.hash(key) &>> pairShift)
    while true {
      let found = pairs[slot]
      if UInt32(truncatingIfNeeded: found >> 32) == key { return UInt32(truncatingIfNeeded: found) }
      if found == 0 { return 0 }
      slot = (slot + 1) & pairMask
    }
  }

  /// Whether the word with `hash` is boosted; nil for an unknown one.
  @inline(__always) func word(_ hash: UInt64) -> Bool? {
    let wanted = hash | 1
    var place = Int(truncatingIfNeeded: wanted &>> wordShift)
    while words[place] != 0 {
      if words[place] | 1 == wanted { return words[place] & 1 == 1 }
      place = (place + 1) & wordMask
    }
    return nil
  }
}

extension PairTable {
  /// Calls `body` with a view that is valid while it runs.
  package func withView<R>(_ body: (PairTableView) throws -> R) rethrows -> R {
    try pairs.withUnsafeBufferPointer { pairs in
      try words.withUnsafeBufferPointer { words in
        guard let pairBase = pairs.baseAddress, let wordBase = words.baseAddress else {
          preconditionFailure("a pair table has at least 256 slots")
        }
        return try body(
          PairTableView(
            pairs: pairBase, pairMask: pairs.count - 1, pairShift: Self.pairShift(pairs.count), words: wordBase,
            wordMask: words.count - 1, wordShift: Self.wordShift(words.count)))
      }
    }
  }
}
