/// Lists that the paragraphs or the clauses of a sentence hold one by one.
extension ListForms {
  /// How far behind a name they are sought, in scalars.
  private static let reachOfLines = 2_000
  private static let reachOfClauses = 400
  /// How far behind a name the number of its steps may be said, in scalars.
  private static let reachOfSteps = 60
  /// Longest sentence that opens a line and is a part, in scalars.
  private static let longestOpening = 12
  private static let fewest = 3

  /// `“三响”工作法……\n院里听响。……\n“板凳”传响。……`: the short sentences that open lines and end in the name's noun, as many as it counts.
  func openings(_ candidate: NameCandidate, _ pattern: PartPattern) -> FoundList? {
    guard let group = pattern.groups.first, pattern.groups.count == 1, group.number >= Self.fewest else { return nil }
    let name = candidate.outer.upperBound
    var items: [Range<Int>] = []
    for index in name..<max(name, min(text.count, name + Self.reachOfLines)) where text[index] == Scalars.lineFeed {
      var start = index + 1
      while text[start] == Scalars.space { start += 1 }
      var end = start
      while Scalars.isHan(text[end]) || Scalars.isQuote(text[end]) { end += 1 }
      let opening = start..<end
      guard Scalars.endsSentence(text[end]), opening.count <= Self.longestOpening, opening.count > group.noun.count + 1,
        group.ends(opening, in: text)
      else { continue }
      items.append(opening)
    }
    return list(items, of: group, support: 0, rule: "heads")
  }

  /// `突出三个“统一”：在内容上，A与B相统一；在时间上，……相统一，……；……`: the only clauses of a sentence that end in the name's noun, as many
  /// as it counts.
  func closings(_ candidate: NameCandidate, _ pattern: PartPattern) -> FoundList? {
    guard let group = pattern.groups.first, pattern.groups.count == 1, group.number >= Self.fewest,
      group.noun.count > 1
    else { return nil }
    let name = candidate.outer.upperBound
    var items: [Range<Int>] = []
    var clause = name
    for index in name..<max(name, min(text.count, name + Self.reachOfClauses)) {
      let scalar = text[index]
      let endsSentence = Scalars.endsSentence(scalar)
      guard endsSentence || scalar == Scalars.comma || scalar == Scalars.semicolon || scalar == Scalars.colon else {
        continue
      }
      let isLong = index - clause > group.noun.count + 2
      if isLong, group.ends(clause..<index, in: text) {
        items.append(text.trimmed(clause..<index) { !Scalars.isWord($0) })
      }
      clause = index + 1
      guard endsSentence else { continue }
      if let found = list(items, of: group, support: ComponentFinder.saidSteps, rule: "slots") { return found }
      items = []
    }
    return nil
  }

  /// `“麦场恳谈”品牌。恳谈分三步：A、B、C`: as many items behind a colon as steps are said to be before it, for a name that counts nothing.
  func staged(_ candidate: NameCandidate, _ pattern: PartPattern) -> FoundList? {
    guard pattern.isOpen && pattern.counts.isEmpty || pattern.total == 1 else { return nil }
    let name = candidate.outer.upperBound
    let near = name..<max(name, min(text.count, name + Self.reachOfSteps))
    let colon = near.first { index in
      text[index] == Scalars.colon || text[index] == Scalars.lineFeed || Scalars.isQuote(text[index])
    }
    guard let colon, text[colon] == Scalars.colon else { return nil }
    for start in name..<colon where lexicon.components.length(.dividing, in: text, before: start) > 0 {
      guard let numeral = NumeralShorthand.numeral(text.scalars[start..<colon]), numeral.value >= Self.fewest,
        case let stage = start + numeral.length,
        lexicon.components.length(.stage, in: text, from: stage, limit: colon) == colon - stage
      else { continue }
      let heads = lists.numbered(
        from: colon + 1, count: numeral.value, limit: min(text.count, colon + Self.reachOfClauses))
      let reading = lists.readings(from: colon + 1).first { $0.items.count == numeral.value && $0.marks != .mixed }
      guard let items = heads.count == numeral.value ? heads : reading?.items else { continue }
      return FoundList(items: items, score: ComponentFinder.threshold, rule: "after")
    }
    return nil
  }

  /// `有场所、有经费等“十有”标准`: some of the parts, before 等, that each begin or end in the name's noun.
  func partial(_ candidate: NameCandidate, _ pattern: PartPattern) -> FoundList? {
    guard let group = pattern.groups.first, pattern.groups.count == 1, group.noun != [Scalars.one] else { return nil }
    let end = lexicon.components.beforeLinks(in: text, candidate.outer.lowerBound)
    guard end < candidate.outer.lowerBound, text[end] == NameFeatures.andOthers,
      var items = lists.readings(before: end, onlyEnumerations: true).first?.items, items.count > 1,
      items.count < group.number, let first = items.first, let noun = group.noun.first
    else { return nil }
    if items.dropFirst().allSatisfy({ text.scalars[$0].starts(with: group.noun) }) {
      guard let start = first.last(where: { text[$0] == noun }) else { return nil }
      items[0] = start..<first.upperBound
    } else if !items.allSatisfy({ group.ends($0, in: text) }) {
      return nil
    }
    guard items.allSatisfy({ $0.count > group.noun.count }) else { return nil }
    return FoundList(items: items, score: ComponentFinder.threshold, rule: "before")
  }

  private func list(_ items: [Range<Int>], of group: PartPattern.Group, support: Double, rule: String) -> FoundList? {
    let words = Set(items.map { text.scalars[$0] })
    guard items.count == group.number, words.count == items.count else { return nil }
    return FoundList(items: items, score: ComponentFinder.threshold + support, rule: rule)
  }
}
