/// The elements that extraction tells apart; all others are `inline`.
enum HTMLTag: UInt8, Sendable {
  case inline, block, paragraph, container, heading, listItem, row, cell, anchor, lineBreak, preformatted
  case title, meta, link, time, skipped, document
  /// Holds neither text nor other elements.
  case void

  /// Whether the element parts lines.
  var isBlock: Bool {
    switch self {
    case .block, .paragraph, .container, .heading, .listItem, .row, .cell, .preformatted, .document: true
    default: false
    }
  }
}

/// The name of an element packed into one integer: its first eight bytes in lower case.
struct HTMLName: Hashable {
  var key: UInt64 = 0
  /// Whether the name holds a hyphen (custom elements).
  var isCustom = false

  /// The name of a C string.
  init(_ name: UnsafePointer<UInt8>) {
    var index = 0
    while name[index] != 0 {
      append(name[index], at: index)
      index += 1
    }
  }

  /// The name in `range`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    for index in range { append(bytes[index], at: index - range.lowerBound) }
  }

  @inline(__always) private mutating func append(_ byte: UInt8, at index: Int) {
    if byte == UInt8(ascii: "-") { isCustom = true }
    if index < 8 { key = key << 8 | UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
  }

  private static func key(_ name: StaticString) -> UInt64 {
    name.withUTF8Buffer { $0.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
  }

  private static func keys(_ names: StaticString...) -> [UInt64] { names.map(key) }

  private static let tags: HashTable<HTMLTag> = {
    let classes: [(HTMLTag, [UInt64])] = [
      (.document, keys("html", "body")),
      (
        .container,
        keys(
          "div", "section", "article", "main", "header", "footer", "nav", "aside", "ul", "ol", "dl", "table", "tbody",
          "thead", "form", "figure", "center", "fieldset", "blockquote", "dir", "menu", "details", "summary")
      ),
      (.block, keys("address", "figcaption", "caption", "legend", "hr", "dt", "dd", "tfoot", "iframe", "button")),
      (.paragraph, keys("p")), (.listItem, keys("li")), (.row, keys("tr")),
      (.cell, keys("td", "th")),
      (.preformatted, keys("pre", "listing", "xmp")),
      (.heading, keys("h1", "h2", "h3", "h4", "h5", "h6")), (.anchor, keys("a")), (.lineBreak, keys("br")),
      (.void, keys("img", "input", "area", "col", "param", "source", "track", "wbr")), (.title, keys("title")),
      (.meta, keys("meta")), (.link, keys("link")), (.time, keys("time")),
      (
        .skipped,
        keys(
          "script", "style", "noscript", "template", "textarea", "select", "option", "svg", "object", "embed", "video",
          "audio",
          "canvas", "map", "noframes")
      ),
    ]
    return HashTable(classes.flatMap { tag, keys in keys.map { ($0, tag) } })
  }()

  var tag: HTMLTag { Self.tags[key] ?? (isCustom ? .container : .inline) }

  /// Level of a heading's name: 1 to 6.
  var headingLevel: UInt8 { UInt8(truncatingIfNeeded: key) &- UInt8(ascii: "0") }
}
