import CorpusModel
import FactStore
import RegionComparison

/// One region: its numbers, names, and the regions inside it.
struct RegionPage {
  private let site: ReportSite
  private let region: RegionProfile
  private let page: SitePage
  private let labels: SiteLabels
  private let figures: FigureView

  init(_ site: ReportSite, _ region: RegionProfile) {
    self.site = site
    self.region = region
    page = site.below
    labels = site.labels
    figures = FigureView(labels: labels, links: page.links)
  }

  func html() throws(StoreError) -> String {
    let path = region.ancestors.map { page.links.region($0.code, HTML(text: $0.name)) }
    var content: HTML = path.isEmpty ? "" : "<p class=\"path\">\(path.joined(separator: " › "))</p>\n"
    content += page.section("section.figures", ownFigures())
    content += page.section("section.models", try names(region.models, of: site.report.models, areModels: true))
    content += page.section("section.alike", AdoptionPage.view(site).table(region.alike))
    content += page.section("section.slogans", try names(region.slogans, of: site.report.slogans, areModels: false))
    content += page.section("section.epithets", try names(region.epithets, of: site.report.epithets, areModels: false))
    content += page.section("section.children", children())
    return page.page(region.division.name, current: "page.regions", content)
  }

  private func ownFigures() -> HTML {
    guard !region.figures.isEmpty else { return "" }
    let rows = region.figures.map { figure -> [TableCell] in
      [
        TableCell(labels.label("measure." + figure.measure.rawValue)),
        TableCell(figures.value(figure), value: figure.sortValue), TableCell(figures.label(figure)),
        TableCell(figures.asOf(figure)), TableCell(figures.published(figure)), TableCell(sources(figure)),
        TableCell(figures.notes(figure, of: region.division.name)),
      ]
    }
    let columns = [
      "column.measure", "column.value#", "column.label", "column.as_of", "column.published", "column.documents",
      "column.notes",
    ]
    return page.table(columns, rows)
  }

  /// The documents that say what is shown, by number.
  private func sources(_ figure: Figure) -> HTML {
    var seen: Set<String> = []
    let documents = figure.shown.flatMap { [$0.document] + $0.documents }.filter { seen.insert($0).inserted }
    let shown = documents.prefix(5).map { page.links.document($0, HTML(text: $0)) }
    let more: HTML =
      documents.count > 5 ? "; \(labels.sentence("sentence.more", [HTML(text: String(documents.count - 5))]))" : ""
    return shown.joined(separator: "; ") + more
  }

  private func names(
    _ names: [RegionProfile.AdoptedName], of profiles: [NameProfile], areModels: Bool
  ) throws(StoreError) -> HTML {
    guard !names.isEmpty else { return "" }
    let mentions = names.map { (profile: profiles[$0.profile], sighting: $0.sighting) }
    let sightings = try NameProfile.sightings(mentions)
    let rows = zip(names, sightings).compactMap { name, sighting -> [TableCell]? in
      guard let sighting else { return nil }
      let profile = profiles[name.profile]
      let title: HTML =
        areModels
        ? "<a href=\"\(page.links.file(SiteLinks.modelPage(profile.id)))\">\(profile.name)</a>"
        : HTML(text: profile.name)
      let place = (sighting.region.map { name.isInside ? $0.name : "" } ?? "") + (sighting.place ?? "")
      return [
        TableCell(title), TableCell(HTML(text: sighting.date?.description ?? "")), TableCell(HTML(text: place)),
        TableCell(page.links.fact(sighting.fact, in: sighting.document, HTML(text: sighting.evidence.excerpt))),
      ]
    }
    return page.table(["column.name", "column.since", "column.place", "column.evidence"], rows)
  }

  private func children() -> HTML {
    guard !region.children.isEmpty else { return "" }
    let measures = region.reaches.map(\.measure)
    let rows = region.children.map { child -> [TableCell] in
      let name = page.links.region(child.division.code, HTML(text: child.division.name))
      return [TableCell(name, value: child.division.code)]
        + measures.map { measure in
          let figure = child.figures.first { $0.measure == measure }
          return TableCell(figures.value(figure), value: figure?.sortValue ?? "")
        }
    }
    let reaches = region.reaches.map { reach -> HTML in
      "<li>\(labels.label("measure." + reach.measure.rawValue)): \(figures.reach(reach))</li>"
    }
    return page.table(["column.region"] + measures.map { "measure.\($0.rawValue)#" }, rows)
      + "<ul class=\"notes faint\">\(reaches)</ul>\n"
  }
}

/// All regions with their level.
struct RegionIndexPage {
  private let site: ReportSite

  init(_ site: ReportSite) { self.site = site }

  func html(_ part: TablePart) -> String {
    let page = site.below
    let figures = FigureView(labels: site.labels, links: page.links)
    let measures = site.report.measures.prefix(3).map(\.measure)
    let rows = site.report.regions[part.rows].map { region -> [TableCell] in
      let name = page.links.region(region.division.code, HTML(text: region.division.name))
      let depth = region.ancestors.count + 1
      let models = region.models.count
      var cells = [TableCell("<span class=\"depth\(depth)\">\(name)</span>", value: region.division.code)]
      for measure in measures {
        let figure = region.figures.first { $0.measure == measure }
        cells.append(TableCell(figures.value(figure), value: figure?.sortValue ?? ""))
      }
      cells.append(models > 0 ? TableCell(models) : TableCell("", value: ""))
      return cells
    }
    let columns = ["column.region"] + measures.map { "measure.\($0.rawValue)#" } + ["measure.models#"]
    let pager = part.pager(SiteLinks.regions, page)
    return page.page(
      site.labels.plain("page.regions"), current: "page.regions", pager + page.table(columns, rows) + pager)
  }
}

extension String {
  /// A sentence cut to what a table can hold.
  var excerpt: String {
    let scalars = unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 80, limitedBy: scalars.endIndex), end < scalars.endIndex
    else { return self }
    return String(scalars[..<end]) + "…"
  }
}
