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
  /// By which claims of one standing are believed.
  let rank: Rank
  let value: ClaimValue
  /// The same for labels that count the same thing, among the claims that one reader makes.
  let shape: LabelShape
  /// Indices of all documents that say it, in order; nil where only its own does.
  private let folded: [Int32]?
  /// Whether another count of its document and region names it as a part.
  let isPart: Bool
  let isTotal: Bool

  init(_ sheet: FactSheet, _ index: Int, value: ClaimValue, shape: LabelShape) {
    self.sheet = sheet
    self.index = index
    let entry = sheet.entries[index]
    let published = sheet.documents[Int(entry.document)].published
    date = entry.asOf ?? published
    self.value = value
    self.shape = shape
    folded = nil
    isPart = entry.isPart
    isTotal = entry.isTotal
    let isDirect =
      entry.region >= 0 && sheet.documents[Int(entry.document)].home == sheet.regions[Int(entry.region)].code
    // The last day that the fact can be of: as stated, but never after publication.
    let day = entry.asOf.map { min($0.lastDay, published?.lastDay ?? .max) } ?? published?.lastDay
    rank = Rank(entry, day: day, isDirect: isDirect, size: value.size, isCopy: sheet.isCopy(entry))
  }

  private init(_ other: Claim, documents: [Int32], isPart: Bool) {
    (sheet, index, date, rank, value, shape) = (
      other.sheet, other.index, other.date, other.rank, other.value, other.shape
    )
    folded = documents
    self.isPart = isPart
    isTotal = other.isTotal
  }

  /// The same claim of other documents, or as a part of another one.
  func changed(documents: Set<Int32>, isPart: Bool? = nil) -> Claim {
    Claim(self, documents: documents.sorted(), isPart: isPart ?? self.isPart)
  }

  var entry: FactSheet.Entry { sheet.entries[index] }
  /// Indices of all documents that say it, in order.
  var documents: [Int32] { folded ?? [entry.document] }

  /// Without a list being made.
  func forEachDocument(_ body: (Int32) -> Void) {
    if let folded { folded.forEach(body) } else { body(entry.document) }
  }

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
  static func isPreferred(_ left: Claim, _ right: Claim) -> Bool { left.rank < right.rank }
}

extension [Claim] {
  /// The preferred ones first; numbers are sorted, not references.
  func byPreference() -> [Claim] {
    indices.map { (rank: self[$0].rank, index: $0) }.sorted { $0.rank < $1.rank }.map { self[$0.index] }
  }
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

/// Makes claims of the facts of one sheet; every label is read once.
struct ClaimReader {
  private let sheet: FactSheet
  private let words: LabelWords
  private var labels: Shapes
  private var scopes: Shapes

  /// One shape for all texts of one key.
  private struct Shapes {
    /// By number of the text plus one: no text is -1.
    private var byText: [LabelShape?]
    private var byKey: [[UInt32]: LabelShape] = [:]

    init(_ sheet: FactSheet) { byText = Array(repeating: nil, count: sheet.textCount + 1) }

    subscript(text: Int32) -> LabelShape? { byText[Int(text) + 1] }

    /// The shape that stands for `made`.
    mutating func add(_ made: LabelShape, of text: Int32) -> LabelShape {
      let shape = byKey[made.key, default: made]
      byKey[made.key] = shape
      byText[Int(text) + 1] = shape
      return shape
    }
  }

  init(_ sheet: FactSheet, words: LabelWords) {
    (self.sheet, self.words) = (sheet, words)
    (labels, scopes) = (Shapes(sheet), Shapes(sheet))
  }

  /// - Returns: nil for a fact without a number.
  mutating func claim(_ index: Int) -> Claim? {
    let entry = sheet.entries[index]
    switch entry.kind {
    case .count:
      let shape =
        labels[entry.text] ?? labels.add(LabelShape(sheet.text(entry.text), words: words), of: entry.text)
      return Claim(sheet, index, value: .quantity(entry.quantity), shape: shape)
    case .coverage:
      let shape =
        scopes[entry.text] ?? scopes.add(LabelShape(scope: sheet.text(entry.text), words: words), of: entry.text)
      return Claim(sheet, index, value: .percent(entry.percent), shape: shape)
    case .model, .slogan, .epithet: return nil
    }
  }
}
