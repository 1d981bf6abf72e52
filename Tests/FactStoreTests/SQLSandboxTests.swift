import CorpusModel
import FactStore
import Testing

@Suite struct SQLSandboxTests {
  let folder: TemporaryFolder
  let store: FactStore

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/s.db"
    let writer = try FactStore(path: path, access: .write)
    _ = try writer.write(StoreBatch(documents: [Sample.document("a", facts: Sample.facts)]), contract: "c")
    try writer.close()
    store = try FactStore(path: path, access: .read)
  }

  @Test(arguments: [
    "INSERT INTO reject VALUES ('a','b','c','d','e')", "DELETE FROM fact", "UPDATE document SET title = ''",
    "DROP TABLE fact", "CREATE TABLE t (a)", "CREATE TEMP TABLE t (a)", "CREATE TEMP VIEW v AS SELECT 1", "VACUUM",
    "VACUUM INTO '/tmp/zhandian-out.db'", "ATTACH '/tmp/zhandian-out.db' AS o", "ATTACH ':memory:' AS o", "DETACH main",
    "PRAGMA query_only = 0", "PRAGMA user_version", "PRAGMA writable_schema = 1", "BEGIN", "COMMIT", "SAVEPOINT s",
    "REINDEX",
    "ANALYZE", "SELECT load_extension('x')", "SELECT * FROM pragma_database_list", "SELECT 1; DELETE FROM fact",
    "SELECT 1; SELECT 2", "WITH x AS (SELECT 1) DELETE FROM fact", "EXPLAIN DELETE FROM fact",
    "INSERT INTO article_index (article_index) VALUES ('rebuild')", "SELECT writefile('/tmp/zhandian-out.db', 'x')",
    "SELECT readfile('/etc/passwd')", "", ";", "-- nothing", "SELECT",
    "SELECT hex(zeroblob(400000000))", "SELECT ?", "SELECT replace(hex(zeroblob(500000)), '0', hex(zeroblob(1000)))",
  ])
  func hostileStatementsAreRefused(_ statement: String) throws {
    let before = folder.bytes("s.db")
    #expect(throws: StoreError.self) { try store.sql(statement) }
    #expect(folder.files == ["s.db"])
    #expect(folder.bytes("s.db") == before)
  }

  @Test(arguments: [
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT count(*) FROM n a, n b",
  ])
  func statementsThatDoNotEndAreStopped(_ statement: String) throws {
    var limits = SandboxLimits()
    limits.seconds = 0.05
    #expect(throws: StoreError.timedOut(seconds: 0.05)) { try store.sql(statement, limits: limits) }
  }

  @Test func statementsMadeOfAnythingChangeNothing() throws {
    let words = [
      "SELECT", "*", "FROM", "facts", "fact", "documents", "WHERE", "DELETE", "INSERT INTO", "UPDATE", "SET", "VALUES",
      "(",
      ")", ",", ";", "1", "'x'", "x", "AS", "JOIN", "ORDER BY", "LIMIT", "UNION ALL", "WITH RECURSIVE", "PRAGMA",
      "ATTACH",
      "DETACH", "VACUUM", "INTO", "'/tmp/zhandian-out.db'", "writable_schema", "=", "ON", "CREATE", "TEMP", "TABLE",
      "DROP",
      "INDEX", "VIEW", "EXPLAIN", "REPLACE", "sqlite_master", "json_each('[1]')", "count(*)", "zeroblob(900000000)",
      "BEGIN",
    ]
    let before = folder.bytes("s.db")
    var limits = SandboxLimits()
    limits.seconds = 0.05
    limits.rows = 10
    var state: UInt64 = 1
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var answered = 0
    for round in 0..<500 {
      let tail = (0..<next(10)).map { _ in words[next(words.count)] }
      let head = round % 2 == 0 ? ["SELECT", "*", "FROM", ["facts", "documents", "models"][next(3)]] : []
      let statement = (head + tail).joined(separator: " ")
      do throws(StoreError) {
        _ = try store.sql(statement, limits: limits)
        answered += 1
      } catch {
        if case .damaged = error { Issue.record("\(statement): \(error)") }
        if case .inputOutput = error { Issue.record("\(statement): \(error)") }
      }
    }
    #expect(answered > 10)
    #expect(folder.files == ["s.db"])
    #expect(folder.bytes("s.db") == before)
  }

  @Test func aValueOverTheLimitIsNeverBuilt() throws {
    #expect(try store.sql("SELECT printf('%.*c', 400000000, 'x')").rows == [[.missing]])
    var limits = SandboxLimits()
    limits.valueBytes = 100
    #expect(throws: StoreError.badStatement(detail: "string or blob too big")) {
      try store.sql("SELECT hex(zeroblob(100))", limits: limits)
    }
    limits.resultBytes = 50
    #expect(try store.sql("SELECT hex(zeroblob(10)) FROM facts", limits: limits).rows.count == 2)
  }

  @Test func theViewsAreThere() throws {
    for view in ["documents", "facts", "models", "slogans", "copies", "divisions", "rejects"] {
      #expect(try !store.sql("SELECT * FROM \(view)").columns.isEmpty)
    }
    let table = try store.sql(
      "SELECT value, percent, name AS n, x'00ff' FROM facts WHERE kind <> 'epithet' ORDER BY ordinal LIMIT 4")
    #expect(table.columns == ["value", "percent", "n", "x'00ff'"])
    #expect(table.rows.first == [.integer(179), .missing, .missing, .text("00ff")])
    #expect(table.rows.last == [.missing, .decimal(100), .missing, .text("00ff")])
    #expect(
      try store.sql("SELECT m.name, c.value FROM models m, json_each(m.components) c;").rows
        == [[.text("六个一"), .text("有牌子")], [.text("六个一"), .text("有场所")]])
  }

  @Test func rowsEndAtTheLimit() throws {
    var limits = SandboxLimits()
    limits.rows = 3
    let table = try store.sql("SELECT ordinal FROM facts", limits: limits)
    #expect(table.rows.count == 3)
    #expect(table.notes == ["stopped at 3 rows: there are more"])
    limits.rows = 7
    #expect(try store.sql("SELECT ordinal FROM facts", limits: limits).notes.isEmpty)
  }
}
