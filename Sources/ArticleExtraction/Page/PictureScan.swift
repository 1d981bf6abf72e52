/// Looks for pictures in the markup of a page.
enum PictureScan {
  /// Pictures that stand in a paragraph, as those of articles do; signs and buttons stand elsewhere.
  ///
  /// - Complexity: O(bytes).
  static func count(_ page: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var isInParagraph = false
    var at = 0
    while let open = ByteSearch.first(UInt8(ascii: "<"), in: page, from: at) {
      at = open + 1
      let isEnd = at < page.count && page[at] == UInt8(ascii: "/")
      let start = isEnd ? at + 1 : at
      var end = start
      while end < page.count, (0x61...0x7A).contains(page[end] | 0x20) { end += 1 }
      guard end > start else { continue }
      let name = HTMLName(page, start..<end)
      if name.tag == .paragraph {
        isInParagraph = !isEnd
      } else if name.tag.isBlock {
        isInParagraph = false
      } else if isInParagraph, name == picture {
        count += 1
      }
    }
    return count
  }

  private static let picture = Array("img".utf8).withUnsafeBufferPointer { HTMLName($0, 0..<$0.count) }
}
