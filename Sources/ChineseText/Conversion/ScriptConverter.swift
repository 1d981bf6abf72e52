import CorpusModel
import LexiconData

/// Converts text between the written standards of Chinese; quotes and width stay as they are.
///
/// Immutable after building and safe to share between threads. Method: the character tables of ICU's `Hant-Hans` and
/// `Hans-Hant`, under phrase layers derived from the dictionaries of OpenCC (longest match wins; of equal length the
/// user's phrase before the regional form before the phrase lexicon).
public struct ScriptConverter: Sendable {
  private let classes: ScriptClasses
  private let to: ScriptVariant
  /// Whether paragraphs are looked at before they are converted: the variant of the source is not given.
  private let isGated: Bool
  private let table: ConversionTable
  /// For paragraphs that are traditional already, towards a region's forms.
  private let regional: ConversionTable?
  private let transform: ICUTransform?

  /// - Parameters:
  ///   - lexicons: where the tables are.
  ///   - to: the standard that is wanted.
  ///   - from: the standard of the source; nil decides by paragraph, leaves paragraphs that are in the script of `to`
  ///     and Japanese runs as they are, and takes Taiwan and Hong Kong forms alike.
  ///   - terms: whether regional terms are exchanged too (軟體, 软件).
  ///   - engine: what converts; ICU's transform by itself knows neither `from` nor terms nor phrases.
  ///   - userPhrases: pairs that stand above every other layer.
  /// - Throws: `LexiconError` for a damaged lexicon, or if ICU has not the transform.
  public init(
    lexicons: Lexicons, to: ScriptVariant, from: ScriptVariant? = nil, terms: Bool = false,
    engine: Engine = .layered, userPhrases: [(String, String)] = []
  ) throws {
    self.to = to
    classes = try ScriptClasses(lexicons)
    isGated = from == nil
    guard engine == .layered else {
      transform = try ICUTransform(to == .hans ? "Hant-Hans" : "Hans-Hant")
      table = ConversionTable()
      regional = nil
      return
    }
    transform = nil
    let lexicon = try ConversionLexicon(lexicons)
    if to == .hans {
      table = try lexicon.simplifying(from: from, terms: terms, userPhrases: userPhrases)
      regional = nil
    } else if from == nil || from == .hans {
      table = try lexicon.traditional(to: to, terms: terms, userPhrases: userPhrases)
      regional = from == nil ? try lexicon.regionalising(to: to, terms: terms, userPhrases: userPhrases) : nil
    } else {
      table = try lexicon.regionalising(to: to, terms: terms, userPhrases: userPhrases)
      regional = nil
    }
  }

  /// The script of `text`, by the characters that only one script has: nine in ten decide, else it is mixed; text
  /// without any counts as simplified.
  ///
  /// - Complexity: O(bytes), about 1 ns a byte.
  public func script(of text: [UInt8]) -> Script {
    text.withUnsafeBufferPointer { classes.count($0, 0..<$0.count) }.script ?? .hans
  }

  /// `text` in the standard of this converter, with the map home.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8; ill-formed bytes are kept as they are.
  ///   - trace: whether every entry that fired is noted.
  /// - Returns: the converted text with the map to `text`.
  /// - Complexity: O(bytes).
  public func convert(_ text: [UInt8], trace: Bool = false) -> NormalizedText {
    if let transform { return transform.convert(text, trace: trace) }
    let growth = max(table.growth, regional?.growth ?? 1)
    var map = OffsetMap()
    var notes: [NormalizationNote] = []
    let converted = [UInt8](unsafeUninitializedCapacity: text.count * growth + 8) { target, count in
      guard let base = target.baseAddress else { return }
      text.withUnsafeBufferPointer { source in
        var pass = ConversionPass(source: source, target: base, isTracing: trace)
        if isGated { convertParagraphs(source, &pass) } else { pass.convert(0..<source.count, by: table) }
        pass.finish()
        map = pass.map
        notes = pass.notes
        count = pass.written
      }
    }
    return NormalizedText(text: converted, map: map, notes: notes)
  }

  /// Converts the paragraphs that are not in the wanted script already.
  private func convertParagraphs(_ source: UnsafeBufferPointer<UInt8>, _ pass: inout ConversionPass) {
    let paragraphs = paragraphs(source)
    var whole = ScriptCounts()
    for paragraph in paragraphs { whole += paragraph.counts }
    var start = 0  // of the run of paragraphs that are treated alike
    var current: Treatment?
    for paragraph in paragraphs {
      // Little evidence is not enough to take a paragraph for traditional: 冑 and 机 may stand in one list of words.
      let counts = to == .hans || paragraph.counts.hans + paragraph.counts.hant >= 5 ? paragraph.counts : whole
      var treatment = self.treatment(of: counts.script ?? whole.script, evidence: counts.hans + counts.hant)
      if treatment != .keep, paragraph.counts.kana > 0 { treatment = .besideKana }
      if treatment != current || treatment == .besideKana {
        apply(current, start..<paragraph.range.lowerBound, source, &pass)
        start = paragraph.range.lowerBound
        current = treatment
      }
    }
    apply(current, start..<source.count, source, &pass)
  }

  private enum Treatment {
    case keep, convert, regionalise, besideKana
  }

  private func treatment(of script: Script?, evidence: Int) -> Treatment {
    if to == .hans { return script == .hans ? .keep : .convert }
    return script == .hant && evidence >= 5 ? (to == .hant ? .keep : .regionalise) : .convert
  }

  private func apply(
    _ treatment: Treatment?, _ range: Range<Int>, _ source: UnsafeBufferPointer<UInt8>, _ pass: inout ConversionPass
  ) {
    switch treatment {
    case nil, .keep: pass.copy(range)
    case .convert: pass.convert(range, by: table)
    case .regionalise: if let regional { pass.convert(range, by: regional) }
    case .besideKana:
      var at = range.lowerBound
      for run in japaneseRuns(source, range) {
        pass.convert(at..<run.lowerBound, by: table)
        pass.copy(run)
        at = run.upperBound
      }
      pass.convert(at..<range.upperBound, by: table)
    }
  }

  private func paragraphs(_ source: UnsafeBufferPointer<UInt8>) -> [(range: Range<Int>, counts: ScriptCounts)] {
    var result: [(range: Range<Int>, counts: ScriptCounts)] = []
    var start = 0
    while start < source.count {
      let end = source[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? source.count
      result.append((start..<end, classes.count(source, start..<end)))
      start = end
    }
    return result
  }

  /// Runs of Han and kana that are Japanese: at least three kana, and one in five characters.
  private func japaneseRuns(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var (start, kana, characters) = (range.lowerBound, 0, 0)
    func close(_ end: Int) {
      if kana >= 3, kana * 5 >= characters { runs.append(start..<end) }
    }
    var at = range.lowerBound
    while at < range.upperBound {
      let (scalar, length) = PhraseTrie.decode(source, at)
      let isKana = (0x3041..<0x30FF).contains(scalar) && scalar != 0x30FB
      if isKana || (0x4E00..<0xA000).contains(scalar) || scalar == 0x3005 {
        characters += 1
        kana += isKana ? 1 : 0
      } else {
        close(at)
        (start, kana, characters) = (at + length, 0, 0)
      }
      at += length
    }
    close(range.upperBound)
    return runs
  }
}
