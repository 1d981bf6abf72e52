import CorpusModel
import LexiconData

/// Years, months and days that were named before a date without them.
extension AsOfFinder {
  /// The year of the last date with one before `index`.
  func earlierYear(_ index: Int) -> Int? {
    for at in (max(0, index - Self.reach)..<index).reversed() {
      if let year = date(at)?.year, !isCompared(at) { return year }
    }
    return nil
  }

  /// The last day named before `index`, in its paragraph or shortly before that.
  func earlierDay(_ index: Int) -> PartialDate? {
    for at in (max(0, index - Self.reach)..<index).reversed() {
      guard let date = text.date(at), date.day != nil, entry(at + 1) != .dateline, !isCompared(at) else { continue }
      return completed(date, before: at)
    }
    return dayOfParagraphBefore.flatMap { completed($0, before: 0) }
  }

  /// The last month named before `index` in its paragraph, if no period begins with it.
  func earlierMonth(_ index: Int) -> PartialDate? {
    let months = (max(0, index - Self.reach)..<index).reversed()
    guard let at = months.first(where: { text.date($0)?.month != nil }), let date = text.date(at), date.day == nil,
      !isSince(at), !isCompared(at), !tellsBeginning(at), text.sentence(index) - text.sentence(at) <= Self.mostSentences
    else { return nil }
    return completed(date, before: at)
  }

  /// What two days that are joined date, the later of which begins at `index`: the last of a stretch (8 February of 2月7日至8日),
  /// else what they share (the year of 1月8日、3月8日).
  func joined(_ date: PartialDateMention, _ index: Int) -> PartialDate? {
    guard date.day != nil, index > 1, let first = text.date(index - 2), first.day != nil,
      !text.has([.norm, .period], at: index - 3),
      let start = completed(first, before: index - 2)
    else { return nil }
    let end = PartialDate(year: date.year ?? start.year, month: date.month ?? start.month, day: date.day)
    if DateScanner.joinsRange(PhraseTrie.decode(text.bytes, text.tokens[index - 1].span.start).0) { return end }
    guard text.tokens[index - 1].mark == .enumeration || text.has(.conj, at: index - 1), start.year == end.year else {
      return nil
    }
    return PartialDate(year: start.year, month: start.month == end.month ? start.month : nil)
  }

  /// The last day with a month in the text shortly before the paragraph.
  private var dayOfParagraphBefore: PartialDateMention? {
    guard let end = text.tokens.first?.span.start else { return nil }
    var at = max(0, end - Self.bytesBefore)
    while at < end, text.bytes[at] & 0xC0 == 0x80 { at += 1 }
    var last: PartialDateMention?
    while at < end {
      let (scalar, length) = PhraseTrie.decode(text.bytes, at)
      guard dates.numerals.numerals.contains(scalar), let date = dates.scan(text.bytes, at: at) else {
        at += length
        continue
      }
      if date.month != nil, date.day != nil, words.match(text.bytes, date.span.end)?.entry != .dateline { last = date }
      at = date.span.end
    }
    return last
  }

  /// Bytes before a paragraph in which its day may be named: some two paragraphs of news.
  private static let bytesBefore = 1200

  /// Months ahead from which on a month without a year is that of the year before.
  static let farMonths = 6
  /// Tokens within which a year or a day is carried on.
  private static let reach = 1000

  /// The date with its year from an earlier date of the paragraph or from the day of publication.
  func completed(_ date: PartialDateMention, before index: Int) -> PartialDate? {
    if date.year != nil { return date.partial }
    guard let month = date.month else {
      // 8日 of an article of the 13th.
      guard let published, let month = published.month, let last = published.day, let day = date.day, day <= last
      else { return nil }
      return PartialDate(year: published.year, month: month, day: day)
    }
    if let year = earlierYear(index) { return PartialDate(year: year, month: month, day: date.day) }
    guard let published else { return nil }
    // 11月 of an article of January is past; 9月 of one of June is to come.
    let isPast = month - (published.month ?? 12) >= Self.farMonths
    return PartialDate(year: isPast ? published.year - 1 : published.year, month: month, day: date.day)
  }
}
