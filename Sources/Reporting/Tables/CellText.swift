import CorpusModel

extension Table.Cell {
  /// The cell for people, before any escaping; see `TableRenderer.legend`.
  var display: String {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .decimal(let value): value.digits
    case .quantity(let quantity): quantity.bound.sign + String(quantity.value)
    case .list(let items): items.joined(separator: "; ")
    case .flag(let value): value ? "yes" : "no"
    case .missing: "–"
    }
  }

  var isNumber: Bool {
    switch self {
    case .integer, .decimal, .quantity: true
    default: false
    }
  }
}

extension Double {
  /// The shortest decimal digits that give the number back, without `.0` for whole ones.
  var digits: String { JSONValue.number(self).line }
}

extension Table {
  /// The table with as many cells in each row as there are columns.
  var rectangular: Table {
    var table = self
    for row in table.rows.indices where table.rows[row].count != columns.count {
      let cells = table.rows[row].prefix(columns.count)
      table.rows[row] = cells + Array(repeating: .missing, count: columns.count - cells.count)
    }
    return table
  }

  /// The table with two columns for each of quantities, the plain numbers and `NAME_bound`.
  var withBoundColumns: Table {
    let hasBound = columns.indices.map { column in
      rows.contains { if case .quantity = $0[column] { true } else { false } }
    }
    guard hasBound.contains(true) else { return self }
    var table = Table(columns: [], notes: notes)
    for (column, name) in columns.enumerated() { table.columns += hasBound[column] ? [name, name + "_bound"] : [name] }
    table.rows = rows.map { row in
      var cells: [Cell] = []
      cells.reserveCapacity(table.columns.count)
      for (column, cell) in row.enumerated() {
        switch cell {
        case _ where !hasBound[column]: cells.append(cell)
        case .quantity(let quantity): cells += [.integer(quantity.value), .text(quantity.bound.rawValue)]
        case .integer(let value): cells += [.integer(value), .text(Bound.exact.rawValue)]
        default: cells += [cell, .missing]
        }
      }
      return cells
    }
    return table
  }

  /// Whether a column is of numbers, so that it is aligned right.
  func isNumeric(_ column: Int) -> Bool {
    var hasNumber = false
    for row in rows where row[column] != .missing {
      guard row[column].isNumber else { return false }
      hasNumber = true
    }
    return hasNumber
  }
}
