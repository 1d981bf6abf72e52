import CorpusModel
import LexiconData

/// A date as written; the year may be missing.
struct PartialDateMention: Sendable, Equatable {
  var span: Span
  var year: Int?
  var month: Int?
  var day: Int?
}

/// Reads dates such as 2020年10月15日, 11月底 and 二〇二四年.
struct DateScanner: Sendable {
  let numerals: NumeralLexicon

  /// The date that begins at `offset`.
  ///
  /// - Complexity: O(length of the date).
  func scan(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> PartialDateMention? {
    var at = offset
    var date = PartialDateMention(span: Span(offset, offset))
    if let (year, end) = part(bytes, at, [0x5E74]), (1900...2100).contains(year) {
      date.year = year
      at = end
    }
    if let (month, end) = part(bytes, at, [0x6708]), (1...12).contains(month) {
      date.month = month
      at = end
      if let (day, end) = part(bytes, at, [0x65E5, 0x53F7]), (1...31).contains(day) {
        date.day = day
        at = end
      }
    } else if date.year == nil, let (day, end) = part(bytes, at, [0x65E5]), (1...31).contains(day) {
      date.day = day
      at = end
    }
    guard at > offset else { return nil }
    if at < bytes.count {
      // 底, 末 and 初 belong to the date.
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if scalar == 0x5E95 || scalar == 0x672B || scalar == 0x521D { at += length }
    }
    date.span.end = at
    return date
  }

  /// A number and one of `signs` (年, 月, 日, 号), blanks between them allowed.
  private func part(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ signs: [UInt32]) -> (Int, Int)? {
    guard let numeral = NumeralParser.parse(numerals, bytes, at: skipBlanks(bytes, offset)), numeral.bound == nil else {
      return nil
    }
    let at = skipBlanks(bytes, numeral.end)
    guard at < bytes.count else { return nil }
    let (scalar, length) = PhraseTrie.decode(bytes, at)
    guard signs.contains(scalar) else { return nil }
    return (numeral.value, at + length)
  }
}
