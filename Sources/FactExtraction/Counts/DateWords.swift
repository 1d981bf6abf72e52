import LexiconData

/// Words around dates, from `numerals/dates.tsv`.
struct DateWords: Sendable {
  private let trie: PhraseTrie
  private let entries: [Entry]

  /// What a word around dates says.
  enum Entry: Sendable, Equatable {
    case since
    /// Begins a period where it stands right behind the date: 来 of 2019年来.
    case behind
    /// Says when something began, where it ends its clause: 建成, 挂牌.
    case founding
    /// The date behind it is no figure's: the year that something was founded in, or what one speaks about.
    case ofOther
    /// Years from the year of publication.
    case year(Int)
    /// At the time of publication: 目前.
    case now
    /// In the year named before: 这一年.
    case same
  }

  /// Reads the table.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ lexicons: Lexicons) throws {
    var trie = PhraseTrie()
    var entries: [Entry] = []
    for row in try lexicons.table("numerals/dates.tsv", columns: ["word", "role", "value"]) {
      trie.insert(row.cells[0], Int32(entries.count))
      switch (row[1], Int(row[2])) {
      case ("since", _): entries.append(.since)
      case ("behind", _): entries.append(.behind)
      case ("began", _): entries.append(.founding)
      case ("founded", _), ("about", _): entries.append(.ofOther)
      case ("now", _): entries.append(.now)
      case ("same", _): entries.append(.same)
      case ("year", let years?): entries.append(.year(years))
      default: throw row.error("unknown role \(row[1]) or value \(row[2])")
      }
    }
    (self.trie, self.entries) = (trie, entries)
  }

  /// What the word that begins at token `index` says; nil if it is none of the table.
  func entry(_ text: ParagraphTokens, _ index: Int) -> Entry? {
    guard text.tokens.indices.contains(index) else { return nil }
    return trie.longestMatch(text.bytes, at: text.tokens[index].span.start).map { entries[$0.value] }
  }

  /// Whether a word right before the date at `index` gives it to something else than a figure: 成立于2016年, 围绕2024年实事.
  func givesAway(_ text: ParagraphTokens, _ index: Int) -> Bool { entry(text, endingBefore: index) == .ofOther }

  /// What a word says that ends right before token `index`; nil if none of the table does.
  func entry(_ text: ParagraphTokens, endingBefore index: Int) -> Entry? {
    let starts = max(0, index - Self.longest)..<index
    return starts.lazy.compactMap { start in
      trie.longestMatch(text.bytes, at: text.tokens[start].span.start).flatMap { match in
        text.tokens[start].span.start + match.length == text.tokens[index - 1].span.end ? entries[match.value] : nil
      }
    }.first
  }

  /// Tokens of the longest word: a character each, where no vocabulary knows it.
  private static let longest = 4
}
