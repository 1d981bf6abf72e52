import CorpusModel

/// The tokens of a paragraph with the questions that the rules ask of them.
struct ParagraphTokens {
  let vocabulary: CountVocabulary
  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: [CountToken]
  /// Number of the sentence that each token stands in.
  let sentences: [Int]

  init(_ vocabulary: CountVocabulary, _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: [CountToken]) {
    self.vocabulary = vocabulary
    self.bytes = bytes
    self.tokens = tokens
    var sentence = 0
    sentences = tokens.map { token in
      defer { if token.mark == .sentence { sentence += 1 } }
      return sentence
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

  /// First token of the clause that `index` stands in.
  func clauseStart(_ index: Int) -> Int {
    var start = index
    while start > 0, tokens[start - 1].mark?.endsClause != true { start -= 1 }
    return start
  }

  /// The token after the last one of the clause that `index` stands in.
  func clauseEnd(_ index: Int) -> Int {
    var end = index
    while end < tokens.count, tokens[end].mark?.endsClause != true { end += 1 }
    return end
  }

  func sentenceStart(_ index: Int) -> Int {
    var start = index
    while start > 0, sentences[start - 1] == sentences[index] { start -= 1 }
    return start
  }

  /// The index of the bracket that closes the one at `index`; nil if none does.
  func closingBracket(_ index: Int) -> Int? {
    var depth = 0
    for at in index..<tokens.count {
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
    for at in (0...index).reversed() {
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
