import CorpusModel
import LexiconData

/// What 全市, 我县, 该镇 and 市人大 do to the standpoint.
extension ScopeReader {
  mutating func applyPointer(_ meaning: Deixis, _ reference: Reference, isClauseStart: Bool) {
    guard reference.role != .mute else { return }
    let before = gazetteer.words.cues(bytes, endingAt: reference.span.start, after: max(0, reference.span.start - 18))
    // 融入全市产业体系: an aim.
    let isAim = meaning.kind == .whole && before.contains(.aim) && !isNumber(reference.span.end)
    if before.contains(.agent) || isAim { return }
    // 自治区、桂林市人大代表 lists levels of deputies, 自治区补助 says who pays.
    if meaning.kind == .ours, words(reference, are: meaning.suffix),
      namesLevels(reference.span.end) || gazetteer.words.cues(bytes, at: reference.span.end).contains(.grant)
    {
      return
    }
    let end = reference.span.end
    switch meaning.kind {
    case .trap, .here: return
    case .back:
      if isFirstSentence, isClauseStart, current == base, inParagraph == nil, let carried { set(carried, at: end) }
    case .nation:
      guard !namesDeputies(end), TextMarks.scalar(bytes, end) != 0x3001 else { return }
      interrupt(at: end)
      set(Standpoint(code: 0), at: end, isWhole: true)
    case .seat:
      guard let code = document.flatMap({ gazetteer.seat(of: $0.code) }) else { return }
      set(Standpoint(code: code), at: end, isWhole: true)
    case .whole, .ours, .that, .organ:
      if meaning.kind == .whole, isRanking(reference.span, before) { return }
      let nearest = meaning.levels < 16 ? pointed(by: meaning) : nil
      if meaning.kind == .ours, nearest == nil, let speaker = speaker(after: end) {
        set(speaker, at: reference.span.start)
        return
      }
      if meaning.levels & 16 != 0 {
        let known = [lastTownship, base, document, isFirstSentence ? carried : nil, townshipBefore].compactMap { $0 }
        if let township = known.first(where: { $0.hasTownship }) {
          set(township, at: end, isWhole: meaning.kind != .organ)
        }
        return
      }
      guard var nearest else { return }
      if meaning.kind == .ours { isHomeNamed = true }
      if meaning.kind != .organ { townshipBefore = nil }
      // 全区七地市: the autonomous region.
      if meaning.kind == .whole, countsPrefectures(end) { nearest = nearest / 10_000 * 10_000 }
      let code = meaning.kind == .whole ? whole(around: nearest, meaning, after: end) ?? nearest : nearest
      if meaning.kind == .organ {
        // 齐齐哈尔市人大常委会主任…说，市里1300多个…: the speaker's own, in an article of a county.
        if isClauseStart, !isInHome(code), inSentence.map({ gazetteer.table.code($0) }) == code,
          DivisionTable.contains(code, document?.code ?? -1)
        {
          return set(Standpoint(code: code), at: end, lasts: false)
        }
        guard isClauseStart || isSession(reference.span), isInHome(code),
          base?.hasTownship != true || base?.code != code
        else { return }
      }
      if meaning.kind == .whole { interrupt(at: end) }
      let offset = reference.speaks ? speechStart(reference.span.start) ?? end : end
      set(Standpoint(code: code), at: offset, isWhole: meaning.kind != .organ)
    }
  }

  /// Keeps what holds now for what stands behind a clause with 之一.
  private mutating func interrupt(at end: Int) {
    if let stop = endOfOneOf(end) { interrupted = (current, stop) }
  }

  /// Whether a number of prefectures follows: 全区14个设区市, 全区七地市.
  private func countsPrefectures(_ end: Int) -> Bool {
    var at = end
    for _ in 0..<4 {
      if gazetteer.words.cues(bytes, at: at).contains(.prefectures) { return at > end }
      guard at < bytes.count else { return false }
      at += PhraseTrie.decode(bytes, at).1
    }
    return false
  }

  /// 在州十五届人大一次会议上 at a clause's start.
  private func isSession(_ span: Span) -> Bool {
    span.start >= 3 && TextMarks.scalar(bytes, span.start - 3) == 0x5728 && isClauseStart(span.start - 3)
      && stride(from: span.start, to: span.end, by: 3).contains { TextMarks.scalar(bytes, $0) == 0x5C4A }
  }

  /// Of 全市3120个，其中建德市216个: the city around the one that is a part of it.
  private func whole(around code: Int32, _ meaning: Deixis, after end: Int) -> Int32? {
    let table = gazetteer.table
    var at = end
    // A flood of 全市 in one sentence would be read again from each.
    for next in references[(position + 1)...].prefix(64) {
      while at < next.span.start {
        if TextMarks.isStop(TextMarks.scalar(bytes, at)) { return nil }
        at += PhraseTrie.decode(bytes, at).1
      }
      guard case .name(let place) = next.kind, table.code(place) == code, !table.isTownship(place),
        isPart(next.span.start)
      else { continue }
      return table.place(table.rows[Int(place)].parent, in: year).flatMap {
        gazetteer.enclosing($0, meaning, year: year)
      }
    }
    return nil
  }

  /// Whether 其中 stands before a place, with a comma or not.
  func isPart(_ at: Int) -> Bool {
    let end = at >= 3 && TextMarks.scalar(bytes, at - 3) == 0xFF0C ? at - 3 : at
    return end >= 6 && TextMarks.scalar(bytes, end - 6) == 0x5176 && TextMarks.scalar(bytes, end - 3) == 0x4E2D
  }

  /// 在全市率先, 率先在全市: among whom something comes first.
  private func isRanking(_ span: Span, _ before: Cues) -> Bool {
    let words = gazetteer.words
    if words.cues(bytes, at: span.end).contains(.rank) || isOrdinal(span.end) || before.contains(.rankBefore) {
      return true
    }
    return before.contains(.locative)
      && words.cues(bytes, endingAt: span.start - 3, after: max(0, span.start - 12)).contains(.rank)
  }

  private func isNumber(_ at: Int) -> Bool { at < bytes.count && (0x30...0x39).contains(bytes[at]) }

  /// 全市第2个: not 全市第2季度, 全市第2次活动.
  private func isOrdinal(_ end: Int) -> Bool {
    guard TextMarks.scalar(bytes, end) == 0x7B2C else { return false }
    var at = end + 3
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) || gazetteer.words.cues(bytes, at: at).contains(.ordinal)
    {
      at += PhraseTrie.decode(bytes, at).1
    }
    return at > end + 3 && TextMarks.scalar(bytes, at) != 0x6B21 && TextMarks.scalar(bytes, at) != 0x573A
      && gazetteer.words.cues(bytes, at: at).contains(.classifier)
  }

  /// Of 我们镇 in speech: where the one who speaks comes from, named after the quotation.
  private func speaker(after end: Int) -> Standpoint? {
    var at = end
    var close: Int?
    while at < bytes.count, at < end + 600 {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if scalar == 0x0A || close == nil && (scalar == 0x201C || scalar == 0x300C) { return nil }
      if close != nil, TextMarks.isStop(scalar) { break }
      at += length
      if close == nil, scalar == 0x201D || scalar == 0x300D { close = at }
    }
    guard let close else { return nil }
    let table = gazetteer.table
    var found: Standpoint?
    var previous = close
    for reference in references[position...] where reference.span.start >= close {
      if reference.span.end > at { break }
      guard case .name(let place) = reference.kind, found == nil || reference.span.start == previous else { break }
      found = Standpoint(code: table.code(place), township: table.isTownship(place) ? reference.span : nil)
      previous = reference.span.end
    }
    return found
  }

  /// The division that 全市, 我县, 该区 or 区人大 means here.
  private func pointed(by meaning: Deixis) -> Int32? {
    let table = gazetteer.table
    let home = document.flatMap { table.place($0.code, in: year) }
    let section = base == document ? nil : base.flatMap { table.place($0.code, in: year) }
    let now = current.flatMap { table.place($0.code, in: year) }
    let nearest = [inSentence, inParagraph].compactMap { $0 }
    let chain: [Int32]
    switch meaning.kind {
    case .ours: chain = [home, inSentence, now].compactMap { $0 }
    case .that: chain = nearest + [now, home].compactMap { $0 }
    case .whole: chain = [inSentence, section, told, home, now].compactMap { $0 } + nearest
    default: chain = [inSentence, section, home, now].compactMap { $0 } + nearest
    }
    for place in chain where gazetteer.matches(place, meaning) { return table.code(place) }
    for place in [now, home].compactMap({ $0 }) + nearest {
      if let code = gazetteer.enclosing(place, meaning, year: year) { return code }
    }
    return nil
  }
}
