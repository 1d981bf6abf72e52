/// Makes the items of the list that was found the parts of the name: without what counts them off, leads up to them or is
/// shared by them, and with the clause that belongs to them.
struct ItemFinisher: Sendable {
  let text: NameText
  let cues: ComponentCues
  let pattern: PartPattern

  /// Longest clause that is the part of a single group, in scalars.
  private static let longestLast = 12
  /// Longest noun that is numbered in each item, in scalars.
  private static let longestHead = 4
  /// Longest words before the noun that the others of its group begin with, in scalars.
  private static let longestLead = 2
  /// Longest bracket that gives another word for an item, with its marks, in scalars.
  private static let longestOtherWord = 6
  /// Fewest items that are counted off by numerals alone: `一有……，二有……，三有……`.
  private static let fewestCounted = 3
  /// How far before a list its number may be said, in scalars.
  private static let reachOfCount = 40

  /// The parts that a list spells out for its name.
  func parts(of list: FoundList, _ candidate: NameCandidate) -> Components? {
    let items = finished(list.items, before: candidate.outer.lowerBound)
    let statements = statements(items, text.scalars[candidate.inner])
    var parts = Components(statements?.map(\.rest) ?? items, in: text, rule: list.rule)
    parts?.score = list.score
    parts?.holdsNoun = holdsNoun(list.items)
    guard let made = parts, let statements, !statements.allSatisfy(\.isNoun) else { return parts }
    parts?.items = zip(statements, made.items).map { Scalars.string(text.scalars[$0.head]) + "=" + $1 }
    return parts
  }

  /// The parts; the name begins at `name`.
  private func finished(_ items: [Range<Int>], before name: Int) -> [Range<Int>] {
    let items = withoutPredicates(withoutLeads(quotedGroups(withLastClause(withoutAsides(withoutLink(items))))))
    return withoutSharedVerb(
      withoutOuterVerbs(quotedParts(withoutCorrelatives(withoutGroupOrdinals(withoutNumberedHeads(items))))),
      before: name)
  }

  /// Drops 的 behind the last item alone, which leads up to the name said again: `按照有场所、有专人管理的“两有”标准`.
  private func withoutLink(_ items: [Range<Int>]) -> [Range<Int>] {
    guard let last = items.last, last.count > 2, Scalars.isQuote(text[last.upperBound]),
      !items.dropLast().contains(where: { text[$0.upperBound - 1] == Scalars.possessive }),
      text[last.upperBound - 1] == Scalars.possessive
    else { return items }
    return items.dropLast() + [last.lowerBound..<last.upperBound - 1]
  }

  /// Drops the brackets that some items end in and others do not, and that are more than another word (`村（社区）`):
  /// `一场集市（每月逢五）、一本手账`.
  private func withoutAsides(_ items: [Range<Int>]) -> [Range<Int>] {
    let cut = items.map { item -> Range<Int> in
      guard text[item.upperBound - 1] == Scalars.closeBracket,
        let open = item.dropFirst().last(where: { text[$0] == Scalars.openBracket }),
        item.upperBound - open > Self.longestOtherWord
      else { return item }
      return item.lowerBound..<open
    }
    return zip(items, cut).contains { $0 == $1 } ? cut : items
  }

  /// Whether each item holds a character of the name's nouns.
  private func holdsNoun(_ items: [Range<Int>]) -> Bool {
    let nouns = pattern.groups.flatMap(\.noun)
    return !nouns.isEmpty && items.allSatisfy { text.scalars[$0].contains(where: nouns.contains) }
  }

  private typealias Statement = (head: Range<Int>, rest: Range<Int>, isNoun: Bool)

  /// `卡是便民联系卡` of `一卡一码`, `红色是急办件` of `红黄蓝`: items that each say something of one noun or character of the name; nil for
  /// others.
  private func statements(_ items: [Range<Int>], _ name: ArraySlice<UInt32>) -> [Statement]? {
    let found = items.enumerated().compactMap { number, item -> Statement? in
      for at in item.dropFirst().prefix(Self.longestHead) {
        let copula = cues.length(.copula, in: text, from: at, limit: item.upperBound)
        guard copula > 0, at + copula < item.upperBound else { continue }
        let head = item.lowerBound..<at
        let isNoun =
          pattern.groups.count == items.count && text.scalars[head].elementsEqual(pattern.groups[number].noun)
        return (head, at + copula..<item.upperBound, isNoun)
      }
      return nil
    }
    guard items.count > 1, found.count == items.count else { return nil }
    if found.allSatisfy(\.isNoun) { return found }
    let areLetters = found.map { text[$0.head.lowerBound] } == Array(name.prefix(items.count))
    return items.count > 2 && areLetters ? found : nil
  }

  /// `议事前先“定题、定人”，议事后“晒清单、晒结果”`: the parts of each group are what its quotation holds.
  private func quotedGroups(_ items: [Range<Int>]) -> [Range<Int>] {
    guard let groups = pattern.partition(items) else { return items }
    return groups.flatMap { _, part -> [Range<Int>] in
      guard part.count > 1, let first = part.first, let last = part.last, Scalars.isQuote(text[last.upperBound]),
        let open = first.dropFirst().first(where: { Scalars.isQuote(text[$0]) }),
        !text.scalars[open + 1..<last.upperBound].contains(where: Scalars.isQuote)
      else { return Array(part) }
      return [open + 1..<first.upperBound] + part.dropFirst()
    }
  }

  /// Cuts what is said behind the noun of its group in an item whose sisters end in it: `责任清单一月一公布` of `两清单一报告`.
  private func withoutPredicates(_ items: [Range<Int>]) -> [Range<Int>] {
    guard let groups = pattern.partition(items) else { return things(items) }
    return groups.flatMap { group, part -> [Range<Int>] in
      func end(_ item: Range<Int>) -> Int? {
        item.dropFirst().first { text.scalars[$0...].starts(with: group.noun) }.map { $0 + group.noun.count }
      }
      guard group.noun.count > 1, part.count > 1, part.contains(where: { end($0) == $0.upperBound }) else {
        return Array(part)
      }
      return part.map { item in item.lowerBound..<min(item.upperBound, end(item) ?? item.upperBound) }
    }
  }

  /// Cuts what is said of each thing that the name counts: `民情账记诉求` of `三本账`, `绿单是咨询类` of `三单`.
  private func things(_ items: [Range<Int>]) -> [Range<Int>] {
    guard pattern.groups.count == 1, let group = pattern.groups.first, items.count == group.number, items.count > 2,
      !group.noun.contains(where: Scalars.isNumeral)
    else { return items }
    // 本 of `三本账`: what is counted are things, and no deeds as in `五个有`; `组网进站` of `五张网` has a verb before the noun.
    let name = NameText(Scalars.string(group.spelling))
    let numeral = NumeralShorthand.numeral(name.scalars[...])?.length ?? 0
    let isMeasured =
      cues.length(.measure, in: name, from: numeral, limit: name.count - 1) > 0
      && name[numeral] != NumeralShorthand.plainMeasure
    let heads = items.compactMap { item -> Range<Int>? in
      for end in item.dropFirst(group.noun.count + 1).prefix(Self.longestHead) {
        guard group.ends(item.lowerBound..<end, in: text) else { continue }
        let isSaid =
          cues.length(.copula, in: text, from: end, limit: item.upperBound) > 0
          || cues.length(.adverbial, in: text, from: end, limit: item.upperBound) > 0
        let isNamed = group.noun.count == 1 && end - item.lowerBound > 2
        let isThing = isSaid || isMeasured && isNamed && item.upperBound - end > 1
        return isThing && !Scalars.isNumeral(text[item.lowerBound]) ? item.lowerBound..<end : nil
      }
      return nil
    }
    return heads.count == items.count && Set(heads.map { text.scalars[$0] }).count == heads.count ? heads : items
  }

  /// Drops 既 and 又 before clauses that they join.
  private func withoutCorrelatives(_ items: [Range<Int>]) -> [Range<Int>] {
    let cut = items.enumerated().compactMap { number, item -> Range<Int>? in
      let role: ComponentCues.Role = number == 0 ? .correlative : .correlated
      let length = cues.length(role, in: text, from: item.lowerBound, limit: item.upperBound)
      return length > 0 && length < item.count ? item.lowerBound + length..<item.upperBound : nil
    }
    return items.count > 1 && cut.count == items.count ? cut : items
  }

  /// The items of all groups or of some without the numerals that count them off.
  private func withoutGroupOrdinals(_ items: [Range<Int>]) -> [Range<Int>] {
    let whole = withoutOrdinals(items)
    guard whole == items, let groups = pattern.partition(items) else { return whole }
    return groups.flatMap { withoutOrdinals(Array($0.items)) }
  }

  /// Adds the clause behind the list of a name's first group that is the part of its last, single one:
  /// `“三定一评”，即定人、定岗、定时，年终由选民评`.
  private func withLastClause(_ items: [Range<Int>]) -> [Range<Int>] {
    guard pattern.groups.count == 2, let first = pattern.groups.first, let last = pattern.groups.last, last.number == 1,
      items.count == first.number, let end = items.last?.upperBound, text[end] == Scalars.comma
    else { return items }
    let clause = end + 1..<text.endOfWords(from: end + 1)
    let isPart = clause.count <= Self.longestLast && text.scalars[clause].contains(where: last.noun.contains)
    return isPart ? items + [clause] : items
  }

  /// Cuts what stands before the noun of its group in a first item where the others of the group begin with it:
  /// `做到了有标识` of `五化七有`.
  func withoutLeads(_ items: [Range<Int>]) -> [Range<Int>] {
    guard let parts = pattern.partition(items) else { return items }
    return parts.flatMap { group, part -> [Range<Int>] in
      guard let noun = group.noun.first, let first = part.first, part.count > 2, text[first.lowerBound] != noun,
        part.dropFirst().allSatisfy({ text[$0.lowerBound] == noun }),
        let start = first.first(where: { text[$0] == noun }),
        cues.length(.frame, in: text, before: start) > 0 || start - first.lowerBound <= Self.longestLead
      else { return Array(part) }
      return [start..<first.upperBound] + part.dropFirst()
    }
  }

  /// Drops a noun that is numbered in each item: `课堂一为家站课堂`, `课堂二为流动课堂`.
  private func withoutNumberedHeads(_ items: [Range<Int>]) -> [Range<Int>] {
    guard let first = items.first else { return items }
    for length in 1...Self.longestHead where length < first.count {
      let head = text.scalars[first.lowerBound..<first.lowerBound + length]
      let cut = items.enumerated().compactMap { number, item -> Range<Int>? in
        let at = item.lowerBound + length
        guard at < item.upperBound, text.scalars[item].starts(with: head),
          let numeral = NumeralShorthand.numeral(text.scalars[at..<item.upperBound]), numeral.value == number + 1,
          case let copula = cues.length(.copula, in: text, from: at + numeral.length, limit: item.upperBound),
          copula > 0,
          at + numeral.length + copula < item.upperBound
        else { return nil }
        return at + numeral.length + copula..<item.upperBound
      }
      if cut.count == items.count { return cut }
    }
    return items
  }

  /// Drops the numerals that count the items off: `一杯“迎客茶”……二杯“顺气茶”`, `第一步是……`, `一是……`, `一听……、二看……、三追……`, or all
  /// alike with a measure word: `一支访……；一支访……`.
  private func withoutOrdinals(_ items: [Range<Int>]) -> [Range<Int>] {
    let counted = items.compactMap { item -> (value: Int, start: Int, isMarked: Bool)? in
      let isOrdinal = text[item.lowerBound] == Scalars.ordinal
      let first = item.lowerBound + (isOrdinal ? 1 : 0)
      guard item.count > 2, let numeral = NumeralShorthand.numeral(text.scalars[first..<item.upperBound]) else {
        return nil
      }
      let measure = cues.length(.measure, in: text, from: first + numeral.length, limit: item.upperBound)
      var start = first + numeral.length + measure
      let copula = cues.length(.copula, in: text, from: start, limit: item.upperBound)
      if isOrdinal || measure == 0 { start += copula }
      // `一、建好阵地`
      if text[start] == Scalars.enumerationComma { start += 1 }
      if Scalars.isQuote(text[start]) { start += 1 }
      return start < item.upperBound ? (numeral.value, start, measure + copula > 0) : nil
    }
    guard items.count > 1, counted.count == items.count else { return items }
    let areMarked = counted.allSatisfy(\.isMarked)
    let isRising =
      counted.indices.allSatisfy { counted[$0].value == $0 + 1 } && (areMarked || items.count >= Self.fewestCounted)
    // `三个一` is of ones.
    let isOfOnes = pattern.groups.contains { $0.noun.contains(Scalars.one) }
    let heads = Set(zip(items, counted).map { Array(text.scalars[$0.lowerBound..<$1.start]) })
    let isAlike =
      areMarked && heads.count == 1 && counted[0].value == 1 && !isOfOnes
      && (saysHowMany(items, counted[0].start) || arePersons(items, counted[0].start))
    // `一把量人气` of `三把尺子` is nothing without its measure word, unlike `一本民情账` of `三本账`.
    let nouns = pattern.groups.flatMap(\.noun)
    let holdNoun =
      nouns.isEmpty
      || zip(counted, items).allSatisfy { text.scalars[$0.start..<$1.upperBound].contains(where: nouns.contains) }
    return isRising || isAlike && holdNoun ? zip(counted, items).map { $0.start..<$1.upperBound } : items
  }

  /// `宣传政策的“讲习站”、化解矛盾的“调解站”` of `五站合一`: the quotations where each item ends in one with the name's noun, or begins
  /// with one (`“小纽带”链接……` of `三小`).
  private func quotedParts(_ items: [Range<Int>]) -> [Range<Int>] {
    guard pattern.groups.count == 1, let noun = pattern.groups.first?.noun else { return items }
    let heads = items.compactMap { item -> Range<Int>? in
      guard Scalars.isQuote(text[item.lowerBound - 1]), let close = item.first(where: { Scalars.isQuote(text[$0]) }),
        text.scalars[item.lowerBound..<close].contains(where: noun.contains)
      else { return nil }
      return item.lowerBound..<close
    }
    if heads.count == items.count, Set(heads.map { text.scalars[$0] }).count == heads.count { return heads }
    let whole = items.compactMap { item -> Range<Int>? in
      let marks = item.filter { Scalars.isQuote(text[$0]) }
      guard marks.count == 2, marks[1] - marks[0] > 2, case let part = text.scalars[marks[0] + 1..<marks[1]],
        part.starts(with: noun) || part.suffix(noun.count).elementsEqual(noun)
      else { return nil }
      return marks[0] + 1..<marks[1]
    }
    if whole.count == items.count { return whole }
    let parts = items.compactMap { item -> Range<Int>? in
      let whole = text.trimmed(item) { !Scalars.isWord($0) }
      let open = whole.last { Scalars.isQuote(text[$0]) }
      guard let open, open > whole.lowerBound, Scalars.isQuote(text[whole.upperBound]) else { return nil }
      let part = open + 1..<whole.upperBound
      return part.count > 1 && text.scalars[part].contains(where: noun.contains) ? part : nil
    }
    return items.count > 1 && parts.count == items.count ? parts : items
  }

  /// `一位法官、一位农技员` of `一官两员`: persons that the name's nouns tell, each behind a measure word that ends before `start`.
  private func arePersons(_ items: [Range<Int>], _ start: Int) -> Bool {
    guard cues.length(.personal, in: text, before: start) > 0, let groups = pattern.partition(items) else {
      return false
    }
    return groups.allSatisfy { group, part in
      part.allSatisfy { group.ends($0, in: text) }
    }
  }

  /// Whether the name (`三张清单`) or the words before `items` count them with the measure word that ends before `start`:
  /// `分成三支队伍：一支……`.
  private func saysHowMany(_ items: [Range<Int>], _ start: Int) -> Bool {
    guard let first = items.first else { return false }
    let measure = text[Scalars.isQuote(text[start - 1]) ? start - 2 : start - 1]
    func says(_ scalars: ArraySlice<UInt32>) -> Bool {
      let numeral = NumeralShorthand.numeral(scalars)
      return numeral?.value == items.count && scalars.dropFirst(numeral?.length ?? 0).first == measure
    }
    return pattern.groups.contains { says($0.spelling[...]) }
      || (max(0, first.lowerBound - Self.reachOfCount)..<first.lowerBound).contains {
        says(text.scalars[$0..<first.lowerBound])
      }
  }

  /// Drops the verbs before items that end in the name's noun, where each has one: `把握点与面的关系`, `统筹建与用的关系` of `三个关系`.
  private func withoutOuterVerbs(_ items: [Range<Int>]) -> [Range<Int>] {
    guard pattern.groups.count == 1, let noun = pattern.groups.first?.noun else { return items }
    let cut = items.compactMap { item -> Range<Int>? in
      let verb = cues.length(.outer, in: text, from: item.lowerBound, limit: item.upperBound - noun.count)
      let isThing = verb > 0 && item.count - verb > noun.count
      return isThing && text.scalars[item].suffix(noun.count).elementsEqual(noun)
        ? item.lowerBound + verb..<item.upperBound : nil
    }
    return cut.count == items.count ? cut : items
  }

  /// Drops the verb that all items share with the words before the name.
  private func withoutSharedVerb(_ items: [Range<Int>], before name: Int) -> [Range<Int>] {
    guard let first = items.first, !pattern.groups.contains(where: { $0.noun.first == text[first.lowerBound] }) else {
      return items
    }
    for length in stride(from: 3, through: 1, by: -1) {
      guard items.allSatisfy({ $0.count > length + 1 }) else { continue }
      let verb = text.scalars[first.lowerBound..<first.lowerBound + length]
      let isShared = items.allSatisfy { text.scalars[$0.lowerBound..<$0.lowerBound + length].elementsEqual(verb) }
      let isBeforeName = name >= length && text.scalars[name - length..<name].elementsEqual(verb)
      if isShared && isBeforeName { return items.map { $0.lowerBound + length..<$0.upperBound } }
    }
    return items
  }
}
