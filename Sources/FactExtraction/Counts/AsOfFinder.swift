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
    for at in (text.sentenceStart(token)..<token).reversed() {
      if let years = words.relativeYear(text, at) {
        guard let published else { return nil }
        return isSince(at) ? nil : PartialDate(year: published.year + years)
      }
      if case .date(let date) = text.tokens[at].kind {
        return isSince(at) ? nil : completed(date, before: at)
      }
    }
    return nil
  }

  /// Whether 以来, 起 or their like follow the date at `index`.
  private func isSince(_ index: Int) -> Bool { words.isSince(text, index + 1) }

  /// The date with its year from an earlier date of the paragraph or from the day of publication.
  private func completed(_ date: PartialDateMention, before index: Int) -> PartialDate? {
    if let year = date.year { return PartialDate(year: year, month: date.month, day: date.day) }
    guard let month = date.month else { return nil }
    for at in (0..<index).reversed() {
      if case .date(let earlier) = text.tokens[at].kind, let year = earlier.year {
        return PartialDate(year: year, month: month, day: date.day)
      }
    }
    guard let published else { return nil }
    let isLater = month > (published.month ?? 12)
    return PartialDate(year: isLater ? published.year - 1 : published.year, month: month, day: date.day)
  }
}
