import CorpusModel
import FactStore
import FoundationEssentials
import Testing

/// Which documents are copies of which, whatever the order and the runs in which they came.
@Suite struct CopyTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let lines = [
    "禄丰县把代表之家建到群众身边，全县建成代表之家14个、代表工作站165个，每月15日由代表轮流接待选民。",
    "今年以来，各站收集意见建议412条，已经办结386条，其余的都已列入部门年度计划，并向提出人逐一答复。",
    "选民李大爷反映的路灯问题当天就有人来看，第3天晚上巷子就亮了，邻居们说代表说话算数。",
    "县人大常委会表示，下一步将对站点开展星级评定，对三星以上的站点奖励2万元，用于添置桌椅和资料柜。",
  ]

  /// The same template with another county and other numbers.
  private static let notice = [
    "元谋县把代表之家建到群众身边，全县建成代表之家9个、代表工作站87个，每月20日由代表轮流接待选民。",
    "今年以来，各站收集意见建议233条，已经办结201条，其余的都已列入部门年度计划，并向提出人逐一答复。",
    "选民李大爷反映的路灯问题当天就有人来看，第5天晚上巷子就亮了，邻居们说代表说话算数。",
    "县人大常委会表示，下一步将对站点开展星级评定，对三星以上的站点奖励4万元，用于添置桌椅和资料柜。",
  ]

  private static func document(_ id: String, _ lines: [String], _ published: String?) -> Document {
    Sample.document(id, text: lines.joined(separator: "\n"), published: published, facts: [Sample.count(14, "代表之家")])
  }

  private static let documents = [
    document("original", lines, "2024-03-02"), document("exact", lines, "2024-03-02T10:00"),
    document("with a line more", lines + ["（责任编辑：温明）来源：代表在线　编辑：齐放"], "2024-03-05"),
    document(
      "edited", lines.map { $0.replacing("今年以来", with: "据介绍，今年以来").replacing("已经办结", with: "办结") }, "2024-03"),
    document("undated", lines, nil), document("a notice", notice, "2024-03-09"),
    document("a copy of the notice", notice, "2024-04-01"),
    document("short", ["页面不存在14"], "2024-03-01"), document("as short", ["页面不存在14"], "2024-03-02"),
  ]

  private func store(_ name: String, _ documents: [Document]) throws -> FactStore {
    let store = try FactStore(path: folder.path + "/" + name, access: .write)
    _ = try store.write(StoreBatch(documents: documents), contract: Sample.contract)
    return store
  }

  private static func links(_ store: FactStore) throws -> [String] {
    try store.copies().map { "\($0.document) < \($0.original)" }
  }

  @Test func copiesAreLinkedAndNoticesAfterOneTemplateAreNot() throws {
    let store = try self.store("s.db", Self.documents)
    #expect(try !store.hasCurrentCopies())
    #expect(try store.linkCopies() == 5)
    #expect(try store.hasCurrentCopies())
    // The earliest is the original; a day without a time, and a month without a day, are as late as they can be.
    let links = try Self.links(store)
    #expect(
      links == [
        "original < exact", "with a line more < exact", "edited < exact", "undated < exact",
        "a copy of the notice < a notice",
      ])
    let similarities = try store.copies().map(\.similarity)
    #expect(similarities[0] == 1 && similarities.allSatisfy { (0.7...1).contains($0) } && similarities[2] < 1)
    #expect(try store.faults().isEmpty)
  }

  @Test func theResultDoesNotDependOnOrderOrRuns() throws {
    let one = try self.store("one.db", Self.documents)
    try one.linkCopies()
    let expected = try one.copies()
    for seed in 0..<4 {
      let turned = Array(Self.documents[seed...] + Self.documents[..<seed]).reversed()
      let store = try self.store("\(seed).db", Array(turned.prefix(4)))
      try store.linkCopies()
      _ = try store.write(StoreBatch(documents: Array(turned.dropFirst(4))), contract: Sample.contract)
      try store.linkCopies()
      #expect(try store.copies() == expected)
      // A document that changes takes its links along.
      var other = Self.document("exact", Self.notice, "2024-03-01")
      _ = try store.write(StoreBatch(documents: [other]), contract: Sample.contract)
      try store.linkCopies()
      #expect(try Self.links(store).contains("a notice < exact"))
      other = Self.documents[1]
      _ = try store.write(StoreBatch(documents: [other]), contract: Sample.contract)
      try store.linkCopies()
      #expect(try store.copies() == expected)
    }
  }

  @Test func mergedStoresHaveTheCopiesOfOne() throws {
    let one = try self.store("one.db", Self.documents)
    try one.linkCopies()
    let parts = [Array(Self.documents.prefix(3)), Array(Self.documents.dropFirst(3))]
    for order in [[0, 1], [1, 0]] {
      let merged = try self.store("m\(order[0]).db", [])
      for part in order {
        let source = try self.store("p\(part)\(order[0]).db", parts[part])
        try source.linkCopies()
        _ = try merged.merge(source)
      }
      try merged.linkCopies()
      #expect(try merged.copies() == one.copies())
      #expect(try merged.faults().isEmpty)
    }
  }

  /// More copies than are compared in one go, with edited ones between.
  @Test func aTextWithHundredsOfCopiesIsOneCluster() throws {
    let documents = (0..<300).map { number in
      var lines = Self.lines
      if number % 3 == 1 { lines.append("来源：网站\(number)") }
      return Self.document("d\(1000 + number)", lines, "2024-05-01")
    }
    let store = try self.store("s.db", documents)
    #expect(try store.linkCopies() == 299)
    #expect(Set(try store.copies().map(\.original)) == ["d1000"])
  }

  @Test func copiesAreFilteredByDateAndText() throws {
    let store = try self.store("s.db", Self.documents)
    try store.linkCopies()
    var filter = ArticleFilter()
    filter.since = PartialDate("2024-04")
    #expect(try store.copies(filter).map(\.document) == ["a copy of the notice"])
    filter.since = nil
    filter.search = try SearchQuery("责任编辑")
    #expect(try store.copies(filter).map(\.document) == ["with a line more"])
    #expect(try store.copies(limit: 2).count == 2)
    var originals = ArticleFilter()
    originals.isOfOriginals = true
    var found: [String] = []
    try store.forEachArticle(originals) { found.append($0.document) }
    #expect(found.sorted() == ["a notice", "as short", "exact", "short"])
    #expect(try store.facts().first { $0.document == "edited" }?.original?.document == "exact")
  }
}
