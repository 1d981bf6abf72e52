import CorpusModel
import Gazetteer
import Testing
import ZhandianTestSupport

@Suite struct ScopeTests {
  @Test(arguments: ScopeCases.all) func eachNumberStandsInItsDivision(_ sample: ScopeCase) throws {
    let gazetteer = try Shared.gazetteer.get()
    let home = gazetteer.home(of: sample.article)
    #expect(home?.region.code == sample.home, "home by \(home?.reason ?? "nothing")")
    let scope = gazetteer.scope(of: sample.article, home: home)
    for expected in sample.expectations {
      let found = scope.region(of: expected.anchor)
      let number = sample.text.string(expected.anchor)
      #expect(found.region?.code ?? "" == expected.code, "\(number): \(found.region?.name ?? "nothing")")
      if found.region?.code ?? "" == expected.code { #expect(found.place == expected.place, "\(number)") }
    }
  }
}
