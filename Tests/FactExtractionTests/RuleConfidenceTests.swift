import LexiconData
import Testing
import ZhandianTestSupport

@testable import FactExtraction

/// The trust in each rule is measured, not written down by hand.
struct RuleConfidenceTests {
  @Test(arguments: [DomainPack.standard, "civilization-practice"])
  func everyRuleHasOne(_ domain: String) throws {
    let confidence = try RuleConfidence(DomainPack(domain, in: Repository.lexicons()))
    for rule in RuleConfidence.rules { #expect(confidence[rule] > 0 && confidence[rule] < 1, "\(rule)") }
  }

  @Test func tableHasNoOtherRule() throws {
    let rows = try DomainPack(DomainPack.standard, in: Repository.lexicons()).table(
      "confidence.tsv", columns: RuleConfidence.columns)
    #expect(Set(rows.map { $0[0] }) == Set(RuleConfidence.rules))
  }

  @Test func confidenceFollowsFromWhatWasSeen() throws {
    let rows = try DomainPack(DomainPack.standard, in: Repository.lexicons()).table(
      "confidence.tsv", columns: RuleConfidence.columns)
    func seen(_ row: LexiconRow) throws -> (right: Double, wrong: Double) {
      (try #require(Double(row[2])), try #require(Double(row[3])))
    }
    for kind in ["count.", "coverage."] {
      let ofKind = rows.filter { $0[0].hasPrefix(kind) }
      let right = try ofKind.reduce(1) { $0 + (try seen($1).right) }
      let share = right / (right + 1 + (try ofKind.reduce(0) { $0 + (try seen($1).wrong) }))
      for row in ofKind {
        let (right, wrong) = try seen(row)
        let expected = (right + 2 * share) / (right + wrong + 2)
        #expect(abs(expected - (Double(row[1]) ?? -1)) < 0.001, "\(row[0])")
      }
    }
  }
}
