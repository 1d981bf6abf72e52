import CorpusModel
import FactExtraction
import LexiconData
import Testing
import ZhandianTestSupport

/// Tables in plain text, of our own.
struct TableTests {
  private static let shared = Result { try CountRecognizer(lexicons: Repository.lexicons()) }
  private let recognizer: CountRecognizer

  init() throws { recognizer = try Self.shared.get() }

  private func counts(_ text: String) -> [(mention: Mention, count: Count)] {
    let bytes = Array(text.utf8)
    let article = NormalizedArticle(
      metadata: ArticleMetadata(), title: [], text: bytes, map: .identity(bytes.count), script: .hans)
    return recognizer.mentions(in: article).compactMap { mention in
      if case .count(let count) = mention.content { return (mention, count) }
      return nil
    }
  }

  private func summary(_ text: String) -> [String] {
    counts(text).map { "\($0.count.subjects[0]) \($0.count.quantity.value)\($0.count.unit) \($0.count.label)" }
  }

  private static let bars = """
    各乡镇情况如下。
    乡镇｜联络站（个）｜接待（人次）｜意见（条）
    柳河镇｜9｜1,320｜96
    石坪乡｜9｜780｜54
    合计｜18｜2100｜150
    数据由各乡镇报送。
    """

  @Test func cellsAreReadWithTheirHeader() {
    #expect(
      summary(Self.bars) == [
        "station 9个 联络站", "participation 1320人次 接待", "suggestion 96条 意见", "station 9个 联络站",
        "participation 780人次 接待", "suggestion 54条 意见", "station 18个 联络站（合计）", "participation 2100人次 接待（合计）",
        "suggestion 150条 意见（合计）",
      ])
  }

  @Test func totalsAreSumsOfTheirColumn() {
    let found = counts(Self.bars)
    #expect(found.suffix(3).map(\.mention.sumOf) == [[0, 3], [1, 4], [2, 5]])
    #expect(found.prefix(6).allSatisfy { $0.mention.sumOf.isEmpty })
    let wrong = counts(Self.bars.replacing("18", with: "19"))
    #expect(wrong.suffix(3).map(\.mention.sumOf) == [[], [1, 4], [2, 5]])
  }

  @Test func evidenceIsTheRowAndTheAnchorItsCell() throws {
    let bytes = Array(Self.bars.utf8)
    let first = try #require(counts(Self.bars).first).mention
    #expect(bytes.string(first.span) == "柳河镇｜9｜1,320｜96")
    #expect(bytes.string(first.anchor) == "9")
    #expect(first.rule == "count.table")
  }

  @Test func subtotalsAndTheTotalOfAll() {
    let found = counts("片区\t站点（个）\n东一\t4\n东二\t5\n小计\t9\n西一\t6\n西二\t7\n小计\t13\n总计\t22")
    #expect(found.map(\.mention.sumOf) == [[], [], [0, 1], [], [], [3, 4], [0, 1, 3, 4]])
  }

  @Test(arguments: [
    // A running number, a unit in the cell, a scale in the header, a rate, an empty cell.
    (
      "| 序号 | 乡镇 | 联络站数（个） | 资金（万元） | 办结率（%） |\n|---|---|---|---|---|\n| 1 | 柳河镇 | 3 | 12.5 | 98 |\n| 2 | 石坪乡 | 4 | — | 97 |",
      ["station 3个 联络站", "fund 125000元 资金", "station 4个 联络站"]
    ),
    (
      "年度　　代表联络站　　接待人次\n2021年　　21个　　1500\n2022年　　25个　　1700",
      ["station 21个 代表联络站", "participation 1500人次 接待", "station 25个 代表联络站", "participation 1700人次 接待"]
    ),
    // Without a unit the noun tells; what is no noun of the domain counts nothing.
    ("村｜联络点｜编号\n东村｜2｜101\n西村｜3｜102", ["station 2 联络点", "station 3 联络点"]),
  ])
  func units(_ text: String, _ expected: [String]) { #expect(summary(text) == expected) }

  @Test func aDateThatNamesTheRowDatesItsCounts() {
    let found = counts("年度｜站点（个）\n2021年｜21\n2022年｜25")
    #expect(found.map { $0.count.asOf } == [PartialDate(year: 2021), PartialDate(year: 2022)])
  }

  @Test(arguments: ["柳河镇｜9｜1320\n石坪乡｜8｜780", "站点（个）｜意见（条）\n12｜30", "站点｜新闻｜专题\n代表｜联络｜制度"])
  func noTable(_ text: String) { #expect(summary(text) == []) }
}
