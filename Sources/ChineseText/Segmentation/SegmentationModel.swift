import LexiconData

/// An immutable segmentation model: weights, pair table and boosts, ready to score clauses.
struct SegmentationModel: Sendable {
  let unigrams: [Int16]
  let trained: UInt16
  let bigrams: [Int16]
  let types: [Int16]
  let wordPatterns: [Int16]
  let transitions: [Int32]
  let pairs: PairTable
  let boost: Int16

  /// Makes the tables; `boosted` words, as identities, get a bonus.
  init(_ weights: SegmentationWeights, boosted: [[UInt16]], boost: Int16) {
    unigrams = weights.unigrams
    trained = UInt16(weights.trained)
    bigrams = weights.bigrams
    types = weights.types
    wordPatterns = weights.words
    transitions = weights.transitions.map(Int32.init)
    self.boost = boost
    var pairs = PairTable(rows: weights.bigramKeys, lexicon: weights.lexicon)
    for word in boosted { pairs.insert(word, boosted: true) }
    self.pairs = pairs
  }
}

/// Unsafe view of a model for the hot loop.
struct SegmentationModelView {
  let unigrams: UnsafePointer<Int16>
  let trained: UInt16
  let bigrams: UnsafePointer<Int16>
  let types: UnsafePointer<Int16>
  /// Nil in a model without lexicon.
  let words: UnsafePointer<Int16>?
  let transitions: UnsafePointer<Int32>
  let pairs: PairTableView
  let boost: Int16

  private typealias Tags = SIMD4<Int16>
  private typealias TwoTags = SIMD8<Int16>

  @inline(__always) private static func load<V>(_ base: UnsafePointer<Int16>, _ index: Int, as type: V.Type) -> V {
    UnsafeRawPointer(base + index).loadUnaligned(as: type)
  }

  /// Sums the weights of the unigrams and bigrams around each atom into `lanes.scores`, and notes the marks of pairs.
  ///
  /// The scores of the five atoms that an atom bears on stay in registers and move on by one with it.
  func score(_ lanes: AtomLanes) {
    var previous = AtomCode.edge
    var first = TwoTags.zero
    var second = TwoTags.zero
    for index in 0..<lanes.count + 2 {
      var last = Tags.zero
      if index <= lanes.count {
        let atom = lanes.identities[index]
        let pair = pairs.value(previous, atom)
        let bigram = 16 * Int(pair >> PairTable.Mark.bits)
        first &+= Self.load(bigrams, bigram, as: TwoTags.self)
        second &+= Self.load(bigrams, bigram + 8, as: TwoTags.self)
        if index > 0 { lanes.marks[index - 1] = UInt8(truncatingIfNeeded: pair & PairTable.Mark.any) }
        previous = atom
        if index < lanes.count {
          let unigram = 20 * Int(atom < trained ? atom : AtomCode.rare)
          first &+= Self.load(unigrams, unigram, as: TwoTags.self)
          second &+= Self.load(unigrams, unigram + 8, as: TwoTags.self)
          last = Self.load(unigrams, unigram + 16, as: Tags.self)
        }
      }
      UnsafeMutableRawPointer(lanes.scores + 4 * (index - 2)).storeBytes(of: first.lowHalf, as: Tags.self)
      first = TwoTags(lowHalf: first.highHalf, highHalf: second.lowHalf)
      second = TwoTags(lowHalf: second.highHalf, highHalf: last)
    }
    matchWords(lanes)
  }

  /// Notes the lexicon words of a scored clause and rewards the boosted ones.
  private func matchWords(_ lanes: AtomLanes) {
    if words != nil { lanes.wordsAt.update(repeating: 0, count: 3 * lanes.count) }
    for index in 0..<max(0, lanes.count - 1)
    where lanes.marks[index] != 0 && lanes.isFree(index) && lanes.isFree(index + 1) {
      LexiconMatcher.match(index, UInt32(lanes.marks[index]), pairs, lanes) { length, isBoosted in
        if words != nil { LexiconMatcher.note(index, length, lanes) }
        if isBoosted { reward(index, length, lanes) }
      }
    }
  }

  private func reward(_ index: Int, _ length: Int, _ lanes: AtomLanes) {
    let scores = lanes.scores + 4 * index
    scores[0] &+= boost
    for inner in 1..<length - 1 { scores[4 * inner + 1] &+= boost }
    scores[4 * (length - 1) + 2] &+= boost
  }

  /// Tags the free atoms of a scored clause: `bindings` becomes `start` where a word begins, else `continuation`.
  func decode(_ lanes: AtomLanes) {
    var from = 0
    while from < lanes.count {
      guard lanes.isFree(from) else {
        from += 1
        continue
      }
      var to = from + 1
      while to < lanes.count, lanes.isFree(to) { to += 1 }
      if to - from == 1 {
        lanes.bindings[from] = AtomLanes.Binding.start
      } else {
        decode(lanes, from, to)
      }
      from = to
    }
  }

  /// The scores of one atom by tag, all patterns in.
  @inline(__always) private func total(_ index: Int, _ typePattern: Int, _ lanes: AtomLanes) -> Tags {
    var sum = Self.load(UnsafePointer(lanes.scores), 4 * index, as: Tags.self)
    sum &+= Self.load(types, 4 * typePattern, as: Tags.self)
    if let words { sum &+= Self.load(words, 4 * LexiconMatcher.pattern(index, lanes), as: Tags.self) }
    return sum
  }

  private func decode(_ lanes: AtomLanes, _ from: Int, _ to: Int) {
    let atomTypes = lanes.types
    let back = lanes.back
    let (eb, es, sb, ss) = (transitions[8], transitions[11], transitions[12], transitions[15])
    let (bm, be, mm, me) = (transitions[1], transitions[2], transitions[5], transitions[6])
    var pattern = 0
    for index in from - 2..<from + 2 { pattern = pattern << 3 | Int(atomTypes[index]) }
    let never: Int32 = -1 << 28
    var b: Int32 = 0
    var m = never
    var e = never
    var s: Int32 = 0
    for index in from..<to {
      pattern = (pattern << 3 | Int(atomTypes[index + 2])) & 0x7FFF
      let own = total(index, pattern, lanes)
      if index == from {
        b = Int32(own[0])
        s = Int32(own[3])
        continue
      }
      let (bFromE, bFromS) = (e &+ eb, s &+ sb)
      let (sFromE, sFromS) = (e &+ es, s &+ ss)
      let (mFromB, mFromM) = (b &+ bm, m &+ mm)
      let (eFromB, eFromM) = (b &+ be, m &+ me)
      back[index] =
        (bFromS > bFromE ? 1 : 0) | (mFromM > mFromB ? 2 : 0) | (eFromM > eFromB ? 4 : 0) | (sFromS > sFromE ? 8 : 0)
      b = max(bFromE, bFromS) &+ Int32(own[0])
      m = max(mFromB, mFromM) &+ Int32(own[1])
      e = max(eFromB, eFromM) &+ Int32(own[2])
      s = max(sFromE, sFromS) &+ Int32(own[3])
    }
    var tag = s > e ? 3 : 2
    for index in stride(from: to - 1, through: from, by: -1) {
      let isStart = tag == 0 || tag == 3
      lanes.bindings[index] = isStart ? AtomLanes.Binding.start : AtomLanes.Binding.continuation
      guard index > from else { break }
      let bit = back[index] >> UInt8(tag) & 1
      tag = isStart ? (bit == 1 ? 3 : 2) : (bit == 1 ? 1 : 0)
    }
  }
}

extension SegmentationModel {
  /// Calls `body` with a view that is valid while it runs.
  func withView<R>(_ body: (SegmentationModelView) throws -> R) rethrows -> R {
    try unigrams.withUnsafeBufferPointer { unigrams in
      try bigrams.withUnsafeBufferPointer { bigrams in
        try types.withUnsafeBufferPointer { types in
          try wordPatterns.withUnsafeBufferPointer { words in
            try transitions.withUnsafeBufferPointer { transitions in
              try pairs.withView { pairs in
                guard let unigramBase = unigrams.baseAddress, let bigramBase = bigrams.baseAddress,
                  let typeBase = types.baseAddress, let transitionBase = transitions.baseAddress
                else { preconditionFailure("an empty segmentation model") }
                return try body(
                  SegmentationModelView(
                    unigrams: unigramBase, trained: trained, bigrams: bigramBase, types: typeBase,
                    words: words.isEmpty ? nil : words.baseAddress, transitions: transitionBase, pairs: pairs,
                    boost: boost))
              }
            }
          }
        }
      }
    }
  }
}
