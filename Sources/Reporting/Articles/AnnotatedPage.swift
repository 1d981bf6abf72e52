import CorpusModel

/// Articles as a page for people: what was kept and dropped, each block with the rule that decided, and where each
/// value of the metadata was found.
///
/// One HTML document for any number of articles: `head`, an `article` each, `foot`. It needs no other file and no
/// script, and its policy lets the browser load nothing. Dropped blocks are `del` elements, so that it reads
/// without its style too.
public enum AnnotatedPage {
  /// What stands before the first article.
  public static let head = """
    <!DOCTYPE html>
    <html lang="zh"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>zhandian clean</title>
    <style>
    body{font:16px/1.7 "Noto Sans CJK SC","Source Han Sans SC",sans-serif;max-width:60em;margin:1.5em auto;padding:0 1em;\
    color:#222;background:#fff}
    h2{font-size:1.3em;line-height:1.4;margin:.3em 0}
    article{border-top:3px solid #555;margin-top:2em;padding-top:.5em}
    table{border-collapse:collapse;font-size:.9em}
    th,td{text-align:left;vertical-align:top;padding:.1em .8em .1em 0;overflow-wrap:anywhere}
    td+td{color:#666}
    .id{font-family:monospace;color:#666;overflow-wrap:anywhere}
    .block{display:flex;gap:1em;margin:.25em 0}
    .rule{flex:0 0 12em;font:.8em/1.9 monospace;color:#666;text-align:right}
    .text{flex:1;min-width:0;overflow-wrap:anywhere}
    .kept .text{border-left:4px solid #2a7;padding-left:.7em}
    .dropped .text{border-left:4px solid #ddd;padding-left:.7em;color:#888}
    del{text-decoration-color:#ccc}
    </style></head><body>
    <h1>zhandian clean</h1>
    <p>Kept blocks have a green bar; dropped ones are struck through. The word before a block is the rule that decided.</p>
    """

  /// What stands behind the last article.
  public static let foot = "</body></html>"

  /// The article `id`, extracted with its trace.
  ///
  /// - Complexity: O(bytes of the source).
  public static func article(id: String, _ article: Article) -> String {
    let title = article.metadata.title ?? id
    let kept = article.trace.count(where: \.isKept)
    var lines = ["<article>", "<h2>\(escaped(title))</h2>", "<p class=\"id\">\(escaped(id))</p>", "<table>"]
    for field in MetadataField.allCases {
      guard let origin = article.origins[field] else { continue }
      let place = origin.place.rawValue + (origin.detail.map { ": " + $0 } ?? "")
      let value = article.metadata[field].joined(separator: " ")
      lines.append("<tr><th>\(field.rawValue)</th><td>\(escaped(value))</td><td>\(escaped(place))</td></tr>")
    }
    lines.append("</table>")
    lines.append("<p>\(article.trace.count) blocks, \(kept) kept.</p>")
    lines += article.trace.map(block)
    lines.append("</article>")
    return lines.joined(separator: "\n")
  }

  private static func block(_ block: BlockTrace) -> String {
    let text = escaped(block.text)
    let shown = block.isKept ? text : "<del>\(text)</del>"
    return
      "<div class=\"block \(block.isKept ? "kept" : "dropped")\"><div class=\"rule\">\(escaped(block.reason))</div>"
      + "<div class=\"text\">\(shown)</div></div>"
  }

  private static func escaped(_ text: String) -> String { HTML.escaped(text) }
}
