import CorpusModel
import FactStore
import RegionComparison

/// One model: components, spellings, regions, when and where it is seen.
struct ModelPage {
  private let site: ReportSite
  private let model: NameProfile
  private let page: SitePage
  private let labels: SiteLabels
  /// The mentions that the page shows.
  private let sightings: [Int: NameProfile.Sighting]
  /// Mentions by the region that stands where theirs stood.
  private let byRegion: [String: [Int]]

  /// Rows of a timeline; a model of a whole country may have hundreds of regions.
  private static let mostRows = 60
  /// Marks in one row.
  private static let mostMarks = 40
  /// Mentions that are listed, the first ones.
  private static let mostSightings = 500

  init(_ site: ReportSite, _ model: NameProfile) throws(StoreError) {
    self.site = site
    self.model = model
    page = site.below
    labels = site.labels
    var byRegion: [String: [Int]] = [:]
    for index in 0..<model.sightingCount {
      let mention = model.mention(at: index)
      guard mention.date != nil, let region = mention.region else { continue }
      byRegion[page.links.standing(region.code), default: []].append(index)
    }
    self.byRegion = byRegion.mapValues { Array($0.prefix(Self.mostMarks)) }
    let marked = model.adopters.prefix(Self.mostRows).flatMap { byRegion[$0.region.code]?.prefix(Self.mostMarks) ?? [] }
    let listed = 0..<min(model.sightingCount, Self.mostSightings)
    sightings = try model.sightings(at: Set(marked).union(listed).union(model.adopters.map(\.sighting)))
  }

  func html() -> String {
    var content: HTML = ""
    if let first = model.first { content += "<p>\(labels.label("column.first_seen")): \(first.description)</p>\n" }
    content += page.section("section.components", components())
    content += page.section("section.variants", model.variants.count > 1 ? variants() : "")
    content += timeline()
    content += page.section("section.adopters", adopters())
    content += page.section("section.sightings", mentions())
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
    let dates = byRegion.values.joined().compactMap { model.mention(at: $0).date }
    guard dates.count > 1 else { return "" }
    let axis = Axis(dates: dates)
    let rows = model.adopters.filter { byRegion[$0.region.code] != nil }.prefix(Self.mostRows).map { adopter in
      StripChart.Row(
        label: page.links.region(adopter.region.code, HTML(text: adopter.region.name)),
        marks: (byRegion[adopter.region.code] ?? []).compactMap { sightings[$0] }.compactMap { mark($0, axis) })
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
    let rows = model.adopters.compactMap { adopter -> [TableCell]? in
      guard let sighting = sightings[adopter.sighting] else { return nil }
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

  private func mentions() -> HTML {
    let listed = (0..<min(model.sightingCount, Self.mostSightings)).compactMap { sightings[$0] }
    let rows = listed.map { sighting -> [TableCell] in
      let title = HTML(text: sighting.title ?? sighting.document)
      return [
        TableCell(HTML(text: sighting.date?.description ?? "")),
        TableCell(HTML(text: (sighting.region?.name ?? "") + (sighting.place ?? ""))),
        TableCell(page.links.document(sighting.document, title)), TableCell(HTML(text: sighting.publisher ?? "")),
        TableCell(page.links.fact(sighting.fact, in: sighting.document, HTML(text: sighting.evidence.excerpt))),
      ]
    }
    let columns = ["column.published", "column.region", "column.documents", "column.publisher", "column.evidence"]
    let rest = model.sightingCount - rows.count
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

  func slogans() throws(StoreError) -> String {
    let page = site.root
    var content = page.section("section.slogans", try list(site.report.slogans, page))
    content += page.section("section.epithets", try list(site.report.epithets, page))
    return page.page(site.labels.plain("page.slogans"), current: "page.slogans", content)
  }

  private func list(_ names: [NameProfile], _ page: SitePage) throws(StoreError) -> HTML {
    guard !names.isEmpty else { return "" }
    let sightings = try NameProfile.firstSightings(of: names)
    let rows = zip(names, sightings).map { name, sighting -> [TableCell] in
      let evidence = sighting.map { page.links.fact($0.fact, in: $0.document, HTML(text: $0.evidence.excerpt)) }
      return [
        TableCell(HTML(text: name.name)), TableCell(name.adopters.count), TableCell(firstRegions(name, page)),
        TableCell(HTML(text: name.first?.description ?? "")), TableCell(evidence ?? ""),
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
