import CorpusModel
import Reporting
import Testing

@Suite struct AnnotatedPageTests {
  private static func article(_ text: String) -> Article {
    var metadata = ArticleMetadata(title: text, published: "2024-06-25", publisher: text, authors: [text])
    metadata.editor = text
    return Article(
      metadata: metadata, text: Array(text.utf8),
      origins: [
        .title: MetadataOrigin(.heading, text), .publisher: MetadataOrigin(.head, text),
        .authors: MetadataOrigin(.meta, text),
      ],
      trace: [
        BlockTrace(text: text, isKept: true, reason: "body"),
        BlockTrace(text: text, isKept: false, reason: "link-farm"),
      ])
  }

  @Test func blocksStandWithTheirReasonsAndValuesWithTheirPlaces() {
    let page = AnnotatedPage.article(id: "a/1.html", Self.article("联络站挂牌"))
    #expect(page.contains("<h2>联络站挂牌</h2>"))
    #expect(page.contains("<tr><th>publisher</th><td>联络站挂牌</td><td>head: 联络站挂牌</td></tr>"))
    #expect(
      page.contains("<div class=\"block kept\"><div class=\"rule\">body</div><div class=\"text\">联络站挂牌</div></div>"))
    #expect(page.contains("<div class=\"rule\">link-farm</div><div class=\"text\"><del>联络站挂牌</del></div>"))
    #expect(page.contains("2 blocks, 1 kept."))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><script>1</script>", "]]><svg onload=1>",
    "'onmouseover='1", "</del></div></article><a href=javascript:1>", "<!-- ", "&lt;b&gt;", "\u{202E}\u{0}\u{1B}[31m",
  ])
  func textOfStrangersIsOnlyText(_ text: String) {
    let page = AnnotatedPage.article(id: text, Self.article(text))
    let plain = AnnotatedPage.article(id: "x", Self.article("x"))
    #expect(page.utf8.count(where: { $0 == UInt8(ascii: "<") }) == plain.utf8.count(where: { $0 == UInt8(ascii: "<") }))
    #expect(
      page.utf8.count(where: { $0 == UInt8(ascii: "\"") }) == plain.utf8.count(where: { $0 == UInt8(ascii: "\"") }))
    #expect(!page.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{0}" || $0 == "\u{1B}" })
  }

  @Test func thePageNeedsNoOtherFileAndRunsNothing() {
    let page = AnnotatedPage.head + AnnotatedPage.article(id: "1", Self.article("字")) + AnnotatedPage.foot
    #expect(page.contains("default-src 'none'"))
    for word in ["<script", "src=", "href=", "url(", "@import", " style="] {
      #expect(!page.lowercased().contains(word), "\(word)")
    }
  }
}
