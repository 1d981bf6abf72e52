extension SiteLabels {
  /// Columns of dates, which are not broken into lines.
  private static let dateColumns: Set = ["column.as_of", "column.published", "column.since", "column.first_seen"]

  /// A table whose cells carry their heading, so that narrow screens can show rows as cards.
  ///
  /// - Parameters:
  ///   - columns: Keys of labels; a column whose key ends in `#` is of numbers.
  ///   - rows: As many cells a row; `value` sorts a row by something else than its text.
  /// - Returns: The table in a box that scrolls sideways where it must.
  public func table(_ columns: [String], _ rows: [[TableCell]]) -> HTML {
    let keys = columns.map { $0.hasSuffix("#") ? String($0.dropLast()) : $0 }
    let marks = columns.indices.map { column -> HTML in
      if columns[column].hasSuffix("#") { return " class=\"number\"" }
      return Self.dateColumns.contains(keys[column]) ? " class=\"date\"" : ""
    }
    let head = keys.indices.map { column -> HTML in
      "<th scope=\"col\"\(marks[column])>\(label(keys[column]))</th>"
    }
    let body = rows.map { row -> HTML in
      let cells = row.enumerated().map { column, cell -> HTML in
        let mark = marks[column]
        let value: HTML = cell.value.map { " data-value=\"\($0)\"" } ?? ""
        if column == 0 { return "<th scope=\"row\"\(value)>\(cell.content)</th>" }
        let heading: HTML = cell.content.source.isEmpty ? "" : " data-label=\"\(plain(keys[column]))\""
        return "<td\(mark)\(heading)\(value)>\(cell.content)</td>"
      }
      return "<tr>\(cells)</tr>\n"
    }
    return """
      <div class="scroll"><table class="cards" data-sortable>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(body)</tbody>
      </table></div>

      """
  }
}

/// A cell of a table of a site.
public struct TableCell: Sendable {
  public var content: HTML
  /// What the row is sorted by, where that is not the text.
  public var value: String?

  public init(_ content: HTML, value: String? = nil) {
    self.content = content
    self.value = value
  }

  /// A number, or a dash that sorts behind all numbers.
  public init(_ number: Int) {
    content = HTML(text: String(number))
    value = String(number)
  }
}
