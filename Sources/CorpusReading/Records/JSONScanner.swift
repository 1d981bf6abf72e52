/// Reads JSON by place: values are passed over by their structure and decoded only when they are asked for.
///
/// A value that nobody asks for may hold escapes or digits that JSON does not allow; brackets, quotes, commas and colons
/// are checked everywhere; a comma too many before a closing bracket, which producers write, is let pass. The bytes are
/// valid UTF-8 and outlive the scanner.
struct JSONScanner {
  /// A value that was passed over.
  struct Value {
    enum Kind { case string, number, object, array, flag, null }

    var kind: Kind
    /// Its bytes; those of a string are without the quotes.
    var range: Range<Int>
  }

  /// Open brackets at which a line is given up.
  static let depthLimit = 512

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int

  /// Begins reading at `start`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    self.bytes = bytes
    index = start
  }

  /// Passes over the one value that the bytes hold and calls `member` with each key and value of the outermost object.
  mutating func document(_ member: (Value, Value) -> Void) throws(JSONFault) -> Value {
    skipBlanks()
    let result = peek == UInt8(ascii: "{") ? try object(depth: 1, member) : try value(depth: 0)
    skipBlanks()
    if index < bytes.count { throw fault("something follows the value") }
    return result
  }

  /// The elements of the array whose `[` is next.
  mutating func elements() throws(JSONFault) -> [Value] {
    var found: [Value] = []
    _ = try array(depth: 1) { found.append($0) }
    return found
  }

  private mutating func value(depth: Int) throws(JSONFault) -> Value {
    skipBlanks()
    guard let first = peek else { throw fault("the line ends inside a value") }
    switch first {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"): return try object(depth: depth + 1) { _, _ in }
    case UInt8(ascii: "["): return try array(depth: depth + 1) { _ in }
    case UInt8(ascii: "t"): return try word("true", .flag)
    case UInt8(ascii: "f"): return try word("false", .flag)
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    default: throw fault("no value begins with this character")
    }
  }

  private mutating func object(depth: Int, _ member: (Value, Value) -> Void) throws(JSONFault) -> Value {
    let start = try open(depth)
    repeat {
      skipBlanks()
      if peek == UInt8(ascii: "}") { break }
      guard peek == UInt8(ascii: "\"") else { throw fault("a key in quotes is missing") }
      let key = try string()
      guard skip(UInt8(ascii: ":")) else { throw fault("a colon is missing") }
      member(key, try value(depth: depth))
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "}")) else { throw fault("a comma or } is missing") }
    return Value(kind: .object, range: start..<index)
  }

  private mutating func array(depth: Int, _ element: (Value) -> Void) throws(JSONFault) -> Value {
    let start = try open(depth)
    repeat {
      skipBlanks()
      if peek == UInt8(ascii: "]") { break }
      element(try value(depth: depth))
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "]")) else { throw fault("a comma or ] is missing") }
    return Value(kind: .array, range: start..<index)
  }

  /// Passes over a bracket.
  private mutating func open(_ depth: Int) throws(JSONFault) -> Int {
    if depth > Self.depthLimit { throw fault("brackets are nested deeper than \(Self.depthLimit)") }
    index += 1
    return index - 1
  }

  private mutating func string() throws(JSONFault) -> Value {
    let start = index + 1
    var end = start
    while true {
      end = Self.endOfRun(bytes, end)
      guard end < bytes.count else { throw fault("a string does not end") }
      if bytes[end] == UInt8(ascii: "\"") { break }
      let isScalar = end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "u")
      let next = end + (isScalar ? 6 : 2)
      if next > bytes.count || isScalar && bytes[end..<next].contains(UInt8(ascii: "\"")) {
        throw fault("a string ends inside an escape")
      }
      end = next
    }
    index = end + 1
    return Value(kind: .string, range: start..<end)
  }

  /// Offset of the next quote or backslash; the end of `bytes` where there is none.
  private static func endOfRun(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start
    while index + 8 <= bytes.count {
      let word = ByteWord(bytes, at: index)
      let found = word.equal(to: UInt8(ascii: "\"")) | word.equal(to: UInt8(ascii: "\\"))
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") { index += 1 }
    return min(index, bytes.count)
  }

  private mutating func number() -> Value {
    let start = index
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        index += 1
      default: return Value(kind: .number, range: start..<index)
      }
    }
    return Value(kind: .number, range: start..<index)
  }

  private mutating func word(_ word: StaticString, _ kind: Value.Kind) throws(JSONFault) -> Value {
    let start = index
    let end = start + word.utf8CodeUnitCount
    guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[start..<end]) }) else {
      throw fault("no value begins with this character")
    }
    index = end
    return Value(kind: kind, range: start..<end)
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  /// Passes over `byte` and blanks before it, where it is next.
  private mutating func skip(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard peek == byte else { return false }
    index += 1
    return true
  }

  private func fault(_ what: String) -> JSONFault { .invalid("\(what) (byte \(min(index, bytes.count) + 1))") }
}

/// Why a line could not be read.
enum JSONFault: Error, Equatable {
  case invalid(String)
  case noObject
  case wrongType(key: String)

  /// What is wrong with the line, in one clause.
  var clause: String {
    switch self {
    case .invalid(let what): "is not valid JSON: \(what)"
    case .noObject: "is not a JSON object"
    case .wrongType(let key): "has a value of the wrong type for `\(key)`"
    }
  }
}

/// Eight bytes looked at together; offsets of bytes are in ascending bits.
struct ByteWord {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  let bits: UInt64

  /// The eight bytes at `index`, which must be there.
  @inline(__always) init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    bits = UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// High bits of the bytes that are `byte`: the lowest is exact, higher ones may be false.
  @inline(__always) func equal(to byte: UInt8) -> UInt64 {
    let difference = bits ^ (Self.ones &* UInt64(byte))
    return (difference &- Self.ones) & ~difference & Self.highs
  }

  /// High bits of the bytes below 0x20: the lowest is exact, higher ones may be false.
  var controls: UInt64 { (bits &- Self.ones &* 0x20) & ~bits & Self.highs }
}
