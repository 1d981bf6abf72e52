/// The parts that a text spells out for a name.
struct Components: Sendable {
  var items: [String]
  /// Scalars that hold them all.
  var range: Range<Int>
  var rule: String
  /// Where they are spelled out group by group (`“两化”即……，“四有”即……`), so that quotations in there are no names.
  var explanation: Range<Int>?
}

/// Finds the parts of numeral shorthand and formulas, before or after the name, and keeps them only where their number is
/// the name's.
struct ComponentFinder: Sendable {
  let lexicon: NameLexicon
  let text: NameText
  let quotations: Quotations

  var lists: ListReader { ListReader(text: text, quotations: quotations, cues: lexicon.components) }

  /// How far behind the name the word may stand that introduces the list, in scalars.
  static let reachOfIntroduction = 60
  static let mostIntroductions = 3
  /// How far it may stand to belong to the name by its place alone.
  static let reachOfNear = 12
  /// How far a row of quotations may lie from the name that counts them, and how far from each other.
  static let reachOfRow = 300
  static let gapOfRow = 16
  /// How far before the name a list may lie in its sentence.
  static let reachOfEarlier = 80
  /// Items of a list of unlike items before a name.
  static let longestShortItem = 10

  func components(of candidate: NameCandidate) -> Components? {
    spelledOut(candidate).map { withoutSharedTail($0, candidate) }
  }

  private func spelledOut(_ candidate: NameCandidate) -> Components? {
    if candidate.features[.letters] != nil || saysItsNumber(candidate) { return ownClauses(candidate) }
    if candidate.isFormula {
      return FormulaParts(text: text, lists: lists, cues: lexicon.components, plainNames: lexicon.plainNames).parts(
        of: candidate, introductions(after: candidate).filter { $0.distance == .near }.map(\.start))
    }
    if let counts = partCounts(of: candidate), let parts = touching(candidate, counts) ?? apart(candidate, counts) {
      return parts
    }
    return candidate.shorthand == nil ? uncounted(candidate) : measured(candidate)
  }

  /// Parts in a list that touches the name or that a word ties to it.
  private func touching(_ candidate: NameCandidate, _ counts: [Int]) -> Components? {
    let tied =
      restated(candidate) ?? sharingHead(candidate, counts) ?? bound(candidate, counts) ?? enumerated(candidate, counts)
    return tied ?? after(candidate, counts, .near) ?? before(candidate.outer.lowerBound, counts, isBound: false)
  }

  /// Parts in other clauses and sentences.
  private func apart(_ candidate: NameCandidate, _ counts: [Int]) -> Components? {
    let listed = grouped(candidate) ?? adjoining(candidate, counts) ?? row(candidate, counts)
    return listed ?? earlier(candidate, counts) ?? after(candidate, counts, .far) ?? byNoun(candidate)
  }

  /// Numbers of parts that the name allows, the likeliest first; nil where it does not count.
  private func partCounts(of candidate: NameCandidate) -> [Int]? {
    if let shorthand = candidate.shorthand { return shorthand.partCounts }
    let end = candidate.inner.upperBound
    for index in candidate.inner {
      let numeral = NumeralShorthand.numeral(text.scalars[index..<end])
      if let numeral, numeral.value > 1, index + numeral.length < end { return [numeral.value] }
    }
    return nil
  }

  /// The clauses of a name that lists its own parts: `听、记、办`.
  private func ownClauses(_ candidate: NameCandidate) -> Components? {
    made(lists.split(candidate.inner, at: Scalars.partsClauses), "own")
  }

  /// `“登记、会办、回访”三步工作法`: the words behind the name say how many clauses it has.
  private func saysItsNumber(_ candidate: NameCandidate) -> Bool {
    let end = candidate.outer.upperBound
    let numeral = NumeralShorthand.numeral(text.scalars[end..<min(text.count, end + 3)])
    guard let numeral, numeral.value > 1, !candidate.isFormula,
      lexicon.components.length(.stage, in: text, from: end + numeral.length, limit: text.count) > 0
    else { return false }
    return lists.split(candidate.inner, at: Scalars.partsClauses).count == numeral.value
  }

  /// `一杯茶、一本账、一张单`: clauses that count things by measure words are the parts themselves, unlike `七有、四好`.
  private func measured(_ candidate: NameCandidate) -> Components? {
    guard candidate.features[.numeralClauses] != nil, let groups = candidate.shorthand?.groups else { return nil }
    let areThings = groups.allSatisfy { group in
      let noun = NameText(Scalars.string(group.noun))
      let measure = lexicon.components.length(.measure, in: noun, from: 0, limit: noun.count)
      // 个 counts what is spelled out elsewhere (`六个日`).
      return measure > 0 && measure < noun.count && (group.number == 1 || group.noun.first != 0x4E2A)
    }
    return areThings ? ownClauses(candidate) : nil
  }

  /// Parts of a method whose name counts nothing: those that follow 即 and are alike, or as many as the sentence says it
  /// has steps (`先听、再劝、后让、终和，四步走完，这就是“……调解法”`).
  private func uncounted(_ candidate: NameCandidate) -> Components? {
    if let parts = staged(candidate) { return parts }
    let isMethod =
      lexicon.components.length(
        .method, in: text, from: candidate.inner.upperBound - 1, limit: candidate.inner.upperBound)
      > 0 || lexicon.components.hasMethod(in: text, after: candidate.outer.upperBound)
    guard isMethod else { return nil }
    for introduction in introductions(after: candidate) where introduction.distance == .near && introduction.isExplicit
    {
      for reading in lists.readings(from: introduction.start)
      where reading.marks == .enumerationCommas && reading.items.count > 2 && isStrict(reading.items) {
        return made(reading.items, "after")
      }
    }
    let start = max(0, candidate.outer.lowerBound - Self.reachOfEarlier)
    for index in start..<min(text.count, candidate.outer.upperBound + Self.reachOfNear) {
      let numeral = NumeralShorthand.numeral(text.scalars[index..<min(index + 2, text.count)])
      guard let numeral, numeral.value > 2,
        lexicon.components.length(.stage, in: text, from: index + numeral.length, limit: text.count) > 0
      else { continue }
      if let parts = earlier(candidate, [numeral.value]) { return parts }
    }
    return nil
  }

  private func string(_ item: Range<Int>) -> String {
    Scalars.string(text.scalars[item].filter { $0 != Scalars.space && !Scalars.isQuote($0) })
  }

  func made(_ items: [Range<Int>], _ rule: String) -> Components? {
    guard let first = items.first, let last = items.last, lists.areShort(items) else { return nil }
    return Components(items: items.map(string), range: first.lowerBound..<last.upperBound, rule: rule)
  }

  // MARK: Before

  /// `警官、法官、检察官、司法助理员（以下简称“三官一员”）`, `……加上律师代表，合称“三官一律”`, `……，群众把它叫作“四心”`.
  private func bound(_ candidate: NameCandidate, _ counts: [Int]) -> Components? {
    let binding = lexicon.components.bindingLength(in: text, before: candidate.outer.lowerBound)
    guard binding > 0 else { return nil }
    var end = candidate.outer.lowerBound - binding
    if lexicon.components.resumptionLength(in: text, before: end) > 0 {
      while end > 0, candidate.outer.lowerBound - end < Self.reachOfNear, text[end - 1] != Scalars.comma { end -= 1 }
    }
    while end > 0, !Scalars.isWord(text[end - 1]), !Scalars.endsSentence(text[end - 1]) { end -= 1 }
    return before(end, counts, isBound: true)
  }

  /// `分办、交办、转办、督办“四办”工作机制`: a list that ends at `end`, with as many items as the name counts.
  ///
  /// Where no word binds list and name, items must be of one mould.
  private func before(_ end: Int, _ counts: [Int], isBound: Bool) -> Components? {
    guard let count = counts.first, count > 1 else { return nil }
    var end = end
    while !isBound, end > 0, let link = link(before: end) { end = link }
    for reading in lists.readings(before: end) where reading.items.count == count {
      guard let last = reading.items.last, last.upperBound >= end - 1, let items = withoutLead(reading.items) else {
        continue
      }
      let trimmed = ListReading(items: items, marks: reading.marks)
      if isBound ? trimmed.marks != .clauses || trimmed.spread <= 2 : isOfOneMould(trimmed) {
        return made(items, "before")
      }
    }
    return nil
  }

  /// The place before a word such as 的 or 等 that may stand between a list and the name.
  private func link(before end: Int) -> Int? {
    let length = lexicon.components.linkLength(in: text, before: end)
    return length > 0 ? end - length : nil
  }

  /// Whether items look alike: of one length, or with a character in common at one place, or a longer list of short items.
  func isOfOneMould(_ reading: ListReading) -> Bool {
    let items = reading.items
    if reading.marks == .clauses { return reading.spread <= 1 && items.count > 2 }
    if reading.spread == 0 { return true }
    let sharesEnd =
      Set(items.map { text[$0.lowerBound] }).count == 1 || Set(items.map { text[$0.upperBound - 1] }).count == 1
    if sharesEnd && reading.spread <= 6 { return true }
    if items.count == 2 { return reading.spread <= 2 }
    return items.allSatisfy { $0.count <= Self.longestShortItem }
  }

  /// Cuts from the first item what leads up to it: `通过闭环快办` beside items of four characters is `闭环快办`.
  func withoutLead(_ items: [Range<Int>]) -> [Range<Int>]? {
    guard let first = items.first, let second = items.dropFirst().first else { return nil }
    let rest = items.dropFirst()
    func cut(at start: Int) -> [Range<Int>] { [start..<first.upperBound] + rest }
    let longest = rest.map(\.count).max() ?? 0
    let isEqual = rest.allSatisfy { $0.count == second.count }
    if isEqual, rest.count > 1 || first.count == second.count {
      if first.count >= second.count { return cut(at: first.upperBound - second.count) }
    }
    if let start = afterVerb(in: first, near: rest.map(\.count).reduce(0, +) / rest.count) { return cut(at: start) }
    let head = text[second.lowerBound]
    if rest.allSatisfy({ text[$0.lowerBound] == head }), let start = first.last(where: { text[$0] == head }) {
      return cut(at: start)
    }
    if first.count <= longest + 2 { return items }
    return nil
  }

  /// The place in `item` behind the verb that leaves the rest closest to `length`.
  private func afterVerb(in item: Range<Int>, near length: Int) -> Int? {
    var best: Int?
    for start in item {
      let lead = lexicon.components.length(.lead, in: text, from: start, limit: item.upperBound)
      let end = start + lead
      guard lead > 0, end < item.upperBound else { continue }
      if let known = best, abs(item.upperBound - known - length) <= abs(item.upperBound - end - length) { continue }
      best = end
    }
    return best
  }

  // MARK: After

  /// Where a list may begin behind a name.
  private struct Introduction {
    /// Near: only the head noun of the name and a comma stand between, as in `“八有”标准，即：`.
    enum Distance { case near, far }

    var start: Int
    var distance: Distance
    /// Introduced by words or a dash, not merely by a colon or bracket.
    var isExplicit: Bool
  }

  /// Places behind words and marks that introduce a list (`即`, `也就是`, a colon, a dash, a bracket), nearest first.
  private func introductions(after candidate: NameCandidate) -> [Introduction] {
    var result: [Introduction] = []
    var index = candidate.outer.upperBound
    let name = index
    let end = min(text.count, index + Self.reachOfIntroduction)
    var distance = Introduction.Distance.near
    var isBehindComma = false
    while index < end, result.count < Self.mostIntroductions, text[index] != Scalars.lineFeed || index == name {
      let scalar = text[index]
      let word = distance == .near ? lexicon.components.length(.introduction, in: text, from: index, limit: end) : 0
      let isDash = Scalars.isDash(scalar) && distance == .near
      let isBracket = scalar == Scalars.openBracket && distance == .near
      if word > 0 || isDash || isBracket || scalar == Scalars.colon {
        index = behindIntroduction(index + word, limit: end)
        result.append(Introduction(start: index, distance: distance, isExplicit: word > 0 || isDash))
        distance = .far
        continue
      }
      let isGap = scalar == Scalars.space || scalar == Scalars.lineFeed
      let isOfName = isGap || (!isBehindComma && (Scalars.isWord(scalar) || scalar == Scalars.comma))
      isBehindComma = isBehindComma || scalar == Scalars.comma
      if !isOfName || index - name >= Self.reachOfNear { distance = .far }
      index += 1
    }
    return result
  }

  /// Skips the marks and further words of an introduction: `，即：`, `：一是`.
  func behindIntroduction(_ start: Int, limit: Int) -> Int {
    var index = start
    while index < limit {
      if text[index] == Scalars.colon || text[index] == Scalars.comma || text[index] == Scalars.space
        || text[index] == Scalars.openBracket || text[index] == Scalars.lineFeed || Scalars.isDash(text[index])
      {
        index += 1
        continue
      }
      let word = lexicon.components.length(.introduction, in: text, from: index, limit: limit)
      if word == 0 { break }
      index += word
    }
    return index
  }

  private func after(_ candidate: NameCandidate, _ counts: [Int], _ distance: Introduction.Distance) -> Components? {
    let certain = candidate.shorthand?.certainPartCounts ?? counts
    for introduction in introductions(after: candidate) where introduction.distance == distance {
      if distance == .near,
        let parts = clauseByClause(candidate, from: introduction.start) ?? runOn(candidate, from: introduction.start)
      {
        return parts
      }
      let readings = lists.readings(from: introduction.start)
      for count in introduction.isExplicit ? counts : certain where count > 1 {
        for reading in readings where reading.items.count == count && isLikely(reading, distance) {
          if mixesGroups(reading, candidate) { continue }
          if let parts = made(reading.items, "after") { return parts }
        }
      }
    }
    return nil
  }

  /// Whether a reading may be taken: far from the name only longer lists of items alike.
  private func isLikely(_ reading: ListReading, _ distance: Introduction.Distance) -> Bool {
    if let first = reading.items.first, namesAnother(first) { return false }
    return switch distance {
    case .near where reading.marks == .sentences: reading.items.count > 2 && reading.spread <= 2
    case .near: reading.marks != .mixed || reading.spread <= 2
    case .far: reading.marks == .enumerationCommas && reading.items.count > 2 && reading.spread <= 2
    }
  }

  /// `搭建“三个平台”，……。一是搭建代表小组平台。……二是……`.
  private func enumerated(_ candidate: NameCandidate, _ counts: [Int]) -> Components? {
    var start = candidate.outer.upperBound
    let limit = min(text.count, start + 80)
    while start < limit, !Scalars.endsSentence(text[start]), text[start] != Scalars.colon,
      text[start] != Scalars.semicolon
    { start += 1 }
    let paragraphs = min(text.count, start + 2_000)
    for count in counts {
      let items = lists.enumerated(from: start, count: count, limit: paragraphs)
      guard items.count == count, let first = items.first, first.lowerBound - start <= 6 else { continue }
      return made(withoutSharedVerb(items, before: candidate.outer.lowerBound), "enumerated")
    }
    return nil
  }

  /// Drops the verb that all items share with the words before the name.
  private func withoutSharedVerb(_ items: [Range<Int>], before name: Int) -> [Range<Int>] {
    guard let first = items.first else { return items }
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
