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
      process, cover, survey, manner, by

    /// Whether there is no claim without one of these.
    var isClaiming: Bool {
      switch self {
      case .full, .object, .reach, .cover, .rate, .build, .enrol, .share, .portion: true
      case .every, .each, .all, .ratio, .plan, .whole, .tier, .attend, .process, .survey, .manner, .by: false
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
    while true {
      at = trie.nextStart(text.bytes, from: at, to: end)
      guard at < end else { return hits }
      if let match = trie.longestMatch(text.bytes, at: at), at + match.length <= end {
        let token = clause.last { text.tokens[$0].span.start <= at } ?? clause.lowerBound
        hits.append(Hit(role: roles[match.value], span: Span(at, at + match.length), token: token))
        at += match.length
      } else {
        at += PhraseTrie.decode(text.bytes, at).1
      }
    }
  }

  private func claims(_ text: ParagraphTokens, _ clause: Range<Int>) -> [Mention] {
    let hits = hits(text, clause)
    guard !hits.isEmpty, !hits.contains(where: { $0.role == .plan }) else { return [] }
    let full = hits.filter {
      $0.role == .full && !isInsideQuote(text, $0, clause) && !isAttribute(text, $0) && !isOfMatters(text, $0, clause)
    }
    if let last = full.last {
      var found: [Mention] = []
      var start = clause.lowerBound
      for hit in full {
        let end = end(text, hit, clause)
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
    if let object = hits.first(where: { $0.role == .object && !isOfFew(text, $0, clause) })
      ?? reached(text, clause, hits)
    {
      return [whole(text, clause, object)]
    }
    let rates = rates(text, clause, hits)
    if !rates.isEmpty { return rates }
    let claim = share(text, clause, hits) ?? universal(text, clause, hits) ?? enrolment(text, clause, hits)
    return claim.map { [$0] } ?? []
  }

  /// Whether a few places are reached by what is nothing of the topic, and hardly all that there are: 宣讲活动覆盖全市3个乡镇.
  private func isOfFew(_ text: ParagraphTokens, _ object: Hit, _ clause: Range<Int>) -> Bool {
    let rest = after(text, object, clause)..<clause.upperBound
    let numbers = rest.compactMap { text.quantity($0)?.value }
    let first = rest.first { text.tokens[$0].isQuantity || isPlace(text, $0) }
    return first.map { text.tokens[$0].isQuantity } == true && numbers.allSatisfy { $0 < Self.fewestPlaces }
      && !isDomain(text, text.sentenceStart(clause.lowerBound)..<object.token)
  }

  /// Places from which on those that are covered are all: those of the gold sets are fourteen and more.
  private static let fewestPlaces = 5

  /// The quantifier of what things of the domain were built in (联络站建到了每一个乡镇), or of the last of what is covered
  /// in a sentence about such a thing: 覆盖16个镇和所有代表小组.
  private func reached(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Hit? {
    if let cover = hits.first(where: { $0.role == .cover }),
      isDomain(text, text.sentenceStart(clause.lowerBound)..<clause.upperBound),
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
    return isDomain(text, clause.lowerBound..<hits[index].token) ? next : nil
  }

  /// Whether a thing or a person of the topic is told in `range`.
  private func isDomain(_ text: ParagraphTokens, _ range: Range<Int>) -> Bool {
    range.contains { at in
      text.word(at)?.noun.map { $0.subjects != [text.vocabulary.taxonomy.other] } ?? false
    }
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
    // 联络站覆盖85%的村
    if isOf, hits.contains(where: { $0.role == .cover && $0.token == token - 1 }),
      isDomain(text, text.sentenceStart(clause.lowerBound)..<token), let last = clause.last, isPlace(text, last)
    {
      return mention(text, clause, scope: scope(text, (token + 2)..<clause.upperBound), percent, anchor, .share)
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
      let isBy = index + 1 < hits.count && hits[index + 1].role == .by && hits[index + 1].span.start == hit.span.end
      guard let build = hits[(index + 1)...].first(where: { $0.role == .build && !isInsideQuote(text, $0, clause) }),
        build.span.start - hit.span.end <= (isBy ? Self.longestBy : 9), isStated(text, clause, after: build.span.end),
        let first = clause.first(where: { isPlaceCount(text, $0) }) ?? every(text, clause, hits),
        first < hit.token, !isBy || endsInPlace(text, clause)
      else { continue }
      let scope = scope(text, clause.lowerBound..<hit.token, from: first)
      return mention(text, clause, scope: scope, 100, Span(hit.span.start, build.span.end), .universal)
    }
    return nil
  }

  /// Whether the last noun of a clause is a place of the domain: not 均依据实际情况建立意见台账.
  private func endsInPlace(_ text: ParagraphTokens, _ clause: Range<Int>) -> Bool {
    guard let last = clause.last(where: { text.word($0)?.noun != nil }), let noun = text.word(last)?.noun else {
      return false
    }
    return noun.subjects != [text.vocabulary.taxonomy.other] && noun.unitClasses.contains(.place)
      && !(last + 1..<clause.upperBound).contains { text.tokens[$0].mark == nil && text.word($0) == nil }
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

  /// 112名代表悉数入室: the persons, a word for all, and the enrolment; between them no more than how and by what rule
  /// (1200名代表，全部按居住地混合编入联络站).
  private func wholeEnrolment(_ text: ParagraphTokens, _ clause: Range<Int>, _ hits: [Hit]) -> Mention? {
    for (index, all) in hits.enumerated() where all.role == .all {
      guard let enrol = enrolment(behind: index, hits), !isInsideQuote(text, enrol, clause) else { continue }
      let opens = all.token == clause.lowerBound
      let scope =
        opens && isOfThings(text, enrol, clause)
        ? subject(text, all.token) : persons(text, clause.lowerBound..<all.token)
      guard let scope else { continue }
      return mention(text, clause, scope: scope, 100, Span(all.span.start, enrol.span.end), .enrolment)
    }
    return nil
  }

  /// The enrolment that `hits[index]`, a word for all, is of.
  private func enrolment(behind index: Int, _ hits: [Hit]) -> Hit? {
    var end = hits[index].span.end
    var limit = 0
    for hit in hits[(index + 1)...] {
      guard hit.span.start - end <= limit else { return nil }
      switch hit.role {
      case .enrol, .share: return hit
      case .manner: break
      case .by: limit = Self.longestBy
      default: if limit == 0 { return nil }
      }
      if limit == 0 || hit.role == .by { end = hit.span.end }
    }
    return nil
  }

  /// Bytes of a rule that something is done by, with its name: 20 characters.
  private static let longestBy = 60

  /// Whether a thing of the topic stands behind `hit` in its clause.
  private func isOfThings(_ text: ParagraphTokens, _ hit: Hit, _ clause: Range<Int>) -> Bool {
    (after(text, hit, clause)..<clause.upperBound).contains { isThing(text, $0) }
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

  func mention(
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
