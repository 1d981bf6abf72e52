import CorpusModel

/// What tells the subject of a number without a noun: the count before, a verb, its unit.
extension CountFinder {
  /// Counts before one that it may take its subject from; no sentence of the sets has more than 13.
  private static let reach = 256

  /// Whether unknown words right before the number look like the object of a verb: 开出罚单34个, 办理户籍业务300件.
  func hasUnknownNoun(_ range: Range<Int>) -> Bool {
    var at = range.upperBound - 1
    var count = 0
    while at >= range.lowerBound, text.has(.link, at: at) { at -= 1 }
    while at >= range.lowerBound, case .plain = tokens[at].kind {
      count += 1
      at -= 1
    }
    return count >= 2 && at >= range.lowerBound && text.has([.stop, .verb, .population], at: at)
      && !text.has([.part, .link], at: at)
  }

  /// Whether unknown words open the clause and no more than links part them from the number: 专利授权312件.
  ///
  /// Two characters are as often what sets a part apart: 甲档30件.
  func opensWithUnknownNoun(_ range: Range<Int>) -> Bool {
    var at = range.upperBound - 1
    while at >= range.lowerBound, text.has(.link, at: at) { at -= 1 }
    let run = range.lowerBound..<max(range.lowerBound, at + 1)
    return run.count >= 3 && run.allSatisfy { if case .plain = tokens[$0].kind { true } else { false } }
  }

  /// Characters of a thing that no lexicon knows, where a noun of the topic stands before its number.
  private static let unknownThing = 2...8

  /// The thing right behind the number that ends its clause and is none of the topic's, whatever stands before:
  /// 联络站5个必备条件, 联络站覆盖全省11个设区市; not 联络站8个全部达标.
  func unknownThing(_ index: Int, _ unit: UnitClass) -> CountLabel? {
    guard [.general, .place, .item].contains(unit), text.clauseStart(index) < index || inherited(index, unit) == nil
    else { return nil }
    var last = index
    while text.has(.honour, at: last + 1), text.word(last + 1)?.noun == nil { last += 1 }
    guard let label = unknownAfter(last, unit), case let end = label.range.upperBound,
      end == tokens.count || tokens[end].mark != nil, last > index || mayName(label.range.lowerBound),
      // 6条街
      Self.unknownThing.contains(text.text(label.range).unicodeScalars.count) || text.has(.level, at: end - 1),
      label.range.allSatisfy({ isOutsideTopic($0) }),
      // 站点36个特色鲜明, 意见30条交通类: what stands right before the number is counted, unless a noun ends the words behind.
      last > index || text.word(index - 1)?.noun == nil || text.word(end - 1)?.noun != nil
    else { return nil }
    return CountLabel(subjects: label.subjects, range: (index + 1)..<end, head: nil)
  }

  /// Whether a thing's name may begin at `index`: not 之一.
  private func mayName(_ index: Int) -> Bool {
    guard let word = text.word(index) else { return true }
    return word.isPlain || word.noun != nil || text.has(.level, at: index)
  }

  /// Whether a token is neither a mark, a date nor a word that tells of things of the topic, or how they are.
  private func isOutsideTopic(_ index: Int) -> Bool {
    guard tokens[index].mark == nil, text.date(index) == nil, !text.has(.state, at: index) else { return false }
    guard let word = text.word(index) else { return true }
    return word.hints.isEmpty && word.noun.map { $0.subjects == [taxonomy.other] } != false
  }

  /// Words in no lexicon right behind the number: a thing outside the taxonomy.
  func unknownAfter(_ index: Int, _ unit: UnitClass) -> CountLabel? {
    var end = index + 1
    var count = 0
    // Sheets and copies are of things whose names begin like verbs: 七本登记簿.
    let closing: WordRoles = [.stop, .link, .of, .conj, .part, .norm]
    let ends = unit == .paper ? closing : closing.union(.verb)
    while end < tokens.count, count <= 24 {
      if let mark = tokens[end].mark, !mark.isQuote { break }
      if tokens[end].isQuantity { break }
      if text.has(ends, at: end), !text.has(.level, at: end) { break }
      count += tokens[end].span.count
      end += 1
    }
    guard count > 0 else { return nil }
    return CountLabel(subjects: [taxonomy.other], range: (index + 1)..<end, head: nil)
  }

  /// The subjects that the unit alone tells.
  ///
  /// It tells none where `isNamed`, for then a noun is there that no lexicon knows, and where the last number of the unit
  /// counts things outside the taxonomy: 审议法规16件，通过12件.
  ///
  /// Occasions need a noun or a verb of holding: 阅读178次 and 两次换届 are nothing to compare.
  func unitSubjects(_ quantity: ScannedQuantity, _ index: Int, isNamed: Bool = false) -> [SubjectID] {
    if !isNamed, let own = text.unitDefault(index) {
      let last = drafts.suffix(Self.reach).last {
        $0.sentence == text.sentence(index) && hasSameUnit($0, index) && $0.rule != .aside
      }
      return last?.subjects == [taxonomy.other] ? [taxonomy.other] : own
    }
    switch quantity.unitClass {
    case .event:
      let hint = hint(text.clauseStart(index)..<index, .event)
      return hint ?? (isOccasion(quantity, index) ? taxonomy.defaults[.event] : nil) ?? [taxonomy.other]
    default: return taxonomy.defaults[quantity.unitClass] ?? [taxonomy.other]
    }
  }

  /// Whether the unit is a noun of the domain too, as 组 of 分成4组 and not 册 of 分为4册.
  func isNamedByUnit(_ quantity: ScannedQuantity) -> Bool {
    var isNoun = false
    text.vocabulary.trie.forEachMatch(text.bytes, at: quantity.unit.start) { length, word in
      let noun = text.vocabulary.words[word].noun
      if length == quantity.unit.count, let noun, noun.subjects != [taxonomy.other] { isNoun = true }
    }
    return isNoun
  }

  /// Whether the number closes its clause behind a verb, in a sentence about a thing of the domain: 流动站出摊38次.
  ///
  /// The verb need not be known. Few times in Chinese numerals are no figure: 来过两次.
  func isOccasion(_ quantity: ScannedQuantity, _ index: Int) -> Bool {
    guard !quantity.numeral.isChinese || quantity.value >= 10 else { return false }
    guard index + 1 >= tokens.count || tokens[index + 1].mark != nil else { return false }
    let start = text.clauseStart(index)
    var at = index - 1
    while at >= start, text.has([.link, .stop], at: at), !text.has(.verb, at: at) { at -= 1 }
    guard at >= start, tokens[at].mark == nil, !tokens[at].isQuantity, text.word(at)?.noun == nil else { return false }
    let sentence = text.sentenceStart(index)..<index
    return sentence.contains { at in
      text.word(at)?.noun.map { text.subjects(of: $0, in: sentence) != [taxonomy.other] } ?? false
    }
  }

  /// The last count that an elliptic one of `unit` at `index` can be of; none of other things than a word of its clause
  /// tells: 收集意见37条。全市建家12个.
  func inherited(_ index: Int, _ unit: UnitClass) -> CountDraft? {
    let sentence = text.sentence(index)
    let told =
      [.general, .place, .money, .event].contains(unit) ? hint(text.clauseStart(index)..<index, unit) : nil
    // 评定优秀等次12个: matters get no grade by the piece.
    let isGraded = (unit == .general || unit == .place) && text.hasBefore(.grade, index)
    for draft in drafts.suffix(Self.reach).reversed() {
      if sentence - draft.sentence > 1 { return nil }
      if isGraded, !draft.subjects.contains(where: { taxonomy.unitClasses[$0].contains(.place) }) { continue }
      if draft.subjects != [taxonomy.other], agree(draft, unit, isSameSentence: sentence == draft.sentence) {
        return told.map { Set($0).isDisjoint(with: draft.subjects) } == true ? nil : draft
      }
      if draft.counted != [taxonomy.other], sentence == draft.sentence, hasSameUnit(draft, index) { return draft }
    }
    return nil
  }

  /// Whether a count can be followed by an elliptic one of `unit`: no 件 is of stations.
  func agree(_ draft: CountDraft, _ unit: UnitClass, isSameSentence: Bool) -> Bool {
    switch (draft.quantity.unitClass, unit) {
    case (.general, .place), (.place, .general): true
    case (.item, .general): isSameSentence
    case (.general, .item):
      draft.subjects.contains { $0 == taxonomy.other || taxonomy.unitClasses[$0].contains(.item) }
    default: draft.quantity.unitClass == unit
    }
  }

  /// The subjects that the last verb of `range` for the unit tells.
  ///
  /// Of money, no more than links and sums of earlier days may stand between: not 从集体收入中拿出20万元.
  func hint(_ range: Range<Int>, _ unit: UnitClass) -> [SubjectID]? {
    for index in range.reversed() {
      if let subjects = text.word(index)?.hints.last(where: { $0.unit == unit })?.subjects { return subjects }
      let isBetween = text.has([.link, .from, .change], at: index) || tokens[index].unitClass == .money
      if unit == .money, !isBetween { return nil }
    }
    return nil
  }

  /// What sets an elliptic count apart: 区级 in 区级1个.
  func qualifier(_ range: Range<Int>) -> String {
    var lower = range.lowerBound
    var upper = range.upperBound
    for index in range where tokens[index].isQuantity { lower = index + 1 }
    let skipped: WordRoles = [.link, .part, .of, .total, .conj]
    while lower < upper, tokens[lower].mark != nil || text.has(skipped, at: lower) { lower += 1 }
    while lower < upper, tokens[upper - 1].mark != nil || text.has(skipped, at: upper - 1) { upper -= 1 }
    return text.text(lower..<upper)
  }
}
