/// Tells how far the items of a list are of one mould, and of the mould that the name announces.
struct ListMould: Sendable {
  let text: NameText
  let pattern: PartPattern

  // Set by hand on our own passages beside the annotated ones; a list is taken from `ComponentFinder.threshold` on.
  private static let byNoun = 3.0
  private static let holdingNoun = 2.0
  private static let byGroups = 1.0
  private static let byEnd = 1.5
  private static let byPlace = 1.0
  private static let equal = 1.5
  private static let nearlyEqual = 1.0
  private static let close = 0.5
  private static let uneven = -0.5
  private static let unequal = -1.0
  private static let veryUnequal = -2.0
  private static let longList = 0.5
  private static let veryLongList = 1.5
  private static let nested = -1.0

  /// How far from its ends items are compared, in scalars.
  private static let reach = 4

  /// How strongly `items` look like the parts, or nil where the name says that they are not; marks may part its groups and
  /// nothing else (`areParted`).
  func score(_ items: [Range<Int>], _ marks: ListReading.Marks, areParted: Bool = false) -> Double? {
    var score = items.count > 5 ? Self.veryLongList : items.count > 3 ? Self.longList : 0
    // Where semicolons part the items of all groups, enumeration commas never do.
    let isNested =
      marks == .clauses && items.contains { text.scalars[$0].contains(Scalars.enumerationComma) }
      && !(pattern.hasFullGroups && items.dropLast().allSatisfy { text[$0.upperBound] == Scalars.semicolon })
    let holdsAll = items.allSatisfy { item in
      pattern.groups.allSatisfy { group in text.scalars[item].contains(where: group.noun.contains) }
    }
    // `抓学习、促提升，抓执行、促落实` are pairs.
    let arePairs = holdsAll && items.allSatisfy { item in item.count { text[$0] == Scalars.enumerationComma } == 1 }
    if isNested, pattern.hasFullGroups, !arePairs { return nil }
    if let parts = pattern.partition(items) {
      let values = parts.map { group, part in
        pattern.sharesNoun(part, group, in: text) ? Self.byNoun : likeness(Array(part), group.noun)
      }
      if pattern.hasFullGroups {
        // The nouns of all groups, in their order, are no chance.
        let holdsOne = areParted && values.contains { $0 >= Self.byNoun }
        if !holdsOne, values.contains(where: { $0 < Self.holdingNoun }) { return nil }
        if values.allSatisfy({ $0 >= Self.byNoun }) { score += Self.byGroups }
      } else if items.count == pattern.total, values.allSatisfy({ $0 >= Self.holdingNoun }) {
        score += Self.byGroups
      }
      let total = zip(values, parts).reduce(0.0) { $0 + Double($1.1.items.count) * $1.0 }
      let isOneEach = items.count == parts.count && items.count < pattern.total
      return score + total / Double(items.count) + (isOneEach ? 0 : evenness(items) / 2)
    }
    if isNested { score += Self.nested }
    if pattern.hasFullGroups {
      // Each item is of all groups (`联系选民促沟通` of `四联四促`), or the list is of one of them.
      return holdsAll ? score + Self.byNoun + evenness(items) : nil
    }
    let noun = pattern.groups.flatMap(\.noun)
    return score + likeness(items, noun) + evenness(items)
  }

  /// Whether items are of one length, or nearly and alike: what a list must be that nothing else speaks for.
  func isStrict(_ items: [Range<Int>]) -> Bool {
    let evenness = evenness(items)
    return evenness >= Self.nearlyEqual || (evenness >= Self.close && likeness(items, []) >= Self.byEnd)
  }

  /// Whether items are of one length and share a character at one place: clauses in one frame.
  func isFramed(_ items: [Range<Int>]) -> Bool {
    guard let length = items.first?.count, length >= Self.reach, items.allSatisfy({ $0.count == length }) else {
      return false
    }
    return likeness(items, []) >= Self.byPlace
  }

  /// Whether `next` would go on with the list as well as its items do.
  func fits(_ next: Range<Int>, behind items: [Range<Int>]) -> Bool {
    likeness(items, []) >= Self.byEnd && likeness(items + [next], []) >= Self.byEnd
      && likeness(items + [next], pattern.groups.flatMap(\.noun)) >= likeness(items, pattern.groups.flatMap(\.noun))
  }

  private func evenness(_ items: [Range<Int>]) -> Double {
    let longest = items.reduce(0) { max($0, $1.count) }
    let spread = longest - items.reduce(longest) { min($0, $1.count) }
    let share = items.count > 2 ? 1.0 : 0.5
    return switch spread {
    case 0: Self.equal * share
    case 1: Self.nearlyEqual * share
    case 2: Self.close * share
    case 3: 0
    case 4...6: Self.uneven
    case 7...12: Self.unequal
    default: Self.veryUnequal
    }
  }

  /// What items share: a character at one place, best if it is of the name's noun.
  private func likeness(_ items: [Range<Int>], _ noun: [UInt32]) -> Double {
    if items.count == 1 {
      return items.allSatisfy { text.scalars[$0].contains(where: noun.contains) } ? Self.holdingNoun : 0
    }
    let shortest = items.lazy.map { $0.count }.min() ?? 0
    let share = items.count > 2 ? 1.0 : 0.7
    var best = 0.0
    for distance in 0..<min(shortest, Self.reach) {
      for isFromEnd in [false, true] {
        func scalar(_ item: Range<Int>) -> UInt32 {
          spelled(isFromEnd ? item.upperBound - 1 - distance : item.lowerBound + distance)
        }
        let first = scalar(items[0])
        guard first != Scalars.possessive, items.allSatisfy({ scalar($0) == first }) else { continue }
        let value = noun.contains(first) ? Self.byNoun : (distance == 0 ? Self.byEnd : Self.byPlace) * share
        best = max(best, value)
      }
    }
    let holdsNoun = noun.contains { scalar in
      scalar != Scalars.possessive && items.allSatisfy { $0.contains { spelled($0) == scalar } }
    }
    return holdsNoun ? max(best, Self.holdingNoun) : best
  }

  /// The scalar at `index`; the digit 1 alone is 一, as names write it: `发放1张卡` of `四个一`.
  private func spelled(_ index: Int) -> UInt32 {
    let isOne = text[index] == 0x31 && !Scalars.isDigit(text[index - 1]) && !Scalars.isDigit(text[index + 1])
    return isOne ? Scalars.one : text[index]
  }
}
