import CorpusModel
import RegionComparison

/// The charts of one measure.
struct MeasureCharts {
  private let site: ReportSite
  private let page: SitePage
  private let figures: FigureView
  private let labels: SiteLabels

  init(_ site: ReportSite, page: SitePage) {
    self.site = site
    self.page = page
    labels = site.labels
    figures = FigureView(labels: labels, links: page.links)
  }

  /// The provinces as tiles; nothing in a report of one region.
  func map(_ measure: Measure) -> HTML {
    guard site.report.within == nil else { return "" }
    var values: [String: TileMap.Value] = [:]
    for region in site.report.regions where region.division.level == .province {
      guard let figure = region.figures.first(where: { $0.measure == measure }), figure.isOwn else { continue }
      values[region.division.code] = TileMap.Value(
        text: figure.chosen?.value.text ?? "…", size: figure.chosen?.value.size)
    }
    let caption: HTML = "\(labels.label("chart.map")): \(labels.label("chart.map_legend"))"
    return TileMap(tiles: labels.tiles, values: values).html(caption: caption) { page.links.region($0, $1) }
  }

  /// The regions of the largest numbers, the largest first.
  func bars(_ profile: MeasureProfile, limit: Int) -> HTML {
    let rows = profile.rows.compactMap { row in row.figure.chosen.map { (row, $0) } }
      .sorted { left, right in
        let sizes = (left.1.value.size, right.1.value.size)
        return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : left.0.division.code < right.0.division.code
      }
    let bars = rows.prefix(limit).map { row, chosen in
      BarChart.Bar(
        label: page.links.region(row.division.code, HTML(text: row.division.name)), number: figures.number(chosen),
        size: chosen.value.size, isBounded: chosen.value.isBounded)
    }
    let more: HTML =
      rows.count > limit ? "; \(labels.sentence("sentence.more", [HTML(text: String(rows.count - limit))]))" : ""
    return BarChart(bars: bars).html(
      caption: "\(labels.label("chart.bars")): \(labels.label("chart.bars_legend"))\(more)")
  }

  /// Every claim about a region on one axis, for regions of which something is stated.
  func dots(_ profile: MeasureProfile, limit: Int) -> HTML {
    let rows = profile.rows.filter { $0.figure.isOwn }.prefix(limit)
    let claims = rows.flatMap { $0.figure.shown + $0.figure.alternatives + $0.figure.conflicts }
    let isOfPercentages = profile.measure.content == .coverage
    let axis = isOfPercentages ? Axis.percentages : Axis(logarithmic: claims.map(\.value.size))
    let strips = rows.map { row in
      let figure = row.figure
      let marks =
        marks(figure.alternatives, .hollow, axis) + marks(figure.conflicts, .square, axis)
        + marks(figure.shown, .filled, axis)
      return StripChart.Row(
        label: page.links.region(row.division.code, HTML(text: row.division.name)), marks: marks)
    }
    let title = isOfPercentages ? "chart.percent" : "chart.dots"
    return StripChart(axis: axis, rows: strips).html(
      caption: "\(labels.label(title)): \(labels.label("chart.dots_legend"))")
  }

  private func marks(_ claims: [StatedFigure], _ shape: StripChart.Shape, _ axis: Axis) -> [StripChart.Mark] {
    claims.prefix(40).map { claim in
      let title = [claim.value.text, claim.label, claim.date?.description ?? ""].filter { !$0.isEmpty }
      return StripChart.Mark(
        at: axis.place(of: claim.value.size), shape: shape, title: title.joined(separator: " "),
        link: { page.links.fact(claim.fact, in: claim.document, $0) })
    }
  }
}

extension ClaimValue {
  /// Whether the number is a bound or an estimate.
  var isBounded: Bool {
    switch self {
    case .percent: false
    case .quantity(let quantity): quantity.bound != .exact
    }
  }
}
