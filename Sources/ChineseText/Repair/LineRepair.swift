import CorpusModel
import LexiconData

/// Joins the lines of a text that was wrapped at a fixed width.
///
/// A wrapped text has many lines of nearly the same width that end inside a sentence; a list or a poem has neither.
struct LineRepair: Sendable {
  /// Lines are of one width if they differ by at most two columns from the widest that is not an outlier.
  private static let tolerance = 3
  /// Columns below which nobody wraps.
  private static let leastWidth = 30
  /// At least so many lines, and two in three of all that are followed by another, end inside a sentence at full width.
  private static let leastLines = 3

  private struct Line {
    var span: Span
    var width: Int
    var endsSentence: Bool
    var isIndented: Bool
  }

  func edits(_ text: [UInt8]) -> [Edit] {
    let lines = text.withUnsafeBufferPointer { Self.lines($0) }
    guard lines.count > Self.leastLines else { return [] }
    // The commonest width, in steps of the tolerance.
    var counts: [Int: Int] = [:]
    for line in lines where !line.endsSentence && line.width >= Self.leastWidth {
      for width in line.width..<line.width + Self.tolerance { counts[width, default: 0] += 1 }
    }
    guard let best = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), best.value >= Self.leastLines else {
      return []
    }
    let full = (best.key - Self.tolerance + 1)...best.key
    let inner = lines.count { !$0.endsSentence && $0.width >= Self.leastWidth }
    guard best.value * 3 >= inner * 2, !lines.contains(where: { $0.width > full.upperBound + Self.tolerance }) else {
      return []
    }
    var edits: [Edit] = []
    for (line, next) in zip(lines, lines.dropFirst())
    where full.contains(line.width) && next.width > 0 && !next.isIndented {
      edits.append(Edit(Span(line.span.end, next.span.start), [], "repair.line-break"))
    }
    return edits
  }

  private static func lines(_ text: UnsafeBufferPointer<UInt8>) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start <= text.count {
      let end = start < text.count ? text[start...].firstIndex(of: 0x0A) ?? text.count : text.count
      var (width, last, first, at) = (0, UInt32(0), UInt32(0), start)
      while at < end {
        let (scalar, length) = PhraseTrie.decode(text, at)
        if at == start { first = scalar }
        width += scalar < 0x2E80 && !isWideMark(scalar) ? 1 : 2
        last = scalar
        at += length
      }
      lines.append(
        Line(
          span: Span(start, end), width: width, endsSentence: width == 0 || isSentenceEnd(last),
          isIndented: first == 0x3000 || first == 0x20 || first == 0x09))
      start = end + 1
    }
    return lines
  }

  /// Quotes, dashes and ellipses, which Chinese fonts draw in two columns.
  private static func isWideMark(_ scalar: UInt32) -> Bool {
    (0x2014...0x2026).contains(scalar)
  }

  private static func isSentenceEnd(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0xFF1A, 0x21, 0x3F, 0x3B, 0x3A, 0x2026, 0x201D, 0x300D, 0x300F, 0x29, 0xFF09: true
    default: false
    }
  }
}
