import CorpusModel
import FactStore
import Gazetteer

/// Everything that is known of a model, slogan or epithet.
public struct NameProfile: Sendable {
  /// One article's mention of the name.
  public struct Sighting: Sendable, Equatable {
    public let spelling: String
    /// Day of publication.
    public let date: PartialDate?
    public let region: RegionReference?
    public let place: String?
    public let title: String?
    public let publisher: String?
    /// Key of the fact.
    public let fact: String
    public let document: String
    public let evidence: String
  }

  /// A division that has it.
  public struct Adopter: Sendable, Equatable {
    /// As it stands today, or in the year of the report.
    public let region: RegionReference
    public let since: PartialDate?
    /// The first mention.
    public let sighting: Int
  }

  /// Sixteen hexadecimal digits that stay the same as long as the name's key does.
  public let id: String
  /// The spelling used most.
  public let name: String
  /// All spellings with the number of their uses, the most used first.
  public let variants: [(spelling: String, uses: Int)]
  /// What it consists of, from the fact that says most.
  public let components: [String]
  /// Key of that fact, where there are components, with its document.
  public let componentsFact: (fact: String, document: String)?
  /// By date, undated last.
  public let sightings: [Sighting]
  /// By date, undated last.
  public let adopters: [Adopter]

  /// The first date on which it is seen.
  public var first: PartialDate? { sightings.first?.date }
  public var documentCount: Int { Set(sightings.map(\.document)).count }

  /// Gathers the names in facts of models, slogans or epithets.
  ///
  /// - Parameters:
  ///   - facts: Of one kind.
  ///   - gazetteer: Divisions and their history.
  ///   - key: One key for all spellings of a name.
  /// - Returns: The names of most regions first.
  public static func profiles(
    of facts: [FactRow], gazetteer: Gazetteer, key: (String) -> String
  ) -> [NameProfile] {
    var heirs = RegionHeirs(gazetteer: gazetteer, year: nil)
    return NameGroup.groups(of: DatedFact.facts(facts), heirs: &heirs, variantKey: key)
      .map { NameProfile($0, key: key($0.name)) }
  }

  init(_ group: NameGroup, key: String) {
    var hash = StableHash()
    for byte in key.utf8 { hash.mix(UInt64(byte)) }
    hash.fold()
    id = hash.hexadecimal
    name = group.name
    let uses = Dictionary(grouping: group.rows.compactMap(\.row.fact.content.name)) { $0 }.mapValues(\.count)
    variants = group.variants.map { ($0, uses[$0] ?? 0) }
    components = group.components
    let teller = group.rows.first {
      if case .model(_, let parts) = $0.row.fact.content { !parts.isEmpty && parts == group.components } else { false }
    }
    componentsFact = teller.map { ($0.row.fact.key, $0.row.document) }
    sightings = group.rows.map { Sighting($0) }
    adopters = group.adopters.map { Adopter(region: $0.region, since: $0.since, sighting: $0.sighting) }
  }
}

extension NameProfile.Sighting {
  init(_ fact: DatedFact) {
    let row = fact.row
    spelling = row.fact.content.name ?? ""
    date = fact.date
    region = row.fact.region
    place = row.fact.place
    title = row.title
    publisher = row.publisher
    self.fact = row.fact.key
    document = row.document
    evidence = row.fact.evidence.text
  }
}
