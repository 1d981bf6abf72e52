/// One line of visible text: what stands between two block breaks of a page, or a line of plain text.
///
/// Offsets are bytes of the text that the line was read from; counts are scalars without white space.
struct Line: Sendable, Equatable {
  var start: Int32
  var end: Int32
  /// Index of the innermost element around it; 0 in plain text.
  var element: Int32 = 0
  var characters: Int32 = 0
  /// Characters inside links.
  var linked: Int32 = 0
  /// Punctuation marks inside sentences, full stops included.
  var marks: Int32 = 0
  /// Marks that end a sentence: 。！？….
  var stops: Int32 = 0
  /// Level of the heading element around it, 0 for none.
  var heading: UInt8 = 0
  /// Whether an empty line of plain text stands before it.
  var followsGap = false

  init(start: Int, end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  var range: Range<Int> { Int(start)..<Int(end) }
  var count: Int { Int(end - start) }
  /// Characters outside links.
  var free: Int32 { characters - linked }
  /// Whether more of it is link than text.
  var isLinked: Bool { linked * 2 > characters }

  /// Whether it reads as an entry of a list: a headline in a link or with a date behind it.
  func isEntry(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    isLinked && characters >= 8 || characters >= 12 && endsWithDate(text)
  }

  /// Whether its last characters are a date in numbers, such as `2024-06-25` or `[06/25]`.
  private func endsWithDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = text[range]
    while let last = rest.last, last == UInt8(ascii: "]") || last == UInt8(ascii: ")") || last == 0x20 {
      rest.removeLast()
    }
    let date = rest.reversed().prefix { DateReader.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") }
    let parts = date.split(omittingEmptySubsequences: false) { !DateReader.isDigit($0) }
    return (2...3).contains(parts.count) && parts.prefix(2).allSatisfy { (1...2).contains($0.count) }
  }
}

/// Counts of a stretch of text.
struct TextMeasure {
  var characters: Int32 = 0
  var marks: Int32 = 0
  var stops: Int32 = 0

  /// Counts the scalars of `bytes` in `range`.
  ///
  /// An ASCII mark counts only behind a non-ASCII byte, which leaves numbers, times and addresses out.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte > 0x20 {
          characters += 1
          if index > range.lowerBound, bytes[index - 1] >= 0x80 { countASCII(byte) }
        }
        index += 1
      } else if byte < 0xE0 {
        characters += 1
        index += 2
      } else if byte < 0xF0 {
        if index + 2 < range.upperBound { countThreeBytes(byte, bytes[index + 1], bytes[index + 2]) }
        index += 3
      } else {
        characters += 1
        index += 4
      }
    }
  }

  @inline(__always) private mutating func countASCII(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): marks += 1
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      marks += 1
      stops += 1
    default: break
    }
  }

  @inline(__always) private mutating func countThreeBytes(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    characters += 1
    if first == 0xE3, second == 0x80 {
      if third == 0x80 { characters -= 1 }
      if third == 0x81 || third == 0x82 { marks += 1 }
      if third == 0x82 { stops += 1 }
    } else if first == 0xEF, second == 0xBC {
      switch third {
      case 0x8C, 0x9A, 0x9B: marks += 1
      case 0x81, 0x9F:
        marks += 1
        stops += 1
      default: break
      }
    } else if first == 0xE2, second == 0x80, third == 0xA6 {
      marks += 1
      stops += 1
    }
  }
}
