import CorpusModel
import LexiconData

/// Reads the article out of text that a crawler stripped of its markup.
struct PlainTextReader {
  let lexicon: FurnitureLexicon

  /// Lines at the start of a text that may belong to its head.
  private static let headLines = 14
  /// Longest title, in characters, that text may follow at once.
  private static let bareTitle: Int32 = 32
  /// The same where one mark at most parts clauses in it.
  private static let longTitle: Int32 = 50

  func read(_ bytes: [UInt8], trace: Bool) -> FoundArticle {
    bytes.withUnsafeBufferPointer { read($0, trace: trace) }
  }

  private func read(_ text: UnsafeBufferPointer<UInt8>, trace: Bool) -> FoundArticle {
    let lines = Self.lines(text)
    guard !lines.isEmpty else { return FoundArticle() }
    let classifier = LineClassifier(text: text, lexicon: lexicon)
    var trim = BodyTrim(lines, range: 0..<lines.count, classifier: classifier) { _ in nil }
    let title = titleLine(lines, text, trim, classifier)
    trim.cutHead { line in
      title.map { line == $0 || isTitleAgain(lines, text, line, $0) || line == $0 + 1 && signs(text, lines[line]) }
        ?? (line == 0 && signs(text, lines[0]))
    }
    trim.cutTail { _ in 0 }
    trim.dropFurniture()
    trim.cutHeadlines()
    var reader = MetadataReader(classifier)
    for index in 0..<trim.body.lowerBound {
      reader.readHead(lines, index, end: trim.body.lowerBound, title: title)
    }
    var found = FoundArticle()
    BodyText(text: text, lexicon: lexicon).build(trim, into: &found, reader: &reader)
    found.countEntries(trim.kept, of: lines, text)
    if found.text.isEmpty { found.countEntries(lines, text) }
    reader.readTail(lines, from: trim.tail)
    for index in trim.body.upperBound..<lines.count { reader.readImprint(lines[index]) }
    reader.readSignature(trim)
    found.metadata = reader.found
    if let site = (0..<min(2, trim.body.lowerBound)).first(where: { isSiteName(lines, text, trim, $0) }) {
      let name = String(decoding: text[lines[site].range], as: UTF8.self)
      found.metadata.fill(.site, name, .line(.head, text, lines[site].range))
      found.metadata.fill(.publisher, name, .line(.head, text, lines[site].range))
    }
    if let title { found.metadata.fill(.title, titleText(text, lines[title]), .line(.head, text, lines[title].range)) }
    if let labelled = reader.labelledTitle { found.metadata.fill(.title, labelled.text, labelled.origin) }
    if trace { found.trace = lines.indices.map { Self.trace(text, lines[$0], trim, $0) } }
    return found
  }

  private static func trace(_ text: UnsafeBufferPointer<UInt8>, _ line: Line, _ trim: BodyTrim, _ index: Int)
    -> BlockTrace
  {
    let isKept = trim.body.contains(index) && trim.reasons[index] == nil
    return BlockTrace(
      text: String(decoding: text[line.range], as: UTF8.self), isKept: isKept,
      reason: trim.reasons[index] ?? (isKept ? "body" : "tail"))
  }

  /// Lines of a text, without indentation and empty lines; in the head, an address and what follows it stand in a line of
  /// their own: 题目http://www.….cn 2007年11月21日02:05 北方日报.
  static func lines(_ text: UnsafeBufferPointer<UInt8>) -> [Line] {
    var lines: [Line] = []
    var start = 0
    var followsGap = false
    while start < text.count {
      var end = ByteSearch.first(0x0A, in: text, from: start) ?? text.count
      if lines.count < headLines, let address = addressBehindWords(text, start..<end) { end = address }
      let range = LineTrim.trim(text, start..<end)
      start = end < text.count && text[end] != 0x0A ? end : end + 1
      guard !range.isEmpty else {
        followsGap = true
        continue
      }
      var line = Line(start: range.lowerBound, end: range.upperBound)
      let counts = TextMeasure(text, range)
      (line.characters, line.marks, line.stops) = (counts.characters, counts.marks, counts.stops)
      line.followsGap = followsGap
      followsGap = false
      lines.append(line)
    }
    return lines
  }

  /// Where an address with a date behind it begins right behind a Chinese character of a short line.
  private static func addressBehindWords(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Int? {
    guard line.count <= longestLineWithAddress,
      let colon = text[line].firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    for scheme in ["http", "https"] {
      let start = colon - scheme.utf8.count
      guard start > line.lowerBound + 2, (0x4E00...0x9FFF).contains(PhraseTrie.decode(text, start - 3).0),
        text[start..<colon].elementsEqual(scheme.utf8),
        DateReader.first(in: UnsafeBufferPointer(rebasing: text[colon..<line.upperBound])) != nil
      else { continue }
      return start
    }
    return nil
  }

  /// Longest title with the address, the date and the paper behind it, in bytes.
  private static let longestLineWithAddress = 300

  /// The first line of the head that is no furniture, if it reads as a title: short, no full stop, and then a byline, a
  /// gap or the text follows.
  private func titleLine(
    _ lines: [Line], _ text: UnsafeBufferPointer<UInt8>, _ trim: BodyTrim, _ classifier: LineClassifier
  ) -> Int? {
    let head = (0..<min(Self.headLines, lines.count)).filter {
      trim.kinds[$0] == .content && lines[$0].characters >= 4 && !isSiteName(lines, text, trim, $0)
        && text[lines[$0].range].contains { $0 >= 0x80 || (0x61...0x7A).contains($0 | 0x20) }
    }
    guard var first = head.first, !signs(text, lines[first]) else { return nil }
    // A path under the first line is of its site, as a gap is.
    let byline = (first..<min(Self.headLines, lines.count)).first { Self.bylines.contains(trim.kinds[$0]) }
    let path = (first..<(byline ?? min(first + 2, lines.count))).first { trim.kinds[$0] == .navigation }
    let isParted = first + 1 < lines.count && (lines[first + 1].followsGap || path != nil)
    if classifier.isHeader(lines[first], isParted: isParted),
      let below = titleBelow(first, head, lines, trim, classifier)
    {
      first = below
    }
    let line = lines[first]
    guard line.characters <= Self.longestTitle, first + 1 < lines.count else { return nil }
    let next = first + 1
    // 联络站忙什么？ over a byline is a title too.
    let hasByline = isOverByline(first, lines, trim, classifier)
    guard !classifier.endsSentence(line) || hasByline else { return nil }
    let isFollowed = Self.bylines.contains(trim.kinds[next]) || lines[next].followsGap
    let isShort = line.characters <= (line.marks <= 1 ? Self.longTitle : Self.bareTitle)
    return isFollowed || first > 0 || isShort && !isIndented(text, line) ? first : nil
  }

  /// The title under a header such as 工作动态: the last line of the head over the first byline or date that reads as one.
  private func titleBelow(
    _ header: Int, _ head: [Int], _ lines: [Line], _ trim: BodyTrim, _ classifier: LineClassifier
  ) -> Int? {
    let limit = min(Self.headLines, lines.count)
    let below = header + 1..<max(header + 1, limit)
    // The byline stands over the text.
    guard let byline = below.first(where: { Self.bylines.contains(trim.kinds[$0]) }),
      !(header + 1..<byline).contains(where: { lines[$0].stops > 0 && classifier.endsStatement(lines[$0]) })
    else { return nil }
    return head.last {
      $0 > header && $0 < byline && (Self.shortestTitle...Self.longestTitle).contains(lines[$0].characters)
        && !classifier.endsStatement(lines[$0]) && !classifier.opensWithDash(lines[$0])
        && !classifier.isHeader(lines[$0], isParted: true) && !classifier.opensWithOrdinal(lines[$0])
        && !endsInName(classifier.text, lines[$0])
    }
  }

  /// Whether the line is names of persons, or a post and a name: `北方市人大常委会主任 李红`.
  private func endsInName(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
    let blank = line.range.last {
      text[$0] & 0xC0 != 0x80 && FoldedText.endOfBlank(text, $0, line.range.upperBound) != nil
    }
    let last = LineTrim.trim(text, (blank ?? line.range.lowerBound)..<line.range.upperBound)
    return PersonNames.alone(text, last, lexicon) != nil || PersonNames.alone(text, line.range, lexicon) != nil
  }

  private static let bylines: [LineKind] = [.byline, .dated, .date]
  /// Characters of a title under a header.
  private static let shortestTitle: Int32 = 6
  private static let longestTitle: Int32 = 60

  /// Whether a byline or a date follows a line that may be a title, and no subtitle.
  private func isOverByline(_ index: Int, _ lines: [Line], _ trim: BodyTrim, _ classifier: LineClassifier) -> Bool {
    index + 1 < lines.count && Self.bylines.contains(trim.kinds[index + 1])
      && !classifier.endsStatement(lines[index]) && !classifier.opensWithDash(lines[index])
  }

  /// Whether a wide blank stands before the line, as at the start of a paragraph.
  private func isIndented(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
    let start = line.range.lowerBound
    return start > 0 && text[start - 1] != 0x0A
  }

  /// A site's name above the path or the title.
  private func isSiteName(_ lines: [Line], _ text: UnsafeBufferPointer<UInt8>, _ trim: BodyTrim, _ index: Int) -> Bool {
    guard index + 1 < lines.count, lines[index].characters <= 16, trim.kinds[index + 1] == .navigation else {
      return false
    }
    return lexicon.endsAsPublisher(text[lines[index].range])
  }

  /// Whether a line under the title is names behind a square or a circle: `■ 李红 (黑龙江)`.
  private func signs(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
    let names = PersonNames.withoutMark(text, line.range)
    return names.lowerBound > LineTrim.trim(text, line.range).lowerBound
      && PersonNames.alone(text, names, lexicon) != nil
  }

  private func isTitleAgain(_ lines: [Line], _ text: UnsafeBufferPointer<UInt8>, _ line: Int, _ title: Int) -> Bool {
    guard lines[line].characters <= 100 else { return false }
    let again = TitleReader.letters(text, lines[line].range)
    let first = TitleReader.letters(text, lines[title].range)
    return first.starts(with: again)
  }

  /// The title without the site's name and a column's name in brackets before it.
  private func titleText(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> String {
    var title = TitleReader(lexicon: lexicon).withoutSite(Array(text[line.range]))
    if title.starts(with: "【".utf8), let close = TitleReader.offset(of: Array("】".utf8), in: title), close <= 27,
      close + 6 < title.count
    {
      title.removeFirst(close + 3)
    }
    return title.string
  }
}
