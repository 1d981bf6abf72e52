import CBrotli

/// Decompresses one Brotli stream.
final class BrotliDecompressor: Decompressor {
  let name = "Brotli"
  private var state: OpaquePointer
  private var output: [UInt8]

  /// It is nil where there is no memory.
  init?(chunkSize: Int) {
    guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else { return nil }
    self.state = state
    output = [UInt8](repeating: 0, count: chunkSize)
  }

  deinit { BrotliDecoderDestroyInstance(state) }

  func reset() {
    guard let fresh = BrotliDecoderCreateInstance(nil, nil, nil) else { return }
    BrotliDecoderDestroyInstance(state)
    state = fresh
  }

  func step(
    _ input: [UInt8], _ offset: inout Int, upTo end: Int, into buffer: inout [UInt8]
  ) -> (step: DecompressionStep, isFull: Bool) {
    let start = offset
    let (status, left, room) = input.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var left = end - start
        var room = target.count
        var next = source.baseAddress.map { $0 + start }
        var free = target.baseAddress
        let status = BrotliDecoderDecompressStream(state, &left, &next, &room, &free, nil)
        return (status, left, room)
      }
    }
    offset = end - left
    buffer += output[..<(output.count - room)]
    switch status {
    case BROTLI_DECODER_RESULT_SUCCESS: return (.memberEnd, false)
    case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return (.more, false)
    case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: return (.more, true)
    default: return (.corrupt(String(cString: BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state)))), false)
    }
  }
}
