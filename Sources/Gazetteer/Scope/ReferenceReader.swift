import CorpusModel
import LexiconData

/// Collects what a text says about places: names, pointing words, villages; and what each may do.
struct ReferenceReader {
  let gazetteer: Gazetteer
  let bytes: UnsafeBufferPointer<UInt8>
  private let words: ScopeWords
  /// How far into a text a dateline reaches (安徽网安庆消息), in bytes.
  private static let reachOfDateline = 60
  /// Longest bracket that is an aside, in characters on either side of a name.
  private static let longestAside = 12

  init(_ gazetteer: Gazetteer, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.gazetteer = gazetteer
    self.bytes = bytes
    words = gazetteer.words
  }

  /// All references in text order; where two overlap, the name wins.
  func references(_ names: [ResolvedName], _ pointers: [Pointer]) -> [Reference] {
    var taken = names.map(\.span)
    var found = names.map { name in
      let ahead = ahead(of: name.span.end)
      return Reference(
        span: name.span, kind: .name(name.place), role: role(of: name, ahead), isNickname: name.form == .nickname,
        isShort: name.form >= .nickname, speaks: ahead.contains(.speech))
    }
    for at in found.indices.dropLast() where isSpan(found[at].span, found[at + 1].span) {
      (found[at].role, found[at + 1].role) = (.mute, .mute)
    }
    for at in found.indices.dropLast().reversed()
    where found[at + 1].role == .mute && found[at + 1].span.start == found[at].span.end { found[at].role = .mute }
    // What holds of the first of a list or a chain holds of the rest: 来自彝良、镇雄等县.
    for at in found.indices.dropFirst() where found[at - 1].role == .mute {
      let gap = found[at].span.start - found[at - 1].span.end
      if gap == 0 || gap == 3 && TextMarks.scalar(bytes, found[at - 1].span.end) == 0x3001 { found[at].role = .mute }
    }
    for pointer in pointers where !overlaps(pointer.span, taken) {
      let span = pointer.span
      found.append(
        Reference(
          span: span, kind: .pointer(pointer.meaning),
          role: isRanking(span) || isMeasured(span) || isQuoted(span) ? .mute : .strong,
          speaks: words.meanings[pointer.meaning].kind == .organ && ahead(of: span.end).contains(.speech)))
    }
    found.sort { $0.span < $1.span }
    taken = found.map(\.span)
    for local in locals(taken) { found.append(local) }
    return found.sorted { $0.span < $1.span }
  }

  private func overlaps(_ span: Span, _ taken: [Span]) -> Bool {
    var low = 0
    var high = taken.count
    while low < high {
      let middle = (low + high) / 2
      if taken[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    return low < taken.count && taken[low].overlaps(span)
  }

  // MARK: Roles

  private func role(of name: ResolvedName, _ ahead: Cues) -> Reference.Role {
    if ahead.contains(.visitor) { return .guest }
    let after = words.cues(bytes, at: name.span.end)
    let before = words.cues(bytes, endingAt: name.span.start, after: max(0, name.span.start - 18))
    let isDatelines = after.contains(.dateline) && name.span.start < Self.reachOfDateline
    if isDatelines || after.contains(.media) || before.contains(.origin) || isQuoted(name.span)
      || isBeside(name.span, before)
      || isDateline(name.span.end) || isAside(name.span)
    {
      return .mute
    }
    if before.contains(.predicate), after.contains(.deputy) { return .mute }
    if isLeftOut(name.span) || isContained(name.span.start) { return .mute }
    // 在京召开: a venue.
    if name.form == .character, before.contains(.locative), after.contains(.event) { return .mute }
    if before.contains(.with), hasCue(.as, after: name.span.end, within: 2) { return .mute }
    if ahead.contains(.post) { return .weak }
    return ahead.isSuperset(of: [.speech, .deputy]) ? .voice : .strong
  }

  /// 南宁1月9日电: where the reporter is.
  func isDateline(_ end: Int) -> Bool {
    var at = end
    func skip(_ isSkipped: (UInt8) -> Bool) -> Int {
      let start = at
      while at < bytes.count, isSkipped(bytes[at]) { at += 1 }
      return at - start
    }
    func take(_ scalars: UInt32...) -> Bool {
      guard scalars.contains(TextMarks.scalar(bytes, at)) else { return false }
      at += 3
      return true
    }
    func isDigit(_ byte: UInt8) -> Bool { (0x30..<0x3A).contains(byte) }
    _ = skip { $0 == 0x20 }
    return skip(isDigit) > 0 && take(0x6708) && skip(isDigit) > 0 && take(0x65E5) && take(0x7535, 0x8BAF)
  }

  /// In a short bracket without numbers and lists that glosses the word before it: 东坡路（杭州湖滨步行街）.
  private func isAside(_ span: Span) -> Bool {
    var at = span.start
    for _ in 0..<Self.longestAside {
      guard at >= 3 else { return false }
      at -= bytes[at - 1] < 0x80 ? 1 : 3
      let scalar = TextMarks.scalar(bytes, at)
      if scalar == 0xFF08 || scalar == 0x28 {
        return at >= 3 && TextMarks.isHan(TextMarks.scalar(bytes, at - 3))
          && closes(span.end, within: Self.longestAside, through: TextMarks.isHan) { $0 == 0xFF09 || $0 == 0x29 }
      }
      guard TextMarks.isHan(scalar) else { return false }
    }
    return false
  }

  /// 除台山外.
  private func isLeftOut(_ span: Span) -> Bool {
    span.start >= 3 && TextMarks.scalar(bytes, span.start - 3) == 0x9664
      && [span.end, span.end + 3].contains { TextMarks.scalar(bytes, $0) == 0x5916 }
  }

  /// 从西藏到海南: how far something reaches.
  private func isSpan(_ first: Span, _ second: Span) -> Bool {
    first.start >= 3 && TextMarks.scalar(bytes, first.start - 3) == 0x4ECE && second.start == first.end + 3
      && TextMarks.scalar(bytes, first.end) == 0x5230
  }

  /// 龙岗区建站28个（含坪山新区、大鹏新区）: what a figure before it takes in.
  private func isContained(_ start: Int) -> Bool {
    guard start >= 3, TextMarks.scalar(bytes, start - 3) == 0x542B else { return false }
    return start >= 6 && TextMarks.scalar(bytes, start - 6) == 0xFF08 || start >= 4 && bytes[start - 4] == 0x28
  }

  /// 全市率先, 全省首个: a rank among others, not a scope.
  private func isRanking(_ span: Span) -> Bool { hasCue(.rank, after: span.end, within: 4) }

  /// 距州府三百公里, 比全市平均….
  private func isMeasured(_ span: Span) -> Bool {
    words.cues(bytes, endingAt: span.start, after: max(0, span.start - 6)).contains(.origin)
  }

  func hasCue(_ cue: Cues, after end: Int, within characters: Int) -> Bool {
    var at = end
    for _ in 0..<characters {
      guard at < bytes.count, TextMarks.isHan(TextMarks.scalar(bytes, at)) else { return false }
      if words.cues(bytes, at: at).contains(cue) { return true }
      at += 3
    }
    return false
  }

  /// Inside 《》 or a short quotation.
  private func isQuoted(_ span: Span) -> Bool {
    var at = span.start
    var steps = 0
    while at >= 3, steps < 30 {
      at -= 1
      if bytes[at] & 0xC0 == 0x80 { continue }
      steps += 1
      let scalar = TextMarks.scalar(bytes, at)
      switch scalar {
      case 0x300B, 0x201D, 0x300D, 0x300F, 0x0A, 0x3002: return false
      case 0x300A: return true
      case 0x201C, 0x300C, 0x300E:
        return closes(span.end, within: max(1, 12 - steps), through: { _ in true }) { scalar in
          scalar == 0x201D || scalar == 0x300D || scalar == 0x300F
        }
      default: continue
      }
    }
    return false
  }

  /// Whether a closing mark stands behind `end`, with only such characters between as `isPassed` says.
  private func closes(
    _ end: Int, within characters: Int, through isPassed: (UInt32) -> Bool, _ isClose: (UInt32) -> Bool
  ) -> Bool {
    var at = end
    for _ in 0..<characters {
      guard at < bytes.count else { return false }
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if isClose(scalar) { return true }
      guard isPassed(scalar) else { return false }
      at += length
    }
    return false
  }

  /// 与广西接壤; both of 大玉口镇和梨埠镇之间.
  private func isBeside(_ span: Span, _ before: Cues) -> Bool {
    let isPartner = before.contains(.beside)
    guard isPartner || words.cues(bytes, at: span.end).contains(.beside) else { return false }
    var at = span.end
    for _ in 0..<14 {
      guard at < bytes.count, !TextMarks.isClauseEnd(TextMarks.scalar(bytes, at)) else { return false }
      let cues = words.cues(bytes, at: at)
      if cues.contains(.between) || isPartner && cues.contains(.border) { return true }
      at += PhraseTrie.decode(bytes, at).1
    }
    return false
  }

  /// Classes of the words within 18 characters, before any comma and up to a verb of speech.
  ///
  /// A post in 洪善镇人大主席团主席, a voice in 伊宁市一位代表说, visitors in 宁化县人大考察团. Deputies count as persons, not as
  /// an assembly.
  private func ahead(of end: Int) -> Cues {
    var found: Cues = []
    var at = end
    for _ in 0..<18 {
      guard at < bytes.count else { break }
      let scalar = TextMarks.scalar(bytes, at)
      guard TextMarks.isHan(scalar) || scalar == 0x3001 else { break }
      var cues = words.cues(bytes, at: at)
      if words.longest(bytes, at: at).contains(.organ) { cues.subtract([.deputy, .post]) }
      found.formUnion(cues)
      if cues.contains(.speech) { break }
      at += 3
    }
    return found
  }

  // MARK: Places without a code

  /// Villages, communities, zones, and townships that no table has.
  private func locals(_ taken: [Span]) -> [Reference] {
    var found: [Reference] = []
    var at = 0
    var next = 0
    while at < bytes.count {
      while next < taken.count, taken[next].end <= at { next += 1 }
      if next < taken.count, taken[next].start <= at {
        at = taken[next].end
        continue
      }
      guard bytes[at] >= 0xE0 else {
        at += 1
        continue
      }
      let (scalar, _) = PhraseTrie.decode(bytes, at)
      guard words.localCues.mayBegin(scalar) || gazetteer.areas.mayBegin(scalar) else {
        at += 3
        continue
      }
      if let several = area(at: at) {
        found.append(several)
        at = several.span.end
        continue
      }
      var length = 0
      var cue: Cues = []
      words.localCues.forEachMatch(bytes, at: at) { size, value in
        let classes = words.classes[value]
        if !classes.isDisjoint(with: [.village, .township, .zone]) {
          length = size
          cue = classes
        }
        if classes.contains(.visitor) {
          found.append(Reference(span: Span(at, at + size), kind: .visitor, role: .strong))
        }
        if classes.contains(.homeward) {
          found.append(Reference(span: Span(at, at + size), kind: .homeward, role: .strong))
        }
        if classes.contains(.rest) || classes.contains(.others) && next > 0 && taken[next - 1].end < at {
          found.append(Reference(span: Span(at, at + size), kind: .rest, role: .strong))
        }
        if classes.contains(.parts) {
          found.append(Reference(span: Span(at, at + size), kind: .parts, role: .strong))
        }
        if classes.contains(.several) {
          found.append(several(Span(at, at + size), floor: next > 0 ? taken[next - 1].end : 0))
        }
      }
      guard length > 0 else {
        at += 3
        continue
      }
      let floor = next > 0 ? taken[next - 1].end : 0
      if let start = localStart(before: at, floor: floor), !cue.contains(.township) || isTownshipName(start, at, floor)
      {
        // 史家寨 of 史家寨镇.
        if let last = found.last, last.span.end == at, last.span.start == start { found.removeLast() }
        found.append(
          Reference(
            span: Span(start, at + length), kind: .local(isTownship: cue.contains(.township)),
            role: isListed(Span(start, at + length)) ? .mute : .strong))
      }
      at += length
    }
    return found
  }

  /// 长三角地区, 川渝两地, 苏北各市: a name of several divisions or of a part of one, as a place.
  private func area(at start: Int) -> Reference? {
    guard let match = gazetteer.areas.longestMatch(bytes, at: start) else { return nil }
    let end = start + match.length
    let after = words.cues(bytes, at: end)
    guard !after.isDisjoint(with: [.several, .region]) else { return nil }
    let length = after.contains(.several) ? words.cues.longestMatch(bytes, at: end)?.length ?? 0 : 0
    return Reference(span: Span(start, end + length), kind: .several(gazetteer.areaCodes[match.value]), role: .strong)
  }

  /// 京沪两地 with the characters before it, or 两地 alone.
  private func several(_ word: Span, floor: Int) -> Reference {
    var start = word.start
    var codes: [Int32] = []
    while start - 3 >= floor, let code = gazetteer.characters[Array(bytes[start - 3..<start])] {
      codes.append(code)
      start -= 3
    }
    return codes.count > 1
      ? Reference(span: Span(start, word.end), kind: .several(codes), role: .strong)
      : Reference(span: word, kind: .several([]), role: .strong)
  }

  /// Where the proper name before a class word begins: right after a name, a mark, or 在 and its like; at most six
  /// characters, none of them a function word.
  private func localStart(before end: Int, floor: Int) -> Int? {
    var start = end
    var isPlaced = false
    while start > end - 21 {
      let before = start > floor ? words.cues(bytes, endingAt: start, after: max(floor, start - 9)) : []
      if start == floor || before.contains(.locative) {
        isPlaced = true
        break
      }
      if before.contains(.boundary) { return nil }
      guard start - 3 >= floor, TextMarks.isHan(TextMarks.scalar(bytes, start - 3)) else {
        isPlaced = true
        break
      }
      start -= 3
    }
    guard isPlaced, (3...18).contains(end - start), !words.cues(bytes, at: start).contains(.several) else { return nil }
    for from in stride(from: start, to: end, by: 3) {
      if !words.cues(bytes, at: from).isDisjoint(with: [.generic, .deputy, .organ, .post]) { return nil }
    }
    return start
  }

  /// Whether the characters before 镇 or 乡 can be a township's name: right after its county, or two or three of them
  /// that are no class words (经镇人大 is no 经镇), and 乡 not the first half of 乡镇.
  private func isTownshipName(_ start: Int, _ end: Int, _ floor: Int) -> Bool {
    let next = end + PhraseTrie.decode(bytes, end).1
    if next < bytes.count, words.cues(bytes, at: end).contains(.generic),
      words.cues(bytes, at: next).contains(.township)
    {
      return false
    }
    // 辖区市乡人大代表: 市 is no name.
    if end - start == 3, words.levelCharacters.contains(TextMarks.scalar(bytes, start)) { return false }
    let isAdjacent = floor > 0 && start == floor
    // 大龙街 is a sub-district where its assembly is named, else a street.
    if words.cues(bytes, at: end).contains(.street), words.cues.longestMatch(bytes, at: end)?.length == 3 {
      return isAdjacent && !words.cues(bytes, at: next).isDisjoint(with: [.organ, .deputy])
    }
    // 合作镇曹家镇村: a village.
    if isAdjacent {
      return !words.cues(bytes, at: next).contains(.village) || words.cues(bytes, at: next).contains(.notStreet)
    }
    guard end - start == 6 || end - start == 9 else { return false }
    return stride(from: start, to: end, by: 3).allSatisfy {
      words.cues(bytes, at: $0).isDisjoint(with: [.township, .generic])
        && !words.levelCharacters.contains(TextMarks.scalar(bytes, $0))
    }
  }

  private func isListed(_ span: Span) -> Bool {
    TextMarks.scalar(bytes, span.end) == 0x3001 || span.start >= 3 && TextMarks.scalar(bytes, span.start - 3) == 0x3001
  }
}
