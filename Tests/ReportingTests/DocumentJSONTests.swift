import CorpusModel
import Testing
import ZhandianTestSupport

@testable import Reporting

@Suite struct DocumentJSONTests {
  private static let region = RegionReference(code: "530000", name: "云南省", path: ["云南省"])

  private static func fact(_ content: FactContent, region: RegionReference? = region, place: String? = nil) -> Fact {
    let evidence = Evidence(text: "建成14556个", span: Span(0, 20), source: Span(3, 25))
    var fact = Fact(
      content: content, region: region, place: place, evidence: evidence, rule: "count.label-number", confidence: 0.97)
    fact.key = "k1"
    return fact
  }

  private static func document(_ facts: [Fact]) -> Document {
    var metadata = ArticleMetadata(title: "“阵地”\n综述", published: "2024-06-25", publisher: nil, authors: ["字强"])
    metadata.editor = "not part of the form"
    return Document(
      id: "d1",
      source: SourceDescription(
        path: "a.jsonl", member: "3", url: nil, format: .html, charset: "gb18030", sha256: "00"),
      metadata: metadata, home: Home(region: region, reason: "dateline"), script: .hans, text: Array("建成14556个".utf8),
      sourceText: Array("建成14556個".utf8), facts: facts, checks: [SumCheck(total: 0, parts: [1, 2], holds: true)])
  }

  @Test func aCountHasTheContractsShapeAndOrder() {
    var total = Self.fact(
      .count(
        Count(
          subjects: ["station"], quantity: Quantity(value: 14556, bound: .exact), unit: "个", label: "活动阵地",
          asOf: PartialDate(year: 2024, month: 6))))
    total.sumOf = [1, 2]
    #expect(
      DocumentJSON.document(Self.document([total])).line == #"{"schema":"zhandian.document/1","id":"d1","#
        + #""source":{"path":"a.jsonl","member":"3","url":null,"format":"html","charset":"gb18030","sha256":"00"},"#
        + #""meta":{"title":"“阵地”\n综述","published":"2024-06-25","publisher":null,"authors":["字强"],"#
        + #""home":{"code":"530000","name":"云南省"}},"script":"hans","text":"建成14556个","#
        + #""facts":[{"key":"k1","kind":"count","subject":"station","value":14556,"bound":"exact","unit":"个","#
        + #""label":"活动阵地","region":{"code":"530000","name":"云南省","path":["云南省"]},"place":null,"#
        + #""as_of":"2024-06","sum_of":[1,2],"evidence":{"text":"建成14556个","in":"body","start":0,"end":20,"#
        + #""source_start":3,"source_end":25},"rule":"count.label-number","confidence":0.97}],"#
        + #""checks":[{"kind":"sum","total":0,"parts":[1,2],"holds":true}],"rejected":null}"#)
  }

  @Test func everyKindFitsTheSchema() throws {
    let count = Count(
      subjects: ["suggestion", "deed"], quantity: Quantity(value: 3, bound: .moreThan), unit: "件", label: "")
    let facts = [
      Self.fact(.count(count), region: nil, place: "石桥镇"), Self.fact(.coverage(scope: nil, percent: 100)),
      Self.fact(.coverage(scope: "村", percent: 97.5)), Self.fact(.model(name: "四办", components: ["分办", "交办"])),
      Self.fact(.model(name: "站点+", components: [])), Self.fact(.slogan("民呼我为")), Self.fact(.epithet("连心桥")),
    ]
    let line = DocumentJSON.document(Self.document(facts)).line
    let schema = try JSONSchema(named: "document")
    #expect(schema.faults(in: line) == [])
    let written = try JSONNode(json: line)["facts"]?.elements ?? []
    #expect(written.map { $0["kind"]?.string } == facts.map { $0.content.kind })
    #expect(written[0]["subject"] == .array([.string("suggestion"), .string("deed")]))
    #expect(written[0]["region"] == .null && written[0]["place"] == .string("石桥镇") && written[0]["as_of"] == .null)
    #expect(written[0]["sum_of"] == nil && written[0]["components"] == nil)
    #expect(written[2]["percent"] == .number(97.5) && written[1]["percent"] == .integer(100))
    #expect(line.contains(#""percent":100,"#))
    // And the schema sees what does not belong.
    #expect(schema.faults(in: line.replacingFirst(#""percent":100"#, #""percent":101"#)) != [])
    #expect(schema.faults(in: line.replacingFirst(#""kind":"slogan""#, #""kind":"motto""#)) != [])
    #expect(schema.faults(in: line.replacingFirst(#""place":null,"#, "")) != [])
  }

  @Test func cleanAndRejectedFitTheirSchemas() throws {
    let article = Article(metadata: ArticleMetadata(title: nil, published: "2024-06"), text: Array("正文\u{2028}".utf8))
    let clean = DocumentJSON.clean(id: "a/1.html", article).line
    #expect(
      clean == #"{"id":"a/1.html","title":null,"published":"2024-06","publisher":null,"authors":[],"#
        + #""text":"正文\u2028","found":{}}"#)
    #expect(try JSONSchema(named: "clean").faults(in: clean) == [])
    let schema = try JSONSchema(named: "rejected")
    for stage in Stage.allCases {
      for reason in Rejection.Reason.allCases {
        let rejection = Rejection(stage: stage, reason: reason, place: "p", detail: "says \"why\"")
        #expect(schema.faults(in: DocumentJSON.rejected(id: "r", rejection).line) == [])
      }
    }
    let line = DocumentJSON.rejected(id: "r", Rejection(stage: .reading, reason: .tooLarge, place: "p", detail: "d"))
      .line
    #expect(
      line
        == #"{"schema":"zhandian.document/1","id":"r","rejected":{"stage":"reading","reason":"too_large","detail":"d"}}"#
    )
  }

  @Test func illFormedTextIsStillJSON() throws {
    var document = Self.document([])
    document.text = [0xE7, 0xAB, 0x41, 0xFF]
    let line = DocumentJSON.document(document).line
    #expect(try JSONNode(json: line)["text"]?.string == "\u{FFFD}A\u{FFFD}")
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, _ other: String) -> String {
    guard let range = utf8.firstRange(of: part.utf8) else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
