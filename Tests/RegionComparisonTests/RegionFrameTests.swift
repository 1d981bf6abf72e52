import CorpusModel
import FactStore
import Gazetteer
import RegionComparison
import Testing

/// Where regions of other years and levels belong.
@Suite struct RegionFrameTests {
  let sample: Sample

  init() throws { sample = try Sample() }

  @Test func aFormerCountyAndItsSuccessorShareARow() throws {
    let facts = [
      sample.count(160, "代表联络站", of: "532331", in: "then", published: "2019-07-02"),
      sample.count(180, "代表联络站", of: "532302", in: "now", published: "2023-07-02"),
    ]
    let today = try sample.compare(facts, by: .county).table()
    #expect(today.lines("region", "code", "now", "value", "others") == ["禄丰市 | 532302 | - | 180 | 160 代表联络站"])
    let then = try sample.compare(facts, by: .county, asOf: "2019").table()
    #expect(then.lines("region", "code", "now", "value") == ["禄丰县 | 532331 | - | 160"])
    #expect(try sample.compare(facts, by: .county, within: "532331").table().lines("value") == ["180"])
    #expect(try sample.compare(facts, by: .province).table().lines("inside") == ["楚雄彝族自治州禄丰市 180"])
  }

  @Test func whatHasNoParentOfTheLevelStandsForItself() throws {
    let facts = [
      sample.count(1, "联络站", of: "310115", in: "a"), sample.count(2, "联络站", of: "419001", in: "b"),
      sample.count(3, "联络站", of: "310000", in: "c"), sample.count(4, "联络站", of: "620200", in: "d"),
    ]
    let prefectures = try sample.compare(facts, by: .prefecture).table()
    #expect(prefectures.lines("region", "value") == ["浦东新区 | 1", "济源市 | 2", "嘉峪关市 | 4"])
    #expect(prefectures.notes.contains("stations: stated above the level of prefectures: 上海市 3"))
    #expect(
      try sample.compare(facts, by: .county).table().lines("region", "value")
        == ["浦东新区 | 1", "济源市 | 2", "嘉峪关市 | 4"])
    #expect(
      try sample.compare(facts, by: .province).table().lines("region", "value")
        == ["上海市 | 3", "河南省 | -", "甘肃省 | -"])
  }

  @Test func aSearchFollowsHistoryBothWays() throws {
    let gazetteer = sample.loaded.gazetteer
    #expect(gazetteer.codesThroughHistory(of: "532331").isSuperset(of: ["532331", "532302"]))
    #expect(gazetteer.codesThroughHistory(of: "532302").isSuperset(of: ["532331", "532302"]))
    // Chongqing's parts were Sichuan's until 1997.
    #expect(gazetteer.codesThroughHistory(of: "500000").contains("510200"))
    #expect(!gazetteer.codesThroughHistory(of: "530000").contains("510200"))
    #expect(gazetteer.codesThroughHistory(of: "999999") == ["999999"])
  }
}
