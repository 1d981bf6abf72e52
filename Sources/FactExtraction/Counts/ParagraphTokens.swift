import CorpusModel

/// The tokens of a paragraph with the questions that the rules ask of them; a class, as many rules hold the same.
final class ParagraphTokens {
  let vocabulary: CountVocabulary
  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: [CountToken]
  private let quantities: [ScannedQuantity]
  private let dates: [PartialDateMention]
  private let places: [Place]

  /// Where a token stands.
  private struct Place {
    var sentence: Int32
    var sentenceStart: Int32
    var clauseStart: Int32
    var clauseEnd: Int32
    /// Roles of the words before it in its clause.
    var roles: WordRoles
  }

  /// Tokens after which a sentence or clause without a mark is cut.
  ///
  /// The rules look through the clause and sentence of a number; so they stay linear on any text. The longest sentence of the development set has 260 tokens.
  private static let longestSentence = 600
  private static let longestClause = 300
  /// Tokens within which brackets must close.
  private static let longestBracket = 60

  init(_ vocabulary: CountVocabulary, _ bytes: UnsafeBufferPointer<UInt8>, _ found: CountTokens) {
    self.vocabulary = vocabulary
    self.bytes = bytes
    tokens = found.tokens
    quantities = found.quantities
    dates = found.dates
    places = Self.places(found.tokens, vocabulary)
  }

  private static func places(_ tokens: [CountToken], _ vocabulary: CountVocabulary) -> [Place] {
    var places: [Place] = []
    places.reserveCapacity(tokens.count)
    var (sentence, sentenceStart, clauseStart) = (0, 0, 0)
    var roles: WordRoles = []
    for (index, token) in tokens.enumerated() {
      if index - sentenceStart >= longestSentence { (sentence, sentenceStart) = (sentence + 1, index) }
      if index - clauseStart >= longestClause { clauseStart = index }
      if index == clauseStart { roles = [] }
      places.append(
        Place(
          sentence: Int32(sentence), sentenceStart: Int32(sentenceStart), clauseStart: Int32(clauseStart),
          clauseEnd: 0, roles: roles))
      switch token.kind {
      case .mark(let mark):
        if mark == .sentence { (sentence, sentenceStart) = (sentence + 1, index + 1) }
        if mark.endsClause { clauseStart = index + 1 }
      case .word(let word): roles.formUnion(vocabulary.roles[Int(word)])
      default: break
      }
    }
    for index in tokens.indices.reversed() {
      let isLast = index + 1 == tokens.count || places[index + 1].clauseStart == Int32(index + 1)
      places[index].clauseEnd =
        tokens[index].mark?.endsClause == true
        ? Int32(index) : isLast ? Int32(index + 1) : places[index + 1].clauseEnd
    }
    return places
  }

  /// The quantity that the token at `index` is.
  func quantity(_ index: Int) -> ScannedQuantity? {
    if case .quantity(_, let number) = tokens[index].kind { return quantities[Int(number)] }
    return nil
  }

  /// The subjects of things that the unit of the quantity at `index` counts where no noun tells; nil if it tells none.
  func unitDefault(_ index: Int) -> [SubjectID]? {
    quantity(index).flatMap { vocabulary.taxonomy.unitDefaults[Array(bytes[$0.unit.range])] }
  }

  /// The date that the token at `index` is.
  func date(_ index: Int) -> PartialDateMention? {
    if case .date(let number) = tokens[index].kind { return dates[Int(number)] }
    return nil
  }

  func word(_ index: Int) -> CountWord? {
    guard tokens.indices.contains(index), let word = tokens[index].word else { return nil }
    return vocabulary.words[word]
  }

  func has(_ role: WordRoles, at index: Int) -> Bool {
    guard tokens.indices.contains(index), let word = tokens[index].word else { return false }
    return !vocabulary.roles[word].isDisjoint(with: role)
  }

  /// The noun at `index` if a unit of `unit` may count it.
  func noun(at index: Int, for unit: UnitClass) -> CountedNoun? {
    guard tokens.indices.contains(index), let word = tokens[index].word, let noun = vocabulary.words[word].noun else {
      return nil
    }
    return unit == .none || noun.unitClasses.contains(unit) ? noun : nil
  }

  /// Whether a word of one of `roles` stands before `index` in its clause.
  func hasBefore(_ roles: WordRoles, _ index: Int) -> Bool { !places[index].roles.isDisjoint(with: roles) }

  /// First token of the clause that `index` stands in.
  func clauseStart(_ index: Int) -> Int { Int(places[index].clauseStart) }

  /// The token after the last one of the clause that `index` stands in.
  func clauseEnd(_ index: Int) -> Int { Int(places[index].clauseEnd) }

  /// Number of the sentence that `index` stands in.
  func sentence(_ index: Int) -> Int { Int(places[index].sentence) }

  /// First token of the sentence that `index` stands in.
  func sentenceStart(_ index: Int) -> Int { Int(places[index].sentenceStart) }

  /// The index of the bracket that closes the one at `index`; nil if none does.
  func closingBracket(_ index: Int) -> Int? {
    var depth = 0
    for at in index..<min(tokens.count, index + Self.longestBracket) {
      switch tokens[at].mark {
      case .openBracket: depth += 1
      case .closeBracket:
        depth -= 1
        if depth == 0 { return at }
      case .sentence: return nil
      default: break
      }
    }
    return nil
  }

  /// The index of the bracket that opens the one at `index`; nil if none does.
  func openingBracket(_ index: Int) -> Int? {
    var depth = 0
    for at in (max(0, index - Self.longestBracket)...index).reversed() {
      switch tokens[at].mark {
      case .closeBracket: depth += 1
      case .openBracket:
        depth -= 1
        if depth == 0 { return at }
      case .sentence: return nil
      default: break
      }
    }
    return nil
  }

  /// The subjects of `noun`; a weak one needs a strong noun of its subject in `range` or counted before it in the sentence
  /// (there a weak one with a context word does too), or a context word in `range`.
  func subjects(of noun: CountedNoun, in range: Range<Int>) -> [SubjectID] {
    guard noun.isWeak, let first = noun.subjects.first else { return noun.subjects }
    let sentence = range.isEmpty ? range : min(range.lowerBound, sentenceStart(range.lowerBound))..<range.upperBound
    let isJoined = sentence.contains { index in
      guard index >= range.lowerBound || isBesideQuantity(index), let other = word(index)?.noun else { return false }
      return other.subjects.first == first
        && (!other.isWeak || index < range.lowerBound && hasContext(of: first, in: clauseStart(index)..<index))
    }
    return isJoined || hasContext(of: first, in: range) || isQuoted(of: first, in: sentence)
      ? noun.subjects : [vocabulary.taxonomy.other]
  }

  /// Whether a weak noun of `subject` stands in quotation marks of its own beside its number, or two do: “家”21个、“点”63个.
  private func isQuoted(of subject: SubjectID, in range: Range<Int>) -> Bool {
    let quoted = range.filter { index in
      guard index > 0, index + 1 < tokens.count, let noun = word(index)?.noun, noun.subjects.first == subject else {
        return false
      }
      return tokens[index - 1].mark?.isQuote == true && tokens[index + 1].mark?.isQuote == true
    }
    return quoted.count > 1 || quoted.contains { isBesideQuantity($0 - 1) || isBesideQuantity($0 + 1) }
  }

  private func isBesideQuantity(_ index: Int) -> Bool {
    [index - 1, index + 1].contains { tokens.indices.contains($0) && tokens[$0].isQuantity }
  }

  /// Whether a context word of `subject` stands among the tokens of `range`.
  func hasContext(of subject: SubjectID, in range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    let text = bytes[tokens[range.lowerBound].span.start..<tokens[range.upperBound - 1].span.end]
    return vocabulary.taxonomy.contexts[subject].contains { contains(text, $0) }
  }

  private func contains(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ phrase: [UInt8]) -> Bool {
    guard let first = phrase.first, text.count >= phrase.count else { return false }
    for start in text.startIndex...(text.endIndex - phrase.count) where text[start] == first {
      if text[start..<(start + phrase.count)].elementsEqual(phrase) { return true }
    }
    return false
  }

  /// The words of the tokens of `range`, without quotation marks and spaces.
  func text(_ range: Range<Int>) -> String {
    var result: [UInt8] = []
    for token in tokens[range] where token.mark?.isQuote != true { result += bytes[token.span.range] }
    return String(decoding: result, as: UTF8.self)
  }
}
