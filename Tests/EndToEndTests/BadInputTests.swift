import Foundation
import Testing
import ZhandianTestSupport

/// Bad input gets one clear line with place and reason; the rest of the run goes on.
@Suite struct BadInputTests {
  static let article = "青山县人大代表联络站\n\n全县建成人大代表联络站14个，接待选民2300余人次。\n"

  @Test func everyBadFileIsNamedAndTheGoodOnesAreRead() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("in/good.txt", Self.article)
    _ = try folder.write("in/empty.txt", "")
    _ = try folder.write("in/zeros.txt", Data(count: 5 << 20))
    _ = try folder.write("in/picture.html", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]))
    let body = #"{"id":"j1","text":"全县建成人大代表联络站14个，接待选民2300余人次。"}"#
    _ = try folder.write("in/lines.jsonl", body + "\nthis is no JSON\n")
    let result = try Tool.run("extract", folder.path + "/in", folder.path + "/absent.html")
    #expect(result.status == 0)
    for name in ["empty.txt", "zeros.txt", "picture.html", "lines.jsonl:2", "absent.html"] {
      #expect(
        result.errors.split(separator: "\n").contains { $0.contains(name) && $0.contains("rejected") },
        "\(name) in \(result.errors)")
    }
    let objects = try result.objects()
    #expect(objects.count == 7)
    #expect(objects.filter { $0["rejected"] is NSNull }.count == 2)
    #expect(try Tool.run("extract", folder.path + "/in", "--strict").status == 2)
  }

  @Test func aTruncatedArchiveKeepsWhatCameBefore() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<400).map { #"{"id":"r\#($0)","text":"全县建成人大代表联络站\#($0 + 3)个，接待选民2300余人次。"}"# }
    let plain = try folder.write("dump.jsonl", lines.joined(separator: "\n") + "\n")
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = [plain]
    try gzip.run()
    gzip.waitUntilExit()
    let whole = try Data(contentsOf: URL(fileURLWithPath: plain + ".gz"))
    #expect(try Tool.run("extract", plain + ".gz").lines.count == 400)
    let cut = try folder.write("cut.jsonl.gz", whole.prefix(whole.count * 2 / 3))
    let result = try Tool.run("extract", cut)
    #expect(result.errors.contains("cut.jsonl.gz") && result.errors.contains("truncated"))
    let kept = try result.objects().filter { $0["rejected"] is NSNull }.count
    #expect(kept > 0 && kept < 400)
  }

  @Test(arguments: [
    "66 extract /nonexistent/file.html", "64 extract", "64 compare --by galaxy", "64 convert --to klingon",
    "64 nonsense", "64 query --store s.db --copies --kind count",
    "66 compare --store /nonexistent.db --by county --measure stations",
  ])
  func exitCodesFollowTheContract(line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let result = try Tool.run(Array(words.dropFirst()))
    #expect(String(result.status) == words[0], "\(line): \(result.errors)")
    #expect(!result.errors.isEmpty)
  }

  @Test func anEmptyStreamOfRecordsIsDone() throws {
    for command in ["clean", "extract"] {
      let result = try Tool.run(command, "--from", "jsonl", "-")
      #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
    }
    #expect(try Tool.run("extract", "-").status == 66)
  }

  @Test func anEmptyFolderIsNoInput() throws {
    let folder = try TemporaryFolder()
    let result = try Tool.run("extract", folder.path)
    #expect(result.status == 66)
    #expect(result.errors.contains(folder.path))
  }

  @Test func aDamagedLexiconIsToldWithFileAndLine() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Repository.root + "/Lexicons", toPath: folder.path + "/Lexicons")
    let file = folder.path + "/Lexicons/domains/liaison-stations/subjects.tsv"
    var text = try String(contentsOfFile: file, encoding: .utf8)
    text += "a\tb\tc\td\te\tf\tg\th\ti\tj\n"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try Tool.run("extract", Repository.samples + "/texts", "--lexicons", folder.path + "/Lexicons")
    #expect(result.status == 65)
    #expect(result.errors.contains("subjects.tsv:"))
  }
}
