import CorpusModel
import LexiconData

/// Cuts a paragraph into marks, known words, quantities and dates.
struct CountTokenizer: Sendable {
  let quantities: QuantityScanner
  let dates: DateScanner
  let vocabulary: CountVocabulary

  /// Longest thing in a formula that a number counts, in tokens.
  private static let longestOperand = 6

  /// The tokens of `span`; spaces between them are left out, and so are line ends, which only wrap.
  ///
  /// - Complexity: O(bytes), with a few trie steps for each character.
  func tokens(_ bytes: UnsafeBufferPointer<UInt8>, in span: Span) -> CountTokens {
    var found = CountTokens()
    found.tokens.reserveCapacity(span.count / 4)
    var at = span.start
    while at < span.end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if isBlank(scalar) || scalar == 0x0A {
        at += length
        continue
      }
      let (kind, end) = token(bytes, at: at, scalar, length, &found)
      found.tokens.append(CountToken(kind: kind, span: Span(at, end)))
      at = max(end, at + length)
    }
    dropNames(&found)
    return found
  }

  /// Whether a count may stand in `span`: a number that could be a quantity, with a unit that can count or with none.
  ///
  /// - Complexity: O(bytes); one bit test for most characters.
  func mayCount(_ bytes: UnsafeBufferPointer<UInt8>, in span: Span) -> Bool {
    var at = span.start
    while at < span.end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      at += length
      guard quantities.lexicon.numerals.contains(scalar) else { continue }
      switch quantities.outlook(bytes, at: at - length) {
      case .possible: return true
      case .none(let end): at = max(at, end)
      }
    }
    return false
  }

  /// The kind and the end of the token at `offset`.
  private func token(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ scalar: UInt32, _ length: Int, _ found: inout CountTokens
  ) -> (CountToken.Kind, end: Int) {
    let next = offset + length
    if let mark = TextMark(scalar) {
      if mark == .openTitle, let end = titleEnd(bytes, offset) { return (.plain, end) }
      return (.mark(mark), next)
    }
    if scalar == 0x2E, isFullStop(bytes, offset) { return (.mark(.sentence), next) }
    switch scalar {
    // A slash parts things as 、 does; bars and bullets part columns and items: 231个｜驻点代表.
    case 0x2F, 0xFF0F: return (.mark(.enumeration), next)
    case 0x7C, 0xFF5C, 0x2022, 0x25A0...0x25FF: return (.mark(.comma), next)
    default: break
    }
    if isLatin(scalar) {
      var end = next
      while end < bytes.count, isLatin(UInt32(bytes[end])) || (0x30...0x39).contains(bytes[end]) { end += 1 }
      return (.plain, end)
    }
    // 第, 前 and, before 的, 后.
    if [0x7B2C, 0x524D, 0x540E].contains(scalar), let end = ordinalEnd(bytes, next, needsRank: scalar != 0x7B2C),
      scalar != 0x540E || end < bytes.count && PhraseTrie.decode(bytes, end).0 == 0x7684
    {
      return (.plain, end)
    }
    if let name = vocabulary.names.longestMatch(bytes, at: offset) { return (.plain, offset + name.value) }
    let word = vocabulary.trie.longestMatch(bytes, at: offset)
    if quantities.lexicon.starts.contains(scalar), let number = number(bytes, at: offset, scalar, word, &found) {
      return number
    }
    guard var word else { return (.plain, next) }
    if vocabulary.words[word.value].isSplittable {
      let isOfPersons = found.tokens.last?.unitClass == .person
      let persons = isOfPersons ? persons(bytes, offset, word) : nil
      if let shorter = persons ?? split(bytes, offset, word.length) { word = shorter }
    }
    return (vocabulary.words[word.value].isPlain ? .plain : .word(Int32(word.value)), offset + word.length)
  }

  /// The noun for persons that is left of the one for a thing at `offset`, if a preposition follows: 代表 in 86名代表站在那里,
  /// unlike 3名代表站站长, 8名代表站专职秘书.
  private func persons(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ word: (length: Int, value: Int)
  ) -> (length: Int, value: Int)? {
    let end = offset + word.length
    guard vocabulary.words[word.value].noun?.unitClasses.contains(.person) == false, end < bytes.count,
      let shorter = vocabulary.trie.longestMatch(UnsafeBufferPointer(rebasing: bytes[..<(end - 3)]), at: offset),
      shorter.length == word.length - 3, vocabulary.words[shorter.value].noun?.unitClasses.contains(.person) == true
    else { return nil }
    let next = vocabulary.trie.longestMatch(bytes, at: end)
    let isPreposition = next.map { $0.length == 3 && vocabulary.roles[$0.value].contains(.stop) } ?? false
    return isPreposition ? shorter : nil
  }

  /// The noun that is left of the one at `offset` where a longer verb begins with its last character: 代表 of 代表组成.
  private func split(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ length: Int) -> (length: Int, value: Int)? {
    let last = offset + length - 3
    guard let verb = vocabulary.trie.longestMatch(bytes, at: last), verb.length > 3,
      !vocabulary.roles[verb.value].isDisjoint(with: [.stop, .verb])
    else { return nil }
    return vocabulary.trie.longestMatch(UnsafeBufferPointer(rebasing: bytes[..<last]), at: offset)
  }

  /// What begins with a numeral or a bound at `offset`, where `word` begins too: a date, a longer word, a quantity or a
  /// number that counts nothing; nil for none of these.
  private func number(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ scalar: UInt32, _ word: (length: Int, value: Int)?,
    _ found: inout CountTokens
  ) -> (CountToken.Kind, end: Int)? {
    let isNumber = quantities.lexicon.numerals.contains(scalar)
    if isNumber {
      if let end = quantities.lexicon.endOfHugeNumber(bytes, at: offset) { return (.plain, end) }
      if let date = dates.scan(bytes, at: offset) {
        found.dates.append(date)
        return (.date(Int32(found.dates.count - 1)), date.span.end)
      }
    } else if quantities.lexicon.bounds.longestMatch(bytes, at: offset) == nil {
      return nil
    }
    let quantity = quantities.scan(bytes, at: offset)
    if let word, isNumber, decimalDigit(scalar) == nil, offset + word.length >= quantity?.span.end ?? offset {
      return (.word(Int32(word.value)), offset + word.length)
    }
    guard let quantity else { return nil }
    if isUsable(quantity) {
      found.quantities.append(quantity)
      return (.quantity(quantity.unitClass, Int32(found.quantities.count - 1)), quantity.span.end)
    }
    return quantity.number.start == offset ? (.plain, quantity.number.end) : nil
  }

  /// Chinese numerals without a unit are part of a name or a word far more often than a count.
  private func isUsable(_ quantity: ScannedQuantity) -> Bool {
    quantity.unitClass != .none || quantity.numeral.isScaled || !quantity.numeral.isChinese
      || quantity.numeral.bound != nil
  }

  /// Whether an ASCII period ends a sentence: behind a Chinese character and before none of a number or a Latin word.
  private func isFullStop(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    guard offset > 0, bytes[offset - 1] >= 0x80 else { return false }
    return offset + 1 >= bytes.count || bytes[offset + 1] <= 0x20 || bytes[offset + 1] >= 0x80
  }

  private func isLatin(_ scalar: UInt32) -> Bool {
    (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
  }

  /// End of the number and unit that 第 makes an ordinal; 前 and 后 do so only before 名 and 位 (前三名).
  private func ordinalEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, needsRank: Bool) -> Int? {
    guard let numeral = NumeralParser.parse(quantities.lexicon, bytes, at: skipBlanks(bytes, offset)) else {
      return nil
    }
    let unit = quantities.lexicon.units.longestMatch(bytes, at: numeral.end)
    if needsRank {
      guard let unit, quantities.lexicon.unitClasses[unit.value] == .person else { return nil }
    }
    return unit.map { numeral.end + $0.length } ?? numeral.end
  }

  /// End of the title in 《》 that begins at `offset`; nil if it does not close within the paragraph or 300 bytes.
  private func titleEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int? {
    var at = offset
    let limit = min(bytes.count, offset + 300)
    var depth = 0
    while at < limit {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      at += length
      if scalar == 0x0A { return nil }
      switch TextMark(scalar) {
      case .openTitle: depth += 1
      case .closeTitle:
        depth -= 1
        if depth == 0 { return at }
      default: break
      }
    }
    return nil
  }

  /// Makes numbers plain that open a short quotation (“六个一”, “两个必建”), are few in one (“助力三个年”行动) or stand in a
  /// formula (1+7+N).
  private func dropNames(_ found: inout CountTokens) {
    for index in names(found.tokens, found.quantities) { found.tokens[index].kind = .plain }
  }

  /// The numbers that are parts of names.
  private func names(_ tokens: [CountToken], _ quantities: [ScannedQuantity]) -> [Int] {
    var isQuoted = false
    return tokens.indices.filter { index in
      switch tokens[index].mark {
      case .openQuote: isQuoted = true
      case .closeQuote, .sentence: isQuoted = false
      default: break
      }
      guard case .quantity(let unit, let number) = tokens[index].kind else { return false }
      let isBare = unit == .none
      let before = index > 0 ? tokens[index - 1].mark : nil
      let after = index + 1 < tokens.count ? tokens[index + 1].mark : nil
      let isOperand =
        isBare && (before == .plus || after == .plus)
        || (unit == .person || unit == .household) && (before == .plus || adds(tokens, index))
      let isFew = quantities[Int(number)].numeral.isChinese && quantities[Int(number)].value < 10
      let opens = before == .openQuote || before == .quote || isFew && isQuoted
      return isOperand || opens && opensName(tokens, index)
    }
  }

  /// Whether a plus follows the persons that the quantity at `index` counts: 1名代表+1名网格员.
  private func adds(_ tokens: [CountToken], _ index: Int) -> Bool {
    let next = tokens[(index + 1)...].prefix(Self.longestOperand).first { $0.mark != nil || $0.unitClass != nil }
    return next?.mark == .plus
  }

  /// Whether the quotation that begins with the quantity at `index` closes within 36 bytes.
  private func opensName(_ tokens: [CountToken], _ index: Int) -> Bool {
    for next in tokens[(index + 1)...] {
      if next.span.end - tokens[index].span.start > 36 || next.mark == .sentence { return false }
      if let mark = next.mark, mark == .closeQuote || mark == .quote { return true }
    }
    return false
  }
}
