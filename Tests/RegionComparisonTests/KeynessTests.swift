import CorpusModel
import FactStore
import RegionComparison
import Testing
import ZhandianTestSupport

@Suite struct KeynessTests {
  @Test func theMeasuresAreThoseOfTheFormulas() {
    // Expected 5, 10, 995, 1990: 2 (10 ln 2 + 5 ln ½ + 990 ln 990/995 + 1995 ln 1995/1990).
    let measures = KeynessMeasures(target: 10, of: 1000, reference: 5, of: 2000)
    #expect(abs(measures.logLikelihood - 6.969_192) < 1e-5)
    #expect(abs(measures.probability - 0.008_292) < 1e-5)
    #expect(measures.logRatio == 2)
    #expect(abs((measures.percentDifference ?? 0) - 300) < 1e-9)
    #expect(measures.isOverused)
    #expect(measures.perMillion.target == 10_000)
  }

  @Test func noOccurrenceIsTakenAsHalfAndHasNoPercentage() {
    // Expected 1.5, 1.5, 8.5, 8.5: 2 (3 ln 2 + 7 ln 7/8.5 + 10 ln 10/8.5).
    let measures = KeynessMeasures(target: 3, of: 10, reference: 0, of: 10)
    #expect(abs(measures.logLikelihood - 4.691_077) < 1e-5)
    #expect(abs((measures.logRatio ?? 0) - 2.584_963) < 1e-5)
    #expect(measures.percentDifference == nil)
    #expect(KeynessMeasures(target: 0, of: 0, reference: 0, of: 0).logLikelihood == 0)
    #expect(KeynessMeasures(target: 1, of: 1, reference: 0, of: 0).logRatio == nil)
    #expect(!KeynessMeasures(target: 1, of: 10, reference: 1, of: 10).isOverused)
  }

  func corpus() throws -> SampleCorpus {
    try SampleCorpus([
      ("a", "330100", "2023-05-01", "夜市 夜市 夜市 听取 意见 ，", []), ("b", "330200", "2024", "夜市 听取 建议 的 的 的 的", []),
      ("c", "530100", "2020-01", "马帮 听取 意见 马帮 的", []), ("d", nil, nil, "听取 意见 。", []),
    ])
  }

  func lines(
    target: ArticleGroup, reference: ArticleGroup? = nil, minimum: Int = 2, underused: Bool = false, parts: Int = 1
  ) throws -> [String] {
    let corpus = try corpus()
    var count: KeynessCount?
    for part in 0..<parts {
      let more = try KeynessCount(
        target: target, reference: reference, articles: ArticleFilter(), store: corpus.store, part: (part, parts),
        words: SampleCorpus.words)
      if count == nil { count = more } else { count?.merge(more) }
    }
    let content = try ContentWords(lexicons: Repository.lexicons())
    let keyness = try #require(count).keyness(
      minimum: minimum, underused: underused, isContentWord: content.contains)
    return keyness.table().lines("word", "target", "reference", "target_articles", "reference_articles")
      + [keyness.table().notes[0], keyness.table().notes[1]]
  }

  @Test func groupsAreComparedWordByWord() throws {
    let zhejiang = ArticleGroup(regions: ["330000"])
    let expected = [
      "夜市 | 4 | 0 | 2 | 0", "target: 12 words in 2 articles", "reference: 7 words in 2 articles",
    ]
    #expect(try lines(target: zhejiang) == expected)
    #expect(try lines(target: zhejiang, parts: 3) == expected, "parts add up to the whole")
    #expect(
      try lines(target: zhejiang, underused: true).dropLast(2)
        == ["马帮 | 0 | 2 | 0 | 1", "意见 | 1 | 2 | 1 | 2", "听取 | 2 | 2 | 2 | 2"])
    #expect(
      try lines(target: zhejiang, reference: ArticleGroup(regions: ["530000"])).last
        == "reference: 5 words in 1 articles")
  }

  @Test func periodsMakeGroupsToo() throws {
    let recent = ArticleGroup(since: PartialDate("2023-06"))
    #expect(try lines(target: recent, minimum: 1).suffix(2).first == "target: 7 words in 1 articles")
    #expect(
      try lines(target: recent, reference: ArticleGroup(until: PartialDate("2020"))).last
        == "reference: 5 words in 1 articles")
  }

  @Test func contentWordsAreNeitherGrammarNorNumbers() throws {
    let content = try ContentWords(lexicons: Repository.lexicons())
    for word in ["联络站", "听取", "意见", "H2O", "镇"] { #expect(content.contains(word)) }
    for word in ["的", "以及", "2024年", "１２", "三千", "一百多", "我们"] { #expect(!content.contains(word)) }
  }
}
