import FactStore
import Reporting

/// Who copied whom, by the date of the original.
struct CopyListPage {
  private static let rowsPerPage = 100
  private let view: View

  init(_ view: View) { self.view = view }

  func html() throws -> String {
    let (labels, query, frame) = (view.labels, view.query, view.frame)
    var filter = ArticleFilter(regions: try view.regions())
    filter.since = try view.date("since")
    filter.until = try view.date("until")
    filter.search = try query["q"].map { try SearchQuery(view.context.simplified($0)) }
    let copies = try view.context.store.copies(
      filter, limit: Self.rowsPerPage + 1, offset: view.page * Self.rowsPerPage)
    let form = frame.articleSearch("/copies", query)
    let rows = copies.prefix(Self.rowsPerPage).map { copy -> [TableCell] in
      [
        TableCell(view.document(copy.original, Self.text(copy.originalPublisher, or: copy.original))),
        TableCell(Self.day(copy.originalPublished)),
        TableCell(view.document(copy.document, HTML(text: copy.title ?? copy.document))),
        TableCell(HTML(text: copy.publisher ?? "")), TableCell(Self.day(copy.published)),
        TableCell(Self.percent(copy)),
      ]
    }
    let columns = [
      "column.original", "column.published", "column.copy", "column.publisher", "column.published",
      "column.resemblance#",
    ]
    let content =
      form + (rows.isEmpty ? "<p>\(labels.label("explorer.nothing"))</p>\n" : labels.table(columns, Array(rows)))
      + frame.pager("/copies", query, page: view.page, hasMore: copies.count > Self.rowsPerPage)
    return frame.page(labels.label("page.copies"), current: "/copies", content)
  }

  /// What a document is a copy of, or where it was copied.
  static func links(of document: String, _ view: View) throws -> HTML {
    var filter = ArticleFilter()
    filter.documents = [document]
    if let copy = try view.context.store.copies(filter, limit: 1).first {
      let original = view.document(copy.original, text(copy.originalPublisher, or: copy.original))
      return """
        <p>\(view.labels.label("column.original")) \(original) \
        <span class="faint">\(day(copy.originalPublished)) \(percent(copy))</span></p>

        """
    }
    let copies = try view.context.store.copies(of: document, limit: mostLinks + 1)
    guard !copies.isEmpty else { return "" }
    let links = copies.prefix(mostLinks).map { copy -> HTML in
      let name = view.document(copy.document, text(copy.publisher, or: copy.document))
      return "\(name) <span class=\"faint\">\(day(copy.published)) \(percent(copy))</span>"
    }
    let rest: HTML = copies.count > mostLinks ? " …" : ""
    return "<p>\(view.labels.label("column.copy")) \(links.joined(separator: " · "))\(rest)</p>\n"
  }

  /// Copies that the page of an original names.
  private static let mostLinks = 20

  private static func text(_ text: String?, or other: String) -> HTML { HTML(text: text ?? other) }
  private static func day(_ date: String?) -> HTML { HTML(text: date.map { String($0.prefix(10)) } ?? "") }
  private static func percent(_ copy: CopyRow) -> HTML { "\(Int((copy.similarity * 100).rounded()))%" }
}
