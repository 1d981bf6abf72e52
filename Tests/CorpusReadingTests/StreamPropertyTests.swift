import CorpusModel
import Testing

@testable import CorpusReading

@Suite struct StreamPropertyTests {
  private static let lines = (1...40).map {
    Array(#"{"id":"\#($0)","text":"\#(String(repeating: "站", count: $0))"}"#.utf8)
  }
  /// With CRLF, blank lines and no LF at the end.
  private static let file = Array(lines.joined(separator: Array("\r\n\n".utf8)))

  @Test(arguments: [1, 2, 3, 7, 61, 4096, 1 << 16])
  func chunkSizeNeverMatters(_ size: Int) throws {
    let folder = try TemporaryFolder()
    let plain = try folder.write("a.jsonl", Self.file)
    let half = Self.file.count / 2
    let members = [Array(Self.file[..<half]), [], Array(Self.file[half...])]
    let packed = try Compression.allCases.map { try folder.write("b.jsonl", members, as: $0) }
    for path in [plain] + packed {
      let small = Outcome(CorpusReader(limits: ResourceLimits(), kind: .auto, chunkSize: size), path)
      #expect(small == Outcome(CorpusReader(), path))
      #expect(small.rejections == [])
      #expect(small.records.map { $0.bytes.filter { $0 != 0x0D } } == Self.lines)
    }
  }

  /// Every record that is handed out was whole before the cut; the cut itself is told exactly once.
  @Test(arguments: Compression.allCases)
  func truncationIsToldOnceAndLosesNothingBeforeIt(_ compression: Compression) throws {
    let folder = try TemporaryFolder()
    let whole = try folder.bytes(folder.write("a.jsonl", Self.lines.map { $0 + [0x0A] }, as: compression))
    var ends: Set<Int> = []
    for count in 0...Self.lines.count {
      let file = try folder.write("m", Self.lines[..<count].map { $0 + [0x0A] }, as: compression)
      ends.insert(count == 0 ? 0 : try folder.bytes(file).count)
    }
    var seen = 0
    for cut in stride(from: 1, to: whole.count, by: 3) {
      let path = try folder.write("cut.jsonl." + compression.rawValue, Array(whole[..<cut]))
      let outcome = Outcome(CorpusReader(limits: ResourceLimits(), kind: .auto, chunkSize: 50), path)
      #expect(outcome.reasons == (ends.contains(cut) ? [] : [.truncated]), "cut at \(cut)")
      #expect(outcome.records.map { $0.bytes } == Array(Self.lines[..<outcome.records.count]), "cut at \(cut)")
      #expect(outcome.records.count >= seen)
      #expect(outcome.records.count >= ends.filter { $0 > 0 && $0 <= cut }.count)
      seen = outcome.records.count
    }
    #expect(seen >= Self.lines.count - 1)
  }

  @Test(arguments: Compression.allCases) func aTruncatedPageIsNoRecord(_ compression: Compression) throws {
    let folder = try TemporaryFolder()
    let whole = try folder.bytes(folder.write("p.html", [Array("<html>人大代表联络站".utf8)], as: compression))
    for cut in 1..<whole.count {
      let outcome = Outcome(
        CorpusReader(), try folder.write("cut.html." + compression.rawValue, Array(whole[..<cut])))
      #expect(outcome.records == [] && outcome.reasons == [.truncated])
    }
  }

  @Test(arguments: Compression.allCases)
  func damagedBytesAreToldAndTheLinesBeforeThemRead(_ compression: Compression) throws {
    let folder = try TemporaryFolder()
    let ending = ".jsonl." + compression.rawValue
    let whole = try folder.bytes(folder.write("a.jsonl", Self.lines.map { $0 + [0x0A] }, as: compression))
    let garbage = Outcome(CorpusReader(), try folder.write("tail" + ending, whole + Array("garbage".utf8)))
    #expect(garbage.records.count == Self.lines.count && garbage.reasons == [.malformed])
    let padded = Outcome(CorpusReader(), try folder.write("zeros" + ending, whole + [0, 0, 0, 0]))
    #expect(padded.records.count == Self.lines.count && padded.reasons == [])
    var damaged = whole
    damaged[whole.count - (compression == .gzip ? 6 : 2)] ^= 0xFF  // in the last checksum
    let checked = Outcome(CorpusReader(), try folder.write("sum" + ending, damaged))
    #expect(checked.records.count == Self.lines.count)
    #expect(checked.reasons == [.malformed])
  }

  /// Lines in = records + rejections, whatever the lines are, and each is decoded or rejected.
  @Test func everyLineIsAccountedFor() throws {
    let folder = try TemporaryFolder()
    var limits = ResourceLimits()
    limits.documentBytes = 60
    let decoder = RecordDecoder(limits: limits)
    var state: UInt64 = 11
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pool = [
      "{\"text\":\"好\"}", "{\"text\":", "[]", "\u{0}\u{0}", "{\"id\":3,\"text\":\"\"}",
      String(repeating: "长", count: 40),
    ]
    for round in 0..<60 {
      let lines = (0..<random(30)).map { _ in pool[random(pool.count)] }
      let path = try folder.write("\(round).jsonl", lines.joined(separator: "\n"))
      let outcome = Outcome(CorpusReader(limits: limits, kind: .auto, chunkSize: 1 + random(40)), path)
      #expect(outcome.records.count + outcome.rejections.count == max(1, lines.count))
      var decoded = 0
      for record in outcome.records {
        do throws(Rejection) {
          #expect(try decoder.decode(record).text == Array("好".utf8))
          decoded += 1
        } catch { #expect(error.place == record.place) }
      }
      #expect(decoded == lines.count { $0 == pool[0] })
    }
  }
}
