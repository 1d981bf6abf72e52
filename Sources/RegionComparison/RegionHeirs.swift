import CorpusModel
import FactStore
import Gazetteer

/// What the regions of a sheet's facts are today, or in the year of a comparison; every region is looked up once.
struct RegionHeirs {
  private let gazetteer: Gazetteer
  /// nil for today.
  private let year: Int?
  private var heirs: [Heir] = []
  /// Indices in `heirs`.
  private var known: NumbersByRegion
  private var codes: [String: Int32] = [:]

  private struct Heir {
    var region: RegionReference
    var code: Int32
  }

  init(_ sheet: FactSheet, gazetteer: Gazetteer, year: Int?) {
    (self.gazetteer, self.year) = (gazetteer, year)
    known = NumbersByRegion(sheet, gazetteer: gazetteer)
  }

  /// Index of the division that stands for a region of a year; of the region as articles have it where nobody knows its code;
  /// nil for the region -1.
  mutating func heir(of region: Int32, in year: Int?) -> Int? {
    guard let key = known.key(of: region, in: year) else { return nil }
    if let heir = known[key] { return heir }
    let (region, then) = known.meaning(of: key)
    let division = gazetteer.division(region.code, in: then).map { gazetteer.heir(of: $0, in: self.year) }
    let found = division.flatMap { gazetteer.reference($0.code, in: self.year) } ?? region
    let code = codes[found.code, default: Int32(codes.count)]
    codes[found.code] = code
    known[key] = heirs.count
    heirs.append(Heir(region: found, code: code))
    return heirs.count - 1
  }

  /// The division at an index.
  func region(of heir: Int) -> RegionReference { heirs[heir].region }

  /// A number that stands for its code.
  func code(of heir: Int) -> Int32 { heirs[heir].code }
}
