/// Takes out of a page what says nothing about its text (scripts, styles, comments, drawings, attributes of inline
/// elements), before the parser sees it.
///
/// These are most of the bytes of a news page, and passing over them is some ten times as fast as parsing them. One
/// pass, O(bytes): a closing tag that is once not found is not looked for again.
struct MarkupPrefilter {
  /// The page without those parts; NUL became a blank.
  private(set) var markup: [UInt8] = []
  /// Contents of scripts of the type `application/ld+json`.
  private(set) var structuredData: [[UInt8]] = []

  private enum Raw: Int, CaseIterable {
    case script, style, svg, noscript, template

    var name: StaticString {
      switch self {
      case .script: "script"
      case .style: "style"
      case .svg: "svg"
      case .noscript: "noscript"
      case .template: "template"
      }
    }
  }

  private var isUnclosed: [Bool] = [Bool](repeating: false, count: Raw.allCases.count)
  private var isCommentUnclosed = false

  init(_ page: UnsafeBufferPointer<UInt8>) {
    markup.reserveCapacity(page.count)
    var kept = 0
    var index = 0
    while let open = Self.find(UInt8(ascii: "<"), page, index) {
      if let end = skip(page, open) {
        append(page, kept..<open)
        kept = end
        index = end
      } else if let tag = Self.startTag(page, open) {
        append(page, kept..<tag.keptEnd)
        kept = tag.end
        index = tag.end
      } else {
        index = open + 1
      }
    }
    append(page, kept..<page.count)
  }

  private mutating func append(_ page: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let start = markup.count
    markup.append(contentsOf: UnsafeBufferPointer(rebasing: page[range]))
    guard Self.find(0, UnsafeBufferPointer(rebasing: page[range]), 0) != nil else { return }
    for index in start..<markup.count where markup[index] == 0 { markup[index] = 0x20 }
  }

  /// The end of the part without text that begins with the `<` at `open`, or nil.
  private mutating func skip(_ page: UnsafeBufferPointer<UInt8>, _ open: Int) -> Int? {
    guard open + 3 < page.count else { return nil }
    switch page[open + 1] | 0x20 {
    case UInt8(ascii: "!"):
      return page[open + 2] == UInt8(ascii: "-") && page[open + 3] == UInt8(ascii: "-") ? endOfComment(page, open) : nil
    case UInt8(ascii: "s"):
      return skip(page, open, .script) ?? skip(page, open, .style) ?? skip(page, open, .svg)
    case UInt8(ascii: "n"): return skip(page, open, .noscript)
    case UInt8(ascii: "t"): return skip(page, open, .template)
    default: return nil
    }
  }

  /// The start tag at `open`: the end of what is kept of it and the offset of its `>`.
  ///
  /// Attributes of inline elements go; of elements without content nothing is kept.
  private static func startTag(_ page: UnsafeBufferPointer<UInt8>, _ open: Int) -> (keptEnd: Int, end: Int)? {
    var nameEnd = open + 1
    while nameEnd < page.count, isNameByte(page[nameEnd]) { nameEnd += 1 }
    guard nameEnd > open + 1, nameEnd < page.count, nameEnd - open < 32 else { return nil }
    guard let end = endOfTag(page, nameEnd) else { return nil }
    switch HTMLName(page, open + 1..<nameEnd).tag {
    case .inline, .anchor, .lineBreak: return (nameEnd, end - 1)
    case .void: return (open, end)
    default: return end - nameEnd > longestTag ? (nameEnd, end - 1) : (end - 1, end - 1)
    }
  }

  /// Longest list of attributes, in bytes, that the parser gets to see: it compares each attribute with all before it.
  private static let longestTag = 4096

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private mutating func endOfComment(_ page: UnsafeBufferPointer<UInt8>, _ open: Int) -> Int? {
    var index = open + 4
    if !isCommentUnclosed {
      index = max(open + 2, index - 2)
      while let close = Self.find(UInt8(ascii: ">"), page, index) {
        if close >= open + 4, page[close - 1] == UInt8(ascii: "-"), page[close - 2] == UInt8(ascii: "-") {
          return close + 1
        }
        index = close + 1
      }
      isCommentUnclosed = true
    }
    return Self.find(UInt8(ascii: ">"), page, open).map { $0 + 1 }
  }

  private mutating func skip(_ page: UnsafeBufferPointer<UInt8>, _ open: Int, _ raw: Raw) -> Int? {
    guard let nameEnd = Self.matches(page, open + 1, raw.name), let start = Self.endOfTag(page, nameEnd) else {
      return nil
    }
    if page[start - 2] == UInt8(ascii: "/"), raw == .svg { return start }
    guard !isUnclosed[raw.rawValue] else { return start }
    var index = start
    while let close = Self.find(UInt8(ascii: "<"), page, index) {
      index = close + 1
      guard index < page.count, page[index] == UInt8(ascii: "/"), let end = Self.matches(page, index + 1, raw.name)
      else { continue }
      if raw == .script { keepStructuredData(page, nameEnd..<start, start..<close) }
      return Self.find(UInt8(ascii: ">"), page, end).map { $0 + 1 } ?? page.count
    }
    isUnclosed[raw.rawValue] = true
    return start
  }

  private mutating func keepStructuredData(
    _ page: UnsafeBufferPointer<UInt8>, _ attributes: Range<Int>, _ content: Range<Int>
  ) {
    guard attributes.count >= 19, structuredData.count < 8 else { return }
    for index in attributes where page[index] == UInt8(ascii: "l") {
      if index + 7 <= attributes.upperBound, page[index..<index + 7].elementsEqual("ld+json".utf8) {
        structuredData.append(Array(page[content]))
        return
      }
    }
  }

  /// End of `name` at `start` in any case, if no further letter follows.
  private static func matches(_ page: UnsafeBufferPointer<UInt8>, _ start: Int, _ name: StaticString) -> Int? {
    let end = start + name.utf8CodeUnitCount
    guard end < page.count else { return nil }
    for offset in 0..<name.utf8CodeUnitCount where page[start + offset] | 0x20 != name.utf8Start[offset] { return nil }
    switch page[end] {
    case 0x20, 0x09, 0x0A, 0x0D, 0x0C, UInt8(ascii: ">"), UInt8(ascii: "/"): return end
    default: return nil
    }
  }

  /// Offset behind the `>` of the tag, quoted values skipped; without a closing quote the first `>` counts.
  private static func endOfTag(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var quote: UInt8 = 0
    var index = start
    let limit = min(page.count, start + longestTag * 2)
    while index < limit {
      let byte = page[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
      index += 1
    }
    return find(UInt8(ascii: ">"), page, start).map { $0 + 1 }
  }

  private static func find(_ byte: UInt8, _ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    ByteSearch.first(byte, in: page, from: start)
  }
}
