import CorpusModel

/// Tells what a character was that lost one of its bytes: by the characters beside it, by the words around it, and by what
/// quotations and clauses allow.
struct LostCharacters: Sendable {
  /// What is left of such a character.
  enum Hole {
    case withTrail(UInt8)
    case withLead(UInt8)
  }

  /// The text before a place: what was repaired before the damage, and what has been restored since.
  struct Behind {
    var repaired: [UInt32]
    var restored: [UInt32]

    /// The last two characters, line ends where there are none.
    var context: (UInt32, UInt32) { (last(2), last(1)) }

    private func last(_ back: Int) -> UInt32 {
      if back <= restored.count { return restored[restored.count - back] }
      let index = repaired.count + restored.count - back
      return index < 0 ? 0x0A : repaired[index]
    }

    /// Its line, from its end, as far as a quotation may reach.
    var backwards: some Sequence<UInt32> {
      [restored, repaired].lazy.flatMap { $0.reversed() }.prefix(LostCharacters.longestQuotation).prefix { $0 != 0x0A }
    }
  }

  /// How far back the mark that opens a quotation is sought, in characters.
  private static let longestQuotation = 400
  /// What an open quotation adds to the score of a mark that closes it, and what a closed one takes off.
  private static let quote: (isOpen: Float, isClosed: Float) = (2, -4)

  /// What is taken off where a sentence ends whose last clause has less than three characters, and where it has three.
  ///
  /// Fitted to 1,073 places behind such clauses in news, reports, the gold and pages, of which 86 have the full stop; lower
  /// than fits the words of 4.5 and 2.5, since those see short clauses without a predicate themselves.
  private static let shortClause: (lessThanThree: Float, three: Float) = (-3.4, -1.7)

  /// What the pairs and what the words weigh in a choice: fitted to 600 places in news, laws, reports and the gold.
  private static let weights: (pairs: Float, words: Float) = (0.38, 0.75)

  /// Characters that the words see on either side.
  static let window = 8

  let pairs: PairModel
  let words: WordModel
  var bytes: LostBytes

  /// The same for a text of that script.
  func inText(of script: Script?, _ scripts: ScriptClasses) -> LostCharacters {
    var part = self
    part.bytes = bytes.inText(of: script, scripts)
    return part
  }

  /// The logarithm of the probability of `third` after two others; what a lost byte costs is counted where it is met.
  func score(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Float {
    third == PageUnits.lost ? 0 : pairs.score(first, second, third)
  }

  /// Calls `body` with each character that a hole behind `text` may be, its score with that of `next` behind it, and
  /// what quotations and clauses add; those whose sum is less than `body` last returned are left out.
  func forEachFilling(
    of hole: Hole, behind text: Behind, _ next: UInt32,
    _ body: (_ scalar: UInt32, _ score: Float, _ extra: Float) -> Float
  ) {
    let context = text.context
    let characters =
      switch hole {
      case .withTrail(let trail): bytes.characters(withTrail: trail)
      case .withLead(let lead): bytes.characters(withLead: lead)
      }
    var least = -Float.infinity
    for scalar in characters {
      let score = pairs.score(context.0, context.1, scalar)
      let extra: Float =
        switch scalar {
        case 0x3002: shortness(text)
        case 0x201D, 0x300D, 0x300F:
          Self.openQuote(text) == Self.opening(of: scalar) ? Self.quote.isOpen : Self.quote.isClosed
        default: 0
        }
      // What `next` adds is no more than 0, the logarithm of a probability.
      if score + extra >= least { least = body(scalar, score + self.score(context.1, scalar, next), extra) }
    }
  }

  /// The likeliest character for a hole between `text` and `following`, with the logarithm of its odds over the next one.
  func choice(for hole: Hole, behind text: Behind, before following: [UInt32]) -> (scalar: UInt32, margin: Float) {
    let next = following.first ?? 0x0A
    var candidates: [UInt32] = []
    var scores: [Float] = []
    forEachFilling(of: hole, behind: text, next) { scalar, score, extra in
      candidates.append(scalar)
      let second = following.count > 1 ? self.score(scalar, next, following[1]) : 0
      scores.append(Self.weights.pairs * (score + second) + extra)
      return -.infinity
    }
    let left = Array(text.backwards.prefix(Self.window).reversed())
    let likely = words.scores(
      candidates.map(pairs.plain), between: plain(left), isWhole: left.count < Self.window,
      and: plain(following.prefix(Self.window).prefix { $0 != 0x0A }))
    for index in scores.indices { scores[index] += Self.weights.words * likely[index] }
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return (PageUnits.lost, 0) }
    let second = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? -.infinity
    return (candidates[best], scores[best] - second)
  }

  /// As the models know it: a number is one 0.
  private func plain(_ scalars: some Sequence<UInt32>) -> [UInt32] {
    scalars.reduce(into: []) { result, scalar in
      let form = pairs.plain(scalar)
      if form != 0x30 || result.last != 0x30 { result.append(form) }
    }
  }

  /// What opens the quotation that `closing` ends: “ for ”, 「 for 」, 『 for 』; nil for other characters.
  static func opening(of closing: UInt32) -> UInt32? {
    [0x201D, 0x300D, 0x300F].contains(closing) ? closing - 1 : nil
  }

  /// The last quotation mark before the end of `text`, in its line, if it opens a quotation.
  static func openQuote(_ text: Behind) -> UInt32? {
    let last = text.backwards.first { 0x201C...0x201D ~= $0 || 0x300C...0x300F ~= $0 }
    return last.flatMap { opening(of: $0) == nil ? $0 : nil }
  }

  /// What speaks against a full stop at the end of `text` because the clause before it is short.
  private func shortness(_ text: Behind) -> Float {
    var length = 0
    search: for scalar in text.backwards {
      switch pairs.plain(scalar) {
      case 0x201C, 0x3001, 0x3002, 0x300A, 0xFF01, 0xFF08, 0xFF0C, 0xFF1A: break search
      case 0x30, 0x3400..<0xFF00: length += 1
      default: break
      }
      if length > 3 { return 0 }
    }
    return length == 3 ? Self.shortClause.three : Self.shortClause.lessThanThree
  }
}
