import CorpusModel
import LexiconData

/// Divisions that a report of a visit names and is not about: where guests come from, and where a trip goes.
extension Gazetteer {
  /// The codes of such divisions in the title and the text, but for those that the source speaks for.
  ///
  /// Guests: X…考察团来我县; X…来Y考察; X…考察团到Y取经 in an article that names Y oftener; X…一行到 a township that X has
  /// not. Trips: X…赴Y考察; 区人大…到Y区.
  func strangers(
    _ article: NormalizedArticle, _ found: ArticleNames, _ body: [ResolvedName], _ hints: [Hint]
  ) -> Set<Int32> {
    let title = resolvedNames(found.title, in: found.titleText, hints: hints, year: found.year, isTitle: true)
    let mentions = Dictionary(body.map { (table.code($0.place), 1) }, uniquingKeysWith: +)
    var strangers: Set<Int32> = []
    for (text, resolved, names, pointers) in [
      (found.titleText, title, found.title, found.titlePointers), (article.text, body, found.body, found.bodyPointers),
    ] {
      text.withUnsafeBufferPointer { bytes in
        let reader = VisitReader(
          gazetteer: self, bytes: bytes, names: resolved, towns: names, pointers: pointers, mentions: mentions,
          sources: hints.map(\.code))
        strangers.formUnion(reader.strangers())
      }
    }
    return strangers.filter { !isOfSource($0, hints) }
  }

  /// 铜陵市人大常委会来枞调研, 聊城市人大来宛考察: who comes to look at something, behind its name and before any mark.
  func comesForAVisit(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    var at = end
    while at < min(bytes.count, end + 60), case let scalar = TextMarks.scalar(bytes, at),
      TextMarks.isHan(scalar) || scalar == 0x3001
    {
      let here = words.cues(bytes, at: at)
      // 河口区人大考察团考察雨花开发区
      if here.contains(.visitor), let size = words.cues.longestMatch(bytes, at: at)?.length,
        words.cues(bytes, at: at + size).contains(.study)
      {
        return true
      }
      if here.contains(.come) {
        for next in stride(from: at + 3, through: at + 24, by: 3) {
          guard TextMarks.isHan(TextMarks.scalar(bytes, next)) else { break }
          if next > at + 3, !words.cues(bytes, at: next).isDisjoint(with: [.study, .visit]) { return true }
        }
      }
      at += 3
    }
    return false
  }

  /// Leaves out each chain of names (湖北省恩施州利川市) that ends in one of the codes.
  static func names(_ names: [ResolvedName], without codes: Set<Int32>, _ table: DivisionTable) -> [ResolvedName] {
    if codes.isEmpty { return names }
    var kept: [ResolvedName] = []
    var isKept = true
    for at in names.indices.reversed() {
      let isLast = at + 1 == names.count || names[at + 1].span.start != names[at].span.end
      if isLast { isKept = !codes.contains(table.code(names[at].place)) }
      if isKept { kept.append(names[at]) }
    }
    return kept.reversed()
  }
}

/// Reads who goes where in one text.
private struct VisitReader {
  let gazetteer: Gazetteer
  let bytes: UnsafeBufferPointer<UInt8>
  let names: [ResolvedName]
  /// All names, those without one bearer too.
  let towns: [RegionName]
  let pointers: [Pointer]
  /// How often the article's text names each division, and for which its source speaks.
  let mentions: [Int32: Int]
  let sources: [Int32]
  /// Only the opening of a text says who visits whom; in bytes.
  private static let opening = 900
  /// Longest way from a name to what its sentence says of it, in bytes.
  private static let reach = 240

  func strangers() -> Set<Int32> {
    var found: Set<Int32> = []
    for at in names.indices {
      guard at + 1 == names.count || names[at + 1].span.start != names[at].span.end else { continue }
      let name = names[at]
      guard name.span.end < Self.opening else { break }
      let code = gazetteer.table.code(name.place)
      let stop = sentenceEnd(name.span.end)
      if code % 10_000 != 0,
        comesToUs(name, stop) || comesToTownship(name, code, stop) || gazetteer.comesForAVisit(bytes, name.span.end)
      {
        found.insert(code)
      }
      if isTripsEnd(at) { found.insert(code) }
      if at + 1 < names.count, let (last, start) = nextChain(after: at), start < stop {
        let other = gazetteer.table.code(names[last].place)
        let isApart = !DivisionTable.contains(code, other) && !DivisionTable.contains(other, code)
        if isApart, learns(names[last].span.end) {
          let before = cues(endingAt: start)
          if before.contains(.depart) {
            found.insert(other)
          } else if before.contains(.come) || isReceived(name, before, at: start, by: other) {
            found.insert(code)
          }
        }
      }
      if isElsewhere(name, chainStart: gazetteer.chainStart(names, at)) { found.insert(code) }
    }
    return found
  }

  private func cues(endingAt at: Int) -> Cues { gazetteer.words.cues(bytes, endingAt: at, after: max(0, at - 12)) }

  private func sentenceEnd(_ start: Int) -> Int {
    var at = start
    while at < min(bytes.count, start + Self.reach) {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if TextMarks.isStop(scalar) { break }
      at += length
    }
    return at
  }

  /// X…考察团到Y, in a paper of what is around Y and not X, and an article that names Y oftener.
  private func isReceived(_ guest: ResolvedName, _ before: Cues, at start: Int, by host: Int32) -> Bool {
    let code = gazetteer.table.code(guest.place)
    return !before.isDisjoint(with: [.arrive, .visit]) && has(.visitor, from: guest.span.end, to: start)
      && mentions[host, default: 0] > mentions[code, default: 0]
      && sources.contains { DivisionTable.contains($0, host) && !DivisionTable.contains($0, code) }
  }

  /// 赴吉林省农安县考察学习: a place of a named province that a trip goes to.
  private func isTripsEnd(_ at: Int) -> Bool {
    let first = gazetteer.chainFirst(names, at)
    return first < at && gazetteer.table.level(names[first].place) == .province
      && cues(endingAt: names[first].span.start).contains(.depart) && learns(names[at].span.end)
  }

  /// Index of the last name of the chain after the one that ends at `at`, and where that chain begins.
  private func nextChain(after at: Int) -> (last: Int, start: Int)? {
    var last = at + 1
    while last + 1 < names.count, names[last + 1].span.start == names[last].span.end { last += 1 }
    return last < names.count ? (last, names[at + 1].span.start) : nil
  }

  /// Whether any of the classes begins in a stretch.
  private func has(_ wanted: Cues, from start: Int, to end: Int) -> Bool {
    var at = start
    while at < min(end, bytes.count) {
      if !gazetteer.words.cues(bytes, at: at).isDisjoint(with: wanted) { return true }
      at += PhraseTrie.decode(bytes, at).1
    }
    return false
  }

  /// 考察, 学习 behind the place that a trip goes to.
  private func learns(_ end: Int) -> Bool { has(.study, from: end, to: min(sentenceEnd(end), end + 60)) }

  /// …副主任带队一行来我县考察: 我县 is not theirs.
  private func comesToUs(_ name: ResolvedName, _ stop: Int) -> Bool {
    for pointer in pointers where pointer.span.start >= name.span.end && pointer.span.start < stop {
      let meaning = gazetteer.words.meanings[pointer.meaning]
      guard meaning.kind == .ours, meaning.levels & 0b1110 != 0 else { continue }
      let start = pointer.span.start
      guard !cues(endingAt: start).isDisjoint(with: [.arrive, .visit, .come]) else { continue }
      // A prefecture's people in one of its counties are no strangers.
      let isAbove = gazetteer.table.level(name.place) < .county && !gazetteer.matches(name.place, meaning)
      let isLed = has([.visitor, .study, .visit], from: name.span.end, to: start - 6)
      let isStudy = has([.study, .visit], from: pointer.span.end, to: min(stop, pointer.span.end + 90))
      return !isAbove && (isLed || isStudy) && !opensQuotation(from: name.span.end, to: start)
    }
    return false
  }

  private func opensQuotation(from start: Int, to end: Int) -> Bool {
    (start..<end).contains { [0x201C, 0x300C].contains(TextMarks.scalar(bytes, $0)) }
  }

  /// …考察团一行到龙泉街道: a township that lies in other counties only.
  private func comesToTownship(_ name: ResolvedName, _ code: Int32, _ stop: Int) -> Bool {
    for town in towns where town.isTownship && town.span.start > name.span.end && town.span.start < stop {
      guard !cues(endingAt: town.span.start).isDisjoint(with: [.arrive, .visit, .depart]),
        !names.contains(where: { $0.span.end == town.span.start }),
        has(.visitor, from: name.span.end, to: town.span.start), learns(town.span.end)
      else { continue }
      return gazetteer.bearers(town.name).allSatisfy {
        !DivisionTable.contains(code, gazetteer.table.code($0.place))
      }
    }
    return false
  }

  /// 区人大组织代表到新洲区: a district's assembly that goes to a district goes to another.
  private func isElsewhere(_ name: ResolvedName, chainStart: Int) -> Bool {
    let table = gazetteer.table
    let chain = names.filter { $0.span.start >= chainStart && $0.span.end <= name.span.end }
    // In an autonomous region 区人大 is the region's.
    guard let county = chain.first(where: { table.level($0.place) == .county }),
      let province = table.place(table.code(county.place) / 10_000 * 10_000, in: nil),
      !cues(endingAt: chainStart).isDisjoint(with: [.arrive, .depart])
    else { return false }
    var start = chainStart
    while start > 0, start > chainStart - Self.reach, !TextMarks.isStop(TextMarks.scalar(bytes, start)) { start -= 1 }
    guard !names.contains(where: { $0.span.start >= start && $0.span.start < chainStart }) else { return false }
    return pointers.contains {
      let meaning = gazetteer.words.meanings[$0.meaning]
      return meaning.kind == .organ && meaning.levels & 0b1100 == 8 && $0.span.start >= start
        && $0.span.end < chainStart && gazetteer.matches(county.place, meaning) && !gazetteer.matches(province, meaning)
    }
  }
}
