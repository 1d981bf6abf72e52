import CorpusModel
import FactStore
import FoundationEssentials
import Testing

/// One store into another: what wins does not depend on the order.
@Suite struct MergeTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func store(
    _ name: String, _ documents: [Document], rejected: [RejectedRecord] = [], contract: String = Sample.contract
  ) throws -> String {
    let path = folder.path + "/" + name
    let store = try FactStore(path: path, access: .write)
    _ = try store.write(StoreBatch(documents: documents, rejected: rejected), contract: contract)
    try store.close()
    return path
  }

  private func document(_ id: String, at place: String, sha256: String, value: Int) -> Document {
    var document = Sample.document(id, sha256: sha256, facts: [Sample.count(value, "联络站")])
    document.source.path = place
    document.source.member = nil
    return document
  }

  private func reject(_ id: String?, at place: String, _ detail: String = "d") -> RejectedRecord {
    RejectedRecord(
      id: id, rejection: Rejection(stage: .extraction, reason: .noArticle, place: place, detail: detail))
  }

  private func merged(_ paths: [String], into name: String) throws -> FactStore {
    let target = try FactStore(path: folder.path + "/" + name, access: .write)
    for path in paths { _ = try target.merge(FactStore(path: path, access: .read)) }
    try target.close()
    return try FactStore(path: folder.path + "/" + name, access: .read)
  }

  @Test func theFirstPlaceWinsInEveryOrder() throws {
    let paths = [
      try store(
        "a.db",
        [document("x", at: "c/1", sha256: "33", value: 3), document("only a", at: "c/2", sha256: "1", value: 9)]),
      try store("b.db", [document("x", at: "a/1", sha256: "11", value: 1)], rejected: [reject("only a", at: "c/2")]),
      try store("c.db", [document("x", at: "b/1", sha256: "33", value: 2)], rejected: [reject("y", at: "b/2")]),
    ]
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [0, 1, 2, 0, 1, 2]]
    for (index, order) in orders.enumerated() {
      let store = try merged(order.map { paths[$0] }, into: "m\(index).db")
      #expect(try store.document("x")?.source.path == "a/1")
      #expect(try store.facts().map(\.document) == ["only a", "x"])
      #expect(try store.rejected().map(\.rejection.place) == ["b/1", "b/2", "c/1"], "\(order)")
      #expect(try store.rejected() == merged(paths, into: "n\(index).db").rejected())
      #expect(try store.faults().isEmpty)
    }
  }

  @Test func aSecondMergeChangesNothing() throws {
    let path = try store("a.db", [document("x", at: "p", sha256: "1", value: 1)], rejected: [reject("z", at: "q")])
    let target = try FactStore(path: folder.path + "/m.db", access: .write)
    let source = try FactStore(path: path, access: .read)
    #expect(try target.merge(source) == MergeSummary(added: 1, rejections: 1))
    #expect(try target.merge(source) == MergeSummary(known: 1, rejections: 1))
    #expect(try target.counts().documents == 1)
    #expect(try target.counts().rejections == 1)
  }

  @Test func storesOfTwoContractsAreNotMerged() throws {
    let paths = [
      try store("a.db", [Sample.document("a")]), try store("b.db", [Sample.document("b")], contract: "other"),
    ]
    #expect(throws: StoreError.self) { try FactStore.commonContract(of: paths) }
    #expect(throws: StoreError.self) { try merged(paths, into: "m.db") }
    #expect(try FactStore(path: folder.path + "/m.db", access: .read).documentIdentifiers() == ["a"])
  }
}
