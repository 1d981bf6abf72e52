import CorpusModel

/// Takes one input apart into records, read while they are taken.
protocol RecordReader {
  /// The next record or rejection; nil at the end.
  mutating func next() -> Result<RawRecord, Rejection>?
}

/// Where a record stands: the file, and inside it.
struct RecordOrigin {
  /// Path relative to what was given, with the member after a colon.
  var id: String
  /// Path as given and followed.
  var path: String
  var member: String?

  /// Path, with the member after a colon: the place that rejections name.
  var place: String { member.map { "\(path):\($0)" } ?? path }

  /// The origin of the member `name` of what stands here.
  func inside(_ name: String) -> RecordOrigin {
    RecordOrigin(id: "\(id):\(name)", path: path, member: member.map { "\($0):\(name)" } ?? name)
  }

  func rejection(_ reason: Rejection.Reason, _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: place, detail: detail)
  }
}

/// Counts what a container holds beside articles, by kind.
struct PassedOver {
  private var counts: [String: Int] = [:]
  private var others = 0

  /// Kinds that are told apart: names come from strangers.
  private static let kinds = 40

  mutating func count(_ kind: String) {
    if counts[kind] == nil, counts.count == Self.kinds { others += 1 } else { counts[kind, default: 0] += 1 }
  }

  /// One rejection that tells the counts, the largest first, once; nil where nothing was passed over.
  mutating func take(_ origin: RecordOrigin, _ noun: String) -> Rejection? {
    let total = counts.values.reduce(others, +)
    if total == 0 { return nil }
    var parts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
    if others > 0 { parts.append("\(others) of other kinds") }
    self = PassedOver()
    return origin.rejection(.passedOver, "\(total) \(noun) without an article: \(parts.joined(separator: ", "))")
  }
}
