import CLibXML2
import CorpusModel
import Testing
import ZhandianTestSupport

@testable import ArticleExtraction

@Suite struct HostilePageTests {
  @Test(arguments: [512, 100_000])
  func deepNestingLosesNoText(_ depth: Int) throws {
    let page =
      String(repeating: "<div>", count: depth) + "<p>\(Fixture.body[0])</p>" + String(repeating: "</div>", count: depth)
    let article = try Fixture.article(page + "<p>\(Fixture.body[1])</p>", .html)
    #expect(article.text.string.contains(Fixture.body[0]))
  }

  @Test func textBehindDeepNestingIsNotDropped() throws {
    let page = String(repeating: "<div><b>", count: 300) + "深处" + "<p>\(Fixture.body[0])</p><p>\(Fixture.body[1])</p>"
    #expect(try Fixture.article(page, .html).text.string.hasSuffix(Fixture.bodyText))
  }

  @Test func aTextNodeOfTenMegabytesStaysWhole() throws {
    let sentence = Array("代表联络站接待选民，听取意见。".utf8)
    var page = Array("<p>".utf8)
    while page.count < 10_500_000 { page += sentence }
    page += Array("</p><p>末段在此，不能丢失，共三句。</p>".utf8)
    let article = try Fixture.article(page, .html)
    #expect(article.text.count > 10_500_000)
    #expect(article.text.string.hasSuffix("末段在此，不能丢失，共三句。"))
  }

  /// The text that libxml2's own tree holds, with its limits in force.
  private static func textOfTree(_ page: [UInt8]) -> String {
    let options = Int32(HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue)
    return page.withUnsafeBytes { bytes in
      guard
        let document = htmlReadMemory(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, "UTF-8", options)
      else { return "" }
      defer { xmlFreeDoc(document) }
      guard let root = xmlDocGetRootElement(document), let buffer = xmlBufferCreate() else { return "" }
      defer { xmlBufferFree(buffer) }
      xmlNodeBufGetContent(buffer, root)
      return xmlBufferContent(buffer).map { String(cString: $0) } ?? ""
    }
  }

  @Test func whatLibxml2DropsWithoutItsHugeOptionIsKept() throws {
    let end = "末段在此，不能丢失，共三句。"
    let deep = Array((String(repeating: "<div>", count: 400) + "<p>\(Fixture.body[0])</p><p>\(end)</p>").utf8)
    #expect(!Self.textOfTree(deep).contains(end))
    #expect(try Fixture.article(deep, .html).text.string.contains(end))
    var long = Array("<p>".utf8)
    while long.count < 10_500_000 { long += Array("代表联络站接待选民，听取意见。".utf8) }
    long += Array("</p><p>\(end)</p>".utf8)
    #expect(!Self.textOfTree(long).contains(end))
    #expect(try Fixture.article(long, .html).text.string.hasSuffix(end))
  }

  @Test(arguments: [
    "<div>", "<p>", "<td>", "<b><i>", "<a href=1>", "<li>", "</div>", "<table><tr>", "<font><center>", "<ul><li><p>",
    "<h1>",
    "<script>", "<!--", "<p>字", "&#0;", "<span>字</p>",
  ])
  func theParserSendsEventsInProportionToTheBytes(_ piece: String) throws {
    let lexicon = try FurnitureLexicon(Repository.lexicons())
    let events = [10_000, 20_000, 40_000].map { count in
      let page = "<p>\(Fixture.body[0])</p>" + String(repeating: piece, count: count) + "<p>\(Fixture.body[1])</p>"
      return Array(page.utf8).withUnsafeBufferPointer {
        PageParser.parse($0, lexicon: lexicon, limits: ResourceLimits()).events
      }
    }
    #expect(events[1] <= events[0] * 2 + 500)
    #expect(events[2] <= events[1] * 2 + 500)
  }

  @Test(arguments: [
    "<script>var a = 1; <p>", "<!-- <p>", "<style>p{", "<p class='", "<td><table><tr><b><i><p>",
    "<p>&#0;&#xD800;&unknown;&amp",
    "</div></p></table></html>", "<a href=\"x>", "<svg><title>图</title>", "<textarea>",
  ])
  func damagedMarkupNeitherCrashesNorSwallowsThePage(_ damage: String) throws {
    let page = "<body><div><p>\(Fixture.body[0])</p>\(damage)</div></body>"
    #expect(try Fixture.article(page, .html).text.string.contains(Fixture.body[0]))
  }

  @Test func unclosedScriptsDoNotMakeTimeQuadratic() throws {
    let page = "<p>\(Fixture.body[0])</p>" + String(repeating: "<script><style><!--<svg>", count: 50_000)
    #expect(try Fixture.article(page, .html).text.string.contains(Fixture.body[0]))
  }

  @Test(arguments: ["<p a ", "<div class=\"a ", "<td a/ "])
  func unclosedTagsDoNotMakeTimeQuadratic(_ tag: String) throws {
    let page = "<p>\(Fixture.body[0])</p>" + String(repeating: tag, count: 200_000)
    #expect(try Fixture.article(page, .html).text.string.contains(Fixture.body[0]))
  }

  @Test(arguments: ["</span>", "<b></i>", "</p>"])
  func strayClosingTagsInDeepPagesDoNotMakeTimeQuadratic(_ stray: String) throws {
    let page =
      String(repeating: "<div><i>", count: 200_000) + String(repeating: stray, count: 200_000)
      + "<p>\(Fixture.body[0])</p>"
    #expect(try Fixture.article(page, .html).text.string.contains(Fixture.body[0]))
  }

  @Test func manyAttributesDoNotMakeTimeQuadratic() throws {
    let attributes = (0..<200_000).map { "a\($0)=1" }.joined(separator: " ")
    let page = "<div \(attributes)><p>\(Fixture.body[0])</p><p>\(Fixture.body[1])</p></div>"
    #expect(try Fixture.article(page, .html).text.string == Fixture.bodyText)
  }

  @Test func nulAndTruncatedBytesAreSurvived() throws {
    var page = Array("<div><p>\(Fixture.body[0])".utf8)
    page.insert(0, at: 20)
    page += Array("</p><p>\(Fixture.body[1])</p></div><p>截".utf8.dropLast())
    #expect(try Fixture.article(page, .html).text.string.contains(Fixture.body[1]))
  }

  @Test(arguments: ["", "   \n\t", "\u{3000}"])
  func nothingIsRejectedAsEmptyOrNoArticle(_ text: String) throws {
    for format in [SourceFormat.html, .text] {
      #expect(throws: Rejection.self) { try Fixture.article(text, format) }
    }
  }

  @Test func aPageOfLinksIsNoArticle() throws {
    let page = "<body>" + (0..<50).map { "<a href=\"/\($0)\">栏目\($0)</a>" }.joined() + "</body>"
    #expect(throws: Rejection.self) { try Fixture.article(page, .html) }
  }

  @Test(arguments: [SourceFormat.html, .text])
  func generatedDamageLeavesValidText(_ format: SourceFormat) throws {
    let head = "<html><title>联络站挂牌_某网</title><body><h1>联络站挂牌</h1><div class=\"info\">2024-06-25 来源：某报</div>"
    let page = Array((head + "<div><p>\(Fixture.body[0])</p><p>\(Fixture.body[1])（记者 王小明）</p></div>相关阅读").utf8)
    let pieces = ["<", ">", "\"", "<!--", "<script>", "</div>", "&#0;", "（", "|", "2024-", "<td>", "：", "\u{0}"].map {
      Array($0.utf8)
    }
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<400 {
      var damaged = page
      for _ in 0...random(12) {
        let at = random(damaged.count)
        if random(2) == 0 {
          damaged.insert(contentsOf: pieces[random(pieces.count)], at: at)
        } else {
          damaged.removeSubrange(at..<min(damaged.count, at + random(40)))
        }
      }
      let valid = Array(String(decoding: damaged, as: UTF8.self).utf8)
      guard let article = try? Fixture.article(valid, format) else { continue }
      #expect(String(validating: article.text, as: UTF8.self) != nil)
      #expect(!article.text.isEmpty)
    }
  }

  @Test func threadsShareAnExtractor() async throws {
    let page = "<body><div><p>\(Fixture.body[0])</p><p>\(Fixture.body[1])</p></div></body>"
    let texts = await withTaskGroup(of: [UInt8]?.self) { group in
      for _ in 0..<32 { group.addTask { try? Fixture.article(page, .html).text } }
      return await group.reduce(into: [[UInt8]?]()) { $0.append($1) }
    }
    #expect(texts.allSatisfy { $0 == Array(Fixture.bodyText.utf8) })
  }
}
