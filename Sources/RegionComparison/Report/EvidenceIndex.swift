import CorpusModel
import FactStore

/// The sentences that facts rest on, by document; facts and texts are read when they are asked for.
public struct EvidenceIndex: Sendable {
  /// Identifiers of the documents that have facts, in order.
  public let documents: [String]
  /// Indices of facts in the sheet, by document, and where those of each document begin.
  private let (facts, starts): ([Int32], [Int])
  private let sheet: FactSheet
  private let store: FactStore

  init(_ sheet: FactSheet, store: FactStore) {
    let entries = sheet.entries
    facts = entries.indices.map { Int32($0) }.sorted { entries[Int($0)].stands(before: entries[Int($1)]) }
    var starts: [Int] = []
    for (place, index) in facts.enumerated() {
      let document = entries[Int(index)].document
      if place == 0 || entries[Int(facts[place - 1])].document != document { starts.append(place) }
    }
    documents = starts.map { [facts] in sheet.document(of: Int(facts[$0])).id }
    self.starts = starts + [facts.count]
    self.sheet = sheet
    self.store = store
  }

  /// Some documents with the passages that their facts stand in.
  ///
  /// - Parameter range: Of `documents`.
  /// - Returns: In order; a document that the store no longer has is left out.
  /// - Throws: `StoreError`.
  public func evidence(of range: Range<Int>) throws(StoreError) -> [DocumentEvidence] {
    guard !range.isEmpty else { return [] }
    let rows = try sheet.rows(at: facts[starts[range.lowerBound]..<starts[range.upperBound]].map { Int($0) })
    var found: [DocumentEvidence] = []
    for number in range {
      guard let stored = try store.document(documents[number], hasFacts: false) else { continue }
      let facts = facts[starts[number]..<starts[number + 1]].compactMap { rows[Int($0)]?.fact }
      found.append(DocumentEvidence(stored, facts))
    }
    return found
  }
}

/// A document as evidence.
public struct DocumentEvidence: Sendable {
  /// Part of a passage.
  public struct Piece: Sendable, Equatable {
    public let text: String
    /// Whether a fact rests on it.
    public let isEvidence: Bool
  }

  /// A part of the text with the facts that rest on it.
  public struct Passage: Sendable {
    /// Whether text of the paragraph before and after it is left out.
    public let isCut: (before: Bool, after: Bool)
    public let pieces: [Piece]
    /// In the order of the article.
    public let facts: [Fact]
  }

  public let id: String
  public let metadata: ArticleMetadata
  /// Where the document was read from, if it said so.
  public let url: String?
  public let home: RegionReference?
  public let passages: [Passage]

  /// Bytes of the paragraph that are shown before the first and after the last evidence.
  private static let margin = 300

  init(_ document: Document, _ facts: [Fact]) {
    id = document.id
    metadata = document.metadata
    url = document.metadata.url ?? document.source.url
    home = document.home?.region
    let layers = Dictionary(grouping: facts, by: \.evidence.layer)
    passages =
      Self.passages(Array((metadata.title ?? "").utf8), layers[.title] ?? [])
      + Self.passages(document.text, layers[.body] ?? [])
  }

  /// The parts of a text that facts rest on, in its order.
  private static func passages(_ text: [UInt8], _ facts: [Fact]) -> [Passage] {
    var groups: [(range: Range<Int>, facts: [Fact])] = []
    for fact in facts.sorted(by: { $0.evidence.span.start < $1.evidence.span.start }) {
      let start = min(max(fact.evidence.span.start, 0), text.count)
      let end = min(max(fact.evidence.span.end, start), text.count)
      let from = max(paragraphStart(text, start), text.characterStart(at: start - margin))
      let to = min(paragraphEnd(text, end), text.characterStart(at: end + margin))
      if let last = groups.last, from < last.range.upperBound {
        groups[groups.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, to)
        groups[groups.count - 1].facts.append(fact)
      } else {
        groups.append((from..<to, [fact]))
      }
    }
    return groups.map { passage(text, $0.range, $0.facts) }
  }

  private static func passage(_ text: [UInt8], _ range: Range<Int>, _ facts: [Fact]) -> Passage {
    var pieces: [Piece] = []
    var at = range.lowerBound
    func add(to end: Int, isEvidence: Bool) {
      guard end > at else { return }
      pieces.append(Piece(text: String(decoding: text[at..<end], as: UTF8.self), isEvidence: isEvidence))
      at = end
    }
    for span in facts.map(\.evidence.span) {
      add(to: min(max(span.start, at), range.upperBound), isEvidence: false)
      add(to: min(max(span.end, at), range.upperBound), isEvidence: true)
    }
    add(to: range.upperBound, isEvidence: false)
    let isCut = (
      before: range.lowerBound > paragraphStart(text, range.lowerBound),
      after: range.upperBound < paragraphEnd(text, range.upperBound)
    )
    return Passage(isCut: isCut, pieces: pieces, facts: facts)
  }

  private static func paragraphStart(_ text: [UInt8], _ offset: Int) -> Int {
    text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  }

  private static func paragraphEnd(_ text: [UInt8], _ offset: Int) -> Int {
    text[offset...].firstIndex(of: 0x0A) ?? text.count
  }
}
