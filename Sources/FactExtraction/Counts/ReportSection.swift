import CorpusModel
import LexiconData

/// The date that what stands above a piece of text gives to its counts: the title of a report (2022年度工作总结), a heading
/// (2023年的主要工作) or the line before a list (上半年数据如下：); and the year that a text of early in a year looks back on.
struct ReportSection {
  let words: DateWords
  let dates: DateScanner
  private let published: PartialDate?
  /// What the title or the last heading tells, and what a title does alone.
  private var heading: PartialDate?
  private var title: PartialDate?
  /// What the line before a list or table tells.
  private var lead: PartialDate?
  /// The year before that of publication, if that was early in it; as its first words the text tells it or not.
  let last: (year: PartialDate, isTold: Bool)?
  /// How the heading that told the year is numbered.
  private var numbering = Numbering.none

  /// The date of counts that no date stands beside.
  var below: PartialDate? { lead ?? heading }

  /// The year that the heading tells.
  var year: PartialDate? { heading.map { PartialDate(year: $0.year) } }

  /// The year that 全年 or 年终 is of where none is named before: told early in a year the last one, told in December this.
  var whole: PartialDate? {
    year ?? last?.year ?? published.flatMap { $0.month == 12 ? PartialDate(year: $0.year) : nil }
  }

  /// The year that 过去一年 is of: that of the heading, or the last if the text begins with it or is of January.
  var past: PartialDate? {
    year ?? last.flatMap { $0.isTold || published?.month == 1 ? $0.year : nil }
  }

  /// Ways of numbering a heading or a line of a list.
  private enum Numbering {
    case none, chinese, bracketed, digits
  }

  /// The section of a text published on a day, below its title, of `paragraphs`.
  init(
    _ words: DateWords, _ dates: DateScanner, published: PartialDate?, title: [UInt8],
    _ bytes: UnsafeBufferPointer<UInt8>, _ paragraphs: [Span]
  ) {
    (self.words, self.dates, self.published) = (words, dates, published)
    let opening = Array(paragraphs.lazy.filter { !$0.isEmpty }.prefix(Self.opening))
    if let published, let month = published.month, month <= Self.lastMonthOfReports {
      let told = opening.first.flatMap { dates.scan(bytes, at: skipBlanks(bytes, $0.start)) }
      last = (PartialDate(year: published.year - 1), told?.partial == PartialDate(year: published.year - 1))
    } else {
      last = nil
    }
    title.withUnsafeBufferPointer { title in
      let line = Span(0, title.count)
      read(title, line)
      // A work report without a year in its title, of the year that it soon speaks of.
      if heading == nil, said(title, line.range).isUndatedAnnual, tellsLast(bytes, opening) { heading = last?.year }
    }
    self.title = heading
  }

  /// Paragraphs of an opening.
  private static let opening = 3

  /// Whether the first year that the paragraphs of an opening begin with is the last.
  private func tellsLast(_ bytes: UnsafeBufferPointer<UInt8>, _ opening: [Span]) -> Bool {
    for paragraph in opening {
      var at = paragraph.start
      while at < min(paragraph.end, paragraph.start + Self.longest) {
        let (scalar, length) = PhraseTrie.decode(bytes, at)
        guard dates.numerals.numerals.contains(scalar), let date = dates.scan(bytes, at: at) else {
          at += length
          continue
        }
        if date.month == nil, let year = date.partial { return year == last?.year }
        at = date.span.end
      }
    }
    return false
  }

  /// Up to this month a text looks back on the year before: the people's congresses meet from January to March.
  private static let lastMonthOfReports = 3

  /// Bytes of the longest heading: 40 characters.
  private static let longest = 120

  /// What the words of a heading say of time.
  private struct Said {
    var dates: [PartialDate] = []
    /// The part of a year that it names.
    var quarter: Int?
    var isPlan = false
    var isPeriod = false
    var isOfOther = false
    var isPast = false
    var isSentence = false
    /// The word for a report at its end.
    var report: DateWords.Entry?

    var isUndatedAnnual: Bool { report == .annual && dates.isEmpty && !isPlan && !isPeriod && !isOfOther }
  }

  /// Takes the date of `line` if it is a heading of a report on one, and ends the section at a heading of plans or the next
  /// of the same numbering.
  ///
  /// A heading ends with the word for a report, brackets aside, and tells a date, not a period.
  ///
  /// - Complexity: O(bytes) of a short line, else O(1).
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Span) {
    if lead != nil, !line.isEmpty, !isListed(bytes, line) { lead = nil }
    guard line.count <= Self.longest else { return }
    let said = said(bytes, line.range)
    if said.isSentence { return }
    let numbering = numbering(bytes, line)
    if said.isPlan {
      heading = nil
    } else if let report = said.report, !said.isOfOther,
      said.isPeriod || said.isPast || said.quarter != nil || !said.dates.isEmpty
    {
      heading = date(said) ?? (said.isPast ? last?.year : nil)
      // 2023年工作报告 of early 2023 looks back.
      if report == .annual, let year = heading?.year, published.map({ $0.year <= year }) ?? true { heading = nil }
      self.numbering = numbering
    } else if numbering != .none, numbering == self.numbering {
      heading = title
    }
  }

  /// The date that the header of a table's column tells.
  func date(_ bytes: UnsafeBufferPointer<UInt8>, header: Range<Int>) -> PartialDate? { date(said(bytes, header)) }

  /// Takes `date`, told at the end of a line, for the list or table below.
  mutating func open(list date: PartialDate?) { lead = date }

  /// The one date that a heading tells; nil for a period that does not end it.
  private func date(_ said: Said) -> PartialDate? {
    if said.isPeriod || said.dates.count > 1 { return nil }
    return said.dates.first ?? said.quarter.flatMap { Self.over($0, published) }
  }

  /// The last month of a part of a year told without the year, at a day of publication; nil if that is to come.
  static func over(_ month: Int, _ published: PartialDate?) -> PartialDate? {
    guard let published, let now = published.month else { return nil }
    if month <= now { return PartialDate(year: published.year, month: month) }
    return month - now >= AsOfFinder.farMonths ? PartialDate(year: published.year - 1, month: month) : nil
  }

  private func said(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Said {
    var said = Said()
    var at = range.lowerBound
    var dateEnd = at
    var brackets = 0
    while at < range.upperBound {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      let mark = TextMark(scalar)
      if mark == .sentence { said.isSentence = true }
      if mark == .openBracket { brackets += 1 }
      if mark == .closeBracket { brackets = max(0, brackets - 1) }
      if dates.numerals.numerals.contains(scalar), let date = dates.scan(bytes, at: at) {
        if let partial = date.partial { said.dates.append(partial) }
        said.isPeriod = said.isPeriod || isRangeEnd(bytes, range.lowerBound..<at)
        (at, dateEnd) = (date.span.end, date.span.end)
        continue
      }
      let match = words.match(bytes, at)
      switch match?.entry {
      case .report, .annual: if brackets == 0 { said.report = match?.entry }
      case .quarter(let month): said.quarter = month
      case .plan: said.isPlan = true
      case .ofOther: said.isOfOther = true
      case .open: said.isPeriod = true
      case .past: said.isPast = true
      case .since, .behind: said.isPeriod = said.isPeriod || at == dateEnd
      default: break
      }
      at = match?.end ?? at + length
      if match?.entry != .report, match?.entry != .annual, mark == nil, scalar > 0x20, brackets == 0 {
        said.report = nil
      }
    }
    return said
  }

  /// Whether the bytes of `range` end in a digit and a dash, 至 or 到: the date behind them ends a period.
  private func isRangeEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var (last, before): (UInt32, UInt32) = (0, 0)
    var at = range.lowerBound
    while at < range.upperBound {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      // 2016——2021年
      if TextMark(scalar) != .dash || TextMark(last) != .dash { (before, last) = (last, scalar) }
      at += length
    }
    return DateScanner.joinsRange(last) && dates.numerals.numerals.contains(before)
  }

  /// How `line` is numbered: 一、 or （一） or 1.
  private func numbering(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Span) -> Numbering {
    var at = line.start
    var first: UInt32 = 0
    while at < line.end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      let isNumeral = dates.numerals.numerals.contains(scalar)
      if first != 0, !isNumeral {
        let mark = TextMark(scalar)
        if TextMark(first) == .openBracket { return mark == .closeBracket && at > line.start + 3 ? .bracketed : .none }
        guard mark == .enumeration || scalar == 0x2E || scalar == 0xFF0E else { return .none }
        return first < 0x3A ? .digits : .chinese
      }
      if first == 0, scalar > 0x20, scalar != 0x3000 {
        guard isNumeral || TextMark(scalar) == .openBracket else { return .none }
        first = scalar
      }
      at += length
    }
    return .none
  }

  /// Whether `line` is one of a list: it is numbered, or begins with a mark for that.
  private func isListed(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Span) -> Bool {
    let first = PhraseTrie.decode(bytes, min(skipBlanks(bytes, line.start), line.end - 1)).0
    return Self.bullets.contains(first) || TextMark(first) == .dash || numbering(bytes, line) != .none
  }

  /// · • ‣ ◦ * and circled numbers; squares, triangles and circles are of one block.
  private static let bullets: Set<UInt32> = Set([0xB7, 0x2022, 0x2023, 0x25E6, 0x2A]).union(0x2460...0x2473).union(
    0x25A0...0x25FF)
}
