import CorpusModel

/// An article as found, before what came with the record is laid over it.
struct FoundArticle {
  var metadata = FoundMetadata()
  var text: [UInt8] = []
  var trace: [BlockTrace] = []
  /// Lines of the text, and those of them that read as entries of a list; of a document without a text, the entries.
  var lineCount = 0
  var entryCount = 0

  /// Counts the lines of the text, which are `kept` of `lines`, and the entries of a list among them.
  mutating func countEntries(_ kept: [Int], of lines: [Line], _ text: UnsafeBufferPointer<UInt8>) {
    lineCount = kept.count
    entryCount = kept.count { lines[$0].isEntry(text) }
  }

  /// Counts the entries of a list among `lines`, where none of them is an article's.
  mutating func countEntries(_ lines: [Line], _ text: UnsafeBufferPointer<UInt8>) {
    entryCount = lines.count { $0.isEntry(text) }
    lineCount = entryCount
  }
}

/// Reads the article out of a parsed page.
struct PageReader {
  let lexicon: FurnitureLexicon

  /// Whether another way is to be tried: almost no text, or little and no sentence in it.
  private static func isPoor(_ body: [UInt8]) -> Bool {
    guard body.count < 240 else { return false }
    return body.count < 60 || body.withUnsafeBufferPointer { TextMeasure($0, 0..<$0.count).stops } == 0
  }

  func read(_ page: Page, trace: Bool) -> FoundArticle {
    var found = FoundArticle()
    for mode in [ContainerSelection.Mode.prose, .withoutNoise, .lines] {
      let next = page.text.withUnsafeBufferPointer { read(page, text: $0, mode: mode, trace: trace) }
      if next.text.count > found.text.count * 2 { found = next }
      if !Self.isPoor(found.text) { break }
    }
    let (length, isPoor) = (found.text.count, Self.isPoor(found.text))
    StructuredData(page.structuredData, lexicon: lexicon).complete(&found, isPoor: isPoor)
    if found.text.count != length { (found.lineCount, found.entryCount) = (0, 0) }
    if found.text.isEmpty { page.text.withUnsafeBufferPointer { found.countEntries(page.lines, $0) } }
    PageMetadata(page, lexicon).complete(&found.metadata)
    return found
  }

  private func read(_ page: Page, text: UnsafeBufferPointer<UInt8>, mode: ContainerSelection.Mode, trace: Bool)
    -> FoundArticle
  {
    guard !page.lines.isEmpty else { return FoundArticle() }
    let titles = TitleReader(lexicon: lexicon)
    let anchor = titles.anchor(page, text: text)
    let classifier = LineClassifier(text: text, lexicon: lexicon, joints: page.joints)
    let top = anchor ?? titles.bylineLine(page, classifier)
    let selection = ContainerSelection(page, mode: mode, anchor: top, classifier: classifier)
    let element = page.elements[selection.best().element]
    let letters = anchor.map { TitleReader.letters(text, page.lines[$0].range) } ?? []
    var trim = BodyTrim(page.lines, range: element.lines, classifier: classifier) {
      selection.isNoise[$0] ? "noise-container" : nil
    }
    trim.cutHead {
      page.lines[$0].characters <= 100 && !letters.isEmpty && TitleReader.letters(text, page.lines[$0].range) == letters
    }
    trim.cutTail { page.container(of: page.lines[$0]) }
    trim.dropFurniture()
    let guess = anchor ?? titles.lineAbove(trim.body.lowerBound, page.lines, classifier)
    var reader = MetadataReader(classifier)
    for index in max(0, trim.body.lowerBound - 30)..<trim.body.lowerBound {
      reader.readHead(page.lines, index, end: trim.body.lowerBound, title: guess)
      let line = page.lines[index]
      if page.elements[Int(line.element)].kind == .author { reader.readAuthor(line) }
    }
    var found = FoundArticle()
    BodyText(text: text, lexicon: lexicon).build(trim, into: &found, reader: &reader)
    found.countEntries(trim.kept, of: page.lines, text)
    reader.readTail(page.lines, from: trim.tail)
    for index in trim.body { reader.readBody(page.lines[index]) }
    reader.readSignature(trim)
    for line in page.lines.suffix(25) { reader.readImprint(line) }
    let title = titles.title(page, text: text, anchor: anchor, labelled: reader.labelledTitle, guess: guess)
    found.metadata = reader.found
    if let title { found.metadata.fill(.title, title.text.string, title.origin) }
    if trace { found.trace = self.trace(page, text, trim, selection, element.lines) }
    return found
  }

  private func trace(
    _ page: Page, _ text: UnsafeBufferPointer<UInt8>, _ trim: BodyTrim, _ selection: ContainerSelection,
    _ lines: Range<Int>
  ) -> [BlockTrace] {
    page.lines.indices.map { index in
      let isKept = trim.body.contains(index) && trim.reasons[index] == nil
      let outside = selection.isNoise[index] ? "noise-container" : "outside-container"
      let reason = trim.reasons[index] ?? (isKept ? "body" : lines.contains(index) ? "tail" : outside)
      return BlockTrace(
        text: String(decoding: text[page.lines[index].range], as: UTF8.self), isKept: isKept, reason: reason)
    }
  }

  /// ISO form of a date in a value of an attribute.
  static func date(_ value: [UInt8]) -> String? {
    value.withUnsafeBufferPointer { bytes in
      FoldedText(bytes, 0..<bytes.count).bytes.withUnsafeBufferPointer { DateReader.first(in: $0)?.iso }
    }
  }
}
