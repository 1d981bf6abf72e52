import CorpusModel
import FactStore
import RegionComparison
import Testing

@Suite struct TrendTests {
  @Test(arguments: [
    ("2024-06-25", TrendPeriod.Length.year, "2024"), ("2024-06-25", .quarter, "2024-Q2"),
    ("2024-12", .quarter, "2024-Q4"),
    ("2024-06-25", .month, "2024-06"), ("2024", .year, "2024"), ("2024", .month, "–"), ("2024-01", .quarter, "2024-Q1"),
  ])
  func aDateLiesInItsPeriod(_ date: String, _ length: TrendPeriod.Length, _ period: String) throws {
    #expect(TrendPeriod(try #require(PartialDate(date)), length: length)?.description ?? "–" == period)
  }

  @Test func wordsAreCountedPeriodByPeriodAndGapsAreEmpty() throws {
    let corpus = try SampleCorpus([
      ("a", "330000", "2020-03-01", "夜市开张，夜市热闹。", []), ("b", "330000", "2020-07", "没有。", []),
      ("c", "530000", "2022-01-05", "夜市。", []), ("d", "530000", nil, "夜市。", []),
    ])
    func table(_ length: TrendPeriod.Length, _ regions: Set<String> = []) throws -> Table {
      try Trend.ofText(
        SearchQuery("夜市"), articles: ArticleFilter(regions: regions), by: length, store: corpus.store
      ).table()
    }
    func lines(_ table: Table) -> [String] { table.lines("period", "articles", "documents", "hits", "share") }
    #expect(
      try lines(table(.year)) == ["2020 | 2 | 1 | 2 | 0.5", "2021 | 0 | - | - | -", "2022 | 1 | 1 | 1 | 1.0"])
    #expect(try table(.year).notes.count == 2, "the undated article is told of")
    #expect(
      try lines(table(.quarter, ["330000"])) == [
        "2020-Q1 | 1 | 1 | 2 | 1.0", "2020-Q2 | 0 | - | - | -", "2020-Q3 | 1 | 0 | 0 | 0.0",
      ])
    #expect(try table(.year, ["110000"]).rows.isEmpty)
  }

  @Test func anArticleCountsOnceWhoeverCopiedIt() throws {
    let text = "禄丰县的代表夜市每月15日开张，当天收到意见12条，夜市设在老电影院门前的广场上，代表们搬来桌椅，直到晚上十点才收摊。"
    let corpus = try SampleCorpus([
      ("a", "330000", "2020-03-01", text, []), ("b", "330000", "2020-04-01", text, []),
      ("c", "530000", "2021-03-01", text + "来源：网", []), ("d", "530000", "2021-03-01", "夜市。", []),
    ])
    try corpus.store.linkCopies()
    let trend = try Trend.ofText(SearchQuery("夜市"), articles: ArticleFilter(), by: .year, store: corpus.store)
    #expect(
      trend.table().lines("period", "articles", "documents", "hits") == ["2020 | 1 | 1 | 2", "2021 | 1 | 1 | 1"])
    #expect(trend.table().notes == ["2 copies of other articles left out"])
  }

  @Test func aRegionsNumberIsChosenAsAComparisonChoosesIt() throws {
    let sample = try Sample()
    let facts = [
      sample.count(80, "联络站", of: "530000", in: "a", published: "2021-05-01"),
      sample.count(120, "联络站", of: "530000", in: "b", bound: .atLeast, published: "2023-05-01"),
      sample.count(90, "联络站", of: "530000", in: "c", published: "2023-01-01"),
      sample.count(7, "联络站", of: "530100", in: "d", published: "2022-01-01"),
      sample.count(7, "联络站", of: "530100", in: "e"),
    ]
    let corpus = try SampleCorpus([("a", "530000", "2021-05-01", "正文", [])])
    let value = TrendValue(
      region: "530000", measure: .stations, gazetteer: sample.loaded.gazetteer, words: sample.loaded.words)
    let table = try Trend.ofFacts(
      facts, articles: ArticleFilter(), by: .year, store: corpus.store, value: try #require(value)
    ).table()
    #expect(
      table.lines("period", "articles", "documents", "hits", "value", "source") == [
        "2021 | 1 | 1 | 1 | 80 | a", "2022 | 0 | 1 | 1 | - | -", "2023 | 0 | 2 | 2 | at_least 120 | b",
      ])
    #expect(table.notes == ["1 fact not dated to the year left out"])
    #expect(
      TrendValue(region: "530000", measure: .models, gazetteer: sample.loaded.gazetteer, words: sample.loaded.words)
        == nil)
  }
}
