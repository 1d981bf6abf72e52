import CorpusModel
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
    /// The date right behind it begins a period: 自2020年推行.
    case from
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
    /// The same; told early in a year without one, the year before: 全年.
    case whole
    /// In the year named before, or else that of publication: 年内.
    case within
    /// In the year that the text is about, told early in the next: 过去一年.
    case past
    /// A part of a year that ends with a month, more closely than a date before it in its sentence: 一季度.
    case quarter(Int)
    /// Years from the year of publication, at its end: 去年底.
    case yearEnd(Int)
    /// Months from the month of publication: 本月.
    case month(Int)
    /// In the year behind the one named before: 次年.
    case next
    /// Says in a heading that what follows is of its year (工作回顾), or is planned (主要任务).
    case report
    case plan
    /// The same as a report, if its year is over: 2022年工作报告 is of 2022, 2023年工作报告 too if read in January.
    case annual
    /// On the day named before: 当天.
    case day
    /// The same, or else in the month: 本次.
    case occasion
    /// A period that is open, with or without a date: 近年来.
    case open
    /// A day before it is that of the saying: 介绍.
    case said
    /// A date right before it is that of a dateline: 讯.
    case dateline
    /// The date right behind it is passed over: 比2020年, 农历五月.
    case compared
    /// The date right before it is passed over: 与2020年相比.
    case versus
    /// Goes on with the sentence before: 这次.
    case continued
    /// Tells what was done, as one day or year could see it: 接待.
    case done
    /// Tells what there is: 现有.
    case stock
    /// The date behind it ends what a total is of: 截至.
    case until
    /// Ends the line before a list: 如下.
    case list
    /// Begins the first step of a list: 一是.
    case first
    /// Only begins as one of the others does: 生态 behind 2023年.
    case word
  }

  /// Roles that need no value.
  private static let plain: [String: Entry] = [
    "since": .since, "behind": .behind, "began": .founding, "founded": .ofOther, "about": .ofOther, "now": .now,
    "same": .same, "whole": .whole, "past": .past, "next": .next, "report": .report, "plan": .plan, "annual": .annual,
    "day": .day, "occasion": .occasion, "open": .open, "said": .said, "dateline": .dateline, "compared": .compared,
    "versus": .versus, "word": .word, "continued": .continued, "done": .done, "stock": .stock, "until": .until,
    "list": .list, "from": .from,
    "within": .within, "first": .first,
  ]

  /// Reads the table.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ lexicons: Lexicons) throws {
    var trie = PhraseTrie()
    var entries: [Entry] = []
    for row in try lexicons.table("numerals/dates.tsv", columns: ["word", "role", "value"]) {
      trie.insert(row.cells[0], Int32(entries.count))
      switch (row[1], Int(row[2])) {
      case ("month", let months?): entries.append(.month(months))
      case ("yearEnd", let years?): entries.append(.yearEnd(years))
      case ("quarter", let month?): entries.append(.quarter(month))
      case ("year", let years?): entries.append(.year(years))
      case (let role, _):
        guard let entry = Self.plain[role] else { throw row.error("unknown role \(row[1]) or value \(row[2])") }
        entries.append(entry)
      }
    }
    (self.trie, self.entries) = (trie, entries)
  }

  /// What the word that begins at token `index` says, and where it ends; nil if it is none of the table.
  func match(_ text: ParagraphTokens, _ index: Int) -> (entry: Entry, end: Int)? {
    // 三年来: the unit tells, unless the whole is a word: 一季度.
    let unit = text.tokens[index].unitClass == .measure ? text.quantity(index)?.unit : nil
    return match(text.bytes, text.tokens[index].span.start) ?? unit.flatMap { match(text.bytes, $0.start) }
  }

  /// What the word that begins at `offset` says, and where it ends.
  func match(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (entry: Entry, end: Int)? {
    guard let match = trie.longestMatch(bytes, at: offset), entries[match.value] != .word else { return nil }
    let end = offset + match.length
    // 2023年电梯加装 is no dateline.
    if entries[match.value] == .dateline, match.length == 3, end < bytes.count,
      (0x4E00...0x9FFF).contains(PhraseTrie.decode(bytes, end).0)
    {
      return nil
    }
    return (entries[match.value], end)
  }

  /// Whether a list may follow `line`, which ends in a colon or in a word that says so (如下).
  ///
  /// - Complexity: O(1).
  func mayLead(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Span) -> Bool {
    var at = max(line.start, line.end - Self.bytesOfEnd)
    while at < line.end, bytes[at] & 0xC0 == 0x80 { at += 1 }
    var last: UInt32 = 0
    while at < line.end {
      if match(bytes, at)?.entry == .list { return true }
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if !isBlank(scalar) { last = scalar }
      at += length
    }
    return TextMark(last) == .colon
  }

  /// Bytes at the end of a line in which the word that opens a list stands, with a mark.
  private static let bytesOfEnd = 12

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
