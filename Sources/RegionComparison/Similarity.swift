import CorpusModel
import Gazetteer

extension Adoption {
  /// Pairs of regions by the names that both have: the most alike first.
  ///
  /// `similarity` is the Jaccard index (P. Jaccard, 1901): names that both have, by names that one of them has. A pair
  /// without a common name is left out.
  ///
  /// - Parameters:
  ///   - level: Regions of this level; what lies in one counts for it.
  ///   - gazetteer: Divisions and their history.
  /// - Returns: `common` are the names that both have, those of fewest regions first, since they say most.
  /// - Complexity: O(names × regions that have them²).
  public func similarity(by level: DivisionLevel, gazetteer: Gazetteer) -> Table {
    let adopters = adopters(by: level, gazetteer: gazetteer)
    var names: [String: (name: String, count: Int)] = [:]
    var common: [Pair: [Int]] = [:]
    for (index, regions) in adopters.enumerated() {
      let codes = regions.keys.sorted()
      for code in codes { names[code] = (regions[code]?.division.name ?? code, (names[code]?.count ?? 0) + 1) }
      for (position, left) in codes.enumerated() {
        for right in codes[(position + 1)...] { common[Pair(left: left, right: right), default: []].append(index) }
      }
    }
    let rows = common.map { pair, shared -> (pair: Pair, shared: [Int], index: Double) in
      let either = (names[pair.left]?.count ?? 0) + (names[pair.right]?.count ?? 0) - shared.count
      return (pair, shared, Double(shared.count) / Double(either))
    }.sorted { left, right in
      if left.index != right.index { return left.index > right.index }
      if left.shared.count != right.shared.count { return left.shared.count > right.shared.count }
      return (left.pair.left, left.pair.right) < (right.pair.left, right.pair.right)
    }
    var table = Table(columns: ["region", "code", "other", "other_code", "similarity", "names", "common"])
    for row in rows {
      let shared = row.shared.sorted { (adopters[$0].count, $0) < (adopters[$1].count, $1) }
      table.rows.append([
        .text(names[row.pair.left]?.name ?? ""), .text(row.pair.left), .text(names[row.pair.right]?.name ?? ""),
        .text(row.pair.right), .decimal((row.index * 10_000).rounded() / 10_000), .integer(shared.count),
        .list(shared.map { name(at: $0) }),
      ])
    }
    let single = names.values.count - Set(rows.flatMap { [$0.pair.left, $0.pair.right] }).count
    if single > 0 { table.notes.append("\(single) regions have no name in common with another") }
    return table
  }

  private struct Pair: Hashable {
    var left: String
    var right: String
  }
}
