import CorpusModel
import LexiconData

extension Gazetteer {
  /// The division that an article is about.
  ///
  /// Votes, heaviest first: a name that opens the title (6; 5 for the place a visit goes to; 4 further on), the name
  /// that opens the text (4.5; 3 further on; 2.5 after 在), the dateline (4; the seat of a province in a national
  /// agency's dateline gives 2.5 to the province), the organ that published it (4; a newspaper 2.5), an organ of the
  /// nation (4 in the title, 3 where it opens the text), pointing words in the title (3), one that opens the text (3),
  /// those of the text such as 全市 (up to 3 a word), registration numbers and the host of the URL (1.5), the
  /// telephone's area code (1), other names and the characters of licences (0.5, names later in the text 0.15). A host
  /// or area code that several divisions share votes only where the text speaks for just one of them. Where guests come
  /// from and trips go does not vote. `Home.reason` names the heaviest vote of the winner. Weights were set on 95 development
  /// articles and 63 of our own.
  /// - Parameters:
  ///   - article: Repaired, in simplified characters.
  ///   - names: Of the article, if they are known.
  /// - Returns: nil where nothing tells.
  /// - Complexity: O(bytes).
  public func home(of article: NormalizedArticle, names: ArticleNames? = nil) -> Home? {
    let found = names ?? self.names(of: article)
    let year = found.year
    var votes = HomeVotes()
    var hints: [Hint] = []
    voteForSource(article.metadata, year, &votes, &hints)
    let contacts = contacts(of: article.metadata)
    voteForContacts(contacts, &votes, &hints)
    let lead = voteForDateline(article.text, year, &votes, &hints)
    let all = resolvedNames(found.body, in: article.text, hints: hints, year: year)
    let strangers = strangers(article, found, all, hints)
    let body = Self.names(all, without: strangers, table)
    let titleHints = hints + body.prefix(8).map { Hint(code: table.code($0.place), weight: 2, reason: "in the text") }
    voteForTitle(found.titleText, titleHints, found, without: strangers, &votes)
    voteForNation(article, body, found, &votes)
    let isOpened = voteForOpeningPointer(article.text, found, body, after: lead, hints, &votes)
    voteForBody(article.text, body, after: lead, isOpened: isOpened, hints, year, &votes)
    voteForPointers(article, found, &votes)
    voteForSharedContacts(contacts, &votes)
    guard let (winner, reason) = votes.winner else {
      return onlyNamed(article, found).flatMap { reference($0, in: year) }.map {
        Home(region: $0, reason: "text:\($0.name)")
      }
    }
    var code = winner
    if reason.utf8.starts(with: "publisher:".utf8) {
      code = onlyScene(of: winner, body, article, found) ?? countyOfProvince(winner, body, article, found) ?? winner
    } else if reason.utf8.starts(with: "text:".utf8) {
      let isNational = isFirstOfProvinces(winner, body, votes) || isOneOfProvinces(winner, body, article, found, votes)
      if isNational { return reference(0, in: year).map { Home(region: $0, reason: reason) } }
      let narrower = onlyCounty(of: winner, body, article.text, found) ?? countyPointed(in: winner, article, found)
      let wider =
        surveyed(around: winner, body, article, hints, found) ?? toured(with: winner, article, found)
        ?? surveyedParts(around: winner, body, article, found) ?? stocked(around: winner, body, article, found)
      code = narrower ?? wider ?? winner
    }
    let isTold = ["title:", "publisher:", "dateline:"].contains { reason.utf8.starts(with: $0.utf8) }
    if code != 0, !isTold, isRoundup(body, article, found) { return nil }
    if code == winner { code = titled(in: winner, body, article, found, without: strangers) ?? winner }
    return reference(code, in: year).map { Home(region: $0, reason: reason) }
  }

  private func voteForSource(_ metadata: ArticleMetadata, _ year: Int?, _ votes: inout HomeVotes, _ hints: inout [Hint])
  {
    for source in [metadata.publisher, metadata.site] {
      guard let source else { continue }
      let bytes = Array(source.utf8)
      let found = sourceHints(bytes, year: year)
      hints += found
      guard let last = found.last else { continue }
      let isOrgan = hasCue(.organ, in: bytes)
      votes.add(last.code, isOrgan ? 4 : 2.5, "publisher:\(source)")
      break
    }
  }

  private func hasCue(_ cue: Cues, in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      buffer.indices.contains { words.cues(buffer, at: $0).contains(cue) }
    }
  }

  /// 新华网昆明6月25日电, 本报兖州讯, 舟山日报讯: the place before 电 or 讯 in the first line.
  ///
  /// - Returns: Where the dateline ends.
  private func voteForDateline(_ text: [UInt8], _ year: Int?, _ votes: inout HomeVotes, _ hints: inout [Hint]) -> Int {
    guard let end = datelineEnd(text) else { return 0 }
    let line = Array(text[..<end])
    let found = sourceHints(line, year: year)
    guard let last = found.last else { return end }
    // 舟山日报讯 in 舟山日报 says nothing new.
    if hasCue(.media, in: line), hints.contains(where: { $0.code == last.code }) { return end }
    let reason = "dateline:\(line.string)"
    if !hasCue(.media, in: line), let province = seats.first(where: { $0.value == last.code })?.key {
      votes.add(last.code, 2, reason)
      votes.add(province, 2.5, reason)
    } else if isNational(line), let province = seats.first(where: { $0.value == last.code })?.key {
      votes.add(last.code, 1.5, reason)
      votes.add(province, 2.5, reason)
    } else {
      votes.add(last.code, hasCue(.media, in: line) ? 2.5 : 4, reason)
    }
    hints += found
    return end
  }

  func isNational(_ line: [UInt8]) -> Bool {
    line.withUnsafeBufferPointer { bytes in
      bytes.indices.contains { at in
        publishers.longestMatch(bytes, at: at).map { publisherCodes[$0.value] == 0 } ?? false
      }
    }
  }

  /// End of 电 or 讯 in the first 30 characters, before any comma or stop.
  private func datelineEnd(_ text: [UInt8]) -> Int? {
    text.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < min(bytes.count, 90) {
        let (scalar, length) = PhraseTrie.decode(bytes, at)
        if TextMarks.isStop(scalar) || scalar == 0xFF0C || scalar == 0x2C { return nil }
        at += length
        if words.cues(bytes, endingAt: at).contains(.dateline) { return at }
      }
      return nil
    }
  }

  private func voteForTitle(
    _ title: [UInt8], _ hints: [Hint], _ found: ArticleNames, without strangers: Set<Int32>, _ votes: inout HomeVotes
  ) {
    let year = found.year
    let all = resolvedNames(found.title, in: title, hints: hints, year: year, isTitle: true)
    let names = Self.names(all, without: strangers, table)
    title.withUnsafeBufferPointer { bytes in
      let areas = listedAreas(bytes, names)
      var voted = false
      for (at, name) in names.enumerated() where !(name.form == .bare && isAllOfQuotation(bytes, name.span)) {
        // Of 温州市鹿城区 only the last name votes.
        if at + 1 < names.count, names[at + 1].span.start == name.span.end,
          DivisionTable.contains(table.code(name.place), table.code(names[at + 1].place))
        {
          continue
        }
        let before = words.cues(bytes, endingAt: chainStart(names, at))
        let isVisited = before.contains(.visit) && name.span.start > 6
        // 呼伦贝尔市人大到鄂伦春自治旗调研 is about the place inside.
        let isHost =
          at > 0 && !before.isDisjoint(with: [.visit, .arrive])
          && DivisionTable.contains(table.code(names[at - 1].place), table.code(name.place))
        // 在榕人大代表: persons of somewhere else, oftener than not.
        let isOfPersons = name.form == .character && words.cues(bytes, at: name.span.end).contains(.deputy)
        let isMedia = words.cues(bytes, at: name.span.end).contains(.media)
        let isGuest = comesForAVisit(bytes, name.span.end) && !isOfSource(table.code(name.place), hints)
        let isOther =
          voted || isVisited || isOfPersons || isMedia || isGuest
          || isVenue(bytes, chainStart(names, at), name.span.end)
        let weight = isHost ? 5.0 : isOther ? 1 : name.span.start <= 12 ? 6 : 4
        let shared = areas[at]
        votes.add(shared == 0 ? table.code(name.place) : shared, weight, "title:\(title.string(name.span))")
        if !isVisited && !isMedia && !isGuest { voted = true }
      }
    }
  }

  /// Whether a place is no more than a venue: 交流会在吕梁召开.
  func isVenue(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    words.cues(bytes, endingAt: start).contains(.locative) && words.cues(bytes, at: end).contains(.event)
  }

  /// Whether a source speaks for a division.
  func isOfSource(_ code: Int32, _ hints: [Hint]) -> Bool {
    hints.contains { $0.weight >= 4 && $0.code == code }
  }

  /// “双城”联动: a short name that fills its quotation is a word.
  private func isAllOfQuotation(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Span) -> Bool {
    span.start >= 3 && TextMarks.scalar(bytes, span.start - 3) == 0x201C && TextMarks.scalar(bytes, span.end) == 0x201D
  }

  private func voteForBody(
    _ text: [UInt8], _ names: [ResolvedName], after lead: Int, isOpened: Bool, _ hints: [Hint], _ year: Int?,
    _ votes: inout HomeVotes
  ) {
    let sources = hints.filter { $0.weight >= 4 }.map(\.code)
    var given: [Int32: Double] = [:]
    let opening = opening(text, names, after: lead)
    text.withUnsafeBufferPointer { bytes in
      for (at, name) in names.enumerated() where name.span.start >= lead {
        let code = table.code(name.place)
        let cues = words.cues(bytes, at: name.span.end)
        var weight = cues.contains(.media) ? 0.1 : name.span.start < 900 ? 0.5 : 0.15
        if at == opening {
          weight = isOpened ? 1 : name.span.start <= lead + 12 ? 4.5 : name.span.start < 600 ? 3 : 1
          // 在江山市贺村镇: a scene, oftener than the subject.
          let start = chainStart(names, at)
          if names.first(where: { $0.span.start >= lead })?.span.start == start,
            !words.cues(bytes, endingAt: start).isDisjoint(with: [.locative, .arrive])
          {
            weight = min(weight, 2.5)
          }
          // ——雨城区代表积极履职: a subtitle.
          if isSubtitle(bytes, name.span.start) { weight = 6 }
          // A paper of 商洛 that begins with 陕西 has not gone over to it.
          if !cues.contains(.organ), sources.contains(where: { $0 != code && DivisionTable.contains(code, $0) }) {
            weight = min(weight, 1)
          }
          let shared = listedAreas(bytes, Array(names[at...]))[0]
          if shared != code {
            if sources.contains(where: { $0 != shared && DivisionTable.contains(shared, $0) }) {
              weight = min(weight, 1)
            }
            // 长春市朝阳区与北京市朝阳区, in a paper of 长春: the second is a partner.
            let isPartnered = shared == 0 && sources.contains { DivisionTable.contains($0, code) }
            if shared != 0 { votes.add(shared, weight, "text:\(text.string(name.span))") }
            if !isPartnered { weight = 0.3 }
          }
        }
        // 内蒙古全区: the name and its class word side by side; not 江门全市 where one of its counties opened the text, nor
        // 在绍兴全市，像诸暨这样的 behind one of them.
        if isWholeAfter(bytes, name, year) {
          let isPlace = words.cues(bytes, endingAt: name.span.start).contains(.locative)
          let before = isPlace ? names.indices.prefix(at) : opening.map { $0..<min(at, $0 + 1) } ?? 0..<0
          let isAround = before.contains {
            let inner = table.code(names[$0].place)
            return inner != code && DivisionTable.contains(code, inner)
          }
          if code % 10_000 == 0 || !isAround { weight += 2.5 }
        }
        if ReferenceReader(self, bytes).isDateline(name.span.end) { weight = 0.1 }
        if given[code, default: 0] + weight > 6 { continue }
        given[code, default: 0] += weight
        votes.add(code, weight, "text:\(text.string(name.span))")
        if code % 100 != 0, let parent = table.place(code, in: year).map({ table.rows[Int($0)].parent }), parent != 0 {
          votes.add(parent, min(0.15, weight / 3), "text:\(text.string(name.span))")
        }
      }
    }
  }

  /// Whether a place is in the text's first line, and dashes begin it.
  private func isSubtitle(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    TextMarks.scalar(bytes, 0) == 0x2014 && bytes[..<at].index(of: 0x0A) == nil
  }

  /// For each name what it and those behind it in its list (宽城区、吉林市船营区) have in common; the name's own code outside
  /// lists.
  private func listedAreas(_ bytes: UnsafeBufferPointer<UInt8>, _ names: [ResolvedName]) -> [Int32] {
    var areas = names.map { table.code($0.place) }
    /// Last name of the chain behind the one at hand, and what that one's list has in common.
    var chainEnd = names.count - 1
    for at in names.indices.dropLast().reversed() {
      let gap = names[at + 1].span.start - names[at].span.end
      // 赴远安当阳调研
      let isAdjoined =
        gap == 0 && areas[at] / 100 == areas[at + 1] / 100 && areas[at] % 100 != 0 && areas[at] != areas[at + 1]
      let isListed = gap == 3 && TextMarks.isListMark(bytes, names[at].span.end)
      if isListed && !isBorder(bytes, names[at + 1].span.end) || isAdjoined {
        areas[at] = ScopeReader.common(areas[at], areas[chainEnd])
      }
      if gap != 0 { chainEnd = at }
    }
    return areas
  }

  /// 与金寨县相邻, 与昌吉市共建: a neighbour or partner, no second subject.
  private func isBorder(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    !words.cues(bytes, at: end).isDisjoint(with: [.border, .joint])
  }

  /// 自治区人大常委会今年将…, 我市现有…: a pointing word before any name, that the source can mean.
  private func voteForOpeningPointer(
    _ text: [UInt8], _ found: ArticleNames, _ names: [ResolvedName], after lead: Int, _ hints: [Hint],
    _ votes: inout HomeVotes
  ) -> Bool {
    let first = names.first { $0.span.start >= lead }?.span.start ?? text.count
    for pointer in found.bodyPointers where pointer.span.start >= lead {
      guard pointer.span.start < min(first, lead + 240) else { return false }
      let meaning = words.meanings[pointer.meaning]
      guard [.whole, .ours, .organ].contains(meaning.kind) else { continue }
      for hint in hints.reversed() {
        guard let place = table.place(hint.code, in: found.year), matches(place, meaning) else { continue }
        votes.add(hint.code, 3, "pointer:\(text.string(pointer.span))")
        return true
      }
    }
    return false
  }

  private func isWholeAfter(_ bytes: UnsafeBufferPointer<UInt8>, _ name: ResolvedName, _ year: Int?) -> Bool {
    guard let match = words.deixis.longestMatch(bytes, at: name.span.end) else { return false }
    let meaning = words.meanings[match.value]
    return meaning.kind == .whole && matches(name.place, meaning)
  }
}
