/// A JSON value whose objects keep the order of their keys.
public enum JSONValue: Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  /// Written as an integer where it is whole, else by the shortest digits that give it back; null if not finite.
  case number(Double)
  case string(String)
  /// A string of UTF-8; ill-formed bytes become U+FFFD.
  case text([UInt8])
  case array([JSONValue])
  case object([(String, JSONValue)])
  /// JSON that is written as it is: nothing checks it.
  case written(String)

  /// A string, or null for nil.
  public static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// An array of strings.
  public static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// The value as one line without spaces or a line end.
  ///
  /// Control characters and the line ends of Unicode are escaped, so that no reader takes one record for two lines.
  /// - Complexity: O(bytes).
  public var line: String { String(decoding: bytes, as: UTF8.self) }

  /// `line` in UTF-8.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.usualLine)
    write(to: &bytes)
    return bytes
  }

  /// Room for the JSON of most articles.
  private static let usualLine = 1 << 14

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .flag(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): bytes += Self.digits(value).utf8
    case .string(let text): Self.write(text, to: &bytes)
    case .text(let text): Self.write(String(decoding: text, as: UTF8.self), to: &bytes)
    case .written(let json): bytes += json.utf8
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.0, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.1.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func digits(_ value: Double) -> String {
    if let whole = Int(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
    return value.isFinite ? value.description : "null"
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { write($0, to: &bytes) }
  }

  private static func write(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var index = 0
    while index < text.count {
      let start = index
      while index < text.count, isPlain(text[index]) { index += 1 }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      if index < text.count { index = writeOther(text, index, to: &bytes) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether `byte` stands for itself whatever follows.
  @inline(__always) private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0xC2, 0xE2: false
    default: true
    }
  }

  /// Writes what begins at `index` and is not plain; returns where it ends.
  private static func writeOther(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, to bytes: inout [UInt8]) -> Int {
    let byte = text[index]
    let next = index + 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x0A: bytes += "\\n".utf8
    case 0x0D: bytes += "\\r".utf8
    case 0x09: bytes += "\\t".utf8
    case ..<0x20, 0x7F: writeEscape(UInt32(byte), to: &bytes)
    case 0xC2 where next < text.count && (0x80..<0xA0).contains(text[next]):
      writeEscape(UInt32(text[next]), to: &bytes)  // U+0080 to U+009F, the next line among them
      return next + 1
    case 0xE2 where next + 1 < text.count && text[next] == 0x80 && text[next + 1] & 0xFE == 0xA8:
      writeEscape(0x2000 | UInt32(text[next + 1] & 0x3F), to: &bytes)  // U+2028, U+2029
      return next + 2
    default: bytes.append(byte)
    }
    return next
  }

  private static func writeEscape(_ unit: UInt32, to bytes: inout [UInt8]) {
    let digits = String(unit, radix: 16)
    bytes += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
  }
}
