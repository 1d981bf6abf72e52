/// Lists that belong to a group of the name (`四好` of `四好四优`), found by its numeral and noun.
extension ComponentFinder {
  /// Most scalars between a numeral and the copula behind its noun.
  private static let longestCounted = 5

  /// `“两化四有”，“两化”即……，“四有”即……`: a list for each group, as long as the group counts.
  func grouped(_ candidate: NameCandidate) -> Components? {
    guard let groups = candidate.shorthand?.groups, groups.count > 1 else { return nil }
    var at = candidate.outer.upperBound
    var start: Int?
    var items: [Range<Int>] = []
    for group in groups {
      guard let found = list(of: group, within: at..<at + Self.reachOfIntroduction),
        let last = found.reading.items.last
      else { return nil }
      items += found.reading.items
      start = start ?? found.start
      at = last.upperBound
    }
    var parts = made(items, "grouped")
    parts?.explanation = (start ?? at)..<at
    return parts
  }

  /// `推行“四好”“四优”标准：“四好”是……；四优是……`: the name with a copula, here or again in its paragraph, and a list of
  /// items alike.
  func restated(_ candidate: NameCandidate) -> Components? {
    guard let groups = candidate.shorthand?.groups, groups.count == 1, groups[0].number > 2 else { return nil }
    let start = candidate.outer.lowerBound
    var end = start
    while end < min(text.count, start + Self.reachOfRow), text[end] != Scalars.lineFeed { end += 1 }
    let found = list(of: groups[0], within: start..<end) { $0.marks != .sentences && isStrict($0.items) }
    return found.flatMap { made($0.reading.items, "restated") }
  }

  /// The first acceptable list of one group, and where the group is named again before it.
  private func list(
    of group: NumeralShorthand.Group, within range: Range<Int>,
    where isAcceptable: (ListReading) -> Bool = { _ in true }
  ) -> (start: Int, reading: ListReading)? {
    var tries = 0
    for index in range.clamped(to: range.lowerBound..<max(range.lowerBound, text.count)) {
      guard text.scalars[index...].starts(with: group.spelling), !Scalars.isWord(text[index - 1]) else { continue }
      var next = index + group.spelling.count
      if Scalars.isQuote(text[next]) { next += 1 }
      let word = max(
        lexicon.components.length(.copula, in: text, from: next, limit: text.count),
        lexicon.components.length(.introduction, in: text, from: next, limit: text.count))
      let isMark = text[next] == Scalars.colon || text[next] == Scalars.openBracket
      guard word > 0 || isMark else { continue }
      tries += 1
      if tries > Self.mostIntroductions { break }
      let readings = lists.readings(from: behindIntroduction(next + word, limit: text.count))
      let reading = readings.first { $0.items.count == group.number && $0.marks != .mixed && isAcceptable($0) }
      if let reading { return (Scalars.isQuote(text[index - 1]) ? index - 1 : index, reading) }
    }
    return nil
  }

  /// `“三亮三评”，即亮身份、亮承诺、亮实绩，自评、测评、考评，……`: a clause for each group, with as many items as it counts.
  func clauseByClause(_ candidate: NameCandidate, from start: Int) -> Components? {
    guard let groups = candidate.shorthand?.groups, groups.count > 1, groups.allSatisfy({ $0.number > 1 }) else {
      return nil
    }
    var at = start
    var items: [Range<Int>] = []
    for group in groups {
      let reading = lists.readings(from: at).first { $0.marks == .enumerationCommas }
      guard let reading, reading.items.count == group.number, let last = reading.items.last, isStrict(reading.items)
      else { return nil }
      items += reading.items
      at = last.upperBound
      while Scalars.isQuote(text[at]) { at += 1 }
      if text[at] == Scalars.comma || text[at] == Scalars.semicolon { at += 1 }
    }
    return made(items, "clauses")
  }

  /// Whether a list spells out one group of several, or lists within its items: `亮身份、亮承诺` of `双亮双评`, unlike
  /// `联系选民促沟通、……` of `四联四促`.
  func mixesGroups(_ reading: ListReading, _ candidate: NameCandidate) -> Bool {
    guard let groups = candidate.shorthand?.groups, groups.count > 1, groups.allSatisfy({ $0.number > 1 }) else {
      return false
    }
    let items = reading.items
    if reading.marks == .clauses,
      items.contains(where: { text.scalars[$0].contains(Scalars.enumerationComma) })
    {
      return true
    }
    return groups.contains { group in
      guard group.noun.count == 1, group.number == items.count else { return false }
      let others = groups.filter { $0 != group }.flatMap(\.noun)
      return items.allSatisfy { item in
        (text[item.lowerBound] == group.noun[0] || text[item.upperBound - 1] == group.noun[0])
          && !text.scalars[item].contains(where: others.contains)
      }
    }
  }

  /// `“四有”标准，有场地有制度有经费有活动`: a clause without marks, parted where the name's noun begins each item.
  func runOn(_ candidate: NameCandidate, from start: Int) -> Components? {
    guard let groups = candidate.shorthand?.groups, groups.count == 1, let noun = groups[0].noun.last,
      groups[0].number > 2, text[start] == noun
    else { return nil }
    var end = start
    while end < text.count, Scalars.isWord(text[end]), end - start < Self.reachOfEarlier { end += 1 }
    let starts = (start..<end).filter { text[$0] == noun }
    guard starts.count == groups[0].number else { return nil }
    let items = zip(starts, starts.dropFirst() + [end]).map { $0..<$1 }
    guard items.allSatisfy({ $0.count > 1 }), isStrict(items) else { return nil }
    return made(items, "run")
  }

  /// `“……”机制，分受理、交办、督办、反馈四步走`: a clause behind a name that says how many steps it lists.
  func staged(_ candidate: NameCandidate) -> Components? {
    var start = candidate.outer.upperBound
    let near = min(text.count, start + Self.reachOfNear)
    while start < near, Scalars.isWord(text[start]) { start += 1 }
    guard text[start] == Scalars.comma || text[start] == Scalars.colon else { return nil }
    start += 1
    var index = start
    let limit = min(text.count, start + Self.reachOfEarlier)
    while index < limit, Scalars.isWord(text[index]) || text[index] == Scalars.enumerationComma {
      let numeral = NumeralShorthand.numeral(text.scalars[index..<limit])
      if let numeral, numeral.value > 2,
        lexicon.components.length(.stage, in: text, from: index + numeral.length, limit: limit) > 0
      {
        let items = lists.split(start..<index) { $0 == Scalars.enumerationComma }
        if items.count == numeral.value, let items = withoutLead(items), isStrict(items) {
          return made(items, "staged")
        }
      }
      index += 1
    }
    return nil
  }

  /// Whether a list's first item explains a name itself: `“四好”是场所建设好`.
  func namesAnother(_ item: Range<Int>) -> Bool {
    let numeral = NumeralShorthand.numeral(text.scalars[item])
    guard let numeral, numeral.value > 1 else { return false }
    let noun = item.lowerBound + numeral.length + 1
    let end = min(item.upperBound, noun + Self.longestCounted)
    return (noun..<max(noun, end)).contains { lexicon.components.length(.copula, in: text, from: $0, limit: end) > 0 }
  }

  /// Cuts the counted noun from the last part where it is that of all: `“三个统一”，即标牌、制度、档案统一`.
  func withoutSharedTail(_ parts: Components, _ candidate: NameCandidate) -> Components {
    guard let groups = candidate.shorthand?.groups, groups.count == 1, let last = parts.items.last else { return parts }
    let spelled = NameText(Scalars.string(groups[0].noun))
    let measure = lexicon.components.length(.measure, in: spelled, from: 0, limit: spelled.count)
    let noun = groups[0].noun.dropFirst(measure)
    let rest = parts.items.dropLast().map { $0.unicodeScalars.map(\.value) }
    let whole = last.unicodeScalars.map(\.value)
    guard noun.count > 1, whole.count > noun.count, whole.suffix(noun.count).elementsEqual(noun),
      !rest.contains(where: { $0.suffix(noun.count).elementsEqual(noun) || $0.starts(with: noun) }),
      whole.count - noun.count <= rest.map(\.count).max() ?? 0
    else { return parts }
    var result = parts
    result.items[parts.items.count - 1] = Scalars.string(whole.dropLast(noun.count))
    return result
  }
}
