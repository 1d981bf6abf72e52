import CZlib
import CorpusModel

@testable import CorpusReading

/// Small containers, made byte by byte.
enum Containers {
  // MARK: WARC

  static func warcRecord(
    _ type: String, _ block: [UInt8], id: String = "<urn:uuid:1>", fields: [String] = [], length: Int? = nil,
    lineEnd: String = "\r\n"
  ) -> [UInt8] {
    let head =
      ["WARC/1.0", "WARC-Type: \(type)", "WARC-Record-ID: \(id)", "Content-Length: \(length ?? block.count)"] + fields
    return Array((head.joined(separator: lineEnd) + lineEnd + lineEnd).utf8) + block
      + Array((lineEnd + lineEnd).utf8)
  }

  static func http(_ body: [UInt8], status: Int = 200, fields: [String] = ["Content-Type: text/html"]) -> [UInt8] {
    Array(("HTTP/1.1 \(status) X\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n").utf8) + body
  }

  /// The record of a page.
  static func response(_ number: Int, _ body: String) -> [UInt8] {
    warcRecord(
      "response", http(Array(body.utf8)), id: "<urn:uuid:\(number)>",
      fields: ["Content-Type: application/http;msgtype=response", "WARC-Target-URI: http://a.cn/\(number).html"])
  }

  // MARK: zip

  struct Member {
    var name: [UInt8]
    var data: [UInt8]
    var isDeflated = true
    var hasDescriptor = false
    var method: UInt16?
    var flags: UInt16 = 0
    /// What the header says instead of the truth.
    var statedSize: Int?
    var statedPackedSize: Int?

    init(_ name: String, _ text: String, isDeflated: Bool = true, hasDescriptor: Bool = false) {
      self.init(Array(name.utf8), Array(text.utf8))
      self.isDeflated = isDeflated
      self.hasDescriptor = hasDescriptor
    }

    init(_ name: [UInt8], _ data: [UInt8]) {
      self.name = name
      self.data = data
    }
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func zipMember(_ member: Member) -> [UInt8] {
    let packed = member.isDeflated ? deflated(member.data) : member.data
    let checksum = Int(crc32(0, member.data, UInt32(member.data.count)))
    let sizes =
      number(checksum, 4) + number(member.statedPackedSize ?? packed.count, 4)
      + number(member.statedSize ?? member.data.count, 4)
    let flags = Int(member.flags) | (member.hasDescriptor ? 8 : 0)
    return [0x50, 0x4B, 3, 4] + number(20, 2) + number(flags, 2)
      + number(member.method.map(Int.init) ?? (member.isDeflated ? 8 : 0), 2) + number(0, 4)
      + (member.hasDescriptor ? number(0, 12) : sizes) + number(member.name.count, 2) + number(0, 2) + member.name
      + packed + (member.hasDescriptor ? [0x50, 0x4B, 7, 8] + sizes : [])
  }

  static func zip(_ members: [Member]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      directory += [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + number(0, 4) + number(0, 16)
      directory += number(member.name.count, 2) + number(0, 12) + number(bytes.count, 4) + member.name
      bytes += zipMember(member)
    }
    return bytes + directory + zipEnd(members.count, size: directory.count, start: bytes.count)
  }

  static func zipEnd(_ count: Int, size: Int, start: Int) -> [UInt8] {
    [0x50, 0x4B, 5, 6] + number(0, 4) + number(count, 2) + number(count, 2) + number(size, 4) + number(start, 4)
      + number(0, 2)
  }

  /// DEFLATE data without a wrapper.
  static func deflated(_ bytes: [UInt8]) -> [UInt8] { packed(bytes, windowBits: -15) }

  static func gzip(_ bytes: [UInt8]) -> [UInt8] { packed(bytes, windowBits: 31) }

  static func packed(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    deflateInit2_(&stream, 9, 8, windowBits, 9, 0, "1.2.11", size)
    defer { deflateEnd(&stream) }
    var source = bytes
    return [UInt8](unsafeUninitializedCapacity: bytes.count + bytes.count / 1000 + 64) { room, count in
      source.withUnsafeMutableBufferPointer { source in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = room.baseAddress
        stream.avail_out = UInt32(room.count)
        deflate(&stream, 4)
        count = Int(stream.total_out)
      }
    }
  }

  // MARK: tar

  static func tarHeader(_ name: [UInt8], size: Int, type: Character = "0", magic: String = "ustar\u{0}00") -> [UInt8] {
    func octal(_ value: Int, _ width: Int) -> [UInt8] {
      let digits = Array(String(value, radix: 8).utf8)
      return [UInt8](repeating: 0x30, count: width - 1 - digits.count) + digits + [0]
    }
    var block = [UInt8](repeating: 0, count: 512)
    block.replaceSubrange(0..<min(100, name.count), with: name.prefix(100))
    block.replaceSubrange(100..<124, with: octal(0o644, 8) + octal(0, 8) + octal(0, 8))
    block.replaceSubrange(124..<148, with: octal(size, 12) + octal(0, 12))
    block.replaceSubrange(148..<156, with: [UInt8](repeating: 0x20, count: 8))
    block[156] = type.asciiValue ?? 0
    block.replaceSubrange(257..<(257 + magic.utf8.count), with: magic.utf8)
    block.replaceSubrange(148..<156, with: octal(block.reduce(0) { $0 + Int($1) }, 7) + [0x20])
    return block
  }

  static func tarMember(_ name: [UInt8], _ data: [UInt8], type: Character = "0") -> [UInt8] {
    tarHeader(name, size: data.count, type: type) + data
      + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
  }

  static func tar(_ members: [(String, String)]) -> [UInt8] {
    members.flatMap { tarMember(Array($0.0.utf8), Array($0.1.utf8)) } + [UInt8](repeating: 0, count: 1024)
  }
}
