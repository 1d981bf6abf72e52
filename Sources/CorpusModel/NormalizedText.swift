/// Which script a text is written in.
public enum Script: String, Sendable, Codable {
  case hans, hant, mixed
}

/// A change that normalisation made, for `explain`.
public struct NormalizationNote: Sendable, Equatable {
  /// Span in the text that the stage was given.
  public var span: Span
  public var before: String
  public var after: String
  /// Rule or lexicon entry that fired.
  public var rule: String
  /// Natural logarithm of the odds of `after` over the next choice, where a model chose it.
  public var margin: Float?

  public init(span: Span, before: String, after: String, rule: String, margin: Float? = nil) {
    self.span = span
    self.before = before
    self.after = after
    self.rule = rule
    self.margin = margin
  }

  /// What the rules of damage that was suspected and not repaired, or not wholly, begin with.
  public static let unrepaired = "unrepaired"

  /// Whether it tells of damage that is left in the text.
  public var isUnrepaired: Bool { rule.utf8.starts(with: Self.unrepaired.utf8) }
}

/// Text after a normalisation step, with the way home.
public struct NormalizedText: Sendable {
  public var text: [UInt8]
  /// From this text back to the text that the step was given.
  public var map: OffsetMap
  /// Filled only when a trace was asked for, but for repairs that were suspected and left (`rule` begins with `unrepaired`).
  public var notes: [NormalizationNote]

  public init(text: [UInt8], map: OffsetMap, notes: [NormalizationNote] = []) {
    self.text = text
    self.map = map
    self.notes = notes
  }
}

/// A word of a segmented text.
public struct Token: Hashable, Sendable {
  public var span: Span

  public init(span: Span) { self.span = span }
}
