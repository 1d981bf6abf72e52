/// The frame that all pages of a site share.
struct SitePage {
  /// What the whole site is called.
  let siteTitle: String
  /// One line on what made it.
  let footer: HTML
  let labels: SiteLabels
  let links: SiteLinks

  private static let policy = """
    default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'
    """

  /// A whole page.
  ///
  /// - Parameters:
  ///   - title: Of this page.
  ///   - current: Name of the page among those of the navigation, or nil.
  ///   - content: What stands in `main`.
  /// - Returns: The source of the page.
  func page(_ title: String, current: String? = nil, _ content: HTML) -> String {
    let pages: [(key: String, file: String)] = [
      ("page.overview", "index.html"), ("page.comparisons", SiteLinks.comparisons),
      ("page.regions", SiteLinks.regions),
      ("page.models", "models/index.html"), ("page.adoption", SiteLinks.adoption), ("page.slogans", "slogans.html"),
      ("page.evidence", "evidence/index.html"),
    ]
    let navigation = pages.map { page -> HTML in
      let mark: HTML = page.key == current ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(links.file(page.file))\"\(mark)>\(labels.label(page.key))</a></li>"
    }
    let whole: HTML = """
      <!DOCTYPE html>
      <html lang="zh">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>\(title == siteTitle ? title : "\(title) · \(siteTitle)")</title>
      <link rel="stylesheet" href="\(links.file("style.css"))">
      <script src="\(links.file("sort.js"))" defer></script>
      </head>
      <body>
      <header class="site"><p class="name"><a href="\(links.file("index.html"))">\(siteTitle)</a></p>
      <nav><ul>\(navigation)</ul></nav></header>
      <main>
      <h1>\(title)</h1>
      \(content)</main>
      <footer>\(footer)</footer>
      </body>
      </html>

      """
    return whole.source
  }

  /// A heading with what it stands over; nothing where there is nothing.
  func section(_ key: String, _ content: HTML) -> HTML {
    content.source.isEmpty ? "" : "<section><h2>\(labels.label(key))</h2>\n\(content)</section>\n"
  }

  /// `SiteLabels.table` with this site's labels.
  func table(_ columns: [String], _ rows: [[TableCell]]) -> HTML { labels.table(columns, rows) }
}
