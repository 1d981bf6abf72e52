import CorpusModel
import LexiconData

extension Gazetteer {
  /// Chooses the division that a mention means in its context, year and source.
  ///
  /// Weights: the source's division 4, a name right before the mention 6, others in the passage 2 to 3, shared among the
  /// bearers of an ambiguous one. A choice needs a lead of 0.5; the candidates are always returned. Text must be
  /// simplified and repaired.
  /// - Complexity: O(bytes of context and mention + candidates).
  public func resolve(_ query: RegionQuery) -> RegionResolution {
    let mention = Array(query.mention.utf8)
    let context = Array(query.context.utf8)
    let year = query.date?.year
    let source = query.source.map { sourceHints(Array($0.utf8), year: year) } ?? []
    let at = Self.position(of: mention, in: context)
    if let meaning = words.deixis.value(mention).map({ words.meanings[$0] }), meaning.kind != .trap {
      let ranked = pointed(by: meaning, source: source, context: context, before: at, year: year)
      return resolution(ranked, year: year)
    }
    guard let name = index.exact(mention) ?? longestName(in: mention) ?? character(mention) else {
      return RegionResolution(chosen: nil, candidates: [])
    }
    let hints = source + contextHints(context, except: at.map { Span($0, $0 + mention.count) }, year: year)
    return resolution(rank(name, hints: hints, year: year), year: year)
  }

  private func resolution(_ ranked: [Ranked], year: Int?) -> RegionResolution {
    let candidates = ranked.prefix(20).map { entry in
      RegionResolution.Candidate(
        division: table.division(entry.place), path: path(entry.place, in: year), score: entry.score,
        reasons: entry.reasons)
    }
    let lead = ranked.count > 1 ? ranked[0].score - ranked[1].score : .infinity
    return RegionResolution(chosen: lead >= 0.5 ? candidates.first : nil, candidates: candidates)
  }

  private func longestName(in mention: [UInt8]) -> Int32? {
    names(in: mention).max { $0.span.count < $1.span.count }?.name
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
    for name in names(in: source) where name.form != .character {
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
        ? seat(of: hint.code) : meaning.kind == .here ? hint.code : enclosing(start, meaning, year: year)
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
