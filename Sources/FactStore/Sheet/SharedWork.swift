import Dispatch
import Synchronization

/// Work that several threads share.
public enum SharedWork {
  /// What `body` makes of each part of `0..<count`, in their order.
  ///
  /// - Parameters:
  ///   - count: Length of the whole.
  ///   - parts: Most parts, of about one length; with one thread there is one part.
  ///   - jobs: Threads, the calling one among them.
  ///   - body: Called once for each part, on several threads at a time.
  /// - Returns: An image a part.
  /// - Throws: What `body` throws for the first part for which it does.
  public static func map<Image: Sendable, Fault: Error>(
    _ count: Int, parts: Int, jobs: Int, _ body: @Sendable (Range<Int>) throws(Fault) -> Image
  ) throws(Fault) -> [Image] {
    let parts = jobs > 1 ? min(parts, count) : 1
    guard parts > 1 else { return [try body(0..<count)] }
    let results = Mutex([Result<Image, Fault>?](repeating: nil, count: parts))
    let taken = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, parts)) { _ in
      while true {
        let part = taken.add(1, ordering: .relaxed).oldValue
        guard part < parts else { return }
        let range = count * part / parts..<count * (part + 1) / parts
        let result = Result { () throws(Fault) in try body(range) }
        results.withLock { $0[part] = result }
      }
    }
    var images: [Image] = []
    for case let result? in results.withLock({ $0 }) { images.append(try result.get()) }
    return images
  }
}
