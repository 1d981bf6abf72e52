import CorpusModel
import FactStore

/// The names that some facts have, in numbers: a table of all counties has a hundred thousand of them.
struct NameList: Sendable {
  /// A model or slogan under all its spellings.
  struct Name: Sendable {
    /// Number of the spelling used most; the longest of those, then the first in byte order.
    var text: Int32
    /// Number of different documents; an original and its copies are one.
    var documentCount: Int
    /// Of `NameList.regions`: the divisions that have it, each once, whatever they were called then.
    var regions: Range<Int>
    /// Of `NameList.mentions`, by date, undated last; then originals first, by document.
    var mentions: Range<Int>
  }

  /// A fact with what it is sorted by, in few bytes: all mentions of a store are sorted at once.
  struct Mention: Sendable {
    /// Key of the name, then the last day of its date.
    var time: UInt64
    /// Whether it is in a copy, then document and place in it.
    var place: UInt64
    var index: Int32
    var text: Int32
    /// Number of the region; -1 for none.
    var region: Int32

    var key: UInt64 { time >> 32 }
    /// The last day of its date; the largest number for none.
    var day: UInt32 { UInt32(truncatingIfNeeded: time) }
    var year: Int? { day == .max ? nil : Int(day / 10_000) }
    var document: Int32 { Int32(place >> 32 & 0x7FFF_FFFF) }
  }

  private(set) var mentions: [Mention] = []
  /// Place of a mention among those of its name, and index of the division that it is the first of in the `RegionHeirs`.
  private(set) var regions: [(place: Int32, heir: Int32)] = []
  /// Those of most regions first, then those of most documents, then in byte order.
  private(set) var names: [Name] = []

  /// Index of each name's first fact.
  var firstMentions: [Int] { names.map { Int(mentions[$0.mentions.lowerBound].index) } }

  /// Gathers facts by the key of their names.
  ///
  /// - Parameters:
  ///   - facts: Indices of facts that have names.
  ///   - sheet: Where they are.
  ///   - keys: The names' keys; made of these facts or more.
  ///   - heirs: What former divisions are now.
  init(of facts: [Int], in sheet: FactSheet, keys: NameKeys, heirs: inout RegionHeirs) {
    let (entries, documents) = (sheet.entries, sheet.documents)
    mentions.reserveCapacity(facts.count)
    for index in facts {
      let entry = entries[index]
      let document = Int(entry.document)
      let date = entry.asOf ?? documents[document].published
      let day = date.map { UInt32(clamping: $0.lastDay) } ?? .max
      var place = UInt64(entry.document) << 32 | UInt64(UInt32(bitPattern: entry.ordinal))
      if documents[document].original != nil { place |= 1 << 63 }
      mentions.append(
        Mention(
          time: UInt64(UInt32(bitPattern: keys.key(of: entry.text))) << 32 | UInt64(day), place: place,
          index: Int32(index), text: entry.text, region: entry.region))
    }
    mentions.sort { $0.time != $1.time ? $0.time < $1.time : $0.place < $1.place }
    var start = 0
    while start < mentions.count {
      var end = start + 1
      while end < mentions.count, mentions[end].key == mentions[start].key { end += 1 }
      names.append(name(of: mentions[start..<end], sheet, &heirs))
      start = end
    }
    names.sort { left, right in
      if left.regions.count != right.regions.count { return left.regions.count > right.regions.count }
      return left.documentCount != right.documentCount
        ? left.documentCount > right.documentCount : sheet.isText(left.text, before: right.text)
    }
  }

  private mutating func name(
    of mentions: ArraySlice<Mention>, _ sheet: FactSheet, _ heirs: inout RegionHeirs
  ) -> Name {
    let count = mentions.count == 1 ? 1 : sheet.clusterCount(of: mentions.map(\.document))
    let start = regions.count
    addRegions(of: mentions, &heirs)
    return Name(
      text: Self.spellings(of: mentions, count, sheet)[0].text, documentCount: count, regions: start..<regions.count,
      mentions: mentions.indices)
  }

  /// The spellings of one name that `count` documents mention, by their numbers, with the number of documents that use them,
  /// the most used first; an original and its copies are one.
  static func spellings(
    of mentions: ArraySlice<Mention>, _ count: Int, _ sheet: FactSheet
  ) -> [(text: Int32, uses: Int)] {
    let first = mentions[mentions.startIndex].text
    if mentions.allSatisfy({ $0.text == first }) { return [(first, count)] }
    return Dictionary(grouping: mentions, by: \.text).map { text, mentions in
      (text, sheet.clusterCount(of: mentions.map(\.document)))
    }
    .sorted { left, right in
      if left.uses != right.uses { return left.uses > right.uses }
      let lengths = (sheet.text(left.text).utf8.count, sheet.text(right.text).utf8.count)
      return lengths.0 != lengths.1 ? lengths.0 > lengths.1 : sheet.isText(left.text, before: right.text)
    }
  }

  /// Adds each division that has a name, once, at the first mention that says so.
  private mutating func addRegions(of mentions: ArraySlice<Mention>, _ heirs: inout RegionHeirs) {
    var seen: Set<Int32> = []
    var (first, last): (Int32, Int32) = (-1, -1)
    for (place, mention) in mentions.enumerated() {
      guard let heir = heirs.heir(of: mention.region, in: mention.year), heirs.code(of: heir) != last else { continue }
      last = heirs.code(of: heir)
      // Most names are of one division only.
      if first < 0 { first = last } else if last == first || !seen.insert(last).inserted { continue }
      regions.append((Int32(place), Int32(heir)))
    }
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
