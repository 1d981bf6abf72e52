import CorpusModel
import FoundationEssentials
import GRDB

/// A document in the rows that the store writes: all that needs no database, so that several threads can share the work.
public struct PreparedDocument: Sendable {
  public let id: String
  /// Path, with the member or line after a colon.
  public let place: String
  public let factCount: Int
  /// Bytes of text that writing it takes, roughly.
  public let byteCount: Int
  /// Why it cannot be stored.
  let fault: StoreError?
  /// Columns of `document`, without the contract at the end.
  let row: StatementArguments
  /// Columns of `article`, `article_index` and `fact`, without the document's key at the end.
  let texts: StatementArguments
  let searched: StatementArguments
  /// nil for a short text.
  let signature: Data?
  let facts: [StatementArguments]

  /// - Complexity: O(bytes of text and facts).
  public init(_ document: Document) {
    id = document.id
    place = document.source.place
    factCount = document.facts.count
    let isConverted = document.sourceText != document.text
    // As bytes, because GRDB binds a string only up to its first NUL.
    texts = [Data(document.text), isConverted ? Data(document.sourceText) : nil]
    searched = SearchText.columns(title: document.metadata.title, text: document.text)
    signature = TextSignature(document.text).map { Data($0.bytes) }
    byteCount = 3 * document.text.count + (isConverted ? document.sourceText.count : 0)
    var rows: (document: StatementArguments, facts: [StatementArguments]) = ([], [])
    var fault: StoreError?
    do {
      if id.utf8.contains(0) { throw StoreError.badDocument(id: id, detail: "a NUL in the identifier") }
      rows.document = try Self.row(of: document)
      let published = document.metadata.published.flatMap { PartialDate($0) }
      for (ordinal, fact) in document.facts.enumerated() {
        guard fact.sumOf.allSatisfy({ document.facts.indices.contains($0) && $0 != ordinal }) else {
          throw StoreError.badDocument(
            id: document.id, detail: "fact \(ordinal) is the sum of facts that are not there")
        }
        rows.facts.append(try Self.row(of: fact, ordinal: ordinal, published: published))
      }
    } catch { fault = error as? StoreError ?? .failed(detail: "\(error)") }
    (row, facts, self.fault) = (rows.document, rows.facts, fault)
  }

  /// The rejection of the document for `fault`.
  func rejected(_ fault: StoreError) -> RejectedRecord {
    RejectedRecord(
      id: id,
      rejection: Rejection(stage: .storage, reason: .storeFailed, place: place, detail: fault.description))
  }

  static let insertDocument = insert(
    into: "document",
    """
    id, sha256, path, member, source_url, format, charset, title, published, publisher, authors, editor, site, url, \
    licences, home_code, home_name, home_path, home_reason, script, checks, contract
    """)

  private static func row(of document: Document) throws -> StatementArguments {
    let (source, metadata, home) = (document.source, document.metadata, document.home?.region)
    return [
      document.id, source.sha256, source.path, source.member, source.url, source.format.rawValue, source.charset,
      metadata.title, metadata.published, metadata.publisher, try FactStore.encode(metadata.authors), metadata.editor,
      metadata.site, metadata.url, try FactStore.encode(metadata.licences), home?.code, home?.name,
      home?.path.joined(separator: "/"), document.home?.reason, document.script.rawValue,
      try FactStore.encode(document.checks),
    ]
  }

  static let insertFact = insert(
    into: "fact",
    """
    ordinal, fact_key, kind, subject, subjects, value, bound, unit, label, as_of, scope, percent, name, \
    components, region_code, region_name, region_path, province, prefecture, place, evidence, evidence_in, span_start, \
    span_end, source_start, source_end, rule, confidence, sum_of, day, document
    """)

  private static func row(of fact: Fact, ordinal: Int, published: PartialDate?) throws -> StatementArguments {
    let columns = FactColumns(fact.content)
    let codes = fact.region.map { RegionCodes($0.code) }
    let evidence = fact.evidence
    return [
      ordinal, fact.key, fact.content.kind, columns.subjects.first, try columns.subjectList, columns.quantity?.value,
      columns.quantity?.bound.rawValue, columns.unit, columns.label, columns.asOf?.description, columns.scope,
      columns.percent, columns.name, try columns.componentList, fact.region?.code, fact.region?.name,
      fact.region?.path.joined(separator: "/"), codes?.province, codes?.prefecture, fact.place, evidence.text,
      evidence.layer == .body ? nil : evidence.layer.rawValue, evidence.span.start, evidence.span.end,
      evidence.source.start, evidence.source.end, fact.rule, fact.confidence,
      fact.sumOf.isEmpty ? nil : try FactStore.encode(fact.sumOf), (columns.asOf ?? published)?.lastDay,
    ]
  }

  private static func insert(into table: String, _ columns: String) -> String {
    let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(table) (\(columns)) VALUES (\(marks))"
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
