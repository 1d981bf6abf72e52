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
  ///   - limit: Most pairs.
  /// - Returns: `common` are the names that both have, those of fewest regions first, since they say most.
  /// - Complexity: O(regions² × names / 64).
  public func similarity(by level: DivisionLevel, gazetteer: Gazetteer, limit: Int = 1000) -> Table {
    let adopters = adopters(by: level, gazetteer: gazetteer)
    let regions = NameSet.sets(of: adopters.map { $0.mapValues(\.division) })
    var pairs: [Pair] = []
    var found = 0
    var isAlone = Array(repeating: true, count: regions.count)
    for left in regions.indices {
      for right in regions.indices.dropFirst(left + 1) {
        let shared = regions[left].countInCommon(with: regions[right])
        guard shared > 0 else { continue }
        found += 1
        isAlone[left] = false
        isAlone[right] = false
        let either = regions[left].count + regions[right].count - shared
        pairs.append(Pair(left: left, right: right, shared: shared, index: Double(shared) / Double(either)))
      }
      // Sorted and cut now and then, so that memory does not grow with the pairs.
      if pairs.count > 4 * limit + 10_000 { pairs = Array(pairs.sorted().prefix(limit)) }
    }
    var table = Table(columns: ["region", "code", "other", "other_code", "similarity", "names", "common"])
    for pair in pairs.sorted().prefix(limit) {
      let (left, right) = (regions[pair.left], regions[pair.right])
      let shared = left.inCommon(with: right).sorted { (adopters[$0].count, $0) < (adopters[$1].count, $1) }
      table.rows.append([
        .text(left.division.name), .text(left.division.code), .text(right.division.name), .text(right.division.code),
        .decimal((pair.index * 10_000).rounded() / 10_000), .integer(pair.shared), .list(shared.map { name(at: $0) }),
      ])
    }
    if found > table.rows.count { table.notes.append("\(table.rows.count) of \(found) pairs, the most alike") }
    let alone = isAlone.count { $0 }
    if alone > 0 { table.notes.append("\(alone.counted("region")) without a name in common with another") }
    return table
  }

  private struct Pair: Comparable {
    var left: Int
    var right: Int
    var shared: Int
    var index: Double

    /// The most alike first, then those with more in common, then by code.
    static func < (first: Pair, second: Pair) -> Bool {
      if first.index != second.index { return first.index > second.index }
      if first.shared != second.shared { return first.shared > second.shared }
      return (first.left, first.right) < (second.left, second.right)
    }
  }
}

/// The names of one region, a bit each.
private struct NameSet {
  let division: Division
  private(set) var count = 0
  private var bits: [UInt64]

  /// - Parameter names: For each name the divisions that have it, by code.
  /// - Returns: By code.
  static func sets(of names: [[String: Division]]) -> [NameSet] {
    var sets: [String: NameSet] = [:]
    for (name, regions) in names.enumerated() {
      for (code, division) in regions {
        sets[code, default: NameSet(division, names: names.count)].insert(name)
      }
    }
    return sets.sorted { $0.key < $1.key }.map(\.value)
  }

  private init(_ division: Division, names: Int) {
    self.division = division
    bits = Array(repeating: 0, count: (names + 63) / 64)
  }

  private mutating func insert(_ name: Int) {
    bits[name / 64] |= 1 << UInt64(name % 64)
    count += 1
  }

  func countInCommon(with other: NameSet) -> Int {
    var count = 0
    for word in bits.indices { count += (bits[word] & other.bits[word]).nonzeroBitCount }
    return count
  }

  func inCommon(with other: NameSet) -> [Int] {
    bits.indices.flatMap { word in
      (0..<64).filter { (bits[word] & other.bits[word]) >> UInt64($0) & 1 == 1 }.map { word * 64 + $0 }
    }
  }
}
