import CorpusModel

extension Gazetteer {
  /// Reads which division each stretch of an article is about.
  ///
  /// The document's home holds until a name or a pointing word (全市, 该镇) says otherwise, and again from each new
  /// paragraph; a wider division holds for its sentence only. Publications, names in short quotations, ranks (全省首个)
  /// and the places that visitors come from or go to set nothing; a person's post may only narrow. After an example, a
  /// deputy's voice or a sentence that surveys several divisions the paragraph goes back to where it stood.
  /// - Parameters:
  ///   - article: Repaired, in simplified characters.
  ///   - home: What the article is about.
  ///   - names: Of the article, if they are known.
  /// - Returns: The region of every place in the body.
  /// - Complexity: O(bytes).
  public func scope(of article: NormalizedArticle, home: Home?, names: ArticleNames? = nil) -> RegionScope {
    let found = names ?? self.names(of: article)
    let year = found.year
    var hints = article.metadata.publisher.map { sourceHints(Array($0.utf8), year: year) } ?? []
    let code = home.flatMap { Int32($0.region.code) }
    if let code { hints.append(Hint(code: code, weight: 4, reason: "home")) }
    let names = resolvedNames(found.body, in: article.text, hints: hints, year: year)
    return article.text.withUnsafeBufferPointer { bytes in
      var titled: String?
      let document = code.map { code in
        switch topic(names, of: code, in: article, found) {
        case .body(let span): return Standpoint(code: code, township: span)
        case .title(let name):
          titled = name
          return Standpoint(code: code, isInTitled: true)
        case nil: return Standpoint(code: code)
        }
      }
      var reader = ScopeReader(self, bytes, year: year, document: document)
      // 嘉兴市级示范站 of 平湖市: a grade, and no place.
      let places = names.filter { name in
        !isGrade(bytes, name.span.end) || !DivisionTable.contains(table.code(name.place), code ?? 0)
          || table.code(name.place) == code
      }
      let read = ReferenceReader(self, bytes).references(places, found.bodyPointers)
      reader.sections =
        SectionReader(gazetteer: self, bytes: bytes, references: read, home: code, year: year).sections()
      reader.read(read)
      var references: [Int32: RegionReference] = [:]
      for event in reader.events {
        guard let code = event.standpoint?.code, references[code] == nil else { continue }
        references[code] = reference(code, in: year)
      }
      if document == nil { titled = untold(article, found) }
      return RegionScope(
        text: article.text, events: reader.events, stops: reader.stops, references: references, titled: titled,
        isUntold: document == nil)
    }
  }

  /// Whether 级 stands at `end`, and a word of two characters between it and a place of deputies: 级示范联络站; not 级联络站,
  /// 级财政.
  private func isGrade(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    TextMarks.scalar(bytes, end) == 0x7EA7
      && words.cues(bytes, at: end + 3).isDisjoint(with: [.deputy, .deputyPlace, .site])
      && !words.cues(bytes, at: end + 9).isDisjoint(with: [.deputyPlace, .site])
  }

  /// The only township, by its name, of an article whose county nothing tells: in its title, or early in its text.
  private func untold(_ article: NormalizedArticle, _ found: ArticleNames) -> String? {
    let titled = found.title.filter(\.isTownship).map { found.titleText.string($0.span) }
    let towns = found.body.filter(\.isTownship)
    let names = Set(titled + towns.map { article.text.string($0.span) })
    let isEarly = !titled.isEmpty || towns.first.map { $0.span.start < 300 } ?? false
    return names.count == 1 && isEarly ? names.first : nil
  }

  /// Whether 全县, 我县 or 县人大常委会 in the text means the county; not a person's post.
  private func speaksOfAll(_ county: Int32, _ article: NormalizedArticle, _ found: ArticleNames) -> Bool {
    guard let place = table.place(county, in: found.year) else { return false }
    return article.text.withUnsafeBufferPointer { bytes in
      let reader = ReferenceReader(self, bytes)
      return found.bodyPointers.contains {
        let meaning = words.meanings[$0.meaning]
        guard matches(place, meaning) else { return false }
        return [.whole, .ours].contains(meaning.kind)
          || meaning.kind == .organ && !reader.hasCue(.post, after: $0.span.end, within: 10)
            && !words.cues(bytes, at: $0.span.end).contains(.deputy)
      }
    }
  }

  /// A township as the body writes it, or as the title does where the body has only 该镇.
  private enum Topic {
    case body(Span)
    case title(String)
  }

  /// The township that a county's article is about: one that the title names; where the title names no division at all,
  /// the only one that the text names, and early.
  private func topic(_ names: [ResolvedName], of home: Int32, in article: NormalizedArticle, _ found: ArticleNames)
    -> Topic?
  {
    guard home % 100 != 0 else { return nil }
    let towns = names.filter { table.isTownship($0.place) && table.code($0.place) == home }
    let hints = [Hint(code: home, weight: 4, reason: "home")]
    let titled = resolvedNames(found.title, in: found.titleText, hints: hints, year: found.year, isTitle: true)
    if let named = titled.first(where: { table.isTownship($0.place) }) {
      if let town = towns.first(where: { $0.place == named.place }) { return .body(town.span) }
      let isAlone = towns.isEmpty && table.code(named.place) == home
      return isAlone ? .title(found.titleText.string(named.span)) : nil
    }
    guard let first = towns.first else { return nil }
    let isAlone = names.allSatisfy { !table.isTownship($0.place) || $0.place == first.place }
    // 双峰县：…, then 双峰县荷叶镇…: the county in the title, where the text never speaks of all of it.
    let isHomes = !titled.isEmpty && titled.allSatisfy { table.code($0.place) == home } && first.span.start < 200
    guard titled.isEmpty || isHomes && !speaksOfAll(home, article, found), isAlone, first.span.start < 300 else {
      return nil
    }
    return .body(first.span)
  }
}
