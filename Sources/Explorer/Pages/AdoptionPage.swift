import CorpusModel
import Gazetteer
import RegionComparison
import Reporting

/// Regions and the names that they have, and which regions are alike.
struct AdoptionPage {
  private static let rowsPerPage = 100
  private static let kinds: [FactKind] = [.model, .slogan, .epithet]

  private let view: View

  init(_ view: View) { self.view = view }

  func html() throws -> String {
    let (labels, frame, query) = (view.labels, view.frame, view.query)
    let level = try view.level()
    let kind = query["kind"] ?? FactKind.model.name
    guard let facts = FactKind(name: kind), Self.kinds.contains(facts) else {
      throw Fault(400, "kind", kind, Self.kinds.map(\.name).joined(separator: ", "))
    }
    let names = try view.names(facts)
    let matrix = AdoptionMatrix(of: names, by: level.level, gazetteer: view.context.gazetteer)
    let adoption = AdoptionView(
      matrix, of: names, labels: labels, links: DocumentLinks(), region: { HTML(text: $0.name) },
      name: { HTML(text: $0.name) })
    let form = frame.search(
      "/adoption",
      [
        frame.choice(
          "kind", "explorer.names", kind, Self.kinds.map { ($0.name, labels.plain("kind." + $0.name)) }),
        view.levelChoice(level.name), frame.field("region", "explorer.within", query["region"], hint: "云南省"),
        frame.box("reviewed", "explorer.reviewed", query["reviewed"] != nil),
      ])
    let rows = adoption.rows
    var content = form
    if rows.isEmpty {
      content += "<p>\(labels.label("explorer.nothing"))</p>\n"
    } else {
      content += adoption.table(rows.dropFirst(view.page * Self.rowsPerPage).prefix(Self.rowsPerPage))
      content += frame.pager(
        "/adoption", query, page: view.page, hasMore: rows.count > (view.page + 1) * Self.rowsPerPage)
    }
    let pairs = view.page == 0 ? adoption.pairs() : ""
    if !pairs.source.isEmpty {
      content += "<section><h2>\(labels.label("section.similarity"))</h2>\n\(pairs)</section>\n"
    }
    return frame.page(labels.label("page.adoption"), current: "/adoption", content)
  }
}
