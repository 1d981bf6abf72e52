import CorpusModel
import LexiconData

/// What stands around a whole claim.
extension CoverageFinder {
  /// 全覆盖 inside a longer quotation is a slogan's word.
  func isInsideQuote(_ text: ParagraphTokens, _ hit: Hit, _ clause: Range<Int>) -> Bool {
    var depth = 0
    var opening: Int?
    for index in clause where text.tokens[index].span.start < hit.span.start {
      switch text.tokens[index].mark {
      case .openQuote: (depth, opening) = (depth + 1, index)
      case .closeQuote: depth -= 1
      case .quote: (depth, opening) = (1 - min(1, depth), index)
      default: break
      }
    }
    guard depth > 0, let opening else { return false }
    let isWhole = text.tokens[opening].span.end == hit.span.start || isCounted(text, hit, clause)
    guard isWhole, text.bytes.count > hit.span.end else { return true }
    let (next, _) = PhraseTrie.decode(text.bytes, hit.span.end)
    return TextMark(next)?.isQuote != true
  }

  /// The end of what `hit` is of: before the number of claims in 站点、代表两个“全覆盖”.
  func end(_ text: ParagraphTokens, _ hit: Hit, _ clause: Range<Int>) -> Int {
    if isCounted(text, hit, clause) { return hit.token - 2 }
    let isQuoted = hit.token > clause.lowerBound && text.tokens[hit.token - 1].mark?.isQuote == true
    let number = isQuoted ? hit.token - 2 : hit.token - 1
    guard number >= clause.lowerBound, let quantity = text.quantity(number) else { return hit.token }
    return quantity.unitClass == .general && quantity.value < 10 ? number : hit.token
  }

  /// “两个全覆盖” at the end of its clause: a claim of each of the things before, unlike “十个全覆盖”工程.
  private func isCounted(_ text: ParagraphTokens, _ hit: Hit, _ clause: Range<Int>) -> Bool {
    let number = hit.token - 1
    guard number > clause.lowerBound, text.tokens[number - 1].mark?.isQuote == true,
      let last = clause.last, text.tokens[last].mark?.isQuote == true, text.tokens[last].span.start == hit.span.end
    else { return false }
    return NumeralShorthand.numeral([PhraseTrie.decode(text.bytes, text.tokens[number].span.start).0]) != nil
  }

  /// 全链条、全方位、全覆盖的民主 praises and claims nothing.
  func isAttribute(_ text: ParagraphTokens, _ hit: Hit) -> Bool {
    guard hit.token > 1, text.tokens[hit.token - 1].mark == .enumeration,
      text.tokens[hit.token].span.start == hit.span.start
    else { return false }
    let start = text.tokens[hit.token].span.start
    let (first, _) = PhraseTrie.decode(text.bytes, start)
    let before = (0..<(hit.token - 1)).last { text.tokens[$0].mark != nil }.map { $0 + 1 } ?? 0
    let (other, _) = PhraseTrie.decode(text.bytes, text.tokens[before].span.start)
    return first == other
  }

  /// 意见全部编入台账: matters, which are enrolled nowhere.
  func isOfMatters(_ text: ParagraphTokens, _ hit: Hit, _ clause: Range<Int>) -> Bool {
    guard isEnrolment(text, hit.span) else { return false }
    var last = hit.token - 1
    while last > clause.lowerBound, text.has([.stop, .link], at: last), text.word(last)?.noun == nil { last -= 1 }
    guard last >= clause.lowerBound, let noun = text.word(last)?.noun else { return false }
    return noun.unitClasses.contains(.item) && noun.subjects != [text.vocabulary.taxonomy.other]
  }

  /// 覆盖所有乡镇, or a share of them: 覆盖全部乡镇的92%, 覆盖全市95%的村.
  func whole(_ text: ParagraphTokens, _ clause: Range<Int>, _ object: Hit) -> Mention {
    var start = after(text, object, clause)
    // 覆盖全部乡镇、服务选民的92%: what is served is no more of it.
    let next = (start..<clause.upperBound).first {
      $0 > start && text.tokens[$0 - 1].mark == .enumeration && text.has([.stop, .verb], at: $0)
        && text.word($0)?.noun == nil
    }
    let limit = next.map { $0 - 1 } ?? clause.upperBound
    var share = (start..<limit).last { percent(text, $0) != nil && text.has(.of, at: $0 - 1) }
    let end = share.map { $0 - 1 } ?? limit
    // 覆盖全市95%的村
    if share == nil, start < limit, percent(text, start) != nil, text.has(.of, at: start + 1) {
      share = start
      start = min(start + 2, end)
    }
    // 覆盖全市的联络站网络: what has it follows.
    let isNone = start >= end || text.has(.of, at: start)
    return mention(
      text, clause, scope: isNone ? nil : objectScope(text, start..<end), share.flatMap { percent(text, $0) } ?? 100,
      object.span, .object)
  }
}
