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
  /// Whether each holds a noun of the name.
  var holdsNoun = false

  /// Scalars that hold them all.
  var range: Range<Int> {
    (ranges.map(\.lowerBound).min() ?? 0)..<(ranges.map(\.upperBound).max() ?? 0)
  }

  /// The parts as they are spelled at `ranges`; nil where there are none or one is too long.
  init?(_ ranges: [Range<Int>], in text: NameText, rule: String) {
    guard !ranges.isEmpty, ListReader.areShort(ranges) else { return nil }
    items = ranges.map { range in
      Scalars.string(text.scalars[range].filter { $0 != Scalars.space && !Scalars.isQuote($0) })
    }
    self.ranges = ranges
    self.rule = rule
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
  static let threshold = 4.5
  /// Items that the text itself numbers, as many as the name counts, leave no doubt.
  static let certain = 20.0
  /// What a number of steps beside a list does for a method whose name counts nothing.
  static let saidSteps = 2.0
  /// What it does for items that each begin with one of what the name counts.
  private static let countedOff = 1.0
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
  /// As many as the name counts, alone in a bracket right behind it.
  private static let bracketed = 1.0
  /// Quotations inside clauses (`“听”民声`) are not the items.
  private static let quotedWithin = -2.0
  private static let fewestUncounted = 3

  private let lists: ListReader

  init(lexicon: NameLexicon, text: NameText, quotations known: Quotations? = nil) {
    self.lexicon = lexicon
    self.text = text
    quotations = known ?? Quotations(of: text)
    lists = ListReader(text: text, quotations: quotations, cues: lexicon.components)
  }

  /// The parts of a name; where others have taken some of the text, of what is left.
  func components(of candidate: NameCandidate, besides taken: Set<Int> = []) -> Components? {
    let parts = taken.isEmpty ? spelledOut(candidate) : listed(candidate, besides: taken)
    return parts.map { withoutSharedTail($0, candidate) }
  }

  private func spelledOut(_ candidate: NameCandidate) -> Components? {
    let own = OwnParts(text: text, lists: lists, lexicon: lexicon)
    if let parts = own.listed(candidate) ?? own.defined(candidate) { return parts }
    let places = ListPlaces(text: text, cues: lexicon.components)
    if let parts = own.retold(candidate, places) ?? own.filledIn(candidate, places) { return parts }
    let pattern = PartPattern(candidate, in: text, lexicon.components)
    if let operands = FormulaParts.operands(of: candidate, in: text) {
      return own.formulas.parts(
        operands, of: candidate, places.after(candidate).filter { $0.isIntroduced && $0.isNear }.map(\.index))
    }
    if candidate.isFormula { return own.opened(candidate) }
    let forms = ListForms(text: text, quotations: quotations, lists: lists, lexicon: lexicon)
    if pattern.isOpen, listsItself(candidate) {
      return forms.staged(candidate, pattern).flatMap { Components($0.items, in: text, rule: $0.rule) }
    }
    if let parts = forms.grouped(candidate, pattern, places) { return parts }
    if pattern.numerals != nil, let parts = forms.named(candidate, pattern, places) { return parts }
    return listed(candidate) ?? forms.named(candidate, pattern, places) ?? own.measured(candidate)
  }

  /// The list around a name that fits it best, in what is not `taken`.
  private func listed(_ candidate: NameCandidate, besides taken: Set<Int> = []) -> Components? {
    let whole = PartPattern(candidate, in: text, lexicon.components)
    let places = ListPlaces(text: text, cues: lexicon.components)
    let forms = ListForms(text: text, quotations: quotations, lists: lists, lexicon: lexicon)
    for pattern in [whole, whole.withoutSingles()].compactMap({ $0 }) {
      var search = Search(
        mould: ListMould(text: text, pattern: pattern), pattern: pattern, name: candidate,
        isMethod: isMethod(candidate), taken: taken)
      for place in places.all(of: candidate, pattern) {
        consider(place, in: &search)
        if let pairs = forms.pairs(place, pattern) { search.offer(pairs) }
      }
      for found in forms.found(candidate, pattern, places) { search.offer(found) }
      if let best = search.best {
        return ItemFinisher(text: text, cues: lexicon.components, pattern: pattern).parts(of: best, candidate)
      }
    }
    return nil
  }

  /// Whether a name that counts nothing is a list: `县统筹—镇主抓—村落实`.
  private func listsItself(_ candidate: NameCandidate) -> Bool {
    text.scalars[candidate.inner].contains { Scalars.partsClauses($0) || lists.isArrow($0) }
  }

  // MARK: Search

  struct Search {
    var mould: ListMould
    var pattern: PartPattern
    var name: NameCandidate
    var isMethod = false
    /// Scalars of the lists of other names.
    var taken: Set<Int> = []
    var best: FoundList?

    mutating func offer(_ found: FoundList) {
      guard found.score >= threshold, found.score + found.lead > best.map({ $0.score + $0.lead }) ?? 0,
        taken.isEmpty
          || !found.items.contains(where: { taken.contains($0.lowerBound) || taken.contains($0.upperBound - 1) })
      else { return }
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
    for reading in readings where !reading.isParted || search.pattern.areWhole(reading.items, in: text) {
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
    let isForward = place.direction == .after
    if place.tie < ListPlaces.touching, items.contains(where: { $0.count == 1 }) { score += Self.singles }
    switch reading.marks {
    case .arrows: score += Self.arrows
    case .mixed where !search.pattern.isParted(items, at: { text[items[$0].upperBound] == Scalars.comma }):
      score += Self.mixed
    case .sentences, .lines: score += Self.sentences
    case .quotations where isForward && items.contains(where: isQuotedWithin): score += Self.quotedWithin
    case .enumerationCommas where isCounted && fillsBracket(items, place): score += Self.bracketed
    default: break
    }
    let trimmer = ItemTrimmer(text: text, cues: lexicon.components, pattern: search.pattern, place: place)
    for trimmed in trimmer.readings(of: items) {
      guard ListReader.areShort(trimmed.items), let first = trimmed.items.first, !namesAnother(first),
        !areOfOtherQuotation(trimmed.items, place, search.pattern),
        !areNames(trimmed.items),
        let mould = search.mould.score(
          trimmed.items, reading.marks,
          areParted: reading.marks == .mixed && place.isIntroduced && fillsBracket(trimmed.items, place)
            && search.pattern.isParted(trimmed.items) { text[trimmed.items[$0].upperBound] == Scalars.comma })
      else { continue }
      var support = trimmed.support + (search.pattern.countsOff(trimmed.items, in: text) ? Self.countedOff : 0)
      if !isCounted {
        guard let steps = supportOfSteps(trimmed.items, place, search) else { continue }
        support = steps
      }
      var found = FoundList(items: trimmed.items, score: score + mould + support, rule: place.rule)
      guard found.score >= Self.threshold, !isChance(trimmed.items, reading, place, search),
        areWhole(trimmed.items, place), areOthers(trimmed.items, search.name, search.pattern)
      else { continue }
      // What touches the name goes before heads farther on: `视察、座谈、回访“三步走”`.
      let touches = !isForward && place.index == search.name.outer.lowerBound && reading.items.count == items.count
      // But single characters only name them: `红、黄、绿“三色管理”：红灯……`.
      let areWords = trimmed.items.dropFirst().contains { $0.count > 1 }
      if touches, isCounted, items.count > 2, areWords, reading.marks == .enumerationCommas {
        found.lead = Self.certain
      }
      search.offer(found)
    }
  }

  /// What speaks for a list as the steps of a method whose name counts nothing: items alike behind 即, or as many as the
  /// sentence says it has steps (`先听、再劝、后让、终和，四步走完，这就是“……调解法”`); nil where it is no such list.
  private func supportOfSteps(_ items: [Range<Int>], _ place: ListPlace, _ search: Search) -> Double? {
    guard search.mould.isStrict(items), let first = items.first, let last = items.last,
      !Scalars.isQuote(text[first.lowerBound - 1])
    else { return nil }
    if search.isMethod, place.isIntroduced, place.isNear { return 0 }
    // `“河上一条龙”：线索河上收、问题河上议、结果河上评。`
    if place.isIntroduced, place.isNear, search.mould.isFramed(items), Scalars.endsSentence(text[last.upperBound]) {
      return 0
    }
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

  /// Whether items are all that stands in the bracket that opens at a place.
  private func fillsBracket(_ items: [Range<Int>], _ place: ListPlace) -> Bool {
    text[place.index - 1] == Scalars.openBracket && items.last.map { text[$0.upperBound] } == Scalars.closeBracket
  }

  // MARK: Spelling

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
