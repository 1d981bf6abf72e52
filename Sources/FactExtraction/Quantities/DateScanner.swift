import CorpusModel
import LexiconData

/// A date as written; the year may be missing.
struct PartialDateMention: Sendable, Equatable {
  var span: Span
  var year: Int?
  var month: Int?
  var day: Int?

  /// The date, if its year is known.
  var partial: PartialDate? { year.map { PartialDate(year: $0, month: month, day: day) } }
}

/// Reads dates such as 2020年10月15日, 11月底 and 二〇二四年, and the last month of 1至8月.
struct DateScanner: Sendable {
  let numerals: NumeralLexicon

  /// The date that begins at `offset`.
  ///
  /// - Complexity: O(length of the date).
  func scan(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> PartialDateMention? {
    var date = PartialDateMention(span: Span(offset, offset))
    var at = offset
    var part = part(bytes, at)
    if let year = part, year.sign == Self.year, (1900...2100).contains(year.value) {
      date.year = year.value
      at = year.end
      part = self.part(bytes, at)
    }
    if let first = part, let last = lastMonth(bytes, of: first) { part = last }
    if let month = part, month.sign == Self.month, (1...12).contains(month.value) {
      date.month = month.value
      at = month.end
      let day = self.part(bytes, at)
      if let day, day.sign == Self.day || day.sign == Self.dayNumber, (1...31).contains(day.value) {
        date.day = day.value
        at = day.end
      }
    } else if date.year == nil, let day = part, day.sign == Self.day, (1...31).contains(day.value) {
      date.day = day.value
      at = day.end
    }
    guard at > offset else { return nil }
    if date.year != nil, date.month == nil, let first = firstMonths(bytes, at: at) { (date.month, at) = first }
    if at < bytes.count {
      // 底, 末 and 初 belong to the date.
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      let isEnd = scalar == 0x5E95 && !Self.isWord(bytes, at + length) || scalar == 0x672B
      if isEnd || scalar == 0x521D { at += length }
      if isEnd, date.month == nil, date.day == nil { date.month = 12 }
    }
    date.span.end = at
    return date
  }

  /// The last of the first months of a year, told at `offset`: 5 of 前5个月.
  func firstMonths(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (month: Int, end: Int)? {
    guard offset < bytes.count else { return nil }
    let (first, length) = PhraseTrie.decode(bytes, offset)
    guard first == Self.first, let months = part(bytes, offset + length), months.sign == Self.piece,
      (1...12).contains(months.value), months.end < bytes.count
    else { return nil }
    let (sign, end) = PhraseTrie.decode(bytes, months.end)
    return sign == Self.month ? (months.value, months.end + end) : nil
  }

  /// Whether 底 goes on in a word: 底数, 底子, 底线, 底端.
  private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    at < bytes.count && [0x6570, 0x5B50, 0x7EBF, 0x7AEF].contains(PhraseTrie.decode(bytes, at).0)
  }

  /// The last month of a range such as 1至8月, whose first number is `first`.
  private func lastMonth(
    _ bytes: UnsafeBufferPointer<UInt8>, of first: (value: Int, sign: UInt32, end: Int)
  ) -> (value: Int, sign: UInt32, end: Int)? {
    guard Self.joinsRange(first.sign) else { return nil }
    guard let last = part(bytes, first.end), last.sign == Self.month, first.value < last.value else { return nil }
    return last
  }

  /// Whether a scalar stands between the two ends of a period: 至, 到, a dash.
  static func joinsRange(_ scalar: UInt32) -> Bool { scalar == to || scalar == until || TextMark(scalar) == .dash }

  /// 前 and 个.
  private static let first: UInt32 = 0x524D
  private static let piece: UInt32 = 0x4E2A
  private static let to: UInt32 = 0x81F3
  private static let until: UInt32 = 0x5230
  private static let year: UInt32 = 0x5E74
  private static let month: UInt32 = 0x6708
  private static let day: UInt32 = 0x65E5
  /// 号.
  private static let dayNumber: UInt32 = 0x53F7

  /// A number and the character behind it, blanks between them allowed.
  private func part(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int
  ) -> (value: Int, sign: UInt32, end: Int)? {
    guard let numeral = NumeralParser.parse(numerals, bytes, at: skipBlanks(bytes, offset)), numeral.bound == nil else {
      return nil
    }
    let at = skipBlanks(bytes, numeral.end)
    guard at < bytes.count else { return nil }
    let (sign, length) = PhraseTrie.decode(bytes, at)
    return (numeral.value, sign, at + length)
  }
}
