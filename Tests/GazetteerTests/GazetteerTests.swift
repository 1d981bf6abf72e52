import CorpusModel
import Gazetteer
import Testing
import ZhandianTestSupport

/// Loaded once for all tests of the target.
enum Shared {
  static let gazetteer = Result { try Gazetteer(lexicons: Repository.lexicons()) }
}

@Suite struct DivisionTests {
  @Test func aCodeMeansWhatItMeantInTheYear() throws {
    let gazetteer = try Shared.gazetteer.get()
    #expect(gazetteer.division("450103", in: 1999)?.name == "新城区")
    #expect(gazetteer.division("450103", in: 2023)?.name == "青秀区")
    #expect(gazetteer.division("419001", in: 2020)?.name == "济源市")
  }

  @Test func successorsFollowTheHistory() throws {
    let gazetteer = try Shared.gazetteer.get()
    #expect(gazetteer.successor(of: "532331", to: nil)?.code == "532302")
    #expect(gazetteer.successor(of: "532331", to: 2019)?.code == "532331")
    #expect(gazetteer.successor(of: "450121", to: nil)?.name == "邕宁区")
  }
}
