import CorpusModel

/// Puts the kept lines of a body together, without sign-offs.
struct BodyText {
  let text: UnsafeBufferPointer<UInt8>
  let lexicon: FurnitureLexicon

  /// Paragraphs behind the first, such as a caption or a subtitle, among which the dateline may stand.
  private static let reachOfDateline = 3
  /// The longest of these, in bytes.
  private static let longestCaption = 120

  /// Writes the body as paragraphs parted by one LF and reads the sign-offs at its end and its dateline.
  func build(_ trim: BodyTrim, into found: inout FoundArticle, reader: inout MetadataReader) {
    var ranges = trim.kept.map { LineTrim.trim(text, trim.lines[$0].range) }.filter { !$0.isEmpty }
    for _ in 0..<4 {
      guard let last = ranges.last, let sign = SignOff(text, last, lexicon: lexicon) else { break }
      if let byline = sign.byline { reader.merge(byline, isWhole: true, .line(.signOff, text, sign.signature)) }
      ranges.removeLast()
      if !sign.body.isEmpty { ranges.append(sign.body) }
    }
    if ranges.count > 1, isCounter(ranges[0]) { ranges.removeFirst() }
    if let first = ranges.first { reader.readDateline(first) }
    let signed = ranges.prefix(1 + Self.reachOfDateline).indices.filter { reader.isSignedDateline(ranges[$0]) }
    if let only = signed.first, signed.count == 1, ranges[..<only].allSatisfy({ $0.count <= Self.longestCaption }) {
      reader.readDateline(ranges[only])
    }
    found.text.reserveCapacity(ranges.reduce(0) { $0 + $1.count + 1 })
    for range in ranges {
      if !found.text.isEmpty { found.text.append(0x0A) }
      found.text.append(contentsOf: text[range])
    }
  }

  /// Whether the line is a number and 次 at most: how often the page was looked at.
  private func isCounter(_ range: Range<Int>) -> Bool {
    let rest = text[range].drop(while: DateReader.isDigit)
    return rest.count < range.count && (rest.isEmpty || rest.elementsEqual("\u{6B21}".utf8))
  }
}
