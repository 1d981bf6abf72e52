import Foundation
import Testing
import ZhandianTestSupport

/// The help of every command is true: its examples run.
@Suite struct HelpTests {
  private struct Help: Decodable {
    struct Command: Decodable {
      var commandName: String
      var abstract: String?
      var discussion: String?
      var subcommands: [Command]?
    }

    var command: Command
  }

  /// All commands, with the commands above them in their names.
  private static func commands() throws -> [(name: String, help: Help.Command)] {
    let dump = try Tool.run("--experimental-dump-help")
    let root = try JSONDecoder().decode(Help.self, from: dump.output).command
    var found: [(name: String, help: Help.Command)] = [("zhandian", root)]
    var pending: [(above: String, command: Help.Command)] = [("", root)]
    while let (above, command) = pending.popLast() {
      for inner in command.subcommands ?? [] where inner.commandName != "help" {
        found.append((above + inner.commandName, inner))
        pending.append((above + inner.commandName + " ", inner))
      }
    }
    return found
  }

  /// The lines of a help text that are commands.
  private static func examples(_ help: Help.Command) -> [String] {
    (help.discussion ?? "").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.hasPrefix("zhandian ") }
  }

  @Test func everyCommandHasTwoExamples() throws {
    let commands = try Self.commands()
    #expect(commands.count > 14)
    for (name, help) in commands where (help.subcommands ?? []).isEmpty {
      #expect(Self.examples(help).count >= 2, "\(name)")
      #expect(help.abstract?.isEmpty == false, "\(name)")
    }
  }

  @Test func everyExampleRuns() throws {
    let folder = try TemporaryFolder()
    try Self.furnish(folder)
    for (name, help) in try Self.commands() {
      for example in Self.examples(help) {
        let command = example.replacingOccurrences(of: "/srv/lexicons", with: Repository.root + "/Lexicons")
        let (status, errors) = try Self.run(command, in: folder, seconds: name == "serve" ? 3 : 60)
        // A server runs until it is stopped, and a check may find something.
        let others: [String: Int32] = ["serve": 124, "lexicon check": 65]
        #expect(status == 0 || status == others[name], "\(example): \(status) \(errors)")
      }
    }
  }

  /// The files that examples speak of, made of the sample corpus.
  private static func furnish(_ folder: TemporaryFolder) throws {
    let files = FileManager.default
    for name in ["articles", "pages", "practice", "Corpus"] {
      let target = folder.path + "/" + (name == "Corpus" ? "Corpus/samples" : name)
      try files.createDirectory(
        atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try files.copyItem(atPath: Repository.samples + (name == "pages" ? "/pages" : ""), toPath: target)
    }
    try files.copyItem(atPath: Repository.samples + "/pages/d001.html", toPath: folder.path + "/page.html")
    let text = "昆明市官渡区建成人大代表联络站12个，三官一員接待選民。\n"
    for name in ["article.txt", "traditional.txt", "simplified.txt"] { _ = try folder.write(name, text) }
    _ = try folder.write("terms.txt", "三官一員\n")
    try files.copyItem(
      atPath: Repository.root + "/Lexicons/domains/civilization-practice", toPath: folder.path + "/my-topic")
    let record = "{\"id\":\"1\",\"text\":\"昆明市建成人大代表联络站12个。\"}\n"
    _ = try folder.write("articles.jsonl", record)
    _ = try folder.write("dump.jsonl", record)
    let (status, errors) = try run(
      """
      gzip dump.jsonl && zhandian ingest articles/ --store stations.db --quiet && mkdir shards \
      && cp stations.db part-1.db && cp stations.db part-2.db && cp stations.db shards/1.db
      """, in: folder, seconds: 60)
    #expect(status == 0, "\(errors)")
  }

  private static func run(_ command: String, in folder: TemporaryFolder, seconds: Int) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = [String(seconds), "sh", "-c", command]
    process.currentDirectoryURL = folder.url
    let tools = URL(fileURLWithPath: Tool.path).deletingLastPathComponent().path
    process.environment = ["PATH": tools + ":/usr/bin:/bin", "ZHANDIAN_LEXICONS": Repository.root + "/Lexicons"]
    let errors = folder.url.appendingPathComponent("errors")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
