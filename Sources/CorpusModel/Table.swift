/// A typed table: what comparison and queries make and rendering prints.
public struct Table: Sendable, Equatable {
  public enum Cell: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case decimal(Double)
    /// A number with its bound; rendered as `≥12000`, `≈300` and the like.
    case quantity(Quantity)
    case list(TextList)
    case flag(Bool)
    /// Not reported: never zero.
    case missing
  }

  /// Machine names of the columns, in lower snake case.
  public var columns: [String]
  public var rows: [[Cell]]
  /// Sentences about the table as a whole, such as `stations: reported by 9 of 14 prefectures`.
  public var notes: [String]
  /// Columns of text that is read from its end, such as what stands before a word: aligned right, cut on the left.
  public var endAligned: Set<String> = []

  public init(columns: [String], rows: [[Cell]] = [], notes: [String] = []) {
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }

  /// The table with only the columns `names`, in that order; nil if one is not there.
  public func selecting(_ names: [String]) -> Table? {
    let indices = names.compactMap { columns.firstIndex(of: $0) }
    guard indices.count == names.count else { return nil }
    var table = self
    table.columns = names
    table.rows = rows.map { row in indices.map { $0 < row.count ? row[$0] : .missing } }
    return table
  }

  /// The table without the columns in which no row has anything.
  public var withoutEmptyColumns: Table {
    let kept = columns.indices.filter { column in rows.contains { column < $0.count && $0[column] != .missing } }
    return rows.isEmpty ? self : selecting(kept.map { columns[$0] }) ?? self
  }
}
