import CorpusModel
import LexiconData

/// Numbers that count nothing, or no more than they seem to.
extension CountFinder {
  /// Whether the number is a condition, a session, an adverb, or of what nobody compares: written characters, a pace, claims.
  func countsNothing(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    isCondition(quantity, at: index) || isSession(quantity, at: index) || isAdverb(quantity, at: index)
      || quantity.unitClass == .general && (isOfLetters(index) || isPace(index) || isOfClaims(quantity, at: index))
  }

  /// Whether only places with so many persons are meant: 3名以上代表的村居.
  func isCriterion(_ quantity: ScannedQuantity, _ label: CountLabel, _ index: Int) -> Bool {
    guard quantity.span.end > quantity.unit.end, quantity.unitClass == .person, let head = label.head, head > index
    else {
      return false
    }
    return text.has(.of, at: head + 1) && text.has(.level, at: head + 2)
  }

  /// A number without a unit counts if its noun follows at once (9.6万五级代表, 12村), or stands before a large one that a mark
  /// follows: 五级代表共277万, 收集意见2.3万; not 慰问群众5万.
  ///
  /// A bare Arabic one before persons is a hotline or a year more often than a count.
  func isUnitless(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    guard quantity.unitClass == .none else { return false }
    if isFigure(quantity, at: index) { return true }
    if quantity.numeral.isScaled, index + 1 == tokens.count || tokens[index + 1].mark?.isQuote == false,
      let label = labels.before(index, unit: .none), let head = label.head, let noun = text.word(head)?.noun,
      noun.subjects != [taxonomy.other], (head + 1..<index).allSatisfy({ text.has([.link, .total], at: $0) }),
      noun.unitClasses.contains(.person) && head + 1 < index
        || noun.unitClasses.contains(.item) && hint(text.clauseStart(index)..<head, .item) == noun.subjects
    {
      return true
    }
    var next = index + 1
    while text.has(.level, at: next), text.word(next)?.noun == nil { next += 1 }
    guard let noun = text.word(next)?.noun, !noun.isWeak else { return false }
    if quantity.numeral.isScaled || quantity.bound != .exact { return true }
    return !quantity.numeral.isChinese && noun.subjects == [taxonomy.other] && quantity.value < 1000
  }

  /// Whether the number alone follows a thing of the topic, a word for its number and a colon: 站点总数：12; not
  /// 值班代表：13800000000.
  private func isFigure(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    guard !quantity.numeral.isChinese, index > 1, tokens[index - 1].mark == .colon,
      index + 1 == tokens.count || tokens[index + 1].mark.map({ $0.endsClause && $0 != .dash && $0 != .colon }) == true
    else { return false }
    var head = index - 2
    while text.has([.total, .link], at: head), text.word(head)?.noun == nil { head -= 1 }
    guard head >= 0, head < index - 2, let noun = text.word(head)?.noun else { return false }
    return !noun.isWeak && noun.subjects != [taxonomy.other]
  }

  /// A condition such as 代表在3人以上 counts nothing.
  private func isCondition(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    quantity.span.end > quantity.unit.end && text.has(.condition, at: index - 1)
  }

  /// 十四届人大三次会议 numbers a session, 2018年6期 an issue of a journal.
  private func isSession(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    guard quantity.unitClass == .event, index > 0 else { return false }
    if text.date(index - 1) != nil, tokens[index - 1].span.end == quantity.span.start {
      return PhraseTrie.decode(text.bytes, quantity.unit.start).0 == 0x671F
    }
    guard quantity.numeral.isChinese else { return false }
    if text.has(.assembly, at: index - 1) || tokens[index - 1].unitClass == .rank { return true }
    // 三次、四次会议
    guard index > 1, tokens[index - 1].mark == .enumeration, let first = text.quantity(index - 2) else { return false }
    return first.unitClass == .event && isSession(first, at: index - 2)
  }

  /// Few times in Chinese numerals before a verb say how often, not what: 会上三次提到.
  private func isAdverb(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    guard quantity.unitClass == .event, quantity.numeral.isChinese, quantity.value < 10 else { return false }
    return text.has(.verb, at: index + 1) && text.word(index + 1)?.noun == nil
      && text.word(index + 1)?.hints.isEmpty == true
  }

  /// 两项合计332条: how many of the numbers before are summed up.
  func isOfSum(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    quantity.numeral.isChinese && quantity.value < 10 && text.has(.total, at: index + 1)
  }

  /// Whether the pieces are written characters: “代表之家”四个烫金大字.
  private func isOfLetters(_ index: Int) -> Bool {
    for at in (index + 1)..<(index + 1 + Self.longestRow) {
      if text.has(.letters, at: at) { return true }
      guard at < tokens.count, tokens[at].mark == nil, !tokens[at].isQuantity, text.word(at)?.noun == nil else {
        return false
      }
    }
    return false
  }

  /// Whether the number is one of a row of verbs that each have 一个: 成熟一个、挂牌一个.
  private func isPace(_ index: Int) -> Bool {
    guard let start = paceStart(index) else { return false }
    if start > 1, text.quantity(start - 2) != nil, paceStart(start - 2) != nil { return true }
    let next = (index + 2)..<max(index + 2, min(tokens.count, index + 2 + Self.longestRow))
    return next.first { tokens[$0].isQuantity }.flatMap { paceStart($0) } == index + 2
  }

  /// The first of the words that stand alone between a mark and the 一个 at `index`, no noun or tier among them.
  private func paceStart(_ index: Int) -> Int? {
    guard let quantity = text.quantity(index), quantity.isArticle, quantity.unitClass == .general else { return nil }
    var start = index
    while start > 0, tokens[start - 1].mark == nil {
      let isPlain = !tokens[start - 1].isQuantity && text.word(start - 1)?.noun == nil
      guard isPlain, !text.has(.level, at: start - 1), index - start < Self.longestRow else { return nil }
      start -= 1
    }
    return start < index ? start : nil
  }

  /// Tokens between a number and what tells that it is one of such a row, or of characters.
  private static let longestRow = 5

  /// Whether the number is of claims of coverage, told before it: 站点、代表两个“全覆盖”.
  private func isOfClaims(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    guard quantity.value < 10 else { return false }
    let isQuoted = index + 1 < tokens.count && tokens[index + 1].mark?.isQuote == true
    let claim = isQuoted ? index + 2 : index + 1
    return text.has(.claim, at: claim) && text.word(claim + 1)?.noun == nil
  }
}
