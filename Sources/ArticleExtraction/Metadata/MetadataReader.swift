import CorpusModel

/// Collects metadata from the lines around a body and from sign-offs; what is found first stays.
struct MetadataReader {
  let classifier: LineClassifier
  var metadata = ArticleMetadata()
  /// How much speaks for the date that is held.
  private var dateScore = 0

  init(_ classifier: LineClassifier) { self.classifier = classifier }

  var text: UnsafeBufferPointer<UInt8> { classifier.text }
  var lexicon: FurnitureLexicon { classifier.lexicon }

  /// Reads a line of the head; `isBehindTitle` tells whether the title stands before it.
  mutating func readHead(_ line: Line, isBehindTitle: Bool) {
    guard line.characters <= 200, line.characters >= 2 else { return }
    let byline = classifier.byline(line)
    if let found = byline.published {
      var score = (byline.scan.hasPublishedLabel ? 8 : 0) + (found.time == nil ? 0 : 4)
      score += (byline.isWhole ? 2 : 0) + (isBehindTitle ? 3 : 0) + (byline.publisher == nil ? 0 : 2)
      if line.characters <= 120 || byline.scan.hasPublishedLabel, score >= dateScore {
        metadata.published = found.iso
        dateScore = score
      }
    }
    merge(byline, isWhole: byline.isWhole)
    if isBehindTitle, metadata.publisher == nil, byline.isWhole || (line.marks == 0 && line.characters <= 40) {
      readBare(byline)
    }
  }

  /// Takes a publisher's name without a label, and the names of persons beside it.
  private mutating func readBare(_ byline: Byline) {
    for name in byline.bare where metadata.publisher == nil && name.utf8.count <= 60 {
      let bytes = Array(name.utf8)
      if lexicon.endsAsPublisher(bytes), bytes.count <= 45 {
        metadata.publisher = name
      } else {
        bytes.withUnsafeBufferPointer { metadata.publisher = datelinePublisher($0) }
      }
    }
    guard metadata.publisher != nil, metadata.authors.isEmpty, !byline.isWhole else { return }
    metadata.authors = byline.bare.flatMap { name in
      Array(name.utf8).withUnsafeBufferPointer { bytes in
        lexicon.endsAsPublisher(bytes) ? [] : PersonNames.alone(bytes, 0..<bytes.count, lexicon) ?? []
      }
    }
  }

  /// Reads a line of an element that the page calls its author.
  mutating func readAuthor(_ line: Line) {
    guard metadata.authors.isEmpty, let names = PersonNames.alone(text, line.range, lexicon) else { return }
    metadata.authors = names
  }

  /// Reads a short line inside the body for the date of a post, where no other was found.
  mutating func readBody(_ line: Line) {
    guard metadata.published == nil, line.characters <= 60 else { return }
    let scan = classifier.scan(line)
    if let found = scan.published, found.time != nil { metadata.published = found.iso }
  }

  /// Reads a line behind the body: names and licences, and a date only where no other was found.
  mutating func readTail(_ line: Line) {
    guard line.characters <= 200 else { return }
    let byline = classifier.byline(line)
    if metadata.published == nil, byline.isWhole, let found = byline.published {
      metadata.published = found.iso
    }
    merge(byline, isWhole: byline.isWhole)
  }

  mutating func merge(_ byline: Byline, isWhole: Bool) {
    if metadata.publisher == nil { metadata.publisher = byline.publisher }
    if metadata.authors.isEmpty, isWhole || byline.publisher != nil { metadata.authors = byline.authors }
    if metadata.editor == nil { metadata.editor = byline.editor }
  }

  /// Reads a line that only may hold licence numbers.
  mutating func readImprint(_ line: Line) {
    guard line.characters <= 300 else { return }
    let folded = FoldedText(text, line.range)
    for licence in LicenceReader.licences(folded, source: text, lexicon: lexicon)
    where !metadata.licences.contains(licence) {
      metadata.licences.append(licence)
    }
  }
}
