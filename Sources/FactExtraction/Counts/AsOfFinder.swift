import CorpusModel

/// Finds the date that a count is stated for: the nearest date before it in its sentence that does not open a period.
struct AsOfFinder {
  let text: ParagraphTokens
  let words: DateWords
  let published: PartialDate?

  /// Sets `asOf` of `drafts`, which are counts of `text`.
  func date(_ drafts: inout [CountDraft]) {
    for index in drafts.indices { drafts[index].asOf = asOf(drafts[index].token) }
  }

  private func asOf(_ token: Int) -> PartialDate? {
    var start = text.sentenceStart(token)
    // 其中 goes on with the sentence before.
    if start > 0, text.has(.part, at: start) { start = text.sentenceStart(start - 1) }
    for at in (start..<token).reversed() {
      switch words.entry(text, at) {
      case .now: return nil
      case .year(let years) where text.clauseStart(token) <= at:
        guard let published, !isSince(at) else { return nil }
        return PartialDate(year: published.year + years)
      case .same: return earlierYear(at).map { PartialDate(year: $0) }
      default: break
      }
      if let date = text.date(at) {
        if isAttribute(date, at, of: token), (start..<at).contains(where: { text.date($0) != nil }) { continue }
        return isSince(at) || isFounding(at, before: token) || words.givesAway(text, at)
          ? nil : completed(date, before: at)
      }
    }
    return nil
  }

  /// Whether a year only sets apart what another clause is about: 5月，启动2025年民生实事征集，开展活动16场.
  private func isAttribute(_ date: PartialDateMention, _ at: Int, of token: Int) -> Bool {
    guard date.month == nil, at > text.clauseStart(at), text.clauseEnd(at) <= token else { return false }
    return text.tokens[at + 1].mark == nil && !text.has([.verb, .stop, .link], at: at + 1)
  }

  /// Whether 以来, 起 or their like follow the date at `index` in its clause.
  private func isSince(_ index: Int) -> Bool {
    words.entry(text, index + 1) == .behind
      || ((index + 1)..<max(index + 1, text.clauseEnd(index))).contains { words.entry(text, $0) == .since }
  }

  /// Whether the clause of the date at `index`, or the one that it opens, only says when something began, of which later
  /// clauses tell: 联络站于2019年7月建成，进驻代表16名; not 2023年建成站12个，…, nor 3月8日揭牌那天，….
  private func isFounding(_ index: Int, before token: Int) -> Bool {
    let isAlone = text.clauseEnd(index) == index + 1
    let start = isAlone ? index + 2 : index
    guard start < token, text.sentence(start) == text.sentence(index) else { return false }
    let end = text.clauseEnd(start)
    return end <= token && !(start..<end).contains { text.tokens[$0].unitClass?.isCountable == true }
      && [.founding, .since].contains(words.entry(text, endingBefore: end))
  }

  /// The year of the last date with one before `index`.
  private func earlierYear(_ index: Int) -> Int? {
    for at in (max(0, index - Self.reach)..<index).reversed() {
      if let year = text.date(at)?.year { return year }
    }
    return nil
  }

  /// Months ahead from which on a month without a year is that of the year before.
  private static let farMonths = 6
  /// Tokens within which a year is carried on.
  private static let reach = 1000

  /// The date with its year from an earlier date of the paragraph or from the day of publication.
  private func completed(_ date: PartialDateMention, before index: Int) -> PartialDate? {
    if let year = date.year { return PartialDate(year: year, month: date.month, day: date.day) }
    guard let month = date.month else { return nil }
    if let year = earlierYear(index) { return PartialDate(year: year, month: month, day: date.day) }
    guard let published else { return nil }
    // 11月 of an article of January is past; 9月 of one of June is to come.
    let isPast = month - (published.month ?? 12) >= Self.farMonths
    return PartialDate(year: isPast ? published.year - 1 : published.year, month: month, day: date.day)
  }
}
