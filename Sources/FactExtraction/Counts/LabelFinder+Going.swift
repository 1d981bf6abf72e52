import CorpusModel

/// Persons who go somewhere.
extension LabelFinder {
  /// Characters behind a verb of going in which the noun of those who go may stand.
  private static let longestWay = 12

  /// Whether persons go where the words at `index` say and are named no more in their clause: 14人来我区调研, unlike
  /// 80名来站群众 and 12名深入基层的代表.
  func goesAway(_ index: Int) -> Bool {
    guard text.has(.goes, at: index) else { return false }
    var at = index + 1
    while at < tokens.count, tokens[at].mark?.endsClause != true, !tokens[at].isQuantity, !text.has(.conj, at: at),
      tokens[at].span.start - tokens[index].span.end < 3 * Self.longestWay
    {
      // 人大代表 of 人大代表联络站 names no persons.
      let isPerson = text.noun(at: at, for: .person) != nil && text.word(at + 1)?.noun == nil
      if text.has(.of, at: at) || isPerson { return false }
      at += 1
    }
    return true
  }
}
