import Dispatch
import Glibc
import Testing

@testable import Explorer

/// A connection to this computer.
struct Client: ~Copyable {
  private let descriptor: Int32

  init(_ port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(code == 0)
  }

  deinit { close(descriptor) }

  /// Sends what the server takes; one that has closed takes nothing.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      let count = bytes[at...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      at += count
    }
  }

  /// All that comes until the server closes.
  func answer() -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  /// Status of the answer to `text`; nil if the server just closed.
  static func status(_ port: UInt16, _ text: String) throws -> Int? {
    let client = try Client(port)
    client.send(text)
    return client.answer().split(separator: " ").dropFirst().first.flatMap { Int($0) }
  }
}

/// The explorer against clients that mean it no good.
@Suite(.serialized) struct ServerTests {
  /// A running explorer.
  private final class Running {
    let port: UInt16
    private let server: ExplorerServer
    private let fixture: Fixture
    private let ended = DispatchSemaphore(value: 0)

    init(_ limits: ServerLimits = ServerLimits()) throws {
      fixture = try Fixture()
      port = UInt16.random(in: 20_000..<32_000)
      server = try ExplorerServer(
        fixture.explorer, gate: Gatekeeper(port: Int(port), token: Fixture.token), port: port, limits: limits)
      let isReady = DispatchSemaphore(value: 0)
      DispatchQueue(label: "server").async { [server, ended] in
        try? server.run { isReady.signal() }
        ended.signal()
      }
      isReady.wait()
    }

    deinit {
      server.stop()
      ended.wait()
    }

    var good: String { "GET / HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n" }
  }

  @Test func goodAndBadRequestsAreAnswered() throws {
    let server = try Running()
    let port = server.port
    func status(_ line: String, _ fields: String = "", body: String = "") throws -> Int? {
      try Client.status(port, "\(line) HTTP/1.1\r\nHost: localhost:\(port)\r\n\(fields)\r\n\(body)")
    }
    #expect(try status("GET /") == 200)
    #expect(try status("HEAD /facts") == 200)
    #expect(try status("GET /style.css") == 200)
    #expect(try status("GET /..%2f..%2fetc/passwd") == 404)
    #expect(try status("GET /../../etc/passwd") == 404)
    #expect(try status("GET /%00") == 400)
    #expect(try status("DELETE /") == 405)
    #expect(try status("GET /", "Content-Length: 70000\r\n") == 413)
    #expect(try status("GET /?q=" + String(repeating: "a", count: 1 << 20)) == 431)
    #expect(try status("GET /", "X: " + String(repeating: "a", count: 1 << 20) + "\r\n") == 431)
    #expect(try status("POST /review", "Content-Length: 7\r\n", body: "token=x") == 403)
    #expect(try Client.status(port, "nonsense\r\n\r\n") == 400)
    #expect(try status("GET /") == 200)
  }

  /// Before anything is looked up: every path gives the same refusal.
  @Test func anotherSiteReachesNothing() throws {
    let server = try Running()
    let port = server.port
    let hosts = ["evil.example", "evil.example:\(port)", "127.0.0.1", "localhost.evil.example:\(port)", ""]
    var combinations = 0
    for host in hosts + ["localhost:\(port)", "127.0.0.1:\(port)"] {
      for site in ["cross-site", "same-site", "same-origin", nil] {
        for origin in ["http://\(host)", "null", nil] {
          let fields =
            "Host: \(host)\r\n" + (site.map { "Sec-Fetch-Site: \($0)\r\n" } ?? "")
            + (origin.map { "Origin: \($0)\r\n" } ?? "")
          let isOurs = !hosts.contains(host) && (site == nil || site == "same-origin")
          for path in ["/", "/nowhere"] {
            let status = try Client.status(port, "GET \(path) HTTP/1.1\r\n\(fields)\r\n")
            #expect(status == (isOurs ? (path == "/" ? 200 : 404) : 403), "\(fields)")
            combinations += 1
          }
        }
      }
    }
    #expect(combinations == 168)
    let client = try Client(port)
    client.send("GET / HTTP/1.1\r\nHost: localhost:\(port)\r\nOrigin: http://localhost:\(port)\r\n\r\n")
    let answer = client.answer().lowercased()
    #expect(!answer.contains("access-control-") && answer.contains("content-security-policy"))
  }

  @Test func slowClientsKeepNobodyOut() throws {
    var limits = ServerLimits()
    limits.connections = 32
    let server = try Running(limits)
    try hold(200, server)
  }

  /// Opens `count` clients that never end their request, asks, and keeps them open until the answer is there.
  private func hold(_ count: Int, _ server: Running) throws {
    if count == 0 {
      #expect(try Client.status(server.port, server.good) == 200)
      return
    }
    let client = try Client(server.port)
    client.send("GET / HTTP/1.1\r\nX: ")
    try hold(count - 1, server)
  }

  @Test func unfinishedRequestsEndByThemselves() throws {
    var limits = ServerLimits()
    limits.requestSeconds = 0.2
    let server = try Running(limits)
    let client = try Client(server.port)
    client.send("GET / HTTP/1.1\r\n")
    #expect(client.answer().isEmpty, "the server closes, without an answer")
    #expect(try Client.status(server.port, server.good) == 200)
  }

  @Test func aTakenPortIsAFault() throws {
    let server = try Running()
    let second = try ExplorerServer(
      { _ in ExplorerResponse(body: []) }, port: server.port, limits: ServerLimits())
    #expect(throws: ExplorerServer.Fault.self) { try second.run {} }
  }
}
