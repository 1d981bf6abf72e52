/// A table set in plain text: a header, and rows of as many cells that hold mostly figures.
///
/// Cells are parted by bars (`|`, `｜`, `│`), by tabs, or by wide blanks (two blanks or more, or an ideographic space).
/// Offsets are bytes of the text; lines are indices of what was searched.
public struct TextTable: Sendable {
  /// The lines from the header to the last row.
  public let lines: Range<Int>
  /// The cells of the header, without blanks at their ends.
  public let header: [Range<Int>]
  /// The rows that hold figures, each with its line.
  public let rows: [(line: Int, cells: [Range<Int>])]

  /// Rows without which lines with bars are no table.
  private static let fewestRows = 2
  /// Bytes from which on a line is prose.
  private static let longestLine = 400

  /// The tables among `lines`, in order.
  ///
  /// - Complexity: O(bytes).
  public static func find(_ text: UnsafeBufferPointer<UInt8>, _ lines: [Range<Int>]) -> [TextTable] {
    var tables: [TextTable] = []
    var header: (line: Int, cells: [Range<Int>])?
    var rows: [(line: Int, cells: [Range<Int>])] = []
    func close() {
      if let header, let last = rows.last, rows.count >= fewestRows {
        tables.append(TextTable(lines: header.line..<last.line + 1, header: header.cells, rows: rows))
      }
      rows = []
    }
    for (index, line) in lines.enumerated() {
      let cells = line.count <= longestLine ? cells(text, line) : []
      if let header, cells.count == header.cells.count, isRow(text, cells) {
        rows.append((index, cells))
      } else if rows.isEmpty, header?.line == index - 1, isRule(text, line) {
        continue
      } else {
        close()
        header = cells.count >= 2 && !cells.contains { isFigure(text, $0) } ? (index, cells) : nil
      }
    }
    close()
    return tables
  }

  /// The cells of a line; one or none if nothing parts it.
  public static func cells(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var strongest: Separator?
    for start in line where text[start] <= 0x20 || text[start] == 0x7C || text[start] >= 0xE2 {
      guard let kind = separator(text, start, line.upperBound)?.kind else { continue }
      if kind.rawValue > strongest?.rawValue ?? -1 { strongest = kind }
      if kind == .bar { break }
    }
    guard let best = strongest else { return [line] }
    var (from, at) = (line.lowerBound, line.lowerBound)
    while at < line.upperBound {
      if let found = separator(text, at, line.upperBound), found.kind == best {
        parts.append(trim(text, from..<at))
        (from, at) = (found.end, found.end)
      } else {
        at += 1
      }
    }
    parts.append(trim(text, from..<line.upperBound))
    // Bars may also stand at both ends.
    if best == .bar, parts.count > 2, parts[0].isEmpty { parts.removeFirst() }
    if best == .bar, parts.count > 2, parts[parts.count - 1].isEmpty { parts.removeLast() }
    return parts
  }

  /// Whether `cell` is a number, with a unit of at most four characters behind it.
  public static func isFigure(_ text: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> Bool {
    var digits = 0
    var others = 0
    var at = cell.lowerBound
    while at < cell.upperBound {
      let byte = text[at]
      let isWide =
        byte == 0xEF && at + 2 < cell.upperBound && text[at + 1] == 0xBC && (0x90...0x99).contains(text[at + 2])
      if isWide || (0x30...0x39).contains(byte) {
        guard others == 0 else { return false }
        digits += 1
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        guard digits > 0, others == 0 else { return false }
      } else if byte == UInt8(ascii: "%") || byte >= 0x80 {
        guard digits > 0 else { return false }
        others += 1
      } else if byte != 0x20 {
        return false
      }
      at += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
    return digits > 0 && others <= 4
  }

  /// The column of `cells` that names the row: the first, or the one behind a running number or its empty cell.
  public static func nameColumn(_ text: UnsafeBufferPointer<UInt8>, _ cells: [Range<Int>]) -> Int {
    cells.count > 2 && (cells[0].isEmpty || isFigure(text, cells[0])) && !isFigure(text, cells[1]) ? 1 : 0
  }

  /// Whether most cells behind the row's name are figures.
  private static func isRow(_ text: UnsafeBufferPointer<UInt8>, _ cells: [Range<Int>]) -> Bool {
    let name = nameColumn(text, cells)
    guard !cells[name].isEmpty else { return false }
    let rest = cells[(name + 1)...]
    return rest.count { isFigure(text, $0) } * 2 > rest.count { $0.count > 3 || isFigure(text, $0) }
  }

  /// Whether the line is the rule of bars and dashes under a header.
  private static func isRule(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    !line.isEmpty && line.allSatisfy { [0x20, 0x09, 0x2D, 0x3A, 0x7C].contains(text[$0]) }
  }

  /// What parts cells, the stronger the higher.
  private enum Separator: Int { case wide, tab, bar }

  private static func separator(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> (
    kind: Separator, end: Int
  )? {
    switch text[at] {
    case 0x7C: return (.bar, at + 1)
    case 0x09: return (.tab, at + 1)
    case 0xEF where at + 2 < end && text[at + 1] == 0xBD && text[at + 2] == 0x9C: return (.bar, at + 3)
    case 0xE2 where at + 2 < end && text[at + 1] == 0x94 && text[at + 2] == 0x82: return (.bar, at + 3)
    case 0x20, 0xE3:
      var next = at
      var width = 0
      while next < end {
        if text[next] == 0x20 {
          (next, width) = (next + 1, width + 1)
        } else if next + 2 < end, text[next] == 0xE3, text[next + 1] == 0x80, text[next + 2] == 0x80 {
          (next, width) = (next + 3, width + 2)
        } else {
          break
        }
      }
      return width >= 2 ? (.wide, next) : nil
    default: return nil
    }
  }

  private static func trim(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      if text[start] == 0x20 {
        start += 1
      } else if start + 2 < end, text[start] == 0xE3, text[start + 1] == 0x80, text[start + 2] == 0x80 {
        start += 3
      } else {
        break
      }
    }
    while end > start {
      if text[end - 1] == 0x20 {
        end -= 1
      } else if end - 3 >= start, text[end - 3] == 0xE3, text[end - 2] == 0x80, text[end - 1] == 0x80 {
        end -= 3
      } else {
        break
      }
    }
    return start..<end
  }
}
