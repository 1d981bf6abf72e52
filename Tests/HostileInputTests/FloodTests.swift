import ArticleExtraction
import CorpusModel
import CorpusReading
import Ingestion
import Testing
import ZhandianTestSupport

/// Pages made to take time, memory or text away: the words of the article are still there, and no more than went in.
///
/// How long they take is measured by `Reports/tools/floods.py`, apart from the tests.
@Suite struct FloodTests {
  static let sentence = "全县建成人大代表联络站14个，接待选民2300余人次，收集意见建议412条。"
  static let pipeline = Result { try DocumentPipeline(lexicons: Repository.lexicons()) }

  static func document(_ page: String) throws -> Document {
    try pipeline.get().document(from: RawRecord(id: "a", path: "a.html", bytes: Array(page.utf8), kind: .html))
  }

  private func counts(_ document: Document) -> [Int] {
    document.facts.compactMap { if case .count(let count) = $0.content { count.quantity.value } else { nil } }
  }

  @Test(arguments: [
    "<div>", "<b><i>", "<table><tr><td>", "</x>", "<p>", "<blockquote>", "<ul><li>", "<a>", "<font>", "<!-->",
    "<script></script>", "<select><option>", "<svg>", "<form>", "<h1>", "<div hidden></div>", "<td>", "</p>",
    "<![CDATA[", "<?x?>", "&amp;", "&#20013;", "&notanentity;", "&#xD800;", "&#99999999;", "&", "&#",
  ])
  func aFloodBeforeTheArticleHidesNothing(_ piece: String) throws {
    let flood = String(repeating: piece, count: 20_000)
    let page = "<body><h1>联络站</h1><p>\(Self.sentence)</p><p>\(Self.sentence)</p><div>" + flood
    let document = try Self.document(page)
    #expect(counts(document).contains(14) && counts(document).contains(412))
    #expect(document.sourceText.count <= page.utf8.count, "no text of its own making")
  }

  /// What the rules look for, over and over: each word is read once, whatever stands around it.
  @Test(arguments: [
    "云南省昆明市", "云南省、昆明市、", "官渡区，", "金山镇、", "该县", "代表联络站14个，", "“三官一员”", "1,", "1+7+N", "2024年6月",
    "100%全覆盖，", "有事找代表，", "（", "“", "万", "·", "推行“123”工作法。\n\n", "■ 诸暨市\n", "一行12人来我市考察。",
  ])
  func aFloodOfWordsHidesNothing(_ piece: String) throws {
    let flood = String(repeating: piece, count: 10_000)
    let document = try Self.document("<body><h1>联络站</h1><p>\(Self.sentence)</p><p>\(Self.sentence)</p><p>\(flood)</p>")
    #expect(counts(document).contains(14) && counts(document).contains(412))
    #expect(document.text.count > flood.utf8.count / 2)
  }

  /// Lists without end where the home of an article is looked for: each is walked through once.
  @Test(arguments: ["云南省、昆明市、", "昆明市、官渡区、", "云南省昆明市"])
  func aFloodOfPlacesInTitleAndOpeningHidesNothing(_ piece: String) throws {
    let flood = String(repeating: piece, count: 10_000)
    for page in ["<h1>\(flood)</h1>", "<h1>联络站</h1><p>来自\(flood)的考察团。</p>"] {
      let document = try Self.document("<body>\(page)<p>\(Self.sentence)</p><p>\(Self.sentence)</p>")
      #expect(counts(document).contains(14) && counts(document).contains(412))
    }
  }

  /// One figure under ever other labels: each count is compared with a few earlier ones, not with all.
  @Test func oneFigureUnderManyLabelsIsKeptUnderEach() throws {
    let labels = (0..<5000).map { number in
      String(String.UnicodeScalarView([number / 70, number % 70].compactMap { Unicode.Scalar(0x6C00 + UInt32($0)) }))
    }
    let flood = labels.map { "\($0)代表联络站14个。" }.joined()
    let document = try Self.document("<body><h1>联络站</h1><p>\(Self.sentence)</p><p>\(flood)</p><p>\(Self.sentence)</p>")
    #expect(counts(document).count { $0 == 14 } > 4000)
  }

  /// A paragraph without end is read in pieces; no number of it is lost.
  @Test(arguments: ["。", "，", "　"])
  func aParagraphWithoutEndIsReadInPieces(_ mark: String) throws {
    let numbers = (0..<6000).map { 1001 + 2 * $0 }
    let text = numbers.map { "建成联络站\($0)个\(mark)" }.joined()
    #expect(text.utf8.count > 2 << 16)
    let found = Set(counts(try Self.document("<body><h1>联络站</h1><p>\(Self.sentence)</p><p>\(text)</p>")))
    #expect(found.count { $0 > 1000 && $0 % 2 == 1 } >= numbers.count)
  }

  @Test func entitiesOfADocumentTypeAreNotExpanded() throws {
    var page = "<!DOCTYPE html [<!ENTITY a0 \"站站站站站站站站站站\">"
    for level in 1..<9 {
      page += "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">"
    }
    page += "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><body><p>\(Self.sentence)</p><p>&a8;&x;\(Self.sentence)</p>"
    let document = try Self.document(page)
    #expect(document.sourceText.count < page.utf8.count)
    #expect(!document.text.string.contains("root:"))
    #expect(counts(document).contains(14))
  }

  @Test func oneTagMayHaveAnyNumberOfAttributes() throws {
    let attributes = (0..<50_000).map { "a\($0)=\"\($0)\"" }.joined(separator: " ")
    let value = String(repeating: "x", count: 5 << 20)
    let body = "<p>\(Self.sentence)</p><p>\(Self.sentence)</p>"
    let page = "<div \(attributes)><div class=\"\(value)\"><!--\(value)-->" + body
    #expect(counts(try Self.document(page)).contains(14))
  }

  @Test func capsOfPagesHoldToTheElement() throws {
    let body = "<p>\(Self.sentence)</p><p>\(Self.sentence)</p>"
    for depth in 511...513 {
      let document = try Self.document(String(repeating: "<div>", count: depth) + body)
      #expect(counts(document).contains(14), "\(depth) levels")
    }
    var limits = ResourceLimits()
    limits.htmlElements = 100
    let extractor = try ArticleExtractor(lexicons: Repository.lexicons(), limits: limits)
    for count in 97...101 {
      let page = String(repeating: "<div></div>", count: count) + body
      let source = SourceDescription(path: "a", format: .html, charset: "utf-8", sha256: "")
      let article = try extractor.extract(SourceDocument(id: "a", source: source, text: Array(page.utf8)))
      #expect(article.text.string.contains(Self.sentence), "\(count) elements")
    }
  }

  @Test func aRecordIsReadUpToItsLastByteAndNotOneMore() throws {
    var limits = ResourceLimits()
    limits.documentBytes = 2000
    let decoder = RecordDecoder(limits: limits)
    for (count, passes) in [(1999, true), (2000, true), (2001, false)] {
      let text = Self.sentence + String(repeating: "a", count: count - Self.sentence.utf8.count)
      let record = RawRecord(id: "a", path: "a.txt", bytes: Array(text.utf8), kind: .text)
      if passes {
        #expect(try decoder.decode(record).text.count == count)
      } else {
        let rejection = #expect(throws: Rejection.self) { try decoder.decode(record) }
        #expect(rejection?.reason == .tooLarge && rejection?.detail.contains("limit documentBytes") == true)
      }
    }
  }

  @Test func everyLimitIsListed() {
    let listed = ResourceLimits().all
    let stored = Mirror(reflecting: ResourceLimits()).children.compactMap(\.label)
    #expect(listed.map(\.name) == stored && stored.count >= 7)
    #expect(listed.allSatisfy { $0.value > 0 && !$0.unit.isEmpty && !$0.about.isEmpty })
  }
}
