import ChineseText
import CorpusModel
import LexiconData

/// One stage of text handling as a filter: text in, text out.
public struct TextFilter: Sendable {
  public enum Operation: Sendable {
    case repair
    case convert(
      to: ScriptVariant, from: ScriptVariant?, terms: Bool, engine: ScriptConverter.Engine,
      userPhrases: [(String, String)])
    case segment(model: Segmenter.Model, userWords: [(word: String, priority: Int)])
  }

  private enum Stage: Sendable {
    case repair(Repairer)
    case convert(ScriptConverter)
    case segment(Segmenter)
  }

  private let stage: Stage

  /// - Throws: `LexiconError` for a fault in the stage's tables.
  public init(_ operation: Operation, lexicons: Lexicons) throws {
    switch operation {
    case .repair:
      stage = .repair(try Repairer(lexicons: lexicons))
    case .convert(let to, let from, let terms, let engine, let phrases):
      stage = .convert(
        try ScriptConverter(
          lexicons: lexicons, to: to, from: from, terms: terms, engine: engine, userPhrases: phrases))
    case .segment(let model, let words):
      stage = .segment(try Segmenter(lexicons: lexicons, model: model, userWords: words))
    }
  }

  /// The filtered text; words are parted by one space, line ends stay.
  ///
  /// - Complexity: O(bytes).
  public func apply(_ text: [UInt8]) -> [UInt8] {
    switch stage {
    case .repair(let repairer): repairer.repair(text).text
    case .convert(let converter): converter.convert(text).text
    case .segment(let segmenter): Self.spaced(text, segmenter)
    }
  }

  /// The filtered text with its map and what was done to it; the text as it is for a filter that segments.
  ///
  /// - Complexity: O(bytes).
  public func traced(_ text: [UInt8]) -> NormalizedText {
    switch stage {
    case .repair(let repairer): repairer.repair(text, trace: true)
    case .convert(let converter): converter.convert(text, trace: true)
    case .segment: NormalizedText(text: text, map: .identity(text.count))
    }
  }

  /// The words of `text`, as spans of it; empty for a filter that does not segment.
  public func tokens(_ text: [UInt8]) -> [Token] {
    guard case .segment(let segmenter) = stage else { return [] }
    var tokens: [Token] = []
    segmenter.segment(text, into: &tokens)
    return tokens
  }

  private static func spaced(_ text: [UInt8], _ segmenter: Segmenter) -> [UInt8] {
    var result: [UInt8] = []
    let scratch = SegmentationScratch()
    text.withUnsafeBufferPointer { segmenter.part($0, scratch: scratch, into: &result) }
    return result
  }
}
