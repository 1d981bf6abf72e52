import CorpusModel
import FactStore

/// Sorts facts by the rows of a comparison.
struct FactSorter {
  /// The facts that belong to one row.
  struct Row {
    var division: Division
    /// Of the division itself.
    var own: [DatedFact] = []
    /// Of divisions and places inside it, with the division that they are of now.
    var inner: [(division: Division, fact: DatedFact)] = []
  }

  let frame: RegionFrame
  private var places: [PlaceKey: RegionFrame.Place?] = [:]

  init(frame: RegionFrame) { self.frame = frame }

  /// - Returns: Rows by the code of their division, and what is stated of divisions that hold several rows.
  mutating func sort(_ facts: [DatedFact]) -> (rows: [String: Row], above: [String: Row]) {
    var rows: [String: Row] = [:]
    var above: [String: Row] = [:]
    for fact in facts {
      let hasPlace = fact.row.fact.place != nil
      switch place(of: fact) {
      case .row(let division) where hasPlace:
        rows[division.code, default: Row(division: division)].inner.append((division, fact))
      case .row(let division): rows[division.code, default: Row(division: division)].own.append(fact)
      case .inside(let inner, let division):
        rows[division.code, default: Row(division: division)].inner.append((inner, fact))
      case .above(let division) where !hasPlace: above[division.code, default: Row(division: division)].own.append(fact)
      case .above, nil: break
      }
    }
    return (rows, above)
  }

  private mutating func place(of fact: DatedFact) -> RegionFrame.Place? {
    guard let code = fact.row.fact.region?.code else { return nil }
    let key = PlaceKey(code: code, year: fact.date?.year)
    if let known = places[key] { return known }
    let place = frame.place(of: code, in: key.year)
    places[key] = .some(place)
    return place
  }

  private struct PlaceKey: Hashable {
    var code: String
    var year: Int?
  }
}

/// The parts that stated totals name, wherever they stand.
struct StatedParts {
  private var claims: [Key: Claim] = [:]

  private struct Key: Hashable {
    var document: String
    var ordinal: Int
  }

  init(_ facts: [DatedFact], _ reader: inout ClaimReader) {
    var wanted: Set<Key> = []
    for fact in facts {
      for part in fact.row.fact.sumOf { wanted.insert(Key(document: fact.row.document, ordinal: part)) }
    }
    guard !wanted.isEmpty else { return }
    for fact in facts {
      let key = Key(document: fact.row.document, ordinal: fact.row.ordinal)
      if wanted.contains(key) { claims[key] = reader.claim(fact)?.changed(isPart: true) }
    }
  }

  /// The parts of `total`, in the order of the article.
  func parts(of total: Claim) -> [Claim] {
    total.row.fact.sumOf.sorted().compactMap { claims[Key(document: total.row.document, ordinal: $0)] }
  }

  /// The claim, marked if it is a part of another one.
  func mark(_ claim: Claim?) -> Claim? {
    guard let claim, !claims.isEmpty else { return claim }
    return claims[Key(document: claim.row.document, ordinal: claim.row.ordinal)] ?? claim
  }
}
