import CorpusModel
import Testing

@testable import CorpusReading

/// What holds for all formats alike, however the bytes arrive and wherever they end.
@Suite struct FormatCutTests {
  /// Three records in one format.
  struct Sample: CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var testDescription: String { name }
  }

  static let samples: [Sample] = {
    let pages = (1...3).map { "<p>第\($0)页：全省共建成人大代表联络站\($0)个</p>" }
    let warc =
      Containers.warcRecord("warcinfo", Array("x".utf8)) + pages.indices.flatMap { Containers.response($0, pages[$0]) }
    let members = pages.indices.map { ("\($0).html", pages[$0]) }
    let zip = Containers.zip(
      members.map { Containers.Member($0.0, $0.1, hasDescriptor: $0.0 == "1.html") })
    let csv = Array(("title,html\n" + pages.map { "题,\"\($0)\n\"\n" }.joined()).utf8)
    let lines = Array(pages.map { "{\"html\":\"\($0)\"}\n" }.joined().utf8)
    let tar = Containers.tar(members)
    return [
      Sample(name: "a.warc", bytes: warc), Sample(name: "a.zip", bytes: zip),
      Sample(name: "a.tar", bytes: tar), Sample(name: "a.csv", bytes: csv),
      Sample(name: "a.warc.gz", bytes: Containers.gzip(warc)),
      Sample(name: "a.warc.zst", bytes: TemporaryFolder.zstandard(warc)),
      Sample(name: "a.csv.gz", bytes: Containers.gzip(csv)),
      Sample(name: "a.tar.gz", bytes: Containers.gzip(tar)),
      Sample(name: "a.tar.zst", bytes: TemporaryFolder.zstandard(tar)),
      Sample(name: "a.jsonl.zst", bytes: TemporaryFolder.zstandard(lines)),
    ]
  }()

  private func read(_ chunks: [[UInt8]], _ sample: Sample) -> Outcome {
    Outcome(CorpusReader().records(inChunks: chunks, name: sample.name))
  }

  @Test(arguments: samples) func bytesMayArriveInAnyTwoParts(_ sample: Sample) throws {
    let whole = read([sample.bytes], sample)
    #expect(whole.records.count == 3)
    #expect(whole.withoutCounts.rejections == [])
    for cut in 0...sample.bytes.count {
      let parts = read([Array(sample.bytes[..<cut]), Array(sample.bytes[cut...])], sample)
      if parts != whole { Issue.record("\(sample.name) differs when it arrives in parts of \(cut) and the rest") }
    }
    #expect(read(sample.bytes.map { [$0] }, sample) == whole)
  }

  /// What comes before damage is read alike, and the damage told alike, however the bytes arrive.
  @Test(arguments: samples.filter { $0.name.hasSuffix("gz") || $0.name.hasSuffix("zst") })
  func damageIsReadAlikeInAnyParts(_ sample: Sample) throws {
    for at in sample.bytes.indices {
      var damaged = sample.bytes
      damaged[at] ^= 0x15
      let whole = read([damaged], sample)
      let half = damaged.count / 2
      let halves = read([Array(damaged[..<half]), Array(damaged[half...])], sample)
      if halves != whole || read(damaged.map { [$0] }, sample) != whole {
        Issue.record("\(sample.name) damaged at \(at)")
      }
    }
  }

  @Test(arguments: samples) func aCutIsToldOnceAndCostsNothingBeforeIt(_ sample: Sample) throws {
    let whole = read([sample.bytes], sample)
    var seen = 0
    for cut in stride(from: 12, to: sample.bytes.count, by: max(1, sample.bytes.count / 300)) {
      let outcome = read([Array(sample.bytes[..<cut])], sample).withoutCounts
      // The last row of a table may end without a line end, so a cut there may go unseen.
      let certain = sample.name == "a.csv" ? Array(outcome.records.dropLast()) : outcome.records
      #expect(certain == Array(whole.records.prefix(certain.count)), "\(sample.name) cut at \(cut)")
      if sample.name != "a.csv" { #expect(certain.count >= seen, "\(sample.name) cut at \(cut)") }
      seen = max(seen, certain.count)
      if outcome.reasons != [.truncated], !(outcome.reasons == [] && isUnseen(cut, sample)) {
        Issue.record("\(sample.name) cut at \(cut): \(outcome.rejections)")
      }
      #expect(outcome.rejections.allSatisfy { $0.place.hasPrefix(sample.name) })
    }
    #expect(seen >= 2 || sample.bytes.count < 400)
  }

  /// Whether nothing tells that the bytes end too early at `cut`.
  private func isUnseen(_ cut: Int, _ sample: Sample) -> Bool {
    switch sample.name {
    case "a.csv": true
    case "a.warc": sample.bytes[..<cut].suffix(3) == [0x0A, 0x0D, 0x0A]
    case "a.tar": cut >= sample.bytes.count - 512  // Inside the second block of the end mark.
    default: false
    }
  }
}
