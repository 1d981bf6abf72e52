import CorpusModel
import LexiconData

extension Gazetteer {
  /// 全市, 我县, 区人大: each speaks for the divisions, voted for or around those, that it can mean.
  func voteForPointers(_ article: NormalizedArticle, _ found: ArticleNames, _ votes: inout HomeVotes) {
    let year = found.year
    var weights: [Int: (weight: Double, word: String)] = [:]
    for (text, pointers, each) in [
      (found.titleText, found.titlePointers, 3.0), (article.text, found.bodyPointers, 0.6),
    ] {
      var sums: [Int: Double] = [:]
      for pointer in pointers {
        let (span, value) = (pointer.span, pointer.meaning)
        let meaning = words.meanings[value]
        if meaning.kind == .nation, !isOfNation(text, span) { continue }
        guard ![.seat, .here, .back, .that].contains(meaning.kind) else { continue }
        // “我们区…” is a speaker's.
        if meaning.kind == .ours, isSpoken(text, span.start) { continue }
        let weight = meaning.kind == .organ ? each / 2 : meaning.kind == .nation && span.start == 0 ? 4 : each
        guard sums[value, default: 0] + weight <= max(3, weight) else { continue }
        sums[value, default: 0] += weight
        weights[value] = ((weights[value]?.weight ?? 0) + weight, text.string(span))
      }
    }
    var known = Set(votes.scores.keys)
    for code in votes.scores.keys { known.formUnion(ancestors(of: code, year: year)) }
    for (value, vote) in weights.sorted(by: { $0.key < $1.key }) {
      if words.meanings[value].kind == .nation {
        votes.add(0, vote.weight, "pointer:\(vote.word)")
        continue
      }
      for code in known.sorted() {
        guard let place = table.place(code, in: year), matches(place, words.meanings[value]) else { continue }
        votes.add(code, vote.weight, "pointer:\(vote.word)")
      }
    }
  }

  /// 全国人大常委会, 国务院: 4 where one stands in the title, 3 where it opens the text, 0.6 further on, up to 3; nothing
  /// where a division is named behind it in its clause, as what it visits or serves.
  func voteForNation(
    _ article: NormalizedArticle, _ body: [ResolvedName], _ found: ArticleNames, _ votes: inout HomeVotes
  ) {
    let isLocal = found.bodyPointers.contains {
      let meaning = words.meanings[$0.meaning]
      return meaning.levels > 1 && [.whole, .ours].contains(meaning.kind)
    }
    for (text, spans, isTitle) in [
      (found.titleText, found.title.map(\.span), true),
      (article.text, body.filter { $0.form != .character }.map(\.span), false),
    ] {
      text.withUnsafeBufferPointer { bytes in
        let spans = spans.filter { !ReferenceReader(self, bytes).isDateline($0.end) }
        var sum = 0.0
        var at = 0
        while at < min(bytes.count, 1200), sum < 3 {
          let (_, length) = PhraseTrie.decode(bytes, at)
          defer { at += length }
          guard length == 3, let match = words.cues.longestMatch(bytes, at: at),
            words.classes[match.value].contains(.national)
          else { continue }
          let end = at + match.length
          let next = spans.first { $0.start >= end }?.start ?? bytes.count
          guard !words.cues(bytes, at: end).contains(.deputy),
            words.cues(bytes, endingAt: at, after: max(0, at - 12)).isDisjoint(with: [.agent, .beside]),
            next == bytes.count || !isSameClause(bytes, end, next)
          else { continue }
          let isOpening = sum == 0 && at < 240 && !isLocal && spans.allSatisfy { $0.start > at }
          let weight = isTitle ? 4 : isOpening ? 3 : 0.6
          sum += weight
          votes.add(0, weight, "nation:\(text.string(Span(at, end)))")
        }
      }
    }
  }

  /// Whether a word stands first in a quotation, or after its first clause.
  private func isSpoken(_ text: [UInt8], _ at: Int) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      var at = at
      for _ in 0..<12 where at >= 3 {
        let scalar = TextMarks.scalar(bytes, at - 3)
        if scalar == 0x201C || scalar == 0x300C { return true }
        if TextMarks.isStop(scalar) || scalar == 0x201D || scalar == 0x300D { return false }
        at -= 3
      }
      return false
    }
  }

  /// 全国 as a whole: not in 全国人大代表, not in 全国、省、市.
  func isOfNation(_ text: [UInt8], _ span: Span) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      words.cues(bytes, at: span.end).isDisjoint(with: [.deputy, .organ, .rank])
        && !TextMarks.isListMark(bytes, span.end)
    }
  }

  func ancestors(of code: Int32, year: Int?) -> [Int32] {
    var codes: [Int32] = []
    var at = table.place(code, in: year)
    while let place = at, codes.count < 4 {
      let parent = table.rows[Int(place)].parent
      if parent == 0 { break }
      codes.append(parent)
      at = table.place(parent, in: year)
    }
    return codes
  }

  /// The pointing words of a text in its order, the longest at each place.
  func pointers(in text: [UInt8]) -> [Pointer] {
    text.withUnsafeBufferPointer { bytes in
      var found: [Pointer] = []
      var at = 0
      while true {
        at = words.deixis.nextStart(bytes, from: at, to: bytes.count)
        guard at < bytes.count else { return found }
        guard let match = words.deixis.longestMatch(bytes, at: at) else {
          if let pointer = sessionOrgan(bytes, at), isFree(bytes, at, words.meanings[pointer.meaning]) {
            found.append(pointer)
          }
          at += PhraseTrie.length(bytes[at])
          continue
        }
        if words.meanings[match.value].kind != .trap, isFree(bytes, at, words.meanings[match.value]) {
          found.append(Pointer(span: Span(at, at + match.length), meaning: match.value))
        }
        at += match.length
      }
    }
  }

  /// 区九届人大, 市第十五届人大: an organ with the number of its term.
  private func sessionOrgan(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Pointer? {
    guard words.levelCharacters.contains(TextMarks.scalar(bytes, at)) else { return nil }
    var end = at + 3
    while end < min(bytes.count, at + 21), TextMarks.scalar(bytes, end) != 0x5C4A {
      let isNumber = (0x30...0x39).contains(bytes[end]) || words.cues(bytes, at: end).contains(.ordinal)
      guard isNumber else { return nil }
      end += PhraseTrie.decode(bytes, end).1
    }
    end += 3
    guard end > at + 6, end < bytes.count, let organ = words.cues.longestMatch(bytes, at: end),
      words.classes[organ.value].contains(.organ),
      let meaning = words.deixis.value(Array(bytes[at..<at + 3]) + Array(bytes[end..<end + organ.length]))
    else { return nil }
    return Pointer(span: Span(at, end + organ.length), meaning: meaning)
  }

  /// Whether a pointing word stands by itself: not 安全区, not 园区里.
  private func isFree(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ meaning: Deixis) -> Bool {
    switch meaning.kind {
    case .whole: return !words.cues(bytes, endingAt: at, after: max(0, at - 12)).contains(.beforeWhole)
    case .ours:
      guard bytes[at...].starts(with: meaning.suffix) else { return true }
      // 各设区的市、自治州, 自治区、盟两级: kinds of divisions.
      let end = at + meaning.suffix.count
      return (at < 3 || TextMarks.scalar(bytes, at - 3) != 0x3001)
        && (TextMarks.scalar(bytes, end) != 0x3001
          || !words.levelCharacters.contains(TextMarks.scalar(bytes, end + 3)))
    case .organ:
      let noun = at + meaning.suffix.count
      if words.cues(bytes, endingAt: noun, after: max(0, at - 12)).contains(.beforeNoun) { return false }
      // 史家寨镇人大: the end of a township's name.
      guard meaning.levels & 16 != 0, at >= 3, TextMarks.isHan(TextMarks.scalar(bytes, at - 3)) else { return true }
      return !words.cues(bytes, endingAt: at).isDisjoint(with: [.boundary, .locative, .agent, .beside])
    default: return true
    }
  }
}
