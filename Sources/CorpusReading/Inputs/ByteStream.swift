import CorpusModel
import Glibc

/// The bytes of one input in bounded chunks, decompressed where they begin as gzip.
final class ByteStream {
  private let descriptor: Int32
  private let place: String
  private let limits: ResourceLimits
  private let chunkSize: Int
  private let isNamedGzip: Bool

  private var input: [UInt8] = []
  private var offset = 0
  private var hasBegun = false
  private var hasEnded = false

  private var inflater: Inflater?
  private var isInsideMember = true
  private var hasPendingOutput = false
  private var compressedCount = 0
  private var decompressedCount = 0

  /// Growth is judged by ratio only past this many bytes: small pages compress well.
  private static let ratioGrace = 10_000_000

  /// - Throws: `Rejection` (unreadable).
  init(_ file: InputFile, limits: ResourceLimits, chunkSize: Int) throws(Rejection) {
    place = file.shownPath
    self.limits = limits
    self.chunkSize = max(1, chunkSize)
    isNamedGzip = file.path.suffix(3).elementsEqual(".gz".utf8)
    descriptor = file.isStandardInput ? 0 : InputWalk.withCPath(file.path) { open($0, O_RDONLY | O_CLOEXEC) }
    if descriptor < 0 { throw rejection(.unreadable, "cannot be opened: \(InputWalk.systemError())") }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// Appends the next bytes to `buffer`; what was appended before an error stays.
  ///
  /// - Returns: false at the end.
  /// - Throws: `Rejection`: unreadable, truncated, malformed, tooLarge.
  func append(to buffer: inout [UInt8]) throws(Rejection) -> Bool {
    if !hasBegun { try begin() }
    if inflater != nil { return try appendInflated(to: &buffer) }
    if offset == input.count { guard try fill() else { return false } }
    buffer += input[offset...]
    offset = input.count
    return true
  }

  /// Reads until the first bytes tell whether this is gzip.
  private func begin() throws(Rejection) {
    hasBegun = true
    let magic: [UInt8] = [0x1F, 0x8B, 0x08]
    var head: [UInt8] = []
    while head.count < magic.count, try fill() { head += input }
    input = head
    offset = 0
    if head.starts(with: magic) {
      inflater = Inflater(chunkSize: chunkSize)
      if inflater == nil { throw rejection(.unreadable, "there is no memory to decompress it") }
    } else if isNamedGzip, !head.isEmpty {
      if magic.starts(with: head) { throw rejection(.truncated, "the gzip data end inside the first header") }
      throw rejection(.malformed, "is named .gz but does not begin as gzip")
    }
  }

  /// Replaces `input` by the next raw bytes; false at the end.
  private func fill() throws(Rejection) -> Bool {
    offset = 0
    input.removeAll(keepingCapacity: true)
    while !hasEnded {
      var failure: Int32 = 0
      let descriptor = descriptor
      input = [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, buffer.count)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == EINTR { continue }
      if failure != 0 { throw rejection(.unreadable, "cannot be read: \(String(cString: strerror(failure)))") }
      compressedCount += input.count
      if input.isEmpty { hasEnded = true }
      return !hasEnded
    }
    return false
  }

  private func appendInflated(to buffer: inout [UInt8]) throws(Rejection) -> Bool {
    let before = buffer.count
    while buffer.count == before {
      if offset == input.count, !hasPendingOutput {
        guard try fill() else {
          if isInsideMember { throw rejection(.truncated, "the gzip data end inside a member") }
          return false
        }
      }
      try inflateOnce(into: &buffer)
    }
    return true
  }

  private func inflateOnce(into buffer: inout [UInt8]) throws(Rejection) {
    guard let inflater else { return }
    if !isInsideMember {
      // Between members zeros are padding; anything else must begin another member.
      while offset < input.count, input[offset] == 0 { offset += 1 }
      if offset == input.count { return }
      inflater.reset()
      isInsideMember = true
    }
    let before = buffer.count
    let (step, isFull) = inflater.step(input, &offset, into: &buffer)
    hasPendingOutput = isFull
    decompressedCount += buffer.count - before
    try checkGrowth()
    switch step {
    case .more: break
    case .memberEnd: isInsideMember = false
    case .corrupt(let message): throw rejection(.malformed, "the gzip data are damaged: \(message)")
    }
  }

  private func checkGrowth() throws(Rejection) {
    if decompressedCount > limits.decompressedBytes {
      throw rejection(.tooLarge, "grows over \(limits.decompressedBytes) bytes (limit decompressedBytes)")
    }
    if decompressedCount > Self.ratioGrace, decompressedCount / limits.compressionRatio > compressedCount {
      throw rejection(
        .tooLarge, "grows over \(limits.compressionRatio) times its compressed size (limit compressionRatio)")
    }
  }

  private func rejection(_ reason: Rejection.Reason, _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: place, detail: detail)
  }
}
