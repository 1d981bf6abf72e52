/// Decodes what stands between the quotes of a JSON string.
enum JSONText {
  /// UTF-8 of the string in `range`, escapes resolved.
  ///
  /// - Throws: `JSONFault` for a control character, an escape that JSON does not know and half a surrogate pair.
  /// - Complexity: O(bytes).
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws(JSONFault) -> [UInt8] {
    var fault: JSONFault?
    // No escape is shorter than what it stands for.
    let text = [UInt8](unsafeUninitializedCapacity: range.count) { target, count in
      var writer = Writer(bytes: bytes, index: range.lowerBound, end: range.upperBound, target: target)
      do throws(JSONFault) { try writer.run() } catch { fault = error }
      count = writer.count
    }
    if let fault { throw fault }
    return text
  }

  /// One pass over a string, writing into memory that is large enough.
  private struct Writer {
    let bytes: UnsafeBufferPointer<UInt8>
    var index: Int
    let end: Int
    let target: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    init(bytes: UnsafeBufferPointer<UInt8>, index: Int, end: Int, target: UnsafeMutableBufferPointer<UInt8>) {
      self.bytes = bytes
      self.index = index
      self.end = end
      self.target = target
    }

    mutating func run() throws(JSONFault) {
      while index < end {
        if index + 8 <= end {
          let word = ByteWord(bytes, at: index)
          UnsafeMutableRawBufferPointer(target).storeBytes(
            of: word.bits.littleEndian, toByteOffset: count, as: UInt64.self)
          let found = word.equal(to: UInt8(ascii: "\\")) | word.controls
          let plain = found == 0 ? 8 : found.trailingZeroBitCount / 8
          index += plain
          count += plain
          if found == 0 { continue }
        }
        if bytes[index] == UInt8(ascii: "\\") {
          try escape()
        } else if bytes[index] < 0x20 {
          throw fault("a control character stands in a string")
        } else {
          append(bytes[index])
          index += 1
        }
      }
    }

    private mutating func escape() throws(JSONFault) {
      guard index + 1 < end else { throw fault("a string ends inside an escape") }
      switch bytes[index + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append(bytes[index + 1])
      case UInt8(ascii: "b"): append(0x08)
      case UInt8(ascii: "f"): append(0x0C)
      case UInt8(ascii: "n"): append(0x0A)
      case UInt8(ascii: "r"): append(0x0D)
      case UInt8(ascii: "t"): append(0x09)
      case UInt8(ascii: "u"): return try scalarEscape()
      default: throw fault("no escape is written so")
      }
      index += 2
    }

    /// `\uXXXX`, or two of them for a scalar above U+FFFF.
    private mutating func scalarEscape() throws(JSONFault) {
      var value = try unit()
      if value & 0xFC00 == 0xD800 {
        guard index + 1 < end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
          throw fault("half a surrogate pair is missing")
        }
        let low = try unit()
        guard low & 0xFC00 == 0xDC00 else { throw fault("half a surrogate pair is missing") }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw fault("half a surrogate pair is missing") }
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
    }

    /// The UTF-16 unit of the `\uXXXX` that is next.
    private mutating func unit() throws(JSONFault) -> UInt32 {
      guard index + 6 <= end else { throw fault("a string ends inside an escape") }
      var value: UInt32 = 0
      for digit in bytes[index + 2..<index + 6] {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit & 0x0F)
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
          value = value << 4 | UInt32(digit & 0x0F) + 9
        default: throw fault("no escape is written so")
        }
      }
      index += 6
      return value
    }

    @inline(__always) private mutating func append(_ byte: UInt8) {
      target[count] = byte
      count += 1
    }

    private func fault(_ what: String) -> JSONFault { .invalid("\(what) (byte \(index + 1))") }
  }
}
