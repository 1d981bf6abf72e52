import CZlib

/// Decompresses one gzip member after another.
final class Inflater {
  enum Step: Equatable {
    /// The input is used up, or the output chunk is full.
    case more
    case memberEnd
    case corrupt(String)
  }

  // zlib keeps the address of its stream, so it may not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var output: [UInt8]

  /// - Returns: nil where zlib finds no memory.
  init?(chunkSize: Int) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = [UInt8](repeating: 0, count: chunkSize)
    guard zd_inflate_init_auto(stream) == Z_OK else { return nil }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Prepares for another member.
  func reset() { inflateReset(stream) }

  /// Inflates from `input[offset...]`, at most one output chunk, appended to `buffer`.
  ///
  /// - Returns: What happened, and whether output may still be waiting inside.
  func step(_ input: [UInt8], _ offset: inout Int, into buffer: inout [UInt8]) -> (step: Step, isFull: Bool) {
    let start = offset
    let (status, left, room) = input.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + start })
        stream.pointee.avail_in = UInt32(source.count - start)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        let status = inflate(stream, Z_NO_FLUSH)
        return (status, Int(stream.pointee.avail_in), Int(stream.pointee.avail_out))
      }
    }
    offset = input.count - left
    buffer += output[..<(output.count - room)]
    switch status {
    case Z_OK, Z_BUF_ERROR: return (.more, room == 0)
    case Z_STREAM_END: return (.memberEnd, false)
    default: return (.corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)"), false)
    }
  }
}
