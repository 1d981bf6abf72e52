import CorpusModel
import Testing

@testable import ChineseText

@Suite struct SentencesTests {
  private func split(_ text: String, semicolon: Bool = false) -> [String] {
    let bytes = Array(text.utf8)
    return SentenceSplitter(splitsAtSemicolon: semicolon).sentences(in: bytes).map { bytes.string($0) }
  }

  @Test(arguments: [
    ("建站14个。接待群众1.2万人次！", ["建站14个。", "接待群众1.2万人次！"]),
    ("他说：“好。大家都来。”会散了。", ["他说：“好。大家都来。”", "会散了。"]),
    ("“好不好？”的问题，答案是“好！”，大家都笑。走了。", ["“好不好？”的问题，答案是“好！”，大家都笑。", "走了。"]),
    ("（一）建站。1. 选址；2. 挂牌。①验收！", ["（一）建站。", "1. 选址；2. 挂牌。", "①验收！"]),
    ("一、工作回顾\n\n　　过去一年，成绩来之不易。", ["一、工作回顾", "过去一年，成绩来之不易。"]),
    ("听民意、解民忧……代表在路上。代表们走访、调研……等活动很多。", ["听民意、解民忧……", "代表在路上。", "代表们走访、调研……等活动很多。"]),
    ("真的吗?!是的!No. 3 is A. OK?", ["真的吗?!", "是的!", "No. 3 is A. OK?"]),
    ("（本报记者 张三）完", ["（本报记者 张三）完"]),
    ("括号里（有句号。还有一句。）也不断。", ["括号里（有句号。还有一句。）也不断。"]),
  ])
  func splits(text: String, sentences: [String]) {
    #expect(split(text) == sentences)
  }

  @Test func semicolonsWhereAsked() {
    #expect(split("甲；乙。", semicolon: true) == ["甲；", "乙。"])
    #expect(split("甲；乙。") == ["甲；乙。"])
  }

  @Test func sentencesAreInOrderAndLoseOnlySpace() {
    var random = SplitMix(state: 9)
    for _ in 0..<300 {
      let text = random.mixedText(of: 80)
      let spans = SentenceSplitter().sentences(in: text)
      var covered: [UInt8] = []
      var end = 0
      for span in spans {
        #expect(span.start >= end && span.end > span.start && span.end <= text.count)
        covered += text[span.range]
        end = span.end
      }
      func visible(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { !$0.properties.isWhitespace }.map(String.init)
          .joined()
      }
      #expect(visible(covered) == visible(text))
    }
  }
}
