import CorpusModel

/// Reads a tar archive: ustar, GNU and pax (POSIX.1-2001).
final class TarReader: ArchiveFormat {
  let name = "tar"
  private var input: InputBuffer
  private let limits: ResourceLimits
  /// Bytes of the member that are not read, and those that fill its last block.
  private var left = 0
  private var padding = 0
  private(set) var isBroken = false

  private static let block = 512

  init(_ input: InputBuffer, limits: ResourceLimits) {
    self.input = input
    self.limits = limits
  }

  /// Whether `head` begins with the header of a member: by its checksum.
  static func isStart(_ head: ArraySlice<UInt8>) -> Bool {
    guard head.count >= block, head.first != 0 else { return false }
    return TarHeader(head.prefix(block)) != nil
  }

  func next() throws(Rejection) -> ArchiveEntry? {
    guard input.skip(left + padding) else { throw ended("inside a member") }
    (left, padding) = (0, 0)
    var given = TarExtension()
    while true {
      guard input.has(Self.block) else { throw ended(input.count == 0 ? "without its end mark" : "inside a header") }
      let raw = input.bytes[input.start..<(input.start + Self.block)]
      if raw.allSatisfy({ $0 == 0 }) {
        input.drain()
        if let failure = input.takeFailure() { throw failure }
        return nil
      }
      guard let header = TarHeader(raw) else { throw rejection(.malformed, "the header of a member is damaged") }
      input.drop(Self.block)
      (left, padding) = (header.size, (Self.block - header.size % Self.block) % Self.block)
      switch header.type {
      case UInt8(ascii: "L"): given.name = try text(&given)?.prefix { $0 != 0 }.map { $0 } ?? given.name
      case UInt8(ascii: "x"), UInt8(ascii: "X"): if let text = try text(&given) { given.read(text) }
      case UInt8(ascii: "K"), UInt8(ascii: "g"):
        guard input.skip(left + padding) else { throw ended("inside a header") }
      default: return try entry(header, given)
      }
    }
  }

  private func entry(_ header: TarHeader, _ given: TarExtension) throws(Rejection) -> ArchiveEntry {
    var kind = header.kind
    if let size = given.size, kind == .file {
      (left, padding) = (size, (Self.block - size % Self.block) % Self.block)
    }
    if header.type == UInt8(ascii: "S") {
      var isExtended = header.isExtended
      while isExtended {
        guard input.has(Self.block) else { throw ended("inside a header") }
        isExtended = input.bytes[input.start + 504] != 0
        input.drop(Self.block)
      }
    }
    if given.isSparse { kind = .unreadable("is a sparse file, which is not read") }
    if given.isTooLong {
      kind = .unreadable("its header is longer than \(limits.headerBytes) bytes (limit headerBytes)")
    }
    let name = given.name ?? header.name
    if kind == .file, name.last == UInt8(ascii: "/") { kind = .folder }
    return ArchiveEntry(name: name, kind: kind)
  }

  /// The body of a header that extends the next one; nil where it is longer than `headerBytes`.
  private func text(_ given: inout TarExtension) throws(Rejection) -> [UInt8]? {
    let size = left
    if size > limits.headerBytes {
      given.isTooLong = true
      guard input.skip(left + padding) else { throw ended("inside a header") }
      return nil
    }
    guard input.has(size + padding) else { throw ended("inside a header") }
    defer { input.drop(size + padding) }
    return Array(input.bytes[input.start..<(input.start + size)])
  }

  func read(into buffer: inout [UInt8]) throws(Rejection) -> Bool {
    if left == 0 { return false }
    guard input.has(1) else { throw ended("inside this member") }
    let count = min(left, input.count)
    buffer += input.bytes[input.start..<(input.start + count)]
    input.drop(count)
    left -= count
    return true
  }

  private func ended(_ where: String) -> Rejection {
    isBroken = true
    return input.takeFailure() ?? rejection(.truncated, "the tar archive ends \(`where`)")
  }
}

/// What extended headers say of the member after them.
struct TarExtension {
  var name: [UInt8]?
  var size: Int?
  var isSparse = false
  var isTooLong = false

  /// Reads the records of a pax header: `LENGTH KEY=VALUE` and LF.
  mutating func read(_ text: [UInt8]) {
    var index = 0
    while index < text.count, let blank = text.index(of: 0x20, from: index), blank - index <= 10 {
      guard let count = Int(Array(text[index..<blank]).string), count > blank - index + 1, count <= text.count - index
      else { return }
      let record = text[(blank + 1)..<(index + count - 1)]
      index += count
      guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = Array(record[(equals + 1)...])
      switch String(decoding: record[..<equals], as: UTF8.self) {
      case "path": name = value
      case "size": size = Int(value.string).flatMap { $0 >= 0 && $0 < Int.max / 4 ? $0 : nil }
      case "GNU.sparse.major", "GNU.sparse.size", "GNU.sparse.map": isSparse = true
      default: break
      }
    }
  }
}

/// The header of a tar member.
struct TarHeader {
  var name: [UInt8]
  var size: Int
  var type: UInt8
  /// Of sparse files: whether blocks follow that tell more of where data are.
  var isExtended: Bool

  /// It is nil where the checksum is wrong or the size is no size.
  init?(_ block: ArraySlice<UInt8>) {
    let bytes = Array(block)
    let sum = bytes.reduce(0) { $0 + Int($1) } - bytes[148..<156].reduce(0) { $0 + Int($1) } + 8 * 0x20
    guard Self.octal(bytes[148..<156]) == sum, let size = Self.size(bytes[124..<136]) else { return nil }
    var name = Array(bytes[0..<100].prefix { $0 != 0 })
    if bytes[257..<263].elementsEqual("ustar\0".utf8) {
      let prefix = bytes[345..<500].prefix { $0 != 0 }
      if !prefix.isEmpty { name = prefix + [UInt8(ascii: "/")] + name }
    }
    self.name = name
    type = bytes[156]
    // Links and devices have no bytes, whatever they state.
    self.size = (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(type) ? 0 : size
    isExtended = bytes[482] != 0
  }

  var kind: ArchiveEntry.Kind {
    switch type {
    case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
    case UInt8(ascii: "1"): .other("a hard link")
    case UInt8(ascii: "2"): .other("a symbolic link")
    case UInt8(ascii: "3"), UInt8(ascii: "4"): .other("a device")
    case UInt8(ascii: "5"): .folder
    case UInt8(ascii: "6"): .other("a pipe")
    case UInt8(ascii: "S"): .unreadable("is a sparse file, which is not read")
    default: .other("no file (tar type \(type))")
    }
  }

  private static func size(_ field: ArraySlice<UInt8>) -> Int? {
    guard let first = field.first, first & 0x80 != 0 else { return octal(field) }
    // GNU writes large sizes in base 256.
    guard first == 0x80, field.dropFirst().prefix(4).allSatisfy({ $0 == 0 }) else { return nil }
    return field.suffix(7).reduce(0) { $0 << 8 | Int($1) }
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    let rest = field[(digits.endIndex)...].first
    guard rest == nil || rest == 0 || rest == 0x20 else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }
}
