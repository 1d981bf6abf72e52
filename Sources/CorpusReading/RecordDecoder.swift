import CCrypto
import CorpusModel

/// Decodes raw records to valid UTF-8; a value that all threads may share.
public struct RecordDecoder: Sendable {
  private let limits: ResourceLimits
  private let decoder = TextDecoder()

  /// - Parameter limits: Of them `documentBytes` holds for a record.
  public init(limits: ResourceLimits = ResourceLimits()) { self.limits = limits }

  /// The record as text, with its charset, its hash and the metadata that came with it.
  ///
  /// Where the hash is not wanted (`isHashed` false) it is empty.
  /// - Throws: `Rejection`: tooLarge, empty, binary, undecodable; malformed for a line that is not the JSON object
  ///   expected; malformed or truncated for a body that HTTP wrapped.
  /// - Complexity: O(bytes).
  public func decode(_ record: RawRecord, isHashed: Bool = true) throws(Rejection) -> SourceDocument {
    if record.bytes.count > limits.documentBytes {
      throw rejection(.tooLarge, record, "is larger than \(limits.documentBytes) bytes (limit documentBytes)")
    }
    var bytes = record.bytes
    for coding in record.codings { bytes = try coding.undo(bytes, place: record.place, limits: limits) }
    if bytes.isEmpty { throw rejection(.empty, record, "holds no bytes") }
    // What the container says of the charset goes before what the page says.
    let said = record.charset.flatMap { Charset(label: $0) == nil ? nil : $0 }
    let hint = said ?? (record.kind == .html ? MetaCharset.label(bytes) : nil)
    let (text, charset) = try decoder.decode(bytes, hint: hint, place: record.place)
    var source = SourceDescription(
      path: record.path, member: record.member, url: record.url, format: record.kind == .html ? .html : .text,
      charset: charset.rawValue, sha256: isHashed ? Self.sha256(bytes) : "")
    let line: RecordFields
    switch record.kind {
    case .html, .text:
      return SourceDocument(id: record.id, source: source, text: text, given: ArticleMetadata(url: record.url))
    case .tableRow:
      guard let columns = record.columns else { throw rejection(.malformed, record, "the row has no columns") }
      line = RecordFields(row: text, columns: columns)
    case .jsonLine:
      do throws(JSONFault) {
        line = try RecordFields(jsonLine: text, names: record.fields)
      } catch { throw rejection(.malformed, record, "the line \(error.clause)") }
    }
    let body = try body(of: line, record, &source)
    source.url = Self.label(line.url) ?? record.url
    let given = ArticleMetadata(
      title: Self.filled(line.title), published: line.date.flatMap(GivenDate.iso),
      publisher: Self.filled(line.publisher), authors: line.authors.compactMap(Self.filled), url: source.url)
    return SourceDocument(id: Self.label(line.id) ?? record.id, source: source, text: body, given: given)
  }

  /// The article inside a line or row; `html` outranks `text`, since it can show where its body came from.
  private func body(
    of line: RecordFields, _ record: RawRecord, _ source: inout SourceDescription
  ) throws(Rejection) -> [UInt8] {
    if let html = line.html, Self.isFilled(html) {
      source.format = .html
      return html
    }
    if let text = line.text, Self.isFilled(text) { return text }
    if line.html == nil, line.text == nil {
      throw rejection(.malformed, record, "the line has neither `html` nor `text`")
    }
    throw rejection(.empty, record, "the line's article is empty")
  }

  /// `text`, or nil where it is blank.
  private static func filled(_ text: String?) -> String? {
    text.flatMap { isFilled($0.utf8) ? $0 : nil }
  }

  /// `text` as a label, or nil where it is blank.
  static func label(_ text: String?) -> String? { filled(text).map { label(Array($0.utf8)) } }

  /// An identifier or address as text: NUL, at which a database ends a string, is shown as U+FFFD, so that two labels do
  /// not become one.
  static func label(_ bytes: [UInt8]) -> String {
    bytes.contains(0) ? bytes.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }.string : bytes.string
  }

  private static func isFilled(_ text: some Sequence<UInt8>) -> Bool { text.contains { $0 > 0x20 } }

  /// SHA-256 in hexadecimal.
  static func sha256(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    _ = zd_sha256(bytes, bytes.count, &digest)
    return digest.hexadecimal
  }

  private func rejection(_ reason: Rejection.Reason, _ record: RawRecord, _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: record.place, detail: detail)
  }
}
