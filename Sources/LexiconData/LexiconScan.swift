import CorpusModel

/// One row of a lexicon table that is read in place; valid only inside the call that it is given to.
public struct LexiconLine {
  public let file: String
  /// 1-based.
  public let line: Int
  /// Cells as UTF-8 bytes; a short line is filled with empty cells.
  public let cells: [UnsafeBufferPointer<UInt8>]

  public func error(_ message: String) -> LexiconError { LexiconError(file: file, line: line, message: message) }
}

extension Lexicons {
  /// Calls `body` with each row of a TSV table in turn, without copying its cells: for tables of tens of thousands of rows.
  ///
  /// - Throws: what `table` throws, and what `body` throws.
  /// - Complexity: O(bytes).
  public func forEachRow(
    of file: String, columns: [String], _ body: (borrowing LexiconLine) throws -> Void
  ) throws {
    try Self.scan(bytes(file), file: file, columns: columns, body)
  }

  /// Reads the bytes of a TSV table; see `table`.
  static func scan(
    _ bytes: [UInt8], file: String, columns: [String], _ body: (borrowing LexiconLine) throws -> Void
  ) throws {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw LexiconError(file: file, message: "is not valid UTF-8")
    }
    var hasHeader = false
    try bytes.withUnsafeBufferPointer { text in
      var line = 0
      var start = 0
      var cells: [UnsafeBufferPointer<UInt8>] = []
      while start < text.count {
        let end = lineEnd(text, start)
        defer { start = end + 1 }
        line += 1
        if start == end || text[start] == UInt8(ascii: "#") { continue }
        if text[end - 1] == 0x0D { throw LexiconError(file: file, line: line, message: "ends in CR; lines end in LF") }
        split(text, start..<end, into: &cells)
        if !hasHeader {
          let header = cells.map { String(decoding: $0, as: UTF8.self) }
          guard header == columns else {
            throw LexiconError(file: file, line: line, message: "header is \(header), not \(columns)")
          }
          hasHeader = true
          continue
        }
        guard cells.count <= columns.count else {
          throw LexiconError(file: file, line: line, message: "\(cells.count) cells, not \(columns.count)")
        }
        while cells.count < columns.count { cells.append(UnsafeBufferPointer(rebasing: text[end..<end])) }
        try body(LexiconLine(file: file, line: line, cells: cells))
      }
    }
    guard hasHeader else { throw LexiconError(file: file, message: "has no header line") }
  }

  private static func lineEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < text.count, text[end] != 0x0A { end += 1 }
    return end
  }

  private static func split(
    _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, into cells: inout [UnsafeBufferPointer<UInt8>]
  ) {
    cells.removeAll(keepingCapacity: true)
    var start = line.lowerBound
    for at in line where text[at] == 0x09 {
      cells.append(UnsafeBufferPointer(rebasing: text[start..<at]))
      start = at + 1
    }
    cells.append(UnsafeBufferPointer(rebasing: text[start..<line.upperBound]))
  }
}
