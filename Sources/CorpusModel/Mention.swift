/// A fact as a recogniser sees it in the text, before it is related to a region.
public struct Mention: Hashable, Sendable {
  public var content: FactContent
  /// Evidence: the words that hold the fact, in the normalised body.
  public var span: Span
  /// The number or name itself, inside `span`; regions are resolved as seen from here.
  public var anchor: Span
  /// Name of the rule that fired, such as `count.label-number`.
  public var rule: String
  /// From 0 to 1.
  public var confidence: Double
  /// Indices, in the same list of mentions, of the counts that this count is the stated total of.
  public var sumOf: [Int] = []

  public init(content: FactContent, span: Span, anchor: Span, rule: String, confidence: Double) {
    self.content = content
    self.span = span
    self.anchor = anchor
    self.rule = rule
    self.confidence = confidence
  }
}
