import LexiconData

/// Names of newspapers, portals and organs as values of a label.
enum PublisherName {
  /// The name in `range`, cut at its first blank between Chinese characters; nil if nothing or too much is there.
  static func read(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ lexicon: FurnitureLexicon) -> String? {
    let whole = LineTrim.trim(source, range)
    let trimmed = whole.lowerBound + lexicon.leadIn(of: source[whole])..<whole.upperBound
    var end = trimmed.lowerBound
    while end < trimmed.upperBound {
      if FoldedText.endOfBlank(source, end, trimmed.upperBound) != nil, end > trimmed.lowerBound,
        source[end - 1] >= 0x80
      {
        break
      }
      end += PhraseTrie.length(source[end])
    }
    let text = withoutSound(Byline.clean(source, trimmed.lowerBound..<min(end, trimmed.upperBound)))
    let isMarkup = text.utf8.contains { "=<>\"".utf8.contains($0) }
    guard !text.isEmpty, text.utf8.count <= 90, !isMarkup, !lexicon.isNonName(text) else { return nil }
    return withoutMarks(text)
  }

  /// `name` without a gloss of the last character's sound: `人民日報(bào`.
  private static func withoutSound(_ name: String) -> String {
    guard let open = name.unicodeScalars.lastIndex(where: { $0 == "(" || $0 == "（" }),
      case let gloss = name.unicodeScalars[open...].dropFirst(),
      gloss.allSatisfy({ $0.properties.isLowercase }), gloss.contains(where: { !$0.isASCII })
    else { return name }
    return String(name.unicodeScalars[..<open])
  }

  /// `name` without the title marks around the whole of it or before a year (《北方人大》2019年第8期).
  static func withoutMarks(_ name: String) -> String {
    guard name.hasPrefix("\u{300A}"), let close = name.firstIndex(of: "\u{300B}"),
      case let next = name.index(after: close), next == name.endIndex || name[next].isASCII && name[next].isNumber
    else { return name }
    return String(name[name.index(after: name.startIndex)..<close])
  }

  /// The account of a message, which stands behind its author and a mark of its own: 北方人大 of `原创 李红 北方人大`.
  static func account(_ name: String, _ lexicon: FurnitureLexicon) -> String {
    let words = name.split(separator: " ").drop { lexicon.isNonName(String($0)) }
    guard words.count < 3, let last = words.last, lexicon.endsAsPublisher(last.utf8) else { return name }
    return words.count == 1 || words[words.startIndex] == last || !words.elementsEqual(name.split(separator: " "))
      ? String(last) : name
  }
}

/// Lists of persons' names.
enum PersonNames {
  /// The names in `range`, parted by blanks, commas and the like.
  ///
  /// A name is two to four Han characters (or more with a
  /// middle dot), or Latin letters. Words such as 记者 before a name are passed over.
  static func read(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ lexicon: FurnitureLexicon) -> [String] {
    var names: [String] = []
    var current: [Unicode.Scalar] = []
    // 文 峰: a name of two characters, set as wide as one of three.
    var surname: Unicode.Scalar?
    func close(atBlank isBlank: Bool) {
      defer { current.removeAll() }
      if isBlank, current.isEmpty { return }
      if current.count == 1, let first = surname {
        current.insert(first, at: 0)
        surname = nil
      } else {
        surname = isBlank && current.count == 1 ? current[0] : nil
      }
      let isLatin = current.first.map { $0.isASCII } ?? false
      let limit = isLatin || current.contains("·") ? 2...20 : 2...5
      if isLatin, let first = current.first, !first.properties.isUppercase { return }
      guard limit.contains(current.count), !current.allSatisfy({ $0.properties.numericType != nil }) else { return }
      var name = String.UnicodeScalarView()
      name.append(contentsOf: current)
      let isName = current.count <= 2 ? !lexicon.isNonName(String(name)) : !lexicon.isNonPerson(String(name))
      if isName, !names.contains(String(name)) { names.append(String(name)) }
    }
    for scalar in String(decoding: source[range], as: UTF8.self).unicodeScalars {
      if scalar.properties.isIdeographic || scalar == "·" || (scalar.isASCII && scalar.properties.isAlphabetic) {
        current.append(scalar)
      } else {
        close(atBlank: scalar.properties.isWhitespace)
      }
      if names.count >= 20 { return names }
    }
    close(atBlank: false)
    return names
  }

  /// The names in `range` if nothing but one to five names of Han characters that begin with family names is there.
  static func alone(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ lexicon: FurnitureLexicon) -> [String]?
  {
    guard range.count <= 60 else { return nil }
    let names = read(source, range, lexicon)
    let letters = names.reduce(0) { $0 + $1.utf8.count }
    // Between names stand blanks and 、, and no other marks.
    let marks = source[range].indices.dropLast(2).count { PhraseTrie.decode(source, $0).0 == 0x3001 }
    let folded = FoldedText(source, range).bytes.count { $0 != 0x20 && $0 != 0x09 } - marks * 3
    guard (1...5).contains(names.count), letters == folded,
      names.allSatisfy(lexicon.isPersonalName)
    else { return nil }
    return names
  }

  /// `range` without blanks, the square or circle that names open with, and a short bracket at their end, where the
  /// author's province stands.
  static func withoutMark(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let trimmed = withoutPlace(source, LineTrim.trim(source, range))
    guard !trimmed.isEmpty, case let (mark, length) = PhraseTrie.decode(source, trimmed.lowerBound),
      (0x25A0...0x25FF).contains(mark)
    else { return trimmed }
    return LineTrim.trim(source, trimmed.lowerBound + length..<trimmed.upperBound)
  }

  /// Longest bracket behind a name, in bytes: （黑龙江）.
  private static let longestPlace = 18

  private static func withoutPlace(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let bytes = source[range]
    for (open, close) in [("(", ")"), ("\u{FF08}", "\u{FF09}")]
    where bytes.suffix(close.utf8.count).elementsEqual(close.utf8) {
      let start = bytes.indices.suffix(longestPlace).first { bytes[$0...].starts(with: open.utf8) }
      if let start { return LineTrim.trim(source, range.lowerBound..<start) }
    }
    return range
  }
}
