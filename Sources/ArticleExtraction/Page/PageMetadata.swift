import CorpusModel

/// What the head of a page says about its article: `meta`, `link` and `title` elements.
struct PageMetadata {
  private let page: Page
  private let lexicon: FurnitureLexicon

  init(_ page: Page, _ lexicon: FurnitureLexicon) {
    self.page = page
    self.lexicon = lexicon
  }

  private static let dateNames = [
    "article:published_time", "publishdate", "pubdate", "datepublished", "og:release_date", "og:published_time",
    "publish_date", "publish-date", "publicationdate", "firstpublishedtime", "weibo: article:create_at", "date",
    "dc.date", "createdate", "og:time", "bytedance:published_time", "apub:time", "contentcreatedate",
    "article:modified_time",
  ]
  private static let publisherNames = ["contentsource", "source", "mediaid", "og:article:source", "publisher"]
  private static let authorNames = ["author", "article:author", "contentauthor", "og:article:author"]
  private static let editorNames = ["editor", "contenteditor", "articleeditor"]
  private static let siteNames = ["og:site_name", "sitename", "application-name"]

  /// Fills what the lines of the page did not say.
  func complete(_ metadata: inout FoundMetadata) {
    if !metadata.has(.published) { completeDate(&metadata) }
    completePublisher(&metadata)
    if let (name, value) = first(Self.authorNames) {
      let people = persons(value).filter { !lexicon.endsAsPublisher(Array($0.utf8)) }
      metadata.fill(authors: people, MetadataOrigin(.meta, name))
    }
    if let (name, value) = first(Self.editorNames) {
      metadata.fill(.editor, persons(value).first, MetadataOrigin(.meta, name))
    }
    if let (name, value) = first(Self.siteNames) { metadata.fill(.site, value.string, MetadataOrigin(.meta, name)) }
    let titles = TitleReader(lexicon: lexicon)
    metadata.fill(.title, titles.withoutSite(page.title).string, MetadataOrigin(.titleElement))
    metadata.fill(.site, titles.site(page.title)?.string, MetadataOrigin(.titleElement))
    metadata.fill(.url, page.canonical?.string, MetadataOrigin(.link, "canonical"))
    if let (name, value) = first(["og:url"]) { metadata.fill(.url, value.string, MetadataOrigin(.meta, name)) }
  }

  private func completeDate(_ metadata: inout FoundMetadata) {
    if let (name, value) = first(Self.dateNames) {
      metadata.fill(.published, PageReader.date(value), MetadataOrigin(.meta, name))
    }
    if let time = page.times.first {
      metadata.fill(.published, PageReader.date(time.value), MetadataOrigin(.timeElement, time.value.string))
    }
  }

  private func completePublisher(_ metadata: inout FoundMetadata) {
    for names in [Self.publisherNames, Self.authorNames] {
      guard !metadata.has(.publisher), let (name, value) = first(names) else { continue }
      let publisher = value.withUnsafeBufferPointer { PublisherName.read($0, 0..<$0.count, lexicon) }
      guard names == Self.publisherNames || lexicon.endsAsPublisher(Array((publisher ?? "").utf8)) else { continue }
      metadata.fill(.publisher, publisher, MetadataOrigin(.meta, name))
    }
  }

  /// Names in Chinese characters; what a system calls its users in Latin letters is none.
  private func persons(_ value: [UInt8]) -> [String] {
    value.withUnsafeBufferPointer { PersonNames.read($0, 0..<$0.count, lexicon) }.filter {
      $0.utf8.first ?? 0 >= 0x80
    }
  }

  private func first(_ names: [String]) -> (name: String, value: [UInt8])? {
    for name in names {
      if let entry = page.metas.first(where: { $0.name == name }) { return (name, entry.content) }
    }
    return nil
  }
}
