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
  let sheet: FactSheet
  /// Of the fact in the sheet.
  let index: Int
  /// As stated, else the day of publication, else nil.
  let date: PartialDate?
  /// The last day that the fact can be of: as stated, but never after publication; nil where nothing is known.
  let day: Int?
  let value: ClaimValue
  /// The same for labels that count the same thing, among the claims that one reader makes.
  let shape: LabelShape
  /// Indices of all documents that say it, in order.
  let documents: [Int32]
  /// Whether another count of its document and region names it as a part.
  let isPart: Bool
  let isTotal: Bool
  /// Whether the article is about the very region that the claim is about.
  let isDirect: Bool

  init(_ sheet: FactSheet, _ index: Int, value: ClaimValue, shape: LabelShape) {
    self.sheet = sheet
    self.index = index
    let entry = sheet.entries[index]
    let published = sheet.documents[Int(entry.document)].published
    date = entry.asOf ?? published
    day = entry.asOf.map { min($0.lastDay, published?.lastDay ?? .max) } ?? published?.lastDay
    self.value = value
    self.shape = shape
    documents = [entry.document]
    isPart = entry.isPart
    isTotal = entry.isTotal
    isDirect = entry.region >= 0 && sheet.documents[Int(entry.document)].home == sheet.regions[Int(entry.region)].code
  }

  private init(_ other: Claim, documents: [Int32], isPart: Bool) {
    (sheet, index, date, day, value, shape) = (
      other.sheet, other.index, other.date, other.day, other.value, other.shape
    )
    self.documents = documents
    self.isPart = isPart
    (isTotal, isDirect) = (other.isTotal, other.isDirect)
  }

  /// The same claim of other documents, or as a part of another one.
  func changed(documents: Set<Int32>, isPart: Bool? = nil) -> Claim {
    Claim(self, documents: documents.sorted(), isPart: isPart ?? self.isPart)
  }

  var entry: FactSheet.Entry { sheet.entries[index] }
  var region: RegionReference? { sheet.region(of: index) }
  /// Township, street or village as written.
  var place: String? { entry.place < 0 ? nil : sheet.text(entry.place) }
  var label: String { sheet.text(entry.text) }
  /// Identifier of its document.
  var document: String { sheet.documents[Int(entry.document)].id }
  /// Number of independent documents that say it: an original and its copies are one.
  var sourceCount: Int { sheet.clusters(of: documents).count }
  /// Day of publication; of a copy that of its original.
  var published: PartialDate? { sheet.documents[Int(entry.document)].published }

  /// Whether two claims cannot both be true, by their bounds, of a time that may be the same; documents and their copies do
  /// not contradict themselves.
  func contradicts(_ other: Claim) -> Bool {
    !value.range.overlaps(other.value.range) && mayBeOfTheSameTime(as: other)
      && Set(sheet.clusters(of: documents)).isDisjoint(with: sheet.clusters(of: other.documents))
  }

  /// Whether the dates overlap, or neither claim has one.
  func mayBeOfTheSameTime(as other: Claim) -> Bool {
    switch (date, other.date) {
    case (nil, nil): true
    case (let mine?, let theirs?): mine.firstDay <= theirs.lastDay && theirs.firstDay <= mine.lastDay
    default: false
    }
  }

  /// The order in which claims of one standing are believed.
  ///
  /// The latest first, then totals with parts, articles of the region itself, the larger, the surer, originals before
  /// copies; document and place in it decide the rest.
  static func isPreferred(_ left: Claim, _ right: Claim) -> Bool {
    if left.day != right.day { return (left.day ?? 0) > (right.day ?? 0) }
    if left.isTotal != right.isTotal { return left.isTotal }
    if left.isDirect != right.isDirect { return left.isDirect }
    if left.value.size != right.value.size { return left.value.size > right.value.size }
    let (mine, theirs) = (left.entry, right.entry)
    if mine.confidence != theirs.confidence { return mine.confidence > theirs.confidence }
    let areCopies = (left.sheet.isCopy(mine), right.sheet.isCopy(theirs))
    if areCopies.0 != areCopies.1 { return areCopies.1 }
    return mine.stands(before: theirs)
  }
}

extension FactSheet.Entry {
  /// The order of documents' identifiers, then of the article.
  func stands(before other: FactSheet.Entry) -> Bool { (document, ordinal) < (other.document, other.ordinal) }
}

/// Makes claims of the facts of one sheet; every label is read once.
struct ClaimReader {
  private let sheet: FactSheet
  private let words: LabelWords
  private var labels = Shapes()
  private var scopes = Shapes()

  /// One shape for all texts of one key.
  private struct Shapes {
    private var byText: [Int32: LabelShape] = [:]
    private var byKey: [[UInt32]: LabelShape] = [:]

    mutating func shape(of text: Int32, _ make: () -> LabelShape) -> LabelShape {
      if let known = byText[text] { return known }
      let made = make()
      let shape = byKey[made.key, default: made]
      byKey[made.key] = shape
      byText[text] = shape
      return shape
    }
  }

  init(_ sheet: FactSheet, words: LabelWords) { (self.sheet, self.words) = (sheet, words) }

  /// - Returns: nil for a fact without a number.
  mutating func claim(_ index: Int) -> Claim? {
    let (sheet, words) = (sheet, words)
    let entry = sheet.entries[index]
    switch entry.kind {
    case .count:
      let shape = labels.shape(of: entry.text) { LabelShape(sheet.text(entry.text), words: words) }
      return Claim(sheet, index, value: .quantity(entry.quantity), shape: shape)
    case .coverage:
      let shape = scopes.shape(of: entry.text) { LabelShape(scope: sheet.text(entry.text), words: words) }
      return Claim(sheet, index, value: .percent(entry.percent), shape: shape)
    case .model, .slogan, .epithet: return nil
    }
  }
}
