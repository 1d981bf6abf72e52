/// One record of the input as undecoded bytes: a whole file, or one line of a JSONL file.
public struct RawRecord: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case html, text
    /// One JSON object: `id, url, title, date, publisher, authors` and `html` or `text`.
    case jsonLine = "jsonl"
  }

  /// Path relative to what was given, with `:line` for a JSONL line; a JSONL `id` outranks it when decoded.
  public var id: String
  /// Path as given and followed, or `-` for standard input; bytes that are not UTF-8 are shown as U+FFFD.
  public var path: String
  /// Line of a JSONL file, counted from 1.
  public var member: String?
  /// Decompressed bytes; a JSONL line comes without its line end.
  public var bytes: [UInt8]
  public var kind: Kind
  /// Address of the record where its container tells it.
  public var url: String?

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

  /// Path, with the line after a colon: the place that rejections name.
  public var place: String { member.map { "\(path):\($0)" } ?? path }
}
