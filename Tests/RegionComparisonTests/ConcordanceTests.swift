import CorpusModel
import FactStore
import RegionComparison
import Testing

@Suite struct ConcordanceTests {
  let corpus: SampleCorpus

  init() throws {
    corpus = try SampleCorpus([
      ("b", "330000", "2023-05-01", "去年全县联络站建成。今年联络站升级，\n代表进站。", []),
      ("a", "530000", "2021", "联络站", []),
      ("c", nil, nil, "没有那个词，只有联络点站牌。", []),
    ])
  }

  func lines(_ words: [String], _ change: (inout ConcordanceRequest) -> Void = { _ in }) throws -> [String] {
    var request = ConcordanceRequest(words.compactMap(SearchPattern.init), context: 3)
    change(&request)
    return try Concordance(request, store: corpus.store).table().lines("left", "node", "right", "document")
  }

  @Test func everyPlaceHasALineWithItsContext() throws {
    #expect(try lines(["联络站"]) == [" | 联络站 |  | a", "年全县 | 联络站 | 建成。 | b", "。今年 | 联络站 | 升级， | b"])
    #expect(try lines(["联络站", "代表"]).last == "级，  | 代表 | 进站。 | b", "a line end is a blank")
  }

  @Test func linesAreSortedAndCut() throws {
    #expect(try lines(["联络站"]) { $0.order = .right }.map { $0.suffix(1) } == ["a", "b", "b"])
    // 今 U+4ECA before 全 U+5168: read backwards, 年 of 今年 (U+5E74) follows 县 (U+53BF).
    #expect(
      try lines(["联络站"]) { $0.order = .left } == [" | 联络站 |  | a", "年全县 | 联络站 | 建成。 | b", "。今年 | 联络站 | 升级， | b"])
    #expect(try lines(["联络站"]) { $0.order = .region }.map { $0.suffix(1) } == ["b", "b", "a"])
    #expect(try lines(["站"]) { $0.order = .date }.map { $0.suffix(1) } == ["a", "b", "b", "b", "c"])
    #expect(try lines(["联络站"]) { ($0.order, $0.limit) = (.right, 1) } == [" | 联络站 |  | a"])
  }

  @Test func filtersNarrow() throws {
    #expect(try lines(["站"]) { $0.articles.regions = ["530000"] }.count == 1)
    #expect(try lines(["站"]) { $0.articles.since = PartialDate("2022") }.count == 3)
  }

  @Test func wholeWordsOnlyWhereAsked() throws {
    let request = ConcordanceRequest([try #require(SearchPattern("联络"))], context: 0)
    let all = try Concordance(request, store: corpus.store)
    #expect((all.occurrences, all.articles) == (4, 3))
    let whole = try Concordance(request, store: corpus.store) { text in
      // The one word of three characters of `a`, and 联络 of `c`.
      text.count == 9 ? [Token(span: Span(0, 9))] : [Token(span: Span(24, 30))]
    }
    #expect(whole.table().lines("document", "start", "end") == ["c | 24 | 30"])
    #expect(whole.table().notes == ["1 occurrences in 1 articles"])
  }
}
