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
  /// Indices in `known`.
  private var standing: NumbersByRegion
  /// What was asked for last: facts that follow each other are often of one region.
  private var last: (key: NumbersByRegion.Key, number: Int)?
  private var known: [RegionFrame.Place?] = []
  /// Indices in `known`: former divisions stand where their heirs do.
  private var numbers: [RegionFrame.Place?: Int] = [:]

  init(_ sheet: FactSheet, frame: RegionFrame) {
    (self.sheet, self.frame) = (sheet, frame)
    standing = NumbersByRegion(sheet, gazetteer: frame.gazetteer)
  }

  /// - Parameter facts: Indices in the sheet.
  /// - Returns: Rows by the code of their division, and what is stated of divisions that hold several rows.
  mutating func sort(_ facts: some Sequence<Int>) -> (rows: [String: Row], above: [String: Row]) {
    // By index in `known` and place in one number.
    var groupNumbers: [UInt64: Int] = [:]
    var groups: [(region: Int, place: Int32, facts: [Int])] = []
    // Facts that follow each other are often of one region.
    var last: (key: UInt64, number: Int)?
    for fact in facts {
      guard let region = number(of: fact) else { continue }
      let place = sheet.entries[fact].place
      let key = UInt64(region) << 32 | UInt64(UInt32(bitPattern: place))
      if key != last?.key {
        let number = groupNumbers[key] ?? groups.count
        if number == groups.count {
          groupNumbers[key] = number
          groups.append((region, place, []))
        }
        last = (key, number)
      }
      if let last { groups[last.number].facts.append(fact) }
    }
    var rows: [String: Row] = [:]
    var above: [String: Row] = [:]
    for (region, place, facts) in groups {
      switch known[region] {
      case .row(let division) where place < 0:
        rows[division.code, default: Row(division: division)].own += facts
      case .row(let division), .inside(_, let division):
        var inner = Row.Inner(division: division, place: place, facts: facts)
        if case .inside(let own, _) = known[region] { inner.division = own }
        rows[division.code, default: Row(division: division)].inner.append(inner)
      case .above(let division) where place < 0:
        above[division.code, default: Row(division: division)].own += facts
      case .above, nil: break
      }
    }
    return (rows, above)
  }

  /// Where a fact's region stands; nil for a fact without one, and where it has no place.
  mutating func place(of fact: Int) -> RegionFrame.Place? { number(of: fact).flatMap { known[$0] } }

  private mutating func number(of fact: Int) -> Int? {
    guard let key = standing.key(of: sheet.entries[fact].region, in: sheet.date(of: fact)?.year) else { return nil }
    if let last, last.key == key { return last.number }
    if let number = standing[key] {
      last = (key, number)
      return number
    }
    let (region, year) = standing.meaning(of: key)
    let place = frame.place(of: region.code, in: year)
    let number = numbers[place] ?? known.count
    if number == known.count {
      known.append(place)
      numbers[place] = number
    }
    standing[key] = number
    return number
  }
}
