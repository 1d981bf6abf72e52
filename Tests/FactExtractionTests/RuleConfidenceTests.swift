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
    for row in rows {
      let (right, wrong) = (try #require(Double(row[2])), try #require(Double(row[3])))
      #expect(abs((right + 1) / (right + wrong + 2) - (Double(row[1]) ?? -1)) < 0.001, "\(row[0])")
    }
  }
}
