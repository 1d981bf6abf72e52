/// One record of the input as undecoded bytes: a whole file, a line, a row, a page of an archive.
public struct RawRecord: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case html, text
    /// One JSON object: `id, url, title, date, publisher, authors` and `html` or `text`.
    case jsonLine = "jsonl"
    /// One row of a table, of the same fields.
    case tableRow = "csv"
  }

  /// The record's own identifier where its container has one, else the path relative to what was given, with the line
  /// or member after a colon; an `id` of a line or row outranks it when decoded.
  public var id: String
  /// Path as given and followed, or `-` for standard input; bytes that are not UTF-8 are shown as U+FFFD.
  public var path: String
  /// Line of a file of lines, member of an archive, or number of a WARC record, counted from 1.
  public var member: String?
  /// Decompressed bytes; a line or row comes without its line end.
  public var bytes: [UInt8]
  public var kind: Kind
  /// Address of the record where its container tells it.
  public var url: String?
  /// Charset that the container says, such as that of an HTTP header.
  var charset: String?
  /// What HTTP wrapped the bytes in, the outermost first.
  var codings: [ContentCoding] = []
  /// Names of the fields in a JSON line.
  var fields = FieldNames()
  /// Columns of a row.
  var columns: TableColumns?

  public init(
    id: String, path: String, member: String? = nil, bytes: [UInt8], kind: Kind, url: String? = nil
  ) {
    self.id = id
    self.path = path
    self.member = member
    self.bytes = bytes
    self.kind = kind
    self.url = url
  }

  init(_ origin: RecordOrigin, bytes: [UInt8], kind: Kind, fields: FieldNames = FieldNames()) {
    self.init(id: origin.id, path: origin.path, member: origin.member, bytes: bytes, kind: kind)
    self.fields = fields
  }

  /// Path, with the line or member after a colon: the place that rejections name.
  public var place: String { member.map { "\(path):\($0)" } ?? path }
}
