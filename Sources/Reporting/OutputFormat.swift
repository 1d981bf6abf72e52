/// The forms of text that rows are printed in; `Workbook` makes the one that is no text.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned columns for a terminal.
  case table
  /// RFC 4180, safe to open in a spreadsheet.
  case csv
  /// One row a line; tab, line end and backslash in a cell are written `\t`, `\n`, `\r` and `\\`.
  case tsv
  /// One array of objects, typed.
  case json
  /// One object a line, typed.
  case jsonl
  /// A GitHub table.
  case md
  /// A page with one table.
  case html
  /// A `tabular` environment.
  case latex
}
