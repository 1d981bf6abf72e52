import CorpusModel

/// What the title of an article says and its body does not.
struct HeadlineFacts {
  private let body: [Fact]
  private let names: Set<[UInt32]>

  /// A title may give a number that is this share of the body's, or the other way round, for the same: headlines round.
  private static let rounding = 0.9

  /// - Parameter body: The facts of the body.
  init(beside body: [Fact]) {
    self.body = body
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

  /// Whether a fact of the title says what no fact of the body says, if more exactly or at more length.
  func isNew(_ fact: Fact) -> Bool {
    switch fact.content {
    case .count(let count):
      !body.contains { other in
        guard case .count(let known) = other.content, !Set(known.subjects).isDisjoint(with: count.subjects) else {
          return false
        }
        let values = [count.quantity.value, known.quantity.value].map(Double.init).sorted()
        return values[0] >= Self.rounding * values[1]
      }
    case .coverage: !body.contains { $0.content.kind == fact.content.kind }
    case .model, .slogan, .epithet: fact.content.words.map { !names.contains(Self.key($0)) } ?? false
    }
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
