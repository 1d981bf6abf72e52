import CorpusModel
import Testing

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
}
