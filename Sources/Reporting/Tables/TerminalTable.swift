import CorpusModel

/// Columns aligned for Chinese width, numbers to the right.
struct TerminalTable {
  /// Columns of the terminal, or nil for no limit.
  let width: Int?
  let colour: Bool

  private static let gap = "  "
  /// Columns below which no text column is cut.
  private static let narrowest = 8

  func render(_ table: Table) -> String {
    let cells = [table.columns] + table.rows.map { $0.map(\.display) }
    let rows = cells.map { $0.map(TerminalText.escaped) }
    let isNumeric = table.columns.indices.map(table.isNumeric)
    let isEnd = table.columns.map(table.endAligned.contains)
    let widths = fitted(
      table.columns.indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }, isFixed: isNumeric)
    var lines = rows.map { line($0, widths, isNumeric, isEnd) }
    if colour, let header = lines.first { lines[0] = "\u{1B}[1m" + header + "\u{1B}[0m" }
    lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap), at: 1)
    lines += table.notes.map(TerminalText.escaped)
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int], _ isNumeric: [Bool], _ isEnd: [Bool]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let shown = isEnd[column] ? Self.cutStart(cell, widths[column]) : Self.cut(cell, widths[column])
      let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(shown))
      if column > 0 { line += Self.gap }
      line += isNumeric[column] || isEnd[column] ? padding + shown : shown + padding
    }
    let end = line.utf8.lastIndex { $0 != 0x20 }.map { line.utf8.index(after: $0) } ?? line.startIndex
    return String(line[..<end])
  }

  /// `text` in at most `width` columns, an ellipsis standing for what is cut.
  private static func cut(_ text: String, _ width: Int) -> String {
    DisplayWidth.of(text) <= width ? text : DisplayWidth.prefix(text, width - 1) + "…"
  }

  /// The end of `text` in at most `width` columns, an ellipsis standing for what is cut.
  private static func cutStart(_ text: String, _ width: Int) -> String {
    DisplayWidth.of(text) <= width ? text : "…" + DisplayWidth.suffix(text, width - 1)
  }

  /// Takes columns from the widest text until the table fits, or no text can be cut any more.
  private func fitted(_ widths: [Int], isFixed: [Bool]) -> [Int] {
    guard let width else { return widths }
    var widths = widths
    var excess = widths.reduce(Self.gap.utf8.count * (widths.count - 1), +) - width
    while excess > 0 {
      let open = widths.indices.filter { !isFixed[$0] && widths[$0] > Self.narrowest }
      guard let widest = open.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}
