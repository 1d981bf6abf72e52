import CorpusModel
import LexiconData

/// Collects metadata from the lines around a body and from sign-offs; what is found first stays.
struct MetadataReader {
  let classifier: LineClassifier
  var found = FoundMetadata()
  /// Value of a label such as 标题, which outranks a title that is only guessed.
  private(set) var labelledTitle: (text: String, origin: MetadataOrigin)?
  /// Whether the publisher that is held stood without a label.
  private var isPublisherBare = false
  /// How much speaks for the date that is held.
  private var dateScore = 0
  /// Whether a line that heads comments or other articles was read: dates behind it are not the article's.
  private var isBehindTail = false

  init(_ classifier: LineClassifier) { self.classifier = classifier }

  var text: UnsafeBufferPointer<UInt8> { classifier.text }
  var lexicon: FurnitureLexicon { classifier.lexicon }

  /// Lines behind the title among which its subtitle may stand.
  private static let belowTitle = 2
  /// Lines behind the title in which a publisher or authors may stand without a label.
  private static let nearTitle = 8
  /// Lines behind the title that may be names of persons and nothing else, and how long they are, in characters.
  private static let rightBehind = 2
  private static let longestNames = 20

  /// Lines behind the body that may say something about it.
  private static let longestTail = 12
  /// Longest name that signs a document, in characters.
  private static let longestSignature = 30

  /// Reads a line of the head; a label that ends one, as in tables, has its value in the next.
  ///
  /// - Parameters:
  ///   - lines: All lines of the source.
  ///   - index: Of the line in `lines`.
  ///   - end: The line behind the head.
  ///   - title: The title's line, if known.
  mutating func readHead(_ lines: [Line], _ index: Int, end: Int, title: Int?) {
    let text = text
    let line = withValue(lines, index, end)
    guard line.characters <= 200, line.characters >= 2, !classifier.opensWithOrdinal(line) else { return }
    readLabelledLine(lines, index, end)
    let byline = classifier.byline(line)
    let sinceTitle = title.map { index - $0 } ?? 0
    readHeadDate(byline, line, isBehindTitle: sinceTitle > 0)
    if isPublisherBare, let publisher = byline.publisher {
      found.set(.publisher, publisher, .line(.head, text, line.range))
      isPublisherBare = false
    }
    merge(byline, isWhole: byline.isWhole, .line(.head, text, line.range))
    if (1...Self.belowTitle).contains(sinceTitle), classifier.opensWithDash(line) {
      found.fill(subtitle: String(decoding: text[line.range], as: UTF8.self))
    }
    if labelledTitle == nil, let title = byline.title { labelledTitle = (title, .line(.head, text, line.range)) }
    if (1...Self.rightBehind).contains(sinceTitle) || title == nil && index == 0 { readNames(line) }
    if (1...Self.nearTitle).contains(sinceTitle), !found.has(.publisher) || !found.has(.authors),
      !classifier.opensWithDash(line),
      byline.isWhole || (line.marks == 0 && line.characters <= 40)
    {
      readBare(byline, .line(.head, text, line.range))
      if byline.published != nil, !found.has(.publisher) { readDateline(line.range) }
    }
  }

  /// Reads the line behind one that is a label and no more, not even a colon, as in the header cells of tables.
  private mutating func readLabelledLine(_ lines: [Line], _ index: Int, _ end: Int) {
    guard index + 1 < end, lines[index].characters <= 6, lines[index + 1].characters <= 60,
      let field = classifier.bareLabel(lines[index]), classifier.bareLabel(lines[index + 1]) == nil
    else { return }
    let (text, value) = (text, lines[index + 1].range)
    switch field {
    case .publisher:
      found.fill(.publisher, PublisherName.read(text, value, lexicon), .line(.head, text, value))
    case .title:
      let title = Byline.clean(text, value)
      if labelledTitle == nil, title.utf8.count >= 12 { labelledTitle = (title, .line(.head, text, value)) }
    case .published:
      guard let date = classifier.scan(lines[index + 1]).published, dateScore < 8 else { return }
      found.set(.published, date.iso, .line(.head, text, value))
      dateScore = 8
    default: break
    }
  }

  private mutating func readHeadDate(_ byline: Byline, _ line: Line, isBehindTitle: Bool) {
    let text = text
    guard let date = byline.published, line.characters <= 120 || byline.scan.hasPublishedLabel else { return }
    var score = (byline.scan.hasPublishedLabel ? 8 : 0) + (date.time == nil ? 0 : 4)
    score += (byline.isWhole ? 2 : 0) + (isBehindTitle ? 3 : 0) + (byline.publisher == nil ? 0 : 2)
    guard score >= dateScore, !classifier.isPath(line) else { return }
    found.set(.published, date.iso, .line(.head, text, line.range))
    dateScore = score
  }

  /// The line, joined with the next where it is a label and no more.
  private func withValue(_ lines: [Line], _ index: Int, _ end: Int) -> Line {
    let line = lines[index]
    guard line.characters <= 8, index + 1 < end, lines[index + 1].characters <= 60, classifier.colonLength(line) > 0,
      classifier.colonLength(lines[index + 1]) == 0
    else { return line }
    var joined = line
    joined.end = lines[index + 1].end
    joined.characters += lines[index + 1].characters
    joined.marks += lines[index + 1].marks
    return joined
  }

  /// Takes the names of a line that is nothing else: `○ 李红 王小明`.
  private mutating func readNames(_ line: Line) {
    guard !found.has(.authors), line.characters <= Self.longestNames else { return }
    let range = PersonNames.withoutMark(text, line.range)
    guard let names = PersonNames.alone(text, range, lexicon) else { return }
    // Without a mark, a word or a row of words of two characters (`安全 高效`) may be anything.
    guard
      range.lowerBound != LineTrim.trim(text, line.range).lowerBound
        || names.count > 1 && names.contains(where: { $0.utf8.count > 6 })
    else { return }
    let text = text
    found.fill(authors: names, .line(.head, text, line.range))
  }

  /// Takes a publisher's name without a label, and the names of persons beside it.
  private mutating func readBare(_ byline: Byline, _ origin: MetadataOrigin) {
    var hasPublisher = byline.publisher != nil
    for part in byline.bare where !found.has(.publisher) && part.utf8.count <= 60 {
      let name = PublisherName.account(PublisherName.withoutMarks(part), lexicon)
      if isPublisher(name) {
        found.fill(.publisher, name, origin)
        isPublisherBare = true
      } else if let signed = signed(part) {
        found.fill(.publisher, signed.publisher, origin)
        found.fill(authors: signed.authors, origin)
        isPublisherBare = true
      } else {
        let bytes = Array(name.utf8)
        let isReporters = byline.scan.fields.first?.field == .reporter && part == byline.bare.first
        let publisher = bytes.withUnsafeBufferPointer {
          datelinePublisher($0) ?? (isReporters ? reportersPublisher($0) : nil)
        }
        found.fill(.publisher, publisher, origin)
      }
      hasPublisher = found.has(.publisher)
    }
    guard hasPublisher || byline.published != nil, !found.has(.authors) else { return }
    let date = byline.scan.publishedStart ?? .max
    let sides = [byline.scan.bare.filter { $0.lowerBound < date }, byline.scan.bare.filter { $0.lowerBound > date }]
    for side in sides {
      let authors = side.flatMap { range in
        lexicon.endsAsPublisher(text[LineTrim.trim(text, range)])
          ? [] : PersonNames.alone(text, PersonNames.withoutMark(text, range), lexicon) ?? []
      }
      found.fill(authors: authors, origin)
    }
  }

  private func isPublisher(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return lexicon.endsAsPublisher(bytes) && bytes.count <= BylineScan.longestPublisher && !lexicon.isNonName(name)
      // `永人办发〔2023〕9号` and the 3号 of `（2023）3号` are a document's number.
      && !name.unicodeScalars.contains("\u{3014}") && !name.contains(">")
      && !bytes.dropLast(3).allSatisfy(DateReader.isDigit)
  }

  /// A publisher and persons, or its address, parted by single blanks: `大理日报 李红`, `北方人大网 www.beifang.cn`.
  private func signed(_ part: String) -> (publisher: String, authors: [String])? {
    let words = part.split(separator: " ").map(String.init)
    let names = words.dropFirst().filter { !$0.utf8.allSatisfy { $0 < 0x80 } }
    guard words.count > 1, let first = words.first, isPublisher(PublisherName.withoutMarks(first)),
      names.allSatisfy(lexicon.isPersonalName)
    else { return nil }
    return (PublisherName.withoutMarks(first), names)
  }

  /// Reads a line of an element that the page calls its author.
  mutating func readAuthor(_ line: Line) {
    let text = text
    guard !found.has(.authors), let names = PersonNames.alone(text, line.range, lexicon) else { return }
    found.fill(authors: names, .line(.authorElement, text, line.range))
  }

  /// Reads a short line inside the body for the date of a post, where no other was found.
  mutating func readBody(_ line: Line) {
    let text = text
    guard !found.has(.published), line.characters <= 60 else { return }
    let scan = classifier.scan(line)
    if let date = scan.published, date.time != nil { found.fill(.published, date.iso, .line(.body, text, line.range)) }
  }

  /// Reads the last lines of a body: a date alone under a document's signature, and who signed in the line before.
  mutating func readSignature(_ trim: BodyTrim) {
    for index in trim.kept.suffix(3) where trim.lines[index].characters <= 20 {
      let line = trim.lines[index]
      guard classifier.kind(line) == .date else { continue }
      let text = text
      found.fill(.published, classifier.scan(line).published?.iso, .line(.signOff, text, line.range))
      if index > trim.body.lowerBound { readSigner(trim.lines[index - 1]) }
    }
  }

  /// Takes who signed a document, from the line above its date.
  private mutating func readSigner(_ line: Line) {
    let text = text
    guard line.characters <= Self.longestSignature, line.marks == 0, classifier.kind(line) == .content,
      case let name = Byline.clean(text, line.range), isPublisher(name),
      lexicon.ends(text[LineTrim.trim(text, line.range)], with: .signer)
    else { return }
    found.fill(.publisher, name, .line(.signOff, text, line.range))
  }

  /// Reads the lines behind the body: names and licences, and a date only where no other was found.
  mutating func readTail(_ lines: [Line], from start: Int) {
    for index in start..<min(start + Self.longestTail, lines.count) where lines[index].characters <= 200 {
      let (text, line) = (text, lines[index])
      let byline = classifier.byline(line)
      if !found.has(.published), !isBehindTail {
        switch classifier.kind(line) {
        case .tailHeading: isBehindTail = true
        case .dated, .date, .byline:
          found.fill(.published, byline.published?.iso, .line(.tail, text, line.range))
          if index > start, byline.published != nil, byline.bare.isEmpty { readSigner(lines[index - 1]) }
        default: break
        }
      }
      merge(byline, isWhole: byline.isWhole, .line(.tail, text, line.range))
    }
  }

  mutating func merge(_ byline: Byline, isWhole: Bool, _ origin: @autoclosure () -> MetadataOrigin) {
    found.fill(.publisher, byline.publisher, origin())
    if isWhole || byline.publisher != nil { found.fill(authors: byline.authors, origin()) }
    found.fill(.editor, byline.editor, origin())
  }

  /// Reads a line that only may hold licence numbers.
  mutating func readImprint(_ line: Line) {
    guard line.characters <= 300 else { return }
    let folded = FoldedText(text, line.range)
    for licence in LicenceReader.licences(folded, source: text, lexicon: lexicon) { found.add(licence: licence) }
  }
}
