import CorpusModel
import LexiconData

/// A stretch of a text under a heading that names a division: its paragraphs stand there until they say otherwise.
struct Section: Sendable {
  /// From behind the heading to the next of its kind, or to a paragraph on the whole again.
  var span: Span
  var standpoint: Standpoint
}

/// Finds the headings of a text that name a division (■ 镇海区招宝山街道…联络站, 一、余姚市：…, 【石门县】…) and what they govern.
struct SectionReader {
  let gazetteer: Gazetteer
  let bytes: UnsafeBufferPointer<UInt8>
  let references: [Reference]
  let home: Int32?
  let year: Int?

  /// Longest heading, in bytes; the longest of the headings known has 31 characters.
  private static let longest = 120
  /// Longest heading without a mark before it, in bytes.
  private static let longestPlain = 90

  /// What stands before a heading's words.
  ///
  /// A heading ends what is governed by one of its own kind, a numbered one what lower numbers govern, one without a mark
  /// what a list in digits governs.
  private enum Kind: Int {
    /// 一、
    case first = 1
    /// （一）
    case second
    /// 1.
    case third
    /// （1）
    case fourth
    /// ■
    case symbol
    /// 【…】, with or without text behind it.
    case bracket
    case plain

    func ends(_ other: Kind) -> Bool {
      if self == .plain, other == .third || other == .fourth { return true }
      return self == other || rawValue < other.rawValue && other.rawValue <= Kind.fourth.rawValue
    }
  }

  private struct Heading {
    var line: Span
    var kind: Kind
    /// Where what it governs begins: the next line, or behind a bracket.
    var end: Int
    var standpoint: Standpoint?
    /// Whether it says more than where, so that it may be a sentence without its stop.
    var isLoose = false
  }

  /// In text order.
  ///
  /// - Complexity: O(bytes).
  func sections() -> [Section] {
    guard !references.isEmpty else { return [] }
    var headings = self.headings()
    // The first standpoint of each kind, at home and elsewhere, and the kinds that have a second.
    var first: [Company: Standpoint] = [:]
    var shared: Set<Company> = []
    for heading in headings {
      guard let standpoint = heading.standpoint, case let company = company(heading, standpoint) else { continue }
      if let other = first[company] {
        if other != standpoint { shared.insert(company) }
      } else {
        first[company] = standpoint
      }
    }
    for at in headings.indices {
      guard let standpoint = headings[at].standpoint, case let company = company(headings[at], standpoint) else {
        continue
      }
      if company.isForeign || headings[at].isLoose, !shared.contains(company) { headings[at].standpoint = nil }
    }
    var sections: [Section] = []
    // Most paragraphs under a heading of each kind: the last has hardly more.
    var most: [Kind: Int] = [:]
    for (at, heading) in headings.enumerated() {
      guard let standpoint = heading.standpoint, !isEntry(headings, at) else { continue }
      let following = headings[behind(headings, at)...].first { $0.kind.ends(heading.kind) }?.line.start
      let next = following ?? most[heading.kind].map { endOfParagraphs($0 + 1, from: heading.end) } ?? bytes.count
      let end = wholeAgain(from: heading.end, to: next, standpoint, isLast: following == nil) ?? next
      if end > heading.end { sections.append(Section(span: Span(heading.end, end), standpoint: standpoint)) }
      if following != nil { most[heading.kind] = max(most[heading.kind] ?? 1, paragraphs(heading.end, end)) }
    }
    return sections
  }

  /// The next heading behind the one at `at` that is none of its further lines: below a place alone, the name of its station.
  private func behind(_ headings: [Heading], _ at: Int) -> Int {
    let next = at + 1
    guard next < headings.count, headings[next].standpoint == nil, headings[next].kind == .plain,
      follows(headings, next), gazetteer.words.cues(bytes, endingAt: headings[next].line.end).contains(.deputyPlace)
    else { return next }
    return next + 1
  }

  /// Whether nothing stands between the heading at `at` and the one before it.
  private func follows(_ headings: [Heading], _ at: Int) -> Bool {
    let (end, start) = (headings[at - 1].end, headings[at].line.start)
    return end <= start && skipSpace(end, start, lines: true) == start
  }

  /// Lines with words from `start` to `end`.
  private func paragraphs(_ start: Int, _ end: Int) -> Int {
    (start..<end).count { bytes[$0] != 0x0A && ($0 == start || bytes[$0 - 1] == 0x0A) }
  }

  private func endOfParagraphs(_ count: Int, from start: Int) -> Int {
    var (at, left) = (start, count)
    while at < bytes.count {
      if bytes[at] == 0x0A, at > start, bytes[at - 1] != 0x0A {
        left -= 1
        if left == 0 { return at + 1 }
      }
      at += 1
    }
    return bytes.count
  }

  /// Headings of one kind, in the home or elsewhere.
  private struct Company: Hashable {
    var kind: Kind
    var isForeign: Bool
  }

  private func company(_ heading: Heading, _ standpoint: Standpoint) -> Company {
    Company(kind: heading.kind, isForeign: home.map { !DivisionTable.contains($0, standpoint.code) } ?? true)
  }

  /// Whether nothing stands between it and another heading of its kind: an entry of a list.
  private func isEntry(_ headings: [Heading], _ at: Int) -> Bool {
    func isNext(_ index: Int) -> Bool {
      guard index > 0, index < headings.count, case let (one, other) = (headings[index - 1], headings[index]) else {
        return false
      }
      return one.standpoint != nil && other.standpoint != nil && one.kind == other.kind && follows(headings, index)
    }
    return isNext(at) || isNext(at + 1)
  }

  // MARK: Headings

  private func headings() -> [Heading] {
    var found: [Heading] = []
    var start = 0
    var next = 0
    // Whether the line before is a place's heading, or goes on with one.
    var isBelow = false
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      while next < references.count, references[next].span.start < start { next += 1 }
      let heading = heading(Span(start, end), next)
      // Below a place, figures under labels are its text.
      if let heading, heading.kind != .plain || heading.standpoint != nil || !isBelow || !isFigure(heading.line) {
        found.append(heading)
      }
      if !isBlank(start..<end) { isBelow = heading.map { $0.standpoint != nil || isBelow } ?? false }
      start = end + 1
    }
    return found
  }

  private func heading(_ line: Span, _ next: Int) -> Heading? {
    var at = skipSpace(line.start, line.end)
    let (kind, size) = mark(at, line.end)
    at = skipSpace(at + size, line.end)
    guard at < line.end else { return nil }
    var text = Span(at, line.end)
    var end = min(line.end + 1, bytes.count)
    if kind == .bracket {
      guard let close = (at..<min(line.end, at + Self.longest)).first(where: { TextMarks.scalar(bytes, $0) == 0x3011 })
      else { return nil }
      text.end = close
      if close + 3 < line.end { end = close + 3 }
    } else {
      guard text.count <= (kind == .plain ? Self.longestPlain : Self.longest), !endsClause(text) else { return nil }
    }
    var heading = Heading(line: line, kind: kind, end: end)
    guard let (standpoint, behind) = place(text, next) else { return heading }
    // 余姚市57个 is a figure.
    guard !(behind..<text.end).contains(where: { isDigit(bytes[$0]) }) else { return heading }
    heading.standpoint = standpoint
    heading.isLoose = kind == .plain && !isSetApart(behind, text.end)
    return heading
  }

  private func isBlank(_ line: Range<Int>) -> Bool { skipSpace(line.lowerBound, line.upperBound) == line.upperBound }

  /// Whether a line tells a figure under a label: 亮点：收集意见130余条.
  private func isFigure(_ text: Span) -> Bool {
    label(in: text.start..<text.end).map { colon in (colon..<text.end).contains { isDigit(bytes[$0]) } } ?? false
  }

  /// The first colon of `range`.
  private func label(in range: Range<Int>) -> Int? {
    range.first { bytes[$0] == 0x3A || TextMarks.scalar(bytes, $0) == 0xFF1A }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func skipSpace(_ from: Int, _ end: Int, lines: Bool = false) -> Int {
    var at = from
    while at < end {
      if bytes[at] == 0x20 || lines && bytes[at] == 0x0A {
        at += 1
      } else if TextMarks.scalar(bytes, at) == 0x3000 {
        at += 3
      } else {
        break
      }
    }
    return at
  }

  private func mark(_ at: Int, _ end: Int) -> (Kind, Int) {
    let (scalar, length) = PhraseTrie.decode(bytes, at)
    switch scalar {
    case 0x3010: return (.bracket, length)
    // ■ ● ◆ ★ and the like.
    case 0x25A0...0x2606, 0x203B: return (.symbol, length)
    case 0xFF08, 0x28:
      guard let (behind, isDigit) = number(at + length, end), [0xFF09, 0x29].contains(TextMarks.scalar(bytes, behind))
      else { break }
      return (isDigit ? .fourth : .second, behind + PhraseTrie.decode(bytes, behind).1 - at)
    default:
      guard let (behind, isDigit) = number(at, end), case let (point, size) = PhraseTrie.decode(bytes, behind) else {
        break
      }
      if isDigit, [0x2E, 0xFF0E, 0x3001].contains(point) { return (.third, behind + size - at) }
      if !isDigit, point == 0x3001 { return (.first, behind + size - at) }
    }
    return (.plain, 0)
  }

  /// Where a number of up to three characters ends, and whether it is in digits.
  private func number(_ start: Int, _ end: Int) -> (behind: Int, isDigit: Bool)? {
    var at = start
    while at < min(end, start + 3), isDigit(bytes[at]) { at += 1 }
    if at > start { return at < end ? (at, true) : nil }
    while at < min(end, start + 9), gazetteer.words.longest(bytes, at: at).contains(.ordinal) { at += 3 }
    return at > start && at < end ? (at, false) : nil
  }

  /// Whether a line ends as a sentence or one of its clauses does, or holds a full stop.
  private func endsClause(_ text: Span) -> Bool {
    guard text.count >= 3 else { return true }
    let last = TextMarks.scalar(bytes, text.end - 3)
    if TextMarks.isClauseEnd(last) || TextMarks.isClauseEnd(UInt32(bytes[text.end - 1])) { return true }
    // …都占。” and …等。）
    if last == 0x201D || last == 0xFF09, text.count >= 6,
      TextMarks.isStop(TextMarks.scalar(bytes, text.end - 6))
    {
      return true
    }
    return stride(from: text.start, to: text.end, by: 1).contains { TextMarks.scalar(bytes, $0) == 0x3002 }
  }

  /// The division or township whose chain of names begins a heading, and where it ends; one that is the home or around
  /// it, or that the home is not known to hold, only where it is another.
  private func place(_ text: Span, _ next: Int) -> (Standpoint, behind: Int)? {
    var at = next
    var end = text.start
    var standpoint: Standpoint?
    while at < references.count, references[at].span.start == end, references[at].span.end <= text.end {
      let reference = references[at]
      switch reference.kind {
      case .name(let place):
        guard reference.role != .guest else { return nil }
        let isTownship = gazetteer.table.isTownship(place)
        standpoint = Standpoint(code: gazetteer.table.code(place), township: isTownship ? reference.span : nil)
      case .local(let isTownship):
        guard standpoint != nil else { return nil }
        // 招宝山街道后大街: the township is known.
        if !isTownship {
          standpoint?.village = reference.span
        } else if standpoint?.township == nil {
          standpoint?.township = reference.span
        }
      default: return nil
      }
      end = reference.span.end
      at += 1
    }
    guard let standpoint, end > text.start else { return nil }
    if let home, DivisionTable.contains(standpoint.code, home), standpoint.place == nil { return nil }
    return (standpoint, end)
  }

  /// Whether nothing, a colon or the name of a station follows a place up to the end of its heading.
  private func isSetApart(_ behind: Int, _ end: Int) -> Bool {
    if behind == end { return true }
    let scalar = TextMarks.scalar(bytes, behind)
    if scalar == 0xFF1A || scalar == 0x3A { return true }
    return gazetteer.words.cues(bytes, endingAt: end).contains(.deputyPlace)
  }

  /// Start of the first paragraph that is of more than the section again: 据统计 at the head of one of the last, 全市 or the
  /// home's name first in any.
  private func wholeAgain(from start: Int, to end: Int, _ standpoint: Standpoint, isLast: Bool) -> Int? {
    guard let home, let outer = gazetteer.table.place(home, in: year),
      let inner = gazetteer.table.place(standpoint.code, in: year)
    else { return nil }
    var (low, high) = (0, references.count)
    while low < high {
      let middle = (low + high) / 2
      if references[middle].span.start < start { low = middle + 1 } else { high = middle }
    }
    var paragraph = start
    while paragraph < end {
      if isLast, paragraph > start, opensTotal(paragraph) { return paragraph }
      let next = (paragraph..<end).first { bytes[$0] == 0x0A }.map { $0 + 1 } ?? end
      if low < references.count, references[low].span.start < min(next, paragraph + Self.longestPlain),
        gazetteer.isSameClause(bytes, paragraph, references[low].span.start),
        isWhole(low, outer, but: inner, isLabelled: label(in: paragraph..<references[low].span.start) != nil)
      {
        return paragraph
      }
      while low < references.count, references[low].span.start < next { low += 1 }
      paragraph = next
    }
    return nil
  }

  /// Whether a reference means the home, or what is around it, and cannot mean the section's division: 全市, 我县, 县人大常委会.
  private func isWhole(_ at: Int, _ home: Int32, but inner: Int32, isLabelled: Bool) -> Bool {
    let reference = references[at]
    guard reference.role != .mute else { return false }
    switch reference.kind {
    case .pointer(let index):
      let meaning = gazetteer.words.meanings[index]
      guard meaning.levels < 16, gazetteer.matches(home, meaning) else { return false }
      switch meaning.kind {
      case .ours: return true
      case .whole: return inner == home || !gazetteer.matches(inner, meaning)
      case .organ:
        // 做法：现有3名市人大代表 are in the section.
        if isLabelled, gazetteer.words.cues(bytes, at: reference.span.end).contains(.deputy) { return false }
        return inner == home || !gazetteer.matches(inner, meaning)
      default: return false
      }
    case .name(let place):
      // 宁波市余姚市 is of the second.
      let isPrefix = at + 1 < references.count && references[at + 1].span.start == reference.span.end
      return !isPrefix && DivisionTable.contains(gazetteer.table.code(place), gazetteer.table.code(home))
    default: return false
    }
  }

  /// 据统计, 合计 at the head of a paragraph.
  private func opensTotal(_ at: Int) -> Bool {
    gazetteer.words.cues(bytes, at: skipSpace(at, bytes.count)).contains(.total)
  }
}
