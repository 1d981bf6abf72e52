import CorpusModel

/// The rows of a page's tables; those of tables of figures become one line each, cells parted by tabs.
///
/// Tables that lay out a page stay as they are: their cells hold several lines, links or no figures.
struct TableRows {
  /// A row without rows inside it; offsets are of the page's text, with a tab behind each cell.
  private struct Row {
    var element: Int32
    var text: Range<Int>
  }

  private var rows: [Row] = []
  /// Where the last row that closed begins, whether it was kept or not.
  private var last: Int32 = -1

  /// Longest row of a table of figures, in bytes.
  private static let longestRow = 400

  /// Takes in the row of `element` when it closes.
  mutating func add(_ element: Int32, from start: Int32, to end: Int32) {
    guard end > start else { return }
    // A row that holds another closes behind it.
    if start > last, Int(end - start) <= Self.longestRow {
      rows.append(Row(element: element, text: Int(start)..<Int(end) - 1))
    }
    last = max(last, start)
  }

  /// Joins the cells of `page`'s tables of figures.
  ///
  /// - Complexity: O(lines + elements), and O(bytes of rows); nothing for a page without rows of one-line cells.
  func join(_ page: inout Page) {
    guard rows.count > 2 else { return }
    let joined = page.text.withUnsafeBufferPointer { tables(page, $0) }
    guard !joined.isEmpty else { return }
    var lines: [Line] = []
    var places: [Int32] = []
    var next = joined.startIndex
    for (index, line) in page.lines.enumerated() {
      while next < joined.endIndex, page.elements[Int(joined[next].element)].lines.upperBound <= index { next += 1 }
      let row = next < joined.endIndex ? joined[next] : nil
      if let row, page.elements[Int(row.element)].lines.contains(index) {
        if page.elements[Int(row.element)].lines.lowerBound == index {
          lines.append(Line(start: row.text.lowerBound, end: row.text.upperBound))
          lines[lines.count - 1].element = row.element
        }
        lines[lines.count - 1].take(line)
      } else {
        lines.append(line)
      }
      places.append(Int32(lines.count - 1))
    }
    places.append(Int32(lines.count))
    for index in page.elements.indices {
      let element = page.elements[index]
      guard element.endLine > element.firstLine else {
        page.elements[index].firstLine = places[Int(element.firstLine)]
        page.elements[index].endLine = places[Int(element.firstLine)]
        continue
      }
      page.elements[index].firstLine = places[Int(element.firstLine)]
      page.elements[index].endLine = places[Int(element.endLine) - 1] + 1
    }
    for index in page.times.indices { page.times[index].line = Int(places[page.times[index].line]) }
    page.lines = lines
  }

  /// The rows of tables of figures, in order.
  private func tables(_ page: Page, _ text: UnsafeBufferPointer<UInt8>) -> [Row] {
    var candidates: [Row] = []
    var ranges: [Range<Int>] = []
    for row in rows {
      let lines = page.elements[Int(row.element)].lines
      // Text behind the last cell is none of a table.
      guard text[row.text.upperBound] == 0x09 else { continue }
      let filled = TextTable.cells(text, row.text).count { !$0.isEmpty }
      guard filled == lines.count, !lines.contains(where: { page.lines[$0].isLinked }) else { continue }
      if let before = candidates.last, page.elements[Int(before.element)].lines.upperBound != lines.lowerBound {
        // What stands between two rows parts tables.
        candidates.append(Row(element: -1, text: 0..<0))
        ranges.append(0..<0)
      }
      candidates.append(row)
      ranges.append(row.text)
    }
    return TextTable.find(text, ranges).flatMap { candidates[$0.lines] }
  }
}

extension Line {
  /// Adds the counts of another line.
  fileprivate mutating func take(_ other: Line) {
    characters += other.characters
    linked += other.linked
    marks += other.marks
    stops += other.stops
  }
}
