import CorpusModel
import FactStore
import Gazetteer

/// Sorts facts of one sheet by the rows of a comparison.
struct FactSorter {
  /// The facts that belong to one row, as indices in the sheet.
  struct Row {
    var division: Division
    /// Of the division itself.
    var own: [Int] = []
    /// Of divisions and places inside it.
    var inner: [Inner] = []

    /// The facts of one division or place inside a row.
    struct Inner {
      /// The division that they are of now.
      var division: Division
      /// Number of the township's or village's name; -1 for none.
      var place: Int32
      var facts: [Int] = []
    }

    /// All facts, in no order.
    var all: [Int] { own + inner.flatMap(\.facts) }
  }

  let frame: RegionFrame
  private let sheet: FactSheet
  /// Where the sheet's regions stand, by region and year.
  private var places: [PlaceKey: Int] = [:]
  private var known: [RegionFrame.Place?] = []

  private struct PlaceKey: Hashable {
    var region: Int32
    var year: Int?
  }

  init(_ sheet: FactSheet, frame: RegionFrame) { (self.sheet, self.frame) = (sheet, frame) }

  /// - Parameter facts: Indices in the sheet.
  /// - Returns: Rows by the code of their division, and what is stated of divisions that hold several rows.
  mutating func sort(_ facts: some Sequence<Int>) -> (rows: [String: Row], above: [String: Row]) {
    var groups: [GroupKey: [Int]] = [:]
    for fact in facts {
      guard let place = number(of: fact) else { continue }
      groups[GroupKey(region: place, place: sheet.entries[fact].place), default: []].append(fact)
    }
    var rows: [String: Row] = [:]
    var above: [String: Row] = [:]
    for (key, facts) in groups {
      switch known[key.region] {
      case .row(let division) where key.place < 0:
        rows[division.code, default: Row(division: division)].own += facts
      case .row(let division): rows[division.code, default: Row(division: division)].add(facts, division, key.place)
      case .inside(let inner, let division):
        rows[division.code, default: Row(division: division)].add(facts, inner, key.place)
      case .above(let division) where key.place < 0:
        above[division.code, default: Row(division: division)].own += facts
      case .above, nil: break
      }
    }
    return (rows, above)
  }

  private struct GroupKey: Hashable {
    var region: Int
    var place: Int32
  }

  /// Where a fact's region stands; nil for a fact without one, and where it has no place.
  mutating func place(of fact: Int) -> RegionFrame.Place? { number(of: fact).flatMap { known[$0] } }

  private mutating func number(of fact: Int) -> Int? {
    let region = sheet.entries[fact].region
    guard region >= 0 else { return nil }
    let key = PlaceKey(region: region, year: sheet.date(of: fact)?.year)
    if let number = places[key] { return number }
    known.append(frame.place(of: sheet.regions[Int(region)].code, in: key.year))
    places[key] = known.count - 1
    return known.count - 1
  }
}

extension FactSorter.Row {
  /// Facts of one division and place may come in several goes, from former divisions that it stands for.
  fileprivate mutating func add(_ facts: [Int], _ division: Division, _ place: Int32) {
    if let index = inner.firstIndex(where: { $0.division == division && $0.place == place }) {
      inner[index].facts += facts
    } else {
      inner.append(Inner(division: division, place: place, facts: facts))
    }
  }
}
