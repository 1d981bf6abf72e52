import CorpusModel
import LexiconData

/// The year that a heading gives to the section of a report below it: 2023年的主要工作.
struct ReportSection {
  let words: DateWords
  let dates: DateScanner
  private(set) var year: PartialDate?

  init(_ words: DateWords, _ dates: DateScanner) { (self.words, self.dates) = (words, dates) }

  /// Bytes of the longest heading: 30 characters.
  private static let longest = 90

  /// Takes the year of `line` if it is a heading of a report on one, and ends the section at a heading of plans.
  ///
  /// - Complexity: O(bytes) of a short line, else O(1).
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Span) {
    guard line.count <= Self.longest else { return }
    var at = line.start
    var years: [PartialDate] = []
    var (isReport, isPlan) = (false, false)
    while at < line.end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if TextMark(scalar) == .sentence { return }
      if dates.numerals.numerals.contains(scalar), let date = dates.scan(bytes, at: at) {
        if let partial = date.partial { years.append(partial) }
        at = date.span.end
        continue
      }
      let match = words.match(bytes, at)
      switch match?.entry {
      case .report: isReport = true
      case .plan: isPlan = true
      default: break
      }
      at = match?.end ?? at + length
    }
    if isPlan {
      year = nil
    } else if isReport, years.count <= 1 {
      year = years.first
    }
  }
}
