import CorpusModel
import FactStore
import Gazetteer
import RegionComparison
import Testing

@Suite struct AdoptionTests {
  let sample: Sample
  let gazetteer: Gazetteer
  let facts: [FactRow]

  init() throws {
    let sample = try Sample()
    self.sample = sample
    gazetteer = sample.loaded.gazetteer
    let officers = ["法官", "检察官", "警官", "网格员"]
    facts = [
      sample.row(.model(name: "三官一员", components: []), of: "450100", in: "a", 3, published: "2021-03-01"),
      sample.row(.model(name: "“三官一员”", components: officers), of: "410400", in: "b", 1, published: "2020-02-01"),
      sample.row(.model(name: "三官一员", components: []), of: "450100", in: "c", 1, published: "2023-01-01"),
      sample.row(.model(name: "1+7+N", components: ["1=区", "7=镇"]), of: "140212", in: "d", 1),
    ]
  }

  /// Drops quotes, as a helper for variants may.
  func key(_ name: String) -> String { String(name.unicodeScalars.filter { !"“”".unicodeScalars.contains($0) }) }

  @Test func aNameGathersItsSpellingsAndRegions() throws {
    let table = try Adoption(FactSheet(facts), gazetteer: gazetteer, variantKey: key).table()
    #expect(
      table.lines("name", "variants", "components", "regions", "documents") == [
        "三官一员 | “三官一员” | 法官, 检察官, 警官, 网格员 | 2 | 3", "1+7+N | - | 1=区, 7=镇 | 1 | 1",
      ])
    #expect(
      table.lines("adopters", "first_seen", "first_region", "document", "evidence") == [
        "平顶山市 2020-02-01, 南宁市 2021-03-01 | 2020-02-01 | 平顶山市 | b | b第1句", "新荣区 | - | 新荣区 | d | d第1句",
      ])
    #expect(table.notes == ["1 of 2 names seen in undated articles only"])
    #expect(try Adoption(FactSheet(facts.reversed()), gazetteer: gazetteer, variantKey: key).table() == table)
    #expect(try Adoption(FactSheet(facts), gazetteer: gazetteer).table().rows.count == 3)
  }

  @Test func copiesOfADocumentCountOnce() throws {
    var facts = self.facts
    facts[2].original = FactRow.Original(document: "a", published: "2021-03-01")
    facts[0].document = "z"
    let table = try Adoption(FactSheet(facts), gazetteer: gazetteer, variantKey: key).table()
    #expect(table.lines("name", "documents").first == "三官一员 | 3", "a and z are others")
    facts[2].original = FactRow.Original(document: "z", published: "2021-03-01")
    let profile = try NameProfile.profiles(in: FactSheet(facts), of: .model, gazetteer: gazetteer, key: key)[0]
    #expect(profile.documentCount == 2 && profile.variants.map(\.uses) == [1, 1])
    #expect(try profile.sightings(at: [1])[1]?.document == "z", "the original speaks, not the copy of its day")
  }

  @Test func aDivisionThatWasRenamedIsOneAdopter() throws {
    let facts = [
      sample.row(.model(name: "三官一员", components: []), of: "532331", in: "a", published: "2019-03-01"),
      sample.row(.model(name: "三官一员", components: []), of: "532302", in: "b", published: "2023-03-01"),
      sample.row(.model(name: "三官一员", components: []), of: "532300", in: "c", published: "2024-03-01"),
    ]
    let table = try Adoption(FactSheet(facts), gazetteer: gazetteer).table()
    #expect(
      table.lines("regions", "adopters", "first_region") == ["2 | 禄丰市 2019-03-01, 楚雄彝族自治州 2024-03-01 | 禄丰市"])
    let profile = try NameProfile.profiles(
      in: FactSheet(facts), of: .model, gazetteer: gazetteer, key: { $0 })[0]
    #expect(profile.adopters.map(\.region.code) == ["532302", "532300"])
    #expect(profile.mention(at: 0).region?.name == "禄丰县")
  }

  @Test func slogansHaveNoComponents() throws {
    let table = try Adoption(FactSheet([sample.row(.slogan("民呼我为"), of: "140212", in: "d")]), gazetteer: gazetteer)
      .table()
    #expect(!table.columns.contains("components"))
    #expect(table.columns.count == table.rows[0].count)
    #expect(table.lines("name", "adopters") == ["民呼我为 | 新荣区"])
  }

  @Test func theMatrixTakesWhatLiesInside() throws {
    let table = Adoption(FactSheet(facts), gazetteer: gazetteer, variantKey: key).matrix(
      by: .province, gazetteer: gazetteer)
    #expect(table.columns == ["region", "code", "三官一员", "1+7+N"])
    #expect(
      table.lines("region", "三官一员", "1+7+N") == [
        "山西省 | - | yes", "河南省 | 2020-02-01 | -", "广西壮族自治区 | 2021-03-01 | -",
      ])
    let narrow = Adoption(FactSheet(facts), gazetteer: gazetteer, variantKey: key).matrix(
      by: .province, gazetteer: gazetteer, limit: 1)
    #expect(narrow.notes == ["1 of 2 names, those of most regions"])
  }

  @Test func regionsAreLikeEachOtherByTheirNames() throws {
    func model(_ name: String, _ code: String) -> FactRow {
      sample.row(.model(name: name, components: []), of: code, in: "d")
    }
    // 广西: 甲 乙 丙 (in two cities); 河南: 甲 乙; 山西: 丙 丁; 北京: 戊.
    let facts = [
      model("甲", "450100"), model("乙", "450100"), model("丙", "450200"), model("甲", "410400"), model("乙", "410000"),
      model("丙", "140212"), model("丁", "140000"), model("戊", "110101"),
    ]
    let table = Adoption(FactSheet(facts), gazetteer: gazetteer).similarity(by: .province, gazetteer: gazetteer)
    #expect(
      table.lines("region", "other", "similarity", "names", "common") == [
        "河南省 | 广西壮族自治区 | 0.6667 | 2 | 乙, 甲", "山西省 | 广西壮族自治区 | 0.25 | 1 | 丙",
      ])
    #expect(table.notes == ["1 region without a name in common with another"])
    #expect(Adoption(FactSheet([]), gazetteer: gazetteer).similarity(by: .county, gazetteer: gazetteer).rows.isEmpty)
  }

  @Test func theNearestOfARegionComeFirst() throws {
    func model(_ name: String, _ code: String) -> FactRow {
      sample.row(.model(name: name, components: []), of: code, in: "d", published: "2023-04-01")
    }
    // 大同 (140200): 甲 乙 丙; 太原: 甲 乙; 阳泉: 甲 丁; 长治: 戊.
    let facts = [
      model("甲", "140200"), model("乙", "140212"), model("丙", "140200"), model("甲", "140100"), model("乙", "140100"),
      model("甲", "140300"), model("丁", "140300"), model("戊", "140400"),
    ]
    let profiles = try NameProfile.profiles(in: FactSheet(facts), of: .model, gazetteer: gazetteer, key: { $0 })
    let matrix = AdoptionMatrix(of: profiles, by: .prefecture, gazetteer: gazetteer)
    #expect(matrix.rows.map(\.division.code) == ["140100", "140200", "140300", "140400"])
    let nearest = matrix.nearest(to: 1, limit: 5)
    #expect(nearest.map { [$0.right, $0.shared, $0.either] } == [[0, 2, 3], [2, 1, 4]])
    #expect(matrix.namesInCommon(nearest[0]).map { profiles[$0].name } == ["乙", "甲"])
    #expect(matrix.nearest(to: 1, limit: 1) == [nearest[0]] && matrix.nearest(to: 3, limit: 5).isEmpty)
    #expect(matrix.pairs(limit: 1).pairs.map { [$0.left, $0.right] } == [[0, 1]])
    let cell = try #require(matrix.rows[1].cells.values.first)
    #expect(cell.since == PartialDate("2023-04-01"))
    #expect(profiles[0].place(at: 0).document == "d")
  }

  @Test func aComparisonCountsDistinctNames() throws {
    let table = try sample.compare(facts, by: .province, [.models], variantKey: key).table()
    #expect(
      table.lines("region", "value", "parts", "as_of", "evidence") == [
        "山西省 | 1 | 1+7+N | - | d第1句", "河南省 | 1 | “三官一员” | 2020-02-01 | b第1句", "广西壮族自治区 | 1 | 三官一员 | 2021-03-01 | a第3句",
      ])
  }

  @Test func namesOfLargerRegionsAreNotLostSilently() throws {
    let table = try sample.compare(facts, by: .county, [.models], variantKey: key).table()
    #expect(table.lines("region", "parts") == ["新荣区 | 1+7+N"])
    #expect(table.notes.last == "models: 1 name of divisions above the level of counties")
  }

  @Test func aQueryShowsEachFactWithItsPlace() throws {
    let rows = [facts[1], sample.count(7, "联络站", of: "140212", in: "z", bound: .about, published: "2024-05-06")]
    let table = FactTable.table(rows, evidence: true)
    #expect(
      table.lines("kind", "value", "text", "components", "region", "date", "document", "evidence") == [
        "model | - | “三官一员” | 法官, 检察官, 警官, 网格员 | 河南省平顶山市 | 2020-02-01 | b | b第1句",
        "count | about 7 | 联络站 | - | 山西省大同市新荣区 | 2024-05-06 | z | z第0句",
      ])
    #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    #expect(!FactTable.table(rows).columns.contains("evidence"))
  }
}
