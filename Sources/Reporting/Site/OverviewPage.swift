import CorpusModel
import RegionComparison

/// What the store holds, and the way to the rest.
struct OverviewPage {
  private let site: ReportSite
  private let report: Report
  private let labels: SiteLabels
  private let page: SitePage
  private let figures: FigureView

  /// Publishers that are listed.
  private static let mostPublishers = 15

  init(_ site: ReportSite) {
    self.site = site
    report = site.report
    labels = site.labels
    page = site.root
    figures = FigureView(labels: labels, links: page.links)
  }

  func html() -> String {
    var content = scope() + totals()
    if let first = report.measures.first {
      let charts = MeasureCharts(site, page: page)
      content += "<section><h2>\(measureLink(first.measure))</h2><p>\(figures.reach(first.reach))</p>\n"
      content += "<div class=\"columns\">\(charts.map(first.measure))\(charts.bars(first, limit: 20))</div></section>\n"
    }
    content += page.section("page.comparisons", measures())
    content += page.section("section.holds", holds())
    content += page.section("section.rejects", rejects())
    content += """
      <section class="faint"><p>\(labels.label("sentence.bounds"))</p>
      <p>\(labels.label("sentence.rule"))</p></section>

      """
    return page.page(site.title, current: "page.overview", content)
  }

  private func scope() -> HTML {
    var parts: [HTML] = []
    if let within = report.within { parts.append(labels.sentence("sentence.within", [HTML(text: within.name)])) }
    if let asOf = report.request.asOf {
      parts.append(labels.sentence("sentence.as_of", [HTML(text: asOf.description)]))
    }
    return parts.isEmpty ? "" : "<p>\(parts.joined(separator: "; "))</p>\n"
  }

  private func totals() -> HTML {
    let overview = report.overview
    let numbers = [
      ("count.documents", overview.documents), ("count.facts", overview.facts), ("count.regions", overview.regions),
      ("count.models", report.models.count), ("count.slogans", report.slogans.count),
    ]
    let items = numbers.map { key, number -> HTML in "<li><strong>\(number)</strong>\(labels.label(key))</li>" }
    var sentences: [HTML] = []
    if let days = overview.days {
      sentences.append(
        labels.sentence(
          "sentence.dates", [HTML(text: days.first.description), HTML(text: days.last.description)]))
    }
    func add(_ key: String, _ number: Int) {
      if number > 0 { sentences.append(labels.sentence(key, [HTML(text: String(number))])) }
    }
    add("sentence.undated", overview.undated)
    add("sentence.without_facts", overview.documentsWithoutFacts)
    return "<ul class=\"totals\">\(items)</ul>\n<p class=\"faint\">\(sentences.joined(separator: "; "))</p>\n"
  }

  private func measureLink(_ measure: Measure) -> HTML {
    let file = page.links.file(SiteLinks.comparisonPage(measure))
    return "<a href=\"\(file)\">\(labels.label("measure." + measure.rawValue))</a>"
  }

  private func measures() -> HTML {
    let rows = report.measures.map { [TableCell(measureLink($0.measure)), TableCell(figures.reach($0.reach))] }
    return rows.isEmpty ? "" : page.table(["column.measure", "column.notes"], rows)
  }

  private func holds() -> HTML {
    let overview = report.overview
    let kinds = overview.factsByKind.map { [TableCell(labels.label("kind." + $0.kind)), TableCell($0.count)] }
    let years = BarChart(
      bars: overview.years.map { year, count in
        BarChart.Bar(label: HTML(text: String(year)), number: HTML(text: String(count)), size: Double(count))
      })
    var publishers = overview.publishers.prefix(Self.mostPublishers)
      .map { [TableCell(HTML(text: $0.name)), TableCell($0.count)] }
    let others = overview.publishers.count - publishers.count
    if others > 0 {
      publishers.append([TableCell(labels.sentence("sentence.more", [HTML(text: String(others))])), TableCell("")])
    }
    if overview.unattributed > 0 {
      let sentence = labels.sentence("sentence.unattributed", [HTML(text: String(overview.unattributed))])
      publishers.append([TableCell(sentence), TableCell("")])
    }
    return """
      <div class="columns"><div><h3>\(labels.label("section.facts"))</h3>
      \(page.table(["column.kind", "column.count#"], kinds))
      \(years.html(caption: labels.label("chart.years")))</div>
      <div><h3>\(labels.label("section.publishers"))</h3>
      \(page.table(["column.publisher", "column.documents#"], publishers))</div></div>

      """
  }

  private func rejects() -> HTML {
    let rows = report.overview.rejections.map { stage, reason, count in
      [
        TableCell(labels.label("reason." + reason.rawValue)), TableCell(labels.label("stage." + stage.rawValue)),
        TableCell(count),
      ]
    }
    return rows.isEmpty ? "" : page.table(["column.reason", "column.stage", "column.count#"], rows)
  }
}
