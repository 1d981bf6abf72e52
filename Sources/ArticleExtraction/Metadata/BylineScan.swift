import LexiconData

/// The parts of a short line that may say when, where and by whom an article was published.
///
/// The line is walked once: labels with their values, dates, and what is left over. Nothing is copied.
struct BylineScan {
  /// A label's value, as a range of the source.
  struct Field {
    var field: LabelField
    var range: Range<Int>
  }

  /// The date that counts: the first behind a label, else the first.
  var published: FoundDate?
  var hasPublishedLabel = false
  var fields: [Field] = []
  /// Parts without a label, such as a newspaper's name beside a date, as ranges of the source.
  var bare: [Range<Int>] = []
  /// Number of labels and dates.
  var marks = 0
  /// Folded bytes that no label, value or date explains.
  var unexplained = 0
  /// Folded bytes of the line without blanks.
  var total = 0

  /// Whether the line is nothing but a byline.
  var isWhole: Bool {
    guard marks > 0 else { return false }
    if unexplained <= max(36, total / 3) { return true }
    return published?.time != nil && total <= 150 && unexplained * 4 <= total * (hasPublishedLabel ? 3 : 2) + total / 2
  }

  init(_ folded: FoldedText, lexicon: FurnitureLexicon) {
    folded.bytes.withUnsafeBufferPointer { bytes in
      var walk = Walk(bytes: bytes, folded: folded, lexicon: lexicon)
      walk.run(&self)
    }
  }

  private struct Walk {
    let bytes: UnsafeBufferPointer<UInt8>
    let folded: FoldedText
    let lexicon: FurnitureLexicon
    var bareStart: Int?

    mutating func run(_ line: inout BylineScan) {
      line.total = bytes.count { $0 != 0x20 && $0 != 0x09 }
      var index = 0
      while index < bytes.count {
        if let (end, field) = label(at: index) {
          closeBare(index, &line)
          index = readValue(from: end, field, &line)
        } else if DateReader.isDigit(bytes[index]), let date = DateReader.date(bytes, at: index) {
          closeBare(index, &line)
          if line.published == nil { line.published = date }
          line.marks += 1
          index = date.range.upperBound
        } else if partsFields(bytes[index]) {
          closeBare(index, &line)
          index += 1
        } else {
          if bareStart == nil { bareStart = index }
          index += PhraseTrie.length(bytes[index])
        }
      }
      closeBare(bytes.count, &line)
    }

    /// A label at `index` with its colon, which words such as 记者 do without in a line of their own: offset behind it.
    func label(at index: Int) -> (Int, LabelField)? {
      guard let found = lexicon.label(bytes, at: index) else { return nil }
      // A label of one character is none inside a word.
      if found.end - index <= 3, index > 0, bytes[index - 1] >= 0x80 { return nil }
      var end = found.end
      while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
      if end < bytes.count, bytes[end] == UInt8(ascii: ":") { return (end + 1, found.field) }
      guard found.field == .reporter, bytes.count - end <= 60 else { return nil }
      return (found.end, found.field)
    }

    mutating func closeBare(_ end: Int, _ line: inout BylineScan) {
      guard let start = bareStart else { return }
      bareStart = nil
      line.unexplained += bytes[start..<end].count { $0 != 0x20 && $0 != 0x09 }
      line.bare.append(folded.source(start..<end))
    }

    /// Reads the value behind a label up to the next field; returns its end.
    mutating func readValue(from start: Int, _ field: LabelField, _ line: inout BylineScan) -> Int {
      line.marks += 1
      var begin = start
      while begin < bytes.count, bytes[begin] == 0x20 || bytes[begin] == 0x09 { begin += 1 }
      if field == .published {
        guard begin < bytes.count, let date = DateReader.date(bytes, at: begin) else { return begin }
        if line.published == nil || !line.hasPublishedLabel { line.published = date }
        line.hasPublishedLabel = true
        return date.range.upperBound
      }
      var end = begin
      while end < bytes.count, !endsValue(bytes[end]), label(at: end) == nil, DateReader.date(bytes, at: end) == nil {
        end += PhraseTrie.length(bytes[end])
      }
      if field == .author || field == .reporter { end = endOfNames(begin, end) }
      if field != .note { line.fields.append(Field(field: field, range: folded.source(begin..<min(end, bytes.count)))) }
      return max(end, start)
    }

    /// Names may be parted by wide blanks: goes on over a tab while what follows is two to four characters.
    func endOfNames(_ start: Int, _ firstEnd: Int) -> Int {
      var end = firstEnd
      while end > start, end < bytes.count, bytes[end] == 0x09 {
        var next = end + 1
        while next < bytes.count, bytes[next] >= 0x80 { next += PhraseTrie.length(bytes[next]) }
        guard (6...12).contains(next - end - 1), lexicon.label(bytes, at: end + 1) == nil,
          next == bytes.count || bytes[next] <= 0x20
        else { break }
        end = next
      }
      return end
    }

    /// Whether a folded byte stands between two fields.
    func partsFields(_ byte: UInt8) -> Bool {
      endsValue(byte) || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(")
    }

    func endsValue(_ byte: UInt8) -> Bool {
      byte == 0x09 || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
    }
  }
}
