import CorpusModel
import LexiconData

/// The short lines above an article's first sentence, with the day on which it was published or given.
enum HeadLines {
  /// Lines that are looked at, and bytes of the longest: 40 characters.
  private static let most = 3
  private static let longest = 120

  /// The day that one of the first lines tells, as 2021年11月3日 or 2021-11-03; nil if none does before a sentence.
  ///
  /// - Complexity: O(bytes) of those lines.
  static func day(
    _ bytes: UnsafeBufferPointer<UInt8>, _ paragraphs: [Span], _ dates: DateScanner
  ) -> PartialDate? {
    for line in paragraphs.lazy.filter({ !$0.isEmpty }).prefix(most) {
      guard line.count <= longest, !endsSentence(bytes, line) else { return nil }
      var at = line.start
      while at < line.end {
        let (scalar, length) = PhraseTrie.decode(bytes, at)
        if dates.numerals.numerals.contains(scalar) {
          let iso = PartialDate(UnsafeBufferPointer(rebasing: bytes[at..<min(line.end, at + isoLength)]))
          if let iso, iso.day != nil, isApart(bytes, Span(at, min(line.end, at + isoLength)), line) { return iso }
          if let date = dates.scan(bytes, at: at) {
            if let day = date.partial, day.day != nil, isApart(bytes, date.span, line) { return day }
            at = date.span.end
            continue
          }
        }
        at += length
      }
    }
    return nil
  }

  /// Whether a day begins its line or stands behind a blank or a colon, or alone in brackets: not 始于2009年6月1日,
  /// （2015年8月29日修正）.
  private static func isApart(_ bytes: UnsafeBufferPointer<UInt8>, _ day: Span, _ line: Span) -> Bool {
    guard day.start > line.start else { return true }
    var at = day.start - 1
    while at > line.start, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    let before = PhraseTrie.decode(bytes, at).0
    if TextMark(before) == .openBracket {
      return day.end < line.end && TextMark(PhraseTrie.decode(bytes, day.end).0) == .closeBracket
    }
    return isBlank(before) || TextMark(before) == .colon
  }

  /// Bytes of 2021-11-03.
  private static let isoLength = 10

  private static func endsSentence(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Span) -> Bool {
    var at = line.end - 1
    while at > line.start, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return TextMark(PhraseTrie.decode(bytes, at).0) == .sentence
  }
}
