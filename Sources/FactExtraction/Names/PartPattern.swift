/// What a name says of its parts: how many there are, and what they have in common.
struct PartPattern: Sendable {
  /// Parts of one kind: 2 of 化 and 4 of 有 in `两化四有`.
  struct Group: Sendable, Hashable {
    var number: Int
    /// Without its measure word: 平台 of `三个平台`.
    var noun: [UInt32]
    /// Numeral and noun as written.
    var spelling: [UInt32]

    /// Whether the words of `range` end in the noun.
    func ends(_ range: Range<Int>, in text: NameText) -> Bool {
      text.scalars[range].suffix(noun.count).elementsEqual(noun)
    }
  }

  /// A number of parts, and what speaks against it.
  struct Count: Sendable {
    var value: Int
    /// Taken off the score of a list of this length.
    var cost: Double
  }

  var groups: [Group]
  /// Whether it counts steps: `五步闭环`.
  private(set) var countsStages = false
  /// The likeliest first; empty where the name counts nothing.
  var counts: [Count]
  /// The numerals of a name that is nothing else: `一三十`, `三三三`.
  private(set) var numerals: [Int]?
  /// The name is no shorthand, so that it may be a method of any number of steps, whatever numeral it holds (`六尺巷调解法`).
  var isOpen: Bool { groups.isEmpty }

  /// Parts are named by their groups where each group has several: `双亮三述`, unlike `三官一员`.
  var hasFullGroups: Bool { groups.count > 1 && groups.allSatisfy { $0.number > 1 } }

  /// All parts, as many as the groups count together.
  var total: Int { groups.reduce(0) { $0 + $1.number } }

  /// A list may have fewer items than the name counts only where the text says that it is the name's: one for each group,
  /// or those of one group.
  private static let costOfOneEach = 1.5
  private static let costOfOneGroup = 2.5
  /// 4 of `一厅三室`, which is read first as three of one.
  static let costOfAll = 1.0
  private static let mostParts = 20

  init(_ candidate: NameCandidate, in text: NameText, _ cues: ComponentCues) {
    guard let shorthand = candidate.shorthand else {
      groups = []
      numerals = Self.numerals(in: candidate.inner, text)
      let count = numerals?.count ?? Self.numeral(in: candidate.inner, text)
      counts = count.map { [Count(value: $0, cost: 0)] } ?? []
      return
    }
    groups = shorthand.groups.map { group in
      let noun = NameText(Scalars.string(group.noun))
      let measure = cues.length(.measure, in: noun, from: 0, limit: noun.count)
      // `三团模式` is of 团.
      let form = cues.length(.form, in: noun, before: noun.count)
      return Group(
        number: group.number,
        noun: measure + form < noun.count ? Array(group.noun.dropFirst(measure).dropLast(form)) : group.noun,
        spelling: group.spelling)
    }
    if groups.count == 1, let spelling = shorthand.groups.first?.spelling {
      let name = NameText(Scalars.string(spelling))
      let numeral = NumeralShorthand.numeral(name.scalars[...])?.length ?? 0
      countsStages = cues.length(.stage, in: name, from: numeral, limit: name.count) > 0
    }
    // `四位一体` is four in one.
    if groups.count == 2, case let last = NameText(Scalars.string(groups[1].spelling)),
      cues.length(.whole, in: last, from: 0, limit: last.count) == last.count
    {
      groups.removeLast()
      counts = [Count(value: groups[0].number, cost: 0)].filter { $0.value > 1 }
      return
    }
    let (groupCount, all) = (groups.count, groups.reduce(0) { $0 + $1.number })
    counts = shorthand.partCounts.enumerated().map { index, value in
      let isPartial = value == groupCount ? Self.costOfOneEach : Self.costOfOneGroup
      return Count(value: value, cost: index == 0 ? 0 : value == all ? Self.costOfAll : isPartial)
    }
    if hasFullGroups {
      // One item for each pair (`四联四促`), or all.
      let isEven = groups.allSatisfy { $0.number == groups[0].number }
      let total = total
      counts = counts.filter { $0.value == total || (isEven && $0.value == groups[0].number) }
      for index in counts.indices { counts[index].cost = 0 }
    }
  }

  /// The pattern without groups of a single thing beside several that count alike, which are often not told:
  /// `五比五看一评选`; nil for others.
  func withoutSingles() -> PartPattern? {
    var result = self
    result.groups.removeAll { $0.number == 1 }
    guard result.groups.count > 1, result.groups.count < groups.count, let number = result.groups.first?.number,
      result.groups.allSatisfy({ $0.number == number })
    else { return nil }
    result.counts = [result.total, number].map { Count(value: $0, cost: 0) }
    return result
  }

  /// The values of a name of three numerals or more that is nothing else, or nil.
  private static func numerals(in range: Range<Int>, _ text: NameText) -> [Int]? {
    let values = text.scalars[range].compactMap { NumeralShorthand.numeral([$0])?.value }
    return range.count > 2 && values.count == range.count ? values : nil
  }

  /// The number in a name that is no shorthand: 4 of `民情四步走`.
  private static func numeral(in range: Range<Int>, _ text: NameText) -> Int? {
    for index in range {
      let numeral = NumeralShorthand.numeral(text.scalars[index..<range.upperBound])
      if let numeral, (2...mostParts).contains(numeral.value), index + numeral.length < range.upperBound {
        return numeral.value
      }
    }
    return nil
  }

  /// Whether each of `items` begins with 一 and the measure word of the name: `一把量人气、一把量着落` of `两把尺子`.
  func countsOff(_ items: [Range<Int>], in text: NameText) -> Bool {
    guard groups.count == 1, let group = groups.first, group.spelling.count > group.noun.count + 1 else { return false }
    let measure = group.spelling[group.spelling.count - group.noun.count - 1]
    return items.allSatisfy { $0.count > 2 && text[$0.lowerBound] == Scalars.one && text[$0.lowerBound + 1] == measure }
  }

  /// Whether items are all parts, and each holds a noun of its group; or all steps.
  func areWhole(_ items: [Range<Int>], in text: NameText) -> Bool {
    guard items.count == total else { return false }
    let parts = groups.count > 1 ? partition(items) : groups.first.map { [(group: $0, items: items[...])] }
    return countsStages
      || parts?.allSatisfy { group, part in
        sharesNoun(part, group, in: text) || part.allSatisfy { text.scalars[$0].contains(where: group.noun.contains) }
      } == true
  }

  /// Whether the last item of a group ends in its noun for all of them: `职责、制度、安排上墙` of `三上墙`.
  func sharesNoun(_ part: ArraySlice<Range<Int>>, _ group: Group, in text: NameText) -> Bool {
    guard group.noun.count > 1, part.count > 1, let last = part.last else { return false }
    return last.count > group.noun.count && group.ends(last, in: text)
  }

  /// Whether a mark follows the last item of each group but the last, and no other item.
  func isParted(_ items: [Range<Int>], at isMark: (Int) -> Bool) -> Bool {
    guard items.count == total, let parts = partition(items) else { return false }
    let ends = Set(parts.dropLast().map { $0.items.endIndex - 1 })
    return items.indices.dropLast().allSatisfy { isMark($0) == ends.contains($0) }
  }

  /// The items that belong to each group, where there are as many as all groups count or one for each; nil otherwise.
  func partition(_ items: [Range<Int>]) -> [(group: Group, items: ArraySlice<Range<Int>>)]? {
    guard groups.count > 1, items.count == total || items.count == groups.count else { return nil }
    var start = 0
    return groups.map { group in
      let end = start + (items.count == total ? group.number : 1)
      defer { start = end }
      return (group, items[start..<end])
    }
  }
}
