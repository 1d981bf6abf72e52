import CorpusModel
import Gazetteer
import LexiconData

/// Turns the mentions of an article into facts: related to regions, with evidence and stable keys.
public struct FactExtractor: Sendable {
  private let counts: CountRecognizer
  private let names: NameRecognizer
  private let gazetteer: Gazetteer

  /// - Throws: `LexiconError` for a fault in the domain pack.
  public init(lexicons: Lexicons, gazetteer: Gazetteer, domain: String = DomainPack.standard) throws {
    counts = try CountRecognizer(lexicons: lexicons, domain: domain)
    names = try NameRecognizer(lexicons: lexicons, domain: domain)
    self.gazetteer = gazetteer
  }

  /// Extracts the facts of `article` in text order, with the check of every stated total; at the end what its title says
  /// alone.
  ///
  /// - Parameters:
  ///   - article: What to read.
  ///   - home: The division that the article is about.
  ///   - found: The article's names, if they are known.
  ///   - documentHash: Goes into the facts' keys; the SHA-256 of the record.
  ///   - most: Facts beyond which the article is not read on.
  /// - Returns: The facts, and one check for each total whose parts are known; more than `most` facts are not all.
  public func facts(
    in article: NormalizedArticle, home: Home?, names found: ArticleNames? = nil, documentHash: String,
    atMost most: Int = .max
  ) -> (facts: [Fact], checks: [SumCheck]) {
    var facts = facts(in: article, .body, home, found, documentHash, atMost: most)
    if let title = HeadlineFacts.article(of: article) {
      let headline = HeadlineFacts(beside: facts)
      let titled = self.facts(in: title, .title, home, nil, "\(documentHash)|title", atMost: most, article.text)
      HeadlineFacts.lendParts(of: titled, to: &facts)
      for var fact in titled where headline.isNew(fact) {
        fact.sumOf = []
        facts.append(fact)
      }
    }
    return (facts, facts.indices.compactMap { Self.check($0, facts) })
  }

  private func facts(
    in article: NormalizedArticle, _ layer: Evidence.Layer, _ home: Home?, _ found: ArticleNames?,
    _ documentHash: String, atMost most: Int, _ rest: [UInt8] = []
  ) -> [Fact] {
    let counted = counts.mentions(in: article, atMost: most)
    let named =
      counted.count > most ? [] : names.mentions(in: article, atMost: most - counted.count, followedBy: rest)
    let mentions = counted + named
    // Most titles say nothing.
    if mentions.isEmpty { return [] }
    let scope = gazetteer.scope(of: article, home: home, names: found)
    let order = mentions.indices.sorted { (mentions[$0].span, $0) < (mentions[$1].span, $1) }
    var place = [Int: Int](minimumCapacity: order.count)
    for (index, original) in order.enumerated() { place[original] = index }
    var keys: [String: Int] = [:]
    return order.map { original in
      let mention = mentions[original]
      let region = scope.region(of: mention.anchor)
      var fact = Fact(
        content: mention.content, region: region.region, place: region.place,
        evidence: Evidence(
          text: article.text.string(mention.span), layer: layer, span: mention.span,
          source: article.map.source(of: mention.span)),
        rule: mention.rule, confidence: mention.confidence)
      fact.sumOf = mention.sumOf.compactMap { place[$0] }
      // Two equal cells of a row share evidence and value.
      let key = Self.key(of: fact, in: documentHash)
      let repeats = keys[key, default: 0]
      keys[key] = repeats + 1
      fact.key = repeats == 0 ? key : Self.key(of: fact, in: "\(documentHash)|\(repeats)")
      return fact
    }
  }

  private static func check(_ index: Int, _ facts: [Fact]) -> SumCheck? {
    guard !facts[index].sumOf.isEmpty, case .count(let total) = facts[index].content else { return nil }
    var parts: [ClosedRange<Double>] = []
    for part in facts[index].sumOf {
      guard case .count(let count) = facts[part].content else { return nil }
      parts.append(count.quantity.range)
    }
    return SumCheck(
      total: index, parts: facts[index].sumOf, holds: SumCheck.holds(total.quantity.range, parts: parts))
  }

  /// Sixteen hexadecimal digits: eight of the document's hash, eight of the stable hash of kind, span and content.
  ///
  /// Facts of a document stand side by side in an index of keys, so that one page of it is written for a document and not
  /// one for each fact.
  private static func key(of fact: Fact, in documentHash: String) -> String {
    let content =
      switch fact.content {
      case .count(let count): "\(count.quantity.value)"
      case .coverage(let scope, let percent): "\(scope ?? "") \(percent)"
      case .model(let name, _): name
      case .slogan(let text), .epithet(let text): text
      }
    var hash = StableHash()
    let span = fact.evidence.span
    for byte in "\(documentHash)|\(fact.content.kind)|\(span.start)|\(span.end)|\(content)".utf8 {
      hash.mix(UInt64(byte))
    }
    let folded = (hash.value ^ hash.value >> 32) & 0xFFFF_FFFF
    return String(documentHash.prefix(8)) + String(StableHash.hexadecimal(folded).suffix(8))
  }
}
