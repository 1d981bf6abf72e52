/// The administrative division that an article is about, and why it is thought so.
public struct Home: Hashable, Sendable {
  public var region: RegionReference
  /// The evidence that decided, such as `dateline:昆明` or `publisher:禄丰县人大常委会`.
  public var reason: String

  public init(region: RegionReference, reason: String) {
    self.region = region
    self.reason = reason
  }
}

/// An article after extraction and normalisation: what recognisers read.
public struct NormalizedArticle: Sendable {
  public var metadata: ArticleMetadata
  /// Title, repaired and in simplified characters.
  public var title: [UInt8]
  /// Body, repaired and in simplified characters.
  public var text: [UInt8]
  /// From `text` back to the body as published.
  public var map: OffsetMap
  /// From `title` back to the title as published.
  public var titleMap = OffsetMap()
  public var script: Script
  /// Damage of the crawl that was suspected and is left, as spans of `text`.
  public var unrepaired: [Span] = []

  public init(metadata: ArticleMetadata, title: [UInt8], text: [UInt8], map: OffsetMap, script: Script) {
    self.metadata = metadata
    self.title = title
    self.text = text
    self.map = map
    self.script = script
  }
}

/// Everything the pipeline made of one record: stored, or printed as one line of JSON.
public struct Document: Sendable {
  public var id: String
  public var source: SourceDescription
  /// Metadata with Chinese names in simplified characters.
  public var metadata: ArticleMetadata
  public var home: Home?
  public var script: Script
  /// Body, repaired and in simplified characters.
  public var text: [UInt8]
  /// Body as published: what `Evidence.source` counts in.
  public var sourceText: [UInt8]
  public var facts: [Fact]
  public var checks: [SumCheck]

  public init(
    id: String, source: SourceDescription, metadata: ArticleMetadata, home: Home?, script: Script, text: [UInt8],
    sourceText: [UInt8], facts: [Fact], checks: [SumCheck]
  ) {
    self.id = id
    self.source = source
    self.metadata = metadata
    self.home = home
    self.script = script
    self.text = text
    self.sourceText = sourceText
    self.facts = facts
    self.checks = checks
  }
}
