import CorpusModel
import LexiconData

/// Repairs an article and converts it to simplified characters: the layer that recognisers read.
public struct Normalizer: Sendable {
  private let repairer: Repairer
  private let converter: ScriptConverter

  /// - Throws: `LexiconError` for a fault in the repair or conversion tables.
  public init(lexicons: Lexicons) throws {
    repairer = try Repairer(lexicons: lexicons)
    converter = try ScriptConverter(lexicons: lexicons, to: .hans)
  }

  /// What normalisation did, step by step, for `explain`.
  public struct Trace: Sendable {
    public var repairs: [NormalizationNote] = []
    public var conversions: [NormalizationNote] = []
  }

  /// Normalises `article`; its title and names go through the same repair as its body, since crawl damage is learnt
  /// from the whole document.
  ///
  /// - Complexity: O(bytes).
  public func normalize(_ article: Article, trace: Bool = false) -> (article: NormalizedArticle, trace: Trace) {
    let metadata = article.metadata
    let names = [metadata.title, metadata.publisher, metadata.editor, metadata.site, metadata.subtitle]
    let header = names.map { $0 ?? "" } + metadata.authors
    var whole: [UInt8] = []
    var starts: [Int] = []
    for line in header {
      starts.append(whole.count)
      whole += line.utf8.map { $0 == 0x0A ? 0x20 : $0 }
      whole.append(0x0A)
    }
    let bodyStart = whole.count
    whole += article.text

    let repaired = repairer.repair(whole, trace: trace)
    let script = converter.script(of: repaired.text)
    var text = repaired.text
    var map = repaired.map
    var notes = Trace(repairs: repaired.notes)
    if script != .hans {
      let converted = converter.convert(repaired.text, trace: trace)
      text = converted.text
      map = converted.map.composed(after: repaired.map)
      notes.conversions = converted.notes
    }

    func line(_ index: Int) -> [UInt8] {
      let end = (index + 1 < starts.count ? starts[index + 1] : bodyStart) - 1
      let span = map.target(of: Span(starts[index], end))
      return Array(text[span.range])
    }
    func value(_ index: Int) -> String? { header[index].isEmpty ? nil : line(index).string }
    var normalized = metadata
    normalized.title = value(0)
    normalized.publisher = value(1)
    normalized.editor = value(2)
    normalized.site = value(3)
    normalized.subtitle = value(4)
    normalized.authors = header.indices.dropFirst(names.count).map { line($0).string }
    let bodyTarget = map.target(of: Span(bodyStart, whole.count)).start
    var body = NormalizedArticle(
      metadata: normalized, title: line(0), text: Array(text[bodyTarget...]),
      map: map.dropping(source: bodyStart, target: bodyTarget), script: script)
    // The title is the first line.
    body.titleMap = map
    body.unrepaired = repaired.notes.filter { $0.isUnrepaired && $0.span.start >= bodyStart }.map { note in
      let span = map.target(of: note.span)
      return Span(max(0, span.start - bodyTarget), max(0, span.end - bodyTarget))
    }.sorted()
    return (body, notes)
  }
}
