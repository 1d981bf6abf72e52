import Dispatch
import Glibc
import Synchronization

/// Serves an explorer on this computer's loopback address, and nowhere else.
///
/// One thread waits for all sockets at once and never for a single one, so a slow client holds up nobody; the answers are
/// worked out by a few others. Each connection has one request. A client meets `ServerLimits`: the oldest unfinished
/// connection makes room for a new one, so a good client is answered however many bad ones there are.
public final class ExplorerServer: Sendable {
  /// Why there is no server.
  public struct Fault: Error, CustomStringConvertible {
    public var description: String

    init(_ call: String) { description = "\(call): \(String(cString: strerror(errno)))" }
  }

  private let answer: @Sendable (ExplorerRequest) -> ExplorerResponse
  private let limits: ServerLimits
  private let port: UInt16
  private let answers: Answers

  /// - Parameters:
  ///   - explorer: Answers requests.
  ///   - gate: For the same port.
  ///   - port: From 1 to 65535.
  ///   - limits: Of each client.
  /// - Throws: `Fault` if the system has no pipes left.
  public convenience init(
    _ explorer: Explorer, gate: Gatekeeper, port: UInt16, limits: ServerLimits = ServerLimits()
  ) throws {
    try self.init({ gate.refusal(of: $0) ?? explorer.response(to: $0) }, port: port, limits: limits)
  }

  init(_ answer: @escaping @Sendable (ExplorerRequest) -> ExplorerResponse, port: UInt16, limits: ServerLimits) throws {
    self.answer = answer
    self.port = port
    self.limits = limits
    answers = try Answers()
  }

  /// Listens until `stop`.
  ///
  /// - Parameter onReady: Called once requests are answered.
  /// - Throws: `Fault`, such as a port that is taken.
  public func run(onReady: () -> Void) throws {
    let listener = try Self.listen(port)
    defer { close(listener) }
    var loop = Loop(listener: listener, limits: limits, answers: answers)
    onReady()
    while !answers.isStopped {
      for (id, request) in try loop.turn() {
        // A queue of its own has a thread whatever else the process waits for; the loop bounds their number.
        DispatchQueue(label: "explorer.answer").async { [answer, answers] in
          answers.add(id, answer(request).bytes(withBody: request.method != "HEAD"))
        }
      }
    }
    loop.closeAll()
  }

  /// Ends `run`, from any thread.
  public func stop() { answers.stop() }

  private static func listen(_ port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Fault("socket") }
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard bound == 0, Glibc.listen(descriptor, 128) == 0, Connection.neverWait(descriptor) else {
      let fault = Fault("listen")
      close(descriptor)
      throw fault
    }
    return descriptor
  }
}

/// What the workers hand back, and a pipe that wakes the waiting thread.
final class Answers: Sendable {
  private let made = Mutex<(bytes: [(id: Int, bytes: [UInt8])], isStopped: Bool)>(([], false))
  let wakeUp: Int32
  private let bell: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, ends.allSatisfy(Connection.neverWait) else { throw ExplorerServer.Fault("pipe") }
    (wakeUp, bell) = (ends[0], ends[1])
  }

  deinit {
    close(wakeUp)
    close(bell)
  }

  var isStopped: Bool { made.withLock { $0.isStopped } }

  func add(_ id: Int, _ bytes: [UInt8]) {
    made.withLock { $0.bytes.append((id, bytes)) }
    ring()
  }

  func stop() {
    made.withLock { $0.isStopped = true }
    ring()
  }

  func take() -> [(id: Int, bytes: [UInt8])] {
    var waste = [UInt8](repeating: 0, count: 256)
    while read(wakeUp, &waste, waste.count) > 0 {}
    return made.withLock { state in
      defer { state.bytes = [] }
      return state.bytes
    }
  }

  /// A full pipe rings already.
  private func ring() {
    var byte: UInt8 = 1
    _ = write(bell, &byte, 1)
  }
}
