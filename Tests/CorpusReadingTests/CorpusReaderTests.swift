import CorpusModel
import FoundationEssentials
import Testing

@testable import CorpusReading

@Suite struct CorpusReaderTests {
  @Test func foldersAreReadInStableOrderOfNames() throws {
    let folder = try TemporaryFolder()
    for name in ["b/二.txt", "b/a.html", "a.txt", "Z.htm", "c.jsonl", ".hidden/x.txt", ".y.txt", "notes.md", "b/app.js"]
    {
      try folder.write(name, #"{"text":"x"}"#)
    }
    let outcome = Outcome(CorpusReader(), folder.path)
    #expect(outcome.ids == ["Z.htm", "a.txt", "b/a.html", "b/二.txt", "c.jsonl:1"])
    #expect(outcome.records.map(\.kind) == [.html, .text, .html, .text, .jsonLine])
    #expect(outcome.rejections == [])
  }

  @Test func aFileReachedTwiceIsReadOnceAndLoopsAreCut() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a/x.txt", "站")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/a/loop", withDestinationPath: folder.path)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/b.txt", withDestinationPath: file)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/dead.txt", withDestinationPath: "/nowhere")
    let outcome = Outcome(CorpusReader(), folder.path, folder.path + "/", file)
    #expect(outcome.ids == ["a/x.txt"])
    #expect(outcome.reasons == [.missing])
    #expect(outcome.rejections.first?.place == folder.path + "/dead.txt")
  }

  @Test func aSingleFileIsNamedByItsName() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("deep/一.txt", "站")
    let lines = try folder.write("deep/l.jsonl", "\n{}\r\n\n{}")
    let outcome = Outcome(CorpusReader(), text, lines)
    #expect(outcome.ids == ["一.txt", "l.jsonl:2", "l.jsonl:4"])
    #expect(outcome.records.map(\.place) == [text, lines + ":2", lines + ":4"])
  }

  @Test func whatCannotBeReadIsToldAndTheRestIsRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("1.txt", [])
    try folder.write("2.jsonl", [])
    try folder.write("3.pdf", "%PDF-1.7 …")
    try folder.write("4.html", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A])
    try folder.write("5.gz", "no gzip at all")
    try folder.write("6.txt", "站")
    let outcome = Outcome(CorpusReader(), folder.path + "/none", folder.path)
    #expect(outcome.reasons == [.missing, .empty, .empty, .binary, .binary, .malformed])
    let names = ["/none", "/1.txt", "/2.jsonl", "/3.pdf", "/4.html", "/5.gz"]
    #expect(outcome.rejections.map(\.place) == names.map { folder.path + $0 })
    #expect(outcome.ids == ["6.txt"])
  }

  @Test func aFolderWithoutArticlesIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("tables/a.csv", "1,2")
    try FileManager.default.createDirectory(atPath: folder.path + "/nothing", withIntermediateDirectories: true)
    let outcome = Outcome(CorpusReader(), folder.path + "/tables", folder.path + "/nothing")
    #expect(outcome.records == [])
    #expect(outcome.reasons == [.missing, .empty])
    #expect(outcome.rejections.map(\.place) == [folder.path + "/tables", folder.path + "/nothing"])
    // Named by itself, any file is read.
    #expect(Outcome(CorpusReader(), try folder.write("tables/a.md", "站")).ids == ["a.md"])
  }

  @Test(arguments: [
    ("<!DOCTYPE html><p>站", RawRecord.Kind.html), ("\u{FEFF}\n<HTML><body>", .html), ("<p>站</p>", .html),
    ("{\"text\":\"a\"}\n{\"text\":\"b\"}", .jsonLine), ("{ \"text\": \"a\" }", .jsonLine),
    ("{\n \"text\": \"a\"\n}", .text), ("{站}", .text), ("<站>是书名", .text), ("3 < 5", .text),
  ])
  func contentTellsTheKindOfUnnamedFiles(_ text: String, _ kind: RawRecord.Kind) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("page", text)
    #expect(Outcome(CorpusReader(), file).records.first?.kind == kind)
    let forced = Outcome(CorpusReader(kind: .text), file)
    #expect(forced.records.map(\.kind) == [.text])
    #expect(forced.records.first?.bytes == Array(text.utf8))
  }

  @Test func capsHoldAtTheByte() throws {
    let folder = try TemporaryFolder()
    var limits = ResourceLimits()
    limits.documentBytes = 100
    let reader = CorpusReader(limits: limits)
    for size in [99, 100, 101] {
      let text = try folder.write("\(size).txt", [UInt8](repeating: 0x61, count: size))
      let line = [UInt8](repeating: 0x61, count: size)
      let lines = try folder.write("\(size).jsonl", Array("a\n".utf8) + line + Array("\nb".utf8))
      let fits = size <= 100
      #expect(Outcome(reader, text).records.count == (fits ? 1 : 0))
      #expect(Outcome(reader, text).reasons == (fits ? [] : [.tooLarge]))
      let outcome = Outcome(reader, lines)
      #expect(outcome.ids == ["\(size).jsonl:1"] + (fits ? ["\(size).jsonl:2"] : []) + ["\(size).jsonl:3"])
      #expect(outcome.rejections.map(\.place) == (fits ? [] : [lines + ":2"]))
      #expect(outcome.rejections.allSatisfy { $0.detail.contains("documentBytes") })
    }
  }

  /// The frame states its size as its window; libzstd rounds the limit to a power of two.
  @Test func framesThatNeedTooMuchMemoryAreRefused() throws {
    let folder = try TemporaryFolder()
    let page = Array("<p>".utf8) + (0..<300_000).map { UInt8(0x61 + $0 % 7 * ($0 % 3)) }
    let file = try folder.writeZstandard("page.html.zst", [page])
    for (window, reasons) in [(1 << 18, [Rejection.Reason.tooLarge]), ((1 << 19) - 1, [.tooLarge]), (1 << 19, [])] {
      var limits = ResourceLimits()
      limits.windowBytes = window
      let outcome = Outcome(CorpusReader(limits: limits), file)
      #expect(outcome.reasons == reasons, "\(window)")
      #expect(outcome.rejections.allSatisfy { $0.detail.contains("windowBytes") })
    }
  }

  @Test func bombsStopAtTheirCaps() throws {
    let folder = try TemporaryFolder()
    let zeros = [UInt8](repeating: 0, count: 30_000_000)
    for compression in Compression.allCases {
      let bomb = try folder.write("bomb.jsonl", [zeros], as: compression)
      let byRatio = Outcome(CorpusReader(), bomb)
      #expect(byRatio.reasons == [.tooLarge])
      #expect(byRatio.rejections.first?.detail.contains("compressionRatio") == true)
    }
    var limits = ResourceLimits()
    limits.decompressedBytes = 1_000
    let lines = try folder.writeGzip("lines.jsonl.gz", (0..<300).map { Array("{\"id\":\($0)}\n".utf8) })
    let bySize = Outcome(CorpusReader(limits: limits, kind: .auto, chunkSize: 64), lines)
    #expect(bySize.reasons == [.tooLarge])
    #expect(bySize.rejections.first?.detail.contains("decompressedBytes") == true)
    #expect(bySize.records.count > 80 && bySize.records.count < 300)
  }
}
