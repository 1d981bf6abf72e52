import CorpusModel
import LexiconData

/// Finds the counts of a paragraph.
struct CountFinder {
  let text: ParagraphTokens
  let labels: LabelFinder
  private(set) var drafts: [CountDraft] = []

  init(_ text: ParagraphTokens) {
    self.text = text
    labels = LabelFinder(text)
  }

  var tokens: [CountToken] { text.tokens }
  var taxonomy: SubjectTaxonomy { text.vocabulary.taxonomy }

  /// Reads the paragraph.
  static func drafts(in text: ParagraphTokens) -> [CountDraft] {
    var finder = CountFinder(text)
    for index in text.tokens.indices {
      guard let quantity = text.quantity(index) else { continue }
      finder.read(quantity, at: index)
    }
    return finder.drafts
  }

  private mutating func read(_ quantity: ScannedQuantity, at index: Int) {
    guard quantity.unitClass.isCountable || isUnitless(quantity, at: index), quantity.value > 0 else { return }
    // 每村0.5个 is a rate.
    if quantity.unitClass != .money, !quantity.numeral.isScaled, quantity.decimal != Double(quantity.value) {
      return
    }
    let unit = quantity.unitClass
    if text.has(.each, at: index - 1) {
      let shared = labels.coordinatedNouns(before: index, unit: unit)
      for label in shared { add(label, quantity, index, rule: .each) }
      if !shared.isEmpty { return }
    }
    if countsNothing(quantity, at: index) { return }
    let (label, rule) = label(for: quantity, at: index)
    if quantity.isArticle, isMereArticle(index, quantity, label) { return }
    if let label {
      if isCriterion(quantity, label, index) { return }
      add(label, quantity, index, rule: rule)
    } else if !isOfSum(quantity, at: index) {
      addUnlabelled(quantity, index)
    }
  }

  // MARK: Labels

  private func label(for quantity: ScannedQuantity, at index: Int) -> (CountLabel?, CountRule) {
    let unit = quantity.unitClass
    if isMember(index) { return (nil, .unit) }
    if let label = labels.after(index, unit: unit) { return (team(of: label, index) ?? label, .numberLabel) }
    if let label = labels.copula(index, unit: unit) { return (label, .copula) }
    if let label = shared(index, unit) { return (label, .shared) }
    if let matters = handled(index, unit) { return matters }
    if let label = labels.coined(before: index, unit: unit) { return (label, .coined) }
    if text.has(.aspect, at: index - 1), inherited(index, unit) != nil { return (nil, .unit) }
    if let label = unknownThing(index, unit) { return (label, .unknown) }
    let isObject = unit == .person && isObjectOfVerb(index)
    if !isObject, !opensName(index), let label = labels.before(index, unit: unit), !isElliptic(index, label) {
      return (team(of: label, index) ?? label, .labelNumber)
    }
    if let left = leftOut(index, unit) { return left }
    if let label = made(index, unit) { return (label, .numberLabel) }
    if let label = labels.coined(after: index, unit: unit) { return (label, .coined) }
    if unit == .person, let label = team(index) { return (label, .topic) }
    if let label = unknownAfter(index, unit) { return (label, .unknown) }
    if let label = mismatched(index, unit) { return (label, .mismatched) }
    if !isObject, !text.has(.of, at: index - 1), !hasUnknownNoun(text.clauseStart(index)..<index),
      let label = labels.earlier(index, unit: unit)
    {
      return isAnswer(index, unit, to: label) ? (nil, .unit) : (label, .topic)
    }
    return (labels.coinedTopic(index, unit: unit), .coined)
  }

  /// Whether the number is of the things counted before it: 46个站点中有7个全年没有开门.
  private func isMember(_ index: Int) -> Bool {
    var at = index - 1
    while text.has(.link, at: at) { at -= 1 }
    guard at < index - 1, text.has(.within, at: at), text.word(index + 1)?.noun == nil,
      let unit = tokens[index].unitClass
    else { return false }
    return inherited(index, unit).map { hasSameUnit($0, index) && $0.sentence == text.sentence(index) } == true
  }

  /// Whether unknown words follow a number behind 的, so that the noun before 的 is not what it counts: “代表行动”的四个小镜头.
  private func opensName(_ index: Int) -> Bool {
    guard text.has(.of, at: index - 1), index + 1 < tokens.count, case .plain = tokens[index + 1].kind else {
      return false
    }
    return true
  }

  /// The noun behind the last number of a list: 14名、23名、31名代表, 3个国家级、12个省级联系点, 6项16件建议.
  private func shared(_ index: Int, _ unit: UnitClass) -> CountLabel? {
    var last = index
    while let next = nextInList(last), tokens[next].unitClass == unit { last = next }
    return last > index ? labels.after(last, unit: unit) : nil
  }

  /// The token behind 、 or 和 after the number at `index` and words of level or a clause with 的: 3个国家级、12个省级联系点,
  /// 18个新建的和1个改建的活动室.
  private func nextInList(_ index: Int) -> Int? {
    var at = index + 1
    if at < tokens.count, tokens[at].isQuantity { return at }
    while text.has(.level, at: at) { at += 1 }
    if at == index + 1 {
      while at < index + 6, text.has([.verb, .stop, .link], at: at), !text.has(.of, at: at) { at += 1 }
      at = at > index + 1 && text.has(.of, at: at) ? at + 1 : index + 1
    }
    guard at + 1 < tokens.count, tokens[at].mark == .enumeration || text.has(.conj, at: at) else { return nil }
    // 新建两个、改建三个联络站
    let isVerb = text.has([.verb, .stop], at: at + 1) && text.word(at + 1)?.noun == nil
    return isVerb && at + 2 < tokens.count && tokens[at + 2].isQuantity ? at + 2 : at + 1
  }

  /// The thing counted by a number whose noun was left out, from a clause before or the count before; nil if none tells.
  ///
  /// So with items that open their clause (有5218件录入台账, 其余813条分类交办), with what stands behind 的 (2016年的36个) and
  /// with parts that a list before 等 describes (其中噪声、停车等277条当天办结).
  private func leftOut(_ index: Int, _ unit: UnitClass) -> (CountLabel?, CountRule)? {
    let opens = unit == .item && (text.clauseStart(index)..<index).allSatisfy { text.has([.link, .part], at: $0) }
    if opens, let label = labels.earlier(index, unit: unit), label.subjects != [taxonomy.other] {
      return (label, .topic)
    }
    guard opens || ofBefore(index) != nil || isListedPart(index), let source = inherited(index, unit),
      hasSameUnit(source, index)
    else {
      return nil
    }
    return (nil, .unit)
  }

  private func isListedPart(_ index: Int) -> Bool {
    index > 0 && labels.isAndOthers((index - 1)..<index) && isPart(index)
  }

  /// The 的 before the number at `index`, with no more than 有 and its like between.
  private func ofBefore(_ index: Int) -> Int? {
    var at = index - 1
    while text.has(.link, at: at), !text.has(.of, at: at) { at -= 1 }
    return text.has(.of, at: at) ? at : nil
  }

  func hasSameUnit(_ draft: CountDraft, _ index: Int) -> Bool {
    guard let quantity = text.quantity(index) else { return false }
    return text.bytes[draft.quantity.unit.range].elementsEqual(text.bytes[quantity.unit.range])
  }

  /// A noun right before the number that its unit does not usually count, unless a verb tells better; persons and
  /// things do not mix.
  private func mismatched(_ index: Int, _ unit: UnitClass) -> CountLabel? {
    guard var label = labels.adjacent(index), let head = label.head, let noun = text.word(head)?.noun else {
      return nil
    }
    if label.subjects == [taxonomy.other], unit == .item, inherited(index, unit) != nil { return nil }
    // 督办16件: what is done with items tells what they are.
    if text.word(head)?.hints.contains(where: { $0.unit == unit }) == true { return nil }
    if label.subjects == [taxonomy.other], hint(text.clauseStart(index)..<index, unit) != nil { return nil }
    if isElliptic(index, label) || (text.has(.level, at: head) && inherited(index, unit) != nil) { return nil }
    if noun.unitClasses.contains(.person) != (unit == .person) { label.subjects = [taxonomy.other] }
    return label
  }

  /// Whether a verb right before the number takes its persons as object: 企业吸纳五百多人.
  private func isObjectOfVerb(_ index: Int) -> Bool {
    var at = index - 1
    while text.has(.link, at: at), !text.has(.object, at: at) { at -= 1 }
    return text.has(.object, at: at)
  }

  /// Whether the noun before the number is not what it counts, for the counted noun is left out: behind the name of a
  /// place (双河县268个), behind 的 (与社区工作站合用场地的199个), and behind a place in a list of parts (其中乡镇13个、社区6个).
  private func isElliptic(_ index: Int, _ label: CountLabel) -> Bool {
    guard let head = label.head, let unit = tokens[index].unitClass else { return false }
    let source = inherited(index, unit)
    if isSubjectOfVerb(index, label, head) { return true }
    if isNamedPlace(index, label, head) {
      return source.map { hasSameUnit($0, index) } == true
        || labels.earlier(index, unit: unit).map { $0.subjects != [taxonomy.other] } == true
    }
    guard let source else { return false }
    if let of = ofBefore(index), of > head, !text.has(.within, at: head + 1) {
      // 代表小组由当初的34个增加到41个: of the noun itself in earlier days.
      return !((head + 1)..<of).contains { text.has([.from, .former], at: $0) }
    }
    guard label.subjects == [taxonomy.other], isPart(index) else { return false }
    return unit == .general || unit == .place || (unit == .item || unit == .person) && hasSameUnit(source, index)
  }

  /// Whether `label` is a place that has a name or is summed up (三县合计600个), is the first noun of its clause, and has
  /// no more than verbs between itself and the number.
  private func isNamedPlace(_ index: Int, _ label: CountLabel, _ head: Int) -> Bool {
    guard label.subjects == [taxonomy.other], text.has(.level, at: head), head < index else { return false }
    let between = (head + 1)..<index
    guard between.allSatisfy({ text.has([.link, .stop, .verb, .total], at: $0) }),
      text.clauseStart(index) <= label.range.lowerBound
    else { return false }
    let before = text.clauseStart(index)..<label.range.lowerBound
    guard before.allSatisfy({ !tokens[$0].isQuantity && text.word($0)?.noun == nil }) else { return false }
    return between.contains { text.has(.total, at: $0) }
      || (label.range.lowerBound..<head).contains { if case .plain = tokens[$0].kind { true } else { false } }
  }

  /// Whether `label` is outside the taxonomy, and a verb that tells what is counted stands between it and the number
  /// (各镇建家12个, 送部门办理16件), or any behind a tier and a count of the same unit: 市级设立示范站12个，乡镇设立56个.
  private func isSubjectOfVerb(_ index: Int, _ label: CountLabel, _ head: Int) -> Bool {
    guard label.subjects == [taxonomy.other], head < index, let unit = tokens[index].unitClass,
      unit == .item || text.has(.level, at: head)
    else { return false }
    let between = (head + 1)..<index
    // 缙云县在烧饼铺、茶馆布点46个
    if text.has(.level, at: head), text.word(index - 1)?.hints.contains(where: { $0.unit == unit }) == true {
      return true
    }
    guard between.allSatisfy({ text.has([.link, .stop, .verb], at: $0) }) else { return false }
    if hint(between, unit) != nil { return true }
    return text.has(.level, at: head) && between.contains { text.has([.stop, .verb], at: $0) }
      && inherited(index, unit).map { hasSameUnit($0, index) && $0.sentence == text.sentence(index) } == true
  }

  /// Whether 其中 or its like stands before the number in its sentence, or a bracket behind another number opens:
  /// 联络站39家（镇级38家）.
  private func isPart(_ index: Int) -> Bool {
    let before = text.sentenceStart(index)..<index
    if before.contains(where: { text.has(.part, at: $0) }) { return true }
    guard let open = before.last(where: { tokens[$0].mark == .openBracket }), open > 0, tokens[open - 1].isQuantity,
      let close = text.closingBracket(open)
    else { return false }
    return close > index
  }

  /// Whether 一 is no more than an article: 一名代表 before its noun and in no list of counts.
  private func isMereArticle(_ index: Int, _ quantity: ScannedQuantity, _ label: CountLabel?) -> Bool {
    guard quantity.unitClass != .event else { return true }
    if text.hasBefore([.norm, .period], index) { return true }
    if isCoordinated(index) { return false }
    guard let head = label?.head, head < index else { return true }
    let isAdjacent = ((head + 1)..<index).allSatisfy {
      text.has([.link, .each], at: $0) || tokens[$0].mark?.isQuote == true
    }
    return !isAdjacent || (index + 1 < tokens.count && tokens[index + 1].mark == nil)
  }

  /// Whether another count of the same kind is joined to the one at `index` by 和 or 、, or opens the next clause.
  private func isCoordinated(_ index: Int) -> Bool {
    let unit = tokens[index].unitClass
    let near = max(text.sentenceStart(index), index - 12)..<min(tokens.count, index + 13)
    return near.contains { other in
      guard other != index, tokens[other].isQuantity, tokens[other].unitClass == unit else { return false }
      guard text.sentence(other) == text.sentence(index), abs(other - index) > 1 else { return false }
      let between = (min(other, index) + 1)..<max(other, index)
      let isNextClause = index < other && (tokens[other - 1].mark == .comma || tokens[other - 1].mark == .semicolon)
      return isNextClause
        || between.contains { tokens[$0].mark == .enumeration || text.has(.conj, at: $0) }
          && !between.contains { text.has([.stop, .norm, .period], at: $0) && !text.has(.level, at: $0) }
    }
  }

  // MARK: Counts without a noun of their own

  private mutating func addUnlabelled(_ quantity: ScannedQuantity, _ index: Int) {
    let unit = quantity.unitClass
    let range = text.clauseStart(index)..<index
    let isNamed = hasUnknownNoun(range) || unit == .item && opensWithUnknownNoun(range)
    if !(unit == .person && isObjectOfVerb(index)), !isNamed, !isToldByVerb(index, unit),
      let source = inherited(index, unit)
    {
      let qualifier = qualifier(range)
      let label = qualifier.isEmpty ? source.base : "\(source.base)（\(qualifier)）"
      // Of twelve problems three cases (起) are disputes; but twelve items (件) may be deeds as well as suggestions.
      let own = text.unitDefault(index).flatMap {
        hasSameUnit(source, index) || Set($0).isSuperset(of: source.counted) ? nil : $0
      }
      add(
        own ?? source.counted, label, quantity, index, evidenceFrom: range.lowerBound, rule: .inherited)
      drafts[drafts.count - 1].base = source.base
    } else {
      // 办理户籍业务300件: the verb says what is done with a thing that no lexicon knows.
      let isOther = isNamed && unit == .item || unit == .paper && !isNamedByUnit(quantity)
      let hint = isOther ? nil : hint(range, unit)
      add(
        hint ?? unitSubjects(quantity, index, isNamed: isNamed),
        hint == nil ? text.text(range) : words(from: labelStart(range, unit), range), quantity, index,
        evidenceFrom: range.lowerBound, rule: hint == nil ? .unit : .verb)
    }
  }

  // MARK: Drafts

  private mutating func add(
    _ label: CountLabel, _ quantity: ScannedQuantity, _ index: Int, rule: CountRule
  ) {
    let forced = forcedSubjects(quantity, label, index)
    let start = min(index, label.range.lowerBound)
    add(
      forced ?? label.subjects, text.text(labels.named(label)), quantity, index, evidenceFrom: start,
      evidenceTo: max(index, label.range.upperBound - 1), rule: rule)
  }

  /// Subjects that the unit decides, whatever the noun; nil where the noun decides.
  private func forcedSubjects(_ quantity: ScannedQuantity, _ label: CountLabel, _ index: Int) -> [SubjectID]? {
    switch quantity.unitClass {
    case .visit: return taxonomy.defaults[.visit]
    // 茶叶卖了6.3万元 is nobody's fund.
    case .money: return hint(text.clauseStart(index)..<index, .money) ?? taxonomy.defaults[.money]
    case .event:
      if label.head != nil { return taxonomy.defaults[.event] }
      // 12场暴雨
      return unitSubjects(quantity, index, isNamed: label.range.lowerBound > index)
    case .batch: return label.subjects == [taxonomy.other] && label.head != nil ? nil : taxonomy.defaults[.batch]
    case .household:
      // Households are persons or not as one likes.
      if label.head == nil { return hint(text.clauseStart(index)..<index, .household) ?? [taxonomy.other] }
      return label.subjects.contains(taxonomy.other) ? nil : label.subjects + [taxonomy.other]
    default: return nil
    }
  }

  private mutating func add(
    _ subjects: [SubjectID], _ label: String, _ quantity: ScannedQuantity, _ index: Int, evidenceFrom start: Int,
    evidenceTo end: Int? = nil, rule: CountRule
  ) {
    let isAside =
      isNorm(index, quantity) || text.hasBefore(.target, index) || isVisited(index, quantity)
      || isPopulation(index, quantity, subjects) || isSpeech(quantity, subjects)
    let last = end ?? index
    let former = former(index).map { "\(label)（\($0)）" }
    drafts.append(
      CountDraft(
        subjects: isAside ? [taxonomy.other] : subjects, counted: subjects, label: former ?? label, base: label,
        quantity: quantity,
        token: index,
        sentence: text.sentence(index),
        evidence: Span(tokens[min(start, index)].span.start, tokens[last].span.end),
        rule: isAside ? .aside : rule, isAnaphor: isAnaphor(index), isTotal: text.hasBefore(.total, index),
        opensParts: opensParts(index)))
  }
}
