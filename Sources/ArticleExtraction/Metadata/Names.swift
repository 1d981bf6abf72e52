import LexiconData

/// Names of newspapers, portals and organs as values of a label.
enum PublisherName {
  /// The name in `range`, cut at its first blank between Chinese characters; nil if nothing or too much is there.
  static func read(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String? {
    let trimmed = LineTrim.trim(source, range)
    var end = trimmed.lowerBound
    while end < trimmed.upperBound {
      if FoldedText.endOfBlank(source, end, trimmed.upperBound) != nil, end > trimmed.lowerBound, source[end - 1] >= 0x80 { break }
      end += PhraseTrie.length(source[end])
    }
    let text = Byline.clean(source, trimmed.lowerBound..<min(end, trimmed.upperBound))
    return text.isEmpty || text.utf8.count > 90 ? nil : text
  }
}

/// Lists of persons' names.
enum PersonNames {
  /// The names in `range`, parted by blanks, commas and the like; a name is two to four Han characters (or more with a
  /// middle dot), or Latin letters. Words such as 记者 before a name are passed over.
  static func read(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [String] {
    var names: [String] = []
    var current: [Unicode.Scalar] = []
    func close() {
      defer { current.removeAll() }
      let isLatin = current.first.map { $0.isASCII } ?? false
      let limit = isLatin || current.contains("·") ? 2...20 : 2...5
      guard limit.contains(current.count), !current.allSatisfy({ $0.properties.numericType != nil }) else { return }
      var name = String.UnicodeScalarView()
      name.append(contentsOf: current)
      if !names.contains(String(name)) { names.append(String(name)) }
    }
    for scalar in String(decoding: source[range], as: UTF8.self).unicodeScalars {
      if scalar.properties.isIdeographic || scalar == "·" || (scalar.isASCII && scalar.properties.isAlphabetic) {
        current.append(scalar)
      } else {
        close()
      }
      if names.count >= 20 { return names }
    }
    close()
    return names
  }
}
