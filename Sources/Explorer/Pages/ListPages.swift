import CorpusModel
import FactStore
import Reporting

/// Where a reader begins.
struct HomePage {
  private let view: View

  init(_ view: View) { self.view = view }

  func html() throws -> String {
    let labels = view.labels
    let counts = try view.context.store.counts()
    let numbers = [
      ("count.documents", counts.documents), ("count.facts", counts.facts), ("section.rejects", counts.rejections),
      ("explorer.reviews", view.reviews.latest.count),
    ]
    let totals = numbers.map { key, number -> HTML in "<li><strong>\(number)</strong>\(labels.label(key))</li>" }
    let measures = view.measures.map { measure -> HTML in
      "<li><a href=\"/compare?measure=\(measure.rawValue)\">\(labels.label("measure." + measure.rawValue))</a></li>"
    }
    let content: HTML = """
      <ul class="totals">\(totals)</ul>
      \(view.frame.search("/documents", [view.frame.field("q", "explorer.search", nil, hint: "代表联络站 接待")]))
      <section><h2>\(labels.label("page.comparisons"))</h2><ul class="flow">\(measures)</ul></section>

      """
    return view.frame.page(labels.label("page.overview"), content)
  }
}

/// Facts by what is asked of them.
struct FactListPage {
  private static let rowsPerPage = 50
  private static let kinds = ["count", "coverage", "model", "slogan", "epithet"]
  private let view: View

  init(_ view: View) { self.view = view }

  func html() throws -> String {
    let (labels, query, frame) = (view.labels, view.query, view.frame)
    var filter = FactFilter()
    if let kind = query["kind"] { filter.kinds = [kind] }
    if let subject = query["subject"] { filter.subjects = [subject] }
    filter.regions = try view.regions()
    filter.since = try view.date("since")
    filter.until = try view.date("until")
    filter.text = query["q"].map(view.context.simplified)
    filter.limit = Self.rowsPerPage + 1
    filter.offset = view.page * Self.rowsPerPage
    let found = try view.store.facts(filter)
    let subjects = view.context.measures.subjects
    let form = frame.search(
      "/facts",
      [
        frame.choice(
          "kind", "column.kind", query["kind"], [("", "")] + Self.kinds.map { ($0, labels.plain("kind." + $0)) }),
        frame.choice(
          "subject", "explorer.subject", query["subject"],
          [("", "")] + subjects.map { ($0, labels.plain("subject." + $0)) }),
        frame.field("region", "column.region", query["region"], hint: "云南省"),
        frame.field("q", "explorer.search", query["q"]),
        frame.field("since", "column.since", query["since"], hint: "2023"),
        frame.field("until", "explorer.until", query["until"], hint: "2024-06"),
        frame.box("reviewed", "explorer.reviewed", query["reviewed"] != nil),
      ])
    let rows = found.prefix(Self.rowsPerPage).map { row -> [TableCell] in
      [
        TableCell(labels.summary(of: row.fact)), TableCell(HTML(text: row.date?.description ?? "")),
        TableCell(view.document(row.document, HTML(text: row.title ?? row.document))),
        TableCell(DocumentLinks().fact(row.fact.key, in: row.document, HTML(text: row.fact.evidence.text))),
        TableCell(view.reviews.mark(of: row.fact.key, labels)),
      ]
    }
    let columns = ["explorer.fact", "column.as_of", "column.documents", "column.evidence", "explorer.review"]
    let content =
      form + (rows.isEmpty ? "<p>\(labels.label("explorer.nothing"))</p>\n" : labels.table(columns, Array(rows)))
      + frame.pager("/facts", query, page: view.page, hasMore: found.count > Self.rowsPerPage)
    return frame.page(labels.label("explorer.facts"), current: "/facts", content)
  }
}

/// Articles by their words, the best first.
struct DocumentListPage {
  private static let rowsPerPage = 30
  /// Bytes of the body that are shown of each article.
  private static let excerptLength = 240
  private let view: View

  init(_ view: View) { self.view = view }

  func html() throws -> String {
    let (labels, query, frame) = (view.labels, view.query, view.frame)
    let form = frame.articleSearch("/documents", query)
    var content = form
    if let text = query["q"] {
      var filter = ArticleFilter(regions: try view.regions(), search: try SearchQuery(view.context.simplified(text)))
      filter.since = try view.date("since")
      filter.until = try view.date("until")
      let hits = try view.context.store.search(
        filter, limit: Self.rowsPerPage + 1, offset: view.page * Self.rowsPerPage)
      content += list(hits.prefix(Self.rowsPerPage).map(\.article))
      content += frame.pager("/documents", query, page: view.page, hasMore: hits.count > Self.rowsPerPage)
      if hits.isEmpty { content += "<p>\(labels.label("explorer.nothing"))</p>\n" }
    }
    return frame.page(labels.label("column.documents"), current: "/documents", content)
  }

  private func list(_ articles: [ArticleRow]) -> HTML {
    let items = articles.map { article -> HTML in
      let facts = [article.published.map { String($0.prefix(10)) }, article.publisher, article.home?.path.joined()]
      let end = article.text.characterStart(at: Self.excerptLength)
      let excerpt = article.text.string(Span(0, end)) + (end < article.text.count ? "…" : "")
      return """
        <li><h3>\(view.document(article.document, HTML(text: article.title ?? article.document)))</h3>
        <p class="faint">\(facts.compactMap { $0 }.joined(separator: " · "))</p><p>\(excerpt)</p></li>

        """
    }
    return items.isEmpty ? "" : "<ol class=\"hits\">\(items)</ol>\n"
  }
}

/// All reviews, the latest first.
struct ReviewListPage {
  private let view: View

  init(_ view: View) { self.view = view }

  func html() throws -> String {
    let labels = view.labels
    let rows = view.reviews.all.reversed().map { review -> [TableCell] in
      let correction = review.correction.map {
        labels.summary(of: $0.content, region: $0.region, place: $0.place)
      }
      return [
        TableCell(HTML(text: review.time)), TableCell(HTML(text: review.author)),
        TableCell(labels.label("verdict." + review.verdict.rawValue)),
        TableCell(DocumentLinks().fact(review.factKey, in: review.document, HTML(text: review.evidence))),
        TableCell(correction ?? ""), TableCell(HTML(text: review.note)),
      ]
    }
    let columns = [
      "explorer.time", "explorer.author", "explorer.verdict", "column.evidence", "explorer.correction", "explorer.note",
    ]
    let content: HTML =
      rows.isEmpty
      ? "<p>\(labels.label("explorer.no_reviews"))</p>\n"
      : "<p><a href=\"/reviews.jsonl\">reviews.jsonl</a></p>\n" + labels.table(columns, rows)
    return view.frame.page(labels.label("explorer.reviews"), current: "/reviews", content)
  }
}

extension Reviews {
  /// The verdict on a fact as a word, or nothing.
  func mark(of key: String, _ labels: SiteLabels) -> HTML {
    guard let review = latest[key] else { return "" }
    return
      "<span class=\"verdict \(review.verdict.rawValue)\">\(labels.label("verdict." + review.verdict.rawValue))</span>"
  }
}
