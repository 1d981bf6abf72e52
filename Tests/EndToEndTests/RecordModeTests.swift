import Foundation
import Testing
import ZhandianTestSupport

/// `extract - --from jsonl` as a child of another program: one answer a line, at once.
@Suite struct RecordModeTests {
  private static let record = #"{"id":"a","text":"全县建成人大代表联络站14个，接待选民2300余人次。"}"#

  @Test func rejectionsCarryTheIdentifierOfTheLine() throws {
    let lines = [Self.record, #"{"id":"b"}"#, #"{"id":"c","text":" "}"#, #"{"id":7,"html":"<p>x</p>"}"#, "{"]
    let input = Data((lines.joined(separator: "\n") + "\n").utf8)
    let objects = try Tool.run("extract", "-", "--from", "jsonl", input: input).objects()
    #expect(objects.compactMap { $0["id"] as? String } == ["a", "b", "c", "7", "-:5"])
    let rejected = objects.filter { $0["rejected"] is [String: Any] }
    #expect(Set(["b", "c", "-:5"]).isSubset(of: rejected.compactMap { $0["id"] as? String }))
  }

  @Test func eachLineIsAnsweredBeforeTheNextIsGivenAndATermSignalEndsTheRun() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.arguments = ["extract", "-", "--from", "jsonl", "--jobs", "1", "--lexicons", Repository.root + "/Lexicons"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<3 {
      try input.fileHandleForWriting.write(contentsOf: Data((Self.record + "\n").utf8))
      var answer = Data()
      while answer.last != 0x0A { answer += output.fileHandleForReading.availableData }
      #expect(String(decoding: answer, as: UTF8.self).contains(#""id":"a""#))
    }
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 75 && process.terminationReason == .exit)
  }
}
