/// Decides, before anything is looked up, whether a request may be answered.
///
/// A page of another site can make a browser send requests to this computer; comparing `Origin` with `Host` would not
/// stop it, because a name of the attacker's may point here (DNS rebinding). So the host must be one of ours, requests
/// that the browser marks as another site's are refused, and what changes something needs a token that only our own
/// pages know.
public struct Gatekeeper: Sendable {
  /// Secret of this run, in every form.
  public let token: String
  private let hosts: Set<String>
  private let staleForm: String

  /// - Parameters:
  ///   - port: That the explorer listens on.
  ///   - token: Not guessable.
  ///   - staleForm: What is said to a form of another run.
  public init(
    port: Int, token: String,
    staleForm: String = "The form is of another run of the explorer: go back, reload the page, try again."
  ) {
    self.token = token
    self.staleForm = staleForm
    hosts = Set(["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(port)" })
  }

  /// Why the request must not be answered, or nil.
  public func refusal(of request: ExplorerRequest) -> ExplorerResponse? {
    guard let host = request.host, hosts.contains(host.lowercased()) else {
      return Self.response(403, "This address is not the explorer's.")
    }
    if let site = request.fetchSite, site != "same-origin", site != "none" {
      return Self.response(403, "Requests from other sites are not answered.")
    }
    switch request.method {
    case "GET", "HEAD": return nil
    case "POST":
      guard let given = request.form["token"] else {
        return Self.response(403, "A form needs the field token, with the value that it has on the explorer's pages.")
      }
      return Self.isEqual(given, token) ? nil : Self.response(403, staleForm)
    default: return Self.response(405, "Only GET, HEAD and POST.")
    }
  }

  static func response(_ status: Int, _ text: String) -> ExplorerResponse {
    ExplorerResponse(status: status, contentType: "text/plain; charset=utf-8", body: Array((text + "\n").utf8))
  }

  /// Equality in a time that does not tell where two texts part.
  private static func isEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
