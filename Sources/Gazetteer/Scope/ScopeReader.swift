import CorpusModel
import LexiconData

/// Reads a text from the left and notes where its standpoint changes.
struct ScopeReader {
  let gazetteer: Gazetteer
  let bytes: UnsafeBufferPointer<UInt8>
  let year: Int?
  /// The document's own standpoint: its home, and its township where it is about one.
  let document: Standpoint?
  /// What the headings govern, in text order.
  var sections: [Section] = []
  /// Index of the section at hand, or the next.
  private var section = 0
  /// What a paragraph begins with: the document's standpoint, or the section's.
  private(set) var base: Standpoint?
  /// Where the paragraph before stood in the end; 该站 and 这里 at the head of a paragraph mean it.
  private(set) var carried: Standpoint?
  /// The division outside the home that the paragraph tells of, and whether it has named the home.
  private(set) var told: Int32?
  var isHomeNamed = false { didSet { if isHomeNamed { told = nil } } }
  var events: [RegionScope.Event] = []
  var stops: [Int] = []
  var current: Standpoint?
  /// What the paragraph goes back to after a sentence about a wider or a foreign division.
  private var lasting: Standpoint?
  /// The division named last in this sentence, in this paragraph.
  var inSentence: Int32?
  private(set) var inParagraph: Int32?
  private(set) var lastTownship: Standpoint?
  /// The last township of the paragraphs before, until one speaks of all of the home.
  var townshipBefore: Standpoint?
  var references: [Reference] = []
  /// Index of the reference being read.
  private(set) var position = 0
  /// Counties of the villages and unlisted townships met so far.
  private var localCounties: [[UInt8]: Int32] = [:]
  private(set) var isFirstSentence = true
  /// Whether the standpoint holds for its sentence only.
  private var isPassing = false
  /// What the paragraph stood at before this sentence, and the divisions side by side that it names: two, or three parted
  /// by semicolons, make it a survey (芙蓉区…，雨花区…), after which the paragraph goes back.
  private var beforeSentence: Standpoint?
  private var surveyed: Set<Int32> = []
  private var isParted = false
  /// What holds again behind the clause that ends here: 是全市25个之一，….
  var interrupted: (standpoint: Standpoint?, end: Int)?
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
    base = document
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
    if lasts, standpoint.map({ isInHome($0.code) || isInBase($0.code) }) ?? true {
      lasting = standpoint
    }
    isPassing = !lasts
    events.append(RegionScope.Event(offset: offset, standpoint: standpoint, isWhole: isWhole))
  }

  func isInHome(_ code: Int32) -> Bool { document.map { DivisionTable.contains($0.code, code) } ?? true }

  private func isInBase(_ code: Int32) -> Bool { base.map { DivisionTable.contains($0.code, code) } ?? true }

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
      if let known = interrupted, at > known.end {
        interrupted = nil
        if !TextMarks.isStop(scalar) { set(known.standpoint, at: at) }
      }
      guard TextMarks.isStop(scalar) else { continue }
      parts = nil
      isFirstSentence = scalar == 0x0A
      stops.append(at)
      inSentence = nil
      if scalar == 0x0A {
        startParagraph(at)
      } else if isPassing {
        isPassing = false
        set(lasting, at: at)
      } else if let now = current, let base, now.code != base.code, DivisionTable.contains(now.code, base.code) {
        set(lasting, at: at)
      }
      isParted = scalar == 0xFF1B || scalar == 0x3B
      if !isParted {
        beforeSentence = lasting
        surveyed = []
      }
    }
  }

  private mutating func startParagraph(_ at: Int) {
    let last = isPassing ? lasting : current
    carried = last.flatMap { isInHome($0.code) && $0 != base ? $0 : nil }
    inParagraph = nil
    told = nil
    isHomeNamed = false
    namedLast = []
    townshipBefore = lastTownship ?? townshipBefore
    lastTownship = nil
    isPassing = false
    while section < sections.count, sections[section].span.end <= at { section += 1 }
    let isGoverned = section < sections.count && sections[section].span.start <= at
    base = isGoverned ? sections[section].standpoint : document
    if current != base { set(base, at: at) }
    lasting = base
  }

  // MARK: One reference

  private mutating func apply(_ reference: Reference, isClauseStart: Bool) {
    switch reference.kind {
    case .name(let place): applyName(place, reference)
    case .pointer(let meaning): applyPointer(gazetteer.words.meanings[meaning], reference, isClauseStart: isClauseStart)
    case .local(let isTownship): applyLocal(isTownship, reference)
    case .visitor: applyVisitor(reference.span.end)
    case .several(let codes): applySeveral(codes, reference)
    case .parts: applyParts(reference.span)
    case .homeward: applyHomeward(reference.span.end)
    case .rest: if surveyed.count > 1 { set(beforeSentence, at: reference.span.end) }
    }
  }

  private mutating func applyName(_ place: Int32, _ reference: Reference) {
    guard reference.role != .mute, reference.role != .guest || document != nil else { return }
    let table = gazetteer.table
    let words = gazetteer.words
    let code = codeThen(place)
    let isWider = current.map { $0.code != code && DivisionTable.contains(code, $0.code) } ?? false
    let isForeign = !isInHome(code) && !DivisionTable.contains(code, document?.code ?? code)
    let start = chainStart()
    let before = words.cues(bytes, endingAt: start, after: max(0, start - 18))
    noteNamed(code)
    if isForeign {
      if reference.role == .guest { guests.insert(code) }
      if guests.contains(code) {
        let named = inSentence.map { table.code($0) }
        inSentence = place
        // 石家庄市桥西区则有…, 浮山县人大主任说，浮山县…: the visitors speak of their own.
        let isAgain = named == code && !words.cues(bytes, at: reference.span.end).contains(.organ)
        if isClauseStart(start), words.cues(bytes, at: reference.span.end).contains(.contrast) || isAgain {
          return set(Standpoint(code: code), at: reference.span.end, lasts: false)
        }
        return lend(code, after: reference.span.end)
      }
      // 向湖北灾区捐赠: who is given to is not who gives.
      if !before.isDisjoint(with: [.predicate, .agent]) || countsDeputies(reference.span.end) { return }
      if before.contains(.beside), inSentence.map({ isInHome(table.code($0)) }) ?? true { return }
    }
    // 就香港居民关注的问题收集意见: persons of elsewhere, in a sentence on somewhere.
    if !isClauseStart(start), isOfResidents(reference.span.end, [code]) { return }
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
      let isOrgan = words.cues(bytes, at: reference.span.end).contains(.organ)
      guard reference.speaks, !isForeign || isOrgan, !isWider, isClauseStart(start) else { return }
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
    let isCounted = isOneOfCounted(reference.span.end)
    if isFirstOfSeveral || isCounted || isWithOthers(reference.span.end) {
      // 到郁南县连滩镇，罗定市苹塘镇，云安区石城镇等地: of what they all lie in.
      if surveyed.count > 1, let beforeSentence { return set(beforeSentence, at: reference.span.end) }
      let parent = table.isTownship(place) ? code : table.rows[Int(place)].parent
      // 青阳县蓉城镇等11个乡镇 are the county's.
      let isCountys = isCounted && table.isTownship(place) && TextMarks.scalar(bytes, reference.span.end) == 0x7B49
      let around = isCountys ? [code] : [inSentence.map { table.code($0) }, document?.code, parent].compactMap { $0 }
      if let outer = around.first(where: { DivisionTable.contains($0, parent) && $0 != 0 }) {
        return set(Standpoint(code: outer), at: reference.span.end, lasts: false)
      }
    }
    // 在绍兴全市，像诸暨这样的…: of all those that it is like.
    if before.contains(.example), words.cues(bytes, at: reference.span.end).contains(.likeness),
      let now = current?.code, now != code, DivisionTable.contains(now, code)
    {
      return
    }
    // 绍兴市人大常委会在诸暨召开…, 海南省人大常委会在福建厦门举办…: a venue.
    if isForeign || isWithin(code, inSentence), before.contains(.locative),
      words.cues(bytes, at: chainEnd()).contains(.event)
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
      if isForeign, !isHomeNamed, isClauseStart(start), isSubject(reference) { told = told ?? place }
    }
    if !isForeign { isHomeNamed = true }
    let isExample = before.contains(.example) || words.cues(bytes, at: reference.span.end).contains(.example)
    let isSurvey = surveys(code)
    if isPart(start) { parts = (current, 0) }
    if parts != nil { parts?.count += 1 }
    if isSurvey { lasting = beforeSentence }
    var offset = offset(of: start, reference.span.end)
    if reference.speaks { offset = speechStart(start) ?? offset }
    let isAside = isForeign && !isFirstSentence && !isInBase(code)
    let lasts = !isExample && !isSurvey && !isVoice && !isAside && !ownsQuotation(reference.span.end)
    set(standpoint, at: offset, lasts: lasts)
  }

  /// Whether a division itself is spoken of, and not what is within it or its (德清县莫干山镇…, 德清县的李女士…).
  private func isSubject(_ reference: Reference) -> Bool {
    let next = references[position...].first { $0.span.start >= reference.span.end }
    return next?.span.start != reference.span.end && TextMarks.scalar(bytes, reference.span.end) != 0x7684
  }

  /// The code of a place; of a township, which has that of today's county, the home's where the home became that county.
  private func codeThen(_ place: Int32) -> Int32 {
    let table = gazetteer.table
    guard table.isTownship(place), let home = document.flatMap({ table.place($0.code, in: year) }),
      gazetteer.heir(of: home, in: nil).map({ table.code($0) }) == table.code(place)
    else { return table.code(place) }
    return table.code(home)
  }

  /// Where names that stand from `start` to `end` begin to hold: 其中8个设在桥东区 has the number before its division.
  func offset(of start: Int, _ end: Int) -> Int {
    let before = gazetteer.words.cues(bytes, endingAt: start, after: max(0, start - 18))
    guard before.contains(.seated) || isCounted(before: start), let last = events.last?.offset else { return end }
    let clause = clauseStart(start)
    return last <= clause ? clause : end
  }

  /// Where the speech before its speaker begins, if nothing in it has moved the standpoint.
  func speechStart(_ speaker: Int) -> Int? {
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

  /// Where that chain ends.
  private func chainEnd() -> Int {
    var at = position
    while at + 1 < references.count, at - position < 16, references[at + 1].span.start == references[at].span.end,
      isName(references[at + 1])
    { at += 1 }
    return references[at].span.end
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
    guard reference.role != .mute, !isOneOfCounted(reference.span.end), var standpoint = current else { return }
    let name = Array(bytes[reference.span.range])
    if let county = localCounties[name], chainStart() == reference.span.start {
      standpoint = Standpoint(code: county)
    } else if standpoint.code % 100 != 0 {
      localCounties[name] = standpoint.code
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
}
