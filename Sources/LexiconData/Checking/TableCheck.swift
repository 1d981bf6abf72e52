/// Finds the mistakes in one table that can be told from the table alone.
struct TableCheck {
  let file: String
  let form: LexiconSchema.Form?
  let spelling: LexiconSpelling
  private(set) var faults: [LexiconError] = []
  /// The rows that can be read, whatever their mistakes.
  private(set) var rows: [LexiconRow] = []
  private(set) var columns: [String] = []

  /// Checks the bytes of `file`.
  init(_ bytes: [UInt8], file: String, form: LexiconSchema.Form?, spelling: LexiconSpelling) {
    (self.file, self.form, self.spelling) = (file, form, spelling)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      faults.append(LexiconError(file: file, message: "is not valid UTF-8"))
      return
    }
    read(bytes)
    guard !columns.isEmpty else { return }
    for row in rows { check(row) }
    checkKeys()
    checkOrder()
  }

  private mutating func fault(_ line: Int?, _ message: String) {
    faults.append(LexiconError(file: file, line: line, message: message))
  }

  // MARK: Lines

  private mutating func read(_ bytes: [UInt8]) {
    var number = 0
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      number += 1
      if line.first == UInt8(ascii: "#") { continue }
      if line.last == 0x0D { fault(number, "ends in CR; lines end in LF") }
      let content = line.last == 0x0D ? line.dropLast() : line
      if content.isEmpty {
        fault(number, "is empty")
        continue
      }
      var cells = content.split(separator: 0x09, omittingEmptySubsequences: false).map { Array($0) }
      if columns.isEmpty {
        guard readHeader(cells.map { String(decoding: $0, as: UTF8.self) }, number) else { return }
        continue
      }
      if cells.count > columns.count {
        fault(number, "\(cells.count) cells, not \(columns.count) (\(columns.joined(separator: ", ")))")
      }
      while cells.count < columns.count { cells.append([]) }
      rows.append(LexiconRow(file: file, line: number, cells: cells))
    }
    if columns.isEmpty { fault(nil, "has no header line") }
  }

  private mutating func readHeader(_ names: [String], _ line: Int) -> Bool {
    let wanted = form?.columns.map(\.name) ?? []
    if !wanted.isEmpty, names != wanted {
      fault(
        line,
        "the first line that is no comment is “\(names.joined(separator: " "))”, "
          + "not the header “\(wanted.joined(separator: " "))” with tabs between the names")
      return false
    }
    columns = names
    return true
  }

  // MARK: Cells

  private mutating func check(_ row: LexiconRow) {
    for (index, name) in columns.enumerated() {
      let cell = row.cells[index]
      if form?.script != .raw {
        for message in spelling.faults(of: cell, isSimplified: form?.script == .simplified) {
          fault(row.line, "\(name): \(message)")
        }
      }
      if let column = form?.columns.first(where: { $0.name == name }) { check(row, index, column) }
    }
  }

  private mutating func check(_ row: LexiconRow, _ index: Int, _ column: LexiconSchema.Column) {
    let text = row[index]
    if text.isEmpty {
      if !column.mayBeEmpty { fault(row.line, "\(column.name) is empty") }
      return
    }
    switch column.type {
    case .number:
      if Double(text) == nil { fault(row.line, "\(column.name): \(text) is no number") }
    case .integer:
      if Int(text) == nil { fault(row.line, "\(column.name): \(text) is no whole number") }
    case .choice, .choices:
      let values = column.type == .choice ? [text] : row.parts(index)
      for value in values where !column.values.contains(value) {
        fault(row.line, "\(column.name): \(value) is none of \(column.values.sorted().joined(separator: ", "))")
      }
    case .words, .subjects:
      if row.parts(index).contains("") { fault(row.line, "\(column.name): an empty word beside |") }
    case .noun:
      if let first = text.unicodeScalars.first, LexiconSpelling.endsWords(first) {
        fault(row.line, "\(column.name): begins with \(first), which is read by itself: it never matches")
      }
    case .word, .text, .unit, .subject: break
    }
  }

  // MARK: Rows

  private mutating func checkKeys() {
    guard let form else { return }
    let indices = form.key.compactMap { columns.firstIndex(of: $0) }
    guard !indices.isEmpty else { return }
    var lines: [[[UInt8]]: Int] = [:]
    for row in rows {
      let key = indices.map { row.cells[$0] }
      if let line = lines[key] {
        let names = indices.map { row[$0] }.joined(separator: " ")
        fault(row.line, "\(names) is in line \(line) already")
      } else {
        lines[key] = row.line
      }
    }
  }

  /// Told once for a run of lines that are out of place.
  private mutating func checkOrder() {
    guard let form, form.sorted > 0 else { return }
    var last: LexiconRow?
    for row in rows {
      if let last, Self.isAscending(row, last, form.sorted) {
        fault(row.line, "\(row[0]) belongs before \(last[0]): rows ascend by their bytes (LC_ALL=C sort)")
      } else {
        last = row
      }
    }
  }

  private static func isAscending(_ row: LexiconRow, _ next: LexiconRow, _ count: Int) -> Bool {
    for index in 0..<min(count, row.cells.count) where row.cells[index] != next.cells[index] {
      return row.cells[index].lexicographicallyPrecedes(next.cells[index])
    }
    return false
  }
}

extension LexiconRow {
  /// The values of a cell, empty ones too.
  func parts(_ column: Int) -> [String] {
    cells[column].split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
