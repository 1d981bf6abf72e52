import CICU

/// Decodes the bytes of one charset by ICU; ill-formed bytes become U+FFFD.
///
/// Not to be shared between threads; opening one costs microseconds.
struct CharsetConverter: ~Copyable {
  private let converter: OpaquePointer

  /// - Returns: nil where ICU has no such converter.
  init?(_ charset: Charset) {
    var error: Int32 = 0
    guard let opened = zd_converter_open(charset.rawValue, &error) else { return nil }
    converter = opened
  }

  deinit { zd_converter_close(converter) }

  /// UTF-16 of `bytes`.
  ///
  /// - Complexity: O(bytes).
  borrowing func decode(_ bytes: ArraySlice<UInt8>) -> [UInt16] {
    // No charset here makes more units than bytes, but for one at a broken end.
    let capacity = bytes.count + 16
    return [UInt16](unsafeUninitializedCapacity: capacity) { units, count in
      bytes.withUnsafeBytes { source in
        var error: Int32 = 0
        let needed = zd_converter_decode(
          converter, source.baseAddress?.assumingMemoryBound(to: CChar.self), Int64(source.count), units.baseAddress,
          Int64(capacity), &error)
        count = min(capacity, max(0, Int(needed)))
      }
    }
  }

  /// UTF-8 of `units`; an unpaired surrogate becomes U+FFFD.
  ///
  /// - Complexity: O(units).
  static func utf8(_ units: [UInt16]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(units.count * 3)
    var index = 0
    while index < units.count {
      var scalar = UInt32(units[index])
      index += 1
      if scalar & 0xF800 == 0xD800 {
        if scalar < 0xDC00, index < units.count, units[index] & 0xFC00 == 0xDC00 {
          scalar = 0x10000 + (scalar - 0xD800) << 10 + UInt32(units[index]) - 0xDC00
          index += 1
        } else {
          scalar = 0xFFFD
        }
      }
      switch scalar {
      case ..<0x80: bytes.append(UInt8(scalar))
      case ..<0x800:
        bytes.append(UInt8(0xC0 | scalar >> 6))
        bytes.append(UInt8(0x80 | scalar & 0x3F))
      case ..<0x10000:
        bytes.append(UInt8(0xE0 | scalar >> 12))
        bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        bytes.append(UInt8(0x80 | scalar & 0x3F))
      default:
        bytes.append(UInt8(0xF0 | scalar >> 18))
        bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
        bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        bytes.append(UInt8(0x80 | scalar & 0x3F))
      }
    }
    return bytes
  }
}
