import CorpusModel
import FactStore
import Gazetteer

/// What the regions of a sheet's facts are today, or in the year of a comparison; every region is looked up once.
struct RegionHeirs {
  private let sheet: FactSheet
  private let gazetteer: Gazetteer
  /// nil for today.
  private let year: Int?
  /// Whether the year of a fact matters, by region.
  private let hasHistory: [Bool]
  private var heirs: [Heir] = []
  /// Indices in `heirs` by region, as far as they are known and the year does not matter.
  private var standing: [Int?]
  /// Indices in `heirs` by region and year.
  private var known: [UInt64: Int] = [:]
  private var codes: [String: Int32] = [:]

  private struct Heir {
    var region: RegionReference
    var code: Int32
  }

  init(_ sheet: FactSheet, gazetteer: Gazetteer, year: Int?) {
    (self.sheet, self.gazetteer, self.year) = (sheet, gazetteer, year)
    hasHistory = sheet.regions.map { gazetteer.hasHistory($0.code) }
    standing = Array(repeating: nil, count: sheet.regions.count)
  }

  /// Index of the division that stands for a fact's region; of the region as the article has it where nobody knows its
  /// code; nil for a fact without one.
  mutating func heir(of index: Int) -> Int? {
    let number = sheet.entries[index].region
    guard number >= 0 else { return nil }
    if let heir = standing[Int(number)] { return heir }
    guard hasHistory[Int(number)] else {
      standing[Int(number)] = add(sheet.regions[Int(number)], of: nil)
      return standing[Int(number)]
    }
    let then = sheet.date(of: index)?.year
    let key = UInt64(number) << 32 | UInt64(then ?? 0)
    if let heir = known[key] { return heir }
    let heir = add(sheet.regions[Int(number)], of: then)
    known[key] = heir
    return heir
  }

  /// The division at an index.
  func region(of heir: Int) -> RegionReference { heirs[heir].region }

  /// A number that stands for its code.
  func code(of heir: Int) -> Int32 { heirs[heir].code }

  private mutating func add(_ region: RegionReference, of then: Int?) -> Int {
    let heir = gazetteer.division(region.code, in: then).map { gazetteer.heir(of: $0, in: year) }
    let found = heir.flatMap { gazetteer.reference($0.code, in: year) } ?? region
    let code = codes[found.code, default: Int32(codes.count)]
    codes[found.code] = code
    heirs.append(Heir(region: found, code: code))
    return heirs.count - 1
  }
}
