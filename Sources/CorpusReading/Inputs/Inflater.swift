import CZlib

/// Decompresses what DEFLATE packed, by zlib.
final class Inflater: Decompressor {
  /// What stands around the packed data; the numbers are zlib's window bits.
  enum Wrapper: Int32 {
    case gzipOrZlib = 47
    case none = -15
  }

  let name: String
  // zlib keeps the address of its stream, so it may not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var output: [UInt8]

  /// It is nil where zlib finds no memory.
  init?(_ wrapper: Wrapper = .gzipOrZlib, chunkSize: Int) {
    name = wrapper == .gzipOrZlib ? "gzip" : "deflate"
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = [UInt8](repeating: 0, count: chunkSize)
    guard zd_inflate_init(stream, wrapper.rawValue) == Z_OK else { return nil }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func reset() { inflateReset(stream) }

  func step(
    _ input: [UInt8], _ offset: inout Int, upTo end: Int, into buffer: inout [UInt8]
  ) -> (step: DecompressionStep, isFull: Bool) {
    let start = offset
    let (status, left, room) = input.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + start })
        stream.pointee.avail_in = UInt32(end - start)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        let status = inflate(stream, Z_NO_FLUSH)
        return (status, Int(stream.pointee.avail_in), Int(stream.pointee.avail_out))
      }
    }
    offset = end - left
    buffer += output[..<(output.count - room)]
    switch status {
    case Z_OK, Z_BUF_ERROR: return (.more, room == 0)
    case Z_STREAM_END: return (.memberEnd, false)
    default: return (.corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)"), false)
    }
  }
}
