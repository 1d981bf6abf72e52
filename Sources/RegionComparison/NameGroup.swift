import CorpusModel
import FactStore
import Gazetteer

/// A model or slogan under all its spellings, with every fact that names it.
struct NameGroup: Sendable {
  /// The spelling used most; the longest of those, then the first in byte order.
  var name: String
  /// All spellings with the number of documents that use them, the most used first; an original and its copies are one.
  var variants: [(spelling: String, uses: Int)]
  /// The fact that says what it consists of, and says most; nil where none does.
  var teller: Int?
  /// Indices of facts, by date, undated last; then originals first, by document.
  var rows: [Int]
  /// Number of different documents; an original and its copies are one.
  var documentCount: Int
  /// Each division that has it once, whatever it was called then, by its first date, undated last.
  var adopters: [NameProfile.Adopter]
  /// The first date on which it is seen.
  var first: PartialDate?

  /// Gathers facts by the key of their names.
  ///
  /// - Parameters:
  ///   - facts: Indices of facts that have names.
  ///   - sheet: Where they are.
  ///   - keys: The names' keys; made of these facts or more.
  ///   - heirs: What former divisions are now.
  /// - Returns: In the order of a `NameList`.
  static func groups(
    of facts: [Int], in sheet: FactSheet, keys: NameKeys, heirs: inout RegionHeirs
  ) -> [NameGroup] {
    let list = NameList(of: facts, in: sheet, keys: keys, heirs: &heirs)
    return list.names.map { NameGroup($0, of: list, sheet, keys, heirs) }
  }

  private init(
    _ found: NameList.Name, of list: NameList, _ sheet: FactSheet, _ keys: NameKeys, _ heirs: RegionHeirs
  ) {
    let mentions = list.mentions[found.mentions]
    name = sheet.text(found.text)
    rows = mentions.map { Int($0.index) }
    documentCount = found.documentCount
    variants = NameList.spellings(of: mentions, documentCount, sheet).map { (sheet.text($0.text), $0.uses) }
    first = sheet.date(of: rows[0])
    adopters = list.regions[found.regions].map { [rows] place, heir in
      NameProfile.Adopter(
        region: heirs.region(of: Int(heir)), since: sheet.date(of: rows[Int(place)]), sighting: Int(place))
    }
    // The first of the facts with the most components.
    var most = 0
    for index in rows {
      let components = keys.componentCount(of: sheet.componentList(of: index))
      if components > most { (teller, most) = (index, components) }
    }
  }

  /// What it consists of.
  func components(in sheet: FactSheet) throws(StoreError) -> [String] {
    guard let teller else { return [] }
    return try sheet.components(of: teller)
  }
}
