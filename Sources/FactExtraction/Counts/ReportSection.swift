import CorpusModel
import LexiconData

/// The year that a heading gives to the section of a report below it: 2023年的主要工作; and the one that a text of early in
/// a year looks back on.
struct ReportSection {
  let words: DateWords
  let dates: DateScanner
  private(set) var year: PartialDate?
  /// The year before that of publication, if that was early in it; as its first words the text tells it or not.
  let last: (year: PartialDate, isTold: Bool)?
  /// How the heading that told the year is numbered.
  private var numbering = Numbering.none

  /// Ways of numbering a heading.
  private enum Numbering {
    case none, chinese, bracketed, digits
  }

  /// The section of a text published on a day that begins with `opening`.
  init(
    _ words: DateWords, _ dates: DateScanner, published: PartialDate?, _ bytes: UnsafeBufferPointer<UInt8>,
    opening: Span?
  ) {
    (self.words, self.dates) = (words, dates)
    guard let published, let month = published.month, month <= Self.lastMonthOfReports else {
      last = nil
      return
    }
    let told = opening.flatMap { dates.scan(bytes, at: skipBlanks(bytes, $0.start)) }
    last = (PartialDate(year: published.year - 1), told?.partial == PartialDate(year: published.year - 1))
  }

  /// Up to this month a text looks back on the year before: the people's congresses meet from January to March.
  private static let lastMonthOfReports = 3

  /// Bytes of the longest heading: 30 characters.
  private static let longest = 90

  /// Takes the year of `line` if it is a heading of a report on one, and ends the section at a heading of plans or the next
  /// of the same numbering.
  ///
  /// A heading ends with the word for a report, and tells a year, not a period.
  ///
  /// - Complexity: O(bytes) of a short line, else O(1).
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Span) {
    guard line.count <= Self.longest else { return }
    var at = line.start
    var years: [PartialDate] = []
    var (isReport, isPlan, isPeriod, isOfOther, isPast) = (false, false, false, false, false)
    var dateEnd = line.start
    while at < line.end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if TextMark(scalar) == .sentence { return }
      if dates.numerals.numerals.contains(scalar), let date = dates.scan(bytes, at: at) {
        if let partial = date.partial { years.append(partial) }
        isPeriod = isPeriod || isRangeEnd(bytes, line.start..<at)
        (at, dateEnd) = (date.span.end, date.span.end)
        continue
      }
      let match = words.match(bytes, at)
      switch match?.entry {
      case .report: isReport = true
      case .plan: isPlan = true
      case .ofOther: isOfOther = true
      case .open: isPeriod = true
      case .past: isPast = true
      case .since, .behind: isPeriod = isPeriod || at == dateEnd
      default: break
      }
      at = match?.end ?? at + length
      if match?.entry != .report, TextMark(scalar) == nil, scalar > 0x20 { isReport = false }
    }
    let numbering = numbering(bytes, line)
    if isPlan {
      year = nil
    } else if isReport, !isOfOther {
      year = isPeriod || years.count > 1 ? nil : years.first ?? (isPast ? last?.year : nil)
      self.numbering = numbering
    } else if numbering != .none, numbering == self.numbering {
      year = nil
    }
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
}
