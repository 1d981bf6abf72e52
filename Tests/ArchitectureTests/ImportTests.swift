import FoundationEssentials
import Testing
import ZhandianTestSupport

/// Holds the one-way arrows: SwiftPM lets a target import what it never declared, this does not.
@Suite struct ImportTests {
  /// Modules that any target may import: the toolchain's own.
  static let toolchain: Set = ["FoundationEssentials", "Glibc", "Dispatch", "Synchronization"]

  /// The dependencies that `Package.swift` declares for each target, read from its text.
  static func declared() throws -> [String: Set<String>] {
    let manifest = try String(contentsOfFile: Repository.root + "/Package.swift", encoding: .utf8)
    var result: [String: Set<String>] = [:]
    let marks = [".target(", ".executableTarget(", ".testTarget("]
    for piece in manifest.split(separator: "\n    .").map({ "." + $0 }) where marks.contains(where: piece.hasPrefix) {
      let names = quoted(piece)
      guard let target = names.first else { continue }
      result[target] = Set(names.dropFirst())
    }
    return result
  }

  private static func quoted(_ text: String) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().compactMap {
      $0.offset % 2 == 1 ? String($0.element) : nil
    }
  }

  static func imports(below folder: String) throws -> [(file: String, module: String)] {
    let files = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".swift") }
    return try files.flatMap { file in
      try String(contentsOfFile: folder + "/" + file, encoding: .utf8).split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
          words[..<index].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" })
        else { return nil }
        return (file, String(words[index + 1].split(separator: ".")[0]))
      }
    }
  }

  @Test func everyImportIsDeclaredInTheManifest() throws {
    let declared = try Self.declared()
    #expect(declared["FactStore"]?.contains("GRDB") == true)
    var checked = 0
    for (target, dependencies) in declared
    where FileManager.default.fileExists(atPath: Repository.root + "/Sources/" + target) {
      for (file, module) in try Self.imports(below: Repository.root + "/Sources/" + target) {
        checked += 1
        #expect(
          dependencies.contains(module) || Self.toolchain.contains(module),
          "\(target)/\(file) imports \(module), which its target does not declare")
      }
    }
    #expect(checked > 50)
  }

  /// The table of the design: what each module may know of the others, at most.
  @Test func theManifestKeepsToTheArrows() throws {
    let layers = [
      ["CorpusModel"], ["LexiconData"],
      ["CorpusReading", "ArticleExtraction", "ChineseText", "Gazetteer", "FactStore"],
      ["FactExtraction", "RegionComparison"], ["Ingestion", "Reporting"], ["zhandian"],
    ]
    var rank: [String: Int] = [:]
    for (index, names) in layers.enumerated() { for name in names { rank[name] = index } }
    for (target, dependencies) in try Self.declared() {
      guard let own = rank[target] else { continue }
      for dependency in dependencies {
        guard let other = rank[dependency] else { continue }
        #expect(other < own, "\(target) → \(dependency) points the wrong way")
      }
    }
  }

  @Test func sqlStaysInTheStore() throws {
    for target in try Self.declared().keys where target != "FactStore" && rank(target) {
      let folder = Repository.root + "/Sources/" + target
      for file in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
          let isStatement = ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "\"CREATE TABLE"].contains {
            line.contains($0)
          }
          #expect(!isStatement, "\(target)/\(file) holds SQL: \(line)")
        }
      }
    }
  }

  private func rank(_ target: String) -> Bool {
    FileManager.default.fileExists(atPath: Repository.root + "/Sources/" + target)
  }
}
