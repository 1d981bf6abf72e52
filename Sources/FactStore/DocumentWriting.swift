import CorpusModel
import FoundationEssentials
import GRDB

extension FactStore {
  /// Writes documents and rejections in one transaction.
  ///
  /// A document takes the place of the one with its identifier, facts and all, and of a rejection of its record. A
  /// document that cannot be stored leaves nothing of itself behind, is recorded as rejected and does not hold up the
  /// others; a rejection leaves an earlier good version of the document alone.
  ///
  /// - Parameters:
  ///   - batch: What to write; identifiers are unique in it.
  ///   - contract: What made the documents (program, schema and lexicon versions); see `state`.
  /// - Returns: The rejections of documents that could not be stored, in the order of the batch.
  /// - Throws: `StoreError`, with nothing of the batch written, if the file cannot be written.
  public func write(_ batch: StoreBatch, contract: String) throws(StoreError) -> [RejectedRecord] {
    try withStoreErrors(path) {
      try database.write { db in
        let writer = try DocumentWriter(db, contract: contract)
        try writer.forgetRejections(of: batch.confirmed)
        var refused: [RejectedRecord] = []
        for document in batch.documents {
          do {
            try db.inSavepoint {
              try writer.write(document)
              return .commit
            }
          } catch {
            let error = error as? StoreError ?? (error as? DatabaseError).map { StoreError($0) }
            guard let error, error.isOfOneDocument, db.isInsideTransaction else {
              throw error ?? .failed(detail: "\(document.id)")
            }
            refused.append(
              RejectedRecord(
                id: document.id,
                rejection: Rejection(
                  stage: .storage, reason: .storeFailed, place: document.source.place, detail: error.description)))
          }
        }
        for record in batch.rejected + refused { try writer.write(record) }
        return refused
      }
    }
  }

  /// Whether a record needs to be processed: what the store has under its identifier, and from what.
  ///
  /// - Parameters:
  ///   - id: The record's identifier.
  ///   - sha256: Of the record's bytes, in hexadecimal.
  ///   - contract: As given to `write`.
  /// - Returns: `.unchanged` if processing it again would write the same.
  /// - Throws: `StoreError`.
  public func state(of id: String, sha256: String, contract: String) throws(StoreError) -> RecordState {
    try withStoreErrors(path) {
      try database.read { db in
        let statement = try db.cachedStatement(
          sql: "SELECT d.sha256, c.text FROM document d JOIN contract c ON c.key = d.contract WHERE d.id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return .new }
        let isSame = row[0] == sha256 && row[1] == contract
        return isSame ? .unchanged : .changed
      }
    }
  }
}

/// Writes into an open transaction.
struct DocumentWriter {
  private let db: Database
  private let contract: Int64

  init(_ db: Database, contract: String) throws {
    self.db = db
    try db.execute(sql: "INSERT OR IGNORE INTO contract (text) VALUES (?)", arguments: [contract])
    self.contract = try Int64.fetchOne(db, sql: "SELECT key FROM contract WHERE text = ?", arguments: [contract]) ?? 0
  }

  /// Removes the rejections of records that are stored; nothing is written where there are none.
  func forgetRejections(of records: [ConfirmedRecord]) throws {
    guard !records.isEmpty, try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM reject)") == true else { return }
    for record in records { try run("DELETE FROM reject WHERE place = ? OR id = ?", [record.place, record.id]) }
  }

  func write(_ document: Document) throws {
    try remove(document.id)
    try run("DELETE FROM reject WHERE place = ? OR id = ?", [document.source.place, document.id])
    let metadata = document.metadata
    let home = document.home?.region
    try run(
      """
      INSERT INTO document (id, contract, sha256, path, member, source_url, format, charset, title, published, publisher,
        authors, editor, site, url, licences, home_code, home_name, home_path, home_reason, script, checks)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        document.id, contract, document.source.sha256, document.source.path, document.source.member,
        document.source.url, document.source.format.rawValue, document.source.charset, metadata.title,
        metadata.published, metadata.publisher, try FactStore.encode(metadata.authors), metadata.editor, metadata.site,
        metadata.url, try FactStore.encode(metadata.licences), home?.code, home?.name,
        home?.path.joined(separator: "/"),
        document.home?.reason, document.script.rawValue, try FactStore.encode(document.checks),
      ])
    let key = db.lastInsertedRowID
    // As bytes, because GRDB binds a string only up to its first NUL.
    try run(
      "INSERT INTO article (document, text, source_text) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT))",
      [key, Data(document.text), document.sourceText == document.text ? nil : Data(document.sourceText)])
    try run(
      "INSERT INTO article_index (rowid, title, text) VALUES (?, ?, ?)",
      [key, SearchText.tokens(of: Array((metadata.title ?? "").utf8)), SearchText.tokens(of: document.text)])
    let published = metadata.published.flatMap { PartialDate($0) }
    for (ordinal, fact) in document.facts.enumerated() {
      guard fact.sumOf.allSatisfy({ document.facts.indices.contains($0) && $0 != ordinal }) else {
        throw StoreError.badDocument(id: document.id, detail: "fact \(ordinal) is the sum of facts that are not there")
      }
      try write(fact, ordinal: ordinal, document: key, published: published)
    }
  }

  func write(_ record: RejectedRecord) throws {
    let rejection = record.rejection
    try run(
      "INSERT OR REPLACE INTO reject (place, id, stage, reason, detail) VALUES (?, ?, ?, ?, ?)",
      [rejection.place, record.id, rejection.stage.rawValue, rejection.reason.rawValue, rejection.detail])
  }

  private func write(_ fact: Fact, ordinal: Int, document: Int64, published: PartialDate?) throws {
    let columns = FactColumns(fact.content)
    let codes = fact.region.map { RegionCodes($0.code) }
    try run(
      """
      INSERT INTO fact (document, ordinal, fact_key, kind, subject, subjects, value, bound, unit, label, as_of, scope,
        percent, name, components, region_code, region_name, region_path, province, prefecture, place, evidence,
        span_start, span_end, source_start, source_end, rule, confidence, sum_of, day)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        document, ordinal, fact.key, fact.content.kind, columns.subjects.first,
        try columns.subjectList, columns.quantity?.value,
        columns.quantity?.bound.rawValue, columns.unit, columns.label, columns.asOf?.description, columns.scope,
        columns.percent, columns.name, try columns.componentList,
        fact.region?.code, fact.region?.name, fact.region?.path.joined(separator: "/"), codes?.province,
        codes?.prefecture, fact.place, fact.evidence.text, fact.evidence.span.start, fact.evidence.span.end,
        fact.evidence.source.start, fact.evidence.source.end, fact.rule, fact.confidence,
        fact.sumOf.isEmpty ? nil : try FactStore.encode(fact.sumOf), (columns.asOf ?? published)?.lastDay,
      ])
  }

  /// Takes the document and what hangs on it out; the index keeps no text, so it has to be told the old one.
  private func remove(_ id: String) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT d.key, d.title, CAST(a.text AS BLOB) FROM document d JOIN article a ON a.document = d.key WHERE d.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return }
    let key: Int64 = row[0]
    let title: String? = row[1]
    let text: Data = row[2]
    try run(
      "INSERT INTO article_index (article_index, rowid, title, text) VALUES ('delete', ?, ?, ?)",
      [key, SearchText.tokens(of: Array((title ?? "").utf8)), SearchText.tokens(of: [UInt8](text))])
    try run("DELETE FROM document WHERE key = ?", [key])
  }

  private func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

/// Codes of the divisions above a division, as its own code tells them.
struct RegionCodes {
  var province: String?
  /// nil for a province, and for what stands directly below one (districts of municipalities, 省直辖 counties).
  var prefecture: String?

  /// - Parameter code: Six digits; anything else, and `000000`, has nothing above it.
  init(_ code: String) {
    let digits = Array(code.utf8)
    guard digits.count == 6, digits[0...1] != [0x30, 0x30] else { return }
    province = String(decoding: digits[0...1], as: UTF8.self) + "0000"
    let second = String(decoding: digits[2...3], as: UTF8.self)
    let isMunicipality = ["11", "12", "31", "50"].contains(String(decoding: digits[0...1], as: UTF8.self))
    if second != "00", second != "90", !isMunicipality {
      prefecture = String(decoding: digits[0...3], as: UTF8.self) + "00"
    }
  }
}

/// What the columns of the fact table hold of a fact's content.
struct FactColumns {
  var subjects: [String] = []
  var quantity: Quantity?
  var unit: String?
  var label: String?
  var asOf: PartialDate?
  var scope: String?
  var percent: Double?
  /// Name of a model; text of a slogan or epithet.
  var name: String?
  var components: [String] = []

  /// JSON of the subjects; nil where the first says it all.
  var subjectList: String? { get throws { subjects.count > 1 ? try FactStore.encode(subjects) : nil } }

  /// JSON of the components; nil where there are none.
  var componentList: String? { get throws { components.isEmpty ? nil : try FactStore.encode(components) } }

  init(_ content: FactContent) {
    switch content {
    case .count(let count):
      subjects = count.subjects
      quantity = count.quantity
      unit = count.unit
      label = count.label
      asOf = count.asOf
    case .coverage(let scope, let percent):
      self.scope = scope
      self.percent = percent
    case .model(let name, let components):
      self.name = name
      self.components = components
    case .slogan(let text), .epithet(let text):
      name = text
    }
  }
}
