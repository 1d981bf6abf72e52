/// The head of an HTTP response as a crawler kept it.
struct HTTPHead: Equatable {
  var status: Int
  /// Media type in lower case without parameters, such as `text/html`.
  var mediaType: String?
  /// Value of `charset=` in the content type.
  var charset: String?
  /// What the body is wrapped in, the outermost first.
  var codings: [ContentCoding] = []

  /// Reads the head at the start of `block`: a status line and fields up to an empty line, with CRLF or LF.
  ///
  /// - Returns: The head and its length; nil for what is no HTTP response.
  static func parse(_ block: ArraySlice<UInt8>) -> (head: HTTPHead, count: Int)? {
    guard block.starts(with: "HTTP/".utf8), let (fields, end) = HeaderFields.parse(block) else { return nil }
    let parts = fields.firstLine.split(separator: 0x20, omittingEmptySubsequences: true)
    guard parts.count > 1, let status = Int(String(decoding: parts[1], as: UTF8.self)) else { return nil }
    var head = HTTPHead(status: status)
    if let type = fields["content-type"] { (head.mediaType, head.charset) = MediaType.parse(type) }
    // The transfer wraps what the content codings, the last of them first, have made.
    head.codings =
      [fields["transfer-encoding"], fields["content-encoding"]].flatMap { value in
        (value ?? []).split(separator: UInt8(ascii: ",")).reversed().compactMap { ContentCoding(label: $0) }
      }
    return (head, end - block.startIndex)
  }
}

/// Media types of header fields.
enum MediaType {
  /// The type in lower case and the charset of `text/html; charset="gb2312"`.
  static func parse(_ value: [UInt8]) -> (type: String?, charset: String?) {
    let parts = value.split(separator: UInt8(ascii: ";")).map { HeaderFields.trimmed($0) }
    guard let first = parts.first, !first.isEmpty else { return (nil, nil) }
    var charset: String?
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
      guard HeaderFields.lowered(HeaderFields.trimmed(part[..<equals])).elementsEqual("charset".utf8) else { continue }
      let label = HeaderFields.trimmed(part[(equals + 1)...]).filter {
        $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'")
      }
      if !label.isEmpty, label.count <= 40 { charset = label.string }
    }
    return (HeaderFields.lowered(first).string, charset)
  }
}

/// Header lines of WARC and HTTP: `Name: value`, continued on lines that begin with a blank.
struct HeaderFields {
  var firstLine: [UInt8] = []
  private var fields: [(name: String, value: [UInt8])] = []

  /// The first field of this name, which is in lower case.
  subscript(name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  /// Reads the lines at the start of `block` up to an empty one.
  ///
  /// - Returns: The fields and the offset after the empty line; nil where no line is empty.
  static func parse(_ block: ArraySlice<UInt8>) -> (fields: HeaderFields, end: Int)? {
    guard let end = self.end(block) else { return nil }
    var found = HeaderFields()
    for (index, rawLine) in block[..<end].split(separator: 0x0A, omittingEmptySubsequences: true).enumerated() {
      let line = rawLine.last == 0x0D ? rawLine.dropLast() : rawLine
      if index == 0 {
        found.firstLine = Array(line)
      } else if line.first == 0x20 || line.first == 0x09 {
        if let last = found.fields.indices.last { found.fields[last].value += [0x20] + trimmed(line) }
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        found.fields.append((lowered(trimmed(line[..<colon])).string, Array(trimmed(line[(colon + 1)...]))))
      }
    }
    return (found, end)
  }

  /// Offset after the first empty line.
  static func end(_ block: ArraySlice<UInt8>) -> Int? {
    var from = block.startIndex
    while let feed = block[from...].firstIndex(of: 0x0A) {
      from = feed + 1
      if from < block.endIndex, block[from] == 0x0A { return from + 1 }
      if from + 1 < block.endIndex, block[from] == 0x0D, block[from + 1] == 0x0A { return from + 2 }
    }
    return nil
  }

  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let rest = text.drop { $0 == 0x20 || $0 == 0x09 }
    return rest.prefix(rest.count - rest.reversed().prefix { $0 <= 0x20 }.count)
  }

  static func lowered(_ text: ArraySlice<UInt8>) -> [UInt8] { text.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 } }
}
