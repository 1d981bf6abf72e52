import CorpusModel
import LexiconData

/// Reads a text from the left and notes where its standpoint changes.
struct ScopeReader {
  let gazetteer: Gazetteer
  let bytes: UnsafeBufferPointer<UInt8>
  let year: Int?
  /// The document's own standpoint: its home, and its township where it is about one.
  let document: Standpoint?
  private(set) var events: [RegionScope.Event] = []
  private(set) var stops: [Int] = []
  private var current: Standpoint?
  /// What the paragraph goes back to after a sentence about a wider or a foreign division.
  private var lasting: Standpoint?
  /// The division named last in this sentence, in this paragraph.
  private var inSentence: Int32?
  private var inParagraph: Int32?
  private var lastTownship: Standpoint?
  private var references: [Reference] = []
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
  /// Divisions outside the home that visitors came from; to name them again is to name the visitors.
  private var guests: Set<Int32> = []

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

  private mutating func set(_ standpoint: Standpoint?, at offset: Int, isWhole: Bool = false, lasts: Bool = true) {
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

  private func isInHome(_ code: Int32) -> Bool { document.map { DivisionTable.contains($0.code, code) } ?? true }

  /// Notes stops; a sentence about a wider division ends with it, a paragraph goes back to the document.
  private mutating func pass(from start: Int, to end: Int) {
    var at = start
    while at < end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      at += length
      guard TextMarks.isStop(scalar) else { continue }
      stops.append(at)
      inSentence = nil
      if scalar == 0x0A {
        inParagraph = nil
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

  /// Whether nothing but a time (年初, 2023年5月) stands before a word in its clause.
  private func isClauseStart(_ at: Int) -> Bool {
    var at = at
    while at >= 3, !TextMarks.isClauseEnd(TextMarks.scalar(bytes, at - 3)), bytes[at - 1] >= 0x80 {
      guard let start = gazetteer.words.start(of: .time, in: bytes, endingAt: at) else { return false }
      at = start
    }
    return true
  }

  /// Where the clause or list member around a place begins.
  private func clauseStart(_ at: Int) -> Int {
    var at = at
    while at > 0 {
      let before = at >= 3 ? TextMarks.scalar(bytes, at - 3) : 0
      if before == 0x3001 || TextMarks.isClauseEnd(before) || TextMarks.isStop(UInt32(bytes[at - 1])) { return at }
      at -= 1
    }
    return 0
  }

  // MARK: Lists

  /// Index of the last name of a list (双塔区、龙城区) that begins at `index`.
  private func listEnd(_ references: [Reference], _ index: Int) -> Int {
    var last = index
    var elements = 1
    while last + 1 < references.count, isName(references[last]), isName(references[last + 1]) {
      let gap = references[last + 1].span.start - references[last].span.end
      if gap == 3, TextMarks.isListMark(bytes, references[last].span.end) { elements += 1 } else if gap != 0 { break }
      last += 1
    }
    return elements > 1 ? last : index
  }

  private func isName(_ reference: Reference) -> Bool {
    if case .name = reference.kind { return reference.role != .mute && reference.role != .guest }
    return false
  }

  private mutating func applyList(_ names: [Reference]) {
    var common: Int32?
    var townships: Set<Int32> = []
    for (at, name) in names.enumerated() {
      guard case .name(let place) = name.kind else { continue }
      let isPrefix = at + 1 < names.count && names[at + 1].span.start == name.span.end
      if isPrefix { continue }
      let code = gazetteer.table.code(place)
      if gazetteer.table.isTownship(place) { townships.insert(place) }
      common = common.map { Self.common($0, code) } ?? code
    }
    guard let common, let last = names.last else { return }
    // 宁波市、慈溪市、镇三级代表 lists levels.
    if namesLevels(last.span.end) { return }
    guard common != 0 || document?.code == 0 else { return set(document, at: last.span.end) }
    set(Standpoint(code: common), at: last.span.end)
  }

  private func namesLevels(_ end: Int) -> Bool {
    var at = end
    for _ in 0..<6 {
      guard at < bytes.count else { return false }
      if gazetteer.words.cues(bytes, at: at).contains(.deputy) { return true }
      let scalar = TextMarks.scalar(bytes, at)
      guard TextMarks.isHan(scalar) || scalar == 0x3001 else { return false }
      at += 3
    }
    return false
  }

  static func common(_ left: Int32, _ right: Int32) -> Int32 {
    if left == right { return left }
    if left / 100 == right / 100 { return left / 100 * 100 }
    if left / 10_000 == right / 10_000 { return left / 10_000 * 10_000 }
    return 0
  }

  // MARK: One reference

  private mutating func apply(_ reference: Reference, isClauseStart: Bool) {
    switch reference.kind {
    case .name(let place): applyName(place, reference)
    case .pointer(let meaning): applyPointer(gazetteer.words.meanings[meaning], reference, isClauseStart: isClauseStart)
    case .local(let isTownship): applyLocal(isTownship, reference)
    case .visitor: set(document, at: reference.span.end)
    }
  }

  private mutating func applyName(_ place: Int32, _ reference: Reference) {
    guard reference.role != .mute else { return }
    let table = gazetteer.table
    let words = gazetteer.words
    let code = table.code(place)
    let isWider = current.map { $0.code != code && DivisionTable.contains(code, $0.code) } ?? false
    let isForeign = !isInHome(code) && !DivisionTable.contains(code, document?.code ?? code)
    let start = chainStart()
    let before = words.cues(bytes, endingAt: start, after: max(0, start - 18))
    if isForeign {
      if reference.role == .guest { guests.insert(code) }
      if guests.contains(code) {
        inSentence = place
        return
      }
      if before.contains(.predicate) || countsDeputies(reference.span.end) { return }
      if before.contains(.beside), inSentence.map({ isInHome(table.code($0)) }) ?? true { return }
    }
    // 安庆市人大常委会在全市推广: the city speaks of itself, in an article of its county.
    if isWider, isClauseStart(start), words.cues(bytes, at: reference.span.end).contains(.organ) { inSentence = place }
    let isHomesOrgan = code == document?.code && isClauseStart(start)
    if reference.role == .weak, !isHomesOrgan, let current, !DivisionTable.contains(current.code, code) { return }
    // 巴渝 in the name of a brand: a nickname of what surrounds it opens clauses only.
    if isWider, reference.isNickname, !isClauseStart(start) { return }
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
    if isSurvey { lasting = beforeSentence }
    var offset = reference.span.end
    // 其中8个设在桥东区: the number stands before its division.
    if before.contains(.seated), let last = events.last?.offset {
      let clause = clauseStart(start)
      if last <= clause { offset = clause }
    }
    set(standpoint, at: offset, lasts: !isExample && !isSurvey && reference.role != .voice)
  }

  /// Where the chain of names (江西省石城县) begins that the reference being read ends or continues.
  private func chainStart() -> Int {
    var at = position
    while at > 0, references[at - 1].span.end == references[at].span.start, isName(references[at - 1]) { at -= 1 }
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

  /// 广西代表96人.
  private func countsDeputies(_ end: Int) -> Bool {
    guard let match = gazetteer.words.cues.longestMatch(bytes, at: end),
      gazetteer.words.classes[match.value].contains(.deputy), end + match.length < bytes.count
    else { return false }
    return (0x30...0x39).contains(bytes[end + match.length])
  }

  /// 广西人大代表, 兴安盟和旗两级代表: persons or levels, no scope.
  private func namesDeputies(_ end: Int) -> Bool {
    if gazetteer.words.cues(bytes, at: end).contains(.deputy) { return true }
    return TextMarks.isListMark(bytes, end) && namesLevels(end + 3)
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
      guard !gazetteer.words.cues(bytes, at: end).contains(.deputy), TextMarks.scalar(bytes, end) != 0x3001 else {
        return
      }
      set(Standpoint(code: 0), at: end, isWhole: true)
    case .seat:
      guard let code = document.flatMap({ gazetteer.seat(of: $0.code) }) else { return }
      set(Standpoint(code: code), at: end, isWhole: true)
    case .whole, .ours, .that, .organ:
      let code = meaning.levels < 16 ? pointed(by: meaning) : nil
      if meaning.kind == .ours, code == nil, let speaker = speaker(after: end) {
        set(speaker, at: reference.span.start)
        return
      }
      if meaning.levels & 16 != 0 {
        if let township = lastTownship ?? document.flatMap({ $0.township == nil ? nil : $0 }) {
          set(township, at: end, isWhole: meaning.kind != .organ)
        }
        return
      }
      guard let code else { return }
      if meaning.kind == .organ {
        guard isClauseStart, isInHome(code), document?.township == nil || document?.code != code else { return }
      }
      set(Standpoint(code: code), at: end, isWhole: meaning.kind != .organ)
    }
  }

  private func words(_ reference: Reference, are word: [UInt8]) -> Bool {
    reference.span.count == word.count && bytes[reference.span.range].elementsEqual(word)
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
