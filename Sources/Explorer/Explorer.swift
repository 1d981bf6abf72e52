import CorpusModel
import FactStore
import FoundationEssentials
import Gazetteer
import RegionComparison
import Reporting

/// The local explorer of one store: search, compare, read the evidence in place, review.
///
/// A value with one function, from request to answer; the server around it owns the sockets.
public final class Explorer: Sendable {
  /// What the explorer shows and with what it understands names.
  public struct Context: Sendable {
    /// Open for reading.
    public var store: FactStore
    /// File of reviews; made with the first one.
    public var reviews: String
    public var gazetteer: Gazetteer
    public var words: LabelWords
    public var measures: MeasureList
    public var labels: SiteLabels
    /// Under whose name reviews are kept.
    public var author: String
    /// One key for all spellings of a model's name.
    public var modelKey: @Sendable (String) -> String
    /// One key for all wordings of a slogan.
    public var textKey: @Sendable (String) -> String
    /// What a name of a region or a code means.
    public var resolve: @Sendable (String) -> RegionResolution
    /// Text in simplified characters.
    public var simplified: @Sendable (String) -> String

    public init(
      store: FactStore, reviews: String, gazetteer: Gazetteer, words: LabelWords, measures: MeasureList,
      labels: SiteLabels, author: String, modelKey: @escaping @Sendable (String) -> String,
      textKey: @escaping @Sendable (String) -> String, resolve: @escaping @Sendable (String) -> RegionResolution,
      simplified: @escaping @Sendable (String) -> String
    ) {
      self.store = store
      self.reviews = reviews
      self.gazetteer = gazetteer
      self.words = words
      self.measures = measures
      self.labels = labels
      self.author = author
      self.modelKey = modelKey
      self.textKey = textKey
      self.resolve = resolve
      self.simplified = simplified
    }
  }

  let context: Context
  private let token: String
  private let now: @Sendable () -> String
  private let asFound = Lists()
  private let asReviewed = Lists()
  private let sheets: SheetCache

  /// What takes long to make, until the store changes, or the reviews if they are carried out.
  private struct Lists {
    let pages = VersionedCache<ExplorerResponse>(capacity: 64)
    let names = VersionedCache<[NameProfile]>(capacity: 8)
  }

  /// - Parameters:
  ///   - context: What to show.
  ///   - token: That of the gatekeeper, for forms.
  ///   - now: UTC, ISO 8601 to the second, for reviews.
  public init(
    _ context: Context, token: String, now: @escaping @Sendable () -> String = { Date.now.ISO8601Format() }
  ) {
    self.context = context
    self.token = token
    self.now = now
    sheets = SheetCache(context.store)
  }

  /// Reads the facts, without which there are no comparisons and lists: a million take some 0.3 s.
  public func load() { _ = try? sheets.sheet(reviews: nil) }

  /// Makes the pages that most readers open first, so that they need not wait.
  public func warm() {
    for path in ["/compare", "/models", "/slogans", "/adoption"] {
      _ = response(to: ExplorerRequest(path: path, host: nil))
    }
  }

  /// Answers a request that the gatekeeper let pass.
  ///
  /// - Returns: A page, a redirection after a review, or a page with the reason why not.
  public func response(to request: ExplorerRequest) -> ExplorerResponse {
    do {
      return try answer(request)
    } catch let fault as Fault {
      return page(fault)
    } catch let error as StoreError {
      if case .badFilter(let detail) = error { return page(Fault(400, "search", detail)) }
      return page(Fault(500, "failed", error.description))
    } catch {
      return page(Fault(500, "failed", "\(error)"))
    }
  }

  /// What is said instead of an answer.
  private func page(_ fault: Fault) -> ExplorerResponse {
    let message = context.labels.sentence("fault." + fault.reason, fault.values.map { HTML(text: $0) })
    let title = context.labels.label("fault.\(fault.status)")
    return page(fault.status, frame.page(title, "<p class=\"conflict\">\(message)</p>\n"))
  }

  private func answer(_ request: ExplorerRequest) throws -> ExplorerResponse {
    if request.method == "POST" {
      guard request.path == "/review" else { throw Fault(404, "form") }
      return try ReviewForm(context, now: now()).save(request.form)
    }
    switch request.path {
    case "/style.css": return Self.asset("text/css; charset=utf-8", SiteAssets.style + PackageResources.explorer_css)
    case "/sort.js": return Self.asset("text/javascript; charset=utf-8", SiteAssets.script)
    case "/reviews.jsonl": return try gold()
    default: break
    }
    let reviews = try reviews()
    let isReviewed = request.query["reviewed"] != nil
    let lists = isReviewed ? asReviewed : asFound
    let version = "\(try context.store.dataVersion()).\(isReviewed ? reviews.all.count : 0)"
    let view = View(
      context: context, frame: frame, reviews: reviews, token: token, query: request.query, version: version,
      sheets: sheets, nameLists: lists.names)
    switch request.path {
    case "/": return page(200, try HomePage(view).html())
    case "/facts": return page(200, try FactListPage(view).html())
    case "/documents": return page(200, try DocumentListPage(view).html())
    case "/document": return page(200, try DocumentPage(view).html())
    case "/copies": return page(200, try CopyListPage(view).html())
    case "/reviews": return page(200, try ReviewListPage(view).html())
    case "/compare", "/models", "/slogans", "/adoption":
      return try lists.pages.value("\(request.path)?\(request.query.text)", version: view.version) {
        switch request.path {
        case "/compare": page(200, try ComparePage(view).html())
        case "/adoption": page(200, try AdoptionPage(view).html())
        case "/models": page(200, try NameListPage(view, .model).html())
        default: page(200, try NameListPage(view, .slogan).html())
        }
      }
    default: throw Fault(404, "page")
    }
  }

  /// The reviewed documents as gold.
  private func gold() throws -> ExplorerResponse {
    let reviews = try reviews()
    let lines = try reviews.documents.compactMap { try context.store.document($0) }.map {
      GoldJSON.document($0, reviews) + "\n"
    }
    return ExplorerResponse(contentType: "application/jsonl; charset=utf-8", body: Array(lines.joined().utf8))
  }

  private func reviews() throws -> Reviews { try ReviewStore.reviews(at: context.reviews) }

  private var frame: PageFrame { PageFrame(labels: context.labels) }

  private func page(_ status: Int, _ html: String) -> ExplorerResponse {
    ExplorerResponse(status: status, body: Array(html.utf8))
  }

  private static func asset(_ type: String, _ bytes: [UInt8]) -> ExplorerResponse {
    ExplorerResponse(contentType: type, body: bytes)
  }
}

/// Why a request gets no answer of the kind it asked for.
struct Fault: Error {
  /// 400, 404 or 500.
  let status: Int
  /// The label that says why is `fault.` and this.
  let reason: String
  /// What the label speaks of.
  let values: [String]

  init(_ status: Int, _ reason: String, _ values: String...) {
    (self.status, self.reason, self.values) = (status, reason, values)
  }
}

/// What every page needs.
struct View {
  let context: Explorer.Context
  let frame: PageFrame
  let reviews: Reviews
  let token: String
  let query: FormFields
  /// Of the store and, where they are carried out, the reviews.
  let version: String
  let sheets: SheetCache
  let nameLists: VersionedCache<[NameProfile]>

  var labels: SiteLabels { context.labels }

  /// The measures of numbers; names have pages of their own.
  var measures: [Measure] { context.measures.all.filter { !$0.isOfNames } }

  /// The store as the reader asked for it: with verdicts carried out or as found.
  var store: FactStore { query["reviewed"] == nil ? context.store : context.store.reviewed(reviews) }

  /// The store's facts as the reader asked for them.
  func sheet() throws(StoreError) -> FactSheet { try sheets.sheet(reviews: query["reviewed"] == nil ? nil : reviews) }

  /// The models, slogans or epithets of the region that the field names and of all inside it; those of most regions
  /// first.
  func names(_ kind: FactKind) throws -> [NameProfile] {
    let region = try region("region").flatMap { $0 == "000000" ? nil : $0 }
    let key = "\(kind) \(region ?? "") \(query["reviewed"] ?? "")"
    return try nameLists.value(key, version: version) {
      var sheet = try sheet()
      if let region {
        sheet = sheet.limited(to: ReportRequest(by: .county, within: region), gazetteer: context.gazetteer)
      }
      return try NameProfile.profiles(
        in: sheet, of: kind, gazetteer: context.gazetteer,
        key: kind == .model ? context.modelKey : context.textKey)
    }
  }

  /// Number of the page of a long list, from 0.
  var page: Int { max(0, min((query["page"].flatMap { Int($0) } ?? 1) - 1, 1_000_000)) }

  /// Codes of the region that the field names, through its history; empty if it is blank.
  ///
  /// - Throws: `Fault` that lists the candidates of an ambiguous name.
  func regions(_ name: String = "region") throws -> Set<String> {
    guard let code = try region(name) else { return [] }
    return context.gazetteer.codesThroughHistory(of: code)
  }

  /// Code of the region that the field names, or nil if it is blank.
  func region(_ name: String) throws -> String? {
    try query[name].map { try RegionField.code($0, context) }
  }

  /// Date in a field.
  func date(_ name: String) throws -> PartialDate? {
    guard let text = query[name] else { return nil }
    guard let date = PartialDate(text) else { throw Fault(400, "date", text) }
    return date
  }

  private static let levels: [(name: String, level: DivisionLevel)] = [
    ("province", .province), ("prefecture", .prefecture), ("county", .county),
  ]

  /// The level that the field `by` names; provinces if it is blank.
  func level() throws -> (name: String, level: DivisionLevel) {
    let name = query["by"] ?? "province"
    guard let level = Self.levels.first(where: { $0.name == name }) else { throw Fault(400, "level", name) }
    return level
  }

  /// The choice of it.
  func levelChoice(_ name: String) -> HTML {
    frame.choice("by", "explorer.by", name, Self.levels.map { ($0.name, labels.plain("level." + $0.name)) })
  }

  /// A link to a document of the store.
  func document(_ id: String, _ content: HTML) -> HTML { DocumentLinks().document(id, content) }
}

/// A region as a reader types it.
enum RegionField {
  /// - Throws: `Fault` that lists the candidates of an ambiguous name.
  static func code(_ text: String, _ context: Explorer.Context) throws -> String {
    do throws(RegionResolution.Unclear) {
      return try context.resolve(text).code
    } catch {
      switch error {
      case .unknown: throw Fault(400, "region", text)
      case .ambiguous(let candidates): throw Fault(400, "ambiguous", text, "\(candidates)")
      }
    }
  }
}

/// Addresses of documents and facts.
struct DocumentLinks: FactLinks {
  func fact(_ key: String, in document: String, _ content: HTML) -> HTML {
    "<a class=\"fact\" href=\"\(Self.address(document))#f-\(key)\">\(content)</a>"
  }

  func document(_ id: String, _ content: HTML) -> HTML { "<a href=\"\(Self.address(id))\">\(content)</a>" }

  static func address(_ document: String) -> String { "/document?id=" + FormFields.encoded(document) }
}
