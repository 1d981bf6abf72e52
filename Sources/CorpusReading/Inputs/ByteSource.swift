import CorpusModel
import Glibc

/// Bytes that come one chunk after another.
protocol ByteSource: AnyObject {
  /// Appends the next bytes to `buffer`; what was appended before an error stays.
  ///
  /// - Returns: false at the end.
  /// - Throws: `Rejection`: unreadable, truncated, malformed, tooLarge.
  func append(to buffer: inout [UInt8]) throws(Rejection) -> Bool
}

/// Bytes as they were given, before anything is undone.
protocol RootSource: ByteSource {
  /// Bytes handed out so far.
  var count: Int { get }
}

/// Bytes in memory, in chunks.
final class MemorySource: RootSource {
  private var chunks: ArraySlice<[UInt8]>
  private(set) var count = 0

  init(_ chunks: [[UInt8]]) { self.chunks = chunks[...] }

  func append(to buffer: inout [UInt8]) -> Bool {
    guard let chunk = chunks.popFirst() else { return false }
    count += chunk.count
    buffer += chunk
    return true
  }
}

/// The bytes of a file or of standard input as they are.
final class FileSource: RootSource {
  private let descriptor: Int32
  private let place: String
  private let chunkSize: Int
  private let meter: ReadMeter?
  /// Bytes read so far.
  private(set) var count = 0

  /// - Throws: `Rejection` (unreadable).
  init(_ file: InputFile, chunkSize: Int, meter: ReadMeter? = nil) throws(Rejection) {
    place = file.shownPath
    self.chunkSize = max(1, chunkSize)
    self.meter = meter
    descriptor = file.isStandardInput ? 0 : InputWalk.withCPath(file.path) { open($0, O_RDONLY | O_CLOEXEC) }
    if descriptor < 0 { throw rejection("cannot be opened: \(InputWalk.systemError())") }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  func append(to buffer: inout [UInt8]) throws(Rejection) -> Bool {
    while true {
      var failure: Int32 = 0
      let descriptor = descriptor
      let chunk = [UInt8](unsafeUninitializedCapacity: chunkSize) { room, count in
        let got = read(descriptor, room.baseAddress, room.count)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == EINTR { continue }
      if failure != 0 { throw rejection("cannot be read: \(String(cString: strerror(failure)))") }
      count += chunk.count
      meter?.bytes.add(chunk.count, ordering: .relaxed)
      if buffer.isEmpty { buffer = chunk } else { buffer += chunk }
      return !chunk.isEmpty
    }
  }

  private func rejection(_ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: .unreadable, place: place, detail: detail)
  }
}
