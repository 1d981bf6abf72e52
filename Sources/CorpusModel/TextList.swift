/// Texts in one block of memory: tables of a large store hold lists of hundreds, by the ten thousand.
public struct TextList: Sendable, Equatable, Sequence, ExpressibleByArrayLiteral {
  /// Each text as the number of its bytes, in four, the lowest first, and its UTF-8.
  private var bytes: [UInt8] = []

  public init() {}

  public init(_ texts: [String]) { for text in texts { append(text) } }

  public init(arrayLiteral texts: String...) { self.init(texts) }

  public var isEmpty: Bool { bytes.isEmpty }

  /// Takes room for the bytes of texts to come, and four more for each.
  public mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  /// Adds a text, or two parts that make up one.
  public mutating func append(_ text: String, _ rest: String = "") {
    let count = UInt32(text.utf8.count + rest.utf8.count)
    withUnsafeBytes(of: count.littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(text: text)
    if !rest.isEmpty { bytes.append(text: rest) }
  }

  public func makeIterator() -> IndexingIterator<[String]> {
    var texts: [String] = []
    forEach { texts.append(String(decoding: $0, as: UTF8.self)) }
    return texts.makeIterator()
  }

  /// Appends the texts to a line, parted by `separator`.
  public func write(to line: inout [UInt8], separator: StaticString) {
    var isFirst = true
    forEach { text in
      if !isFirst { separator.withUTF8Buffer { line.append(contentsOf: $0) } }
      line.append(contentsOf: text)
      isFirst = false
    }
  }

  /// Calls `body` with the UTF-8 of each text.
  private func forEach(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let count = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt32.self)
        let end = start + 4 + Int(UInt32(littleEndian: count))
        body(UnsafeBufferPointer(rebasing: bytes[(start + 4)..<end]))
        start = end
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
