import FoundationEssentials
import Testing
import ZhandianTestSupport

/// The table of promises names tests that are there.
@Suite struct PromiseTests {
  @Test func everyPromiseHasItsTests() throws {
    let table = try String(contentsOfFile: Repository.root + "/Reports/quality/promises.md", encoding: .utf8)
    let rows = table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
    #expect(rows.count >= 20)
    let tests = Repository.root + "/Tests"
    let sources = try FileManager.default.subpathsOfDirectory(atPath: tests)
      .filter { $0.hasSuffix("Tests.swift") }
      .map { try String(contentsOfFile: tests + "/" + $0, encoding: .utf8) }
    for row in rows {
      let cells = row.split(separator: "|", omittingEmptySubsequences: false)
      try #require(cells.count == 6 && Int(cells[4].filter { $0 != " " }) != nil, "\(row)")
      let names = cells[2].split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
      #expect(!names.isEmpty, "\(row)")
      for name in names {
        let parts = name.split(separator: ".")
        let isThere = sources.contains { source in
          source.contains("struct \(parts[0]) ")
            && (parts.count == 1 || source.contains("func \(parts[1])("))
        }
        #expect(isThere, "no test \(name)")
      }
    }
  }
}
