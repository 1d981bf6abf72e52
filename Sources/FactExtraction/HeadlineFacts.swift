import CorpusModel

/// What the title of an article says and its body does not.
struct HeadlineFacts {
  private let names: Set<[UInt32]>
  /// Numbers of the body by subject, in order.
  private let values: [String: [Double]]
  private let hasCoverage: Bool

  /// A title may give a number that is this share of the body's, or the other way round, for the same: headlines round.
  private static let rounding = 0.9

  /// - Parameter body: The facts of the body.
  init(beside body: [Fact]) {
    var values: [String: [Double]] = [:]
    for case .count(let count) in body.map(\.content) {
      for subject in count.subjects { values[subject, default: []].append(Double(count.quantity.value)) }
    }
    self.values = values.mapValues { $0.sorted() }
    hasCoverage = body.contains { if case .coverage = $0.content { true } else { false } }
    names = Set(body.compactMap { $0.content.words.map(Self.key) })
  }

  /// The article that consists of nothing but the title of `article`; nil for one without.
  static func article(of article: NormalizedArticle) -> NormalizedArticle? {
    guard !article.title.isEmpty else { return nil }
    var title = article
    title.text = article.title
    title.map = article.titleMap
    title.unrepaired = []
    return title
  }

  /// Gives a name of the body that has no parts those which the title's mention of it finds: an article that names in its
  /// last sentence what its headings spell out.
  static func lendParts(of titled: [Fact], to body: inout [Fact]) {
    var parts: [[UInt32]: [String]] = [:]
    for case .model(let name, let components) in titled.lazy.map(\.content) where !components.isEmpty {
      parts[key(name)] = components
    }
    if parts.isEmpty { return }
    for index in body.indices {
      guard case .model(let name, let own) = body[index].content, own.isEmpty, let lent = parts[key(name)] else {
        continue
      }
      body[index].content = .model(name: name, components: lent)
    }
  }

  /// Whether a fact of the title says what no fact of the body says, if more exactly or at more length.
  func isNew(_ fact: Fact) -> Bool {
    switch fact.content {
    case .count(let count):
      !count.subjects.contains { isTold(Double(count.quantity.value), of: $0) }
    case .coverage: !hasCoverage
    case .model, .slogan, .epithet: fact.content.words.map { !names.contains(Self.key($0)) } ?? false
    }
  }

  /// Whether the body has such a number, or one that may be rounded to it.
  ///
  /// - Complexity: O(log counts).
  private func isTold(_ value: Double, of subject: String) -> Bool {
    guard let known = values[subject] else { return false }
    var (low, high) = (0, known.count)
    while low < high {
      let middle = (low + high) / 2
      if known[middle] < Self.rounding * value { low = middle + 1 } else { high = middle }
    }
    return low < known.count && known[low] * Self.rounding <= value
  }

  /// Letters, digits and signs of formulas alone.
  private static func key(_ words: String) -> [UInt32] { NameText(words).scalars.filter(Scalars.isWord) }
}

extension FactContent {
  /// A model's name, or the words of a slogan or epithet.
  fileprivate var words: String? {
    switch self {
    case .model(let name, _), .slogan(let name), .epithet(let name): name
    case .count, .coverage: nil
    }
  }
}
