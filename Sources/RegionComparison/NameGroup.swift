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
  /// - Returns: Groups by the number of regions that have it, then by name.
  static func groups(
    of facts: [Int], in sheet: FactSheet, keys: NameKeys, heirs: inout RegionHeirs
  ) -> [NameGroup] {
    let mentions = facts.map { Mention($0, sheet, keys) }.sorted { left, right in
      left.time != right.time ? left.time < right.time : left.place < right.place
    }
    var groups: [NameGroup] = []
    var start = 0
    while start < mentions.count {
      let end = mentions[start...].firstIndex { $0.key != mentions[start].key } ?? mentions.count
      groups.append(NameGroup(mentions[start..<end], sheet, keys, &heirs))
      start = end
    }
    let order = groups.indices.sorted { left, right in
      let (mine, theirs) = (groups[left].adopters.count, groups[right].adopters.count)
      if mine != theirs { return mine > theirs }
      let (uses, others) = (groups[left].documentCount, groups[right].documentCount)
      return uses != others ? uses > others : ByteText(groups[left].name) < ByteText(groups[right].name)
    }
    return order.map { groups[$0] }
  }

  /// A fact with what it is sorted by, in few bytes: all mentions of a store are sorted at once.
  private struct Mention {
    /// Key of the name, then the last day of its date.
    var time: UInt64
    /// Whether it is in a copy, then document and place in it.
    var place: UInt64
    var index: Int32
    var text: Int32

    init(_ index: Int, _ sheet: FactSheet, _ keys: NameKeys) {
      let entry = sheet.entries[index]
      let day = sheet.date(of: index).map { UInt32(clamping: $0.lastDay) } ?? .max
      time = UInt64(UInt32(bitPattern: keys.key(of: entry.text))) << 32 | UInt64(day)
      place = UInt64(entry.document) << 32 | UInt64(UInt32(bitPattern: entry.ordinal))
      if sheet.isCopy(entry) { place |= 1 << 63 }
      self.index = Int32(index)
      text = entry.text
    }

    var key: UInt64 { time >> 32 }
    var document: Int32 { Int32(place >> 32 & 0x7FFF_FFFF) }
  }

  private init(_ mentions: ArraySlice<Mention>, _ sheet: FactSheet, _ keys: NameKeys, _ heirs: inout RegionHeirs) {
    rows = mentions.map { Int($0.index) }
    documentCount = mentions.count == 1 ? 1 : sheet.clusters(of: mentions.map(\.document)).count
    let spelling = mentions[mentions.startIndex].text
    if mentions.allSatisfy({ $0.text == spelling }) {
      variants = [(sheet.text(spelling), documentCount)]
    } else {
      variants = Dictionary(grouping: mentions, by: \.text).map { text, mentions in
        (spelling: sheet.text(text), uses: sheet.clusters(of: mentions.map(\.document)).count)
      }
      .sorted { left, right in
        if left.uses != right.uses { return left.uses > right.uses }
        let lengths = (left.spelling.utf8.count, right.spelling.utf8.count)
        return lengths.0 != lengths.1 ? lengths.0 > lengths.1 : ByteText(left.spelling) < ByteText(right.spelling)
      }
    }
    name = variants[0].spelling
    self.first = rows.first.flatMap { sheet.date(of: $0) }
    adopters = []
    // The first of the facts with the most components.
    var most = 0
    var seen: Set<Int32> = []
    var (first, last): (Int32, Int32) = (-1, -1)
    for (place, index) in rows.enumerated() {
      let components = keys.componentCount(of: sheet.componentList(of: index))
      if components > most { (teller, most) = (index, components) }
      guard let heir = heirs.heir(of: index), heirs[heir].code != last else { continue }
      last = heirs[heir].code
      // Most names are of one division only.
      if first < 0 { first = last } else if last == first { continue }
      if last == first || seen.insert(last).inserted {
        adopters.append(NameProfile.Adopter(region: heirs[heir].region, since: sheet.date(of: index), sighting: place))
      }
    }
  }

  /// What it consists of.
  func components(in sheet: FactSheet) throws(StoreError) -> [String] {
    guard let teller else { return [] }
    return try sheet.components(of: teller)
  }
}

/// What the names of a sheet's facts are sorted by; every spelling is looked at once.
struct NameKeys: Sendable {
  /// By number of the text; the same for all spellings of a name.
  private var keys: [Int32]
  /// By number of the list.
  private var componentCounts: [Int32: Int] = [:]

  /// - Parameters:
  ///   - facts: Indices of facts that have names.
  ///   - sheet: Where they are.
  ///   - variantKey: One key for all spellings of a name.
  init(of facts: [Int], in sheet: FactSheet, variantKey: (String) -> String) {
    keys = Array(repeating: -1, count: sheet.textCount)
    var numbers: [String: Int32] = [:]
    for fact in facts {
      let list = sheet.componentList(of: fact)
      if list >= 0, componentCounts[list] == nil {
        componentCounts[list] = (try? sheet.components(of: fact).count) ?? 0
      }
      let text = Int(sheet.entries[fact].text)
      guard text >= 0, keys[text] < 0 else { continue }
      let key = variantKey(sheet.text(Int32(text)))
      keys[text] = numbers[key, default: Int32(numbers.count)]
      numbers[key] = keys[text]
    }
  }

  func key(of text: Int32) -> Int32 { text < 0 ? -1 : keys[Int(text)] }

  /// How many different names facts have.
  func nameCount(of facts: [Int], in sheet: FactSheet) -> Int {
    let keys = facts.map { key(of: sheet.entries[$0].text) }.sorted()
    return keys.indices.count { $0 == 0 || keys[$0] != keys[$0 - 1] }
  }

  /// How many components a list has, by its number; 0 for none.
  func componentCount(of list: Int32) -> Int { list < 0 ? 0 : componentCounts[list] ?? 0 }
}

/// What the regions of a sheet's facts are today, or in the year of a comparison; every region is looked up once.
struct RegionHeirs {
  private let sheet: FactSheet
  private let gazetteer: Gazetteer
  /// nil for today.
  private let year: Int?
  /// Whether the year of a fact matters, by region.
  private let hasHistory: [Bool]
  private var heirs: [Heir] = []
  /// Indices in `heirs` by region and year.
  private var known: [UInt64: Int] = [:]
  /// What was asked for last: facts that follow each other are often of one region.
  private var last: (key: UInt64, heir: Int)?
  private var codes: [String: Int32] = [:]

  /// A region with a number that stands for its code.
  struct Heir {
    var region: RegionReference
    var code: Int32
  }

  init(_ sheet: FactSheet, gazetteer: Gazetteer, year: Int?) {
    (self.sheet, self.gazetteer, self.year) = (sheet, gazetteer, year)
    hasHistory = sheet.regions.map { gazetteer.hasHistory($0.code) }
  }

  /// Index of the division that stands for a fact's region; of the region as the article has it where nobody knows its
  /// code; nil for a fact without one.
  mutating func heir(of index: Int) -> Int? {
    let number = sheet.entries[index].region
    guard number >= 0 else { return nil }
    let then = hasHistory[Int(number)] ? sheet.date(of: index)?.year : nil
    let key = UInt64(number) << 32 | UInt64(then ?? 0)
    if let last, last.key == key { return last.heir }
    let heir = known[key] ?? heirs.count
    if heir == heirs.count { add(sheet.regions[Int(number)], of: then, key: key) }
    last = (key, heir)
    return heir
  }

  subscript(heir: Int) -> Heir { heirs[heir] }

  private mutating func add(_ region: RegionReference, of then: Int?, key: UInt64) {
    let heir = gazetteer.division(region.code, in: then).map { gazetteer.heir(of: $0, in: year) }
    let found = heir.flatMap { gazetteer.reference($0.code, in: year) } ?? region
    let code = codes[found.code, default: Int32(codes.count)]
    codes[found.code] = code
    known[key] = heirs.count
    heirs.append(Heir(region: found, code: code))
  }
}
