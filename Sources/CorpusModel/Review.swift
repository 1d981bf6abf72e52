/// What a reader said of a fact, after looking at its evidence.
public struct Review: Hashable, Sendable {
  public enum Verdict: String, Sendable, CaseIterable {
    case accepted, rejected, corrected
  }

  /// What the fact should have said; the evidence stays.
  public struct Correction: Hashable, Sendable {
    public var content: FactContent
    public var region: RegionReference?
    public var place: String?

    public init(content: FactContent, region: RegionReference?, place: String?) {
      self.content = content
      self.region = region
      self.place = place
    }
  }

  /// `Fact.key`, which a new run over the same article gives again.
  public var factKey: String
  /// Identifier of the document.
  public var document: String
  /// The fact's evidence, so that a review can be read without its document.
  public var evidence: String
  public var verdict: Verdict
  /// Present exactly where the verdict is `corrected`.
  public var correction: Correction?
  public var author: String
  /// UTC, ISO 8601 to the second.
  public var time: String
  public var note: String

  public init(
    factKey: String, document: String, evidence: String, verdict: Verdict, correction: Correction? = nil,
    author: String, time: String, note: String = ""
  ) {
    self.factKey = factKey
    self.document = document
    self.evidence = evidence
    self.verdict = verdict
    self.correction = correction
    self.author = author
    self.time = time
    self.note = note
  }
}
