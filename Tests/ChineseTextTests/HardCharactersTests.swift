import LexiconData
import Testing
import ZhandianTestSupport

@testable import ChineseText

/// Characters of one script that stand for several of the other: words for each reading, both ways.
@Suite struct HardCharactersTests {
  private static let simplifying = Result { try ScriptConverter(lexicons: Repository.lexicons(), to: .hans) }
  private static let traditional = Result { try ScriptConverter(lexicons: Repository.lexicons(), to: .hant) }
  private static let taiwan = Result { try ScriptConverter(lexicons: Repository.lexicons(), to: .tw) }

  /// Simplified; standard traditional; as the Taiwan press writes it, where that differs.
  static let words: [(String, String, String?)] = [
    ("影响着群众，看着他笑着说", "影響着羣衆，看着他笑着說", "影響著群眾，看著他笑著說"),
    ("著名学者的著作、专著和土著", "著名學者的著作、專著和土著", nil),
    ("显著成效，编著教材，著书立说", "顯著成效，編著教材，著書立說", nil),
    ("着力解决，沿着河道走访", "着力解決，沿着河道走訪", "著力解決，沿著河道走訪"),
    ("乾隆年间的乾安县，天气干燥", "乾隆年間的乾安縣，天氣乾燥", nil),
    ("干部干实事，饼干，若干，干涉，干净", "幹部幹實事，餅乾，若干，干涉，乾淨", nil),
    ("乾坤，乾清宫", "乾坤，乾清宮", nil),
    ("适用于单位和个人，限于其一", "適用於單位和個人，限於其一", nil),
    ("于谦，单于，于是", "于謙，單于，於是", nil),
    ("瞭望台上了解情况，一目了然", "瞭望臺上了解情況，一目瞭然", "瞭望台上了解情況，一目瞭然"),
    ("以此为借口，杯盘狼藉，慰藉人心，借书", "以此爲藉口，杯盤狼藉，慰藉人心，借書", "以此為藉口，杯盤狼藉，慰藉人心，借書"),
    ("俱乐部里一应俱全", "俱樂部裏一應俱全", "俱樂部裡一應俱全"),
    ("复习，反复，恢复，答复，复杂", "複習，反覆，恢復，答覆，複雜", nil),
    ("覆盖，颠覆，重复", "覆蓋，顛覆，重複", nil),
    ("皇后在后宫，后面，后代，以后，太后", "皇后在後宮，後面，後代，以後，太后", nil),
    ("范先生守规范，模范，范围，范仲淹", "范先生守規範，模範，範圍，范仲淹", nil),
    ("里面，公里，邻里，里程碑，十里八乡", "裏面，公里，鄰里，里程碑，十里八鄉", "裡面，公里，鄰里，里程碑，十里八鄉"),
  ]

  @Test(arguments: words.indices)
  func bothWays(index: Int) throws {
    let (simplified, standard, taiwan) = Self.words[index]
    #expect(try Self.traditional.get().convert(Array(simplified.utf8)).text.string == standard)
    #expect(try Self.taiwan.get().convert(Array(simplified.utf8)).text.string == taiwan ?? standard)
    #expect(try Self.simplifying.get().convert(Array(standard.utf8)).text.string == simplified)
    #expect(try Self.simplifying.get().convert(Array((taiwan ?? standard).utf8)).text.string == simplified)
  }

  @Test(arguments: [("乾安縣", "乾安县"), ("餘干縣", "余干县"), ("於都縣", "于都县"), ("沈丘縣與瀋陽市", "沈丘县与沈阳市")])
  func placesKeepTheirNames(traditional: String, simplified: String) throws {
    #expect(try Self.simplifying.get().convert(Array(traditional.utf8)).text.string == simplified)
  }

  @Test func traditionalParagraphsStay() throws {
    let text = "站里的代表关系到群众，听取意见建议。\n聯絡站設在鄉鎮，聽取意見建議，裡裡外外。\n"
    let made = try Self.traditional.get().convert(Array(text.utf8)).text.string
    #expect(made == "站裏的代表關係到羣衆，聽取意見建議。\n聯絡站設在鄉鎮，聽取意見建議，裡裡外外。\n")
  }

  @Test func japaneseStaysBothWays() throws {
    let text = "他说「会議の写真を撮りました」，大家听了很开心"
    let made = try Self.traditional.get().convert(Array(text.utf8)).text.string
    #expect(made == "他說「会議の写真を撮りました」，大家聽了很開心")
  }

  @Test func everyEntryThatFiredIsTold() throws {
    let converted = try Self.simplifying.get().convert(Array("乾隆的聯絡站裡，軟體".utf8), trace: true)
    let notes = converted.notes.map { "\($0.span.start) \($0.rule) \($0.before)→\($0.after)" }
    #expect(notes.first == "0 convert.phrase 乾隆→乾隆")
    #expect(notes.contains("9 convert.character 聯→联"))
    let bare = try ScriptConverter(lexicons: Repository.lexicons(), to: .hans, engine: .icu)
    #expect(bare.convert(Array("聯人".utf8), trace: true).notes.map(\.rule) == ["convert.icu"])
  }
}
