import CorpusModel
import Testing

@testable import CorpusReading

/// Inputs that grow: each stops at a cap that counts real bytes, and names it.
@Suite struct BombTests {
  private static let zeros = [UInt8](repeating: 0x30, count: 30_000_000)

  private func expectCap(
    _ cap: String, _ bytes: [UInt8], _ name: String, records: Int = 0, limits: ResourceLimits = ResourceLimits(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let outcome = Outcome(CorpusReader(limits: limits).records(in: bytes, name: name)).withoutCounts
    #expect(outcome.records.count == records, sourceLocation: sourceLocation)
    #expect(outcome.rejections.count == 1, sourceLocation: sourceLocation)
    #expect(outcome.rejections.first?.reason == .tooLarge, sourceLocation: sourceLocation)
    #expect(outcome.rejections.first?.detail.contains(cap) == true, sourceLocation: sourceLocation)
  }

  @Test func aZipMemberThatGrowsStopsWhateverItsHeaderSays() {
    var member = Containers.Member(Array("a.jsonl".utf8), Self.zeros)
    member.statedSize = 10
    let bomb = Containers.zip([member])
    expectCap("compressionRatio", bomb, "a.zip")
    member.name = Array("a.txt".utf8)
    expectCap("compressionRatio", Containers.zip([member, Containers.Member("b.txt", "站")]), "a.zip")
    member = Containers.Member(Array("a.txt".utf8), Self.zeros)
    member.isDeflated = false
    expectCap("documentBytes", Containers.zip([member, Containers.Member("b.txt", "站")]), "a.zip", records: 1)
  }

  @Test func manyMembersThatGrowTogetherStop() {
    let member = Containers.Member(Array("a.txt".utf8), [UInt8](repeating: 0x30, count: 9_000_000))
    expectCap("compressionRatio", Containers.zip([member, member, member]), "a.zip", records: 1)
  }

  @Test func aTarInGzipOrZstandardStops() {
    let tar = Containers.tarMember(Array("a.txt".utf8), [UInt8](repeating: 0x30, count: 15_000_000))
    expectCap("compressionRatio", Containers.gzip(tar), "a.tar.gz")
    expectCap("compressionRatio", TemporaryFolder.zstandard(tar), "a.tar.zst")
  }

  /// A long name is a header that may be as long as it says.
  @Test func aLongNameOfTarIsNotHeld() {
    let name = Containers.tarMember(Array("x".utf8), Self.zeros, type: "L")
    let outcome = Outcome(
      CorpusReader().records(
        in: name + Containers.tar([("a.txt", "站"), ("b.txt", "站")]), name: "a.tar"))
    #expect(outcome.ids == ["a.tar:b.txt"])
    #expect(outcome.rejections.map { $0.detail.contains("headerBytes") } == [true])
  }

  @Test func gzipInGzipIsNoText() {
    let inner = Containers.gzip(Containers.gzip(Array("站".utf8)))
    #expect(Outcome(CorpusReader().records(in: inner, name: "a.txt.gz")).reasons == [.binary])
    let member = Containers.Member(Array("a.txt.gz".utf8), Containers.gzip(Self.zeros))
    expectCap("compressionRatio", Containers.zip([member]), "a.zip")
  }

  /// Members that share their data by overlapping are only in the directory, which is not believed.
  @Test func overlappingMembersAreReadOnce() {
    let member = Containers.zipMember(Containers.Member("a.txt", "站"))
    let entry = Containers.zip([Containers.Member("a.txt", "站")])[member.count...].dropLast(22)
    let directory = [UInt8]((0..<1000).flatMap { _ in entry })
    let bytes = member + directory + Containers.zipEnd(1000, size: directory.count, start: member.count)
    let outcome = Outcome(CorpusReader().records(in: bytes, name: "a.zip"))
    #expect(outcome.ids == ["a.zip:a.txt"] && outcome.rejections == [])
  }

  @Test func growthStopsAtTheByte() {
    let text = [UInt8](repeating: 0x61, count: 1000)
    for (cap, fits) in [(999, false), (1000, true), (1001, true)] {
      var limits = ResourceLimits()
      limits.decompressedBytes = cap
      for (bytes, name) in [
        (Containers.gzip(text), "a.gz"), (TemporaryFolder.zstandard(text), "a.zst"),
        (Containers.zip([Containers.Member(Array("a".utf8), text)]), "a.zip"),
      ] {
        if fits {
          #expect(Outcome(CorpusReader(limits: limits).records(in: bytes, name: name)).records.count == 1)
        } else {
          expectCap("decompressedBytes", bytes, name, limits: limits)
        }
      }
    }
  }
}
