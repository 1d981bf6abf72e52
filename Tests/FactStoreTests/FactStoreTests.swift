import CorpusModel
import FactStore
import FoundationEssentials
import GRDB
import Testing

@Suite struct FactStoreTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/s.db"
  }

  func write(_ documents: [Document], contract: String = Sample.contract) throws -> [RejectedRecord] {
    let store = try FactStore(path: path, access: .write)
    let refused = try store.write(StoreBatch(documents: documents), contract: contract)
    try store.close()
    return refused
  }

  @Test func aDocumentComesBackAsItWentIn() throws {
    var document = Sample.document("a", text: "第一段\u{0}\n“第二”段", sourceText: "第壹段\u{0}\n「第二」段", facts: Sample.facts)
    document.checks = [SumCheck(total: 0, parts: [1, 2], holds: true)]
    document.metadata.editor = "丙"
    #expect(try write([document]).isEmpty)
    let store = try FactStore(path: path, access: .read)
    let read = try #require(try store.document("a"))
    #expect(read.source == document.source)
    #expect(read.metadata == document.metadata)
    #expect(read.home == document.home)
    #expect(read.text == document.text)
    #expect(read.sourceText == document.sourceText)
    #expect(read.facts == document.facts)
    #expect(read.checks == document.checks)
    #expect(try store.document("b") == nil)
    #expect(try store.faults().isEmpty)
  }

  @Test func aClosedStoreIsOneFileThatReadingLeavesAlone() throws {
    _ = try write([Sample.document("a", facts: Sample.facts)])
    #expect(folder.files == ["s.db"])
    let before = folder.bytes("s.db")
    let store = try FactStore(path: path, access: .read)
    _ = try store.facts()
    _ = try store.sql("SELECT count(*) FROM facts")
    #expect(throws: StoreError.self) { try store.write(StoreBatch(documents: [Sample.document("b")]), contract: "c") }
    try store.close()
    #expect(folder.files == ["s.db"])
    #expect(folder.bytes("s.db") == before)
  }

  @Test func stateTellsNewUnchangedAndChanged() throws {
    let store = try FactStore(path: path, access: .write)
    #expect(try store.state(of: "a", sha256: "1", contract: "c") == .new)
    _ = try store.write(StoreBatch(documents: [Sample.document("a", sha256: "1")]), contract: "c")
    #expect(try store.state(of: "a", sha256: "1", contract: "c") == .unchanged)
    #expect(try store.state(of: "a", sha256: "2", contract: "c") == .changed)
    #expect(try store.state(of: "a", sha256: "1", contract: "d") == .changed)
  }

  @Test func writingAgainChangesNothingAndAChangedDocumentReplacesItsFacts() throws {
    let first = Sample.document("a", facts: Sample.facts)
    let other = Sample.document("b", facts: [Sample.count(3, "联络站")])
    _ = try write([first, other])
    let once = try FactStore(path: path, access: .read).facts()
    _ = try write([other, first])
    #expect(try FactStore(path: path, access: .read).facts() == once)

    _ = try write([Sample.document("a", text: "新的正文", facts: [Sample.count(20, "代表之家")])])
    let store = try FactStore(path: path, access: .read)
    #expect(try store.facts().map(\.document) == ["a", "b"])
    #expect(try store.counts().documents == 2)
    #expect(try store.documentIdentifiers(matching: "建成") == ["b"])
    #expect(try store.documentIdentifiers(matching: "正文") == ["a"])
    #expect(try store.faults().isEmpty)
  }

  @Test func aDocumentThatFailsLeavesNothingAndDoesNotHoldUpTheOthers() throws {
    let bad = Sample.document("bad", facts: [Sample.count(1, "站"), Sample.count(2, "站", sumOf: [9])])
    let refused = try write([Sample.document("a", facts: Sample.facts), bad, Sample.document("c")])
    #expect(refused.map(\.id) == ["bad"])
    #expect(refused.first?.rejection.reason == .storeFailed)
    let store = try FactStore(path: path, access: .read)
    #expect(try store.documentIdentifiers() == ["a", "c"])
    #expect(try store.rejected() == refused)
    #expect(try store.faults().isEmpty)
  }

  @Test func aDocumentThatFailsInTheDatabaseKeepsItsEarlierVersion() throws {
    _ = try write([Sample.document("a", facts: [Sample.count(5, "站")])])
    try DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: "CREATE TRIGGER refuse BEFORE INSERT ON fact WHEN NEW.value = 13 BEGIN SELECT RAISE(ABORT, 'no 13'); END")
    }
    let refused = try write([
      Sample.document("a", facts: [Sample.count(6, "站"), Sample.count(13, "站")]), Sample.document("b"),
    ])
    #expect(refused.map(\.rejection.detail) == ["no 13"])
    let store = try FactStore(path: path, access: .read)
    #expect(try store.document("a")?.facts == [Sample.count(5, "站")])
    #expect(try store.documentIdentifiers() == ["a", "b"])
    #expect(try store.faults().isEmpty)
  }

  @Test func aRejectionGoesWhenTheRecordSucceeds() throws {
    let document = Sample.document("a")
    let early = RejectedRecord(
      id: nil, rejection: Rejection(stage: .reading, reason: .truncated, place: "dump/a:7", detail: "cut short"))
    let other = RejectedRecord(
      id: "z", rejection: Rejection(stage: .extraction, reason: .noArticle, place: "dump/z", detail: "no text"))
    let store = try FactStore(path: path, access: .write)
    _ = try store.write(StoreBatch(rejected: [early, other]), contract: "c")
    _ = try store.write(StoreBatch(rejected: [early]), contract: "c")
    #expect(try store.counts() == (0, 0, 2))
    _ = try store.write(StoreBatch(documents: [document]), contract: "c")
    #expect(try store.rejected() == [other])
    #expect(
      try store.sql("SELECT id, place, stage, reason, detail FROM rejects").rows
        == [[.text("z"), .text("dump/z"), .text("extraction"), .text("no_article"), .text("no text")]])
  }

  @Test func divisionsAreReplacedAsAWhole() throws {
    let store = try FactStore(path: path, access: .write)
    let county = Division(
      code: "532331", name: "禄丰县", level: .county, parent: "532300", validFrom: 1981, validTo: 2021, successor: "532302"
    )
    let city = Division(
      code: "532302", name: "禄丰市", level: .county, parent: "532300", validFrom: 2021, validTo: nil, successor: nil)
    try store.replaceDivisions([county])
    try store.replaceDivisions([county, city])
    #expect(try store.divisions() == [city, county])
    #expect(try store.sql("SELECT name FROM divisions WHERE valid_to IS NULL").rows == [[.text("禄丰市")]])
  }

  @Test func aWriterSynchronisesFully() throws {
    let store = try FactStore(path: path, access: .write)
    _ = try store.write(StoreBatch(documents: [Sample.document("a")]), contract: "c")
    #expect(folder.files == ["s.db", "s.db-shm", "s.db-wal"])
    // A reader beside an open writer sees what was committed.
    #expect(try FactStore(path: path, access: .read).documentIdentifiers() == ["a"])
    try store.close()
    #expect(folder.files == ["s.db"])
  }

  @Test func whatAKilledWriterCommittedIsThere() throws {
    let store = try FactStore(path: path, access: .write)
    _ = try store.write(StoreBatch(documents: [Sample.document("a", facts: Sample.facts)]), contract: "c")
    // The files as a killed process leaves them: the write-ahead log holds what the database does not.
    let other = try TemporaryFolder()
    for file in folder.files {
      try FileManager.default.copyItem(atPath: "\(folder.path)/\(file)", toPath: "\(other.path)/\(file)")
    }
    #expect(try FactStore(path: other.path + "/s.db", access: .read).document("a")?.facts == Sample.facts)
    let resumed = try FactStore(path: other.path + "/s.db", access: .write)
    #expect(try resumed.state(of: "a", sha256: "00", contract: "c") == .unchanged)
    #expect(try resumed.faults().isEmpty)
    try resumed.close()
    #expect(other.files == ["s.db"])
  }

  @Test func otherFilesAreNotTakenForStores() throws {
    #expect(throws: StoreError.missing(path: path)) { try FactStore(path: path, access: .read) }
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE other (a)") }
    let before = folder.bytes("s.db")
    for access in [FactStore.Access.read, .write] {
      #expect(throws: StoreError.notAStore(path: path, detail: "a database of another program")) {
        try FactStore(path: path, access: access)
      }
    }
    #expect(folder.bytes("s.db") == before)

    let later = folder.path + "/later.db"
    try FactStore(path: later, access: .write).close()
    try DatabaseQueue(path: later).inDatabase { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = #expect(throws: StoreError.self) { try FactStore(path: later, access: .write) }
    guard case .newerSchema(later, found: 99, _) = error else {
      Issue.record("\(error.debugDescription)")
      return
    }
  }
}

@Suite struct HotJournalTests {
  /// What is left when a process is killed inside a write in rollback-journal mode: database and journal.
  @Test(arguments: [FactStore.Access.read, .write])
  func aStoreWithAHotJournalOpens(access: FactStore.Access) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("journal-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path + "/s.db"
    try FactStore(path: path, access: .write).close()
    let copy = folder.path + "/killed.db"
    try DatabaseQueue(path: path).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE filler (text TEXT)")
      for _ in 0..<500 { try db.execute(sql: "INSERT INTO filler VALUES (hex(randomblob(2000)))") }
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      try FileManager.default.copyItem(atPath: path + "-journal", toPath: copy + "-journal")
      try db.execute(sql: "ROLLBACK")
    }
    let store = try FactStore(path: copy, access: access)
    #expect(try store.counts().documents == 0)
    #expect(try store.faults().isEmpty)
  }
}
