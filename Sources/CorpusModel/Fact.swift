/// What a stated number promises about the true one.
public enum Bound: String, Sendable, Codable, CaseIterable {
  case exact
  case moreThan = "more_than"
  case nearly
  case about
  case atLeast = "at_least"
  case atMost = "at_most"

  /// What stands before a number so bounded: `>` more than, `<` nearly, `≈` about, `≥` at least, `≤` at most.
  public var sign: String {
    switch self {
    case .exact: ""
    case .moreThan: ">"
    case .nearly: "<"
    case .about: "≈"
    case .atLeast: "≥"
    case .atMost: "≤"
    }
  }
}

/// A number read from text: its value in whole units and its bound.
public struct Quantity: Hashable, Sendable {
  /// Value in `unit` (1.2万 is 12000; money is in yuan).
  public var value: Int
  public var bound: Bound

  public init(value: Int, bound: Bound) {
    self.value = value
    self.bound = bound
  }
}

extension Quantity {
  /// Smallest and largest true value that the number allows; 约 is taken as a tenth either way.
  public var range: ClosedRange<Double> {
    let value = Double(value)
    switch bound {
    case .exact: return value...value
    case .moreThan, .atLeast: return value...(.infinity)
    case .nearly, .atMost: return -.infinity...value
    case .about: return min(value * 0.9, value * 1.1)...max(value * 0.9, value * 1.1)
    }
  }
}

/// A counted thing.
public struct Count: Hashable, Sendable {
  /// Subject in the domain pack's taxonomy, such as `station` or `deputy`; the first is the likeliest.
  public var subjects: [String]
  public var quantity: Quantity
  public var unit: String
  /// The counted thing as written.
  public var label: String
  public var asOf: PartialDate?

  public init(subjects: [String], quantity: Quantity, unit: String, label: String, asOf: PartialDate? = nil) {
    self.subjects = subjects
    self.quantity = quantity
    self.unit = unit
    self.label = label
    self.asOf = asOf
  }
}

/// The kinds of `FactContent`, numbered for compact tables.
public enum FactKind: UInt8, Sendable, CaseIterable {
  case count, coverage, model, slogan, epithet

  /// The kind of that name.
  public init?(name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// The JSON `kind`.
  public var name: String {
    switch self {
    case .count: "count"
    case .coverage: "coverage"
    case .model: "model"
    case .slogan: "slogan"
    case .epithet: "epithet"
    }
  }
}

/// What a fact says.
public enum FactContent: Hashable, Sendable {
  case count(Count)
  /// `scope` as written, or nil where it only repeats the region.
  case coverage(scope: String?, percent: Double)
  case model(name: String, components: [String])
  case slogan(String)
  case epithet(String)

  /// The JSON `kind`.
  public var kind: String { factKind.name }

  public var factKind: FactKind {
    switch self {
    case .count: .count
    case .coverage: .coverage
    case .model: .model
    case .slogan: .slogan
    case .epithet: .epithet
    }
  }
}

/// The words that a fact rests on.
public struct Evidence: Hashable, Sendable {
  /// A text of an article that facts rest on.
  public enum Layer: String, Hashable, Sendable {
    case title, body
  }

  /// Text of `span`.
  public var text: String
  /// What the spans count in.
  public var layer: Layer
  /// In the normalised body or title.
  public var span: Span
  /// In the body or title as published.
  public var source: Span

  public init(text: String, layer: Layer = .body, span: Span, source: Span) {
    self.text = text
    self.layer = layer
    self.span = span
    self.source = source
  }
}

/// A statement of an article, with its evidence.
public struct Fact: Hashable, Sendable {
  /// Stable over runs: a hash of document, kind, span and content.
  public var key: String
  public var content: FactContent
  public var region: RegionReference?
  /// Township, street or village as written, where the fact is of one.
  public var place: String?
  public var evidence: Evidence
  /// Name of the rule that found it.
  public var rule: String
  /// From 0 to 1.
  public var confidence: Double
  /// Indices, in the document's list of facts, of the counts that this count is the stated total of.
  public var sumOf: [Int] = []

  public init(
    content: FactContent, region: RegionReference?, place: String?, evidence: Evidence, rule: String, confidence: Double
  ) {
    self.key = ""
    self.content = content
    self.region = region
    self.place = place
    self.evidence = evidence
    self.rule = rule
    self.confidence = confidence
  }
}

extension SumCheck {
  /// Whether a total can be the sum of parts, each somewhere in its range.
  public static func holds(_ total: ClosedRange<Double>, parts: [ClosedRange<Double>]) -> Bool {
    parts.reduce(0.0...0.0) { $0.lowerBound + $1.lowerBound...$0.upperBound + $1.upperBound }.overlaps(total)
  }
}

/// A stated total beside the sum of its stated parts.
public struct SumCheck: Hashable, Sendable, Codable {
  public var total: Int
  public var parts: [Int]
  public var holds: Bool

  public init(total: Int, parts: [Int], holds: Bool) {
    self.total = total
    self.parts = parts
    self.holds = holds
  }
}
