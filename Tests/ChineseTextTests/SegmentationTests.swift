import CorpusModel
import LexiconData
import Testing
import ZhandianTestSupport

@testable import ChineseText

@Suite struct SegmentationTests {
  /// The words of `text` as strings.
  private func words(
    _ text: String, model: Segmenter.Model = .standard, user: [(word: String, priority: Int)] = [], forced: [Span] = []
  ) throws -> [String] {
    let segmenter = try Segmenter(lexicons: Repository.lexicons(), model: model, userWords: user)
    let bytes = Array(text.utf8)
    var tokens: [Token] = []
    segmenter.segment(bytes, forced: forced, into: &tokens)
    return tokens.map { bytes.string($0.span) }
  }

  /// The span of the first occurrence of `part` in `text`.
  private func span(_ part: String, in text: String) throws -> Span {
    let (bytes, needle) = (Array(text.utf8), Array(part.utf8))
    let start = try #require((0...bytes.count - needle.count).first { bytes[$0...].starts(with: needle) })
    return Span(start, start + needle.count)
  }

  @Test(arguments: Segmenter.Model.allCases) func plainSentence(_ model: Segmenter.Model) throws {
    #expect(
      try words("县人大代表积极参加调查研究，提出意见和建议。", model: model).joined(separator: "/")
        .hasSuffix("积极/参加/调查/研究/，/提出/意见/和/建议/。"))
  }

  @Test(arguments: [
    ("投入1.2万多元", "1.2万多"), ("接待群众200余人", "200余"), ("满意率98.5%以上", "98.5%"), ("共1,234,567人", "1,234,567"),
    ("推行1+7+N模式", "1+7+N"), ("推行“N+1”工作法", "N+1"), ("于2024年到任", "2024年"), ("上世纪80年代修建", "80年代"),
    ("在5月召开", "5月"), ("自5月15日起", "15日"), ("当天上午8:30开门", "8:30"), ("第18届运动会", "第18"), ("写于二〇一九年", "二〇一九年"),
    ("三月十二日植树", "十二日"), ("购买iPhone15手机", "iPhone15"), ("学习C++语言", "C++"), ("分子式H2O的水", "H2O"),
    ("写信到li-ces@example.org吧", "li-ces@example.org"), ("见https://example.org/a?b=c。", "https://example.org/a?b=c"),
    ("他说……", "……"), ("重１２千克", "１２"),
  ])
  func ruleMakesOneWord(_ text: String, _ word: String) throws {
    #expect(try words(text).contains(word))
  }

  @Test(arguments: [
    ("建设3年了", "3年"), ("2024年度计划", "2024年"), ("十五日内答复，30日内办结", "30日"), ("重5千克", "5千"), ("上升3百分点", "3百"),
  ])
  func ruleKeepsApart(_ text: String, _ word: String) throws {
    #expect(try !words(text).contains(word))
  }

  @Test func forcedSpanIsAWordWhateverItCuts() throws {
    let text = "进站点登记，2024年5月"
    let forced = [try span("进站", in: text), try span("24年5", in: text)]
    let found = try words(text, user: [("站点", 9)], forced: forced)
    #expect(found.starts(with: ["进站", "点"]))
    #expect(found.contains("24年5"))
    #expect(found.joined() == text)
  }

  @Test func forcedSpanMayHoldSpaceAndOverlappingOnesAreSettled() throws {
    let text = "新型 冠状 病毒来了"
    let whole = try span("新型 冠状 病毒", in: text)
    #expect(try words(text, forced: [Span(7, 13), whole, Span(5, 5), Span(-3, 2), Span(9, 999)]).first == "新型 冠状 病毒")
  }

  @Test func userWordsAreWholeAndTheHigherPriorityWins() throws {
    let text = "三严三实专题教育和宝马X5，糖类抗原19-9升高"
    let user: [(word: String, priority: Int)] = [("三严三实", 1), ("宝马X5", 1), ("糖类抗原19-9", 1)]
    let found = try words(text, user: user)
    for word in user.map(\.word) { #expect(found.contains(word)) }
    let cut: [(word: String, priority: Int)] = [("三实专题", 2)]
    #expect(try !words(text, user: user + cut).contains("三严三实"))
    #expect(try words(text, user: user + cut).contains("三实专题"))
    #expect(try words(text, user: user + [("三实专题", 0)]).contains("三严三实"))
  }

  @Test func favouredWordIsPreferred() throws {
    let text = "走进沙柳坪查看"
    let bytes = Array(text.utf8)
    for (favoured, isWhole) in [([], false), (["沙柳坪查"], true)] {
      let segmenter = try Segmenter(lexicons: Repository.lexicons(), favoured: favoured)
      var tokens: [Token] = []
      segmenter.segment(bytes, into: &tokens)
      #expect(tokens.contains { bytes.string($0.span) == "沙柳坪查" } == isWhole)
    }
  }

  @Test func userWordNeverCutsALatinWordOrNumber() throws {
    #expect(try words("看li-ces和宝马X50", user: [("ces", 1), ("宝马X5", 1)]).contains("li-ces"))
    #expect(try words("看宝马X50", user: [("宝马X5", 1)]).contains("X50"))
  }

  @Test(arguments: [
    ("縣人大代表積極參加調查研究，聽取群眾意見。", "县人大代表积极参加调查研究，听取群众意见。"),
    ("聯絡站設在鄉鎮，選民說“找得到人”。", "联络站设在乡镇，选民说“找得到人”。"), ("國務院發佈報告", "国务院发布报告"),
  ])
  func traditionalTextIsReadAsSimplifiedAndToldInPlace(_ traditional: String, _ simplified: String) throws {
    for model in Segmenter.Model.allCases {
      let (left, right) = (try words(traditional, model: model), try words(simplified, model: model))
      #expect(left.joined() == traditional)
      #expect(left.map(\.unicodeScalars.count) == right.map(\.unicodeScalars.count))
    }
  }

  @Test func charactersOfBothScriptsKeepTheirWeights() throws {
    #expect(try words("著名作家瞭望乾隆年间的著作").contains("著名"))
  }

  @Test func userWordsHoldInEitherScript() throws {
    #expect(try words("走進代表聯絡站點", user: [("代表联络站点", 1)]).last == "代表聯絡站點")
    #expect(try words("走进代表联络站点", user: [("代表聯絡站點", 1)]).last == "代表联络站点")
  }

  @Test func longerUserWordWinsAtTheSamePriority() throws {
    #expect(try words("基层立法联系点建设", user: [("联系点", 1), ("基层立法联系点", 1)]).first == "基层立法联系点")
  }

  @Test func partKeepsLinesAndPartsWithOneSpace() throws {
    let segmenter = try Segmenter(lexicons: Repository.lexicons())
    let text = Array("\n 人民  代表\n\n大会。\n".utf8)
    var out: [UInt8] = []
    text.withUnsafeBufferPointer { segmenter.part($0, scratch: SegmentationScratch(), into: &out) }
    #expect(out.string == "\n人民 代表\n\n大会 。\n")
  }

  @Test func brokenWeightsAreToldApart() throws {
    let bytes = try Repository.lexicons().bytes("segmentation/fast.weights")
    #expect(throws: LexiconError.self) { try SegmentationWeights(Array(bytes.prefix(9999)), file: "x") }
    #expect(throws: LexiconError.self) { try SegmentationWeights([1, 2, 3], file: "x") }
    #expect(throws: LexiconError.self) { try SegmentationWeights(Array("ZDSEG".utf8) + [9, 0, 0, 0], file: "x") }
    let read = try SegmentationWeights(bytes, file: "x")
    #expect(read.serialized() == bytes)
  }
}
