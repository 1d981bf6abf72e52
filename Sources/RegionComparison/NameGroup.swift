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
  ///   - heirs: What former divisions are now.
  ///   - variantKey: One key for all spellings of a name.
  /// - Returns: Groups by the number of regions that have it, then by name.
  static func groups(
    of facts: [Int], in sheet: FactSheet, heirs: inout RegionHeirs, variantKey: (String) -> String
  ) -> [NameGroup] {
    var bySpelling: [Int32: [Int]] = [:]
    for fact in facts { bySpelling[sheet.entries[fact].text, default: []].append(fact) }
    var groups: [String: [[Int]]] = [:]
    for (text, facts) in bySpelling { groups[variantKey(sheet.text(text)), default: []].append(facts) }
    return groups.values.map { NameGroup($0, sheet, &heirs) }.sorted { left, right in
      if left.adopters.count != right.adopters.count { return left.adopters.count > right.adopters.count }
      if left.documentCount != right.documentCount { return left.documentCount > right.documentCount }
      return left.name < right.name
    }
  }

  private init(_ spellings: [[Int]], _ sheet: FactSheet, _ heirs: inout RegionHeirs) {
    let keyed = spellings.joined().map { index in
      let entry = sheet.entries[index]
      return (day: sheet.date(of: index)?.lastDay ?? .max, isCopy: sheet.isCopy(entry), entry: entry, index: index)
    }
    rows = keyed.sorted { left, right in
      if left.day != right.day { return left.day < right.day }
      return left.isCopy != right.isCopy ? right.isCopy : left.entry.stands(before: right.entry)
    }.map(\.index)
    func sourceCount(_ facts: [Int]) -> Int { sheet.clusters(of: facts.lazy.map { sheet.entries[$0].document }).count }
    let documentCount = sourceCount(rows)
    let isOne = spellings.count == 1
    variants = spellings.map { facts in
      (spelling: sheet.text(sheet.entries[facts[0]].text), uses: isOne ? documentCount : sourceCount(facts))
    }
    .sorted { left, right in
      if left.uses != right.uses { return left.uses > right.uses }
      let lengths = (left.spelling.utf8.count, right.spelling.utf8.count)
      return lengths.0 != lengths.1 ? lengths.0 > lengths.1 : left.spelling < right.spelling
    }
    name = variants.first?.spelling ?? ""
    self.documentCount = documentCount
    first = rows.first.flatMap { sheet.date(of: $0) }
    teller = Self.teller(rows, sheet)
    adopters = []
    var seen: Set<String> = []
    var lastRegion: RegionReference?
    for (place, index) in rows.enumerated() {
      guard let region = heirs.heir(of: index), region != lastRegion else { continue }
      lastRegion = region
      if seen.insert(region.code).inserted {
        adopters.append(NameProfile.Adopter(region: region, since: sheet.date(of: index), sighting: place))
      }
    }
  }

  /// The first of the facts with the most components.
  private static func teller(_ rows: [Int], _ sheet: FactSheet) -> Int? {
    var seen: Set<Int32> = []
    var best: (index: Int, count: Int)?
    for index in rows where sheet.componentList(of: index) >= 0 {
      guard seen.insert(sheet.componentList(of: index)).inserted else { continue }
      let count = (try? sheet.components(of: index).count) ?? 0
      if count > best?.count ?? 0 { best = (index, count) }
    }
    return best?.index
  }

  /// What it consists of.
  func components(in sheet: FactSheet) throws(StoreError) -> [String] {
    guard let teller else { return [] }
    return try sheet.components(of: teller)
  }
}

/// What the regions of a sheet's facts are today, or in the year of a comparison; every region is looked up once.
struct RegionHeirs {
  private let sheet: FactSheet
  private let gazetteer: Gazetteer
  /// nil for today.
  private let year: Int?
  private var known: [Key: RegionReference] = [:]

  private struct Key: Hashable {
    var region: Int32
    var year: Int?
  }

  init(_ sheet: FactSheet, gazetteer: Gazetteer, year: Int?) {
    (self.sheet, self.gazetteer, self.year) = (sheet, gazetteer, year)
  }

  /// The division that stands for a fact's region; the region as the article has it where nobody knows its code.
  mutating func heir(of index: Int) -> RegionReference? {
    let key = Key(region: sheet.entries[index].region, year: sheet.date(of: index)?.year)
    guard key.region >= 0 else { return nil }
    if let known = known[key] { return known }
    let region = sheet.regions[Int(key.region)]
    let heir = gazetteer.division(region.code, in: key.year).map { gazetteer.heir(of: $0, in: year) }
    let found = heir.flatMap { gazetteer.reference($0.code, in: year) } ?? region
    known[key] = found
    return found
  }
}
