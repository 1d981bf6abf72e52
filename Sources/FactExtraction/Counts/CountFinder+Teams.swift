import CorpusModel

/// Numbers whose thing is told by who acts or by what is done.
extension CountFinder {
  // MARK: Things

  /// The thing of the topic that the things counted become or have, told behind the verb: 19个升为示范站, 28座建有联络站.
  func made(_ index: Int, _ unit: UnitClass) -> CountLabel? {
    guard unit == .general || unit == .place else { return nil }
    var verb = index + 1
    while text.has(.stop, at: verb), !makes(verb, unit), text.word(verb)?.noun == nil { verb += 1 }
    guard makes(verb, unit), verb + 1 < tokens.count else { return nil }
    let clause = verb + 1..<max(verb + 1, text.clauseEnd(index))
    guard let head = clause.last(where: { text.noun(at: $0, for: unit) != nil }), labels.isPlace(noun: head),
      !clause.contains(where: { tokens[$0].isQuantity || text.has(.of, at: $0) }),
      var noun = text.noun(at: head, for: unit)
    else { return nil }
    // 妇女之家, 党员活动室: the topic must be told in the noun, before it or beside another number.
    noun.isWeak = !text.hasContext(of: noun.subjects[0], in: head..<(head + 1))
    let subjects = text.subjects(of: noun, in: (verb + 1)..<head)
    guard subjects != [taxonomy.other] else { return nil }
    return CountLabel(
      subjects: subjects, range: labels.labelStart(head, floor: verb + 1)..<(head + 1), head: head)
  }

  /// Whether the verb at `index` tells what things become, or that they have things of the topic that the unit counts.
  private func makes(_ index: Int, _ unit: UnitClass) -> Bool {
    text.has(.grade, at: index)
      || text.word(index)?.hints.contains { $0.unit == unit && $0.subjects != [taxonomy.other] } == true
  }

  // MARK: Teams

  /// The persons of the team that `label`, a word for its members, belongs to: 法官服务队队员17人.
  func team(of label: CountLabel, _ index: Int) -> CountLabel? {
    guard let head = label.head, text.has(.member, at: head), let team = team(head < index ? head : index) else {
      return nil
    }
    return CountLabel(subjects: team.subjects, range: label.range, head: head)
  }

  /// The team told right before the token at `index`, or at the end of the clause before if it opens its own, with the
  /// persons that it is made of: 组成代表服务队，17人包联9个村.
  func team(_ index: Int) -> CountLabel? {
    var end = index
    while text.has(.link, at: end - 1), end > text.clauseStart(index) { end -= 1 }
    if end == text.clauseStart(index), end > text.sentenceStart(index), tokens[end - 1].mark == .comma { end -= 1 }
    let team = end - 1
    guard text.has(.team, at: team) else { return nil }
    if let noun = ownPersons(team) {
      return CountLabel(subjects: noun.subjects, range: team..<end, head: team)
    }
    // 代表服务队, 代表组成服务队
    let verb = team - 1
    let isFounding = text.has(.stop, at: verb) && text.word(verb)?.noun == nil
    let persons = isFounding ? verb - 1 : verb
    guard let noun = text.noun(at: persons, for: .person), noun.subjects != [taxonomy.other] else { return nil }
    // 法官、代表组成服务队
    var start = persons
    while start > 1, tokens[start - 1].mark == .enumeration || text.has(.conj, at: start - 1),
      text.noun(at: start - 2, for: .person) != nil
    {
      start -= 2
    }
    return CountLabel(
      subjects: labels.joinedSubjects(noun.subjects, start..<persons, .person), range: start..<end, head: team)
  }

  /// The noun for persons that the one at `index` begins with: 代表 of 代表小组.
  private func ownPersons(_ index: Int) -> CountedNoun? {
    var persons: CountedNoun?
    text.vocabulary.trie.forEachMatch(text.bytes, at: tokens[index].span.start) { length, word in
      guard length < tokens[index].span.count, let noun = text.vocabulary.words[word].noun else { return }
      if noun.unitClasses.contains(.person), noun.subjects != [taxonomy.other] { persons = noun }
    }
    return persons
  }

  // MARK: Verbs

  /// The matters that a verb right before the number is done to, whoever does it: 各站逐个会诊，已解决9个.
  func handled(_ index: Int, _ unit: UnitClass) -> (CountLabel?, CountRule)? {
    var verb = index - 1
    while text.has(.link, at: verb) { verb -= 1 }
    guard unit == .general, let word = text.word(verb), word.noun == nil,
      word.hints.contains(where: { $0.unit == .item })
    else { return nil }
    // 老大难问题已解决9个
    if let label = labels.before(index, unit: .item), isOfItems(label.subjects) { return (label, .labelNumber) }
    if let source = inherited(index, unit), isOfItems(source.subjects) { return (nil, .unit) }
    guard let label = labels.earlier(index, unit: .item), isOfItems(label.subjects) else { return nil }
    return (label, .topic)
  }

  private func isOfItems(_ subjects: [SubjectID]) -> Bool {
    subjects.contains { $0 != taxonomy.other && taxonomy.unitClasses[$0].contains(.item) }
  }

  /// Whether the items are those counted before in the sentence by the same unit, as the verb tells, and not those of
  /// `label`: 收集意见320条，对疑难事项联合会诊，办结280条.
  func isAnswer(_ index: Int, _ unit: UnitClass, to label: CountLabel) -> Bool {
    guard unit == .item, let source = inherited(index, unit), source.sentence == text.sentence(index),
      hasSameUnit(source, index), Set(label.subjects).isDisjoint(with: source.subjects),
      let told = hint(text.clauseStart(index)..<index, unit)
    else { return false }
    return !Set(told).isDisjoint(with: source.subjects)
  }

  /// Whether a verb tells what the number is of, and not the count before: occasions of their own (回访26次、随访9次), and
  /// persons of a name that no lexicon has, in a list of what was visited (走访企业8家、棚户30人).
  func isToldByVerb(_ index: Int, _ unit: UnitClass) -> Bool {
    let clause = text.clauseStart(index)..<index
    let own = (clause.last { tokens[$0].isQuantity }.map { $0 + 1 } ?? clause.lowerBound)..<index
    switch unit {
    case .event: return own.lowerBound > clause.lowerBound && !text.hasBefore(.part, index) && hint(own, unit) != nil
    case .person:
      guard own.lowerBound > clause.lowerBound, own.count > 2, tokens[own.lowerBound].mark == .enumeration,
        tokens[own.lowerBound - 1].unitClass != unit, hint(clause, unit) != nil
      else { return false }
      return own.dropFirst().allSatisfy { if case .plain = tokens[$0].kind { true } else { false } }
    default: return false
    }
  }

  /// Where the label of a number begins that a verb of `range` tells: at the verb, or behind the last count of a list.
  func labelStart(_ range: Range<Int>, _ unit: UnitClass) -> Int {
    let verb = range.last { text.word($0)?.hints.contains { $0.unit == unit } == true } ?? range.lowerBound
    let item = range.last { $0 > 0 && tokens[$0].mark == .enumeration && tokens[$0 - 1].isQuantity }
    return max(verb, item.map { $0 + 1 } ?? verb)
  }

  /// The words of `range` from the token `start` on, without numbers of other things and links at the end.
  func words(from start: Int, _ range: Range<Int>) -> String {
    var end = range.upperBound
    while end - 1 > start, text.has(.link, at: end - 1) { end -= 1 }
    let kept = (start..<end).filter { !tokens[$0].isQuantity || text.word($0 + 1)?.noun != nil }
    return kept.map { text.text($0..<($0 + 1)) }.joined()
  }
}
