import CorpusModel
import Gazetteer

/// Which regions of one level have which names, and since when.
public struct AdoptionMatrix: Sendable {
  /// A region's first mention of a name.
  public struct Cell: Sendable, Equatable {
    public let since: PartialDate?
    /// Index, in the name's mentions, of the first that says so.
    public let sighting: Int
  }

  /// A region with its names.
  public struct Row: Sendable {
    public let division: Division
    /// By index of the name.
    public internal(set) var cells: [Int: Cell] = [:]
  }

  /// Two regions that have a name in common.
  public struct Pair: Sendable, Equatable {
    /// Indices of rows.
    public let left: Int
    public let right: Int
    /// Names that both have, and names that one of them has.
    public let shared: Int
    public let either: Int

    /// The Jaccard index (1901), from 0 to 1.
    public var similarity: Double { Double(shared) / Double(either) }
  }

  /// A region's code and the year that it is from.
  private struct Origin: Hashable {
    var code: String
    var year: Int?
  }

  /// Regions that have a name, by code.
  public let rows: [Row]
  private let sets: [NameSet]
  /// How many regions have each name.
  private let counts: [Int]

  /// - Parameters:
  ///   - names: What regions have.
  ///   - level: Regions of this level; what lies in one counts for it.
  ///   - gazetteer: Divisions and their history.
  ///   - year: Of the regions; nil for today.
  public init(of names: [NameProfile], by level: DivisionLevel, gazetteer: Gazetteer, year: Int? = nil) {
    self.init(names.map(\.adopters), by: level, gazetteer: gazetteer, year: year)
  }

  init(_ adopters: [[NameProfile.Adopter]], by level: DivisionLevel, gazetteer: Gazetteer, year: Int? = nil) {
    let frame = RegionFrame(gazetteer: gazetteer, level: level, year: year, within: nil)
    var rows: [Row] = []
    // By code of the row.
    var numbers: [String: Int] = [:]
    // Where regions of a year stand, looked up once; nil for none.
    var known: [Origin: Int?] = [:]
    func number(of origin: Origin) -> Int? {
      switch frame.place(of: origin.code, in: origin.year) {
      case .row(let division), .inside(_, let division):
        if let number = numbers[division.code] { return number }
        numbers[division.code] = rows.count
        rows.append(Row(division: division))
        return rows.count - 1
      case .above, nil: return nil
      }
    }
    var counts = Array(repeating: 0, count: adopters.count)
    for (name, adopters) in adopters.enumerated() {
      for adopter in adopters {
        let origin = Origin(code: adopter.region.code, year: adopter.since?.year)
        let place: Int?
        if let seen = known[origin] {
          place = seen
        } else {
          place = number(of: origin)
          known[origin] = .some(place)
        }
        // Adopters come by date, so the first is the earliest.
        guard let place, rows[place].cells[name] == nil else { continue }
        counts[name] += 1
        rows[place].cells[name] = Cell(since: adopter.since, sighting: adopter.sighting)
      }
    }
    self.rows = rows.sorted { $0.division.code < $1.division.code }
    self.counts = counts
    sets = self.rows.map { NameSet($0.cells.keys, of: adopters.count) }
  }

  /// Pairs of regions by the names that both have, the most alike first.
  ///
  /// - Parameter limit: Most pairs.
  /// - Returns: The pairs, how many there are in all, and how many regions have no name in common with another.
  /// - Complexity: O(regions² × names / 64).
  public func pairs(limit: Int) -> (pairs: [Pair], found: Int, alone: Int) {
    var pairs: [Pair] = []
    var last: Pair?
    var found = 0
    var isAlone = Array(repeating: true, count: rows.count)
    for left in rows.indices {
      for right in rows.indices.dropFirst(left + 1) {
        guard let pair = pair(left, right) else { continue }
        found += 1
        isAlone[left] = false
        isAlone[right] = false
        if let last, Self.isMoreAlike(last, pair) { continue }
        pairs.append(pair)
      }
      // Sorted and cut now and then, so that memory does not grow with the pairs.
      if pairs.count > 4 * limit + 10_000 {
        pairs = Array(pairs.sorted(by: Self.isMoreAlike).prefix(limit))
        last = pairs.last
      }
    }
    return (Array(pairs.sorted(by: Self.isMoreAlike).prefix(limit)), found, isAlone.count { $0 })
  }

  /// The regions that are most like one, by the names that both have.
  ///
  /// - Parameters:
  ///   - row: Index of the region.
  ///   - limit: Most regions.
  /// - Returns: Pairs whose `left` is the row, the most alike first.
  /// - Complexity: O(regions × names / 64).
  public func nearest(to row: Int, limit: Int) -> [Pair] {
    var nearest: [Pair] = []
    for other in rows.indices where other != row {
      guard let pair = pair(row, other) else { continue }
      if nearest.count == limit, let last = nearest.last, !Self.isMoreAlike(pair, last) { continue }
      nearest.insert(pair, at: nearest.firstIndex { Self.isMoreAlike(pair, $0) } ?? nearest.count)
      if nearest.count > limit { nearest.removeLast() }
    }
    return nearest
  }

  /// Indices of the names that both regions of a pair have, those of fewest regions first, since they say most.
  public func namesInCommon(_ pair: Pair) -> [Int] {
    sets[pair.left].inCommon(with: sets[pair.right]).sorted { (counts[$0], $0) < (counts[$1], $1) }
  }

  private func pair(_ left: Int, _ right: Int) -> Pair? {
    let shared = sets[left].countInCommon(with: sets[right])
    return shared == 0
      ? nil : Pair(left: left, right: right, shared: shared, either: sets[left].count + sets[right].count - shared)
  }

  /// The most alike first, then those with more in common, then by code.
  private static func isMoreAlike(_ first: Pair, _ second: Pair) -> Bool {
    let (one, other) = (first.shared * second.either, second.shared * first.either)
    if one != other { return one > other }
    if first.shared != second.shared { return first.shared > second.shared }
    return (first.left, first.right) < (second.left, second.right)
  }
}

/// The names of one region, a bit each.
private struct NameSet: Sendable {
  let count: Int
  private var bits: [UInt64]

  init(_ names: some Collection<Int>, of all: Int) {
    count = names.count
    bits = Array(repeating: 0, count: (all + 63) / 64)
    for name in names { bits[name / 64] |= 1 << UInt64(name % 64) }
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
