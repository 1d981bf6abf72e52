/// Takes out of a page what says nothing about its text (scripts, styles, comments, drawings, attributes that nobody
/// reads), before the parser sees it.
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
  private var isTagUnclosed = false

  init(_ page: UnsafeBufferPointer<UInt8>) {
    markup.reserveCapacity(page.count)
    var kept = 0
    var index = 0
    while let open = Self.find(UInt8(ascii: "<"), page, index) {
      if let end = skip(page, open) {
        append(page, kept..<open)
        kept = end
        index = end
      } else if let end = startTag(page, open, from: kept) {
        kept = end
        index = end
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

  /// Keeps the page from `kept` on and of the start tag at `open` what tells something: the offset to go on at, or nil
  /// where there is no such tag.
  ///
  /// Of block elements the attributes that tell their kind are kept, of inline elements none, and nothing at all of
  /// elements without content.
  private mutating func startTag(_ page: UnsafeBufferPointer<UInt8>, _ open: Int, from kept: Int) -> Int? {
    var nameEnd = open + 1
    while nameEnd < page.count, Self.isNameByte(page[nameEnd]) { nameEnd += 1 }
    guard nameEnd > open + 1, nameEnd < page.count, nameEnd - open < 32 else { return nil }
    let tag = HTMLName(page, open + 1..<nameEnd).tag
    if tag.isBlock, !isTagUnclosed {
      let before = markup.count
      append(page, kept..<nameEnd)
      if let end = blockAttributes(page, nameEnd) { return end }
      markup.removeLast(markup.count - before)
    }
    guard let (end, isClosed) = endOfTag(page, nameEnd) else { return nil }
    switch tag {
    case .inline, .anchor, .lineBreak: append(page, kept..<nameEnd)
    case .void:
      append(page, kept..<open)
      return end
    // A value whose quote is left open would run on to the next one, wherever that is.
    default: append(page, kept..<(isClosed && end - nameEnd <= Self.longestTag ? end - 1 : nameEnd))
    }
    return end - 1
  }

  /// Keeps what tells something of the attributes from `start` on; the offset of the `>` behind them, or nil where they
  /// are not written as they should be.
  private mutating func blockAttributes(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let near = UnsafeBufferPointer(rebasing: page[..<min(page.count, start + Self.longestTag)])
    var at = start
    while true {
      let start = at
      Self.skipBlanks(near, &at)
      if at < near.count, near[at] == UInt8(ascii: "/") { at += 1 }
      guard at < near.count else { return nil }
      if near[at] == UInt8(ascii: ">") { return at }
      let name = at
      while at < near.count, Self.isNameByte(near[at]) || near[at] == UInt8(ascii: "_") { at += 1 }
      guard name > start, at > name, near[name - 1] != UInt8(ascii: "/") else { return nil }
      let nameEnd = at
      var value = at..<at
      Self.skipBlanks(near, &at)
      guard at < near.count else { return nil }
      if near[at] == UInt8(ascii: "=") {
        at += 1
        Self.skipBlanks(near, &at)
        guard at < near.count, let end = Self.endOfValue(near, at) else { return nil }
        value = at..<end
      }
      if Self.tells(near, name..<nameEnd, value) { append(page, start..<value.upperBound) }
      at = value.upperBound
    }
  }

  private static func skipBlanks(_ page: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    while at < page.count, isBlank(page[at]) { at += 1 }
  }

  /// End of the value of an attribute at `start`; nil where a quote is not closed or stands in a value without quotes.
  private static func endOfValue(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let quote = page[start]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { return find(quote, page, start + 1).map { $0 + 1 } }
    var end = start
    while end < page.count, !isBlank(page[end]), page[end] != UInt8(ascii: ">") {
      if page[end] == UInt8(ascii: "\"") || page[end] == UInt8(ascii: "'") { return nil }
      end += 1
    }
    return end > start ? end : nil
  }

  /// Whether an attribute tells the kind of a block element, or that it is hidden.
  private static func tells(_ page: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ value: Range<Int>) -> Bool {
    switch name.count {
    case 2: matches(page, name, "id")
    case 5:
      matches(page, name, "class")
        || matches(page, name, "style")
          && value.contains {
            page[$0] == UInt8(ascii: "&") || $0 + 4 <= value.upperBound && matches(page, $0..<$0 + 4, "none")
          }
    case 6: matches(page, name, "hidden")
    case 8: matches(page, name, "itemprop")
    default: false
    }
  }

  /// Whether `range` is `word`, which is as long and in lower case, in any case of its letters.
  private static func matches(_ page: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ word: StaticString) -> Bool {
    range.allSatisfy { page[$0] | 0x20 == word.utf8Start[$0 - range.lowerBound] }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B
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
    guard let nameEnd = Self.matches(page, open + 1, raw.name), let start = endOfTag(page, nameEnd)?.end else {
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

  /// Offset behind the `>` of the tag, quoted values skipped, and whether all quotes close; if not, the first `>` counts.
  private mutating func endOfTag(
    _ page: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (end: Int, isClosed: Bool)? {
    guard !isTagUnclosed else { return nil }
    let near = UnsafeBufferPointer(rebasing: page[..<min(page.count, start + Self.longestTag * 2)])
    var index = start
    while index < near.count {
      let byte = near[index]
      if byte == UInt8(ascii: ">") { return (index + 1, true) }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        guard let close = Self.find(byte, near, index + 1) else { break }
        index = close
      }
      index += 1
    }
    guard let close = Self.find(UInt8(ascii: ">"), page, start) else {
      isTagUnclosed = true
      return nil
    }
    return (close + 1, false)
  }

  private static func find(_ byte: UInt8, _ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    ByteSearch.first(byte, in: page, from: start)
  }
}
