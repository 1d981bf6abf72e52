import RegionComparison

/// The regions and their models, and which regions are alike.
struct AdoptionPage {
  private let site: ReportSite
  private let view: AdoptionView
  private let rows: [AdoptionMatrix.Row]

  init(_ site: ReportSite) {
    self.site = site
    view = Self.view(site)
    rows = view.rows
  }

  /// The view from a page one folder down.
  static func view(_ site: ReportSite) -> AdoptionView {
    let links = site.below.links
    return AdoptionView(
      site.report.adoption, of: site.report.models, labels: site.labels, links: links,
      region: { links.region($0.code, HTML(text: $0.name)) },
      name: { "<a href=\"\(links.file(SiteLinks.modelPage($0.id)))\">\($0.name)</a>" })
  }

  var rowCount: Int { rows.count }

  func html(_ part: TablePart) -> String {
    let page = site.below
    let pager = part.pager(SiteLinks.adoption, page)
    let table: HTML = rows.isEmpty ? "" : pager + view.table(rows[part.rows]) + pager
    return page.page(
      site.labels.plain("page.adoption"), current: "page.adoption",
      page.section("section.matrix", table)
        + page.section("section.similarity", part.number == 0 ? view.pairs() : ""))
  }
}
