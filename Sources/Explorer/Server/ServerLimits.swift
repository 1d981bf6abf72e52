import CorpusModel

/// What a client of the explorer may use.
///
/// A browser on this computer needs far less of each; whoever needs more is closed, so that others are answered.
public struct ServerLimits: Sendable, Equatable {
  /// Bytes of the request line with all header fields.
  public var headBytes = 16 << 10
  /// Bytes of a form; a review is far smaller.
  public var formBytes = 64 << 10
  /// Connections at once; one more closes the one that has been sending or reading the longest.
  public var connections = 128
  /// Answers that are worked on at once.
  public var workers = 4
  /// Seconds from the connection to the end of its request.
  public var requestSeconds = 10.0
  /// Seconds in which an answer must be taken.
  public var answerSeconds = 60.0

  public init() {}

  /// All limits with what they hold back.
  public var all: [ResourceLimit] {
    [
      ResourceLimit("headBytes", headBytes, "bytes", "request line and header fields"),
      ResourceLimit("formBytes", formBytes, "bytes", "a form"),
      ResourceLimit("connections", connections, "connections", "at once; one more closes the oldest"),
      ResourceLimit("workers", workers, "answers", "worked on at once"),
      ResourceLimit("requestSeconds", requestSeconds, "seconds", "until the request is whole"),
      ResourceLimit("answerSeconds", answerSeconds, "seconds", "until the answer is taken"),
    ]
  }
}
