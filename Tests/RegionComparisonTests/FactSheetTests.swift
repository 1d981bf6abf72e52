import CorpusModel
import FactStore
import Gazetteer
import RegionComparison
import Testing

@Suite struct FactSheetTests {
  let sample: Sample

  init() throws { sample = try Sample() }

  /// 昆明市 states 10 stations in all, 3 of one sort and 7 of another; 五华区 has one of its own.
  private func corpus() throws -> (SampleCorpus, facts: [Fact]) {
    var facts = [
      sample.count(10, "代表联络站", of: "530100", in: "a", 0, sumOf: [1, 2]).fact,
      sample.count(3, "代表联络站", of: "530100", in: "a", 1).fact,
      sample.count(7, "代表之家", of: "530100", in: "a", 2).fact,
      sample.count(1, "代表联络站", of: "530102", in: "a", 3).fact,
      sample.row(.model(name: "三官一员", components: ["法官", "警官"]), of: "530102", in: "a", 4, place: "某街道").fact,
    ]
    // One key is of another form.
    for index in facts.indices { facts[index].key = index == 3 ? "odd" : "000000000000000\(index)" }
    return (try SampleCorpus([("a", "530100", "2024-05-06", "文", facts)]), facts)
  }

  private func review(_ fact: Fact, _ value: Int? = nil) -> Review {
    let count = value.flatMap { value -> Count? in
      guard case .count(var count) = fact.content else { return nil }
      count.quantity.value = value
      return count
    }
    return Review(
      factKey: fact.key, document: "a", evidence: "", verdict: value == nil ? .rejected : .corrected,
      correction: count.map { Review.Correction(content: .count($0), region: fact.region, place: nil) }, author: "李四",
      time: "2025-01-02T03:04:05Z", note: "")
  }

  private func stations(_ corpus: SampleCorpus, _ reviews: [Review] = []) throws -> [String] {
    let request = ComparisonRequest(by: .prefecture, measures: [.stations])
    return try Comparison(
      request, store: corpus.store.reviewed(Reviews(reviews)), gazetteer: sample.loaded.gazetteer,
      words: sample.loaded.words
    ).table().lines("value", "parts", "sum_holds", "evidence")
  }

  @Test func aSheetSaysWhatTheStoreSays() throws {
    let (corpus, facts) = try corpus()
    let sheet = try FactSheet(corpus.store)
    let rows = try sheet.rows(at: sheet.entries.indices)
    #expect(rows.count == facts.count)
    let order = sheet.entries.indices.sorted { sheet.entries[$0].ordinal < sheet.entries[$1].ordinal }
    #expect(order.map { sheet.key(of: $0) } == facts.map(\.key))
    #expect(order.map { sheet.region(of: $0) } == facts.map(\.region))
    #expect(order.map { rows[$0]?.fact } == facts)
    let evidence = try sheet.evidence(at: order.dropLast())
    #expect(order.map { evidence[$0] } == facts.dropLast().map(\.evidence.text) + [nil])
    #expect(order.map { sheet.entries[$0].isPart } == [false, true, true, false, false])
    #expect(sheet.parts(of: order[0]) == [order[1], order[2]])
    #expect(try sheet.components(of: order[4]) == ["法官", "警官"])
    #expect(sheet.text(sheet.entries[order[4]].place) == "某街道")
    #expect(sheet.document(of: 0).home == "530100" && sheet.date(of: 0) == PartialDate("2024-05-06"))
    #expect(
      try FactSheet(corpus.store, [FactFilter(kinds: ["model"]), FactFilter(kinds: ["slogan"])]).entries.count == 1)
    #expect(sheet.filtered { sheet.entries[$0].kind == .model }.entries.count == 1)
  }

  @Test func aPartOfARejectedTotalDoesNotStandForTheWhole() throws {
    let (corpus, facts) = try corpus()
    #expect(try stations(corpus) == ["10 | 3 + 7 | yes | a第0句"])
    #expect(try stations(corpus, [review(facts[0])]) == ["- | 3 + 7 | - | a第1句, a第2句"])
    #expect(try stations(corpus, [review(facts[0]), review(facts[1])]) == ["- | 7 | - | a第2句"])
    // The parts' regions state them as their own.
    #expect(try stations(corpus, facts[0...2].map { review($0) }) == ["- | - | - | a第3句"])
  }

  @Test func aCorrectionTakesTheFactsPlace() throws {
    let (corpus, facts) = try corpus()
    #expect(try stations(corpus, [review(facts[1], 4)]) == ["10 | 4 + 7 | no | a第0句"])
    #expect(try stations(corpus, [review(facts[0]), review(facts[2], 5)]) == ["- | 3 + 5 | - | a第1句, a第2句"])
    // The same from a sheet of everything that was read before.
    let store = corpus.store.reviewed(Reviews([review(facts[3])]))
    let sheet = try FactSheet(FactSheet(corpus.store), reviewedBy: store)
    #expect(sheet.entries.map(\.ordinal).sorted() == [0, 1, 2, 4])
  }

  @Test func aWholeSentenceStandsAroundItsEvidence() throws {
    let text = "前言。本市共有10个站，运行良好。结尾"
    var fact = sample.count(10, "站", of: "530100", in: "a").fact
    let start = "前言。本市共有".utf8.count
    fact.evidence = Evidence(text: "10个站", span: Span(start, start + 11), source: Span(start, start + 11))
    let corpus = try SampleCorpus([("a", nil, nil, text, [fact])])
    let gone = FactRow(document: "b", ordinal: 0, fact: fact)
    let rows = try corpus.store.facts() + [gone]
    let mark = Array("。".utf8)
    let texts = try EvidenceSentences(corpus.store) { text in
      var (spans, begin): ([Span], Int) = ([], 0)
      for at in text.indices where text[at...].starts(with: mark) {
        spans.append(Span(begin, at + 3))
        begin = at + 3
      }
      return spans + [Span(begin, text.count)]
    }.texts(of: rows)
    #expect(texts == ["本市共有10个站，运行良好。", "10个站"])
    let table = FactTable.table(rows, evidence: true, sentences: texts)
    #expect(table.lines("evidence", "sentence") == ["10个站 | 本市共有10个站，运行良好。", "10个站 | 10个站"])
  }
}
