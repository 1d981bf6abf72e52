import CorpusModel
import LexiconData

/// What a number counts, as the words around it tell.
struct CountLabel {
  var subjects: [SubjectID]
  /// Tokens of the label.
  var range: Range<Int>
  /// The noun's token; nil where the words are in no lexicon.
  var head: Int?
}

/// Finds the noun phrase that a number counts.
struct LabelFinder {
  let text: ParagraphTokens
  /// Bytes of unknown words that may stand between a number and its noun: 20 characters; the longest such run in the
  /// development set has 9.
  private static let unknownBytes = 60
  /// Tokens of a quotation that may hold the noun.
  private static let longestQuotation = 20

  init(_ text: ParagraphTokens) { self.text = text }

  var tokens: [CountToken] { text.tokens }
  var other: SubjectID { text.vocabulary.taxonomy.other }

  // MARK: After the number

  /// The noun phrase that follows the number at `index`, as in 3个人大代表联络站.
  func after(_ index: Int, unit: UnitClass) -> CountLabel? {
    // 14人来我区调研代表联络站, 其中1320名与农户结对.
    if unit == .person, text.has(.conj, at: index + 1) || goesAway(index + 1) { return nil }
    var at = index + 1
    var head: Int?
    var last = index
    var unknown = 0
    scan: while at < tokens.count {
      if let mark = tokens[at].mark {
        if mark.isQuote {
          if mark == .openQuote, head != nil, !isQuotedNoun(at, unit) { break scan }
          at = head == nil ? quotationBeforeNoun(at, unit) ?? at + 1 : at + 1
        } else if mark == .openBracket, let close = text.closingBracket(at) {
          at = close + 1
          if head != nil, !opensNoun(at, unit), placeOfTiers(head, at) == nil {
            last = close
            break scan
          }
        } else if mark == .enumeration, head == nil, at > index + 1 {
          at += 1
        } else if mark == .enumeration, let place = placeOfTiers(head, at) {
          (head, last) = (place, place)
          break scan
        } else if mark == .enumeration, head != nil, let extended = coordinated(at + 1, unit) {
          last = extended
          break scan
        } else {
          break scan
        }
        continue
      }
      switch tokens[at].kind {
      case .quantity(let unit, _) where unit != .rank && unit != .measure: break scan
      case .date where at == index + 1: break  // 5项2020年民生实事
      case .date, .mark: break scan
      case .plain, .quantity:
        // Sessions and sizes are modifiers: 56名十七届市人大代表.
        if let tier = head {
          guard isTier(tier, before: at, unit) else { break scan }
          head = nil
        }
        unknown += tokens[at].span.count
        if unknown > Self.unknownBytes { break scan }
      case .word:
        if text.noun(at: at, for: unit) != nil {
          if let head, at > last + 1 && !isNounRun(head, at) || endsPlace(head, at) { break scan }
          head = at
          last = at
        } else if head != nil, let noun = text.word(at)?.noun, unit != .person, noun.unitClasses.contains(.person) {
          // 7个乡镇人大代表联络站: a person inside the name of a place.
        } else if let tier = head, tokens[at - 1].mark?.isQuote == true || tier > index + 1 && setsApart(at, unit),
          isTier(tier, before: at, unit)
        {
          head = nil
        } else if head != nil {
          if text.has(.conj, at: at), let extended = coordinated(at + 1, unit) { last = extended }
          break scan
        } else if text.word(at)?.noun == nil, text.has([.stop, .link, .part, .norm], at: at),
          !text.has(.level, at: at)
        {
          guard let next = behindPlaced(at, unit) else { break scan }
          at = next
          continue
        }
      }
      at += 1
    }
    if let head, last == head, ownsNumber(index, last + 1) { return nil }
    guard let head, let noun = text.noun(at: head, for: unit) else {
      let clause = ofPhrase(index, from: at, unit) ?? placeOfPersons(index, from: at, unit)
      if let person = person(index, endingBefore: at, unit) {
        // 12个代表服务群众的联络站 are no persons.
        return clause.flatMap { isPlace($0.subjects) ? $0 : nil } ?? person
      }
      return clause
    }
    let range = (index + 1)..<(last + 1)
    // 四个转给职能部门: a verb and a thing outside the taxonomy are a predicate.
    let isPredicate = text.has(.verb, at: index + 1) && text.word(index + 1)?.noun == nil
    if isPredicate, noun.subjects == [other] { return nil }
    let subjects = text.subjects(of: noun, in: text.clauseStart(index)..<max(last + 1, text.clauseEnd(index)))
    return CountLabel(subjects: joinedSubjects(subjects, range, unit), range: range, head: head)
  }

  /// Whether a blank parts the words that end before `end` from the number at `index`, which has a noun right before it as
  /// they have a number behind: 站点12个 代表36名; not 组织36名 代表 12次.
  private func ownsNumber(_ index: Int, _ end: Int) -> Bool {
    end < tokens.count && tokens[end].isQuantity && tokens[index + 1].span.start > tokens[index].span.end
      && text.word(index - 1)?.noun != nil
  }

  /// A person noun counted in plain speech by 个, if it ends its phrase: 14个代表.
  private func person(_ index: Int, endingBefore end: Int, _ unit: UnitClass) -> CountLabel? {
    guard unit == .general, end - 1 > index, !ownsNumber(index, end),
      let noun = text.noun(at: end - 1, for: .person)
    else { return nil }
    let range = (index + 1)..<end
    return CountLabel(subjects: text.subjects(of: noun, in: range), range: range, head: end - 1)
  }

  /// The place that serves what persons do, where persons, words of names and persons again stand before it:
  /// 12个人大代表联系群众服务点.
  private func placeOfPersons(_ index: Int, from stop: Int, _ unit: UnitClass) -> CountLabel? {
    guard unit == .general || unit == .place, stop > index + 1, text.noun(at: stop - 1, for: .person) != nil else {
      return nil
    }
    var at = stop
    while text.has(.fixed, at: at) || text.word(at)?.noun?.unitClasses.contains(.person) == true { at += 1 }
    guard at > stop, isPlace(noun: at), let noun = text.noun(at: at, for: unit) else { return nil }
    return CountLabel(subjects: noun.subjects, range: (index + 1)..<(at + 1), head: at)
  }

  /// Whether the quotation that opens at `index` ends with a noun that the unit counts or stands before one, or does not
  /// close: not 6个镇试点“站办合一”.
  private func isQuotedNoun(_ index: Int, _ unit: UnitClass) -> Bool {
    guard let close = quotationEnd(index) else { return true }
    let bracket = tokens[close - 1].mark == .closeBracket ? text.openingBracket(close - 1) : nil
    return text.noun(at: (bracket ?? close) - 1, for: unit) != nil || opensNoun(close + 1, unit)
  }

  private func quotationEnd(_ index: Int) -> Int? {
    (index..<min(tokens.count, index + Self.longestQuotation)).first { tokens[$0].mark == .closeQuote }
  }

  /// The token behind the quotation that opens at `index` if a noun of the domain follows: 312个“院子会”点位.
  private func quotationBeforeNoun(_ index: Int, _ unit: UnitClass) -> Int? {
    guard tokens[index].mark == .openQuote, let close = quotationEnd(index),
      let noun = text.noun(at: close + 1, for: unit), noun.subjects != [other]
    else { return nil }
    return close + 1
  }

  func isPlace(_ subjects: [SubjectID]) -> Bool {
    subjects.allSatisfy { text.vocabulary.taxonomy.unitClasses[$0].contains(.place) }
  }

  /// Whether a noun that the unit counts stands at `index`, or behind other nouns there: 村（居）代表联络点.
  private func opensNoun(_ index: Int, _ unit: UnitClass) -> Bool {
    var at = index
    while text.noun(at: at, for: unit) == nil, text.word(at)?.noun != nil { at += 1 }
    return text.noun(at: at, for: unit) != nil
  }

  /// Whether the noun at `head` is a place of the topic and the one at `at` no place: 6个联络站活动.
  private func endsPlace(_ head: Int, _ at: Int) -> Bool {
    guard let first = text.word(head)?.noun, let second = text.word(at)?.noun else { return false }
    return first.subjects != [other] && isPlace(first.subjects) && !second.unitClasses.contains(.place)
  }

  /// Whether only nouns, brackets with what they hold and quotation marks stand between two tokens.
  private func isNounRun(_ start: Int, _ end: Int) -> Bool {
    var depth = 0
    return ((start + 1)..<end).allSatisfy {
      if tokens[$0].mark == .openBracket { depth += 1 }
      if tokens[$0].mark == .closeBracket { depth -= 1 }
      return depth > 0 || tokens[$0].mark?.isQuote == true || tokens[$0].mark == .openBracket
        || tokens[$0].mark == .closeBracket
        || text.word($0)?.noun != nil || text.has(.level, at: $0)
    }
  }

  /// End of another noun of a coordination that begins at `start`; nil if no noun follows there.
  private func coordinated(_ start: Int, _ unit: UnitClass) -> Int? {
    var at = start
    var found: Int?
    var unknown = 0
    while at < tokens.count {
      if let mark = tokens[at].mark {
        guard mark.isQuote else { break }
      } else if text.noun(at: at, for: unit) != nil {
        found = at
      } else if found != nil || tokens[at].isQuantity || text.has([.stop, .link, .norm, .of], at: at) {
        break
      } else {
        unknown += tokens[at].span.count
        if unknown > 24 { break }
      }
      at += 1
    }
    return found
  }

  /// The noun behind a relative clause: 8个得到解决的问题, 25条来自基层的建议被采纳, 18名来自船舶、电气等行业的代表.
  private func ofPhrase(_ index: Int, from stop: Int, _ unit: UnitClass) -> CountLabel? {
    var of = stop
    let isOpenedByVerb = text.has([.verb, .stop], at: index + 1)
    while of < tokens.count, !text.has(.of, at: of) {
      if let mark = tokens[of].mark, !mark.isQuote, mark != .plus, !isOpenedByVerb || mark != .enumeration {
        return nil
      }
      if tokens[of].isQuantity { return nil }
      if tokens[of].span.end - tokens[stop].span.start > Self.unknownBytes { return nil }
      of += 1
    }
    guard of < tokens.count, let label = after(of, unit: unit), label.head != nil, label.subjects != [other] else {
      return nil
    }
    return label
  }

  /// The noun at the end of the clause of a number followed by a copula: 4名是市代表.
  func copula(_ index: Int, unit: UnitClass) -> CountLabel? {
    guard text.has(.copula, at: index + 1) else { return nil }
    var end = index + 1
    var head: Int?
    while end < tokens.count {
      if let mark = tokens[end].mark, mark.endsClause || mark == .enumeration { break }
      if tokens[end].isQuantity { return nil }
      if text.noun(at: end, for: unit) != nil { head = end }
      end += 1
    }
    guard let head, let noun = text.noun(at: head, for: unit) else { return nil }
    let range = labelStart(head, floor: index + 1)..<(head + 1)
    return CountLabel(subjects: text.subjects(of: noun, in: range), range: range, head: head)
  }

  // MARK: Before the number

  /// The nearest noun before the number at `index`, in its clause and behind the last count: 代表联络站也已建成16个.
  func before(_ index: Int, unit: UnitClass) -> CountLabel? {
    // 联络站与3个法庭: what is joined to the noun is another thing.
    if index > 0, tokens[index - 1].mark == .enumeration || text.has(.conj, at: index - 1) { return nil }
    guard var label = noun(from: index - 1, unit: unit, crossesClauses: false) else { return nil }
    // An unknown word that ends in the noun's neighbours is another thing: 意见表600份.
    let between = label.range.upperBound..<index
    if unit != .person, !between.isEmpty, !isAndOthers(between), between.allSatisfy({ isUnknown(tokens[$0]) }) {
      if label.subjects != [other], text.unitDefault(index) != nil { return nil }
      label.subjects = [other]
    }
    return label
  }

  /// The nearest noun in the clauses before that of `index`, in its sentence and behind the last count.
  func earlier(_ index: Int, unit: UnitClass) -> CountLabel? {
    let start = text.clauseStart(index)
    guard start > 0, !(start..<index).contains(where: { isCounted(tokens[$0]) }) else { return nil }
    return noun(from: start - 1, unit: unit, crossesClauses: true)
  }

  /// Whether `range` is 等 alone: 代表之家、联络站等126个.
  func isAndOthers(_ range: Range<Int>) -> Bool {
    range.count == 1 && PhraseTrie.decode(text.bytes, tokens[range.lowerBound].span.start).0 == 0x7B49
  }

  func isUnknown(_ token: CountToken) -> Bool {
    if case .plain = token.kind { return true }
    return false
  }

  private func isCounted(_ token: CountToken) -> Bool {
    token.unitClass.map { $0.isCountable || $0 == .none } ?? false
  }

  private func noun(from start: Int, unit: UnitClass, crossesClauses: Bool) -> CountLabel? {
    var at = start
    var hasCrossed = false
    while at >= 0 {
      if let mark = tokens[at].mark {
        if mark == .sentence { return nil }
        if mark.endsClause {
          if !crossesClauses { return nil }
          hasCrossed = true
        }
        if mark == .closeBracket, let open = text.openingBracket(at) { at = open }
      } else if isCounted(tokens[at]) {
        // 这些建议由16家单位承办，其中交县里办理的7件: what is counted otherwise is passed over.
        guard hasCrossed, unit == .item, tokens[at].unitClass != unit else { return nil }
      } else if let noun = text.noun(at: at, for: unit), !isModifier(at, unit, before: start) {
        let range = labelStart(at, floor: 0)..<(at + 1)
        let subjects = joinedSubjects(
          text.subjects(of: noun, in: text.clauseStart(at)..<text.clauseEnd(at)), range, unit)
        if !hasCrossed || subjects != [other] {
          return CountLabel(subjects: subjects, range: withBracket(range), head: at)
        }
      }
      at -= 1
    }
    return nil
  }

  /// Whether the noun at `at` is no label: it modifies the next noun (人大代表 in 人大代表联络站), or is where other
  /// things are (站里有8间屋).
  private func isModifier(_ at: Int, _ unit: UnitClass, before start: Int) -> Bool {
    guard at < start else { return false }
    let isPlace = unit == .general || unit == .place
    return text.word(at + 1)?.noun != nil || (isPlace && text.has(.within, at: at + 1))
  }

  /// `subjects` with those of the other nouns of a coordination: 人大代表、政协委员120余人.
  func joinedSubjects(_ subjects: [SubjectID], _ range: Range<Int>, _ unit: UnitClass) -> [SubjectID] {
    guard subjects != [other] else { return subjects }
    var result: [SubjectID] = []
    for at in range where tokens[at].mark == .enumeration || text.has(.conj, at: at) {
      guard let noun = text.noun(at: at - 1, for: unit), !noun.isWeak else { continue }
      result += noun.subjects.filter { $0 != other && !result.contains($0) }
    }
    return result.isEmpty ? subjects : result + subjects.filter { !result.contains($0) }
  }

  /// A noun right before the number that its unit does not usually count: 隐患34处.
  func adjacent(_ index: Int) -> CountLabel? {
    var at = index - 1
    while at >= 0, text.has(.link, at: at) || tokens[at].mark?.isQuote == true { at -= 1 }
    guard at >= 0, let noun = text.word(at)?.noun else { return nil }
    let range = labelStart(at, floor: 0)..<(at + 1)
    return CountLabel(
      subjects: text.subjects(of: noun, in: text.clauseStart(at)..<text.clauseEnd(at)), range: range, head: at)
  }

  /// The nouns joined by 和 or 、 that end before the number at `index`, for counts shared out by 各.
  func coordinatedNouns(before index: Int, unit: UnitClass) -> [CountLabel] {
    var labels: [CountLabel] = []
    var at = index - 1
    while at >= 0, !tokens[at].isQuantity, tokens[at].mark?.endsClause != true {
      if let noun = text.noun(at: at, for: unit) {
        let range = labelStart(at, floor: 0)..<(at + 1)
        labels.append(CountLabel(subjects: text.subjects(of: noun, in: range), range: at..<(at + 1), head: at))
        guard at > 0,
          tokens[at - 1].mark == .enumeration || text.has(.conj, at: at - 1) || tokens[at - 1].mark?.isQuote == true
        else { break }
      }
      at -= 1
    }
    return labels.reversed()
  }
}
