import CorpusModel
import FactStore
import Gazetteer

/// A model or slogan under all its spellings, with every fact that names it.
struct NameGroup: Sendable {
  /// The spelling used most; the longest of those, then the first in byte order.
  var name: String
  /// All spellings, by use.
  var variants: [String]
  /// What it consists of, from the fact that says most.
  var components: [String]
  /// By date, undated last; then by document.
  var rows: [DatedFact]
  /// Each division that has it once, whatever it was called then, by its first date, undated last.
  var adopters: [Adopter]

  /// A division that has a name.
  struct Adopter: Sendable {
    /// As it stands today, or in the year of the comparison.
    var region: RegionReference
    var since: PartialDate?
    /// Index of the first row that says so.
    var sighting: Int
  }

  /// The first date on which it is seen.
  var first: PartialDate? { rows.first?.date }
  var evidence: String { rows.first?.row.fact.evidence.text ?? "" }

  /// Gathers facts by the key of their names.
  ///
  /// - Parameters:
  ///   - rows: Facts; those without a name are passed over.
  ///   - heirs: What former divisions are now.
  ///   - variantKey: One key for all spellings of a name.
  /// - Returns: Groups by the number of regions that have it, then by name.
  static func groups(
    of rows: [DatedFact], heirs: inout RegionHeirs, variantKey: (String) -> String
  ) -> [NameGroup] {
    var keys: [String: String] = [:]
    var groups: [String: [DatedFact]] = [:]
    for row in rows {
      guard let name = row.row.fact.content.name else { continue }
      let key = keys[name] ?? variantKey(name)
      keys[name] = key
      groups[key, default: []].append(row)
    }
    return groups.values.map { NameGroup($0, &heirs) }.sorted { left, right in
      if left.adopters.count != right.adopters.count { return left.adopters.count > right.adopters.count }
      if left.rows.count != right.rows.count { return left.rows.count > right.rows.count }
      return left.name < right.name
    }
  }

  private init(_ unsorted: [DatedFact], _ heirs: inout RegionHeirs) {
    rows = unsorted.sorted { left, right in
      let days = (left.date?.lastDay ?? .max, right.date?.lastDay ?? .max)
      if days.0 != days.1 { return days.0 < days.1 }
      return (left.row.document, left.row.ordinal) < (right.row.document, right.row.ordinal)
    }
    let uses = Dictionary(grouping: rows.compactMap(\.row.fact.content.name)) { $0 }.mapValues(\.count)
    adopters = []
    var seen: Set<String> = []
    for (index, row) in rows.enumerated() {
      guard let then = row.row.fact.region else { continue }
      let region = heirs.heir(of: then, in: row.date?.year)
      if seen.insert(region.code).inserted {
        adopters.append(Adopter(region: region, since: row.date, sighting: index))
      }
    }
    variants = uses.sorted { left, right in
      if left.value != right.value { return left.value > right.value }
      let lengths = (left.key.utf8.count, right.key.utf8.count)
      return lengths.0 != lengths.1 ? lengths.0 > lengths.1 : left.key < right.key
    }.map(\.key)
    name = variants.first ?? ""
    components = []
    for case .model(_, let parts) in rows.map(\.row.fact.content) where parts.count > components.count {
      components = parts
    }
  }
}

/// What the regions that articles name are today, or in the year of a comparison; every code is looked up once.
struct RegionHeirs {
  private let gazetteer: Gazetteer
  /// nil for today.
  private let year: Int?
  private var known: [Key: RegionReference] = [:]

  private struct Key: Hashable {
    var code: String
    var year: Int?
  }

  init(gazetteer: Gazetteer, year: Int?) { (self.gazetteer, self.year) = (gazetteer, year) }

  /// The division that stands for `region`, whose code is from the year `then`; the region as the article has it where
  /// nobody knows its code.
  mutating func heir(of region: RegionReference, in then: Int?) -> RegionReference {
    let key = Key(code: region.code, year: then)
    if let known = known[key] { return known }
    let heir = gazetteer.division(region.code, in: then).map { gazetteer.heir(of: $0, in: year) }
    let found = heir.flatMap { gazetteer.reference($0.code, in: year) } ?? region
    known[key] = found
    return found
  }
}

extension FactContent {
  /// Name of a model, text of a slogan or epithet.
  var name: String? {
    switch self {
    case .model(let name, _): name
    case .slogan(let text), .epithet(let text): text
    case .count, .coverage: nil
    }
  }
}
