import CorpusModel
import LexiconData
import ZhandianTestSupport

@testable import FactExtraction

/// Recognises names in sentences of a test.
struct NameReader {
  let recognizer: NameRecognizer

  init() throws { recognizer = try NameRecognizer(lexicons: Repository.lexicons()) }

  func mentions(_ text: String) -> [Mention] {
    let bytes = Array(text.utf8)
    return recognizer.mentions(
      in: NormalizedArticle(
        metadata: ArticleMetadata(), title: [], text: bytes, map: OffsetMap.identity(bytes.count), script: .hans))
  }

  /// Names and texts as `kind:name`, in text order.
  func names(_ text: String) -> [String] {
    mentions(text).map { mention in
      switch mention.content {
      case .model(let name, _): "model:\(name)"
      case .slogan(let text): "slogan:\(text)"
      case .epithet(let text): "epithet:\(text)"
      default: mention.content.kind
      }
    }
  }

  /// The components of the model `name`; nil where there is no such model.
  func components(_ name: String, in text: String) -> [String]? {
    for mention in mentions(text) {
      if case .model(name, let components) = mention.content { return components }
    }
    return nil
  }
}
