import CorpusModel
import RegionComparison

/// One model: components, spellings, regions, when and where it is seen.
struct ModelPage {
  private let site: ReportSite
  private let model: NameProfile
  private let page: SitePage
  private let labels: SiteLabels

  /// Rows of a timeline; a model of a whole country may have hundreds of regions.
  private static let mostRows = 60
  /// Mentions that are listed, the first ones.
  private static let mostSightings = 500

  init(_ site: ReportSite, _ model: NameProfile) {
    self.site = site
    self.model = model
    page = site.below
    labels = site.labels
  }

  func html() -> String {
    var content: HTML = ""
    if let first = model.first { content += "<p>\(labels.label("column.first_seen")): \(first.description)</p>\n" }
    content += page.section("section.components", components())
    content += page.section("section.variants", model.variants.count > 1 ? variants() : "")
    content += timeline()
    content += page.section("section.adopters", adopters())
    content += page.section("section.sightings", sightings())
    return page.page(model.name, current: "page.models", content)
  }

  private func components() -> HTML {
    guard !model.components.isEmpty else { return "" }
    let items = model.components.map { part -> HTML in "<li>\(part)</li>" }
    let list: HTML = "<ol>\(items)</ol>\n"
    guard let teller = model.componentsFact else { return list }
    return list
      + "<p class=\"faint\">\(page.links.fact(teller.fact, in: teller.document, labels.label("column.evidence")))</p>\n"
  }

  private func variants() -> HTML {
    page.table(
      ["column.variant", "column.uses#"],
      model.variants.map { [TableCell(HTML(text: $0.spelling)), TableCell($0.uses)] })
  }

  private func timeline() -> HTML {
    let dated = model.sightings.filter { $0.date != nil && $0.region != nil }
    guard Set(dated.map(\.date)).count > 1 || dated.count > 1 else { return "" }
    let axis = Axis(dates: dated.compactMap(\.date))
    let byRegion = Dictionary(grouping: dated) { $0.region.map { page.links.standing($0.code) } ?? "" }
    let rows = model.adopters.filter { byRegion[$0.region.code] != nil }.prefix(Self.mostRows).map { adopter in
      StripChart.Row(
        label: page.links.region(adopter.region.code, HTML(text: adopter.region.name)),
        marks: (byRegion[adopter.region.code] ?? []).compactMap { mark($0, axis) })
    }
    return StripChart(axis: axis, rows: Array(rows)).html(caption: labels.label("chart.timeline"))
  }

  private func mark(_ sighting: NameProfile.Sighting, _ axis: Axis) -> StripChart.Mark? {
    guard let date = sighting.date else { return nil }
    return StripChart.Mark(at: axis.place(of: date), title: "\(date) \(sighting.title ?? "")") { shape in
      page.links.fact(sighting.fact, in: sighting.document, shape)
    }
  }

  private func adopters() -> HTML {
    guard !model.adopters.isEmpty else { return "" }
    let rows = model.adopters.map { adopter -> [TableCell] in
      let sighting = model.sightings[adopter.sighting]
      let above = HTML(text: adopter.region.path.dropLast().joined())
      let name = page.links.region(adopter.region.code, HTML(text: adopter.region.name))
      let since = adopter.since.map { HTML(text: $0.description) } ?? labels.label("sentence.no_date")
      return [
        TableCell("<span class=\"faint\">\(above)</span> \(name)", value: adopter.region.code),
        TableCell(
          page.links.fact(sighting.fact, in: sighting.document, since), value: adopter.since?.description ?? ""),
      ]
    }
    return page.table(["column.region", "column.since"], rows)
  }

  private func sightings() -> HTML {
    let rows = model.sightings.prefix(Self.mostSightings).map { sighting -> [TableCell] in
      let title = HTML(text: sighting.title ?? sighting.document)
      return [
        TableCell(HTML(text: sighting.date?.description ?? "")),
        TableCell(HTML(text: (sighting.region?.name ?? "") + (sighting.place ?? ""))),
        TableCell(page.links.document(sighting.document, title)), TableCell(HTML(text: sighting.publisher ?? "")),
        TableCell(page.links.fact(sighting.fact, in: sighting.document, HTML(text: sighting.evidence.excerpt))),
      ]
    }
    let columns = ["column.published", "column.region", "column.documents", "column.publisher", "column.evidence"]
    let rest = model.sightings.count - rows.count
    let more: HTML =
      rest > 0 ? "<p class=\"faint\">\(labels.sentence("sentence.more", [HTML(text: String(rest))]))</p>\n" : ""
    return page.table(columns, rows) + more
  }
}

/// All models, or all slogans and epithets.
struct NameListPage {
  private let site: ReportSite

  init(_ site: ReportSite) { self.site = site }

  func models() -> String {
    let page = site.below
    let rows = site.report.models.map { model -> [TableCell] in
      [
        TableCell("<a href=\"\(page.links.file(SiteLinks.modelPage(model.id)))\">\(model.name)</a>", value: model.name),
        TableCell(HTML(text: model.components.joined(separator: "、"))), TableCell(model.adopters.count),
        TableCell(model.documentCount), TableCell(firstRegions(model, page)),
        TableCell(HTML(text: model.first?.description ?? "")),
      ]
    }
    let columns = [
      "column.name", "column.components", "column.adopters#", "column.documents#", "column.region", "column.first_seen",
    ]
    return page.page(site.labels.plain("page.models"), current: "page.models", page.table(columns, rows))
  }

  func slogans() -> String {
    let page = site.root
    let content =
      page.section("section.slogans", list(site.report.slogans, page))
      + page.section("section.epithets", list(site.report.epithets, page))
    return page.page(site.labels.plain("page.slogans"), current: "page.slogans", content)
  }

  private func list(_ names: [NameProfile], _ page: SitePage) -> HTML {
    guard !names.isEmpty else { return "" }
    let rows = names.map { name -> [TableCell] in
      let sighting = name.sightings[0]
      return [
        TableCell(HTML(text: name.name)), TableCell(name.adopters.count), TableCell(firstRegions(name, page)),
        TableCell(HTML(text: name.first?.description ?? "")),
        TableCell(page.links.fact(sighting.fact, in: sighting.document, HTML(text: sighting.evidence.excerpt))),
      ]
    }
    return page.table(
      ["column.name", "column.adopters#", "column.region", "column.first_seen", "column.evidence"], rows)
  }

  private func firstRegions(_ name: NameProfile, _ page: SitePage) -> HTML {
    let shown = name.adopters.prefix(6).map { page.links.region($0.region.code, HTML(text: $0.region.name)) }
    let rest = name.adopters.count - shown.count
    let more: HTML = rest > 0 ? "; \(site.labels.sentence("sentence.more", [HTML(text: String(rest))]))" : ""
    return shown.joined(separator: "、") + more
  }
}
