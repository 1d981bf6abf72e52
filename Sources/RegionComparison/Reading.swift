import CorpusModel
import FactStore

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

  /// Documents of the claims that several say.
  private var sayers: [Int32] = []

  /// Nothing stated.
  init() {}

  /// Indices of the documents that say what a claim of the cell says.
  func documents(of claim: Claim) -> [Int32] {
    claim.sayers.isEmpty ? [claim.document] : Array(sayers[Int(claim.sayers.lowerBound)..<Int(claim.sayers.upperBound)])
  }

  /// Indices of the documents that say something about the cell.
  var documents: [Int32] {
    var documents: [Int32] = []
    documents.reserveCapacity(others.count + 1)
    for claims in [shown, parts, others] { for claim in claims { add(documentsOf: claim, to: &documents) } }
    return documents
  }

  private func add(documentsOf claim: Claim, to documents: inout [Int32]) {
    if claim.sayers.isEmpty { documents.append(claim.document) } else { documents += self.documents(of: claim) }
  }

  /// Gives a claim the documents that say it.
  private mutating func set(_ documents: [Int32], of claim: inout Claim) {
    let sorted = documents.sorted()
    let start = Int32(sayers.count)
    for document in sorted where sayers.count == start || sayers.last != document { sayers.append(document) }
    claim.sayers = start..<Int32(sayers.count)
  }

  /// The claims whose evidence stands for the cell.
  var shown: [Claim] { chosen.map { [$0] } ?? parts }

  /// Reads the claims about one region.
  ///
  /// - Parameters:
  ///   - facts: Of one region or place, and one measure.
  ///   - reader: Of the sheet that they are in.
  ///   - wantsOthers: Whether what is not shown is wanted.
  init(_ facts: [Int], _ reader: inout ClaimReader, wantsOthers: Bool) {
    var claims = fold(reader.claims(of: facts).byPreference(), &reader.statements)
    guard !claims.isEmpty else { return }
    let wholes = wholes(claims, reader)
    if let first = wholes.min() {
      let latest = claims[first]
      // The same number with its parts, of a time that may be the same, says more.
      let totals = wholes.filter {
        claims[$0].isTotal && claims[$0].value == latest.value && claims[$0].mayBeOfTheSameTime(as: latest)
      }
      var chosen = claims[totals.min() ?? first]
      var documents = documents(of: chosen)
      for claim in claims
      where claim.value == chosen.value && !claim.isNarrowed && reader.countTheSame(claim, chosen) {
        add(documentsOf: claim, to: &documents)
      }
      set(documents, of: &chosen)
      self.chosen = chosen
      takeParts(of: chosen, &reader)
    } else {
      parts = Self.latestByLabel(claims, reader.sheet)
      if parts.count == 1, !parts[0].isPart {
        chosen = parts.removeFirst()
      } else {
        areDisjoint = Self.areDisjoint(parts, reader)
      }
    }
    guard wantsOthers else { return }
    let visible = shown + parts
    claims.removeAll { claim in
      visible.contains { $0.value == claim.value && ($0.shape == claim.shape || reader.countTheSame($0, claim)) }
    }
    others = claims
    let shown = shown
    conflicts = others.filter { other in
      shown.contains { $0.differs(from: other) && contradict($0, other, reader) }
    }
  }

  /// Whether two claims that differ are of the same thing; documents and their copies do not contradict themselves.
  private func contradict(_ claim: Claim, _ other: Claim, _ reader: ClaimReader) -> Bool {
    (claim.shape == other.shape || reader.countTheSame(claim, other))
      && Set(reader.sheet.clusters(of: documents(of: claim)))
        .isDisjoint(with: reader.sheet.clusters(of: documents(of: other)))
  }

  private mutating func takeParts(of chosen: Claim, _ reader: inout ClaimReader) {
    guard chosen.isTotal else { return }
    let stated = reader.claims(of: reader.sheet.parts(of: chosen.index))
    guard stated.count == reader.sheet.partCount(of: chosen.index) else { return }
    parts = stated
    areDisjoint = true
    sumHolds = SumCheck.holds(chosen.value.range, parts: parts.map(\.value.range))
  }

  /// Makes one claim of those that say the same number of the same thing.
  ///
  /// The preferred one speaks for them, a total before all others. The preferred come first, before and after.
  private mutating func fold(_ claims: [Claim], _ statements: inout StatementTable) -> [Claim] {
    var kept: [Claim] = []
    kept.reserveCapacity(claims.count)
    var again: [(place: Int, order: Int)] = []
    statements.clear(for: claims.count)
    for (order, claim) in claims.enumerated() {
      if let place = statements.place(of: claim, among: kept) {
        again.append((place, order))
      } else {
        kept.append(claim)
      }
    }
    again.sort { $0 < $1 }
    var isInOrder = true
    var start = 0
    while start < again.count {
      let place = again[start].place
      let end = again[start...].firstIndex { $0.place != place } ?? again.count
      let others = again[start..<end].lazy.map { claims[$0.order] }
      var first = kept[place]
      if !first.isTotal, let total = others.first(where: \.isTotal) { (first, isInOrder) = (total, false) }
      first.isPart = kept[place].isPart || others.contains(where: \.isPart)
      set([kept[place].document] + others.map(\.document), of: &first)
      kept[place] = first
      start = end
    }
    return isInOrder ? kept : kept.byPreference()
  }

  /// Indices of the counts of the whole, one a document at most.
  private func wholes(_ claims: [Claim], _ reader: ClaimReader) -> [Int] {
    // Document, then claim, in one number.
    var said: [UInt64] = []
    said.reserveCapacity(claims.count)
    for (index, claim) in claims.enumerated() {
      if claim.sayers.isEmpty {
        said.append(UInt64(claim.document) << 32 | UInt64(index))
      } else {
        for document in documents(of: claim) { said.append(UInt64(document) << 32 | UInt64(index)) }
      }
    }
    said.sort()
    var wholes: [Int] = []
    var start = 0
    while start < said.count {
      var end = start + 1
      while end < said.count, said[end] >> 32 == said[start] >> 32 { end += 1 }
      defer { start = end }
      if end == start + 1 {
        let index = Int(said[start] & 0xFFFF_FFFF)
        let claim = claims[index]
        if !claim.isPart, claim.isTotal || !claim.isNarrowed { wholes.append(index) }
        continue
      }
      // The largest, then the preferred.
      var whole: Int?
      for place in start..<end {
        let index = Int(said[place] & 0xFFFF_FFFF)
        if let whole, claims[whole].value.size >= claims[index].value.size { continue }
        if Self.isWhole(claims[index], beside: said[start..<end], of: claims, reader) { whole = index }
      }
      if let whole { wholes.append(whole) }
    }
    return wholes
  }

  /// Whether a claim counts the whole, as far as the claims of its document tell, whose indices are the lower half of
  /// numbers.
  private static func isWhole(
    _ claim: Claim, beside document: ArraySlice<UInt64>, of claims: [Claim], _ reader: ClaimReader
  ) -> Bool {
    if claim.isPart || claim.isTotal { return !claim.isPart }
    guard !claim.isNarrowed else { return false }
    return document.allSatisfy { number in
      let other = claims[Int(number & 0xFFFF_FFFF)]
      return reader.covers(claim, other) ? other.value.size <= claim.value.size : other.isNarrowed || other.isPart
    }
  }

  /// The preferred claim of each label, the first of `claims`, in the order of the articles.
  private static func latestByLabel(_ claims: [Claim], _ sheet: FactSheet) -> [Claim] {
    var seen: Set<Int32> = []
    return claims.filter { seen.insert($0.shape).inserted }
      .sorted { sheet.entries[$0.index].stands(before: sheet.entries[$1.index]) }
  }

  private static func areDisjoint(_ claims: [Claim], _ reader: ClaimReader) -> Bool {
    claims.allSatisfy { claim in
      (!claim.isNarrowed || reader.shape(of: claim).isNarrowedByTier)
        && !claims.contains { $0.shape != claim.shape && reader.covers($0, claim) }
    }
  }
}
