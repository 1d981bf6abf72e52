import CorpusModel
import FactStore

/// What a concordance shows.
public struct ConcordanceRequest: Sendable {
  /// The order of the lines; what is equal stands by document and place.
  public enum Order: String, Sendable, CaseIterable {
    case document
    /// By what stands before the word, read backwards, in the order of code points.
    case left
    /// By what stands behind the word, in the order of code points.
    case right
    /// By date of publication, undated ones last.
    case date
    /// By code of the article's home, those without last.
    case region
  }

  /// What to look for: any of these.
  public var patterns: [SearchPattern]
  /// Which articles; its `search` is not used.
  public var articles: ArticleFilter
  /// Characters of context on either side.
  public var context: Int
  public var order: Order
  /// Most lines.
  public var limit: Int

  public init(
    _ patterns: [SearchPattern], articles: ArticleFilter = ArticleFilter(), context: Int = 20,
    order: Order = .document, limit: Int = 1000
  ) {
    self.patterns = patterns
    self.articles = articles
    self.context = context
    self.order = order
    self.limit = limit
  }
}

/// Every place of a word with what stands around it: keyword in context.
public struct Concordance: Sendable {
  /// One place.
  struct Line: Sendable {
    var left: String
    var node: String
    var right: String
    /// Of the word, in the article's text.
    var span: Span
    var document: String
    var title: String?
    var published: String?
    var home: RegionReference?
  }

  /// In the order asked for.
  let lines: [Line]
  /// Places in all, and articles that have one.
  public let (occurrences, articles): (Int, Int)

  /// Looks for the patterns in the bodies of a store's articles.
  ///
  /// - Parameters:
  ///   - request: What to look for and to show.
  ///   - store: An open store.
  ///   - words: The words of a text, if only occurrences that begin and end with a word are wanted.
  /// - Throws: `StoreError`.
  /// - Complexity: O(bytes of the articles that have the patterns), and the sorting of the lines shown.
  public init(_ request: ConcordanceRequest, store: FactStore, words: (([UInt8]) -> [Token])? = nil) throws {
    var filter = request.articles
    filter.search = SearchQuery(anyOf: request.patterns)
    var (lines, occurrences, articles): ([Line], Int, Int) = ([], 0, 0)
    try store.forEachArticle(filter) { article in
      var spans = Set(request.patterns.flatMap { $0.occurrences(in: article.text) }).sorted()
      if let words, !spans.isEmpty {
        let tokens = words(article.text)
        let (starts, ends) = (Set(tokens.map(\.span.start)), Set(tokens.map(\.span.end)))
        spans.removeAll { !starts.contains($0.start) || !ends.contains($0.end) }
      }
      occurrences += spans.count
      articles += spans.isEmpty ? 0 : 1
      lines += spans.map { Line(article, $0, context: request.context) }
      // Sorted and cut now and then, so that memory does not grow with the store.
      if lines.count > 4 * request.limit + 1000 { lines = Self.sorted(lines, request) }
    }
    self.lines = Self.sorted(lines, request)
    self.occurrences = occurrences
    self.articles = articles
  }

  private static func sorted(_ lines: [Line], _ request: ConcordanceRequest) -> [Line] {
    let keyed = lines.map { (key: $0.key(request.order), line: $0) }
    let sorted = keyed.sorted { left, right in
      if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
      let (first, second) = (left.line, right.line)
      return first.document != second.document
        ? first.document.utf8.lexicographicallyPrecedes(second.document.utf8) : first.span < second.span
    }
    return sorted.prefix(request.limit).map(\.line)
  }

  /// One row a line; `left` ends and `right` begins at the word, line ends are blanks.
  ///
  /// `start` and `end` are bytes in the body, `date` is the day of publication.
  public func table() -> Table {
    var table = Table(columns: ["left", "node", "right", "document", "date", "region", "code", "title", "start", "end"])
    table.endAligned = ["left"]
    table.rows = lines.map { line in
      [
        .text(line.left), .text(line.node), .text(line.right), .text(line.document),
        line.published.flatMap { PartialDate($0) }.map { .text($0.description) } ?? .missing,
        line.home.map { .text($0.path.isEmpty ? $0.name : $0.path.joined()) } ?? .missing,
        line.home.map { .text($0.code) } ?? .missing, line.title.map { .text($0) } ?? .missing,
        .integer(line.span.start), .integer(line.span.end),
      ]
    }
    let shown = lines.count < occurrences ? "\(lines.count) of \(occurrences)" : "\(occurrences)"
    table.notes = ["\(shown) occurrences in \(articles) articles"]
    return table
  }
}

extension Concordance.Line {
  /// - Parameters:
  ///   - article: Where the node stands.
  ///   - span: Bytes of the node in the article's text.
  ///   - context: Characters on either side.
  init(_ article: ArticleRow, _ span: Span, context: Int) {
    let text = article.text
    func isStart(_ at: Int) -> Bool { text[at] & 0xC0 != 0x80 }
    var (start, end) = (span.start, span.end)
    var left = context
    while start > 0, left > 0 {
      start -= 1
      if isStart(start) { left -= 1 }
    }
    var right = context
    while end < text.count {
      if isStart(end) {
        if right == 0 { break }
        right -= 1
      }
      end += 1
    }
    func plain(_ span: Span) -> String {
      text[span.range].map { (0x09...0x0D).contains($0) ? 0x20 : $0 }.string
    }
    self.init(
      left: plain(Span(start, span.start)), node: plain(span), right: plain(Span(span.end, end)), span: span,
      document: article.document, title: article.title, published: article.published, home: article.home)
  }

  /// What the line is sorted by, as numbers that compare in that order.
  fileprivate func key(_ order: ConcordanceRequest.Order) -> [UInt32] {
    switch order {
    case .document: []
    case .left: left.unicodeScalars.reversed().map(\.value)
    case .right: right.unicodeScalars.map(\.value)
    case .date: published.map { $0.unicodeScalars.map(\.value) } ?? [.max]
    case .region: home.map { $0.code.unicodeScalars.map(\.value) } ?? [.max]
    }
  }
}
