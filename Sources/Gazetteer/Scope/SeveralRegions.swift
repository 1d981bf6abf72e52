import CorpusModel
import LexiconData

/// Several divisions at once: lists, pairs, and numbers given out to the members of a list.
extension ScopeReader {
  /// Index of the last name of a list (双塔区、龙城区) that begins at `index`.
  func listEnd(_ references: [Reference], _ index: Int) -> Int {
    var last = index
    var elements = 1
    // The longest lists of articles have some hundred names; a flood may have any number.
    while last + 1 < references.count, last - index < 512, isName(references[last]), isName(references[last + 1]) {
      let gap = references[last + 1].span.start - references[last].span.end
      let isListed = gap == 3 && TextMarks.isListMark(bytes, references[last].span.end)
      if isListed || isSitesGap(references[last], references[last + 1]) { elements += 1 } else if gap != 0 { break }
      last += 1
    }
    return elements > 1 ? last : index
  }

  /// 上海虹桥、甘肃临洮: up to four characters that are no division's stand between two of different provinces.
  private func isSitesGap(_ left: Reference, _ right: Reference) -> Bool {
    let gap = right.span.start - left.span.end
    guard (6...15).contains(gap), TextMarks.isListMark(bytes, right.span.start - 3),
      code(left) / 10_000 != code(right) / 10_000
    else { return false }
    return stride(from: left.span.end, to: right.span.start - 3, by: 3).allSatisfy {
      TextMarks.isHan(TextMarks.scalar(bytes, $0))
    }
  }

  func isName(_ reference: Reference) -> Bool {
    if case .name = reference.kind { return reference.role != .mute && reference.role != .guest }
    return false
  }

  mutating func applyList(_ names: [Reference]) {
    var common: Int32?
    var members: [Standpoint] = []
    let codes = names.map(code)
    for (at, name) in names.enumerated() {
      guard case .name(let place) = name.kind else { continue }
      let isPrefix = at + 1 < names.count && names[at + 1].span.start == name.span.end
      if isPrefix { continue }
      let code = gazetteer.table.code(place)
      // 黄埔区、广州开发区: a zone of the whole city beside the district that it lies in.
      if name.isShort, codes.contains(where: { $0 != code && DivisionTable.contains(code, $0) }) { continue }
      noteNamed(code)
      members.append(Standpoint(code: code, township: gazetteer.table.isTownship(place) ? name.span : nil))
      common = common.map { Self.common($0, code) } ?? code
    }
    guard let common, let last = names.last else { return }
    // 江华县与广东连山、连南，广西八步、钟山等县共建…: partners of the home.
    if !isInHome(common), document.map({ common != 0 && !DivisionTable.contains(common, $0.code) }) ?? false,
      end(of: .joint, after: last.span.end) != nil
    {
      return
    }
    if isOfResidents(last.span.end, members.map(\.code)) { return }
    // 宁波市、慈溪市、镇三级代表 lists levels.
    if namesLevels(last.span.end) { return }
    if let first = members.first, isPartnership(names) { return set(first, at: last.span.end) }
    let offset = offset(of: names[0].span.start, last.span.end)
    guard common != 0 || document?.code == 0 else {
      // Of 上海、江苏两地 at once: of no one division.
      let after = gazetteer.words.cues(bytes, at: last.span.end)
      // 在湖北襄阳、江西景德镇、甘肃临洮设立首批联系点: what so many provinces get is the nation's, as are the four of
      // 湖北襄阳、甘肃临洮等4个联系点.
      let provinces = Set(members.map { $0.code / 10_000 }).count
      if after.contains(.award) && provinces > 2
        || provinces > 1 && isOneOfCounted(last.span.end) && countsDeputyPlaces(last.span.end)
      {
        return set(Standpoint(code: 0), at: last.span.end, lasts: false)
      }
      let isJoint = after.contains(.several)
      return isJoint ? set(nil, at: last.span.end, lasts: false) : set(document, at: last.span.end)
    }
    set(Standpoint(code: common), at: offset)
    distribute(members, after: last.span.end)
  }

  /// Whether a place of deputies follows in the clause: not 江苏、上海等6批考察团.
  private func countsDeputyPlaces(_ end: Int) -> Bool {
    var at = end
    while at < min(bytes.count, end + Self.reachOfCounted), case let scalar = TextMarks.scalar(bytes, at),
      TextMarks.isHan(scalar) || TextMarks.isNumeral(bytes, at)
    {
      if !gazetteer.words.cues(bytes, at: at).isDisjoint(with: [.deputyPlace, .site]) { return true }
      at += PhraseTrie.length(bytes[at])
    }
    return false
  }

  /// Bytes between the last name of a list and what it counts: 15 characters.
  private static let reachOfCounted = 45

  private func code(_ reference: Reference) -> Int32 {
    if case .name(let place) = reference.kind { return gazetteer.table.code(place) }
    return -1
  }

  /// 两地, 三市 after the names.
  private func isPair(_ reference: Reference) -> Bool {
    if case .several(let codes) = reference.kind { return codes.isEmpty }
    return false
  }

  /// 五家渠市与昌吉市共建, in an article of the first: the second is a partner.
  private func isPartnership(_ names: [Reference]) -> Bool {
    guard let last = names.last, case .name(let first) = names[0].kind, case .name(let second) = last.kind,
      isInHome(gazetteer.table.code(first)), !isInHome(gazetteer.table.code(second)), document != nil
    else { return false }
    return gazetteer.words.cues(bytes, at: last.span.end).contains(.joint)
  }

  /// 长春、吉林、四平三市分别为1210个、890个和640个: gives each number of the clause to the member at its place.
  ///
  /// Only where the clause behind 分别 has as many numbers as the list has members, and names nothing else.
  private mutating func distribute(_ members: [Standpoint], after end: Int) {
    guard let start = self.end(of: .respectively, after: end) else { return }
    let numbers = numbers(from: start)
    guard numbers.count == members.count, let last = numbers.last,
      references.allSatisfy({ $0.span.end <= end || $0.span.start > last || isPair($0) })
    else { return }
    let common = current
    for (number, member) in zip(numbers, members) { set(member, at: number, lasts: false) }
    set(common, at: last + 1, lasts: false)
  }

  static func common(_ left: Int32, _ right: Int32) -> Int32 {
    if left == right { return left }
    if left / 100 == right / 100 { return left / 100 * 100 }
    if left / 10_000 == right / 10_000 { return left / 10_000 * 10_000 }
    return 0
  }

  /// 京沪两地, 苏北各市 as subject or place: what the divisions have in common, for the rest of the sentence.
  ///
  /// None where they have nothing in common; never one of them. 两地 alone means the two named last where both lie in
  /// the home, else changes nothing.
  mutating func applySeveral(_ members: [Int32], _ reference: Reference) {
    let start = reference.span.start
    let isPlaced =
      !members.isEmpty && gazetteer.words.cues(bytes, endingAt: start, after: max(0, start - 3)).contains(.locative)
    guard isPlaced || isClauseStart(start) else { return }
    let codes = members.isEmpty ? namedLast.filter { isInHome($0) } : members
    guard let first = codes.first, members.count == 1 || codes.count > 1 else { return }
    let common = codes.dropFirst().reduce(first) { $0 == 0 ? 0 : Self.common($0, $1) }
    set(common == 0 ? nil : Standpoint(code: common), at: reference.span.end, lasts: false)
  }

  /// 各县（市、区）, 五个县（市、区） as subject behind a county, in an article of the city that holds it: all of that again, for
  /// the rest of the sentence.
  ///
  /// Without 各 or a number they are a rank.
  mutating func applyParts(_ span: Span) {
    let start = numberStart(before: span.start)
    guard TextMarks.scalar(bytes, span.start) == 0x5404 || start < span.start,
      let document, document.code % 10_000 != 0, document.code % 100 == 0, let current, current.code % 100 != 0,
      DivisionTable.contains(document.code, current.code), isClauseStart(start)
    else { return }
    set(Standpoint(code: document.code), at: span.end, lasts: false)
  }

  /// Where the numeral and the 个 begin that end at `end`.
  private func numberStart(before end: Int) -> Int {
    guard end >= 3, TextMarks.scalar(bytes, end - 3) == 0x4E2A else { return end }
    var at = end - 3
    while at > 0, case let length = bytes[at - 1] < 0x80 ? 1 : 3, at >= length, TextMarks.isNumeral(bytes, at - length)
    {
      at -= length
    }
    return at
  }

  /// 仙居县人大一行18人来取经，回去后…, 平远客人介绍了家乡的…: what follows is of the visitors' own division.
  mutating func applyHomeward(_ end: Int) {
    if let place = inSentence, guests.contains(gazetteer.table.code(place)) {
      set(Standpoint(code: gazetteer.table.code(place)), at: end, lasts: false)
    }
  }

  /// 桥西区的“码上议”: the quotation is the guests' own, and nothing after it.
  mutating func lend(_ code: Int32, after end: Int) {
    guard let close = quotationOwned(from: end), let last = events.last, last.offset <= end,
      references.allSatisfy({ $0.span.end <= end || $0.span.start >= close })
    else { return }
    events.append(RegionScope.Event(offset: end, standpoint: Standpoint(code: code), isWhole: false))
    events.append(RegionScope.Event(offset: close, standpoint: last.standpoint, isWhole: last.isWhole))
  }

  /// 赫山区人大常委会考察团一行18人来鼎城区: those who come are of where they come from; what follows is the home's again.
  mutating func applyVisitor(_ end: Int) {
    let count = headcount(at: end)
    if let count, let guest = references[..<position].suffix(Self.nearGuests).last(where: { isGuest($0) }),
      case .name(let place) = guest.kind, stops.last.map({ $0 <= guest.span.start }) ?? true
    {
      set(Standpoint(code: gazetteer.table.code(place)), at: end, lasts: false)
      return set(base, at: count)
    }
    set(base, at: end)
  }

  /// How many names and pointers back a guest is looked for.
  private static let nearGuests = 8

  private func isGuest(_ reference: Reference) -> Bool {
    if case .name = reference.kind { return reference.role == .guest }
    return false
  }

  /// Where a number of persons ends that stands right at a place: 18人.
  private func headcount(at start: Int) -> Int? {
    var at = start
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
    guard at > start else { return nil }
    if TextMarks.scalar(bytes, at) == 0x4F59 { at += 3 }
    return TextMarks.scalar(bytes, at) == 0x4EBA ? at + 3 : nil
  }

  mutating func noteNamed(_ code: Int32) {
    namedLast.removeAll { DivisionTable.contains($0, code) || DivisionTable.contains(code, $0) }
    namedLast = namedLast.suffix(1) + [code]
  }
}
