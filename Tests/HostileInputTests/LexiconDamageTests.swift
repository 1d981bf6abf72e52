import CorpusModel
import CorpusReading
import FoundationEssentials
import Ingestion
import LexiconData
import Testing
import ZhandianTestSupport

/// A damaged lexicon loads or is told with its file; `Reports/tools/mutate_lexicons.py` tries many more damages.
@Suite struct LexiconDamageTests {
  /// What is done to the line at `at`.
  private enum Damage: CaseIterable {
    case dropTab, addCells, double, noise, blankCells, hugeNumber, cut, endOfLine

    func apply(to lines: inout [[UInt8]], at: Int, _ next: (Int) -> Int) {
      switch self {
      case .dropTab: if let tab = lines[at].firstIndex(of: 0x09) { lines[at].remove(at: tab) }
      case .addCells: lines[at] += Array("\t\t\t\t\t\t\t\t\t\tx".utf8)
      case .double: lines.insert(lines[at], at: at)
      case .noise: for _ in 0..<3 where !lines[at].isEmpty { lines[at][next(lines[at].count)] = UInt8(next(256)) }
      case .blankCells: lines[at].removeAll { $0 != 0x09 }
      case .hugeNumber:
        let cells = lines[at].split(separator: 0x09, omittingEmptySubsequences: false).map { cell in
          cell.first.map { (0x30...0x39).contains($0) } == true ? Array("99999999999999999999".utf8) : Array(cell)
        }
        lines[at] = Array(cells.joined(separator: [0x09]))
      case .cut: lines.removeSubrange(at...)
      case .endOfLine: lines[at].append(0x0D)
      }
    }
  }

  /// The small files that an extraction reads.
  private static func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: Repository.root + "/Lexicons").filter { name in
      let isRead = name.hasSuffix(".tsv") || name.hasSuffix(".weights")
      return isRead && ["common/", "liaison-stations/", "numerals/", "furniture/"].contains { name.contains($0) }
    }.sorted()
  }

  @Test func aDamagedFileLoadsOrIsTold() throws {
    let files = try Self.files()
    #expect(files.count > 20)
    let folder = FileManager.default.temporaryDirectory.path + "/lexicons-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(atPath: Repository.root + "/Lexicons", toPath: folder + "/Lexicons")
    let record = RawRecord(id: "a", path: "a.txt", bytes: Array(("联络站\n\n" + FloodTests.sentence).utf8), kind: .text)
    var state: UInt64 = 23
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var told = 0
    for (index, file) in files.enumerated() {
      let path = "\(folder)/Lexicons/\(file)"
      let whole = try #require(FileManager.default.contents(atPath: path))
      let damage = Damage.allCases[index % Damage.allCases.count]
      var lines = whole.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
      damage.apply(to: &lines, at: next(lines.count), next)
      try Data(lines.joined(separator: [0x0A])).write(to: URL(fileURLWithPath: path))
      do {
        let pipeline = try DocumentPipeline(lexicons: Lexicons(root: folder + "/Lexicons"))
        _ = try? pipeline.document(from: record)
      } catch let error as LexiconError {
        told += 1
        #expect(!error.file.isEmpty && !error.message.isEmpty, "\(file): \(damage)")
      } catch {
        Issue.record("\(file): \(damage): \(error) has no place")
      }
      try whole.write(to: URL(fileURLWithPath: path))
    }
    #expect(told > 0)
  }
}
