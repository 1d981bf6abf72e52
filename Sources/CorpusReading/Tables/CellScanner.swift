/// Reads the cells of CSV and TSV byte by byte (RFC 4180).
///
/// A quote opens a cell only at its start; one inside a cell is a letter. The separator, the quote and LF are no part of
/// a character in UTF-8, GB18030 or Big5.
struct CellScanner {
  enum Event { case content, quote, cellEnd, rowEnd }

  private enum State { case cellStart, plain, quoted, afterQuote }

  private let separator: UInt8
  private var state = State.cellStart

  init(separator: UInt8) { self.separator = separator }

  /// Whether a quoted cell is open.
  var isInsideQuotes: Bool { state == .quoted }

  mutating func take(_ byte: UInt8) -> Event {
    if state == .quoted {
      if byte != UInt8(ascii: "\"") { return .content }
      state = .afterQuote
      return .quote
    }
    if byte == UInt8(ascii: "\""), state != .plain {
      let isDoubled = state == .afterQuote
      state = .quoted
      return isDoubled ? .content : .quote
    }
    if byte == separator || byte == 0x0A {
      state = .cellStart
      return byte == 0x0A ? .rowEnd : .cellEnd
    }
    state = .plain
    return .content
  }

  /// The cells of `row`, which holds no line end of its own.
  static func cells(_ row: [UInt8], separator: UInt8) -> [[UInt8]] {
    var scanner = CellScanner(separator: separator)
    var cells: [[UInt8]] = [[]]
    for byte in row {
      switch scanner.take(byte) {
      case .content: cells[cells.count - 1].append(byte)
      case .quote: break
      case .cellEnd, .rowEnd: cells.append([])
      }
    }
    return cells
  }
}

/// What the columns of a table are.
struct TableColumns: Sendable, Equatable {
  var separator: UInt8
  /// Of each column, nil for those that say nothing of an article.
  var fields: [RecordField?]

  /// Columns by the names in `header`.
  init(header: [[UInt8]], separator: UInt8, names: FieldNames) {
    self.separator = separator
    fields = header.map { names.field(column: Array(HeaderFields.trimmed($0[...])).string) }
  }

  var hasArticle: Bool { fields.contains(.html) || fields.contains(.text) }
}

extension RecordFields {
  /// The fields of a row; of columns with one field the first that is not empty counts.
  init(row: [UInt8], columns: TableColumns) {
    self.init()
    var values: [RecordField: [UInt8]] = [:]
    for (cell, field) in zip(CellScanner.cells(row, separator: columns.separator), columns.fields) {
      guard let field, values[field] == nil || values[field] == [] else { continue }
      values[field] = cell
    }
    func string(_ field: RecordField) -> String? { values[field].flatMap { $0.isEmpty ? nil : $0.string } }
    id = string(.id)
    url = string(.url)
    title = string(.title)
    date = string(.date) ?? string(.published)
    publisher = string(.publisher)
    authors = (values[.authors] ?? []).split(separator: UInt8(ascii: ";")).map { Array($0).string }
    html = values[.html]
    text = values[.text]
  }
}
