import ArticleExtraction
import CorpusModel
import ZhandianTestSupport

/// Extraction of texts and pages written in tests.
enum Fixture {
  static let extractor = try? ArticleExtractor(lexicons: Repository.lexicons())

  static func document(_ text: [UInt8], _ format: SourceFormat, given: ArticleMetadata = ArticleMetadata())
    -> SourceDocument
  {
    let source = SourceDescription(path: "fixture", format: format, charset: "utf-8", sha256: "")
    return SourceDocument(id: "fixture", source: source, text: text, given: given)
  }

  static func article(_ text: String, _ format: SourceFormat, given: ArticleMetadata = ArticleMetadata()) throws
    -> Article
  {
    try article(Array(text.utf8), format, given: given)
  }

  static func article(_ text: [UInt8], _ format: SourceFormat, given: ArticleMetadata = ArticleMetadata()) throws
    -> Article
  {
    guard let extractor else { throw LexiconsAreDamaged() }
    return try extractor.extract(document(text, format, given: given), trace: true)
  }

  struct LexiconsAreDamaged: Error {}

  /// Two paragraphs to be found again.
  static let body = [
    "清水河县人大常委会近日部署代表联络站建设，要求各乡镇年内建成标准化站点，做到有场所、有制度、有档案。",
    "截至六月底，全县已有二十三个站点挂牌，代表每月进站接待选民，收集意见建议四百余条，其中九成已经办结。",
  ]

  static var bodyText: String { body.joined(separator: "\n") }
}
