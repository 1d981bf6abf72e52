import CorpusModel
import FactStore

/// Reviews as rows for reading.
public enum ReviewTable {
  /// One row a review, oldest first.
  ///
  /// - Returns: What the fact should say, or else says; `in_store` tells whether the store still has the fact. A review
  ///   whose fact is gone keeps its evidence.
  /// - Throws: `StoreError`.
  public static func table(_ reviews: Reviews, in store: FactStore) throws(StoreError) -> Table {
    var filter = FactFilter()
    filter.keys = Set(reviews.latest.keys)
    let rows = filter.keys.isEmpty ? [] : try store.facts(filter)
    let facts = Dictionary(rows.map { ($0.fact.key, $0.fact) }) { first, _ in first }
    var table = Table(
      columns: ["document", "verdict"] + FactTable.contentColumns + [
        "author", "time", "note", "in_store", "evidence", "key",
      ])
    for review in reviews.all {
      let fact = facts[review.factKey]
      let said =
        review.correction ?? fact.map { Review.Correction(content: $0.content, region: $0.region, place: $0.place) }
      let content =
        said.map { FactTable.content($0.content, region: $0.region, place: $0.place) }
        ?? Array(repeating: .missing, count: FactTable.contentColumns.count)
      table.rows.append(
        [.text(review.document), .text(review.verdict.rawValue)] + content + [
          .text(review.author), .text(review.time), FactTable.text(review.note), .flag(fact != nil),
          .text(review.evidence), .text(review.factKey),
        ])
    }
    return table
  }
}
