import LexiconData

/// What stands in brackets behind the last sentence: `(完)`, `(记者 字强)`, `(南宁云—南宁日报 记者杨盛)`, `(张选  邸东芳)`,
/// `(北方市人大办公室 李红)`.
struct SignOff {
  /// Publisher, authors and editor, as in any byline.
  var byline: Byline?
  /// Range of the line that is left.
  var body: Range<Int>
  /// What stands in the brackets.
  var signature: Range<Int>

  /// Longest sign-off in bytes.
  private static let limit = 150

  /// Reads one sign-off at the end of `range`, or nil.
  init?(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, lexicon: FurnitureLexicon) {
    let trimmed = LineTrim.trim(text, range)
    guard let open = Self.opening(text, trimmed) else { return nil }
    let folded = FoldedText(text, open.inner)
    var line = Byline(BylineScan(folded, lexicon: lexicon), source: text, lexicon: lexicon)
    if folded.bytes.withUnsafeBufferPointer({ lexicon.endOfPhrase(.end, $0, at: 0) == $0.count }) {
      byline = nil
    } else if line.isWhole, line.published == nil || line.scan.marks > 1 {
      if let name = line.bare.first, line.publisher == nil { line.publisher = Self.lastPart(name) }
      byline = line
    } else if let names = PersonNames.alone(text, Self.behindOrgan(text, open.inner, lexicon), lexicon) {
      line.authors = names
      byline = line
    } else {
      return nil
    }
    signature = open.inner
    body = trimmed.lowerBound..<LineTrim.end(text, trimmed.lowerBound..<open.start)
  }

  /// What stands behind the name of an organ and a blank: (北方市人大常委会办公室 李红 王小明).
  private static func behindOrgan(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ lexicon: FurnitureLexicon
  ) -> Range<Int> {
    let blank = range.first { text[$0] & 0xC0 != 0x80 && FoldedText.endOfBlank(text, $0, range.upperBound) != nil }
    guard let blank, lexicon.endsAsPublisher(text[range.lowerBound..<blank]) else { return range }
    return LineTrim.trim(text, blank..<range.upperBound)
  }

  /// Start of the closing bracket pair at the end of `range` and what is inside it.
  private static func opening(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (
    start: Int, inner: Range<Int>
  )? {
    guard let close = scalarStart(text, range.upperBound, range.lowerBound) else { return nil }
    let (last, _) = PhraseTrie.decode(text, close)
    let wanted: [UInt32]
    switch last {
    case 0x29, 0xFF09: wanted = [0x28, 0xFF08]
    case 0x3011: wanted = [0x3010]
    case 0x5D: wanted = [0x5B]
    default: return nil
    }
    var index = close
    while let start = scalarStart(text, index, range.lowerBound), range.upperBound - start <= limit {
      let (scalar, length) = PhraseTrie.decode(text, start)
      if wanted.contains(scalar) { return (start, start + length..<close) }
      index = start
    }
    return nil
  }

  private static func scalarStart(_ text: UnsafeBufferPointer<UInt8>, _ end: Int, _ floor: Int) -> Int? {
    guard end > floor else { return nil }
    var start = end - 1
    while start > floor, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// `南宁日报` of `南宁云—南宁日报`.
  private static func lastPart(_ name: String) -> String {
    String(name.split(whereSeparator: { "—-–·/ ".contains($0) }).last.map(String.init) ?? name)
  }
}
