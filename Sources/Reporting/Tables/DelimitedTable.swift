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

  func render(_ table: Table) -> String {
    let table = table.withBoundColumns
    return header(table.columns) + table.rows.map(row).joined()
  }

  /// The first line.
  func header(_ columns: [String]) -> String { line(columns.map(field)) }

  /// The line of a row.
  func row(_ cells: [Table.Cell]) -> String { line(cells.map(cell)) }

  private func line(_ fields: [String]) -> String {
    dialect == .csv ? fields.joined(separator: ",") + "\r\n" : fields.joined(separator: "\t") + "\n"
  }

  private func cell(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): dialect == .csv && text.isEmpty ? "\"\"" : field(text)
    case .list(let items): field(items.joined(separator: "; "))
    case .integer(let value): String(value)
    case .quantity(let quantity): String(quantity.value)
    case .decimal(let value): value.isFinite ? value.digits : ""
    case .flag(let value): value ? "true" : "false"
    case .missing: ""
    }
  }

  /// Text, guarded against being run and quoted or escaped.
  private func field(_ text: String) -> String {
    let text = exact ? text : Self.guarded(text)
    switch dialect {
    case .csv:
      guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
      return "\"" + text.replacingScalars { $0 == "\"" ? "\"\"" : nil } + "\""
    case .tsv:
      guard text.utf8.contains(where: { [0x09, 0x0A, 0x0D, 0x5C].contains($0) }) else { return text }
      return text.replacingScalars {
        switch $0 {
        case "\t": "\\t"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\\": "\\\\"
        default: nil
        }
      }
    }
  }

  /// Puts `'` before what a spreadsheet would take for a formula (OWASP ASVS 1.2.10), full-width signs included.
  private static func guarded(_ text: String) -> String {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠": "'" + text
    default: text
    }
  }
}
