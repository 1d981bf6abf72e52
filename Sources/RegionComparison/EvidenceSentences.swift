import CorpusModel
import FactStore

/// The whole sentences that evidence stands in; evidence itself is no longer than what a fact rests on.
public struct EvidenceSentences {
  private let store: FactStore
  private let sentences: ([UInt8]) -> [Span]

  /// - Parameters:
  ///   - store: Where the articles are.
  ///   - sentences: Spans of the sentences of a text, in order and apart.
  public init(_ store: FactStore, sentences: @escaping ([UInt8]) -> [Span]) {
    self.store = store
    self.sentences = sentences
  }

  /// The sentences of some facts, in their order.
  ///
  /// - Returns: From the sentence in which the evidence begins to the one in which it ends; the title for what rests on it; the
  ///   evidence itself where the article is gone.
  /// - Throws: `StoreError`.
  /// - Complexity: O(bytes of the articles).
  public func texts(of facts: [FactRow]) throws -> [String] {
    var texts = facts.map(\.fact.evidence.text)
    let byDocument = Dictionary(grouping: facts.indices) { facts[$0].document }
    let documents = byDocument.keys.sorted()
    for start in stride(from: 0, to: documents.count, by: Self.documentsAtOnce) {
      var filter = ArticleFilter()
      filter.documents = Set(documents[start..<min(start + Self.documentsAtOnce, documents.count)])
      try store.forEachArticle(filter) { article in
        let spans = sentences(article.text)
        for index in byDocument[article.document] ?? [] {
          if facts[index].fact.evidence.layer == .title {
            texts[index] = facts[index].title ?? texts[index]
            continue
          }
          let evidence = facts[index].fact.evidence.span
          guard let first = spans.first(where: { $0.end > evidence.start }),
            let last = spans.last(where: { $0.start < evidence.end }), first.start <= last.start
          else { continue }
          texts[index] = article.text.string(Span(min(first.start, evidence.start), max(last.end, evidence.end)))
        }
      }
    }
    return texts
  }

  /// Articles that are asked for in one query.
  private static let documentsAtOnce = 500
}
