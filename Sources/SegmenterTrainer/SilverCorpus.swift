import ChineseText
import LexiconData

/// Segmented text as flat rows of patterns, ready for the perceptron.
struct SilverCorpus {
  /// Two atoms of padding stand before and behind each clause.
  static let padding = 2
  static let hardTag: UInt8 = 4
  /// Samples of the lexicon.
  static let shards = 32

  /// One entry an atom: identity, or `edge`.
  private(set) var identities: [UInt16] = []
  private(set) var types: [UInt8] = []
  /// Row of the pair that ends at this atom; 0 for a pair that is too rare.
  private(set) var pairRows: [Int32] = []
  private(set) var wordPatterns: [UInt8] = []
  /// B, M, E, S as 0...3; `hardTag` where a rule has closed the atom.
  private(set) var tags: [UInt8] = []
  /// First atom (padding left out) and number of atoms of each clause.
  private(set) var clauses: [(start: Int, count: Int)] = []
  /// Key of each pair row from row 1 on.
  private(set) var pairKeys: [UInt32] = []
  let characters: [UInt32]
  let trained: Int
  let lexicon: [[UInt16]]

  /// Reads `lines`, words parted by one space.
  ///
  /// The lexicon `words` stand with the most frequent first and may be none. Characters and pairs below `minimumCount`
  /// get no weights. Of the rarest words the share `dropout` is hidden, falling to none of the most frequent, so that
  /// the model learns to do without; each shard of the lines sees its own sample.
  init(
    lines: [[UInt8]], words: [[UInt8]], lexicons: Lexicons, minimumCount: Int, dropout: Double,
    generator: inout SeededGenerator
  ) throws {
    var counts: [UInt32: Int] = [:]
    for line in lines {
      for scalar in String(decoding: line, as: UTF8.self).unicodeScalars { counts[scalar.value, default: 0] += 1 }
    }
    let plain = try CharacterTable(lexicons: lexicons, characters: [])
    func isFree(_ scalar: UInt32) -> Bool {
      let kind = plain.kind(scalar)
      return scalar < 0x10000 && kind != .digit && kind != .letter && kind != .space
    }
    var folded: [UInt32: Int] = [:]
    for (scalar, count) in counts where isFree(scalar) { folded[plain.plain(scalar), default: 0] += count }
    let frequent = folded.filter { $0.value >= minimumCount }.keys.sorted {
      (folded[$0] ?? 0, $1) > (folded[$1] ?? 0, $0)
    }
    var lexiconOnly = Set<UInt32>()
    let known = Set(frequent)
    for word in words {
      for scalar in String(decoding: word, as: UTF8.self).unicodeScalars
      where isFree(scalar.value) && !known.contains(plain.plain(scalar.value)) {
        lexiconOnly.insert(plain.plain(scalar.value))
      }
    }
    characters = frequent + lexiconOnly.sorted()
    trained = AtomCode.firstCharacter + frequent.count
    let table = try CharacterTable(lexicons: lexicons, characters: characters)
    lexicon = words.map { String(decoding: $0, as: UTF8.self).unicodeScalars.map { table.identity($0.value) } }
      .filter { (2...PairTable.longestWord).contains($0.count) && !$0.contains { $0 < AtomCode.firstCharacter } }
    read(lines, table, dropout, &generator)
    numberPairs(minimumCount)
  }

  private mutating func read(
    _ lines: [[UInt8]], _ table: CharacterTable, _ dropout: Double, _ generator: inout SeededGenerator
  ) {
    let shards = lexicon.isEmpty ? 1 : Self.shards
    for shard in 0..<shards {
      var matcher = PairTable(pairs: lexicon.count, words: lexicon.count)
      for (rank, word) in lexicon.enumerated()
      where Double.random(in: 0..<1, using: &generator) * Double(lexicon.count) >= dropout * Double(rank) {
        matcher.insert(word, boosted: false)
      }
      read(stride(from: shard, to: lines.count, by: shards).lazy.map { lines[$0] }, table, matcher)
    }
  }

  private mutating func read(_ lines: some Sequence<[UInt8]>, _ table: CharacterTable, _ matcher: PairTable) {
    let scratch = SegmentationScratch()
    for line in lines {
      let text = line.filter { $0 != 0x20 }
      var isBoundary = [Bool](repeating: false, count: text.count + 1)
      var offset = 0
      for byte in line { if byte == 0x20 { isBoundary[offset] = true } else { offset += 1 } }
      isBoundary[0] = true
      isBoundary[text.count] = true
      table.entries.withUnsafeBufferPointer { entries in
        text.withUnsafeBufferPointer { bytes in
          guard let base = entries.baseAddress else { return }
          var scanner = AtomScanner(table: table, entries: base, bytes: bytes)
          var at = 0
          while let end = scanner.scanClause(from: at, fixed: [], into: &scratch.lanes) {
            matcher.withView { LexiconMatcher.matchAll($0, scratch.lanes) }
            append(scratch.lanes, isBoundary)
            at = end
          }
        }
      }
    }
  }

  private mutating func append(_ lanes: AtomLanes, _ isBoundary: [Bool]) {
    pad()
    clauses.append((identities.count, lanes.count))
    for index in 0..<lanes.count {
      let identity = lanes.identity(index)
      identities.append(identity < trained ? identity : AtomCode.rare)
      pairRows.append(0)
      types.append(lanes.type(index))
      wordPatterns.append(UInt8(LexiconMatcher.pattern(index, lanes)))
      guard lanes.isFree(index) else {
        tags.append(Self.hardTag)
        continue
      }
      let begins = isBoundary[lanes.offset(index)] || index == 0 || !lanes.isFree(index - 1)
      let ends =
        isBoundary[lanes.offset(index + 1)] || index + 1 == lanes.count || !lanes.isFree(index + 1)
      tags.append(begins ? (ends ? 3 : 0) : (ends ? 2 : 1))
    }
    pad()
  }

  private mutating func pad() {
    for _ in 0..<Self.padding {
      identities.append(AtomCode.edge)
      types.append(AtomCode.edgeType)
      pairRows.append(0)
      wordPatterns.append(0)
      tags.append(Self.hardTag)
    }
  }

  private mutating func numberPairs(_ minimumCount: Int) {
    func key(_ index: Int) -> UInt32 { UInt32(identities[index - 1]) << 16 | UInt32(identities[index]) }
    var counts: [UInt32: Int] = [:]
    for clause in clauses {
      for index in clause.start...clause.start + clause.count { counts[key(index), default: 0] += 1 }
    }
    pairKeys = counts.filter { $0.value >= minimumCount }.keys.sorted()
    let rows = Dictionary(uniqueKeysWithValues: pairKeys.enumerated().map { ($0.element, Int32($0.offset + 1)) })
    for clause in clauses {
      for index in clause.start...clause.start + clause.count { pairRows[index] = rows[key(index)] ?? 0 }
    }
  }
}
