import CorpusModel
import LexiconData

/// Finds named mechanisms with their components, slogans and figurative labels.
///
/// Quotations and formulas are candidates; each gets a weighted sum of features for each reading (`name-weights.tsv`), and
/// quotations in a row lend each other a share. Components are sought for numeral shorthand and formulas and kept only
/// where their number agrees with the name.
public struct NameRecognizer: Sendable {
  private let lexicon: NameLexicon

  /// Share of the mean score of its neighbours in a row that a quotation gets.
  private static let shareOfRow = 0.5
  /// Components are sought for this many quotations of a document: articles have some dozens, hostile input any number.
  private static let mostSearches = 1_000
  /// Score of a list, and fewest items, that make a term known everywhere a name of the article's own.
  private static let scoreOfKnownTerm = 6.5
  private static let fewestOfKnownTerm = 3
  /// A model whose spelled-out parts agree with its numeral is certain, by the development set (see the tests).
  private static let confidenceWithComponents = 0.98
  /// Names up to this length, in scalars, may be written shorter.
  private static let longestOfEndings = 12
  /// Longest gap between two quotations of a row, in scalars.
  private static let longestGap = 14
  /// Candidates that are scored together: from the fewest on up to the end of a row, and no more than the most.
  private static let batch = (fewest: 1_000, most: 8_000)

  /// Loads the tables of the topic.
  ///
  /// - Throws: `LexiconError` with file and line.
  public init(lexicons: Lexicons, domain: String = DomainPack.standard) throws {
    lexicon = try NameLexicon(DomainPack(domain, in: lexicons))
  }

  /// Mentions in the body, each name or text once, in text order.
  ///
  /// Reading ends where there are more than `most`; then none is left out as a part of another.
  ///
  /// - Parameters:
  ///   - article: What to read.
  ///   - most: Mentions beyond which it is not read on.
  ///   - rest: What follows it on the page; only the parts of its names are sought there.
  /// - Returns: With `anchor` at the name.
  /// - Complexity: O(length of the body + candidates × log candidates); what is looked at around a name is bounded.
  public func mentions(
    in article: NormalizedArticle, atMost most: Int = .max, followedBy rest: [UInt8] = []
  ) -> [Mention] {
    let text = NameText(article.text)
    let quotations = Quotations(of: text)
    let found = NameCandidates(lexicon: lexicon).find(in: text, quotations)
    let candidates = Self.batches(of: found, in: text).lazy.flatMap { scored(Array(found[$0]), in: text) }
    let finder = ComponentFinder(lexicon: lexicon, text: text, quotations: quotations)
    lazy var wide = ComponentFinder(lexicon: lexicon, text: NameText(article.text + [0x0A] + rest))
    var readings: [[UInt32]: Reading] = [:]
    var firsts: [[UInt32]: Int] = [:]
    var end = 0
    var explained = 0..<0
    var searches = 0
    for candidate in candidates {
      if readings.count > most { break }
      var kind = candidate.scores.best
      // What stands inside a name or its explanation is part of it.
      let start = candidate.outer.lowerBound
      let isKnown = isKnownTerm(candidate)
      guard kind != .other || isKnown, start >= end, !explained.contains(start) else { continue }
      var parts: Components?
      if kind == .model || isKnown {
        searches += 1
        parts = searches <= Self.mostSearches ? finder.components(of: candidate) : nil
        if parts == nil, !rest.isEmpty, candidate.shorthand != nil {
          parts = wide.components(of: candidate)
          parts?.ranges = [candidate.outer]
        }
      }
      if kind == .other {
        guard let score = parts?.score, score >= Self.scoreOfKnownTerm else { continue }
        kind = .model
      }
      let reading = Reading(candidate: candidate, kind: kind, parts: parts)
      end = candidate.outer.upperBound
      explained = reading.parts?.explanation ?? explained
      let key = reading.key(in: text)
      firsts[key] = min(firsts[key] ?? .max, candidate.inner.lowerBound)
      if let known = readings[key], !isBetter(reading, than: known) { continue }
      readings[key] = reading
    }
    let kept = withoutSharedLists(withoutShortForms(Array(readings.values), firsts, in: text), in: text) {
      finder.components(of: $0, besides: $1)
    }
    let lists = kept.count > most ? [] : kept.filter { $0.parts != nil }
    // “1” and “N” are what a formula counts.
    let operands = Set(
      kept.lazy.filter(\.candidate.isFormula).flatMap(\.candidate.operands).filter { operand in
        operand.allSatisfy(Scalars.isDigit) || operand.allSatisfy(Scalars.isLatin)
      })
    return kept.filter { reading in
      !lists.contains { isPart(reading, of: $0) } && !operands.contains(Array(text.scalars[reading.inner]))
    }.map { $0.mention(in: text) }.sorted {
      ($0.anchor, $0.span) < ($1.anchor, $1.span)
    }
  }

  /// Whether it is a term known everywhere that counts its parts: no name of an article's own, unless it spells them out.
  private func isKnownTerm(_ candidate: NameCandidate) -> Bool {
    candidate.features[.general] != nil && candidate.shorthand?.isCounting == true
      && (candidate.shorthand?.partCounts.first ?? 0) >= Self.fewestOfKnownTerm
  }

  /// A list belongs to one name, the one that it fits best, and to longer and shorter spellings of that (`四步`, `四步法`); the
  /// others take what is left (`search`).
  private func withoutSharedLists(
    _ readings: [Reading], in text: NameText, _ search: (NameCandidate, Set<Int>) -> Components?
  ) -> [Reading] {
    var result = readings.sorted { $0.claim > $1.claim }
    var owners: [Int: Int] = [:]
    for index in result.indices {
      guard let parts = result[index].parts, parts.rule != "own" else { continue }
      let owner = parts.ranges.lazy.compactMap { owners[$0.lowerBound] }.first
      if let owner {
        if isSpelling(result[index].inner, of: result[owner].inner, in: text) { continue }
        result[index].parts = search(result[index].candidate, Set(owners.keys))
      }
      for scalar in (result[index].parts?.ranges ?? []).joined() { owners[scalar] = index }
    }
    return result
  }

  /// Without names that a longer one of an earlier clause ends in: `议事点` behind `老杨议事点`; a name that comes before the
  /// longer one, or beside it, is another's.
  private func withoutShortForms(_ readings: [Reading], _ firsts: [[UInt32]: Int], in text: NameText) -> [Reading] {
    let models = readings.filter { $0.kind == .model && !$0.candidate.isFormula }
    guard models.count > 1 else { return readings }
    var endings: [ArraySlice<UInt32>: Int] = [:]
    for model in models {
      let name = text.scalars[model.inner]
      guard name.count <= Self.longestOfEndings else { continue }
      for start in name.indices.dropFirst() {
        let ending = name[start...]
        endings[ending] = min(endings[ending] ?? .max, name.endIndex)
      }
    }
    return readings.filter { reading in
      guard reading.kind == .model, reading.candidate.shorthand == nil, !reading.candidate.isFormula,
        let long = endings[text.scalars[reading.inner]], let first = firsts[reading.key(in: text)]
      else { return true }
      return first < long
        || first - long <= Self.longestGap
          && !text.scalars[long..<first].contains { $0 == Scalars.comma || Scalars.endsSentence($0) }
    }
  }

  /// Whether one of two names begins with the other.
  private func isSpelling(_ name: Range<Int>, of other: Range<Int>, in text: NameText) -> Bool {
    text.scalars[name].starts(with: text.scalars[other]) || text.scalars[other].starts(with: text.scalars[name])
  }

  /// A candidate with its kind decided.
  private struct Reading {
    var candidate: NameCandidate
    var kind: NameKind
    var parts: Components?

    var inner: Range<Int> { candidate.inner }

    /// What spellings of one name share.
    func key(in text: NameText) -> [UInt32] { text.scalars[inner].filter { Scalars.isWord($0) } }

    /// How strongly it claims its list: by its noun, its score, its nearness.
    var claim: (Int, Double, Int, Int) {
      guard let parts else { return (0, 0, 0, -inner.lowerBound) }
      let distance = max(parts.range.lowerBound - inner.upperBound, inner.lowerBound - parts.range.upperBound)
      return (parts.holdsNoun ? 1 : 0, parts.score, -distance, -inner.lowerBound)
    }

    /// A model whose spelled-out parts agree with its numeral is certain.
    var confidence: Double {
      let own = candidate.scores.probability(kind)
      return parts == nil ? own : max(own, NameRecognizer.confidenceWithComponents)
    }

    func mention(in text: NameText) -> Mention {
      let name = NameSpelling.name(text.scalars[inner], isFormula: candidate.isFormula)
      var evidence = candidate.outer
      if let range = parts?.range {
        evidence = min(evidence.lowerBound, range.lowerBound)..<max(evidence.upperBound, range.upperBound)
      }
      let content: FactContent
      let rule: String
      switch kind {
      case .slogan: (content, rule) = (.slogan(name), "slogan.scored")
      case .epithet: (content, rule) = (.epithet(name), "epithet.scored")
      case .model, .other:
        content = .model(name: name, components: parts?.items ?? [])
        let form = candidate.isFormula ? "formula" : candidate.shorthand != nil ? "shorthand" : "scored"
        rule = "model.\(form)" + (parts.map { ".\($0.rule)" } ?? "")
      }
      return Mention(
        content: content, span: text.span(evidence), anchor: text.span(inner), rule: rule, confidence: confidence)
    }
  }

  /// Whether a quotation is just the list of a model's parts (`“有场所、有制度”的“两有”`), or a figure that is one of them.
  private func isPart(_ reading: Reading, of owner: Reading) -> Bool {
    guard let parts = owner.parts, parts.rule != "own", parts.ranges.count > 1 else { return false }
    if reading.inner.lowerBound <= parts.range.lowerBound, parts.range.upperBound <= reading.inner.upperBound {
      return true
    }
    if reading.kind == .epithet { return parts.ranges.contains { $0.overlaps(reading.inner) } }
    // What a list behind the name spells out are parts; what stands before it may have been named for itself.
    return reading.kind == .model && reading.parts == nil && parts.range.lowerBound >= owner.inner.upperBound
      && parts.ranges.contains(reading.inner)
  }

  /// `found` cut where no row goes on, so that no more features are held than of some thousand candidates.
  private static func batches(of found: [NameCandidate], in text: NameText) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var (start, end) = (0, 0)
    for index in found.indices {
      let gap = end..<max(end, found[index].outer.lowerBound)
      let isApart = gap.count > longestGap || text.scalars[gap].contains(where: Scalars.endsSentence)
      if index - start >= (isApart ? batch.fewest : batch.most) {
        batches.append(start..<index)
        start = index
      }
      end = max(end, found[index].outer.upperBound)
    }
    return batches + [start..<found.count]
  }

  /// Candidates with their features and scores, neighbours' shares included.
  func scored(_ found: [NameCandidate], in text: NameText) -> [NameCandidate] {
    let features = NameFeatures(lexicon: lexicon)
    var candidates = found
    for index in candidates.indices { candidates[index].features = features.features(of: candidates[index], in: text) }
    for (first, second) in zip(candidates.indices, candidates.indices.dropFirst())
    where features.areContrasted(candidates[first], candidates[second], in: text) {
      for index in [first, second] { candidates[index].features[.contrast] = 1 }
    }
    let rows = rows(of: candidates, in: text)
    for row in rows { shareCues(of: row, in: &candidates) }
    for index in candidates.indices { candidates[index].scores = lexicon.weights.scores(candidates[index].features) }
    for row in rows {
      var sum = NameScores()
      for index in row { sum.add(candidates[index].scores, 1) }
      let share = (isPair(row, candidates, in: text) ? 1 : Self.shareOfRow) / Double(row.count - 1)
      for index in row {
        let own = candidates[index].scores
        candidates[index].scores.add(sum, share)
        candidates[index].scores.add(own, -share)
      }
    }
    return candidates
  }

  /// The words before a row belong to all of it, and so do the words behind: `“筑基”“提质”“增效”三项行动`.
  private func shareCues(of row: [Int], in candidates: inout [NameCandidate]) {
    guard let first = row.first, let last = row.last else { return }
    let gaps = zip(row, row.dropFirst()).map { candidates[$1].outer.lowerBound - candidates[$0].outer.upperBound }
    guard gaps.allSatisfy({ $0 <= 1 }) else { return }
    for (feature, source) in NameFeature.sharedInRows.flatMap({ [($0.before, first), ($0.after, last)] }) {
      guard let strength = candidates[source].features[feature] else { continue }
      for index in row { candidates[index].features[feature] = max(candidates[index].features[feature] ?? 0, strength) }
    }
  }

  /// Indices of quotations that stand in a row: `“路子”、出好“点子”`.
  private func rows(of candidates: [NameCandidate], in text: NameText) -> [[Int]] {
    var rows: [[Int]] = []
    var row: [Int] = []
    for index in candidates.indices {
      if let last = row.last, !continues(candidates[last], candidates[index], in: text) {
        if row.count > 1 { rows.append(row) }
        row = []
      }
      let isNoName = NameFeature.outsideRows.contains { candidates[index].features[$0] != nil }
      if !isNoName { row.append(index) }
    }
    if row.count > 1 { rows.append(row) }
    return rows
  }

  /// Whether a row is two quotations that only 和 or 与 joins: they are of one kind.
  private func isPair(_ row: [Int], _ candidates: [NameCandidate], in text: NameText) -> Bool {
    guard row.count == 2 else { return false }
    let gap =
      candidates[row[0]].outer
      .upperBound..<max(candidates[row[0]].outer.upperBound, candidates[row[1]].outer.lowerBound)
    return gap.count == 1
      && lexicon.components.length(.conjunction, in: text, from: gap.lowerBound, limit: gap.upperBound) == 1
  }

  private func continues(_ first: NameCandidate, _ second: NameCandidate, in text: NameText) -> Bool {
    let gap = first.outer.upperBound..<max(first.outer.upperBound, second.outer.lowerBound)
    guard first.depth == second.depth, second.outer.lowerBound >= gap.lowerBound, gap.count <= Self.longestGap,
      abs(first.inner.count - second.inner.count) <= 2, !text.scalars[gap].contains(where: Scalars.endsSentence)
    else { return false }
    guard let mark = gap.first.map({ text[$0] }) else { return true }
    // `聚焦“小切口”，开展“微协商”30场` are two things.
    let isApart = mark == Scalars.comma && second.features[.counted] != nil
    return mark == Scalars.enumerationComma || mark == Scalars.comma && !isApart || gap.count == 1
  }

  private func isBetter(_ new: Reading, than old: Reading) -> Bool {
    let parts = (new.parts?.items.count ?? 0, old.parts?.items.count ?? 0)
    return parts.0 != parts.1 ? parts.0 > parts.1 : new.confidence > old.confidence + 0.2
  }
}

/// How names are spelled in facts.
enum NameSpelling {
  /// The name without spaces and quotation marks; in a motto parted by spaces, one space stays.
  static func name(_ scalars: ArraySlice<UInt32>, isFormula: Bool = false) -> String {
    var result: [UInt32] = []
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      defer { index += 1 }
      if Scalars.isQuote(scalar) {
        if !isFormula { result.append(scalar) }
      } else if scalar == Scalars.space {
        let next = index + 1 < scalars.endIndex ? scalars[index + 1] : 0
        if !isFormula, let last = result.last, Scalars.isHan(last), Scalars.isHan(next) { result.append(scalar) }
      } else {
        result.append(scalar)
      }
    }
    while let last = result.last, last == Scalars.fullStop || Scalars.partsClauses(last) { result.removeLast() }
    return Scalars.string(result)
  }
}

extension NameRecognizer {
  /// One line for each candidate: its reading, its scores and its features; for `explain` and for fitting the weights.
  public func explain(_ article: NormalizedArticle) -> String {
    let text = NameText(article.text)
    let quotations = Quotations(of: text)
    let candidates = scored(NameCandidates(lexicon: lexicon).find(in: text, quotations), in: text)
    return candidates.map { candidate in
      let features = candidate.features.all.sorted { $0.feature.rawValue < $1.feature.rawValue }.map {
        "\($0.feature.rawValue)=\($0.strength)"
      }
      let scores = NameKind.allCases.map { "\($0) \(candidate.scores.values[$0.rawValue])" }
      let name = NameSpelling.name(text.scalars[candidate.inner], isFormula: candidate.isFormula)
      return "\(candidate.scores.best)\t\(name)\t\(scores.joined(separator: " "))\t\(features.joined(separator: " "))"
    }.joined(separator: "\n")
  }
}
