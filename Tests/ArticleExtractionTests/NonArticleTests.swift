import CorpusModel
import Testing

@Suite struct NonArticleTests {
  private func reason(_ text: String, _ format: SourceFormat, title: String? = nil) -> Rejection.Reason? {
    do {
      _ = try Fixture.article(text, format, given: ArticleMetadata(title: title))
      return nil
    } catch { return (error as? Rejection)?.reason }
  }

  private func page(_ body: String, title: String = "清水河县人大信息网") -> String {
    "<html><head><title>\(title)</title></head><body>\(body)</body></html>"
  }

  @Test(
    arguments: [
      "<h1>404</h1><p>您访问的页面不存在或已删除。</p><a href='/'>返回首页</a>", "<p>正在跳转，请稍候……</p>",
      "<div>访问验证</div><p>请完成安全验证，拖动滑块。</p>",
      "<h1>502 Bad Gateway</h1><hr><p>nginx</p>", "<p>對不起，該文章已被刪除。</p>",
    ])
  func messagesOfErrorsAreTold(body: String) {
    #expect(reason(page(body), .html) == .errorPage)
  }

  @Test func anArticleAboutErrorsIsAnArticle() {
    let text = "联络站的网上平台曾多次显示“页面不存在”，代表们就此提出建议。" + Fixture.bodyText
    #expect(reason(text, .text) == nil)
    #expect(reason(page("<p>\(text)</p><p>\(Fixture.bodyText)</p>"), .html) == nil)
  }

  @Test func otherLanguagesAreTold() {
    for sentence in ["The council discussed the budget. ", "Совет обсудил бюджет города. ", "市議会は火曜日に予算について話し合いました。"] {
      #expect(reason(String(repeating: sentence, count: 4), .text) == .notChinese)
    }
    // Names of firms, terms, addresses beside Chinese; escapes and misread bytes, which repair undoes.
    let names = "联络站用上了 Windows Server 与 Kubernetes Engine，地址是 www.example.com/station/index.html 。"
    #expect(reason(names, .text) == nil)
    let escaped = Fixture.bodyText.unicodeScalars.map { "&#x" + String($0.value, radix: 16) + ";" }.joined()
    #expect(reason(escaped, .text) == nil)
    let misread = String(String.UnicodeScalarView(Fixture.bodyText.utf8.map { Unicode.Scalar($0) }))
    #expect(reason(misread, .text) == nil)
  }

  @Test func listsOfLinksAreTold() {
    let titles = ["县人大视察代表联络站", "我县新建站点十四个", "代表进站接待选民", "“三官一员”走进社区", "站点建设推进会召开", "代表培训班开班"]
    let items = titles.map { "<li><a href='a.html'>\($0)</a><span>2024-06-25</span></li>" }.joined()
    #expect(reason(page("<div class=list><ul>\(items)</ul></div>"), .html) == .indexPage)
    #expect(reason(titles.map { "\($0) 2024-06-25" }.joined(separator: "\n"), .text) == .indexPage)
    let lines = titles.map { "<p>\($0)</p>" }.joined()
    #expect(reason(page("<div class=content><h1>今年的工作</h1>\(lines)</div>"), .html) == nil)
  }

  @Test func picturesWithoutATextAreTold() {
    let picture = "<p align=center><span><img src='a.jpg'></span></p>"
    #expect(reason(page("<h1>代表进站</h1><div class=content>\(picture)<p>图为接待现场</p></div>"), .html) == .picturePage)
    #expect(reason(page("<h1>代表进站</h1><div class=content>\(picture)\(picture)</div>"), .html) == .picturePage)
    let text = Fixture.body.map { "<p>\($0)</p>" }.joined()
    #expect(reason(page("<h1>代表进站</h1><div class=content>\(picture)\(text)</div>"), .html) == nil)
    #expect(reason(page("<div><img src='logo.gif'></div><div class=content><p>联络站挂牌</p></div>"), .html) == nil)
  }
}
