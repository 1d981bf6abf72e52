import CorpusModel

/// Rows as CSV (RFC 4180, CRLF) or TSV (LF).
///
/// A column of quantities becomes two, the plain numbers and `NAME_bound`. Lists are joined by `; `; what is missing is an
/// empty cell, and empty text is `""` in CSV.
struct DelimitedTable {
  enum Dialect { case csv, tsv }

  let dialect: Dialect
  /// Whether text that a spreadsheet would take for a formula stays as it is.
  let exact: Bool

  /// Hands out the lines in pieces.
  func render(_ table: Table, to body: ([UInt8]) throws -> Void) rethrows {
    let hasBound = table.hasBound
    try body(header(table.columns(hasBound: hasBound)))
    for row in table.rows { try body(self.row(row, hasBound: hasBound)) }
  }

  /// The first line.
  func header(_ columns: [String]) -> [UInt8] { row(columns.map { .text($0) }) }

  /// The line of a row; columns of which `hasBound` is true are two, the number and its bound.
  func row(_ cells: [Table.Cell], hasBound: [Bool] = []) -> [UInt8] {
    var line: [UInt8] = []
    for (column, cell) in cells.enumerated() {
      if column > 0 { addSeparator(to: &line) }
      add(cell, to: &line)
      guard column < hasBound.count, hasBound[column] else { continue }
      addSeparator(to: &line)
      add(cell.bound, to: &line)
    }
    line += (dialect == .csv ? "\r\n" : "\n").utf8
    return line
  }

  private func addSeparator(to line: inout [UInt8]) { line.append(dialect == .csv ? UInt8(ascii: ",") : 0x09) }

  private func add(_ cell: Table.Cell, to line: inout [UInt8]) {
    let start = line.count
    switch cell {
    case .text(let text): line.append(text: dialect == .csv && text.isEmpty ? "\"\"" : text)
    case .list(let items): items.write(to: &line, separator: "; ")
    case .integer(let value): line += String(value).utf8
    case .quantity(let quantity): line += String(quantity.value).utf8
    case .decimal(let value): if value.isFinite { line += value.digits.utf8 }
    case .flag(let value): line += (value ? "true" : "false").utf8
    case .missing: break
    }
    switch cell {
    case .text(let text) where !text.isEmpty: guardText(from: start, of: &line)
    case .list: guardText(from: start, of: &line)
    default: break
    }
  }

  /// Guards the text at the end of a line against being run, then quotes or escapes it.
  private func guardText(from start: Int, of line: inout [UInt8]) {
    if !exact, Self.isFormula(line[start...]) { line.insert(UInt8(ascii: "'"), at: start) }
    guard hasSpecial(line, from: start) else { return }
    let text = line[start...]
    line.removeSubrange(start...)
    if dialect == .csv { line.append(UInt8(ascii: "\"")) }
    for byte in text {
      switch (dialect, byte) {
      case (.csv, UInt8(ascii: "\"")): line += [byte, byte]
      case (.tsv, 0x09): line += "\\t".utf8
      case (.tsv, 0x0A): line += "\\n".utf8
      case (.tsv, 0x0D): line += "\\r".utf8
      case (.tsv, UInt8(ascii: "\\")): line += [byte, byte]
      default: line.append(byte)
      }
    }
    if dialect == .csv { line.append(UInt8(ascii: "\"")) }
  }

  /// Whether a byte has to be quoted or escaped; looks at all of them, which is faster than to stop at the first.
  private func hasSpecial(_ line: [UInt8], from start: Int) -> Bool {
    let (quote, separator): (UInt8, UInt8) =
      dialect == .csv ? (UInt8(ascii: "\""), UInt8(ascii: ",")) : (UInt8(ascii: "\\"), 0x09)
    return line.withUnsafeBufferPointer { line in
      var found: UInt8 = 0
      for byte in UnsafeBufferPointer(rebasing: line[start...]) {
        found |= byte == quote || byte == separator || byte == 0x0A || byte == 0x0D ? 1 : 0
      }
      return found != 0
    }
  }

  /// Whether a spreadsheet would take a text for a formula (OWASP ASVS 1.2.10), full-width signs included.
  private static func isFormula(_ text: ArraySlice<UInt8>) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D, 0x00: true
    case 0xEF: ["＝", "＋", "－", "＠"].contains { text.starts(with: $0.utf8) }
    default: false
    }
  }
}
