import CorpusModel
import LexiconData

/// Joins the lines of a text that was wrapped at a fixed width.
///
/// A wrapped text has lines of nearly the same width that end inside a sentence and hold the marks of running text; a
/// list of headlines or a poem does not.
struct LineRepair: Sendable {
  /// Columns of the lines that a page may have been wrapped at.
  private static let widths = 30...120
  /// At least so many lines, and two in three of those that end inside a sentence, are of full width.
  private static let leastLines = 3

  private struct Line {
    var span: Span
    var width: Int
    var endsSentence: Bool
    var isIndented: Bool
    /// Whether ，、。；：stand inside it.
    var hasMarks: Bool
  }

  func edits(_ text: [UInt8]) -> [Edit] {
    let lines = text.withUnsafeBufferPointer { Self.lines($0) }
    guard lines.count > Self.leastLines, let widest = lines.map(\.width).max(), Self.widths.contains(widest) else {
      return []
    }
    let inner = zip(lines, lines.dropFirst()).filter { line, next in
      !line.endsSentence && line.width >= Self.widths.lowerBound && next.width > 0 && !next.isIndented
    }
    // Wrapped at a number of characters, lines differ in columns by what ASCII they hold.
    let full = inner.filter { $0.0.width * 20 >= widest * 17 }
    guard full.count >= Self.leastLines, full.count * 3 >= inner.count * 2,
      full.count(where: { $0.0.hasMarks }) * 2 >= full.count
    else { return [] }
    return full.map { line, next in Edit(Span(line.span.end, next.span.start), [], "repair.line-break") }
  }

  private static func lines(_ text: UnsafeBufferPointer<UInt8>) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start <= text.count {
      let end = start < text.count ? text[start...].firstIndex(of: 0x0A) ?? text.count : text.count
      var (width, last, first, at, hasMarks) = (0, UInt32(0), UInt32(0), start, false)
      while at < end {
        let (scalar, length) = PhraseTrie.decode(text, at)
        if at == start { first = scalar }
        width += scalar < 0x2E80 && !isWideMark(scalar) ? 1 : 2
        last = scalar
        hasMarks = hasMarks || Self.isClauseMark(scalar)
        at += length
      }
      lines.append(
        Line(
          span: Span(start, end), width: width, endsSentence: width == 0 || isSentenceEnd(last),
          isIndented: first == 0x3000 || first == 0x20 || first == 0x09, hasMarks: hasMarks))
      start = end + 1
    }
    return lines
  }

  /// Quotes, dashes and ellipses, which Chinese fonts draw in two columns.
  private static func isWideMark(_ scalar: UInt32) -> Bool {
    (0x2014...0x2026).contains(scalar)
  }

  private static func isClauseMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0x2C, 0x3A, 0x3B: true
    default: false
    }
  }

  private static func isSentenceEnd(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0xFF1A, 0x21, 0x3F, 0x3B, 0x3A, 0x2026, 0x201D, 0x300D, 0x300F, 0x29, 0xFF09:
      true
    default: false
    }
  }
}
