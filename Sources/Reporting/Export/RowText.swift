import CorpusModel
import FactStore

/// Rows of a public view as text, one by one, for tables that are too long to be held whole.
public struct RowText: Sendable {
  /// The forms that can be written row by row.
  public enum Form: String, Sendable, CaseIterable {
    case csv, tsv, jsonl
  }

  private let view: PublicView
  private let form: Form
  private let bom: Bool
  private let delimited: DelimitedTable

  /// - Parameters:
  ///   - view: Whose rows come.
  ///   - form: Of the text.
  ///   - bom: Begin CSV with a byte-order mark, for Excel.
  ///   - exact: Leave cells as they are, though a spreadsheet might run them as formulas.
  public init(_ view: PublicView, as form: Form, bom: Bool = false, exact: Bool = false) {
    self.view = view
    self.form = form
    self.bom = bom
    delimited = DelimitedTable(dialect: form == .tsv ? .tsv : .csv, exact: exact)
  }

  /// What stands before the first row.
  public var header: [UInt8] {
    guard form != .jsonl else { return [] }
    return Array((bom && form == .csv ? "\u{FEFF}" : "").utf8) + delimited.header(view.columns.map(\.name))
  }

  /// The line of a row; an array is JSON, in a cell of CSV as in JSONL.
  public func row(_ cells: [Table.Cell]) -> [UInt8] {
    guard form == .jsonl else { return delimited.row(cells) }
    let members = zip(view.columns, cells).map { column, cell -> (String, JSONValue) in
      if column.kind == .array, case .text(let json) = cell { return (column.name, .written(json)) }
      return (column.name, JSONTable.value(cell))
    }
    return JSONValue.object(members).bytes + [0x0A]
  }
}
