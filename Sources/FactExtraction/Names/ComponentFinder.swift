/// The parts that a text spells out for a name.
struct Components: Sendable {
  var items: [String]
  /// Scalars that hold each of them.
  var ranges: [Range<Int>]
  var rule: String
  /// Where they are spelled out group by group (`“两化”即……，“四有”即……`), so that quotations in there are no names.
  var explanation: Range<Int>?
  /// How strongly form and place speak for them.
  var score = Double.infinity

  /// Scalars that hold them all.
  var range: Range<Int> {
    (ranges.map(\.lowerBound).min() ?? 0)..<(ranges.map(\.upperBound).max() ?? 0)
  }
}

/// Finds the parts of numeral shorthand, formulas and methods, before or after the name.
///
/// Every list near the name is read in every way that its marks allow; a reading with as many items as the name counts
/// is scored by what ties it to the name (`ListPlaces`), how far its items are of one mould (`ListMould`) and what the words
/// around it say (`ItemTrimmer`). The best one is taken if it reaches a threshold.
struct ComponentFinder: Sendable {
  let lexicon: NameLexicon
  let text: NameText
  let quotations: Quotations

  /// Score from which a list is taken; set on our own passages beside the annotated ones.
  private static let threshold = 4.5
  /// Items that the text itself numbers, as many as the name counts, leave no doubt.
  private static let certain = 20.0
  /// What a number of steps beside a list does for a method whose name counts nothing.
  private static let saidSteps = 2.0
  /// What speaks against a list that goes on in clauses which are no items, and whose next clause is like its items.
  private static let goingOn = -1.0
  private static let cutShort = -3.0
  /// What marks take off: a list of mixed marks or of sentences is seldom one.
  private static let mixed = -1.0
  private static let sentences = -0.5
  /// Arrows stand between steps and nowhere else.
  private static let arrows = 1.0
  /// A list of single characters that stands apart is seldom one of parts.
  private static let singles = -1.0
  /// Quotations inside clauses (`“听”民声`) are not the items.
  private static let quotedWithin = -2.0
  private static let fewestUncounted = 3
  /// How far behind a name lists of sentences may go, in scalars.
  private static let reachOfSentences = 2_000
  /// Longest head of a sentence that explains a part, in scalars.
  private static let longestHead = 8

  var lists: ListReader { ListReader(text: text, quotations: quotations, cues: lexicon.components) }

  func components(of candidate: NameCandidate) -> Components? {
    spelledOut(candidate).map { withoutSharedTail($0, candidate) }
  }

  private func spelledOut(_ candidate: NameCandidate) -> Components? {
    if candidate.features[.letters] != nil || saysItsNumber(candidate) { return ownClauses(candidate) }
    let places = ListPlaces(text: text, cues: lexicon.components)
    let pattern = PartPattern(candidate, in: text, lexicon.components)
    if let operands = FormulaParts.operands(of: candidate, in: text) {
      return FormulaParts(text: text, lists: lists, cues: lexicon.components, plainNames: lexicon.plainNames).parts(
        operands, of: candidate, places.after(candidate).filter { $0.isIntroduced && $0.isNear }.map(\.index))
    }
    if candidate.isFormula { return nil }
    if let parts = grouped(pattern, candidate, places) { return parts }
    var search = Search(mould: ListMould(text: text, pattern: pattern), pattern: pattern)
    search.isMethod = isMethod(candidate)
    for place in places.all(of: candidate, pattern) {
      consider(place, in: &search)
      considerPairs(place, in: &search)
    }
    considerNumbered(candidate, in: &search)
    considerRows(candidate, in: &search)
    considerHeads(candidate, in: &search)
    return search.best.flatMap { best in
      let finisher = ItemFinisher(text: text, cues: lexicon.components, pattern: pattern)
      var parts = made(finisher.finished(best.items, before: candidate.outer.lowerBound), best.rule)
      parts?.score = best.score
      return parts
    } ?? (candidate.shorthand == nil ? nil : measured(candidate))
  }

  // MARK: Search

  private struct Search {
    struct Found {
      var items: [Range<Int>]
      var score: Double
      var rule: String
    }

    var mould: ListMould
    var pattern: PartPattern
    var isMethod = false
    var best: Found?

    mutating func offer(_ found: Found) {
      guard found.score >= threshold, found.score > best?.score ?? 0 else { return }
      best = found
    }
  }

  /// Offers every reading of the lists at `place`.
  private func consider(_ place: ListPlace, in search: inout Search) {
    let isForward = place.direction == .after
    let isCounted = search.pattern.counts.contains { $0.value > 1 }
    guard isCounted || search.pattern.isOpen else { return }
    // A name that counts nothing has its parts in an enumeration or not at all.
    var readings =
      isForward
      ? lists.readings(from: place.index, onlyEnumerations: !isCounted)
      : lists.readings(before: place.index, onlyEnumerations: !isCounted)
    if isForward, search.pattern.total > 2 {
      let nouns = search.pattern.groups.flatMap { group in
        group.noun.last.map { Array(repeating: $0, count: group.number) } ?? []
      }
      readings.append(ListReading(items: lists.run(of: nouns, from: place.index), marks: .run))
    }
    for reading in readings {
      if search.pattern.isOpen, reading.items.count >= Self.fewestUncounted,
        reading.marks == .enumerationCommas || reading.marks == .arrows
      {
        offer(reading.items, reading, place, cost: 0, isCounted: false, in: &search)
      }
      for count in search.pattern.counts where count.value > 1 && reading.items.count >= count.value {
        if count.cost > PartPattern.costOfAll, !place.isIntroduced { continue }
        let isSummed =
          !isForward && reading.items.count == count.value + 1 && sums(reading.items[count.value], count.value)
        let isWhole = reading.items.count == count.value || isSummed
        let items =
          isForward || isSummed ? Array(reading.items.prefix(count.value)) : Array(reading.items.suffix(count.value))
        if !isWhole, !reading.marks.mayGoOn || goesOn(items, isForward) { continue }
        var cost = count.cost
        if !isWhole {
          cost -= Self.goingOn
          if isForward, search.mould.fits(reading.items[count.value], behind: items) { cost -= Self.cutShort }
          if !isForward, search.mould.fits(reading.items[reading.items.count - count.value - 1], behind: items) {
            cost -= Self.cutShort
          }
        }
        offer(items, reading, place, cost: cost, isCounted: true, in: &search)
      }
    }
  }

  /// Whether a clause behind a list says that its items are one: `七色合一`, `四措并举`.
  private func sums(_ item: Range<Int>, _ count: Int) -> Bool {
    item.count <= 5 && NumeralShorthand.numeral(text.scalars[item])?.value == count
  }

  private func offer(
    _ items: [Range<Int>], _ reading: ListReading, _ place: ListPlace, cost: Double, isCounted: Bool,
    in search: inout Search
  ) {
    var score = place.tie - cost
    if place.tie < ListPlaces.touching, items.contains(where: { $0.count == 1 }) { score += Self.singles }
    switch reading.marks {
    case .arrows: score += Self.arrows
    case .mixed where !search.pattern.isParted(items, at: { text[items[$0].upperBound] == Scalars.comma }):
      score += Self.mixed
    case .sentences, .lines: score += Self.sentences
    case .quotations where items.contains(where: isQuotedWithin): score += Self.quotedWithin
    default: break
    }
    let trimmer = ItemTrimmer(text: text, cues: lexicon.components, pattern: search.pattern, place: place)
    for trimmed in trimmer.readings(of: items) {
      guard lists.areShort(trimmed.items), let first = trimmed.items.first, !namesAnother(first),
        let mould = search.mould.score(trimmed.items, reading.marks)
      else { continue }
      if isChance(trimmed.items, reading, place, search) { continue }
      var support = trimmed.support
      if !isCounted {
        guard let steps = supportOfSteps(trimmed.items, place, search) else { continue }
        support = steps
      }
      search.offer(Search.Found(items: trimmed.items, score: score + mould + support, rule: place.rule))
    }
  }

  /// Whether clauses are as many as the name counts by chance: two before a name that nothing ties to it (`双语服务队`), or
  /// some that are counted off (`二是……`) and others not.
  private func isChance(_ items: [Range<Int>], _ reading: ListReading, _ place: ListPlace, _ search: Search) -> Bool {
    let marked = items.count(where: isMarked)
    if marked > 0, marked < items.count { return true }
    guard items.count == 2, reading.marks == .clauses, place.direction == .before else { return false }
    if search.pattern.isOpen { return !search.mould.isStrict(items) }
    if place.isIntroduced { return false }
    let nouns = search.pattern.groups.flatMap(\.noun)
    return !items.allSatisfy { text.scalars[$0].contains(where: nouns.contains) }
  }

  /// Whether the item begins with `一是` and the like.
  private func isMarked(_ item: Range<Int>) -> Bool {
    guard let numeral = NumeralShorthand.numeral(text.scalars[item]) else { return false }
    let next = item.lowerBound + numeral.length
    return lexicon.components.length(.copula, in: text, from: next, limit: item.upperBound) > 0
  }

  /// What speaks for a list as the steps of a method whose name counts nothing: items alike behind 即, or as many as the
  /// sentence says it has steps (`先听、再劝、后让、终和，四步走完，这就是“……调解法”`); nil where it is no such list.
  private func supportOfSteps(_ items: [Range<Int>], _ place: ListPlace, _ search: Search) -> Double? {
    guard search.mould.isStrict(items), let first = items.first, let last = items.last,
      !Scalars.isQuote(text[first.lowerBound - 1])
    else { return nil }
    if search.isMethod, place.isExplicit, place.isNear { return 0 }
    let saysNumber = (last.upperBound..<min(text.count, last.upperBound + 3)).contains { index in
      let numeral = NumeralShorthand.numeral(text.scalars[index..<min(index + 2, text.count)])
      return numeral?.value == items.count && !Scalars.isQuote(text[index - 1])
        && lexicon.components.length(.stage, in: text, from: index + (numeral?.length ?? 0), limit: text.count) > 0
    }
    return saysNumber ? Self.saidSteps : nil
  }

  /// Whether an enumeration goes on beyond items that were taken from its end or beginning.
  private func goesOn(_ items: [Range<Int>], _ isForward: Bool) -> Bool {
    guard let first = items.first, let last = items.last else { return false }
    var index = isForward ? last.upperBound : first.lowerBound - 1
    while Scalars.isQuote(text[index]) { index += isForward ? 1 : -1 }
    return text[index] == Scalars.enumerationComma
  }

  private func isQuotedWithin(_ item: Range<Int>) -> Bool {
    Scalars.isQuote(text[item.upperBound]) && Scalars.isWord(text[item.upperBound + 1])
  }

  private func isMethod(_ candidate: NameCandidate) -> Bool {
    let end = candidate.inner.upperBound
    return lexicon.components.length(.method, in: text, from: end - 1, limit: end) > 0
      || lexicon.components.hasMethod(in: text, after: candidate.outer.upperBound)
  }

  /// Whether a list's first item explains another name: `“四好”是场所建设好`.
  private func namesAnother(_ item: Range<Int>) -> Bool {
    let numeral = NumeralShorthand.numeral(text.scalars[item])
    guard let numeral, numeral.value > 1 else { return false }
    let noun = item.lowerBound + numeral.length + 1
    let end = min(item.upperBound, noun + 5)
    return (noun..<max(noun, end)).contains { lexicon.components.length(.copula, in: text, from: $0, limit: end) > 0 }
  }

  // MARK: Lists of other forms

  /// `搭建“三个平台”，……。一是搭建代表小组平台。……二是……`.
  private func considerNumbered(_ candidate: NameCandidate, in search: inout Search) {
    var start = candidate.outer.upperBound
    let limit = min(text.count, start + 80)
    while start < limit, !Scalars.endsSentence(text[start]), text[start] != Scalars.colon,
      text[start] != Scalars.semicolon, text[start] != Scalars.comma || !lists.beginsNumbered(at: start + 1)
    { start += 1 }
    for count in search.pattern.counts {
      let heads = lists.numbered(from: start, count: count.value, limit: min(text.count, start + Self.reachOfSentences))
      guard heads.count == count.value, let first = heads.first, first.lowerBound - start <= 6 else { continue }
      let items = paired(heads, search.pattern) ?? heads
      search.offer(Search.Found(items: items, score: Self.certain, rule: "numbered"))
    }
  }

  /// `“三访三促”：一支访监测户，促增收；一支访种植户，促产业；……`: clauses of two parts each between semicolons.
  private func considerPairs(_ place: ListPlace, in search: inout Search) {
    guard place.direction == .after, place.isIntroduced, search.pattern.hasFullGroups else { return }
    let heads = lists.heads(from: place.index)
    guard let items = paired(heads, search.pattern) else { return }
    search.offer(Search.Found(items: items, score: Self.certain, rule: place.rule))
  }

  /// `一是常委会联系代表，促履职提升。二是……` for `三联三促`: items of two clauses, each with the noun of a group; nil for others.
  private func paired(_ heads: [Range<Int>], _ pattern: PartPattern) -> [Range<Int>]? {
    guard pattern.groups.count == 2, pattern.groups.allSatisfy({ $0.number == heads.count }) else { return nil }
    let items = heads.compactMap { head -> Range<Int>? in
      guard text[head.upperBound] == Scalars.comma else { return nil }
      let end = text.endOfWords(from: head.upperBound + 1)
      let parts = [head, head.upperBound + 1..<end]
      let holdsBoth = zip(parts, pattern.groups).allSatisfy { part, group in
        text.scalars[part].contains(where: group.noun.contains)
      }
      return holdsBoth ? head.lowerBound..<end : nil
    }
    return items.count == heads.count ? items : nil
  }

  /// `党的政策“宣传员”、……“服务员”` for `四员`: quotations in a row that hold the name's noun.
  private func considerRows(_ candidate: NameCandidate, in search: inout Search) {
    guard search.pattern.groups.count == 1, let group = search.pattern.groups.first, group.noun.count == 1,
      let count = search.pattern.counts.first?.value, count > 1
    else { return }
    let noun = group.noun[0]
    let near = max(0, candidate.outer.lowerBound - ListPlaces.reach)..<candidate.outer.upperBound + ListPlaces.reach
    var row: [Range<Int>] = []
    func end() -> Search.Found? {
      row.count == count ? Search.Found(items: row, score: ListPlaces.close + Self.threshold, rule: "row") : nil
    }
    for quotation in quotations.within(near) where !quotation.isInTitle && quotation.outer != candidate.outer {
      let item = quotation.inner
      if let last = row.last, item.lowerBound - last.upperBound > ListPlaces.gapOfRow {
        if let found = end() { return search.offer(found) }
        row = []
      }
      let isPart = item.count > 1 && (text[item.upperBound - 1] == noun || text[item.lowerBound] == noun)
      if isPart, NumeralShorthand(text.scalars[item]) == nil { row.append(item) }
    }
    if let found = end() { search.offer(found) }
  }

  /// The heads of sentences or clauses behind the name that explain one part each: `“听”，是……。“议”，是……` for `四字诀`,
  /// `需求清单由……；责任清单由……；销号清单则……` for `三张清单`.
  private func considerHeads(_ candidate: NameCandidate, in search: inout Search) {
    guard search.pattern.groups.count == 1, let group = search.pattern.groups.first,
      let count = search.pattern.counts.first?.value, count > 2
    else { return }
    let end = min(text.count, candidate.outer.upperBound + Self.reachOfSentences)
    var heads: [Range<Int>] = []
    for index in candidate.outer.upperBound..<end where beginsPart(index) {
      if let head = quotedHead(index) ?? nounHead(index, group.noun) {
        heads.append(head)
        if heads.count > count { return }
      }
    }
    guard heads.count == count, Set(heads.map { Array(text.scalars[$0]) }).count == count else { return }
    search.offer(Search.Found(items: heads, score: Self.threshold + Self.saidSteps, rule: "heads"))
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
  private func grouped(_ pattern: PartPattern, _ candidate: NameCandidate, _ places: ListPlaces) -> Components? {
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
    var parts = made(items, "grouped")
    parts?.explanation = (start ?? at)..<at
    return parts
  }

  // MARK: Names that are their own list

  /// The clauses of a name that lists its own parts: `听、记、办`.
  private func ownClauses(_ candidate: NameCandidate) -> Components? {
    let clauses = lists.split(candidate.inner, at: Scalars.partsClauses)
    // `家、站、点` are kinds of places, and no parts.
    let arePlaces = clauses.allSatisfy { $0.count == 1 && lexicon.plainNames.endOfLastHead(in: $0, of: text) != nil }
    if arePlaces { return nil }
    return explained(clauses, from: candidate.outer.upperBound) ?? made(clauses, "own")
  }

  /// What is said of each single character in turn: `听，是听群众说；记，就是……`, `“听”，……。“记”，……`.
  private func explained(_ letters: [Range<Int>], from start: Int) -> Components? {
    guard letters.count > 2, letters.allSatisfy({ $0.count == 1 }) else { return nil }
    let end = min(text.count, start + ListPlaces.reach)
    var at = start
    var items: [Range<Int>] = []
    for letter in letters {
      let place = (at..<end).lazy.compactMap { explanation(of: text[letter.lowerBound], at: $0) }.first
      guard let place else { return nil }
      items.append(place..<lists.endOfPart(from: place))
      at = place
    }
    guard zip(items, items.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound }) else { return nil }
    guard var parts = made(items, "explained") else { return nil }
    parts.items = zip(letters, parts.items).map { Scalars.string(text.scalars[$0]) + "=" + $1 }
    return parts
  }

  /// Where the explanation begins of the character that stands alone at `index`, in quotes or not.
  private func explanation(of letter: UInt32, at index: Int) -> Int? {
    guard text[index] == letter, !Scalars.isWord(text[index - 1]) else { return nil }
    var next = index + 1
    if Scalars.isQuote(text[next]) { next += 1 }
    let isApart = next > index + 1 || text[next] == Scalars.comma || text[next] == Scalars.colon
    if text[next] == Scalars.comma || text[next] == Scalars.colon { next += 1 }
    let copula = lexicon.components.length(.copula, in: text, from: next, limit: text.count)
    guard isApart || copula > 0, Scalars.isWord(text[next + copula]) else { return nil }
    return next + copula
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
    guard candidate.features[.numeralClauses] != nil, let groups = candidate.shorthand?.groups,
      groups.count >= Self.fewestUncounted
    else { return nil }
    let areThings = groups.allSatisfy { group in
      let noun = NameText(Scalars.string(group.noun))
      let measure = lexicon.components.length(.measure, in: noun, from: 0, limit: noun.count)
      // 个 counts what is spelled out elsewhere (`六个日`).
      return measure > 0 && measure < noun.count && (group.number == 1 || group.noun.first != 0x4E2A)
    }
    return areThings ? ownClauses(candidate) : nil
  }

  // MARK: Spelling

  private func made(_ items: [Range<Int>], _ rule: String) -> Components? {
    guard !items.isEmpty, lists.areShort(items) else { return nil }
    let strings = items.map { item in
      Scalars.string(text.scalars[item].filter { $0 != Scalars.space && !Scalars.isQuote($0) })
    }
    return Components(items: strings, ranges: items, rule: rule)
  }

  /// Cuts the counted noun from the last part where it is that of all: `“三个统一”，即标牌、制度、档案统一`.
  private func withoutSharedTail(_ parts: Components, _ candidate: NameCandidate) -> Components {
    let pattern = PartPattern(candidate, in: text, lexicon.components)
    guard pattern.groups.count == 1, let noun = pattern.groups.first?.noun, let last = parts.items.last else {
      return parts
    }
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
