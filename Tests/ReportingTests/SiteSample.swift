import CorpusModel
import FactStore
import FoundationEssentials
import Gazetteer
import RegionComparison
import ZhandianTestSupport

@testable import Reporting

/// A store in a folder of its own, and the site that is made of it.
final class SiteSample {
  private let folder: String
  let store: FactStore

  static let yunnan = RegionReference(code: "530000", name: "云南省", path: ["云南省"])
  static let chuxiong = RegionReference(code: "532300", name: "楚雄彝族自治州", path: ["云南省", "楚雄彝族自治州"])

  init(_ documents: [Document], rejected: [RejectedRecord] = []) throws {
    folder = FileManager.default.temporaryDirectory.path + "/zhandian-site-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let written = try FactStore(path: folder + "/s.db", access: .write)
    let refused = try written.write(StoreBatch(documents: documents, rejected: rejected), contract: "test/0")
    guard refused.isEmpty else { throw StoreError.failed(detail: "\(refused)") }
    try written.close()
    store = try FactStore(path: folder + "/s.db", access: .read)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// All pages by path.
  func pages(_ request: ReportRequest = ReportRequest(), title: String? = nil) throws -> [String: String] {
    let lexicons = try Repository.lexicons()
    let report = try Report(
      request, measures: try MeasureList(lexicons: lexicons).all, store: store,
      gazetteer: Gazetteer(lexicons: lexicons),
      words: LabelWords(lexicons: lexicons), modelKey: { $0 }, textKey: { $0 })
    let site = ReportSite(
      report, title: title, labels: try SiteLabels(lexicons: lexicons),
      origin: ReportSite.Origin(program: "0", lexicons: "00"))
    var pages: [String: String] = [:]
    try site.forEachFile { path, bytes in
      guard pages.updateValue(String(decoding: bytes, as: UTF8.self), forKey: path) == nil else {
        throw StoreError.failed(detail: "\(path) twice")
      }
    }
    return pages
  }

  /// A document whose facts stand in its text one after the other, a sentence each.
  static func document(
    _ id: String, title: String? = "代表阵地", publisher: String? = "云南日报", url: String? = nil,
    published: String? = "2024-06-25",
    home: RegionReference? = yunnan, facts: [(sentence: String, content: FactContent, region: RegionReference?)]
  ) -> Document {
    var text: [UInt8] = []
    var made: [Fact] = []
    for (ordinal, fact) in facts.enumerated() {
      let start = text.count
      text += Array(fact.sentence.utf8)
      let span = Span(start, text.count)
      text += Array("。\n".utf8)
      var new = Fact(
        content: fact.content, region: fact.region, place: nil,
        evidence: Evidence(text: fact.sentence, span: span, source: span), rule: "test", confidence: 0.9)
      var hash = StableHash()
      for byte in "\(id) \(ordinal)".utf8 { hash.mix(UInt64(byte)) }
      new.key = hash.hexadecimal
      made.append(new)
    }
    return Document(
      id: id, source: SourceDescription(path: id, url: url, format: .html, charset: "utf-8", sha256: "00"),
      metadata: ArticleMetadata(title: title, published: published, publisher: publisher, authors: [], url: url),
      home: home.map { Home(region: $0, reason: "test") }, script: .hans, text: text, sourceText: text, facts: made,
      checks: [])
  }

  static func count(
    _ value: Int, _ label: String, bound: Bound = .exact, unit: String = "个", asOf: String? = nil
  ) -> FactContent {
    .count(
      Count(
        subjects: ["station"], quantity: Quantity(value: value, bound: bound), unit: unit, label: label,
        asOf: asOf.flatMap { PartialDate($0) }))
  }
}
