/// What a terminal shows of a run: one line, made of counts and of the time since the start.
public struct IngestionProgress: Sendable {
  private struct Sample {
    var seconds: Double
    var records: Int
    var bytes: Int
  }

  /// Bytes of the whole input; nil where nobody knows.
  private let byteCount: Int?
  /// The last half minute, the latest at the end.
  private var samples = [Sample(seconds: 0, records: 0, bytes: 0)]

  /// Rates are those of this many seconds: what a resumed run skips tells little about the rest.
  private static let memory = 30.0

  /// - Parameter byteCount: Bytes of all inputs as they lie on disk; nil if that is not known.
  public init(byteCount: Int?) { self.byteCount = byteCount }

  /// The line for now.
  ///
  /// - Parameters:
  ///   - summary: Counts so far.
  ///   - bytes: Read so far, as they lie on disk.
  ///   - seconds: Since the start; never less than at the call before.
  /// - Returns: Counts, rates, and the share done with the time left where the size of the input is known.
  public mutating func line(_ summary: IngestionSummary, bytes: Int, seconds: Double) -> String {
    samples.append(Sample(seconds: seconds, records: summary.read, bytes: bytes))
    while samples.count > 2, samples[1].seconds <= seconds - Self.memory { samples.removeFirst() }
    var line = "\(summary.read) read, \(summary.facts) facts, \(summary.rejected) rejected"
    let past = seconds - samples[0].seconds
    guard past > 0 else { return line }
    let rate = Double(bytes - samples[0].bytes) / past
    let tenths = Int(rate / 100_000)
    line += "; \(Int(Double(summary.read - samples[0].records) / past))/s, \(tenths / 10).\(tenths % 10) MB/s"
    if let byteCount, byteCount > 0, rate > 0 {
      let read = min(bytes, byteCount)
      line += "; \(read * 100 / byteCount) %, \(Self.duration(Double(byteCount - read) / rate)) left"
    }
    return line
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9))
    if whole < 60 { return "\(whole) s" }
    return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
