import LexiconData

/// Finds registration numbers in an imprint: `桂ICP备11003557`, `滇公网安备 53011102001555号`, `许可证：45120170002`; and
/// telephone numbers with their area code: `0771-5881234`, `(010)83061234`.
///
/// Their prefixes and first digits tell the region of whoever publishes.
enum LicenceReader {
  static func licences(_ folded: FoldedText, source: UnsafeBufferPointer<UInt8>, lexicon: FurnitureLexicon) -> [String]
  {
    folded.bytes.withUnsafeBufferPointer { bytes in
      var found: [String] = []
      var index = 0
      while index < bytes.count {
        let (scalar, length) = PhraseTrie.decode(bytes, index)
        if scalar == 0x30 || lexicon.mayBeginLicence(scalar), let range = number(bytes, at: index, lexicon) {
          let text = Byline.clean(source, folded.source(range))
          if text.utf8.contains(where: DateReader.isDigit), !found.contains(text) { found.append(text) }
          index = max(range.upperBound, index + 1)
        } else {
          index += length
        }
      }
      return found
    }
  }

  /// The number that begins or is announced at `index`.
  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ lexicon: FurnitureLexicon
  ) -> Range<Int>? {
    if bytes[index] == UInt8(ascii: "0"), let end = endOfTelephone(bytes, index) { return index..<end }
    if let end = lexicon.endOfPhrase(.registration, bytes, at: index) {
      let start = index >= 3 && bytes[index - 1] >= 0x80 ? index - 3 : index
      return start..<endOfNumber(bytes, end, lexicon)
    }
    guard let label = lexicon.label(bytes, at: index), label.field == .licence else { return nil }
    var start = label.end
    while start < bytes.count, bytes[start] == UInt8(ascii: ":") || bytes[start] <= 0x20 { start += 1 }
    return start..<endOfNumber(bytes, start, lexicon)
  }

  /// Behind an area code (0 and two or three digits), at most two marks, and seven or eight digits.
  private static func endOfTelephone(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    func digits(from start: Int) -> Int {
      var end = start
      while end < bytes.count, DateReader.isDigit(bytes[end]) { end += 1 }
      return end
    }
    guard start == 0 || !DateReader.isDigit(bytes[start - 1]) else { return nil }
    let areaEnd = digits(from: start)
    if (11...12).contains(areaEnd - start) { return areaEnd }
    guard (3...4).contains(areaEnd - start) else { return nil }
    var at = areaEnd
    let marks: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: ")"), 0x20]
    while at < bytes.count, at - areaEnd < 2, marks.contains(bytes[at]) { at += 1 }
    let end = digits(from: at)
    return at > areaEnd && (7...8).contains(end - at) ? end : nil
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
