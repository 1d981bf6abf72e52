import CorpusModel
import FactStore
import RegionComparison

/// The sentences, by document.
struct EvidencePage {
  private let site: ReportSite
  private let page: SitePage
  private let labels: SiteLabels

  init(_ site: ReportSite) {
    self.site = site
    page = site.below
    labels = site.labels
  }

  /// The pages there are, with the first and last document of each.
  func index() throws -> String {
    let documents = site.report.evidence.documents
    let size = SiteLinks.documentsPerPage
    let items = stride(from: 0, to: documents.count, by: size).enumerated().map { number, start -> HTML in
      let end = min(start + size, documents.count) - 1
      let file = page.links.file(SiteLinks.evidencePage(number))
      return "<li><a href=\"\(file)\">\(documents[start]) – \(documents[end])</a></li>\n"
    }
    return page.page(labels.plain("page.evidence"), current: "page.evidence", "<ol>\(items)</ol>\n")
  }

  /// One page.
  func page(_ number: Int, _ documents: Range<Int>) throws(StoreError) -> String {
    let sections = try site.report.evidence.evidence(of: documents).map(document)
    let title = "\(labels.plain("page.evidence")) \(number + 1)"
    return page.page(title, current: "page.evidence", sections.joined(separator: ""))
  }

  private func document(_ document: DocumentEvidence) -> HTML {
    let metadata = document.metadata
    var facts: [HTML] = [
      metadata.published.map { HTML(text: String($0.prefix(10))) } ?? labels.label("sentence.no_date")
    ]
    if let publisher = metadata.publisher { facts.append(HTML(text: publisher)) }
    if let home = document.home {
      facts.append("\(labels.label("document.home")) \(page.links.region(home.code, HTML(text: home.path.joined())))")
    }
    if let url = document.url { facts.append(HTML.link(to: url, HTML(text: url))) }
    facts.append(HTML(text: document.id))
    let title = metadata.title.map { HTML(text: $0) } ?? labels.label("document.untitled")
    return """
      <article class="document" id="\(page.links.anchor(ofDocument: document.id))"><h2>\(title)</h2>
      <p class="faint">\(facts.joined(separator: " · "))</p>
      \(document.passages.map(passage))</article>

      """
  }

  private func passage(_ passage: DocumentEvidence.Passage) -> HTML {
    let pieces = passage.pieces.map { piece -> HTML in
      let text = HTML(text: piece.text)
      return piece.isEvidence ? "<mark>\(text)</mark>" : text
    }
    let (before, after): (HTML, HTML) = (passage.isCut.before ? "…" : "", passage.isCut.after ? "…" : "")
    var seen: Set<String> = []
    let facts = passage.facts.filter { seen.insert($0.key).inserted }.map { fact -> HTML in
      let summary = labels.summary(of: fact) { page.links.region($0.code, $1) }
      return "<li id=\"\(SiteLinks.anchor(ofFact: fact.key))\">\(summary)</li>\n"
    }
    return """
      <div class="passage"><p>\(before)\(pieces)\(after)</p>
      <ul>\(facts)</ul></div>

      """
  }
}
