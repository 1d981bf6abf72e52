import CorpusModel

/// Finds an article's title.
struct TitleReader {
  let lexicon: FurnitureLexicon

  /// The title of a page: the line that its head names, else the value of a label such as 标题, else the line guessed
  /// from its place, else what `meta` elements say.
  func title(
    _ page: Page, text: UnsafeBufferPointer<UInt8>, anchor: Int?, labelled: (text: String, origin: MetadataOrigin)?,
    guess: Int?
  ) -> (text: [UInt8], origin: MetadataOrigin)? {
    func line(_ index: Int, _ origin: MetadataOrigin) -> (text: [UInt8], origin: MetadataOrigin) {
      (Array(text[page.lines[index].range]), origin)
    }
    if let anchor {
      let level = page.lines[anchor].heading
      let text = withoutColumn(Array(text[page.lines[anchor].range]), page)
      return (text, MetadataOrigin(.heading, level == 0 ? nil : "h\(level)"))
    }
    if let labelled { return (Array(labelled.text.utf8), labelled.origin) }
    if let guess { return line(guess, MetadataOrigin(.head)) }
    return metaTitle(page).map { ($0.text, MetadataOrigin(.meta, $0.name)) }
  }

  /// The line without a column's name in brackets that the `title` element does not open with.
  private func withoutColumn(_ line: [UInt8], _ page: Page) -> [UInt8] {
    guard line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")), close <= 26 else {
      return line
    }
    let rest = line[(close + 1)...].drop { $0 == 0x20 }
    return !rest.isEmpty && Self.letters(page.title).starts(with: Self.letters(Array(rest))) ? Array(rest) : line
  }

  /// Where no line is known as the title: the first line that holds a date and another field of a byline and is
  /// followed by prose, as above the first post of a forum.
  func bylineLine(_ page: Page, _ classifier: LineClassifier) -> Int? {
    var tried = 0
    for (index, line) in page.lines.enumerated() where line.characters <= 80 && !line.isLinked {
      guard classifier.holdsDigits(line), tried < 40 else { continue }
      tried += 1
      let scan = classifier.scan(line)
      guard scan.isWhole, scan.published != nil, scan.fields.contains(where: { $0.field != .note }) else { continue }
      if page.lines[index + 1..<min(index + 8, page.lines.count)].contains(where: { classifier.isProse($0) }) {
        return index
      }
    }
    return nil
  }

  /// The line of the title: one that the `title` element begins with, else one that a `meta` element names, else the
  /// first heading of the highest level.
  func anchor(_ page: Page, text: UnsafeBufferPointer<UInt8>) -> Int? {
    if let line = matchingLine(page, text, Self.letters(page.title)) { return line }
    if let meta = metaTitle(page), let line = matchingLine(page, text, Self.letters(meta.text)) { return line }
    let headings = page.lines.indices.filter {
      (1...3).contains(page.lines[$0].heading) && page.lines[$0].characters >= 5 && !page.lines[$0].isLinked
        && !isSiteName(text[page.lines[$0].range])
    }
    return headings.min { page.lines[$0].heading < page.lines[$1].heading }
  }

  /// The line that `full` begins with; of several the first, headings first, links last.
  private func matchingLine(_ page: Page, _ text: UnsafeBufferPointer<UInt8>, _ full: [UInt8]) -> Int? {
    var best: (line: Int, score: Int)?
    for (index, line) in page.lines.enumerated() {
      guard line.characters >= (line.heading == 0 ? 4 : 2), line.characters <= 100, line.count <= full.count * 2 + 8,
        mayBegin(text, line, in: full)
      else { continue }
      let letters = Self.letters(text, line.range)
      guard letters.count >= 6, letters.count <= full.count, !isSiteName(letters),
        let place = Self.offset(of: letters, in: full)
      else { continue }
      guard place == 0 || letters.count * 2 >= full.count else { continue }
      var score = letters.count * 4
      if place == 0, letters.count * 4 < full.count, !lexicon.endsAsPublisher(letters) { score /= 2 }
      if line.heading != 0 { score += 12 }
      if line.isLinked { score /= 2 }
      if score > best?.score ?? 0 { best = (index, score) }
    }
    return best?.line
  }

  /// Whether the line's first character is one of the title's, as far as one look at a Chinese character can tell.
  private func mayBegin(_ text: UnsafeBufferPointer<UInt8>, _ line: Line, in full: [UInt8]) -> Bool {
    let start = line.range.lowerBound
    guard line.count >= 3, (0xE4...0xE9).contains(text[start]) else { return true }
    return full.indices.dropLast(2).contains {
      full[$0] == text[start] && full[$0 + 1] == text[start + 1] && full[$0 + 2] == text[start + 2]
    }
  }

  /// Where the `title` element names only the site: the line above the byline over the body, or the one right above the
  /// body, if it reads as a title.
  func lineAbove(_ body: Int, _ lines: [Line], _ classifier: LineClassifier) -> Int? {
    let head = max(0, body - 12)..<body
    let byline = head.last { [.byline, .dated, .date].contains(classifier.kind(lines[$0])) }
    for index in (max(0, (byline ?? body) - 3)..<(byline ?? body)).reversed() {
      let line = lines[index]
      guard (6...50).contains(line.characters), !line.isLinked, line.stops <= 1, !classifier.endsStatement(line),
        classifier.kind(line) == .content
      else { continue }
      return isSiteName(classifier.text[line.range]) ? nil : index
    }
    return nil
  }

  /// A short name that ends as those of newspapers and portals do.
  private func isSiteName(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    name.count <= 36 && lexicon.endsAsPublisher(name)
  }

  private func metaTitle(_ page: Page) -> (name: String, text: [UInt8])? {
    for name in ["articletitle", "og:title", "headline", "twitter:title"] {
      if let entry = page.metas.first(where: { $0.name == name }) {
        return (name, withoutSite(entry.content))
      }
    }
    return nil
  }

  /// The text before the site's and the channel's name.
  func withoutSite(_ title: [UInt8]) -> [UInt8] {
    title.withUnsafeBufferPointer { bytes in
      let range = LineTrim.trim(bytes, 0..<bytes.count)
      var index = range.lowerBound
      while index < range.upperBound {
        let isBar = bytes[index] == UInt8(ascii: "_") || bytes[index] == UInt8(ascii: "|")
        let isDash = bytes[index] == UInt8(ascii: "-")
        let isWideBar =
          bytes[index] == 0xEF && index + 2 < range.upperBound && bytes[index + 1] == 0xBD && bytes[index + 2] == 0x9C
        if isBar || isWideBar || isDash, index - range.lowerBound >= 12 {
          let rest = LineTrim.trim(bytes, index + (isWideBar ? 3 : 1)..<range.upperBound)
          // What stands behind `人民日报 | ` is the title.
          let isSite = lexicon.endsAsPublisher(bytes[rest]) || bytes[index] == UInt8(ascii: "_")
          if isSite || rest.count <= (isDash ? 24 : index - range.lowerBound) {
            return Array(bytes[range.lowerBound..<LineTrim.end(bytes, range.lowerBound..<index)])
          }
        }
        index += 1
      }
      return Array(bytes[range])
    }
  }

  /// The site's name in a `title` element: its last part, else its first, if it ends as such names do.
  func site(_ title: [UInt8]) -> [UInt8]? {
    title.withUnsafeBufferPointer { bytes in
      let parts = bytes.indices.split {
        bytes[$0] == UInt8(ascii: "_") || bytes[$0] == UInt8(ascii: "|") || bytes[$0] == UInt8(ascii: "-")
      }
      guard parts.count > 1 else { return nil }
      for part in [parts[parts.count - 1], parts[0]] {
        let range = LineTrim.trim(bytes, part.startIndex..<part.endIndex)
        if !range.isEmpty, range.count <= 60, lexicon.endsAsPublisher(bytes[range]) { return Array(bytes[range]) }
      }
      return nil
    }
  }

  /// The bytes that two writings of a title share: folded, no blanks.
  static func letters(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
    FoldedText(text, range).bytes.filter { $0 != 0x20 && $0 != 0x09 }
  }

  static func letters(_ text: [UInt8]) -> [UInt8] { text.withUnsafeBufferPointer { letters($0, 0..<$0.count) } }

  /// Offset of `part` in `whole`.
  static func offset(of part: [UInt8], in whole: [UInt8]) -> Int? {
    guard !part.isEmpty, part.count <= whole.count else { return nil }
    return (0...whole.count - part.count).first {
      whole[$0] == part[0] && whole[$0..<$0 + part.count].elementsEqual(part)
    }
  }
}
