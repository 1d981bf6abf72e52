import CorpusModel
import FoundationEssentials
import Testing

@testable import CorpusReading

@Suite struct ArchiveReaderTests {
  private func read(_ bytes: [UInt8], _ name: String = "a.zip", limits: ResourceLimits = ResourceLimits()) -> Outcome {
    Outcome(CorpusReader(limits: limits).records(in: bytes, name: name))
  }

  private static let members = [
    ("pages/", ""), ("pages/1.html", "<p>站"), ("b.txt", "站"), ("app.js", "x"), (".hidden/x.txt", "x"),
    ("__MACOSX/._b.txt", "x"), ("l.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}"), ("t.csv", "text\nx"),
  ]
  private static let ids = ["pages/1.html", "b.txt", "l.jsonl:1", "l.jsonl:2"]

  @Test(arguments: [false, true]) func membersOfZipAreRead(_ hasDescriptor: Bool) throws {
    let members = Self.members.map {
      Containers.Member(
        $0.0, $0.1, isDeflated: hasDescriptor || $0.0 != "b.txt", hasDescriptor: hasDescriptor && $0.1 != "")
    }
    let outcome = read(Containers.zip(members))
    #expect(outcome.ids == Self.ids.map { "a.zip:" + $0 })
    #expect(outcome.records.map(\.member) == Self.ids)
    #expect(outcome.records.map(\.kind) == [.html, .text, .jsonLine, .jsonLine])
    #expect(outcome.rejections.map(\.detail) == ["4 members without an article: 2 hidden, 2 of other kinds"])
  }

  @Test func membersOfTarAreReadThroughCompression() throws {
    let tar = Containers.tar(Self.members)
    for bytes in [tar, Containers.gzip(tar), TemporaryFolder.zstandard(tar)] {
      let outcome = read(bytes, "a.tgz")
      #expect(outcome.ids == Self.ids.map { "a.tgz:" + $0 })
      #expect(outcome.reasons == [.passedOver])
    }
    // A member may be compressed by itself.
    let inner = Containers.tarMember(Array("p.html.gz".utf8), Containers.gzip(Array("<p>站".utf8)))
    #expect(read(inner + [UInt8](repeating: 0, count: 1024)).texts == ["<p>站"])
  }

  @Test func longNamesOfTarAreRead() throws {
    let long = "深/" + String(repeating: "n", count: 200) + ".txt"
    let record = " path=\(long)\n"
    let pax = "\(record.utf8.count + 3)" + record
    let end = [UInt8](repeating: 0, count: 1024)
    let gnu = Containers.tarMember(Array("././@LongLink".utf8), Array(long.utf8) + [0], type: "L")
    let posix = Containers.tarMember(Array("x".utf8), Array(pax.utf8), type: "x")
    for head in [gnu, posix] {
      let outcome = read(head + Containers.tarMember(Array("short".utf8), Array("站".utf8)) + end, "a.tar")
      #expect(outcome.ids == ["a.tar:" + long])
      #expect(outcome.texts == ["站"])
    }
  }

  /// Names are labels: nothing is written, whatever they are.
  @Test func namesOfStrangersAreLabels() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/x", "x")
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let gbk: [UInt8] = [0xB4, 0xFA, 0xB1, 0xED, 0xC1, 0xAA, 0xC2, 0xE7, 0xD5, 0xBE] + Array(".txt".utf8)
    let names: [[UInt8]] =
      ["../x.txt", "/etc/x.txt", "C:\\x.txt", "../../../../tmp/x.txt", "a/./b.txt"].map { Array($0.utf8) } + [gbk]
    let shown = ["../x.txt", "/etc/x.txt", "C:\\x.txt", "../../../../tmp/x.txt", "a/./b.txt", "代表联络站.txt"]
    let zip = Containers.zip(
      names.map { Containers.Member($0, [0x61]) } + [Containers.Member([0x61, 0, 0x1B] + Array(".txt".utf8), [0x61])])
    let outcome = Outcome(CorpusReader(), try folder.write("in/a.zip", zip))
    #expect(outcome.records.compactMap(\.member) == shown + ["a\u{FFFD}\u{FFFD}.txt"])
    let tar =
      names.flatMap { Containers.tarMember($0, [0x61]) }
      + "1234560".flatMap { Containers.tarMember(Array("l.txt".utf8), $0 == "0" ? [0x61] : [], type: $0) }
    let tarred = Outcome(
      CorpusReader(), try folder.write("in/a.tar", tar + [UInt8](repeating: 0, count: 1024)))
    #expect(tarred.records.compactMap(\.member) == shown + ["l.txt"])
    #expect(tarred.reasons == [.unreadable, .unreadable, .unreadable, .unreadable, .unreadable])
    #expect(tarred.rejections.first?.detail == "is a hard link, which is not followed in archives")
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        == (before + ["in/a.tar", "in/a.zip"]).sorted())
  }

  @Test func membersThatCannotBeReadCostOnlyThemselves() throws {
    var encrypted = Containers.Member("1.txt", "secret")
    encrypted.flags = 1
    var other = Containers.Member("2.txt", "packed", isDeflated: false)
    other.method = 12
    var lying = Containers.Member("3.txt", "longer than it says")
    lying.statedSize = 5
    var damaged = Containers.zipMember(Containers.Member("4.txt", String(repeating: "站点", count: 20) + "x"))
    damaged[damaged.count - 3] ^= 0x10
    let bytes =
      Containers.zip([encrypted, other, lying]).prefix { _ in true }.prefix(
        [encrypted, other, lying].reduce(0) { $0 + Containers.zipMember($1).count })
      + damaged + Containers.zip([Containers.Member("5.txt", "站")])
    let outcome = read(Array(bytes))
    #expect(outcome.ids == ["a.zip:5.txt"])
    #expect(outcome.rejections.map(\.place) == ["1", "2", "3", "4"].map { "a.zip:\($0).txt" })
    #expect(outcome.reasons == [.unreadable, .unreadable, .malformed, .malformed])
  }

  @Test func capsHoldAtTheEntry() throws {
    var limits = ResourceLimits()
    limits.archiveEntries = 3
    limits.memberNameBytes = 10
    for count in 2...4 {
      let members = (0..<count).map { ("\($0).txt", "站") }
      for bytes in [Containers.tar(members), Containers.zip(members.map { Containers.Member($0.0, $0.1) })] {
        let outcome = read(bytes, limits: limits)
        #expect(outcome.records.count == min(3, count))
        #expect(outcome.rejections.map { $0.detail.contains("archiveEntries") } == (count > 3 ? [true] : []))
      }
    }
    for size in 9...11 {
      let name = String(repeating: "n", count: size)
      for bytes in [Containers.tar([(name, "站")]), Containers.zip([Containers.Member(name, "站")])] {
        let outcome = read(bytes, limits: limits)
        #expect(outcome.records.count == (size > 10 ? 0 : 1))
        #expect(outcome.rejections.map { $0.detail.contains("memberNameBytes") } == (size > 10 ? [true] : []))
      }
    }
  }

  @Test func archivesInArchivesStopAtTheirDepth() throws {
    let inner = Containers.zip([Containers.Member("x.txt", "站")])
    let middle = Containers.tarMember(Array("i.zip".utf8), inner) + [UInt8](repeating: 0, count: 1024)
    let outer = Containers.zip([Containers.Member(Array("m.tar".utf8), middle), Containers.Member("y.txt", "站")])
    for depth in 1...3 {
      var limits = ResourceLimits()
      limits.archiveDepth = depth
      let outcome = read(outer, limits: limits)
      #expect(outcome.ids == (depth == 3 ? ["a.zip:m.tar:i.zip:x.txt"] : []) + ["a.zip:y.txt"])
      #expect(outcome.rejections.map { $0.detail.contains("archiveDepth") } == (depth < 3 ? [true] : []))
    }
  }

  @Test func officeDocumentsAreNoArchives() throws {
    let outcome = read(Containers.zip([Containers.Member("[Content_Types].xml", "x")]), "a.docx")
    #expect(outcome.reasons == [.binary])
    #expect(read(Containers.zip([])).reasons == [.empty])
  }
}
