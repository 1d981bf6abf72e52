import Glibc

/// All connections, in one thread.
struct Loop {
  private let listener: Int32
  private let limits: ServerLimits
  private let answers: Answers
  private var connections: [Int: Connection] = [:]
  private var nextID = 0
  /// Whole requests that wait for a worker, in the order in which they came.
  private var waiting: [(id: Int, request: ExplorerRequest)] = []
  private var working = 0

  init(listener: Int32, limits: ServerLimits, answers: Answers) {
    self.listener = listener
    self.limits = limits
    self.answers = answers
  }

  /// Waits until something happens and does all that can be done without waiting.
  ///
  /// - Returns: Requests for the workers; each must come back through `answers`.
  mutating func turn() throws -> [(id: Int, request: ExplorerRequest)] {
    var polled = [
      pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
      pollfd(fd: answers.wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    var ids: [Int] = []
    for (id, connection) in connections {
      guard let events = connection.events else { continue }
      polled.append(pollfd(fd: connection.descriptor, events: events, revents: 0))
      ids.append(id)
    }
    if poll(&polled, nfds_t(polled.count), timeout()) < 0, errno != EINTR { throw ExplorerServer.Fault("poll") }
    for (id, state) in zip(ids, polled[2...]) where state.revents != 0 { serve(id) }
    for (id, bytes) in answers.take() {
      working -= 1
      reply(id, bytes)
    }
    closeOverdue()
    if polled[0].revents != 0 { acceptAll() }
    let free = min(waiting.count, limits.workers - working)
    defer { waiting.removeFirst(free) }
    working += free
    return Array(waiting.prefix(free))
  }

  mutating func closeAll() {
    for id in Array(connections.keys) { drop(id) }
  }

  private mutating func acceptAll() {
    while true {
      let descriptor = accept(listener, nil, nil)
      if descriptor < 0 {
        // Without a descriptor to spare the oldest client makes room, else the same would be reported at once again.
        if errno == EMFILE || errno == ENFILE { dropOldest() }
        return
      }
      guard Connection.neverWait(descriptor), connections.count < limits.connections || dropOldest() else {
        close(descriptor)
        continue
      }
      connections[nextID] = Connection(descriptor, deadline: .now + .seconds(limits.requestSeconds))
      nextID += 1
      serve(nextID - 1)
    }
  }

  /// Reads from or writes to a client.
  private mutating func serve(_ id: Int) {
    guard var connection = connections[id] else { return }
    switch connection.state {
    case .writing:
      guard connection.send() else { return drop(id) }
      connections[id] = connection
    case .reading, .closing:
      let (isOpen, outcome) = connection.receive(limits)
      guard isOpen else { return drop(id) }
      connections[id] = connection
      switch outcome {
      case nil, .incomplete: break
      case .request(let request): waiting.append((id, request))
      case .refused(let status, let text): reply(id, Gatekeeper.response(status, text).bytes(withBody: true))
      }
    case .answering: break
    }
  }

  private mutating func reply(_ id: Int, _ bytes: [UInt8]) {
    connections[id]?.reply(bytes, deadline: .now + .seconds(limits.answerSeconds))
    serve(id)
  }

  private mutating func closeOverdue() {
    let now = ContinuousClock.now
    for (id, connection) in connections where connection.deadline <= now { drop(id) }
  }

  /// Closes the oldest connection that is not being answered.
  @discardableResult
  private mutating func dropOldest() -> Bool {
    guard let id = connections.filter({ $0.value.state != .answering }).keys.min() else { return false }
    drop(id)
    return true
  }

  private mutating func drop(_ id: Int) {
    guard let connection = connections.removeValue(forKey: id) else { return }
    close(connection.descriptor)
  }

  /// Milliseconds until the first deadline.
  private func timeout() -> Int32 {
    guard let first = connections.values.map(\.deadline).min() else { return -1 }
    let (seconds, attoseconds) = max(.zero, first - .now).components
    return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }
}
