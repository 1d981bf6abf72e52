import CorpusModel
import LexiconData

/// Finds the date that a count is stated for: the nearest date before it that is given to figures and opens no period.
///
/// It is looked for in the sentence of the count and, where that goes on with what was told, in those before.
struct AsOfFinder {
  let text: ParagraphTokens
  let words: DateWords
  let dates: DateScanner
  let published: PartialDate?
  /// The section of a report that the text stands in.
  private let section: ReportSection
  private let entries: [DateWords.Entry?]
  /// The token behind what begins at each token.
  private let ends: [Int]
  /// Where a list of steps begins (一是…；二是…), and the date that frames the sentence before.
  private var list: (start: Int, date: PartialDate)?

  private init(
    _ text: ParagraphTokens, _ words: DateWords, _ dates: DateScanner, _ published: PartialDate?,
    _ section: ReportSection
  ) {
    (self.text, self.words, self.dates, self.section) = (text, words, dates, section)
    var entries: [DateWords.Entry?] = []
    var ends: [Int] = []
    for index in text.tokens.indices {
      var match = words.match(text, index)
      if match == nil, index == text.clauseStart(index),
        let first = dates.firstMonths(text.bytes, at: text.tokens[index].span.start)
      {
        match = (.quarter(first.month), first.end)
      }
      entries.append(match?.entry)
      var next = index + 1
      while let end = match?.end, next < text.tokens.count, text.tokens[next].span.end <= end { next += 1 }
      ends.append(next)
    }
    (self.entries, self.ends) = (entries, ends)
    let dateline = text.tokens.indices.dropLast().first {
      text.date($0).map { $0.year != nil && $0.day != nil } == true && entries[$0 + 1] == .dateline
    }
    self.published = published ?? dateline.flatMap { text.date($0)?.partial }
    if let start = text.tokens.indices.dropFirst().first(where: { isFirst($0) }),
      case .date(let date?) = find(in: text.sentenceStart(start - 1)..<start - 1, for: start, isCarried: true)
    {
      list = (start, date)
    }
  }

  /// Sets `asOf` of `drafts`, which are counts of `text`.
  ///
  /// - Complexity: O(tokens) and, for each count, its sentence and the few before.
  static func date(
    _ drafts: inout [CountDraft], in text: ParagraphTokens, _ words: DateWords, _ dates: DateScanner,
    published: PartialDate?, section: ReportSection
  ) {
    guard !drafts.isEmpty else { return }
    let finder = AsOfFinder(text, words, dates, published, section)
    for index in drafts.indices {
      // What is to come is a plan and no figure.
      drafts[index].asOf = finder.asOf(drafts[index]).flatMap { finder.isToCome($0) ? nil : $0 }
    }
  }

  /// The date of what a list below `text` counts, which ends in a colon or says 如下; nil if it tells none.
  ///
  /// - Complexity: O(tokens).
  static func lead(
    _ text: ParagraphTokens, _ words: DateWords, _ dates: DateScanner, published: PartialDate?, section: ReportSection
  ) -> PartialDate? {
    guard let last = text.tokens.indices.last else { return nil }
    let finder = AsOfFinder(text, words, dates, published, section)
    let end = text.tokens[last].mark == nil ? last + 1 : last
    let opening = end > 0 ? words.entry(text, endingBefore: end) : nil
    guard opening == .list || opening != .plan && text.tokens[last].mark == .colon,
      case .date(let date) = finder.finding(before: last, goesOn: true)
    else { return nil }
    return date
  }

  private func isToCome(_ date: PartialDate) -> Bool { published.map { date.firstDay > $0.lastDay } ?? false }

  /// What a stretch of text says about the date of counts behind it.
  private enum Finding {
    case date(PartialDate?)
    /// Nothing: the text before may tell.
    case nothing
  }

  private func asOf(_ draft: CountDraft) -> PartialDate? {
    guard case .date(let date) = finding(draft) else {
      return list.flatMap { $0.start < draft.token ? $0.date : nil } ?? section.below
    }
    return date
  }

  private func finding(_ draft: CountDraft) -> Finding {
    let token = draft.token
    let start = text.sentenceStart(token)
    let finding = find(in: start..<token, for: token)
    guard case .nothing = finding else { return finding }
    let goesOn = text.has(.part, at: start) || (start..<token).contains { entries[$0] == .continued }
    guard goesOn || tellsDoing(draft) else { return .nothing }
    return self.finding(before: token, goesOn: goesOn)
  }

  /// What the sentence of `token` and the few before it say; one that does not go on with them must frame what it tells.
  private func finding(before token: Int, goesOn: Bool) -> Finding {
    var start = text.sentenceStart(token)
    var finding = find(in: start..<token, for: token)
    var sentences = 0
    while case .nothing = finding, sentences < Self.mostSentences, start > 0 {
      let end = start
      start = text.sentenceStart(start - 1)
      finding = find(in: start..<end, for: token, isCarried: !goesOn)
      sentences += 1
    }
    return finding
  }

  /// Whether the sentence of the count tells what was done and not what there is, so that the sentence before may date it.
  private func tellsDoing(_ draft: CountDraft) -> Bool {
    let taxonomy = text.vocabulary.taxonomy
    if draft.quantity.unitClass == .general || draft.quantity.unitClass == .place,
      !draft.subjects.contains(where: { $0 != taxonomy.other && taxonomy.unitClasses[$0].contains(.item) })
    {
      return false
    }
    // 三个月收到意见30条 is of its own time.
    let start = text.sentenceStart(draft.token)
    return !(start..<draft.token).contains { entries[$0] == .stock || isQuarter($0) || isSpan($0) }
      && (start..<max(draft.token, text.clauseEnd(draft.token))).contains { entries[$0] == .done }
  }

  /// Sentences over which a date is carried on.
  static let mostSentences = 2

  private func find(in range: Range<Int>, for token: Int, isCarried: Bool = false) -> Finding {
    var isSaid = false
    var isPart = false
    var quarter: Int?
    for at in range.reversed() {
      if text.tokens[at].mark == .semicolon { isPart = true }
      switch entries[at] {
      case .now, .open: return .date(nil)
      case .behind where isSpan(at - 1): return .date(nil)
      case .same where !isYear(endingBefore: at):
        return .date(earlierYear(at).map { PartialDate(year: $0) } ?? section.whole)
      case .whole where isManner(at, before: token): break
      case .whole where !isYear(endingBefore: at):
        return .date(earlierYear(at).map { PartialDate(year: $0) } ?? section.whole)
      case .within where text.tokens[at].unitClass == nil && !isSpan(at - 1) && !isYear(endingBefore: at):
        let year = section.last == nil ? published.map { PartialDate(year: $0.year) } : nil
        return .date(earlierYear(at).map { PartialDate(year: $0) } ?? section.year ?? year)
      case .past: return .date(section.past)
      case .quarter where !isYear(endingBefore: at) && !isTimes(at): quarter = quarter ?? at
      case .next: return .date(earlierYear(at).map { PartialDate(year: $0 + 1) })
      case .day: if let day = earlierDay(at) { return .date(day) }
      case .occasion: if let day = earlierDay(at) ?? earlierMonth(at) { return .date(day) }
      case .said: isSaid = true
      case .year where published == nil, .yearEnd where published == nil: return .date(nil)
      default: break
      }
      guard let date = date(at), !isPassedOver(date, at, token, range) else { continue }
      if isSaid, date.day != nil || isCarried { return .date(nil) }
      if isSince(at) || isFounding(at, before: token) || words.givesAway(text, at) { return .date(nil) }
      if isCarried, !isFrame(at) || tellsBeginning(at) || words.entry(text, endingBefore: at) == .until {
        return .date(nil)
      }
      // 去年接待3名；该站有代表5名: only what opens its sentence is of more than its part.
      if isPart, isYearWord(at), !isFrame(at) { continue }
      let found = joined(date, at) ?? completed(date, before: at)
      let isCloser = !isCarried && quarter.map(isAdverb) == true
      return .date(isCloser ? found.map { PartialDate(year: $0.year) } : found)
    }
    if let quarter, !isCarried || isFrame(quarter), case .quarter(let month) = entries[quarter] {
      // 2022年收集意见90条。其中，上半年30条: of which year is not sure.
      let year = earlierYear(quarter) ?? section.year?.year
      guard year == nil || year == published?.year else { return .date(nil) }
      return .date(ReportSection.over(month, published))
    }
    return isSaid ? .date(nil) : .nothing
  }

  /// Whether 全年 at `index` only says how its clause, which counts nothing, goes on, and the count is of what there is:
  /// 站点全年迎客，驻站代表86名.
  private func isManner(_ index: Int, before token: Int) -> Bool {
    let end = text.clauseEnd(index)
    guard end <= token, ends[index] < end, let unit = text.tokens[token].unitClass,
      [.general, .place, .person].contains(unit)
    else { return false }
    return !(index..<end).contains { text.tokens[$0].isQuantity }
      && !(text.clauseStart(token)..<text.clauseEnd(token)).contains { at in
        entries[at] == .done || entries[at] == .founding || text.has([.change, .grade, .verb], at: at)
      }
  }

  private func isQuarter(_ index: Int) -> Bool {
    if case .quarter = entries[index] { return true }
    return false
  }

  /// Whether the period at `index` only says how often: 每一季度, 一季度一议.
  private func isTimes(_ index: Int) -> Bool {
    let next = text.tokens[ends[index] - 1].span.end
    return text.has([.norm, .period], at: index - 1)
      || next < text.bytes.count && PhraseTrie.decode(text.bytes, next).0 == Self.one
  }

  /// 一.
  private static let one: UInt32 = 0x4E00

  /// Whether a mark or a verb follows the period at `index`: not 一季度代表活动.
  private func isAdverb(_ index: Int) -> Bool {
    let next = ends[index]
    return next >= text.tokens.count || text.tokens[next].mark != nil || text.has([.verb, .stop, .link], at: next)
  }

  /// Whether the date at `index` stands alone in its clause, a part of the year with it, or tells a day.
  func isFrame(_ index: Int) -> Bool {
    let end = text.clauseEnd(index)
    let next = ends[index]
    return next == end || next < end && isQuarter(next) && ends[next] == end || text.date(index)?.day != nil
  }

  /// Whether the word for the first step of a list opens a clause at `index`: 一是.
  private func isFirst(_ index: Int) -> Bool {
    entries[index] == .first && text.tokens[index - 1].mark?.endsClause == true
  }

  private func isYearWord(_ index: Int) -> Bool {
    if case .year = entries[index] { return true }
    return false
  }

  // MARK: Dates

  /// The date that begins at `index`, a year told from that of publication with it.
  func date(_ index: Int) -> PartialDateMention? {
    if let date = text.date(index) { return date }
    switch entries[index] {
    case .year(let years):
      let months = dates.firstMonths(text.bytes, at: text.tokens[ends[index] - 1].span.end)
      return published.map { mention(index, $0.year + years, months?.month) }
    case .yearEnd(let years): return published.map { mention(index, $0.year + years, 12) }
    case .month(let months):
      guard let published, let month = published.month, month + months > 0 else { return nil }
      return mention(index, published.year, month + months)
    default: return nil
    }
  }

  private func mention(_ index: Int, _ year: Int?, _ month: Int?) -> PartialDateMention {
    PartialDateMention(span: text.tokens[index].span, year: year, month: month)
  }

  /// Whether the date at `at` is none of the count's: that of a dateline or of another calendar, one that the count is
  /// compared with, the former one of a change (从2020年的30个增加到80个), one of a part told in a clause before
  /// (其中2018年712条，办理983条), or what sets a thing apart (培训2021年新任代表).
  private func isPassedOver(_ date: PartialDateMention, _ at: Int, _ token: Int, _ range: Range<Int>) -> Bool {
    let next = entry(ends[at])
    // 每月15日 and 15日内 are no days.
    if date.day != nil, text.has([.norm, .period], at: at - 1) || date.month == nil && isWithin(date.span.end) {
      return true
    }
    if next == .dateline || next == .versus || text.has(.target, at: ends[at]) { return true }
    let between = (at + 1)..<token
    if isCompared(at) {
      // 比2016年的36个: the number right behind is of that year.
      let isCounted = between.contains { text.tokens[$0].unitClass?.isCountable == true }
      return isCounted || !text.has(.of, at: ends[at])
    }
    if text.has(.from, at: at - 1), between.contains(where: { text.has(.change, at: $0) }) { return true }
    if text.has(.part, at: at - 1), text.clauseEnd(at) < token { return true }
    let earlier = range.lowerBound..<at
    if isAttribute(date, at, of: token) { return earlier.contains { self.date($0) != nil } }
    guard date.month == nil, at > text.clauseStart(at) else { return false }
    return earlier.contains { index in
      self.date(index).map { $0.month != nil && completed($0, before: at)?.year == date.year } ?? false
    }
  }

  /// Whether 内 stands at `offset`.
  private func isWithin(_ offset: Int) -> Bool {
    offset < text.bytes.count && PhraseTrie.decode(text.bytes, offset).0 == Self.within
  }

  /// 内.
  private static let within: UInt32 = 0x5185

  /// Whether a year only sets apart what another clause is about: 5月，启动2025年民生实事征集，开展活动16场.
  private func isAttribute(_ date: PartialDateMention, _ at: Int, of token: Int) -> Bool {
    guard date.month == nil, at > text.clauseStart(at), text.clauseEnd(at) <= token else { return false }
    return text.tokens[ends[at]].mark == nil && !text.has([.verb, .stop, .link], at: ends[at])
  }

  func entry(_ index: Int) -> DateWords.Entry? { entries.indices.contains(index) ? entries[index] : nil }

  /// Whether a stretch of years or months ends with the token at `index`: 五年, 一年.
  private func isSpan(_ index: Int) -> Bool {
    index >= 0 && (text.tokens[index].unitClass == .measure || text.has(.span, at: index))
  }

  private func isYear(endingBefore index: Int) -> Bool {
    if case .year = words.entry(text, endingBefore: index) { return true }
    return index > 0 && text.date(index - 1) != nil
  }

  /// Whether 以来, 起 or their like follow the date at `index` in its clause, or 自 stands before it.
  func isSince(_ index: Int) -> Bool {
    entry(ends[index]) == .behind || words.entry(text, endingBefore: index) == .from
      || (ends[index]..<max(ends[index], text.clauseEnd(index))).contains { at in
        entries[at] == .since || entries[at] == .open
      }
  }

  /// Whether the clause of the date at `index`, or the one that it opens, only says when something began, of which later
  /// clauses tell: 联络站于2019年7月建成，进驻代表16名; not 2023年建成站12个，…, nor 3月8日揭牌那天，….
  private func isFounding(_ index: Int, before token: Int) -> Bool {
    let isAlone = text.clauseEnd(index) == ends[index]
    let start = isAlone ? ends[index] + 1 : index
    guard start < token, text.sentence(start) == text.sentence(index) else { return false }
    let end = text.clauseEnd(start)
    return end <= token && !(start..<end).contains { text.tokens[$0].unitClass?.isCountable == true }
      && [.founding, .since].contains(words.entry(text, endingBefore: end))
  }

  /// Whether the sentence of the date at `index` tells when something began, so that it does not date the next ones.
  func tellsBeginning(_ index: Int) -> Bool {
    var at = index + 1
    while at < entries.count, text.sentence(at) == text.sentence(index) {
      if entries[at] == .founding || entries[at] == .since { return true }
      at += 1
    }
    return false
  }

  func isCompared(_ index: Int) -> Bool { words.entry(text, endingBefore: index) == .compared }
}
