import CorpusModel
import FactStore
import FoundationEssentials
import GRDB
import Testing

@Suite struct ReviewStoreTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static func review(
    _ fact: Fact, _ verdict: Review.Verdict, _ correction: Review.Correction? = nil, note: String = ""
  ) -> Review {
    Review(
      factKey: fact.key, document: "a", evidence: fact.evidence.text, verdict: verdict, correction: correction,
      author: "李四", time: "2025-01-02T03:04:05Z", note: note)
  }

  static func uncorrected(_ fact: Fact) -> Review.Correction {
    Review.Correction(content: fact.content, region: fact.region, place: fact.place)
  }

  @Test func everyKindOfReviewComesBackAsItWentIn() throws {
    let reviews =
      [Self.review(Sample.facts[0], .accepted), Self.review(Sample.facts[0], .rejected, note: "另一年的数")]
      + Sample.facts.map { Self.review($0, .corrected, Self.uncorrected($0)) }
    let path = folder.path + "/r"
    for review in reviews { try ReviewStore(path: path).add(review) }
    #expect(try ReviewStore(path: path).all() == reviews)
    #expect(try ReviewStore.reviews(at: path).latest.count == Sample.facts.count)
    #expect(try ReviewStore.reviews(at: folder.path + "/none").latest.isEmpty)
    #expect(folder.files == ["r"])
  }

  @Test func aReviewMustSayWhatIsRightExactlyWhereItCorrects() throws {
    let store = try ReviewStore(path: folder.path + "/r")
    let fact = Sample.facts[0]
    #expect(throws: StoreError.self) { try store.add(Self.review(fact, .corrected)) }
    #expect(throws: StoreError.self) { try store.add(Self.review(fact, .accepted, Self.uncorrected(fact))) }
    #expect(try store.all().isEmpty)
  }

  @Test func otherFilesAreNotTakenForReviews() throws {
    let path = folder.path + "/s.db"
    try FactStore(path: path, access: .write).close()
    let before = folder.bytes("s.db")
    #expect(throws: StoreError.notAStore(path: path, detail: "no file of reviews")) { try ReviewStore(path: path) }
    #expect(folder.bytes("s.db") == before)
  }

  @Test func verdictsAreCarriedOutAndSurviveANewRun() throws {
    let province = Sample.province
    var facts = [Sample.count(14, "代表之家"), Sample.count(20, "工作站"), Sample.count(30, "联络站"), Sample.count(5, "驿站")]
    let path = folder.path + "/s.db"
    let store = try FactStore(path: path, access: .write)
    _ = try store.write(StoreBatch(documents: [Sample.document("a", facts: facts)]), contract: "c")

    let reviewing = try ReviewStore(path: ReviewStore.path(forStore: path))
    try reviewing.add(Self.review(facts[0], .accepted))
    try reviewing.add(Self.review(facts[1], .rejected))
    let deputies = Count(
      subjects: ["deputy"], quantity: Quantity(value: 31, bound: .atLeast), unit: "名", label: "代表",
      asOf: PartialDate("2019-05"))
    try reviewing.add(
      Self.review(
        facts[2], .corrected, Review.Correction(content: .count(deputies), region: province, place: nil)))

    // A new run finds the same facts, in another order.
    facts.reverse()
    _ = try store.write(StoreBatch(documents: [Sample.document("a", facts: facts)]), contract: "d")
    let reviews = try ReviewStore.reviews(at: ReviewStore.path(forStore: path))
    func values(_ change: (inout FactFilter) -> Void) throws -> [Int] {
      var filter = FactFilter(kinds: ["count"])
      change(&filter)
      return try store.reviewed(reviews).facts(filter).map {
        guard case .count(let count) = $0.fact.content else { return -1 }
        return count.quantity.value
      }
    }
    #expect(try values { _ in } == [5, 31, 14])
    #expect(try values { $0.subjects = ["station"] } == [5, 14])
    #expect(try values { $0.subjects = ["deputy"] } == [31])
    #expect(try values { $0.regions = ["532331"] } == [5, 14])
    #expect(try values { $0.regions = ["530000"] } == [5, 31, 14])
    #expect(try values { $0.until = PartialDate("2019-05") } == [31])
    #expect(try values { $0.since = PartialDate("2019-06") } == [5, 14])
    #expect(try values { $0.text = "没有的词" } == [])
    #expect(try values { $0.documents = ["b"] } == [])
    #expect(try values { ($0.limit, $0.offset) = (1, 1) } == [31])
    #expect(try store.facts(FactFilter(kinds: ["count"])).count == 4)
  }

  @Test func partsOfTheReviewedFactsAreThoseOfTheWhole() throws {
    let store = try FactStore(path: folder.path + "/s.db", access: .write)
    // The documents have the same facts, so that a review is of one in each.
    let facts = (1...6).map { Sample.count($0, "站") }
    let documents = ["a", "b", "丙", "c"].map { Sample.document($0, facts: facts) }
    _ = try store.write(StoreBatch(documents: documents), contract: "c")
    let other = Review.Correction(content: facts[5].content, region: Sample.province, place: nil)
    let reviews = Reviews(
      facts[...3].map { Self.review($0, .rejected) } + [Self.review(facts[4], .corrected, other)])
    let reviewed = store.reviewed(reviews)
    for regions: Set<String> in [[], ["532331"], ["530000"]] {
      var filter = FactFilter(kinds: ["count"])
      filter.regions = regions
      let whole = try reviewed.facts(filter)
      #expect(whole.count == (regions == ["532331"] ? 4 : 8))
      for offset in 0...8 {
        for limit in 0...9 {
          (filter.offset, filter.limit) = (offset, limit)
          #expect(try reviewed.facts(filter) == Array(whole.dropFirst(offset).prefix(limit)))
        }
      }
    }
  }
}
