import Foundation
import Testing
import ZhandianTestSupport

/// A run that is killed at any moment: what was committed stays, and started again it ends in the store of a run that was
/// let be.
@Suite struct KillTests {
  /// `ZHANDIAN_KILLS=1000 swift test --filter KillTests` for a long run.
  private static let kills = ProcessInfo.processInfo.environment["ZHANDIAN_KILLS"].flatMap { Int($0) } ?? 4
  /// Kills on the way to one store.
  private static let killsOfAStore = 4
  /// Public views, with what puts their rows in order.
  private static let views = [
    ("documents", "id"), ("facts", "document, ordinal"), ("copies", "document"), ("rejects", "place"),
    ("divisions", "code, valid_from"),
  ]

  @Test func killedRunsAreGoneOnWith() throws {
    let folder = try TemporaryFolder()
    let dump = try Self.dump(in: folder)
    let start = ContinuousClock.now
    #expect(try Tool.run(Self.arguments(dump, folder.path + "/whole.db")).status == 0)
    var seconds = (ContinuousClock.now - start) / .seconds(1)
    let expected = try Self.rows(of: folder.path + "/whole.db")
    var moments = SeededMoments(seed: 20)
    var killed = 0
    var stores = 0
    while killed < Self.kills, stores < Self.kills * 4 {
      stores += 1
      let store = folder.path + "/\(stores).db"
      var stored = 0
      for _ in 0..<min(Self.killsOfAStore, Self.kills - killed) {
        if try Self.isKilled(Self.arguments(dump, store), after: moments.next(below: seconds)) {
          killed += 1
        } else {
          // The first run may have met a busier machine.
          seconds /= 2
        }
        let now = try Self.documents(in: store)
        #expect(now >= stored, "committed documents are lost")
        stored = now
      }
      let result = try Tool.run(Self.arguments(dump, store))
      #expect(result.status == 0, "\(result.errors)")
      #expect(try Tool.run("verify", store).status == 0)
      #expect(try Self.rows(of: store) == expected, "after \(killed) kills, store \(stores)")
      for end in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: store + end) }
    }
    #expect(killed == Self.kills)
  }

  private static func arguments(_ dump: String, _ store: String) -> [String] {
    ["ingest", dump, "--store", store, "--quiet", "--jobs", "2"]
  }

  /// Several transactions' worth of records: articles, copies, pages that are none, a line that is no JSON, identifiers
  /// that come twice.
  private static func dump(in folder: TemporaryFolder) throws -> String {
    let path = folder.path + "/dump.jsonl"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [Repository.root + "/Corpus/tools/synthetic_dump.py", path, "--records", "1300"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    for at in stride(from: 1290, to: 0, by: -130) {
      lines.insert(lines[at / 2].replacingOccurrences(of: "0", with: "1"), at: at)
      lines.insert(lines[at / 2], at: at)
      lines.insert("{", at: at)
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Whether the run was still going when the signal came.
  private static func isKilled(_ arguments: [String], after seconds: Double) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.arguments = arguments
    process.environment = ["ZHANDIAN_LEXICONS": Repository.root + "/Lexicons"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    let end = ContinuousClock.now + .seconds(seconds)
    while process.isRunning, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.01) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// Documents of a sound store; a file that was killed before its tables were there is no store yet.
  private static func documents(in store: String) throws -> Int {
    let verified = try Tool.run("verify", store)
    #expect([0, 65, 66].contains(verified.status), "\(verified.errors)")
    guard verified.status == 0 else { return 0 }
    let count = try Tool.run("sql", "--store", store, "SELECT count(*) AS n FROM documents", "--format", "jsonl")
    return try #require(try count.objects().first?["n"] as? Int)
  }

  /// All rows that users see, in an order that does not depend on that of writing.
  private static func rows(of store: String) throws -> [Data] {
    try views.map { view, order in
      let result = try Tool.run("sql", "--store", store, "SELECT * FROM \(view) ORDER BY \(order)", "--format", "jsonl")
      #expect(result.status == 0, "\(result.errors)")
      return result.output
    }
  }
}

/// Numbers that look drawn by lot, the same for the same seed.
private struct SeededMoments {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(below bound: Double) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return bound * Double(state >> 11) / 0x1p53
  }
}
