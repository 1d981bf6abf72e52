import CorpusModel
import FactStore

/// What a comparison compares.
public enum Measure: String, Sendable, CaseIterable {
  case stations, deputies
  case deputyGroups = "deputy_groups"
  case residents, officers, suggestions, deeds, activities, participations, funds, coverage, models, slogans

  /// Subject of the counts that are compared; nil where the measure is of another kind of fact.
  public var subject: String? {
    switch self {
    case .stations: "station"
    case .deputies: "deputy"
    case .deputyGroups: "deputy_group"
    case .residents: "resident"
    case .officers: "officer"
    case .suggestions: "suggestion"
    case .deeds: "deed"
    case .activities: "activity"
    case .participations: "participation"
    case .funds: "fund"
    case .coverage, .models, .slogans: nil
    }
  }

  /// The facts that bear on the measure.
  public var filter: FactFilter {
    switch self {
    case .coverage: FactFilter(kinds: ["coverage"])
    case .models: FactFilter(kinds: ["model"])
    case .slogans: FactFilter(kinds: ["slogan"])
    default: FactFilter(kinds: ["count"], subjects: subject.map { [$0] } ?? [])
    }
  }

  /// Whether the measure counts distinct names instead of choosing a number.
  var isOfNames: Bool { self == .models || self == .slogans }

  /// Whether `fact` bears on the measure.
  func includes(_ fact: Fact) -> Bool {
    switch (self, fact.content) {
    case (.coverage, .coverage), (.models, .model), (.slogans, .slogan): true
    // A count that may be of two subjects is compared under the likelier one.
    case (_, .count(let count)): subject != nil && count.subjects.first == subject
    default: false
    }
  }
}
