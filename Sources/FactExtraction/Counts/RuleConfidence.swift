import LexiconData

/// How far the facts of each rule may be trusted, from `confidence.tsv`.
///
/// The confidence of a rule is the share of its facts that were right (value and subject of a count, percentage of a
/// coverage) in the annotated articles, with two facts added to what was seen that are as right as all of their kind, so
/// that a rule seldom seen is believed like its fellows. `Lexicons/tools/calibrate_confidence.py` measures it.
struct RuleConfidence: Sendable {
  static let columns = ["rule", "confidence", "right", "wrong"]

  private let values: [String: Double]

  /// Reads `confidence.tsv` of a domain.
  ///
  /// - Throws: `LexiconError` with file and line for a number that is none from 0 to 1, and for a rule without an entry.
  init(_ pack: DomainPack) throws {
    var values: [String: Double] = [:]
    for row in try pack.table("confidence.tsv", columns: Self.columns) {
      guard let value = Double(row[1]), (0...1).contains(value) else { throw row.error("\(row[1]) is not from 0 to 1") }
      values[row[0]] = value
    }
    for rule in Self.rules where values[rule] == nil {
      throw LexiconError(file: pack.folder + "/confidence.tsv", message: "has no rule \(rule)")
    }
    self.values = values
  }

  /// Names of all rules that make counts and claims of coverage.
  static var rules: [String] { CountRule.allCases.map(\.rawValue) + CoverageRule.allCases.map(\.rawValue) }

  /// The confidence of a rule.
  subscript(_ rule: String) -> Double { values[rule] ?? 0 }
}
