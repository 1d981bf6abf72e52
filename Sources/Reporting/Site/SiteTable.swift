/// A heading of a table of a site.
public struct TableColumn: Sendable {
  /// What the cells below are.
  public enum Kind: String, Sendable {
    case text
    /// Aligned right.
    case number
    /// Not broken into lines.
    case date
    /// Narrow, under a heading that runs downwards.
    case narrow
  }

  let content: HTML
  /// The heading without markup.
  let plain: String
  let kind: Kind

  public init(_ content: HTML, plain: String, kind: Kind = .text) {
    (self.content, self.plain, self.kind) = (content, plain, kind)
  }

  fileprivate var mark: HTML { kind == .text ? "" : " class=\"\(kind.rawValue)\"" }
}

extension SiteLabels {
  /// Columns of dates, which are not broken into lines.
  private static let dateColumns: Set = ["column.as_of", "column.published", "column.since", "column.first_seen"]

  /// The heading of a column by the key of its label; a key that ends in `#` is of numbers.
  public func column(_ key: String) -> TableColumn {
    let isNumber = key.hasSuffix("#")
    let key = isNumber ? String(key.dropLast()) : key
    return TableColumn(
      label(key), plain: plain(key), kind: isNumber ? .number : Self.dateColumns.contains(key) ? .date : .text)
  }

  /// `table(_:_:)` under labels by their keys.
  public func table(_ columns: [String], _ rows: [[TableCell]]) -> HTML { table(columns.map(column), rows) }

  /// A table whose cells carry their heading, so that narrow screens can show rows as cards.
  ///
  /// - Parameters:
  ///   - columns: The headings.
  ///   - rows: As many cells a row; `value` sorts a row by something else than its text.
  /// - Returns: The table in a box that scrolls sideways where it must.
  public func table(_ columns: [TableColumn], _ rows: [[TableCell]]) -> HTML {
    let head = columns.map { column -> HTML in "<th scope=\"col\"\(column.mark)>\(column.content)</th>" }
    let body = rows.map { row -> HTML in
      let cells = zip(columns, row).enumerated().map { index, pair -> HTML in
        let (column, cell) = pair
        let value: HTML = cell.value.map { " data-value=\"\($0)\"" } ?? ""
        if index == 0 { return "<th scope=\"row\"\(value)>\(cell.content)</th>" }
        let heading: HTML = cell.content.source.isEmpty ? "" : " data-label=\"\(column.plain)\""
        return "<td\(column.mark)\(heading)\(value)>\(cell.content)</td>"
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
