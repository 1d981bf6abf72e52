import CorpusModel
import FactStore

/// The sentences that facts rest on, by document; texts are read when they are asked for.
public struct EvidenceIndex: Sendable {
  /// Identifiers of the documents that have facts, in byte order.
  public let documents: [String]
  private let facts: [String: [FactRow]]
  private let store: FactStore

  init(_ facts: [FactRow], store: FactStore) {
    self.facts = Dictionary(grouping: facts, by: \.document)
    documents = self.facts.keys.sorted()
    self.store = store
  }

  /// A document with the passages that its facts stand in.
  ///
  /// - Returns: nil if the store no longer has it.
  /// - Throws: `StoreError`.
  public func evidence(of document: String) throws(StoreError) -> DocumentEvidence? {
    guard let rows = facts[document], let stored = try store.document(document) else { return nil }
    return DocumentEvidence(stored, rows.map(\.fact))
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
    let text = document.text
    var groups: [(range: Range<Int>, facts: [Fact])] = []
    for fact in facts.sorted(by: { $0.evidence.span.start < $1.evidence.span.start }) {
      let start = min(max(fact.evidence.span.start, 0), text.count)
      let end = min(max(fact.evidence.span.end, start), text.count)
      let from = max(Self.paragraphStart(text, start), text.characterStart(at: start - Self.margin))
      let to = min(Self.paragraphEnd(text, end), text.characterStart(at: end + Self.margin))
      if let last = groups.last, from < last.range.upperBound {
        groups[groups.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, to)
        groups[groups.count - 1].facts.append(fact)
      } else {
        groups.append((from..<to, [fact]))
      }
    }
    passages = groups.map { Self.passage(text, $0.range, $0.facts) }
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
