/// Reads the parts of names that are their own list: `听、记、办`, `登记、会办、回访` of three steps, `一杯茶、一本账、一张单`.
struct OwnParts: Sendable {
  let text: NameText
  let lists: ListReader
  let lexicon: NameLexicon

  private static let fewestThings = 3
  /// Length of a word whose characters may be explained, in scalars.
  private static let lettersOfWord = 3...6

  /// The clauses of a name of single characters, or of one whose number of steps is said behind it; nil for others.
  func listed(_ candidate: NameCandidate) -> Components? {
    if candidate.features[.letters] != nil || saysItsNumber(candidate) { return clauses(of: candidate) }
    let name = candidate.inner
    let isWord =
      candidate.shorthand == nil && !candidate.isFormula
      && text.scalars[name].allSatisfy {
        Scalars.isHan($0) && !Scalars.isNumeral($0)
      }
    // `望闻问切`: a word whose characters are explained one by one.
    guard isWord, Self.lettersOfWord.contains(name.count) else { return nil }
    return explained(name.map { $0..<$0 + 1 }, from: candidate.outer.upperBound, isWord: true)
  }

  /// `“点单—接单—评单”：群众在村里点单，代表在站里接单，村民年底评单`: items behind the name that each tell one of its clauses in more
  /// words; nil for others.
  func retold(_ candidate: NameCandidate, _ places: ListPlaces) -> Components? {
    guard !candidate.isFormula else { return nil }
    let clauses = lists.split(candidate.inner) { Scalars.partsClauses($0) || lists.isArrow($0) }
    guard clauses.count > 2, clauses.allSatisfy({ $0.count > 1 }) else { return nil }
    for place in places.after(candidate) where place.isIntroduced {
      for reading in lists.readings(from: place.index) where reading.items.count == clauses.count {
        if zip(reading.items, clauses).allSatisfy({ $0.count > $1.count && tells($0, $1) }) {
          return Components(reading.items, in: text, rule: place.rule)
        }
      }
    }
    return nil
  }

  /// `“一个定位”，即……`: what the only thing is that a name counts; nil for others.
  func defined(_ candidate: NameCandidate) -> Components? {
    guard let groups = candidate.shorthand?.groups, groups.count == 1, groups[0].number == 1 else { return nil }
    var start = candidate.outer.upperBound
    if text[start] == Scalars.comma { start += 1 }
    let word = lexicon.components.length(.introduction, in: text, from: start, limit: text.count)
    guard word > 0, word == lexicon.components.length(.copula, in: text, from: start, limit: text.count) else {
      return nil
    }
    var end = text.endOfWords(from: start + word)
    while text[end] == Scalars.enumerationComma { end = text.endOfWords(from: end + 1) }
    return Scalars.isQuote(text[end]) ? nil : Components([start + word..<end], in: text, rule: "after")
  }

  /// `“代表+”：代表+网格、代表+行业`, `“站点+”行动，“站点+夜市”“站点+企业”……`: items behind an open formula that fill it in.
  func filledIn(_ candidate: NameCandidate, _ places: ListPlaces) -> Components? {
    guard candidate.operands.count == 1, let operand = candidate.operands.first else { return nil }
    let head = operand + [Scalars.plus]
    for place in places.after(candidate) {
      for reading in lists.readings(from: place.index) where reading.items.count > 1 {
        if reading.items.allSatisfy({ $0.count > head.count && text.scalars[$0].starts(with: head) }) {
          return Components(reading.items, in: text, rule: place.rule)
        }
      }
    }
    return nil
  }

  /// `“委员+网格+N”……，N是民警和物业经理`: what the letter of a formula of words stands for; nil for others.
  func opened(_ candidate: NameCandidate) -> Components? {
    let letters = candidate.operands.filter { $0.allSatisfy(Scalars.isLatin) && $0.count == 1 }
    return letters.count == 1 ? formulas.keyed(letters, from: candidate.outer.upperBound) : nil
  }

  var formulas: FormulaParts {
    FormulaParts(text: text, lists: lists, cues: lexicon.components, plainNames: lexicon.plainNames)
  }

  /// Whether `item` holds the characters of `clause` in their order.
  private func tells(_ item: Range<Int>, _ clause: Range<Int>) -> Bool {
    var rest = text.scalars[clause]
    for scalar in text.scalars[item] where scalar == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  /// Clauses that count things by measure words are the parts themselves, unlike `七有、四好`; nil for others.
  func measured(_ candidate: NameCandidate) -> Components? {
    guard candidate.features[.numeralClauses] != nil, let groups = candidate.shorthand?.groups,
      groups.count >= Self.fewestThings
    else { return nil }
    let areThings = groups.allSatisfy { group in
      let noun = NameText(Scalars.string(group.noun))
      let measure = lexicon.components.length(.measure, in: noun, from: 0, limit: noun.count)
      // `六个日` is spelled out elsewhere.
      let isPlain = group.number > 1 && group.noun.first == NumeralShorthand.plainMeasure
      return measure > 0 && measure < noun.count && !isPlain
    }
    return areThings ? clauses(of: candidate) : nil
  }

  private func clauses(of candidate: NameCandidate) -> Components? {
    let clauses = lists.split(candidate.inner, at: Scalars.partsClauses)
    // `家、站、点` are kinds of places, and no parts.
    let arePlaces = clauses.allSatisfy { $0.count == 1 && lexicon.plainNames.endOfLastHead(in: $0, of: text) != nil }
    if arePlaces { return nil }
    return explained(clauses, from: candidate.outer.upperBound) ?? held(clauses, candidate)
      ?? Components(clauses, in: text, rule: "own")
  }

  /// `“学、联、督”体系：以学强能，以联聚力，以督促办`: items right behind the name that each hold their character, at one place.
  private func held(_ letters: [Range<Int>], _ candidate: NameCandidate) -> Components? {
    guard letters.count > 2, letters.allSatisfy({ $0.count == 1 }) else { return nil }
    for place in ListPlaces(text: text, cues: lexicon.components).after(candidate)
    where place.isIntroduced && place.isNear {
      for reading in lists.readings(from: place.index) where reading.items.count == letters.count {
        let places = zip(reading.items, letters).compactMap { item, letter -> [Int]? in
          let index = item.first { text[$0] == text[letter.lowerBound] }
          return item.count > 1 ? index.map { [$0 - item.lowerBound, item.upperBound - $0] } : nil
        }
        guard places.count == letters.count, let first = places.first,
          [0, 1].contains(where: { end in places.allSatisfy { $0[end] == first[end] } }),
          var parts = Components(reading.items, in: text, rule: "explained")
        else { continue }
        parts.items = zip(letters, parts.items).map { Scalars.string(text.scalars[$0]) + "=" + $1 }
        return parts
      }
    }
    return nil
  }

  /// What is said of each single character in turn: `听，是听群众说；记，就是……`, `“听”，……。“记”，……`.
  private func explained(_ letters: [Range<Int>], from start: Int, isWord: Bool = false) -> Components? {
    guard letters.count > 2, letters.allSatisfy({ $0.count == 1 }) else { return nil }
    let end = min(text.count, start + ListPlaces.reach)
    var at = start
    var items: [Range<Int>] = []
    for letter in letters {
      let place = (at..<end).lazy.compactMap { explanation(of: text[letter.lowerBound], at: $0, isWord) }.first
      guard let place else { return nil }
      items.append(place..<lists.endOfPart(from: place))
      at = place
    }
    guard zip(items, items.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound }),
      var parts = Components(items, in: text, rule: "explained")
    else { return nil }
    parts.items = zip(letters, parts.items).map { Scalars.string(text.scalars[$0]) + "=" + $1 }
    return parts
  }

  /// Where the explanation begins of the character that stands alone at `index`, in quotes or not; `“听”字为先` is none, and `“点”上……` none
  /// where the characters are of one word.
  private func explanation(of letter: UInt32, at index: Int, _ isWord: Bool) -> Int? {
    guard text[index] == letter, !Scalars.isWord(text[index - 1]) else { return nil }
    var next = index + 1
    if Scalars.isQuote(text[next]) { next += 1 }
    if text[next] == Scalars.character { return nil }
    let isApart = !isWord && next > index + 1 || text[next] == Scalars.comma || text[next] == Scalars.colon
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
}
