import CorpusModel
import FactStore
import FoundationEssentials
import Ingestion
import Testing
import ZhandianTestSupport

/// Facts of titles: what the body does not say.
@Suite struct HeadlineTests {
  private static let shared = Result { try DocumentPipeline(lexicons: Repository.lexicons()) }
  private static let body = "2024-05-06　来源：河畔日报\n\n洛宁县马店镇建成代表联络站12个，今年接待选民1263人次。"

  private func document(_ title: String, _ body: String = Self.body) throws -> Document {
    try Self.shared.get().document(from: PipelineTests.record("\(title)\n\(body)"))
  }

  private func headlines(_ title: String, _ body: String = Self.body) throws -> [FactContent] {
    try document(title, body).facts.filter { $0.evidence.layer == .title }.map(\.content)
  }

  @Test func aNameOfTheTitleAloneIsAFactThatRestsOnIt() throws {
    let document = try document("洛宁縣：代表聯絡站推行“三訪五問”工作法")
    let fact = try #require(document.facts.last)
    #expect(fact.content == .model(name: "三访五问", components: []))
    #expect(fact.evidence.layer == .title)
    let title = try #require(document.metadata.title)
    #expect(Array(title.utf8).string(fact.evidence.span) == fact.evidence.text)
    #expect(fact.evidence.text == "“三访五问”")
    #expect(fact.region?.code == "410328")
    #expect(document.facts.dropLast().allSatisfy { $0.evidence.layer == .body })
    #expect(Set(document.facts.map(\.key)).count == document.facts.count)
  }

  @Test func theBodyTellsThePartsOfATitlesName() throws {
    let body = Self.body + "\n争做“宣讲员”，进村讲政策。\n争做“护林员”，巡山查火。\n争做“调解员”，化解纠纷。"
    let parts = try headlines("洛宁：代表争做“三员”", body)
    #expect(parts == [.model(name: "三员", components: ["宣讲员", "护林员", "调解员"])])
  }

  @Test func aNameAtTheEndOfTheBodyHasThePartsThatTheTitleFinds() throws {
    let body = Self.body + "\n争做“宣讲员”，进村讲政策。\n争做“护林员”，巡山查火。\n争做“调解员”，化解纠纷。\n如今，“三员”的身影随处可见。"
    let models = try document("洛宁：代表争做“三员”", body).facts.filter { $0.content.kind == "model" }
    #expect(models.map(\.content) == [.model(name: "三员", components: ["宣讲员", "护林员", "调解员"])])
    #expect(models.map(\.evidence.layer) == [.body])
  }

  @Test func whatTheBodySaysIsToldOnce() throws {
    #expect(try headlines("洛宁：“三访五问”工作法暖人心", Self.body + "镇里推行“三访、五问”工作法。").isEmpty)
    #expect(try headlines("洛宁：代表联络站接待选民1200多人次").isEmpty, "rounded")
    let counts = try headlines("洛宁：代表提出建议86条").compactMap { if case .count(let count) = $0 { count } else { nil } }
    #expect(counts.map(\.subjects) == [["suggestion"]] && counts.map(\.quantity.value) == [86])
  }

  @Test func theStoreKeepsWhereAFactStands() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("t-\(UUID().uuidString).db").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let store = try FactStore(path: path, access: .write)
    let written = try document("洛宁：家门口的“连心桥”")
    #expect(try store.write(StoreBatch(documents: [written]), contract: "t").isEmpty)
    let rows = try store.facts(FactFilter())
    #expect(rows.map(\.fact) == written.facts)
    #expect(rows.last?.fact.content == .epithet("连心桥") && rows.last?.fact.evidence.layer == .title)
    #expect(try store.faults().isEmpty)
  }
}
