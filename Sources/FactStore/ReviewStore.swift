import CorpusModel
import FoundationEssentials
import GRDB

/// A file of reviews beside a store: it outlives the store's documents, and a store that is built anew.
///
/// Reviews are only added; of several of one fact the last holds.
public final class ReviewStore: Sendable {
  private let path: String
  private let database: DatabaseQueue

  /// Where the reviews of the store at `path` are kept unless told otherwise.
  public static func path(forStore path: String) -> String { path + ".reviews" }

  /// Opens the file, or makes it.
  ///
  /// - Throws: `StoreError.notAStore`, `.newerSchema`, `.inputOutput`, `.busy`.
  public init(path: String) throws(StoreError) {
    self.path = path
    database = try withStoreErrors(path) {
      var configuration = Configuration()
      configuration.label = "ReviewStore"
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { try Self.migrate($0, path: path) }
      return queue
    }
  }

  /// The reviews beside a store, or none where nobody has reviewed yet; makes no file.
  ///
  /// - Throws: `StoreError`.
  public static func reviews(at path: String) throws(StoreError) -> Reviews {
    guard FileManager.default.fileExists(atPath: path) else { return Reviews([]) }
    return Reviews(try ReviewStore(path: path).all())
  }

  private static func migrate(_ db: Database, path: String) throws {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if application == applicationID {
      guard found <= 1 else { throw StoreError.newerSchema(path: path, found: found, supported: 1) }
      return
    }
    guard application == 0, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 else {
      throw StoreError.notAStore(path: path, detail: "no file of reviews")
    }
    try db.inTransaction(.immediate) {
      try db.execute(sql: table + "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
      return .commit
    }
  }

  /// The bytes of `zdrv`.
  private static let applicationID = 0x7A64_7276

  /// Columns of a correction are those of the store's `facts`.
  private static let table = """
    CREATE TABLE review (
      number INTEGER PRIMARY KEY,
      fact_key TEXT NOT NULL,
      document TEXT NOT NULL,
      evidence TEXT NOT NULL,
      verdict TEXT NOT NULL,
      author TEXT NOT NULL,
      time TEXT NOT NULL,
      note TEXT NOT NULL,
      kind TEXT,
      subject TEXT,
      subjects TEXT,
      value INTEGER,
      bound TEXT,
      unit TEXT,
      label TEXT,
      as_of TEXT,
      scope TEXT,
      percent REAL,
      name TEXT,
      components TEXT,
      region_code TEXT,
      region_name TEXT,
      region_path TEXT,
      place TEXT
    ) STRICT;

    """

  /// Adds a review.
  ///
  /// - Throws: `StoreError`; `.badDocument` if verdict and correction contradict each other.
  public func add(_ review: Review) throws(StoreError) {
    guard (review.verdict == .corrected) == (review.correction != nil) else {
      throw StoreError.badDocument(
        id: review.document, detail: "a review is “corrected” exactly if it says what is right")
    }
    let correction = review.correction
    let columns = correction.map { FactColumns($0.content) }
    try withStoreErrors(path) {
      try database.write { db in
        try db.execute(
          sql: """
            INSERT INTO review (fact_key, document, evidence, verdict, author, time, note, kind, subject, subjects, value,
              bound, unit, label, as_of, scope, percent, name, components, region_code, region_name, region_path, place)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            review.factKey, review.document, review.evidence, review.verdict.rawValue, review.author, review.time,
            review.note, correction?.content.kind, columns?.subjects.first, try columns?.subjectList,
            columns?.quantity?.value, columns?.quantity?.bound.rawValue, columns?.unit, columns?.label,
            columns?.asOf?.description, columns?.scope, columns?.percent, columns?.name, try columns?.componentList,
            correction?.region?.code, correction?.region?.name, correction?.region?.path.joined(separator: "/"),
            correction?.place,
          ])
      }
    }
  }

  /// All reviews, oldest first.
  ///
  /// - Throws: `StoreError`.
  public func all() throws(StoreError) -> [Review] {
    try withStoreErrors(path) {
      try database.read { db in
        // The columns of a correction stand where `FactQuery` reads those of a fact.
        let sql = """
          SELECT fact_key, document, evidence, verdict, author, time, kind, subject, subjects, value, bound, unit, label,
            as_of, scope, percent, name, components, region_code, region_name, region_path, place, note
          FROM review ORDER BY number
          """
        return try Row.fetchAll(db, sql: sql).map { row in
          guard let verdict = Review.Verdict(rawValue: row[3]) else {
            throw StoreError.damaged(detail: "\(path): a review with an unknown verdict")
          }
          let region = (row[18] as String?).map { code in
            RegionReference(code: code, name: row[19], path: FactQuery.path(row[20]))
          }
          let content = row[6] as String? == nil ? nil : try FactQuery.content(row)
          return Review(
            factKey: row[0], document: row[1], evidence: row[2], verdict: verdict,
            correction: content.map { Review.Correction(content: $0, region: region, place: row[21]) },
            author: row[4], time: row[5], note: row[22])
        }
      }
    }
  }
}

/// What holds of each reviewed fact.
public struct Reviews: Sendable {
  /// Oldest first.
  public let all: [Review]
  /// The last review of each fact, by its key.
  public let latest: [String: Review]

  /// Identifiers of the documents that have reviews, in byte order.
  public var documents: [String] { Set(all.map(\.document)).sorted() }

  /// - Parameter reviews: Oldest first.
  public init(_ reviews: [Review]) {
    all = reviews
    latest = Dictionary(reviews.map { ($0.factKey, $0) }) { _, later in later }
  }

  /// A fact as reviewed: nil where it was rejected, itself where nobody looked at it.
  public func applied(to fact: Fact) -> Fact? {
    guard let review = latest[fact.key], review.verdict != .accepted else { return fact }
    guard let correction = review.correction else { return nil }
    var corrected = fact
    corrected.content = correction.content
    corrected.region = correction.region
    corrected.place = correction.place
    return corrected
  }

  var corrected: Set<String> { Set(latest.values.filter { $0.verdict == .corrected }.map(\.factKey)) }
}

extension FactStore {
  /// The facts that `filter` wants once every verdict is carried out.
  ///
  /// The first of them are among as many as found and one more for each that is gone or stands elsewhere.
  ///
  /// - Parameters:
  ///   - filter: Which facts.
  ///   - spare: How many more are read than the filter's limit; nil to begin with one a review.
  /// - Returns: By document and then in the order of the article.
  /// - Throws: `StoreError`.
  func factsAsReviewed(_ filter: FactFilter, spare: Int? = nil) throws(StoreError) -> [FactRow] {
    let spare = spare ?? reviews.latest.count
    let needed = filter.limit.map { filter.offset + $0 }
    var wide = filter
    (wide.limit, wide.offset) = (needed.map { $0 + spare }, 0)
    let corrected = reviews.corrected
    var rows: [FactRow] = []
    var found = 0
    try forEachFactAsFound(wide) { row in
      found += 1
      if !corrected.contains(row.fact.key), reviews.applied(to: row.fact) != nil { rows.append(row) }
    }
    // Several facts may have the key of one review.
    if let needed, rows.count < needed, found == wide.limit {
      return try factsAsReviewed(filter, spare: 2 * spare + 1)
    }
    if !corrected.isEmpty {
      var moved = FactFilter()
      moved.keys = filter.keys.isEmpty ? corrected : corrected.intersection(filter.keys)
      moved.documents = filter.documents
      moved.text = filter.text
      if !moved.keys.isEmpty {
        try forEachFactAsFound(moved) { row in
          var row = row
          guard let fact = reviews.applied(to: row.fact) else { return }
          row.fact = fact
          if filter.admits(row) { rows.append(row) }
        }
      }
    }
    rows.sort { left, right in
      left.document == right.document
        ? left.ordinal < right.ordinal : left.document.utf8.lexicographicallyPrecedes(right.document.utf8)
    }
    return Array(rows.dropFirst(filter.offset).prefix(filter.limit ?? .max))
  }
}

extension FactFilter {
  /// Whether a row meets the conditions on the fact itself: all but those on its document and key.
  func admits(_ row: FactRow) -> Bool {
    let columns = FactColumns(row.fact.content)
    func allows(_ wanted: Set<String>, _ found: [String?]) -> Bool {
      wanted.isEmpty || found.contains { $0.map(wanted.contains) ?? false }
    }
    let code = row.fact.region?.code
    let above = code.map { RegionCodes($0) }
    let codes = [code, above?.prefecture, above?.province]
    let isRegion = regions.contains("000000") ? code != nil : allows(regions, codes)
    let date = row.date
    return allows(kinds, [row.fact.content.kind]) && allows(subjects, columns.subjects) && isRegion
      && allows(names, [columns.name]) && row.fact.confidence >= minimumConfidence
      && since.map { limit in date.map { $0.lastDay >= limit.firstDay } ?? false } ?? true
      && until.map { limit in date.map { $0.firstDay <= limit.lastDay } ?? false } ?? true
  }
}
