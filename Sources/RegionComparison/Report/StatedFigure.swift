import CorpusModel
import FactStore

/// A number as an article states it, with the way to its sentence.
public struct StatedFigure: Sendable, Hashable {
  public let value: ClaimValue
  /// The counted thing, or the scope of a percentage, as written.
  public let label: String
  /// As stated in the article, else nil.
  public let asOf: PartialDate?
  /// Day of publication.
  public let published: PartialDate?
  /// The region as the article has it.
  public let region: RegionReference?
  /// Township, street or village as written.
  public let place: String?
  /// Key of the fact.
  public let fact: String
  /// Identifier of the document that speaks for it.
  public let document: String
  /// Identifiers of all documents that say it.
  public let documents: [String]

  /// As stated, else of publication.
  public var date: PartialDate? { asOf ?? published }

  init(_ claim: Claim, of reading: Reading, in sheet: FactSheet) {
    let source = sheet.document(of: claim.index)
    value = claim.value
    label = sheet.label(of: claim)
    asOf = sheet.entries[claim.index].asOf
    published = source.published
    region = sheet.region(of: claim.index)
    place = sheet.place(of: claim)
    fact = sheet.key(of: claim.index)
    document = source.id
    documents = reading.documents(of: claim).map { sheet.documents[Int($0)].id }
  }
}

/// What is known of one region and measure, ready to be shown; see `Reading` for the rule of choice.
public struct Figure: Sendable, Equatable {
  /// The same of a place inside the region.
  public struct Inner: Sendable, Equatable {
    /// Name from below the region: 榆次区庄子乡.
    public let name: String
    /// One number, or several of parts.
    public let stated: [StatedFigure]
  }

  public let measure: Measure
  /// The number that stands for the region; nil where nobody states one of the whole.
  public let chosen: StatedFigure?
  /// What `chosen` is the stated sum of, or, without one, the numbers of the parts.
  public let parts: [StatedFigure]
  /// Whether the parts exclude each other, so that a sum sign may stand between them.
  public let areDisjoint: Bool
  /// Whether the stated parts make up the stated total; nil if there are none.
  public let sumHolds: Bool?
  /// Other claims that can be true beside what is shown; no more than `mostClaims`.
  public let alternatives: [StatedFigure]
  /// Claims that contradict what is shown; no more than `mostClaims`.
  public let conflicts: [StatedFigure]
  /// Places inside the region; no more than `mostClaims`.
  public let inside: [Inner]
  /// How many there are in all.
  public let (alternativeCount, conflictCount, insideCount): (Int, Int, Int)
  /// Number of documents that say something about the region itself; an original and its copies are one.
  public let documentCount: Int

  /// Claims of one sort that a figure keeps: a region of a large store has thousands, and nobody reads them in a row.
  public static let mostClaims = 40

  /// What a cell of a comparison of the sheet comes to.
  init(_ cell: Comparison.Cell, in sheet: FactSheet) {
    func figures(_ claims: some Sequence<Claim>, of reading: Reading) -> [StatedFigure] {
      claims.map { StatedFigure($0, of: reading, in: sheet) }
    }
    let reading = cell.reading
    measure = cell.measure
    chosen = reading.chosen.map { StatedFigure($0, of: reading, in: sheet) }
    parts = figures(reading.parts, of: reading)
    areDisjoint = reading.areDisjoint
    sumHolds = reading.sumHolds
    let contradicting = Set(reading.conflicts.map(\.index))
    let alternatives = reading.others.filter { !contradicting.contains($0.index) }
    self.alternatives = figures(alternatives.prefix(Self.mostClaims), of: reading)
    conflicts = figures(reading.conflicts.prefix(Self.mostClaims), of: reading)
    inside = cell.inside.prefix(Self.mostClaims).map { inner in
      Inner(name: inner.name, stated: figures(inner.reading.shown.prefix(Self.mostClaims), of: inner.reading))
    }
    (alternativeCount, conflictCount, insideCount) = (alternatives.count, reading.conflicts.count, cell.inside.count)
    documentCount = sheet.clusterCount(of: reading.documents)
  }

  /// Whether something is stated of the region itself.
  public var isOwn: Bool { chosen != nil || !parts.isEmpty }

  /// What stands for the region itself: one number, or those of its parts.
  public var shown: [StatedFigure] { chosen.map { [$0] } ?? parts }
}
