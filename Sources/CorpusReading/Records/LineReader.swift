import CorpusModel

/// Splits a stream at LF into lines of bounded length.
struct LineReader {
  private let stream: any ByteSource
  private let path: String
  private let limit: Int
  private var buffer: [UInt8]
  private var start = 0
  private var scanned = 0
  private var number = 0
  private var isSkipping = false
  private var hasEnded = false
  private var failure: Rejection?

  /// - Parameters:
  ///   - stream: Where the bytes after `head` come from.
  ///   - head: Bytes taken from the stream already.
  ///   - failure: The fault that ended the stream while the head was taken.
  ///   - path: Named by rejections.
  ///   - limit: Length over which a line is rejected instead of held.
  init(_ stream: any ByteSource, head: [UInt8], failure: Rejection?, path: String, limit: Int) {
    self.stream = stream
    self.path = path
    self.limit = limit
    buffer = head
    if let failure { breakOff(failure) }
  }

  /// The next line that is not blank, with its number; a line over the limit is a rejection, and so is the end of a
  /// stream that broke off: the incomplete line before it is not a record.
  mutating func next() -> Result<(number: Int, bytes: [UInt8]), Rejection>? {
    while true {
      if let end = lineEnd() {
        if let result = take(upTo: end) { return result }
        continue
      }
      if hasEnded {
        if let rejection = failure {
          failure = nil
          return .failure(rejection)
        }
        guard start < buffer.count || isSkipping else { return nil }
        if let result = take(upTo: buffer.count) { return result }
        return nil
      }
      refill()
    }
  }

  private mutating func lineEnd() -> Int? {
    let end = buffer.index(of: 0x0A, from: scanned)
    scanned = end ?? buffer.count
    return end
  }

  private mutating func take(upTo end: Int) -> Result<(number: Int, bytes: [UInt8]), Rejection>? {
    number += 1
    let line = buffer[start..<end]
    defer {
      start = min(end + 1, buffer.count)
      scanned = start
      isSkipping = false
    }
    if isSkipping || line.count > limit {
      return .failure(
        Rejection(
          stage: .reading, reason: .tooLarge, place: "\(path):\(number)",
          detail: "the line is longer than \(limit) bytes (limit documentBytes)"))
    }
    return line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ? nil : .success((number, Array(line)))
  }

  private mutating func refill() {
    if isSkipping || buffer.count - start > limit {
      isSkipping = true
      start = buffer.count
    }
    buffer.removeFirst(start)
    start = 0
    scanned = buffer.count
    do throws(Rejection) {
      hasEnded = try !stream.append(to: &buffer)
    } catch { breakOff(error) }
  }

  /// Ends the stream; the unfinished line is dropped, the whole lines before it are still handed out.
  private mutating func breakOff(_ rejection: Rejection) {
    hasEnded = true
    failure = rejection
    let whole = buffer.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    buffer.removeSubrange(whole...)
    scanned = min(scanned, whole)
    if whole == 0 { isSkipping = false }
  }
}
