import Glibc

/// `memchr` over a buffer.
enum ByteSearch {
  /// Offset of the first `byte` at or after `start`.
  @inline(__always) static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return found - UnsafeMutableRawPointer(mutating: base)
  }

  /// Whether the C string `name` is `other`, which is in lower case, in any case of its letters.
  static func equals(_ name: UnsafePointer<UInt8>, _ other: StaticString) -> Bool {
    starts(name, other) && name[other.utf8CodeUnitCount] == 0
  }

  /// Whether the C string `text` begins with `word`, which is in lower case, in any case of its letters.
  static func starts(_ text: UnsafePointer<UInt8>, _ word: StaticString) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where text[index] | 0x20 != word.utf8Start[index] | 0x20 { return false }
    return true
  }

  /// The bytes of the C string at `string`.
  static func buffer(_ string: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: string, count: strlen(UnsafeRawPointer(string).assumingMemoryBound(to: CChar.self)))
  }
}
