import CZlib
import CorpusModel

/// Reads a zip archive from its first byte to its last, by the headers before its members (APPNOTE 6.3).
///
/// So a cut archive is read up to the cut, standard input is as good as a file, and neither a directory of millions of
/// names nor members that overlap in the directory cost anything. Sizes in headers are only believed for where a member
/// ends in the archive; the bytes that come out are counted.
final class ZipReader: ArchiveFormat {
  let name = "zip"
  private var input: InputBuffer
  private let growth: Growth
  private let inflater: Inflater

  private var method = 0
  /// Bytes of the member in the archive that are not read; nil where only its data tell.
  private var left: Int?
  private var statedSize: Int?
  private var statedChecksum: UInt?
  private var hasWideSizes = false
  private var size = 0
  private var checksum: UInt = 0
  private var isDone = true
  private(set) var isBroken = false
  /// Output of the inflater that did not fit into the last step.
  private var hasPendingOutput = false

  static let memberStart: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  static let emptyStart: [UInt8] = [0x50, 0x4B, 0x05, 0x06]

  /// It is nil where there is no memory.
  init?(_ input: InputBuffer, growth: Growth, chunkSize: Int) {
    guard let inflater = Inflater(.none, chunkSize: chunkSize) else { return nil }
    self.input = input
    self.growth = growth
    self.inflater = inflater
  }

  func next() throws(Rejection) -> ArchiveEntry? {
    try finishMember()
    while true {
      guard input.has(4) else { throw ended("before its directory is complete") }
      switch input.bytes.littleEndian(input.start, 4) {
      case 0x0403_4B50: return try member()
      case 0x0807_4B50, 0x3030_4B50: input.drop(4)  // The mark of a split archive.
      case 0x0201_4B50, 0x0806_4B50, 0x0606_4B50, 0x0706_4B50, 0x0505_4B50:
        try skipRecord()
      case 0x0605_4B50:
        guard input.has(22), input.has(22 + input.bytes.littleEndian(input.start + 20, 2)) else {
          throw ended("inside the end of its directory")
        }
        input.drain()
        if let failure = input.takeFailure() { throw failure }
        return nil
      default: throw rejection(.malformed, "what follows a member is no part of a zip archive")
      }
    }
  }

  /// Passes over a record of the directory.
  private func skipRecord() throws(Rejection) {
    func number(_ offset: Int, _ size: Int) throws(Rejection) -> Int {
      guard input.has(offset + size) else { throw ended("inside its directory") }
      return input.bytes.littleEndian(input.start + offset, size)
    }
    let count: Int
    switch try number(0, 4) {
    case 0x0201_4B50: count = 46 + (try number(28, 2)) + (try number(30, 2)) + (try number(32, 2))
    case 0x0806_4B50: count = 8 + (try number(4, 4))
    case 0x0505_4B50: count = 6 + (try number(4, 2))
    case 0x0706_4B50: count = 20
    default:
      let stated = try number(4, 8)
      guard (0...Int(UInt32.max)).contains(stated) else { throw rejection(.malformed, "its directory is damaged") }
      count = 12 + stated
    }
    guard input.skip(count) else { throw ended("inside its directory") }
  }

  /// Reads the header of a member.
  private func member() throws(Rejection) -> ArchiveEntry {
    guard input.has(30), input.has(30 + number(26, 2) + number(28, 2)) else { throw ended("inside a header") }
    let flags = number(6, 2)
    method = number(8, 2)
    var (packed, unpacked) = (number(18, 4), number(22, 4))
    let (nameSize, extraSize) = (number(26, 2), number(28, 2))
    let nameStart = input.start + 30
    let name = Array(input.bytes[nameStart..<(nameStart + nameSize)])
    hasWideSizes = false
    var extra = nameStart + nameSize
    while extra + 4 <= nameStart + nameSize + extraSize {
      let count = input.bytes.littleEndian(extra + 2, 2)
      if input.bytes.littleEndian(extra, 2) == 1, extra + 4 + count <= nameStart + nameSize + extraSize {
        hasWideSizes = true
        if unpacked == 0xFFFF_FFFF, count >= 8 { unpacked = input.bytes.littleEndian(extra + 4, 8) }
        if packed == 0xFFFF_FFFF, count >= 16 { packed = input.bytes.littleEndian(extra + 12, 8) }
      }
      extra += 4 + count
    }
    let hasDescriptor = flags & 8 != 0
    statedChecksum = hasDescriptor ? nil : UInt(number(14, 4))
    statedSize = hasDescriptor ? nil : unpacked
    left = hasDescriptor && (packed == 0 || packed == 0xFFFF_FFFF) ? nil : packed
    input.drop(30 + nameSize + extraSize)
    guard packed >= 0, unpacked >= 0 else { throw rejection(.malformed, "a header states a size below zero") }
    (size, checksum, isDone, hasPendingOutput) = (0, crc32(0, nil, 0), false, false)
    inflater.reset()
    if let why = obstacle(flags) {
      if left == nil { throw rejection(.malformed, "a member \(why), and its header does not tell where it ends") }
      return ArchiveEntry(name: name, kind: .unreadable(why))
    }
    return ArchiveEntry(name: name, kind: name.last == UInt8(ascii: "/") ? .folder : .file)
  }

  /// Why the member cannot be read.
  private func obstacle(_ flags: Int) -> String? {
    if flags & 0x2041 != 0 { return "is encrypted" }
    if method == 0, left == nil { return "is stored without its size" }
    return method == 0 || method == 8 ? nil : "is compressed by method \(method), which is not read"
  }

  private func number(_ offset: Int, _ size: Int) -> Int { input.bytes.littleEndian(input.start + offset, size) }

  func read(into buffer: inout [UInt8]) throws(Rejection) -> Bool {
    let before = buffer.count
    while !isDone, buffer.count == before {
      if method == 0 { try copy(into: &buffer) } else { try inflate(into: &buffer) }
    }
    let made = buffer.count - before
    size += made
    buffer.withUnsafeBufferPointer { bytes in
      if made > 0, let base = bytes.baseAddress { checksum = crc32(checksum, base + before, UInt32(made)) }
    }
    if let fault = growth.fault(after: made) {
      isBroken = true
      throw rejection(.tooLarge, fault)
    }
    if isDone { try check() }
    return made > 0
  }

  private func copy(into buffer: inout [UInt8]) throws(Rejection) {
    guard let left, left > 0 else {
      isDone = true
      return
    }
    guard input.has(1) else { throw ended("inside this member") }
    let count = min(left, input.count)
    buffer += input.bytes[input.start..<(input.start + count)]
    input.drop(count)
    self.left = left - count
  }

  private func inflate(into buffer: inout [UInt8]) throws(Rejection) {
    if left == 0, !hasPendingOutput { throw damaged("the data end before their last block") }
    if !hasPendingOutput {
      guard input.has(1) else { throw ended("inside this member") }
    }
    var offset = input.start
    let end = min(input.bytes.count, offset + (left ?? Int.max / 2))
    let (step, isFull) = inflater.step(input.bytes, &offset, upTo: end, into: &buffer)
    if let left { self.left = left - (offset - input.start) }
    input.drop(offset - input.start)
    hasPendingOutput = isFull
    switch step {
    case .more: break
    case .memberEnd: isDone = true
    case .corrupt(let why), .tooLarge(let why): throw damaged(why)
    }
  }

  private func damaged(_ why: String) -> Rejection {
    isBroken = left == nil
    let rest = isBroken ? "; what follows it in the archive cannot be read" : ""
    return rejection(.malformed, "the zip data are damaged: \(why)\(rest)")
  }

  /// Compares what came out with what the header or the descriptor after the data states.
  private func check() throws(Rejection) {
    if let left, left > 0, !input.skip(left) { throw ended("inside this member") }
    left = 0
    if statedChecksum == nil {
      guard input.has(16) else { throw ended("inside the sizes after this member") }
      let hasMark = number(0, 4) == 0x0807_4B50
      let start = hasMark ? 4 : 0
      statedChecksum = UInt(number(start, 4))
      // Sizes of 8 bytes are told by the header, but not by all writers.
      let isWide = hasWideSizes || number(start + 8, 4) != size & 0xFFFF_FFFF
      guard input.has(start + (isWide ? 20 : 12)) else { throw ended("inside the sizes after this member") }
      statedSize = isWide ? number(start + 12, 8) : number(start + 8, 4)
      input.drop(start + (isWide ? 20 : 12))
    }
    if statedChecksum != checksum { throw rejection(.malformed, "the zip data are damaged: the checksum is wrong") }
    if statedSize != size { throw rejection(.malformed, "the zip data are not of the size that is stated") }
  }

  /// Goes to the end of the member.
  private func finishMember() throws(Rejection) {
    if isDone { return }
    if let left {
      isDone = true
      guard input.skip(left) else { throw ended("inside a member") }
      if statedChecksum == nil { try skipDescriptor() }
      return
    }
    var discarded: [UInt8] = []
    while try read(into: &discarded) { discarded.removeAll(keepingCapacity: true) }
  }

  /// Passes over a descriptor of either width, by the header that follows it.
  private func skipDescriptor() throws(Rejection) {
    for count in [16, 24, 12, 20] where input.has(count + 2) {
      if input.matches("PK", at: count) {
        input.drop(count)
        return
      }
    }
    throw ended("after a member")
  }

  private func ended(_ where: String) -> Rejection {
    isBroken = true
    return input.takeFailure() ?? rejection(.truncated, "the zip archive ends \(`where`)")
  }
}
