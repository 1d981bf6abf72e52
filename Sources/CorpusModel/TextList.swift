/// Texts in one block of memory: tables of a large store hold lists of hundreds, by the ten thousand.
public struct TextList: Sendable, Equatable, Sequence, ExpressibleByArrayLiteral {
  /// UTF-8 of the texts, each followed by `end`.
  private var bytes: [UInt8] = []
  /// A byte that UTF-8 never has.
  private static let end: UInt8 = 0xFF

  public init() {}

  public init(_ texts: some Sequence<String>) { for text in texts { append(text) } }

  public init(arrayLiteral texts: String...) { self.init(texts) }

  public var isEmpty: Bool { bytes.isEmpty }

  /// Takes room for the bytes of texts to come, and one more for each.
  public mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  /// Adds a text, or two parts that make up one.
  public mutating func append(_ text: String, _ rest: String = "") {
    bytes.append(text: text)
    if !rest.isEmpty { bytes.append(text: rest) }
    bytes.append(Self.end)
  }

  public func makeIterator() -> IndexingIterator<[String]> {
    bytes.split(separator: Self.end, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }.makeIterator()
  }

  /// Appends the texts to a line, parted by `separator`.
  public func write(to line: inout [UInt8], separator: StaticString) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count, let end = bytes[start...].firstIndex(of: Self.end) {
        if start > 0 { separator.withUTF8Buffer { line.append(contentsOf: $0) } }
        line.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end + 1
      }
    }
  }
}

extension [UInt8] {
  /// Appends the UTF-8 of a text in one piece.
  public mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }
}
