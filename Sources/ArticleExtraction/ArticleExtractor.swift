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
  /// - Throws: `Rejection` of the stage `extraction`: `empty` where the document has no text; `errorPage`, `indexPage`,
  ///   `picturePage`, `notChinese` where that is what it is; `noArticle` where nothing else of it is an article's body.
  /// - Complexity: O(bytes).
  public func extract(_ document: SourceDocument, trace: Bool = false) throws(Rejection) -> Article {
    guard document.text.contains(where: { $0 > 0x20 }) else {
      throw rejection(document, .empty, "the document holds no text")
    }
    var found: FoundArticle
    switch document.source.format {
    case .html:
      let page = document.text.withUnsafeBufferPointer {
        PageParser.parse($0, lexicon: lexicon, limits: limits)
      }
      found = PageReader(lexicon: lexicon).read(page, trace: trace)
    case .text:
      found = PlainTextReader(lexicon: lexicon).read(document.text, trace: trace)
    }
    let title = document.given.title ?? found.metadata.values.title
    if let fault = ArticleJudge(lexicon: lexicon).fault(of: found, title: title, in: document) {
      throw rejection(document, fault.reason, fault.detail)
    }
    let url = document.given.url ?? document.source.url
    found.metadata.fill(.url, url, MetadataOrigin(.record))
    found.metadata.override(by: document.given)
    let address = found.metadata.values.url
    found.metadata.fill(.published, address.flatMap(AddressDate.iso), MetadataOrigin(.address, address))
    return Article(
      metadata: found.metadata.values, text: found.text, origins: found.metadata.origins, trace: found.trace)
  }

  private func rejection(_ document: SourceDocument, _ reason: Rejection.Reason, _ detail: String) -> Rejection {
    let place = document.source.path + (document.source.member.map { ":" + $0 } ?? "")
    return Rejection(stage: .extraction, reason: reason, place: place, detail: detail)
  }
}
