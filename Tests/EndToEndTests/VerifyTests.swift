import Foundation
import Testing
import ZhandianTestSupport

/// `verify` finds what is wrong with a store, and nothing with a sound one.
@Suite struct VerifyTests {
  private func sqlite(_ path: String, _ sql: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [
      "-c",
      "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.executescript(sys.argv[2]); db.commit(); db.close()",
      path, sql,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(sql)")
  }

  private func copy() throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    let path = folder.path + "/s.db"
    try FileManager.default.copyItem(atPath: try CommandTests.store.get().path + "/s.db", toPath: path)
    return (folder, path)
  }

  @Test func aSoundStoreHasNoFaultsAndIsNotTouched() throws {
    let (folder, path) = try copy()
    defer { _ = folder }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let result = try Tool.run("verify", path)
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(result.errors.contains("90 documents") && result.errors.contains("no faults"))
    #expect(try Tool.run("verify", "--store", path, "--format", "jsonl").output.isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test(arguments: [
    ("references", "PRAGMA foreign_keys = 0; DELETE FROM contract"),
    ("ledger", "PRAGMA foreign_keys = 0; DELETE FROM article WHERE document = 1"),
    ("ledger", "DELETE FROM fact WHERE key = (SELECT min(key) FROM fact)"),
    ("ledger", "UPDATE fact SET sum_of = '[999]' WHERE ordinal = 0 AND document = 1"),
    ("ledger", "INSERT INTO reject VALUES ('a', 'b', 'nowhere', 'empty', '')"),
    ("index", "UPDATE document SET title = coalesce(title, '') || '龘' WHERE key = 3"),
    ("index", "INSERT INTO article_index (rowid, title, text) VALUES (9999, '龘', '')"),
    ("copies", "UPDATE signature SET bytes = randomblob(128) WHERE document = 3"),
    ("copies", "INSERT OR REPLACE INTO copy (document, original, similarity) VALUES (5, 7, 0.9)"),
    ("sheets", "UPDATE sheet SET facts = x'00' WHERE document = 1"),
    ("sheets", "DELETE FROM sheet WHERE document = 3"),
    ("sheets", "UPDATE fact SET value = value + 1 WHERE kind = 'count'"),
    ("sheets", "UPDATE word SET text = text || '。' WHERE key = 1"),
    ("evidence", "UPDATE fact SET evidence = evidence || '。' WHERE ordinal = 0"),
    ("evidence", "UPDATE fact SET span_start = span_start + 1 WHERE ordinal = 0"),
    ("evidence", "UPDATE fact SET source_end = 100000000 WHERE ordinal = 0"),
    ("evidence", "UPDATE fact SET span_end = -5 WHERE ordinal = 0"),
  ])
  func eachFaultIsNamed(check: String, damage: String) throws {
    let (folder, path) = try copy()
    defer { _ = folder }
    try sqlite(path, damage)
    let result = try Tool.run("verify", path, "--format", "jsonl")
    #expect(result.status == 1, "\(result.errors)")
    let rows = try result.objects()
    #expect(rows.contains { $0["check"] as? String == check && ($0["detail"] as? String)?.isEmpty == false }, "\(rows)")
  }

  @Test func copiesThatAKilledRunDidNotLinkAreLinkedByTheNext() throws {
    let folder = try TemporaryFolder()
    let text = "禄丰县建成代表之家14个、代表工作站165个，每月15日由代表轮流接待选民，今年以来收集意见建议412条，已经办结386条。"
    let lines = ["a", "b"].map { "{\"id\":\"\($0)\",\"date\":\"2024-05-01\",\"text\":\"\(text)\"}\n" }
    let dump = try folder.write("dump.jsonl", lines.joined())
    let store = folder.path + "/s.db"
    #expect(try Tool.run("ingest", dump, "--store", store).status == 0)
    let copies = try Tool.run("query", "--copies", "--store", store, "--format", "jsonl")
    let row = try #require(copies.lines.first)
    #expect(try JSONSchema(named: "copies").faults(in: row).isEmpty)
    #expect(try copies.objects().map { [$0["copy"], $0["original"]] as? [String] } == [["b", "a"]])
    let facts = try Tool.run("query", "--evidence", "--store", store, "--format", "jsonl").objects()
    #expect(facts.allSatisfy { $0["copy_of"] as? String == ($0["document"] as? String == "b" ? "a" : nil) })
    try sqlite(store, "DELETE FROM copy; UPDATE copy_state SET is_stale = 1")
    #expect(try Tool.run("verify", store).status == 0)
    let stale = try Tool.run("query", "--copies", "--store", store, "--format", "jsonl")
    #expect(stale.output.isEmpty && stale.errors.contains("run ingest again"))
    #expect(try Tool.run("ingest", dump, "--store", store).errors.contains("2 unchanged"))
    #expect(try Tool.run("query", "--copies", "--store", store, "--format", "jsonl").output == copies.output)
  }

  @Test func whatIsNoStoreIsBadData() throws {
    let (folder, path) = try copy()
    #expect(try Tool.run("verify", try folder.write("a.db", "text")).status == 65)
    #expect(try Tool.run("verify", folder.path + "/none.db").status == 66)
    #expect(try Tool.run("verify").status == 64)
    // Pages of noise in the middle: faults, or a file that cannot be read to its end; never a crash, never sound.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for page in stride(from: 8, to: bytes.count / 4096, by: 5) {
      bytes.replaceSubrange(page * 4096..<page * 4096 + 64, with: Data(repeating: 0xA5, count: 64))
    }
    let damaged = try Tool.run("verify", try folder.write("damaged.db", bytes))
    #expect([1, 65].contains(damaged.status), "\(damaged.status) \(damaged.errors)")
    #expect(damaged.errors.contains("damaged.db") || damaged.errors.contains("damaged"))
  }

  @Test func theLimitsAreListed() throws {
    let rows = try Tool.run("config", "--format", "jsonl").objects()
    func value(_ section: String, _ name: String) -> Any? {
      rows.first { $0["section"] as? String == section && $0["name"] as? String == name }?["value"]
    }
    #expect(value("documents", "documentBytes") as? Int == 20 << 20)
    #expect(value("documents", "htmlDepth") as? Int == 512)
    #expect(value("serve", "headBytes") as? Int == 16 << 10)
    #expect(value("sql", "rows") != nil)
    #expect((value("lexicons", "folder") as? String)?.hasSuffix("Lexicons") == true)
  }
}
