/// Cuts UTF-8 into atoms, the units that the model tags: a character, or a whole number, date, Latin word or address
/// that a rule has closed.
///
/// A clause is what stands between white space; a very long one is cut, so that memory does not grow with the text.
package struct AtomScanner {
  /// Atoms after which a clause ends at the next full stop, and after which it ends anyway.
  static let softLimit = 512
  static let hardLimit = 4096

  let table: CharacterTable
  let entries: UnsafePointer<UInt32>
  let bytes: UnsafeBufferPointer<UInt8>
  /// Rules look no further than this byte: the next fixed span or the end of the text.
  var limit: Int
  /// Where the last date ended and with which unit, so that a day may follow its month.
  private var dateEnd = -1
  private var dateUnit = CharacterKind.symbol

  package init(table: CharacterTable, entries: UnsafePointer<UInt32>, bytes: UnsafeBufferPointer<UInt8>) {
    self.table = table
    self.entries = entries
    self.bytes = bytes
    limit = bytes.count
  }

  /// Reads the next clause into `lanes` and tells the byte where it ended; nil at the end of the text.
  ///
  /// The `fixed` spans are words: sorted, apart, not empty, none of them begun before `offset`.
  package mutating func scanClause(
    from offset: Int, fixed: ArraySlice<Range<Int>>, into lanes: inout AtomLanes
  ) -> Int? {
    var fixed = fixed
    limit = fixed.first?.lowerBound ?? bytes.count
    var at = offset
    while at < limit {
      let character = peek(at)
      guard character.kind == .space else { break }
      at += character.length
    }
    guard at < bytes.count else { return nil }
    lanes.clear()
    dateEnd = -1
    while true {
      let isDone = scanFree(&at, &lanes)
      guard !isDone, let span = fixed.popFirst() else { break }
      appendFixed(span, to: &lanes)
      at = span.upperBound
      limit = fixed.first?.lowerBound ?? bytes.count
    }
    lanes.close(at: at)
    return at
  }

  /// Reads up to the limit, or until the clause ends, which it tells.
  private mutating func scanFree(_ at: inout Int, _ lanes: inout AtomLanes) -> Bool {
    while at < limit {
      let character = peek(at)
      if character.kind == .space { return true }
      at = appendAtom(character, at: at, to: &lanes)
      if lanes.count >= Self.softLimit {
        let isStop = [0x21, 0x3002, 0xFF01, 0xFF1F].contains(character.scalar)
        if isStop || lanes.count >= Self.hardLimit { return true }
      }
    }
    return false
  }

  private mutating func appendFixed(_ span: Range<Int>, to lanes: inout AtomLanes) {
    limit = span.upperBound
    var at = span.lowerBound
    var binding = AtomLanes.Binding.start
    while at < limit {
      let character = peek(at)
      lanes.append(character.identity, character.type, start: at, binding: binding)
      binding = AtomLanes.Binding.continuation
      at += character.length
    }
  }

  @inline(__always)
  private mutating func appendAtom(_ character: Character, at: Int, to lanes: inout AtomLanes) -> Int {
    typealias Binding = AtomLanes.Binding
    switch character.kind {
    case .han, .approximation, .year, .month, .day, .hour, .minute:
      lanes.append(character.identity, character.type, start: at, binding: Binding.free)
      return at + character.length
    case .hanDigit, .multiplier:
      if let end = hanDate(at) {
        lanes.append(AtomCode.date, AtomCode.dateType, start: at, binding: Binding.start)
        return end
      }
      lanes.append(character.identity, character.type, start: at, binding: Binding.free)
      return at + character.length
    case .ordinal:
      let next = at + character.length
      if next < limit, peek(next).kind == .digit {
        lanes.append(AtomCode.number, AtomCode.numberType, start: at, binding: Binding.start)
        return digits(next).end
      }
      lanes.append(character.identity, character.type, start: at, binding: Binding.free)
      return next
    case .digit, .letter:
      let run = closedRun(at, character)
      lanes.append(run.identity, run.type, start: at, binding: Binding.start)
      return run.end
    case .punctuation, .symbol, .space:
      lanes.append(character.identity, character.type, start: at, binding: Binding.start)
      return repeated(character, from: at)
    }
  }

  // MARK: Characters

  package struct Character {
    package var scalar: UInt32
    package var length: Int
    var entry: UInt32
    var identity: UInt16 { UInt16(truncatingIfNeeded: entry) }
    var type: UInt8 { UInt8(truncatingIfNeeded: entry >> 16) }
    package var kind: CharacterKind { CharacterKind(rawValue: UInt8(truncatingIfNeeded: entry >> 24)) ?? .symbol }
  }

  /// The character at `at`, which must be below `limit`; an ill-formed or cut byte is a symbol of its own.
  @inline(__always) func peek(_ at: Int) -> Character {
    let first = UInt32(bytes[at])
    if first < 0x80 { return Character(scalar: first, length: 1, entry: entries[Int(first)]) }
    var scalar: UInt32 = 0xFFFD
    var length = 1
    if first >= 0xE0, first < 0xF0, at + 2 < limit {
      let second = UInt32(bytes[at + 1]) ^ 0x80
      let third = UInt32(bytes[at + 2]) ^ 0x80
      if second < 0x40, third < 0x40 {
        scalar = (first & 0x0F) << 12 | second << 6 | third
        length = 3
      }
    } else if first >= 0xC2, first < 0xE0, at + 1 < limit, bytes[at + 1] & 0xC0 == 0x80 {
      scalar = (first & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
      length = 2
    } else if first >= 0xF0, first < 0xF5, at + 3 < limit, bytes[at + 1] & 0xC0 == 0x80, bytes[at + 2] & 0xC0 == 0x80,
      bytes[at + 3] & 0xC0 == 0x80
    {
      scalar =
        (first & 0x07) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12 | UInt32(bytes[at + 2] & 0x3F) << 6
        | UInt32(bytes[at + 3] & 0x3F)
      length = 4
    }
    return Character(scalar: scalar, length: length, entry: CharacterTable.entry(scalar, entries))
  }

  /// The kind of the character at `at`; `.space` at the limit.
  func kind(_ at: Int) -> CharacterKind { at < limit ? peek(at).kind : .space }
  func scalar(_ at: Int) -> UInt32 { at < limit ? CharacterTable.folded(peek(at).scalar) : 0 }
  func next(_ at: Int) -> Int { at < limit ? at + peek(at).length : at }

  /// Dashes, ellipses and the like: a run of one and the same is one word.
  private func repeated(_ character: Character, from at: Int) -> Int {
    var end = at + character.length
    switch character.scalar {
    case 0x2014, 0x2026, 0x2500, 0x2E, 0x2D, 0x2A, 0x3D, 0x5F, 0x7E, 0x22EF:
      while end < limit, peek(end).scalar == character.scalar { end += character.length }
    default: break
    }
    return end
  }
}

extension AtomScanner {
  // MARK: Numbers, dates, Latin words

  struct Run {
    var end: Int
    var identity: UInt16
    var type: UInt8

    static func number(_ end: Int) -> Run { Run(end: end, identity: AtomCode.number, type: AtomCode.numberType) }
    static func letters(_ end: Int) -> Run { Run(end: end, identity: AtomCode.letters, type: AtomCode.letterType) }
    static func date(_ end: Int) -> Run { Run(end: end, identity: AtomCode.date, type: AtomCode.dateType) }
  }

  private mutating func closedRun(_ at: Int, _ first: Character) -> Run {
    if first.kind == .letter { return .letters(letters(at)) }
    let whole = digits(at)
    if kind(whole.end) == .letter { return .letters(letters(at)) }
    if let end = sum(whole.end) { return .number(end) }
    if let end = date(at, whole) { return .date(end) }
    var end = fraction(whole.end, digits: whole.count)
    if end != whole.end, kind(end) == .letter { return .letters(letters(end)) }
    if table.percents.contains(scalar(end)) { return .number(next(end)) }
    while end < limit {
      let character = peek(end)
      let after = end + character.length
      guard character.kind == .multiplier || character.kind == .approximation,
        !table.splitsNumber(character.scalar, scalar(after))
      else { break }
      end = after
    }
    return .number(end)
  }

  /// A run of digits: its end, how many there are, and their value (of the first six).
  private func digits(_ at: Int) -> (end: Int, count: Int, value: Int) {
    var end = at
    var count = 0
    var value = 0
    while end < limit {
      let character = peek(end)
      guard character.kind == .digit else { break }
      if count < 6 { value = value * 10 + Int(CharacterTable.folded(character.scalar)) - 0x30 }
      count += 1
      end += character.length
    }
    return (end, count, value)
  }

  /// `.5`, `,000,000`, `:30` behind a run of `count` digits.
  private func fraction(_ at: Int, digits count: Int) -> Int {
    var end = at
    var grouped = count <= 3
    while end < limit {
      let mark = scalar(end)
      let part = digits(next(end))
      guard part.count > 0 else { break }
      if mark == 0x2C, grouped, part.count == 3 {
        end = part.end
      } else if mark == 0x2E {
        end = part.end
        grouped = false
      } else if mark == 0x3A, count <= 2, part.count == 2 {
        end = part.end
        grouped = false
      } else {
        break
      }
    }
    return end
  }

  /// `+7+N` behind `1`.
  private func sum(_ at: Int) -> Int? {
    var end = at
    while scalar(end) == 0x2B {
      var part = next(end)
      let start = part
      while kind(part) == .digit || kind(part) == .letter { part = next(part) }
      guard part > start else { break }
      end = part
    }
    return end > at ? end : nil
  }

  /// A year of four digits, a month, a day behind its month, an hour behind a day; the units are part of the word.
  private mutating func date(_ start: Int, _ number: (end: Int, count: Int, value: Int)) -> Int? {
    guard number.end < limit, number.count <= 4 else { return nil }
    let unit = peek(number.end)
    var end = number.end + unit.length
    let follows = dateEnd == start
    guard !table.blocksDate(unit.scalar, scalar(end)) else { return nil }
    switch unit.kind {
    case .year:
      let isShort = number.count == 2 && kind(end) == .digit && kind(digits(end).end) == .month
      if scalar(end) == table.yearSuffix, number.count == 2 || number.count == 4 {
        end = next(end)
      } else {
        guard number.count == 4 && (1000..<3000).contains(number.value) || isShort else { return nil }
      }
    case .month:
      guard (1...12).contains(number.value), number.count <= 2 else { return nil }
      if scalar(end) == table.monthSuffix { end = next(end) }
    case .day:
      let isPlainDay = CharacterTable.folded(unit.scalar) == 0x65E5
      guard (1...31).contains(number.value), number.count <= 2, isPlainDay || follows && dateUnit == .month else {
        return nil
      }
    case .hour:
      guard number.value <= 24, number.count <= 2, follows || kind(end) == .digit else { return nil }
    case .minute:
      guard number.value < 60, follows && dateUnit == .hour else { return nil }
    default:
      guard number.count <= 2, table.isCentury(unit.scalar, scalar(end)) else { return nil }
      end = next(end)
    }
    dateEnd = end
    dateUnit = unit.kind
    return end
  }

  /// A date in Han numerals: four digits and the year, a month behind a year or before a day, a day behind its month.
  private mutating func hanDate(_ start: Int) -> Int? {
    var at = start
    var length = 0
    var onlyDigits = true
    while length < 5, at < limit {
      let character = peek(at)
      guard character.kind == .hanDigit || character.kind == .multiplier else { break }
      if character.kind == .multiplier { onlyDigits = false }
      length += 1
      at += character.length
    }
    let unit = kind(at)
    let end = next(at)
    switch unit {
    case .year where length == 4 && onlyDigits: break
    case .month where length <= 2 && (dateEnd == start && dateUnit == .year || hanDay(end)): break
    case .day where length <= 3 && dateEnd == start && dateUnit == .month: break
    default: return nil
    }
    dateEnd = end
    dateUnit = unit
    return end
  }

  private func hanDay(_ start: Int) -> Bool {
    var at = start
    var length = 0
    while length < 4, kind(at) == .hanDigit || kind(at) == .multiplier {
      at = next(at)
      length += 1
    }
    return (1...3).contains(length) && kind(at) == .day
  }

  /// A Latin word, a mixed code such as `H2O`, `Wi-Fi`, `C++` or `N+1`, an e-mail or web address.
  private func letters(_ start: Int) -> Int {
    if let end = address(start) { return end }
    var at = start
    while at < limit {
      let character = peek(at)
      if character.kind == .letter || character.kind == .digit {
        at += character.length
        continue
      }
      let after = kind(at + character.length)
      let joins = [0x26, 0x27, 0x2D, 0x2E, 0x40, 0x5F, 0x2019].contains(character.scalar)
      guard joins, after == .letter || after == .digit else { break }
      at += character.length
    }
    if let end = sum(at) { return end }
    if scalar(at) == 0x23 { return next(at) }
    if scalar(at) == 0x2B, scalar(next(at)) == 0x2B { return next(next(at)) }
    return at
  }

  private func address(_ start: Int) -> Int? {
    var at = start
    while at < limit, at - start < 8, bytes[at] | 0x20 >= 0x61, bytes[at] | 0x20 <= 0x7A { at += 1 }
    let hasScheme = at + 3 < limit && bytes[at] == 0x3A && bytes[at + 1] == 0x2F && bytes[at + 2] == 0x2F
    let isWeb =
      at - start == 3 && at + 1 < limit && bytes[at] == 0x2E && bytes[start..<at].allSatisfy { $0 | 0x20 == 0x77 }
    guard hasScheme || isWeb else { return nil }
    while at < limit, bytes[at] > 0x20, bytes[at] < 0x7F, ![0x22, 0x27, 0x3C, 0x3E, 0x28, 0x29].contains(bytes[at]) {
      at += 1
    }
    while at > start, [0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F].contains(bytes[at - 1]) { at -= 1 }
    return at
  }
}
