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

  /// The bound of a whole number; missing for all else.
  var bound: Table.Cell {
    switch self {
    case .quantity(let quantity): .text(quantity.bound.rawValue)
    case .integer: .text(Bound.exact.rawValue)
    default: .missing
    }
  }

  /// A quantity as a plain number.
  var withoutBound: Table.Cell { if case .quantity(let quantity) = self { .integer(quantity.value) } else { self } }

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

  /// Which columns have quantities: where bounds have no sign they are two, the plain numbers and `NAME_bound`.
  var hasBound: [Bool] {
    columns.indices.map { column in
      rows.contains { if case .quantity = $0[column] { true } else { false } }
    }
  }

  /// Names of the columns where some are two.
  func columns(hasBound: [Bool]) -> [String] {
    zip(columns, hasBound).flatMap { name, hasBound in hasBound ? [name, name + "_bound"] : [name] }
  }

  /// The table with two columns for each of quantities.
  var withBoundColumns: Table {
    let hasBound = hasBound
    guard hasBound.contains(true) else { return self }
    let rows = rows.map { row in
      zip(row, hasBound).flatMap { cell, hasBound in hasBound ? [cell.withoutBound, cell.bound] : [cell] }
    }
    return Table(columns: columns(hasBound: hasBound), rows: rows, notes: notes)
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
