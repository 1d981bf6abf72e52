import CorpusModel
import CorpusReading
import FactStore
import FoundationEssentials
import Ingestion
import Testing
import ZhandianTestSupport

@Suite struct OrderedParallelMapTests {
  @Test(arguments: [1, 2, 5])
  func resultsComeInInputOrder(jobs: Int) {
    var seen: [Int] = []
    OrderedParallelMap(jobs: jobs, window: 7).run(0..<1000, { $0 * 3 }, emit: { seen.append($0) })
    #expect(seen == (0..<1000).map { $0 * 3 })
  }

  @Test func anErrorStopsTheRun() {
    struct Stop: Error {}
    var seen = 0
    #expect(throws: Stop.self) {
      try OrderedParallelMap(jobs: 2, window: 4).run(0..<100, { $0 }) { number in
        if number == 10 { throw Stop() }
        seen += 1
      }
    }
    #expect(seen == 10)
  }
}

@Suite struct PipelineTests {
  static func record(_ text: String, _ id: String = "a.txt") -> RawRecord {
    RawRecord(id: id, path: "/in/" + id, bytes: Array(text.utf8), kind: .text)
  }

  /// Evidence of a Traditional page with crawl damage is quoted from the page as published.
  @Test func everyFactGoesHomeToThePublishedText() throws {
    let body =
      "武陵縣人大常委會(huì)積極推進代表聯(lián)絡(luò)站建設(shè),全縣建成人大代表聯(lián)絡(luò)站14個(gè),聯(lián)絡(luò)員進(jìn)站28名。"
      + "今年以來(lái),代表們進(jìn)站接待選民2300余人次,收集意見(jiàn)建議412條,辦結(jié)395條。"
    let pipeline = try DocumentPipeline(lexicons: Repository.lexicons())
    let record = Self.record(body)
    let published = try ArticlePipeline(lexicons: Repository.lexicons()).article(from: record).article.text
    let document = try pipeline.document(from: record)
    #expect(document.script == .hant)
    #expect(!document.text.string.contains("(l"))
    let station = try #require(
      document.facts.first {
        if case .count(let count) = $0.content { return count.quantity.value == 14 }
        return false
      })
    #expect(station.evidence.text == document.text.string(station.evidence.span))
    #expect(station.evidence.text.contains("联络站14个"))
    #expect(published.string(station.evidence.source).contains("聯(lián)絡(luò)站14個"))
    for fact in document.facts {
      #expect(fact.evidence.source.start >= 0 && fact.evidence.source.end <= published.count)
    }
  }

  @Test func moreFactsThanTheLimitAreARejectionThatNamesIt() throws {
    let text = "全县建成人大代表联络站14个，接待选民2300余人次，收集意见建议412条。"
    var limits = ResourceLimits()
    limits.facts = 3
    #expect(
      try DocumentPipeline(lexicons: Repository.lexicons(), limits: limits).document(from: Self.record(text)).facts
        .count == 3)
    limits.facts = 2
    let strict = try DocumentPipeline(lexicons: Repository.lexicons(), limits: limits)
    let rejection = #expect(throws: Rejection.self) { try strict.document(from: Self.record(text)) }
    #expect(rejection?.stage == .recognition && rejection?.detail.contains("limit facts") == true)
  }

  @Test func keysAreStableAndDistinct() throws {
    let pipeline = try DocumentPipeline(lexicons: Repository.lexicons())
    let text = "全县建成人大代表联络站14个，推出“三官一员”进站点机制，收集意见建议412条。"
    let first = try pipeline.document(from: Self.record(text))
    let again = try pipeline.document(from: Self.record(text))
    let other = try pipeline.document(from: Self.record(text + "代表们很高兴。"))
    #expect(first.facts.count >= 3)
    #expect(first.facts.map(\.key) == again.facts.map(\.key))
    #expect(Set(first.facts.map(\.key)).count == first.facts.count)
    #expect(Set(first.facts.map(\.key)).isDisjoint(with: other.facts.map(\.key)))
  }

  @Test func statedTotalsAreChecked() throws {
    let pipeline = try DocumentPipeline(lexicons: Repository.lexicons())
    func checks(_ total: Int) throws -> [SumCheck] {
      let text = "全市共建成代表联络站\(total)个，其中市级6个、乡镇级30个、村级60个。"
      return try pipeline.document(from: Self.record(text)).checks
    }
    #expect(try checks(96).map(\.holds) == [true])
    #expect(try checks(96)[0].parts.count == 3)
  }

  @Test func theStoreAccountsForEveryRecord() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipeline = try DocumentPipeline(lexicons: Repository.lexicons())
    var records: [Result<RawRecord, Rejection>] = (0..<150).map { number in
      .success(Self.record("全县建成人大代表联络站\(number + 2)个，接待选民2300余人次。", "d\(number).txt"))
    }
    records.insert(.success(Self.record("", "empty.txt")), at: 70)
    records.append(
      .failure(Rejection(stage: .reading, reason: .missing, place: "/in/gone.txt", detail: "does not exist")))
    let store = try FactStore(path: folder.path + "/s.db", access: .write)
    let ingestion = StoreIngestion(pipeline: pipeline, contract: Contract(program: "t", lexicons: "1"), jobs: 2)
    var rejections: [Rejection] = []
    let first = try ingestion.run(records, into: store, onRejection: { rejections.append($0) })
    #expect(first.read == 152)
    #expect(first.stored == 150 && first.rejected == 2 && first.updated == 0 && first.unchanged == 0)
    #expect(rejections.map(\.place) == ["/in/empty.txt", "/in/gone.txt"])
    let facts = try store.counts().facts
    #expect(facts == first.facts && facts >= 300)

    let again = try ingestion.run(records, into: store)
    #expect(again.unchanged == 150 && again.stored == 0 && again.updated == 0 && again.rejected == 2)
    #expect(try store.counts().facts == facts)

    let renewed = StoreIngestion(pipeline: pipeline, contract: Contract(program: "t", lexicons: "2"), jobs: 1)
    let third = try renewed.run(records, into: store)
    #expect(third.updated == 150 && third.stored == 0)
    #expect(try store.counts().facts == facts)
    #expect(try store.faults().isEmpty)
  }

  @Test func twoRecordsOfOneIdentifierDoNotOverwriteEachOther() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try FactStore(path: folder.path + "/s.db", access: .write)
    let ingestion = StoreIngestion(
      pipeline: try DocumentPipeline(lexicons: Repository.lexicons()), contract: Contract(program: "t", lexicons: "1"),
      jobs: 1)
    let records = [3, 4].map { number -> Result<RawRecord, Rejection> in
      let text = "全县建成人大代表联络站\(number)个，接待选民2300余人次。"
      return .success(RawRecord(id: "a.txt", path: "/in\(number)/a.txt", bytes: Array(text.utf8), kind: .text))
    }
    for _ in 0..<2 {
      var rejections: [Rejection] = []
      _ = try ingestion.run(records, into: store, onRejection: { rejections.append($0) })
      #expect(rejections.map(\.reason) == [.duplicateIdentifier])
      #expect(rejections.first?.place == "/in4/a.txt")
      #expect(try store.document("a.txt")?.source.path == "/in3/a.txt")
    }
  }
}
