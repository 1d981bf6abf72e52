/// A block element of a page: its place in the tree and the lines of its subtree.
struct Element: Sendable {
  /// Index of the block element around it; 0 for the root itself.
  var parent: Int32
  var tag: HTMLTag
  var kind: ContainerKind = .none
  /// Lines of the subtree: `firstLine..<endLine`.
  var firstLine: Int32
  var endLine: Int32
  /// Whether a style or an attribute hides it.
  var isHidden = false

  var lines: Range<Int> { Int(firstLine)..<Int(endLine) }
}

/// A `meta` element.
struct MetaEntry: Sendable {
  /// `name`, `property` or `itemprop`, in lower case.
  var name: String
  var content: [UInt8]
}

/// What one pass over an HTML document keeps: flat arrays, nothing per node on the heap.
struct Page: Sendable {
  /// Visible text, line after line, white space collapsed.
  var text: [UInt8] = []
  var lines: [Line] = []
  /// In document order; the first is the root.
  var elements: [Element] = []
  /// Text of the `title` element.
  var title: [UInt8] = []
  var metas: [MetaEntry] = []
  var canonical: [UInt8]?
  /// `datetime` of the `time` elements, with the line that each stands in.
  var times: [(line: Int, value: [UInt8])] = []
  /// Offsets in `text` where inline elements begin or end, ascending.
  var joints: [Int32] = []
  /// JSON-LD scripts.
  var structuredData: [[UInt8]] = []
  /// Events that the parser sent: what a test of linear cost counts.
  var events = 0

  /// The element whose paragraph, item or heading `line` is.
  func container(of line: Line) -> Int32 {
    let element = elements[Int(line.element)]
    switch element.tag {
    case .paragraph, .listItem, .heading, .block: return element.parent
    default: return line.element
    }
  }
}
