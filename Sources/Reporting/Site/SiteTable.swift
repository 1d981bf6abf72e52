extension SiteLabels {
  /// A table whose cells carry their heading, so that narrow screens can show rows as cards.
  ///
  /// - Parameters:
  ///   - columns: Keys of labels; a column whose key ends in `#` is of numbers.
  ///   - rows: As many cells a row; `value` sorts a row by something else than its text.
  public func table(_ columns: [String], _ rows: [[TableCell]]) -> HTML {
    let keys = columns.map { $0.hasSuffix("#") ? String($0.dropLast()) : $0 }
    let isNumber = columns.map { $0.hasSuffix("#") }
    let head = keys.indices.map { column -> HTML in
      let mark: HTML = isNumber[column] ? " class=\"number\"" : ""
      return "<th scope=\"col\"\(mark)>\(label(keys[column]))</th>"
    }
    let body = rows.map { row -> HTML in
      let cells = row.enumerated().map { column, cell -> HTML in
        let mark: HTML = isNumber[column] ? " class=\"number\"" : ""
        let value: HTML = cell.value.map { " data-value=\"\($0)\"" } ?? ""
        let heading: HTML = " data-label=\"\(plain(keys[column]))\""
        return column == 0
          ? "<th scope=\"row\"\(heading)\(value)>\(cell.content)</th>" : "<td\(mark)\(heading)\(value)>\(cell.content)</td>"
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
