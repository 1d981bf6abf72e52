import FlyingFox
import FlyingSocks
import FoundationEssentials
import Glibc

/// Serves an explorer on this computer's loopback address, and nowhere else.
public struct ExplorerServer: Sendable {
  /// Bytes of a form; a review is far smaller.
  private static let longestForm = 65_536

  private let server: HTTPServer

  /// - Parameters:
  ///   - explorer: Answers requests.
  ///   - gate: For the same port.
  ///   - port: From 1 to 65535.
  /// - Throws: If the address cannot be made, which no port can bring about.
  public init(_ explorer: Explorer, gate: Gatekeeper, port: UInt16) throws {
    server = HTTPServer(
      address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), timeout: 30, logger: .disabled,
      handler: Handler(explorer, gate))
  }

  /// Listens until the task is cancelled.
  ///
  /// - Parameter onReady: Called once requests are answered.
  /// - Throws: What the sockets report, such as a port that is taken.
  public func run(onReady: @escaping @Sendable () -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.waitUntilListening()
        onReady()
      }
      for try await _ in group {}
    }
  }

  private struct Handler: HTTPHandler {
    private let explorer: Explorer
    private let gate: Gatekeeper

    init(_ explorer: Explorer, _ gate: Gatekeeper) { (self.explorer, self.gate) = (explorer, gate) }

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
      var form = FormFields("")
      if request.method.rawValue == "POST" {
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? .max
        guard length <= longestForm else { return Self.response(Gatekeeper.response(413, "The form is too long.")) }
        form = FormFields(String(decoding: try await request.bodyData, as: UTF8.self))
      }
      let read = ExplorerRequest(
        method: request.method.rawValue, path: FormFields.decoded(request.target.path().utf8, plusIsBlank: false),
        query: FormFields(request.target.query()), form: form, host: request.headers[HTTPHeader("Host")],
        fetchSite: request.headers[HTTPHeader("Sec-Fetch-Site")])
      var response = gate.refusal(of: read) ?? explorer.response(to: read)
      if read.method == "HEAD" { response.body = [] }
      return Self.response(response)
    }

    private static func response(_ response: ExplorerResponse) -> HTTPResponse {
      var headers = HTTPHeaders()
      for (name, value) in response.headers { headers[HTTPHeader(name)] = value }
      return HTTPResponse(
        statusCode: HTTPStatusCode(response.status, phrase: ""), headers: headers, body: Data(response.body))
    }
  }
}
