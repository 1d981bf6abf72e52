/// The label that an HTML page gives itself.
enum MetaCharset {
  /// Bytes that are searched, more than the 1,024 of the HTML standard: old portals put scripts first.
  private static let searched = 8192

  /// The value of the first `charset=` in the head of the page, such as `gb2312`.
  static func label(_ page: [UInt8]) -> String? {
    let head = page.prefix(searched)
    let key = Array("charset".utf8)
    var from = head.startIndex
    while let start = head[from...].firstIndex(where: { $0 | 0x20 == key[0] }) {
      from = start + 1
      let end = start + key.count
      guard end < head.endIndex else { return nil }
      guard zip(head[start..<end], key).allSatisfy({ $0 | 0x20 == $1 }) else { continue }
      var rest = head[end...].drop(while: isBlank)
      guard rest.popFirst() == UInt8(ascii: "=") else { continue }
      let value = rest.drop { isBlank($0) || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        .prefix { isLabel($0) }
      if !value.isEmpty, value.count <= 40 { return String(decoding: value, as: UTF8.self) }
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isLabel(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}
