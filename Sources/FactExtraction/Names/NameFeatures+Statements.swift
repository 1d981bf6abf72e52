/// Reads what the clauses around a name say of it.
extension NameFeatures {
  /// How far the verb of saying may stand behind a quotation, and the end of what is said of a name.
  private static let reachOfSpeech = 28
  /// How far before a name people may call something by it, in scalars.
  private static let reachOfCalling = 24
  /// Longest `在……，` between a motto and the words that say so, in scalars.
  private static let longestPlace = 10
  /// Strength of words that say what a motto is (口号), and of those that need no 这 or 是 (`墙上的这句话`).
  private static let strengthOfMotto = 2.0
  private static let strengthOfMottoAlone = 3.0
  /// Longest words that end such a clause, in scalars.
  private static let longestCue = 6
  /// Strength from which the end of a name tells that it is one.
  private static let strengthOfTail = 1.5
  /// Strength of words between two names that are none, whatever they are called: 从“……”向“……”转变.
  private static let strengthOfTurn = 2.0
  /// The characters 在, 这, 那 and 成, and 话, 句, 字.
  private static let at: UInt32 = 0x5728
  private static let pointing: [UInt32] = [0x8FD9, 0x90A3]
  private static let becoming: UInt32 = 0x6210
  private static let sayings: [UInt32] = [0x8BDD, 0x53E5, 0x5B57]

  /// Strength of the cue that ends the clause from `start` on, which says what the name before it is; 0 if there is none.
  func predicate(_ start: Int, _ table: CueTable, in text: NameText) -> Double {
    let end = text.endOfWords(from: start)
    guard end - start <= Self.reachOfSpeech else { return 0 }
    return (max(start, end - Self.longestCue)..<end).lazy.compactMap { place in
      table.match(.after, in: text, from: place, limit: end).flatMap { $0.length == end - place ? $0.strength : nil }
    }.first ?? 0
  }

  /// Whether the words behind a quotation say that it is a watchword (`是联络站的口号`, `这是他常说的一句话`), or where it can be read
  /// (`在石桥镇，这句话印在每本台账上`).
  func saysMotto(behind outer: Range<Int>, in text: NameText) -> Bool {
    var start = outer.upperBound
    let isSentence = Scalars.endsSentence(text[start - 2])
    if text[start] == Scalars.comma { start += 1 }
    if text[start] == Self.at {
      let place = text.endOfWords(from: start)
      guard text[place] == Scalars.comma, place - start <= Self.longestPlace else { return false }
      start = place + 1
    }
    let points = Self.pointing.contains(text[start]) || text[start] == Self.being
    let isStatement = points || text[start] == Self.becoming
    guard isStatement || isSentence else { return false }
    if predicate(start, lexicon.slogans, in: text)
      >= (isStatement ? Self.strengthOfMotto : Self.strengthOfMottoAlone)
    {
      return true
    }
    // 印在, 写在
    let end = min(text.endOfWords(from: start), start + Self.reachOfSpeech)
    return points
      && (start + 2..<max(start + 2, end)).contains { place in
        text[place] == Self.at && lexicon.slogans.match(.after, in: text, from: place - 1, limit: end) != nil
          && text.scalars[start..<place].contains(where: Self.sayings.contains)
      }
  }

  /// Strength of the words with which people call something by the name at `start`: `居民称联络站为村里的“……”`.
  func calling(_ start: Int, in text: NameText) -> Double {
    guard text[start - 1] == Scalars.servingAs || text[start - 1] == Scalars.possessive else { return 0 }
    var index = start
    var hasRole = false
    while index > 0, start - index < Self.reachOfCalling, !Scalars.partsClauses(text[index - 1]),
      !Scalars.endsSentence(text[index - 1])
    {
      index -= 1
      if text[index] == Scalars.servingAs { hasRole = true }
      if hasRole, let found = lexicon.epithets.matchBackwards(.naming, in: text, from: index, limit: 0) {
        return found.strength
      }
    }
    return 0
  }

  /// Whether two names are set against each other, and seldom are names: 从“……”到“……”, “……”变“……”.
  func areContrasted(_ first: NameCandidate, _ second: NameCandidate, in text: NameText) -> Bool {
    let gap = first.outer.upperBound..<max(first.outer.upperBound, second.outer.lowerBound)
    guard let word = lexicon.epithets.match(.between, in: text, from: gap.lowerBound, limit: gap.upperBound),
      word.length == gap.count
    else { return false }
    if word.strength >= Self.strengthOfTurn { return true }
    // What has a name's tail is one wherever it stands (从“背包宣讲团”到“快艇宣讲队”), and so is what grows (“……”变“……2.0”).
    let areNamed = [first, second].allSatisfy {
      $0.isFormula || $0.shorthand != nil || $0.features[.modelTail] ?? 0 >= Self.strengthOfTail
    }
    let name = text.scalars[first.inner]
    let grows = text.scalars[second.inner].starts(with: name) || text.scalars[second.inner].suffix(name.count) == name
    return !areNamed && !grows
  }

  /// Strength of a verb of saying that ends the clause behind a quotation.
  func speech(after index: Int, in text: NameText) -> Double {
    let index = text[index] == Scalars.comma ? index + 1 : index
    var end = index
    while end - index < Self.reachOfSpeech, end < text.count, !Scalars.endsSentence(text[end]),
      !Scalars.partsClauses(text[end]),
      text[end] != Scalars.colon
    {
      end += 1
    }
    for stop in stride(from: end, through: max(index, end - 4), by: -1) {
      let found = lexicon.speech.matchBackwards(.before, in: text, from: stop, limit: index)
      if let found { return found.strength }
    }
    return 0
  }
}
