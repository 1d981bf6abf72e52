/// The charsets that articles are decoded from.
public enum Charset: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case gb18030
  case big5HKSCS = "big5-hkscs"
  case utf16LE = "utf-16le"
  case utf16BE = "utf-16be"

  /// The charset that a label of an HTTP header or meta tag means in practice: `gb2312` and `gbk` are read as GB18030,
  /// `big5` as Big5-HKSCS; nil for labels of other charsets.
  public init?(label: String) {
    let folded = label.utf8.filter { $0 > 0x20 && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
      .map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    switch String(decoding: folded, as: UTF8.self) {
    case "utf8": self = .utf8
    case "gb2312", "gbk", "gb18030", "gb231280", "cp936", "ms936", "windows936", "xgbk", "euccn":
      self = .gb18030
    case "big5", "big5hkscs", "cp950", "windows950", "xxbig5", "cnbig5": self = .big5HKSCS
    case "utf16", "utf16le", "unicode", "ucs2": self = .utf16LE
    case "utf16be": self = .utf16BE
    default: return nil
    }
  }

  /// The charset of a byte-order mark at the start of `bytes`, and its length.
  static func byteOrderMark(_ bytes: [UInt8]) -> (charset: Charset, count: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
    if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
    return nil
  }
}
