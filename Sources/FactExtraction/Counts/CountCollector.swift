import CorpusModel

/// Gathers the counts and coverage of an article: drops restatements, finds sums, and makes mentions.
struct CountCollector {
  private let taxonomy: SubjectTaxonomy
  private let confidence: RuleConfidence
  private var counts: [(draft: CountDraft, paragraph: Int, unit: String)] = []
  private var coverage: [Mention] = []
  private var claims: Set<FactContent> = []
  /// Indices of the counts of each value.
  private var known: [Int: [Int]] = [:]

  init(_ taxonomy: SubjectTaxonomy, _ confidence: RuleConfidence) {
    self.taxonomy = taxonomy
    self.confidence = confidence
  }

  /// Counts and claims gathered so far.
  var count: Int { counts.count + coverage.count }

  /// Adds the counts of the paragraph with a number, in text order.
  mutating func add(_ drafts: [CountDraft], _ bytes: UnsafeBufferPointer<UInt8>, paragraph: Int) {
    for draft in drafts where !isRestated(draft, in: paragraph) {
      let unit = String(decoding: bytes[draft.quantity.unit.range], as: UTF8.self)
      known[draft.quantity.value, default: []].append(counts.count)
      counts.append((draft, paragraph, unit))
    }
  }

  /// Adds claims of coverage; one that repeats scope and share of another is dropped.
  mutating func add(_ mentions: [Mention]) {
    for mention in mentions where claims.insert(mention.content).inserted {
      coverage.append(mention)
    }
  }

  /// Whether the figure was given before: same value and subject, in another sentence, and pointed back to, or of the
  /// same label, or so exact that chance is unlikely.
  private func isRestated(_ draft: CountDraft, in paragraph: Int) -> Bool {
    (known[draft.quantity.value] ?? []).suffix(Self.mostEarlier).contains { index in
      let earlier = counts[index]
      // What the unit alone tells is no surer than one of its subjects.
      let isSame =
        draft.rule == .unit
        ? !Set(earlier.draft.subjects).isDisjoint(with: draft.subjects)
        : earlier.draft.subjects == draft.subjects
      guard isSame else { return false }
      if draft.column != nil, earlier.draft.column != nil, earlier.paragraph == paragraph { return false }
      if earlier.paragraph == paragraph, earlier.draft.sentence == draft.sentence {
        return earlier.draft.label == draft.label && draft.rule != .inherited && draft.rule != .shared
      }
      let isTelling = draft.quantity.value >= Self.tellingValue && draft.quantity.value % 10 != 0
      return draft.isAnaphor || isTelling || Self.ends(earlier.draft.label, with: draft.label)
        || Self.ends(draft.label, with: earlier.draft.label)
    }
  }

  private static func ends(_ label: String, with end: String) -> Bool {
    label.utf8.count >= end.utf8.count && label.utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
  }

  /// From here on, an equal value that is not round is taken for the same figure.
  private static let tellingValue = 20

  /// Counts of one figure that a new one is compared with, the latest: no article of the annotated corpora keeps more
  /// than 4, and hostile text has any number.
  private static let mostEarlier = 64

  /// The mentions in text order.
  var mentions: [Mention] {
    var result = counts.map { count in
      let quantity = count.draft.quantity
      let content = Count(
        subjects: count.draft.subjects.map { taxonomy.names[$0] },
        quantity: Quantity(value: quantity.value, bound: quantity.bound), unit: count.unit, label: count.draft.label,
        asOf: count.draft.asOf)
      return Mention(
        content: .count(content), span: count.draft.evidence, anchor: quantity.span, rule: count.draft.rule.rawValue,
        confidence: confidence[count.draft.rule.rawValue])
    }
    let sums = SumFinder(
      terms: counts.map {
        SumFinder.Term(
          value: $0.draft.quantity.value, subjects: $0.draft.subjects, unit: $0.draft.quantity.unitClass,
          isExact: $0.draft.quantity.bound == .exact, paragraph: $0.paragraph, isTotal: $0.draft.isTotal,
          opensParts: $0.draft.opensParts, sentence: $0.draft.sentence,
          isDependent: $0.draft.rule == .inherited || $0.draft.rule == .copula, column: $0.draft.column)
      }
    ).sums
    for (total, parts) in sums { result[total].sumOf = parts }
    return sorted(result)
  }

  private func sorted(_ counts: [Mention]) -> [Mention] {
    let all = counts + coverage
    let order = all.indices.sorted { (all[$0].anchor, $0) < (all[$1].anchor, $1) }
    var place = [Int](repeating: 0, count: all.count)
    for (new, old) in order.enumerated() { place[old] = new }
    return order.map { old in
      var mention = all[old]
      mention.sumOf = mention.sumOf.map { place[$0] }.sorted()
      return mention
    }
  }
}
