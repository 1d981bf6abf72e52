import CorpusModel
import LexiconData

/// Cuts a text into paragraphs.
enum Paragraphs {
  /// Shortest and longest lines, in characters, that count as wrapped.
  private static let wrapped = 25...80
  /// Characters by which a wrapped line may fall short of the longest.
  private static let slack = 3

  /// The paragraphs of `bytes` without their line ends.
  ///
  /// A text whose lines are all short is hard-wrapped: there a line that is as long as the longest and ends in no mark
  /// goes on in the next. Headings stay alone, for they are shorter.
  ///
  /// - Complexity: O(bytes).
  static func spans(_ bytes: UnsafeBufferPointer<UInt8>) -> [Span] {
    let lines = lines(bytes)
    let longest = lines.map(\.width).max() ?? 0
    var spans: [Span] = []
    var isOpen = false
    for line in lines {
      if isOpen, let last = spans.indices.last, !line.isParted, !isIndented(bytes, line.span) {
        spans[last].end = line.span.end
      } else {
        spans.append(line.span)
      }
      isOpen = wrapped.contains(longest) && line.width >= longest - slack && !line.endsInMark && !line.isParted
    }
    return spans
  }

  private struct Line {
    var span: Span
    var width: Int
    var endsInMark: Bool
    /// Whether bars or tabs part cells in it.
    var isParted = false
  }

  private static func lines(_ bytes: UnsafeBufferPointer<UInt8>) -> [Line] {
    var lines: [Line] = []
    var line = Line(span: Span(0, 0), width: 0, endsInMark: false)
    var last: UInt32 = 0
    var at = 0
    while at < bytes.count {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if scalar == 0x0A {
        line.span.end = at
        line.endsInMark = line.width > 0 && TextMark(last) != nil
        lines.append(line)
        line = Line(span: Span(at + 1, at + 1), width: 0, endsInMark: false)
      } else if !isBlank(scalar) {
        line.width += 1
        last = scalar
        if scalar == 0x7C || scalar == 0xFF5C || scalar == 0x2502 { line.isParted = true }
      } else if scalar == 0x09, line.width > 0 {
        line.isParted = true
      }
      at += length
    }
    line.span.end = bytes.count
    line.endsInMark = line.width > 0 && TextMark(last) != nil
    lines.append(line)
    return lines
  }

  private static func isIndented(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Span) -> Bool {
    span.isEmpty || isBlank(PhraseTrie.decode(bytes, span.start).0)
  }
}
