import CorpusModel

/// The bytes of a source, decompressed where they begin as gzip or Zstandard.
final class ByteStream: ByteSource {
  private let source: any ByteSource
  private let growth: Growth
  private let place: String
  private let limits: ResourceLimits
  private let chunkSize: Int
  private let named: Compression?

  private var input: [UInt8] = []
  private var offset = 0
  private var hasBegun = false

  private var decompressor: (any Decompressor)?
  private var isInsideMember = true
  private var hasPendingOutput = false

  /// - Parameters:
  ///   - source: The bytes as they are.
  ///   - root: Where they come from in the end; growth is judged by what was read from it.
  ///   - name: Its extension promises a compression.
  ///   - place: Named by rejections.
  ///   - limits: Of them those of decompression hold.
  ///   - chunkSize: Bytes in flight.
  init(
    _ source: any ByteSource, of root: any RootSource, name: [UInt8], place: String, limits: ResourceLimits,
    chunkSize: Int
  ) {
    self.source = source
    growth = Growth(of: root, limits: limits)
    self.place = place
    self.limits = limits
    self.chunkSize = max(1, chunkSize)
    named = Compression(name: name)
  }

  func append(to buffer: inout [UInt8]) throws(Rejection) -> Bool {
    if !hasBegun { try begin() }
    if let decompressor { return try append(to: &buffer, by: decompressor) }
    if offset == input.count { return try source.append(to: &buffer) }
    buffer += input[offset...]
    offset = input.count
    return true
  }

  /// Reads until the first bytes tell whether this is compressed.
  private func begin() throws(Rejection) {
    hasBegun = true
    while input.count < Compression.magicSize, try source.append(to: &input) {}
    if let compression = Compression(content: input) {
      decompressor = compression.decompressor(chunkSize: chunkSize, limits: limits)
      if decompressor == nil { throw rejection(.unreadable, "there is no memory to decompress it") }
    } else if let named, !input.isEmpty {
      if named.magic.starts(with: input) {
        throw rejection(.truncated, "the \(named.name) data end inside the first header")
      }
      throw rejection(.malformed, "is named .\(named.rawValue) but does not begin as \(named.name)")
    }
  }

  private func append(to buffer: inout [UInt8], by decompressor: any Decompressor) throws(Rejection) -> Bool {
    let before = buffer.count
    while buffer.count == before {
      if offset == input.count, !hasPendingOutput {
        offset = 0
        input.removeAll(keepingCapacity: true)
        guard try source.append(to: &input) else {
          if isInsideMember { throw rejection(.truncated, "the \(decompressor.name) data end inside a member") }
          return false
        }
      }
      try decompressOnce(into: &buffer, by: decompressor)
    }
    return true
  }

  private func decompressOnce(into buffer: inout [UInt8], by decompressor: any Decompressor) throws(Rejection) {
    if !isInsideMember {
      // Between members zeros are padding; anything else must begin another member.
      while offset < input.count, input[offset] == 0 { offset += 1 }
      if offset == input.count { return }
      decompressor.reset()
      isInsideMember = true
    }
    let before = buffer.count
    let (step, isFull) = decompressor.step(input, &offset, upTo: input.count, into: &buffer)
    hasPendingOutput = isFull
    if let fault = growth.fault(after: buffer.count - before) { throw rejection(.tooLarge, fault) }
    switch step {
    case .more: break
    case .memberEnd: isInsideMember = false
    case .corrupt(let message): throw rejection(.malformed, "the \(decompressor.name) data are damaged: \(message)")
    case .tooLarge(let message): throw rejection(.tooLarge, message)
    }
  }

  private func rejection(_ reason: Rejection.Reason, _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: place, detail: detail)
  }
}

/// Compressions that whole inputs come in; the raw value is the extension of their names.
enum Compression: String, CaseIterable {
  case gzip = "gz"
  case zstd = "zst"

  /// Bytes that tell one from another.
  static let magicSize = 4

  var magic: [UInt8] { self == .gzip ? [0x1F, 0x8B, 0x08] : [0x28, 0xB5, 0x2F, 0xFD] }
  var name: String { self == .gzip ? "gzip" : "Zstandard" }

  /// By the first bytes.
  init?(content head: [UInt8]) {
    // A Zstandard file may begin with a frame to skip, as those of parallel packers do.
    let isSkippable = head.count >= 4 && head[0] & 0xF0 == 0x50 && head[1..<4].elementsEqual([0x2A, 0x4D, 0x18])
    guard let found = isSkippable ? .zstd : Self.allCases.first(where: { head.starts(with: $0.magic) }) else {
      return nil
    }
    self = found
  }

  /// By the last extension of `name`, in any case.
  init?(name: [UInt8]) {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    self.init(rawValue: name[(dot + 1)...].map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }.string)
  }

  /// - Returns: nil where there is no memory.
  func decompressor(chunkSize: Int, limits: ResourceLimits) -> (any Decompressor)? {
    switch self {
    case .gzip: Inflater(chunkSize: chunkSize)
    case .zstd: ZstdDecompressor(chunkSize: chunkSize, windowBytes: limits.windowBytes)
    }
  }
}
