import CorpusModel
import LexiconData

/// The rule that found a claim of coverage.
enum CoverageRule: String, Sendable, CaseIterable {
  /// 全覆盖.
  case full = "coverage.full"
  /// 覆盖所有乡镇: what is covered follows.
  case object = "coverage.object"
  /// 覆盖率达90%.
  case rate = "coverage.rate"
  /// 90%的代表进站.
  case share = "coverage.share"
  /// 31个社区都建起.
  case universal = "coverage.universal"
  /// 所有代表编入.
  case enrolment = "coverage.enrolment"
}

/// Finds claims of coverage: 全覆盖 and its wordings, shares of deputies enrolled, and “N of them all have”.
struct CoverageFinder: Sendable {
  private enum Role: String {
    case full, object, reach, rate, every, each, all, build, enrol, share, ratio, plan

    /// Whether there is no claim without one of these.
    var isClaiming: Bool {
      switch self {
      case .full, .object, .reach, .rate, .build, .enrol, .share: true
      case .every, .each, .all, .ratio, .plan: false
      }
    }
  }
  private let trie: PhraseTrie
  private let roles: [Role]
  private let confidence: RuleConfidence

  /// Reads `coverage.tsv` of a domain.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ pack: DomainPack, _ confidence: RuleConfidence) throws {
    self.confidence = confidence
    var trie = PhraseTrie()
    var roles: [Role] = []
    for row in try pack.table("coverage.tsv", columns: ["phrase", "role"]) {
      guard let role = Role(rawValue: row[1]) else { throw row.error("unknown role \(row[1])") }
      trie.insert(row.cells[0], Int32(roles.count))
      roles.append(role)
    }
    (self.trie, self.roles) = (trie, roles)
  }

  /// Whether a phrase of `span` can make a claim; the others (都, 每) only go with one.
  ///
  /// - Complexity: O(bytes); one bit test for most characters.
  func mayClaim(_ bytes: UnsafeBufferPointer<UInt8>, in span: Span) -> Bool {
    var at = span.start
    while at < span.end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if trie.mayBegin(scalar) {
        var isFound = false
        trie.forEachMatch(bytes, at: at) { isFound = isFound || roles[$1].isClaiming }
        if isFound { return true }
      }
      at += length
    }
    return false
  }

  /// The claims of a paragraph, in text order.
  func mentions(in text: ParagraphTokens) -> [Mention] {
    var mentions: [Mention] = []
    var sentences: [Int] = []
    var start = 0
    while start < text.tokens.count {
      let end = text.clauseEnd(start)
      if end > start {
        for claim in claims(text, start..<end) {
          mentions.append(claim)
          sentences.append(text.sentence(start))
        }
      }
      start = end + 1
    }
    // 28个村均建立联络站，实现全覆盖 is one claim.
    return mentions.indices.filter { index in
      mentions[index].rule != CoverageRule.universal.rawValue
        || !mentions.indices.contains {
          sentences[$0] == sentences[index] && mentions[$0].rule == CoverageRule.full.rawValue
        }
    }.map { mentions[$0] }
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
    let full = hits.filter { $0.role == .full && !isInsideQuote(text, $0, clause) && !isAttribute(text, $0) }
    if let last = full.last {
      let end = isCounted(text, last, clause) ? last.token - 2 : last.token
      // 乡镇全覆盖、村覆盖率达88%
      let rest = rates(text, (last.token + 1)..<clause.upperBound, hits.filter { $0.token > last.token })
      return [mention(text, clause, scope: scope(text, clause.lowerBound..<end), 100, last.span, .full)] + rest
    }
    if let object = hits.first(where: { $0.role == .object }) ?? reached(text, clause, hits) {
      let after = clause.filter { text.tokens[$0].span.start >= object.span.end }
      // 覆盖全市的联络站网络: what has it follows.
      let scope = after.first.flatMap { text.has(.of, at: $0) ? nil : text.text($0..<clause.upperBound) }
      return [mention(text, clause, scope: scope, 100, object.span, .object)]
    }
    let rates = rates(text, clause, hits)
    if !rates.isEmpty { return rates }
    let claim = share(text, clause, hits) ?? universal(text, clause, hits) ?? enrolment(text, clause, hits)
    return claim.map { [$0] } ?? []
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
    let isWhole = text.tokens[opening].span.end == hit.span.start || isCounted(text, hit, clause)
    guard isWhole, text.bytes.count > hit.span.end else { return true }
    let (next, _) = PhraseTrie.decode(text.bytes, hit.span.end)
    return TextMark(next)?.isQuote != true
  }

  /// “两个全覆盖” at the end of its clause: a claim of each of the things before, unlike “十个全覆盖”工程.
  private func isCounted(_ text: ParagraphTokens, _ hit: Hit, _ clause: Range<Int>) -> Bool {
    let number = hit.token - 1
    guard number > clause.lowerBound, text.tokens[number - 1].mark?.isQuote == true,
      let last = clause.last, text.tokens[last].mark?.isQuote == true, text.tokens[last].span.start == hit.span.end
    else { return false }
    return NumeralShorthand.numeral([PhraseTrie.decode(text.bytes, text.tokens[number].span.start).0]) != nil
  }

  /// 全链条、全方位、全覆盖的民主 praises and claims nothing.
  private func isAttribute(_ text: ParagraphTokens, _ hit: Hit) -> Bool {
    guard hit.token > 1, text.tokens[hit.token - 1].mark == .enumeration,
      text.tokens[hit.token].span.start == hit.span.start
    else { return false }
    let start = text.tokens[hit.token].span.start
    let (first, _) = PhraseTrie.decode(text.bytes, start)
    let before = (0..<(hit.token - 1)).last { text.tokens[$0].mark != nil }.map { $0 + 1 } ?? 0
    let (other, _) = PhraseTrie.decode(text.bytes, text.tokens[before].span.start)
    return first == other
  }

  /// The quantifier of what things of the domain were built in: 联络站建到了每一个乡镇.
  private func reached(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Hit? {
    guard let index = hits.indices.dropLast().first(where: { hits[$0].role == .reach }) else { return nil }
    let next = hits[index + 1]
    let isWhole = next.role == .every || next.role == .each || next.role == .all
    let isDomain = (clause.lowerBound..<hits[index].token).contains { at in
      text.word(at)?.noun.map { $0.subjects != [text.vocabulary.taxonomy.other] } ?? false
    }
    return isWhole && isDomain && next.span.start == hits[index].span.end ? next : nil
  }

  /// 覆盖率达90%: each rate with the last percentage before the next rate.
  private func rates(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> [Mention] {
    let rates = hits.filter { $0.role == .rate }
    return rates.indices.compactMap { index in
      let end = index + 1 < rates.count ? rates[index + 1].token : clause.upperBound
      let last = (rates[index].token..<end).last { percent(text, $0) != nil }
      guard let last, let percent = percent(text, last) else { return nil }
      let start = index > 0 ? rates[index - 1].token + 1 : clause.lowerBound
      let scope = scope(text, start..<rates[index].token)
      return mention(text, clause, scope: scope, percent, text.tokens[last].span, .rate)
    }
  }

  /// The percentage at `index`, if it is one of at most 100.
  private func percent(_ text: ParagraphTokens, _ index: Int) -> Double? {
    guard let quantity = text.quantity(index) else { return nil }
    switch quantity.unitClass {
    case .percent: return quantity.decimal <= 100 ? quantity.decimal : nil
    case .tenth: return quantity.decimal <= 10 ? quantity.decimal * 10 : nil
    default: return nil
    }
  }

  /// 90% of the deputies enrolled, or of the places provided.
  private func share(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Mention? {
    guard let token = clause.first(where: { percent(text, $0) != nil }), let percent = percent(text, token) else {
      return nil
    }
    let anchor = text.tokens[token].span
    let isOf = text.has(.of, at: token + 1)
    if isOf, let build = hits.last(where: { $0.role == .build && $0.token > token }),
      isStated(text, clause, after: build.span.end), ((token + 2)..<build.token).contains(where: { isPlace(text, $0) })
    {
      let scope = scope(text, (token + 2)..<build.token)
      return mention(text, clause, scope: scope, percent, anchor, .share)
    }
    guard hits.contains(where: { $0.role == .share || $0.role == .enrol }) else { return nil }
    guard isOf || hits.contains(where: { $0.role == .ratio }) else { return nil }
    return mention(text, clause, scope: nil, percent, anchor, .share)
  }

  /// N places, or every place, of which all have: 31个社区都建起.
  private func universal(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Mention? {
    for (index, hit) in hits.enumerated() where hit.role == .all {
      guard let build = hits[(index + 1)...].first(where: { $0.role == .build }),
        build.span.start - hit.span.end <= 9, isStated(text, clause, after: build.span.end),
        let first = clause.first(where: { isPlaceCount(text, $0) }) ?? every(text, clause, hits),
        first < hit.token
      else { continue }
      let scope = scope(text, (first + 1)..<hit.token)
      return mention(text, clause, scope: scope, 100, Span(hit.span.start, build.span.end), .universal)
    }
    return nil
  }

  /// The quantifier 所有 or its like before a place.
  private func every(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Int? {
    hits.first { hit in
      let next = clause.first { text.tokens[$0].span.start >= hit.span.end }
      return (hit.role == .every || hit.role == .each)
        && next.flatMap { text.word($0)?.noun?.subjects } == [text.vocabulary.taxonomy.other]
    }?.token
  }

  /// 所有代表编入, 代表悉数入室: every one of the persons of the domain enrolled.
  private func enrolment(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Mention? {
    if let all = wholeEnrolment(text, clause, hits) { return all }
    guard let every = hits.first(where: { $0.role == .every }),
      let enrol = hits.first(where: { $0.role == .enrol && $0.token > every.token }),
      let noun = (every.token..<enrol.token).last(where: { text.noun(at: $0, for: .person) != nil }),
      !text.has(.conj, at: noun + 1),
      let first = clause.first(where: { text.tokens[$0].span.start >= every.span.end }), first <= noun
    else { return nil }
    return mention(
      text, clause, scope: text.text(first..<(noun + 1)), 100, Span(every.span.start, enrol.span.end),
      .enrolment)
  }

  /// 112名代表悉数入室: the persons, at once a word for all, and at once the enrolment.
  private func wholeEnrolment(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Mention? {
    for (all, enrol) in zip(hits, hits.dropFirst()) where all.role == .all {
      guard enrol.role == .enrol || enrol.role == .share, enrol.span.start == all.span.end,
        all.token > clause.lowerBound, let noun = text.noun(at: all.token - 1, for: .person),
        noun.subjects != [text.vocabulary.taxonomy.other]
      else { continue }
      let scope = scope(text, clause.lowerBound..<all.token)
      return mention(text, clause, scope: scope, 100, Span(all.span.start, enrol.span.end), .enrolment)
    }
    return nil
  }

  /// Whether a place that could have a thing of the domain is told at `index`: 乡镇, 村.
  private func isPlace(_ text: ParagraphTokens, _ index: Int) -> Bool {
    text.has(.level, at: index) || text.word(index)?.noun?.subjects == [text.vocabulary.taxonomy.other]
  }

  private func isPlaceCount(_ text: ParagraphTokens, _ index: Int) -> Bool {
    switch text.tokens[index].unitClass {
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
    while lower > range.lowerBound, !text.tokens[lower - 1].isQuantity,
      !(text.has([.stop, .link, .part], at: lower - 1) && !text.has(.level, at: lower - 1))
    {
      lower -= 1
    }
    while lower < upper, text.has(.of, at: lower) || text.tokens[lower].mark == .enumeration { lower += 1 }
    // 代表联络站乡镇全覆盖: the thing, then where.
    if let thing = (lower..<upper).dropLast().last(where: { isThing(text, $0) && isPlace(text, $0 + 1) }) {
      lower = thing + 1
    }
    let words = text.text(lower..<upper)
    return words.isEmpty ? nil : words
  }

  private func isThing(_ text: ParagraphTokens, _ index: Int) -> Bool {
    guard let noun = text.word(index)?.noun, !noun.unitClasses.contains(.person) else { return false }
    return noun.subjects != [text.vocabulary.taxonomy.other]
  }

  private func mention(
    _ text: ParagraphTokens, _ clause: Range<Int>, scope: String?, _ percent: Double, _ anchor: Span,
    _ rule: CoverageRule
  ) -> Mention {
    let span = Span(text.tokens[clause.lowerBound].span.start, text.tokens[clause.upperBound - 1].span.end)
    return Mention(
      content: .coverage(scope: scope, percent: percent), span: Span(span.start, max(span.end, anchor.end)),
      anchor: anchor,
      rule: rule.rawValue, confidence: confidence[rule.rawValue])
  }
}
