/// The part of a long table that stands on one page.
struct TablePart {
  /// A row of the largest comparison measured takes 2.3 kB; the largest page of a million facts by county had 2.2 MB.
  private static let mostRows = 500

  /// From 0.
  let number: Int
  /// How many parts there are.
  let count: Int
  let rows: Range<Int>

  /// The parts of a table of some rows; one without rows where there are none.
  static func parts(of rows: Int) -> [TablePart] {
    let count = max(1, (rows + mostRows - 1) / mostRows)
    return (0..<count).map { number in
      TablePart(number: number, count: count, rows: number * mostRows..<min(rows, (number + 1) * mostRows))
    }
  }

  /// The file of a part, from that of the first: `compare/stations-2.html`.
  static func file(_ first: String, part number: Int) -> String {
    number == 0 ? first : first.dropLast(".html".utf8.count) + "-\(number + 1).html"
  }

  /// Links to the other parts; nothing where there are none.
  func pager(_ first: String, _ page: SitePage) -> HTML {
    guard count > 1 else { return "" }
    let links = (0..<count).map { other -> HTML in
      other == number
        ? "<b>\(other + 1)</b>" : "<a href=\"\(page.links.file(Self.file(first, part: other)))\">\(other + 1)</a>"
    }
    let note = page.labels.sentence("sentence.paged", [HTML(text: String(Self.mostRows))])
    return "<p class=\"pager\">\(links.joined(separator: " · ")) <span class=\"faint\">\(note)</span></p>\n"
  }
}
