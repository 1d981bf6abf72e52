/// Lists of parts that stand apart from the name and that no word ties to it: their form must tell.
extension ComponentFinder {
  // MARK: In a clause of its own

  /// `“五色单”，红色急办、黄色限办、……`, `“四簿”，把学习、走访、接待、述职分别记账`: a list in the clause or sentence behind the
  /// name that nothing introduces, so its items must be of one mould.
  func adjoining(_ candidate: NameCandidate, _ counts: [Int]) -> Components? {
    var start = candidate.outer.upperBound
    let end = min(text.count, start + Self.reachOfNear)
    while start < end, Scalars.isWord(text[start]) { start += 1 }
    guard text[start] == Scalars.comma || text[start] == Scalars.fullStop else { return nil }
    if let parts = runOn(candidate, from: start + 1) { return parts }
    for reading in lists.readings(from: start + 1) where reading.marks != .quotations && reading.marks != .mixed {
      guard reading.items.count == counts.first, let items = alone(reading.items) else { continue }
      return made(items, "adjoining")
    }
    return nil
  }

  /// The same in a clause before the name, in its sentence.
  func earlier(_ candidate: NameCandidate, _ counts: [Int]) -> Components? {
    var end = candidate.outer.lowerBound
    let limit = max(0, end - Self.reachOfEarlier)
    while end > limit, !Scalars.endsSentence(text[end - 1]) {
      var start = end
      while start > limit, !Scalars.endsSentence(text[start - 1]), text[start - 1] != Scalars.comma { start -= 1 }
      let items = lists.split(start..<end) { $0 == Scalars.enumerationComma }
      if end < candidate.outer.lowerBound, items.count == counts.first, let items = alone(items) {
        return made(items, "earlier")
      }
      end = start > limit && text[start - 1] == Scalars.comma ? start - 1 : start
      if end == start { break }
    }
    return nil
  }

  /// Items that make up a clause alone, save for the verb before them (把) and the adverb behind (分别); nil where they are
  /// not of one mould.
  private func alone(_ items: [Range<Int>]) -> [Range<Int>]? {
    guard items.count > 2, let first = items.first, let last = items.last else { return nil }
    var items = items
    let length = items[1].count
    if last.count > length,
      lexicon.components.length(.tail, in: text, from: last.lowerBound + length, limit: last.upperBound) > 0
    {
      items[items.count - 1] = last.lowerBound..<last.lowerBound + length
    }
    if isStrict(items) { return items }
    let lead = lexicon.components.length(.lead, in: text, from: first.lowerBound, limit: first.upperBound)
    items[0] = first.lowerBound + lead..<first.upperBound
    return lead > 0 && !items[0].isEmpty && isStrict(items) ? items : nil
  }

  /// Whether items are of one length, or nearly and with a character in common at one end.
  func isStrict(_ items: [Range<Int>]) -> Bool {
    let spread = ListReading(items: items, marks: .enumerationCommas).spread
    let sharesEnd =
      Set(items.map { text[$0.lowerBound] }).count == 1 || Set(items.map { text[$0.upperBound - 1] }).count == 1
    return spread == 0 || (sharesEnd && spread <= 2)
  }

  // MARK: By the head noun

  /// `党的政策“宣传员”、……“服务员”` for `四员`: a row of quotations that begin or end with the name's noun.
  func row(_ candidate: NameCandidate, _ counts: [Int]) -> Components? {
    guard let head = head(of: candidate), let count = counts.first else { return nil }
    var row: [Range<Int>] = []
    let near = max(0, candidate.outer.lowerBound - Self.reachOfRow)..<candidate.outer.upperBound + Self.reachOfRow
    for quotation in quotations.within(near) where !quotation.isInTitle && quotation.outer != candidate.outer {
      let item = quotation.inner
      if let last = row.last, item.lowerBound - last.upperBound > Self.gapOfRow {
        if row.count == count { break }
        row = []
      }
      let hasHead = text[item.upperBound - 1] == head || text[item.lowerBound] == head
      let isPart = item.count > 1 && hasHead && NumeralShorthand(text.scalars[item]) == nil
      if isPart { row.append(item) }
    }
    return row.count == count ? made(row, "row") : nil
  }

  /// The single noun of a one-group shorthand: 员 of `四员`, 边 of `三边`.
  private func head(of candidate: NameCandidate) -> UInt32? {
    guard let groups = candidate.shorthand?.groups, groups.count == 1, groups[0].noun.count == 1 else { return nil }
    return groups[0].noun[0]
  }

  /// `“双亮双评”……。亮身份、亮承诺，选民评、组织评`: clauses in a row behind the name, as many for each group as it counts,
  /// that all begin or end with the group's noun.
  func byNoun(_ candidate: NameCandidate) -> Components? {
    guard let groups = candidate.shorthand?.groups, groups.allSatisfy({ $0.noun.count == 1 }) else { return nil }
    let nouns = groups.flatMap { group in [UInt32](repeating: group.noun[0], count: group.number) }
    guard (3...20).contains(nouns.count) else { return nil }
    var end = candidate.outer.upperBound
    let limit = min(text.count, end + Self.reachOfRow)
    while end < limit, text[end] != Scalars.lineFeed { end += 1 }
    let clauses = lists.split(candidate.outer.upperBound..<end) {
      Scalars.partsClauses($0) || Scalars.endsSentence($0) || $0 == Scalars.colon
    }
    guard clauses.count >= nouns.count else { return nil }
    for first in 0...(clauses.count - nouns.count) {
      var run = Array(clauses[first..<first + nouns.count])
      let behind = behindIntroduction(run[0].lowerBound, limit: run[0].upperBound)
      run[0] = behind..<run[0].upperBound
      let isRun = zip(run, nouns).allSatisfy { clause, noun in
        clause.count > 1 && clause.count <= Self.longestShortItem
          && (text[clause.lowerBound] == noun || text[clause.upperBound - 1] == noun)
      }
      if isRun, !namesAnother(run[0]) { return made(run, "noun") }
    }
    return nil
  }

  /// `身边、路边、周边查垃圾分类，叫作“三边”`: items that end in the name's noun, earlier in the sentence.
  func sharingHead(_ candidate: NameCandidate, _ counts: [Int]) -> Components? {
    guard let head = head(of: candidate), let count = counts.first, count > 1 else { return nil }
    var start = candidate.outer.lowerBound
    while start > 0, candidate.outer.lowerBound - start < Self.reachOfEarlier, !Scalars.endsSentence(text[start - 1]) {
      start -= 1
    }
    let items = lists.split(start..<candidate.outer.lowerBound) { $0 == Scalars.enumerationComma }
    guard items.count >= count else { return nil }
    for first in 0...(items.count - count) {
      var run = Array(items[first..<first + count])
      guard run.dropLast().allSatisfy({ text[$0.upperBound - 1] == head }), let last = run.last,
        let cut = last.first(where: { text[$0] == head }),
        !text.scalars[run[0].lowerBound..<cut].contains(where: Scalars.isQuote)
      else { continue }
      run[count - 1] = last.lowerBound..<cut + 1
      guard cut - last.lowerBound < 8, let trimmed = withoutLead(run) else { continue }
      return made(trimmed, "head")
    }
    return nil
  }
}
