import LexiconData

/// An immutable segmentation model: weights, pair table and boosts, ready to score clauses.
struct SegmentationModel: Sendable {
  let unigrams: [Int16]
  let trained: UInt16
  let bigrams: [Int16]
  let types: [Int16]
  let words: [Int16]
  let transitions: [Int32]
  let pairs: PairTable
  let boost: Int16

  /// - Parameter boosted: words that get a bonus, as identities.
  init(_ weights: SegmentationWeights, boosted: [[UInt16]], boost: Int16) {
    unigrams = weights.unigrams
    trained = UInt16(weights.trained)
    bigrams = [Int16](repeating: 0, count: 16) + weights.bigrams
    types = weights.types
    words = weights.words
    transitions = weights.transitions.map(Int32.init)
    self.boost = boost
    var pairs = PairTable(
      pairs: weights.bigramKeys.count + weights.lexicon.count / 3, words: weights.lexicon.count * 3 / 5)
    for (index, key) in weights.bigramKeys.enumerated() { pairs.setRow(index + 1, of: key) }
    for word in weights.lexicon { pairs.insert(word, boosted: false) }
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

  typealias Tags = SIMD4<Int16>
  typealias Row = SIMD16<Int16>

  @inline(__always) static func load<V>(_ base: UnsafePointer<Int16>, _ index: Int, as type: V.Type) -> V {
    UnsafeRawPointer(base + index).loadUnaligned(as: type)
  }

  @inline(__always) static func add<V: SIMD>(_ value: V, to base: UnsafeMutablePointer<Int16>, _ index: Int)
  where V.Scalar == Int16 {
    let place = UnsafeMutableRawPointer(base + index)
    place.storeBytes(of: place.loadUnaligned(as: V.self) &+ value, as: V.self)
  }

  /// Sums the weights of every pattern of the clause into `scratch.scores`.
  func score(_ scratch: SegmentationScratch) {
    let padding = SegmentationScratch.padding
    let count = scratch.count
    scratch.scores.update(repeating: 0, count: 4 * (count + 2 * padding))
    scratch.wordsAt.update(repeating: 0, count: 3 * count)
    let atoms = scratch.identities + padding
    let bindings = scratch.bindings
    let scores = scratch.scores + 4 * padding
    var previous = AtomCode.edge
    var previousIsFree = false
    for index in 0..<count {
      let atom = atoms[index]
      let row = 20 * Int(atom < trained ? atom : AtomCode.rare)
      Self.add(Self.load(unigrams, row, as: Row.self), to: scores, 4 * (index - 2))
      Self.add(Self.load(unigrams, row + 16, as: Tags.self), to: scores, 4 * (index + 2))
      let isFree = bindings[index] == SegmentationScratch.Binding.free
      let pair = pairs.value(UInt32(previous) << 16 | UInt32(atom))
      if pair != 0 {
        Self.add(
          Self.load(bigrams, 16 * Int(pair >> UInt32(PairTable.Mark.bits)), as: Row.self), to: scores, 4 * (index - 2))
        if isFree, previousIsFree, pair & PairTable.Mark.any != 0 {
          match(index - 1, pair, scratch)
        }
      }
      previous = atom
      previousIsFree = isFree
    }
    let last = pairs.value(UInt32(previous) << 16 | UInt32(AtomCode.edge))
    Self.add(
      Self.load(bigrams, 16 * Int(last >> UInt32(PairTable.Mark.bits)), as: Row.self), to: scores, 4 * (count - 2))
  }

  @inline(__always)
  private func match(_ index: Int, _ marks: UInt32, _ scratch: SegmentationScratch) {
    LexiconMatcher.match(index, marks, pairs, scratch) { length, boosted in
      LexiconMatcher.note(index, length, scratch.wordsAt)
      if boosted { reward(index, length, scratch) }
    }
  }

  private func reward(_ index: Int, _ length: Int, _ scratch: SegmentationScratch) {
    let scores = scratch.scores + 4 * (SegmentationScratch.padding + index)
    scores[0] &+= boost
    for inner in 1..<max(length - 1, 1) { scores[4 * inner + 1] &+= boost }
    scores[4 * (length - 1) + 2] &+= boost
  }

  /// Tags the free atoms of a scored clause: `scratch.bindings` becomes `start` where a word begins and `continuation`
  /// elsewhere.
  func decode(_ scratch: SegmentationScratch) {
    var from = 0
    while from < scratch.count {
      guard scratch.bindings[from] == SegmentationScratch.Binding.free else {
        from += 1
        continue
      }
      var to = from + 1
      while to < scratch.count, scratch.bindings[to] == SegmentationScratch.Binding.free { to += 1 }
      if to - from == 1 {
        scratch.bindings[from] = SegmentationScratch.Binding.start
      } else {
        decode(scratch, from, to)
      }
      from = to
    }
  }

  /// The scores of one atom by tag, all patterns in.
  @inline(__always)
  private func total(_ index: Int, _ typePattern: Int, _ scratch: SegmentationScratch) -> Tags {
    var sum = Self.load(UnsafePointer(scratch.scores), 4 * (index + SegmentationScratch.padding), as: Tags.self)
    sum &+= Self.load(types, 4 * typePattern, as: Tags.self)
    if let words { sum &+= Self.load(words, 4 * LexiconMatcher.pattern(index, scratch.wordsAt), as: Tags.self) }
    return sum
  }

  private func decode(_ scratch: SegmentationScratch, _ from: Int, _ to: Int) {
    let atomTypes = scratch.types + SegmentationScratch.padding
    let back = scratch.back
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
      let own = total(index, pattern, scratch)
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
      scratch.bindings[index] =
        isStart ? SegmentationScratch.Binding.start : SegmentationScratch.Binding.continuation
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
          try words.withUnsafeBufferPointer { words in
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
