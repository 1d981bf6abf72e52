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

  init(_ gazetteer: Gazetteer, _ bytes: UnsafeBufferPointer<UInt8>, year: Int?, document: Standpoint?) {
    self.gazetteer = gazetteer
    self.bytes = bytes
    self.year = year
    self.document = document
    current = document
    lasting = document
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
        if current != document { set(document, at: at) }
        lasting = document
      } else if isPassing {
        set(lasting, at: at)
      } else if let now = current, let document, now.code != document.code,
        DivisionTable.contains(now.code, document.code)
      {
        set(lasting, at: at)
      }
    }
  }

  private func isClauseStart(_ at: Int) -> Bool {
    at < 3 || TextMarks.isClauseEnd(TextMarks.scalar(bytes, at - 3)) || bytes[at - 1] < 0x80
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
    if case .name = reference.kind { return reference.role != .mute }
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
    let table = gazetteer.table
    let code = table.code(place)
    guard reference.role != .mute else { return }
    let isWider = current.map { $0.code != code && DivisionTable.contains(code, $0.code) } ?? false
    let before = gazetteer.words.cues(bytes, endingAt: reference.span.start, after: max(0, reference.span.start - 18))
    if reference.role == .weak, let current, !DivisionTable.contains(current.code, code) { return }
    // 巴渝 in the name of a brand: a nickname of what surrounds it opens clauses only.
    if isWider, reference.isNickname, !isClauseStart(reference.span.start) { return }
    if isWider || current?.code == code && !table.isTownship(place) {
      if !before.isDisjoint(with: [.agent, .predicate]) { return }
      if gazetteer.words.cues(bytes, at: reference.span.end).contains(.deputy), isWider { return }
    }
    if before.contains(.visit), let subject = inSentence ?? document.flatMap({ table.place($0.code, in: year) }),
      !DivisionTable.contains(table.code(subject), code)
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
    set(standpoint, at: reference.span.end, lasts: !before.contains(.example))
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
