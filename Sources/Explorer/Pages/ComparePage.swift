import CorpusModel
import FactStore
import Gazetteer
import RegionComparison
import Reporting

/// One measure over the regions of a level, every number a link to its sentence.
struct ComparePage {
  private let view: View
  private let figures: FigureView

  init(_ view: View) {
    self.view = view
    figures = FigureView(labels: view.labels, links: DocumentLinks())
  }

  /// A comparison of counties has thousands of rows.
  private static let rowsPerPage = 200
  func html() throws -> String {
    let (labels, query, frame, measures) = (view.labels, view.query, view.frame, view.measures)
    let level = try view.level()
    let name = query["measure"] ?? measures.first?.rawValue ?? ""
    guard let measure = measures.first(where: { $0.rawValue == name }) else {
      throw Fault(400, "measure", name, measures.map(\.rawValue).joined(separator: ", "))
    }
    let asOf = try view.date("as_of")
    let form = frame.search(
      "/compare",
      [
        frame.choice(
          "measure", "column.measure", name, measures.map { ($0.rawValue, labels.plain("measure." + $0.rawValue)) }),
        view.levelChoice(level.name),
        frame.field("within", "explorer.within", query["within"], hint: "云南省"),
        frame.field("as_of", "column.as_of", query["as_of"], hint: "2024"),
        frame.box("reviewed", "explorer.reviewed", query["reviewed"] != nil),
      ])
    var request = ComparisonRequest(
      by: level.level, measures: [measure], asOf: asOf, within: try view.region("within"))
    request.rows = view.page * Self.rowsPerPage..<(view.page + 1) * Self.rowsPerPage
    let profile = MeasureProfile(
      request, try view.sheet(), gazetteer: view.context.gazetteer, words: view.context.words)
    let content = form + (profile.map(table) ?? "<p>\(labels.label("explorer.nothing"))</p>\n")
    return frame.page(labels.label("measure." + name), current: "/compare", content)
  }

  private func table(_ profile: MeasureProfile) -> HTML {
    let columns = [
      "column.region", "column.value#", "column.label", "column.as_of", "column.published", "column.notes",
    ]
    func rows(_ rows: some Sequence<MeasureProfile.Row>) -> [[TableCell]] {
      rows.map { row in
        let figure = row.figure
        return [
          TableCell(HTML(text: row.division.name), value: row.division.code),
          TableCell(figures.value(figure), value: figure.shown.first.map { String($0.value.size) } ?? "-1"),
          TableCell(figures.label(figure)), TableCell(figures.asOf(figure)), TableCell(figures.published(figure)),
          TableCell(figures.notes(figure, of: row.division.name)),
        ]
      }
    }
    var content: HTML = "<p>\(figures.reach(profile.reach))</p>\n" + view.labels.table(columns, rows(profile.rows))
    let known = profile.reach.reported + profile.reach.insideOnly
    content += view.frame.pager(
      "/compare", view.query, page: view.page, hasMore: known > (view.page + 1) * Self.rowsPerPage)
    if !profile.above.isEmpty, view.page == 0 {
      content += "<section><h2>\(view.labels.label("section.above"))</h2>\n"
      content += view.labels.table(columns, rows(profile.above.prefix(Self.rowsPerPage))) + "</section>\n"
    }
    return content
  }
}

/// All models, or all slogans.
struct NameListPage {
  enum Kind {
    case model, slogan

    var facts: FactKind { self == .model ? .model : .slogan }
  }

  private static let rowsPerPage = 200

  private let view: View
  private let kind: Kind

  init(_ view: View, _ kind: Kind) { (self.view, self.kind) = (view, kind) }

  func html() throws -> String {
    let labels = view.labels
    let profiles = try view.names(kind.facts)
    let shown = profiles.dropFirst(view.page * Self.rowsPerPage).prefix(Self.rowsPerPage)
    let sightings = try NameProfile.firstSightings(of: shown)
    let rows = zip(shown, sightings).map { name, first -> [TableCell] in
      let places = name.adopters.prefix(6).map(\.region.name).joined(separator: "、")
      let more = name.adopters.count > 6 ? "…" : ""
      let variants = name.variants.dropFirst().map(\.spelling).joined(separator: "; ")
      return [
        TableCell(HTML(text: name.name)), TableCell(HTML(text: name.components.joined(separator: "、"))),
        TableCell(name.adopters.count), TableCell(HTML(text: places + more)), TableCell(name.documentCount),
        TableCell(HTML(text: name.first?.description ?? "")), TableCell(HTML(text: variants)),
        TableCell(first.map { DocumentLinks().fact($0.fact, in: $0.document, HTML(text: $0.evidence)) } ?? ""),
      ]
    }
    let columns = [
      "column.name", "column.components", "column.adopters#", "column.region", "column.documents#",
      "column.first_seen", "column.variant", "column.evidence",
    ]
    let path = kind == .model ? "/models" : "/slogans"
    let form = view.frame.search(
      path,
      [
        view.frame.field("region", "column.region", view.query["region"], hint: "云南省"),
        view.frame.box("reviewed", "explorer.reviewed", view.query["reviewed"] != nil),
      ])
    let content =
      form + (rows.isEmpty ? "<p>\(labels.label("explorer.nothing"))</p>\n" : labels.table(columns, rows))
      + view.frame.pager(
        path, view.query, page: view.page, hasMore: profiles.count > (view.page + 1) * Self.rowsPerPage)
    return view.frame.page(labels.label(kind == .model ? "page.models" : "section.slogans"), current: path, content)
  }
}
