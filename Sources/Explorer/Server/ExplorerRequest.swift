/// A request as the explorer sees it: no socket, no framing.
public struct ExplorerRequest: Sendable {
  public var method: String
  /// Path, percent signs decoded.
  public var path: String
  /// Fields of the query and, after a POST, of the form.
  public var query: FormFields
  public var form: FormFields
  public var host: String?
  /// `Sec-Fetch-Site`, by which a browser says where a request comes from.
  public var fetchSite: String?

  public init(
    method: String = "GET", path: String, query: FormFields = FormFields(""), form: FormFields = FormFields(""),
    host: String?, fetchSite: String? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.form = form
    self.host = host
    self.fetchSite = fetchSite
  }
}

/// An answer, without the headers that every answer has.
public struct ExplorerResponse: Sendable {
  public var status: Int
  public var contentType: String
  public var body: [UInt8]
  /// For a redirection.
  public var location: String?

  public init(
    status: Int = 200, contentType: String = "text/html; charset=utf-8", body: [UInt8], location: String? = nil
  ) {
    self.status = status
    self.contentType = contentType
    self.body = body
    self.location = location
  }

  /// Headers of every answer: nothing is loaded from elsewhere, framed, sniffed or kept.
  public var headers: [(name: String, value: String)] {
    var headers = [
      ("Content-Type", contentType), ("Content-Security-Policy", Self.policy), ("X-Content-Type-Options", "nosniff"),
      ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cache-Control", "no-store"),
    ]
    if let location { headers.append(("Location", location)) }
    return headers
  }

  /// The answer as HTTP/1.1 writes it, the connection's last.
  ///
  /// - Parameter withBody: Whether the body follows; an answer to HEAD tells its length alone.
  /// - Returns: Head and body.
  func bytes(withBody: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \n"
    for (name, value) in headers + [("Content-Length", String(body.count)), ("Connection", "close")] {
      // A line end in a value would begin a field of somebody else's.
      head += "\(name): \(String(value.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) }))\n"
    }
    return Array((head + "\n").utf8).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } + (withBody ? body : [])
  }

  private static let policy = """
    default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'
    """
}

/// Names and values of a query or of a form, as `application/x-www-form-urlencoded` writes them.
public struct FormFields: Sendable {
  private let fields: [(name: String, value: String)]
  /// As it was written.
  let text: String

  /// - Parameter text: `a=1&b=%E7%AB%99`; a field without `=` is empty, and what is no UTF-8 is repaired.
  public init(_ text: String) {
    self.text = text
    fields = text.utf8.split(separator: UInt8(ascii: "&")).map { field in
      let parts = field.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
    }
  }

  /// The first value of a name that is not blank, without blanks around it.
  public subscript(_ name: String) -> String? {
    guard let value = fields.first(where: { $0.name == name })?.value else { return nil }
    let bytes = Array(value.utf8)
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return nil }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  /// The fields as an address writes them, with another value of one of them.
  func setting(_ name: String, _ value: String) -> String {
    let others = fields.filter { $0.name != name }
    return (others + [(name, value)]).map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(
      separator: "&")
  }

  /// Text of a path or field, percent signs decoded; a broken escape stays as it is.
  static func decoded(_ bytes: some Collection<UInt8>, plusIsBlank: Bool = true) -> String {
    let bytes = Array(bytes)
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "%"), at + 2 < bytes.count, let high = digit(bytes[at + 1]),
        let low = digit(bytes[at + 2])
      {
        result.append(high << 4 | low)
        at += 3
        continue
      }
      result.append(plusIsBlank && byte == UInt8(ascii: "+") ? 0x20 : byte)
      at += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Text as a value in an address.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
