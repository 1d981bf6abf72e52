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
    ("增长3.5%，共1.2万人次，比例1:3.5。第二句。", ["增长3.5%，共1.2万人次，比例1:3.5。", "第二句。"]),
    ("日期2024.6.25，编号No.12.见附件3.2节。完。", ["日期2024.6.25，编号No.12.见附件3.2节。", "完。"]),
    ("（一）选址。（二）挂牌。一、建站；二、用站。", ["（一）选址。", "（二）挂牌。", "一、建站；二、用站。"]),
    ("①建站。②用站！③管站？", ["①建站。", "②用站！", "③管站？"]),
    ("1.建站。2.用站。", ["1.建站。", "2.用站。"]),
    ("他说：‘好。’她说：“他说‘好。’了。”散会。", ["他说：‘好。’", "她说：“他说‘好。’了。”", "散会。"]),
    ("「好。」他說。『真的？！』", ["「好。」", "他說。", "『真的？！』"]),
    ("《站里有事吗？》一文发表了。《你好！》也是。", ["《站里有事吗？》一文发表了。", "《你好！》也是。"]),
    ("“走！”——他喊道。“去哪？”她问。", ["“走！”——他喊道。", "“去哪？”", "她问。"]),
    ("【通知】明天开会。【地点】站里。", ["【通知】明天开会。", "【地点】站里。"]),
    ("太好了！！！真的吗？？？是的。。。", ["太好了！！！", "真的吗？？？", "是的。。。"]),
    ("等等……。再等……，还等……。", ["等等……。", "再等……，还等……。"]),
    ("没有关上的“引号。\n下一段照样断。再一句。", ["没有关上的“引号。", "下一段照样断。", "再一句。"]),
    ("（记者李四）代表进站。（本文有删节。）", ["（记者李四）代表进站。", "（本文有删节。）"]),
    ("　　\n\n \n", []), ("。", ["。"]), ("", []),
  ])
  func splits(text: String, sentences: [String]) {
    #expect(split(text) == sentences)
  }

  @Test func semicolonsWhereAsked() {
    #expect(split("甲；乙。", semicolon: true) == ["甲；", "乙。"])
    #expect(split("甲；乙。") == ["甲；乙。"])
  }

  @Test func theGoldIsSplitAtItsFullStops() throws {
    var sentences = 0
    for text in try OwnTexts.gold() {
      for span in SentenceSplitter().sentences(in: text) {
        sentences += 1
        // A sentence of a thousand characters would mean that a quotation or bracket was never closed.
        #expect(span.count < 3_000, "\(text.string(span))")
        #expect(!text[span.range].contains(0x0A))
      }
    }
    #expect(sentences > 600)
  }

  /// What is appended behind a closed line does not change the sentences before it.
  @Test func laterTextChangesNothingBefore() {
    var random = SplitMix(state: 17)
    let splitter = SentenceSplitter()
    for _ in 0..<100 {
      let first = random.mixedText(of: 60) + [0x0A]
      let second = random.mixedText(of: 60)
      #expect(splitter.sentences(in: first + second).starts(with: splitter.sentences(in: first)))
    }
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
