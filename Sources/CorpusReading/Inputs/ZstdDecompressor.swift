import CZstd

/// Decompresses Zstandard frames, by libzstd.
///
/// libzstd forgets what a call yielded when it meets damage later in the same call. So it gets no more at once than ends
/// one block or header: what is yielded before damage does not depend on how the bytes arrive.
final class ZstdDecompressor: Decompressor {
  let name = "Zstandard"
  private let context: OpaquePointer
  private var output: [UInt8]
  private let windowBytes: Int
  /// Most bytes that the next call may take.
  private var portion = 1
  private var hasPendingOutput = false

  /// libzstd asks for a block together with the header of the one behind it.
  private static let blockHeaderBytes = 3

  /// - Parameters:
  ///   - chunkSize: Bytes that one step yields at most.
  ///   - windowBytes: Memory that a frame may ask for, rounded down to a power of two (limit windowBytes).
  /// It is nil where libzstd finds no memory.
  init?(chunkSize: Int, windowBytes: Int) {
    guard let context = ZSTD_createDCtx() else { return nil }
    self.context = context
    self.windowBytes = windowBytes
    output = [UInt8](repeating: 0, count: chunkSize)
    let log = Int32(Int.bitWidth - 1 - max(1 << 10, windowBytes).leadingZeroBitCount)
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, log)
  }

  deinit { ZSTD_freeDCtx(context) }

  func reset() {
    ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    (portion, hasPendingOutput) = (1, false)
  }

  func step(
    _ input: [UInt8], _ offset: inout Int, upTo end: Int, into buffer: inout [UInt8]
  ) -> (step: DecompressionStep, isFull: Bool) {
    let start = offset
    let end = hasPendingOutput ? start : min(end, start + portion)
    let (status, used, made) = input.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        var from = ZSTD_inBuffer(src: source.baseAddress, size: end, pos: start)
        var to = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        let status = ZSTD_decompressStream(context, &to, &from)
        return (status, from.pos, to.pos)
      }
    }
    offset = used
    buffer += output[..<made]
    if ZSTD_isError(status) != 0 {
      if ZSTD_getErrorCode(status) == ZSTD_error_frameParameter_windowTooLarge {
        return (.tooLarge("needs a window of more than \(windowBytes) bytes (limit windowBytes)"), false)
      }
      return (.corrupt(String(cString: ZSTD_getErrorName(status))), false)
    }
    portion = max(1, status - Self.blockHeaderBytes)
    hasPendingOutput = status != 0 && made == output.count
    return (status == 0 ? .memberEnd : .more, hasPendingOutput)
  }
}
