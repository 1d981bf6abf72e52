import CorpusModel
import LexiconData

/// Reads quantities: bounds, number, unit, bounds.
struct QuantityScanner: Sendable {
  let lexicon: NumeralLexicon

  /// The quantity that begins at `offset`, bounds included; nil where no number with or without a unit stands.
  ///
  /// - Complexity: O(length of the quantity).
  func scan(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> ScannedQuantity? {
    var start = offset
    var bound: Bound?
    while let (length, found) = lexicon.bound(bytes, at: start, .before) {
      bound = found
      start = skipBlanks(bytes, start + length)
    }
    if let percentage = percentage(bytes, from: offset, at: start, bound) { return percentage }
    let needsBare: Bool
    if let (length, found) = lexicon.bound(bytes, at: start, .bare) {
      (bound, needsBare) = (found, true)
      start += length
    } else {
      needsBare = false
    }
    guard let numeral = numeral(bytes, at: start) else { return nil }
    // 百 alone is no number (百家企业); 近百, 上百 and 百余 are.
    guard numeral.isBare ? bound != nil || numeral.bound != nil : !needsBare else { return nil }
    var end = numeral.end
    var isRange = false
    if let upper = rangeEnd(bytes, after: numeral) {
      end = upper
      isRange = true
    }
    let number = Span(start, end)
    let unit = self.unit(bytes, at: skipBlanks(bytes, end))
    if unit.kind != .none { end = unit.span.end }
    var decimal = numeral.decimal
    // 八成五 is 85 of a hundred.
    if unit.kind == .tenth, let (tenths, after) = digit(bytes, at: end) {
      decimal += Double(tenths) / 10
      end = after
    }
    if numeral.bound != nil { bound = numeral.bound }
    if let (length, found) = lexicon.bound(bytes, at: end, .after) {
      if numeral.bound == nil { bound = found }
      end += length
    }
    return ScannedQuantity(
      span: Span(offset, end), number: number, value: numeral.value, decimal: decimal,
      bound: bound ?? (isRange ? .atLeast : .exact), unit: unit.span, unitClass: unit.kind, numeral: numeral,
      isRange: isRange)
  }

  /// 百分之九十五 and 百分之百, whose unit stands before the number.
  private func percentage(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, at start: Int, _ bound: Bound?
  ) -> ScannedQuantity? {
    let end = start + Self.percentUnit.count
    guard end < bytes.count, bytes[start] == Self.percentUnit[0],
      bytes[start..<end].elementsEqual(Self.percentUnit), let numeral = numeral(bytes, at: end)
    else { return nil }
    return ScannedQuantity(
      span: Span(offset, numeral.end), number: Span(end, numeral.end), value: numeral.value, decimal: numeral.decimal,
      bound: bound ?? numeral.bound ?? .exact, unit: Span(start, end), unitClass: .percent, numeral: numeral,
      isRange: false)
  }

  /// 百分之 in UTF-8.
  private static let percentUnit: [UInt8] = [0xE7, 0x99, 0xBE, 0xE5, 0x88, 0x86, 0xE4, 0xB9, 0x8B]

  /// What `outlook` tells of a place.
  enum Outlook {
    case possible
    /// No count begins before `end`.
    case none(end: Int)
  }

  /// Whether the numeral at `offset`, without what stands before it, may be that of a count.
  ///
  /// - Complexity: O(length of the number).
  func outlook(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Outlook {
    if let end = lexicon.endOfHugeNumber(bytes, at: offset) { return .none(end: end) }
    guard let numeral = numeral(bytes, at: offset) else { return .none(end: offset) }
    let unit = unit(bytes, at: skipBlanks(bytes, numeral.end)).kind
    let isUsableAlone = numeral.isScaled || !numeral.isChinese || numeral.bound != nil
    return unit.isCountable || unit == .none && isUsableAlone ? .possible : .none(end: numeral.end)
  }

  private func numeral(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Numeral? {
    NumeralParser.parse(lexicon, bytes, at: offset)
  }

  /// End of the upper number of a range (3–5, 3至5, 3名至5名) whose lower one is `lower`.
  private func rangeEnd(_ bytes: UnsafeBufferPointer<UInt8>, after lower: Numeral) -> Int? {
    var at = skipBlanks(bytes, lower.end)
    let unit = self.unit(bytes, at: at)
    let hasUnit = unit.kind.isCountable
    if hasUnit { at = unit.span.end }
    guard at < bytes.count else { return nil }
    let (scalar, length) = PhraseTrie.decode(bytes, at)
    // 至 and 到, or a dash or wave.
    guard scalar == 0x81F3 || scalar == 0x5230 || TextMark(scalar) == .dash else { return nil }
    guard let upper = numeral(bytes, at: skipBlanks(bytes, at + length)), upper.value > lower.value else { return nil }
    let second = self.unit(bytes, at: skipBlanks(bytes, upper.end))
    guard !hasUnit || equal(bytes, unit.span, second.span) else { return nil }
    // A dash between two things that each have a unit joins a list, not a range; a wave makes one (5名~10名).
    if hasUnit, TextMark(scalar) == .dash, ![0x7E, 0x301C, 0xFF5E].contains(scalar) { return nil }
    return upper.end
  }

  /// A lone Chinese digit that no unit follows.
  private func digit(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (value: Int, end: Int)? {
    guard let numeral = numeral(bytes, at: offset), numeral.isChinese, numeral.value < 10, numeral.end == offset + 3,
      unit(bytes, at: numeral.end).kind == .none
    else { return nil }
    return (numeral.value, numeral.end)
  }

  private func unit(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (span: Span, kind: UnitClass) {
    guard offset < bytes.count, var (length, index) = lexicon.units.longestMatch(bytes, at: offset) else {
      return (Span(offset, offset), .none)
    }
    if lexicon.unitClasses[index] == .percent, let shorter = beforeWord(bytes, offset, length) {
      (length, index) = shorter
    }
    let kind = lexicon.unitClasses[index]
    return (Span(offset, kind == .none ? offset : offset + length), kind)
  }

  /// The unit at `offset` that is left of one of `length` bytes whose last character begins a word: 个 of 12个点位.
  private func beforeWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ length: Int
  ) -> (length: Int, value: Int)? {
    let last = offset + length - 3
    guard last > offset, let word = lexicon.units.longestMatch(bytes, at: last), word.length > 3,
      lexicon.unitClasses[word.value] == .none
    else { return nil }
    return lexicon.units.longestMatch(UnsafeBufferPointer(rebasing: bytes[..<last]), at: offset)
  }

  private func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ left: Span, _ right: Span) -> Bool {
    left.count == right.count && bytes[left.range].elementsEqual(bytes[right.range])
  }
}
