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
  enum Role: String {
    case full, object, reach, rate, every, each, all, build, enrol, share, ratio, portion, plan, whole, tier, attend,
      process, cover, survey

    /// Whether there is no claim without one of these.
    var isClaiming: Bool {
      switch self {
      case .full, .object, .reach, .cover, .rate, .build, .enrol, .share, .portion: true
      case .every, .each, .all, .ratio, .plan, .whole, .tier, .attend, .process, .survey: false
      }
    }
  }
  let trie: PhraseTrie
  let roles: [Role]
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
    var start = 0
    var sentence: (number: Int, claims: [Mention]) = (-1, [])
    while start < text.tokens.count {
      let end = text.clauseEnd(start)
      if text.sentence(start) != sentence.number {
        mentions += single(sentence.claims, text)
        sentence = (text.sentence(start), [])
      }
      if end > start { sentence.claims += claims(text, start..<end) }
      start = end + 1
    }
    return mentions + single(sentence.claims, text)
  }

  /// The claims of a sentence without the second of two wordings of one: 28个村均建立联络站，实现全覆盖.
  private func single(_ claims: [Mention], _ text: ParagraphTokens) -> [Mention] {
    let full = claims.filter { $0.rule == CoverageRule.full.rawValue && !isEnrolment(text, $0.anchor) }
    guard !full.isEmpty, claims.contains(where: { $0.rule == CoverageRule.universal.rawValue }) else { return claims }
    let isBare = full.allSatisfy { $0.content == .coverage(scope: nil, percent: 100) }
    return claims.filter { claim in
      isBare ? !full.contains { $0.anchor == claim.anchor } : claim.rule != CoverageRule.universal.rawValue
    }
  }

  struct Hit {
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
      var found: [Mention] = []
      var start = clause.lowerBound
      for hit in full {
        let end = isCounted(text, hit, clause) ? hit.token - 2 : hit.token
        // 代表全覆盖、站点全覆盖 are two claims.
        let scope = scope(text, start..<max(start, end), of: hit, in: clause)
        if scope != nil || full.count == 1 || found.isEmpty && hit.span == last.span {
          found.append(mention(text, clause, scope: scope, 100, hit.span, .full))
        }
        start = after(text, hit, clause)
      }
      // 乡镇全覆盖、村覆盖率达88%
      return found + rates(text, start..<clause.upperBound, hits.filter { $0.token >= start })
    }
    if let object = hits.first(where: { $0.role == .object }) ?? reached(text, clause, hits) {
      let after = clause.filter { text.tokens[$0].span.start >= object.span.end }
      // 覆盖全市的联络站网络: what has it follows.
      let scope = after.first.flatMap { text.has(.of, at: $0) ? nil : objectScope(text, $0..<clause.upperBound) }
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

  /// The quantifier of what things of the domain were built in (联络站建到了每一个乡镇), or of the last of what is covered
  /// in a sentence about such a thing: 覆盖16个镇和所有代表小组.
  private func reached(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Hit? {
    let isDomain = { (range: Range<Int>) in
      range.contains { at in
        text.word(at)?.noun.map { $0.subjects != [text.vocabulary.taxonomy.other] } ?? false
      }
    }
    if let cover = hits.first(where: { $0.role == .cover }),
      isDomain(text.sentenceStart(clause.lowerBound)..<clause.upperBound),
      let last = hits.first(where: { hit in
        hit.role == .every && hit.token > cover.token
          && (text.has(.conj, at: hit.token - 1) || text.tokens[hit.token - 1].mark == .enumeration)
      })
    {
      return last
    }
    guard let index = hits.indices.dropLast().first(where: { hits[$0].role == .reach }) else { return nil }
    let next = hits[index + 1]
    let isWhole = next.role == .every || next.role == .each || next.role == .all
    guard isWhole, next.span.start == hits[index].span.end else { return nil }
    return isDomain(clause.lowerBound..<hits[index].token) ? next : nil
  }

  /// 覆盖率达90%: each rate with the last percentage before the next rate.
  private func rates(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> [Mention] {
    let rates = hits.filter { $0.role == .rate }
    return rates.indices.compactMap { index in
      let end = index + 1 < rates.count ? rates[index + 1].token : clause.upperBound
      // 建站率和进站率均达100%: the percentage of the next.
      let last =
        (rates[index].token..<end).last { percent(text, $0) != nil }
        ?? (end..<max(end, clause.upperBound)).first { percent(text, $0) != nil }
      guard let last, let percent = percent(text, last) else { return nil }
      let start = index > 0 ? after(text, rates[index - 1], clause) : clause.lowerBound
      let scope = scope(text, start..<max(start, rates[index].token), of: rates[index], in: clause)
      return mention(text, clause, scope: scope, percent, text.tokens[last].span, .rate)
    }
  }

  /// The percentage at `index`, if it is one of at most 100.
  func percent(_ text: ParagraphTokens, _ index: Int) -> Double? {
    guard let quantity = text.quantity(index) else { return nil }
    switch quantity.unitClass {
    case .percent: return quantity.decimal <= 100 ? quantity.decimal : nil
    case .tenth: return quantity.decimal <= 10 ? quantity.decimal * 10 : nil
    default: return nil
    }
  }

  /// 90% of the deputies enrolled, or of the places provided.
  private func share(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Mention? {
    guard let token = clause.first(where: { percent(text, $0) != nil }), let percent = percent(text, token),
      !hits.contains(where: { $0.role == .survey })
    else { return nil }
    let anchor = text.tokens[token].span
    let isOf = text.has(.of, at: token + 1)
    if isOf, let build = hits.last(where: { $0.role == .build && $0.token > token }),
      isStated(text, clause, after: build.span.end), ((token + 2)..<build.token).contains(where: { isPlace(text, $0) })
    {
      let scope = scope(text, (token + 2)..<build.token)
      return mention(text, clause, scope: scope, percent, anchor, .share)
    }
    // 代表之家实现100%覆盖
    if let cover = hits.first(where: { $0.role == .cover && $0.token == (isOf ? token + 2 : token + 1) }) {
      let scope = scope(text, clause.lowerBound..<token, of: cover, in: clause)
      return mention(text, clause, scope: scope, percent, anchor, .share)
    }
    if let portion = hits.last(where: { $0.role == .portion && $0.token < token }) {
      // 进站代表268名，占代表总数的100%
      let start = text.tokens[text.sentenceStart(token)].span.start
      guard isEnrolment(text, Span(start, portion.span.start)),
        let scope = persons(text, clause.lowerBound..<portion.token)
      else { return nil }
      return mention(text, clause, scope: scope, percent, anchor, .share)
    }
    guard let enrol = hits.first(where: { $0.role == .share || $0.role == .enrol }) else { return nil }
    guard isOf || hits.contains(where: { $0.role == .ratio }) else { return nil }
    let start = isOf ? token + 2 : clause.lowerBound
    let scope = start < enrol.token ? persons(text, start..<enrol.token) : nil
    return mention(text, clause, scope: scope ?? subject(text, clause.lowerBound), percent, anchor, .share)
  }

  /// N places, or every place, of which all have: 31个社区都建起.
  private func universal(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Mention? {
    for (index, hit) in hits.enumerated() where hit.role == .all {
      guard let build = hits[(index + 1)...].first(where: { $0.role == .build }),
        build.span.start - hit.span.end <= 9, isStated(text, clause, after: build.span.end),
        let first = clause.first(where: { isPlaceCount(text, $0) }) ?? every(text, clause, hits),
        first < hit.token
      else { continue }
      let scope = scope(text, clause.lowerBound..<hit.token, from: first)
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
  func isPlace(_ text: ParagraphTokens, _ index: Int) -> Bool {
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
