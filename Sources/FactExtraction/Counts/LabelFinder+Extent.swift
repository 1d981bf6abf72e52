import CorpusModel

/// From where to where a label goes.
extension LabelFinder {
  /// The tokens of a label without words that point at it: 像这样的人大代表之家.
  func named(_ label: CountLabel) -> Range<Int> {
    guard let head = label.head, label.range.contains(head) else { return label.range }
    let last = (label.range.lowerBound..<head).last { text.has(.of, at: $0) }
    guard let last, (label.range.lowerBound..<last).contains(where: { text.has(.anaphor, at: $0) }) else {
      return label.range
    }
    return (last + 1)..<label.range.upperBound
  }

  /// `range` with a bracket that directly follows it: 代表联络站（点）.
  func withBracket(_ range: Range<Int>) -> Range<Int> {
    guard range.upperBound < tokens.count, tokens[range.upperBound].mark == .openBracket,
      let close = text.closingBracket(range.upperBound), close - range.upperBound <= 6,
      !tokens[range.upperBound...close].contains(where: \.isQuantity)
    else { return range }
    return range.lowerBound..<(close + 1)
  }

  /// The first token of the label that ends with the noun at `head`: back to a verb, a mark or a number.
  func labelStart(_ head: Int, floor: Int) -> Int {
    var start = head
    var at = head - 1
    var unknown = 0
    while at >= floor {
      if let mark = tokens[at].mark {
        if mark == .closeBracket, let open = text.openingBracket(at), open > floor {
          at = open
          start = at
        } else if mark == .closeQuote, at == start - 1, let open = quotationStart(at), open > floor {
          // “停车难”“出行难”问题: a verb inside does not end the label.
          at = open
          start = at
        } else if mark == .enumeration, text.word(at - 1)?.noun != nil || text.has(.level, at: at - 1) {
          // 市、区代表 and A、B 279个
        } else if !mark.isQuote {
          break
        }
      } else if tokens[at].isQuantity || text.has([.stop, .link, .part, .norm, .target, .verb, .visit], at: at),
        text.word(at)?.noun == nil, !text.has([.level], at: at)
      {
        break
      } else if isOccasion(at) {
        // 市人大代表走访选民: the verb may stay, and what is joined to it, who does it not.
        if !isPlace(noun: head) { start = at }
        let isJoined = at > floor + 1 && (tokens[at - 1].mark == .enumeration || text.has(.conj, at: at - 1))
        if !isJoined || text.word(at - 2)?.noun == nil { break }
      } else if case .date = tokens[at].kind {
        break
      } else {
        if case .plain = tokens[at].kind { unknown += tokens[at].span.count }
        if unknown > 30 { break }
        start = at
      }
      at -= 1
    }
    while start < head, tokens[start].mark != nil || text.has([.conj, .of], at: start) {
      let close = tokens[start].mark == .openBracket ? text.closingBracket(start) : nil
      start = min(head, (close ?? start) + 1)
    }
    return start
  }

  /// The opening mark of the short quotation that ends at `index`; nil if it opens nowhere near.
  private func quotationStart(_ index: Int) -> Int? {
    (max(0, index - Self.longestModifier)..<index).last { tokens[$0].mark == .openQuote }
  }

  /// Tokens of a quotation that sets a noun apart: “停车难”.
  private static let longestModifier = 8

  /// Whether a noun stands at `index` that is a verb as well: 走访.
  private func isOccasion(_ index: Int) -> Bool {
    guard let word = text.word(index), let noun = word.noun else { return false }
    return noun.unitClasses == UnitClasses(.event) && !word.hints.isEmpty
  }

  /// Whether the noun at `index` is a place of the topic.
  func isPlace(noun index: Int) -> Bool {
    text.word(index)?.noun.map { $0.subjects != [other] && isPlace($0.subjects) } == true
  }
}
