import CorpusModel
import FactStore
import RegionComparison
import Testing

/// The rule that chooses a number, on counts like those of the articles.
@Suite struct ComparisonTests {
  let sample: Sample

  init() throws { sample = try Sample() }

  @Test func aStatedTotalStandsWithItsPartsChecked() throws {
    let facts = [
      sample.count(14556, "人大代表活动阵地", of: "530000", in: "a", 0, published: "2024-06-25", sumOf: [1, 2, 3]),
      sample.count(142, "县级以上人大常委会代表之家", of: "530000", in: "a", 1, published: "2024-06-25"),
      sample.count(1547, "乡（镇、街道）人大代表工作站", of: "530000", in: "a", 2, published: "2024-06-25"),
      sample.count(12867, "村委会（社区）人大代表联络室", of: "530000", in: "a", 3, published: "2024-06-25"),
      sample.count(7, "专业人大代表工作站", of: "530126", in: "a", 4, published: "2024-06-25"),
    ]
    let table = try sample.compare(facts, by: .province).table()
    #expect(table.lines("region", "value", "parts", "sum_holds") == ["云南省 | 14556 | 142 + 1547 + 12867 | yes"])
    #expect(table.lines("others", "document", "evidence", "published") == ["- | a | a第0句 | 2024-06-25"])
    #expect(try sample.compare(facts, by: .county).table().lines("region", "value") == ["石林彝族自治县 | 7"])

    var wrong = facts
    wrong[3] = sample.count(12866, "村委会（社区）人大代表联络室", of: "530000", in: "a", 3, published: "2024-06-25")
    #expect(try sample.compare(wrong, by: .province).table().lines("value", "sum_holds") == ["14556 | no"])
    wrong[3] = sample.count(12800, "村委会（社区）人大代表联络室", of: "530000", in: "a", 3, bound: .moreThan)
    #expect(
      try sample.compare(wrong, by: .province).table().lines("parts", "sum_holds") == ["142 + 1547 + >12800 | yes"])
  }

  @Test func aCopyIsNoSourceNoConflictAndNotNewer() throws {
    var facts = [
      sample.count(10, "联络站", of: "530000", in: "a", published: "2020-05-01"),
      sample.count(16, "联络站", of: "530000", in: "b", published: "2020-05-01"),
      sample.count(10, "联络站", of: "530000", in: "c", published: "2024-05-01"),
      sample.count(12, "联络站", of: "530000", in: "d", published: "2022-05-01"),
    ]
    func row() throws -> [String] {
      try sample.compare(facts, by: .province).table().lines("value", "conflicts", "sources", "document", "published")
    }
    #expect(try row() == ["10 | - | 4 | c | 2024-05-01"])
    for index in [1, 2] { facts[index].original = FactRow.Original(document: "a", published: "2020-05-01") }
    #expect(try row() == ["12 | - | 2 | d | 2022-05-01"])
    facts.removeLast()
    #expect(try row() == ["16 | - | 1 | b | 2020-05-01"], "a slip of a copy does not contradict the original")
    facts[1].original = nil
    #expect(try row() == ["16 | 10 联络站 (a) | 2 | b | 2020-05-01"])
    // Copies whose original has no such fact are one source too.
    for index in [1, 2] { facts[index].original = FactRow.Original(document: "elsewhere", published: "2020-05-01") }
    facts.removeFirst()
    #expect(try row() == ["16 | - | 1 | b | 2020-05-01"])
  }

  @Test func countsOfLevelsStandSideBySideAndAreNotAddedUp() throws {
    let facts = [
      sample.count(14, "乡镇“人大代表之家”", of: "532331", in: "b", 2, published: "2019-07-02"),
      sample.count(165, "村（社区）“人大代表工作站”", of: "532331", in: "b", 3, published: "2019-07-02"),
    ]
    let table = try sample.compare(facts, by: .county).table()
    #expect(
      table.lines("region", "code", "now", "role", "value", "parts")
        == ["禄丰县 | 532331 | 禄丰市 | parts | - | 14 + 165"])
    #expect(sample.compare(facts, by: .county).matrix().lines("region", "stations") == ["禄丰市 | 14 + 165"])
  }

  @Test func overlappingBatchesGetNoSumSign() throws {
    let facts = [
      sample.count(15, "人大代表联络站（首批）", of: "230100", in: "c", 0),
      sample.count(7, "站（实地察看）", of: "230100", in: "c", 1),
    ]
    #expect(try sample.compare(facts, by: .prefecture).table().lines("parts") == ["15; 7"])
  }

  @Test func theCountThatCoversTheOthersIsOfTheWhole() throws {
    let facts = [
      sample.count(734, "人大代表联络站和基层立法联系点", of: "450100", in: "d", 0),
      sample.count(100, "示范站点", of: "450100", in: "d", 1), sample.count(141, "人大代表联络站点", of: "450100", in: "d", 2),
      sample.count(31, "站点", of: "450100", in: "d", 3),
    ]
    #expect(
      try sample.compare(facts, by: .prefecture).table().lines("value", "others")
        == ["734 | 141 人大代表联络站点, 100 示范站点, 31 站点"])
    // A plain noun of three stations cannot be the whole beside two hundred of one level.
    let small = [
      sample.count(3, "人大代表联络站", of: "440300", in: "e", 0), sample.count(70, "街道中心联络站", of: "440300", in: "e", 1),
      sample.count(200, "社区联络站", of: "440300", in: "e", 2),
    ]
    #expect(try sample.compare(small, by: .prefecture).table().lines("value", "parts") == ["- | 3; 70; 200"])
    // Two kinds, neither of which includes the other.
    let kinds = [
      sample.count(80, "人大代表之家", of: "320412", in: "f", 0, bound: .moreThan),
      sample.count(200, "代表联络工作站", of: "320412", in: "f", 1, bound: .nearly),
    ]
    #expect(try sample.compare(kinds, by: .county).table().lines("value", "parts") == ["- | >80 + <200"])
  }

  @Test func theLatestWholeWinsAndEarlierOnesAreNoConflict() throws {
    let facts = [
      sample.count(901, "代表联络站", of: "430100", in: "old", asOf: "2020", published: "2024-01-01"),
      sample.count(950, "代表联络站", of: "430100", in: "new", published: "2023-05-01"),
      sample.count(20, "示范联络站", of: "430100", in: "newest", published: "2025-05-01"),
      sample.count(800, "代表联络站", of: "430100", in: "undated"),
    ]
    let table = try sample.compare(facts, by: .prefecture).table()
    #expect(table.lines("value", "document", "conflicts", "sources") == ["950 | new | - | 4"])
    #expect(table.lines("others") == ["20 示范联络站, 901 代表联络站, 800 代表联络站"])
    let before = try sample.compare(facts, by: .prefecture, asOf: "2022").table()
    #expect(before.lines("value", "as_of") == ["901 | 2020"])
    #expect(before.notes.contains("stations: 1 fact without a date left out"))
    #expect(try sample.compare(facts.reversed(), by: .prefecture).table() == table)
  }

  @Test func numbersOfOneTimeThatExcludeEachOtherAreAConflict() throws {
    func conflicts(_ other: Int, _ bound: Bound = .exact, asOf: String = "2024-03") throws -> [String] {
      let facts = [
        sample.count(120, "代表联络站", of: "430100", in: "a", asOf: "2024", published: "2024-12-31"),
        sample.count(other, "代表联络站", of: "430100", in: "b", bound: bound, asOf: asOf),
      ]
      return try sample.compare(facts, by: .prefecture).table().lines("value", "conflicts")
    }
    #expect(try conflicts(110) == ["120 | 110 代表联络站 (b)"])
    #expect(try conflicts(110, asOf: "2023-03") == ["120 | -"])
    #expect(try conflicts(100, .moreThan) == ["120 | -"])
    #expect(try conflicts(130, .moreThan) == ["120 | >130 代表联络站 (b)"])
    #expect(try conflicts(110, .about) == ["120 | -"])
    #expect(try conflicts(100, .about) == ["120 | ≈100 代表联络站 (b)"])
  }

  @Test func oneStatementInSeveralArticlesCountsOnce() throws {
    let facts = [
      sample.count(6700, "代表联络站", of: "430000", in: "a", bound: .moreThan, published: "2026-02-03"),
      sample.count(6700, "代表联络站", of: "430000", in: "b", bound: .moreThan, published: "2026-02-04"),
      sample.count(6700, "站", of: "430000", in: "c", bound: .moreThan),
    ]
    #expect(
      try sample.compare(facts, by: .province).table().lines("value", "document", "others", "sources")
        == ["more_than 6700 | b | - | 3"])
  }

  @Test func aTownshipDoesNotSpeakForItsCounty() throws {
    let facts = [
      sample.count(1, "代表活动室", of: "140702", in: "g", 2, place: "庄子乡"),
      sample.count(3, "人大代表联络站", of: "140702", in: "g", 3, place: "庄子乡"),
      sample.count(279, "人大代表活动室、选民接待室", of: "140700", in: "g", 5),
    ]
    let counties = try sample.compare(facts, by: .county).table()
    #expect(counties.lines("region", "role", "value", "inside") == ["榆次区 | inside | - | 庄子乡 1 + 3"])
    #expect(counties.notes.contains("stations: stated above the level of counties: 晋中市 279"))
    let provinces = try sample.compare(facts, by: .province).table()
    #expect(provinces.lines("region", "value", "inside") == ["山西省 | - | 晋中市 279, 晋中市榆次区庄子乡 1 + 3"])
    #expect(try sample.compare(facts, by: .prefecture).table().lines("region", "value", "inside") == ["晋中市 | 279 | -"])
    let all = try sample.compare(facts, by: .prefecture, all: true).table()
    #expect(
      all.lines("role", "place", "value", "label") == [
        "chosen | - | 279 | 人大代表活动室、选民接待室", "inside | 庄子乡 | 1 | 代表活动室", "inside | 庄子乡 | 3 | 人大代表联络站",
      ])
  }

  @Test func someRowsAreReadAndAllAreCounted() throws {
    let facts = ["140100", "140200", "140300"].map { sample.count(7, "联络站", of: $0, in: $0) }
    let part = sample.compare(facts, by: .prefecture, rows: 1..<9)
    #expect(try part.table().lines("code", "value") == ["140200 | 7", "140300 | 7"])
    #expect(part.matrix().notes == sample.compare(facts, by: .prefecture).matrix().notes)
    #expect(try sample.compare(facts, by: .prefecture, rows: 3..<9).table().rows.isEmpty)
  }

  @Test func missingIsSaidAndNeverZero() throws {
    let facts = [
      sample.count(7, "联络站", of: "140212", in: "a"), sample.count(300, "联络站", of: "140200", in: "b"),
      sample.count(9, "小组", of: "140100", in: "c", subject: "deputy_group"),
    ]
    let comparison = sample.compare(facts, by: .prefecture, [.stations, .deputyGroups], within: "140000")
    #expect(comparison.matrix().lines("region", "stations", "deputy_groups") == ["太原市 | - | 9", "大同市 | 300 | -"])
    #expect(
      try comparison.table().notes == [
        "stations: reported by 1 of 11 prefectures; not by 太原市、阳泉市、长治市、晋城市、朔州市、晋中市、运城市、忻州市、临汾市、吕梁市",
        "deputy_groups: reported by 1 of 11 prefectures; not by 大同市、阳泉市、长治市、晋城市、朔州市、晋中市、运城市、忻州市、临汾市、吕梁市",
      ])
    #expect(try sample.compare(facts, by: .prefecture, within: "530000").table().rows.isEmpty)
  }

  @Test func coverageKeepsItsScope() throws {
    let facts = [
      sample.row(.coverage(scope: nil, percent: 100), of: "532331", in: "a", 0),
      sample.row(.coverage(scope: "村", percent: 90.5), of: "532331", in: "a", 1),
      sample.row(.coverage(scope: "乡镇", percent: 100), of: "140212", in: "b", 0),
      sample.row(.coverage(scope: "社区", percent: 80), of: "140212", in: "b", 1),
    ]
    #expect(
      try sample.compare(facts, by: .county, [.coverage]).table().lines("value", "parts", "label", "others")
        == ["- | 100%; 80% | 乡镇, 社区 | -", "100.0 | - | - | 90.5% 村"])
  }
}
