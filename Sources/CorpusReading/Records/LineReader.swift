import CorpusModel

/// Splits an input at LF into JSON lines of bounded length.
struct LineReader: RecordReader {
  private var input: InputBuffer
  private let origin: RecordOrigin
  private let fields: FieldNames
  private let limit: Int
  /// Bytes of the line that were looked at.
  private var scanned = 0
  private var number = 0
  private var isSkipping = false

  /// - Parameters:
  ///   - input: Its first bytes may be read already.
  ///   - origin: Of the whole file.
  ///   - fields: Names of the keys.
  ///   - limit: Length over which a line is rejected instead of held.
  init(_ input: InputBuffer, origin: RecordOrigin, fields: FieldNames, limit: Int) {
    self.input = input
    self.origin = origin
    self.fields = fields
    self.limit = limit
  }

  /// The next line that is not blank; a line over the limit is a rejection, and so is the end of an input that broke
  /// off: the incomplete line before it is not a record.
  mutating func next() -> Result<RawRecord, Rejection>? {
    while true {
      let start = input.start
      if let end = input.bytes.index(of: 0x0A, from: start + scanned) {
        if let result = take(end - start, lineEnd: 1) { return result }
        continue
      }
      scanned = input.count
      if isSkipping || scanned > limit {
        isSkipping = true
        input.drop(scanned)
        scanned = 0
      }
      if input.fill() { continue }
      if let failure = input.takeFailure() {
        input.drop(input.count)
        isSkipping = false
        return .failure(failure)
      }
      guard input.count > 0 || isSkipping else { return nil }
      if let result = take(input.count, lineEnd: 0) { return result }
    }
  }

  /// Takes a line of `count` bytes; nil for a blank one.
  private mutating func take(_ count: Int, lineEnd: Int) -> Result<RawRecord, Rejection>? {
    number += 1
    let line = input.bytes[input.start..<(input.start + count)]
    let wasSkipping = isSkipping
    isSkipping = false
    scanned = 0
    input.drop(count + lineEnd)
    let here = origin.inside(String(number))
    if wasSkipping || count > limit {
      return .failure(here.rejection(.tooLarge, "the line is longer than \(limit) bytes (limit documentBytes)"))
    }
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return nil }
    return .success(RawRecord(here, bytes: Array(line), kind: .jsonLine, fields: fields))
  }
}
