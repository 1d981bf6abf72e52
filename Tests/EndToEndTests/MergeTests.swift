import Foundation
import Testing
import ZhandianTestSupport

/// Stores that were made apart and merged say what one store of all inputs says, whatever the order.
@Suite struct MergeTests {
  private static let questions = [
    ["compare", "--by", "province", "--measure", "stations,deputies,models", "--format", "jsonl", "--all"],
    ["models", "--format", "jsonl"], ["slogans", "--format", "jsonl"], ["query", "--evidence", "--format", "jsonl"],
    ["sql", "SELECT * FROM documents ORDER BY id", "--format", "jsonl"],
    ["query", "--copies", "--format", "jsonl"],
    ["sql", "SELECT * FROM rejects ORDER BY place", "--format", "jsonl"], ["search", "联络站", "--format", "jsonl"],
  ]

  private static func answers(_ store: String) throws -> [String] {
    try questions.map { question in
      let result = try Tool.run([question[0], "--store", store] + question.dropFirst())
      #expect(result.status == 0, "\(question): \(result.errors)")
      return result.text
    }
  }

  @Test func mergedShardsAnswerAsOneStore() throws {
    let folder = try TemporaryFolder()
    // The same articles under other names are copies, and one record has no article.
    let articles = try String(contentsOfFile: Repository.samples + "/articles.jsonl", encoding: .utf8)
    let copies = try folder.write("copies.jsonl", articles)
    // The first article once more, as a copy in another shard.
    let again = articles.prefix { $0 != "\n" }.replacingOccurrences(of: "\"id\": \"", with: "\"id\": \"again-")
    let good = "{\"id\":\"good\",\"text\":\"全县建成人大代表联络站14个，接待选民2300余人次。\"}"
    let bad = try folder.write("bad.jsonl", "{\"id\":\"bad\"}\n\(good)\n\(again)\n")
    let inputs = [Repository.samples + "/texts", Repository.samples + "/pages", copies, bad]
    let one = folder.path + "/one.db"
    #expect(try Tool.run(["ingest"] + inputs + ["--store", one]).status == 0)
    let expected = try Self.answers(one)
    #expect(expected.allSatisfy { !$0.isEmpty })
    var parts: [String] = []
    for (index, input) in inputs.enumerated() {
      parts.append(folder.path + "/part-\(index).db")
      #expect(try Tool.run("ingest", input, "--store", parts[index]).status == 0)
    }
    for (index, order) in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]].enumerated() {
      let merged = folder.path + "/merged-\(index).db"
      let result = try Tool.run(["merge"] + order.map { parts[$0] } + ["--into", merged])
      #expect(result.status == 0, "\(result.errors)")
      let answers = try Self.answers(merged)
      for (question, (found, wanted)) in zip(Self.questions, zip(answers, expected)) {
        #expect(found == wanted, "\(question) after \(order)")
      }
    }
    // Again is nothing new, and a store can be merged with what it holds already.
    let repeated = try Tool.run(["merge"] + parts + ["--into", folder.path + "/merged-0.db"])
    #expect(repeated.errors.contains(" 0 documents added"))
    #expect(try Self.answers(folder.path + "/merged-0.db") == expected)
  }

  @Test func storesOfOtherLexiconsOrDomainsAreRefused() throws {
    let folder = try TemporaryFolder()
    let article = try folder.write("a.txt", BadInputTests.article)
    let stores = ["liaison-stations", "civilization-practice"].map { folder.path + "/\($0).db" }
    for (store, domain) in zip(stores, ["liaison-stations", "civilization-practice"]) {
      #expect(try Tool.run("ingest", article, "--store", store, "--domain", domain).status == 0)
    }
    let into = folder.path + "/all.db"
    let result = try Tool.run(["merge"] + stores + ["--into", into])
    #expect(result.status == 65 && result.errors.contains("not of one contract"))
    #expect(!FileManager.default.fileExists(atPath: into))
    #expect(try Tool.run("merge", folder.path + "/absent.db", "--into", into).status == 66)
  }
}
