import CorpusModel

/// Collects metadata from the lines around a body and from sign-offs; what is found first stays.
struct MetadataReader {
  let text: UnsafeBufferPointer<UInt8>
  let lexicon: FurnitureLexicon
  var metadata = ArticleMetadata()
  /// How much speaks for the date that is held.
  private var dateScore = 0

  init(text: UnsafeBufferPointer<UInt8>, lexicon: FurnitureLexicon) {
    self.text = text
    self.lexicon = lexicon
  }

  /// Reads a line of the head; `isBehindTitle` tells whether the title stands before it.
  mutating func readHead(_ line: Line, isBehindTitle: Bool) {
    guard line.characters <= 200, line.characters >= 2 else { return }
    let byline = byline(line)
    if let found = byline.published {
      var score = (byline.hasPublishedLabel ? 8 : 0) + (found.time == nil ? 0 : 4)
      score += (byline.isWhole ? 2 : 0) + (isBehindTitle ? 3 : 0) + (byline.publisher == nil ? 0 : 2)
      if line.characters <= 120 || byline.hasPublishedLabel, score >= dateScore {
        metadata.published = found.iso
        dateScore = score
      }
    }
    merge(byline, isWhole: byline.isWhole)
    if byline.isWhole, isBehindTitle, metadata.publisher == nil {
      metadata.publisher = byline.bare.first { lexicon.endsAsPublisher($0.utf8) && $0.utf8.count <= 45 }
    }
  }

  /// Reads a line behind the body: names and licences, and a date only where no other was found.
  mutating func readTail(_ line: Line) {
    guard line.characters <= 200 else { return }
    let byline = byline(line)
    if metadata.published == nil, byline.isWhole, let found = byline.published, byline.licences.isEmpty {
      metadata.published = found.iso
    }
    merge(byline, isWhole: byline.isWhole)
  }

  mutating func merge(_ byline: Byline, isWhole: Bool) {
    if metadata.publisher == nil { metadata.publisher = byline.publisher }
    if metadata.authors.isEmpty, isWhole || byline.publisher != nil { metadata.authors = byline.authors }
    if metadata.editor == nil { metadata.editor = byline.editor }
    for licence in byline.licences where !metadata.licences.contains(licence) { metadata.licences.append(licence) }
  }

  /// Reads a line that only may hold licence numbers.
  mutating func readImprint(_ line: Line) {
    guard line.characters <= 300 else { return }
    let folded = FoldedText(text, line.range)
    for licence in LicenceReader.licences(folded, source: text, lexicon: lexicon) where !metadata.licences.contains(licence) {
      metadata.licences.append(licence)
    }
  }

  private func byline(_ line: Line) -> Byline { Byline(FoldedText(text, line.range), source: text, lexicon: lexicon) }
}
