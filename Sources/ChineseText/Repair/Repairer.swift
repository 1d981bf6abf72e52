import CorpusModel
import LexiconData

/// Repairs what crawling and mirroring did to a text, and leaves a clean text as it is.
///
/// Immutable after building and safe to share between threads. What is suspected and cannot be proved is left, a
/// character that lost a byte as U+FFFD, and noted with a rule that begins with `unrepaired`. What no reader sees is put
/// right in clean texts too, by rules that begin with `invisible`: no-break spaces become spaces; zero-width characters
/// and variation selectors go, but where they shape pictographs or letters that join.
public struct Repairer: Sendable {
  private let entities: EntityRepair
  private let misreadings: MisreadRepair
  private let characters: CharacterRepair
  private let page: PageRepair
  private let lines = LineRepair()
  private let width = WidthRepair()

  /// - Throws: `LexiconError` for a damaged lexicon, or if ICU lacks GB18030.
  public init(lexicons: Lexicons) throws {
    let gbk = try GBKTable()
    let pairs = try PairModel(lexicons, gbk: gbk)
    entities = try EntityRepair(lexicons)
    misreadings = MisreadRepair(gbk: gbk, pairs: pairs)
    characters = try CharacterRepair(lexicons)
    page = PageRepair(
      gbk: gbk, readings: try Readings(lexicons, gbk), pairs: pairs, scripts: try ScriptClasses(lexicons),
      characters: LostCharacters(
        pairs: pairs, words: try WordModel(lexicons), bytes: LostBytes(gbk: gbk, pairs: pairs)))
  }

  /// `text` repaired, before conversion between scripts.
  ///
  /// - Parameters:
  ///   - text: one document as published, valid UTF-8.
  ///   - trace: whether every repair is noted, and not only what was suspected and left.
  /// - Returns: the repaired text with the map to `text`.
  /// - Complexity: O(bytes), and a bounded search at each place of damage.
  public func repair(_ text: [UInt8], trace: Bool = false) -> NormalizedText {
    var state = RepairState(text, isTracing: trace)
    // Each step sees what the one before left: entities hide characters, and the page's bytes come before its width.
    state.apply(entities.edits(state.text))
    state.apply(misreadings.edits(state.text))
    state.apply(characters.edits(state.text))
    state.apply(page.edits(state.text))
    state.apply(lines.edits(state.text))
    state.apply(width.edits(state.text))
    return NormalizedText(text: state.text, map: state.map, notes: state.notes)
  }
}
