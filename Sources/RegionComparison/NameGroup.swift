import CorpusModel
import FactStore

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
  /// Number of regions that have it.
  var regionCount: Int

  /// The first date on which it is seen.
  var first: PartialDate? { rows.first?.date }
  var evidence: String { rows.first?.row.fact.evidence.text ?? "" }

  /// Gathers facts by the key of their names.
  ///
  /// - Parameters:
  ///   - rows: Facts; those without a name are passed over.
  ///   - variantKey: One key for all spellings of a name.
  /// - Returns: Groups by the number of regions that have it, then by name.
  static func groups(of rows: [DatedFact], variantKey: (String) -> String) -> [NameGroup] {
    var keys: [String: String] = [:]
    var groups: [String: [DatedFact]] = [:]
    for row in rows {
      guard let name = row.row.fact.content.name else { continue }
      let key = keys[name] ?? variantKey(name)
      keys[name] = key
      groups[key, default: []].append(row)
    }
    return groups.values.map { NameGroup($0) }.sorted { left, right in
      if left.regionCount != right.regionCount { return left.regionCount > right.regionCount }
      if left.rows.count != right.rows.count { return left.rows.count > right.rows.count }
      return left.name < right.name
    }
  }

  private init(_ unsorted: [DatedFact]) {
    rows = unsorted.sorted { left, right in
      let days = (left.date?.lastDay ?? .max, right.date?.lastDay ?? .max)
      if days.0 != days.1 { return days.0 < days.1 }
      return (left.row.document, left.row.ordinal) < (right.row.document, right.row.ordinal)
    }
    let uses = Dictionary(grouping: rows.compactMap(\.row.fact.content.name)) { $0 }.mapValues(\.count)
    regionCount = Set(rows.compactMap(\.row.fact.region?.code)).count
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

  /// Each region that has it with the first date, by date and then by code.
  var adopters: [(region: RegionReference, since: PartialDate?)] {
    var seen: Set<String> = []
    return rows.compactMap { row in
      guard let region = row.row.fact.region, seen.insert(region.code).inserted else { return nil }
      return (region, row.date)
    }
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
