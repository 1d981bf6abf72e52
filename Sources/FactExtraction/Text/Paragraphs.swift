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

  /// Bytes of a paragraph that are read at once, which bounds what is held of its tokens; the longest paragraph of the
  /// samples and annotated corpora has 763.
  private static let longestPiece = 64 << 10

  /// `paragraph` in one piece, or in several that end behind a mark where there is one.
  ///
  /// - Complexity: O(bytes) of a paragraph that is cut, else O(1).
  static func pieces(_ bytes: UnsafeBufferPointer<UInt8>, of paragraph: Span) -> [Span] {
    var pieces: [Span] = []
    var rest = paragraph
    while rest.count > longestPiece {
      let end = cut(bytes, in: Span(rest.start, rest.start + longestPiece))
      pieces.append(Span(rest.start, end))
      rest.start = end
    }
    return pieces + [rest]
  }

  /// The end of the last sentence or clause of `span`, or else of its last whole character.
  private static func cut(_ bytes: UnsafeBufferPointer<UInt8>, in span: Span) -> Int {
    var at = span.start
    var (sentence, clause, last) = (span.start, span.start, span.start)
    while at < span.end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      last = at
      at += length
      // A comma of ASCII may group digits.
      guard scalar != 0x2C, at <= span.end, let mark = TextMark(scalar) else { continue }
      if mark == .sentence { sentence = at } else if mark.endsClause { clause = at }
    }
    if at == span.end { last = at }
    return sentence > span.start ? sentence : clause > span.start ? clause : last
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
