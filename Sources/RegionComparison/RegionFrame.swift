import CorpusModel
import Gazetteer

/// The rows of a comparison: the divisions of one level in one year, and where any other division belongs among them.
struct RegionFrame {
  /// Where a fact's region stands.
  enum Place: Hashable {
    /// It is the division of a row.
    case row(Division)
    /// It, or what stands for it now, lies in the division of a row.
    case inside(Division, of: Division)
    /// It holds several rows.
    case above(Division)
  }

  let gazetteer: Gazetteer
  let level: DivisionLevel
  /// nil for today.
  let year: Int?
  /// Only what lies in this division; nil for everything.
  private(set) var within: Division?
  private var parents: Set<String> = []

  init(gazetteer: Gazetteer, level: DivisionLevel, year: Int?, within code: String?) {
    self.gazetteer = gazetteer
    self.level = level
    self.year = year
    for division in gazetteer.allDivisions where division.isValid(in: year) { parents.insert(division.parent) }
    guard let code, code != "000000" else { return }
    within = gazetteer.division(code, in: year).map { gazetteer.heir(of: $0, in: year) }
  }

  /// The place of a region among the rows.
  ///
  /// A region of former days is followed to its successor. A county without a prefecture (省直辖县级市, the districts of
  /// a municipality) stands for itself among prefectures, a prefecture without counties among counties.
  ///
  /// - Parameters:
  ///   - code: Of the region.
  ///   - then: Year that the code is from, for regions whose history ends.
  /// - Returns: nil for what lies outside `within`, for the nation, and for codes that nobody knows.
  func place(of code: String, in then: Int?) -> Place? {
    guard code != "000000" else { return nil }
    guard let division = gazetteer.division(code, in: then).map({ gazetteer.heir(of: $0, in: year) }) else {
      return nil
    }
    if let within {
      guard gazetteer.ancestor(of: division.code, at: within.level, in: year)?.code == within.code else { return nil }
    }
    if division.level == level { return .row(division) }
    if division.level < level { return parents.contains(division.code) ? .above(division) : .row(division) }
    var at = division
    while at.level > level, let parent = gazetteer.division(at.parent, in: year), parent.level >= level { at = parent }
    return at == division ? .row(division) : .inside(division, of: at)
  }

  /// All divisions that could have a row, by code.
  func rows() -> [Division] {
    gazetteer.allDivisions.filter { division in
      guard division.isValid(in: year), division.level > .nation, let place = place(of: division.code, in: year) else {
        return false
      }
      return place == .row(division)
    }
  }
}

extension Division {
  /// Whether the division stands in the year; nil for today.
  fileprivate func isValid(in year: Int?) -> Bool {
    guard let year else { return validTo == nil }
    return validFrom <= year && validTo.map { year < $0 } ?? true
  }
}

extension Gazetteer {
  /// The division that stands for `former` in the year (nil: today); itself if it still stands, or has no known heir.
  func heir(of former: Division, in year: Int?) -> Division {
    former.isValid(in: year) ? former : successor(of: former.code, to: year) ?? former
  }

  /// The codes to search for so that nothing of a region's history is missed.
  ///
  /// - Parameter code: Of a division of any year.
  /// - Returns: The code itself, its successor today, and every former code whose territory is in either now.
  /// - Complexity: O(divisions).
  public func codesThroughHistory(of code: String) -> Set<String> {
    guard let known = division(code) else { return [code] }
    let today = known.validTo == nil ? known : successor(of: code) ?? known
    var codes: Set<String> = [code, today.code]
    for former in allDivisions where former.validTo != nil && !codes.contains(former.code) {
      // A code that was given out again is found by what it stands for today.
      guard division(former.code)?.validTo != nil else { continue }
      guard let heir = successor(of: former.code) else { continue }
      if ancestor(of: heir.code, at: today.level)?.code == today.code { codes.insert(former.code) }
    }
    return codes
  }
}
