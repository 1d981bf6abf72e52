import CorpusModel
import Testing

@testable import FactExtraction

@Suite struct NameQuotationTests {
  private func contents(_ text: String) -> [String] {
    let text = NameText(text)
    return Quotations(of: text).all.map { Scalars.string(text.scalars[$0.inner]) }
  }

  @Test(arguments: [
    ("推行“甲”模式", ["甲"]),
    ("推行「甲乙」與『丙丁』", ["甲乙", "丙丁"]),
    ("推行\"甲\"和\"乙\"", ["甲", "乙"]),
    ("推行‘甲’", ["甲"]),
    ("推行“甲‘乙’丙”", ["甲‘乙’丙", "乙"]),
    ("推行“甲“乙”丙”", ["甲“乙”丙", "乙"]),
    // Marks that point the wrong way.
    ("推行“甲“模式", ["甲"]),
    ("推行”甲”模式", ["甲"]),
    ("推行”甲“模式、“乙”模式", ["甲", "乙"]),
    ("推行“甲”模式、“乙“模式", ["甲", "乙"]),
    // A mark without its partner takes nothing with it.
    ("他说：“今天开会。\n推行“甲”模式", ["甲"]),
    ("It's 6 o'clock in the people's hall", []),
  ])
  func findsQuotations(text: String, expected: [String]) {
    #expect(contents(text) == expected)
  }

  @Test func offsetsAreBytes() {
    let text = NameText("A＋\u{20BB7}一")
    #expect(text.scalars == [0x41, 0x2B, 0x20BB7, 0x4E00])
    #expect(text.span(1..<2) == Span(1, 4))
    #expect(text.span(3..<4) == Span(8, 11))
    #expect(NameText([0x41, 0xE4, 0xB8]).count == 2, "a text may be cut off")
  }

  @Test func titlesAreKnown() {
    let text = NameText("印发《关于推进“双联”的意见》，推行“五办”")
    #expect(Quotations(of: text).all.map(\.isInTitle) == [true, false])
  }

  @Test func quotationsAroundAPlace() {
    let text = NameText("“一‘二’三”四“五”")
    let quotations = Quotations(of: text)
    #expect(quotations.around(3).map(\.outer) == [2..<5, 0..<7])
    #expect(quotations.around(5).map(\.outer) == [0..<7])
    #expect(quotations.around(7).isEmpty)
    #expect(quotations.within(2..<9).map(\.outer) == [2..<5, 8..<11])
  }
}

@Suite struct NameNumeralTests {
  private func groups(_ text: String) -> [String]? {
    NumeralShorthand(NameText(text).scalars[...])?.groups.map { "\($0.number)\(Scalars.string($0.noun))" }
  }

  @Test(arguments: [
    ("八有", ["8有"]), ("三官一员", ["3官", "1员"]), ("十个一", ["10个一"]), ("十二字", ["12字"]), ("二十条", ["20条"]),
    ("七有、四好、三上墙", ["7有", "4好", "3上墙"]), ("四定三式二制一流转", ["4定", "3式", "2制", "1流转"]),
    ("两化四有", ["2化", "4有"]), ("双述双评", ["2述", "2评"]), ("5个一", ["5个一"]),
  ])
  func readsShorthand(text: String, expected: [String]) {
    #expect(groups(text) == expected)
  }

  @Test(arguments: ["连心桥", "有事找代表", "最后一公里", "2024", "一", "一个需要长长说明的名称", ""])
  func isNoShorthand(text: String) {
    #expect(groups(text) == nil)
  }

  @Test func partsAreCounted() {
    func counts(_ text: String) -> [Int]? { NumeralShorthand(NameText(text).scalars[...])?.partCounts }
    #expect(counts("八有") == [8])
    #expect(counts("三官一员") == [4, 3, 2])
    #expect(counts("一站") == [])
  }
}
