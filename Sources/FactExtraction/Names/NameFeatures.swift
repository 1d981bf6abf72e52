/// Reads the features of a candidate off its form and its surroundings.
struct NameFeatures: Sendable {
  let lexicon: NameLexicon

  /// How far a cue may stand from the name within its clause, in scalars.
  private static let reachBefore = 16
  private static let reachAfter = 8
  /// A cue that does not touch the name counts for this share.
  private static let shareAtDistance = 0.7
  /// Mottos of the development set have clauses of up to 12 scalars; speech has longer ones.
  private static let longestClauseOfMotto = 13
  /// Epithets that begin with 小, 金, 零 and the like are short.
  private static let longestEpithet = 5
  /// Strength of the nouns behind which even a motto names a mechanism (模式, 机制), unlike 活动 and 主题.
  private static let strengthOfMechanism = 3.0
  /// Strength of words that say that something is a name, wherever they stand: `的品牌`.
  private static let strengthOfBrand = 3.5
  /// Longest `个烫金大字` behind a number, in scalars.
  private static let longestWriting = 6
  /// Longest figurative label in a list of such; `代表多走路` is a clause.
  private static let longestFigure = 4
  /// Longest figurative phrase with 的, in scalars.
  private static let longestPhrase = 10
  /// The character 是.
  static let being: UInt32 = 0x662F
  /// The character 等.
  static let andOthers: UInt32 = 0x7B49
  /// Half of the dots that break a sentence off.
  private static let ellipsis: UInt32 = 0x2026
  /// Longest name of a place behind 代表, in scalars.
  private static let longestPlace = 4
  /// The character 级.
  private static let level: UInt32 = 0x7EA7
  /// The character 多.
  private static let many: UInt32 = 0x591A

  func features(of candidate: NameCandidate, in text: NameText) -> NameFeatureValues {
    var found: NameFeatureValues = [.always: 1]
    addForm(of: candidate, in: text, &found)
    addTables(candidate, in: text, &found)
    addContext(candidate, in: text, &found)
    return found
  }

  // MARK: Form

  private func addForm(of candidate: NameCandidate, in text: NameText, _ found: inout NameFeatureValues) {
    let inner = candidate.inner
    if candidate.isFormula {
      // `1+1>2` is a figure.
      if figure(inner, in: text) == 0 { found[.formula] = 1 }
      return
    }
    let marks = text.scalars[inner]
    let clauses = clauses(of: inner, in: text)
    let length = marks.count { Scalars.isWord($0) }
    let isCounting =
      candidate.shorthand?.isCounting == true || isOneToMany(inner, in: text)
      || (candidate.shorthand != nil && isExplained(candidate.outer.upperBound, in: text))
    if isCounting, figure(inner, in: text) == 0 { found[.shorthand] = 1 }
    switch length {
    case 0, 1: found[.oneCharacter] = 1
    case 2: found[.twoCharacters] = 1
    case 3: found[.threeCharacters] = 1
    case 10...24 where clauses.count == 1: found[.long] = 1
    case 25... where clauses.count == 1: found[.veryLong] = 1
    default: break
    }
    if let last = marks.last, Scalars.endsSentence(last) || isCutOff(candidate.outer, clauses.count, in: text) {
      found[.sentenceEnd] = 1
    }
    if marks.dropLast().contains(where: { Scalars.endsSentence($0) || $0 == Scalars.colon }) {
      found[.sentenceInside] = 1
    }
    if candidate.shorthand == nil, marks.contains(where: Scalars.isDigit) {
      found[isVersion(inner, in: text) ? .version : .digits] = 1
    }
    if length == 3, text[inner.lowerBound] == text[inner.lowerBound + 1], marks.allSatisfy(Scalars.isHan) {
      found[.reduplicated] = 1
    }
    if clauses.count > 1, length > 1 { addClauses(clauses, in: text, &found) }
    if candidate.shorthand == nil, let verbs = unmarkedClauses(of: inner, in: text) {
      addClauses(verbs, in: text, &found)
    }
    if lexicon.plainNames.areAll(of: inner, in: text) || isLevels(candidate, in: text) { found[.plainName] = 1 }
  }

  /// `市、县、镇“三级”人大代表`: how many levels there are of people, and not of their stations.
  private func isLevels(_ candidate: NameCandidate, in text: NameText) -> Bool {
    let end = candidate.outer.upperBound
    guard candidate.shorthand?.groups.count == 1, candidate.shorthand?.groups.first?.noun == [Self.level],
      let people = lexicon.general.match(.whole, in: text, from: end, limit: text.count), people.length > 1
    else { return false }
    let next = end + people.length
    let place = lexicon.plainNames.endOfLastHead(in: next..<min(text.count, next + Self.longestPlace), of: text)
    return place == nil
  }

  /// `“点题、解题、阅题”三步`: the words behind say how many steps the clauses are.
  private func saysItsNumber(_ candidate: NameCandidate, in text: NameText) -> Bool {
    let end = candidate.outer.upperBound
    let numeral = NumeralShorthand.numeral(text.scalars[end..<min(text.count, end + 3)])
    guard let numeral, numeral.value > 2 else { return false }
    return lexicon.components.length(.stage, in: text, from: end + numeral.length, limit: text.count) > 0
      && clauses(of: candidate.inner, in: text).count == numeral.value
  }

  /// `“井里出水少，得想办法”……`: clauses of speech that open a sentence and go on unsaid.
  private func isCutOff(_ outer: Range<Int>, _ clauses: Int, in text: NameText) -> Bool {
    clauses > 1 && text[outer.upperBound] == Self.ellipsis
      && (outer.lowerBound == 0 || Scalars.endsSentence(text[outer.lowerBound - 1]))
  }

  /// Whether a name ends in the number of a version: `代表之家2.0`, `智慧人大3.0版`.
  private func isVersion(_ range: Range<Int>, in text: NameText) -> Bool {
    [range.upperBound - 1, range.upperBound - 2].contains { last in
      last - 3 > range.lowerBound && Scalars.isDigit(text[last]) && text[last - 1] == 0x2E
        && Scalars.isDigit(text[last - 2]) && Scalars.isHan(text[last - 3])
    }
  }

  /// Whether 即 and the like follow, behind a comma or not: `“一个定位”，即……`.
  private func isExplained(_ end: Int, in text: NameText) -> Bool {
    let next = text[end] == Scalars.comma ? end + 1 : end
    let word = lexicon.components.length(.introduction, in: text, from: next, limit: text.count)
    return word > 0 && word == lexicon.components.length(.copula, in: text, from: next, limit: text.count)
  }

  /// `一站多能`, `一员多岗`.
  private func isOneToMany(_ range: Range<Int>, in text: NameText) -> Bool {
    range.count == 4 && text[range.lowerBound] == Scalars.one && text[range.lowerBound + 2] == Self.many
  }

  /// The words between the marks that part clauses; a space parts them where both its neighbours are Han.
  func clauses(of range: Range<Int>, in text: NameText) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound {
      let isEnd =
        index == range.upperBound || Scalars.partsClauses(text[index]) || Scalars.endsSentence(text[index])
        || (text[index] == Scalars.space && Scalars.isHan(text[index - 1]) && Scalars.isHan(text[index + 1]))
      guard isEnd else { continue }
      let clause = text.trimmed(start..<index) { !Scalars.isWord($0) }
      if !clause.isEmpty { result.append(clause) }
      start = index + 1
    }
    return result
  }

  /// Three verbs with their objects that nothing parts: `定时定点定人`.
  private func unmarkedClauses(of range: Range<Int>, in text: NameText) -> [Range<Int>]? {
    let starts = stride(from: range.lowerBound, to: range.upperBound, by: 2)
    guard range.count == 6, text.scalars[range].allSatisfy(Scalars.isHan), Set(starts.map { text[$0] }).count == 1
    else { return nil }
    return starts.map { $0..<$0 + 2 }
  }

  private func addClauses(_ clauses: [Range<Int>], in text: NameText, _ found: inout NameFeatureValues) {
    let lengths = clauses.map { clause in text.scalars[clause].count { Scalars.isWord($0) } }
    let longest = lengths.max() ?? 0
    let shortest = lengths.min() ?? 0
    if longest == 1 {
      found[clauses.count > 2 ? .letters : .oneCharacter] = 1
      return
    }
    if text.scalars[clauses[0].lowerBound..<clauses[clauses.count - 1].upperBound].allSatisfy({
      Scalars.isWord($0) || Scalars.isMiddleDot($0)
    }) {
      found[.dotted] = 1
      return
    }
    if longest - shortest <= 1, shortest > 1, longest <= Self.longestClauseOfMotto {
      found[.parallel] = 1
      if longest == shortest { found[.equalClauses] = 1 }
    } else {
      found[.clauses] = 1
    }
    if longest > Self.longestClauseOfMotto { found[.longClauses] = 1 }
    if clauses.allSatisfy({ NumeralShorthand.numeral(text.scalars[$0]) != nil }) { found[.numeralClauses] = 1 }
    let isFigure = clauses.allSatisfy {
      lexicon.epithets.strength(.whole, in: text, $0) > 0
        || ($0.count <= Self.longestFigure && lexicon.epithets.strength(.tail, in: text, $0) > 0)
    }
    if isFigure { found[.epithetClauses] = 1 }
    if sharesCharacter(clauses, lengths, in: text) { found[.sharedCharacter] = 1 }
  }

  /// Whether all clauses have the same character at the same distance from their start or end.
  private func sharesCharacter(_ clauses: [Range<Int>], _ lengths: [Int], in text: NameText) -> Bool {
    (0..<(lengths.min() ?? 0)).contains { distance in
      Set(clauses.map { text[$0.lowerBound + distance] }).count == 1
        || Set(clauses.map { text[$0.upperBound - 1 - distance] }).count == 1
    }
  }

  // MARK: Tables

  private func addTables(_ candidate: NameCandidate, in text: NameText, _ found: inout NameFeatureValues) {
    let inner = candidate.inner
    func add(_ feature: NameFeature, _ strength: Double) {
      if strength > 0 { found[feature] = max(found[feature] ?? 0, strength) }
    }
    add(.modelTail, lexicon.models.strength(.tail, in: text, inner))
    add(.modelWithin, lexicon.models.strength(.within, in: text, inner))
    add(.sloganWithin, lexicon.slogans.strength(.within, in: text, inner))
    add(.speechWithin, lexicon.speech.strength(.within, in: text, inner))
    add(.sloganStart, lexicon.slogans.strength(.start, in: text, inner))
    let whole = figure(inner, in: text)
    add(.epithetWhole, whole)
    let isPhrase = inner.count <= Self.longestPhrase && text.scalars[inner].contains(Scalars.possessive)
    if isPhrase || inner.count <= Self.longestEpithet {
      add(.epithetStart, lexicon.epithets.strength(.start, in: text, inner))
    }
    if whole == 0 { add(.epithetTail, lexicon.epithets.strength(.tail, in: text, inner)) }
    // 12345 is a hotline, but “12345”工作法 a method.
    if !lexicon.components.hasMethod(in: text, after: candidate.outer.upperBound) {
      add(.general, lexicon.general.strength(.whole, in: text, inner))
    }
    add(.general, lexicon.general.strength(.start, in: text, inner))
    add(.general, lexicon.general.strength(.tail, in: text, inner))
    add(.general, lexicon.general.strength(.within, in: text, inner))
  }

  /// Strength of a whole figurative label, or of two of them in four characters (`把脉问诊`).
  private func figure(_ range: Range<Int>, in text: NameText) -> Double {
    let whole = lexicon.epithets.strength(.whole, in: text, range)
    guard whole == 0, range.count == 4 else { return whole }
    let middle = range.lowerBound + 2
    return min(
      lexicon.epithets.strength(.whole, in: text, range.lowerBound..<middle),
      lexicon.epithets.strength(.whole, in: text, middle..<range.upperBound))
  }

  // MARK: Surroundings

  private func addContext(_ candidate: NameCandidate, in text: NameText, _ found: inout NameFeatureValues) {
    func add(_ feature: NameFeature, _ strength: Double) {
      if strength > 0 { found[feature] = max(found[feature] ?? 0, strength) }
    }
    let outer = candidate.outer
    add(.modelBefore, before(outer.lowerBound, lexicon.models, in: text))
    add(.sloganBefore, before(outer.lowerBound, lexicon.slogans, in: text))
    add(.epithetBefore, before(outer.lowerBound, lexicon.epithets, in: text))
    add(.epithetBefore, calling(outer.lowerBound, in: text))
    add(.modelAfter, after(outer.upperBound, lexicon.models, in: text))
    if text[outer.upperBound] != Scalars.possessive, lexicon.components.hasMethod(in: text, after: outer.upperBound) {
      add(.modelAfter, Self.strengthOfMechanism)
    }
    add(.naming, lexicon.models.matchBackwards(.naming, in: text, from: outer.lowerBound, limit: 0)?.strength ?? 0)
    // `叫“云窗”，是……开发的一款小程序`, `“云窗”是……平台`
    let goesOn = text[outer.upperBound] == Scalars.comma
    let statement = goesOn ? outer.upperBound + 1 : outer.upperBound
    // `“云窗”，是……的品牌`, but not `“放心”，是……最好的评价机制`
    let needed = goesOn && found[.naming] == nil ? Self.strengthOfBrand : Self.strengthOfMechanism
    if text[statement] == Self.being, case let strength = predicate(statement, lexicon.models, in: text),
      strength >= needed
    {
      add(.modelAfter, strength)
    }
    if found[.letters] != nil {
      let match = lexicon.models.match(.afterLetters, in: text, from: outer.upperBound, limit: text.count)
      add(.modelAfter, match?.strength ?? 0)
    }
    add(.sloganAfter, after(outer.upperBound, lexicon.slogans, in: text))
    if text[outer.upperBound] == Scalars.comma {
      // `“……”，这是写在门厅的话`, `“……”，成了站里人的口头禅`.
      let match = lexicon.slogans.match(.after, in: text, from: outer.upperBound + 1, limit: text.count)
      add(.sloganAfter, match?.strength ?? 0)
      add(.sloganAfter, predicate(outer.upperBound + 1, lexicon.slogans, in: text))
    }
    if saysMotto(behind: outer, in: text) { found[.motto] = 1 }
    add(.epithetAfter, after(outer.upperBound, lexicon.epithets, in: text))
    if candidate.shorthand == nil, !candidate.isFormula {
      add(.generalBefore, touching(outer.lowerBound, lexicon.general, in: text).strength)
    }
    add(.generalAfter, generalAfter(outer.upperBound, in: text))
    // The longest word decides: 说 and 称 bring in speech, 合称 and 人称 a name.
    let saying = touching(outer.lowerBound, lexicon.speech, in: text)
    let naming = [lexicon.models, lexicon.epithets].map { touching(outer.lowerBound, $0, in: text).length }.max() ?? 0
    if saying.length > naming { add(.speechBefore, saying.strength) }
    if isCounted(outer, in: text) { found[.counted] = 1 }
    let isMechanism = (found[.modelAfter] ?? 0) >= Self.strengthOfMechanism * Self.shareAtDistance
    if found[.parallel] != nil || found[.clauses] != nil, isMechanism || saysItsNumber(candidate, in: text) {
      found[.mechanismClauses] = 1
    }
    let isLong = [NameFeature.sentenceEnd, .veryLong, .clauses, .parallel].contains { found[$0] != nil }
    if isLong, found[.sloganAfter] == nil, found[.motto] == nil {
      add(.speechAfter, speech(after: outer.upperBound, in: text))
    }
    if text[outer.lowerBound - 1] == Scalars.possessive { found[.possessiveBefore] = 1 }
    if text[outer.lowerBound - 2] == Scalars.one, Scalars.isHan(text[outer.lowerBound - 1]) {
      found[.measureBefore] = 1
    }
    var next = outer.upperBound
    while text[next] == Scalars.space { next += 1 }
    if !Scalars.isWord(text[next]) { found[.endsClause] = 1 }
    let isBeginning = outer.lowerBound == 0 || Scalars.endsSentence(text[outer.lowerBound - 1])
    if Scalars.isHan(text[next]), isBeginning || Scalars.partsClauses(text[outer.lowerBound - 1]) {
      found[.beginsClause] = 1
    }
    if candidate.depth > 0 { found[.nested] = 1 }
    let isFigure = found[.epithetBefore] != nil && found[.possessiveBefore] != nil && found[.endsClause] != nil
    if isFigure, found[.modelBefore] == nil { found[.figureFrame] = 1 }
    // `说心里话的地方`: names of mechanisms have no 的 within.
    let isPhrase =
      candidate.inner.count <= Self.longestPhrase
      && text.scalars[candidate.inner].dropFirst().contains(Scalars.possessive)
    if isPhrase, found[.epithetTail] != nil || found[.epithetBefore] != nil || found[.epithetStart] != nil {
      found[.figurePhrase] = 1
    }
  }

  /// Strength of what is said behind a term known everywhere or a row of them: `等专栏`, `等6个栏目`.
  private func generalAfter(_ index: Int, in text: NameText) -> Double {
    if let match = lexicon.general.match(.after, in: text, from: index, limit: text.count) { return match.strength }
    let number = text[index] == Self.andOthers ? index + 1 : index
    var next = number
    while Scalars.isNumeral(text[next]) { next += 1 }
    guard next > number else { return 0 }
    return lexicon.general.match(.after, in: text, from: next, limit: text.count)?.strength ?? 0
  }

  /// Whether a number of things, and not of characters, stands beside the name: `“……”62个`, `五间“……”`.
  private func isCounted(_ outer: Range<Int>, in text: NameText) -> Bool {
    func length(_ index: Int) -> Int { lexicon.components.length(.measure, in: text, from: index, limit: text.count) }
    let behind = NumeralShorthand.numeral(text.scalars[outer.upperBound..<min(text.count, outer.upperBound + 3)])
    if let behind, behind.value > 1 {
      var next = outer.upperBound + behind.length
      while Scalars.isNumeral(text[next]) { next += 1 }
      let end = min(text.endOfWords(from: next), next + Self.longestWriting)
      return length(next) == 1 && !text.scalars[next..<end].contains(Scalars.character)
    }
    let measure = outer.lowerBound - 1
    guard length(measure) == 1 else { return false }
    var start = measure
    while start > 0, Scalars.isNumeral(text[start - 1]) { start -= 1 }
    let numeral = NumeralShorthand.numeral(text.scalars[start..<measure])
    return measure - start > 2 || (numeral?.value ?? 0) > 1
  }

  /// Strength of a cue that ends right before `index`, spaces, colons and dashes aside.
  private func touching(_ index: Int, _ table: CueTable, in text: NameText) -> (strength: Double, length: Int) {
    var end = index
    while end > 0,
      text[end - 1] == Scalars.space || text[end - 1] == Scalars.colon || text[end - 1] == Scalars.comma
        || Scalars.isDash(text[end - 1])
    {
      end -= 1
    }
    guard let found = table.matchBackwards(.before, in: text, from: end, limit: 0) else { return (0, 0) }
    let isNear = end == index || text[index - 1] == Scalars.colon
    return (isNear ? found.strength : found.strength * Self.shareAtDistance, found.length)
  }

  /// Strength of the strongest cue in the clause before `index`.
  private func before(_ index: Int, _ table: CueTable, in text: NameText) -> Double {
    var best = touching(index, table, in: text).strength
    var end = index
    while index - end < Self.reachBefore, end > 0, Scalars.isWord(text[end - 1]) {
      end -= 1
      let found = table.matchBackwards(.before, in: text, from: end, limit: 0)?.strength ?? 0
      best = max(best, found * Self.shareAtDistance)
    }
    return best
  }

  /// Strength of the strongest cue in the words that follow.
  private func after(_ index: Int, _ table: CueTable, in text: NameText) -> Double {
    var start = index
    while text[start] == Scalars.space { start += 1 }
    var best = table.match(.after, in: text, from: start, limit: text.count)?.strength ?? 0
    let first = start
    while start - first < Self.reachAfter, Scalars.isWord(text[start]) {
      start += 1
      let found = table.match(.after, in: text, from: start, limit: text.count)?.strength ?? 0
      best = max(best, found * Self.shareAtDistance)
    }
    return best
  }
}
