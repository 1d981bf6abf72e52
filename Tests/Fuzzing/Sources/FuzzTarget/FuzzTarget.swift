import ArticleExtraction
import ChineseText
import CorpusModel
import CorpusReading
import FactExtraction
import Gazetteer
import LexiconData

/// What is fuzzed.
///
/// A check traps where a promise is broken: text out of bounds, an offset outside, ill-formed UTF-8.
enum FuzzTarget: String, CaseIterable {
  case decode, repair, convert, normalize, segment, sentences, html, plain, extract, jsonl, warc, table, archive,
    lexicon, request, quantities, pack, sql

  /// The check of one input; what it needs is loaded once.
  func check(_ lexicons: Lexicons) throws -> @Sendable ([UInt8]) -> Void {
    switch self {
    case .decode: Self.decoding(.text)
    case .jsonl: Self.decoding(.jsonLine)
    case .warc: Self.reading("a.warc")
    case .table: Self.reading("a.csv")
    case .archive: Self.reading("a")
    case .repair: try Self.repairing(lexicons)
    case .convert: try Self.converting(lexicons)
    case .normalize: try Self.normalizing(lexicons)
    case .segment: try Self.segmenting(lexicons)
    case .sentences: Self.splitting()
    case .html: try Self.extracting(lexicons, .html)
    case .plain: try Self.extracting(lexicons, .text)
    case .extract: try Self.recognizing(lexicons)
    case .lexicon: Self.parsing()
    case .request: Self.asking()
    case .quantities: try Self.scanning(lexicons)
    case .pack: try Self.configuring(lexicons)
    case .sql: try Self.querying()
    }
  }

  /// Any bytes are decoded to valid UTF-8 of at most three times their length, or rejected; twice gives the same.
  private static func decoding(_ kind: RawRecord.Kind) -> @Sendable ([UInt8]) -> Void {
    let decoder = RecordDecoder()
    return { bytes in
      let record = RawRecord(id: "a", path: "a", bytes: bytes, kind: kind)
      guard let document = try? decoder.decode(record) else { return }
      precondition(document.text.count <= bytes.count * 3)
      precondition(isWellFormed(document.text))
    }
  }

  /// A container of any bytes is taken apart, in one piece or two, into the same records and rejections.
  private static func reading(_ name: String) -> @Sendable ([UInt8]) -> Void {
    var limits = ResourceLimits()
    (limits.documentBytes, limits.decompressedBytes, limits.headerBytes) = (4096, 1 << 20, 512)
    let size = limits.documentBytes
    let reader = CorpusReader(limits: limits)
    let decoder = RecordDecoder(limits: limits)
    return { bytes in
      let results = reader.records(in: bytes, name: name)
      precondition(results.count <= bytes.count + 2)
      for case .success(let record) in results {
        precondition(record.bytes.count <= size)
        guard let document = try? decoder.decode(record) else { continue }
        precondition(isWellFormed(document.text))
      }
      let half = bytes.count / 2
      let parts = reader.records(inChunks: [Array(bytes[..<half]), Array(bytes[half...])], name: name)
      precondition(parts == results)
    }
  }

  private static func repairing(_ lexicons: Lexicons) throws -> @Sendable ([UInt8]) -> Void {
    let repairer = try Repairer(lexicons: lexicons)
    return { bytes in
      let text = wellFormed(bytes)
      let repaired = repairer.repair(text, trace: true)
      checkMap(repaired, from: text, growth: 3)
    }
  }

  private static func converting(_ lexicons: Lexicons) throws -> @Sendable ([UInt8]) -> Void {
    let converters = [
      try ScriptConverter(lexicons: lexicons, to: .hans), try ScriptConverter(lexicons: lexicons, to: .hant),
      try ScriptConverter(lexicons: lexicons, to: .tw, from: .hans, terms: true),
      try ScriptConverter(lexicons: lexicons, to: .hans, from: .tw, terms: true),
    ]
    return { bytes in
      let text = wellFormed(bytes)
      for converter in converters {
        let converted = converter.convert(text, trace: true)
        checkMap(converted, from: text, growth: 4)
        precondition(converter.convert(text).text == converted.text)
      }
    }
  }

  private static func normalizing(_ lexicons: Lexicons) throws -> @Sendable ([UInt8]) -> Void {
    let normalizer = try Normalizer(lexicons: lexicons)
    return { bytes in
      let text = wellFormed(bytes)
      let title = text.prefix { $0 != 0x0A }
      let article = Article(
        metadata: ArticleMetadata(title: String(decoding: title, as: UTF8.self)), text: Array(text[title.count...]))
      let normalized = normalizer.normalize(article).article
      checkMap(NormalizedText(text: normalized.text, map: normalized.map), from: article.text, growth: 4)
      precondition(isWellFormed(normalized.title))
    }
  }

  private static func segmenting(_ lexicons: Lexicons) throws -> @Sendable ([UInt8]) -> Void {
    let segmenter = try Segmenter(lexicons: lexicons)
    return { bytes in
      let text = wellFormed(bytes)
      var tokens: [Token] = []
      segmenter.segment(text, into: &tokens)
      checkOrder(tokens.map(\.span), in: text)
    }
  }

  private static func splitting() -> @Sendable ([UInt8]) -> Void {
    { bytes in
      let text = wellFormed(bytes)
      checkOrder(SentenceSplitter(splitsAtSemicolon: true).sentences(in: text), in: text)
    }
  }

  private static func extracting(
    _ lexicons: Lexicons, _ format: SourceFormat
  ) throws -> @Sendable ([UInt8]) -> Void {
    let extractor = try ArticleExtractor(lexicons: lexicons)
    return { bytes in
      let text = wellFormed(bytes)
      let source = SourceDescription(path: "a", format: format, charset: "utf-8", sha256: "")
      guard let article = try? extractor.extract(SourceDocument(id: "a", source: source, text: text), trace: true)
      else { return }
      precondition(isWellFormed(article.text) && article.text.count <= text.count * 2)
    }
  }

  private static func recognizing(_ lexicons: Lexicons) throws -> @Sendable ([UInt8]) -> Void {
    let gazetteer = try Gazetteer(lexicons: lexicons)
    let extractor = try FactExtractor(lexicons: lexicons, gazetteer: gazetteer)
    return { bytes in
      let text = wellFormed(bytes)
      let article = NormalizedArticle(
        metadata: ArticleMetadata(), title: Array(text.prefix { $0 != 0x0A }), text: text, map: .identity(text.count),
        script: .hans)
      let found = extractor.facts(in: article, home: gazetteer.home(of: article), documentHash: "")
      for fact in found.facts { checkSpan(fact.evidence.span, in: text) }
    }
  }

  /// Any bytes are a request, the beginning of one, or refused; a request is the same whatever follows it.
  private static func asking() -> @Sendable ([UInt8]) -> Void {
    let limits = ServerLimits()
    return { bytes in
      switch RequestParser.parse(bytes, limits: limits) {
      case .incomplete(let atLeast): precondition(atLeast > bytes.count)
      case .refused(let status, _): precondition([400, 413, 431, 501].contains(status))
      case .request(let request):
        precondition(!request.path.utf8.contains(0) && request.path.utf8.first == UInt8(ascii: "/"))
        guard case .request(let again) = RequestParser.parse(bytes + [0x41, 0x0D, 0x0A], limits: limits) else {
          preconditionFailure("what follows a request changed it")
        }
        precondition(again.host == request.host && again.path == request.path && again.form.text == request.form.text)
        _ = FormFields(request.query.setting("a", "b")).text
      }
    }
  }

  /// Any bytes are a table with as many cells in each row as columns, or a fault with its line.
  private static func parsing() -> @Sendable ([UInt8]) -> Void {
    { bytes in
      guard let rows = try? Lexicons.parse(bytes, file: "a", columns: ["from", "to"]) else { return }
      for row in rows { precondition(row.cells.count == 2 && row.cells.allSatisfy(isWellFormed)) }
    }
  }
}
