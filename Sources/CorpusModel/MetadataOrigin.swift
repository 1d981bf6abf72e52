/// The fields of `ArticleMetadata`, by the names that JSON forms give them.
public enum MetadataField: String, Sendable, CaseIterable {
  case title, published, publisher, authors, editor, site, url
}

/// Where the value of a metadata field was found.
public struct MetadataOrigin: Sendable, Equatable {
  /// Kinds of places, from the record to the address.
  public enum Place: String, Sendable, CaseIterable {
    /// Came with the record: a key of a JSONL line, the address of a crawl.
    case record
    /// A heading element, or the line of a page that its `title` element repeats.
    case heading
    /// The `title` element.
    case titleElement = "title-element"
    /// A `meta` element.
    case meta
    /// A JSON-LD script.
    case structuredData = "json-ld"
    /// A `time` element.
    case timeElement = "time-element"
    /// A `link` element.
    case link
    /// An element whose class says that it holds the author.
    case authorElement = "author-element"
    /// A line above the body.
    case head
    /// A line below the body.
    case tail
    /// The first words of the body: `新华社昆明6月25日电（记者 …）`.
    case dateline
    /// The last words of the body: brackets, names or a date.
    case signOff = "sign-off"
    /// A line inside the body.
    case body
    /// The address of the page.
    case address
  }

  public var place: Place
  /// The name of the `meta` element or of the JSON key, or the text of the line; nil where `place` says all.
  public var detail: String?

  public init(_ place: Place, _ detail: String? = nil) {
    self.place = place
    self.detail = detail
  }
}
