/// The stage at which a record left the pipeline.
public enum Stage: String, Sendable, Codable, CaseIterable {
  case reading, extraction, normalization, recognition, storage
}

/// Why a record did not become a document.
public struct Rejection: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: String, Sendable, Codable, CaseIterable {
    case missing, unreadable, empty, tooLarge = "too_large", truncated, malformed, binary, undecodable
    case notChinese = "not_chinese", noArticle = "no_article", storeFailed = "store_failed"
    /// A list of other pages; the message of an error or a redirection; pictures without a text.
    case indexPage = "index_page", errorPage = "error_page", picturePage = "picture_page"
    case duplicateIdentifier = "duplicate_identifier"
    /// What a container holds beside articles, counted in one row; nothing of it was meant to be an article.
    case passedOver = "passed_over"
  }

  public var stage: Stage
  public var reason: Reason
  /// Path, with the member or line after a colon.
  public var place: String
  /// One sentence for people; it names the limit where one was met.
  public var detail: String

  public init(stage: Stage, reason: Reason, place: String, detail: String) {
    self.stage = stage
    self.reason = reason
    self.place = place
    self.detail = detail
  }

  public var description: String { "\(place): \(detail) [\(stage.rawValue): \(reason.rawValue)]" }
}

/// All limits of the pipeline, in one place; each rejection names the one it met.
public struct ResourceLimits: Sendable, Equatable {
  /// Bytes of one record after decompression.
  public var documentBytes = 20 << 20
  /// Bytes that one compressed input may grow to; dumps of many records are read a record at a time.
  public var decompressedBytes = 1 << 40
  /// Growth at which decompression stops, once past the first 10 MB.
  public var compressionRatio = 200
  /// Memory that a Zstandard frame may ask for; 128 MB is what `zstd` itself accepts unasked.
  public var windowBytes = 128 << 20
  /// Bytes of the head of a WARC record, an HTTP response or a tar member.
  public var headerBytes = 64 << 10
  /// Members of an archive.
  public var archiveEntries = 10_000_000
  /// Archives inside one another.
  public var archiveDepth = 1
  /// Bytes of the name of an archive member; file systems take no longer paths.
  public var memberNameBytes = 4096
  /// Depth of HTML elements that is still followed.
  public var htmlDepth = 512
  /// Block elements of a page that are still followed; 20 MB of empty ones would be some 5 million.
  public var htmlElements = 1_000_000
  /// Facts of one document.
  public var facts = 10_000

  public init() {}
}
