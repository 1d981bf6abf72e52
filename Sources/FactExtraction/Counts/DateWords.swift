import LexiconData

/// Words around dates, from `numerals/dates.tsv`.
struct DateWords: Sendable {
  private let trie: PhraseTrie
  private let entries: [Entry]

  /// What a word around dates says.
  enum Entry: Sendable, Equatable {
    case since
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
}
