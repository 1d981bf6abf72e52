import CorpusModel

/// Finds which counts are the stated totals of which others, by arithmetic among neighbours of one subject.
struct SumFinder {
  struct Term {
    var value: Int
    var subjects: [SubjectID]
    var unit: UnitClass
    var isExact: Bool
    var paragraph: Int
    /// Stated as a total.
    var isTotal: Bool
    /// Followed by the announcement of parts.
    var opensParts: Bool
    var sentence: Int
    /// Has no noun of its own, or only a copula's: it speaks of the count before.
    var isDependent: Bool
    /// Column of the table that it stands in.
    var column: Int?
  }

  let terms: [Term]
  /// Counts on either side that may be parts.
  private static let reach = 12
  /// Counts on either side that are looked at.
  private static let distance = 24

  /// Total and parts as indices of `terms`; a count is part of one sum at most, larger totals first.
  var sums: [(total: Int, parts: [Int])] {
    var result: [(total: Int, parts: [Int])] = []
    var taken: Set<Int> = []
    for total in terms.indices.sorted(by: { terms[$0].value > terms[$1].value }) where terms[total].isExact {
      let parts =
        terms[total].column == nil
        ? parts(total, taken, direction: 1) ?? parts(total, taken, direction: -1) : column(above: total)
      guard let parts else { continue }
      taken.formUnion(parts)
      result.append((total, parts))
    }
    return result
  }

  /// The cells above the total of a table's column, other totals left out, from the nearest up, that add up to it.
  private func column(above total: Int) -> [Int]? {
    guard terms[total].isTotal else { return nil }
    var parts: [Int] = []
    var sum = 0
    for index in (0..<total).reversed() {
      let term = terms[index]
      guard term.column != nil, term.paragraph == terms[total].paragraph, term.isExact else { break }
      guard term.column == terms[total].column, !term.isTotal else { continue }
      parts.append(index)
      sum += term.value
      if sum >= terms[total].value { break }
    }
    return sum == terms[total].value && parts.count >= 2 ? parts.reversed() : nil
  }

  /// The neighbours of `total` in one direction that add up to it: a run without gaps, whose sum is announced or too
  /// large to be chance, else parts with what is told of them between.
  private func parts(_ total: Int, _ taken: Set<Int>, direction: Int) -> [Int]? {
    // One of several parts is no total of its siblings.
    guard !terms[total].isDependent || terms[total].opensParts || terms[total].isTotal else { return nil }
    var candidates: [Int] = []
    var at = total + direction
    while terms.indices.contains(at), candidates.count < Self.reach, abs(at - total) <= Self.distance,
      isNear(terms[at], terms[total])
    {
      let term = terms[at]
      if term.isExact, term.column == nil, !taken.contains(at), term.value < terms[total].value,
        !Set(term.subjects).isDisjoint(with: terms[total].subjects)
      {
        candidates.append(at)
      }
      at += direction
    }
    var sum = 0
    for (count, index) in candidates.enumerated() {
      sum += terms[index].value
      if sum == terms[total].value, count >= 1 {
        let last = terms[index]
        let isTold = last.isDependent && last.sentence == terms[total].sentence
        let isAnnounced = direction > 0 ? terms[total].opensParts || isTold : terms[total].isTotal
        let isTelling = terms[total].value >= (count >= 2 ? 10 : 50)
        return isAnnounced || isTelling ? candidates[...count].sorted() : nil
      }
      if sum > terms[total].value { break }
    }
    guard terms[total].value >= 50, direction > 0 || terms[total].isTotal else { return nil }
    return withGaps(candidates, terms[total].value)?.sorted()
  }

  /// The parts in one sentence from the first of `candidates` on that add up to `value`, where what is passed over is told
  /// of the part before it: 乡镇1427个，今年新添267个.
  private func withGaps(_ candidates: [Int], _ value: Int) -> [Int]? {
    guard let first = candidates.first else { return nil }
    let near = candidates.prefix { terms[$0].sentence == terms[first].sentence }
    return subset(of: Array(near), adding: value).flatMap { chosen in
      let isWhole = zip(chosen, chosen.dropFirst()).allSatisfy { part, next in
        near.filter { min(part, next) < $0 && $0 < max(part, next) }.allSatisfy { terms[$0].value < terms[part].value }
      }
      return chosen.first == first && isWhole ? chosen : nil
    }
  }

  /// Whether a part may stand here: in the paragraph of its total, or in the next one for a total too large for chance.
  private func isNear(_ part: Term, _ total: Term) -> Bool {
    part.paragraph == total.paragraph || (total.value >= 50 && part.paragraph == total.paragraph + 1)
  }

  /// The first subset of at least two of `candidates` that adds up to `value`; at most 2^12 steps.
  private func subset(of candidates: [Int], adding value: Int) -> [Int]? {
    func search(_ at: Int, _ rest: Int, _ chosen: [Int]) -> [Int]? {
      if rest == 0 { return chosen.count >= 2 ? chosen : nil }
      guard at < candidates.count, rest > 0 else { return nil }
      return search(at + 1, rest - terms[candidates[at]].value, chosen + [candidates[at]])
        ?? search(at + 1, rest, chosen)
    }
    return search(0, value, [])
  }
}
