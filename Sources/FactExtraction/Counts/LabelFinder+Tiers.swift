import CorpusModel

/// Tiers before the noun that they set apart.
extension LabelFinder {
  /// Characters between a tier and its noun that no lexicon knows.
  private static let longestTierName = 3
  /// Tokens of the tiers that are joined before their noun.
  private static let longestTiers = 20

  /// Whether the noun at `index` is a tier that only sets the next noun apart, with no more than an unknown name and
  /// quotation marks between: 1个市总站, 两个省际代表联络站, 3家某市“最美联络站”.
  func isTier(_ index: Int, before at: Int, _ unit: UnitClass) -> Bool {
    guard at == index + 1 || tokens[at - 1].mark?.isQuote == true, text.has(.level, at: index) else { return false }
    var next = at
    var unknown = 0
    while let placed = behindPlaced(next, unit) { next = placed }
    while next < tokens.count,
      isUnknown(tokens[next]) || tokens[next].unitClass == .rank || tokens[next].mark?.isQuote == true
        || isPlainWord(next)
    {
      if isUnknown(tokens[next]) { unknown += 1 }
      next += 1
    }
    while text.noun(at: next, for: unit) == nil, text.word(next)?.noun != nil { next += 1 }
    guard unknown <= Self.longestTierName, let noun = text.noun(at: next, for: unit) else { return false }
    return noun.subjects != [other]
  }

  /// The place of the topic that the tier at `tier` and those joined to it behind the mark at `mark` have:
  /// 12个镇（街）、农场代表联络站.
  func placeOfTiers(_ tier: Int?, _ mark: Int) -> Int? {
    guard let tier, text.has(.level, at: tier), mark < tokens.count, tokens[mark].mark == .enumeration else {
      return nil
    }
    var at = mark + 1
    while at < min(tokens.count, mark + Self.longestTiers) {
      if isPlace(noun: at) {
        let isBehindTier = tokens[at - 1].mark == nil || tokens[at - 1].mark == .closeBracket
        // 5个乡镇、街道代表联络站站长 are persons; 14个乡镇、街道代表联络站36个 have another number.
        let isCounted = at + 1 < tokens.count && tokens[at + 1].isQuantity
        return isBehindTier && !isCounted && text.word(at + 1)?.noun == nil ? at : nil
      }
      let noun = text.word(at)?.noun
      let isOfTiers =
        text.has(.level, at: at) || noun.map { $0.subjects == [other] || $0.unitClasses.contains(.person) } == true
      guard isOfTiers || [.enumeration, .openBracket, .closeBracket].contains(tokens[at].mark) else { return nil }
      at += 1
    }
    return nil
  }

  /// Whether an honour or where persons are stands at `index`: 示范, 先进, 在榕; not 村建设代表联络站.
  func setsApart(_ index: Int, _ unit: UnitClass) -> Bool {
    text.has(.honour, at: index) || behindPlaced(index, unit) != nil
  }

  /// Whether a word stands at `index` that is no noun and ends no phrase.
  private func isPlainWord(_ index: Int) -> Bool {
    text.word(index).map { $0.noun == nil } == true
      && !text.has([.stop, .link, .of, .conj, .verb, .part, .norm], at: index)
  }

  /// The token behind a bare place that persons are in, which stands before their noun: 62名在榕各级人大代表.
  func behindPlaced(_ index: Int, _ unit: UnitClass) -> Int? {
    guard unit == .person, text.has(.condition, at: index), index + 2 < tokens.count, isUnknown(tokens[index + 1]),
      text.has(.level, at: index + 2) || text.noun(at: index + 2, for: unit) != nil
    else { return nil }
    return index + 2
  }
}
