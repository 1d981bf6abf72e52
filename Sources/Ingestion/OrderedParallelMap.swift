import Dispatch
import Synchronization

/// Maps a sequence on several threads and hands the results on in input order, a bounded window at a time.
public struct OrderedParallelMap: Sendable {
  /// Number of threads that read and transform.
  public let jobs: Int
  /// Elements held at once.
  let window: Int

  /// - Parameters:
  ///   - jobs: Threads; at least 1.
  ///   - window: Elements in flight; the default keeps threads busy while results are written.
  public init(jobs: Int, window: Int? = nil) {
    self.jobs = max(1, jobs)
    self.window = max(1, window ?? self.jobs * 32)
  }

  /// Calls `emit` with the image of every element, in order, on the calling thread.
  ///
  /// With one job the calling thread does all the work. With more, that many others take elements, one thread at a time,
  /// and transform them; an image is handed on as soon as it and those before it are there, whether or not the next
  /// element has come.
  ///
  /// - Throws: What `emit` throws; transformations that are under way then end by themselves.
  public func run<Elements: Sequence, Image: Sendable>(
    _ elements: Elements, _ transform: @escaping @Sendable (Elements.Element) -> Image, emit: (Image) throws -> Void
  ) rethrows {
    var iterator = elements.makeIterator()
    if jobs == 1 {
      while let element = iterator.next() { try emit(transform(element)) }
      return
    }
    let conveyor = Conveyor<Elements.Iterator, Image>(iterator, window: window)
    for _ in 0..<jobs {
      DispatchQueue.global().async { conveyor.work(transform) }
    }
    try conveyor.emit(emit)
  }
}

/// Elements on their way through a ring of slots, one for each in the window.
///
/// What changes is touched by one thread at a time: the iterator and the count under `intake`, a slot by the thread
/// that took its element and then, after the signal, by the one that emits.
private final class Conveyor<Elements: IteratorProtocol, Image: Sendable>: @unchecked Sendable {
  private final class Slot {
    /// nil when it is signalled: there are no more elements.
    var image: Image?
    let ready = DispatchSemaphore(value: 0)
  }

  private var elements: Elements
  private var taken = 0
  private let intake = Mutex(())
  private let slots: [Slot]
  /// Counts the slots that are free.
  private let room = DispatchSemaphore(value: 0)
  private let hasEnded = Atomic(false)

  init(_ elements: Elements, window: Int) {
    self.elements = elements
    slots = (0..<window).map { _ in Slot() }
    for _ in slots { room.signal() }
  }

  /// Takes elements and transforms them until there are no more.
  func work(_ transform: (Elements.Element) -> Image) {
    while let (element, slot) = take() {
      slot.image = transform(element)
      slot.ready.signal()
    }
    // Wakes the next thread that waits for room.
    room.signal()
  }

  private func take() -> (Elements.Element, Slot)? {
    room.wait()
    return intake.withLock { _ in
      guard !hasEnded.load(ordering: .acquiring) else { return nil }
      let slot = slots[taken % slots.count]
      taken += 1
      if let element = elements.next() { return (element, slot) }
      hasEnded.store(true, ordering: .releasing)
      slot.ready.signal()
      return nil
    }
  }

  /// Hands on the images in order, until there are no more or `body` throws.
  func emit(_ body: (Image) throws -> Void) rethrows {
    defer {
      hasEnded.store(true, ordering: .releasing)
      room.signal()
    }
    var emitted = 0
    while true {
      let slot = slots[emitted % slots.count]
      emitted += 1
      slot.ready.wait()
      guard let image = slot.image else { return }
      slot.image = nil
      room.signal()
      try body(image)
    }
  }
}
