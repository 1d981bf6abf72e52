import CorpusModel
import Testing

@testable import ArticleExtraction

/// Each value of the metadata says where it was found.
@Suite struct OriginTests {
  private let page = """
    <html><head><title>联络站建在果园里_北方网</title><meta property="og:site_name" content="北方在线">
    <link rel="canonical" href="https://example.cn/1.html"></head><body><h1>联络站建在果园里</h1>
    <div>2023-08-09 10:20　来源：北方日报</div><div class="neirong"><p>\(Fixture.body[0])</p><p>\(Fixture.body[1])（记者 王小明）</p></div>
    <div>责任编辑：何苗</div></body></html>
    """

  @Test func thePlacesOfANewsPageAreNamed() throws {
    let article = try Fixture.article(page, .html)
    #expect(article.origins[.title] == MetadataOrigin(.heading, "h1"))
    #expect(article.origins[.published] == MetadataOrigin(.head, "2023-08-09 10:20　来源：北方日报"))
    #expect(article.origins[.publisher]?.place == .head)
    #expect(article.origins[.authors] == MetadataOrigin(.signOff, "记者 王小明"))
    #expect(article.origins[.editor] == MetadataOrigin(.tail, "责任编辑：何苗"))
    #expect(article.origins[.site] == MetadataOrigin(.meta, "og:site_name"))
    #expect(article.origins[.url] == MetadataOrigin(.link, "canonical"))
  }

  @Test func everyValueHasAPlaceAndEveryPlaceAValue() throws {
    let texts = [
      Fixture.bodyText, "新华社昆明6月25日电（记者 李红）" + Fixture.bodyText, "联络站\n2020-01-02 来源：某报\n\n" + Fixture.bodyText,
    ]
    for article in try texts.map({ try Fixture.article($0, .text) }) + [try Fixture.article(page, .html)] {
      for field in MetadataField.allCases {
        #expect(article.metadata[field].isEmpty == (article.origins[field] == nil), "\(field)")
      }
    }
  }

  @Test func whatCameWithTheRecordIsSaidToHaveComeWithIt() throws {
    let given = ArticleMetadata(title: "别的题目", authors: ["赵刚"], url: "https://example.cn/a")
    let article = try Fixture.article(page, .html, given: given)
    for field in [MetadataField.title, .authors, .url] { #expect(article.origins[field] == MetadataOrigin(.record)) }
    #expect(article.origins[.publisher]?.place == .head)
  }

  @Test(arguments: [
    ("https://example.cn/2024-06/25/c_1131.htm", "2024-06-25"),
    ("http://example.gov.cn/202406/t20240625_88.html", "2024-06-25"),
    ("http://example.cn/n1/2024/0625/c1001-401.html", "2024-06-25"),
    ("http://example.cn/2024/6/5/1.shtml", "2024-06-05"),
  ])
  func theAddressTellsTheDayWhereNothingElseDoes(_ address: String, _ day: String) throws {
    let article = try Fixture.article(Fixture.bodyText, .text, given: ArticleMetadata(url: address))
    #expect(article.metadata.published == day)
    #expect(article.origins[.published] == MetadataOrigin(.address, address))
  }

  @Test(arguments: [
    "http://example.cn/20240631/1.html", "http://example.cn/12024-06/25", "http://example.cn/a?d=2024-06-25",
    "http://example.cn/2099/0101/1.html",
  ])
  func addressesWithoutADayTellNone(_ address: String) throws {
    #expect(
      try Fixture.article(Fixture.bodyText, .text, given: ArticleMetadata(url: address)).metadata.published == nil)
  }

  @Test func neitherTodayNorTheFooterIsTheDateOfPublication() throws {
    let page = """
      <body><div>今天是2026年3月4日 星期三</div><h1>联络站建在果园里</h1><div class="neirong"><p>\(Fixture.body[0])</p><p>\(Fixture.body[1])</p></div>
      <div>版权所有 © 2008-01-01 至 2026-01-01 某网</div></body>
      """
    #expect(try Fixture.article(page, .html).metadata.published == nil)
  }

  @Test(arguments: [
    ("<p>作者：王小明、李红</p>", ["王小明", "李红"]), ("<p>文/王小明　图/李红</p>", ["王小明"]), ("<p>作者 王小明 李红</p>", ["王小明", "李红"]),
    ("<p>北方日报记者 王小明 通讯员 李红 摄影报道</p>", ["王小明", "李红"]), ("<p>撰文｜王小明</p>", ["王小明"]),
    ("<p>作者：中国某某研究院副院长</p>", []), ("<p>作者：本报评论员</p>", []), ("<p>记者王小明/北方报导</p>", ["王小明"]),
  ])
  func authorsAreNamesAndNothingElse(_ line: String, _ authors: [String]) throws {
    let page =
      "<body><h1>联络站建在果园里</h1><div>2023-08-09 10:20</div>\(line)<div class=\"neirong\"><p>\(Fixture.body[0])</p><p>\(Fixture.body[1])</p></div></body>"
    let article = try Fixture.article(page, .html)
    #expect(article.metadata.authors == authors)
    #expect(article.text.string == Fixture.bodyText)
  }
}
