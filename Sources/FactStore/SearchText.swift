import CorpusModel
import GRDB

/// What full-text search sees of a text: its characters, one token each, without white space.
///
/// With single characters as tokens and phrases as queries, every substring is found, two-character words too, whatever
/// a segmenter would say; punctuation is a token like any other, so that nothing else is found. Tokens are written apart
/// by blanks, so that SQLite's plain tokenizer, and with it any program that can open the file, reads the index. On
/// 10,000 articles of 45 MB the index is 48 MB (one token a pair of characters: 86 MB), and a phrase takes 2-25 ms.
enum SearchText {
  /// Stands between lines, so that no phrase runs across them.
  static let lineEnd: UInt32 = 0x240A

  /// Tokens of `text`, each followed by a blank.
  ///
  /// - Complexity: O(bytes).
  static func tokens(of text: [UInt8]) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(2 * text.count)
    forEachCharacter(of: text) { scalar in
      if let scalar = Unicode.Scalar(scalar) { output.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
      output.append(0x20)
    }
    return output.string
  }

  /// The columns of the index.
  static func columns(title: String?, text: [UInt8]) -> StatementArguments {
    [tokens(of: Array((title ?? "").utf8)), tokens(of: text)]
  }

  /// Calls `body` with each character that counts, folded.
  ///
  /// - Complexity: O(bytes).
  @inline(__always)
  static func forEachCharacter(of text: [UInt8], _ body: (UInt32) -> Void) {
    text.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        let (folded, length) = character(bytes, at)
        if let folded { body(folded) }
        at += length
      }
    }
  }

  /// The character that begins at byte `at`, folded, and its length; nil for white space.
  ///
  /// Letters and digits of ASCII are small and of half width, its punctuation is of full width; line ends are `lineEnd`,
  /// an ill-formed byte is U+FFFD.
  @inline(__always)
  static func character(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (folded: UInt32?, length: Int) {
    let (scalar, length) = decode(bytes, at)
    return (folded(scalar), length)
  }

  @inline(__always)
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[at])
    if first < 0x80 { return (first, 1) }
    func tail(_ offset: Int) -> UInt32? {
      guard at + offset < bytes.count, bytes[at + offset] & 0xC0 == 0x80 else { return nil }
      return UInt32(bytes[at + offset] & 0x3F)
    }
    guard let second = tail(1) else { return (0xFFFD, 1) }
    if first >= 0xC2, first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    guard let third = tail(2) else { return (0xFFFD, 1) }
    if first >= 0xE0, first < 0xF0 {
      let scalar = (first & 0x0F) << 12 | second << 6 | third
      return scalar < 0x800 || 0xD800...0xDFFF ~= scalar ? (0xFFFD, 1) : (scalar, 3)
    }
    guard let fourth = tail(3), first >= 0xF0, first < 0xF5 else { return (0xFFFD, 1) }
    let scalar = (first & 0x07) << 18 | second << 12 | third << 6 | fourth
    return 0x10000...0x10FFFF ~= scalar ? (scalar, 4) : (0xFFFD, 1)
  }

  /// The character that search takes `scalar` for; nil for white space.
  @inline(__always)
  private static func folded(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x4E00...0x9FFF: return scalar
    case 0x0A, 0x0D: return lineEnd
    case 0...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064, 0x3000, 0xFEFF: return nil
    case 0x21...0x7E, 0xFF01...0xFF5E:
      let narrow = scalar < 0x7F ? scalar : scalar - 0xFEE0
      switch narrow {
      case 0x41...0x5A: return narrow + 0x20
      case 0x30...0x39, 0x61...0x7A: return narrow
      default: return narrow + 0xFEE0
      }
    default: return scalar
    }
  }

  /// Whether a folded character is more than punctuation or a sign.
  static func isLetterOrDigit(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x61...0x7A, 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x3FFFD: true
    default: Unicode.Scalar(scalar).map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }
  }
}
