import CorpusModel
import FactStore
import Testing

@Suite struct FactQueryTests {
  let folder: TemporaryFolder
  let store: FactStore

  init() throws {
    folder = try TemporaryFolder()
    store = try FactStore(path: folder.path + "/s.db", access: .write)
    let region = { (code: String) in RegionReference(code: code, name: code, path: []) }
    _ = try store.write(
      StoreBatch(documents: [
        Sample.document("a", text: "重庆火锅节在渝中区举行，１＋７＋N模式", published: "2024-06-25T09:50:04", facts: Sample.facts),
        Sample.document(
          "b", text: "各地重新庆祝节日 Open Day", published: nil,
          facts: [
            Sample.count(1, "站", asOf: "2020", region: region("530100")),
            Sample.count(2, "站", region: region("530126")),
            Sample.count(3, "站", region: region("419001")), Sample.count(4, "站", region: region("310115")),
          ]),
      ]), contract: "c")
  }

  func values(_ change: (inout FactFilter) -> Void) throws -> [Int] {
    var filter = FactFilter(kinds: ["count"])
    change(&filter)
    return try store.facts(filter).compactMap { row in
      guard case .count(let count) = row.fact.content else { return nil }
      return count.quantity.value
    }
  }

  @Test func filtersNarrow() throws {
    #expect(try values { _ in } == [179, 14, 165, 1, 2, 3, 4])
    #expect(try values { $0.subjects = ["other"] } == [165])
    #expect(try values { $0.regions = ["530000"] } == [179, 14, 165, 1, 2])
    #expect(try values { $0.regions = ["530100", "532331"] } == [179, 14, 165, 1, 2])
    #expect(try values { $0.regions = ["410000"] } == [3])
    #expect(try values { $0.regions = ["310000"] } == [4])
    #expect(try values { $0.regions = ["000000"] }.count == 7)
    #expect(try values { $0.documents = ["b"] } == [1, 2, 3, 4])
    #expect(try values { $0.minimumConfidence = 0.8 }.isEmpty)
    #expect(try values { ($0.limit, $0.offset) = (2, 1) } == [14, 165])
    #expect(try store.facts(FactFilter(kinds: ["model", "slogan"])).map(\.ordinal) == [4, 5])
    var named = FactFilter()
    named.names = ["六个一' OR 1=1 --"]
    #expect(try store.facts(named).isEmpty)
    named.names = ["六个一"]
    #expect(try store.facts(named).map(\.fact.content) == [Sample.facts[4].content])
  }

  @Test func datesCompareByWhatTheyMayMean() throws {
    #expect(try values { $0.since = PartialDate("2024-06-25") } == [14, 165])
    #expect(try values { $0.since = PartialDate("2024-06-26") }.isEmpty)
    #expect(try values { $0.since = PartialDate("2020-05") } == [14, 165, 1])
    #expect(try values { $0.until = PartialDate("2019") } == [179])
    #expect(try values { $0.until = PartialDate("2020-03-01") } == [179, 1])
    #expect(try values { $0.until = PartialDate("2024-06") } == [179, 14, 165, 1])
    #expect(try values { $0.until = PartialDate("2024-06-24") } == [179, 1])
  }

  @Test func wordsOfTwoCharactersAreFoundAsTheyStand() throws {
    #expect(try store.documentIdentifiers(matching: "重庆") == ["a"])
    #expect(try store.documentIdentifiers(matching: "庆祝") == ["b"])
    #expect(try store.documentIdentifiers(matching: "锅节") == ["a"])
    #expect(try store.documentIdentifiers(matching: "节") == ["a", "b"])
    #expect(try store.documentIdentifiers(matching: "重庆 渝中区") == ["a"])
    #expect(try store.documentIdentifiers(matching: "重庆　庆祝").isEmpty)
    #expect(try store.documentIdentifiers(matching: "1+7+n") == ["a"])
    #expect(try store.documentIdentifiers(matching: "open") == ["b"])
    #expect(try store.documentIdentifiers(matching: "ope") == ["b"])
    #expect(try store.documentIdentifiers(matching: "代表阵地") == ["a", "b"])
    #expect(throws: StoreError.self) { try store.documentIdentifiers(matching: " “”+ ") }
    #expect(try values { $0.text = "重庆" } == [179, 14, 165])
  }
}
