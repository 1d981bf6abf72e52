import CorpusModel

/// One line of a JSONL file, as producers write it; other keys are passed over, the first of a repeated key counts.
extension RecordFields {
  /// Reads `line`, which is valid UTF-8.
  ///
  /// - Throws: `JSONFault`.
  /// - Complexity: O(bytes).
  init(jsonLine line: [UInt8], names: FieldNames = FieldNames()) throws(JSONFault) {
    self = try line.withUnsafeBufferPointer { bytes throws(JSONFault) in try RecordFields(bytes, names) }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ names: FieldNames) throws(JSONFault) {
    let members = try Members(bytes, names)
    id = try members.identifier(.id)
    url = try members.string(.url)
    title = try members.string(.title)
    // `published` is what `clean` writes, so that its output can be read again.
    date = try members.string(.date)
    if date == nil { date = try members.string(.published) }
    publisher = try members.string(.publisher)
    authors = try members.strings(.authors)
    html = try members.text(.html)
    text = try members.text(.text)
  }

  /// The values of the keys that count, decoded when they are asked for; null is as good as absent.
  private struct Members {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var values: [RecordField: JSONScanner.Value] = [:]

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ names: FieldNames) throws(JSONFault) {
      self.bytes = bytes
      var found: [(key: JSONScanner.Value, value: JSONScanner.Value)] = []
      var scanner = JSONScanner(bytes)
      let whole = try scanner.document { found.append(($0, $1)) }
      guard whole.kind == .object else { throw .noObject }
      for member in found {
        guard let key = names.field(key: try JSONText.decode(bytes, member.key.range).string), values[key] == nil else {
          continue
        }
        values[key] = member.value
      }
    }

    private func value(_ key: RecordField) -> JSONScanner.Value? { values[key].flatMap { $0.kind == .null ? nil : $0 } }

    func text(_ key: RecordField) throws(JSONFault) -> [UInt8]? {
      guard let value = value(key) else { return nil }
      guard value.kind == .string else { throw .wrongType(key: key.rawValue) }
      return try JSONText.decode(bytes, value.range)
    }

    func string(_ key: RecordField) throws(JSONFault) -> String? { try text(key)?.string }

    /// A string, or a whole number.
    func identifier(_ key: RecordField) throws(JSONFault) -> String? {
      guard let value = value(key), value.kind == .number else { return try string(key) }
      guard let number = JSONNumber.integer(bytes[value.range]) else { throw .wrongType(key: key.rawValue) }
      return String(number)
    }

    /// A string, or a list of strings.
    func strings(_ key: RecordField) throws(JSONFault) -> [String] {
      guard let value = value(key), value.kind == .array else { return try string(key).map { [$0] } ?? [] }
      var scanner = JSONScanner(bytes, from: value.range.lowerBound)
      var texts: [String] = []
      for element in try scanner.elements() {
        guard element.kind == .string else { throw .wrongType(key: key.rawValue) }
        texts.append(try JSONText.decode(bytes, element.range).string)
      }
      return texts
    }
  }
}

/// Numbers of JSON.
enum JSONNumber {
  /// The integer that `text` states, in any way of writing it; nil for other numbers and for what JSON calls none.
  static func integer(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var rest = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    let whole = digits(&rest)
    guard whole == 1 || whole > 1 && text.first(where: isDigit) != UInt8(ascii: "0") else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits(&rest) > 0 else { return nil }
    }
    if rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard digits(&rest) > 0 else { return nil }
    }
    guard rest.isEmpty else { return nil }
    let string = String(decoding: text, as: UTF8.self)
    if let number = Int(string) { return number }
    // Above this a Double does not tell integers apart.
    guard let number = Double(string), number.magnitude <= 0x1p53 else { return nil }
    return Int(exactly: number)
  }

  /// Takes the digits off the front and tells how many there were.
  private static func digits(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let count = rest.prefix(while: isDigit).count
    rest = rest.dropFirst(count)
    return count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
