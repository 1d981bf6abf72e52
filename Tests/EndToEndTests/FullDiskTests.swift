import Foundation
import Testing
import ZhandianTestSupport

/// A disk that takes no more: the last commit stays, the message has file and reason, the exit code is 74.
///
/// Files are kept from growing by RLIMIT_FSIZE, with its signal ignored, which makes a write fail where a full disk
/// would; nothing of it is compiled into the program.
@Suite struct FullDiskTests {
  /// Runs the tool where no file may grow over `bytes`.
  private func run(_ arguments: [String], limit bytes: Int, in folder: TemporaryFolder) throws -> Tool.Result {
    let script = """
      import os, resource, signal, sys
      signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
      resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
      os.execv(sys.argv[2], sys.argv[2:])
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", script, String(bytes), Tool.path] + arguments
    process.environment = ["ZHANDIAN_LEXICONS": Repository.root + "/Lexicons"]
    let errors = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Tool.Result(
      status: process.terminationStatus, output: Data(), errors: String(decoding: said, as: UTF8.self))
  }

  private func copy() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: try CommandTests.store.get().path + "/s.db", toPath: folder.path + "/s.db")
    return folder
  }

  private func files(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// Wherever the disk fills up, what was committed is whole and the run can be gone on with: while the tables are made,
  /// while the divisions are written, in the transaction of articles.
  @Test func ingestionLeavesTheLastCommit() throws {
    for limit in [100_000, 430_000, 800_000] {
      let folder = try TemporaryFolder()
      let store = folder.path + "/s.db"
      let result = try run(
        ["ingest", Repository.samples, "--store", store, "--quiet", "--jobs", "2"], limit: limit, in: folder)
      #expect(result.status == 74, "\(limit): \(result.errors)")
      #expect(result.errors.contains("s.db") || result.errors.contains("the store"), "\(result.errors)")
      let verified = try Tool.run("verify", store)
      #expect(verified.status == 0 || verified.status == 65 || verified.status == 66, "\(limit): \(verified.errors)")
      #expect(try Tool.run("ingest", Repository.samples, "--store", store, "--quiet").status == 0, "\(limit)")
      #expect(try Tool.run("verify", store).errors.contains("90 documents"), "\(limit)")
    }
  }

  @Test(arguments: ["compare.csv", "compare.xlsx", "compare.jsonl"])
  func aFileThatCannotBeWrittenLeavesTheOldOne(name: String) throws {
    let folder = try copy()
    let out = try folder.write(name, "the old one")
    let arguments = [
      "compare", "--store", folder.path + "/s.db", "--by", "county", "--measure", "stations", "--all", "--out", out,
    ]
    for limit in [0, 4096] {
      let result = try run(arguments, limit: limit, in: folder)
      #expect(result.status == 74, "\(limit): \(result.status) \(result.errors)")
      // A workbook is made in the temporary folder first.
      #expect(result.errors.contains(name) || result.errors.contains(".xlsx: File too large"), "\(result.errors)")
      #expect(try String(contentsOfFile: out, encoding: .utf8) == "the old one")
      #expect(try files(folder) == [name, "s.db"].sorted())
    }
    #expect(try Tool.run(arguments).status == 0)
  }

  @Test(arguments: [["report"], ["export"], ["export", "--format", "xlsx"], ["export", "--format", "sqlite"]])
  func aFolderThatCannotBeWrittenLeavesTheOldOne(command: [String]) throws {
    let folder = try copy()
    let out = folder.path + "/out"
    let arguments = command + ["--store", folder.path + "/s.db", "--out", out, "--quiet"]
    #expect(try Tool.run(arguments).status == 0)
    let before = try FileManager.default.subpathsOfDirectory(atPath: out).sorted()
    for limit in [0, 20_000] {
      let result = try run(arguments, limit: limit, in: folder)
      #expect(result.status == 74, "\(command) \(limit): \(result.status) \(result.errors)")
      #expect(result.errors.contains("out"), "\(command) \(limit): \(result.errors)")
      #expect(try FileManager.default.subpathsOfDirectory(atPath: out).sorted() == before)
      #expect(try files(folder) == ["out", "s.db"], "\(command) \(limit)")
    }
  }

  @Test func standardOutputThatIsFullIsTold() throws {
    let folder = try copy()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.arguments = ["query", "--store", folder.path + "/s.db"]
    process.environment = ["ZHANDIAN_LEXICONS": Repository.root + "/Lexicons"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
    #expect(said.contains("standard output: No space left on device"))
  }
}
