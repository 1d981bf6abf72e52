import FoundationEssentials
import LexiconData
import Testing
import ZhandianTestSupport

/// A `Lexicons` folder of a few lines, which goes when the value goes.
final class SmallLexicons: Sendable {
  let root: String

  init(_ files: [String: String] = [:]) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("lexicons-" + UUID().uuidString).path
    try write("lexicons.json", "{}")
    try write("domains/common/words.tsv", "word\tkind\n群众\tperson\n桥\tfigure\n")
    try write("domains/rivers/taxonomy.tsv", "subject\tunits\tcontext\nother\t\t\n")
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ name: String, _ text: String) throws {
    let file = URL(fileURLWithPath: root + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func open() throws -> Lexicons { try Lexicons(root: root) }
}

@Suite struct DomainPackTests {
  private static let columns = ["word", "kind"]

  @Test func rowsOfThePackReplaceSharedOnesOfTheirKey() throws {
    let files = try SmallLexicons(["domains/rivers/words.tsv": "word\tkind\n桥\tplace\n河长\tofficer\n"])
    let rows = try DomainPack("rivers", in: files.open()).table("words.tsv", columns: Self.columns)
    #expect(rows.map { "\($0[0]) \($0[1])" } == ["群众 person", "桥 place", "河长 officer"])
    let both = try DomainPack("rivers", in: files.open()).table("words.tsv", columns: Self.columns, keys: 2)
    #expect(both.map { "\($0[0]) \($0[1])" } == ["群众 person", "桥 figure", "桥 place", "河长 officer"])
  }

  @Test func aTableMayBeSharedOnlyOrOwnOnly() throws {
    let files = try SmallLexicons(["domains/rivers/own.tsv": "word\tkind\n闸\tplace\n"])
    let pack = try DomainPack("rivers", in: files.open())
    #expect(try pack.table("words.tsv", columns: Self.columns).map { pack.isShared($0) } == [true, true])
    #expect(try pack.table("own.tsv", columns: Self.columns).map { pack.isShared($0) } == [false])
    #expect(throws: LexiconError.self) { try pack.table("none.tsv", columns: Self.columns) }
  }

  @Test func aFolderAnywhereIsAPack() throws {
    let files = try SmallLexicons(["elsewhere/lakes/taxonomy.tsv": "subject\tunits\tcontext\nother\t\t\n"])
    let pack = try DomainPack(files.root + "/elsewhere/lakes/", in: files.open())
    #expect(pack.name == "lakes")
    #expect(try pack.table("taxonomy.tsv", columns: ["subject", "units", "context"]).count == 1)
    #expect(try pack.table("words.tsv", columns: Self.columns).count == 2)
  }

  @Test func whatIsNoPackIsToldWithThePacks() throws {
    let files = try SmallLexicons(["domains/common/taxonomy.tsv": "subject\tunits\tcontext\nother\t\t\n"])
    for place in ["lakes", "common", files.root] {
      let error = try #require(throws: LexiconError.self) { try DomainPack(place, in: files.open()) }
      #expect(error.description.contains("rivers"))
    }
    #expect(DomainPack.names(in: try files.open()) == ["rivers"])
  }

  @Test func theHashFollowsWhatReadsTheDomain() throws {
    let files = try SmallLexicons()
    func hash(_ place: String = "rivers") throws -> String { try DomainPack(place, in: files.open()).versionHash() }
    let before = try hash()
    #expect(before.utf8.count == 16)
    try files.write("NOTES.md", "not data")
    try files.write("domains/lakes/taxonomy.tsv", "subject\tunits\tcontext\nother\t\t\n")
    #expect(try hash() == before)
    #expect(try hash("lakes") != before)
    try files.write("domains/common/words.tsv", "word\tkind\n群众\tperson\n")
    #expect(try hash() != before)
  }

  @Test func theHashOfAPackElsewhereMovesWithIt() throws {
    let taxonomy = "subject\tunits\tcontext\nother\t\t\n"
    let files = try SmallLexicons(["a/lakes/taxonomy.tsv": taxonomy, "b/lakes/taxonomy.tsv": taxonomy])
    func hash(_ place: String) throws -> String {
      try DomainPack(files.root + place, in: files.open()).versionHash()
    }
    #expect(try hash("/a/lakes") == hash("/b/lakes"))
    try files.write("b/lakes/taxonomy.tsv", taxonomy + "lake\tplace\t\n")
    #expect(try hash("/a/lakes") != hash("/b/lakes"))
  }

  @Test func theHashTakesWhatWasRead() throws {
    let files = try SmallLexicons()
    let lexicons = try files.open()
    let pack = try DomainPack("rivers", in: lexicons)
    _ = try pack.table("words.tsv", columns: Self.columns)
    let before = try pack.versionHash()
    try files.write("domains/common/words.tsv", "word\tkind\n")
    #expect(try pack.versionHash() == before)
  }
}
