import LexiconData

/// What a line is, seen by itself.
enum LineKind: Sendable, Equatable {
  case content, byline, navigation, tailHeading, tailStart, drop, footer, linkFarm, linked
  /// A byline that holds a date and more.
  case dated
  /// A date and nothing else.
  case date

  /// Name of the rule, as a trace shows it.
  var reason: String {
    switch self {
    case .content: "content"
    case .byline, .dated, .date: "byline"
    case .navigation: "navigation"
    case .tailHeading: "tail-heading"
    case .tailStart: "tail-start"
    case .drop: "button"
    case .footer: "imprint"
    case .linkFarm: "link-farm"
    case .linked: "link-density"
    }
  }
}

/// Tells lines of an article from furniture by their words.
struct LineClassifier {
  let text: UnsafeBufferPointer<UInt8>
  let lexicon: FurnitureLexicon
  /// Offsets where inline elements begin or end, ascending; empty for plain text.
  var joints: [Int32] = []

  /// Longest line, in characters, that can be a byline or an imprint.
  private static let shortLine: Int32 = 160

  func kind(_ line: Line) -> LineKind {
    if isLinkFarm(line) { return line.characters < 60 ? .navigation : .linkFarm }
    let head = FoldedText(text, line.range.lowerBound..<min(line.range.upperBound, line.range.lowerBound + 120))
    if let kind = opening(head, line) { return kind }
    if isCrumb(line) || isMenu(line) { return .navigation }
    if line.characters <= 40, line.stops == 0, isCommentCount(head) { return .tailHeading }
    if isCitation(head) { return .drop }
    if line.characters <= Self.shortLine {
      let folded = line.count <= 120 ? head : FoldedText(text, line.range)
      if isImprint(folded, line) { return .footer }
      if line.characters <= 120, line.stops < 2, !opensWithOrdinal(line) {
        let scan = scan(line, folded: folded)
        if scan.isWhole {
          guard let date = scan.published else { return .byline }
          return date.time == nil && scan.fields.isEmpty ? .date : .dated
        }
      }
    }
    return line.isLinked && line.stops == 0 ? .linked : .content
  }

  /// The parts of a byline that the line may be.
  func scan(_ line: Line) -> BylineScan { scan(line, folded: nil) }

  /// The same; `folded` is the line without its joints, if that is known already.
  private func scan(_ line: Line, folded: FoldedText?) -> BylineScan {
    let joints = joints(in: line)
    let parted = joints.isEmpty ? folded : nil
    return BylineScan(parted ?? FoldedText(text, line.range, joints: joints), lexicon: lexicon)
  }

  /// What the line says as a byline.
  func byline(_ line: Line) -> Byline { Byline(scan(line), source: text, lexicon: lexicon) }

  private func joints(in line: Line) -> ArraySlice<Int32> {
    var low = 0
    var high = joints.count
    while low < high {
      let middle = (low + high) / 2
      if joints[middle] <= line.start { low = middle + 1 } else { high = middle }
    }
    return joints[low...].prefix { $0 < line.end }
  }

  /// The field whose label is all that the line holds.
  func bareLabel(_ line: Line) -> LabelField? {
    FoldedText(text, line.range).bytes.withUnsafeBufferPointer { bytes in
      guard bytes.count >= 6, let label = lexicon.label(bytes, at: 0), label.end == bytes.count else { return nil }
      return label.field
    }
  }

  /// Whether four digits of a year may stand in the line.
  func holdsDigits(_ line: Line) -> Bool { text[line.range].count(where: DateReader.isDigit) >= 4 }

  /// Whether the line ends with a full stop, a comma or a colon, as titles do not.
  func endsStatement(_ line: Line) -> Bool {
    guard endsSentence(line) else { return false }
    let end = text[line.range].suffix(3)
    let isOpen = ["\u{FF1F}", "\u{FF01}", "\u{2026}"].contains { end.elementsEqual($0.utf8) }
    return !(isOpen || end.last == UInt8(ascii: "?") || end.last == UInt8(ascii: "!"))
  }

  /// Whether the line opens as a path to the page does, or with the day on which it is looked at.
  func isPath(_ line: Line) -> Bool {
    let head = FoldedText(text, line.range.lowerBound..<min(line.range.upperBound, line.range.lowerBound + 60))
    return head.bytes.withUnsafeBufferPointer { lexicon.opening($0, at: Self.endOfBullet($0))?.kind == .navigation }
  }

  /// Longest name of a column, and of a site or an organ, in characters.
  private static let longestColumn: Int32 = 8
  private static let longestSite: Int32 = 24
  /// The same of a paper or portal whose title follows at once.
  private static let longestPaper: Int32 = 10

  /// Whether the line is what stands over titles: the name of a column (工作动态), of a site or an organ (市人大常委会：) with
  /// a gap or a path behind it, or words of Latin letters.
  func isHeader(_ line: Line, isParted: Bool) -> Bool {
    let colon = colonLength(line)
    let bytes = text[line.range].dropLast(colon)
    if bytes.allSatisfy({ $0 < 0x80 && !DateReader.isDigit($0) }) { return line.characters <= Self.longestSite }
    if isParted || colon > 0, line.characters <= Self.longestSite,
      lexicon.endsAsPublisher(bytes) || lexicon.ends(bytes, with: .site)
    {
      return true
    }
    // 北方人大网, with nothing between it and the title
    if line.characters <= Self.longestPaper, line.marks == 0, lexicon.ends(bytes, with: .paper) { return true }
    return line.characters <= Self.longestColumn && line.marks == 0 && !bytes.contains(where: DateReader.isDigit)
      && lexicon.ends(bytes, with: .column)
  }

  /// Bytes of the colon that ends the line; 0 if none does.
  func colonLength(_ line: Line) -> Int {
    let bytes = text[line.range]
    if bytes.last == UInt8(ascii: ":") { return 1 }
    return bytes.suffix(3).elementsEqual("\u{FF1A}".utf8) ? 3 : 0
  }

  /// Whether the line is an item or a heading of a document: `一、时间：2022年4月28日`, `（二）强化监督`.
  func opensWithOrdinal(_ line: Line) -> Bool {
    var first = line.range.lowerBound
    // Of both widths: a bracket or a digit.
    guard text[first] < 0x80 || text[first] == 0xEF || DateReader.numeral(text, &first) != nil else { return false }
    let head = FoldedText(text, line.range.lowerBound..<min(line.range.upperBound, line.range.lowerBound + 15))
    return head.bytes.withUnsafeBufferPointer { bytes in
      let isInBracket = bytes.first == UInt8(ascii: "(")
      var at = isInBracket ? 1 : 0
      let start = at
      while at < bytes.count {
        if DateReader.isDigit(bytes[at]) { at += 1 } else if DateReader.numeral(bytes, &at) == nil { break }
      }
      guard at > start, at < bytes.count else { return false }
      return isInBracket ? bytes[at] == UInt8(ascii: ")") : PhraseTrie.decode(bytes, at).0 == 0x3001
    }
  }

  /// Whether the line begins with a dash, as the second half of a title does.
  func opensWithDash(_ line: Line) -> Bool {
    let (scalar, _) = PhraseTrie.decode(text, line.range.lowerBound)
    return (0x2010...0x2015).contains(scalar) || scalar == 0x2500
  }

  /// Whether the line is a sentence or more, and not a headline, a label or a button.
  func isProse(_ line: Line) -> Bool {
    line.stops > 0 && line.characters >= 12 || line.marks > 1 && line.characters >= 20 || line.characters >= 60
  }

  /// Whether the line ends as a sentence or a clause does, closing brackets and quotes left out.
  func endsSentence(_ line: Line) -> Bool {
    var end = line.range.upperBound
    while end > line.range.lowerBound {
      var start = end - 1
      while start > line.range.lowerBound, text[start] & 0xC0 == 0x80 { start -= 1 }
      switch PhraseTrie.decode(text, start).0 {
      case 0x22, 0x29, 0x2019, 0x201D, 0x300D, 0x300F, 0xFF09: end = start
      case 0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F: return true
      default: return false
      }
    }
    return false
  }

  /// Whether the sentence goes on in the next line.
  private func endsWithComma(_ line: Line) -> Bool { text[line.range].suffix(3).elementsEqual("\u{FF0C}".utf8) }

  /// The columns of a site in a row, the first page ahead: 首页 党政动态 政务公开 办事服务.
  private func isMenu(_ line: Line) -> Bool {
    guard line.marks == 0, line.characters <= Self.longestMenu else { return false }
    let words = text[line.range].split(separator: 0x20)
    return words.count >= Self.fewestColumns && words.allSatisfy { $0.count <= Self.longestStep * 3 }
      && words.first.map { lexicon.ends($0, with: .home) } == true
  }

  /// Longest row of columns, in characters, and fewest of them.
  private static let (longestMenu, fewestColumns): (Int32, Int) = (80, 4)

  /// A path that begins with a site's name (`北方日报 >> 时政`) or has four short steps or more.
  private func isCrumb(_ line: Line) -> Bool {
    guard line.characters <= Self.longestCrumb, line.stops == 0 else { return false }
    let marks: Set<UInt32> = [0x3E, 0xBB, 0x203A, 0xFF1E]
    let isMark = { text[$0] & 0xC0 != 0x80 && marks.contains(PhraseTrie.decode(text, $0).0) }
    guard let mark = line.range.first(where: isMark) else { return false }
    // 期刊导航 > 政治法律 > 北方人大工作 > 2019年第8期
    let parts = line.range.filter { text[$0] & 0xC0 != 0x80 }.split(whereSeparator: isMark)
    if parts.count > 3, parts.allSatisfy({ $0.count <= Self.longestStep }) { return true }
    return lexicon.endsAsPublisher(text[LineTrim.trim(text, line.range.lowerBound..<mark)])
  }

  /// Longest path to a page and longest step of one without a site's name, in characters.
  private static let (longestCrumb, longestStep): (Int32, Int) = (40, 12)

  /// Many short names between bars: lists of counties and the like that sell links.
  private func isLinkFarm(_ line: Line) -> Bool {
    guard line.stops == 0 else { return false }
    var bars: Int32 = 0
    for index in line.range {
      let byte = text[index]
      if byte == UInt8(ascii: "|") {
        bars += 1
      } else if byte == 0xEF, index + 2 < line.range.upperBound, text[index + 1] == 0xBD, text[index + 2] == 0x9C {
        bars += 1
      } else if byte == 0xE2, index + 2 < line.range.upperBound, text[index + 1] == 0x94, text[index + 2] == 0x82 {
        bars += 1
      }
    }
    return bars >= 3 && line.characters / (bars + 1) <= 8
  }

  private func opening(_ head: FoldedText, _ line: Line) -> LineKind? {
    head.bytes.withUnsafeBufferPointer { bytes in
      let start = Self.endOfBullet(bytes)
      guard let found = lexicon.opening(bytes, at: start) ?? (start > 0 ? lexicon.opening(bytes, at: 0) : nil) else {
        let pages = Self.endOfPages(bytes)
        return pages > 0 && lexicon.opening(bytes, at: pages)?.kind == .drop && line.characters <= 40 ? .drop : nil
      }
      let rest = Self.characters(bytes, found.end)
      switch found.kind {
      case .tailHeading: return rest <= 8 && line.stops == 0 ? .tailHeading : nil
      case .tailStart: return .tailStart
      case .tailShort: return line.stops == 0 && line.characters <= 40 && !endsWithComma(line) ? .tailStart : nil
      case .navigation: return line.characters <= 100 ? .navigation : nil
      case .drop:
        guard line.characters <= 30, line.stops == 0 else { return nil }
        let isOpen = found.end == bytes.count || !(0xE4...0xE9).contains(bytes[found.end]) || found.end - start >= 9
        return isOpen ? .drop : nil
      default: return nil
      }
    }
  }

  /// `已有1件评论`, `全部评论(23)`: a number beside the word for comments.
  private func isCommentCount(_ head: FoldedText) -> Bool {
    head.bytes.contains(where: DateReader.isDigit)
      && head.bytes.withUnsafeBufferPointer({ lexicon.bytes(of: .comments, in: $0) > 0 })
  }

  /// An entry of a list of literature: `[1]李红.论联络站[J].北方人大,2017(11):50-51. 被引量：5`, with how often it was cited; an
  /// article's own list is its text.
  private func isCitation(_ head: FoldedText) -> Bool {
    head.bytes.contains(UInt8(ascii: "["))
      && head.bytes.withUnsafeBufferPointer { lexicon.bytes(of: .citation, in: $0) > 0 }
  }

  private func isImprint(_ folded: FoldedText, _ line: Line) -> Bool {
    folded.bytes.withUnsafeBufferPointer { bytes in
      let found = lexicon.bytes(of: .footer, in: bytes)
      return found > 0 && (found * 3 >= bytes.count || line.stops == 0)
    }
  }

  /// End of the brackets, bullets and numbers that open a line.
  private static func endOfBullet(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index < bytes.count {
      let (scalar, length) = PhraseTrie.decode(bytes, index)
      switch scalar {
      case 0x20, 0x09, 0x28, 0x2A, 0x2D, 0x3E, 0x5B, 0x7C, 0xB7, 0x300A, 0x3010, 0x3014, 0x25A0...0x25FF, 0x2605,
        0x2606,
        0x203B, 0x2460...0x2473:
        index += length
      default: return index
      }
    }
    return index
  }

  /// End of the numbers in brackets that open a line of links to pages: `[1] [2] 下一页`.
  private static func endOfPages(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let end = bytes.firstIndex {
      !DateReader.isDigit($0) && ![0x20, 0x09, UInt8(ascii: "["), UInt8(ascii: "]")].contains($0)
    }
    return end ?? 0
  }

  private static func characters(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    bytes[min(start, bytes.count)...].count { $0 & 0xC0 != 0x80 && $0 != 0x20 && $0 != 0x09 }
  }
}
