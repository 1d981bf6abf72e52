import CorpusModel

/// A coding that HTTP wraps a body in.
enum ContentCoding: String, Sendable {
  case chunked, gzip, deflate
  case brotli = "br"
  case zstd

  /// By the name in a header field, in any case; nil for `identity` and what we do not know.
  init?(label: ArraySlice<UInt8>) {
    let name = HeaderFields.lowered(HeaderFields.trimmed(label)).string
    self.init(rawValue: name == "x-gzip" ? "gzip" : name)
  }

  /// `body` without this coding.
  ///
  /// Crawlers often undo a coding and keep the field that names it: a body that does not begin as the coding demands is
  /// taken as it is.
  /// - Throws: `Rejection`: truncated, malformed, tooLarge (limit documentBytes).
  func undo(_ body: [UInt8], place: String, limits: ResourceLimits) throws(Rejection) -> [UInt8] {
    switch self {
    case .chunked: return try Chunks.joined(body, place: place)
    case .gzip: if !body.starts(with: Compression.gzip.magic) { return body }
    case .zstd: if Compression(content: body) != .zstd { return body }
    case .brotli, .deflate:
      // Neither has a first byte of its own; `<` begins no zlib stream, and pages begin with it.
      if body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "<") { return body }
    }
    guard let decompressor = decompressor(for: body, limits) else {
      throw rejection(.unreadable, place, "there is no memory to decompress it")
    }
    var output: [UInt8] = []
    var offset = 0
    while true {
      let (step, isFull) = decompressor.step(body, &offset, upTo: body.count, into: &output)
      if output.count > limits.documentBytes {
        throw rejection(.tooLarge, place, "grows over \(limits.documentBytes) bytes (limit documentBytes)")
      }
      switch step {
      case .memberEnd: return output
      case .more:
        if offset == body.count, !isFull { throw rejection(.truncated, place, "the \(decompressor.name) body is cut") }
      case .corrupt(let message):
        throw rejection(.malformed, place, "the \(decompressor.name) body is damaged: \(message)")
      case .tooLarge(let message): throw rejection(.tooLarge, place, message)
      }
    }
  }

  private func decompressor(for body: [UInt8], _ limits: ResourceLimits) -> (any Decompressor)? {
    let chunkSize = 1 << 16
    switch self {
    case .brotli: return BrotliDecompressor(chunkSize: chunkSize)
    case .zstd: return ZstdDecompressor(chunkSize: chunkSize, windowBytes: limits.windowBytes)
    case .deflate:
      // The standard means zlib's form; some servers send the bare one.
      let isZlib = body.count > 1 && body[0] & 0x0F == 8 && (Int(body[0]) << 8 | Int(body[1])) % 31 == 0
      return Inflater(isZlib ? .gzipOrZlib : .none, chunkSize: chunkSize)
    case .gzip, .chunked: return Inflater(chunkSize: chunkSize)
    }
  }

  private func rejection(_ reason: Rejection.Reason, _ place: String, _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: place, detail: detail)
  }
}

/// The chunked transfer of HTTP/1.1.
enum Chunks {
  /// `body` with its chunks joined; as it is where it does not begin with a chunk.
  ///
  /// - Throws: `Rejection`: truncated, malformed.
  static func joined(_ body: [UInt8], place: String) throws(Rejection) -> [UInt8] {
    guard size(body, at: 0) != nil else { return body }
    var output: [UInt8] = []
    output.reserveCapacity(body.count)
    var index = 0
    while true {
      guard let (size, start) = size(body, at: index) else {
        throw Rejection(
          stage: .reading, reason: index >= body.count ? .truncated : .malformed, place: place,
          detail: index >= body.count ? "the last chunk of the body is missing" : "a chunk of the body has no size")
      }
      if size == 0 { return output }
      guard size <= body.count - start else {
        throw Rejection(stage: .reading, reason: .truncated, place: place, detail: "a chunk of the body is cut")
      }
      output += body[start..<(start + size)]
      index = start + size
      if index < body.count, body[index] == 0x0D { index += 1 }
      if index < body.count, body[index] == 0x0A { index += 1 }
    }
  }

  /// The size on the line at `index` and the offset after that line.
  private static func size(_ body: [UInt8], at index: Int) -> (size: Int, start: Int)? {
    guard let end = body.index(of: 0x0A, from: index), end - index < 1024 else { return nil }
    let digits = body[index..<end].prefix { isHexadecimal($0) }
    let rest = body[(index + digits.count)..<end].first { $0 != 0x20 && $0 != 0x09 }
    guard !digits.isEmpty, digits.count <= 12, rest == nil || rest == 0x0D || rest == UInt8(ascii: ";"),
      let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    return (size, end + 1)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }
}
