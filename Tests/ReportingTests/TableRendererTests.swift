import CorpusModel
import Testing
import ZhandianTestSupport

@testable import Reporting

@Suite struct TableRendererTests {
  private static let table = Table(
    columns: ["region", "stations", "share", "models", "holds"],
    rows: [
      [
        .text("云南省"), .quantity(Quantity(value: 14556, bound: .exact)), .decimal(0.5), .list(["四办", "八有"]), .flag(true),
      ],
      [.text("榆次区"), .quantity(Quantity(value: 300, bound: .about)), .missing, .list([]), .flag(false)],
      [.text("a|b"), .missing, .decimal(2), .missing, .missing],
    ],
    notes: ["stations: reported by 2 of 3"])

  private static func render(_ format: OutputFormat) -> String { TableRenderer().render(table, as: format) }

  @Test func terminalColumnsAreAlignedForChineseWidth() {
    #expect(
      Self.render(.table) == """
        region  stations  share  models      holds
        ------  --------  -----  ----------  -----
        云南省     14556    0.5  四办; 八有  yes
        榆次区      ≈300      –              no
        a|b            –      2  –           –
        stations: reported by 2 of 3

        """)
  }

  @Test func textThatIsReadFromItsEndStandsAtTheRightAndIsCutOnTheLeft() {
    var table = Table(
      columns: ["left", "node"], rows: [[.text("收集群众意见"), .text("后")], [.text("代表"), .text("后")]])
    table.endAligned = ["left"]
    #expect(
      TableRenderer(width: 15).render(table, as: .table) == """
             left  node
        ---------  ----
        …群众意见  后
             代表  后

        """)
    #expect(table.selecting(["left"])?.endAligned == ["left"])
  }

  @Test func csvHasPlainNumbersWithTheirBoundsBeside() {
    #expect(
      Self.render(.csv)
        == "region,stations,stations_bound,share,models,holds\r\n云南省,14556,exact,0.5,四办; 八有,true\r\n"
        + "榆次区,300,about,,,false\r\na|b,,,2,,\r\n")
    #expect(
      Self.render(.tsv)
        == "region\tstations\tstations_bound\tshare\tmodels\tholds\n云南省\t14556\texact\t0.5\t四办; 八有\ttrue\n"
        + "榆次区\t300\tabout\t\t\tfalse\na|b\t\t\t2\t\t\n")
    #expect(TableRenderer(bom: true).render(Self.table, as: .csv).utf8.starts(with: [0xEF, 0xBB, 0xBF]))
  }

  @Test func jsonIsTypedAndInColumnOrder() throws {
    let lines = Self.render(.jsonl).split(separator: "\n").map(String.init)
    #expect(
      lines[0]
        == #"{"region":"云南省","stations":{"value":14556,"bound":"exact"},"share":0.5,"models":["四办","八有"],"holds":true}"#
    )
    #expect(lines[2] == #"{"region":"a|b","stations":null,"share":2,"models":null,"holds":null}"#)
    let array = try JSONNode(json: Self.render(.json))
    #expect(try array.elements == lines.map { try JSONNode(json: $0) })
    #expect(TableRenderer().render(Table(columns: ["a"]), as: .json) == "[]\n")
    #expect(TableRenderer().render(Table(columns: ["a"]), as: .jsonl) == "")
  }

  @Test func markupOfEachFormIsEscaped() {
    let text = "<b>&|*_[x](y)`\\ {$%#^~}"
    let table = Table(columns: ["a_b"], rows: [[.text(text)], [.quantity(Quantity(value: 5, bound: .atLeast))]])
    #expect(
      TableRenderer().render(table, as: .md).split(separator: "\n")[2]
        == ##"| &lt;b&gt;&amp;\|\*\_\[x\](y)\`\\ {$%\#^\~} |"##)
    let html = TableRenderer().render(table, as: .html)
    #expect(html.contains("<td>&lt;b&gt;&amp;|*_[x](y)`\\ {$%#^~}</td>"))
    #expect(html.contains("<td class=\"number\" data-value=\"5\" data-bound=\"at_least\">≥5</td>"))
    let latex = TableRenderer().render(table, as: .latex)
    #expect(
      latex.contains(##"{$<$b$>$\&|*\_[x](y)`\textbackslash{} \{\$\%\#\textasciicircum{}\textasciitilde{}\}} \\"##))
    #expect(latex.contains(#"{$\geq$5} \\"#) && latex.contains(#"{a\_b} \\"#))
  }

  @Test func everyFormStandsRaggedRows() {
    let table = Table(columns: ["a", "b"], rows: [[.integer(1)], [.integer(1), .integer(2), .integer(3)], []])
    for format in OutputFormat.allCases {
      #expect(!TableRenderer(width: 3).render(table, as: format).isEmpty)
    }
    #expect(TableRenderer().render(table, as: .tsv) == "a\tb\n1\t\n1\t2\n\t\n")
  }

  @Test func wideTextIsCutToTheTerminal() {
    let table = Table(
      columns: ["id", "text"], rows: [[.integer(1), .text("人大代表联络站活动阵地")], [.integer(22), .text("short")]])
    let lines = TableRenderer(width: 20).render(table, as: .table).split(separator: "\n")
    #expect(lines[2] == " 1  人大代表联络站…")
    #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 20 })
    #expect(TableRenderer(colour: true).render(table, as: .table).hasPrefix("\u{1B}[1mid"))
  }

  @Test func aTableThatIsTooWideLeavesColumnsOut() {
    let rows: [[Table.Cell]] = [
      [.text("云南省"), .text("stations"), .integer(7), .text("人大代表联络站、人大代表之家"), .text("pages/d001.html")],
      [.text("四川省"), .text("stations"), .integer(14380), .text("站"), .text("pages/d002.html")],
    ]
    let table = Table(columns: ["region", "measure", "value", "label", "document"], rows: rows)
    #expect(table.fitting(width: 80).left.isEmpty && table.fitting(width: 80).table == table)
    #expect(table.fitting(width: 45).left == ["measure"])
    #expect(table.fitting(width: 30).left == ["measure", "document"])
    #expect(table.fitting(width: 3).table.columns == ["region", "value"])
  }
}
