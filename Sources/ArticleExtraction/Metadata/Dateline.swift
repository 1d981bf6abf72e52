import CorpusModel
import LexiconData

/// The opening of a report: `新华社昆明6月25日电（记者 字强）`, `本报讯`, `津滨网讯（记者 李琳）`, `东方网消息:`.
extension MetadataReader {
  /// Reads publisher and reporters from the first line of a body.
  mutating func readDateline(_ range: Range<Int>) {
    let source = text
    let folded = FoldedText(text, range.lowerBound..<min(range.upperBound, range.lowerBound + 180))
    folded.bytes.withUnsafeBufferPointer { bytes in
      guard let end = endOfDateline(bytes) else {
        readOccasion(bytes, range)
        return readBracket(bytes, folded, at: 0)
      }
      readDate(bytes, end, range)
      if !found.has(.publisher), let name = publisher(bytes, end) {
        let name = String(decoding: text[folded.source(name)], as: UTF8.self)
        if !lexicon.isNonName(name) { found.fill(.publisher, name, .line(.dateline, source, folded.source(0..<end))) }
      }
      readBracket(bytes, folded, at: end)
    }
  }

  /// Whether a paragraph opens with a dateline in whose bracket reporters stand, where nobody is known yet.
  func isSignedDateline(_ range: Range<Int>) -> Bool {
    guard !found.has(.publisher), !found.has(.authors) else { return false }
    let folded = FoldedText(text, range.lowerBound..<min(range.upperBound, range.lowerBound + 180))
    return folded.bytes.withUnsafeBufferPointer { bytes in
      guard var at = endOfDateline(bytes), lexicon.leadIn(of: bytes[...]) == 0 else { return false }
      while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
      guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "(") else { return false }
      return lexicon.label(bytes, at: at + 1)?.field == .reporter
    }
  }

  /// Takes the day of a dateline that ends at `end`, if it has its year: `本报兰州2024年3月12日讯`, `晨报讯（2020年9月29日）`.
  private mutating func readDate(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ range: Range<Int>) {
    guard !found.has(.published) else { return }
    let source = text
    let behind = end + 1 < bytes.count && bytes[end] == UInt8(ascii: "(") ? [end + 1] : []
    let date = (Array(0..<end) + behind).lazy.compactMap { DateReader.date(bytes, at: $0) }.first
    found.fill(.published, date?.iso, .line(.dateline, source, range))
  }

  /// Takes the day of a line that says on what occasion a report was given: `——2022年2月25日在北方县人民代表大会会议上`, or
  /// with brackets for the dash.
  private mutating func readOccasion(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !found.has(.published), range.count <= Self.longestOccasion else { return }
    let source = text
    var start = 0
    while start + 3 <= bytes.count, (0x2010...0x2015).contains(PhraseTrie.decode(bytes, start).0) { start += 3 }
    let isInBracket = start == 0 && bytes.first == UInt8(ascii: "(") && bytes.last == UInt8(ascii: ")")
    if isInBracket { start = 1 }
    let end = isInBracket ? bytes.count - 1 : bytes.count
    guard start > 0, start < end, let date = DateReader.date(bytes, at: start), date.range.upperBound < end,
      bytes[date.range.upperBound...].starts(with: Self.at), bytes[..<end].suffix(3).elementsEqual(Self.on),
      !bytes.contains(UInt8(ascii: ","))
    else { return }
    found.fill(.published, date.iso, .line(.dateline, source, range))
  }

  /// Longest line that tells an occasion, in bytes.
  private static let longestOccasion = 150
  /// 在 and 上.
  private static let (at, on): ([UInt8], [UInt8]) = (Array("\u{5728}".utf8), Array("\u{4E0A}".utf8))

  /// The publisher of a line that is a dateline and no more, such as `华龙网10月24日讯`.
  func datelinePublisher(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let folded = FoldedText(bytes, 0..<bytes.count)
    return folded.bytes.withUnsafeBufferPointer { line in
      guard let end = endOfDateline(line), end == line.count, let name = publisher(line, end) else { return nil }
      return String(decoding: bytes[folded.source(name)], as: UTF8.self)
    }
  }

  /// The publisher that opens what stands before a reporter's label: `北方日报全媒` of `北方日报全媒记者 李红`.
  func reportersPublisher(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let folded = FoldedText(bytes, 0..<bytes.count)
    return folded.bytes.withUnsafeBufferPointer { line in
      guard let name = publisher(line, line.count), line.count - name.upperBound <= Self.longestPost else { return nil }
      return String(decoding: bytes[folded.source(name)], as: UTF8.self)
    }
  }

  /// Longest word between a paper's name and 记者, in bytes: 全媒体首席.
  private static let longestPost = 15

  /// End of `…电`, `…讯` and the like within the first 75 bytes, if no sentence ends before it.
  private func endOfDateline(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < min(bytes.count, 75) {
      if [UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(bytes[index]) {
        return nil
      }
      if index >= 6, let end = lexicon.endOfPhrase(.report, bytes, at: index) {
        let next = end < bytes.count ? bytes[end] : 0x20
        let isSigned = end < bytes.count && lexicon.label(bytes, at: end)?.field == .reporter
        if next < 0x80 || bytes[index - 1] == Self.dayEnd || isSigned { return end }
      }
      index += PhraseTrie.length(bytes[index])
    }
    return nil
  }

  /// Last byte of 日.
  private static let dayEnd: UInt8 = 0xA5

  /// The shortest opening that ends as names of papers and portals do.
  private func publisher(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Range<Int>? {
    var index = 0
    while index < min(end, 30) {
      index += PhraseTrie.length(bytes[index])
      if index >= 9, bytes[0] >= 0x80, lexicon.endsAsPublisher(bytes[0..<index]) {
        let next = index + 3 <= end ? bytes[0..<index + 3] : bytes[0..<index]
        // 临汾新闻网 goes on, 昆明日报报道 does not.
        let goesOn = next.count > index && lexicon.endsAsPublisher(next) && (index < 12 || isSite(next.suffix(3)))
        return 0..<(goesOn ? index + 3 : index)
      }
    }
    return nil
  }

  /// Whether `bytes` are 网 or 網.
  private func isSite(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.elementsEqual([0xE7, 0xBD, 0x91]) || bytes.elementsEqual([0xE7, 0xB6, 0xB2])
  }

  private mutating func readBracket(_ bytes: UnsafeBufferPointer<UInt8>, _ folded: FoldedText, at start: Int) {
    guard !found.has(.authors) else { return }
    let source = text
    var open = start
    while open < bytes.count, bytes[open] <= 0x20 { open += 1 }
    guard open < bytes.count, bytes[open] == UInt8(ascii: "("),
      let close = bytes[open...].firstIndex(of: UInt8(ascii: ")"))
    else { return }
    let origin = MetadataOrigin.line(.dateline, source, folded.source(0..<close + 1))
    // `中新网武汉1月13日电 (周敏)湖北省……`
    if start > 0, let names = PersonNames.alone(text, folded.source(open + 1..<close), lexicon) {
      found.fill(authors: names, origin)
    }
    guard let label = lexicon.label(bytes, at: open + 1), label.field == .reporter || label.field == .author else {
      return
    }
    let inner = FoldedText(text, folded.source(open + 1..<close))
    let byline = Byline(BylineScan(inner, lexicon: lexicon), source: text, lexicon: lexicon)
    merge(byline, isWhole: true, origin)
  }
}
