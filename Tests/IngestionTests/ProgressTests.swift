import Ingestion
import Testing

@Suite struct IngestionProgressTests {
  private func summary(_ read: Int) -> IngestionSummary {
    var summary = IngestionSummary()
    (summary.read, summary.facts, summary.rejected) = (read, read * 20, read / 10)
    return summary
  }

  @Test func theLineTellsRatesTheShareDoneAndTheTimeLeft() {
    var progress = IngestionProgress(byteCount: 100_000_000)
    #expect(
      progress.line(summary(1000), bytes: 10_000_000, seconds: 4)
        == "1000 read, 20000 facts, 100 rejected; 250/s, 2.5 MB/s; 10 %, 36 s left")
  }

  @Test func nothingIsForetoldWhereTheSizeIsNotKnown() {
    var progress = IngestionProgress(byteCount: nil)
    #expect(
      progress.line(summary(10), bytes: 5_000_000, seconds: 2) == "10 read, 200 facts, 1 rejected; 5/s, 2.5 MB/s")
    #expect(progress.line(summary(10), bytes: 5_000_000, seconds: 2).hasSuffix("2.5 MB/s"))
  }

  /// What was skipped at the start of a resumed run says nothing about the rest.
  @Test func ratesAreThoseOfTheLastHalfMinute() {
    var progress = IngestionProgress(byteCount: 1_000_000_000)
    _ = progress.line(summary(100_000), bytes: 500_000_000, seconds: 10)
    for second in 11...50 {
      _ = progress.line(
        summary(100_000 + (second - 10) * 100), bytes: 500_000_000 + (second - 10) * 100_000, seconds: Double(second))
    }
    #expect(
      progress.line(summary(104_100), bytes: 504_100_000, seconds: 51)
        == "104100 read, 2082000 facts, 10410 rejected; 100/s, 0.1 MB/s; 50 %, 1 h 22 min left")
  }
}
