import CorpusModel
import FoundationEssentials
import GRDB

extension FactStore {
  /// The public views with their columns.
  ///
  /// - Throws: `StoreError`.
  public func publicViews() throws(StoreError) -> [PublicView] {
    try withStoreErrors(path) {
      try database.read { db in
        try PublicView.names.map { name in
          let columns = try Row.fetchAll(
            db, sql: "SELECT name, coalesce(type, '') FROM pragma_table_xinfo(?)", arguments: [name])
          return PublicView(name, found: columns.map { (name: $0[0], type: $0[1]) })
        }
      }
    }
  }

  /// Hands out the rows of a view one by one, in a fixed order.
  ///
  /// - Parameters:
  ///   - view: One of `publicViews`.
  ///   - body: Is given a cell a column: text, integer, decimal or missing; an array is text of JSON.
  /// - Throws: `StoreError`, and what `body` throws.
  /// - Complexity: O(rows) and their sorting; one row is in memory at a time.
  public func forEachRow(of view: PublicView, _ body: ([CorpusModel.Table.Cell]) throws -> Void) throws {
    do {
      try database.read { db in
        let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM \(view.name) ORDER BY \(view.order)")
        while let row = try cursor.next() { try body(view.columns.indices.map { Self.cell(row[$0] as DatabaseValue) }) }
      }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  private static func cell(_ value: DatabaseValue) -> CorpusModel.Table.Cell {
    switch value.storage {
    case .null: .missing
    case .int64(let number): .integer(Int(number))
    case .double(let number): .decimal(number)
    case .string(let text): .text(text)
    case .blob(let bytes): .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Writes the public views as tables of a plain SQLite file, with keys and indices and nothing of this program.
  ///
  /// - Parameter target: Path of a file that does not exist.
  /// - Throws: `StoreError`.
  public func exportDatabase(to target: String) throws {
    let views = try publicViews()
    try withStoreErrors(target) {
      let copy = try DatabaseQueue(path: target)
      try copy.writeWithoutTransaction { db in try fill(db, with: views) }
      try copy.close()
    }
  }

  private func fill(_ db: Database, with views: [PublicView]) throws {
    // The file is new and thrown away unless it is whole.
    try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
    for view in views {
      try db.execute(sql: view.tableDefinition)
      let marks = view.columns.map { _ in "?" }.joined(separator: ", ")
      let insert = try db.makeStatement(sql: "INSERT INTO \(view.name) VALUES (\(marks))")
      try forEachRow(of: view) { cells in
        try insert.execute(arguments: StatementArguments(cells.map(Self.databaseValue)))
      }
    }
    for (view, column) in [("facts", "kind"), ("facts", "region_code"), ("models", "name"), ("slogans", "text")] {
      try db.execute(sql: "CREATE INDEX \(view)_of_\(column) ON \(view) (\(column))")
    }
    try db.execute(sql: "COMMIT")
  }

  private static func databaseValue(_ cell: CorpusModel.Table.Cell) -> DatabaseValue {
    switch cell {
    case .integer(let number): number.databaseValue
    case .decimal(let number): number.databaseValue
    case .text(let text): text.databaseValue
    default: .null
    }
  }
}

extension PublicView {
  /// What makes the order of the rows the same in every run.
  fileprivate var order: String {
    let columns = key.isEmpty ? ["document", "key"] : key
    return columns.joined(separator: ", ")
  }

  fileprivate var tableDefinition: String {
    let types: [Column.Kind: String] = [.text: "TEXT", .integer: "INTEGER", .number: "REAL", .array: "TEXT"]
    var lines = columns.map { "\($0.name) \(types[$0.kind] ?? "TEXT")" }
    if !key.isEmpty { lines.append("PRIMARY KEY (\(key.joined(separator: ", ")))") }
    lines += references.map { "FOREIGN KEY (\($0.column)) REFERENCES \($0.view) (\($0.target))" }
    return "CREATE TABLE \(name) (\n  \(lines.joined(separator: ",\n  "))\n)"
  }
}
