import LexiconData

/// Words around dates, from `numerals/dates.tsv`.
struct DateWords: Sendable {
  private let trie: PhraseTrie
  private let entries: [Entry]

  private enum Entry: Sendable, Equatable {
    case since
    /// Years from the year of publication.
    case year(Int)
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
      case ("year", let years?): entries.append(.year(years))
      default: throw row.error("unknown role \(row[1]) or value \(row[2])")
      }
    }
    (self.trie, self.entries) = (trie, entries)
  }

  /// Whether the token at `index` makes the date before it the beginning of a period.
  func isSince(_ text: ParagraphTokens, _ index: Int) -> Bool { entry(text, index) == .since }

  /// The year that the token at `index` names, counted from that of publication: 0 for 今年.
  func relativeYear(_ text: ParagraphTokens, _ index: Int) -> Int? {
    if case .year(let years) = entry(text, index) { return years }
    return nil
  }

  private func entry(_ text: ParagraphTokens, _ index: Int) -> Entry? {
    guard text.tokens.indices.contains(index) else { return nil }
    return trie.longestMatch(text.bytes, at: text.tokens[index].span.start).map { entries[$0.value] }
  }
}
