import LexiconData

/// A punctuation mark, whatever its width.
enum TextMark: UInt8, Sendable {
  /// 。！？… and the end of a paragraph.
  case sentence
  case semicolon, comma, enumeration, colon
  /// Dashes and waves; also the joiner of a range.
  case dash
  case openBracket, closeBracket
  case openQuote, closeQuote
  /// A half-width quote, which does not tell its side.
  case quote
  case openTitle, closeTitle
  case plus

  /// The mark that `scalar` is; nil for anything else.
  init?(_ scalar: UInt32) {
    // Most characters of a Chinese text.
    if (0x3400..<0xFF00).contains(scalar) { return nil }
    switch scalar {
    case 0x0A, 0x3002, 0xFF01, 0x21, 0xFF1F, 0x3F, 0x2026: self = .sentence
    case 0xFF1B, 0x3B: self = .semicolon
    case 0xFF0C, 0x2C: self = .comma
    case 0x3001, 0xFF64: self = .enumeration
    case 0xFF1A, 0x3A: self = .colon
    case 0x2D, 0x2010...0x2015, 0x7E, 0xFF5E, 0x301C, 0xFF0D, 0x2500: self = .dash
    case 0x28, 0xFF08, 0x5B, 0x3010, 0x3014: self = .openBracket
    case 0x29, 0xFF09, 0x5D, 0x3011, 0x3015: self = .closeBracket
    case 0x201C, 0x2018, 0x300C, 0x300E, 0xFF62: self = .openQuote
    case 0x201D, 0x2019, 0x300D, 0x300F, 0xFF63: self = .closeQuote
    case 0x22, 0xFF02: self = .quote
    case 0x300A, 0x3008: self = .openTitle
    case 0x300B, 0x3009: self = .closeTitle
    case 0x2B, 0xFF0B: self = .plus
    default: return nil
    }
  }

  var isQuote: Bool { self == .openQuote || self == .closeQuote || self == .quote }

  /// Whether a clause ends here.
  var endsClause: Bool {
    switch self {
    case .sentence, .semicolon, .comma, .colon, .dash: true
    default: false
    }
  }
}

/// Whether `scalar` is a space of any width.
func isBlank(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x20, 0x09, 0xA0, 0x3000, 0x2002...0x200B, 0xFEFF: true
  default: false
  }
}

/// The value of a decimal digit of either width; nil for anything else.
func decimalDigit(_ scalar: UInt32) -> Int? {
  switch scalar {
  case 0x30...0x39: Int(scalar) - 0x30
  case 0xFF10...0xFF19: Int(scalar) - 0xFF10
  default: nil
  }
}

/// The first offset from `offset` on where no space stands.
func skipBlanks(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
  var at = offset
  while at < bytes.count {
    let (scalar, length) = PhraseTrie.decode(bytes, at)
    guard isBlank(scalar) else { break }
    at += length
  }
  return at
}
