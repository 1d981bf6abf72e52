import Foundation
import Testing
import ZhandianTestSupport

/// The site and the tables that the built program writes of the sample corpus.
@Suite struct ReportTests {
  private static let store: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    let result = try Tool.run("ingest", Repository.samples, "--store", folder.path + "/s.db")
    #expect(result.status == 0, "\(result.errors)")
    return folder
  }

  private func store() throws -> String { try Self.store.get().path + "/s.db" }

  /// All files below a folder with their bytes.
  static func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        files[name] = FileManager.default.contents(atPath: path)
      }
    }
    return files
  }

  @Test func aReportIsWholeAndTheSameEachTime() throws {
    let folder = try TemporaryFolder()
    let first = try Tool.run("report", "--store", try store(), "--out", folder.path + "/site")
    #expect(first.status == 0 && first.output.isEmpty, "\(first.errors)")
    let files = try Self.files(folder.path + "/site")
    #expect(files["index.html"] != nil && files["regions/530000.html"] != nil && files["zhandian-report.json"] != nil)
    // Again over itself, with other threads and locale: the same bytes, and nothing left beside it.
    let again = try Tool.run(
      "report", "--store", try store(), "--out", folder.path + "/site/", "--jobs", "1",
      environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(try Self.files(folder.path + "/site") == files)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["site"])
    // Every page carries its policy and loads nothing from elsewhere.
    for (name, data) in files where name.hasSuffix(".html") {
      let page = String(decoding: data, as: UTF8.self)
      #expect(page.contains("Content-Security-Policy") && page.contains("default-src &#39;none&#39;"))
      #expect(!page.contains(" src=\"http") && !page.contains("<link rel=\"stylesheet\" href=\"http"))
    }
  }

  @Test(arguments: ["report", "export"])
  func aFolderOfOthersIsLeftAlone(_ command: String) throws {
    let folder = try TemporaryFolder()
    let note = try folder.write("mine/notes.txt", "dear")
    let other = try Tool.run(command, "--store", try store(), "--out", folder.path + "/mine")
    #expect(other.status == 64 && other.errors.contains("not made by this command"), "\(other.errors)")
    #expect(try String(contentsOfFile: note, encoding: .utf8) == "dear")
    // Nor is a folder of ours that someone put a file into, or a file.
    #expect(try Tool.run(command, "--store", try store(), "--out", folder.path + "/ours").status == 0)
    _ = try folder.write("ours/notes.txt", "dear")
    let mixed = try Tool.run(command, "--store", try store(), "--out", folder.path + "/ours")
    #expect(mixed.status == 64 && mixed.errors.contains("notes.txt"))
    #expect(try Tool.run(command, "--store", try store(), "--out", note).status == 64)
    // An empty one is taken; what goes wrong leaves nothing.
    try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
    #expect(try Tool.run(command, "--store", try store(), "--out", folder.path + "/empty").status == 0)
    #expect(try Tool.run(command, "--store", folder.path + "/no.db", "--out", folder.path + "/new").status == 66)
    #expect(try Tool.run(command, "--store", try store(), "--out", folder.path + "/no/such").status == 74)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["empty", "mine", "ours"])
  }

  @Test func aReportOfOneRegionSaysSo() throws {
    let folder = try TemporaryFolder()
    let result = try Tool.run(
      "report", "--store", try store(), "--out", folder.path + "/site", "--by", "prefecture", "--within", "云南省",
      "--title",
      "云南<站点>", "--date", "2026-11-25", "--quiet")
    #expect(result.status == 0 && result.errors.isEmpty)
    let files = try Self.files(folder.path + "/site")
    let index = String(decoding: files["index.html"] ?? Data(), as: UTF8.self)
    #expect(index.contains("云南&lt;站点&gt;") && index.contains("2026-11-25") && index.contains("prefectures"))
    #expect(
      !files.keys.contains { $0.hasPrefix("regions/") && !$0.hasPrefix("regions/53") && $0 != "regions/index.html" })
  }

  @Test func everyExportHasTheSameRows() throws {
    let folder = try TemporaryFolder()
    let out = folder.path + "/tables"
    let arguments = [
      "export", "--store", try store(), "--out", out, "--format", "csv,tsv,jsonl,md,latex,xlsx,sqlite", "--exact",
    ]
    let result = try Tool.run(arguments + ["--date", "2026-11-25"])
    #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
    let files = try Self.files(out)
    #expect(try Tool.run(arguments + ["--date", "2026-11-25"]).status == 0)
    #expect(try Self.files(out) == files)
    for name in ["documents", "facts", "models", "slogans", "copies", "divisions", "rejects"] {
      let counted = try Tool.run("sql", "--store", try store(), "SELECT count(*) AS n FROM \(name)", "--format", "csv")
        .lines[1]
      let lines = String(decoding: files[name + ".jsonl"] ?? Data(), as: UTF8.self).split(separator: "\n")
      #expect(String(lines.count) == counted, "\(name)")
      for line in lines { #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil) }
    }
    let facts = String(decoding: files["facts.jsonl"] ?? Data(), as: UTF8.self)
    #expect(facts.contains("\"sum_of\":[1,2") && facts.contains("\"components\":[\""))
    #expect(files["zhandian.sqlite"]?.starts(with: Data("SQLite format 3".utf8)) == true)
    #expect(files["zhandian.xlsx"]?.starts(with: [0x50, 0x4B]) == true)
    #expect(files["ro-crate-metadata.json"] != nil)
    let package = try #require(
      try JSONSerialization.jsonObject(with: files["datapackage.json"] ?? Data()) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    // All but the JSONL of copies and rejects, of which there are none.
    #expect(
      resources.count == 5 * 7 + 2 - 2 && Set(resources.compactMap { $0["name"] as? String }).count == resources.count)
    for resource in resources {
      let path = try #require(resource["path"] as? String)
      #expect(resource["bytes"] as? Int == files[path]?.count, "\(path)")
    }
    // Every column is described.
    for schema in resources.compactMap({ $0["schema"] as? [String: Any] }) {
      for field in schema["fields"] as? [[String: Any]] ?? [] { #expect(field["description"] != nil, "\(field)") }
    }
  }

  @Test func anExportIsChosenByTableAndGuarded() throws {
    let folder = try TemporaryFolder()
    let article = "{\"id\":\"=1+1\",\"title\":\"@cmd\",\"text\":\"昆明市建成人大代表联络站12个。\"}\n"
    let store = folder.path + "/h.db"
    #expect(try Tool.run("ingest", try folder.write("h.jsonl", article), "--store", store).status == 0)
    let export = try Tool.run(
      "export", "--store", store, "--out", folder.path + "/t", "--format", "csv,jsonl", "--table", "documents", "--bom")
    #expect(export.status == 0, "\(export.errors)")
    let files = try Self.files(folder.path + "/t")
    #expect(files.keys.sorted() == ["datapackage.json", "documents.csv", "documents.jsonl", "zhandian-export.json"])
    let csv = String(decoding: files["documents.csv"] ?? Data(), as: UTF8.self)
    #expect(files["documents.csv"]?.starts(with: [0xEF, 0xBB, 0xBF]) == true)
    #expect(csv.contains("'=1+1,") && csv.contains("'@cmd"))
    #expect(String(decoding: files["documents.jsonl"] ?? Data(), as: UTF8.self).contains("\"id\":\"=1+1\""))
    #expect(try Tool.run("export", "--store", store, "--out", folder.path + "/u", "--format", "csv,pdf").status == 64)
    #expect(try Tool.run("export", "--store", store, "--out", folder.path + "/u", "--table", "fact").status == 64)
  }

  @Test func rowsComeAsAWorkbookWithOut() throws {
    let folder = try TemporaryFolder()
    let refused = try Tool.run("models", "--store", try store(), "--format", "xlsx")
    #expect(refused.status == 64 && refused.errors.contains("--out"))
    let path = folder.path + "/models.xlsx"
    #expect(try Tool.run("models", "--store", try store(), "--out", path).status == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).starts(with: [0x50, 0x4B, 3, 4]))
  }
}
