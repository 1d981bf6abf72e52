import CorpusModel
import LexiconData

/// Cuts a paragraph into marks, known words, quantities and dates.
struct CountTokenizer: Sendable {
  let quantities: QuantityScanner
  let dates: DateScanner
  let vocabulary: CountVocabulary

  /// The tokens of `span`; spaces between them are left out, and so are line ends, which only wrap.
  ///
  /// - Complexity: O(bytes), with a few trie steps for each character.
  func tokens(_ bytes: UnsafeBufferPointer<UInt8>, in span: Span) -> [CountToken] {
    var tokens: [CountToken] = []
    tokens.reserveCapacity(span.count / 4)
    var at = span.start
    while at < span.end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if isBlank(scalar) || scalar == 0x0A {
        at += length
        continue
      }
      let token = token(bytes, at: at, scalar, length)
      at = max(token.span.end, at + length)
      tokens.append(token)
    }
    dropNames(&tokens)
    return tokens
  }

  private func token(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ scalar: UInt32, _ length: Int
  ) -> CountToken {
    if let mark = TextMark(scalar) {
      if mark == .openTitle, let end = titleEnd(bytes, offset) {
        return CountToken(kind: .plain, span: Span(offset, end))
      }
      return CountToken(kind: .mark(mark), span: Span(offset, offset + length))
    }
    if isLatin(scalar) {
      var end = offset + length
      while end < bytes.count, isLatin(UInt32(bytes[end])) || (0x30...0x39).contains(bytes[end]) { end += 1 }
      return CountToken(kind: .plain, span: Span(offset, end))
    }
    let isNumeral = quantities.lexicon.characters[scalar] != nil
    let isNumber = isNumeral || decimalDigit(scalar) != nil
    if isNumber, let date = dates.scan(bytes, at: offset) { return CountToken(kind: .date(date), span: date.span) }
    let word = vocabulary.trie.longestMatch(bytes, at: offset)
    if scalar == 0x7B2C || scalar == 0x524D, let end = ordinalEnd(bytes, offset + length, needsRank: scalar == 0x524D) {
      return CountToken(kind: .plain, span: Span(offset, end))
    }
    if let word, isNumeral {
      let quantityEnd = quantities.scan(bytes, at: offset)?.span.end ?? offset
      if offset + word.length >= quantityEnd {
        return CountToken(kind: .word(word.value), span: Span(offset, offset + word.length))
      }
    }
    if isNumber || quantities.lexicon.bounds.longestMatch(bytes, at: offset) != nil,
      let quantity = quantities.scan(bytes, at: offset)
    {
      if isUsable(quantity) { return CountToken(kind: .quantity(quantity), span: quantity.span) }
      if quantity.number.start == offset {
        return CountToken(kind: .plain, span: Span(offset, quantity.number.end))
      }
    }
    if let word { return CountToken(kind: .word(word.value), span: Span(offset, offset + word.length)) }
    return CountToken(kind: .plain, span: Span(offset, offset + length))
  }

  /// Chinese numerals without a unit are part of a name or a word far more often than a count.
  private func isUsable(_ quantity: ScannedQuantity) -> Bool {
    quantity.unitClass != .none || quantity.numeral.isScaled || !quantity.numeral.isChinese
      || quantity.numeral.bound != nil
  }

  private func isLatin(_ scalar: UInt32) -> Bool {
    (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
  }

  /// End of the number and unit that 第 makes an ordinal; 前 does so only before 名 and 位 (前三名).
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

  /// Makes numbers plain that open a short quotation (“六个一”, “两个必建”) or stand in a formula (1+7+N).
  private func dropNames(_ tokens: inout [CountToken]) {
    for index in tokens.indices {
      guard let quantity = tokens[index].quantity else { continue }
      let isBare = quantity.unitClass == .none
      let before = index > 0 ? tokens[index - 1].mark : nil
      let after = index + 1 < tokens.count ? tokens[index + 1].mark : nil
      if isBare, before == .plus || after == .plus {
        tokens[index].kind = .plain
      } else if let before, before == .openQuote || before == .quote, opensName(tokens, index) {
        tokens[index].kind = .plain
      }
    }
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
