import CorpusModel
import Testing
import ZhandianTestSupport

@testable import Reporting

/// What strangers write into articles must not act in a spreadsheet, a terminal or a browser.
@Suite struct EscapingTests {
  private struct Generator {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }

    mutating func text(_ pool: [String]) -> String { (0..<next(7)).map { _ in pool[next(pool.count)] }.joined() }
  }

  private static let pool = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "\"", "'", ",", ";", "|", "\\", "1", "cmd", "站",
    " ",
    "<script>", "</td>", "&", "\u{1B}[2J", "\u{9B}", "\u{202E}", "\u{2066}", "\u{7F}", "\u{2028}", "javascript:", "{",
    "}",
  ]

  @Test func noTextCellIsALiveFormula() {
    var generator = Generator(state: 1)
    for _ in 0..<10_000 {
      let text = generator.text(Self.pool)
      let value = generator.next(2000) - 1000
      let table = Table(columns: ["a", "b"], rows: [[.text(text), .integer(value)]])
      let rows = CSV.parse(TableRenderer().render(table, as: .csv))
      let first = rows[1][0].unicodeScalars.first
      #expect(first.map { !"=+-@＝＋－＠\t\r\n\0".unicodeScalars.contains($0) } ?? true)
      #expect(rows[1][1] == String(value))
      let unguarded = rows[1][0].unicodeScalars.dropFirst(rows[1][0].utf8.count - text.utf8.count)
      #expect(Array(String(unguarded).utf8) == Array(text.utf8))
      let exact = CSV.parse(TableRenderer(exact: true).render(table, as: .csv))
      #expect(exact.count == 2 && Array(exact[1][0].utf8) == Array(text.utf8))
    }
  }

  @Test func aTSVRowIsOneLineOfAsManyCells() {
    var generator = Generator(state: 2)
    for _ in 0..<2000 {
      let table = Table(
        columns: ["a", "b"], rows: [[.text(generator.text(Self.pool)), .list([generator.text(Self.pool)])]])
      let bytes = Array(TableRenderer().render(table, as: .tsv).utf8)
      #expect(bytes.count { $0 == 0x0A } == 2 && bytes.count { $0 == 0x09 } == 2 && !bytes.contains(0x0D))
    }
  }

  @Test(arguments: [OutputFormat.table, .md, .html, .latex])
  func noControlOrOverrideReachesAReader(_ format: OutputFormat) {
    var generator = Generator(state: 3)
    for _ in 0..<1000 {
      let table = Table(
        columns: ["a"], rows: [[.text(generator.text(Self.pool))], [.list([generator.text(Self.pool)])]],
        notes: [generator.text(Self.pool)])
      let shown = TableRenderer().render(table, as: format)
      #expect(
        !shown.unicodeScalars.contains {
          ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || (0x2028...0x202E).contains($0.value)
            || (0x2066...0x2069).contains($0.value)
        })
      if format == .html {
        let plain = TableRenderer().render(
          Table(columns: ["a"], rows: [[.text("")], [.list([""])]], notes: [""]), as: .html)
        #expect(shown.utf8.count { $0 == UInt8(ascii: "<") } == plain.utf8.count { $0 == UInt8(ascii: "<") })
        #expect(shown.utf8.count { $0 == UInt8(ascii: "\"") } == plain.utf8.count { $0 == UInt8(ascii: "\"") })
      } else {
        let lines = format == .table ? 5 : format == .md ? 6 : 10
        #expect(shown.utf8.count { $0 == 0x0A } == lines)
      }
    }
  }

  @Test(arguments: [
    ("站", 2), ("，", 2), ("Ａ", 2), ("한", 2), ("ﾊ", 1), ("é", 1), ("e\u{301}", 1), ("“”…≥", 4), ("𠀀", 2), ("😀", 2),
    ("\u{200D}", 0), ("葛\u{E0100}", 2), ("12亿", 4), ("", 0), ("《", 2), ("〇", 2), ("○", 1),
  ])
  func widthsAreThoseOfATerminal(_ text: String, _ width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }
}

/// A strict reader of RFC 4180, for tests.
private enum CSV {
  static func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      if isQuoted {
        if scalar != "\"" {
          field.append(scalar)
        } else if scalars.first == "\"" {
          field.append("\"")
          scalars.removeFirst()
        } else {
          isQuoted = false
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," {
        row.append(String(field))
        field = String.UnicodeScalarView()
      } else if scalar == "\r", scalars.first == "\n" {
        scalars.removeFirst()
        rows.append(row + [String(field)])
        row = []
        field = String.UnicodeScalarView()
      } else {
        field.append(scalar)
      }
    }
    return rows
  }
}
