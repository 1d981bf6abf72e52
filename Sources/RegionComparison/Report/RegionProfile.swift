import CorpusModel
import FactStore
import Gazetteer

/// Everything that is known of a region.
public struct RegionProfile: Sendable {
  /// A name that the region, or a place in it, has.
  public struct AdoptedName: Sendable, Equatable {
    /// Index of the name's profile.
    public let profile: Int
    /// Index, in that profile, of the first mention in the region.
    public let sighting: Int
    /// Whether only places inside the region have it.
    public var isInside: Bool
  }

  /// Another region of the same level with models in common.
  public struct Alike: Sendable, Equatable {
    public let division: Division
    /// Indices of the profiles of the models that both have, those of fewest regions first.
    public let common: [Int]
    /// How many models one of them has.
    public let either: Int
  }

  /// A region of the next level below.
  public struct Child: Sendable {
    public let division: Division
    /// In the order of the measures; what is not reported is not there.
    public let figures: [Figure]
  }

  public let division: Division
  /// The divisions above, from the province down.
  public let ancestors: [Division]
  /// In the order of the measures; what is not reported is not there.
  public internal(set) var figures: [Figure] = []
  public internal(set) var models: [AdoptedName] = []
  public internal(set) var slogans: [AdoptedName] = []
  public internal(set) var epithets: [AdoptedName] = []
  /// The regions with most of its models, by the Jaccard index.
  public internal(set) var alike: [Alike] = []
  /// The regions of the next level below of which something is known, by code.
  public internal(set) var children: [Child] = []
  /// How many of all regions of the next level below report, for each measure that one of them reports.
  public internal(set) var reaches: [Reach] = []
}

/// A measure over all regions of the report's level.
public struct MeasureProfile: Sendable {
  /// A region with what is known of it.
  public struct Row: Sendable {
    public let division: Division
    public let figure: Figure
  }

  public let measure: Measure
  public let reach: Reach
  /// By code, as far as the request wants them.
  public let rows: [Row]
  /// What is stated of divisions that hold several rows, by code.
  public let above: [Row]

  /// One measure of a comparison; nil if nothing is known of it.
  init?(_ measure: Measure, _ comparison: Comparison) {
    func row(_ cell: Comparison.Cell) -> Row {
      Row(division: cell.division, figure: Figure(cell, in: comparison.sheet))
    }
    rows = comparison.cells.filter { $0.measure == measure }.map(row)
    above = comparison.above.filter { $0.measure == measure && !$0.reading.shown.isEmpty }.map(row)
    guard let reach = comparison.reaches.first(where: { $0.measure == measure }), !(rows.isEmpty && above.isEmpty)
    else { return nil }
    self.measure = measure
    self.reach = reach
  }

  /// Compares regions by the first measure of a request; nil if nothing is known of it.
  ///
  /// - Complexity: As `Comparison`.
  public init?(_ request: ComparisonRequest, _ sheet: FactSheet, gazetteer: Gazetteer, words: LabelWords) {
    guard let measure = request.measures.first else { return nil }
    self.init(measure, Comparison(request, sheet, gazetteer: gazetteer, words: words))
  }
}
