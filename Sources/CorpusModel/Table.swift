/// A typed table: what comparison and queries make and rendering prints.
public struct Table: Sendable, Equatable {
  public enum Cell: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case decimal(Double)
    /// A number with its bound; rendered as `≥12000`, `≈300` and the like.
    case quantity(Quantity)
    case list([String])
    case flag(Bool)
    /// Not reported: never zero.
    case missing
  }

  /// Machine names of the columns, in lower snake case.
  public var columns: [String]
  public var rows: [[Cell]]
  /// Sentences about the table as a whole, such as `stations: reported by 9 of 14 prefectures`.
  public var notes: [String]

  public init(columns: [String], rows: [[Cell]] = [], notes: [String] = []) {
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }
}
