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

/// A fact as evidence for a cell, with the same statement in other documents folded in; a reference, so that sorting moves
/// nothing else.
final class Claim: Sendable {
  let fact: DatedFact
  let value: ClaimValue
  let shape: LabelShape
  let label: String
  /// Identifiers of all documents that say it, in byte order.
  let documents: [String]
  /// Whether another count of its document is the total of it.
  let isPart: Bool

  init(
    fact: DatedFact, value: ClaimValue, shape: LabelShape, label: String, documents: [String], isPart: Bool = false
  ) {
    self.fact = fact
    self.value = value
    self.shape = shape
    self.label = label
    self.documents = documents
    self.isPart = isPart
  }

  /// The same claim of other documents, or as a part of another one.
  func changed(documents: [String]? = nil, isPart: Bool? = nil) -> Claim {
    Claim(
      fact: fact, value: value, shape: shape, label: label, documents: documents ?? self.documents,
      isPart: isPart ?? self.isPart)
  }

  var row: FactRow { fact.row }
  var isTotal: Bool { !fact.row.fact.sumOf.isEmpty }

  /// Whether the article is about the very region that the claim is about.
  var isDirect: Bool { fact.row.home != nil && fact.row.home == fact.row.fact.region?.code }

  /// Whether two claims cannot both be true, by their bounds, of a time that may be the same.
  func contradicts(_ other: Claim) -> Bool {
    !value.range.overlaps(other.value.range) && mayBeOfTheSameTime(as: other)
      && Set(documents).isDisjoint(with: other.documents)
  }

  /// Whether the dates overlap, or neither claim has one.
  func mayBeOfTheSameTime(as other: Claim) -> Bool {
    switch (fact.date, other.fact.date) {
    case (nil, nil): true
    case (let mine?, let theirs?): mine.firstDay <= theirs.lastDay && theirs.firstDay <= mine.lastDay
    default: false
    }
  }

  /// The order in which claims of one standing are believed.
  ///
  /// The latest first, then totals with parts, articles of the region itself, the larger, the surer; document and place
  /// in it decide the rest.
  static func isPreferred(_ left: Claim, _ right: Claim) -> Bool {
    if left.fact.day != right.fact.day { return (left.fact.day ?? 0) > (right.fact.day ?? 0) }
    if left.isTotal != right.isTotal { return left.isTotal }
    if left.isDirect != right.isDirect { return left.isDirect }
    if left.value.size != right.value.size { return left.value.size > right.value.size }
    let confidences = (left.fact.row.fact.confidence, right.fact.row.fact.confidence)
    if confidences.0 != confidences.1 { return confidences.0 > confidences.1 }
    return (left.fact.row.document, left.fact.row.ordinal) < (right.fact.row.document, right.fact.row.ordinal)
  }
}

/// Makes claims of facts; every label is read once.
struct ClaimReader {
  let words: LabelWords
  private var shapes: [String: LabelShape] = [:]

  init(words: LabelWords) { self.words = words }

  /// - Returns: nil for a fact without a number.
  mutating func claim(_ fact: DatedFact) -> Claim? {
    switch fact.row.fact.content {
    case .count(let count):
      return Claim(
        fact: fact, value: .quantity(count.quantity), shape: shape(count.label), label: count.label,
        documents: [fact.row.document])
    case .coverage(let scope, let percent):
      // A claim about the whole region names no scope.
      var shape = self.shape(scope ?? "")
      shape.isWhole = scope == nil
      shape.isNarrowed = scope != nil
      shape.isNarrowedByTier = false
      return Claim(
        fact: fact, value: .percent(percent), shape: shape, label: scope ?? "", documents: [fact.row.document])
    default: return nil
    }
  }

  private mutating func shape(_ label: String) -> LabelShape {
    if let known = shapes[label] { return known }
    let shape = LabelShape(label, words: words)
    shapes[label] = shape
    return shape
  }
}
