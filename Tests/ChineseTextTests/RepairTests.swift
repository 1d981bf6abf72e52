import CorpusModel
import LexiconData
import Testing
import ZhandianTestSupport

@testable import ChineseText

/// The repairer that the tests share.
private let shared = Result { try Repairer(lexicons: Repository.lexicons()) }

private func repaired(_ text: String) throws -> String { try shared.get().repair(Array(text.utf8)).text.string }

@Suite struct RepairTests {
  @Test func annotationsAreLearntFromTheDocument() throws {
    let text = "新榮區(qū)人大代表聯(lián)絡(luò)站設在各鄉(xiāng)鎮(zhèn)，服務(wù)群眾。"
    #expect(try repaired(text) == "新榮區人大代表聯絡站設在各鄉鎮，服務群眾。")
  }

  @Test(arguments: [
    "邕（yōng）宁区的代表", "阆(làng)中市与䢺(qí)村", "加入世贸组织(WTO)，试点(n=50)，氧化锌(ZnO)。", "維生素（a）與甲（a）",
    "“好不好？”他问；“好！”大家说。", "有三家单位；其中A厂停产", "單（shàn）縣在山東", "Él está allí: Ángel, Müller, Noël",
    "一、加强学习；二、A类企业优先！B类企业其次？", "编号：AB-12；型号：C_3@x",
  ])
  func cleanTextStays(text: String) throws {
    #expect(try repaired(text) == text)
  }

  @Test(arguments: [
    ("聽取當(dāng)?shù)鼐用駥?duì)老舊小區(qū)改造的想法", "聽取當地居民對老舊小區改造的想法"),
    ("他們?nèi)齻€(gè)人一起去", "他們三個人一起去"),
    ("住建局?jǐn)?shù)據(jù)顯示", "住建局數據顯示"),
    ("因?yàn)殡x縣城遠，鎮(zhèn)里設(shè)站", "因為離縣城遠，鎮里設站"),
  ])
  func bytesBehindABrokenAnnotationAreReadAgain(text: String, expected: String) throws {
    #expect(try repaired(text) == expected)
  }

  @Test(arguments: [
    ("實現(xiàn)全覆蓋、全參與;▓@屯鎮(zhèn)積極探索", "實現全覆蓋、全參與。花園屯鎮積極探索"),
    ("大家提出了意見?！饼埾笊鐓^(qū)居民說(shuō)", "大家提出了意見。”龍象社區居民說"),
    ("宣講三結合?!斑@些故事都是身邊事。”居民說", "宣講三結合。“這些故事都是身邊事。”居民說"),
  ])
  func lostLeadBytesAreFound(text: String, expected: String) throws {
    #expect(try repaired(text) == expected)
  }

  /// Both characters before the cut lack a byte; whether a quotation is open tells what the second is.
  @Test(arguments: [
    ("他說(shuō)：“這個(gè)路燈(dēng)該修了?！?\n代表記(jì)下來(lái)。", "他說：“這個路燈該修了。”\n代表記下來。"),
    ("居民說(shuō)，“以后就來(lái)站里坐坐?!?\n", "居民說，“以后就來站里坐坐。”\n"),
  ])
  func marksBeforeACutAreTold(text: String, expected: String) throws {
    #expect(try repaired(text) == expected)
  }

  /// A quotation that its line does not close ended in 。” and not in ！.
  @Test func anOpenQuotationTellsWhatEndedALine() throws {
    let text = "聯(lián)絡(luò)站、鄉(xiāng)鎮(zhèn)的代表都來了。老周說：“修好了路燈，我們心里就亮了"
    let expected = "聯絡站、鄉鎮的代表都來了。老周說：“修好了路燈，我們心里就亮了"
    #expect(try repaired(text + "!") == expected + "。”")
    #expect(try repaired(text + "!”") == expected + "!”")
  }

  /// What a page's end of line has lost is told where the words are sure, and noted where they are not.
  @Test func aMarkAtTheEndOfALineMayHideACharacter() throws {
    let annotated = "聯(lián)絡(luò)站、鄉(xiāng)鎮(zhèn)的代表都來了。\n"
    let plain = "聯絡站、鄉鎮的代表都來了。\n"
    #expect(try repaired(annotated + "接待日那天，電話一直響個不!") == plain + "接待日那天，電話一直響個不停。")
    for clear in ["修好了路燈，真是太好了!", "走不走?!他還是沒說話。", "歡迎大家光臨!!"] {
      let result = try shared.get().repair(Array((annotated + clear).utf8))
      #expect(result.text.string == plain + clear && result.notes.isEmpty)
    }
  }

  @Test func wordsTellALostCharacter() throws {
    let text = "聯(lián)絡(luò)站請鄉(xiāng)鎮(zhèn)醫院的??漆t生來，居民排著隊問。"
    #expect(try repaired(text) == "聯絡站請鄉鎮醫院的專科醫生來，居民排著隊問。")
  }

  @Test func aCharacterThatCannotBeToldIsMarked() throws {
    let result = try shared.get().repair(Array("鄉(xiāng)鎮(zhèn)聯(lián)絡(luò)站開門，總?cè)丝?.6萬。".utf8))
    #expect(result.text.string == "鄉鎮聯絡站開門，總人口\u{FFFD}.6萬。")
    #expect(result.notes.map(\.rule) == ["unrepaired.lost-character"])
  }

  @Test func lookalikesAndInvisibleCharactersAreReplaced() throws {
    #expect(try repaired("⻄藏⾃治区\u{200B}的\u{A0}⻓江\u{FEFF}") == "西藏自治区的 长江")
    let marked = try shared.get().repair(Array("甲\u{E010}乙".utf8))
    #expect(marked.text.string == "甲\u{E010}乙")
    #expect(marked.notes.map(\.rule) == ["unrepaired.private-use"])
  }

  @Test func entitiesAreDecoded() throws {
    #expect(try repaired("&ldquo;盲区&rdquo;,共&nbsp;3个ldquo;站rdquo;#xff1a;甲") == "“盲区”,共 3个“站”：甲")
    #expect(try repaired("R&D; AT&T; copy; not;") == "R&D; AT&T; copy; not;")
  }

  @Test func misreadBytesAreReadAgain() throws {
    #expect(try repaired("题目：ÂÛ³éÏóÐÐÕþÐÐÎª") == "题目：论抽象行政行为")
    #expect(try repaired("ä»£è¡¨å®¶ç«™") == "代表家站")
  }

  @Test func wrappedLinesAreJoined() throws {
    let wrapped = """
      　　昨日，市人大常委会一行到两个乡镇调研，看了代表之家以后又去
      了三处联络站，听取驻站代表介绍情况，对各站的做法给予充分肯
      定，要求把经验写下来、传出去，让好做法在更多的地方开花结果，
      让群众满意。
      　　座谈会上，大家畅所欲言。
      """
    let lines = try repaired(wrapped).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasSuffix("又去了三处联络站，听取驻站代表介绍情况，对各站的做法给予充分肯定，要求把经验写下来、传出去，让好做法在更多的地方开花结果，让群众满意。") == true)
    let list = "代表联络站全覆盖工作稳步推进成效明显\n人大常委会组织开展专题调研活动取得实效\n各乡镇人大主席团认真办理代表意见建议\n市县两级人大代表走进选区接待选民群众"
    #expect(try repaired(list) == list)
  }

  @Test func foldedPunctuationGetsItsWidthBack() throws {
    #expect(try repaired("全县建站(点)14个,其中:村级8个;比例3:1。效果如何?好!") == "全县建站（点）14个，其中：村级8个；比例3:1。效果如何？好！")
    let mixed = "全县建站14个，其中(A)村级8个;镇级6个,街道2个"
    #expect(try repaired(mixed) == mixed)
  }
}

@Suite struct RepairPropertyTests {
  @Test func generatedDamageIsUndone() throws {
    let annotated: [(Unicode.Scalar, String)] = [
      ("數", "shù"), ("聯", "lián"), ("絡", "luò"), ("區", "qū"), ("鄉", "xiāng"), ("鎮", "zhèn"), ("當", "dāng"),
      ("會", "huì"),
      ("個", "gè"), ("內", "nèi"), ("務", "wù"), ("據", "jù"), ("說", "shuō"), ("實", "shí"), ("關", "guān"), ("續", "xù"),
    ]
    let accident = GBKAccident(gbk: try GBKTable(), annotated: annotated)
    let clauses = [
      "鄉鎮聯絡站收集了當地居民的意見", "我們三個人分片包聯", "局里的數據顯示", "代表們仍然在繼續走訪", "社區服務中心每月接待選民",
      "會上有人說起停車的事", "總人口不多的村也設了站", "他們去年辦成了五件實事", "有關部門當場答復", "選區內的群眾都來了",
    ]
    let repairer = try shared.get()
    var random = SplitMix(state: 5)
    var (whole, exact) = (0, 0)
    for _ in 0..<200 {
      let text = (0..<4).compactMap { _ in clauses.randomElement(using: &random) }.joined(separator: "，") + "。"
      guard let page = accident.damaged(text, marksOrphans: false), page.text != text else { continue }
      let source = Array(page.text.utf8)
      let result = repairer.repair(source)
      expectSound(result.map, from: source, to: result.text)
      whole += 1
      exact += result.text.string == text ? 1 : 0
      #expect(repairer.repair(result.text).text == result.text)
    }
    #expect(whole > 150)
    #expect(exact * 100 >= whole * 97)
  }

  /// Text made to be searched for ever: the budget ends it.
  @Test(.timeLimit(.minutes(1)), arguments: ["?shù)當", "?!斑", "區(qū)?當", "?;?!?", "(", "&#", "ÂÛ"])
  func hostileTextEnds(piece: String) throws {
    let text = Array(String(repeating: piece, count: 3_000).utf8)
    let result = try shared.get().repair(text)
    #expect(result.map.sourceCount == text.count && result.text.count <= text.count * 3)
  }

  @Test func anyTextIsMappedSoundly() throws {
    let repairer = try shared.get()
    var random = SplitMix(state: 3)
    for _ in 0..<500 {
      let text = random.mixedText(of: 80)
      let result = repairer.repair(text, trace: true)
      expectSound(result.map, from: text, to: result.text)
      for note in result.notes {
        #expect(0 <= note.span.start && note.span.start <= note.span.end && note.span.end <= text.count)
      }
    }
  }
}
