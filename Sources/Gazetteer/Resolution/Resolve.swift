import CorpusModel
import LexiconData

extension Gazetteer {
  /// Chooses the division that a mention means in its context, year and source.
  ///
  /// Weights: the source's division 4, a name right before the mention 6, others in the passage 2 to 3, shared among the
  /// bearers of an ambiguous one. A choice needs a lead of 0.5 over what is not the same division at another time; the
  /// candidates are always returned, and what stands in the way of a choice is said. A mention may be a code of six or
  /// nine digits. Text must be simplified and repaired.
  /// - Complexity: O(bytes of context and mention + candidates).
  public func resolve(_ query: RegionQuery) -> RegionResolution {
    let mention = Array(query.mention.utf8)
    let context = Array(query.context.utf8)
    let year = query.date?.year
    let source = query.source.map { sourceHints(Array($0.utf8), year: year) } ?? []
    let at = Self.position(of: mention, in: context)
    if let meaning = words.deixis.value(mention).map({ words.meanings[$0] }), meaning.kind != .trap {
      let ranked = pointed(by: meaning, source: source, context: context, before: at, year: year)
      return resolution(ranked, year: year, orElse: "it points: say in which source or passage")
    }
    if let coded = place(ofCode: mention, year) {
      return resolution([Ranked(place: coded, score: 2, reasons: ["its code"])], year: year)
    }
    let members = members(of: mention)
    if !members.isEmpty {
      let ranked = members.compactMap { table.place($0, in: year) }
        .map { Ranked(place: $0, score: 1, reasons: ["\(query.mention) is or lies in it"]) }
      let obstacle = members.count > 1 ? "the name of several divisions at once" : "the name of a part of a province"
      return resolution(ranked, year: year, obstacle: obstacle)
    }
    let hints = source + contextHints(context, except: at.map { Span($0, $0 + mention.count) }, year: year)
    if let name = index.exact(mention) ?? character(mention) {
      let ranked = rank(name, hints: hints, year: year)
      let isGone = ranked.first.map { table.distance($0.place, from: year) > 1 } ?? false
      // The 新区 of one city that ended in 2002 is not what 新区 means.
      let isZone = mention.withUnsafeBufferPointer { words.longest($0, at: 0).contains(.zone) }
      return resolution(ranked, year: year, obstacle: isGone && isZone ? "a word for zones: say of which city" : nil)
    }
    return resolution(within: mention, hints: hints, year: year)
  }

  /// The last of the names that stand together first in a longer mention: 西山区 of 昆明市西山区人大.
  private func resolution(within mention: [UInt8], hints: [Hint], year: Int?) -> RegionResolution {
    let names = names(in: mention)
    guard var name = names.first else {
      let isZone = mention.withUnsafeBufferPointer { words.longest($0, at: 0).contains(.zone) }
      return resolution([], year: year, orElse: isZone ? "a word for zones: say of which city" : nil)
    }
    for next in names.dropFirst() where next.span.start == name.span.end { name = next }
    let inner = contextHints(mention, except: name.span, year: year)
    var ranked = rank(name.name, hints: hints + inner, year: year)
    for at in ranked.indices { ranked[at].reasons.append("named in it: \(mention.string(name.span))") }
    // 台北县 is not 台北市.
    let scalar = mention.withUnsafeBufferPointer { TextMarks.scalar($0, name.span.end) }
    let isOther = name.form >= .bare && words.levelCharacters.contains(scalar)
    return resolution(ranked, year: year, obstacle: isOther ? "only a part of it is a name" : nil)
  }

  /// The division, or township, of a code of six or nine digits.
  private func place(ofCode mention: [UInt8], _ year: Int?) -> Int32? {
    guard mention.count == 6 || mention.count == 9, mention.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    let code = mention.reduce(Int32(0)) { $0 * 10 + Int32($1 - 0x30) }
    return mention.count == 9 ? table.township(code) : table.place(code, in: year)
  }

  /// The divisions of 京津冀 or 京沪两地; the province of 苏北.
  private func members(of mention: [UInt8]) -> [Int32] {
    mention.withUnsafeBufferPointer { bytes in
      if let match = areas.longestMatch(bytes, at: 0),
        match.length == bytes.count
          || words.longest(bytes, at: match.length).contains(.several)
      {
        return areaCodes[match.value]
      }
      var codes: [Int32] = []
      var at = 0
      while at + 3 <= bytes.count, let code = characters[Array(bytes[at..<at + 3])] {
        codes.append(code)
        at += 3
      }
      let isWhole = at == bytes.count || words.longest(bytes, at: at).contains(.several)
      return codes.count > 1 && isWhole ? codes : []
    }
  }

  private func resolution(
    _ ranked: [Ranked], year: Int?, obstacle: String? = nil, orElse unknown: String? = nil
  ) -> RegionResolution {
    let candidates = ranked.prefix(20).map { entry in
      let division = table.division(entry.place)
      var reasons = entry.reasons
      if division.validTo != nil, let heir = heir(of: entry.place, in: nil) {
        reasons.append("now \(DivisionTable.text(table.code(heir))) \(table.name(heir))")
      }
      return RegionResolution.Candidate(
        division: division, path: path(entry.place, in: year), score: entry.score, reasons: reasons)
    }
    guard let best = ranked.first else {
      return RegionResolution(chosen: nil, candidates: [], obstacle: obstacle ?? unknown ?? "no division of this name")
    }
    // The same city under an earlier code is no rival.
    let rival = ranked.dropFirst().first {
      today($0.place) != today(best.place) || isStanding(best.place, $0.place, year)
    }
    let isClear = rival.map { best.score - $0.score >= 0.5 } ?? true
    let chosen = obstacle == nil && isClear ? candidates.first : nil
    let count = ranked.filter { best.score - $0.score < 0.5 }.count
    return RegionResolution(
      chosen: chosen, candidates: candidates,
      obstacle: chosen == nil ? obstacle ?? "ambiguous: \(count) divisions, and nothing tells which" : nil)
  }

  private func today(_ place: Int32) -> Int32 {
    table.isTownship(place) ? place : heir(of: place, in: nil).map { table.code($0) } ?? place
  }

  /// Whether both stand in the year, so that they are two.
  private func isStanding(_ left: Int32, _ right: Int32, _ year: Int?) -> Bool {
    table.distance(left, from: year) == 0 && table.distance(right, from: year) == 0
  }

  private func character(_ mention: [UInt8]) -> Int32? {
    mention.count == 3 ? index.exact(words.standing + mention) : nil
  }

  static func position(of needle: [UInt8], in text: [UInt8]) -> Int? {
    guard !needle.isEmpty, needle.count <= text.count else { return nil }
    return (0...text.count - needle.count).first {
      text[$0] == needle[0] && text[$0..<$0 + needle.count].elementsEqual(needle)
    }
  }

  /// Hints from the name of a newspaper, site or organ, the most specific last.
  func sourceHints(_ source: [UInt8], year: Int?) -> [Hint] {
    var hints: [Hint] = []
    // 光明 in 光明日报 is no district.
    let national = nationalSpans(in: source)
    for name in names(in: source) where name.form != .character && !national.contains(where: { $0.overlaps(name.span) })
    {
      let ranked = rank(name.name, hints: hints, year: year)
      guard let best = ranked.first, ranked.count == 1 || best.score - ranked[1].score >= 0.3 else { continue }
      hints.append(Hint(code: table.code(best.place), weight: 4, reason: "source:\(source.string(name.span))"))
    }
    source.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        guard let match = publishers.longestMatch(bytes, at: at) else {
          at += 1
          continue
        }
        let code = publisherCodes[match.value]
        if code != 0 {
          hints.append(Hint(code: code, weight: 4, reason: "source:\(source.string(Span(at, at + match.length)))"))
        }
        at += match.length
      }
    }
    return hints
  }

  /// Where publishers of the whole country are named.
  private func nationalSpans(in source: [UInt8]) -> [Span] {
    source.withUnsafeBufferPointer { bytes in
      bytes.indices.compactMap { at in
        publishers.longestMatch(bytes, at: at).flatMap {
          publisherCodes[$0.value] == 0 ? Span(at, at + $0.length) : nil
        }
      }
    }
  }

  /// Hints from the other names of a passage.
  private func contextHints(_ context: [UInt8], except mention: Span?, year: Int?) -> [Hint] {
    var hints: [Hint] = []
    for name in names(in: context) {
      if let mention, name.span.overlaps(mention) { continue }
      let bearers = rank(name.name, hints: [], year: year)
      let valid = bearers.filter { $0.score > bearers[0].score - 2 }.prefix(40)
      if name.form == .bare && (name.isCommonWord || valid.isEmpty) { continue }
      var weight = 2.0
      if let mention {
        if name.span.end == mention.start { weight = 6 } else if abs(name.span.end - mention.start) < 60 { weight = 3 }
      }
      for bearer in valid {
        hints.append(
          Hint(
            code: table.code(bearer.place), weight: weight / Double(valid.count),
            reason: "context:\(context.string(name.span))"))
      }
    }
    return hints
  }

  /// What a pointing word means outside a document: the division of its level around the source or the passage.
  private func pointed(by meaning: Deixis, source: [Hint], context: [UInt8], before: Int?, year: Int?) -> [Ranked] {
    if meaning.kind == .nation { return [] }
    let around = contextHints(context, except: nil, year: year)
    var ranked: [Ranked] = []
    for (rank, hint) in (source.reversed() + around).enumerated() {
      guard let start = table.place(hint.code, in: year) else { continue }
      let code =
        meaning.kind == .seat
        ? seat(of: hint.code)
        : [.here, .back].contains(meaning.kind) ? hint.code : enclosing(start, meaning, year: year)
      guard let code, let place = table.place(code, in: year) else { continue }
      // Sources first, then the passage in its order.
      let score = Double(rank < source.count ? 6 : 3) - 0.6 * Double(min(rank, 4))
      if let at = ranked.firstIndex(where: { $0.place == place }) {
        ranked[at].score += 0.3
      } else {
        ranked.append(Ranked(place: place, score: score, reasons: [hint.reason]))
      }
    }
    return ranked.sorted { $0.score > $1.score }
  }

  /// The place or its nearest ancestor that a pointing word of this level can mean.
  func enclosing(_ place: Int32, _ meaning: Deixis, year: Int?) -> Int32? {
    var at: Int32? = place
    while let current = at {
      if matches(current, meaning) { return table.code(current) }
      let parent = table.isTownship(current) ? table.code(current) : table.rows[Int(current)].parent
      at = parent == 0 ? nil : table.place(parent, in: year)
    }
    return nil
  }

  /// Whether a pointing word can mean the place: 全市 a city, 全区 a district or an autonomous region.
  func matches(_ place: Int32, _ meaning: Deixis) -> Bool {
    let level = table.level(place)
    let name = table.nameBytes(place)
    if level == .township || level == .nation { return meaning.levels & (1 << UInt8(level.rawValue)) != 0 }
    // 市 stands for county-level cities and municipalities too.
    return endsIn(name, meaning.suffix) && meaning.levels & 0b1110 != 0
  }

  private func endsIn(_ name: ArraySlice<UInt8>, _ suffix: [UInt8]) -> Bool {
    suffix.count <= name.count && name.suffix(suffix.count).elementsEqual(suffix)
  }

  /// The seat of the province or autonomous prefecture that `code` is or lies in.
  func seat(of code: Int32) -> Int32? {
    seats[code] ?? seats[code / 10_000 * 10_000]
  }
}
