import CorpusModel
import FoundationEssentials
import GRDB

/// One thing that is wrong with a store.
public struct StoreFault: Sendable, Hashable, CustomStringConvertible {
  /// What is looked at.
  public enum Check: String, Sendable, CaseIterable {
    /// The file itself: pages, records, indexes, `STRICT` types (SQLite's `integrity_check`).
    case file
    /// Rows that refer to rows that are not there.
    case references
    /// What should add up: each document with one text and one entry of the index, facts numbered without a gap, sums
    /// over facts that are there, rejections of known stages and reasons.
    case ledger
    /// The full-text index: as many of each character as the texts have.
    case index
    /// Each signature is that of its text, and the copies are those that the signatures give.
    case copies
    /// What comparisons read of a document says what its facts say.
    case sheets
    /// Each fact quotes its article, at its place and as published.
    case evidence
  }

  public var check: Check
  /// Identifier of the document, where it is one document's fault.
  public var document: String?
  /// One sentence for people.
  public var detail: String

  public init(_ check: Check, document: String? = nil, _ detail: String) {
    self.check = check
    self.document = document
    self.detail = detail
  }

  public var description: String { "\(check.rawValue): \(document.map { $0 + ": " } ?? "")\(detail)" }
}

extension FactStore {
  /// Looks for damage: all of `StoreFault.Check`, in its order.
  ///
  /// It reads only. At most `limit` faults are named.
  ///
  /// - Returns: No fault for a sound store.
  /// - Throws: `StoreError` if the file cannot be read far enough to tell.
  /// - Complexity: O(size of the file); memory of one document, and of the signatures of all.
  public func faults(limit: Int = 1000) throws(StoreError) -> [StoreFault] {
    try withStoreErrors(path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(10)
      return try DatabaseQueue(path: path, configuration: configuration).inDatabase { db in
        // One snapshot, though another process may write.
        try db.inTransactionForReading {
          var audit = StoreAudit(db, limit: limit)
          try audit.run()
          return audit.faults
        }
      }
    }
  }
}

extension Database {
  fileprivate func inTransactionForReading<Result>(_ body: () throws -> Result) throws -> Result {
    try execute(sql: "PRAGMA temp_store = MEMORY; BEGIN")
    defer { try? execute(sql: "ROLLBACK") }
    return try body()
  }
}

/// The checks of one store.
private struct StoreAudit {
  private let db: Database
  private let limit: Int
  private(set) var faults: [StoreFault] = []
  private var characters = CharacterCounts()

  init(_ db: Database, limit: Int) {
    self.db = db
    self.limit = limit
  }

  private mutating func add(_ check: StoreFault.Check, document: String? = nil, _ detail: String) {
    if faults.count < limit { faults.append(StoreFault(check, document: document, detail)) }
  }

  mutating func run() throws {
    for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(\(limit))") where line != "ok" { add(.file, line) }
    for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
      add(.references, "a row of \(row[0] as String) refers to a \(row[2] as String) that is not there")
    }
    try checkLedger()
    try checkTexts()
    try checkIndex()
    try checkCopies()
    try checkSheets()
  }

  private mutating func checkLedger() throws {
    let counts: [(sql: String, detail: String)] = [
      ("SELECT id FROM document WHERE key NOT IN (SELECT document FROM article)", "has no text"),
      (
        "SELECT id FROM document WHERE key NOT IN (SELECT id FROM article_index_docsize)",
        "is not in the full-text index"
      ),
      (
        "SELECT d.id FROM document d JOIN fact f ON f.document = d.key GROUP BY d.key"
          + " HAVING min(f.ordinal) <> 0 OR max(f.ordinal) <> count(*) - 1", "has facts that are not numbered in a row"
      ),
      (
        "SELECT DISTINCT d.id FROM document d JOIN fact f ON f.document = d.key, json_each(f.sum_of) s WHERE NOT EXISTS"
          + " (SELECT 1 FROM fact p WHERE p.document = d.key AND p.ordinal = s.value)",
        "has a sum over facts that it does not have"
      ),
    ]
    for (sql, detail) in counts {
      for id in try String.fetchAll(db, sql: sql) { add(.ledger, document: id, detail) }
    }
    let strays = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM article_index_docsize WHERE id NOT IN (SELECT key FROM document)")
    if let strays, strays > 0 { add(.ledger, "\(strays) entries of the full-text index are of no document") }
    for row in try Row.fetchAll(db, sql: "SELECT place, stage, reason FROM reject") {
      guard Stage(rawValue: row[1]) != nil, Rejection.Reason(rawValue: row[2]) != nil else {
        add(.ledger, "\(row[0] as String): rejected at no known stage or for no known reason")
        continue
      }
    }
  }

  /// Every fact against the texts of its document; on the way the characters are counted.
  private mutating func checkTexts() throws {
    let facts = try db.makeStatement(
      sql: """
        SELECT ordinal, CAST(evidence AS BLOB), span_start, span_end, source_start, source_end, evidence_in FROM fact
        WHERE document = ? ORDER BY ordinal
        """)
    let documents = try Row.fetchCursor(
      db,
      sql: """
        SELECT d.key, d.id, d.title, CAST(a.text AS BLOB), CAST(a.source_text AS BLOB), s.bytes
        FROM document d JOIN article a ON a.document = d.key LEFT JOIN signature s ON s.document = d.key ORDER BY d.key
        """)
    while let row = try documents.next() {
      let key: Int64 = row[0]
      let id: String = row[1]
      let title: String? = row[2]
      let text = [UInt8](row[3] as Data? ?? Data())
      let source = (row[4] as Data?).map { [UInt8]($0) } ?? text
      characters.add(Array((title ?? "").utf8), column: "title", document: key)
      characters.add(text, column: "text", document: key)
      if (row[5] as Data?).map({ [UInt8]($0) }) != TextSignature(text)?.bytes {
        add(.copies, document: id, "has a signature that is not that of its text")
      }
      try facts.setArguments([key])
      let found = try Row.fetchCursor(facts)
      while let fact = try found.next() {
        let ordinal: Int = fact[0]
        let span = Span(fact[2], fact[3])
        let isOfTitle = (fact[6] as String?) == Evidence.Layer.title.rawValue
        let text = isOfTitle ? Array((title ?? "").utf8) : text
        guard Self.fits(span, text), text[span.start..<span.end].elementsEqual(fact[1] as Data? ?? Data()) else {
          add(
            .evidence, document: id,
            "fact \(ordinal) does not quote bytes \(span.start)..<\(span.end) of the \(isOfTitle ? "title" : "text")")
          continue
        }
        // The title as published is not kept.
        guard !isOfTitle else { continue }
        let published = Span(fact[4], fact[5])
        if !Self.fits(published, source) {
          add(
            .evidence, document: id,
            "fact \(ordinal) lies outside the text as published: bytes \(published.start)..<\(published.end)")
        }
      }
    }
  }

  /// The copies against the signatures; what a killed run left to be linked is no fault.
  private mutating func checkCopies() throws {
    let linking = CopyLinking(db)
    guard !faults.contains(where: { $0.check == .copies }), try !linking.isStale else { return }
    let (stored, found) = (try linking.stored(), try linking.found())
    for key in Set(stored.keys).union(found.keys).sorted() where stored[key] != found[key] {
      let id = try String.fetchOne(db, sql: "SELECT id FROM document WHERE key = ?", arguments: [key])
      add(.copies, document: id, "is not the copy that its signature makes it")
    }
  }

  private mutating func checkSheets() throws {
    var writer = SheetWriter(db, canAdd: false)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT d.key, d.id, s.id, s.published, s.home_code, s.first_fact, s.facts
        FROM document d LEFT JOIN sheet s ON s.document = d.key ORDER BY d.key
        """)
    while let row = try rows.next() {
      do throws(StoreError) {
        let found = try withStoreErrors { try writer.row(of: row[0]) }
        let stored = (row[6] as Data?).map {
          SheetWriter.Row(id: row[2], published: row[3], home: row[4], first: row[5], facts: $0)
        }
        if stored != found {
          add(.sheets, document: row[1], "is not what comparisons read of it")
        }
      } catch {
        add(.sheets, document: row[1], error.description)
      }
    }
    let words = try Int.fetchOne(db, sql: "SELECT count(*) - coalesce(max(key), 0) FROM word")
    if words != 0 { add(.sheets, "the words are not numbered in a row") }
  }

  /// Whether a span lies in `text`, on the edges of characters.
  private static func fits(_ span: Span, _ text: [UInt8]) -> Bool {
    guard 0 <= span.start, span.start <= span.end, span.end <= text.count else { return false }
    return [span.start, span.end].allSatisfy { $0 == text.count || text[$0] & 0xC0 != 0x80 }
  }

  /// The index, which keeps no text, against the characters of the texts.
  private mutating func checkIndex() throws {
    try db.execute(sql: "CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, article_index, col)")
    let rows = try Row.fetchCursor(db, sql: "SELECT term, col, doc, cnt FROM temp.indexed")
    while let row = try rows.next() {
      let term: String = row[0]
      let (documents, count) = characters.take(term, column: row[1])
      if documents != row[2] || count != row[3] {
        add(
          .index,
          "has \(term) in \(row[2] as Int) of the \(row[1] as String)s, which have it in \(documents)")
      }
    }
    for (term, column) in characters.left { add(.index, "lacks \(term), which a \(column) has") }
    try db.execute(sql: "DROP TABLE temp.indexed")
  }
}

/// How often each character stands in the texts, as the index should have it.
private struct CharacterCounts {
  struct Tally {
    var documents = 0
    var count = 0
    private var last: Int64 = .min

    mutating func add(_ document: Int64) {
      count += 1
      if last != document {
        documents += 1
        last = document
      }
    }
  }

  private var tallies: [String: [UInt32: Tally]] = [:]

  mutating func add(_ text: [UInt8], column: String, document: Int64) {
    var counts = tallies.removeValue(forKey: column) ?? [:]
    SearchText.forEachCharacter(of: text) { counts[$0, default: Tally()].add(document) }
    tallies[column] = counts
  }

  /// The counts of a character, which count as seen from now on.
  mutating func take(_ term: String, column: String) -> (documents: Int, count: Int) {
    guard let scalar = term.unicodeScalars.first, let tally = tallies[column]?.removeValue(forKey: scalar.value) else {
      return (0, 0)
    }
    return (tally.documents, tally.count)
  }

  /// What nobody took, in order.
  var left: [(term: String, column: String)] {
    tallies.sorted { $0.key < $1.key }.flatMap { column, tallies in
      tallies.keys.sorted().compactMap { Unicode.Scalar($0).map { (String(Character($0)), column) } }
    }
  }
}
