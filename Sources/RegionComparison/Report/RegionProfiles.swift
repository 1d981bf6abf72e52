import CorpusModel
import FactStore
import Gazetteer

/// Gathers the profiles of regions of all levels.
struct RegionProfiles {
  /// Regions that a page names as like its own.
  private static let mostAlike = 6
  private static let allLevels: [DivisionLevel] = [.province, .prefecture, .county]

  private let request: ReportRequest
  private let sheet: FactSheet
  /// Those of the region that the report is limited to, and below.
  private let levels: [DivisionLevel]
  private let gazetteer: Gazetteer
  private var profilesByCode: [String: RegionProfile] = [:]
  private var measures: [Measure] = []
  private var comparisons: [(level: DivisionLevel, comparison: Comparison)] = []

  init(_ request: ReportRequest, _ sheet: FactSheet, gazetteer: Gazetteer) {
    self.request = request
    self.sheet = sheet
    self.gazetteer = gazetteer
    let top = request.within.flatMap { gazetteer.division($0, in: request.asOf?.year)?.level } ?? .province
    levels = Self.allLevels.filter { $0 >= top }
  }

  /// Takes the numbers of all levels.
  ///
  /// - Returns: The measures of which something is known, at the level of the request.
  mutating func addFigures(_ measures: [Measure], words: LabelWords) -> [MeasureProfile] {
    self.measures = measures
    comparisons = levels.map { level in
      let asked = ComparisonRequest(by: level, measures: measures, asOf: request.asOf, within: request.within)
      return (level, Comparison(asked, sheet, gazetteer: gazetteer, words: words))
    }
    for (level, comparison) in comparisons {
      for cell in comparison.cells where cell.division.level == level {
        profile(of: cell.division) { $0.figures.append(Figure(cell, in: comparison.sheet)) }
      }
    }
    guard let comparison = comparisons.first(where: { $0.level >= request.by })?.comparison else { return [] }
    return measures.compactMap { MeasureProfile($0, comparison) }
  }

  /// Takes the names of one kind into the list of every region that they are seen in.
  mutating func addNames(
    _ names: [NameProfile], to list: WritableKeyPath<RegionProfile, [RegionProfile.AdoptedName]>
  ) {
    var sorters = levels.map { level in
      FactSorter(
        sheet,
        frame: RegionFrame(gazetteer: gazetteer, level: level, year: request.asOf?.year, within: request.within))
    }
    for (index, name) in names.enumerated() {
      var found: [String: (division: Division, name: RegionProfile.AdoptedName)] = [:]
      for (sighting, fact) in name.rows.enumerated() {
        for sorter in sorters.indices {
          let division: Division
          let isInside: Bool
          switch sorters[sorter].place(of: fact) {
          case .row(let own):
            division = own
            isInside = sheet.entries[fact].place >= 0
          case .inside(_, let outer):
            division = outer
            isInside = true
          case .above, nil: continue
          }
          guard division.level == sorters[sorter].frame.level else { continue }
          let adopted = RegionProfile.AdoptedName(profile: index, sighting: sighting, isInside: isInside)
          let isOnlyInside = isInside && found[division.code]?.name.isInside != false
          found[division.code, default: (division, adopted)].name.isInside = isOnlyInside
        }
      }
      for (_, entry) in found.sorted(by: { $0.key < $1.key }) {
        profile(of: entry.division) { $0[keyPath: list].append(entry.name) }
      }
    }
  }

  /// Tells every region which others have most of its models.
  ///
  /// - Returns: The regions of the request's level with their models.
  mutating func addAlike(_ models: [NameProfile]) -> AdoptionMatrix {
    for level in levels {
      let matrix = AdoptionMatrix(of: models, by: level, gazetteer: gazetteer, year: request.asOf?.year)
      for (index, row) in matrix.rows.enumerated() where row.division.level == level {
        let alike = matrix.nearest(to: index, limit: Self.mostAlike).map { pair in
          RegionProfile.Alike(
            division: matrix.rows[pair.right].division, common: matrix.namesInCommon(pair), either: pair.either)
        }
        if !alike.isEmpty { profile(of: row.division) { $0.alike = alike } }
      }
    }
    return AdoptionMatrix(of: models, by: request.by, gazetteer: gazetteer, year: request.asOf?.year)
  }

  /// All profiles by code, with the figures of the level below.
  consuming func profiles() -> [RegionProfile] {
    for (level, comparison) in comparisons where level != .province { addChildren(comparison.expected) }
    return profilesByCode.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Hangs divisions below the regions that they lie in; what stands alone on a level hangs where it is found first.
  private mutating func addChildren(_ divisions: [Division]) {
    for (code, divisions) in Dictionary(grouping: divisions, by: { parent(of: $0) ?? "" }) {
      guard profilesByCode[code]?.children.isEmpty == true else { continue }
      let children = divisions.compactMap { division in
        profilesByCode[division.code].map { RegionProfile.Child(division: division, figures: $0.figures) }
      }
      let level = divisions.map(\.level).min() ?? .county
      profilesByCode[code]?.children = children
      profilesByCode[code]?.reaches = measures.compactMap { measure in
        let reporting = children.compactMap { child -> (String, Bool)? in
          child.figures.first { $0.measure == measure }.map { (child.division.code, $0.isOwn) }
        }
        guard !reporting.isEmpty else { return nil }
        return Reach(
          measure, level: level, reporting: Dictionary(reporting) { first, _ in first }, expected: divisions)
      }
    }
  }

  private func parent(of division: Division) -> String? {
    gazetteer.division(division.parent, in: request.asOf?.year)?.code
  }

  private mutating func profile(of division: Division, _ change: (inout RegionProfile) -> Void) {
    var profile = profilesByCode[division.code] ?? RegionProfile(division: division, ancestors: ancestors(of: division))
    change(&profile)
    profilesByCode[division.code] = profile
  }

  private func ancestors(of division: Division) -> [Division] {
    Self.allLevels.filter { $0 < division.level }
      .compactMap { gazetteer.ancestor(of: division.code, at: $0, in: request.asOf?.year) }
  }
}
