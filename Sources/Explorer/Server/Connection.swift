import Glibc

/// One client: its request as far as it has come, then its answer as far as it has gone.
struct Connection {
  enum State {
    case reading, answering, writing
    /// The answer is sent; what the client still sends is thrown away, so that it gets to read the answer.
    case closing
  }

  let descriptor: Int32
  private(set) var state = State.reading
  /// When it is closed whatever it does.
  private(set) var deadline: ContinuousClock.Instant
  private var input: [UInt8] = []
  /// Bytes of input from which on it is worth looking at.
  private var expected = 0
  private var output: [UInt8] = []
  private var sent = 0

  init(_ descriptor: Int32, deadline: ContinuousClock.Instant) {
    self.descriptor = descriptor
    self.deadline = deadline
  }

  /// What `poll` is to wait for; nothing while the answer is made.
  var events: Int16? {
    switch state {
    case .reading, .closing: Int16(POLLIN)
    case .writing: Int16(POLLOUT)
    case .answering: nil
    }
  }

  /// Takes in what has come.
  ///
  /// - Returns: Whether the client is still there, and its request once that is whole.
  mutating func receive(_ limits: ServerLimits) -> (isOpen: Bool, outcome: RequestParser.Outcome?) {
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    if count < 0 { return (errno == EAGAIN || errno == EINTR, nil) }
    if count == 0 { return (false, nil) }
    if state == .closing { return (true, nil) }
    input += chunk[..<count]
    guard input.count >= expected else { return (true, nil) }
    let outcome = RequestParser.parse(input, limits: limits)
    if case .incomplete(let atLeast) = outcome {
      expected = atLeast
      return (true, nil)
    }
    input = []
    state = .answering
    deadline = .now + .seconds(3600)
    return (true, outcome)
  }

  /// Begins to send.
  mutating func reply(_ bytes: [UInt8], deadline: ContinuousClock.Instant) {
    (state, output, sent, self.deadline) = (.writing, bytes, 0, deadline)
  }

  /// Sends what the client takes without waiting.
  ///
  /// - Returns: false if the client is gone.
  mutating func send() -> Bool {
    while sent < output.count {
      let count = output[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      sent += count
    }
    output = []
    state = .closing
    deadline = .now + .seconds(2)
    return shutdown(descriptor, Int32(SHUT_WR)) == 0
  }

  /// Makes reading and writing return at once.
  static func neverWait(_ descriptor: Int32) -> Bool {
    fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
  }
}
