/// One way to read a stretch of text as a list.
struct ListReading: Sendable {
  enum Marks: Sendable {
    /// Quotations that begin clauses, or the clauses of one quotation.
    case quotations
    /// 、 between the items.
    case enumerationCommas
    /// Arrows or dashes between the items.
    case arrows
    /// ， or ； between the items.
    case clauses
    /// Sentence ends between the items, which are the clauses behind them.
    case sentences
    /// The clauses that begin lines.
    case lines
    /// All of these.
    case mixed
    /// Nothing between them: each begins with a noun of the name.
    case run

    /// Whether such a list may go on in clauses that are no items.
    var mayGoOn: Bool { self == .clauses || self == .sentences || self == .lines || self == .mixed }
  }

  var items: [Range<Int>]
  var marks: Marks
  /// Whether items other than the last are parted at a conjunction, which is often part of one (`走访和接待`).
  var isParted = false
}

/// Reads the items of a list that stands before or after a place of the text, in every way that its marks allow.
///
/// A class, for all that look for a name's parts share the one of their text.
final class ListReader: Sendable {
  let text: NameText
  let quotations: Quotations
  let cues: ComponentCues

  init(text: NameText, quotations: Quotations, cues: ComponentCues) {
    self.text = text
    self.quotations = quotations
    self.cues = cues
  }

  /// Longest item, in scalars: longer ones are sentences, not parts of a name.
  static let longestItem = 40
  /// Longest list, in scalars.
  private static let longestStretch = 500
  private static let longestStretchBefore = 200
  private static let mostItems = 24
  /// Longest bracket inside an item, with its marks.
  private static let longestAside = 30

  // MARK: Forward

  /// Readings of the list that begins at `start`, the finest marks first.
  func readings(from start: Int, onlyEnumerations: Bool = false) -> [ListReading] {
    var start = start
    while text[start] == Scalars.space || text[start] == Scalars.lineFeed { start += 1 }
    guard start < text.count else { return [] }
    let isBetweenDashes = Scalars.isDash(text[start - 1]) && Scalars.isDash(text[start - 2])
    func isEnd(_ scalar: UInt32) -> Bool { endsList(scalar) || isBetweenDashes && Scalars.isDash(scalar) }
    let narrow = start..<end(from: start) { isEnd($0) || isClauseMark($0) || $0 == Scalars.colon }
    if onlyEnumerations, !text.scalars[narrow].contains(where: { $0 == Scalars.enumerationComma || isArrow($0) }) {
      return []
    }
    let enumerations =
      conjoined(split(narrow) { $0 == Scalars.enumerationComma }, .enumerationCommas)
      + [ListReading(items: split(narrow, at: isArrow), marks: .arrows)]
    if onlyEnumerations { return enumerations }
    var result: [ListReading] = []
    let quoted = quoted(from: start)
    if quoted.count == 1, let only = quoted.first {
      result += conjoined(split(only, at: Scalars.partsClauses), .quotations)
    }
    if quoted.count > 1 { result.append(ListReading(items: quoted, marks: .quotations)) }
    let wide = start..<end(from: start, isEnd)
    result += enumerations
    result.append(ListReading(items: split(wide, at: isClauseMark), marks: .clauses))
    result.append(ListReading(items: heads(from: start), marks: .clauses))
    result += conjoined(
      split(wide) { isClauseMark($0) || $0 == Scalars.enumerationComma || $0 == Scalars.plus }, .mixed)
    let paragraph = start..<end(from: start) { $0 == Scalars.lineFeed }
    result.append(ListReading(items: split(paragraph, at: Scalars.endsSentence).map(head), marks: .sentences))
    if text[start - 1] == Scalars.lineFeed {
      let lines = start..<end(from: start) { _ in false }
      result.append(ListReading(items: split(lines) { $0 == Scalars.lineFeed }.map(head), marks: .lines))
    }
    return result
  }

  /// The first clauses of what stands between semicolons from `start` to the sentence's end.
  func heads(from start: Int) -> [Range<Int>] {
    split(start..<end(from: start, endsList)) { $0 == Scalars.semicolon }.map(head)
  }

  /// The end of the clauses from `start` on that explain one part.
  func endOfPart(from start: Int) -> Int {
    end(from: start) { endsList($0) || $0 == Scalars.semicolon }
  }

  /// The contents of the quotations that begin clauses from `start` on, up to the line's end.
  private func quoted(from start: Int) -> [Range<Int>] {
    guard quotations.starting(at: start) != nil else { return [] }
    let end = end(from: start) { $0 == Scalars.lineFeed }
    var result: [Range<Int>] = []
    var last = start
    for quotation in quotations.within(start..<end)
    where quotation.outer.lowerBound >= last && quotation.outer.upperBound <= end {
      let previous = text[quotation.outer.lowerBound - 1]
      let isFirst = quotation.outer.lowerBound == start || Scalars.partsClauses(previous) || Scalars.isQuote(previous)
      guard isFirst else { continue }
      result.append(quotation.inner)
      last = quotation.outer.upperBound
    }
    return result
  }

  /// Items marked by 一是, 二是, … from `start` on: the clause behind each mark; empty where there are more than `count`.
  func numbered(from start: Int, count: Int, limit: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var at = start
    for number in 1...(count + 1) {
      guard let mark = enumerationMark(number, from: at, limit: number == 1 ? min(limit, start + 8) : limit) else {
        break
      }
      if number > count { return [] }
      let end = end(from: mark) {
        Scalars.endsSentence($0) || $0 == Scalars.comma || $0 == Scalars.semicolon || $0 == Scalars.colon
      }
      result.append(mark..<end)
      at = end
    }
    return result
  }

  /// Whether the mark of a first item (一是) stands at `index`.
  func beginsNumbered(at index: Int) -> Bool { enumerationMark(1, from: index, limit: index + 1) != nil }

  /// End of the mark of item `number` (`二是`, `二要`, `第二，`, `第二步`, `其二，`, `（二）`, `②`, `2.`, `其次是`), searched from `start`.
  private func enumerationMark(_ number: Int, from start: Int, limit: Int) -> Int? {
    var index = start
    while index < min(limit, text.count - 1) {
      if text[index] == 0x2460 + UInt32(number - 1) { return index + 1 }
      if let end = lineMark(number, at: index) ?? ordinal(number, at: index) { return end }
      let numeral = NumeralShorthand.numeral(text.scalars[index..<min(index + 2, text.count)])
      if let numeral, numeral.value == number, !Scalars.isDigit(text[index]) {
        let next = index + numeral.length
        let isClauseStart = !Scalars.isWord(text[index - 1])
        if isClauseStart, text[next] == 0x662F || text[next] == 0x8981 || text[next] == 0x6765 { return next + 1 }
        if text[index - 1] == 0x7B2C || text[index - 1] == 0x5176 {
          let measure = cues.length(.measure, in: text, from: next, limit: next + 1)
          if text[next + measure] == Scalars.comma || text[next + measure] == Scalars.colon {
            return next + measure + 1
          }
          if text[next + measure] == 0x662F || measure > 0 { return next + max(measure, 1) }
        }
        if text[index - 1] == Scalars.openBracket, text[next] == Scalars.closeBracket { return next + 1 }
      }
      index += 1
    }
    return nil
  }

  /// End of the mark `2.` or `2、` that begins a line at `index`.
  private func lineMark(_ number: Int, at index: Int) -> Int? {
    guard Scalars.isDigit(text[index]), index == 0 || text[index - 1] == Scalars.lineFeed,
      let numeral = NumeralShorthand.numeral(text.scalars[index..<min(index + 3, text.count)]), numeral.value == number
    else { return nil }
    let mark = index + numeral.length
    let isMark = text[mark] == Scalars.enumerationComma || text[mark] == 0x2E || text[mark] == 0xFF0E
    return isMark && !Scalars.isDigit(text[mark + 1]) ? mark + 1 : nil
  }

  /// End of a word at `index` that begins a clause and counts an item off: 首先, 其次.
  private func ordinal(_ number: Int, at index: Int) -> Int? {
    let roles: [ComponentCues.Role] = [.first, .second, .third]
    guard number <= roles.count, !Scalars.isWord(text[index - 1]) else { return nil }
    let length = cues.length(roles[number - 1], in: text, from: index, limit: text.count)
    let end = index + length
    return length > 0 ? (text[end] == Scalars.comma ? end + 1 : end) : nil
  }

  /// Items without marks between them, each from one of `nouns` to the next: `有场地有制度有经费`.
  func run(of nouns: [UInt32], from start: Int) -> [Range<Int>] {
    let clause = start..<end(from: start) { !Scalars.isWord($0) && $0 != Scalars.enumerationComma }
    guard let noun = nouns.first, var at = clause.first(where: { text[$0] == noun }) else { return [] }
    var result: [Range<Int>] = []
    for next in nouns.dropFirst() {
      guard let end = (at + 1..<clause.upperBound).first(where: { text[$0] == next }) else { return [] }
      result.append(at..<end)
      at = end
    }
    guard at < clause.upperBound, let last = nouns.last, !text.scalars[at + 1..<clause.upperBound].contains(last)
    else { return [] }
    let items = (result + [at..<clause.upperBound]).map { item in text.trimmed(item) { !Scalars.isWord($0) } }
    return items.contains { text.scalars[$0].contains(Scalars.enumerationComma) } ? [] : items
  }

  private func endsList(_ scalar: UInt32) -> Bool { Scalars.endsSentence(scalar) || scalar == Scalars.closeBracket }

  private func isClauseMark(_ scalar: UInt32) -> Bool { scalar == Scalars.comma || scalar == Scalars.semicolon }

  /// Marks between the steps of a procedure: `收集—交办→反馈`.
  func isArrow(_ scalar: UInt32) -> Bool { Scalars.isDash(scalar) || scalar == 0x2192 }

  // MARK: Backwards

  /// Readings of the list that ends before `end`, the finest marks first.
  func readings(before end: Int, onlyEnumerations: Bool = false) -> [ListReading] {
    let quoted = quoted(before: end)
    // A quotation of several clauses right before the place is the list, and nothing else is.
    if quoted.count == 1, let only = quoted.first, case let items = split(only, at: Scalars.partsClauses),
      items.count > 1
    {
      return conjoined(items, .quotations)
    }
    let row = quoted.count > 1 ? [ListReading(items: quoted, marks: .quotations)] : []
    let narrow = start(before: end) { isBoundary($0) || isClauseMark($0) }
    let enumerations = row + conjoined(split(narrow..<end) { $0 == Scalars.enumerationComma }, .enumerationCommas)
    if onlyEnumerations { return enumerations }
    let steps = start(before: end) { isBoundary($0) && !isArrow($0) || isClauseMark($0) }
    let wide = start(before: end, isBoundary)
    return enumerations + [
      ListReading(items: split(steps..<end, at: isArrow), marks: .arrows),
      ListReading(items: split(wide..<end, at: isClauseMark), marks: .clauses),
    ] + conjoined(split(wide..<end) { isClauseMark($0) || $0 == Scalars.enumerationComma }, .mixed)
  }

  /// The contents of the quotations in a row that ends before `end`: `“一屋”“一站”`, `“分办”、“交办”和“督办”`.
  private func quoted(before end: Int) -> [Range<Int>] {
    var row: [Range<Int>] = []
    var at = end
    while let quotation = quotations.ending(at: at), row.count < Self.mostItems {
      row.insert(quotation.inner, at: 0)
      at = quotation.outer.lowerBound
      let conjunction = cues.length(.conjunction, in: text, before: at)
      if text[at - 1] == Scalars.enumerationComma {
        at -= 1
      } else if quotations.ending(at: at - conjunction) != nil {
        at -= conjunction
      }
    }
    return row
  }

  /// Where the stretch before `end` begins that holds no boundary outside the short brackets of its items.
  private func start(before end: Int, _ isBoundary: (UInt32) -> Bool) -> Int {
    var index = end
    while index > 0, end - index < Self.longestStretchBefore {
      if text[index - 1] == Scalars.closeBracket,
        let open = (max(0, index - 1 - Self.longestAside)..<index - 1).last(where: { text[$0] == Scalars.openBracket }),
        aside(at: open, limit: index) == index - 1
      {
        index = open
      } else if isBoundary(text[index - 1]) {
        break
      } else {
        index -= 1
      }
    }
    return index
  }

  private func isBoundary(_ scalar: UInt32) -> Bool {
    Scalars.endsSentence(scalar) || scalar == Scalars.colon || scalar == Scalars.openBracket
      || scalar == Scalars.closeBracket
      || Scalars.isDash(scalar) || scalar == 0x300B
  }

  // MARK: Pieces

  private func end(from start: Int, _ isEnd: (UInt32) -> Bool) -> Int {
    let limit = min(text.count, start + Self.longestStretch)
    var index = start
    while index < limit {
      if let close = aside(at: index, limit: limit), index > start {
        index = close
      } else if isEnd(text[index]) {
        break
      }
      index += 1
    }
    return index
  }

  /// Where the short bracket closes that opens at `index` inside an item: `村（居）书记`.
  private func aside(at index: Int, limit: Int) -> Int? {
    guard text[index] == Scalars.openBracket, Scalars.isWord(text[index - 1]) else { return nil }
    let end = min(limit, index + Self.longestAside)
    return (index..<end).first { text[$0] == Scalars.closeBracket }
  }

  /// The clause at the beginning of an item.
  private func head(_ item: Range<Int>) -> Range<Int> {
    item
      .lowerBound..<min(
        item.upperBound,
        end(from: item.lowerBound) { $0 == Scalars.comma || $0 == Scalars.colon || Scalars.endsSentence($0) })
  }

  /// The pieces of `range` between marks, without marks, spaces and quotation marks at their ends.
  func split(_ range: Range<Int>, at isMark: (UInt32) -> Bool) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = range.lowerBound
    var close = start
    for index in range.lowerBound...range.upperBound {
      if index > start, index >= close, let end = aside(at: index, limit: range.upperBound) { close = end }
      guard index == range.upperBound || index >= close && isMark(text[index]) else { continue }
      let item = withBracket(text.trimmed(start..<index) { !Scalars.isWord($0) })
      if !item.isEmpty { result.append(item) }
      if result.count == Self.mostItems { break }
      start = index + 1
    }
    return result
  }

  /// An item with the bracket that closes at its end: `听（倾听民声）`.
  private func withBracket(_ item: Range<Int>) -> Range<Int> {
    guard text[item.upperBound] == Scalars.closeBracket,
      let open = item.last(where: { text[$0] == Scalars.openBracket || text[$0] == Scalars.closeBracket }),
      text[open] == Scalars.openBracket
    else { return item }
    return item.lowerBound..<item.upperBound + 1
  }

  /// The items as they are, with one of them parted at each conjunction in it, the last ones first, and with all parted
  /// that hold one.
  private func conjoined(_ items: [Range<Int>], _ marks: ListReading.Marks) -> [ListReading] {
    var result = [ListReading(items: items, marks: marks)]
    var all = items.map { [$0] }
    for (index, item) in items.enumerated().reversed() {
      let isLast = index == items.count - 1
      for place in item.indices.dropFirst().reversed()
      where cues.begins(.conjunction, or: .reaching, in: text, at: place, limit: item.upperBound) {
        let reaching = cues.length(.reaching, in: text, from: place, limit: item.upperBound)
        let conjunction = cues.length(.conjunction, in: text, from: place, limit: item.upperBound)
        let length = max(reaching, conjunction)
        guard length > 0, place + length < item.upperBound else { continue }
        let parts = [item.lowerBound..<place, place + length..<item.upperBound].map { part in
          text.trimmed(part) { !Scalars.isWord($0) }
        }
        if parts.contains(where: { $0.isEmpty }) { continue }
        let isParted = isLast ? conjunction == 0 : reaching == 0
        if conjunction > 0 { all[index] = parts }
        result.append(
          ListReading(
            items: Array(items[..<index]) + parts + items[(index + 1)...], marks: marks, isParted: isParted))
      }
    }
    let parted = Array(all.joined())
    if parted.count > items.count + 1 { result.append(ListReading(items: parted, marks: marks, isParted: true)) }
    return result
  }

  /// Whether all items are of a length that parts of a name have.
  static func areShort(_ items: [Range<Int>]) -> Bool { items.allSatisfy { !$0.isEmpty && $0.count <= longestItem } }
}
