import CorpusModel

/// Rows as JSON objects, keyed by column in column order.
enum JSONTable {
  static func array(_ table: Table) -> String {
    if table.rows.isEmpty { return "[]\n" }
    return "[\n" + table.rows.map { object($0, table.columns).line }.joined(separator: ",\n") + "\n]\n"
  }

  static func lines(_ table: Table) -> String {
    table.rows.map { object($0, table.columns).line + "\n" }.joined()
  }

  private static func object(_ row: [Table.Cell], _ columns: [String]) -> JSONValue {
    .object(zip(columns, row).map { ($0, value($1)) })
  }

  static func value(_ cell: Table.Cell) -> JSONValue {
    switch cell {
    case .text(let text): .string(text)
    case .integer(let value): .integer(value)
    case .decimal(let value): .number(value)
    case .quantity(let quantity):
      .object([("value", .integer(quantity.value)), ("bound", .string(quantity.bound.rawValue))])
    case .list(let items): .strings(items)
    case .flag(let value): .flag(value)
    case .missing: .null
    }
  }
}
