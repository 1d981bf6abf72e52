import CorpusModel

/// Finds the counts of a paragraph.
struct CountFinder {
  let text: ParagraphTokens
  private let labels: LabelFinder
  private(set) var drafts: [CountDraft] = []

  init(_ text: ParagraphTokens) {
    self.text = text
    labels = LabelFinder(text)
  }

  private var tokens: [CountToken] { text.tokens }
  private var taxonomy: SubjectTaxonomy { text.vocabulary.taxonomy }

  /// Reads the paragraph.
  static func drafts(in text: ParagraphTokens) -> [CountDraft] {
    var finder = CountFinder(text)
    for index in text.tokens.indices {
      guard let quantity = text.tokens[index].quantity else { continue }
      finder.read(quantity, at: index)
    }
    return finder.drafts
  }

  private mutating func read(_ quantity: ScannedQuantity, at index: Int) {
    guard quantity.unitClass.isCountable || isUnitless(quantity, at: index), quantity.value > 0 else { return }
    let unit = quantity.unitClass
    if text.has(.each, at: index - 1) {
      let shared = labels.coordinatedNouns(before: index, unit: unit)
      for label in shared { add(label, quantity, index, rule: "count.each", confidence: 0.8) }
      if !shared.isEmpty { return }
    }
    if isCondition(quantity, at: index) { return }
    let (label, rule, confidence) = label(for: quantity, at: index)
    if quantity.isArticle, isMereArticle(index, quantity, rule) { return }
    if let label {
      add(label, quantity, index, rule: rule, confidence: confidence)
    } else {
      addUnlabelled(quantity, index)
    }
  }

  /// A number without a unit counts if its noun follows at once: 8000人大代表, 12村.
  private func isUnitless(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    guard quantity.unitClass == .none, !quantity.numeral.isChinese || quantity.numeral.isScaled else { return false }
    let isYear = (1900...2100).contains(quantity.value) && quantity.numeral.digits == 4 && !quantity.numeral.isScaled
    guard !isYear, let noun = text.word(index + 1)?.noun, !noun.isWeak else { return false }
    return index == 0 || text.tokens[index - 1].mark != .dash
  }

  // MARK: Labels

  private func label(for quantity: ScannedQuantity, at index: Int) -> (CountLabel?, String, Double) {
    let unit = quantity.unitClass
    if let label = labels.after(index, unit: unit) { return (label, "count.number-label", 0.95) }
    if let label = labels.copula(index, unit: unit) { return (label, "count.copula", 0.9) }
    if let label = labels.before(index, unit: unit), !isElliptic(index, label) {
      return (label, "count.label-number", 0.95)
    }
    if let label = unknownAfter(index, unit) { return (label, "count.unknown", 0.4) }
    if let label = labels.earlier(index, unit: unit) { return (label, "count.topic", 0.85) }
    return (nil, "", 0)
  }

  /// A condition such as 代表在3人以上 counts nothing.
  private func isCondition(_ quantity: ScannedQuantity, at index: Int) -> Bool {
    quantity.span.end > quantity.unit.end && text.has(.condition, at: index - 1)
  }

  /// Whether the noun before the number is not what it counts: the number stands behind 的 without its noun
  /// (与社区工作站合用场地的199个), or behind a verb that takes its persons as object (企业吸纳五百多人).
  private func isElliptic(_ index: Int, _ label: CountLabel) -> Bool {
    guard let head = label.head else { return false }
    if text.has(.of, at: index - 1) {
      return !text.has(.within, at: head + 1) && inherited(index, tokens[index].quantity?.unitClass ?? .none) != nil
    }
    var at = index - 1
    while at > head, text.has(.link, at: at), !text.has(.object, at: at) { at -= 1 }
    return at > head && tokens[index].quantity?.unitClass == .person && text.has(.object, at: at)
  }

  /// Words in no lexicon right behind the number: a thing outside the taxonomy.
  private func unknownAfter(_ index: Int, _ unit: UnitClass) -> CountLabel? {
    var end = index + 1
    var count = 0
    while end < tokens.count, count <= 24 {
      if let mark = tokens[end].mark, !mark.isQuote { break }
      if tokens[end].quantity != nil { break }
      if text.has([.stop, .link, .of, .conj, .part, .norm, .verb], at: end), !text.has(.level, at: end) { break }
      count += tokens[end].span.count
      end += 1
    }
    guard count > 0 else { return nil }
    return CountLabel(subjects: [taxonomy.other], range: (index + 1)..<end, head: nil)
  }

  /// Whether 一 is no more than an article: 一名代表 that stands alone before its noun.
  private func isMereArticle(_ index: Int, _ quantity: ScannedQuantity, _ rule: String) -> Bool {
    guard quantity.unitClass != .event else { return true }
    if (text.clauseStart(index)..<index).contains(where: { text.has([.norm, .period], at: $0) }) { return true }
    if rule == "count.label-number" { return text.clauseEnd(index) != index + 1 && !isCoordinated(index) }
    return !isCoordinated(index)
  }

  /// Whether another count of the same kind is joined to the one at `index` by 和, 、 or a bare comma.
  private func isCoordinated(_ index: Int) -> Bool {
    let unit = tokens[index].quantity?.unitClass
    let near = max(text.sentenceStart(index), index - 12)..<min(tokens.count, index + 13)
    return near.contains { other in
      guard other != index, let quantity = tokens[other].quantity, quantity.unitClass == unit else { return false }
      guard text.sentences[other] == text.sentences[index], abs(other - index) > 1 else { return false }
      let between = (min(other, index) + 1)..<max(other, index)
      return between.contains { tokens[$0].mark == .enumeration || tokens[$0].mark == .comma || text.has(.conj, at: $0) }
        && !between.contains { text.has([.stop, .norm, .period], at: $0) && !text.has(.level, at: $0) }
    }
  }

  // MARK: Counts without a noun of their own

  private mutating func addUnlabelled(_ quantity: ScannedQuantity, _ index: Int) {
    let unit = quantity.unitClass
    let range = text.clauseStart(index)..<index
    if let source = inherited(index, unit) {
      let qualifier = qualifier(range)
      let label = qualifier.isEmpty ? source.base : "\(source.base)（\(qualifier)）"
      let isSameUnit = text.bytes[source.quantity.unit.range].elementsEqual(text.bytes[quantity.unit.range])
      let own = isSameUnit ? nil : taxonomy.unitDefaults[Array(text.bytes[quantity.unit.range])]
      add(own ?? source.subjects, label, quantity, index, evidenceFrom: range.lowerBound, rule: "count.inherited",
        confidence: 0.8)
      drafts[drafts.count - 1].base = source.base
    } else if let hint = hint(range, unit) {
      add(hint, text.text(range), quantity, index, evidenceFrom: range.lowerBound, rule: "count.verb", confidence: 0.7)
    } else {
      add(
        taxonomy.defaults[unit] ?? [taxonomy.other], text.text(range), quantity, index, evidenceFrom: range.lowerBound,
        rule: "count.unit", confidence: 0.5)
    }
  }

  /// The last count that an elliptic one of `unit` at `index` can be of.
  private func inherited(_ index: Int, _ unit: UnitClass) -> CountDraft? {
    let sentence = text.sentences[index]
    return drafts.last { draft in
      guard sentence - draft.sentence <= 1, draft.subjects != [taxonomy.other] else { return false }
      let kind = draft.quantity.unitClass
      if kind == unit { return true }
      let things: Set<UnitClass> = [.general, .place, .item]
      return things.contains(kind) && things.contains(unit) && !(kind == .place && unit == .item)
        && !(kind == .item && unit == .place)
    }
  }

  private func hint(_ range: Range<Int>, _ unit: UnitClass) -> [SubjectID]? {
    for index in range.reversed() {
      if let subjects = text.word(index)?.hints[unit] { return subjects }
    }
    return nil
  }

  /// What sets an elliptic count apart: 区级 in 区级1个.
  private func qualifier(_ range: Range<Int>) -> String {
    var lower = range.lowerBound
    var upper = range.upperBound
    for index in range where tokens[index].quantity != nil { lower = index + 1 }
    let skipped: WordRoles = [.link, .part, .of, .total, .conj]
    while lower < upper, tokens[lower].mark != nil || text.has(skipped, at: lower) { lower += 1 }
    while lower < upper, tokens[upper - 1].mark != nil || text.has(skipped, at: upper - 1) { upper -= 1 }
    return text.text(lower..<upper)
  }

  // MARK: Drafts

  private mutating func add(
    _ label: CountLabel, _ quantity: ScannedQuantity, _ index: Int, rule: String, confidence: Double
  ) {
    let forced = forcedSubjects(quantity, label, index)
    let start = min(index, label.range.lowerBound)
    add(
      forced ?? label.subjects, text.text(label.range), quantity, index, evidenceFrom: start,
      evidenceTo: max(index, label.range.upperBound - 1), rule: rule, confidence: confidence)
  }

  /// Subjects that the unit alone decides, whatever the noun.
  private func forcedSubjects(_ quantity: ScannedQuantity, _ label: CountLabel, _ index: Int) -> [SubjectID]? {
    switch quantity.unitClass {
    case .visit, .money: return taxonomy.defaults[quantity.unitClass]
    case .event:
      // 两次换届: a small number of occasions with no noun for them is nothing to compare.
      let isNamed = label.head != nil || quantity.value >= 10
      return isNamed ? taxonomy.defaults[.event] : [taxonomy.other]
    case .household, .batch:
      return label.head != nil && label.subjects == [taxonomy.other] ? nil : taxonomy.defaults[quantity.unitClass]
    default: return nil
    }
  }

  private mutating func add(
    _ subjects: [SubjectID], _ label: String, _ quantity: ScannedQuantity, _ index: Int, evidenceFrom start: Int,
    evidenceTo end: Int? = nil, rule: String, confidence: Double
  ) {
    let isPlanned = isNorm(index, quantity) || isTarget(index)
    let last = end ?? index
    drafts.append(
      CountDraft(
        subjects: isPlanned ? [taxonomy.other] : subjects, label: label, base: label, quantity: quantity, token: index,
        sentence: text.sentences[index],
        evidence: Span(tokens[min(start, index)].span.start, tokens[last].span.end), rule: isPlanned ? "count.norm" : rule,
        confidence: isPlanned ? 0.3 : confidence, isAnaphor: isAnaphor(index)))
  }

  /// Whether the count is of each head or each period, and so no figure of a region.
  private func isNorm(_ index: Int, _ quantity: ScannedQuantity) -> Bool {
    (text.clauseStart(index)..<index).contains { at in
      if text.has(.norm, at: at) { return true }
      guard text.has(.period, at: at) else { return false }
      return quantity.unitClass == .event || quantity.unitClass == .visit
        || ((quantity.bound == .atLeast || quantity.bound == .atMost) && quantity.unitClass != .money)
    }
  }

  private func isTarget(_ index: Int) -> Bool {
    (text.clauseStart(index)..<index).contains { text.has(.target, at: $0) }
  }

  private func isAnaphor(_ index: Int) -> Bool { text.has(.anaphor, at: index - 1) }
}
