import CorpusModel
import FactStore
import FoundationEssentials

/// A folder that is removed with its owner.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/zhandian-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  func bytes(_ file: String) -> [UInt8] {
    FileManager.default.contents(atPath: path + "/" + file).map { [UInt8]($0) } ?? []
  }
}

/// Documents made by hand.
enum Sample {
  static let contract = "zhandian 1 lexicons a"
  static let province = RegionReference(code: "530000", name: "云南省", path: ["云南省"])
  static let county = RegionReference(code: "532331", name: "禄丰县", path: ["云南省", "楚雄彝族自治州", "禄丰县"])

  static func count(
    _ value: Int, _ label: String, subjects: [String] = ["station"], bound: Bound = .exact, asOf: String? = nil,
    region: RegionReference? = county, place: String? = nil, sumOf: [Int] = []
  ) -> Fact {
    let count = Count(
      subjects: subjects, quantity: Quantity(value: value, bound: bound), unit: "个", label: label,
      asOf: asOf.flatMap { PartialDate($0) })
    return fact(.count(count), region: region, place: place, sumOf: sumOf)
  }

  static func fact(
    _ content: FactContent, region: RegionReference? = county, place: String? = nil, sumOf: [Int] = []
  ) -> Fact {
    var fact = Fact(
      content: content, region: region, place: place,
      evidence: Evidence(text: "县建", span: Span(3, 9), source: Span(3, 9)), rule: "test.rule", confidence: 0.75)
    fact.key = "k\(content.hashValue)"
    fact.sumOf = sumOf
    return fact
  }

  static func document(
    _ id: String, text: String = "全县建成代表之家。", sourceText: String? = nil, published: String? = "2019-07-02",
    sha256: String = "00",
    facts: [Fact] = []
  ) -> Document {
    var metadata = ArticleMetadata(title: "代表阵地", published: published, publisher: "禄丰县人大", authors: ["甲", "乙"])
    metadata.licences = ["滇ICP备1号"]
    // Each fact quotes this text.
    let facts = facts.map { fact in
      var fact = fact
      fact.evidence.text = Array(Array(text.utf8)[3..<9]).string
      return fact
    }
    return Document(
      id: id,
      source: SourceDescription(path: "dump/" + id, member: "7", format: .html, charset: "gb18030", sha256: sha256),
      metadata: metadata, home: Home(region: county, reason: "publisher:禄丰县人大"), script: .hans, text: Array(text.utf8),
      sourceText: Array((sourceText ?? text).utf8), facts: facts, checks: [])
  }

  /// One of each kind, with a sum.
  static let facts = [
    count(179, "代表阵地", asOf: "2019-06", sumOf: [1, 2]), count(14, "代表之家"),
    count(165, "工作站", subjects: ["station", "other"]),
    fact(.coverage(scope: "乡镇", percent: 100), place: "金山镇"), fact(.model(name: "六个一", components: ["有牌子", "有场所"])),
    fact(.slogan("有事找代表")), fact(.epithet("连心桥"), region: nil),
  ]
}
