import CorpusModel
import FactStore

/// Reviewed documents as gold: one line of JSON each, with what readers let stand or put right.
public enum GoldJSON {
  /// A document as its reviews leave it.
  ///
  /// `complete` tells whether every fact was looked at; unreviewed facts are left out, because nobody vouches for them.
  ///
  /// - Parameters:
  ///   - document: With its facts as found.
  ///   - reviews: Of any documents.
  /// - Returns: The line, without a line end.
  public static func document(_ document: Document, _ reviews: Reviews) -> String {
    let reviewed = document.facts.filter { reviews.latest[$0.key] != nil }
    return JSONValue.object([
      ("schema", .string(FormVersion.gold)), ("id", .string(document.id)), ("url", .optional(document.metadata.url)),
      ("text", .text(document.text)), ("complete", .flag(reviewed.count == document.facts.count)),
      ("facts", .array(reviewed.compactMap { reviews.applied(to: $0) }.map(fact))),
      ("reviews", .array(reviewed.compactMap { reviews.latest[$0.key] }.map(review))),
    ]).line
  }

  /// A fact without what only a program says of it: its rule, its confidence and where the sum's parts stand.
  private static func fact(_ fact: Fact) -> JSONValue {
    guard case .object(let members) = DocumentJSON.fact(fact) else { return .null }
    let kept = members.filter { !["rule", "confidence", "sum_of", "evidence"].contains($0.0) }
    return .object(kept + [("evidence", .string(fact.evidence.text))])
  }

  private static func review(_ review: Review) -> JSONValue {
    .object([
      ("key", .string(review.factKey)), ("verdict", .string(review.verdict.rawValue)),
      ("author", .string(review.author)), ("time", .string(review.time)), ("note", .string(review.note)),
    ])
  }
}
