import Testing

@testable import Explorer

/// What a client may send: read as one program in the world would read it, or refused.
@Suite struct RequestTests {
  let limits = ServerLimits()

  private func parse(_ text: String) -> RequestParser.Outcome { RequestParser.parse(Array(text.utf8), limits: limits) }

  private func refusal(_ text: String) -> Int? {
    if case .refused(let status, _) = parse(text) { status } else { nil }
  }

  private func request(_ text: String) -> ExplorerRequest? {
    if case .request(let request) = parse(text) { request } else { nil }
  }

  @Test func aRequestIsReadWithItsFields() throws {
    let text = "GET /facts%2F?q=%E7%AB%99+x&a HTTP/1.1\r\nHOST: localhost:8017 \r\nSec-Fetch-Site:none\r\n\r\n"
    let read = try #require(request(text))
    #expect(read.method == "GET" && read.path == "/facts/" && read.query["q"] == "站 x")
    #expect(read.host == "localhost:8017" && read.fetchSite == "none")
    #expect(try #require(request("GET / HTTP/1.0\n\n")).host == nil)
    let form = try #require(request("POST /review HTTP/1.1\r\nContent-Length: 4\r\n\r\na=1&rest"))
    #expect(form.form["a"] == "1" && form.form["rest"] == nil)
  }

  @Test func everyPrefixOfARequestIsIncomplete() {
    let text = Array("POST /review HTTP/1.1\r\nHost: localhost:8017\r\nContent-Length: 3\r\n\r\na=1".utf8)
    for count in 0..<text.count {
      guard case .incomplete(let wanted) = RequestParser.parse(Array(text[..<count]), limits: limits) else {
        Issue.record("\(count) bytes are no request")
        continue
      }
      #expect(wanted > count && wanted <= text.count)
    }
    #expect(request(String(decoding: text, as: UTF8.self)) != nil)
  }

  @Test(arguments: [
    "GET http://localhost:8017/ HTTP/1.1\r\n\r\n", "GET localhost HTTP/1.1\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n",
    "GET / HTTP/2\r\n\r\n", "GET /\r\n\r\n", "\r\n\r\n", "G\u{0}T / HTTP/1.1\r\n\r\n", "GET /%00 HTTP/1.1\r\n\r\n",
    "GET /?q=%00 HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\na=%00",
    "GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", "GET / HTTP/1.1\r\n: a\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
    "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\na", "POST / HTTP/1.1\r\nContent-Length: 1, 1\r\n\r\na",
    "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\na", "POST / HTTP/1.1\r\nContent-Length: \r\n\r\na",
    "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\na",
  ])
  func whatCouldBeReadInTwoWaysIsRefused(_ text: String) {
    #expect(refusal(text) == 400)
  }

  @Test func capsHoldToTheByte() {
    func head(_ count: Int) -> String {
      let frame = "GET / HTTP/1.1\r\nX: \r\n\r\n"
      return frame.replacing("X: ", with: "X: " + String(repeating: "x", count: count - frame.utf8.count))
    }
    for count in [limits.headBytes - 1, limits.headBytes] { #expect(request(head(count)) != nil) }
    #expect(refusal(head(limits.headBytes + 1)) == 431)
    #expect(refusal(String(repeating: "x", count: limits.headBytes + 1)) == 431, "a head without an end")
    func form(_ count: Int) -> String {
      "POST / HTTP/1.1\r\nContent-Length: \(count)\r\n\r\n" + String(repeating: "x", count: count)
    }
    for count in [limits.formBytes - 1, limits.formBytes] { #expect(request(form(count)) != nil) }
    #expect(refusal(form(limits.formBytes + 1)) == 413)
    #expect(refusal("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") == 501)
  }

  @Test func anAnswerHasNoFieldOfAnotherHand() {
    let response = ExplorerResponse(status: 303, body: [1, 2], location: "/a\r\nSet-Cookie: b=1\n\n<p>")
    let lines = String(decoding: response.bytes(withBody: false), as: UTF8.self).split(separator: "\r\n")
    #expect(!lines.contains { $0.hasPrefix("Set-Cookie") })
    #expect(lines.contains("Content-Length: 2") && lines.contains("Connection: close"))
    #expect(response.bytes(withBody: true).suffix(2) == [1, 2])
  }

  /// Any bytes are a request, the beginning of one, or refused; longer ones never become incomplete again.
  @Test func anyBytesAreDecidedOnce() {
    let pieces = [
      "GET ", "/", " HTTP/1.1", "\r\n", "\n", "Host: ", "localhost:8017", ":", "%", "%0", "%2f..", "\u{0}", " ", "\t",
      "Content-Length: 3", "a=1&", "\u{FF}", "POST ", "Transfer-Encoding: x", "?",
    ].map { Array($0.utf8) }
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<5000 {
      var bytes = Array((next(2) == 0 ? "GET / HTTP/1.1\r\n" : "").utf8)
      for _ in 0..<next(12) { bytes += pieces[next(pieces.count)] }
      if case .incomplete = RequestParser.parse(bytes, limits: limits) { continue }
      if case .incomplete = RequestParser.parse(bytes + Array("\r\n\r\n".utf8), limits: limits) {
        // Only a form may still be short, and then the shorter one was refused or had one.
        Issue.record("\(bytes)")
      }
    }
  }
}
