/// Reads requests of HTTP/1.1, as RFC 9112 writes them and no looser.
///
/// What two programs could read in two ways is refused: two hosts, two lengths, folded fields, a blank before a colon,
/// targets that are no path, encodings of the body.
enum RequestParser {
  enum Outcome: Sendable {
    /// The request has no fewer bytes than this.
    case incomplete(atLeast: Int)
    case request(ExplorerRequest)
    case refused(status: Int, String)
  }

  private struct Refusal: Error {
    var status = 400
    var text: String
  }

  /// What `bytes` are so far; what follows a whole request is ignored, since each connection has one.
  ///
  /// - Complexity: O(bytes), which the limits bound.
  static func parse(_ bytes: [UInt8], limits: ServerLimits) -> Outcome {
    guard let end = endOfHead(bytes) else {
      return bytes.count > limits.headBytes ? tooLong : .incomplete(atLeast: bytes.count + 1)
    }
    guard end <= limits.headBytes else { return tooLong }
    do throws(Refusal) {
      let head = try Head(bytes[..<end])
      guard head.length <= limits.formBytes else { throw Refusal(status: 413, text: "The form is too long.") }
      guard bytes.count - end >= head.length else { return .incomplete(atLeast: end + head.length) }
      let form = bytes[end..<end + head.length]
      if FormFields.decoded(form).utf8.contains(0) { throw Refusal(text: "A NUL in the form.") }
      return .request(head.request(form: form))
    } catch { return .refused(status: error.status, error.text) }
  }

  private static let tooLong = Outcome.refused(status: 431, "The head of the request is too long.")

  /// Index after the blank line, whose ends of line may lack CR.
  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    var isAtLineStart = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x0A where isAtLineStart: return index + 1
      case 0x0A: isAtLineStart = true
      case 0x0D: break
      default: isAtLineStart = false
      }
    }
    return nil
  }

  private struct Head {
    private var method = ""
    private var path = ""
    private var query = FormFields("")
    private var host: String?
    private var fetchSite: String?
    private var hasLength = false
    private(set) var length = 0

    init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
      if bytes.contains(0) { throw Refusal(text: "A NUL in the head of the request.") }
      var lines = bytes.split(separator: 0x0A).map { $0.last == 0x0D ? $0.dropLast() : $0 }[...]
      try readRequest(lines.popFirst() ?? [])
      for line in lines where !line.isEmpty { try readField(line) }
    }

    func request(form: ArraySlice<UInt8>) -> ExplorerRequest {
      let fields = FormFields(method == "POST" ? String(decoding: form, as: UTF8.self) : "")
      return ExplorerRequest(
        method: method, path: path, query: query, form: fields, host: host, fetchSite: fetchSite)
    }

    private mutating func readRequest(_ line: ArraySlice<UInt8>) throws(Refusal) {
      let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[2].elementsEqual("HTTP/1.1".utf8) || parts[2].elementsEqual("HTTP/1.0".utf8) else {
        throw Refusal(text: "No request of HTTP/1.1.")
      }
      guard !parts[0].isEmpty, parts[0].allSatisfy(Self.isNameByte), parts[1].first == UInt8(ascii: "/") else {
        throw Refusal(text: "No method, or no path.")
      }
      method = String(decoding: parts[0], as: UTF8.self)
      let target = parts[1].split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
      path = FormFields.decoded(target[0], plusIsBlank: false)
      if path.utf8.contains(0) { throw Refusal(text: "A NUL in the path.") }
      let fields = target.count > 1 ? String(decoding: target[1], as: UTF8.self) : ""
      if FormFields.decoded(fields.utf8).utf8.contains(0) { throw Refusal(text: "A NUL in the query.") }
      query = FormFields(fields)
    }

    private mutating func readField(_ line: ArraySlice<UInt8>) throws(Refusal) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(Self.isNameByte)
      else { throw Refusal(text: "A header field without a name.") }
      let value = String(decoding: Self.trimmed(line[(colon + 1)...]), as: UTF8.self)
      switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
      case "host":
        if host != nil { throw Refusal(text: "Two hosts.") }
        host = value
      case "sec-fetch-site":
        // Two values are as bad as a bad one.
        fetchSite = fetchSite.map { "\($0), \(value)" } ?? value
      case "content-length":
        guard !hasLength, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(value) else {
          throw Refusal(text: "No length.")
        }
        (hasLength, length) = (true, number)
      case "transfer-encoding": throw Refusal(status: 501, text: "No encodings.")
      default: break
      }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
      let start = bytes.drop(while: isBlank)
      return start.dropLast(start.reversed().prefix(while: isBlank).count)
    }

    /// `tchar` of RFC 9110, 5.6.2.
    private static func isNameByte(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
    }
  }
}
