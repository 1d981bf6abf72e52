/// Makes the items of the list that was found the parts of the name: without what counts them off, leads up to them or is
/// shared by them, and with the clause that belongs to them.
struct ItemFinisher: Sendable {
  let text: NameText
  let cues: ComponentCues
  let pattern: PartPattern

  /// Longest clause that is the part of a single group, in scalars.
  private static let longestLast = 12
  /// Longest noun that is numbered in each item, in scalars.
  private static let longestHead = 4
  /// How far before a list its number may be said, in scalars.
  private static let reachOfCount = 40

  /// The parts; the name begins at `name`.
  func finished(_ items: [Range<Int>], before name: Int) -> [Range<Int>] {
    withoutSharedVerb(
      quotedParts(withoutOrdinals(withoutNumberedHeads(withoutLeads(withLastClause(items))))), before: name)
  }

  /// Adds the clause behind the list of a name's first group that is the part of its last, single one:
  /// `“三定一评”，即定人、定岗、定时，年终由选民评`.
  private func withLastClause(_ items: [Range<Int>]) -> [Range<Int>] {
    guard pattern.groups.count == 2, let first = pattern.groups.first, let last = pattern.groups.last, last.number == 1,
      items.count == first.number, let end = items.last?.upperBound, text[end] == Scalars.comma
    else { return items }
    let clause = end + 1..<text.endOfWords(from: end + 1)
    let isPart = clause.count <= Self.longestLast && text.scalars[clause].contains(where: last.noun.contains)
    return isPart ? items + [clause] : items
  }

  /// Cuts what stands before the noun of its group in a first item where the others of the group begin with it:
  /// `做到了有标识` of `五化七有`.
  private func withoutLeads(_ items: [Range<Int>]) -> [Range<Int>] {
    guard let parts = pattern.partition(items) else { return items }
    return parts.flatMap { group, part -> [Range<Int>] in
      guard let noun = group.noun.first, let first = part.first, part.count > 2, text[first.lowerBound] != noun,
        part.dropFirst().allSatisfy({ text[$0.lowerBound] == noun }),
        let start = first.first(where: { text[$0] == noun }),
        cues.length(.frame, in: text, before: start) > 0
      else { return Array(part) }
      return [start..<first.upperBound] + part.dropFirst()
    }
  }

  /// Drops a noun that is numbered in each item: `课堂一为家站课堂`, `课堂二为流动课堂`.
  private func withoutNumberedHeads(_ items: [Range<Int>]) -> [Range<Int>] {
    guard let first = items.first else { return items }
    for length in 1...Self.longestHead where length < first.count {
      let head = text.scalars[first.lowerBound..<first.lowerBound + length]
      let cut = items.enumerated().compactMap { number, item -> Range<Int>? in
        let at = item.lowerBound + length
        guard at < item.upperBound, text.scalars[item].starts(with: head),
          let numeral = NumeralShorthand.numeral(text.scalars[at..<item.upperBound]), numeral.value == number + 1,
          case let copula = cues.length(.copula, in: text, from: at + numeral.length, limit: item.upperBound),
          copula > 0,
          at + numeral.length + copula < item.upperBound
        else { return nil }
        return at + numeral.length + copula..<item.upperBound
      }
      if cut.count == items.count { return cut }
    }
    return items
  }

  /// Drops the numerals that count the items off: `一杯“迎客茶”……二杯“顺气茶”`, `第一步是……`, `一是……`, or all alike with a
  /// measure word: `一支访……；一支访……`.
  private func withoutOrdinals(_ items: [Range<Int>]) -> [Range<Int>] {
    let counted = items.compactMap { item -> (value: Int, start: Int)? in
      let isOrdinal = text[item.lowerBound] == Scalars.ordinal
      let first = item.lowerBound + (isOrdinal ? 1 : 0)
      guard item.count > 2, let numeral = NumeralShorthand.numeral(text.scalars[first..<item.upperBound]) else {
        return nil
      }
      let measure = cues.length(.measure, in: text, from: first + numeral.length, limit: item.upperBound)
      var start = first + numeral.length + measure
      let copula = cues.length(.copula, in: text, from: start, limit: item.upperBound)
      if isOrdinal || measure == 0 { start += copula }
      if Scalars.isQuote(text[start]) { start += 1 }
      return measure + copula > 0 && start < item.upperBound ? (numeral.value, start) : nil
    }
    guard items.count > 1, counted.count == items.count else { return items }
    let isRising = counted.indices.allSatisfy { counted[$0].value == $0 + 1 }
    // `三个一` is of ones.
    let isOfOnes = pattern.groups.contains { $0.noun.contains(Scalars.one) }
    let heads = Set(zip(items, counted).map { Array(text.scalars[$0.lowerBound..<$1.start]) })
    let isAlike =
      heads.count == 1 && counted[0].value == 1 && !isOfOnes && saysHowMany(items, counted[0].start)
    // `一把量人气` of `三把尺子` is nothing without its measure word, unlike `一本民情账` of `三本账`.
    let nouns = pattern.groups.flatMap(\.noun)
    let holdNoun =
      nouns.isEmpty
      || zip(counted, items).allSatisfy { text.scalars[$0.start..<$1.upperBound].contains(where: nouns.contains) }
    return isRising || isAlike && holdNoun ? zip(counted, items).map { $0.start..<$1.upperBound } : items
  }

  /// `宣传政策的“讲习站”、化解矛盾的“调解站”` of `五站合一`: the quotations where each item ends in one with the name's noun, or begins
  /// with one (`“小纽带”链接……` of `三小`).
  private func quotedParts(_ items: [Range<Int>]) -> [Range<Int>] {
    guard pattern.groups.count == 1, let noun = pattern.groups.first?.noun else { return items }
    let heads = items.compactMap { item -> Range<Int>? in
      guard Scalars.isQuote(text[item.lowerBound - 1]), let close = item.first(where: { Scalars.isQuote(text[$0]) }),
        text.scalars[item.lowerBound..<close].contains(where: noun.contains)
      else { return nil }
      return item.lowerBound..<close
    }
    if heads.count == items.count { return heads }
    let parts = items.compactMap { item -> Range<Int>? in
      let whole = text.trimmed(item) { !Scalars.isWord($0) }
      let open = whole.last { Scalars.isQuote(text[$0]) }
      guard let open, open > whole.lowerBound, Scalars.isQuote(text[whole.upperBound]) else { return nil }
      let part = open + 1..<whole.upperBound
      return part.count > 1 && text.scalars[part].contains(where: noun.contains) ? part : nil
    }
    return items.count > 1 && parts.count == items.count ? parts : items
  }

  /// Whether the name (`三张清单`) or the words before `items` count them with the measure word that ends before `start`:
  /// `分成三支队伍：一支……`.
  private func saysHowMany(_ items: [Range<Int>], _ start: Int) -> Bool {
    guard let first = items.first else { return false }
    let measure = text[Scalars.isQuote(text[start - 1]) ? start - 2 : start - 1]
    func says(_ scalars: ArraySlice<UInt32>) -> Bool {
      let numeral = NumeralShorthand.numeral(scalars)
      return numeral?.value == items.count && scalars.dropFirst(numeral?.length ?? 0).first == measure
    }
    return pattern.groups.contains { says($0.spelling[...]) }
      || (max(0, first.lowerBound - Self.reachOfCount)..<first.lowerBound).contains {
        says(text.scalars[$0..<first.lowerBound])
      }
  }

  /// Drops the verb that all items share with the words before the name.
  private func withoutSharedVerb(_ items: [Range<Int>], before name: Int) -> [Range<Int>] {
    guard let first = items.first, !pattern.groups.contains(where: { $0.noun.first == text[first.lowerBound] }) else {
      return items
    }
    for length in stride(from: 3, through: 1, by: -1) {
      guard items.allSatisfy({ $0.count > length + 1 }) else { continue }
      let verb = text.scalars[first.lowerBound..<first.lowerBound + length]
      let isShared = items.allSatisfy { text.scalars[$0.lowerBound..<$0.lowerBound + length].elementsEqual(verb) }
      let isBeforeName = name >= length && text.scalars[name - length..<name].elementsEqual(verb)
      if isShared && isBeforeName { return items.map { $0.lowerBound + length..<$0.upperBound } }
    }
    return items
  }
}
