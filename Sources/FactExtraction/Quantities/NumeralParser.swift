import CorpusModel
import LexiconData

/// A number as written, without unit and outer bounds.
struct Numeral: Sendable, Equatable {
  var end: Int
  /// Rounded to an integer; exact unless the decimals outlast the scale.
  var value: Int
  /// The same with its decimals.
  var decimal: Double
  /// From words within the number such as 余 and 多; nil where there are none.
  var bound: Bound?
  var isChinese: Bool
  /// Begins with a bare place or scale (百, 万), which by itself is no number.
  var isBare: Bool
  /// Has a scale such as 万.
  var isScaled: Bool
  /// Arabic digits before any decimals or scale; 0 for Chinese numerals.
  var digits: Int
}

/// Reads one number in Arabic or Chinese numerals, or a mixture, at a place of the text.
///
/// Everything is kept as integers in units of the last decimal, so that 1.1万 is exactly 11000.
struct NumeralParser {
  let lexicon: NumeralLexicon
  let bytes: UnsafeBufferPointer<UInt8>
  /// Where reading stops, so that grouped digits without end cost no more than a number.
  private let limit: Int

  private var at = 0
  /// One in fixed-point: 10 to the number of decimals.
  private var one = 1
  private var total = 0
  private var section = 0
  private var current: Int?
  private var run = DigitRun()
  private var bound: Bound?
  private var isChinese = false
  private var isBare = false
  private var isScaled = false
  private var digits = 0
  private var hasOverflow = false
  private var hasAny = false

  /// Chinese digits in a row, not yet given a place.
  private struct DigitRun {
    var count = 0
    var first = 0
    var value = 0
    var hasZero = false
    var isEmpty: Bool { count == 0 }
  }

  private init(_ lexicon: NumeralLexicon, _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    self.lexicon = lexicon
    self.bytes = bytes
    at = offset
    limit = min(bytes.count, offset + NumeralLexicon.longestNumber)
  }

  /// The number at `offset`; nil where none begins or it overflows 64 bits.
  ///
  /// - Complexity: O(length of the number).
  static func parse(_ lexicon: NumeralLexicon, _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Numeral? {
    guard offset < bytes.count, lexicon.numerals.contains(PhraseTrie.decode(bytes, offset).0) else { return nil }
    var parser = NumeralParser(lexicon, bytes, at: offset)
    return parser.read()
  }

  private mutating func read() -> Numeral? {
    while at < limit {
      if bytes[at] == 0x20 { skipInnerBlanks() }
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if decimalDigit(scalar) != nil {
        guard current == nil, readArabic() else { break }
      } else if let character = lexicon.character(scalar) {
        guard readChinese(character, length) else { break }
      } else {
        guard readBound() else { break }
      }
    }
    guard hasAny, !hasOverflow else { return nil }
    flushRun()
    let (sum, overflow) = total.addingReportingOverflow(add(section, current ?? 0))
    guard !overflow, !hasOverflow else { return nil }
    return Numeral(
      end: at, value: (sum + one / 2) / one, decimal: Double(sum) / Double(one), bound: bound, isChinese: isChinese,
      isBare: isBare, isScaled: isScaled, digits: digits)
  }

  /// Skips blanks before 万, 亿, 余 and their like: 8000 余名, 12 万元.
  private mutating func skipInnerBlanks() {
    let next = skipBlanks(bytes, at)
    guard hasAny, next < limit else { return }
    if case .scale = lexicon.character(PhraseTrie.decode(bytes, next).0) {
      at = next
    } else if lexicon.bound(bytes, at: next, .inside) != nil {
      at = next
    }
  }

  private func digit(_ offset: Int) -> (value: Int, length: Int)? {
    guard offset < limit else { return nil }
    let (scalar, length) = PhraseTrie.decode(bytes, offset)
    return decimalDigit(scalar).map { ($0, length) }
  }

  /// Whether exactly three digits stand at `offset`.
  private func isGroup(_ offset: Int) -> Bool {
    var offset = offset
    for _ in 0..<3 {
      guard let (_, length) = digit(offset) else { return false }
      offset += length
    }
    return digit(offset) == nil
  }

  /// Digits with grouping by a comma or a space, and decimals; false if they cannot stand here.
  private mutating func readArabic() -> Bool {
    guard !isChinese || total > 0 || section > 0 else { return false }
    var value = 0
    var count = 0
    var isGrouped = false
    while true {
      while let (next, length) = digit(at) {
        value = add(multiply(value, 10), next)
        count += 1
        at += length
      }
      let isSeparated = at < bytes.count && (bytes[at] == 0x2C || bytes[at] == 0x20)
      guard isSeparated, count <= 3 || isGrouped, isGroup(at + 1) else { break }
      isGrouped = true
      at += 1
    }
    digits = count
    if hasAny {
      current = multiply(value, one)
    } else {
      current = readDecimals(value)
    }
    hasAny = true
    return true
  }

  /// The number `whole` with the decimals that stand here, in fixed point.
  private mutating func readDecimals(_ whole: Int) -> Int {
    guard at < bytes.count else { return whole }
    var value = whole
    let (point, length) = PhraseTrie.decode(bytes, at)
    guard point == 0x2E || point == 0xFF0E || point == 0xB7, digit(at + length) != nil else { return whole }
    at += length
    while let (next, width) = digit(at) {
      at += width
      guard one < 1_000_000 else { continue }
      value = add(multiply(value, 10), next)
      one *= 10
    }
    return value
  }

  private mutating func readChinese(_ character: NumeralLexicon.Character, _ length: Int) -> Bool {
    switch character {
    case .digit(let value):
      if current != nil && run.isEmpty { return false }
      if hasAny, run.isEmpty, value == 0, digits == 0 || goesOn(at + length) {
        at += length
        return true
      }
      // 9.6万五级代表: a Chinese digit goes on from Arabic ones only with a place of its own.
      if digits > 0, !isFollowedByPlace(at + length) || one > 1 { return false }
      append(value)
      current = multiply(value, one)
      isChinese = true
    case .vague:
      guard isVagueDigit(at + length) else { return false }
      if !hasAny { current = one }
      bound = .moreThan
      isChinese = true
    case .place(let value):
      flushRun()
      if current == nil, !hasAny, value != 10 { isBare = true }
      section = add(section, multiply(current ?? one, value))
      if !hasAny { isChinese = true }
      current = nil
    case .scale(let value):
      flushRun()
      if !hasAny { (isBare, isChinese) = (true, true) }
      let amount = add(section, current ?? (hasAny ? 0 : one))
      if value >= 100_000_000 {
        total = multiply(add(total, amount), value)
      } else {
        total = add(total, multiply(amount, value))
      }
      (section, current) = (0, nil)
      isScaled = true
    }
    at += length
    hasAny = true
    return true
  }

  /// Whether 数 or 几 stands for a digit: before a place or scale, or after ten.
  private func isVagueDigit(_ next: Int) -> Bool {
    hasAny ? current == nil && section > 0 : isFollowedByPlace(next)
  }

  /// Whether the digit at `next` goes on behind the 零 of 9万零800 or 9万零八百.
  private func goesOn(_ next: Int) -> Bool {
    guard isScaled, one == 1, next < limit else { return false }
    let (scalar, length) = PhraseTrie.decode(bytes, next)
    if decimalDigit(scalar) != nil { return true }
    guard case .digit = lexicon.character(scalar) else { return false }
    return isFollowedByPlace(next + length)
  }

  private func isFollowedByPlace(_ next: Int) -> Bool {
    guard next < bytes.count else { return false }
    let (scalar, _) = PhraseTrie.decode(bytes, next)
    switch lexicon.character(scalar) {
    case .place, .scale: return true
    default: return false
    }
  }

  /// Digits in a row: a positional number (二〇二四), or two neighbours as a range (三四十).
  private mutating func flushRun() {
    defer { run = DigitRun() }
    guard run.count > 1 else { return }
    if run.count == 2, !run.hasZero {
      current = multiply(run.first, one)
      bound = .atLeast
    } else {
      current = multiply(run.value, one)
      digits = run.count
    }
  }

  private mutating func append(_ digit: Int) {
    if run.isEmpty { run.first = digit }
    run.count += 1
    run.value = add(multiply(run.value, 10), digit)
    if digit == 0 { run.hasZero = true }
  }

  /// 余, 多 and their like within a number.
  private mutating func readBound() -> Bool {
    guard hasAny, let (length, found) = lexicon.bound(bytes, at: at, .inside) else { return false }
    if bytes[at] == UInt8(ascii: "+"), at + 1 < bytes.count, bytes[at + 1] < 0x80 { return false }
    bound = found
    at += length
    return true
  }

  private mutating func add(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    if overflow { hasOverflow = true }
    return sum
  }

  private mutating func multiply(_ left: Int, _ right: Int) -> Int {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    if overflow { hasOverflow = true }
    return product
  }
}
