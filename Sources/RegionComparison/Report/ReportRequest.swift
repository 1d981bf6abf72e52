import CorpusModel

/// What a report is to be of.
public struct ReportRequest: Sendable, Equatable {
  /// Level of the rows of its comparisons.
  public var by: DivisionLevel
  /// Only what can have been so by then, in the regions of that year; nil for the latest.
  public var asOf: PartialDate?
  /// Code of a division of any year; only what lies in it.
  public var within: String?

  public init(by level: DivisionLevel = .province, asOf: PartialDate? = nil, within: String? = nil) {
    by = level
    self.asOf = asOf
    self.within = within
  }
}
