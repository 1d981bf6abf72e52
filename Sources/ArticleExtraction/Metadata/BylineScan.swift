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
  /// Where that date begins in the source.
  var publishedStart: Int?
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

  /// What may be left over in a byline, in folded bytes.
  private static let shortRest = 36
  /// Longest name of a publisher without a label, in bytes: 15 characters.
  static let longestPublisher = 45

  /// Whether the line is nothing but a byline.
  var isWhole: Bool {
    guard marks > 0 else { return false }
    if unexplained <= max(Self.shortRest, total / 3) { return true }
    return published?.time != nil && total <= 150 && unexplained * 4 <= total * (hasPublishedLabel ? 3 : 2) + total / 2
  }

  init(_ folded: FoldedText, lexicon: FurnitureLexicon) {
    folded.bytes.withUnsafeBufferPointer { bytes in
      var walk = Walk(bytes: bytes, folded: folded, lexicon: lexicon)
      walk.run(&self)
      if published != nil, unexplained > Self.shortRest { unexplained -= walk.explained }
    }
  }

  private struct Walk {
    /// Longest note behind a label and a bar at the end of a line, in bytes.
    private static let longestNote = 30

    let bytes: UnsafeBufferPointer<UInt8>
    let folded: FoldedText
    let lexicon: FurnitureLexicon
    var bareStart: Int?
    private var bare: [Range<Int>] = []

    init(bytes: UnsafeBufferPointer<UInt8>, folded: FoldedText, lexicon: FurnitureLexicon) {
      self.bytes = bytes
      self.folded = folded
      self.lexicon = lexicon
    }

    /// Folded bytes of parts without a label that are a publisher's name, or names of persons and nothing else.
    var explained: Int {
      bare.reduce(0) { sum, part in
        let name = withoutBookMarks(part)
        let isPublisher = name.count <= BylineScan.longestPublisher && lexicon.endsAsPublisher(bytes[name])
        let isExplained = isPublisher || isFilledWithNames(from: part.lowerBound)
        return sum + (isExplained ? bytes[part].count { $0 != 0x20 && $0 != 0x09 } : 0)
      }
    }

    /// Without blanks and 《》 at the ends.
    private func withoutBookMarks(_ part: Range<Int>) -> Range<Int> {
      var (start, end) = (part.lowerBound, part.upperBound)
      while start < end, bytes[start] <= 0x20 { start += 1 }
      while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
      guard end - start > 6, PhraseTrie.decode(bytes, start).0 == 0x300A, PhraseTrie.decode(bytes, end - 3).0 == 0x300B
      else { return start..<end }
      return start + 3..<end - 3
    }

    mutating func run(_ line: inout BylineScan) {
      line.total = bytes.count { $0 != 0x20 && $0 != 0x09 }
      var index = 0
      while index < bytes.count {
        let (scalar, length) = PhraseTrie.decode(bytes, index)
        // Neither marks nor digits, of which those of Chinese begin with E4, and no label.
        if bytes[index] >= 0xE5, !lexicon.mayBeginLabel(scalar) {
          if bareStart == nil { bareStart = index }
          index += length
        } else if let (end, field) = label(at: index) {
          closeBare(index, &line)
          index = readValue(from: end, field, &line)
        } else if let start = bareStart, let end = endOfIssue(index), isJournal(start..<index) {
          line.fields.append(Field(field: .publisher, range: folded.source(start..<index)))
          line.marks += 1
          (bareStart, index) = (nil, end)
        } else if bareStart == nil, let journal = bare.last, let end = endOfIssue(index),
          isBlank(journal.upperBound..<index), isJournal(journal)
        {
          // `北方月刊　2023年第7期`
          bare.removeLast()
          line.bare.removeLast()
          line.unexplained -= bytes[journal].count { $0 != 0x20 && $0 != 0x09 }
          line.fields.append(Field(field: .publisher, range: folded.source(journal)))
          line.marks += 1
          index = end
        } else if bytes[index] == UInt8(ascii: "/"), let page = pageOfPaper(index),
          let name = bareStart.map({ $0..<index }) ?? bare.first,
          isJournal(name)
        {
          line.fields = [Field(field: .publisher, range: folded.source(name))]
          (line.published, line.publishedStart) = (page.date, folded.source(index..<index).lowerBound)
          (line.bare, line.unexplained, line.marks) = ([], 0, 2)
          (bare, bareStart, index) = ([], nil, page.end)
        } else if let date = DateReader.date(bytes, at: index) {
          closeBare(index, &line)
          if line.published == nil, !date.isClock {
            line.published = date
            line.publishedStart = folded.source(index..<index).lowerBound
          }
          line.marks += 1
          index = date.range.upperBound
        } else if partsFields(bytes[index]) {
          closeBare(index, &line)
          index += 1
        } else {
          if bareStart == nil { bareStart = index }
          index += length
        }
      }
      closeBare(bytes.count, &line)
    }

    /// A label at `index` with its colon, which words such as 记者 do without in a line of their own: offset behind it.
    func label(at index: Int) -> (Int, LabelField)? {
      guard let found = lexicon.label(bytes, at: index) else { return nil }
      // A label of one character is none inside a word.
      let isInside = index > 0 && bytes[index - 1] >= 0x80 && !isMark(before: index)
      if found.end - index <= 3, isInside { return nil }
      var end = found.end
      while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
      // 【来源】北方晚报
      if found.field == .publisher, index >= 3, PhraseTrie.decode(bytes, index - 3).0 == 0x3010, end + 3 <= bytes.count,
        PhraseTrie.decode(bytes, end).0 == 0x3011
      {
        return (end + 3, found.field)
      }
      if end < bytes.count, bytes[end] == UInt8(ascii: ":") {
        // 大会发言人：联络站已有6500个 is a headline.
        guard isInside, found.field == .author else { return (end + 1, found.field) }
        var value = end + 1
        skipBlanks(&value)
        return isFilledWithNames(from: value) ? (end + 1, found.field) : nil
      }
      if let names = startOfNames(label: index..<found.end, found.field) { return (names, found.field) }
      guard found.field == .reporter, bytes.count - end <= 60 else { return nil }
      return (found.end, found.field)
    }

    /// Where names begin behind a label without a colon that opens a field, if nothing but names fills the field:
    /// `文/李红`, `作者|李红 王小明`, `编辑 李红`.
    private func startOfNames(label: Range<Int>, _ field: LabelField) -> Int? {
      guard field == .author || field == .editor || field == .note else { return nil }
      var at = label.upperBound
      skipBlanks(&at)
      let hasBar = skipBar(&at)
      let before = label.lowerBound == 0 ? 0x09 : bytes[label.lowerBound - 1]
      guard partsFields(before) || hasBar && (before == 0x20 || isMark(before: label.lowerBound)) else { return nil }
      guard hasBar || field != .note && at > label.upperBound && label.count >= 6 else { return nil }
      skipBlanks(&at)
      // `图/受访单位提供`: a label of one character, for 视频/音频 are two ways.
      if field == .note, label.count == 3,
        !bytes[at...].prefix(Self.longestNote).contains(where: { $0 == 0x20 || $0 == UInt8(ascii: ":") }),
        bytes.count - at <= Self.longestNote
      {
        return at
      }
      return isFilledWithNames(from: at) ? at : nil
    }

    /// Whether a square or a circle stands before `index`: □文/李红.
    private func isMark(before index: Int) -> Bool {
      index >= 3 && (0x25A0...0x25FF).contains(PhraseTrie.decode(bytes, index - 3).0)
    }

    private func skipBlanks(_ at: inout Int) {
      while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    }

    /// Passes over a slash or a bar, which is also written 丨 or ︱.
    private func skipBar(_ at: inout Int) -> Bool {
      guard at < bytes.count else { return false }
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      guard [0x2F, 0x7C, 0x4E28, 0xFE31, 0x2758, 0x2502].contains(scalar) else { return false }
      at += length
      return true
    }

    /// Whether a label and a bar stand at `index`.
    private func opensNames(_ index: Int) -> Bool {
      guard var end = lexicon.label(bytes, at: index)?.end else { return false }
      return skipBar(&end)
    }

    /// Whether one to six names of two to four Han characters stand between `start` and the end of the field.
    private func isFilledWithNames(from start: Int) -> Bool {
      var at = start
      var names = 0
      while at < bytes.count, !endsValue(bytes[at]) {
        let first = at
        if names > 0, opensNames(at) { return true }
        while at < bytes.count, (0xE4...0xE9).contains(bytes[at]) { at += 3 }
        guard (6...12).contains(at - first), names < 6 else { return false }
        names += 1
        if at < bytes.count, bytes[at] == 0x20 || bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: ";") {
          at += 1
        } else if at < bytes.count, PhraseTrie.decode(bytes, at).0 == 0x3001 {
          at += 3
        } else if at < bytes.count, !endsValue(bytes[at]) {
          return false
        }
      }
      return names > 0
    }

    mutating func closeBare(_ end: Int, _ line: inout BylineScan) {
      guard let start = bareStart else { return }
      bareStart = nil
      line.unexplained += bytes[start..<end].count { $0 != 0x20 && $0 != 0x09 }
      line.bare.append(folded.source(start..<end))
      bare.append(start..<end)
    }

    private func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    /// Whether two to twelve Han characters, blanks and title marks aside, fill `range`, as the name of a journal does.
    private func isJournal(_ range: Range<Int>) -> Bool {
      var characters = 0
      var at = range.lowerBound
      while at < range.upperBound {
        let (scalar, length) = PhraseTrie.decode(bytes, at)
        switch scalar {
        case 0x20, 0x300A, 0x300B: break
        case 0x4E00...0x9FFF: characters += 1
        default: return false
        }
        at += length
      }
      return (2...12).contains(characters)
    }

    /// End of the issue of a journal that closes a field at `index`: 2018年第10期.
    private func endOfIssue(_ index: Int) -> Int? {
      func digits(_ start: Int, _ most: Int) -> Int {
        bytes[start...].prefix(most).prefix { DateReader.isDigit($0) }.endIndex
      }
      guard DateReader.isDigit(bytes[index]) else { return nil }
      let year = digits(index, 5)
      guard year - index == 4, year + 3 < bytes.count, PhraseTrie.decode(bytes, year).0 == 0x5E74 else { return nil }
      var at = year + 3
      if PhraseTrie.decode(bytes, at).0 == 0x7B2C { at += 3 }
      let number = at < bytes.count ? digits(at, 3) : at
      guard number > at, number + 3 <= bytes.count, PhraseTrie.decode(bytes, number).0 == 0x671F else { return nil }
      let end = number + 3
      return end == bytes.count || bytes[end] == 0x20 || partsFields(bytes[end]) ? end : nil
    }

    /// The day and the page of a paper that fill the line from the slash at `index` on: /2025年/10月/31日/第001版.
    private func pageOfPaper(_ index: Int) -> (date: FoundDate, end: Int)? {
      guard index + 8 < bytes.count, let date = DateReader.date(bytes, at: index + 1) else { return nil }
      var at = date.range.upperBound
      // 第 and 版
      guard skipBar(&at), at + 3 < bytes.count, PhraseTrie.decode(bytes, at).0 == 0x7B2C else { return nil }
      at += 3
      while at < bytes.count, bytes[at] < 0x80 { at += 1 }
      guard at + 3 <= bytes.count, PhraseTrie.decode(bytes, at).0 == 0x7248 else { return nil }
      return (date, bytes.count)
    }

    /// Reads the value behind a label up to the next field; returns its end.
    mutating func readValue(from start: Int, _ field: LabelField, _ line: inout BylineScan) -> Int {
      line.marks += 1
      var begin = start
      while begin < bytes.count, bytes[begin] == 0x20 || bytes[begin] == 0x09 { begin += 1 }
      if field == .published {
        guard begin < bytes.count, let date = DateReader.date(bytes, at: begin) else { return begin }
        if line.published == nil || !line.hasPublishedLabel {
          line.published = date
          line.publishedStart = folded.source(begin..<begin).lowerBound
        }
        line.hasPublishedLabel = true
        return date.range.upperBound
      }
      var end = begin
      while end < bytes.count, !endsValue(bytes[end]), label(at: end) == nil, DateReader.date(bytes, at: end) == nil {
        end += PhraseTrie.length(bytes[end])
      }
      if [.author, .reporter, .contributor].contains(field) { end = endOfNames(begin, end) }
      if field != .note { line.fields.append(Field(field: field, range: folded.source(begin..<min(end, bytes.count)))) }
      return max(end, start)
    }

    /// Names may be parted by wide blanks: goes on over a tab while what follows is two to four characters, and no
    /// publisher (`韩冰　豫南人大`).
    func endOfNames(_ start: Int, _ firstEnd: Int) -> Int {
      var end = firstEnd
      while end > start, end < bytes.count, bytes[end] == 0x09 {
        var next = end + 1
        while next < bytes.count, bytes[next] >= 0x80 { next += PhraseTrie.length(bytes[next]) }
        guard (6...12).contains(next - end - 1), lexicon.label(bytes, at: end + 1) == nil,
          !lexicon.endsAsPublisher(bytes[(end + 1)..<next]), next == bytes.count || bytes[next] <= 0x20
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
