import Dispatch
import Synchronization

/// Maps a sequence on several threads and hands the results on in input order, a bounded window at a time.
public struct OrderedParallelMap: Sendable {
  /// Number of threads.
  public let jobs: Int
  /// Elements held at once.
  let window: Int

  /// - Parameters:
  ///   - jobs: Threads; at least 1.
  ///   - window: Elements in flight; the default keeps threads busy while results are written.
  public init(jobs: Int, window: Int? = nil) {
    self.jobs = max(1, jobs)
    self.window = window ?? max(1, jobs) * 32
  }

  /// Calls `emit` with the image of every element, in order, on the calling thread.
  ///
  /// - Throws: What `emit` throws; the elements after it are not taken.
  public func run<Element: Sendable, Image: Sendable>(
    _ elements: some Sequence<Element>, _ transform: @Sendable (Element) -> Image, emit: (Image) throws -> Void
  ) rethrows {
    var iterator = elements.makeIterator()
    if jobs == 1 {
      while let element = iterator.next() { try emit(transform(element)) }
      return
    }
    var batch: [Element] = []
    while true {
      batch.removeAll(keepingCapacity: true)
      while batch.count < window, let element = iterator.next() { batch.append(element) }
      if batch.isEmpty { return }
      for image in map(batch, transform) { try emit(image) }
    }
  }

  private func map<Element: Sendable, Image: Sendable>(
    _ batch: [Element], _ transform: @Sendable (Element) -> Image
  ) -> [Image] {
    let images = Mutex([Image?](repeating: nil, count: batch.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, batch.count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= batch.count { return }
        let image = transform(batch[index])
        images.withLock { $0[index] = image }
      }
    }
    return images.withLock { $0.compactMap { $0 } }
  }
}
