import CorpusModel

/// Rows as JSON objects, keyed by column in column order.
enum JSONTable {
  static func array(_ table: Table, to body: ([UInt8]) throws -> Void) rethrows {
    if table.rows.isEmpty { return try body(Array("[]\n".utf8)) }
    for (index, row) in table.rows.enumerated() {
      try body(Array((index == 0 ? "[\n" : ",\n").utf8) + object(row, table.columns).bytes)
    }
    try body(Array("\n]\n".utf8))
  }

  static func lines(_ table: Table, to body: ([UInt8]) throws -> Void) rethrows {
    for row in table.rows { try body(object(row, table.columns).bytes + [0x0A]) }
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
    case .list(let items): .strings(Array(items))
    case .flag(let value): .flag(value)
    case .missing: .null
    }
  }
}
