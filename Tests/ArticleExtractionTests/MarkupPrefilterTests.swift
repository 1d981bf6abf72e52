import Testing

@testable import ArticleExtraction

@Suite("Markup that the parser gets to see") struct MarkupPrefilterTests {
  private func markup(_ page: String) -> String {
    Array(page.utf8).withUnsafeBufferPointer { String(decoding: MarkupPrefilter($0).markup, as: UTF8.self) }
  }

  @Test(arguments: [
    (#"<div width="3" class="a b" data-x='1'>"#, #"<div class="a b">"#),
    (#"<DIV ID=main onclick="go('>')">"#, "<DIV ID=main>"),
    (#"<p style="color:red">"#, "<p>"),
    (#"<p style="DISPLAY: None">"#, #"<p style="DISPLAY: None">"#),
    (#"<p style="display:&#110;one">"#, #"<p style="display:&#110;one">"#),
    ("<li hidden align=left >", "<li hidden>"),
    (#"<td itemprop = "articleBody"/>"#, #"<td itemprop = "articleBody">"#),
    (#"<span class="a">字</span><a href="/">字</a><img src="b">"#, "<span>字</span><a>字</a>"),
    (#"<meta name="author" content="李红">"#, #"<meta name="author" content="李红">"#),
    (#"<td id="=top>字<p align=center>字"#, "<td>字<p>字"), (#"<meta content="MSHTML name=GENERATOR>字"#, "<meta>字"),
  ]) func keepsOfTagsWhatTells(page: String, kept: String) {
    #expect(markup(page) == kept)
  }

  /// Attributes that are not written as they should be are left to the parser, which has its own ways with them.
  @Test(arguments: [
    #"<div "x" class="a" width="3">"#, #"<div class="a"id="b" width="3">"#,
  ]) func keepsWhatIsWrittenWrongly(page: String) {
    #expect(markup(page + "字") == page + "字")
  }
}
