import CorpusModel
import FactStore

/// The number of a claim.
public enum ClaimValue: Hashable, Sendable {
  case quantity(Quantity)
  case percent(Double)

  /// Smallest and largest true value that the claim allows.
  var range: ClosedRange<Double> {
    switch self {
    case .percent(let percent): percent...percent
    case .quantity(let quantity): quantity.range
    }
  }

  /// The number without its bound.
  public var size: Double {
    switch self {
    case .percent(let percent): percent
    case .quantity(let quantity): Double(quantity.value)
    }
  }

  /// The number as a cell of a table: a quantity, or the percentage as a decimal.
  public var cell: Table.Cell {
    switch self {
    case .percent(let percent): .decimal(percent)
    case .quantity(let quantity): .quantity(quantity)
    }
  }

  /// As people read it: `>12000`, `≈300`, `100%`.
  public var text: String {
    switch self {
    case .percent(let percent):
      return percent == percent.rounded() && abs(percent) < 1e9 ? "\(Int(percent))%" : "\(percent)%"
    case .quantity(let quantity): return quantity.bound.sign + String(quantity.value)
    }
  }
}

/// A fact as evidence for a cell, with the same statement in other documents folded in.
///
/// Numbers only, so that a million of them move in blocks; what else there is to say of it, its sheet says.
struct Claim: Sendable {
  /// Of the fact in the sheet.
  let index: Int
  /// Index of its document.
  let document: Int32
  /// Number of its label, or of its scope; -1 for none.
  let text: Int32
  /// Number of its label's shape: the same for labels that count the same thing, among the claims of one reader.
  let shape: Int32
  let value: ClaimValue
  /// By which claims of one standing are believed.
  let rank: Rank
  /// As stated, else the day of publication, else nil.
  let date: PartialDate?
  /// Whether its label counts one level, sort or batch only.
  let isNarrowed: Bool
  let isTotal: Bool
  /// Whether another count of its document and region names it as a part.
  var isPart: Bool
  /// Where its reading has the documents that say it; empty where only its own does.
  var sayers: Range<Int32> = 0..<0

  /// What a fact claims; `isDirect` where its article is about the very region that the claim is about.
  init(
    _ index: Int, _ entry: FactSheet.Entry, published: PartialDate?, isDirect: Bool, isCopy: Bool, value: ClaimValue,
    shape: Int32, isNarrowed: Bool
  ) {
    self.index = index
    document = entry.document
    text = entry.text
    self.shape = shape
    self.value = value
    self.isNarrowed = isNarrowed
    date = entry.asOf ?? published
    isTotal = entry.isTotal
    isPart = entry.isPart
    // The last day that the fact can be of: as stated, but never after publication.
    let day = entry.asOf.map { min($0.lastDay, published?.lastDay ?? .max) } ?? published?.lastDay
    rank = Rank(entry, day: day, isDirect: isDirect, size: value.size, isCopy: isCopy)
  }

  /// Whether the dates overlap, or neither claim has one.
  func mayBeOfTheSameTime(as other: Claim) -> Bool {
    switch (date, other.date) {
    case (nil, nil): true
    case (let mine?, let theirs?): mine.firstDay <= theirs.lastDay && theirs.firstDay <= mine.lastDay
    default: false
    }
  }

  /// Whether two claims, if they are of the same thing, cannot both be true, by their bounds, of a time that may be the
  /// same.
  func differs(from other: Claim) -> Bool {
    !value.range.overlaps(other.value.range) && mayBeOfTheSameTime(as: other)
  }

  func isSame(as other: Claim) -> Bool { shape == other.shape && value == other.value }
}

extension [Claim] {
  /// The preferred ones first; ranks are sorted, not claims.
  func byPreference() -> [Claim] {
    if count < 2 { return self }
    return indices.map { (rank: self[$0].rank, index: Int32($0)) }.sorted { $0.rank < $1.rank }
      .map { self[Int($0.index)] }
  }
}

extension FactSheet {
  func label(of claim: Claim) -> String { text(claim.text) }

  /// Township, street or village as written.
  func place(of claim: Claim) -> String? {
    let place = entries[claim.index].place
    return place < 0 ? nil : text(place)
  }

  /// The number with a blank after it, where a label follows: together they are `141 人大代表联络站点`.
  func value(of claim: Claim) -> String { claim.value.text + (label(of: claim).isEmpty ? "" : " ") }
}

/// By which claims of one standing are believed; what sorts first is preferred.
///
/// The latest first, then totals with parts, articles of the region itself, the larger, the surer, originals before
/// copies; document and place in it decide the rest.
struct Rank: Comparable, Sendable {
  /// Days before the end of time, and what else is told by yes or no.
  private let time: UInt32
  private let size: Double
  private let confidence: Float
  /// Whether it is a copy, document and place in it.
  private let place: UInt64

  /// - Parameters:
  ///   - entry: Of the claim.
  ///   - day: The last that the claim can be of, as a number of eight digits; nil where nothing is known.
  ///   - isDirect: Whether the article is about the very region that the claim is about.
  ///   - size: The number that is claimed.
  ///   - isCopy: Whether the article is a copy.
  init(_ entry: FactSheet.Entry, day: Int?, isDirect: Bool, size: Double, isCopy: Bool) {
    time = UInt32(clamping: 99_999_999 - (day ?? 0)) << 2 | (entry.isTotal ? 0 : 2) | (isDirect ? 0 : 1)
    self.size = size
    confidence = entry.confidence
    place = (isCopy ? 1 << 63 : 0) | UInt64(entry.document) << 32 | UInt64(UInt32(bitPattern: entry.ordinal))
  }

  static func < (left: Rank, right: Rank) -> Bool {
    if left.time != right.time { return left.time < right.time }
    if left.size != right.size { return left.size > right.size }
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    return left.place < right.place
  }
}

extension FactSheet.Entry {
  /// The order of documents' identifiers, then of the article.
  func stands(before other: FactSheet.Entry) -> Bool { (document, ordinal) < (other.document, other.ordinal) }
}
