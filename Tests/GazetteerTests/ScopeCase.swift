import CorpusModel
import Gazetteer

/// An article in which each number that a fact hangs on is written `⟦number|code⟧` or `⟦number|code|place⟧`;
/// the code is empty for a fact of no one division.
struct ScopeCase: CustomStringConvertible, Sendable {
  struct Expectation: Sendable {
    var anchor: Span
    var code: String
    var place: String?
  }

  var title: String
  var subtitle: String?
  var publisher: String?
  var published: String?
  var home: String?
  var text: [UInt8] = []
  var expectations: [Expectation] = []

  init(
    _ title: String, _ subtitle: String? = nil, by publisher: String? = nil, on published: String? = nil, home: String?,
    _ marked: String
  ) {
    self.title = title
    self.subtitle = subtitle
    self.publisher = publisher
    self.published = published
    self.home = home
    for (index, piece) in marked.split(separator: "⟦", omittingEmptySubsequences: false).enumerated() {
      guard index > 0, let close = piece.firstIndex(of: "⟧") else {
        text += Array(piece.utf8)
        continue
      }
      let parts = piece[..<close].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let start = text.count
      text += Array(parts[0].utf8)
      let place = parts.count > 2 ? parts[2] : nil
      expectations.append(Expectation(anchor: Span(start, text.count), code: parts[1], place: place))
      text += Array(piece[piece.index(after: close)...].utf8)
    }
  }

  var description: String { title.isEmpty ? text.prefix(60).map { $0 }.string : title }

  var article: NormalizedArticle {
    var metadata = ArticleMetadata(title: title, published: published, publisher: publisher)
    metadata.subtitle = subtitle
    return NormalizedArticle(
      metadata: metadata, title: Array(title.utf8), text: text, map: .identity(text.count), script: .hans)
  }
}
