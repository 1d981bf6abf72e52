import CorpusModel
import LexiconData

/// Finds claims of coverage: 全覆盖 and its wordings, shares of deputies enrolled, and “N of them all have”.
struct CoverageFinder: Sendable {
  private enum Role: String {
    case full, object, rate, all, build, share, ratio, plan
  }
  private let trie: PhraseTrie
  private let roles: [Role]

  /// Reads `coverage.tsv` of the domain in `folder`.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ lexicons: Lexicons, folder: String) throws {
    var trie = PhraseTrie()
    var roles: [Role] = []
    for row in try lexicons.table(folder + "/coverage.tsv", columns: ["phrase", "role"]) {
      guard let role = Role(rawValue: row[1]) else { throw row.error("unknown role \(row[1])") }
      trie.insert(row.cells[0], Int32(roles.count))
      roles.append(role)
    }
    (self.trie, self.roles) = (trie, roles)
  }

  /// The claims of a paragraph, in text order.
  func mentions(in text: ParagraphTokens) -> [Mention] {
    var mentions: [Mention] = []
    var start = 0
    while start < text.tokens.count {
      let end = text.clauseEnd(start)
      if end > start { mentions += claims(text, start..<end) }
      start = end + 1
    }
    return mentions
  }

  private struct Hit {
    var role: Role
    var span: Span
    /// Token in which the phrase begins.
    var token: Int
  }

  private func hits(_ text: ParagraphTokens, _ clause: Range<Int>) -> [Hit] {
    var hits: [Hit] = []
    var at = text.tokens[clause.lowerBound].span.start
    let end = text.tokens[clause.upperBound - 1].span.end
    while at < end {
      if let match = trie.longestMatch(text.bytes, at: at), at + match.length <= end {
        let token = clause.last { text.tokens[$0].span.start <= at } ?? clause.lowerBound
        hits.append(Hit(role: roles[match.value], span: Span(at, at + match.length), token: token))
        at += match.length
      } else {
        at += PhraseTrie.decode(text.bytes, at).1
      }
    }
    return hits
  }

  private func claims(_ text: ParagraphTokens, _ clause: Range<Int>) -> [Mention] {
    let hits = hits(text, clause)
    guard !hits.isEmpty, !hits.contains(where: { $0.role == .plan }) else { return [] }
    let full = hits.filter { $0.role == .full && !isInsideQuote(text, $0, clause) }
    if let last = full.last {
      return [mention(text, clause, scope: scope(text, clause.lowerBound..<last.token), 100, last.span, "coverage.full")]
    }
    if let object = hits.first(where: { $0.role == .object }) {
      let after = clause.filter { text.tokens[$0].span.start >= object.span.end }
      let scope = after.isEmpty ? nil : text.text(after[0]..<clause.upperBound)
      return [mention(text, clause, scope: scope, 100, object.span, "coverage.object")]
    }
    if let share = percentage(text, clause, hits) { return [share] }
    return universal(text, clause, hits).map { [$0] } ?? []
  }

  /// 全覆盖 inside a longer quotation is a slogan's word.
  private func isInsideQuote(_ text: ParagraphTokens, _ hit: Hit, _ clause: Range<Int>) -> Bool {
    var depth = 0
    var opening: Int?
    for index in clause where text.tokens[index].span.start < hit.span.start {
      switch text.tokens[index].mark {
      case .openQuote: (depth, opening) = (depth + 1, index)
      case .closeQuote: depth -= 1
      case .quote: (depth, opening) = (1 - min(1, depth), index)
      default: break
      }
    }
    guard depth > 0, let opening else { return false }
    let isWhole = text.tokens[opening].span.end == hit.span.start && text.bytes.count > hit.span.end
    guard isWhole else { return true }
    let (next, _) = PhraseTrie.decode(text.bytes, hit.span.end)
    return TextMark(next)?.isQuote != true
  }

  /// 覆盖率达90%, or 90% of the deputies enrolled.
  private func percentage(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Mention? {
    guard let token = clause.first(where: { text.tokens[$0].quantity?.unitClass == .percent }),
      let quantity = text.tokens[token].quantity, quantity.decimal <= 100
    else { return nil }
    let roles = Set(hits.map(\.role.rawValue))
    if roles.contains(Role.rate.rawValue) {
      guard let rate = hits.first(where: { $0.role == .rate }) else { return nil }
      let scope = scope(text, clause.lowerBound..<rate.token)
      return mention(text, clause, scope: scope, quantity.decimal, quantity.span, "coverage.rate")
    }
    guard roles.contains(Role.share.rawValue) else { return nil }
    let isOf = text.has(.of, at: token + 1)
    guard roles.contains(Role.ratio.rawValue) || isOf else { return nil }
    return mention(text, clause, scope: nil, quantity.decimal, quantity.span, "coverage.share")
  }

  /// N places of which all have: 31个社区都建起.
  private func universal(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Mention? {
    for (index, hit) in hits.enumerated() where hit.role == .all {
      guard let build = hits[(index + 1)...].first(where: { $0.role == .build }),
        build.span.start - hit.span.end <= 9,
        let count = clause.first(where: { isPlaceCount(text, $0) }), text.tokens[count].span.end <= hit.span.start,
        isStated(text, clause, after: build.span.end)
      else { continue }
      let scope = scope(text, (count + 1)..<hit.token)
      return mention(text, clause, scope: scope, 100, Span(hit.span.start, build.span.end), "coverage.universal")
    }
    return nil
  }

  private func isPlaceCount(_ text: ParagraphTokens, _ index: Int) -> Bool {
    switch text.tokens[index].quantity?.unitClass {
    case .general, .place: true
    default: false
    }
  }

  /// Whether what they all have is one of the domain's things, or stood before.
  private func isStated(_ text: ParagraphTokens, _ clause: Range<Int>, after offset: Int) -> Bool {
    let rest = clause.filter { text.tokens[$0].span.start >= offset && text.tokens[$0].mark == nil }
    return rest.isEmpty
      || rest.contains { index in
        guard let noun = text.word(index)?.noun else { return false }
        return noun.subjects != [text.vocabulary.taxonomy.other]
      }
  }

  /// The words before the claim, without the verb between.
  private func scope(_ text: ParagraphTokens, _ range: Range<Int>) -> String? {
    var upper = range.upperBound
    while upper > range.lowerBound, text.has([.stop, .link], at: upper - 1) { upper -= 1 }
    var lower = upper
    while lower > range.lowerBound, text.tokens[lower - 1].quantity == nil,
      !(text.has([.stop, .link, .part], at: lower - 1) && !text.has(.level, at: lower - 1))
    {
      lower -= 1
    }
    let words = text.text(lower..<upper)
    return words.isEmpty ? nil : words
  }

  private func mention(
    _ text: ParagraphTokens, _ clause: Range<Int>, scope: String?, _ percent: Double, _ anchor: Span, _ rule: String
  ) -> Mention {
    let span = Span(text.tokens[clause.lowerBound].span.start, text.tokens[clause.upperBound - 1].span.end)
    return Mention(
      content: .coverage(scope: scope, percent: percent), span: Span(span.start, max(span.end, anchor.end)), anchor: anchor,
      rule: rule, confidence: rule == "coverage.full" ? 0.9 : 0.75)
  }
}
