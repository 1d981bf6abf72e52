import CorpusModel

extension Table {
  /// Columns of a terminal that a cut text needs to be read: six Chinese characters.
  private static let readable = 12

  /// The table without the columns that a terminal has no room for.
  ///
  /// Columns that say the same in every row go first, then the last ones; two are always kept.
  ///
  /// - Parameter width: Columns of the terminal.
  /// - Returns: The table, and the names of the columns that are left out, in order.
  /// - Complexity: O(cells).
  public func fitting(width: Int) -> (table: Table, left: [String]) {
    let needed = columns.indices.map { column -> Int in
      let widest = rows.map { DisplayWidth.of($0[column].display) }.max() ?? 0
      return max(DisplayWidth.of(columns[column]), isNumeric(column) ? widest : min(widest, Self.readable))
    }
    var kept = Array(columns.indices)
    func isTooWide() -> Bool {
      kept.count > 2 && kept.reduce(2 * (kept.count - 1)) { $0 + needed[$1] } > width
    }
    for column in columns.indices.reversed() where isTooWide() && rows.count > 1 {
      if rows.allSatisfy({ $0[column] == rows[0][column] }) { kept.removeAll { $0 == column } }
    }
    while isTooWide() { kept.removeLast() }
    let left = columns.indices.filter { !kept.contains($0) }.map { columns[$0] }
    return (selecting(kept.map { columns[$0] }) ?? self, left)
  }
}
