import CorpusModel

/// What full-text search sees of a text: one token a Chinese character, one a run of other letters and digits.
///
/// With single characters as tokens and phrases as queries every substring of Chinese is found, two-character words too,
/// without trusting any segmentation. Tokens are written apart by blanks, so that SQLite's plain tokenizer, and with it
/// any program that can open the file, reads the index.
struct SearchText {
  /// Tokens of `text`, each followed by a blank; ASCII letters small, full-width letters and digits made ASCII.
  ///
  /// - Complexity: O(bytes).
  static func tokens(of text: some Sequence<UInt8>) -> String {
    var output: [UInt8] = []
    var isInWord = false
    var decoder = UTF8()
    var bytes = text.makeIterator()
    decoding: while true {
      let scalar: UInt32
      switch decoder.decode(&bytes) {
      case .scalarValue(let decoded): scalar = folded(decoded.value)
      case .error: scalar = 0x20
      case .emptyInput: break decoding
      }
      let isAlone = standsAlone(scalar)
      let isWord = !isAlone && continuesWord(scalar)
      if isInWord && !isWord { output.append(0x20) }
      if isAlone || isWord, let scalar = Unicode.Scalar(scalar) {
        output.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
      if isAlone { output.append(0x20) }
      isInWord = isWord
    }
    if isInWord { output.append(0x20) }
    return output.string
  }

  /// The FTS5 expression for `query`: its words, parted by white space, must all occur; a word is a phrase of tokens.
  ///
  /// - Returns: nil if there is no token in `query`.
  static func expression(for query: String) -> String? {
    let phrases = query.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
      .map { tokens(of: $0) }
      .filter { !$0.isEmpty }
      .map { "\"\($0.dropLast())\"" }
    return phrases.isEmpty ? nil : phrases.joined(separator: " AND ")
  }

  /// Full-width forms to ASCII, ASCII capitals to small letters.
  private static func folded(_ scalar: UInt32) -> UInt32 {
    let narrow = (0xFF01...0xFF5E).contains(scalar) ? scalar - 0xFEE0 : scalar == 0x3000 ? 0x20 : scalar
    return (0x41...0x5A).contains(narrow) ? narrow + 0x20 : narrow
  }

  /// Ideographs, kana and hangul syllables.
  private static func standsAlone(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }

  private static func continuesWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x30...0x39).contains(scalar) || (0x61...0x7A).contains(scalar) }
    return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
  }
}
