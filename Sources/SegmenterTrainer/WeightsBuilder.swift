import ChineseText

extension Perceptron {
  /// The averaged weights as sixteen-bit numbers, `scale` units a weight, or fewer where one would not fit; a pair none
  /// of whose weights is above `threshold` is left out.
  func weights(_ corpus: SilverCorpus, scale: Float, threshold: Float) -> SegmentationWeights {
    let (unigram, bigram, type, word, transition) = (
      unigrams.averaged(step), bigrams.averaged(step), types.averaged(step), words.averaged(step),
      transitions.averaged(step)
    )
    func largest(_ values: [SIMD4<Float>]) -> Float { values.reduce(0) { max($0, Self.size($1)) } }
    let top = [unigram, bigram, type, word, transition].map(largest).max() ?? 1
    let factor = min(scale, Float(SegmentationWeights.maximum) / top)
    func quantised(_ values: some Sequence<SIMD4<Float>>) -> [Int16] {
      values.flatMap { value in (0..<4).map { Int16((value[$0] * factor).rounded()) } }
    }
    let kept = corpus.pairKeys.indices.filter { row in
      (0..<4).contains { Self.size(bigram[4 * (row + 1) + $0]) > threshold }
    }.sorted { PairTable.hash(corpus.pairKeys[$0]) < PairTable.hash(corpus.pairKeys[$1]) }
    var lexicon = PairTable(pairs: corpus.lexicon.count, words: corpus.lexicon.count)
    if usesWords { for word in corpus.lexicon { lexicon.insert(word, boosted: false) } }
    return SegmentationWeights(
      characters: corpus.characters, trained: corpus.trained, unigrams: quantised(unigram),
      bigramKeys: kept.map { corpus.pairKeys[$0] },
      bigrams: [Int16](repeating: 0, count: 16) + kept.flatMap { quantised(bigram[4 * ($0 + 1)..<4 * ($0 + 2)]) },
      types: quantised(type),
      words: usesWords ? quantised(word) : [], transitions: quantised(transition),
      lexicon: lexicon.lexicon)
  }

  private static func size(_ value: SIMD4<Float>) -> Float { max(value.max(), -value.min()) }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the order of the clauses must be the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
