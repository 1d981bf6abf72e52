import Reporting

/// What stands around every page.
struct PageFrame {
  let labels: SiteLabels

  /// A whole page.
  func page(_ title: HTML, current: String? = nil, _ content: HTML) -> String {
    let pages = [
      ("/facts", "explorer.facts"), ("/documents", "column.documents"), ("/compare", "page.comparisons"),
      ("/models", "page.models"), ("/slogans", "page.slogans"), ("/adoption", "page.adoption"),
      ("/copies", "page.copies"), ("/reviews", "explorer.reviews"),
    ]
    let navigation = pages.map { path, key -> HTML in
      let mark: HTML = path == current ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(path)\"\(mark)>\(labels.label(key))</a></li>"
    }
    let whole: HTML = """
      <!DOCTYPE html>
      <html lang="zh">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title) · zhandian</title>
      <link rel="stylesheet" href="/style.css">
      <script src="/sort.js" defer></script>
      </head>
      <body class="explorer">
      <header class="site"><p class="name"><a href="/">zhandian</a></p>
      <nav><ul>\(navigation)</ul></nav></header>
      <main>
      <h1>\(title)</h1>
      \(content)</main>
      </body>
      </html>

      """
    return whole.source
  }

  /// A form of fields in a row that asks for the same page again.
  func search(_ path: String, _ fields: [HTML]) -> HTML {
    """
    <form class="search" action="\(path)">\(fields)
    <button>\(labels.label("explorer.show"))</button></form>

    """
  }

  /// The form that asks a list of articles for words, a region and days.
  func articleSearch(_ path: String, _ query: FormFields) -> HTML {
    search(
      path,
      [
        field("q", "explorer.search", query["q"], hint: "代表联络站 接待"),
        field("region", "column.region", query["region"], hint: "云南省"),
        field("since", "column.since", query["since"], hint: "2023"),
        field("until", "explorer.until", query["until"], hint: "2024-06"),
      ])
  }

  /// A text field with its label.
  func field(_ name: String, _ key: String, _ value: String?, hint: String = "") -> HTML {
    """
    <label>\(labels.label(key)) <input name="\(name)" value="\(value ?? "")" placeholder="\(hint)"></label>

    """
  }

  /// A choice of one of several values.
  func choice(_ name: String, _ key: String, _ value: String?, _ options: [(value: String, label: String)]) -> HTML {
    let items = options.map { option -> HTML in
      let mark: HTML = option.value == (value ?? "") ? " selected" : ""
      return "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>"
    }
    return "<label>\(labels.label(key)) <select name=\"\(name)\">\(items)</select></label>\n"
  }

  /// A box to tick.
  func box(_ name: String, _ key: String, _ isOn: Bool) -> HTML {
    let mark: HTML = isOn ? " checked" : ""
    return
      "<label class=\"box\"><input type=\"checkbox\" name=\"\(name)\" value=\"1\"\(mark)> \(labels.label(key))</label>\n"
  }

  /// Links to the pages before and after one of a long list.
  func pager(_ path: String, _ query: FormFields, page: Int, hasMore: Bool) -> HTML {
    func link(_ number: Int, _ key: String) -> HTML {
      "<a href=\"\(path)?\(query.setting("page", String(number + 1)))\">\(labels.label(key))</a>"
    }
    var links: [HTML] = []
    if page > 0 { links.append(link(page - 1, "explorer.back")) }
    if hasMore { links.append(link(page + 1, "explorer.next")) }
    return links.isEmpty ? "" : "<p class=\"pager\">\(links.joined(separator: " · "))</p>\n"
  }
}
