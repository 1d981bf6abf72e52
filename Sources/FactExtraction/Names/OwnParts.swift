/// Reads the parts of names that are their own list: `听、记、办`, `登记、会办、回访` of three steps, `一杯茶、一本账、一张单`.
struct OwnParts: Sendable {
  let text: NameText
  let lists: ListReader
  let lexicon: NameLexicon

  private static let fewestThings = 3

  /// The clauses of a name of single characters, or of one whose number of steps is said behind it; nil for others.
  func listed(_ candidate: NameCandidate) -> Components? {
    candidate.features[.letters] != nil || saysItsNumber(candidate) ? clauses(of: candidate) : nil
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
    return explained(clauses, from: candidate.outer.upperBound) ?? Components(clauses, in: text, rule: "own")
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
    guard zip(items, items.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound }),
      var parts = Components(items, in: text, rule: "explained")
    else { return nil }
    parts.items = zip(letters, parts.items).map { Scalars.string(text.scalars[$0]) + "=" + $1 }
    return parts
  }

  /// Where the explanation begins of the character that stands alone at `index`, in quotes or not; `“听”字为先` is none.
  private func explanation(of letter: UInt32, at index: Int) -> Int? {
    guard text[index] == letter, !Scalars.isWord(text[index - 1]) else { return nil }
    var next = index + 1
    if Scalars.isQuote(text[next]) { next += 1 }
    if text[next] == Scalars.character { return nil }
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
}
