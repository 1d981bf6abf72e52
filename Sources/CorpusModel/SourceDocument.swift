/// What the bytes of a record are.
public enum SourceFormat: String, Sendable, Codable, CaseIterable {
  case html, text
}

/// Where a record came from and how its bytes were read.
public struct SourceDescription: Sendable, Equatable, Codable {
  /// Path as given, or `-` for standard input.
  public var path: String
  /// Name inside a container: the line of a JSONL file, an archive member.
  public var member: String?
  public var url: String?
  public var format: SourceFormat
  /// Charset that the bytes were decoded from, in lower case, such as `utf-8`, `gb18030` or `big5-hkscs`.
  public var charset: String
  /// SHA-256 of the record's bytes, in hexadecimal.
  public var sha256: String

  public init(
    path: String, member: String? = nil, url: String? = nil, format: SourceFormat, charset: String, sha256: String
  ) {
    self.path = path
    self.member = member
    self.url = url
    self.format = format
    self.charset = charset
    self.sha256 = sha256
  }

  /// The record's place as a `Rejection` names it: the path, with the member or line after a colon.
  public var place: String { member.map { "\(path):\($0)" } ?? path }
}

/// One record of the input, decoded to valid UTF-8 and not yet interpreted.
public struct SourceDocument: Sendable {
  /// The record's own identifier, else its path relative to what was given.
  public var id: String
  public var source: SourceDescription
  /// Valid UTF-8 without a byte-order mark.
  public var text: [UInt8]
  /// Metadata that came with the record (JSONL fields); it outranks what extraction finds.
  public var given: ArticleMetadata

  public init(id: String, source: SourceDescription, text: [UInt8], given: ArticleMetadata = ArticleMetadata()) {
    self.id = id
    self.source = source
    self.text = text
    self.given = given
  }
}
