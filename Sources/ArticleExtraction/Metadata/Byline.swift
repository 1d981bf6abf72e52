/// What a byline says: a `BylineScan` with its names read; valid as long as the source's memory.
struct Byline {
  var scan: BylineScan
  var publisher: String?
  var authors: [String] = []
  var editor: String?
  var title: String?
  private let source: UnsafeBufferPointer<UInt8>

  /// Parts without a label.
  var bare: [String] { scan.bare.map { Self.clean(source, $0) }.filter { !$0.isEmpty } }

  var isWhole: Bool { scan.isWhole }
  var published: FoundDate? { scan.published }

  init(_ scan: BylineScan, source: UnsafeBufferPointer<UInt8>, lexicon: FurnitureLexicon) {
    self.scan = scan
    self.source = source
    for field in scan.fields {
      let range = field.range
      switch field.field {
      case .publisher: publisher = publisher ?? PublisherName.read(source, range, lexicon)
      case .contributor:
        if let names = PersonNames.alone(source, range, lexicon) {
          authors += names.filter { !authors.contains($0) }
        } else {
          publisher = publisher ?? PublisherName.read(source, range, lexicon)
        }
      case .author, .reporter: authors += PersonNames.read(source, range, lexicon).filter { !authors.contains($0) }
      case .editor: editor = editor ?? PersonNames.read(source, range, lexicon).first
      case .title:
        let text = Self.clean(source, range)
        if title == nil, text.utf8.count >= 6 { title = text }
      case .published, .licence, .note: break
      }
    }
  }

  /// The text of `range` without blanks and brackets at its ends.
  static func clean(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    let trimmed = LineTrim.trim(source, range)
    var text = String(decoding: source[trimmed], as: UTF8.self).unicodeScalars[...]
    while let first = text.first, isEdge(first) { text.removeFirst() }
    while let last = text.last, isEdge(last) { text.removeLast() }
    return String(String.UnicodeScalarView(text))
  }

  private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "[", "]", "(", ")", "（", "）", "【", "】", "〔", "〕", "|", "｜", ":", "：", ",", "，", ";", "；", "、", "。", "-", "—",
      "·", " ", "\u{3000}",
      "\u{A0}", "■", "●", "◆", "▲", "□", "◎", "/":
      true
    default: false
    }
  }
}
