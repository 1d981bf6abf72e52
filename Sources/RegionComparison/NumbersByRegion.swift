import CorpusModel
import FactStore
import Gazetteer

/// A number for each region of a sheet's facts and, where the region has a history, for each year that they are of.
struct NumbersByRegion {
  /// What a number stands for; the year is 0 where it does not matter.
  struct Key: Equatable {
    let region: Int32
    let year: Int32
  }

  private struct Link {
    let year: Int32
    let number: Int32
    /// Index of the next one of the region; -1 for none.
    let next: Int32
  }

  private let sheet: FactSheet
  /// Whether the year of a fact matters, by region.
  private let hasHistory: [Bool]
  /// Index of a region's first link; -1 for none.
  private var heads: [Int32]
  /// Facts of a region are of few years.
  private var links: [Link] = []

  init(_ sheet: FactSheet, gazetteer: Gazetteer) {
    self.sheet = sheet
    hasHistory = sheet.regions.map { gazetteer.hasHistory($0.code) }
    heads = Array(repeating: -1, count: sheet.regions.count)
  }

  /// - Returns: nil for the region -1.
  func key(of region: Int32, in year: @autoclosure () -> Int?) -> Key? {
    if region < 0 { return nil }
    return Key(region: region, year: hasHistory[Int(region)] ? Int32(clamping: year() ?? 0) : 0)
  }

  subscript(key: Key) -> Int? {
    get {
      var index = heads[Int(key.region)]
      while index >= 0 {
        let link = links[Int(index)]
        if link.year == key.year { return Int(link.number) }
        index = link.next
      }
      return nil
    }
    set {
      guard let newValue else { return }
      links.append(Link(year: key.year, number: Int32(newValue), next: heads[Int(key.region)]))
      heads[Int(key.region)] = Int32(links.count - 1)
    }
  }

  /// The region of a key as articles have it, and the year.
  func meaning(of key: Key) -> (region: RegionReference, year: Int?) {
    (sheet.regions[Int(key.region)], key.year == 0 ? nil : Int(key.year))
  }
}
