import CorpusModel
import FactStore
import RegionComparison
import Testing

@testable import Reporting

/// Whatever an article says, a page of a report holds the elements and attributes of its templates and nothing else.
@Suite struct HostileSiteTests {
  /// Ways out of the place where a text stands.
  static let contexts = [
    "", "\">", "'>", "</td></tr></table>", "</a>", "-->", "</title>", "</script>", "&quot;&gt;", "\u{1}\" ",
  ]

  /// What would act once it is out.
  static let vectors = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert`1`>",
    "<a href=\"javascript:alert(1)\">站</a>", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<object data=\"//evil.test\">",
    "<embed src=//evil.test>",
    "<base href=//evil.test>", "<meta http-equiv=refresh content=\"0;url=//evil.test\">",
    "<link rel=stylesheet href=//evil.test>", "<style>*{background:url(//evil.test)}</style>",
    "\" style=\"position:fixed",
    "<form action=//evil.test><input name=q>", "<math><mi xlink:href=\"javascript:alert(1)\">", "<!--<script>",
    "<![CDATA[<script>",
    "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>", "\u{202E}<b>\u{2066}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{7*7}}${alert(1)}", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
  ]

  static let payloads = contexts.flatMap { context in vectors.map { context + $0 } }

  private static let elements: Set = [
    "html", "head", "meta", "title", "link", "script", "body", "header", "nav", "main", "footer", "section", "article",
    "div",
    "p", "h1", "h2", "h3", "ul", "ol", "li", "a", "span", "strong", "b", "mark", "table", "thead", "tbody", "tr", "th",
    "td",
    "figure", "figcaption", "svg", "g", "rect", "circle", "line", "text",
  ]
  private static let attributes: Set = [
    "lang", "charset", "http-equiv", "content", "name", "rel", "href", "src", "defer", "class", "id", "title", "scope",
    "aria-current", "aria-hidden", "data-label", "data-value", "data-sortable", "viewbox", "x", "y", "x1", "x2", "y1",
    "y2",
    "cx", "cy", "r", "rx", "width", "height", "transform", "text-anchor", "viewBox",
  ]

  /// Each payload as title, publisher, address, identifier, label, unit, name, component, slogan and sentence.
  private static func documents() -> [Document] {
    payloads.enumerated().map { index, payload in
      SiteSample.document(
        "\(index)\(payload)", title: payload, publisher: payload,
        url: index % 2 == 0 ? payload : "https://a.test/\(payload)",
        facts: [
          (payload, SiteSample.count(index + 1, payload, unit: payload), SiteSample.yunnan),
          (payload, .model(name: payload, components: [payload, payload]), SiteSample.chuxiong),
          (payload, .slogan(payload), SiteSample.yunnan),
          (payload, .coverage(scope: payload, percent: 50), SiteSample.yunnan),
        ])
    }
  }

  @Test func threeHundredPayloadsStayText() throws {
    #expect(Self.payloads.count == 300 && Set(Self.payloads).count == 300)
    let hostile = "</title><script>alert(1)</script>"
    let pages = try SiteSample(Self.documents()).pages(title: hostile)
    var titles: Set<String> = []
    var marks: Set<String> = []
    for (path, source) in pages where path.hasSuffix(".html") {
      let page = try #require(ParsedPage(source), "\(path)")
      for fault in Self.faults(page) { Issue.record("\(path): \(fault)") }
      #expect(page.elements.filter { $0.name == "title" }.contains { $0.text.hasSuffix(hostile) }, "\(path)")
      titles.formUnion(page.elements.filter { $0.name == "h1" || $0.name == "h2" }.map(\.text))
      marks.formUnion(page.elements.filter { $0.name == "mark" }.map(\.text))
    }
    // What was written is what is read: as a heading of a model's page and of the document, and in the sentence.
    for payload in Self.payloads {
      let shown = TerminalText.escaped(payload)
      #expect(titles.contains(shown), "\(payload)")
      #expect(marks.contains(shown), "\(payload)")
    }
  }

  /// What a page has that no template writes.
  static func faults(_ page: ParsedPage) -> [String] {
    var faults: [String] = page.hasComment ? ["a comment"] : []
    for element in page.elements {
      if !elements.contains(element.name) { faults.append("element \(element.name)") }
      for attribute in element.attributes where !attributes.contains(attribute.name) {
        faults.append("attribute \(attribute.name) of \(element.name)")
      }
      switch element.name {
      case "script":
        if element["src"].map({ $0 == "sort.js" || $0 == "../sort.js" }) != true || !element.text.isEmpty {
          faults.append("a script of others")
        }
      case "link":
        if element["href"].map({ $0 == "style.css" || $0 == "../style.css" }) != true { faults.append("a style") }
      case "meta":
        if let kind = element["http-equiv"], kind != "Content-Security-Policy" { faults.append("meta \(kind)") }
      case "a": if let address = element["href"], !isHarmless(address) { faults.append("link to \(address)") }
      default: break
      }
    }
    return faults
  }

  /// Pages of the site, or of the web.
  private static func isHarmless(_ address: String) -> Bool {
    if address.hasPrefix("https://a.test/") { return true }
    return address.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "./#-_".utf8.contains(byte)
      }
    }
  }

  @Test func theCheckSeesWhatItIsFor() throws {
    for vector in ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<p onclick=\"x()\">", "<!-- x -->"] {
      let page = try #require(ParsedPage("<html><body><p>\(vector)</p></body></html>"))
      #expect(!Self.faults(page).isEmpty, "\(vector)")
    }
    let link = try #require(ParsedPage("<a href=\"javascript:alert(1)\">x</a>"))
    #expect(!Self.faults(link).isEmpty)
  }

  @Test(arguments: [
    ("https://a.test/?q=1&b=2", true), ("HTTP://a.test", true), ("javascript:alert(1)", false),
    ("https:alert(1)", false),
    (" https://a.test", false), ("https://a.test/ b", false), ("https://a.test/\n", false), ("//a.test", false),
    ("", false),
    ("httpx://a.test", false),
  ])
  func onlyAddressesOfTheWebAreLinks(_ address: String, _ isLink: Bool) {
    let link = HTML.link(to: address, "x")
    #expect(link.source.hasPrefix("<a ") == isLink)
    #expect(isLink || link == "x")
  }

  @Test func interpolatedTextIsEscapedAndInterpolatedMarkupIsNot() {
    let name = "<b title=\"a'b\">&"
    let inner: HTML = "<i>\(name)</i>"
    let outer: HTML = "<p title=\"\(name)\">\(inner)\([inner, inner])\(3)</p>"
    let escaped = "&lt;b title=&quot;a&#39;b&quot;&gt;&amp;"
    #expect(outer.source == "<p title=\"\(escaped)\">" + String(repeating: "<i>\(escaped)</i>", count: 3) + "3</p>")
    #expect([inner, "x"].joined(separator: ", ").source == "<i>\(escaped)</i>, x")
  }
}
