import CorpusModel
import LexiconData

/// What stands around a word in its clause.
extension ScopeReader {
  /// Whether nothing but a time (年初, 2023年5月) stands before a word in its clause.
  func isClauseStart(_ at: Int) -> Bool {
    var at = at
    while at >= 3, !TextMarks.isClauseEnd(TextMarks.scalar(bytes, at - 3)), bytes[at - 1] >= 0x80 {
      // …都占。”市人大的干部说.
      if TextMarks.scalar(bytes, at - 3) == 0x201D, at >= 6, TextMarks.isStop(TextMarks.scalar(bytes, at - 6)) {
        return true
      }
      guard let start = gazetteer.words.start(of: .time, in: bytes, endingAt: at) else { return false }
      at = start
    }
    return true
  }

  /// Where the clause or list member around a place begins.
  func clauseStart(_ at: Int) -> Int {
    var at = at
    while at > 0 {
      let before = at >= 3 ? TextMarks.scalar(bytes, at - 3) : 0
      if before == 0x3001 || TextMarks.isClauseEnd(before) || TextMarks.isStop(UInt32(bytes[at - 1])) { return at }
      at -= 1
    }
    return 0
  }

  func namesLevels(_ end: Int) -> Bool {
    var at = end
    for _ in 0..<6 {
      guard at < bytes.count else { return false }
      let cues = gazetteer.words.cues(bytes, at: at)
      // 代表活动室 is a place.
      if cues.contains(.deputy) { return !cues.contains(.deputyPlace) }
      let scalar = TextMarks.scalar(bytes, at)
      guard TextMarks.isHan(scalar) && scalar != 0x7684 || scalar == 0x3001 else { return false }
      at += 3
    }
    return false
  }

  /// 广西代表96人.
  func countsDeputies(_ end: Int) -> Bool {
    guard let match = gazetteer.words.cues.longestMatch(bytes, at: end),
      gazetteer.words.classes[match.value].contains(.deputy), end + match.length < bytes.count
    else { return false }
    return (0x30...0x39).contains(bytes[end + match.length])
  }

  /// 广西人大代表, 兴安盟和旗两级代表: persons or levels, no scope.
  func namesDeputies(_ end: Int) -> Bool {
    if gazetteer.words.cues(bytes, at: end).contains(.deputy) { return true }
    return TextMarks.isListMark(bytes, end) && namesLevels(end + 3)
  }

  /// Whether persons follow places that lie in none of the provinces of the one that the sentence is on: 香港、澳门联络员40名.
  func isOfResidents(_ end: Int, _ codes: [Int32]) -> Bool {
    guard gazetteer.words.cues(bytes, at: end).contains(.resident), let place = inSentence else { return false }
    let province = gazetteer.table.code(place) / 10_000
    return codes.allSatisfy { $0 / 10_000 != province }
  }

  /// 市人大常委会评出…, 市人大常委会在6个区县安排…: within a dozen characters, all Han or digits.
  func awards(_ end: Int) -> Bool {
    var at = end
    while at < min(bytes.count, end + 36) {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      guard TextMarks.isHan(scalar) || (0x30...0x39).contains(scalar) else { return false }
      if gazetteer.words.cues(bytes, at: at).contains(.award) { return true }
      // 市人大常委会从中评出…: of what was told before.
      if scalar == 0x4ECE, TextMarks.scalar(bytes, at + length) == 0x4E2D { return false }
      at += length
    }
    return false
  }

  /// End of the quotation that 的 leads in: 桥西区的“码上议”; at most 20 characters.
  func quotationOwned(from end: Int) -> Int? {
    guard TextMarks.scalar(bytes, end) == 0x7684, [0x201C, 0x300C].contains(TextMarks.scalar(bytes, end + 3)) else {
      return nil
    }
    var at = end + 6
    while at < bytes.count, at < end + 66 {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      at += length
      if scalar == 0x201D || scalar == 0x300D { return at }
    }
    return nil
  }

  /// 江阳区探索的“5分钟履职圈”: what it made is spoken of, in one sentence.
  func ownsQuotation(_ end: Int) -> Bool {
    for at in stride(from: end, through: end + 12, by: 3) {
      if quotationOwned(from: at) != nil { return true }
      guard TextMarks.isHan(TextMarks.scalar(bytes, at)) else { return false }
    }
    return false
  }

  func words(_ reference: Reference, are word: [UInt8]) -> Bool {
    reference.span.count == word.count && bytes[reference.span.range].elementsEqual(word)
  }

  /// Where the quotation begins that opens its sentence and ends right before `at`, but for a comma: “…”，市人大的干部说.
  func quotation(endingAt at: Int) -> Int? {
    var at = at
    if at >= 3, TextMarks.scalar(bytes, at - 3) == 0xFF0C { at -= 3 }
    guard at >= 3, [0x201D, 0x300D].contains(TextMarks.scalar(bytes, at - 3)) else { return nil }
    at -= 3
    let floor = max(0, at - 450)
    while at > floor {
      at -= 1
      if bytes[at] & 0xC0 == 0x80 { continue }
      switch TextMarks.scalar(bytes, at) {
      case 0x0A, 0x201D, 0x300D: return nil
      case 0x201C, 0x300C:
        let isFirst =
          at == 0 || at >= 3 && TextMarks.isStop(TextMarks.scalar(bytes, at - 3)) || bytes[at - 1] == 0x0A
        return isFirst ? at : nil
      default: continue
      }
    }
    return nil
  }

  /// 五华区等地; 友谊农场、红兴隆管理局等单位.
  func isWithOthers(_ end: Int) -> Bool {
    if gazetteer.words.cues(bytes, at: end).contains(.others) { return true }
    guard TextMarks.scalar(bytes, end) == 0x3001 else { return false }
    var at = end
    for _ in 0..<18 {
      let scalar = TextMarks.scalar(bytes, at)
      if scalar == 0x7B49 { return true }
      guard TextMarks.isHan(scalar) || scalar == 0x3001 else { return false }
      at += 3
    }
    return false
  }

  /// Whether a place, or a site in it, is one of so many: 淮镇联络站等10个联络站, 献县淮镇等10个乡镇; no verb stands between
  /// (晋江市推出代表联络站等3项机制).
  func isOneOfCounted(_ end: Int) -> Bool {
    let words = gazetteer.words
    let opening: Cues = [.deputy, .deputyPlace, .site, .group, .organ, .ordinal, .village]
    let isNamed =
      !words.cues(bytes, at: end).isDisjoint(with: opening)
      || references[position...].dropFirst().first.map { $0.span.start == end } == true
    var at = end
    var isSite = true
    for _ in 0..<18 {
      let scalar = TextMarks.scalar(bytes, at)
      if scalar == 0x7B49 {
        return (at == end || isNamed && isSite) && TextMarks.isNumeral(bytes, at + 3)
      }
      guard TextMarks.isHan(scalar) || scalar == 0x3001 else { return false }
      at += 3
      isSite =
        !words.cues(bytes, endingAt: at, after: max(end, at - 24)).isDisjoint(with: [
          .site, .group, .village, .township,
        ])
    }
    return false
  }

  /// Where the clause ends in which 之一 follows, so that what is counted there is of all: 是全国60个联系点之一，….
  func endOfOneOf(_ start: Int) -> Int? {
    var at = start
    var isOne = false
    while at < min(bytes.count, start + Self.reachOfOneOf) {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if TextMarks.isClauseEnd(scalar) { return isOne ? at : nil }
      isOne = isOne || scalar == 0x4E4B && TextMarks.scalar(bytes, at + length) == 0x4E00
      at += length
    }
    return nil
  }

  /// How far behind 全市 the clause may go on that ends in 之一, in bytes.
  private static let reachOfOneOf = 120

  /// End of the first word of a class, such as 分别 or 共建, in the rest of the sentence.
  func end(of cue: Cues, after start: Int) -> Int? {
    var at = start
    while at < bytes.count, at < start + 120 {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if TextMarks.isStop(scalar) { return nil }
      var end: Int?
      gazetteer.words.cues.forEachMatch(bytes, at: at) { size, value in
        if gazetteer.words.classes[value].contains(cue) { end = at + size }
      }
      if let end { return end }
      at += length
    }
    return nil
  }

  /// Where the numbers in digits begin, up to the end of the sentence; a full comma ends the series once it has begun
  /// and no number follows at once.
  func numbers(from start: Int) -> [Int] {
    var found: [Int] = []
    var at = start
    var isInNumber = false
    while at < bytes.count, at < start + 240 {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if TextMarks.isStop(scalar) { break }
      let isDigit = scalar >= 0x30 && scalar <= 0x39
      if isDigit, !isInNumber { found.append(at) }
      if scalar == 0xFF0C || scalar == 0x2C, !found.isEmpty, !isInNumber {
        let next = at + length < bytes.count ? bytes[at + length] : 0
        if next < 0x30 || next > 0x39 { break }
      }
      isInNumber = isDigit || isInNumber && (scalar == 0x2E || scalar == 0x2C)
      at += length
    }
    return found
  }

  /// Whether a count stands right before 在 and the name: 8个在桥东区.
  func isCounted(before start: Int) -> Bool {
    guard start >= 6, gazetteer.words.cues(bytes, endingAt: start, after: start - 3).contains(.locative),
      gazetteer.words.cues(bytes, endingAt: start - 3, after: start - 6).contains(.classifier)
    else { return false }
    let before = start >= 7 ? bytes[start - 7] : 0
    return before >= 0x30 && before <= 0x39
  }
}
