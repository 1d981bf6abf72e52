import CorpusModel
import RegionComparison

/// One measure over all regions: chart, table, what is not reported.
struct ComparisonPage {
  private let site: ReportSite
  private let profile: MeasureProfile
  private let page: SitePage
  private let labels: SiteLabels
  private let figures: FigureView

  init(_ site: ReportSite, _ profile: MeasureProfile) {
    self.site = site
    self.profile = profile
    page = site.below
    labels = site.labels
    figures = FigureView(labels: labels, links: page.links)
  }

  func html(_ part: TablePart) -> String {
    let pager = part.pager(SiteLinks.comparisonPage(profile.measure), page)
    let rows = page.section("section.table", pager + table(profile.rows[part.rows]) + pager)
    var content: HTML = "<p>\(figures.reach(profile.reach))</p>\n"
    content += part.number == 0 ? charts() + rows + rest() : rows
    content += "<p class=\"faint\">\(labels.label("sentence.bounds"))</p>\n"
    return page.page(
      labels.plain("measure." + profile.measure.rawValue), current: "page.comparisons", content)
  }

  private func charts() -> HTML {
    let charts = MeasureCharts(site, page: page)
    let isOfProvinces = site.report.request.by == .province
    return """
      <div class="columns">\(isOfProvinces ? charts.map(profile.measure) : "")\(charts.bars(profile, limit: 60))</div>
      \(charts.dots(profile, limit: 60))
      """
  }

  /// What is stated above the level of the rows, and of which regions nothing is.
  private func rest() -> HTML {
    let silent = profile.reach.silent.map { division -> HTML in
      "<li>\(page.links.region(division.code, HTML(text: division.name)))</li>"
    }
    let isWorthListing = !silent.isEmpty && silent.count <= 400
    return page.section("section.above", profile.above.isEmpty ? "" : table(profile.above[...]))
      + page.section("section.silent", isWorthListing ? "<ul class=\"flow\">\(silent)</ul>\n" : "")
  }

  private func table(_ rows: ArraySlice<MeasureProfile.Row>) -> HTML {
    let cells = rows.map { row -> [TableCell] in
      let figure = row.figure
      return [
        TableCell(page.links.region(row.division.code, HTML(text: row.division.name)), value: row.division.code),
        TableCell(figures.value(figure), value: figure.sortValue),
        TableCell(figures.label(figure)), TableCell(figures.asOf(figure)), TableCell(figures.published(figure)),
        figure.isOwn ? TableCell(figure.documentCount) : TableCell("", value: ""),
        TableCell(figures.notes(figure, of: row.division.name)),
      ]
    }
    let columns = [
      "column.region", "column.value#", "column.label", "column.as_of", "column.published", "column.documents#",
      "column.notes",
    ]
    return page.table(columns, cells)
  }
}

extension Figure {
  /// What rows are sorted by: the chosen number, or nothing.
  var sortValue: String { chosen.map { $0.value.size.digits } ?? "" }
}

/// All measures side by side.
struct MatrixPage {
  private let site: ReportSite
  /// By code.
  private let rows: [(division: Division, figures: [Measure: Figure])]

  init(_ site: ReportSite) {
    self.site = site
    var rows: [String: (division: Division, figures: [Measure: Figure])] = [:]
    for profile in site.report.measures {
      for row in profile.rows {
        rows[row.division.code, default: (row.division, [:])].figures[profile.measure] = row.figure
      }
    }
    self.rows = rows.sorted { $0.key < $1.key }.map(\.value)
  }

  var rowCount: Int { rows.count }

  func html(_ part: TablePart) -> String {
    let page = site.below
    let labels = site.labels
    let figures = FigureView(labels: labels, links: page.links)
    let measures = site.report.measures
    let cells = rows[part.rows].map { row -> [TableCell] in
      [TableCell(page.links.region(row.division.code, HTML(text: row.division.name)), value: row.division.code)]
        + measures.map { profile in
          let figure = row.figures[profile.measure]
          return TableCell(figures.value(figure), value: figure?.sortValue ?? "")
        }
    }
    let links = measures.map { profile -> HTML in
      let file = page.links.file(SiteLinks.comparisonPage(profile.measure))
      let name = labels.label("measure." + profile.measure.rawValue)
      return "<li><a href=\"\(file)\">\(name)</a> <span class=\"faint\">\(figures.reach(profile.reach))</span></li>"
    }
    let pager = part.pager(SiteLinks.comparisons, page)
    let content: HTML = """
      <ul>\(links)</ul>
      \(pager)\(page.table(["column.region"] + measures.map { "measure.\($0.measure.rawValue)#" }, cells))\(pager)
      <p class="faint">\(labels.label("sentence.bounds"))</p>

      """
    return page.page(labels.plain("page.comparisons"), current: "page.comparisons", content)
  }
}
