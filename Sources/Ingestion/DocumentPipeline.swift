import ArticleExtraction
import ChineseText
import CorpusModel
import CorpusReading
import FactExtraction
import Gazetteer
import LexiconData

/// The whole way of one record: bytes → SourceDocument → Article → NormalizedArticle → Document with facts.
///
/// A value without state between documents; one instance serves all threads.
public struct DocumentPipeline: Sendable {
  private let decoder: RecordDecoder
  private let extractor: ArticleExtractor
  private let normalizer: Normalizer
  private let gazetteer: Gazetteer
  private let facts: FactExtractor
  private let limits: ResourceLimits

  /// Loads what the stages need.
  ///
  /// - Parameters:
  ///   - lexicons: Where word lists and tables come from.
  ///   - gazetteer: Divisions, if they are loaded already.
  ///   - domain: Name or folder of the domain pack.
  ///   - limits: Caps of all stages.
  /// - Throws: `LexiconError` with file and line.
  public init(
    lexicons: Lexicons, gazetteer: Gazetteer? = nil, domain: String = DomainPack.standard,
    limits: ResourceLimits = ResourceLimits()
  ) throws {
    decoder = RecordDecoder(limits: limits)
    extractor = try ArticleExtractor(lexicons: lexicons, limits: limits)
    normalizer = try Normalizer(lexicons: lexicons)
    let divisions = try gazetteer ?? Gazetteer(lexicons: lexicons)
    self.gazetteer = divisions
    facts = try FactExtractor(lexicons: lexicons, gazetteer: divisions, domain: domain)
    self.limits = limits
  }

  /// Runs all stages over `record`.
  ///
  /// - Throws: The `Rejection` of the stage at which the record ended.
  public func document(from record: RawRecord) throws(Rejection) -> Document {
    try document(from: try decoder.decode(record))
  }

  /// Decodes `record` alone: what tells whether the rest is worth running.
  ///
  /// - Throws: The `Rejection` of reading.
  public func source(from record: RawRecord) throws(Rejection) -> SourceDocument { try decoder.decode(record) }

  /// The identifier that `record` has or would have as a document.
  ///
  /// - Complexity: O(bytes).
  public func identifier(of record: RawRecord) -> String { decoder.identifier(of: record) }

  /// Runs all stages after decoding.
  ///
  /// - Throws: The `Rejection` of the stage at which the record ended.
  public func document(from source: SourceDocument) throws(Rejection) -> Document {
    let article = try extractor.extract(source)
    let normalized = normalizer.normalize(article).article
    let (home, found, checks) = try recognize(normalized, source.source)
    return Document(
      id: source.id, source: source.source, metadata: normalized.metadata, home: home, script: normalized.script,
      text: normalized.text, sourceText: article.text, facts: found, checks: checks)
  }

  private func recognize(
    _ article: NormalizedArticle, _ source: SourceDescription
  ) throws(Rejection) -> (home: Home?, facts: [Fact], checks: [SumCheck]) {
    let names = gazetteer.names(of: article)
    let home = gazetteer.home(of: article, names: names)
    let found = facts.facts(in: article, home: home, names: names, documentHash: source.sha256, atMost: limits.facts)
    if found.facts.count > limits.facts {
      throw Rejection(
        stage: .recognition, reason: .tooLarge, place: source.place,
        detail: "has more than \(limits.facts) facts (limit facts)")
    }
    return (home, found.facts, found.checks)
  }

  /// Runs all stages and keeps what each did, for `explain`.
  ///
  /// - Throws: The `Rejection` of the stage at which the record ended.
  public func trace(_ record: RawRecord) throws(Rejection) -> PipelineTrace {
    let source = try decoder.decode(record)
    let article = try extractor.extract(source, trace: true)
    let (normalized, notes) = normalizer.normalize(article, trace: true)
    let (home, found, _) = try recognize(normalized, source.source)
    return PipelineTrace(
      source: source.source, article: article, normalized: normalized, notes: notes, home: home, facts: found)
  }
}

/// What each stage did to one record.
public struct PipelineTrace: Sendable {
  public var source: SourceDescription
  public var article: Article
  public var normalized: NormalizedArticle
  public var notes: Normalizer.Trace
  public var home: Home?
  public var facts: [Fact]
}
