import CorpusModel
import LexiconData

/// A winner of the votes that stands for something narrower or wider.
extension Gazetteer {
  /// The only county of a prefecture that the text names, twice or with a township, where nothing else than the opening
  /// and no word such as 全市 speaks for the prefecture: 宁波市人大常委会定下规矩。鄞州区五乡镇的头一场….
  func onlyCounty(
    of prefecture: Int32, _ names: [ResolvedName], _ text: [UInt8], _ found: ArticleNames
  ) -> Int32? {
    guard prefecture % 10_000 != 0, prefecture % 100 == 0, let place = table.place(prefecture, in: found.year) else {
      return nil
    }
    let inner = names.map { table.code($0.place) }.filter {
      $0 != prefecture && DivisionTable.contains(prefecture, $0)
    }
    guard let county = inner.first, inner.count > 1, inner.allSatisfy({ $0 == county }) else { return nil }
    // 作为盐城市人大代表 is of a person.
    let isNamed = text.withUnsafeBufferPointer { bytes in
      names.first { table.code($0.place) == prefecture }.map {
        let after = words.longest(bytes, at: $0.span.end)
        return after.contains(.deputy) && !after.contains(.organ)
      } ?? true
    }
    let isWhole = found.bodyPointers.contains {
      let meaning = words.meanings[$0.meaning]
      return (meaning.kind == .whole || meaning.kind == .ours) && matches(place, meaning)
    }
    return isNamed || isWhole ? nil : county
  }

  /// The county of a prefecture's paper that a text opens with, one of its townships named with it: where neither title
  /// nor text speaks of the prefecture, and other counties of it only come by in one sentence, without their townships.
  func onlyScene(
    of prefecture: Int32, _ all: [ResolvedName], _ article: NormalizedArticle, _ found: ArticleNames
  ) -> Int32? {
    // 合肥市庐阳区逍遥津街道: the prefecture as a prefix.
    let names = all.indices.filter {
      table.code(all[$0].place) != prefecture || $0 + 1 == all.count || all[$0 + 1].span.start != all[$0].span.end
    }.map { all[$0] }
    guard prefecture % 10_000 != 0, prefecture % 100 == 0, let place = table.place(prefecture, in: found.year),
      let (first, second) = zip(names, names.dropFirst()).first(where: { !table.isTownship($0.0.place) }),
      second.span.start == first.span.end, table.isTownship(second.place),
      table.code(second.place) == table.code(first.place),
      names.allSatisfy({ table.code($0.place) != prefecture }),
      found.title.allSatisfy({ $0.form >= .bare })
    else { return nil }
    let county = table.code(first.place)
    guard DivisionTable.contains(prefecture, county) else { return nil }
    let others = names.filter { table.code($0.place) != county }
    if let from = others.first?.span.start, let to = others.last?.span.end {
      let isOneSentence = article.text.withUnsafeBufferPointer { isSameClause($0, from, to) }
      guard isOneSentence, others.allSatisfy({ !table.isTownship($0.place) }) else { return nil }
    }
    // 市人大常委会 in an article about a city below the prefecture is that city's.
    let isWhole = (found.titlePointers + found.bodyPointers).contains {
      let meaning = words.meanings[$0.meaning]
      return [.whole, .ours, .organ].contains(meaning.kind) && meaning.levels & 16 == 0 && matches(place, meaning)
        && !matches(first.place, meaning)
    }
    return isWhole ? nil : county
  }

  /// The division around a county that only opens the text: its paper wrote, or says 我市, other counties of it follow,
  /// and 全市 or 我市 means it and cannot mean the county.
  func surveyed(
    around county: Int32, _ names: [ResolvedName], _ article: NormalizedArticle, _ hints: [Hint],
    _ found: ArticleNames
  ) -> Int32? {
    guard county % 100 != 0, let place = table.place(county, in: found.year),
      let outer = table.place(table.rows[Int(place)].parent, in: found.year)
    else { return nil }
    let code = table.code(outer)
    let isSurvey = names.contains { name in
      let other = table.code(name.place)
      return other != county && other % 100 != 0 && DivisionTable.contains(code, other)
    }
    let isOurs = found.bodyPointers.filter { words.meanings[$0.meaning].kind == .ours }.count > 1
    guard isSurvey || isOurs,
      resolvedNames(found.title, in: found.titleText, hints: hints, year: found.year, isTitle: true).isEmpty
    else { return nil }
    let pointers = found.bodyPointers.map { words.meanings[$0.meaning] }
    let means = { (place: Int32, kinds: [Deixis.Kind]) in
      pointers.contains { kinds.contains($0.kind) && $0.levels & 16 == 0 && self.matches(place, $0) }
    }
    let isMeant = means(outer, isOfSource(code, hints) ? [.whole, .ours] : [.ours])
    return isMeant && !means(place, [.whole, .ours]) ? code : nil
  }

  /// Whether a province is only the first of five or more that an article on the whole country lists.
  func isFirstOfProvinces(_ province: Int32, _ names: [ResolvedName], _ votes: HomeVotes) -> Bool {
    let codes = Set(names.map { table.code($0.place) })
    return province % 10_000 == 0 && votes.scores[0] != nil && codes.count > 4 && codes.allSatisfy { $0 % 10_000 == 0 }
  }

  /// Whether a winner is one of the places in four provinces or more that an article on the whole country tells of: one
  /// that speaks of an organ of the nation or stands in a national paper (where three do), and names no division in its title.
  func isOneOfProvinces(
    _ winner: Int32, _ names: [ResolvedName], _ article: NormalizedArticle, _ found: ArticleNames, _ votes: HomeVotes
  ) -> Bool {
    guard namesNone(found.title) else { return false }
    let provinces = names.map { table.code($0.place) / 10_000 }
    let own = provinces.count { $0 == winner / 10_000 }
    let count = Set(provinces).count
    guard count >= 3, own * 2 <= provinces.count else { return false }
    let source = article.metadata.publisher.map { Array($0.utf8) } ?? []
    let isOfNation = isNational(source)
    // An organ of the place, where it tells of elsewhere, is on its own.
    let isOwn = sourceHints(source, year: found.year).contains { DivisionTable.contains($0.code, winner) }
    return isOfNation || count >= 4 && !isOwn && votes.scores[0] != nil
  }

  /// The one division that an article names without its class word, which by itself says little (我为巍山发展献策), where the
  /// article speaks of a county or city of that kind (县十七届人大).
  func onlyNamed(_ article: NormalizedArticle, _ found: ArticleNames) -> Int32? {
    let names = (found.title + found.body).filter { $0.form <= .bare && !$0.isCommonWord && !$0.isTownship }
    guard let name = names.first, name.form == .bare, names.allSatisfy({ $0.name == name.name }) else { return nil }
    let places = bearers(name.name).map(\.place).filter { table.distance($0, from: found.year) == 0 }
    guard places.count == 1 else { return nil }
    let isPointed = (found.titlePointers + found.bodyPointers).contains {
      matches(places[0], words.meanings[$0.meaning])
    }
    return isPointed ? table.code(places[0]) : nil
  }

  /// The division around a county where three or more of its counties each open a line, and the title names none.
  func toured(with county: Int32, _ article: NormalizedArticle, _ found: ArticleNames) -> Int32? {
    guard county % 100 != 0, namesNone(found.title),
      let outer = table.place(county, in: found.year).map({ table.rows[Int($0)].parent })
    else { return nil }
    let hints = [Hint(code: outer, weight: 4, reason: "around it")]
    let names = resolvedNames(found.body, in: article.text, hints: hints, year: found.year)
    let places = openers(of: article, names).filter { $0 % 100 != 0 && DivisionTable.contains(outer, $0) }
    return places.count >= 3 ? outer : nil
  }

  /// The division around a winner that is only the first named of three or more parts of it, where nothing in the title
  /// lies in it but the end of a journey, and a word such as 省十四届人大 or 我市 means it.
  func surveyedParts(
    around winner: Int32, _ names: [ResolvedName], _ article: NormalizedArticle, _ found: ArticleNames
  ) -> Int32? {
    let titled = found.titleText.withUnsafeBufferPointer { bytes in
      found.title.contains {
        let isReached = $0.span.start >= 6 && TextMarks.scalar(bytes, $0.span.start - 6) == 0x62B5  // 抵达
        return !isReached && !words.cues(bytes, at: $0.span.end).contains(.event) && $0.form != .character
      }
    }
    guard winner != 0, !titled else { return nil }
    let codes = names.map { table.code($0.place) }
    let pointers = found.titlePointers + found.bodyPointers
    for (size, step) in [(Int32(100), Int32(1)), (10_000, 100)] where winner % size != 0 {
      let outer = winner / size * size
      let parts = codes.filter { $0 / size == winner / size && $0 % size != 0 }.map { $0 / step }
      guard Set(parts).count >= 3, parts.count(where: { $0 == winner / step }) * 2 <= parts.count,
        let place = table.place(outer, in: found.year), let inner = table.place(winner, in: found.year)
      else { continue }
      let isMeant = pointers.contains {
        let meaning = words.meanings[$0.meaning]
        return [.whole, .ours, .organ].contains(meaning.kind) && meaning.levels & 16 == 0 && matches(place, meaning)
          && (!matches(inner, meaning) || Set(parts).count > 3)
      }
      if isMeant { return outer }
    }
    return nil
  }

  /// The division around a winner that is no more than the first scene: one whose own stock a later paragraph counts
  /// (福建现有联络站…, 全国建成…), where neither the title names a place nor 全县 or the like means the winner, which no later
  /// paragraph names.
  func stocked(
    around winner: Int32, _ names: [ResolvedName], _ article: NormalizedArticle, _ found: ArticleNames
  ) -> Int32? {
    guard winner != 0, namesNone(found.title), let inner = table.place(winner, in: found.year),
      let scene = article.text.firstIndex(of: 0x0A),
      !names.contains(where: { $0.span.start > scene && DivisionTable.contains(winner, table.code($0.place)) })
    else { return nil }
    let isMeant = found.bodyPointers.contains {
      let meaning = words.meanings[$0.meaning]
      return [.whole, .ours, .organ].contains(meaning.kind) && meaning.levels & 16 == 0 && matches(inner, meaning)
    }
    guard !isMeant else { return nil }
    return article.text.withUnsafeBufferPointer { bytes in
      func counts(_ span: Span) -> Bool {
        guard span.start > scene, opensClause(bytes, span.start) else { return false }
        return words.cues(bytes, at: span.end).contains(.contrast)
      }
      let outer = names.first {
        let code = table.code($0.place)
        return code != winner && DivisionTable.contains(code, winner) && counts($0.span)
      }
      if let outer { return table.code(outer.place) }
      let nation = found.bodyPointers.contains { words.meanings[$0.meaning].kind == .nation && counts($0.span) }
      return nation ? 0 : nil
    }
  }

  private func opensClause(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    at < 3 || bytes[at - 1] == 0x0A || TextMarks.isClauseEnd(TextMarks.scalar(bytes, at - 3))
  }

  /// Whether lines open with places of three provinces or more, and the title names none: an article on no one division.
  func isRoundup(_ names: [ResolvedName], _ article: NormalizedArticle, _ found: ArticleNames) -> Bool {
    namesNone(found.title) && Set(openers(of: article, names).map { $0 / 10_000 }).count >= 3
  }

  private func openers(of article: NormalizedArticle, _ names: [ResolvedName]) -> Set<Int32> {
    article.text.withUnsafeBufferPointer { bytes in
      Set(
        names.filter { !table.isTownship($0.place) && opensLine(bytes, $0.span.start) }.map { table.code($0.place) })
    }
  }

  private func namesNone(_ title: [RegionName]) -> Bool {
    title.allSatisfy { $0.form == .character || $0.isCommonWord }
  }

  /// Whether nothing but a mark stands before a place in its line.
  private func opensLine(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    var at = at
    while at > 0, bytes[at - 1] == 0x20 { at -= 1 }
    if at >= 3, !TextMarks.isHan(TextMarks.scalar(bytes, at - 3)), bytes[at - 1] >= 0x80 { at -= 3 }
    while at > 0, bytes[at - 1] == 0x20 { at -= 1 }
    return at == 0 || bytes[at - 1] == 0x0A
  }

  /// The only division inside the winner that the title names, and the text too, where the title names the winner at most
  /// as its prefix: 重庆沙坪坝代表家站观察; what is around a county that the title names beside another.
  func titled(
    in winner: Int32, _ body: [ResolvedName], _ article: NormalizedArticle, _ found: ArticleNames,
    without strangers: Set<Int32>
  ) -> Int32? {
    guard winner != 0 else { return nil }
    let hints = [Hint(code: winner, weight: 4, reason: "home")]
    let all = resolvedNames(found.title, in: found.titleText, hints: hints, year: found.year, isTitle: true)
    let names = Self.names(all, without: strangers, table)
    let places = found.titleText.withUnsafeBufferPointer { bytes in
      names.indices.filter { at in
        let isPrefix =
          at + 1 < names.count && names[at + 1].span.start == names[at].span.end
          && DivisionTable.contains(table.code(names[at].place), table.code(names[at + 1].place))
        return !isPrefix && !words.cues(bytes, at: names[at].span.end).contains(.media)
      }.map { names[$0] }
    }
    if winner % 100 != 0 {
      // 赴远安当阳调研: neither of two counties, but what is around both.
      let codes = Set(places.map { table.code($0.place) })
      let isOne =
        codes.count == 2 && codes.contains(winner) && codes.allSatisfy { $0 / 100 == winner / 100 && $0 % 100 != 0 }
      let areSideBySide = found.titleText.withUnsafeBufferPointer { bytes in
        zip(places, places.dropFirst()).contains {
          let gap = $1.span.start - $0.span.end
          return gap == 0 || gap == 3 && TextMarks.isListMark(bytes, $0.span.end)
        }
      }
      return isOne && areSideBySide ? table.place(winner, in: found.year).map { table.rows[Int($0)].parent } : nil
    }
    guard let first = places.first, case let inner = table.code(first.place), inner != winner, first.form != .nickname,
      DivisionTable.contains(winner, inner), places.allSatisfy({ table.code($0.place) == inner }),
      body.contains(where: { table.code($0.place) == inner })
    else { return nil }
    return found.titleText.withUnsafeBufferPointer { isVenue($0, first.span.start, first.span.end) } ? nil : inner
  }

  /// The county of an article in a province's source: the only one that title and text name, in the title, with its
  /// township or by a word such as 全旗, where none such as 全省 speaks of the province.
  func countyOfProvince(
    _ province: Int32, _ names: [ResolvedName], _ article: NormalizedArticle, _ found: ArticleNames
  ) -> Int32? {
    guard province % 10_000 == 0, province != 0, let outer = table.place(province, in: found.year) else { return nil }
    let hints = [Hint(code: province, weight: 4, reason: "source")]
    let titled = resolvedNames(found.title, in: found.titleText, hints: hints, year: found.year, isTitle: true)
    guard let county = (titled + names).map({ table.code($0.place) }).first(where: { $0 % 100 != 0 }),
      (titled + names).allSatisfy({ DivisionTable.contains(table.code($0.place), county) }),
      let inner = table.place(county, in: found.year)
    else { return nil }
    // 在全省来说, 全市首批: among the others.
    let bodyPointers = article.text.withUnsafeBufferPointer { bytes in
      found.bodyPointers.filter {
        !words.cues(bytes, endingAt: $0.span.start).contains(.locative)
          && !words.cues(bytes, at: $0.span.end).contains(.rank)
      }
    }
    let pointers = (found.titlePointers + bodyPointers).map { words.meanings[$0.meaning] }
      .filter { [.whole, .ours].contains($0.kind) }
    let isTold =
      titled.contains { table.code($0.place) == county } || names.contains { table.isTownship($0.place) }
      || pointers.contains { matches(inner, $0) }
    guard isTold, !pointers.contains(where: { matches(outer, $0) }) else { return nil }
    return DivisionTable.contains(province, county) ? county : nil
  }

  /// The county that 县委 and 县人大 mean in an article that names only the prefecture around it, and townships of one
  /// county: where the pointing words mean counties, and never the prefecture.
  func countyPointed(in prefecture: Int32, _ article: NormalizedArticle, _ found: ArticleNames) -> Int32? {
    guard prefecture % 100 == 0, prefecture % 10_000 != 0, let outer = table.place(prefecture, in: found.year) else {
      return nil
    }
    let pointers = found.bodyPointers.map { words.meanings[$0.meaning] }
      .filter { [.whole, .ours, .organ].contains($0.kind) && $0.levels & 0b11100 == 8 }
    guard pointers.count > 1, !found.bodyPointers.contains(where: { matches(outer, words.meanings[$0.meaning]) }) else {
      return nil
    }
    let hints = [Hint(code: prefecture, weight: 4, reason: "home")]
    let names = resolvedNames(found.body, in: article.text, hints: hints, year: found.year)
    let counties = Set(names.map { table.code($0.place) }).subtracting([prefecture])
    guard counties.count == 1, let county = counties.first, DivisionTable.contains(prefecture, county),
      let place = table.place(county, in: found.year), pointers.contains(where: { matches(place, $0) })
    else { return nil }
    return county
  }
}
