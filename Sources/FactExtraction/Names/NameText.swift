import CorpusModel
import LexiconData

/// A text as the name recogniser reads it: folded scalars, each with the byte offset that it came from.
///
/// Folding is by scalar, so that indices stay aligned: full-width letters, digits and `+` become ASCII; commas,
/// semicolons, colons, brackets and sentence marks become full width; every space becomes U+0020. The 十 of `1十14十N`, which
/// is a `+` misread, becomes one.
struct NameText: Sendable {
  let scalars: [UInt32]
  /// Byte offset of each scalar, and of the end.
  private let offsets: [Int]

  init(_ bytes: [UInt8]) {
    var scalars: [UInt32] = []
    var offsets: [Int] = []
    scalars.reserveCapacity(bytes.count / 3 + 16)
    offsets.reserveCapacity(bytes.count / 3 + 16)
    bytes.withUnsafeBufferPointer { buffer in
      var offset = 0
      while offset < buffer.count {
        let (scalar, length) = PhraseTrie.decode(buffer, offset)
        scalars.append(Scalars.folded(scalar))
        offsets.append(offset)
        offset += length
      }
    }
    offsets.append(bytes.count)
    for at in scalars.indices.dropFirst().dropLast() where scalars[at] == Scalars.ten {
      let next = scalars[at + 1]
      if Scalars.isDigit(scalars[at - 1]), Scalars.isDigit(next) || Scalars.isLatin(next) { scalars[at] = Scalars.plus }
    }
    self.scalars = scalars
    self.offsets = offsets
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  var count: Int { scalars.count }

  /// The bytes that a range of scalars came from.
  func span(_ range: Range<Int>) -> Span { Span(offsets[range.lowerBound], offsets[range.upperBound]) }

  /// The scalar at `index`, or 0 outside the text.
  subscript(_ index: Int) -> UInt32 { index >= 0 && index < scalars.count ? scalars[index] : 0 }

  /// Where words begin at `index` or behind it, or the end of the text.
  func startOfWords(from index: Int) -> Int {
    var start = index
    while start < count, !Scalars.isWord(self[start]) { start += 1 }
    return start
  }

  /// The end of the run of words that begins at `index`.
  func endOfWords(from index: Int) -> Int {
    var end = index
    while end < count, Scalars.isWord(self[end]) { end += 1 }
    return end
  }

  /// `range` without spaces and marks at its ends.
  func trimmed(_ range: Range<Int>, _ isDropped: (UInt32) -> Bool) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, isDropped(scalars[low]) { low += 1 }
    while high > low, isDropped(scalars[high - 1]) { high -= 1 }
    return low..<high
  }
}

/// Classes of scalars.
enum Scalars {
  static let comma: UInt32 = 0xFF0C
  static let enumerationComma: UInt32 = 0x3001
  static let semicolon: UInt32 = 0xFF1B
  static let colon: UInt32 = 0xFF1A
  static let fullStop: UInt32 = 0x3002
  static let space: UInt32 = 0x20
  static let plus: UInt32 = 0x2B
  static let lineFeed: UInt32 = 0x0A
  static let openBracket: UInt32 = 0xFF08
  static let closeBracket: UInt32 = 0xFF09
  /// 一.
  static let one: UInt32 = 0x4E00
  /// 十.
  static let ten: UInt32 = 0x5341
  /// 的.
  static let possessive: UInt32 = 0x7684
  /// 字.
  static let character: UInt32 = 0x5B57
  /// 第.
  static let ordinal: UInt32 = 0x7B2C
  /// 为.
  static let servingAs: UInt32 = 0x4E3A

  /// One form for the widths of a scalar; see `NameText`.
  static func folded(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x21, 0x28, 0x29, 0x2C, 0x3A, 0x3B, 0x3F: scalar + 0xFEE0
    case 0xFF0B, 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF02, 0xFF07: scalar - 0xFEE0
    case 0xFE62, 0x2795: plus
    case 0x09, 0xA0, 0x3000, 0x2002...0x200A: space
    default: scalar
    }
  }

  static func isHan(_ scalar: UInt32) -> Bool {
    (0x4E00...0x9FFF).contains(scalar) || (0x3400...0x4DBF).contains(scalar) || (0x20000...0x323AF).contains(scalar)
      || scalar == 0x3007
  }

  static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

  /// Digits and the characters of Chinese numerals up to 万.
  static func isNumeral(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343, 0x4E07,
      0x4E24, 0x96F6:
      true
    default: isDigit(scalar)
    }
  }

  static func isLatin(_ scalar: UInt32) -> Bool { (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar) }

  /// Marks that end a sentence: 。！？… and the line's end.
  static func endsSentence(_ scalar: UInt32) -> Bool {
    switch scalar {
    case fullStop, 0xFF01, 0xFF1F, 0x2026, lineFeed, 0xFF61: true
    default: false
    }
  }

  /// Marks that part the clauses of a motto: 、，；and the middle dots.
  static func partsClauses(_ scalar: UInt32) -> Bool {
    switch scalar {
    case enumerationComma, comma, semicolon, 0x7C, 0xFF0F: true
    default: isMiddleDot(scalar)
    }
  }

  static func isMiddleDot(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xB7, 0x2022, 0x30FB, 0x2027, 0x2E31: true
    default: false
    }
  }

  static func isDash(_ scalar: UInt32) -> Bool {
    (0x2010...0x2015).contains(scalar) || scalar == 0x2500 || scalar == 0x2D
  }

  static func isQuote(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x2018...0x201F, 0x300C...0x300F, 0x301D...0x301F: true
    default: false
    }
  }

  /// Whether a run of words stops here: anything but Han, letters, digits and `+`.
  static func isWord(_ scalar: UInt32) -> Bool { isHan(scalar) || isDigit(scalar) || isLatin(scalar) || scalar == plus }

  /// The UTF-8 text of scalars.
  static func string(_ scalars: some Sequence<UInt32>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    return String(view)
  }
}
