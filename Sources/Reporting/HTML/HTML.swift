/// A piece of a page in which text cannot become markup: what a literal says is markup, what is interpolated is text.
///
/// `"<td title=\"\(note)\">\(name)</td>" as HTML` escapes `note` and `name`; interpolated `HTML` is put in as it is.
/// Attribute values must stand in double quotes.
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The markup.
  public private(set) var source: String

  public init(stringLiteral literal: String) { source = literal }

  public init(stringInterpolation interpolation: Interpolation) { source = interpolation.source }

  /// Text, escaped; control characters are shown as escapes.
  public init(text: String) { source = Self.escaped(text) }

  /// Gathers the parts of a literal.
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    public mutating func appendLiteral(_ literal: String) { source += literal }
    public mutating func appendInterpolation(_ text: String) { source += HTML.escaped(text) }
    public mutating func appendInterpolation(_ number: Int) { source += String(number) }
    public mutating func appendInterpolation(_ part: HTML) { source += part.source }
    public mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { source += part.source } }
  }

  public static func + (left: HTML, right: HTML) -> HTML {
    var sum = left
    sum.source += right.source
    return sum
  }

  public static func += (left: inout HTML, right: HTML) { left.source += right.source }

  /// A link to another site if `address` is of the web, else the content alone: `javascript:` and the like lead nowhere.
  public static func link(to address: String, _ content: HTML) -> HTML {
    guard isOfTheWeb(address) else { return content }
    return "<a href=\"\(address)\" rel=\"noopener noreferrer\">\(content)</a>"
  }

  /// Whether an address is of HTTP and holds no blank or control character.
  static func isOfTheWeb(_ address: String) -> Bool {
    let scheme = address.prefix(8).lowercased()
    guard scheme.hasPrefix("http://") || scheme == "https://" else { return false }
    return address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\u{7F}" && !$0.properties.isWhitespace }
  }

  /// Text that is only text in an element or a quoted attribute.
  static func escaped(_ text: String) -> String {
    TerminalText.escaped(text).replacingScalars { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: nil
      }
    }
  }
}

extension Collection where Element == HTML {
  /// The parts with `separator` between them.
  public func joined(separator: HTML) -> HTML {
    var whole: HTML = ""
    for (index, part) in enumerated() { whole += index == 0 ? part : separator + part }
    return whole
  }
}
