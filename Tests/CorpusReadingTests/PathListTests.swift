import CorpusModel
import FoundationEssentials
import Testing

@testable import CorpusReading

@Suite struct PathListTests {
  @Test func listedPathsFollowThoseGiven() throws {
    let folder = try TemporaryFolder()
    for name in ["a.txt", "b.txt", "d/c.txt"] { try folder.write(name, "站") }
    let path = folder.path
    let lines = try folder.write("list", "\(path)/b.txt\r\n\n\(path)/none\n\(path)/d\n\(path)/a.txt")
    let outcome = Outcome(CorpusReader().records([path + "/a.txt"], list: lines))
    #expect(outcome.ids == ["a.txt", "b.txt", "c.txt"])
    #expect(outcome.reasons == [.missing])
    let parted = try folder.write("nul", "\(path)/b.txt\0\(path)/d\0")
    #expect(Outcome(CorpusReader().records([], list: parted)).ids == ["b.txt", "c.txt"])
    #expect(Outcome(CorpusReader().records([], list: path + "/nothing")).reasons == [.unreadable])
    let long = try folder.write("long", String(repeating: "x", count: 5000) + "\n")
    #expect(Outcome(CorpusReader().records([], list: long)).reasons == [.malformed])
  }

  /// More files than one word of identities, with hard links among them.
  @Test func manyFilesAreReadOnceInOrder() throws {
    let folder = try TemporaryFolder()
    for number in 0..<300 { try folder.write("\(number).txt", "站") }
    for number in stride(from: 0, to: 300, by: 7) {
      try FileManager.default.linkItem(
        atPath: folder.path + "/\(number).txt", toPath: folder.path + "/z\(number).txt")
    }
    let outcome = Outcome(CorpusReader(), folder.path)
    #expect(outcome.ids == (0..<300).map { "\($0).txt" }.sorted())
  }
}
