import CorpusModel

/// An article as found, before what came with the record is laid over it.
struct FoundArticle {
  var metadata = ArticleMetadata()
  var text: [UInt8] = []
  var trace: [BlockTrace] = []
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
    StructuredData(page.structuredData).complete(&found, isPoor: Self.isPoor(found.text))
    found.metadata.url = page.canonical.map { $0.string }
    completeFromMetas(page, &found.metadata)
    return found
  }

  private func read(_ page: Page, text: UnsafeBufferPointer<UInt8>, mode: ContainerSelection.Mode, trace: Bool)
    -> FoundArticle
  {
    guard !page.lines.isEmpty else { return FoundArticle() }
    let titles = TitleReader(lexicon: lexicon)
    let anchor = titles.anchor(page, text: text)
    let classifier = LineClassifier(text: text, lexicon: lexicon, joints: page.joints)
    let selection = ContainerSelection(page, mode: mode, anchor: anchor, classifier: classifier)
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
    let titleLine = anchor ?? titles.lineAbove(trim.body.lowerBound, page.lines, classifier)
    let title = titles.title(page, text: text, line: titleLine)
    var reader = MetadataReader(classifier)
    for index in max(0, trim.body.lowerBound - 30)..<trim.body.lowerBound {
      let line = page.lines[index]
      reader.readHead(line, isBehindTitle: titleLine.map { index > $0 } ?? false)
      if page.elements[Int(line.element)].kind == .author { reader.readAuthor(line) }
    }
    var found = FoundArticle()
    BodyText(text: text, lexicon: lexicon).build(trim, into: &found, reader: &reader)
    for index in trim.body.upperBound..<min(trim.body.upperBound + 12, page.lines.count) {
      reader.readTail(page.lines[index])
    }
    for index in trim.body { reader.readBody(page.lines[index]) }
    for line in page.lines.suffix(25) { reader.readImprint(line) }
    found.metadata = reader.metadata
    found.metadata.title = title.isEmpty ? nil : title.string
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

  private static let dateNames = [
    "article:published_time", "publishdate", "pubdate", "datepublished", "og:release_date", "og:published_time",
    "publish_date",
    "publish-date", "publicationdate", "firstpublishedtime", "weibo: article:create_at", "date", "dc.date",
    "createdate", "og:time",
    "bytedance:published_time", "apub:time", "contentcreatedate", "article:modified_time",
  ]
  private static let publisherNames = ["contentsource", "source", "mediaid", "og:article:source", "publisher"]
  private static let authorNames = ["author", "article:author", "contentauthor", "og:article:author"]
  private static let siteNames = ["og:site_name", "sitename", "application-name"]

  private func completeFromMetas(_ page: Page, _ metadata: inout ArticleMetadata) {
    func first(_ names: [String]) -> [UInt8]? {
      for name in names { if let entry = page.metas.first(where: { $0.name == name }) { return entry.content } }
      return nil
    }
    if metadata.published == nil, let value = first(Self.dateNames) { metadata.published = Self.date(value) }
    if metadata.published == nil, let time = page.times.first { metadata.published = Self.date(time.value) }
    if metadata.publisher == nil, let value = first(Self.publisherNames) {
      metadata.publisher = value.withUnsafeBufferPointer { PublisherName.read($0, 0..<$0.count, lexicon) }
    }
    if metadata.authors.isEmpty, let value = first(Self.authorNames) {
      metadata.authors = value.withUnsafeBufferPointer { PersonNames.read($0, 0..<$0.count, lexicon) }.filter {
        $0.utf8.first ?? 0 >= 0x80
      }
    }
    metadata.site = first(Self.siteNames)?.string ?? TitleReader(lexicon: lexicon).site(page.title)?.string
    if metadata.url == nil { metadata.url = page.metas.first { $0.name == "og:url" }?.content.string }
  }

  /// ISO form of a date in a value of an attribute.
  static func date(_ value: [UInt8]) -> String? {
    value.withUnsafeBufferPointer { bytes in
      FoldedText(bytes, 0..<bytes.count).bytes.withUnsafeBufferPointer { DateReader.first(in: $0)?.iso }
    }
  }
}
