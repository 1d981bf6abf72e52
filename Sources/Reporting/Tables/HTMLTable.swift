import CorpusModel

/// A table as HTML; numbers carry their value and bound as `data-value` and `data-bound`.
enum HTMLTable {
  /// A page with nothing but the table and its notes.
  static func page(_ table: Table) -> String {
    """
    <!DOCTYPE html>
    <html lang="zh"><head><meta charset="utf-8"><title>zhandian</title>
    <style>table{border-collapse:collapse}th,td{border:1px solid #999;padding:.2em .5em;text-align:left}\
    .number{text-align:right}</style></head><body>
    \(fragment(table))</body></html>

    """
  }

  /// The `table` element, then a paragraph for each note.
  static func fragment(_ table: Table) -> String {
    var lines = ["<table>", "<thead><tr>" + table.columns.indices.map { header(table, $0) }.joined() + "</tr></thead>"]
    lines.append("<tbody>")
    lines += table.rows.map { "<tr>" + $0.map(cell).joined() + "</tr>" }
    lines += ["</tbody>", "</table>"] + table.notes.map { "<p>\(HTML.escaped($0))</p>" }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func header(_ table: Table, _ column: Int) -> String {
    "<th\(table.isNumeric(column) ? " class=\"number\"" : "") scope=\"col\">\(HTML.escaped(table.columns[column]))</th>"
  }

  private static func cell(_ cell: Table.Cell) -> String {
    let attributes =
      switch cell {
      case .integer(let value): " class=\"number\" data-value=\"\(value)\""
      case .decimal(let value): " class=\"number\" data-value=\"\(value.digits)\""
      case .quantity(let quantity):
        " class=\"number\" data-value=\"\(quantity.value)\" data-bound=\"\(quantity.bound.rawValue)\""
      default: ""
      }
    return "<td\(attributes)>\(HTML.escaped(cell.display))</td>"
  }
}
