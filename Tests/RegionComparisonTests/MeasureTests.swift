import RegionComparison
import Testing
import ZhandianTestSupport

@Suite struct MeasureTests {
  @Test func thePackOffersItsOwnMeasuresAndTheSharedOnes() throws {
    let list = try MeasureList(lexicons: Repository.lexicons())
    #expect(
      list.all.map(\.rawValue) == [
        "stations", "deputies", "deputy_groups", "residents", "officers", "suggestions", "deeds", "activities",
        "participations", "funds", "coverage", "models", "slogans", "epithets",
      ])
    #expect(list["stations"]?.subject == "station")
    #expect(list["models"]?.subject == nil)
    #expect(list["volunteers"] == nil)
    #expect(list.all.allSatisfy { !$0.help.isEmpty })
  }
}
