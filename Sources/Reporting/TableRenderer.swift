import CorpusModel

/// Turns typed tables into text; every escape that an output needs is made here and nowhere else.
///
/// JSON and JSONL carry types: a quantity is `{"value":12000,"bound":"more_than"}`, what is missing is null, a list an
/// array. CSV and TSV keep numbers plain and put the bound into a column of its own, `NAME_bound`. The forms for people
/// write bounds as signs; see `legend`.
public struct TableRenderer: Sendable {
  private let bom: Bool
  private let exact: Bool
  private let width: Int?
  private let colour: Bool

  /// How quantities and gaps are written for people, for help texts.
  public static let legend = """
    12000 exactly, >12000 more than, <12000 nearly (just under), ≈12000 about, ≥12000 at least, ≤12000 at most, \
    – not reported (never zero)
    """

  /// - Parameters:
  ///   - bom: Begin CSV with a byte-order mark, for Excel.
  ///   - exact: Leave CSV and TSV cells as they are, though a spreadsheet might run them as formulas.
  ///   - width: Columns of the terminal; wider text columns are cut. nil cuts nothing.
  ///   - colour: Set the header of a terminal table apart.
  public init(bom: Bool = false, exact: Bool = false, width: Int? = nil, colour: Bool = false) {
    self.bom = bom
    self.exact = exact
    self.width = width
    self.colour = colour
  }

  /// The whole of `table` in `format`, ending in a line end.
  ///
  /// A row that is short is filled with missing cells. Notes stand below the table in the forms for people and are left out of CSV, TSV, JSON and JSONL.
  /// - Complexity: O(cells).
  public func render(_ table: Table, as format: OutputFormat) -> String {
    var bytes: [UInt8] = []
    render(table, as: format) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Hands out what `render(_:as:)` returns in pieces, those of CSV, TSV, JSON and JSONL a row each.
  ///
  /// - Throws: What `body` throws.
  public func render(_ table: Table, as format: OutputFormat, to body: ([UInt8]) throws -> Void) rethrows {
    let table = table.rectangular
    switch format {
    case .table: try body(Array(TerminalTable(width: width, colour: colour).render(table).utf8))
    case .csv:
      if bom { try body(Array("\u{FEFF}".utf8)) }
      try DelimitedTable(dialect: .csv, exact: exact).render(table, to: body)
    case .tsv: try DelimitedTable(dialect: .tsv, exact: exact).render(table, to: body)
    case .json: try JSONTable.array(table, to: body)
    case .jsonl: try JSONTable.lines(table, to: body)
    case .md: try body(Array(MarkdownTable.render(table).utf8))
    case .html: try body(Array(HTMLTable.page(table).utf8))
    case .latex: try body(Array(LaTeXTable.render(table).utf8))
    }
  }
}
