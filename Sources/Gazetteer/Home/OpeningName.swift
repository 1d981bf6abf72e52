import CorpusModel
import LexiconData

extension Gazetteer {
  /// Index of the name that opens the text: the last of 温州市鹿城区; after 市人大主任到, the place visited; not where a
  /// meeting was held.
  func opening(_ text: [UInt8], _ names: [ResolvedName], after lead: Int) -> Int? {
    text.withUnsafeBufferPointer { bytes in
      var at = names.firstIndex { $0.span.start >= lead } ?? names.count
      var origin: (at: Int, isOrigin: Bool)?
      while at < names.count {
        let name = names[at]
        let next = at + 1 < names.count ? names[at + 1] : nil
        if let next, next.span.start == name.span.end {
          at += 1
          continue
        }
        let after = words.cues(bytes, at: name.span.end)
        // 江津区召开…: who holds a meeting opens a text, where it is held does not.
        let start = chainStart(names, at)
        let isPlace = words.cues(bytes, endingAt: start).contains(.locative)
        let isVenue = isPlace && after.contains(.event)
        // …是宁夏的名片: said of something else.
        let isSaid =
          start >= 3 && TextMarks.scalar(bytes, start - 3) == 0x662F && TextMarks.scalar(bytes, name.span.end) == 0x7684
        let isReporters = ReferenceReader(self, bytes).isDateline(name.span.end)
        let isOrigin = isOrigin(bytes, names, at, known: &origin)
        if after.contains(.media) || isReporters || isVenue || isSaid || isOrigin || isRiver(bytes, names, at)
          || isPlace && isScene(bytes, names, at)
        {
          at += 1
          continue
        }
        if let next, isSameClause(bytes, name.span.end, next.span.start),
          words.cues(bytes, endingAt: next.span.start).contains(.arrive)
        {
          let inner = DivisionTable.contains(table.code(name.place), table.code(next.place))
          if inner, table.code(name.place) != table.code(next.place) {
            at += 1
            continue
          }
        }
        return at
      }
      return nil
    }
  }

  /// 黑河穿过临泽县: a bare name before an official one of another province is a river's, oftener than a city's.
  private func isRiver(_ bytes: UnsafeBufferPointer<UInt8>, _ names: [ResolvedName], _ at: Int) -> Bool {
    guard names[at].form == .bare, at + 1 < names.count, names[at + 1].form < .nickname else { return false }
    let (name, next) = (names[at], names[at + 1])
    return table.code(name.place) / 10_000 != table.code(next.place) / 10_000
      && !TextMarks.isListMark(bytes, name.span.end) && isSameClause(bytes, name.span.end, next.span.start)
  }

  /// 在福州西湖畔，闽清县…: where it happened, in a clause of its own before the subject.
  private func isScene(_ bytes: UnsafeBufferPointer<UInt8>, _ names: [ResolvedName], _ at: Int) -> Bool {
    guard at + 1 < names.count else { return false }
    let next = names[at + 1].span.start
    guard next >= 3, isSameClause(bytes, names[at].span.end, next) else { return false }
    return bytes[next - 1] == 0x2C || TextMarks.scalar(bytes, next - 3) == 0xFF0C
  }

  /// Of 来自福建宁化、广东平远的考察团: no part of the list opens an article.
  ///
  /// What is `known` of a name before holds of the rest of its list, so that a list is walked through once.
  private func isOrigin(
    _ bytes: UnsafeBufferPointer<UInt8>, _ names: [ResolvedName], _ at: Int, known: inout (at: Int, isOrigin: Bool)?
  ) -> Bool {
    var first = chainFirst(names, at)
    var found: Bool?
    while found == nil, first > 0, names[first - 1].span.end + 3 == names[first].span.start,
      TextMarks.scalar(bytes, names[first - 1].span.end) == 0x3001
    {
      if let known, known.at == first - 1 { found = known.isOrigin }
      first = chainFirst(names, first - 1)
    }
    let isOrigin = found ?? words.cues(bytes, endingAt: names[first].span.start).contains(.origin)
    known = (at, isOrigin)
    return isOrigin
  }

  func isSameClause(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start < 90 else { return false }
    var at = start
    while at < end {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      if TextMarks.isStop(scalar) { return false }
      at += length
    }
    return true
  }

  /// Where the chain of names (江山市贺村镇) begins that ends in the name at `at`.
  func chainStart(_ names: [ResolvedName], _ at: Int) -> Int { names[chainFirst(names, at)].span.start }

  /// Index of the first name of that chain.
  func chainFirst(_ names: [ResolvedName], _ at: Int) -> Int {
    var at = at
    while at > 0, names[at - 1].span.end == names[at].span.start { at -= 1 }
    return at
  }
}
