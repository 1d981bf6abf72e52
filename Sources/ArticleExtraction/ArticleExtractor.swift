import CorpusModel
import LexiconData

/// Takes the article out of a page or of crawled text: body paragraphs and metadata.
///
/// Built once and shared between threads; extraction of one document keeps no state.
public struct ArticleExtractor: Sendable {
  private let lexicon: FurnitureLexicon
  private let limits: ResourceLimits

  /// Compiles the word lists of `Lexicons/furniture`.
  ///
  /// - Throws: `LexiconError` with file and line.
  public init(lexicons: Lexicons, limits: ResourceLimits = ResourceLimits()) throws {
    lexicon = try FurnitureLexicon(lexicons)
    self.limits = limits
    PageParser.prepare()
  }

  /// The article of `document`; what came with the record (`document.given`) outranks what is found.
  ///
  /// With `trace` the article tells for each line of the source why it was kept or dropped.
  ///
  /// - Throws: `Rejection` of the stage `extraction`: `empty` where the document has no text, `noArticle` where nothing
  ///   of it is an article's body.
  /// - Complexity: O(bytes).
  public func extract(_ document: SourceDocument, trace: Bool = false) throws(Rejection) -> Article {
    guard document.text.contains(where: { $0 > 0x20 }) else {
      throw rejection(document, .empty, "the document holds no text")
    }
    var found: FoundArticle
    switch document.source.format {
    case .html:
      let page = document.text.withUnsafeBufferPointer {
        PageParser.parse($0, lexicon: lexicon, depthLimit: limits.htmlDepth)
      }
      found = PageReader(lexicon: lexicon).read(page, trace: trace)
    case .text:
      found = PlainTextReader(lexicon: lexicon).read(document.text, trace: trace)
    }
    guard !found.text.isEmpty else {
      throw rejection(document, .noArticle, "nothing of the document reads as an article's body")
    }
    found.metadata.url = found.metadata.url ?? document.source.url
    return Article(metadata: Self.merged(document.given, over: found.metadata), text: found.text, trace: found.trace)
  }

  private func rejection(_ document: SourceDocument, _ reason: Rejection.Reason, _ detail: String) -> Rejection {
    let place = document.source.path + (document.source.member.map { ":" + $0 } ?? "")
    return Rejection(stage: .extraction, reason: reason, place: place, detail: detail)
  }

  private static func merged(_ given: ArticleMetadata, over found: ArticleMetadata) -> ArticleMetadata {
    var result = found
    result.title = given.title ?? found.title
    result.published = given.published ?? found.published
    result.publisher = given.publisher ?? found.publisher
    result.authors = given.authors.isEmpty ? found.authors : given.authors
    result.editor = given.editor ?? found.editor
    result.site = given.site ?? found.site
    result.url = given.url ?? found.url
    result.licences = given.licences + found.licences.filter { !given.licences.contains($0) }
    return result
  }
}
