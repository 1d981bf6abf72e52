import CLibXML2
import CorpusModel

/// Receives the parser's events and fills a `Page`.
///
/// A value behind the one pointer that C callbacks carry: a class would check exclusive access at each event.
struct PageBuilder {
  private(set) var page = Page()
  private let lexicon: FurnitureLexicon
  private let limits: ResourceLimits

  /// An open element of the parser: the index of its block element, or -1 where it has none.
  private struct Open {
    var name: HTMLName
    var tag: HTMLTag
    var element: Int32
    /// Offset in the text where it begins.
    var start: Int32
  }

  private var stack: [Open] = []
  /// Whether so many elements were open at once that the parse is to be given up.
  private(set) var isTooDeep = false
  /// The running parser, to be stopped then.
  var parser: htmlParserCtxtPtr?
  /// Open elements at which it is, in units of the depth that is followed.
  private static let stackFactor = 32
  private var current: Int32 = 0
  private var blockDepth = 0
  private var linkDepth = 0
  private var skipDepth = 0
  private var preDepth = 0
  private var heading: UInt8 = 0
  private var isInTitle = false

  private var rows = TableRows()
  private var line = Line(start: 0, end: 0)
  private var measured = 0
  private var hasPendingSpace = false
  private var lowered: [UInt8] = []

  init(lexicon: FurnitureLexicon, limits: ResourceLimits, capacity: Int) {
    self.lexicon = lexicon
    self.limits = limits
    page.text.reserveCapacity(capacity / 3)
    page.elements.append(Element(parent: 0, tag: .document, firstLine: 0, endLine: 0))
  }

  mutating func start(_ namePointer: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
    page.events += 1
    let name = HTMLName(namePointer)
    let tag = name.tag
    var open = Open(name: name, tag: tag, element: -1, start: 0)
    switch tag {
    case .skipped: skipDepth += 1
    case .title: isInTitle = page.title.isEmpty
    case .meta: addMeta(attributes)
    case .link: addLink(attributes)
    case .anchor:
      measure()
      addJoint()
      linkDepth += 1
    case .lineBreak: endLine()
    case .time:
      addJoint()
      if let value = Self.attribute("datetime", attributes) { page.times.append((page.lines.count, value)) }
    case .inline, .void: addJoint()
    default: openBlock(&open, namePointer, attributes)
    }
    stack.append(open)
    if stack.count > limits.htmlDepth * Self.stackFactor { isTooDeep = true }
  }

  /// Takes in a line that no markup describes.
  mutating func line(_ bytes: UnsafeBufferPointer<UInt8>) {
    text(bytes)
    endLine()
  }

  mutating func end(_ namePointer: UnsafePointer<UInt8>) {
    page.events += 1
    let name = HTMLName(namePointer)
    while let open = stack.popLast() {
      close(open)
      if open.name == name { return }
    }
  }

  mutating func finish() {
    while let open = stack.popLast() { close(open) }
    endLine()
    page.elements[0].endLine = Int32(page.lines.count)
    rows.join(&page)
  }

  private mutating func close(_ open: Open) {
    switch open.tag {
    case .skipped: skipDepth -= 1
    case .title: isInTitle = false
    case .inline, .time: addJoint()
    case .anchor:
      measure()
      addJoint()
      linkDepth -= 1
    default:
      if open.tag.isBlock {
        endLine()
        blockDepth -= 1
        if open.tag == .preformatted { preDepth -= 1 }
        if open.tag == .heading { heading = 0 }
        if open.tag == .cell { endCell() }
      }
      if open.element >= 0 {
        page.elements[Int(open.element)].endLine = Int32(page.lines.count)
        if open.tag == .row { rows.add(open.element, from: open.start, to: line.start) }
        current = page.elements[Int(open.element)].parent
      }
    }
  }

  private mutating func openBlock(
    _ open: inout Open, _ namePointer: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    endLine()
    open.start = line.start
    blockDepth += 1
    if open.tag == .preformatted { preDepth += 1 }
    if open.tag == .heading { heading = open.name.headingLevel }
    guard blockDepth <= limits.htmlDepth, page.elements.count < limits.htmlElements else { return }
    var element = Element(parent: current, tag: open.tag, firstLine: Int32(page.lines.count), endLine: 0)
    if open.name.isCustom { classify(&element, namePointer) }
    describe(&element, attributes)
    current = Int32(page.elements.count)
    open.element = current
    page.elements.append(element)
  }

  /// Reads class, id, itemprop, style and hidden.
  private mutating func describe(_ element: inout Element, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
    guard var pair = attributes else { return }
    while let name = pair[0] {
      defer { pair += 2 }
      guard let value = pair[1] else {
        if ByteSearch.equals(name, "hidden") { element.isHidden = true }
        continue
      }
      switch (name[0] | 0x20, name[1] | 0x20) {
      case (UInt8(ascii: "c"), UInt8(ascii: "l")): if ByteSearch.equals(name, "class") { classify(&element, value) }
      case (UInt8(ascii: "i"), UInt8(ascii: "d")): if name[2] == 0 { classify(&element, value) }
      case (UInt8(ascii: "i"), UInt8(ascii: "t")): if ByteSearch.equals(name, "itemprop") { classify(&element, value) }
      case (UInt8(ascii: "s"), UInt8(ascii: "t")): if Self.hides(value) { element.isHidden = true }
      case (UInt8(ascii: "h"), UInt8(ascii: "i")):
        element.isHidden = element.isHidden || ByteSearch.equals(name, "hidden")
      default: break
      }
    }
  }

  private mutating func classify(_ element: inout Element, _ value: UnsafePointer<UInt8>) {
    var index = 0
    while value[index] != 0 {
      lowered.removeAll(keepingCapacity: true)
      while value[index] > 0x20 {
        let byte = value[index]
        lowered.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        index += 1
      }
      if !lowered.isEmpty, lowered.count <= 64 {
        let kind = lowered.withUnsafeBufferPointer(lexicon.container)
        if kind.rawValue > element.kind.rawValue { element.kind = kind }
      }
      if value[index] != 0 { index += 1 }
    }
  }

  /// Whether a style holds `display:none`.
  private static func hides(_ style: UnsafePointer<UInt8>) -> Bool {
    let bytes = ByteSearch.buffer(style)
    guard let base = bytes.baseAddress, bytes.count >= 12 else { return false }
    for index in 0...bytes.count - 12 where bytes[index] | 0x20 == UInt8(ascii: "d") {
      guard ByteSearch.starts(base + index, "display") else { continue }
      var value = index + 7
      while value < bytes.count, bytes[value] == 0x20 || bytes[value] == UInt8(ascii: ":") { value += 1 }
      return ByteSearch.starts(base + value, "none")
    }
    return false
  }

  private static func attribute(
    _ wanted: StaticString, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) -> [UInt8]? {
    guard var pair = attributes else { return nil }
    while let name = pair[0] {
      if let value = pair[1], ByteSearch.equals(name, wanted) {
        return Array(ByteSearch.buffer(value))
      }
      pair += 2
    }
    return nil
  }

  private mutating func addJoint() {
    let end = Int32(truncatingIfNeeded: page.text.count)
    if end > line.start, page.joints.last != end { page.joints.append(end) }
  }

  private mutating func addMeta(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
    guard page.metas.count < 200, let content = Self.attribute("content", attributes), !content.isEmpty,
      let name = Self.attribute("name", attributes) ?? Self.attribute("property", attributes)
        ?? Self.attribute("itemprop", attributes)
    else { return }
    page.metas.append(MetaEntry(name: String(decoding: name, as: UTF8.self).lowercased(), content: content))
  }

  private mutating func addLink(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
    guard page.canonical == nil, Self.attribute("rel", attributes).map({ $0.elementsEqual("canonical".utf8) }) == true
    else { return }
    page.canonical = Self.attribute("href", attributes)
  }

  /// Takes in text.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    page.events += 1
    if isInTitle {
      if page.title.count < 2000 { page.title.append(contentsOf: bytes) }
      return
    }
    guard skipDepth == 0 else { return }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= 0x20 {
        if byte == 0x0A, preDepth > 0 { endLine() } else { hasPendingSpace = true }
        index += 1
        continue
      }
      if page.text.count == Int(line.start) {
        hasPendingSpace = false
        if byte >= 0x80, let next = FoldedText.endOfBlank(bytes, index, bytes.count) {
          index = next
          continue
        }
      }
      if hasPendingSpace {
        page.text.append(0x20)
        hasPendingSpace = false
      }
      var end = index + 1
      while end < bytes.count, bytes[end] > 0x20 { end += 1 }
      page.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[index..<end]))
      index = end
    }
  }

  /// Adds the counts of the text since the last call to the line.
  private mutating func measure() {
    let end = page.text.count
    guard end > measured else { return }
    let counts = page.text.withUnsafeBufferPointer { TextMeasure($0, measured..<end) }
    line.characters += counts.characters
    line.marks += counts.marks
    line.stops += counts.stops
    if linkDepth > 0 { line.linked += counts.characters }
    measured = end
  }

  /// Parts the text of a cell from that of the next by a tab, which is in no line unless the row becomes one.
  private mutating func endCell() {
    page.text.append(0x09)
    measured = page.text.count
    line = Line(start: measured, end: measured)
  }

  private mutating func endLine() {
    hasPendingSpace = false
    let start = Int(line.start)
    guard page.text.count > start else { return }
    measure()
    let end = page.text.withUnsafeBufferPointer { LineTrim.end($0, start..<$0.count) }
    if end > start, line.characters > 0 {
      line.end = Int32(truncatingIfNeeded: end)
      line.element = current
      line.heading = heading
      page.lines.append(line)
    }
    line = Line(start: page.text.count, end: page.text.count)
  }
}

/// Finds the ends of a line without its blanks.
enum LineTrim {
  /// End of `range` without trailing blanks of any width.
  static func end(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound {
      var start = end - 1
      while start > range.lowerBound, text[start] & 0xC0 == 0x80 { start -= 1 }
      guard FoldedText.endOfBlank(text, start, end) == end else { return end }
      end = start
    }
    return end
  }

  /// `range` without blanks of any width at both ends.
  static func trim(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let start = min(FoldedText.endOfBlanks(text, range.lowerBound, range.upperBound), range.upperBound)
    return start..<end(text, start..<range.upperBound)
  }
}
