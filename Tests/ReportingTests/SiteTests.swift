import CorpusModel
import FactStore
import RegionComparison
import Testing
import ZhandianTestSupport

@testable import Reporting

/// What a site says, and that it says no more.
@Suite struct SiteTests {
  private static let qujing = RegionReference(code: "530300", name: "曲靖市", path: ["云南省", "曲靖市"])
  private static let lufeng = RegionReference(
    code: "532331", name: "禄丰县", path: ["云南省", "楚雄彝族自治州", "禄丰县"])

  private static func sample() throws -> SiteSample {
    var total = SiteSample.document(
      "a.html", title: "全省交账", url: "https://a.test/1", published: "2024-06-25T08:00:00",
      facts: [
        ("全省建成代表联络站1500个", SiteSample.count(1500, "代表联络站", asOf: "2024-05"), SiteSample.yunnan),
        ("其中县级300个", SiteSample.count(300, "县级代表联络站"), SiteSample.yunnan),
        ("乡级1200个", SiteSample.count(1200, "乡级代表联络站"), SiteSample.yunnan),
        ("推行“四办”机制，即分办、交办、转办、督办", .model(name: "四办", components: ["分办", "交办", "转办", "督办"]), SiteSample.yunnan),
      ])
    total.facts[0].sumOf = [1, 2]
    let other = SiteSample.document(
      "b.html", title: "另一说", publisher: "另一报", published: "2024-05-20", home: nil,
      facts: [
        ("云南全省有代表联络站超过2000个", SiteSample.count(2000, "代表联络站", bound: .moreThan, asOf: "2024-05"), SiteSample.yunnan),
        ("曲靖市设站80余个", SiteSample.count(80, "代表联络站", bound: .moreThan), qujing),
      ])
    let old = SiteSample.document(
      "c.html", title: nil, publisher: nil, published: "2019-07-02",
      facts: [
        ("禄丰县建站12个", SiteSample.count(12, "代表联络站"), lufeng), ("“四办”", .model(name: "四办", components: []), lufeng),
        ("民有所呼、我有所应", .slogan("民有所呼、我有所应"), lufeng), ("连心桥", .epithet("连心桥"), nil),
      ])
    let silent = SiteSample.document("d.html", published: nil, facts: [])
    let rejected = RejectedRecord(
      id: nil, rejection: Rejection(stage: .reading, reason: .binary, place: "x.bin", detail: "binary"))
    return try SiteSample([total, other, old, silent], rejected: [rejected])
  }

  private func row(_ page: String?, _ start: String) throws -> String {
    let page = try #require(page)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("<tr><th scope=\"row\"") }
    return String(try #require(rows.first { $0.contains(">\(start)</") }, "no row of \(start)"))
  }

  @Test func aNumberLinksToItsSentenceWithBoundPartsAndConflict() throws {
    let pages = try Self.sample().pages()
    let row = try self.row(pages["compare/stations.html"], "云南省")
    #expect(row.contains(">1500</a> <span class=\"parts\">= ") && row.contains(">300</a> + ") && row.contains("✓"))
    #expect(row.contains("⚠") && row.contains("contradicted by") && row.contains(">&gt;2000</a>"))
    #expect(row.contains("2024-05"))
    // The link leads to the very sentence.
    let link = try #require(
      row.split(separator: "href=\"../evidence/1.html#f-").dropFirst().first?.split(separator: "\"").first)
    let evidence = try #require(pages["evidence/1.html"])
    let passage = try #require(
      evidence.split(separator: "<div class=\"passage\">").first { $0.contains("id=\"f-\(link)\"") })
    #expect(passage.contains("<mark>全省建成代表联络站1500个</mark>。"))
    #expect(evidence.contains("<h2>全省交账</h2>") && evidence.contains("2024-06-25 · 云南日报"))
    #expect(evidence.contains("<a href=\"https://a.test/1\""))
  }

  @Test func everyLinkLeadsSomewhere() throws {
    let pages = try Self.sample().pages()
    var anchors: [String: Set<String>] = [:]
    for (path, source) in pages {
      let ids = source.split(separator: " id=\"").dropFirst().compactMap {
        $0.split(separator: "\"").first.map(String.init)
      }
      #expect(Set(ids).count == ids.count, "\(path) has an identifier twice")
      anchors[path] = Set(ids)
    }
    var checked = 0
    for (path, source) in pages where path.hasSuffix(".html") {
      let isBelow = path.contains("/")
      for link in source.split(separator: "href=\"").dropFirst().compactMap({ $0.split(separator: "\"").first }) {
        if link.hasPrefix("https:") { continue }
        checked += 1
        let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let target =
          parts[0].hasPrefix("../") ? String(parts[0].dropFirst(3)) : isBelow ? "no page of the folder" : parts[0]
        #expect(pages[target] != nil, "\(path) → \(link)")
        if parts.count == 2 { #expect(anchors[target]?.contains(parts[1]) == true, "\(path) → \(link)") }
      }
    }
    #expect(checked > 100)
  }

  @Test func whatIsMissingIsSaidAndNeverZero() throws {
    let pages = try Self.sample().pages()
    let page = try #require(pages["compare/stations.html"])
    #expect(page.contains("reported by 1 of 34 provinces") && page.contains("34个省级地区中1个有数字"))
    #expect(page.contains("Not reported by") && page.contains("海南省"))
    let region = try #require(pages["regions/530000.html"])
    #expect(region.contains("reported by 1 of 16 prefectures") && region.contains("of 1 more only places inside"))
    let child = try row(region, "楚雄彝族自治州")
    #expect(child.contains("–") && !child.contains(">0<"))
    #expect(try row(region, "曲靖市").contains(">&gt;80</a>"))
    let inside = try row(pages["regions/532300.html"], "禄丰市")
    #expect(inside.contains(">12</a>"))
  }

  @Test func theOverviewTellsWhatTheStoreHolds() throws {
    let page = try #require(try Self.sample().pages(title: "云南 & 站点")["index.html"])
    for part in [
      "<h1>云南 &amp; 站点</h1>", "<strong>4</strong>", "2019-07-02 to 2024-06-25", "1 documents are undated",
      "of these 1 have no facts", "1 documents name no publisher", "另一报", "binary", "class=\"tile shade",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test func aModelHasComponentsRegionsAndATimeline() throws {
    let pages = try Self.sample().pages()
    let model = try #require(pages.first { $0.key.hasPrefix("models/") && $0.value.contains("<h1>四办</h1>") }?.value)
    #expect(model.contains("<ol><li>分办</li><li>交办</li><li>转办</li><li>督办</li></ol>"))
    #expect(model.contains("First seen</span>: 2019-07-02"))
    #expect(try row(model, "禄丰县").contains("2019-07-02") && model.components(separatedByClass: "chosen") == 2)
    let slogans = try #require(pages["slogans.html"])
    #expect(slogans.contains("民有所呼、我有所应") && slogans.contains("连心桥"))
  }

  @Test func regionsStandBesideTheirModelsAndThoseThatAreAlike() throws {
    func model(_ name: String) -> FactContent { .model(name: name, components: []) }
    let (yunnan, sichuan) = (
      SiteSample.yunnan, RegionReference(code: "510000", name: "四川省", path: ["四川省"])
    )
    let pages = try SiteSample([
      SiteSample.document("a.html", facts: [("“四办”", model("四办"), yunnan), ("“五议”", model("五议"), yunnan)]),
      SiteSample.document("b.html", published: "2020-01-01", facts: [("“四办”", model("四办"), sichuan)]),
    ]).pages()
    let page = try #require(pages["models/regions.html"])
    let sichuanRow = try row(page, "四川省")
    #expect(sichuanRow.contains("<span title=\"2020-01-01\">2020</span>") && sichuanRow.contains("evidence/1.html#f-"))
    #expect(page.contains("data-value=\"0.5\">1/2</td>"))
    let region = try #require(pages["regions/530000.html"])
    let alike = try #require(region.split(separator: "Regions with like models").last)
    #expect(alike.contains(">四川省</a>") && alike.contains(">1/2<") && alike.contains(">四办</a>"))
  }

  @Test func aLongTableStandsOnSeveralPages() {
    let parts = TablePart.parts(of: 1001)
    #expect(parts.map(\.rows) == [0..<500, 500..<1000, 1000..<1001] && parts.allSatisfy { $0.count == 3 })
    #expect(TablePart.parts(of: 500).count == 1 && TablePart.parts(of: 0).map(\.rows) == [0..<0])
    #expect(TablePart.file("compare/stations.html", part: 0) == "compare/stations.html")
    #expect(TablePart.file("compare/stations.html", part: 2) == "compare/stations-3.html")
  }

  @Test func aReportCanBeOfOneRegionAndTime() throws {
    let sample = try Self.sample()
    let inside = try sample.pages(ReportRequest(by: .prefecture, within: "532300"))
    #expect(inside["regions/530300.html"] == nil && inside["regions/532302.html"] != nil)
    #expect(inside["index.html"]?.contains("only 楚雄彝族自治州") == true)
    let old = try sample.pages(ReportRequest(asOf: PartialDate("2020")))
    #expect(old["regions/530300.html"] == nil && old["regions/532331.html"] != nil)
  }

  @Test func theSameStoreGivesTheSameBytes() throws {
    let first = try Self.sample().pages()
    #expect(try Self.sample().pages() == first)
  }

  @Test func everyWordOfASiteHasALabel() throws {
    let labels = try SiteLabels(lexicons: Repository.lexicons())
    for measure in try MeasureList(lexicons: Repository.lexicons()).all {
      #expect(labels.has("measure." + measure.rawValue))
    }
    for reason in Rejection.Reason.allCases { #expect(labels.has("reason." + reason.rawValue), "\(reason)") }
    for stage in Stage.allCases { #expect(labels.has("stage." + stage.rawValue), "\(stage)") }
    for level in DivisionLevel.allCases { #expect(labels.has("level." + level.name)) }
    #expect(labels.tiles.count == 34 && Set(labels.tiles.map { [$0.column, $0.row] }).count == 34)
    // Nor does a page fall back on a key.
    for (path, source) in try Self.sample().pages() where path.hasSuffix(".html") {
      #expect(!source.contains("<span lang=\"en\">"), "\(path)")
    }
  }

  @Test func anAxisHoldsItsValues() {
    let axis = Axis(logarithmic: [3, 14_380, 999])
    #expect(axis.ticks.map(\.text) == ["1", "10", "100", "1000", "10000", "10⁵"])
    #expect(axis.place(of: 1) == 0 && abs(axis.place(of: 1000) - 0.6) < 0.001 && axis.place(of: 100_000) == 1)
    for (value, logarithm) in [(1.0, 0.0), (2, 0.30103), (31.6228, 1.5), (9999, 3.99996), (1e9, 9), (0, 0)] {
      #expect(abs(Axis.logarithm(value) - logarithm) < 0.0005, "\(value)")
    }
    let dates = Axis(dates: ["2019", "2024-06"].compactMap { PartialDate($0) })
    #expect(dates.ticks.first?.text == "2019" && dates.ticks.last?.text == "2025")
    #expect(percent(0.1234) == "12.34%" && percent(2) == "100%" && percent(-1) == "0%" && percent(0.0101) == "1.01%")
  }
}

extension String {
  /// How often an element of a class stands in a page.
  fileprivate func components(separatedByClass name: String) -> Int {
    split(separator: "class=\"\(name)\"", omittingEmptySubsequences: false).count - 1
  }
}
