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
    of prefecture: Int32, _ names: [ResolvedName], _ article: NormalizedArticle, _ found: ArticleNames
  ) -> Int32? {
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
      resolvedNames(found.title, in: article.title, hints: hints, year: found.year, isTitle: true).isEmpty
    else { return nil }
    let isOfSource = hints.contains { $0.weight >= 4 && $0.code == code }
    let pointers = found.bodyPointers.map { words.meanings[$0.meaning] }
    let means = { (place: Int32, kinds: [Deixis.Kind]) in
      pointers.contains { kinds.contains($0.kind) && $0.levels & 16 == 0 && self.matches(place, $0) }
    }
    let isMeant = means(outer, isOfSource ? [.whole, .ours] : [.ours])
    return isMeant && !means(place, [.whole, .ours]) ? code : nil
  }

  /// Whether a province is only the first of five or more that an article on the whole country lists.
  func isFirstOfProvinces(_ province: Int32, _ names: [ResolvedName], _ votes: HomeVotes) -> Bool {
    let codes = Set(names.map { table.code($0.place) })
    return province % 10_000 == 0 && votes.scores[0] != nil && codes.count > 4 && codes.allSatisfy { $0 % 10_000 == 0 }
  }

  /// The county of an article in a province's source: the only one that title and text name, in the title or with its
  /// township, where no word such as 全省 speaks of the province.
  func countyOfProvince(
    _ province: Int32, _ names: [ResolvedName], _ article: NormalizedArticle, _ found: ArticleNames
  ) -> Int32? {
    guard province % 10_000 == 0, province != 0, let outer = table.place(province, in: found.year) else { return nil }
    let hints = [Hint(code: province, weight: 4, reason: "source")]
    let titled = resolvedNames(found.title, in: article.title, hints: hints, year: found.year, isTitle: true)
    guard let county = (titled + names).map({ table.code($0.place) }).first(where: { $0 % 100 != 0 }),
      (titled + names).allSatisfy({ DivisionTable.contains(table.code($0.place), county) }),
      titled.contains(where: { table.code($0.place) == county })
        || names.contains(where: { table.isTownship($0.place) })
    else { return nil }
    let isWhole = (found.titlePointers + found.bodyPointers).contains {
      let meaning = words.meanings[$0.meaning]
      return [.whole, .ours].contains(meaning.kind) && matches(outer, meaning)
    }
    return isWhole || !DivisionTable.contains(province, county) ? nil : county
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
