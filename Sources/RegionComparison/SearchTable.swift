import CorpusModel
import FactStore

/// Articles that a search found, as rows.
public enum SearchTable {
  /// One row an article, in the order given.
  ///
  /// - Parameters:
  ///   - hits: What the search found.
  ///   - search: What was searched for.
  ///   - context: Characters on either side.
  /// - Returns: `left`, `match` and `right` are the first place in the body of what was searched for; without one (the
  ///   title has it) `right` is how the body begins.
  public static func table(_ hits: [SearchHit], of search: SearchQuery, context: Int) -> Table {
    var table = Table(columns: [
      "left", "match", "right", "title", "document", "date", "region", "code", "publisher", "score",
    ])
    table.endAligned = ["left"]
    table.rows = hits.map { hit in
      let article = hit.article
      let place = search.patterns.lazy.compactMap { $0.occurrences(in: article.text).first }.first
      let line = Concordance.Line(article, place ?? Span(0, 0), context: context)
      return [
        .text(line.left), .text(line.node), .text(line.right), text(article.title), .text(article.document),
        text(article.published.flatMap { PartialDate($0) }?.description),
        text(article.home.map { $0.path.isEmpty ? $0.name : $0.path.joined() }), text(article.home?.code),
        text(article.publisher), .decimal(shortened(hit.score)),
      ]
    }
    return table
  }

  /// Four significant digits: the score of a word that most articles have is a millionth of a rare one's.
  private static func shortened(_ score: Double) -> Double {
    guard score > 0, score < 1000 else { return score.rounded() }
    var unit = 1.0
    while score * unit < 1000 { unit *= 10 }
    return (score * unit).rounded() / unit
  }

  private static func text(_ value: String?) -> Table.Cell { value.map { .text($0) } ?? .missing }
}
