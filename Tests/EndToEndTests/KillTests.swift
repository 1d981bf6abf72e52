import Foundation
import Testing
import ZhandianTestSupport

/// A process that is killed: what was committed stays, the next run does the rest, nothing is lost or doubled.
@Suite struct KillTests {
  /// `ZHANDIAN_KILLS=1000 swift test --filter KillTests` for a long run.
  private static let kills = ProcessInfo.processInfo.environment["ZHANDIAN_KILLS"].flatMap { Int($0) } ?? 10
  private static let documents = 640

  private func documents(_ store: String) throws -> Int {
    let verified = try Tool.run("verify", store)
    // Killed before its tables were there, a file is no store yet.
    guard verified.status == 0 else {
      #expect(verified.status == 65 || verified.status == 66, "\(verified.errors)")
      return 0
    }
    let number = verified.errors.split(separator: " ").adjacent.first { $1.hasPrefix("documents") }?.0
    return try #require(number.flatMap { Int($0) }, "\(verified.errors)")
  }

  private func content(_ store: String) throws -> Data {
    try Tool.run("query", "--store", store, "--format", "jsonl").output
  }

  @Test func killedRunsAreGoneOnWith() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<Self.documents).map {
      #"{"id":"r\#($0)","text":"青山县建成人大代表联络站\#($0 + 3)个，接待选民\#($0 + 2300)余人次。"}"#
    }
    let input = try folder.write("in.jsonl", lines.joined(separator: "\n"))
    let whole = folder.path + "/whole.db"
    let start = ContinuousClock.now
    #expect(try Tool.run("ingest", input, "--store", whole, "--quiet").status == 0)
    let duration = ContinuousClock.now - start
    let wanted = try content(whole)
    var random = SystemRandomNumberGenerator()
    var (kills, stores) = (0, 0)
    while kills < Self.kills {
      stores += 1
      let store = folder.path + "/\(stores).db"
      var stored = 0
      while stored < Self.documents, kills < Self.kills {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Tool.path)
        process.arguments = ["ingest", input, "--store", store, "--quiet"]
        process.environment = ["ZHANDIAN_LEXICONS": Repository.root + "/Lexicons"]
        try process.run()
        Thread.sleep(forTimeInterval: duration / .seconds(1) * Double.random(in: 0.1...1, using: &random))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal { kills += 1 }
        let now = try documents(store)
        #expect(now >= stored, "committed documents are lost")
        stored = now
      }
      #expect(try Tool.run("ingest", input, "--store", store, "--quiet").status == 0)
      #expect(try documents(store) == Self.documents)
      #expect(try content(store) == wanted)
    }
  }
}

extension Collection {
  /// Each element with the next.
  fileprivate var adjacent: [(Element, Element)] { Array(zip(self, dropFirst())) }
}
