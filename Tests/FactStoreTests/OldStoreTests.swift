import CorpusModel
import FactStore
import FoundationEssentials
import Testing

/// Stores of every schema that was ever released open for ever.
@Suite struct OldStoreTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [1, 3, 4, 5], [FactStore.Access.read, .write])
  func anOldStoreOpensWithAllThatItHeld(version: Int, access: FactStore.Access) throws {
    let fixture = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    let path = folder.path + "/old.db"
    try FileManager.default.copyItem(atPath: "\(fixture)/Fixtures/store-v\(version).db", toPath: path)
    let store = try FactStore(path: path, access: access)
    #expect(try store.counts() == (documents: 3, facts: 19, rejections: 0))
    let traditional = try #require(try store.document("d081"))
    #expect(traditional.script == .hant)
    #expect((traditional.sourceText == traditional.text) == (version == 1), "the body as published was not kept then")
    #expect(try store.facts(FactFilter(kinds: ["count"])).count > 0)
    #expect(try store.documentIdentifiers(matching: "代表") == ["d081", "d083", "d085"])
    #expect(try store.documentIdentifiers(matching: "800多") == ["d081"], "the index is of single characters now")
    #expect(try store.divisions().count == 3)
    #expect(try store.hasCurrentCopies())
    #expect(try store.faults().isEmpty)
    try store.close()
    #expect(folder.files == ["old.db"])
  }
}
