import FoundationEssentials

/// Files that outputs are held to, in the folder `Snapshots` beside a test.
public enum Snapshot {
  /// What is wrong with `text`, or nil if it is the file's content.
  ///
  /// With `RECORD_SNAPSHOTS=1` the file is written, and the test still fails, so that a recording run cannot pass.
  ///
  /// - Parameters:
  ///   - text: What the program made.
  ///   - name: Of the file.
  ///   - test: File of the test.
  /// - Returns: The first difference.
  /// - Throws: If the file cannot be written.
  public static func difference(_ text: String, from name: String, test: String = #filePath) throws -> String? {
    let folder = String(test.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }) + "/Snapshots"
    let file = folder + "/" + name
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      return "\(name) was recorded"
    }
    guard let data = FileManager.default.contents(atPath: file) else { return "there is no \(name)" }
    if Array(data) == Array(text.utf8) { return nil }
    let lines = (
      new: text.split(separator: "\n", omittingEmptySubsequences: false),
      old: String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    )
    let first = zip(lines.new, lines.old).enumerated().first { $0.element.0 != $0.element.1 }
    guard let first else { return "\(name): \(lines.new.count) lines, not \(lines.old.count)" }
    return "\(name):\(first.offset + 1) is\n\(first.element.0)\nnot\n\(first.element.1)"
  }
}
