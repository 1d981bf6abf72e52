import Foundation
import Testing
import ZhandianTestSupport

/// The same articles give the same facts and the same reports, in whatever order, on however many threads, in whatever
/// locale they are read.
@Suite struct DeterminismTests {
  /// The order in which files are named, as a number tells it.
  private func shuffled(_ files: [String], _ seed: UInt64) -> [String] {
    var files = files
    var state = seed
    for index in files.indices.dropLast() {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      files.swapAt(index, index + Int(state >> 33) % (files.count - index))
    }
    return files
  }

  /// All that is said of the store: facts and documents, comparisons, names, and a whole report.
  private func content(of store: String, in folder: TemporaryFolder, jobs: String = "2") throws -> [String: Data] {
    let out = folder.path + "/" + UUID().uuidString
    var content: [String: Data] = [:]
    for command in [
      ["export", "--out", out + "e", "--format", "csv,jsonl"], ["report", "--out", out + "r"], ["models"],
      ["compare", "--by", "county", "--measure", "stations,deputies,coverage,models,slogans", "--all"],
    ] {
      let result = try Tool.run(command + ["--store", store, "--jobs", jobs, "--quiet"])
      #expect(result.status == 0)
      content[command[0]] = result.output
    }
    for kind in ["e", "r"] {
      for name in try FileManager.default.subpathsOfDirectory(atPath: out + kind) where !name.hasPrefix("zhandian-") {
        content[kind + "/" + name] = FileManager.default.contents(atPath: "\(out)\(kind)/\(name)")
      }
    }
    return content
  }

  @Test func orderThreadsAndLocaleDoNotMatter() throws {
    let folder = try TemporaryFolder()
    let files = try ["texts", "pages"].flatMap { kind in
      try FileManager.default.contentsOfDirectory(atPath: Repository.samples + "/" + kind).sorted().map {
        "\(Repository.samples)/\(kind)/\($0)"
      }
    }
    var first: [String: Data]?
    let runs = ProcessInfo.processInfo.environment["ZHANDIAN_RUNS"].flatMap { Int($0) } ?? 3
    for round in 0..<runs {
      let store = folder.path + "/\(round).db"
      let jobs = ["1", "2", "5", "3"][round % 4]
      let environment = [
        "LC_ALL": ["C", "zh_CN.UTF-8", "C.UTF-8"][round % 3], "TZ": ["UTC", "Asia/Shanghai"][round % 2],
      ]
      let result = try Tool.run(
        ["ingest"] + shuffled(files, UInt64(round)) + ["--store", store, "--jobs", jobs, "--quiet"],
        environment: environment)
      #expect(result.status == 0, "\(result.errors)")
      let content = try content(of: store, in: folder, jobs: jobs)
      #expect(content.count > 20)
      let known = first ?? content
      let differing = Set(known.keys).union(content.keys).filter { known[$0] != content[$0] }.sorted()
      #expect(differing == [], "run \(round)")
      first = known
    }
  }

  @Test func ingestingTwiceChangesNothing() throws {
    let folder = try TemporaryFolder()
    let store = folder.path + "/s.db"
    #expect(try Tool.run("ingest", Repository.samples, "--store", store).status == 0)
    let before = try content(of: store, in: folder)
    let again = try Tool.run("ingest", Repository.samples, "--store", store)
    #expect(again.errors.contains("0 stored, 0 updated, 90 unchanged, 0 rejected; 0 facts written"), "\(again.errors)")
    #expect(try content(of: store, in: folder) == before)
    #expect(try Tool.run("verify", store).status == 0)
  }
}
