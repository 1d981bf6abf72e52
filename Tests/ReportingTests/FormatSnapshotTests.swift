import CorpusModel
import Foundation
import Testing
import ZhandianTestSupport

@testable import Reporting

/// Every form of output, byte for byte.
@Suite struct FormatSnapshotTests {
  /// All kinds of cells, all bounds, and texts that mean something to some form.
  static let table: Table = {
    var table = Table(columns: ["region", "value", "percent", "parts", "sum_holds", "evidence", "since"])
    table.rows.append([
      .text("云南省"), .quantity(Quantity(value: 14380, bound: .exact)), .decimal(100), .list(["60", "1427", "12893"]),
      .flag(true), .text("共建成“家、站、点”14380个"), .text("2019-12"),
    ])
    table.rows.append([
      .text("石桥镇|东街"), .quantity(Quantity(value: 12000, bound: .atLeast)), .decimal(97.5), .list([]), .flag(false),
      .text("=HYPERLINK(\"http://a.test\",\"<b>&amp;\")"), .missing,
    ])
    table.rows.append([
      .text("-1\t+2\n@3"), .quantity(Quantity(value: 300, bound: .about)), .missing, .list(["a;b", "c"]), .missing,
      .text(""), .missing,
    ])
    table.rows.append([
      .text("𠮷林_省 {x} 100%"), .integer(-7), .decimal(-0.25), .missing, .missing, .text("\u{202E}\u{1B}[2J"), .missing,
    ])
    for bound in [Bound.moreThan, .nearly, .atMost] {
      table.rows.append([.text(bound.rawValue), .quantity(Quantity(value: 5, bound: bound))])
    }
    table.notes = ["stations: reported by 9 of 14 prefectures; not by 甲<市>"]
    return table
  }()

  @Test(arguments: OutputFormat.allCases)
  func textFormsAreAsTheyWere(_ format: OutputFormat) throws {
    let text = TableRenderer().render(Self.table, as: format)
    #expect(try Snapshot.difference(text, from: "table.\(format.rawValue)") == nil)
  }

  @Test func theOptionsOfCSVAreAsTheyWere() throws {
    let text = TableRenderer(bom: true, exact: true).render(Self.table, as: .csv)
    #expect(text.unicodeScalars.first == "\u{FEFF}")
    #expect(try Snapshot.difference(text, from: "table-bom-exact.csv") == nil)
  }

  @Test func aNarrowColouredTableIsAsItWas() throws {
    let text = TableRenderer(width: 60, colour: true).render(Self.table, as: .table)
    #expect(try Snapshot.difference(text, from: "table-narrow.txt") == nil)
  }

  @Test func theSheetsOfAWorkbookAreAsTheyWere() throws {
    let bytes = try Workbook.bytes(Self.table)
    #expect(try Workbook.bytes(Self.table) == bytes)
    let parts = try WorkbookParts(bytes)
    let sheets = parts.names.filter { $0.hasPrefix("xl/worksheets/") }
    #expect(sheets == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"])
    let text = try sheets.map { "\($0)\n" + (try parts.text($0)) }.joined(separator: "\n")
    #expect(try Snapshot.difference(text, from: "table.xlsx.xml") == nil)
    // No cell is a formula, and the clock is nowhere.
    #expect(!text.contains("<f>") && text.contains("=HYPERLINK("))
    #expect(try parts.text("docProps/core.xml").contains("1980-01-01T00:00:00Z"))
  }

  @Test func aCellHoldsWhatXMLAndSpreadsheetsCanHold() throws {
    let long = String(repeating: "站", count: 40_000)
    #expect(Workbook.storable(long).utf16.count == Workbook.mostUnits)
    #expect(Workbook.storable("a\0b\u{FFFF}") == "a\u{FFFD}b\u{FFFD}")
    let table = Table(columns: ["a"], rows: [[.text(long)], [.text("a\u{1}\u{8}\u{1B}]]>&")], [.integer(1 << 60)]])
    let text = try WorkbookParts(try Workbook.bytes(table)).text("xl/worksheets/sheet1.xml")
    #expect(text.contains("]]&gt;&amp;") && text.contains("1152921504606846976"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func tooManyRowsAreAnError() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let book = try Workbook(path: path)
    try book.addSheet("s", columns: ["a"])
    #expect(throws: WorkbookError.self) {
      for _ in 0...Workbook.mostRows { try book.add([.missing]) }
    }
    #expect(throws: WorkbookError.self) { try book.addSheet("s", columns: []) }
    #expect(throws: WorkbookError.self) { try book.addSheet("a/b", columns: []) }
  }
}

/// The members of a workbook's archive.
struct WorkbookParts {
  let names: [String]
  private let texts: [String: String]

  init(_ bytes: [UInt8]) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".xlsx")
    try Data(bytes).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let script = """
      import json, sys, zipfile
      book = zipfile.ZipFile(sys.argv[1])
      print(json.dumps({name: book.read(name).decode() for name in book.namelist()}))
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, path.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    texts = try JSONDecoder().decode([String: String].self, from: output)
    names = texts.keys.sorted()
  }

  func text(_ name: String) throws -> String { try #require(texts[name]) }
}
