import CorpusModel
import Testing

@testable import ArticleExtraction

@Suite struct PageTests {
  @Test func takesTheArticleOutOfANewsPage() throws {
    let page = """
      <!DOCTYPE html><html><head><meta charset="gb2312"><title>清水河县建成代表联络站二十三个_北方新闻网</title>
      <link rel="canonical" href="https://example.cn/a/1.html"><style>p{color:red}</style><script>var a="<p>不是正文。</p>";</script></head>
      <body><div class="nav"><a href="/">首页</a><a href="/sz">时政</a></div>
      <div class="crumb">您的位置：<a href="/">首页</a> &gt; 正文</div>
      <h1>清水河县建成代表联络站二十三个</h1>
      <div class="info"><span>2023年07月04日 09:15</span><span>来源：北方日报</span><span>作者：王小明 李红</span><span>字号 大 中 小</span></div>
      <div class="article-content"><p>　　\(Fixture.body[0])</p><!-- <p>注释不算。</p> --><p>&nbsp;&nbsp;\(Fixture.body[1])（完）</p></div>
      <div class="editor">责任编辑：赵刚</div>
      <div class="related"><h3>相关阅读</h3><ul><li><a href="/2">邻县也建成一批站点</a></li></ul></div>
      <div class="footer">蒙ICP备05001234号 蒙公网安备 15010002000123号</div></body></html>
      """
    let article = try Fixture.article(page, .html)
    #expect(article.text.string == Fixture.bodyText)
    #expect(article.metadata.title == "清水河县建成代表联络站二十三个")
    #expect(article.metadata.published == "2023-07-04T09:15")
    #expect(article.metadata.publisher == "北方日报")
    #expect(article.metadata.authors == ["王小明", "李红"])
    #expect(article.metadata.editor == "赵刚")
    #expect(article.metadata.site == "北方新闻网")
    #expect(article.metadata.url == "https://example.cn/a/1.html")
    #expect(article.metadata.licences == ["蒙ICP备05001234号", "蒙公网安备 15010002000123号"])
    #expect(article.trace.contains { !$0.isKept && $0.reason == "noise-container" })
    #expect(article.trace.filter(\.isKept).count == 2)
  }

  @Test func readsTablesLineBreaksAndPagesWithoutRoot() throws {
    let table = """
      <TABLE width=980><TR><TD><FONT>网站首页 | 机构概况 | 人大要闻 | 代表工作</FONT></TD></TR>
      <TR><TD><TABLE><TR><TD>·<A href=1>我县召开会议</A></TD></TR><TR><TD>·<A href=2>代表视察</A></TD></TR></TABLE></TD>
      <TD><TABLE><TR><TD><B>代表联络站建设提速</B></TD></TR><TR><TD>发布时间：2019-10-24　来源：县人大　　浏览次数：3079</TD></TR>
      <TR><TD>&nbsp;&nbsp;\(Fixture.body[0])<BR>&nbsp;&nbsp;\(Fixture.body[1])</TD></TR><TR><TD>【打印】【关闭】</TD></TR></TABLE></TD></TR></TABLE>
      """
    let article = try Fixture.article(table, .html)
    #expect(article.text.string == Fixture.bodyText)
    #expect(article.metadata.published == "2019-10-24")
    #expect(article.metadata.publisher == "县人大")
  }

  @Test func prefersTheShortArticleUnderTheTitleToALongOneBelow() throws {
    let other = (0..<30).map { "<p>另一篇文章的第\($0)段，讲的是完全不同的事情，而且比上面的正文长得多，足以压过它。</p>" }.joined()
    let page = """
      <title>短讯：联络站挂牌_某网</title><body><div><h1>短讯：联络站挂牌</h1><div>2024-05-20 13:09</div>
      <div class="txt"><p>\(Fixture.body[0])</p></div></div><div>登录并评论</div>
      <div><h2>旧闻一则</h2><div>2023-06-01 00:48</div><div class="txt">\(other)</div></div></body>
      """
    let article = try Fixture.article(page, .html)
    #expect(article.text.string == Fixture.body[0])
    #expect(article.metadata.published == "2024-05-20T13:09")
  }

  @Test func editorInAClassNameIsTheArticle() throws {
    let page = """
      <body><div class="side"><p>\(Fixture.body[1])</p></div>
      <div class="TRS_Editor"><p>\(Fixture.body[0])</p><p>\(Fixture.body[1])</p></div></body>
      """
    #expect(try Fixture.article(page, .html).text.string == Fixture.bodyText)
  }

  @Test func takesStructuredDataWhereThePageHoldsNoBody() throws {
    let page = """
      <html><head><title>联络站</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
      "headline":"联络站进社区","datePublished":"2025-12-30T10:00:00+08:00","publisher":{"name":"某报"},"author":[{"name":"王小明"}],
      "articleBody":"\(Fixture.body[0])"}</script></head><body><div id="app"></div></body></html>
      """
    let article = try Fixture.article(page, .html)
    #expect(article.text.string == Fixture.body[0])
    #expect(article.metadata.published == "2025-12-30T10:00:00")
    #expect(article.metadata.publisher == "某报")
    #expect(article.metadata.authors == ["王小明"])
  }

  @Test func hiddenTextAndScriptsAreNoText() throws {
    let page = """
      <body><div style="DISPLAY: none">免费注册送礼金，娱乐平台资料大全，欢迎访问本站。</div><div><p>\(Fixture.body[0])</p>
      <script>document.write("<p>广告，广告，广告。</p>")</script><p>\(Fixture.body[1])</p></div></body>
      """
    #expect(try Fixture.article(page, .html).text.string == Fixture.bodyText)
  }

  @Test func aTitleElementThatNamesTheSiteIsNoTitle() throws {
    let page = """
      <title>清水河县人大网</title><body><table><tr><td>清水河县人大网</td></tr><tr><td>代表联络站建设全面提速</td></tr>
      <tr><td>[2019-10-24] 浏览：30次</td></tr><tr><td>\(Fixture.body[0])<br>\(Fixture.body[1])</td></tr></table></body>
      """
    let article = try Fixture.article(page, .html)
    #expect(article.metadata.title == "代表联络站建设全面提速")
    #expect(article.metadata.published == "2019-10-24")
    #expect(article.text.string == Fixture.bodyText)
  }

  @Test func rowsOfATableOfFiguresAreLines() throws {
    let rows = [["乡镇", "站点（个）", "意见（条）"], ["甲镇", "9", "96"], ["乙乡", "", "54"], ["合计", "9", "150"]]
    let table = rows.map { "<tr>" + $0.map { "<td> <p>\($0)</p></td>" }.joined(separator: "\n") + "</tr>" }.joined()
    let body = Fixture.body.map { "<p>\($0)</p>" }
    let page =
      "<html><body><table><tr><td><div>\(body[0])<table>\(table)</table>\(body[1])</div></td></tr></table></body></html>"
    let text = try Fixture.article(page, .html).text.string
    let lines = rows.map { $0.joined(separator: "\t") }
    #expect(text == ([Fixture.body[0]] + lines + [Fixture.body[1]]).joined(separator: "\n"))
  }

  @Test func cellsThatLayOutAPageStayApart() throws {
    let page =
      "<html><body><table><tr><td><p>\(Fixture.body[0])</p></td><td><p>\(Fixture.body[1])</p></td></tr></table></body></html>"
    #expect(try Fixture.article(page, .html).text.string == Fixture.bodyText)
  }
}
