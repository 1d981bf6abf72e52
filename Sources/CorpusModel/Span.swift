/// A half-open range of UTF-8 bytes in a named text layer.
///
/// Offsets count bytes, never characters, and are never rewritten: another layer is reached through an `OffsetMap`.
public struct Span: Hashable, Comparable, Sendable, Codable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  public var count: Int { end - start }
  public var isEmpty: Bool { end <= start }
  public var range: Range<Int> { start..<end }

  /// Whether `other` lies wholly inside this span.
  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

  /// Whether the two spans share at least one byte.
  public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

  public static func < (left: Span, right: Span) -> Bool {
    left.start != right.start ? left.start < right.start : left.end < right.end
  }
}

extension [UInt8] {
  /// The text of `span`, ill-formed bytes replaced; for output and messages, not for the hot path.
  public func string(_ span: Span) -> String {
    String(decoding: self[Swift.max(0, span.start)..<Swift.min(count, span.end)], as: UTF8.self)
  }

  /// The bytes as small hexadecimal digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The start of the character that the byte at `offset` is of; `offset` itself at the end of the buffer.
  public func characterStart(at offset: Int) -> Int {
    var start = Swift.min(Swift.max(offset, 0), count)
    while start > 0, start < count, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// The whole buffer as a `String`, ill-formed bytes replaced.
  public var string: String { String(decoding: self, as: UTF8.self) }
}
