import CorpusModel
import FactStore
import Gazetteer

/// Everything that is known of a model, slogan or epithet; sentences and titles are read when they are asked for.
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
    /// Index, in the name's mentions, of the first that says so.
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
  public let adopters: [Adopter]
  /// The first date on which it is seen.
  public let first: PartialDate?
  public let documentCount: Int
  /// Number of mentions.
  public var sightingCount: Int { rows.count }

  /// Indices of its facts, by date, undated last.
  let rows: [Int]
  private let sheet: FactSheet

  /// Gathers the names in facts of models, slogans or epithets.
  ///
  /// - Parameters:
  ///   - sheet: Facts of any kind.
  ///   - kind: Of the facts wanted.
  ///   - gazetteer: Divisions and their history.
  ///   - key: One key for all spellings of a name.
  /// - Returns: The names of most regions first.
  /// - Throws: `StoreError`.
  public static func profiles(
    in sheet: FactSheet, of kind: FactKind, gazetteer: Gazetteer, key: (String) -> String
  ) throws(StoreError) -> [NameProfile] {
    var heirs = RegionHeirs(sheet, gazetteer: gazetteer, year: nil)
    return try profiles(in: sheet, of: kind, heirs: &heirs, key: key)
  }

  static func profiles(
    in sheet: FactSheet, of kind: FactKind, heirs: inout RegionHeirs, key: (String) -> String
  ) throws(StoreError) -> [NameProfile] {
    let facts = sheet.entries.indices.filter { sheet.entries[$0].kind == kind }
    var profiles: [NameProfile] = []
    let keys = NameKeys(of: facts, in: sheet, variantKey: key)
    for group in NameGroup.groups(of: facts, in: sheet, keys: keys, heirs: &heirs) {
      profiles.append(try NameProfile(group, sheet, key: key(group.name)))
    }
    return profiles
  }

  private init(_ group: NameGroup, _ sheet: FactSheet, key: String) throws(StoreError) {
    var hash = StableHash()
    for byte in key.utf8 { hash.mix(UInt64(byte)) }
    hash.fold()
    id = hash.hexadecimal
    name = group.name
    variants = group.variants
    components = try group.components(in: sheet)
    componentsFact = group.teller.map { (sheet.key(of: $0), sheet.document(of: $0).id) }
    adopters = group.adopters
    first = group.first
    documentCount = group.documentCount
    rows = group.rows
    self.sheet = sheet
  }

  /// Date and region of a mention, which need no reading.
  public func mention(at index: Int) -> (date: PartialDate?, region: RegionReference?) {
    (sheet.date(of: rows[index]), sheet.region(of: rows[index]))
  }

  /// Key of a mention's fact and identifier of its document, which need no reading.
  public func place(at index: Int) -> (fact: String, document: String) {
    (sheet.key(of: rows[index]), sheet.document(of: rows[index]).id)
  }

  /// The mentions at some indices, from 0 to `sightingCount`, by index.
  ///
  /// - Throws: `StoreError`.
  /// - Complexity: O(indices), each a look-up in the store.
  public func sightings(at indices: some Sequence<Int>) throws(StoreError) -> [Int: Sighting] {
    let wanted = Set(indices)
    let found = try sheet.rows(at: wanted.map { rows[$0] })
    var sightings: [Int: Sighting] = [:]
    for index in wanted { sightings[index] = found[rows[index]].map { Sighting($0) } }
    return sightings
  }

  /// Mentions of several names of one sheet, in their order, read at once.
  ///
  /// - Throws: `StoreError`.
  public static func sightings(
    _ mentions: [(profile: NameProfile, sighting: Int)]
  ) throws(StoreError) -> [Sighting?] {
    guard let sheet = mentions.first?.profile.sheet else { return [] }
    let indices = mentions.map { $0.profile.rows[$0.sighting] }
    let found = try sheet.rows(at: indices)
    return indices.map { found[$0].map { Sighting($0) } }
  }

  /// The first mention of each of several names of one sheet, in their order.
  ///
  /// - Throws: `StoreError`.
  public static func firstSightings(of profiles: some Sequence<NameProfile>) throws(StoreError) -> [Sighting?] {
    try sightings(profiles.map { ($0, 0) })
  }
}

extension NameProfile.Sighting {
  init(_ row: FactRow) {
    spelling = row.fact.content.name ?? ""
    date = row.date
    region = row.fact.region
    place = row.fact.place
    title = row.title
    publisher = row.publisher
    fact = row.fact.key
    document = row.document
    evidence = row.fact.evidence.text
  }
}

extension FactContent {
  /// Name of a model, text of a slogan or epithet.
  fileprivate var name: String? {
    switch self {
    case .model(let name, _): name
    case .slogan(let text), .epithet(let text): text
    case .count, .coverage: nil
    }
  }
}
