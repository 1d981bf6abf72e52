/// Cuts from the ends of a list what belongs to the sentence around it.
struct ItemTrimmer: Sendable {
  let text: NameText
  let cues: ComponentCues
  let pattern: PartPattern
  /// Beside what the list stands.
  let place: ListPlace

  /// A list as it may be read, and what its surroundings say of it.
  struct Reading {
    var items: [Range<Int>]
    /// What the words behind the last item say for it.
    var support = 0.0
  }

  /// Each end that is cut counts against a reading: a little, or more where the text says that the list begins here.
  private static let costOfCut = -0.1
  /// A cut that only likens it to a single other item: `常委会组成人员联系代表、代表联系选民`.
  private static let costOfCutToOne = -2.0
  /// Of two readings that are alike, the one that begins behind a verb and is nearer to the others in length.
  private static let behindLead = 0.01
  private static let costOfCutBehindWord = -2.0
  /// A cut behind a verb at the front, where no other item begins with one.
  private static let outerVerb = 0.05
  /// A cut where the quotation begins that the list stands in.
  private static let quoted = 0.6
  /// Items that begin alike are cut alike, in scalars.
  private static let sharedHead = 2
  /// A cut behind words that frame the whole list: `做到困难家庭必访、新商户必访`.
  private static let framed = 0.6
  /// A cut beside a verb behind which the item could begin.
  private static let costOfCutBesideVerb = -0.9
  /// `……分别记账`: words that say something of all items.
  private static let saidOfAll = 0.6
  /// `……四步`, `……六项`: the text says the number of items.
  private static let saidNumber = 1.0
  /// What it adds that the name counts stages too: `……四个环节` for `四步闭环`.
  private static let saidStages = 0.5
  /// `……四个镇`: the items are something else that is counted.
  private static let otherNumber = -2.0
  /// The words behind the list are the name's noun: `标牌、制度、档案六项都统一`.
  private static let sharedPredicate = 2.5
  /// The item then ends in the noun of its group.
  private static let endsInNoun = 0.3
  /// How far behind the list that noun may stand, in scalars.
  private static let reachOfPredicate = 5
  /// How far behind its first scalar the characters are compared by which a first item is cut.
  private static let reachOfPlace = 4

  /// Readings of the same items with their ends cut in all likely ways.
  func readings(of items: [Range<Int>]) -> [Reading] {
    guard let first = items.first, items.count > 1, let last = items.last.map({ withoutOrder($0, items.dropLast()) })
    else { return [] }
    // A list that is one whole quotation is quoted from edge to edge.
    if Scalars.isQuote(text[first.lowerBound - 1]), Scalars.isQuote(text[last.upperBound]),
      !text.scalars[first.lowerBound..<last.upperBound].contains(where: Scalars.isQuote)
    {
      return [Reading(items: items)]
    }
    let middle = items[1..<items.count - 1]
    var result: [Reading] = []
    // The longest first: `每名代表每年`, and not `每名代表`.
    let frames = first.dropFirst().reversed().filter { cues.length(.frame, in: text, before: $0) > 0 }
    for tail in tails(of: last, others: items.dropLast(), count: items.count) {
      for start in starts(of: first, others: middle + [tail.item], frames) {
        let isObject = tail.item.upperBound < items[items.count - 1].upperBound && tail.isSaid
        let support =
          tail.support + costOfCut(to: start, in: first, others: middle + [tail.item])
          + framed(first, from: start, isObject)
        result.append(Reading(items: [start..<first.upperBound] + middle + [tail.item], support: support))
      }
    }
    return result
  }

  // MARK: The first item

  private func costOfCut(to start: Int, in first: Range<Int>, others: ArraySlice<Range<Int>>) -> Double {
    if start == first.lowerBound { return 0 }
    if quotation(within: first, others) == start - 1 { return Self.quoted }
    let end = Scalars.isQuote(text[start - 1]) ? start - 1 : start
    if cues.length(.frame, in: text, before: end) > 0 { return 0 }
    let lead = cues.length(.lead, in: text, before: end)
    // What stands before 的 is part of a single long item (`任命的人员进站机制、人员联系群众机制`), and of the first behind a colon.
    if lead == 1, text[end - 1] == Scalars.possessive, others.count == 1 || place.isNear {
      return Self.costOfCutBesideVerb
    }
    if lead > 1, end - lead == first.lowerBound, !others.contains(where: beginsWithVerb) { return Self.outerVerb }
    // `会商大厅和接访室` of `一厅五室` is more than its end.
    if lead > 0, cues.length(.conjunction, in: text, before: end) == lead, pattern.groups.count > 1,
      pattern.groups.contains(where: { $0.noun.last == text[end - lead - 1] })
    {
      return Self.costOfCutToOne
    }
    if lead > 0 {
      let length = others.reduce(0) { $0 + $1.count } / others.count
      return abs(first.upperBound - start - length) < abs(first.count - length) ? Self.behindLead : 0
    }
    if others.count > 1, others.allSatisfy({ text[$0.lowerBound] == text[start] }) { return Self.costOfCut }
    if place.isNear { return Self.costOfCutBehindWord }
    if pattern.groups.contains(where: { $0.noun.contains(text[start]) }) { return Self.costOfCut }
    if others.count == 1 { return Self.costOfCutToOne }
    let preposition = cues.length(.adverbial, in: text, from: first.lowerBound, limit: start)
    let hasVerb = first.dropFirst().contains { $0 < start && cues.length(.lead, in: text, before: $0) > 1 }
    return hasVerb || preposition > 0 ? Self.costOfCutBesideVerb : Self.costOfCut
  }

  /// Where a quotation opens within the first item that closes behind the last: what stands before is no part.
  private func quotation(within first: Range<Int>, _ others: ArraySlice<Range<Int>>) -> Int? {
    guard let end = others.last?.upperBound, Scalars.isQuote(text[end]), place.direction == .after || end < place.index
    else { return nil }
    let quotes = first.dropFirst().filter { Scalars.isQuote(text[$0]) }
    return quotes.count == 1 ? quotes.first : nil
  }

  private func beginsWithVerb(_ item: Range<Int>) -> Bool {
    cues.length(.lead, in: text, from: item.lowerBound, limit: item.upperBound) > 1
  }

  /// Support for a cut behind `做到`, or behind the verb at the front (`把`, `请`) of a list that a predicate follows.
  private func framed(_ first: Range<Int>, from start: Int, _ isObject: Bool) -> Double {
    let end = Scalars.isQuote(text[start - 1]) ? start - 1 : start
    let frame = cues.length(.frame, in: text, before: end)
    if frame > 0, end - frame >= first.lowerBound { return Self.framed }
    return isObject && end - first.lowerBound == 1 && cues.length(.lead, in: text, before: end) == 1 ? Self.framed : 0
  }

  /// Places where the first item may begin: as it stands, behind words that frame the list (`frames`), behind a verb, or so
  /// that it is like the others.
  private func starts(of first: Range<Int>, others: ArraySlice<Range<Int>>, _ frames: [Int]) -> [Int] {
    var result = [first.lowerBound]
    func add(_ place: Int?) {
      let start = place.map { Scalars.isQuote(text[$0]) ? $0 + 1 : $0 }
      if let start, start > first.lowerBound, start < first.upperBound, !result.contains(start) { result.append(start) }
    }
    guard let model = others.first else { return result }
    let head = text.scalars[first].prefix(Self.sharedHead)
    if others.allSatisfy({ text.scalars[$0].starts(with: head) }) { return result }
    for frame in frames { add(frame) }
    add(quotation(within: first, others))
    if others.count > 1, holdNoun(others + [first]) { return result }
    let length = model.count
    let opening = others.count > 1 ? text[model.lowerBound] : 0
    let beginAlike = others.allSatisfy { text[$0.lowerBound] == opening } && first.contains { text[$0] == opening }
    // Where the others begin alike, a cut by length could part a word.
    if others.allSatisfy({ $0.count == length }), others.count > 1 ? !beginAlike : first.count == length {
      add(first.upperBound - length)
    }
    add(afterVerb(in: first, near: others.reduce(0) { $0 + $1.count } / others.count))
    for distance in 0..<min(Self.reachOfPlace, others.lazy.map { $0.count }.min() ?? 0) {
      let scalar = text[model.lowerBound + distance]
      guard others.allSatisfy({ text[$0.lowerBound + distance] == scalar }) else { continue }
      let isOfName = pattern.groups.contains { $0.noun.contains(scalar) }
      guard others.count > 1 || isOfName else { continue }
      add(first.last { text[$0] == scalar }.map { $0 - distance })
    }
    // Items of the first group begin with its noun: `组织代表进村组、进企业，问需求、问困难`.
    if let noun = pattern.groups.first?.noun, noun.contains(text[model.lowerBound]) {
      add(first.last { text[$0] == text[model.lowerBound] })
    }
    return result
  }

  /// Whether all items behind the name hold its noun at one place: `当好一个宣传员，联系一个困难户` of `五个一`.
  private func holdNoun(_ items: ArraySlice<Range<Int>>) -> Bool {
    guard place.direction == .after, let first = items.first else { return false }
    return (1..<Self.reachOfPlace).contains { distance in
      let scalar = text[first.lowerBound + distance]
      return pattern.groups.contains { $0.noun.contains(scalar) }
        && items.allSatisfy { $0.count > distance && text[$0.lowerBound + distance] == scalar }
    }
  }

  /// The place in `item` behind the verb that leaves the rest closest to `length`.
  private func afterVerb(in item: Range<Int>, near length: Int) -> Int? {
    var best: Int?
    for start in item {
      let lead = cues.length(.lead, in: text, from: start, limit: item.upperBound)
      let end = start + lead
      guard lead > 0, end < item.upperBound else { continue }
      if let known = best, abs(item.upperBound - known - length) <= abs(item.upperBound - end - length) { continue }
      best = end
    }
    return best
  }

  // MARK: The last item

  /// Drops what says that the item is the last step: `再由群众评`, `最后由代表回访`.
  private func withoutOrder(_ last: Range<Int>, _ others: ArraySlice<Range<Int>>) -> Range<Int> {
    func order(_ item: Range<Int>) -> Int {
      cues.length(.order, in: text, from: item.lowerBound, limit: item.upperBound - 1)
    }
    return others.allSatisfy { order($0) == 0 } ? last.lowerBound + order(last)..<last.upperBound : last
  }

  /// `isSaid`: words behind the item say something of all items.
  private typealias Tail = (item: Range<Int>, support: Double, isSaid: Bool)

  /// Ways to end the last item: as it stands, at a quotation mark, before 等, 分别, a number of all items, or so that it is
  /// like the others.
  private func tails(of last: Range<Int>, others: ArraySlice<Range<Int>>, count: Int) -> [Tail] {
    var result: [Tail] = [(last, predicate(behind: last.upperBound), false)]
    func add(_ end: Int, _ support: Double, isSaid: Bool = false) {
      if end > last.lowerBound, end < last.upperBound {
        result.append((last.lowerBound..<end, support + Self.costOfCut + predicate(behind: end), isSaid))
      }
    }
    for index in last.dropFirst() {
      if cues.length(.tail, in: text, from: index, limit: last.upperBound) > 0 {
        add(index, Self.saidOfAll, isSaid: true)
      }
      if Scalars.isQuote(text[index]), !quotesWithin(last) { add(index, 0) }
      let numeral = NumeralShorthand.numeral(text.scalars[index..<last.upperBound])
      if let numeral, numeral.value == count {
        let isStage = cues.length(.stage, in: text, from: index + numeral.length, limit: text.count) > 0
        let end = cues.beforeLinks(in: text, index)
        let isOfList =
          place.direction == .after ? isStage : place.isIntroduced || isStage && pattern.countsStages
        add(end, isOfList ? Self.saidNumber + (pattern.countsStages ? Self.saidStages : 0) : Self.otherNumber)
      }
    }
    // `法官、检察官、民警、调解员轮流驻站` of `三官一员`.
    if let group = pattern.groups.last, let other = pattern.groups.first, pattern.groups.count == 2, group.number == 1,
      let end = group.noun.last, others.contains(where: { text[$0.upperBound - 1] == other.noun.last }),
      let cut = last.dropFirst().last(where: { text[$0] == end }), last.upperBound - cut > 2
    {
      add(cut + 1, Self.endsInNoun)
    }
    // `农贸市场、活动广场定期清扫` of `两街两场`.
    if let (group, part) = pattern.partition(others + [last])?.last, part.count > 1, let end = group.noun.last,
      part.dropLast().allSatisfy({ text[$0.upperBound - 1] == end }),
      let cut = last.dropFirst().last(where: { text[$0] == end })
    {
      add(cut + 1, Self.endsInNoun)
    }
    if let end = others.first.map({ text[$0.upperBound - 1] }), others.allSatisfy({ text[$0.upperBound - 1] == end }),
      others.count > 1 || pattern.groups.contains(where: { $0.noun.contains(end) }),
      text[last.upperBound - 1] != end, let cut = last.dropFirst().first(where: { text[$0] == end })
    {
      add(cut + 1, 0)
    }
    return result
  }

  /// Whether an item behind the name holds whole quotations: `参与一次“安全月”活动`.
  private func quotesWithin(_ item: Range<Int>) -> Bool {
    place.direction == .after && (item.lowerBound...item.upperBound).count { Scalars.isQuote(text[$0]) } % 2 == 0
  }

  /// Support where the name's noun follows a list that does not hold it: `六统一`: `……公示六项都统一`.
  private func predicate(behind end: Int) -> Double {
    guard pattern.groups.count == 1, let noun = pattern.groups.first?.noun, noun.count > 1 else { return 0 }
    let isThere = (end..<end + Self.reachOfPredicate).contains { start in
      start + noun.count <= text.count && text.scalars[start..<start + noun.count].elementsEqual(noun)
    }
    let isWordsBetween = text.scalars[min(end, text.count)..<min(end + 1, text.count)].allSatisfy(Scalars.isWord)
    return isThere && isWordsBetween ? Self.sharedPredicate : 0
  }
}
