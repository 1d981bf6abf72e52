/// What is known of two neighbouring characters, and which longer words begin with them: one probe of an
/// open-addressing table.
package struct PairTable: Sendable {
  /// Bits of a pair: a lexicon word; a boosted word; words of three, of four, of more characters begin with it.
  package enum Mark {
    package static let word: UInt32 = 1
    package static let boost: UInt32 = 2
    package static let three: UInt32 = 4
    package static let four: UInt32 = 8
    package static let longer: UInt32 = 16
    static let long: UInt32 = three | four | longer
    static let any: UInt32 = 31
    static let bits = 5
  }
  /// Longer words are left out.
  package static let longestWord = 12

  /// Pairs of identities, first << 16 | second; zero is free, for the edge never stands first and second.
  var keys: [UInt32]
  /// Row number << 5 | marks; row 0 is all zero.
  var values: [UInt32]
  var mask: Int
  private var used = 0
  /// Fingerprints of words of three and more characters, the lowest bit telling a boosted one; zero is free.
  var words: [UInt64]
  var wordMask: Int
  private var usedWords = 0

  package init(pairs: Int, words count: Int) {
    var size = 256
    while size < pairs * 2 { size *= 2 }
    keys = [UInt32](repeating: 0, count: size)
    values = [UInt32](repeating: 0, count: size)
    mask = size - 1
    var wordSize = 256
    while wordSize < count * 2 { wordSize *= 2 }
    words = [UInt64](repeating: 0, count: wordSize)
    wordMask = wordSize - 1
  }

  @inline(__always) static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 8) }

  @inline(__always) static func extend(_ hash: UInt64, _ identity: UInt16) -> UInt64 {
    let mixed = (hash ^ UInt64(identity)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }

  /// Sets the row of a pair.
  package mutating func setRow(_ row: Int, of key: UInt32) {
    let slot = claim(key)
    values[slot] = values[slot] & Mark.any | UInt32(row) << UInt32(Mark.bits)
  }

  /// Adds a word; one that is too short or too long is ignored.
  package mutating func insert(_ word: [UInt16], boosted: Bool) {
    guard (2...Self.longestWord).contains(word.count) else { return }
    let slot = claim(UInt32(word[0]) << 16 | UInt32(word[1]))
    switch word.count {
    case 2: values[slot] |= boosted ? Mark.word | Mark.boost : Mark.word
    case 3: values[slot] |= Mark.three
    case 4: values[slot] |= Mark.four
    default: values[slot] |= Mark.longer
    }
    guard word.count > 2 else { return }
    if usedWords * 2 > words.count { growWords() }
    let print = word.reduce(1, Self.extend) | 1
    var place = Int(truncatingIfNeeded: print >> 1) & wordMask
    while words[place] != 0, words[place] | 1 != print { place = (place + 1) & wordMask }
    if words[place] == 0 {
      usedWords += 1
      words[place] = print & ~1
    }
    if boosted { words[place] |= 1 }
  }

  private mutating func claim(_ key: UInt32) -> Int {
    if used * 2 > keys.count { grow() }
    var slot = Self.slot(key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return slot }
      slot = (slot + 1) & mask
    }
    keys[slot] = key
    used += 1
    return slot
  }

  private mutating func grow() {
    let old = zip(keys, values).filter { $0.0 != 0 }
    keys = [UInt32](repeating: 0, count: keys.count * 2)
    values = [UInt32](repeating: 0, count: keys.count)
    mask = keys.count - 1
    used = 0
    for (key, value) in old { values[claim(key)] = value }
  }

  private mutating func growWords() {
    let old = words.filter { $0 != 0 }
    words = [UInt64](repeating: 0, count: words.count * 2)
    wordMask = words.count - 1
    for print in old {
      var place = Int(truncatingIfNeeded: print >> 1) & wordMask
      while words[place] != 0 { place = (place + 1) & wordMask }
      words[place] = print
    }
  }
}

/// Unsafe view of a `PairTable` for the hot loop.
package struct PairTableView {
  let keys: UnsafePointer<UInt32>
  let values: UnsafePointer<UInt32>
  let mask: Int
  let words: UnsafePointer<UInt64>
  let wordMask: Int

  /// Row and marks of a pair; zero for an unknown one.
  @inline(__always) package func value(_ key: UInt32) -> UInt32 {
    var slot = PairTable.slot(key) & mask
    while true {
      let found = keys[slot]
      if found == key { return values[slot] }
      if found == 0 { return 0 }
      slot = (slot + 1) & mask
    }
  }

  /// Whether the word with `hash` is known, and boosted; nil for an unknown one.
  @inline(__always) func word(_ hash: UInt64) -> Bool? {
    let print = hash | 1
    var place = Int(truncatingIfNeeded: print >> 1) & wordMask
    while words[place] != 0 {
      if words[place] | 1 == print { return words[place] & 1 == 1 }
      place = (place + 1) & wordMask
    }
    return nil
  }
}

extension PairTable {
  /// Calls `body` with a view that is valid while it runs.
  package func withView<R>(_ body: (PairTableView) throws -> R) rethrows -> R {
    try keys.withUnsafeBufferPointer { keys in
      try values.withUnsafeBufferPointer { values in
        try words.withUnsafeBufferPointer { words in
          // The tables are never empty.
          guard let keyBase = keys.baseAddress, let valueBase = values.baseAddress, let wordBase = words.baseAddress
          else { preconditionFailure("an empty pair table") }
          return try body(
            PairTableView(keys: keyBase, values: valueBase, mask: mask, words: wordBase, wordMask: wordMask))
        }
      }
    }
  }
}
