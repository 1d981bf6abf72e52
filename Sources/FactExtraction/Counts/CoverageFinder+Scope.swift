import CorpusModel
import LexiconData

/// What a claim of coverage is of: the places or persons, without the thing that they have.
extension CoverageFinder {
  /// The words of `range`, which ends at the claim `hit` of `clause`; where none are there and it is of enrolment, the
  /// persons told before.
  func scope(_ text: ParagraphTokens, _ range: Range<Int>, of hit: Hit, in clause: Range<Int>) -> String? {
    if let scope = scope(text, range) { return scope }
    let span = Span(text.tokens[clause.lowerBound].span.start, text.tokens[clause.upperBound - 1].span.end)
    return isEnrolment(text, span) ? subject(text, hit.token) : nil
  }

  /// The words before a claim, without the verb between and the numbers: 14名县代表、62名镇代表全部进站.
  ///
  /// Of counted places, `first` is the number.
  func scope(_ text: ParagraphTokens, _ range: Range<Int>, from first: Int? = nil) -> String? {
    let upper = endOfScope(text, range)
    var lower = upper
    while lower > range.lowerBound, let next = next(text, before: lower, range) { lower = next }
    if let first, lower < first + 1, !text.tokens[lower..<upper].contains(where: { $0.isQuantity }) {
      lower = min(first + 1, upper)
    }
    lower = withoutWhole(text, start(text, lower..<upper)..<upper)
    // 代表列席会议实现全覆盖: who does so.
    if let attend = phrase(text, endingAt: lower), attend.role == .attend, attend.start > range.lowerBound,
      upper == lower || !isPlace(text, upper - 1), let persons = persons(text, range.lowerBound..<attend.start)
    {
      return persons
    }
    // 代表联络站乡镇全覆盖: the thing, then where.
    let thing = (lower..<upper).dropLast().last { index in
      guard isThing(text, index) else { return false }
      let isParted = text.tokens[index + 1].mark?.isQuote == true || text.has(.of, at: index + 1)
      return isPlace(text, isParted ? index + 2 : index + 1) && index + (isParted ? 2 : 1) < upper
    }
    if let thing { lower = start(text, thing + 1..<upper) }
    let end = withoutThing(text, lower..<upper)
    let isOfPlaces = end > lower && (isPlace(text, end - 1) || isPerson(text, end - 1) || isClosing(text, end - 1))
    if !isOfPlaces, let places = placesBefore(text, range.lowerBound..<lower) { return places }
    return words(text, lower..<end)
  }

  /// What 覆盖所有 and its like have as their object, without quantifiers and numbers.
  func objectScope(_ text: ParagraphTokens, _ range: Range<Int>) -> String? {
    var lower = withoutWhole(text, range)
    if lower < range.upperBound, let every = phrase(text, at: lower), every.role == .every { lower = every.end }
    return words(text, lower..<range.upperBound)
  }

  /// The persons that `range` ends with, or nil.
  func persons(_ text: ParagraphTokens, _ range: Range<Int>) -> String? {
    let upper = endOfScope(text, range)
    guard upper > range.lowerBound, isPerson(text, upper - 1) else { return nil }
    return scope(text, range.lowerBound..<upper)
  }

  /// The persons of the topic told last before `index` in its sentence.
  func subject(_ text: ParagraphTokens, _ index: Int) -> String? {
    let start = text.sentenceStart(index)
    guard let last = (start..<index).last(where: { isPerson(text, $0) && !isPerson(text, $0 + 1) }) else { return nil }
    return scope(text, text.clauseStart(last)..<(last + 1))
  }

  /// The token behind a claim.
  func after(_ text: ParagraphTokens, _ hit: Hit, _ clause: Range<Int>) -> Int {
    clause.first { text.tokens[$0].span.start >= hit.span.end } ?? clause.upperBound
  }

  /// Whether a word for enrolment stands in `span`.
  func isEnrolment(_ text: ParagraphTokens, _ span: Span) -> Bool {
    var at = span.start
    while at < span.end {
      var isFound = false
      trie.forEachMatch(text.bytes, at: at) { length, value in
        isFound = isFound || at + length <= span.end && (roles[value] == .enrol || roles[value] == .share)
      }
      if isFound { return true }
      at += PhraseTrie.decode(text.bytes, at).1
    }
    return false
  }

  // MARK: Parts of a scope

  /// The end of the scope in `range`: without verbs, the number of the persons (三级代表1207人), and words for enrolment
  /// and the like (代表编组, 家站建设).
  private func endOfScope(_ text: ParagraphTokens, _ range: Range<Int>) -> Int {
    var upper = range.upperBound
    while upper > range.lowerBound {
      let last = upper - 1
      let isNumber = text.tokens[last].unitClass == .person && last > range.lowerBound
      if isNumber || text.has([.stop, .link], at: last) && text.word(last)?.noun == nil {
        upper -= 1
      } else if let ending = phrase(text, endingAt: upper), ending.start > range.lowerBound,
        [.enrol, .share, .process].contains(ending.role),
        isPerson(text, ending.start - 1) || isThing(text, ending.start - 1)
      {
        upper = ending.start
      } else if let by = rule(text, range.lowerBound..<upper) {
        upper = by
      } else {
        break
      }
    }
    return upper
  }

  /// Where the rule that something is done by begins, at the end of `range` and behind the persons or things: 按照就近原则 of
  /// 代表按照就近原则; without them it needs an end that is none.
  private func rule(_ text: ParagraphTokens, _ range: Range<Int>) -> Int? {
    guard let by = range.last(where: { phrase(text, at: $0)?.role == .by }) else { return nil }
    let isNoun = { isThing(text, $0) || isPlace(text, $0) || isPerson(text, $0) || isClosing(text, $0) }
    if by == range.lowerBound { return isNoun(range.upperBound - 1) ? nil : by }
    return isNoun(by - 1) || text.tokens[by - 1].unitClass == .person ? by : nil
  }

  /// Where the scope begins if what stands before `lower` belongs to it, which no verb does, and a number only in a
  /// coordination.
  private func next(_ text: ParagraphTokens, before lower: Int, _ range: Range<Int>) -> Int? {
    let at = lower - 1
    if isClosing(text, at), let open = text.openingBracket(at), open >= range.lowerBound { return open }
    if text.tokens[at].isQuantity {
      guard at - 1 > range.lowerBound else { return nil }
      let isJoined = text.tokens[at - 1].mark == .enumeration || text.has(.conj, at: at - 1)
      let isNoun = text.word(at - 2)?.noun != nil || isPlace(text, at - 2) || isClosing(text, at - 2)
      return isJoined && isNoun ? at : nil
    }
    return !text.has([.stop, .link, .part], at: at) || text.has(.level, at: at) ? at : nil
  }

  /// The start of `range` behind 的, conjunctions, quotation marks and brackets that close nowhere.
  private func start(_ text: ParagraphTokens, _ range: Range<Int>) -> Int {
    range.first { index in
      let mark = text.tokens[index].mark
      return mark?.isQuote != true && mark != .enumeration && !text.has([.of, .conj], at: index)
        && (mark != .openBracket || text.closingBracket(index).map { $0 < range.upperBound } == true)
    } ?? range.upperBound
  }

  /// The start of `range` behind words such as 全市 that only tell the region.
  private func withoutWhole(_ text: ParagraphTokens, _ range: Range<Int>) -> Int {
    var lower = range.lowerBound
    while lower + 1 < range.upperBound, let whole = phrase(text, at: lower), whole.role == .whole,
      // 全国、市、区三级代表
      whole.end >= range.upperBound || text.tokens[whole.end].mark != .enumeration
    {
      lower = whole.end
    }
    return min(withoutName(text, lower..<max(lower, range.upperBound)), range.upperBound)
  }

  /// The start of `range` behind the name of a division that stands before places: 青川县 of 青川县村级.
  private func withoutName(_ text: ParagraphTokens, _ range: Range<Int>) -> Int {
    let isPlain = { (token: CountToken) in token.word == nil && token.mark == nil && !token.isQuantity }
    let name = range.prefix { isPlain(text.tokens[$0]) }
    let tier = name.endIndex
    guard (1...Self.longestName).contains(name.count), tier + 1 < range.upperBound, text.has(.level, at: tier) else {
      return range.lowerBound
    }
    return isPlace(text, tier + 1) ? tier + 1 : range.lowerBound
  }

  /// Characters of a division's name without its tier.
  private static let longestName = 4

  /// The end of `range` without the thing that the places in it have (街道的代表之家) and words of tier (镇一级).
  private func withoutThing(_ text: ParagraphTokens, _ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound,
      isThing(text, end - 1) || isPerson(text, end - 1) || text.has(.of, at: end - 1)
        || text.tokens[end - 1].mark?.isQuote == true
    {
      end -= 1
    }
    let hasThing = (end..<range.upperBound).contains { isThing(text, $0) }
    let place = end - (end > range.lowerBound && isClosing(text, end - 1) ? 2 : 1)
    if !hasThing || place < range.lowerBound || !isPlace(text, place) { end = range.upperBound }
    while end - 1 > range.lowerBound {
      if let tier = phrase(text, endingAt: end), tier.role == .tier, tier.start > range.lowerBound {
        end = tier.start
      } else if text.has(.of, at: end - 1) {
        end -= 1
      } else {
        break
      }
    }
    return end
  }

  /// The places that stand before the verb at the end of `range`: 22个镇（街道）实现代表之家全覆盖.
  private func placesBefore(_ text: ParagraphTokens, _ range: Range<Int>) -> String? {
    var end = range.upperBound
    while end > range.lowerBound, text.tokens[end - 1].mark?.isQuote == true { end -= 1 }
    var upper = endOfScope(text, range.lowerBound..<end)
    if upper < end, let tier = phrase(text, endingAt: upper), tier.role == .tier, tier.start > range.lowerBound {
      upper = tier.start
    }
    guard upper > range.lowerBound, upper < end, isPlace(text, upper - 1) || isClosing(text, upper - 1) else {
      return nil
    }
    let number = (range.lowerBound..<upper).last { text.tokens[$0].isQuantity }
    let lower = number.map { $0 + 1 } ?? range.lowerBound
    let run = lower..<upper
    guard lower < upper, run.allSatisfy({ !text.has([.stop, .link, .verb], at: $0) || text.has(.level, at: $0) }) else {
      return nil
    }
    // 昌平区实现代表之家全覆盖: a region and no scope.
    let isNamed = run.contains {
      phrase(text, at: $0)?.role == .whole || !isPlace(text, $0) && text.tokens[$0].mark == nil
    }
    return number == nil && isNamed ? nil : words(text, run)
  }

  /// The words of `range` without numbers; nil if there are none.
  private func words(_ text: ParagraphTokens, _ range: Range<Int>) -> String? {
    let words = range.filter { index in
      !text.tokens[index].isQuantity
        && !(text.has(.of, at: index) && index > range.lowerBound && text.tokens[index - 1].isQuantity)
    }.map { text.text($0..<($0 + 1)) }.joined()
    return words.isEmpty ? nil : words
  }

  // MARK: Words

  /// The phrase that begins at a token and ends with one.
  private func phrase(_ text: ParagraphTokens, at index: Int) -> (role: Role, end: Int)? {
    let start = text.tokens[index].span.start
    guard let match = trie.longestMatch(text.bytes, at: start) else { return nil }
    var end = index
    while end < text.tokens.count, text.tokens[end].span.end <= start + match.length { end += 1 }
    return end > index && text.tokens[end - 1].span.end == start + match.length ? (roles[match.value], end) : nil
  }

  /// The phrase that ends before the token `end`.
  private func phrase(_ text: ParagraphTokens, endingAt end: Int) -> (role: Role, start: Int)? {
    for start in max(0, end - Self.longestPhrase)..<max(0, end) {
      if let phrase = phrase(text, at: start), phrase.end == end { return (phrase.role, start) }
    }
    return nil
  }

  /// Tokens of the longest phrase that is looked for backwards: 混合编组.
  private static let longestPhrase = 4

  private func isClosing(_ text: ParagraphTokens, _ index: Int) -> Bool { text.tokens[index].mark == .closeBracket }

  /// Whether one of the topic's things stands at `index`; 组 of 村组 is none.
  func isThing(_ text: ParagraphTokens, _ index: Int) -> Bool {
    guard let noun = text.word(index)?.noun, !noun.unitClasses.contains(.person) else { return false }
    let isQuoted = index > 0 && text.tokens[index - 1].mark?.isQuote == true
    return noun.subjects != [text.vocabulary.taxonomy.other]
      && (!noun.isWeak || isQuoted || text.tokens[index].span.count > Self.oneCharacter)
  }

  private static let oneCharacter = 3

  /// Whether a noun for persons of the topic stands at `index`.
  private func isPerson(_ text: ParagraphTokens, _ index: Int) -> Bool {
    text.noun(at: index, for: .person).map { $0.subjects != [text.vocabulary.taxonomy.other] } ?? false
  }
}
