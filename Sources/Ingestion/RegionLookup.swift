import ChineseText
import CorpusModel
import Gazetteer
import LexiconData

/// Resolves names of regions as people and files write them: Traditional characters and crawl damage included.
public struct RegionLookup: Sendable {
  private let normalizer: Normalizer
  private let gazetteer: Gazetteer

  /// - Parameters:
  ///   - lexicons: Where the tables come from.
  ///   - gazetteer: Divisions, if they are loaded already.
  /// - Throws: `LexiconError` for a fault in the tables of normalisation or divisions.
  public init(lexicons: Lexicons, gazetteer: Gazetteer? = nil) throws {
    normalizer = try Normalizer(lexicons: lexicons)
    self.gazetteer = try gazetteer ?? Gazetteer(lexicons: lexicons)
  }

  /// `text` in simplified characters.
  public func simplified(_ text: String) -> String {
    normalizer.normalize(Article(metadata: ArticleMetadata(), text: Array(text.utf8))).article.text.string
  }

  /// What `query` may mean, after normalisation of its mention, context and source together.
  public func resolve(_ query: RegionQuery) -> RegionResolution {
    let metadata = ArticleMetadata(title: query.mention, publisher: query.source)
    let article = normalizer.normalize(Article(metadata: metadata, text: Array(query.context.utf8))).article
    return gazetteer.resolve(
      RegionQuery(
        mention: Self.trimmed(article.title), context: article.text.string, date: query.date,
        source: article.metadata.publisher))
  }

  /// Without white space at the ends, that of Chinese width and of CRLF included.
  private static func trimmed(_ text: [UInt8]) -> String {
    var text = text[...]
    let wide: [UInt8] = [0xE3, 0x80, 0x80]
    while let first = text.first, first <= 0x20 || text.starts(with: wide) {
      text = text.dropFirst(first <= 0x20 ? 1 : 3)
    }
    while let last = text.last, last <= 0x20 || text.suffix(3).elementsEqual(wide) {
      text = text.dropLast(last <= 0x20 ? 1 : 3)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
