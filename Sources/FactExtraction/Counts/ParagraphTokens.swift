import CorpusModel

/// The tokens of a paragraph with the questions that the rules ask of them.
struct ParagraphTokens {
  let vocabulary: CountVocabulary
  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: [CountToken]
  /// Number of the sentence that each token stands in.
  let sentences: [Int]
  private let sentenceStarts: [Int]
  private let clauseStarts: [Int]
  private let clauseEnds: [Int]

  /// Roles of the words before each token in its clause.
  private let clauseRoles: [WordRoles]

  /// Tokens after which a sentence or clause without a mark is cut.
  ///
  /// The rules look through the clause and sentence of a number; so they stay linear on any text. The longest sentence of the development set has 260 tokens.
  private static let longestSentence = 600
  private static let longestClause = 300
  /// Tokens within which brackets must close.
  private static let longestBracket = 60

  init(_ vocabulary: CountVocabulary, _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: [CountToken]) {
    self.vocabulary = vocabulary
    self.bytes = bytes
    self.tokens = tokens
    var (sentences, sentenceStarts, clauseStarts) = ([Int](), [Int](), [Int]())
    var (sentence, sentenceStart, clauseStart) = (0, 0, 0)
    for (index, token) in tokens.enumerated() {
      if index - sentenceStart >= Self.longestSentence { (sentence, sentenceStart) = (sentence + 1, index) }
      if index - clauseStart >= Self.longestClause { clauseStart = index }
      sentences.append(sentence)
      sentenceStarts.append(sentenceStart)
      clauseStarts.append(clauseStart)
      if token.mark == .sentence { (sentence, sentenceStart) = (sentence + 1, index + 1) }
      if token.mark?.endsClause == true { clauseStart = index + 1 }
    }
    var clauseEnds = [Int](repeating: tokens.count, count: tokens.count)
    for index in tokens.indices.reversed() {
      let isLast = index + 1 == tokens.count || clauseStarts[index + 1] == index + 1
      clauseEnds[index] = tokens[index].mark?.endsClause == true ? index : isLast ? index + 1 : clauseEnds[index + 1]
    }
    self.sentences = sentences
    self.sentenceStarts = sentenceStarts
    self.clauseStarts = clauseStarts
    self.clauseEnds = clauseEnds
    var roles: WordRoles = []
    clauseRoles = tokens.indices.map { index in
      if clauseStarts[index] == index { roles = [] }
      defer { if let word = tokens[index].word { roles.formUnion(vocabulary.words[word].roles) } }
      return roles
    }
  }

  func word(_ index: Int) -> CountWord? {
    guard tokens.indices.contains(index), let word = tokens[index].word else { return nil }
    return vocabulary.words[word]
  }

  func has(_ role: WordRoles, at index: Int) -> Bool { word(index)?.roles.isDisjoint(with: role) == false }

  /// The noun at `index` if a unit of `unit` may count it.
  func noun(at index: Int, for unit: UnitClass) -> CountedNoun? {
    guard let noun = word(index)?.noun else { return nil }
    return unit == .none || noun.unitClasses.contains(unit) ? noun : nil
  }

  /// Whether a word of one of `roles` stands before `index` in its clause.
  func hasBefore(_ roles: WordRoles, _ index: Int) -> Bool { !clauseRoles[index].isDisjoint(with: roles) }

  /// First token of the clause that `index` stands in.
  func clauseStart(_ index: Int) -> Int { clauseStarts[index] }

  /// The token after the last one of the clause that `index` stands in.
  func clauseEnd(_ index: Int) -> Int { clauseEnds[index] }

  func sentenceStart(_ index: Int) -> Int { sentenceStarts[index] }

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

  /// The subjects of `noun`; a weak one needs a strong noun or a context word of its subject among the tokens of `range`.
  func subjects(of noun: CountedNoun, in range: Range<Int>) -> [SubjectID] {
    guard noun.isWeak, let first = noun.subjects.first else { return noun.subjects }
    let isJoined = range.contains { self.word($0)?.noun.map { !$0.isWeak && $0.subjects.first == first } ?? false }
    return isJoined || hasContext(of: first, in: range) ? noun.subjects : [vocabulary.taxonomy.other]
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
