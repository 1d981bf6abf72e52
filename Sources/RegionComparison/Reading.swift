import CorpusModel

/// What all claims about one region and measure come to.
///
/// The rule, in this order: a count of the whole outranks counts of parts; among counts of the whole the latest article
/// wins (then stated totals with parts, articles of the region itself, the larger, the surer). A count is of the whole if
/// the article says what it is the sum of, or if its label is not narrowed to a level, sort or batch, covers by its noun
/// what else the article counts, and is at least as large. Where no count is of the whole the counts of the parts stand
/// side by side, the latest for each label, and are not added up. A count that its article names as a part of another one
/// of the region is never of the whole, not even where a review rejects that other one.
struct Reading: Sendable {
  /// The number for the cell.
  var chosen: Claim?
  /// What `chosen` is the stated sum of, or, without one, the counts of the parts.
  var parts: [Claim] = []
  /// Whether the parts exclude each other, so that a sum sign may stand between them.
  var areDisjoint = false
  /// Whether the stated parts make up the stated total; nil if there are none.
  var sumHolds: Bool?
  /// Every claim that is shown in neither place, if they were wanted.
  var others: [Claim] = []
  /// Those of `others` that contradict what is shown.
  var conflicts: [Claim] = []

  /// Documents that say something about the cell.
  var documents: [Int32] {
    var documents: [Int32] = []
    for claims in [shown, parts, others] { for claim in claims { claim.forEachDocument { documents.append($0) } } }
    return documents
  }

  /// Number of independent ones of `documents`: an original and its copies are one.
  var sourceCount: Int { shown.first?.sheet.clusters(of: documents).count ?? 0 }

  /// The claims whose evidence stands for the cell.
  var shown: [Claim] { chosen.map { [$0] } ?? parts }

  /// Reads the claims about one region.
  ///
  /// - Parameters:
  ///   - all: Of one region or place, and one measure.
  ///   - wantsOthers: Whether what is not shown is wanted.
  ///   - stated: The claims that a total names as its parts; they may be of other regions.
  init(_ all: [Claim], wantsOthers: Bool = true, partsOf stated: (Claim) -> [Claim] = { _ in [] }) {
    guard !all.isEmpty else { return }
    let claims = Self.fold(all)
    let whole = Self.wholes(claims)
    if let first = whole.min(by: { claims[$0].rank < claims[$1].rank }) {
      var chosen = claims[first]
      // The same number with its parts, of a time that may be the same, says more.
      let totals = whole.lazy.map { claims[$0] }.filter {
        $0.isTotal && $0.value == chosen.value && $0.mayBeOfTheSameTime(as: chosen)
      }
      chosen = totals.min(by: Claim.isPreferred) ?? chosen
      let same = claims.filter { $0.value == chosen.value && !$0.shape.isNarrowed && $0.countsTheSame(as: chosen) }
      chosen = chosen.changed(documents: Set(same.flatMap(\.documents)).union(chosen.documents))
      self.chosen = chosen
      takeParts(stated(chosen), of: chosen)
    } else {
      parts = Self.latestByLabel(claims)
      if parts.count == 1, !parts[0].isPart {
        chosen = parts.removeFirst()
      } else {
        areDisjoint = Self.areDisjoint(parts)
      }
    }
    guard wantsOthers else { return }
    let visible = shown + parts
    others = claims.filter { claim in
      !visible.contains { $0.isSame(as: claim) || $0.value == claim.value && $0.countsTheSame(as: claim) }
    }.byPreference()
    conflicts = others.filter { other in
      shown.contains { $0.contradicts(other) && ($0.shape === other.shape || $0.countsTheSame(as: other)) }
    }
  }

  private mutating func takeParts(_ stated: [Claim], of chosen: Claim) {
    guard chosen.isTotal, stated.count == chosen.sheet.partCount(of: chosen.index) else { return }
    parts = stated
    areDisjoint = true
    sumHolds = SumCheck.holds(chosen.value.range, parts: parts.map(\.value.range))
  }

  /// Makes one claim of those that say the same number of the same thing; the preferred one speaks for them.
  private static func fold(_ claims: [Claim]) -> [Claim] {
    var places: [FoldKey: Int] = [:]
    places.reserveCapacity(claims.count)
    var folded: [Claim] = []
    var groups: [Int: [Claim]] = [:]
    for claim in claims {
      let key = FoldKey(value: claim.value, label: ObjectIdentifier(claim.shape))
      if let place = places[key] {
        groups[place, default: [folded[place]]].append(claim)
      } else {
        places[key] = folded.count
        folded.append(claim)
      }
    }
    for (place, group) in groups {
      let totals = group.filter(\.isTotal)
      guard let first = (totals.isEmpty ? group : totals).min(by: Claim.isPreferred) else { continue }
      folded[place] = first.changed(documents: Set(group.flatMap(\.documents)), isPart: group.contains(where: \.isPart))
    }
    return folded
  }

  private struct FoldKey: Hashable {
    var value: ClaimValue
    var label: ObjectIdentifier
  }

  /// Indices of the counts of the whole, one a document at most.
  private static func wholes(_ claims: [Claim]) -> [Int] {
    // Document, then claim, in one number.
    var said: [UInt64] = []
    said.reserveCapacity(claims.count)
    var isWholeAlone: [Bool] = []
    isWholeAlone.reserveCapacity(claims.count)
    for (index, claim) in claims.enumerated() {
      isWholeAlone.append(isWhole(claim, beside: []))
      claim.forEachDocument { said.append(UInt64($0) << 32 | UInt64(index)) }
    }
    said.sort()
    var wholes: [Int] = []
    var start = 0
    while start < said.count {
      let end = said[start...].firstIndex { $0 >> 32 != said[start] >> 32 } ?? said.count
      defer { start = end }
      let indices = said[start..<end].lazy.map { Int($0 & 0xFFFF_FFFF) }
      if end == start + 1 {
        let index = indices[start]
        if isWholeAlone[index] { wholes.append(index) }
        continue
      }
      let document = indices.map { claims[$0] } as [Claim]
      let whole = indices.filter { isWhole(claims[$0], beside: document) }.min { left, right in
        let (mine, theirs) = (claims[left], claims[right])
        return mine.value.size != theirs.value.size
          ? mine.value.size > theirs.value.size : Claim.isPreferred(mine, theirs)
      }
      if let whole { wholes.append(whole) }
    }
    return wholes
  }

  /// Whether a claim counts the whole, as far as the claims of its document tell.
  private static func isWhole(_ claim: Claim, beside claims: [Claim]) -> Bool {
    if claim.isPart || claim.isTotal { return !claim.isPart }
    guard !claim.shape.isNarrowed else { return false }
    return claims.allSatisfy { other in
      // A shape that is not narrowed covers itself.
      let isCovered = claim.shape === other.shape || claim.shape.covers(other.shape)
      return isCovered ? other.value.size <= claim.value.size : other.shape.isNarrowed || other.isPart
    }
  }

  /// The preferred claim of each label, in the order of the articles.
  private static func latestByLabel(_ claims: [Claim]) -> [Claim] {
    Dictionary(grouping: claims) { ObjectIdentifier($0.shape) }.values
      .compactMap { $0.min(by: Claim.isPreferred) }
      .sorted { $0.entry.stands(before: $1.entry) }
  }

  private static func areDisjoint(_ claims: [Claim]) -> Bool {
    claims.allSatisfy { claim in
      (!claim.shape.isNarrowed || claim.shape.isNarrowedByTier)
        && !claims.contains { $0.shape !== claim.shape && $0.shape.covers(claim.shape) }
    }
  }
}

extension Claim {
  fileprivate func isSame(as other: Claim) -> Bool { value == other.value && shape === other.shape }

  /// Whether two labels, worded differently, are of the same whole.
  fileprivate func countsTheSame(as other: Claim) -> Bool {
    (isTotal && other.isTotal) || (shape.covers(other.shape) && other.shape.covers(shape))
  }
}
