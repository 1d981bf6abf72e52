import LexiconData

/// Finds registration numbers in an imprint: `桂ICP备11003557`, `滇公网安备 53011102001555号`, `许可证：45120170002`.
///
/// Their prefixes and first digits tell the region of whoever publishes.
enum LicenceReader {
  static func licences(_ folded: FoldedText, source: UnsafeBufferPointer<UInt8>, lexicon: FurnitureLexicon) -> [String]
  {
    folded.bytes.withUnsafeBufferPointer { bytes in
      var found: [String] = []
      var index = 0
      while index < bytes.count {
        if let range = number(bytes, at: index, lexicon) {
          let text = Byline.clean(source, folded.source(range))
          if text.utf8.contains(where: DateReader.isDigit), !found.contains(text) { found.append(text) }
          index = max(range.upperBound, index + 1)
        } else {
          index += PhraseTrie.length(bytes[index])
        }
      }
      return found
    }
  }

  /// The number that begins or is announced at `index`.
  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ lexicon: FurnitureLexicon
  ) -> Range<Int>? {
    if let end = lexicon.endOfPhrase(.registration, bytes, at: index) {
      let start = index >= 3 && bytes[index - 1] >= 0x80 ? index - 3 : index
      return start..<endOfNumber(bytes, end, lexicon)
    }
    guard let label = lexicon.label(bytes, at: index), label.field == .licence else { return nil }
    var start = label.end
    while start < bytes.count, bytes[start] == UInt8(ascii: ":") || bytes[start] <= 0x20 { start += 1 }
    return start..<endOfNumber(bytes, start, lexicon)
  }

  /// Up to the next blank, bar or registration behind at least one digit.
  private static func endOfNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ lexicon: FurnitureLexicon) -> Int
  {
    var index = start
    var hasDigit = false
    while index < bytes.count, index - start < 60 {
      let byte = bytes[index]
      if DateReader.isDigit(byte) { hasDigit = true }
      if byte == 0x09 || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "&") || (byte == 0x20 && hasDigit) { break }
      if hasDigit, byte >= 0xE0, lexicon.endOfPhrase(.registration, bytes, at: index + 3) != nil { break }
      index += PhraseTrie.length(byte)
    }
    return min(index, bytes.count)
  }
}
