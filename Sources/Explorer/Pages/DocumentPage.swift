import CorpusModel
import FactStore
import Reporting

/// An article as published, its facts in place, each with its review.
struct DocumentPage {
  private let view: View
  private let labels: SiteLabels

  init(_ view: View) {
    self.view = view
    labels = view.labels
  }

  func html() throws -> String {
    guard let id = view.query["id"], let document = try view.context.store.document(id) else {
      throw Fault(404, "document")
    }
    let metadata = document.metadata
    var about: [HTML] = [
      metadata.published.map { HTML(text: $0) } ?? labels.label("sentence.no_date")
    ]
    if let publisher = metadata.publisher { about.append(HTML(text: publisher)) }
    if !metadata.authors.isEmpty { about.append(HTML(text: metadata.authors.joined(separator: " "))) }
    if let home = document.home {
      about.append("\(labels.label("document.home")) \(home.region.path.joined()) (\(home.reason))")
    }
    if let url = metadata.url { about.append(HTML.link(to: url, HTML(text: url))) }
    about.append(HTML(text: document.source.place))
    let copies = try CopyListPage.links(of: id, view)
    let content: HTML = """
      <p class="faint">\(about.joined(separator: " · "))</p>
      \(copies)\(body(document))
      """
    return view.frame.page(metadata.title.map { HTML(text: $0) } ?? labels.label("document.untitled"), content)
  }

  /// The title if facts rest on it, and the paragraphs as published, each with the facts that end in it.
  private func body(_ document: Document) -> HTML {
    var content: HTML = ""
    let ofTitle = document.facts.filter { $0.evidence.layer == .title }
    if !ofTitle.isEmpty, let title = document.metadata.title.map({ Array($0.utf8) }) {
      content +=
        "<p class=\"published\">\(Self.marked(title, Span(0, title.count), ofTitle.map(\.evidence.span)))</p>\n"
      content += facts(ofTitle[...], of: document)
    }
    let ofBody = document.facts.filter { $0.evidence.layer == .body }
    let spans = ofBody.map(\.evidence.source)
    var rest = ofBody[...]
    for paragraph in Self.paragraphs(document.sourceText) {
      content += "<p class=\"published\">\(Self.marked(document.sourceText, paragraph, spans))</p>\n"
      let here = rest.prefix { $0.evidence.source.start < paragraph.end }
      rest = rest.dropFirst(here.count)
      content += facts(here, of: document)
    }
    return content + facts(rest, of: document)
  }

  /// The lines of a text that are not blank.
  private static func paragraphs(_ text: [UInt8]) -> [Span] {
    text.split(separator: UInt8(ascii: "\n")).map { Span($0.startIndex, $0.endIndex) }
  }

  /// A paragraph with marks around what facts rest on.
  static func marked(_ text: [UInt8], _ paragraph: Span, _ evidence: [Span]) -> HTML {
    var result: HTML = ""
    var at = paragraph.start
    for span in evidence.sorted() where span.overlaps(paragraph) {
      let start = max(span.start, at)
      let end = min(span.end, paragraph.end)
      guard start < end else { continue }
      result += "\(text.string(Span(at, start)))<mark>\(text.string(Span(start, end)))</mark>"
      at = end
    }
    return result + HTML(text: text.string(Span(at, paragraph.end)))
  }

  private func facts(_ facts: ArraySlice<Fact>, of document: Document) -> HTML {
    guard !facts.isEmpty else { return "" }
    let items = facts.map { fact -> HTML in
      let confidence = "\((fact.confidence * 100).rounded() / 100)"
      return """
        <li id="f-\(fact.key)">\(labels.summary(of: fact)) \(view.reviews.mark(of: fact.key, labels))
        <span class="faint">\(fact.rule) \(confidence)</span> <q>\(fact.evidence.text)</q>
        \(ReviewForm.html(fact, document: document.id, view))</li>

        """
    }
    return "<ul class=\"facts\">\(items)</ul>\n"
  }
}
