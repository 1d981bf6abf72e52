import CorpusModel
import FactStore
import Testing

@testable import Explorer

/// Text of articles can add nothing to a page: no element, no attribute, no address that runs.
@Suite struct HostileTextTests {
  static let payloads: [String] = {
    let scripts = [
      "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
      "<iframe srcdoc='<script>1'>",
      "<a href=javascript:alert(1)>x</a>", "<body onload=alert(1)>", "<style>*{x:expression(1)}</style>",
      "<base href=//e>",
      "<meta http-equiv=refresh content=0;url=//e>", "<form action=//e><button>", "<input autofocus onfocus=alert(1)>",
      "<math><mi xlink:href=javascript:1>", "<object data=//e>", "<embed src=//e>", "<link rel=stylesheet href=//e>",
    ]
    let openers = [
      "", "\"", "'", "\">", "'>", "</title>", "</textarea>", "-->", "</mark></p>", "</option></select>",
      "\" autofocus x=\"",
      "</style>", "</script>", "&#34;>", "\u{1}\">", "＂＞", "\u{202E}", "]]>", "</td></tr></table>", "`",
    ]
    return openers.flatMap { opener in scripts.map { opener + $0 } }
  }()

  /// Names of the elements and attributes of a page, with the addresses that links lead to.
  static func markup(_ page: String) -> (names: Set<String>, addresses: [String]) {
    var names: Set<String> = []
    var addresses: [String] = []
    let bytes = Array(page.utf8)
    var at = 0
    func isName(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3D, 0x3E, 0x22, 0x27: false
      default: true
      }
    }
    func name() -> String {
      let start = at
      while at < bytes.count, isName(bytes[at]) { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
    }
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else { at += 1; continue }
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "/") { at += 1 }
      let element = name()
      names.insert("<" + element)
      while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
        guard isName(bytes[at]) else { at += 1; continue }
        let attribute = name()
        names.insert(element + "@" + attribute)
        guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { continue }
        at += 1
        let quote = at < bytes.count ? bytes[at] : 0
        // The templates quote every value; anything else came from elsewhere.
        guard quote == UInt8(ascii: "\"") else { names.insert("unquoted"); continue }
        let start = at + 1
        at = bytes[start...].firstIndex(of: quote) ?? bytes.count
        if ["href", "src", "action"].contains(attribute) {
          addresses.append(String(decoding: bytes[start..<at], as: UTF8.self))
        }
        at = min(at + 1, bytes.count)
      }
    }
    return (names, addresses)
  }

  static func hostile(_ text: String) -> Document {
    let region = RegionReference(code: "532331", name: text, path: [text])
    func fact(_ content: FactContent, _ key: String) -> Fact {
      var fact = Fact(
        content: content, region: region, place: text,
        evidence: Evidence(text: text, span: Span(0, 3), source: Span(0, text.utf8.count)), rule: text, confidence: 0.5)
      fact.key = key + text
      return fact
    }
    let count = Count(
      subjects: ["station"], quantity: Quantity(value: 1, bound: .exact), unit: text, label: text, asOf: nil)
    var metadata = ArticleMetadata(title: text, published: text, publisher: text, authors: [text])
    metadata.url = text
    return Document(
      id: text, source: SourceDescription(path: text, format: .html, charset: text, sha256: text), metadata: metadata,
      home: Home(region: region, reason: text), script: .hans, text: Array(text.utf8), sourceText: Array(text.utf8),
      facts: [
        fact(.count(count), "c"), fact(.coverage(scope: text, percent: 1), "v"),
        fact(.model(name: text, components: [text]), "m"), fact(.slogan(text), "s"), fact(.epithet(text), "e"),
      ], checks: [])
  }

  @Test func noPayloadAddsToAPage() throws {
    #expect(Self.payloads.count == 300)
    let plain = "站点"
    let harmless = try Fixture(extra: [Self.hostile(plain)])
    let hostile = try Fixture(extra: Self.payloads.map(Self.hostile))
    func paths(_ text: String) -> [(String, String)] {
      let encoded = FormFields.encoded(text)
      return [
        ("/document", "id=\(encoded)"), ("/documents", "q=\(encoded)&region=\(encoded)"), ("/facts", "q=\(encoded)"),
        ("/compare", "measure=\(encoded)"), ("/facts", "region=\(encoded)"), (text, encoded),
      ]
    }
    for document in [plain] + Self.payloads {
      let form = "token=secret&key=\(FormFields.encoded("c" + document))&document=\(FormFields.encoded(document))"
      let fixture = document == plain ? harmless : hostile
      #expect(fixture.post(form + "&verdict=rejected&note=" + FormFields.encoded(document)).status == 303)
    }
    let lists = ["/", "/facts", "/compare", "/models", "/slogans", "/adoption", "/copies", "/reviews"]
    let known = (lists.map { harmless.get($0) } + paths(plain).map { harmless.get($0.0, $0.1) })
      .reduce(into: Set<String>()) { $0.formUnion(Self.markup($1.text).names) }
    #expect(known.contains("form@action") && known.contains("<mark"))
    var pages = 0
    let answers =
      lists.map { hostile.get($0) } + Self.payloads.flatMap { paths($0).map { hostile.get($0.0, $0.1) } }
    for answer in answers {
      let (names, addresses) = Self.markup(answer.text)
      #expect(names.isSubset(of: known), "\(names.subtracting(known))")
      #expect(addresses.allSatisfy { $0.hasPrefix("/") && !$0.hasPrefix("//") || $0.hasPrefix("#") }, "\(addresses)")
      pages += 1
    }
    #expect(pages == 1808)
  }
}
