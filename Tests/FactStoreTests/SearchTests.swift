import CorpusModel
import FactStore
import Testing

@Suite struct SearchTests {
  let folder: TemporaryFolder
  let store: FactStore

  init() throws {
    folder = try TemporaryFolder()
    store = try FactStore(path: folder.path + "/s.db", access: .write)
    func document(_ id: String, _ text: String, _ published: String?, title: String = "无题") -> Document {
      var document = Sample.document(id, text: text, published: published)
      document.metadata.title = title
      return document
    }
    _ = try store.write(
      StoreBatch(documents: [
        document("a", "全县推行“1+7+N”模式，建成联络站120个。\n代表进站接访。", "2021-03-01", title: "联络站建设"),
        document("b", "Ｈ２Ｏ 是水，H2O也是水；接待 选民，听取民意。", "2022", title: "水"),
        document("c", "站内公示代表信息，站外收集意见。联络\n站长负责。", nil),
      ]), contract: "c")
  }

  func found(_ query: String) throws -> String {
    try store.documentIdentifiers(matching: query).joined()
  }

  @Test func everySubstringIsFoundAndNothingElse() throws {
    let texts = ["a": "全县推行“1+7+N”模式，建成联络站120个。", "b": "H2O也是水；接待选民，听取民意。"]
    for (id, text) in texts {
      let scalars = Array(text.unicodeScalars)
      for start in scalars.indices {
        for end in start + 2...start + 8 where end <= scalars.count {
          var part = String.UnicodeScalarView()
          part.append(contentsOf: scalars[start..<end])
          guard let pattern = SearchPattern(String(part)) else { continue }
          var filter = ArticleFilter(search: SearchQuery(anyOf: [pattern]))
          #expect(try store.search(filter, limit: 9).map(\.article.document).contains(id), "\(String(part))")
          filter.documents = [id]
          try store.forEachArticle(filter) { #expect(!pattern.occurrences(in: $0.text).isEmpty) }
        }
      }
    }
    #expect(try found("17N") == "")
    #expect(try found("1+7+n") == "a")
    #expect(try found("20个") == "a")
    #expect(try found("民意站").isEmpty)
    #expect(try found("联络站长").isEmpty, "no phrase runs across lines")
    #expect(try found("接待选民") == "b", "white space does not count")
  }

  @Test(arguments: [
    ("联络站 接访", "a"), ("代表 AND 站", "ac"), ("接访 OR 选民", "ab"), ("接访|水", "ab"), ("接访 | 水", "ab"), ("站 NOT 接访", "c"),
    ("站 -接访", "c"), ("(接访 OR 收集) 代表", "ac"), ("（接访 OR 收集） -公示", "a"), ("\"接待 选民\"", "b"), ("“1+7+N”", "a"),
    ("「民意」", "b"), ("代表 (", "错"), ("代表 )", "错"), ("NOT 代表", "错"), ("-代表", "错"), ("代表 NOT", "错"), ("、。", "错"), ("", "错"),
    ("()", "错"), ("a\"b", ""), ("代表 -(接访 OR 公示)", ""), ("OR 接访", "a"),
  ])
  func queriesMeanWhatTheySay(_ query: String, _ expected: String) throws {
    do throws(StoreError) {
      let identifiers = try store.documentIdentifiers(matching: query)
      #expect(identifiers.joined() == expected)
    } catch {
      #expect(expected == "错", "\(query): \(error)")
      guard case .badFilter = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func hostileQueriesAreRefusedNotRun() throws {
    let queries = [
      String(repeating: "(", count: 100_000) + "站", String(repeating: "站 ", count: 10_000),
      String(repeating: "-", count: 5000) + "站", "\"", "\"'站*^:{}", "NEAR(站 代表)", "title:站", "站\u{0}表",
      "站;DROP TABLE document",
    ]
    for query in queries { _ = try? store.documentIdentifiers(matching: query) }
    #expect(try store.counts().documents == 3)
    #expect(throws: StoreError.self) { try store.documentIdentifiers(matching: queries[0]) }
  }

  @Test func theBestArticleComesFirst() throws {
    let hits = try store.search(ArticleFilter(search: SearchQuery("联络站 OR 站长")), limit: 5)
    #expect(hits.map(\.article.document) == ["a", "c"])
    #expect(hits[0].score > hits[1].score)
    #expect(try store.search(ArticleFilter(search: SearchQuery("站")), limit: 1, offset: 1).count == 1)
    #expect(try store.search(ArticleFilter(), limit: 5).isEmpty)
  }

  @Test func articlesAreChosenByHomeAndDate() throws {
    func documents(_ change: (inout ArticleFilter) -> Void) throws -> String {
      var filter = ArticleFilter()
      change(&filter)
      var found = ""
      try store.forEachArticle(filter) { found += $0.document }
      return found
    }
    #expect(try documents { _ in } == "abc")
    #expect(try documents { $0.since = PartialDate("2021-04") } == "b")
    #expect(try documents { $0.since = PartialDate("2022-06") } == "b", "2022 may mean June")
    #expect(try documents { $0.until = PartialDate("2021-03") } == "a")
    #expect(try documents { $0.until = PartialDate("2021-02-28") } == "")
    #expect(try documents { $0.regions = ["530000"] } == "abc")
    #expect(try documents { $0.regions = ["532300"] } == "abc")
    #expect(try documents { $0.regions = ["532400"] } == "")
    #expect(try documents { $0.documents = ["b", "c"] } == "bc")
    var parts: [String] = []
    for index in 0..<2 { try store.forEachArticle(ArticleFilter(), part: (index, 2)) { parts.append($0.document) } }
    #expect(parts.sorted() == ["a", "b", "c"])
    #expect(throws: Stop.self) { try store.forEachArticle(ArticleFilter()) { _ in throw Stop() } }
  }

  private struct Stop: Error {}

  @Test func datesAreCounted() throws {
    let dates = try store.articleDates(ArticleFilter()).map { "\($0.date ?? "–") \($0.articles)" }
    #expect(dates == ["– 1", "2021-03-01 1", "2022 1"])
  }

  @Test func occurrencesAreApartAndInPlace() throws {
    let text = Array("哈哈哈哈哈，Ｈａ ha\nha".utf8)
    #expect(SearchPattern("哈哈")?.occurrences(in: text) == [Span(0, 6), Span(6, 12)])
    #expect(SearchPattern("HAHA")?.occurrences(in: text).map(text.string) == ["Ｈａ ha"])
    #expect(SearchPattern("，") == nil)
    #expect(SearchPattern("a")?.occurrences(in: [0xE4, 0xB8, 0x61, 0xFF, 0x41]) == [Span(2, 3), Span(4, 5)])
  }
}
