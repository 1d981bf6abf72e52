import Foundation
import Testing
import ZhandianTestSupport

/// Accuracy on the designs of pages in `Corpus/designs` may not fall below `Reports/quality/floors.pages.json`.
@Suite struct PageAccuracyTests {
  @Test func pagesAreReadAtLeastAsWellAsTheFloor() throws {
    let scores = try ExtractionScore().measures
    let file = URL(fileURLWithPath: Repository.root + "/Reports/quality/floors.pages.json")
    let floors = try JSONDecoder().decode([AccuracyTests.Floor].self, from: Data(contentsOf: file))
    for floor in floors {
      let score = try #require(scores[floor.measure], "no measure \(floor.measure)")
      #expect(score >= floor.floor, "\(floor.measure) is \(score)")
    }
    #expect(Set(floors.map(\.measure)) == Set(scores.keys))
  }
}
