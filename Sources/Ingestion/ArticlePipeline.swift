import ArticleExtraction
import CorpusModel
import CorpusReading
import LexiconData

/// The first half of the way of a record, for `clean`: bytes → SourceDocument → Article as published.
///
/// It loads the word lists of extraction alone. A value without state between documents; one instance serves all
/// threads.
public struct ArticlePipeline: Sendable {
  private let decoder: RecordDecoder
  private let extractor: ArticleExtractor

  /// - Parameters:
  ///   - lexicons: Where word lists come from.
  ///   - limits: Caps of both stages.
  /// - Throws: `LexiconError` with file and line.
  public init(lexicons: Lexicons, limits: ResourceLimits = ResourceLimits()) throws {
    decoder = RecordDecoder(limits: limits)
    extractor = try ArticleExtractor(lexicons: lexicons, limits: limits)
  }

  /// The record's identifier and its article; the text stays as published.
  ///
  /// With `trace` the article tells why each block was kept or dropped.
  ///
  /// - Throws: The `Rejection` of the stage at which the record ended.
  public func article(from record: RawRecord, trace: Bool = false) throws(Rejection) -> (id: String, article: Article) {
    let source = try decoder.decode(record, isHashed: false)
    return (source.id, try extractor.extract(source, trace: trace))
  }
}
