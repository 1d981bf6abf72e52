/// What keeps a list from being that of a name, however well it fits.
extension ComponentFinder {
  /// Shortest name that is no word of its parts, in scalars: `四单`.
  private static let shortestName = 3

  /// Whether clauses are as many as the name counts by chance: two before a name that nothing ties to it (`双语服务队`), or
  /// some that are counted off (`二是……`) and others not, or adverbials of one verb.
  func isChance(_ items: [Range<Int>], _ reading: ListReading, _ place: ListPlace, _ search: Search) -> Bool {
    let marked = items.count(where: isMarked)
    if marked > 0, marked < items.count { return true }
    if place.direction == .before, reading.marks.mayGoOn, areAdverbials(items) { return true }
    guard items.count == 2, reading.marks == .clauses, place.direction == .before else { return false }
    if search.pattern.isOpen { return !search.mould.isStrict(items) }
    if place.isIntroduced { return false }
    let nouns = search.pattern.groups.flatMap(\.noun)
    return !items.allSatisfy { text.scalars[$0].contains(where: nouns.contains) }
  }

  /// Whether items begin with different prepositions: `由……牵头，依托……，按照……`.
  private func areAdverbials(_ items: [Range<Int>]) -> Bool {
    let prepositions = items.compactMap { item -> [UInt32]? in
      let inside = lexicon.components.length(.adverbial, in: text, from: item.lowerBound, limit: item.upperBound)
      let before = lexicon.components.length(.adverbial, in: text, before: item.lowerBound)
      let range = inside > 0 ? item.lowerBound..<item.lowerBound + inside : item.lowerBound - before..<item.lowerBound
      return range.isEmpty ? nil : Array(text.scalars[range])
    }
    return Set(prepositions).count > 1
  }

  /// Whether the item begins with `一是` and the like.
  private func isMarked(_ item: Range<Int>) -> Bool {
    guard let numeral = NumeralShorthand.numeral(text.scalars[item]) else { return false }
    let next = item.lowerBound + numeral.length
    return lexicon.components.length(.copula, in: text, from: next, limit: item.upperBound) > 0
  }

  /// Whether all items count parts of their own: `三坚持`、`三对照` beside a name are its peers.
  func areNames(_ items: [Range<Int>]) -> Bool {
    items.allSatisfy { NumeralShorthand(text.scalars[$0]).map { $0.groups[0].number > 1 } ?? false }
  }

  /// Whether no item of a list before the name ends within a quotation, unless that ends with another item.
  func areWhole(_ items: [Range<Int>], _ place: ListPlace) -> Bool {
    guard place.direction == .before, let first = items.first, let last = items.last else { return true }
    return quotations.within(first.lowerBound - 1..<last.upperBound).allSatisfy { quotation in
      let close = quotation.outer.upperBound - 1
      return items.contains {
        $0.upperBound == close
          || $0.lowerBound < quotation.outer.upperBound && close < $0.upperBound
            && $0.lowerBound <= quotation.outer.lowerBound + 1
      }
    }
  }

  /// Whether items are of different words, and none of them holds the name or names a group of it: `“四化”则是……`.
  func areOthers(_ items: [Range<Int>], _ name: NameCandidate, _ pattern: PartPattern) -> Bool {
    let words = text.scalars[name.inner]
    let namesGroup = items.contains { item in
      pattern.groups.contains { group in
        let end = item.lowerBound + group.spelling.count
        return text.scalars[item].starts(with: group.spelling)
          && (!Scalars.isWord(text[end])
            || lexicon.components.length(.copula, in: text, from: end, limit: text.count) > 0)
      }
    }
    if pattern.groups.count > 1, namesGroup { return false }
    return Set(items.map { text.scalars[$0] }).count == items.count
      && (words.count < Self.shortestName
        || !items.contains { item in
          item.contains { $0 + words.count <= item.upperBound && text.scalars[$0...].starts(with: words) }
        })
  }

  /// Whether a list behind the name is a quotation inside a clause of its own, and holds nothing of the name:
  /// `“两级阵地”……，让群众“话有处说、事有处办”`.
  func areOfOtherQuotation(_ items: [Range<Int>], _ place: ListPlace, _ pattern: PartPattern) -> Bool {
    guard place.direction == .after, !place.isIntroduced, !pattern.countsStages, let first = items.first,
      let last = items.last, let quotation = quotations.ending(at: last.upperBound + 1),
      quotation.outer.lowerBound >= first.lowerBound - 1, quotation.outer.lowerBound < first.upperBound,
      Scalars.isWord(text[quotation.outer.lowerBound - 1])
    else { return false }
    return !items.allSatisfy { item in
      pattern.groups.contains { group in group.noun.first.map(text.scalars[item].contains) == true }
    }
  }

  /// Whether a list's first item explains another name: `“四好”是场所建设好`.
  func namesAnother(_ item: Range<Int>) -> Bool {
    let numeral = NumeralShorthand.numeral(text.scalars[item])
    guard let numeral, numeral.value > 1 else { return false }
    let noun = item.lowerBound + numeral.length + 1
    let end = min(item.upperBound, noun + 5)
    return (noun..<max(noun, end)).contains { lexicon.components.length(.copula, in: text, from: $0, limit: end) > 0 }
  }
}
