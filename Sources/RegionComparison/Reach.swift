import CorpusModel

/// How many of the regions that could report a measure do so.
public struct Reach: Sendable, Equatable {
  public let measure: Measure
  /// Regions of which something is stated.
  public let reported: Int
  /// All regions there are.
  public let expected: Int
  /// Regions of which nothing is stated but of places in them.
  public let insideOnly: Int
  /// Regions of which nothing is stated at all, by code.
  public let silent: [Division]
  /// Level of the regions, but for those that stand alone.
  public let level: DivisionLevel
  /// How many of all regions are of another level and stand alone, by level.
  private let alone: [DivisionLevel: Int]

  /// - Parameters:
  ///   - measure: What is reported.
  ///   - level: Level of the regions, but for those that stand alone.
  ///   - reporting: By the code of a region of which anything is known, whether it is of the region itself.
  ///   - expected: All regions there are.
  init(_ measure: Measure, level: DivisionLevel, reporting: [String: Bool], expected: [Division]) {
    self.measure = measure
    self.level = level
    self.expected = expected.count
    reported = expected.count { reporting[$0.code] == true }
    insideOnly = expected.count { reporting[$0.code] == false }
    silent = expected.filter { reporting[$0.code] == nil }
    alone = Dictionary(grouping: expected.map(\.level).filter { $0 != level }) { $0 }.mapValues(\.count)
  }

  /// `stations: reported by 9 of 14 prefectures, by 2 more only of places inside; not by 海口市、三亚市、儋州市`.
  var sentence: String {
    var note = "\(measure.rawValue): reported by \(reported) of \(expected) \(level.plural)"
    for (level, count) in alone.sorted(by: { $0.key < $1.key }) {
      note += " (\(count) of them \(level.plural) that stand alone)"
    }
    if insideOnly > 0 { note += ", by \(insideOnly) more only of places inside" }
    if !silent.isEmpty, silent.count <= 20 { note += "; not by \(silent.map(\.name).joined(separator: "、"))" }
    return note
  }
}
