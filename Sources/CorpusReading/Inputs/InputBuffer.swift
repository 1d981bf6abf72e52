import CorpusModel
import Glibc

/// The bytes of a source that were read and not taken yet.
///
/// It holds what was asked for and one chunk more, and at most the same again of bytes that were taken.
struct InputBuffer {
  private let source: any ByteSource
  /// Those from `start` on are not taken yet.
  private(set) var bytes: [UInt8] = []
  private(set) var start = 0
  private(set) var hasEnded = false
  /// Why the source broke off, until it is told.
  private var failure: Rejection?

  init(_ source: any ByteSource) { self.source = source }

  /// Number of bytes that are there.
  var count: Int { bytes.count - start }

  /// Reads one chunk more; false at the end.
  mutating func fill() -> Bool {
    if hasEnded { return false }
    if start > bytes.count / 2 {
      bytes.removeFirst(start)
      start = 0
    }
    do throws(Rejection) {
      hasEnded = try !source.append(to: &bytes)
    } catch {
      hasEnded = true
      failure = error
    }
    return !hasEnded
  }

  /// Reads until `count` bytes are there; false where the source ends before.
  mutating func has(_ count: Int) -> Bool {
    while self.count < count { if !fill() { return self.count >= count } }
    return true
  }

  /// Takes `count` bytes, which must be there.
  mutating func drop(_ count: Int) { start += count }

  /// Takes `count` bytes unseen; false where the source ends before.
  mutating func skip(_ count: Int) -> Bool {
    var left = count
    while left > self.count {
      left -= self.count
      start = bytes.count
      if !fill() { return left <= self.count && skip(left) }
    }
    start += left
    return true
  }

  /// Takes all that is left unseen, so that a source that breaks off tells it.
  mutating func drain() {
    repeat { start = bytes.count } while fill()
    start = bytes.count
  }

  /// Why the source broke off; nil where it did not, or where that was told already.
  mutating func takeFailure() -> Rejection? {
    defer { failure = nil }
    return failure
  }

  /// Whether the source broke off and that is not told yet.
  var hasFailed: Bool { failure != nil }

  /// Whether the bytes at `start + offset` are `text`.
  func matches(_ text: StaticString, at offset: Int = 0) -> Bool {
    let from = start + offset
    return from + text.utf8CodeUnitCount <= bytes.count
      && text.withUTF8Buffer { $0.elementsEqual(bytes[from..<(from + $0.count)]) }
  }
}
