import CorpusModel

/// Takes CSV or TSV apart into rows of bounded length; the first row names the columns.
///
/// The separator is the comma, tab or semicolon that the first line has most of. A row with more or fewer cells than
/// the first is a rejection with its line.
struct TableReader: RecordReader {
  private var input: InputBuffer
  private let origin: RecordOrigin
  private let names: FieldNames
  private let limit: Int
  private var columns: TableColumns?
  private var charset: String?
  private var separator: UInt8?
  private var isWithoutHeader = false
  /// Line on which the next row begins.
  private var line = 1

  /// A row as it stands in the file.
  private struct Row {
    var line: Int
    var bytes: [UInt8]
    var cellCount: Int
    var hasLineEnd: Bool
  }

  // Their tables of characters take milliseconds to make.
  private static let detector = CharsetDetector()
  private static let decoder = TextDecoder()

  /// Bytes from which the charset is told.
  private static let sampleSize = 1 << 16

  /// - Parameters:
  ///   - input: Its first bytes may be read already.
  ///   - origin: Of the whole file.
  ///   - names: Names of the columns.
  ///   - limit: Length over which a row is rejected instead of held.
  init(_ input: InputBuffer, origin: RecordOrigin, names: FieldNames, limit: Int) {
    self.input = input
    self.origin = origin
    self.names = names
    self.limit = limit
  }

  mutating func next() -> Result<RawRecord, Rejection>? {
    do throws(Rejection) {
      if isWithoutHeader { return nil }
      if columns == nil {
        do throws(Rejection) { columns = try readHeader() } catch {
          isWithoutHeader = true  // Nothing of the rest can be read.
          throw error
        }
      }
      guard let columns, let row = try nextRow() else { return nil }
      let here = origin.inside(String(row.line))
      guard row.cellCount == columns.fields.count else {
        let detail = "the row has \(row.cellCount) cells, the header \(columns.fields.count)"
        throw here.rejection(row.hasLineEnd || row.cellCount > columns.fields.count ? .malformed : .truncated, detail)
      }
      var record = RawRecord(here, bytes: row.bytes, kind: .tableRow)
      record.columns = columns
      record.charset = charset
      return .success(record)
    } catch { return .failure(error) }
  }

  private mutating func readHeader() throws(Rejection) -> TableColumns? {
    _ = input.has(Self.sampleSize)
    let sample = Array(input.bytes[input.start...].prefix(Self.sampleSize))
    if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) {
      throw origin.rejection(.malformed, "tables must be UTF-8, GB18030 or Big5; this begins as UTF-16")
    }
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) { input.drop(3) }
    if !CharsetDetector.isUTF8(sample) { charset = Self.detector.detect(sample).charset.rawValue }
    let separator = Self.separator(sample.prefix { $0 != 0x0A })
    self.separator = separator
    guard let row = try nextRow() else { return nil }
    let (text, _) = try Self.decoder.decode(row.bytes, hint: charset, place: origin.place)
    let header = CellScanner.cells(text, separator: separator)
    let columns = TableColumns(header: header, separator: separator, names: names)
    guard columns.hasArticle else {
      let shown = header.map(\.string).joined(separator: ", ").utf8.prefix(300)
      throw origin.rejection(
        .malformed, "its first row names no column html or text, but: \(String(decoding: shown, as: UTF8.self))")
    }
    return columns
  }

  private static func separator(_ line: ArraySlice<UInt8>) -> UInt8 {
    var best = (byte: UInt8(ascii: ","), count: 0)
    for byte in [UInt8(ascii: ","), 0x09, UInt8(ascii: ";")] {
      let count = line.count { $0 == byte }
      if count > best.count { best = (byte, count) }
    }
    return best.byte
  }

  /// The next row that is not blank.
  private mutating func nextRow() throws(Rejection) -> Row? {
    guard let separator else { return nil }
    while true {
      var scanner = CellScanner(separator: separator)
      var scan = Scan()
      while !scan.isDone {
        input.scan(&scan, by: &scanner, limit: limit)
        if scan.isDone || input.fill() { continue }
        if let failure = input.takeFailure() {
          input.drop(input.count)
          throw failure
        }
        break
      }
      if !scan.isDone, input.count == 0, !scan.isTooLong { return nil }
      let begin = line
      line += scan.lineEnds
      let here = origin.inside(String(begin))
      var bytes = Array(input.bytes[input.start..<(input.start + scan.count)])
      input.drop(scan.count)
      if scan.isTooLong {
        throw here.rejection(.tooLarge, "the row is longer than \(limit) bytes (limit documentBytes)")
      }
      if scanner.isInsideQuotes {
        throw here.rejection(
          .truncated, "ends inside a quoted cell that begins in this row, \(scan.lineEnds) lines before the end")
      }
      if scan.isDone { bytes.removeLast() }
      if bytes.last == 0x0D { bytes.removeLast() }
      if bytes.allSatisfy({ $0 == 0x20 }) { continue }
      return Row(line: begin, bytes: bytes, cellCount: scan.cellEnds + 1, hasLineEnd: scan.isDone)
    }
  }
}

/// How far a row was looked at.
private struct Scan {
  /// Bytes of the row so far, with its line end.
  var count = 0
  var cellEnds = 0
  var lineEnds = 0
  /// Whether the end of the row was seen.
  var isDone = false
  /// Whether bytes were dropped, because the row is over the limit.
  var isTooLong = false
}

extension InputBuffer {
  /// Looks at what is there until the row ends; drops it where the row is longer than `limit`.
  fileprivate mutating func scan(_ scan: inout Scan, by scanner: inout CellScanner, limit: Int) {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start + scan.count
      while index < bytes.count, !scan.isDone {
        let byte = bytes[index]
        index += 1
        let event = scanner.take(byte)
        if byte == 0x0A { scan.lineEnds += 1 }
        if event == .cellEnd { scan.cellEnds += 1 }
        scan.isDone = event == .rowEnd
      }
      scan.count = index - start
    }
    if scan.count - (scan.isDone ? 1 : 0) > limit { scan.isTooLong = true }
    if scan.isTooLong {
      drop(scan.count)
      scan.count = 0
    }
  }
}
