import CorpusModel
import FactStore

/// The number of a claim.
enum ClaimValue: Hashable, Sendable {
  case quantity(Quantity)
  case percent(Double)

  /// Smallest and largest true value that the claim allows; 约 is taken as a tenth either way.
  var range: ClosedRange<Double> {
    switch self {
    case .percent(let percent): return percent...percent
    case .quantity(let quantity):
      let value = Double(quantity.value)
      switch quantity.bound {
      case .exact: return value...value
      case .moreThan, .atLeast: return value...(.infinity)
      case .nearly, .atMost: return -.infinity...value
      case .about: return min(value * 0.9, value * 1.1)...max(value * 0.9, value * 1.1)
      }
    }
  }

  var size: Double {
    switch self {
    case .percent(let percent): percent
    case .quantity(let quantity): Double(quantity.value)
    }
  }

  var cell: Table.Cell {
    switch self {
    case .percent(let percent): .decimal(percent)
    case .quantity(let quantity): .quantity(quantity)
    }
  }

  /// As people read it: `≥12000`, `≈300`, `100%`.
  var text: String {
    switch self {
    case .percent(let percent):
      return percent == percent.rounded() && abs(percent) < 1e9 ? "\(Int(percent))%" : "\(percent)%"
    case .quantity(let quantity):
      let sign =
        switch quantity.bound {
        case .exact: ""
        case .moreThan, .atLeast: "≥"
        case .nearly, .atMost: "≤"
        case .about: "≈"
        }
      return sign + String(quantity.value)
    }
  }
}

/// A fact as evidence for a cell, with the same statement in other documents folded in.
struct Claim: Sendable {
  var row: FactRow
  var value: ClaimValue
  var shape: LabelShape
  var label: String
  /// Identifiers of all documents that say it, in byte order.
  var documents: Set<String>
  /// Whether another count of its document is the total of it.
  var isPart = false

  /// - Returns: nil for a fact without a number.
  init?(_ row: FactRow, words: LabelWords) {
    switch row.fact.content {
    case .count(let count):
      value = .quantity(count.quantity)
      label = count.label
      shape = LabelShape(count.label, words: words)
    case .coverage(let scope, let percent):
      value = .percent(percent)
      label = scope ?? ""
      shape = LabelShape(label, words: words)
      // A claim about the whole region names no scope.
      shape.isWhole = scope == nil
      shape.isNarrowed = scope != nil
      shape.isNarrowedByTier = false
    default: return nil
    }
    self.row = row
    documents = [row.document]
  }

  var isTotal: Bool { !row.fact.sumOf.isEmpty }

  /// The last day that the claim can be of: as stated, but never after publication; nil where nothing is known.
  var day: Int? {
    guard let date = row.date else { return nil }
    let published = row.published.flatMap { PartialDate($0) }
    return min(date.lastDay, published?.lastDay ?? date.lastDay)
  }

  /// Whether the article is about the very region that the claim is about.
  var isDirect: Bool { row.home != nil && row.home == row.fact.region?.code }

  /// Whether two claims cannot both be true, by their bounds, of a time that may be the same.
  func contradicts(_ other: Claim) -> Bool {
    documents.isDisjoint(with: other.documents) && !value.range.overlaps(other.value.range)
      && mayBeOfTheSameTime(as: other)
  }

  /// Whether the dates overlap, or neither claim has one.
  func mayBeOfTheSameTime(as other: Claim) -> Bool {
    switch (row.date, other.row.date) {
    case (nil, nil): true
    case (let mine?, let theirs?): mine.firstDay <= theirs.lastDay && theirs.firstDay <= mine.lastDay
    default: false
    }
  }

  /// The order in which claims of one standing are believed: the latest, totals with parts, articles of the region
  /// itself, the larger, the surer; document and place in it decide the rest.
  static func isPreferred(_ left: Claim, _ right: Claim) -> Bool {
    if left.day != right.day { return (left.day ?? 0) > (right.day ?? 0) }
    if left.isTotal != right.isTotal { return left.isTotal }
    if left.isDirect != right.isDirect { return left.isDirect }
    if left.value.size != right.value.size { return left.value.size > right.value.size }
    if left.row.fact.confidence != right.row.fact.confidence {
      return left.row.fact.confidence > right.row.fact.confidence
    }
    return (left.row.document, left.row.ordinal) < (right.row.document, right.row.ordinal)
  }
}

extension PartialDate {
  /// The first day that the date may mean, as `lastDay` writes it.
  var firstDay: Int { year * 10_000 + (month ?? 1) * 100 + (day ?? 1) }
}
