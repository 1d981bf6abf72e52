import LexiconData

/// Counts of letters by script.
struct LanguageMeasure {
  /// Chinese characters.
  private(set) var han = 0
  private(set) var kana = 0
  /// Letters of words in other scripts.
  private(set) var foreign = 0
  /// Characters that damaged text is full of: what was UTF-8 or GB 18030 and was read as Latin.
  private(set) var odd = 0

  /// - Complexity: O(bytes).
  init(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        if bytes[at] < 0x80 {
          at = addWord(bytes, at)
          continue
        }
        let (scalar, length) = PhraseTrie.decode(bytes, at)
        add(scalar)
        at += length
      }
    }
  }

  /// False for a text of words of another script with a few Chinese characters at most, or with much kana.
  var mayBeChinese: Bool {
    let isForeign = foreign >= 40 && han < 30 && han * 40 < foreign && odd * 2 < foreign
    return !isForeign && !(kana >= 20 && kana * 4 > han)
  }

  private mutating func add(_ scalar: UInt32) {
    switch scalar {
    case 0x80...0xFF, 0xE000...0xF8FF, 0xFFFD: odd += 1
    case 0x100...0x1FFF, 0xAC00...0xD7AF: foreign += 1
    case 0x3041...0x30FF: kana += 1
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: han += 1
    default: break
    }
  }

  /// Takes in the ASCII character at `at`, or all of a word that begins there, and gives the offset behind it.
  ///
  /// Letters of escapes and markup such as `&nbsp;`, `&#x4e2d;`, `\u4e2d` and `[CDATA[` are those of no word.
  private mutating func addWord(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    guard isLetter(bytes[at]) else { return at + 1 }
    var end = at + 1
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    switch at > 0 ? bytes[at - 1] : 0x20 {
    case UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "["): break
    case let before where DateReader.isDigit(before): break
    default: if end == bytes.count || !DateReader.isDigit(bytes[end]) { foreign += end - at }
    }
    return end
  }
}
