import CorpusModel
import LexiconData

/// A name of a text with the place that it was taken for.
struct ResolvedName: Sendable {
  var span: Span
  var place: Int32
  var form: NameForm
  var score: Double
}

extension Gazetteer {
  /// Resolves the names of a text from the left; each settled name is a hint for those after it.
  ///
  /// A bare county name (睢宁) counts only where a hint, its parent or a sibling supports it; one that is an ordinary
  /// word (和平) only right beside its parent or a sibling. Names that stay ambiguous are left out.
  /// - Complexity: O(bytes + names × bearers × hints); at most 24 hints are kept.
  func resolvedNames(
    _ names: [RegionName], in text: [UInt8], hints: [Hint], year: Int?, isTitle: Bool = false
  ) -> [ResolvedName] {
    let anchors = unambiguous(names, text, year: year)
    lazy var townCounties = Set(
      names.filter(\.isTownship).flatMap { bearers($0.name).map { table.code($0.place) } })
    var settled: [ResolvedName] = []
    var recent: [Hint] = []
    /// The first of the sure names that is not too far before the name at hand.
    var firstNear = 0
    /// Names that were met as a village's.
    var villages: Set<Int32> = []
    text.withUnsafeBufferPointer { bytes in
      for (at, name) in names.enumerated() {
        if isOther(name, bytes) {
          if name.form == .bare, isVillage(bytes, name.span.end) { villages.insert(name.name) }
          continue
        }
        // 太白代表工作室 behind 太白社区
        if name.form == .bare, villages.contains(name.name) { continue }
        var all = hints + recent
        let previous = settled.last
        let touches = previous.map { $0.span.end == name.span.start } ?? false
        if let previous, touches {
          all.append(Hint(code: table.code(previous.place), weight: 6, reason: "before it"))
        }
        // 枫溪镇瓷都代表联络站: a nickname inside the name of something in another division.
        if name.form == .nickname, let previous, touches,
          !bearers(name.name).contains(where: { isInside($0.place, previous) || holds($0.place, previous) })
        {
          continue
        }
        // 合作镇曹家镇村: a township's name in a village's.
        if touches, name.isTownship, let previous, table.isTownship(previous.place), isVillage(bytes, name.span.end) {
          continue
        }
        // 西区玉泉街道, 白云区太和镇: a county of several, or that is an ordinary word too, is told by its township.
        let held = countyHeld(by: names, at)
        if let held { all.append(Hint(code: held, weight: 6, reason: "holds what follows")) }
        // 照镜镇、城关镇: the townships of a list lie in one county, oftener than not.
        if let previous, name.isTownship, table.isTownship(previous.place),
          name.span.start - previous.span.end == 3, TextMarks.isListMark(bytes, previous.span.end)
        {
          all.append(Hint(code: table.code(previous.place), weight: 10, reason: "listed with it"))
        }
        // 长春、吉林、四平: a province's name among cities is a city's.
        if let previous, name.form == .bare, table.level(previous.place) == .prefecture,
          name.span.start - previous.span.end == 3, TextMarks.isListMark(bytes, previous.span.end)
        {
          let province = table.code(previous.place) / 10_000
          for bearer in bearers(name.name) where table.level(bearer.place) == .prefecture {
            let code = table.code(bearer.place)
            if code / 10_000 == province { all.append(Hint(code: code, weight: 20, reason: "listed with it")) }
          }
        }
        // Names that are sure lend support from both sides.
        while firstNear < anchors.count, anchors[firstNear].index < at - 4 { firstNear += 1 }
        for near in anchors[firstNear...].prefix(while: { $0.index <= at + 4 }) where near.index != at {
          all.append(Hint(code: near.code, weight: 1.5, reason: "beside it"))
        }
        var ranked = rank(name.name, hints: all, year: year)
        // 北京市朝阳区 in an article of 长春: what is written right before it decides.
        if touches, let at = ranked.firstIndex(where: { isInside($0.place, previous) && isNear($0.place, year) }),
          at > 0
        {
          var inner = ranked.remove(at: at)
          inner.score = ranked[0].score + 1
          ranked.insert(inner, at: 0)
        }
        guard let best = ranked.first else { continue }
        if !touches, held == nil, isForeign(best, all) { continue }
        if name.form == .bare, best.support == 0, !touches, table.level(best.place) == .prefecture,
          isAmongSites(names, at, bytes)
        {
          continue
        }
        // 会同县法院 after another county: a verb and its own court.
        if isVerb(name, best, bytes, touches: touches), !hints.isEmpty || !recent.isEmpty { continue }
        let isSibling = previous.map { isListed($0, name, bytes, best.place) } ?? false
        guard
          isPlausible(
            name, best, touches: touches && isInside(best.place, previous) || held == table.code(best.place),
            isSibling: isSibling, isTitle: isTitle,
            isGuided: !hints.isEmpty,
            isNamed: recent.contains { $0.code == table.code(best.place) }
              || best.support > 0 && opensList(names, at, bytes, hints: all, year: year),
            isAfterMark: name.span.start < 3 || !TextMarks.isHan(TextMarks.scalar(bytes, name.span.start - 3)),
            isGroup: words.cues(bytes, at: name.span.end).contains(.group))
            // 新村乡在崇明最西边
            || name.form == .bare && !name.isCommonWord && townCounties.contains(table.code(best.place))
        else { continue }
        if ranked.count > 1, best.score - ranked[1].score < 0.25, table.code(ranked[1].place) != table.code(best.place)
        {
          continue
        }
        let place = standing(best.place, in: year)
        settled.append(ResolvedName(span: name.span, place: place, form: name.form, score: best.score))
        let code = table.code(place)
        recent.removeAll { $0.code == code }
        recent.append(Hint(code: code, weight: 2, reason: "named before"))
        if recent.count > 12 { recent.removeFirst() }
      }
    }
    return settled
  }

  /// Whether a township lies in none of the cities and counties of its province that hints name: 滨江街道 of another city in
  /// a paper of the province.
  private func isForeign(_ best: Ranked, _ hints: [Hint]) -> Bool {
    guard table.isTownship(best.place) else { return false }
    let code = table.code(best.place)
    let near = hints.filter { $0.code % 10_000 != 0 && $0.code / 10_000 == code / 10_000 }
    return !near.isEmpty && near.allSatisfy { share(of: $0, code, .township) == 0 }
  }

  /// Full names with one bearer in the year.
  private func unambiguous(_ names: [RegionName], _ text: [UInt8], year: Int?) -> [(index: Int, code: Int32)] {
    names.enumerated().compactMap { at, name in
      guard name.form < .bare, !name.isCommonWord else { return nil }
      let valid = bearers(name.name).filter { table.distance($0.place, from: year) <= 1 }
      return valid.count == 1 ? (at, table.code(valid[0].place)) : nil
    }
  }

  private func isOther(_ name: RegionName, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    name.form >= .nickname && (isInsideOther(name, bytes) || isPersons(name, bytes))
  }

  /// 南京 in 南京路, 台湾 in 台湾风情街, 新竹 in 新竹社区, 沾化 in 沾化冬枣, 昆明 in 昆明理工大学.
  private func isInsideOther(_ name: RegionName, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let cues = words.cues(bytes, at: name.span.end)
    if cues.contains(.product) || name.form == .bare && isFirm(bytes, name.span.end) { return true }
    return !cues.isDisjoint(with: [.street, .village, .township]) && !cues.contains(.notStreet)
  }

  /// 重庆某某环保服务有限公司: the name of a firm, up to fourteen characters long, without 的, 在 and the like.
  private func isFirm(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    for at in stride(from: end, to: end + 42, by: 3) {
      let scalar = TextMarks.scalar(bytes, at)
      guard TextMarks.isHan(scalar), scalar != 0x7684 else { return false }
      let cues = words.cues(bytes, at: at)
      if cues.contains(.firm) { return true }
      if !cues.isDisjoint(with: [.locative, .beside]) { return false }
    }
    return false
  }

  /// 秀水、中山两个联络站: a bare name in a list with what is no division's, before the word for stations or communities.
  private func isAmongSites(_ names: [RegionName], _ at: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let span = names[at].span
    let isBehind = span.start >= 3 && TextMarks.scalar(bytes, span.start - 3) == 0x3001
    let isBefore = TextMarks.scalar(bytes, span.end) == 0x3001
    guard
      isBehind && (at == 0 || names[at - 1].span.end != span.start - 3)
        || isBefore && (at + 1 == names.count || names[at + 1].span.start != span.end + 3)
    else { return false }
    var next = span.end
    for _ in 0..<8 {
      guard next < bytes.count else { return false }
      if !words.cues(bytes, at: next).isDisjoint(with: [.village, .site]) { return true }
      let (scalar, length) = PhraseTrie.decode(bytes, next)
      guard TextMarks.isHan(scalar) || scalar == 0x3001 || (0x30...0x39).contains(scalar) else { return false }
      next += length
    }
    return false
  }

  /// 张德江 at a clause's start, behind a post or before 说: a bare name that is the given name of a person.
  private func isPersons(_ name: RegionName, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = name.span.start - 3
    guard name.form == .bare, name.span.count == 6, start >= 0, surnames.contains(TextMarks.scalar(bytes, start)),
      words.longest(bytes, at: start).isDisjoint(with: [.notSurname, .boundary, .locative, .agent, .beside, .origin])
    else { return false }
    guard start >= 3, TextMarks.isHan(TextMarks.scalar(bytes, start - 3)) else { return true }
    if words.cues(bytes, at: name.span.end).contains(.speech) { return true }
    return !words.cues(bytes, endingAt: start).isDisjoint(with: [.post, .deputy, .personTitle])
  }

  private func isVillage(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    let cues = words.cues(bytes, at: end)
    return cues.contains(.village) && !cues.contains(.notStreet)
  }

  private func isNear(_ place: Int32, _ year: Int?) -> Bool { table.distance(place, from: year) <= 1 }

  /// Whether a full name that is an ordinary word too (会同县) may be a verb, right behind another name or before an organ,
  /// and nothing supports it.
  private func isVerb(
    _ name: RegionName, _ best: Ranked, _ bytes: UnsafeBufferPointer<UInt8>, touches: Bool
  ) -> Bool {
    guard name.isCommonWord, name.form == .full, name.span.count > 6, best.support == 0 else { return false }
    let match = words.deixis.longestMatch(bytes, at: name.span.end - 3)
    return touches || match.map { words.meanings[$0.value].kind == .organ } ?? false
  }

  /// The only county of the name at `at` that has a township of the name right behind it.
  private func countyHeld(by names: [RegionName], _ at: Int) -> Int32? {
    guard !names[at].isTownship, at + 1 < names.count, names[at + 1].span.start == names[at].span.end,
      names[at + 1].isTownship
    else { return nil }
    let towns = Set(bearers(names[at + 1].name).map { table.code($0.place) })
    let held = Set(bearers(names[at].name).map { table.code($0.place) }).intersection(towns)
    return held.count == 1 ? held.first : nil
  }

  private func holds(_ place: Int32, _ inner: ResolvedName) -> Bool {
    DivisionTable.contains(table.code(place), table.code(inner.place))
  }

  private func isInside(_ place: Int32, _ outer: ResolvedName?) -> Bool {
    outer.map { DivisionTable.contains(table.code($0.place), table.code(place)) } ?? false
  }

  /// Whether two names stand in one list (顺河回族区、鼓楼区) and lie in one prefecture.
  private func isListed(
    _ left: ResolvedName, _ right: RegionName, _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int32
  ) -> Bool {
    right.span.start - left.span.end == 3 && TextMarks.isListMark(bytes, left.span.end)
      && table.code(left.place) / 100 == table.code(place) / 100
  }

  /// Whether a name that hints support follows in the same list: 惠东、紫金两县.
  private func opensList(
    _ names: [RegionName], _ at: Int, _ bytes: UnsafeBufferPointer<UInt8>, hints: [Hint], year: Int?
  ) -> Bool {
    guard names[at].isCommonWord, at + 1 < names.count, names[at + 1].span.start - names[at].span.end == 3,
      TextMarks.isListMark(bytes, names[at].span.end)
    else { return false }
    return rank(names[at + 1].name, hints: hints, year: year).first.map { $0.support > 0 } ?? false
  }

  private func isPlausible(
    _ name: RegionName, _ best: Ranked, touches: Bool, isSibling: Bool, isTitle: Bool, isGuided: Bool,
    isNamed: Bool, isAfterMark: Bool, isGroup: Bool
  ) -> Bool {
    if touches || isSibling { return true }
    let level = table.level(best.place)
    if level == .township {
      // 唐镇 and 高镇 are ends of other words too.
      return name.span.count > 6 ? best.support > 0 || !isGuided : best.support > 0 && isAfterMark
    }
    // 城区 and 郊区 are districts' names and ordinary words.
    if name.isCommonWord, name.form == .bare || name.span.count == 6 {
      if level == .province || isNamed && isAfterMark { return true }
      return best.support > 0 && (level < .county || isTitle && name.span.start == 0)
    }
    guard name.form == .bare, level == .county else { return true }
    // 澄江小组: a group of deputies bears a township's name oftener than a county's.
    return isTitle && !isGroup || best.support > 0
  }
}

/// Punctuation of UTF-8 Chinese text, by bytes.
enum TextMarks {
  /// 、 or 和 及 与.
  static func isListMark(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at + 2 < bytes.count else { return false }
    switch scalar(bytes, at) {
    case 0x3001, 0x548C, 0x53CA, 0x4E0E: return true
    default: return false
    }
  }

  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    guard at + 2 < bytes.count, bytes[at] >= 0xE0 else { return at < bytes.count ? UInt32(bytes[at]) : 0 }
    return (UInt32(bytes[at]) & 0x0F) << 12 | (UInt32(bytes[at + 1]) & 0x3F) << 6 | UInt32(bytes[at + 2]) & 0x3F
  }

  /// Whether a sentence ends here: 。！？； or a line's end, or ; ? ! in ASCII.
  static func isStop(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0x0A, 0x3B, 0x3F, 0x21: true
    default: false
    }
  }

  /// Whether a clause ends here: a stop, a comma or a colon.
  static func isClauseEnd(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFF0C, 0x2C, 0xFF1A, 0x3A: true
    default: isStop(scalar)
    }
  }

  /// A digit, a Chinese numeral up to 十, 两, 几 or 多.
  static func isNumeral(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    switch scalar(bytes, at) {
    case 0x30...0x39, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x4E24, 0x51E0,
      0x591A:
      true
    default: false
    }
  }

  /// A Han character.
  static func isHan(_ scalar: UInt32) -> Bool { (0x3400...0x9FFF).contains(scalar) }
}
