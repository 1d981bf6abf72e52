import Foundation
import Testing
import ZhandianTestSupport

/// What is said on standard error cannot drive a terminal, whatever files and records are called.
@Suite struct TerminalMessageTests {
  private static let control = "\u{1B}[2J\u{9B}31m\u{202E}\u{7}\r\n\u{2066}\u{1B}]0;x\u{7}"

  @Test func messagesShowControlsAndDoNotSendThem() throws {
    let folder = try TemporaryFolder()
    let control = Self.control
    _ = try folder.write("a\(control)b.txt", "")
    let record = try JSONSerialization.data(withJSONObject: ["id": "x\(control)y", "text": ""])
    _ = try folder.write("c.jsonl", record + Data([0x0A]))
    for result in [
      try Tool.run("extract", folder.path), try Tool.run("extract", folder.path + "/n\(control)one"),
      try Tool.run("query", "--store", folder.path + "/n\(control)one.db"),
      try Tool.run("ingest", folder.path, "--store", folder.path + "/s.db", "--domain", "d\(control)"),
    ] {
      #expect(result.status != 0 && !result.errors.isEmpty)
      let scalars = result.errors.unicodeScalars.filter { $0 != "\n" }
      #expect(scalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }, "\(scalars)")
      #expect(!result.errors.unicodeScalars.contains { "\u{202E}\u{2066}".unicodeScalars.contains($0) })
      #expect(result.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("zhandian: ") }, "\(result.errors)")
    }
  }
}
