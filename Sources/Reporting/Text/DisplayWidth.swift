/// Columns that text takes on a terminal.
///
/// East Asian Wide and Fullwidth take two (Unicode Standard Annex 11), marks and format characters none, all else one;
/// what is Ambiguous, such as `“ … ≥`, takes one, as terminals show it by default.
enum DisplayWidth {
  static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if wide.contains(where: { $0.contains(value) }) { return 2 }
    return scalar.properties.isEmojiPresentation ? 2 : 1
  }

  /// The longest prefix of `text` that fits into `columns`.
  static func prefix(_ text: String, _ columns: Int) -> String {
    var left = columns
    let end = text.unicodeScalars.firstIndex {
      left -= of($0)
      return left < 0
    }
    return end.map { String(text.unicodeScalars[..<$0]) } ?? text
  }

  /// The longest suffix of `text` that fits into `columns`.
  static func suffix(_ text: String, _ columns: Int) -> String {
    let scalars = text.unicodeScalars
    var left = columns
    var start = scalars.endIndex
    while start > scalars.startIndex {
      let before = scalars.index(before: start)
      left -= of(scalars[before])
      if left < 0 { break }
      start = before
    }
    return String(scalars[start...])
  }

  /// Blocks of Wide and Fullwidth characters, of Unicode 16; emoji are told by their property.
  private static let wide: [ClosedRange<UInt32>] = [
    0x4E00...0xA4CF, 0x3041...0x3247, 0x3250...0x4DFF, 0x2E80...0x303E, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0x1100...0x115F, 0xA960...0xA97F, 0x2329...0x232A,
    0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
