import CorpusModel
import FactStore
import RegionComparison

/// A report as a folder of static pages that need no server, no script and nothing from elsewhere.
public struct ReportSite: Sendable {
  /// What made the report, as its footer says it.
  public struct Origin: Sendable {
    public var program: String
    public var lexicons: String
    /// A day to print; nil prints none, so that the same store gives the same bytes.
    public var date: String?

    public init(program: String, lexicons: String, date: String? = nil) {
      self.program = program
      self.lexicons = lexicons
      self.date = date
    }
  }

  let report: Report
  let labels: SiteLabels
  let title: String
  let root: SitePage
  let below: SitePage

  /// - Parameters:
  ///   - report: What to show.
  ///   - title: Of the site; nil for the one in the labels.
  ///   - labels: Words in both languages.
  ///   - origin: What made it.
  public init(_ report: Report, title: String?, labels: SiteLabels, origin: Origin) {
    self.report = report
    self.labels = labels
    self.title = title ?? labels.plain("site.title")
    let links = SiteLinks(report)
    let made = labels.sentence("sentence.made", [HTML(text: origin.program), HTML(text: origin.lexicons)])
    let footer: HTML = "<p>\(made)\(origin.date.map { " · " + $0 } ?? "")</p>"
    root = SitePage(siteTitle: self.title, footer: footer, labels: labels, links: links)
    below = SitePage(siteTitle: self.title, footer: footer, labels: labels, links: links.below)
  }

  /// Makes the files one by one, always in the same order.
  ///
  /// - Parameter body: Is given a path of letters, digits, `/`, `.`, `_` and `-` below the folder, and the bytes.
  /// - Throws: `StoreError` when sentences cannot be read, and what `body` throws.
  public func forEachFile(_ body: (String, [UInt8]) throws -> Void) throws {
    func page(_ path: String, _ text: String) throws { try body(path, Array(text.utf8)) }
    try body("style.css", SiteAssets.style)
    try body("sort.js", SiteAssets.script)
    try page("index.html", OverviewPage(self).html())
    func pages(_ first: String, rows: Int, _ html: (TablePart) -> String) throws {
      for part in TablePart.parts(of: rows) { try page(TablePart.file(first, part: part.number), html(part)) }
    }
    let matrix = MatrixPage(self)
    try pages(SiteLinks.comparisons, rows: matrix.rowCount, matrix.html)
    for measure in report.measures {
      let comparison = ComparisonPage(self, measure)
      try pages(SiteLinks.comparisonPage(measure.measure), rows: measure.rows.count, comparison.html)
    }
    try pages(SiteLinks.regions, rows: report.regions.count, RegionIndexPage(self).html)
    for region in report.regions {
      try page(SiteLinks.regionPage(region.division.code), try RegionPage(self, region).html())
    }
    try page("models/index.html", NameListPage(self).models())
    let adoption = AdoptionPage(self)
    try pages(SiteLinks.adoption, rows: adoption.rowCount, adoption.html)
    for model in report.models { try page(SiteLinks.modelPage(model.id), try ModelPage(self, model).html()) }
    try page("slogans.html", try NameListPage(self).slogans())
    let documents = report.evidence.documents
    try page("evidence/index.html", try EvidencePage(self).index())
    for (number, start) in stride(from: 0, to: documents.count, by: SiteLinks.documentsPerPage).enumerated() {
      let end = min(start + SiteLinks.documentsPerPage, documents.count)
      try page(SiteLinks.evidencePage(number), try EvidencePage(self).page(number, start..<end))
    }
  }
}

/// The files that are the same in every site.
public enum SiteAssets {
  /// The style sheet.
  public static let style: [UInt8] = PackageResources.style_css
  /// The script that sorts tables.
  public static let script: [UInt8] = PackageResources.sort_js
}
