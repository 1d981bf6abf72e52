import CorpusModel
import FactStore
import FoundationEssentials

/// A store of small articles in a folder that goes away with it.
final class SampleCorpus {
  let store: FactStore
  private let folder: URL

  /// - Parameter articles: Identifier, code of the home, date, text, facts.
  /// - Throws: What making the store throws.
  init(_ articles: [(id: String, home: String?, published: String?, text: String, facts: [Fact])]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try FactStore(path: folder.path + "/s.db", access: .write)
    let documents = articles.map { article in
      Document(
        id: article.id, source: SourceDescription(path: article.id, format: .text, charset: "utf-8", sha256: "0"),
        metadata: ArticleMetadata(title: "题" + article.id, published: article.published),
        home: article.home.map { Home(region: RegionReference(code: $0, name: $0, path: [$0]), reason: "test") },
        script: .hans, text: Array(article.text.utf8), sourceText: Array(article.text.utf8), facts: article.facts,
        checks: [])
    }
    _ = try store.write(StoreBatch(documents: documents), contract: "c")
  }

  deinit {
    try? store.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Words parted by blanks, so that tests say what a word is.
  static func words(_ text: [UInt8], _ tokens: inout [Token]) {
    tokens = text.indices.split { text[$0] == 0x20 || text[$0] == 0x0A }.map {
      Token(span: Span($0.startIndex, $0.endIndex))
    }
  }
}
