import CXLSXWriter
import CorpusModel
import FoundationEssentials
@preconcurrency import Glibc

/// Why a workbook could not be written.
public struct WorkbookError: Error, Equatable, CustomStringConvertible {
  public var description: String
  /// Whether the disk is at fault and not what was to be written.
  public var isInputOutput = false
}

/// An XLSX file with a sheet a table; text is always text, whatever it begins with.
///
/// A quantity takes two columns, the plain number and `NAME_bound`, as in CSV. Whole numbers that a spreadsheet would
/// round (beyond 2^53) are text. Rows are written as they come; the same rows give the same bytes.
public final class Workbook {
  private let path: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let header: UnsafeMutablePointer<lxw_format>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var row: UInt32 = 0
  private var isClosed = false

  /// Rows of a sheet, and UTF-16 units of a cell, that the file format allows.
  static let mostRows: UInt32 = 1_048_576
  static let mostUnits = 32_767

  /// Begins the file at `path`.
  ///
  /// - Throws: `WorkbookError` if there is no memory.
  public init(path: String) throws(WorkbookError) {
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let book = workbook_new_opt(path, &options) else { throw WorkbookError(description: "\(path): no memory") }
    self.path = path
    self.book = book
    header = workbook_add_format(book)
    format_set_bold(header)
    // A fixed day instead of the clock's: 1980-01-01, as in the archive's own entries.
    var properties = lxw_doc_properties()
    properties.created = 315_532_800
    workbook_set_properties(book, &properties)
  }

  deinit {
    if !isClosed { lxw_workbook_free(book) }
  }

  /// Begins a sheet with a row of headings that stays in sight.
  ///
  /// - Throws: `WorkbookError` for a name that is taken or that the format does not allow.
  public func addSheet(_ name: String, columns: [String]) throws(WorkbookError) {
    sheet = workbook_add_worksheet(book, name)
    guard let sheet else { throw WorkbookError(description: "\(name): no name of a sheet") }
    row = 0
    for (column, title) in columns.enumerated() { try write(title, UInt16(column), header) }
    worksheet_freeze_panes(sheet, 1, 0)
    row = 1
  }

  /// Adds a row to the last sheet.
  ///
  /// - Throws: `WorkbookError` if the sheet is full.
  public func add(_ cells: [Table.Cell]) throws(WorkbookError) {
    guard row < Self.mostRows else {
      throw WorkbookError(description: "more than \(Self.mostRows) rows do not fit into a sheet; use CSV")
    }
    for (column, cell) in cells.enumerated() { try write(cell, UInt16(column)) }
    row += 1
  }

  /// Finishes the file.
  ///
  /// - Throws: `WorkbookError` if it cannot be written.
  public func close() throws(WorkbookError) {
    isClosed = true
    let code = workbook_close(book)
    let reason = errno
    guard code != LXW_NO_ERROR else { return }
    let detail = reason == 0 ? lxw_strerror(code) : strerror(reason)
    throw WorkbookError(description: "\(path): \(detail.map { String(cString: $0) } ?? "")", isInputOutput: true)
  }

  private func write(_ cell: Table.Cell, _ column: UInt16) throws(WorkbookError) {
    switch cell {
    case .text(let text): try write(text, column)
    case .list(let items): try write(items.joined(separator: "; "), column)
    case .integer(let value): try write(value, column)
    case .quantity(let quantity): try write(quantity.value, column)
    case .decimal(let value): if value.isFinite { worksheet_write_number(sheet, row, column, value, nil) }
    case .flag(let value): worksheet_write_boolean(sheet, row, column, value ? 1 : 0, nil)
    case .missing: break
    }
  }

  private func write(_ value: Int, _ column: UInt16) throws(WorkbookError) {
    guard abs(value) <= 1 << 53 else { return try write(String(value), column) }
    worksheet_write_number(sheet, row, column, Double(value), nil)
  }

  private func write(
    _ text: String, _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>? = nil
  ) throws(WorkbookError) {
    let code = worksheet_write_string(sheet, row, column, Self.storable(text), format)
    if code != LXW_NO_ERROR { throw WorkbookError(description: String(cString: lxw_strerror(code))) }
  }

  /// The text without what XML cannot hold, cut to what a cell can.
  static func storable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var units = 0
    for scalar in text.unicodeScalars {
      units += UTF16.width(scalar)
      if units >= mostUnits {
        result.append("…")
        break
      }
      switch scalar.value {
      case 0, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension Workbook {
  /// A file of one sheet.
  ///
  /// - Returns: The bytes of the file.
  /// - Throws: `WorkbookError`.
  public static func bytes(_ table: Table, sheet name: String = "zhandian") throws -> [UInt8] {
    let path = TemporaryPath.unique
    defer { try? FileManager.default.removeItem(atPath: path) }
    let table = table.rectangular.withBoundColumns
    let book = try Workbook(path: path)
    try book.addSheet(name, columns: table.columns)
    for row in table.rows { try book.add(row) }
    if !table.notes.isEmpty {
      try book.addSheet("notes", columns: ["note"])
      for note in table.notes { try book.add([.text(note)]) }
    }
    try book.close()
    guard let data = FileManager.default.contents(atPath: path) else {
      throw WorkbookError(description: "\(path): cannot be read", isInputOutput: true)
    }
    return [UInt8](data)
  }
}

/// Names of files that are gone in a moment.
private enum TemporaryPath {
  static var unique: String {
    FileManager.default.temporaryDirectory.appending(path: "zhandian-\(UUID().uuidString).xlsx").path
  }
}
