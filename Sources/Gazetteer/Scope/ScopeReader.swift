import CorpusModel
import LexiconData

/// Reads a text from the left and notes where its standpoint changes.
struct ScopeReader {
  let gazetteer: Gazetteer
  let bytes: UnsafeBufferPointer<UInt8>
  let year: Int?
  /// The document's own standpoint: its home, and its township where it is about one.
  let document: Standpoint?
  var events: [RegionScope.Event] = []
  var stops: [Int] = []
  var current: Standpoint?
  /// What the paragraph goes back to after a sentence about a wider or a foreign division.
  private var lasting: Standpoint?
  /// The division named last in this sentence, in this paragraph.
  var inSentence: Int32?
  private var inParagraph: Int32?
  private var lastTownship: Standpoint?
  var references: [Reference] = []
  /// Index of the reference being read.
  private var position = 0
  /// Counties of the villages and unlisted townships met so far.
  private var localCounties: [[UInt8]: Int32] = [:]
  /// Whether the standpoint holds for its sentence only.
  private var isPassing = false
  /// What the paragraph stood at before this sentence, and the divisions side by side that it names: two, or three parted
  /// by semicolons, make it a survey (芙蓉区…，雨花区…), after which the paragraph goes back.
  private var beforeSentence: Standpoint?
  private var surveyed: Set<Int32> = []
  private var isParted = false
  /// What the divisions behind 其中 are parts of, and how many were named.
  private var parts: (whole: Standpoint?, count: Int)?
  /// The last two divisions of the paragraph that do not lie in one another.
  var namedLast: [Int32] = []
  /// Divisions outside the home that visitors came from; to name them again is to name the visitors.
  var guests: Set<Int32> = []

  init(_ gazetteer: Gazetteer, _ bytes: UnsafeBufferPointer<UInt8>, year: Int?, document: Standpoint?) {
    self.gazetteer = gazetteer
    self.bytes = bytes
    self.year = year
    self.document = document
    current = document
    lasting = document
    beforeSentence = document
    events = [RegionScope.Event(offset: 0, standpoint: document, isWhole: false)]
  }

  /// Reads all references.
  mutating func read(_ references: [Reference]) {
    self.references = references
    var at = 0
    var index = 0
    while index < references.count {
      position = index
      let reference = references[index]
      pass(from: at, to: reference.span.start)
      let last = listEnd(references, index)
      if last > index {
        applyList(Array(references[index...last]))
      } else {
        apply(reference, isClauseStart: isClauseStart(reference.span.start))
      }
      at = references[last].span.end
      index = last + 1
    }
    pass(from: at, to: bytes.count)
  }

  mutating func set(_ standpoint: Standpoint?, at offset: Int, isWhole: Bool = false, lasts: Bool = true) {
    // 以阜宁县为例，全县…: what lies inside a passing standpoint passes with it.
    let isInside = current.flatMap { now in standpoint.map { DivisionTable.contains(now.code, $0.code) } } ?? false
    let lasts = lasts && !(isPassing && isInside)
    current = standpoint
    if lasts, standpoint.map({ isInHome($0.code) }) ?? true {
      lasting = standpoint
    }
    isPassing = !lasts
    events.append(RegionScope.Event(offset: offset, standpoint: standpoint, isWhole: isWhole))
  }

  func isInHome(_ code: Int32) -> Bool { document.map { DivisionTable.contains($0.code, code) } ?? true }

  /// Notes stops; a sentence about a wider division ends with it, a paragraph goes back to the document.
  private mutating func pass(from start: Int, to end: Int) {
    var at = start
    while at < end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      at += length
      // 其中剑阁县157个、苍溪县164个，覆盖…: a clause behind the parts is of the whole.
      if scalar == 0xFF0C, let known = parts, known.count > 1 {
        parts = nil
        set(known.whole, at: at, lasts: !isPassing)
      }
      guard TextMarks.isStop(scalar) else { continue }
      parts = nil
      stops.append(at)
      inSentence = nil
      if scalar == 0x0A {
        inParagraph = nil
        namedLast = []
        lastTownship = nil
        isPassing = false
        if current != document { set(document, at: at) }
        lasting = document
      } else if isPassing {
        isPassing = false
        set(lasting, at: at)
      } else if let now = current, let document, now.code != document.code,
        DivisionTable.contains(now.code, document.code)
      {
        set(lasting, at: at)
      }
      isParted = scalar == 0xFF1B || scalar == 0x3B
      if !isParted {
        beforeSentence = lasting
        surveyed = []
      }
    }
  }

  // MARK: One reference

  private mutating func apply(_ reference: Reference, isClauseStart: Bool) {
    switch reference.kind {
    case .name(let place): applyName(place, reference)
    case .pointer(let meaning): applyPointer(gazetteer.words.meanings[meaning], reference, isClauseStart: isClauseStart)
    case .local(let isTownship): applyLocal(isTownship, reference)
    case .visitor: set(document, at: reference.span.end)
    case .several(let codes): applySeveral(codes, reference)
    case .homeward: applyHomeward(reference.span.end)
    case .rest: if surveyed.count > 1 { set(beforeSentence, at: reference.span.end) }
    }
  }

  private mutating func applyName(_ place: Int32, _ reference: Reference) {
    guard reference.role != .mute, reference.role != .guest || document != nil else { return }
    let table = gazetteer.table
    let words = gazetteer.words
    let code = table.code(place)
    let isWider = current.map { $0.code != code && DivisionTable.contains(code, $0.code) } ?? false
    let isForeign = !isInHome(code) && !DivisionTable.contains(code, document?.code ?? code)
    let start = chainStart()
    let before = words.cues(bytes, endingAt: start, after: max(0, start - 18))
    noteNamed(code)
    if isForeign {
      if reference.role == .guest { guests.insert(code) }
      if guests.contains(code) {
        inSentence = place
        // 石家庄市桥西区则有…: the visitors speak of their own.
        if isClauseStart(start), words.cues(bytes, at: reference.span.end).contains(.contrast) {
          return set(Standpoint(code: code), at: reference.span.end, lasts: false)
        }
        return lend(code, after: reference.span.end)
      }
      // 向湖北灾区捐赠: who is given to is not who gives.
      if !before.isDisjoint(with: [.predicate, .agent]) || countsDeputies(reference.span.end) { return }
      if before.contains(.beside), inSentence.map({ isInHome(table.code($0)) }) ?? true { return }
    }
    // 安庆市人大常委会在全市推广: the city speaks of itself, in an article of its county.
    if isWider, isClauseStart(start), words.cues(bytes, at: reference.span.end).contains(.organ) {
      inSentence = place
      // 泉州市人大常委会评出30个…: what it gives out is its own.
      if awards(reference.span.end) { return set(Standpoint(code: code), at: reference.span.end, lasts: false) }
    }
    let isHomesOrgan = code == document?.code && isClauseStart(start)
    var isVoice = reference.role == .voice
    if reference.role == .weak, !isHomesOrgan, let current, !DivisionTable.contains(current.code, code) {
      // 吴江区同里镇人大主席则说，全镇…: a voice from elsewhere in the home.
      guard reference.speaks, !isForeign, !isWider, isClauseStart(start) else { return }
      isVoice = true
    }
    // 巴渝 in the name of a brand: a nickname of what surrounds it opens clauses only.
    if isWider, reference.isNickname, !isClauseStart(start) { return }
    // 全上海首个: a rank among others.
    if isWider, gazetteer.words.cues(bytes, at: reference.span.end).contains(.rank) { return }
    if isWider || current?.code == code && !table.isTownship(place) {
      if !before.isDisjoint(with: [.agent, .predicate]) { return }
      if isWider, !isHomesOrgan, namesDeputies(reference.span.end) { return }
    }
    if before.contains(.visit), let subject = inSentence ?? document.flatMap({ table.place($0.code, in: year) }),
      !DivisionTable.contains(table.code(subject), code)
    {
      if !table.isTownship(place) { inParagraph = place }
      return
    }
    // 在五华区等地, 前海、河套和…: of all of those, not of the one named.
    let isFirstOfSeveral = reference.isShort && TextMarks.scalar(bytes, reference.span.end) == 0x3001
    if isFirstOfSeveral || isWithOthers(reference.span.end) {
      let parent = table.isTownship(place) ? code : table.rows[Int(place)].parent
      let outer = [inSentence.map { table.code($0) }, document?.code, parent].compactMap { $0 }
        .first { DivisionTable.contains($0, parent) && $0 != 0 }
      if let outer { return set(Standpoint(code: outer), at: reference.span.end, lasts: false) }
    }
    // 绍兴市人大常委会在诸暨召开…: a venue.
    if isWithin(code, inSentence), before.contains(.locative),
      words.cues(bytes, at: reference.span.end).contains(.event)
    {
      return
    }
    var standpoint = Standpoint(code: code)
    if table.isTownship(place) {
      standpoint.township = reference.span
      lastTownship = standpoint
    } else {
      inSentence = place
      inParagraph = place
    }
    let isExample = before.contains(.example) || words.cues(bytes, at: reference.span.end).contains(.example)
    let isSurvey = surveys(code)
    if isPart(start) { parts = (current, 0) }
    if parts != nil { parts?.count += 1 }
    if isSurvey { lasting = beforeSentence }
    var offset = offset(of: start, reference.span.end)
    if reference.speaks { offset = speechStart(start) ?? offset }
    let lasts = !isExample && !isSurvey && !isVoice && !ownsQuotation(reference.span.end)
    set(standpoint, at: offset, lasts: lasts)
  }

  /// Where names that stand from `start` to `end` begin to hold: 其中8个设在桥东区 has the number before its division.
  func offset(of start: Int, _ end: Int) -> Int {
    let before = gazetteer.words.cues(bytes, endingAt: start, after: max(0, start - 18))
    guard before.contains(.seated) || isCounted(before: start), let last = events.last?.offset else { return end }
    let clause = clauseStart(start)
    return last <= clause ? clause : end
  }

  /// Where the speech before its speaker begins, if nothing in it has moved the standpoint.
  private func speechStart(_ speaker: Int) -> Int? {
    guard let quotation = quotation(endingAt: speaker), let last = events.last?.offset, last <= quotation else {
      return nil
    }
    return quotation
  }

  /// Whether `code` lies in the division of a place and is not it.
  private func isWithin(_ code: Int32, _ place: Int32?) -> Bool {
    guard let outer = place.map({ gazetteer.table.code($0) }) else { return false }
    return outer != code && DivisionTable.contains(outer, code)
  }

  /// Where the chain of names (江西省石城县) begins that the reference being read ends or continues.
  private func chainStart() -> Int {
    var at = position
    // No address has so many parts; a flood of names may.
    while at > 0, position - at < 16, references[at - 1].span.end == references[at].span.start,
      isName(references[at - 1])
    { at -= 1 }
    return references[at].span.start
  }

  /// Notes a division of the home; whether it makes the sentence a survey.
  private mutating func surveys(_ code: Int32) -> Bool {
    guard let document, document.code != code, isInHome(code) else { return false }
    if surveyed.allSatisfy({ !DivisionTable.contains(code, $0) }) {
      surveyed = surveyed.filter { !DivisionTable.contains($0, code) }.union([code])
    }
    return surveyed.count > (isParted ? 2 : 1)
  }

  private mutating func applyLocal(_ isTownship: Bool, _ reference: Reference) {
    guard reference.role != .mute, var standpoint = current else { return }
    let name = Array(bytes[reference.span.range])
    if standpoint.code % 100 != 0 {
      localCounties[name] = standpoint.code
    } else if let county = localCounties[name] {
      standpoint = Standpoint(code: county)
    }
    if isTownship {
      standpoint.township = reference.span
      standpoint.village = nil
      lastTownship = standpoint
    } else {
      standpoint.village = reference.span
    }
    let before = gazetteer.words.cues(bytes, endingAt: reference.span.start, after: max(0, reference.span.start - 9))
    set(standpoint, at: reference.span.end, lasts: isTownship || !before.contains(.locative))
  }

  private mutating func applyPointer(_ meaning: Deixis, _ reference: Reference, isClauseStart: Bool) {
    guard reference.role != .mute else { return }
    let before = gazetteer.words.cues(bytes, endingAt: reference.span.start, after: max(0, reference.span.start - 18))
    if before.contains(.agent) { return }
    // 自治区、桂林市人大代表 lists levels of deputies.
    if meaning.kind == .ours, words(reference, are: meaning.suffix), namesLevels(reference.span.end) { return }
    let end = reference.span.end
    switch meaning.kind {
    case .trap, .here: return
    case .nation:
      guard !namesDeputies(end), TextMarks.scalar(bytes, end) != 0x3001 else { return }
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
        if let township = lastTownship ?? document.flatMap({ $0.hasTownship ? $0 : nil }) {
          set(township, at: end, isWhole: meaning.kind != .organ)
        }
        return
      }
      guard let nearest else { return }
      let code = meaning.kind == .whole ? whole(around: nearest, meaning, after: end) ?? nearest : nearest
      if meaning.kind == .organ {
        // 齐齐哈尔市人大常委会主任…说，市里1300多个…: the speaker's own, in an article of a county.
        if isClauseStart, !isInHome(code), inSentence.map({ gazetteer.table.code($0) }) == code,
          DivisionTable.contains(code, document?.code ?? -1)
        {
          return set(Standpoint(code: code), at: end, lasts: false)
        }
        guard isClauseStart || isSession(reference.span), isInHome(code),
          document?.hasTownship != true || document?.code != code
        else { return }
      }
      let offset = reference.speaks ? speechStart(reference.span.start) ?? end : end
      set(Standpoint(code: code), at: offset, isWhole: meaning.kind != .organ)
    }
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
    for next in references[(position + 1)...] {
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
  private func isPart(_ at: Int) -> Bool {
    let end = at >= 3 && TextMarks.scalar(bytes, at - 3) == 0xFF0C ? at - 3 : at
    return end >= 6 && TextMarks.scalar(bytes, end - 6) == 0x5176 && TextMarks.scalar(bytes, end - 3) == 0x4E2D
  }

  /// 在全市率先, 率先在全市: among whom something comes first.
  private func isRanking(_ span: Span, _ before: Cues) -> Bool {
    let words = gazetteer.words
    if words.cues(bytes, at: span.end).contains(.rank) { return true }
    return before.contains(.locative)
      && words.cues(bytes, endingAt: span.start - 3, after: max(0, span.start - 12)).contains(.rank)
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
    let now = current.flatMap { table.place($0.code, in: year) }
    let nearest = [inSentence, inParagraph].compactMap { $0 }
    let chain: [Int32]
    switch meaning.kind {
    case .ours: chain = [home, inSentence, now].compactMap { $0 }
    case .that: chain = nearest + [now, home].compactMap { $0 }
    default: chain = [inSentence, home, now].compactMap { $0 } + nearest
    }
    for place in chain where gazetteer.matches(place, meaning) { return table.code(place) }
    for place in [now, home].compactMap({ $0 }) + nearest {
      if let code = gazetteer.enclosing(place, meaning, year: year) { return code }
    }
    return nil
  }
}
