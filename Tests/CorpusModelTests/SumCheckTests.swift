import CorpusModel
import Testing

/// Totals beside the sum of their parts, bounds included.
struct SumCheckTests {
  @Test(arguments: [
    (10, Bound.exact, [(4, Bound.exact), (6, .exact)], true),
    (10, .exact, [(4, .exact), (5, .exact)], false),
    (10, .moreThan, [(8, .exact), (7, .exact)], true),
    (10, .exact, [(4, .moreThan), (5, .exact)], true),
    (10, .exact, [(4, .moreThan), (8, .exact)], false),
    (100, .about, [(50, .exact), (55, .exact)], true),
    (100, .about, [(50, .exact), (65, .exact)], false),
  ])
  func holds(_ total: Int, _ bound: Bound, _ parts: [(Int, Bound)], _ holds: Bool) {
    let found = SumCheck.holds(
      Quantity(value: total, bound: bound).range, parts: parts.map { Quantity(value: $0.0, bound: $0.1).range })
    #expect(found == holds)
  }
}
