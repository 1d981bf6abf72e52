import CorpusModel
import FactStore
import FoundationEssentials
import Gazetteer
import RegionComparison
import Reporting
import Testing
import ZhandianTestSupport

@testable import Explorer

/// An explorer over a store made by hand.
final class Fixture {
  static let token = "secret"
  static let traditional = "全縣建成代表聯絡站14個，<b>雙休</b>接待。\n第二段說「1+7+N」模式。"
  let folder: String
  let explorer: Explorer
  let gate = Gatekeeper(port: 8017, token: Fixture.token)
  let facts: [Fact]

  init(title: String = "代表聯絡站", extra: [Document] = []) throws {
    folder = FileManager.default.temporaryDirectory.path + "/zhandian-explorer-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lexicons = try Repository.lexicons()
    let gazetteer = try Gazetteer(lexicons: lexicons)
    let county = RegionReference(code: "532331", name: "禄丰县", path: ["云南省", "楚雄彝族自治州", "禄丰县"])
    func fact(_ content: FactContent, _ words: String, _ key: String) -> Fact {
      let source = Self.span(of: words)
      var fact = Fact(
        content: content, region: county, place: nil, evidence: Evidence(text: words, span: source, source: source),
        rule: "test.rule", confidence: 0.9)
      fact.key = key
      return fact
    }
    let count = Count(
      subjects: ["station"], quantity: Quantity(value: 14, bound: .exact), unit: "个", label: "代表联络站")
    facts = [
      fact(.count(count), "代表聯絡站14個", "k1"),
      fact(.model(name: "1+7+N", components: ["一", "七"]), "「1+7+N」模式", "k2"),
    ]
    var metadata = ArticleMetadata(title: title, published: "2019-07-02", publisher: "禄丰县人大", authors: [])
    metadata.url = "javascript:alert(1)"
    let document = Document(
      id: "a/1.html",
      source: SourceDescription(path: "a/1.html", format: .html, charset: "utf-8", sha256: "00"), metadata: metadata,
      home: Home(region: county, reason: "publisher"), script: .hant, text: Array("全县建成代表联络站14个，".utf8),
      sourceText: Array(Self.traditional.utf8), facts: facts, checks: [])
    let path = folder + "/s.db"
    let store = try FactStore(path: path, access: .write)
    _ = try store.write(StoreBatch(documents: [document] + extra), contract: "c")
    _ = try store.linkCopies()
    try store.close()
    let context = Explorer.Context(
      store: try FactStore(path: path, access: .read), reviews: path + ".reviews", gazetteer: gazetteer,
      words: try LabelWords(lexicons: lexicons), measures: try MeasureList(lexicons: lexicons),
      labels: try SiteLabels(lexicons: lexicons), author: "李四", modelKey: { $0 }, textKey: { $0 },
      resolve: { gazetteer.resolve(RegionQuery(mention: $0)) }, simplified: { $0 })
    explorer = Explorer(context, token: Self.token) { "2025-01-02T03:04:05Z" }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Where `words` stand in the text as published.
  static func span(of words: String) -> Span {
    let text = Array(traditional.utf8)
    let words = Array(words.utf8)
    let start = text.indices.first { text[$0...].starts(with: words) } ?? 0
    return Span(start, start + words.count)
  }

  func get(_ path: String, _ query: String = "") -> ExplorerResponse {
    explorer.response(to: ExplorerRequest(path: path, query: FormFields(query), host: "127.0.0.1:8017"))
  }

  func post(_ form: String) -> ExplorerResponse {
    explorer.response(
      to: ExplorerRequest(method: "POST", path: "/review", form: FormFields(form), host: "127.0.0.1:8017"))
  }
}

extension ExplorerResponse {
  var text: String { body.string }
}

@Suite struct ExplorerTests {
  @Test(arguments: ["/", "/facts", "/documents", "/compare", "/models", "/slogans", "/adoption", "/copies", "/reviews"])
  func everyPageAnswers(path: String) throws {
    let response = try Fixture().get(path)
    #expect(response.status == 200)
    #expect(response.text.hasPrefix("<!DOCTYPE html>"))
    #expect(
      response.headers.contains { $0.name == "Content-Security-Policy" && $0.value.hasPrefix("default-src 'none'") })
  }

  @Test func anArticleShowsItsFactsInPlaceAsPublished() throws {
    let page = try Fixture().get("/document", "id=a%2F1.html").text
    #expect(page.contains("全縣建成<mark>代表聯絡站14個</mark>，&lt;b&gt;雙休&lt;/b&gt;接待。"))
    #expect(page.contains("第二段說<mark>「1+7+N」模式</mark>。"))
    #expect(page.contains("id=\"f-k1\""))
    #expect(page.contains("javascript:alert(1)"), "an address that leads nowhere is shown")
    #expect(!page.contains("href=\"javascript"))
  }

  @Test func marksThatOverlapHideNoText() {
    let text = Array("一二三四五六".utf8)
    func marked(_ spans: [Span]) -> String { DocumentPage.marked(text, Span(0, text.count), spans).source }
    #expect(marked([Span(0, 9), Span(6, 15)]) == "<mark>一二三</mark><mark>四五</mark>六")
    #expect(marked([Span(3, 12), Span(6, 9)]) == "一<mark>二三四</mark>五六")
    #expect(marked([Span(12, 99)]) == "一二三四<mark>五六</mark>")
    #expect(marked([]) == "一二三四五六")
  }

  @Test func numbersLeadToTheirSentences() throws {
    let page = try Fixture().get("/compare", "by=county&measure=stations").text
    #expect(page.contains("<a class=\"fact\" href=\"/document?id=a%2F1.html#f-k1\">14</a>"))
    #expect(try Fixture().get("/models").text.contains("href=\"/document?id=a%2F1.html#f-k2\""))
  }

  @Test func whatCannotBeAskedIsSaid() throws {
    let fixture = try Fixture()
    #expect(fixture.get("/document", "id=none").status == 404)
    #expect(fixture.get("/nowhere").status == 404)
    #expect(fixture.get("/compare", "measure=x").text.contains("stations"))
    #expect(fixture.get("/compare", "by=village").status == 400)
    #expect(fixture.get("/facts", "since=gestern").status == 400)
    let ambiguous = fixture.get("/facts", "region=%E9%BC%93%E6%A5%BC%E5%8C%BA")
    #expect(ambiguous.status == 400)
    #expect(ambiguous.text.contains("320106"), "the candidates are listed")
  }

  @Test(arguments: [
    ("/nowhere", "", "没有这个页面", "There is no such page"),
    ("/document", "id=none", "没有这篇文章", "There is no such document"),
    ("/facts", "region=x", "没有这个名称或代码的地区", "no division has this name"),
    ("/facts", "since=x", "日期写作", "a date is"), ("/adoption", "by=x", "行只能是", "rows are"),
    ("/adoption", "kind=x", "名称只有", "names are"), ("/documents", "q=(x", "检索式有误", "The search cannot be read"),
  ])
  func faultsAreSaidInBothLanguages(_ path: String, _ query: String, _ chinese: String, _ english: String) throws {
    let answer = try Fixture().get(path, query)
    #expect(answer.status == 400 || answer.status == 404)
    #expect(answer.text.contains(chinese) && answer.text.contains(english))
  }

  @Test func modelsStandBesideTheirRegions() throws {
    let page = try Fixture().get("/adoption", "by=county").text
    #expect(page.contains("<th scope=\"col\" class=\"narrow\">1+7+N</th>"))
    #expect(page.contains("href=\"/document?id=a%2F1.html#f-k2\"><span title=\"2019-07-02\">2019</span>"))
    #expect(try !Fixture().get("/adoption", "kind=slogan").text.contains("1+7+N"))
  }

  @Test func copiesAndOriginalsNameEachOther() throws {
    let text = (1...60).map { "第\($0)个站" }.joined()
    func document(_ id: String, _ published: String) -> Document {
      var metadata = ArticleMetadata(title: "<i>\(id)", published: published, publisher: "<b>\(id)", authors: [])
      metadata.url = nil
      return Document(
        id: id, source: SourceDescription(path: id, format: .text, charset: "utf-8", sha256: "0"), metadata: metadata,
        home: nil, script: .hans, text: Array(text.utf8), sourceText: Array(text.utf8), facts: [], checks: [])
    }
    let fixture = try Fixture(extra: [document("later", "2024-05-06"), document("first", "2024-01-02")])
    let list = fixture.get("/copies").text
    #expect(list.contains("<a href=\"/document?id=first\">&lt;b&gt;first</a>") && list.contains("2024-01-02"))
    #expect(list.contains("<a href=\"/document?id=later\">&lt;i&gt;later</a>") && list.contains("100%"))
    #expect(!fixture.get("/copies", "until=2023").text.contains("first"))
    #expect(fixture.get("/document", "id=later").text.contains("<a href=\"/document?id=first\">"))
    #expect(fixture.get("/document", "id=first").text.contains("<a href=\"/document?id=later\">"))
  }

  @Test func aSearchFindsAnArticle() throws {
    let fixture = try Fixture()
    #expect(fixture.get("/documents", "q=%E8%81%94%E7%BB%9C").text.contains("/document?id=a%2F1.html"))
    #expect(!fixture.get("/documents", "q=%E6%B2%A1%E6%9C%89%E7%9A%84").text.contains("/document?id="))
    #expect(fixture.get("/facts", "q=%E8%81%94%E7%BB%9C&kind=model").text.contains("1+7+N"))
  }
}

@Suite struct ReviewTests {
  @Test func aVerdictIsKeptAndShown() throws {
    let fixture = try Fixture()
    let answer = fixture.post(
      "token=secret&key=k1&document=a%2F1.html&verdict=rejected&note=%E5%8F%A6%E4%B8%80%E5%B9%B4")
    #expect(answer.status == 303)
    #expect(answer.location == "/document?id=a%2F1.html#f-k1")
    #expect(fixture.get("/document", "id=a%2F1.html").text.contains("verdict rejected"))
    let reviews = fixture.get("/reviews").text
    #expect(reviews.contains("李四") && reviews.contains("另一年") && reviews.contains("2025-01-02T03:04:05Z"))
    let asFound = "by=county&measure=stations"
    #expect(fixture.get("/compare", asFound).text.contains("#f-k1"))
    #expect(!fixture.get("/compare", asFound + "&reviewed=1").text.contains("#f-k1"))
    _ = fixture.post("token=secret&key=k1&document=a%2F1.html&verdict=accepted")
    #expect(fixture.get("/compare", asFound + "&reviewed=1").text.contains("#f-k1"), "the last verdict holds")
  }

  @Test func aCorrectionChangesComparisonsWhenAsked() throws {
    let fixture = try Fixture()
    let form =
      "token=secret&key=k1&document=a%2F1.html&verdict=corrected&value=41&bound=at_least&unit=%E4%B8%AA&subjects=station"
      + "&label=%E7%AB%99&as_of=2019-06&region=530000&place="
    #expect(fixture.post(form).status == 303)
    let page = fixture.get("/compare", "by=province&measure=stations&reviewed=1").text
    #expect(page.contains(">≥41</a>"))
    #expect(page.contains("2019-06"))
    #expect(!fixture.get("/compare", "by=province&measure=stations").text.contains("≥41"))
    let gold = fixture.get("/reviews.jsonl").text
    #expect(gold.contains(#""value":41,"bound":"at_least""#) && gold.contains(#""complete":false"#))
  }

  @Test(
    arguments: [
      "key=k1&document=a%2F1.html&verdict=maybe", "key=none&document=a%2F1.html&verdict=accepted",
      "key=k1&document=other&verdict=accepted",
      "key=k1&document=a%2F1.html&verdict=corrected&value=viele&bound=exact&subjects=station",
      "key=k1&document=a%2F1.html&verdict=corrected&value=1&bound=exact&subjects=station&as_of=2019-13",
      "key=k1&document=a%2F1.html&verdict=corrected&value=1&bound=exact&subjects=",
      "key=k1&document=a%2F1.html&verdict=corrected&value=1&bound=exact&subjects=statoin",
      "key=k1&document=a%2F1.html&verdict=corrected&value=1&bound=exact&subjects=station&region=%E9%BC%93%E6%A5%BC%E5%8C%BA",
      "key=k2&document=a%2F1.html&verdict=corrected&text=",
    ])
  func whatCannotBeIsRefusedAndNothingIsKept(form: String) throws {
    let fixture = try Fixture()
    #expect([400, 404].contains(fixture.post("token=secret&" + form).status))
    #expect(!FileManager.default.fileExists(atPath: fixture.folder + "/s.db.reviews"))
  }
}

@Suite struct GatekeeperTests {
  let gate = Gatekeeper(port: 8017, token: "secret")

  @Test(arguments: ["127.0.0.1:8017", "localhost:8017", "LOCALHOST:8017", "[::1]:8017"])
  func ourOwnAddressesPass(host: String) {
    for site in [nil, "none", "same-origin"] {
      #expect(gate.refusal(of: ExplorerRequest(path: "/", host: host, fetchSite: site)) == nil)
    }
  }

  @Test(
    arguments: [
      nil, "", "evil.example", "evil.example:8017", "127.0.0.1", "127.0.0.1:80", "localhost:80170",
      "127.0.0.1:8017.evil.example",
      "evil.example#127.0.0.1:8017", "0.0.0.0:8017", "[::]:8017",
    ] as [String?])
  func otherHostsAreRefusedBeforeAnythingElse(host: String?) {
    for site in [nil, "none", "same-origin", "cross-site"] {
      let request = ExplorerRequest(
        method: "POST", path: "/review", form: FormFields("token=secret"), host: host, fetchSite: site)
      #expect(gate.refusal(of: request)?.status == 403)
    }
  }

  @Test(arguments: ["cross-site", "same-site", "", "x"])
  func otherSitesAreRefused(site: String) {
    #expect(gate.refusal(of: ExplorerRequest(path: "/", host: "localhost:8017", fetchSite: site))?.status == 403)
  }

  @Test func aChangeNeedsTheTokenAndOtherMethodsNothingHelps() {
    func response(_ method: String, _ form: String) -> ExplorerResponse? {
      gate.refusal(
        of: ExplorerRequest(method: method, path: "/review", form: FormFields(form), host: "localhost:8017"))
    }
    func refusal(_ method: String, _ form: String) -> Int? { response(method, form)?.status }
    #expect(refusal("POST", "token=secret") == nil)
    let reasons = ["verdict=accepted", "token=old"].map { form in
      String(decoding: response("POST", form)?.body ?? [], as: UTF8.self)
    }
    #expect(reasons[0].contains("field token") && reasons[1].contains("another run"))
    for form in ["", "token=", "token=secre", "token=secrets", "token=Secret"] { #expect(refusal("POST", form) == 403) }
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "get", ""] { #expect(refusal(method, "token=secret") == 405) }
  }
}

@Suite struct FormFieldsTests {
  @Test func fieldsAreDecoded() {
    let fields = FormFields("a=1&b=%E7%AB%99+x&c&d=%ZZ%&a=2&e=%20")
    #expect(fields["a"] == "1")
    #expect(fields["b"] == "站 x")
    #expect(fields["c"] == nil)
    #expect(fields["d"] == "%ZZ%")
    #expect(fields["e"] == nil)
    #expect(
      FormFields(fields.setting("a", "站&")).setting("c", "") == "b=%E7%AB%99%20x&d=%25ZZ%25&e=%20&a=%E7%AB%99%26&c=")
  }

  @Test func whatIsEncodedIsDecodedAgain() {
    let text = String(decoding: UInt8(0)...UInt8(127), as: UTF8.self) + "站\u{1F600}"
    #expect(FormFields.decoded(FormFields.encoded(text).utf8) == text)
  }
}
