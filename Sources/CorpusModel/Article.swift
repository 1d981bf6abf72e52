/// What is known about an article besides its text.
public struct ArticleMetadata: Sendable, Equatable {
  public var title: String?
  /// The line below the title that dashes begin (——来自诸暨的报告), with its dashes.
  public var subtitle: String?
  /// ISO date, with the time where it is stated: `2024-06-25` or `2024-06-25T09:50:04`.
  public var published: String?
  /// The organ named by 来源 or its like.
  public var publisher: String?
  public var authors: [String] = []
  public var editor: String?
  public var site: String?
  public var url: String?
  /// Licence, registration and telephone numbers seen in the furniture, such as 网警备案号, 桂ICP备… and 0771-…: they tell the
  /// region.
  public var licences: [String] = []

  public init(
    title: String? = nil, published: String? = nil, publisher: String? = nil, authors: [String] = [], url: String? = nil
  ) {
    self.title = title
    self.published = published
    self.publisher = publisher
    self.authors = authors
    self.url = url
  }
}

extension ArticleMetadata {
  /// The values of `field`, none where it is unknown.
  public subscript(field: MetadataField) -> [String] {
    switch field {
    case .title: [title].compactMap(\.self)
    case .published: [published].compactMap(\.self)
    case .publisher: [publisher].compactMap(\.self)
    case .authors: authors
    case .editor: [editor].compactMap(\.self)
    case .site: [site].compactMap(\.self)
    case .url: [url].compactMap(\.self)
    }
  }
}

/// A block of the source and whether it was kept as body text, for `explain`.
public struct BlockTrace: Sendable, Equatable {
  public var text: String
  public var isKept: Bool
  /// Name of the rule that decided, such as `link-density` or `tail-marker`.
  public var reason: String

  public init(text: String, isKept: Bool, reason: String) {
    self.text = text
    self.isKept = isKept
    self.reason = reason
  }
}

/// The article that a source document holds: the *published* text layer.
public struct Article: Sendable {
  public var metadata: ArticleMetadata
  /// Body paragraphs as published (script, width and crawl damage untouched), parted by one LF; valid UTF-8.
  public var text: [UInt8]
  /// Where each value of `metadata` was found.
  public var origins: [MetadataField: MetadataOrigin] = [:]
  /// Filled only when a trace was asked for.
  public var trace: [BlockTrace] = []

  public init(
    metadata: ArticleMetadata, text: [UInt8], origins: [MetadataField: MetadataOrigin] = [:], trace: [BlockTrace] = []
  ) {
    self.metadata = metadata
    self.text = text
    self.origins = origins
    self.trace = trace
  }
}
