import CorpusModel
import Testing

@testable import ArticleExtraction

@Suite struct TelephoneTests {
  @Test(
    arguments: [
      ("新闻热线：0771-5881234　桂ICP备05001234号", ["0771-5881234", "桂ICP备05001234号"]), ("电话：02162758889", ["02162758889"]),
      ("客服热线：400-8001234", []), ("电话：0771-588", []), ("电话：13800138000", []),
    ] as [(String, [String])])
  func numbersWithAnAreaCodeAreKept(_ footer: String, _ expected: [String]) throws {
    let body = "　　\(Fixture.body[0])\n　　\(Fixture.body[1])"
    let text = "代表联络站进社区\n2023-05-06 来源：清水河县人大\n\n\(body)\n编辑:本网\n版权所有　\(footer)\n"
    #expect(try Fixture.article(text, .text).metadata.licences == expected)
  }
}
