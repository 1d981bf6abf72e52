import CorpusModel
import LexiconData

/// Walks the rows of a large TSV table without a copy of its cells.
///
/// `Lexicons.table` makes an array a cell; at 40,000 rows that costs more than all else at start-up.
struct TableScanner {
  let file: String
  let bytes: [UInt8]
  private(set) var line = 0
  private var position = 0
  /// Byte ranges of the cells of the current row.
  private(set) var cells: [Range<Int>] = []

  /// Opens a table and checks its header.
  ///
  /// - Throws: `LexiconError` if the header is not `columns`.
  init(file: String, bytes: [UInt8], columns: [String]) throws {
    self.file = file
    self.bytes = bytes
    cells.reserveCapacity(columns.count)
    guard next(), cells.map({ bytes[$0].map { $0 } }) == columns.map({ Array($0.utf8) }) else {
      throw LexiconError(file: file, line: line, message: "header is not \(columns)")
    }
  }

  /// Steps to the next row that is no comment; false at the end.
  mutating func next() -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      while position < bytes.count {
        let start = position
        line += 1
        cells.removeAll(keepingCapacity: true)
        var cell = start
        var at = start
        while at < bytes.count, bytes[at] != 0x0A {
          if bytes[at] == 0x09 {
            cells.append(cell..<at)
            cell = at + 1
          }
          at += 1
        }
        cells.append(cell..<at)
        position = at + 1
        if at > start, bytes[start] != UInt8(ascii: "#") { return true }
      }
      return false
    }
  }

  /// The cell's range, empty where the row is shorter.
  func range(_ column: Int) -> Range<Int> { column < cells.count ? cells[column] : 0..<0 }

  /// The decimal number in `range`; nil if it is empty.
  ///
  /// - Throws: `LexiconError` if it holds anything but digits.
  func number(_ range: Range<Int>) throws -> Int? {
    guard !range.isEmpty else { return nil }
    var value = 0
    for byte in bytes[range] {
      guard byte >= 0x30, byte <= 0x39, value < 1 << 40 else {
        throw LexiconError(file: file, line: line, message: "'\(bytes[range].map { $0 }.string)' is not a number")
      }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// Ranges of the values of a cell that `|` parts.
  func list(_ column: Int) -> [Range<Int>] {
    let cell = range(column)
    guard !cell.isEmpty else { return [] }
    var parts: [Range<Int>] = []
    var start = cell.lowerBound
    for at in cell where bytes[at] == UInt8(ascii: "|") {
      parts.append(start..<at)
      start = at + 1
    }
    parts.append(start..<cell.upperBound)
    return parts
  }
}
