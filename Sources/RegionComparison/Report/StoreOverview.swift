import CorpusModel
import FactStore

/// What a store holds.
public struct StoreOverview: Sendable {
  public let documents: Int
  /// Documents in which no fact was found.
  public let documentsWithoutFacts: Int
  public let facts: Int
  /// Number of facts by kind, the most first.
  public let factsByKind: [(kind: String, count: Int)]
  /// Number of rejected records by stage and reason, the most first.
  public let rejections: [(stage: Stage, reason: Rejection.Reason, count: Int)]
  /// First and last day of publication.
  public let days: (first: PartialDate, last: PartialDate)?
  /// Documents without a date of publication.
  public let undated: Int
  /// Documents by year of publication, in order; years between without one are included where all fit into sixty.
  public let years: [(year: Int, count: Int)]
  /// Documents by publisher, the most first.
  public let publishers: [(name: String, count: Int)]
  /// Documents whose publisher is not known.
  public let unattributed: Int
  /// Distinct regions that facts are of.
  public let regions: Int
  /// What made the documents: program and lexicon versions.
  public let contracts: [String]

  /// - Parameters:
  ///   - store: An open store.
  ///   - sheet: The facts that are wanted.
  ///   - scope: What else is wanted: documents that have facts in the sheet, or that the scope holds.
  /// - Throws: `StoreError`.
  init(_ store: FactStore, _ sheet: FactSheet, _ scope: ReportScope) throws(StoreError) {
    var summaries = try store.documentSummaries()
    if !scope.isOfAll {
      let stating = Set(Set(sheet.entries.lazy.map(\.document)).map { sheet.documents[Int($0)].id })
      summaries = summaries.filter { summary in
        stating.contains(summary.id)
          || scope.holds(home: summary.home, published: summary.published.flatMap { PartialDate($0) })
      }
    }
    documents = summaries.count
    documentsWithoutFacts = summaries.count { $0.facts == 0 }
    facts = sheet.entries.count
    factsByKind = Self.counted(sheet.entries.map(\.kind.name)).map { ($0.value, $0.count) }
    let rejected = try store.rejected().map { [$0.rejection.stage.rawValue, $0.rejection.reason.rawValue] }
    rejections = Self.counted(rejected).compactMap { value, count in
      guard let stage = Stage(rawValue: value[0]), let reason = Rejection.Reason(rawValue: value[1]) else { return nil }
      return (stage, reason, count)
    }
    let dates = summaries.compactMap { $0.published.flatMap { PartialDate($0) } }
    undated = summaries.count - dates.count
    if let first = dates.min(by: { $0.firstDay < $1.firstDay }), let last = dates.max() {
      days = (first, last)
      let counts = Dictionary(grouping: dates, by: \.year).mapValues(\.count)
      let span = first.year...max(first.year, last.year)
      // A mistaken year would make a chart of nothing.
      years = (span.count <= 60 ? Array(span) : counts.keys.sorted()).map { ($0, counts[$0] ?? 0) }
    } else {
      days = nil
      years = []
    }
    let named = summaries.compactMap(\.publisher)
    publishers = Self.counted(named).map { ($0.value, $0.count) }
    unattributed = summaries.count - named.count
    regions = Set(Set(sheet.entries.lazy.map(\.region)).filter { $0 >= 0 }.map { sheet.regions[Int($0)].code }).count
    contracts = try store.contracts()
  }

  /// The distinct values with their number, the most first, then in order.
  private static func counted<Value: Hashable>(_ values: [Value]) -> [(value: Value, count: Int)] {
    var order: [Value: Int] = [:]
    var counts: [(value: Value, count: Int)] = []
    for value in values {
      if let index = order[value] {
        counts[index].count += 1
      } else {
        order[value] = counts.count
        counts.append((value, 1))
      }
    }
    return counts.sorted { left, right in
      if left.count != right.count { return left.count > right.count }
      return (order[left.value] ?? 0) < (order[right.value] ?? 0)
    }
  }
}
