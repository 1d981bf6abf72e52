@preconcurrency import Glibc
import Synchronization

/// An end that was asked for with SIGTERM.
enum Termination {
  private static let requested = Atomic(false)

  /// Whether the signal came.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From now on SIGTERM ends the run after the record in hand.
  ///
  /// The handler also puts an ended input in the place of standard input, so that a run that waits for records wakes up.
  static func waitForRecord() {
    requested.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      Termination.requested.store(true, ordering: .relaxed)
      let nothing = open("/dev/null", O_RDONLY)
      if nothing >= 0 { dup2(nothing, 0) }
    }
    // Without SA_RESTART a read that waits is interrupted.
    sigaction(SIGTERM, &action, nil)
    // A parent may have started this program with the signal blocked.
    var term = sigset_t()
    sigemptyset(&term)
    sigaddset(&term, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &term, nil)
  }
}

/// A sequence that ends when the run is asked to end.
struct UntilTermination<Base: Sequence>: Sequence {
  let base: Base

  func makeIterator() -> Iterator { Iterator(base: base.makeIterator()) }

  struct Iterator: IteratorProtocol {
    var base: Base.Iterator

    mutating func next() -> Base.Element? {
      guard !Termination.isRequested else { return nil }
      let element = base.next()
      // What came while the input was being cut off may be half a record.
      return Termination.isRequested ? nil : element
    }
  }
}
