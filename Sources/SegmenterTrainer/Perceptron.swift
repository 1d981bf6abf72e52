import ChineseText

/// A weight vector of four tags and the sum that averages it.
///
/// Averaging follows Daumé (2006): the sum of step × change, so that only what changes is touched.
struct AveragedWeights {
  var values: [SIMD4<Float>]
  private var sums: [SIMD4<Double>]

  init(count: Int) {
    values = .init(repeating: .zero, count: count)
    sums = .init(repeating: .zero, count: count)
  }

  @inline(__always) mutating func change(_ index: Int, _ delta: SIMD4<Float>, _ step: Double) {
    values[index] += delta
    sums[index] += SIMD4<Double>(delta) * step
  }

  func averaged(_ steps: Double) -> [SIMD4<Float>] {
    zip(values, sums).map { $0 - SIMD4<Float>($1 / steps) }
  }
}

/// The averaged structured perceptron (Collins 2002) over B, M, E, S, with a margin: while it trains, a wrong tag is
/// given a bonus, so that it learns to be right by a distance.
struct Perceptron {
  /// Five places an identity: it seen from two before to two behind.
  var unigrams: AveragedWeights
  /// Four places a pair row.
  var bigrams: AveragedWeights
  var types: AveragedWeights
  var words: AveragedWeights
  /// From tag, by to tag.
  var transitions = AveragedWeights(count: 4)
  private(set) var step = 1.0
  let margin: Float
  let usesWords: Bool
  private var scores: [SIMD4<Float>] = []
  private var back: [SIMD4<UInt8>] = []
  private var tags: [Int] = []

  init(corpus: SilverCorpus, margin: Float, usesWords: Bool) {
    unigrams = AveragedWeights(count: 5 * corpus.trained)
    bigrams = AveragedWeights(count: 4 * (corpus.pairKeys.count + 1))
    types = AveragedWeights(count: SegmentationWeights.typePatterns)
    words = AveragedWeights(count: SegmentationWeights.wordPatterns)
    self.margin = margin
    self.usesWords = usesWords
  }

  /// One pass over the clauses in the given order; returns the number of wrong tags.
  mutating func pass(_ corpus: SilverCorpus, order: [Int]) -> Int {
    var wrong = 0
    for clause in order {
      let (start, count) = corpus.clauses[clause]
      var from = start
      while from < start + count {
        guard corpus.tags[from] != SilverCorpus.hardTag else {
          from += 1
          continue
        }
        var to = from + 1
        while to < start + count, corpus.tags[to] != SilverCorpus.hardTag { to += 1 }
        if to - from > 1 { wrong += learn(corpus, from, to) }
        from = to
      }
      step += 1
    }
    return wrong
  }

  private static func typePattern(_ corpus: SilverCorpus, _ index: Int) -> Int {
    (index - 2...index + 2).reduce(0) { $0 << 3 | Int(corpus.types[$1]) }
  }

  private func score(_ corpus: SilverCorpus, _ index: Int) -> SIMD4<Float> {
    var sum = types.values[Self.typePattern(corpus, index)]
    for place in 0..<5 {
      let identity = Int(corpus.identities[index + 2 - place])
      if identity != AtomCode.edge { sum += unigrams.values[5 * identity + place] }
    }
    for place in 0..<4 { sum += bigrams.values[4 * Int(corpus.pairRows[index + 2 - place]) + place] }
    if usesWords { sum += words.values[Int(corpus.wordPatterns[index])] }
    return sum
  }

  private mutating func change(_ corpus: SilverCorpus, _ index: Int, _ delta: SIMD4<Float>) {
    types.change(Self.typePattern(corpus, index), delta, step)
    for place in 0..<5 {
      let identity = Int(corpus.identities[index + 2 - place])
      if identity != AtomCode.edge { unigrams.change(5 * identity + place, delta, step) }
    }
    for place in 0..<4 {
      let row = Int(corpus.pairRows[index + 2 - place])
      if row != 0 { bigrams.change(4 * row + place, delta, step) }
    }
    if usesWords { words.change(Int(corpus.wordPatterns[index]), delta, step) }
  }

  private mutating func learn(_ corpus: SilverCorpus, _ from: Int, _ to: Int) -> Int {
    decode(corpus, from, to)
    var wrong = 0
    for index in from..<to {
      let gold = Int(corpus.tags[index])
      let got = tags[index - from]
      if gold != got {
        wrong += 1
        var delta = SIMD4<Float>.zero
        delta[gold] = 1
        delta[got] = -1
        change(corpus, index, delta)
      }
      guard index > from else { continue }
      let goldBefore = Int(corpus.tags[index - 1])
      let gotBefore = tags[index - 1 - from]
      if gold != got || goldBefore != gotBefore {
        var delta = SIMD4<Float>.zero
        delta[gold] = 1
        transitions.change(goldBefore, delta, step)
        delta = .zero
        delta[got] = -1
        transitions.change(gotBefore, delta, step)
      }
    }
    return wrong
  }

  /// The best tags of atoms `from..<to` into `tags`, wrong ones with their bonus.
  private mutating func decode(_ corpus: SilverCorpus, _ from: Int, _ to: Int) {
    let never: Float = -1e9
    let count = to - from
    if scores.count < count {
      scores = .init(repeating: .zero, count: count)
      back = .init(repeating: .zero, count: count)
      tags = .init(repeating: 0, count: count)
    }
    let (b, m, e, s) = (
      transitions.values[0], transitions.values[1], transitions.values[2], transitions.values[3]
    )
    var path = SIMD4<Float>.zero
    for index in from..<to {
      var own = score(corpus, index) + margin
      own[Int(corpus.tags[index])] -= margin
      guard index > from else {
        path = SIMD4(own[0], never, never, own[3])
        continue
      }
      let begin = (path[2] + e[0], path[3] + s[0])
      let middle = (path[0] + b[1], path[1] + m[1])
      let end = (path[0] + b[2], path[1] + m[2])
      let single = (path[2] + e[3], path[3] + s[3])
      back[index - from] = SIMD4(
        begin.1 > begin.0 ? 3 : 2, middle.1 > middle.0 ? 1 : 0, end.1 > end.0 ? 1 : 0, single.1 > single.0 ? 3 : 2)
      path =
        SIMD4(max(begin.0, begin.1), max(middle.0, middle.1), max(end.0, end.1), max(single.0, single.1)) + own
    }
    var tag = path[3] > path[2] ? 3 : 2
    for index in stride(from: count - 1, through: 0, by: -1) {
      tags[index] = tag
      if index > 0 { tag = Int(back[index][tag]) }
    }
  }
}
