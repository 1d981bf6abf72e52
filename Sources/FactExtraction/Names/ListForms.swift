/// Finds lists whose form alone tells that they spell out a name: items counted off, pairs, rows of quotations, heads of
/// sentences, clauses in one slot, a list for each group of the name.
struct ListForms: Sendable {
  let text: NameText
  let quotations: Quotations
  let lists: ListReader
  let lexicon: NameLexicon

  /// Characters of a name that items begin with.
  private static let fewestLetters = 3
  private static let mostLetters = 6
  /// How far behind a name lists of sentences may go, in scalars.
  private static let reachOfSentences = 2_000
  /// How far behind a name the first mark of a list may stand that is counted off, in scalars.
  private static let reachOfMark = 80
  /// How far behind an item the next may stand that counts the name's noun off, in scalars.
  private static let reachOfNext = 300
  /// How far behind the end of a clause it may stand, in scalars.
  private static let gapOfMark = 6
  /// Longest head of a sentence that explains a part, in scalars.
  private static let longestHead = 8
  /// What it adds that a row of quotations stands in one sentence.
  private static let supportOfSentence = 4.0
  /// How far behind a name a chain of its steps may be quoted, in scalars.
  private static let reachOfChain = 80

  /// Lists around a name that is told by `pattern`, each with a score of its own.
  func found(_ candidate: NameCandidate, _ pattern: PartPattern, _ places: ListPlaces) -> [FoundList] {
    [
      numbered(candidate, pattern), countedOff(candidate, pattern), row(candidate, pattern), heads(candidate, pattern),
      acrostic(candidate, pattern, places), restated(candidate, pattern, places), chain(candidate, pattern),
      openings(candidate, pattern), closings(candidate, pattern), staged(candidate, pattern),
      partial(candidate, pattern),
      ClauseSlots(text: text, quotations: quotations).parts(
        pattern, from: candidate.outer.upperBound),
    ].compactMap { $0 }
  }

  /// `“望闻问切”四诊法，望企业生产、闻车间呼声、……`, `“收分办评”：摊前收、站里分、……`: as many items behind the name as it has
  /// characters, each of which begins with one or ends in one, in order; or some that all begin and end as the name does
  /// (`听群众呼声，听企业心声` of `听响声`).
  private func acrostic(_ candidate: NameCandidate, _ pattern: PartPattern, _ places: ListPlaces) -> FoundList? {
    guard pattern.isOpen, let name = letters(of: text.scalars[candidate.inner], pattern), let first = name.first,
      let last = name.last
    else { return nil }
    for place in places.after(candidate) {
      // A list begins with the first word behind its place.
      let start = text.startOfWords(from: place.index)
      let end = text.endOfWords(from: start)
      guard text[start] == first || text[end - 1] == first else { continue }
      for reading in lists.readings(from: place.index) where reading.items.count >= Self.fewestLetters {
        guard reading.items.allSatisfy({ $0.count > 1 }) else { continue }
        let heads = reading.items.map { text[$0.lowerBound] }
        let ends = reading.items.map { text[$0.upperBound - 1] }
        let isFramed =
          heads.allSatisfy { $0 == first } && ends.allSatisfy { $0 == last } && reading.items.count <= Self.mostLetters
        guard heads.elementsEqual(name) || ends.elementsEqual(name) || isFramed else { continue }
        return FoundList(items: reading.items, score: ComponentFinder.certain, rule: place.rule)
      }
    }
    return nil
  }

  /// The characters of a name that items may begin with: all, or those before their number (`红黄蓝三张单`).
  private func letters(of name: ArraySlice<UInt32>, _ pattern: PartPattern) -> ArraySlice<UInt32>? {
    let count = pattern.counts.first?.value
    let letters = count.map { name.prefix($0) } ?? name
    guard (Self.fewestLetters...Self.mostLetters).contains(letters.count), letters.allSatisfy(Scalars.isHan),
      count == nil || NumeralShorthand.numeral(name.dropFirst(letters.count))?.value == count
    else { return nil }
    return letters
  }

  /// `“一听二看三追”，一听选区反映，二看现场实情，三追部门答复`: items that each begin as a group of the name does.
  private func restated(_ candidate: NameCandidate, _ pattern: PartPattern, _ places: ListPlaces) -> FoundList? {
    guard pattern.groups.count > 1, let first = pattern.groups.first else { return nil }
    for place in places.after(candidate)
    where text.scalars[text.startOfWords(from: place.index)...].starts(with: first.spelling) {
      for reading in lists.readings(from: place.index) where reading.items.count == pattern.groups.count {
        let areTheirs = zip(reading.items, pattern.groups).allSatisfy { item, group in
          item.count > group.spelling.count + 1 && text.scalars[item].starts(with: group.spelling)
            && Scalars.isHan(text[item.lowerBound + group.spelling.count])
            && lexicon.components.length(
              .copula, in: text, from: item.lowerBound + group.spelling.count, limit: item.upperBound) == 0
        }
        if areTheirs { return FoundList(items: reading.items, score: ComponentFinder.certain, rule: "restated") }
      }
    }
    return nil
  }

  /// `搭建“三个平台”，……。一是搭建代表小组平台。……二是……`.
  private func numbered(_ candidate: NameCandidate, _ pattern: PartPattern) -> FoundList? {
    for start in starts(of: candidate) + [farStart(of: candidate)].compactMap({ $0 }) {
      let isFar = start - candidate.outer.upperBound > 2 * Self.reachOfMark
      for count in pattern.counts {
        let heads = lists.numbered(
          from: start, count: count.value, limit: min(text.count, start + Self.reachOfSentences))
        guard heads.count == count.value, let first = heads.first, first.lowerBound - start <= Self.gapOfMark,
          !isFar || hold(heads, pattern)
        else { continue }
        return FoundList(items: paired(heads, pattern) ?? heads, score: ComponentFinder.certain, rule: "numbered")
      }
    }
    return nil
  }

  /// `“三访三查”……。一访党员，查政策；二访商户，查环境；三访……`: clauses that count off the name's noun.
  private func countedOff(_ candidate: NameCandidate, _ pattern: PartPattern) -> FoundList? {
    guard let group = pattern.groups.first, group.number > 2, let noun = group.noun.first, !Scalars.isNumeral(noun),
      pattern.groups.allSatisfy({ $0.number == group.number })
    else { return nil }
    let name = candidate.outer.upperBound
    var items: [Range<Int>] = []
    var at = name
    for number in 1...group.number {
      let limit = min(text.count, items.isEmpty ? name + Self.reachOfMark : at + Self.reachOfNext)
      let start = (at..<max(at, limit)).first { index in
        guard !Scalars.isWord(text[index - 1]), !Scalars.isDigit(text[index]) else { return false }
        let numeral = NumeralShorthand.numeral(text.scalars[index..<min(index + 2, text.count)])
        return numeral?.value == number && text[index + (numeral?.length ?? 0)] == noun
      }
      guard let start, case let end = text.endOfWords(from: start),
        let length = NumeralShorthand.numeral(text.scalars[start..<end])?.length, end - start > length + 1
      else { return nil }
      items.append(start + length..<end)
      at = end
    }
    guard let parts = paired(items, pattern) ?? (pattern.groups.count == 1 ? items : nil) else { return nil }
    return FoundList(items: parts, score: ComponentFinder.certain, rule: "numbered")
  }

  /// The line behind the name that a first mark opens, if no other name that counts stands before it:
  /// `实施“三强”行动，……。\n全镇有……。\n一是强阵地，……`.
  private func farStart(of candidate: NameCandidate) -> Int? {
    let name = candidate.outer.upperBound
    let end = min(text.count, name + Self.reachOfSentences)
    let line = (name..<end).first { index in
      text[index] == Scalars.lineFeed && (1...2).contains { lists.beginsNumbered(at: index + $0) }
    }
    guard let line else { return nil }
    let isOthers = quotations.within(name..<line).contains { quotation in
      NumeralShorthand(text.scalars[quotation.inner])?.isCounting == true
        && !isSame(quotation.inner, candidate.inner)
    }
    return isOthers ? nil : line
  }

  /// Whether each of `heads` holds a noun of the name.
  private func hold(_ heads: [Range<Int>], _ pattern: PartPattern) -> Bool {
    heads.allSatisfy { head in
      pattern.groups.contains { group in
        head.contains { text.scalars[$0..<head.upperBound].starts(with: group.noun) }
      }
    }
  }

  /// Where a list may begin that is counted off: behind the name's clause, or behind one more sentence that quotes nothing.
  private func starts(of candidate: NameCandidate) -> [Int] {
    let name = candidate.outer.upperBound
    func isEnd(_ index: Int) -> Bool {
      Scalars.endsSentence(text[index]) || text[index] == Scalars.colon || text[index] == Scalars.semicolon
        || text[index] == Scalars.comma && lists.beginsNumbered(at: index + 1)
    }
    let limit = min(text.count, name + Self.reachOfMark)
    let first = (name..<limit).first(where: isEnd) ?? limit
    guard first < limit, Scalars.endsSentence(text[first]) else { return [first] }
    let next = (first + 1..<max(first + 1, min(text.count, first + Self.reachOfMark))).first { index in
      Scalars.endsSentence(text[index]) || Scalars.isQuote(text[index])
    }
    return next.map { Scalars.endsSentence(text[$0]) ? [first, $0] : [first] } ?? [first]
  }

  /// `“三访三促”：一支访监测户，促增收；一支访种植户，促产业；……`: clauses of two parts each between semicolons.
  func pairs(_ place: ListPlace, _ pattern: PartPattern) -> FoundList? {
    guard place.direction == .after, place.isIntroduced, pattern.hasFullGroups,
      !lists.beginsNumbered(at: place.index)
    else { return nil }
    return paired(lists.heads(from: place.index), pattern).map {
      FoundList(items: $0, score: ComponentFinder.certain, rule: place.rule)
    }
  }

  /// `一是常委会联系代表，促履职提升。二是……` for `三联三促`: items that hold the nouns of both groups, each in one clause or
  /// two; nil for others.
  private func paired(_ heads: [Range<Int>], _ pattern: PartPattern) -> [Range<Int>]? {
    guard pattern.groups.count == 2, pattern.groups.allSatisfy({ $0.number == heads.count }) else { return nil }
    func holds(_ part: Range<Int>, _ group: PartPattern.Group) -> Bool {
      text.scalars[part].contains(where: group.noun.contains)
    }
    let items = heads.compactMap { head -> Range<Int>? in
      if text.scalars[head].contains(Scalars.enumerationComma), pattern.groups.allSatisfy({ holds(head, $0) }) {
        return head
      }
      guard text[head.upperBound] == Scalars.comma else { return nil }
      let end = text.endOfWords(from: head.upperBound + 1)
      let parts = [head, head.upperBound + 1..<end]
      return zip(parts, pattern.groups).allSatisfy({ holds($0, $1) }) ? head.lowerBound..<end : nil
    }
    return items.count == heads.count ? items : nil
  }

  /// `党的政策“宣传员”、……“服务员”` for `四员`: quotations in a row that hold the name's noun.
  private func row(_ candidate: NameCandidate, _ pattern: PartPattern) -> FoundList? {
    guard pattern.groups.count == 1, let group = pattern.groups.first, group.noun.count == 1,
      let count = pattern.counts.first?.value, count > 1
    else { return nil }
    let noun = group.noun[0]
    let near = max(0, candidate.outer.lowerBound - ListPlaces.reach)..<candidate.outer.upperBound + ListPlaces.reach
    var row: [Range<Int>] = []
    func end() -> FoundList? {
      guard row.count == count, let first = row.first, let last = row.last else { return nil }
      // `“点单”谋项目` is more than its quotation.
      let areWhole = row.allSatisfy {
        !Scalars.isWord(text[$0.upperBound + 1]) || text[$0.upperBound + 1] == Scalars.possessive
      }
      let isSentence = !text.scalars[first.lowerBound..<last.upperBound].contains(where: Scalars.endsSentence)
      let support = areWhole && isSentence && count > 2 ? Self.supportOfSentence : 0
      return FoundList(items: row, score: ComponentFinder.threshold + support, rule: "row")
    }
    for quotation in quotations.within(near) where !quotation.isInTitle && quotation.outer != candidate.outer {
      let item = quotation.inner
      if let last = row.last,
        item.lowerBound - last.upperBound > ListPlaces.gapOfRow || row.contains(where: { isSame($0, item) })
      {
        if let found = end() { return found }
        row = []
      }
      let isPart = item.count > 1 && (text[item.upperBound - 1] == noun || text[item.lowerBound] == noun)
      if isPart, NumeralShorthand(text.scalars[item]) == nil { row.append(item) }
    }
    return end()
  }

  private func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    text.scalars[left].elementsEqual(text.scalars[right])
  }

  /// `创新“四步走”方式，……，推行“踏勘—调研—问效—督办”闭环`: the links of a chain that is quoted behind a name of as many steps.
  private func chain(_ candidate: NameCandidate, _ pattern: PartPattern) -> FoundList? {
    guard pattern.countsStages, let count = pattern.counts.first?.value, count > 2 else { return nil }
    let name = candidate.outer.upperBound
    return quotations.within(name..<min(text.count, name + Self.reachOfChain)).lazy
      .map { lists.split($0.inner, at: lists.isArrow) }.first { $0.count == count }
      .map { FoundList(items: $0, score: ComponentFinder.threshold, rule: "chain") }
  }

  /// The heads of sentences or clauses behind the name that explain one part each: `“听”，是……。“议”，是……` for `四字诀`,
  /// `需求清单由……；责任清单由……；销号清单则……` for `三张清单`.
  private func heads(_ candidate: NameCandidate, _ pattern: PartPattern) -> FoundList? {
    guard pattern.groups.count == 1, let group = pattern.groups.first,
      let count = pattern.counts.first?.value, count > 2
    else { return nil }
    let end = min(text.count, candidate.outer.upperBound + Self.reachOfSentences)
    var heads: [Range<Int>] = []
    for index in candidate.outer.upperBound..<end where beginsPart(index) {
      if let head = quotedHead(index) ?? nounHead(index, group.noun) {
        heads.append(head)
        if heads.count > count { return nil }
      }
    }
    guard heads.count == count, Set(heads.map { Array(text.scalars[$0]) }).count == count else { return nil }
    return FoundList(items: heads, score: ComponentFinder.threshold + ComponentFinder.saidSteps, rule: "heads")
  }

  private func beginsPart(_ index: Int) -> Bool {
    Scalars.endsSentence(text[index - 1]) || text[index - 1] == Scalars.semicolon
  }

  /// A quotation at `index` that words such as 是 and 就是 explain.
  private func quotedHead(_ index: Int) -> Range<Int>? {
    guard let quotation = quotations.starting(at: index), quotation.inner.count <= Self.longestHead else { return nil }
    var next = quotation.outer.upperBound
    if text[next] == Scalars.comma { next += 1 }
    return lexicon.components.length(.copula, in: text, from: next, limit: text.count) > 0 ? quotation.inner : nil
  }

  /// Words at `index` that end in `noun`: `需求清单`.
  private func nounHead(_ index: Int, _ noun: [UInt32]) -> Range<Int>? {
    guard noun.count > 1 else { return nil }
    for length in 1...Self.longestHead - noun.count {
      let start = index + length
      guard start + noun.count <= text.count, text.scalars[index..<start].allSatisfy(Scalars.isHan) else { return nil }
      if text.scalars[start..<start + noun.count].elementsEqual(noun) { return index..<start + noun.count }
    }
    return nil
  }

  /// `“两化四有”，“两化”即……，“四有”即……`: a list for each group, as long as the group counts.
  func grouped(_ candidate: NameCandidate, _ pattern: PartPattern, _ places: ListPlaces) -> Components? {
    guard pattern.groups.count > 1 else { return nil }
    var at = candidate.outer.upperBound
    var start: Int?
    var items: [Range<Int>] = []
    for group in pattern.groups {
      let near = at..<min(text.count, at + ListPlaces.reachOfIntroduction)
      let found = places.again(group, within: near).lazy.compactMap { named, place -> (Int, [Range<Int>])? in
        let reading = lists.readings(from: place.index).first { reading in
          reading.items.count == group.number && reading.marks != .mixed
        }
        return reading.map { (named, $0.items) }
      }.first
      guard let (named, list) = found, let last = list.last else { return nil }
      items += list
      start = start ?? named
      at = last.upperBound
    }
    let finisher = ItemFinisher(text: text, cues: lexicon.components, pattern: pattern)
    var parts = Components(finisher.withoutLeads(items), in: text, rule: "grouped")
    parts?.explanation = (start ?? at)..<at
    return parts
  }

  /// `“一总三联六化”：“一总”即……。“三联”即……`: the groups, where each is explained in turn at length; for `三三三`, the
  /// quotations behind it that count the same, one for each numeral.
  func named(_ candidate: NameCandidate, _ pattern: PartPattern, _ places: ListPlaces) -> Components? {
    var items: [Range<Int>] = []
    var at = candidate.outer.upperBound
    let end = min(text.count, at + ListPlaces.reach)
    if pattern.groups.count > 2 {
      for group in pattern.groups {
        guard let named = places.again(group, within: at..<max(at, end)).first?.named else { return nil }
        let start = Scalars.isQuote(text[named]) ? named + 1 : named
        items.append(start..<start + group.spelling.count)
        at = start + group.spelling.count
      }
    } else {
      guard let numerals = pattern.numerals else { return nil }
      let names = Array(
        quotations.within(at..<end).lazy.compactMap { quotation -> (value: Int, inner: Range<Int>)? in
          let name = NumeralShorthand(text.scalars[quotation.inner])
          return name?.groups.count == 1 ? name.map { ($0.groups[0].number, quotation.inner) } : nil
        }.prefix(numerals.count))
      guard names.map(\.value) == numerals else { return nil }
      items = names.map(\.inner)
    }
    return Components(items, in: text, rule: "named")
  }
}

/// A list that may spell out a name.
struct FoundList: Sendable {
  var items: [Range<Int>]
  var score: Double
  var rule: String
  /// What it has before lists that tell the same parts in other words.
  var lead = 0.0
}
