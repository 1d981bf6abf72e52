import CorpusModel
import LexiconData

/// Cuts Chinese text into words.
///
/// Method: an averaged structured perceptron tags characters B, M, E or S (Xue 2003; Collins 2002) from character unigrams
/// and bigrams, character types and lexicon words (Zhang and Clark 2007); numbers, dates, Latin words and addresses are
/// closed by rules before it. Spans that the caller forces and user words are words by construction, for the tagger
/// never sees them: force > user words > rules > model; domain words are only a bonus for the model.
public struct Segmenter: Sendable {
  /// The models that the trainer makes.
  public enum Model: String, Sendable, CaseIterable {
    /// With lexicon patterns.
    case standard
    /// Without lexicon: about twice as fast, one to two points of F1 worse on news.
    case fast
  }

  private let table: CharacterTable
  private let model: SegmentationModel
  private let userWords: UserWords

  /// Loads a model.
  ///
  /// - Parameters:
  ///   - lexicons: the folder with `segmentation/`.
  ///   - model: which one.
  ///   - userWords: words that are kept whole wherever they stand, unless they begin or end inside a number or a Latin
  ///     word; of two that overlap the one with the higher priority wins, then the longer, then the first.
  /// - Throws: `LexiconError` if a file is missing or broken.
  /// - Complexity: one read of some 5 MB, and one hash insertion for each pair and word in it: 10-30 ms.
  public init(
    lexicons: Lexicons, model: Model = .standard, userWords: [(word: String, priority: Int)] = []
  ) throws {
    let file = "segmentation/\(model.rawValue).weights"
    let weights = try SegmentationWeights(lexicons.bytes(file), file: file)
    let table = try CharacterTable(lexicons: lexicons, characters: weights.characters)
    let boosted = try lexicons.table("segmentation/domain-words.tsv", columns: ["word"]).map { row in
      row[0].unicodeScalars.map { table.identity($0.value) }
    }
    self.table = table
    self.model = SegmentationModel(weights, boosted: boosted, boost: Self.boost)
    self.userWords = UserWords(userWords)
  }

  /// What a domain word is given for each of its characters, in units of the weights; chosen on sentences of our own.
  static let boost: Int16 = 150

  /// Cuts `text` into words, in place of whatever `tokens` holds; white space belongs to no word.
  ///
  /// - Parameters:
  ///   - text: UTF-8; an ill-formed byte is a word of its own.
  ///   - forced: byte spans that must be words, at character boundaries; of two that overlap the first, then the longer
  ///     counts; empty ones and those beyond the text are ignored.
  ///   - tokens: the words in order, which cover everything but white space.
  /// - Complexity: O(bytes); 20 MB/s and more a core.
  public func segment(_ text: [UInt8], forced: [Span] = [], into tokens: inout [Token]) {
    let scratch = SegmentationScratch()
    text.withUnsafeBufferPointer { segment($0, forced: forced, scratch: scratch, into: &tokens) }
  }

  /// The same with a work space that the caller keeps: for many short texts.
  public func segment(
    _ text: UnsafeBufferPointer<UInt8>, forced: [Span] = [], scratch: SegmentationScratch, into tokens: inout [Token]
  ) {
    tokens.removeAll(keepingCapacity: true)
    userWords.resolve(text, forced: forced, table: table, into: scratch)
    table.entries.withUnsafeBufferPointer { entries in
      guard let base = entries.baseAddress else { return }
      model.withView { view in
        var scanner = AtomScanner(table: table, entries: base, bytes: text)
        var offset = 0
        while let end = scanner.scanClause(from: offset, into: scratch) {
          view.score(scratch)
          view.decode(scratch)
          Self.emit(scratch, into: &tokens)
          offset = end
        }
      }
    }
  }

  private static func emit(_ scratch: SegmentationScratch, into tokens: inout [Token]) {
    guard scratch.count > 0 else { return }
    var start = scratch.starts[0]
    for index in 1..<max(scratch.count, 1) where scratch.bindings[index] == SegmentationScratch.Binding.start {
      let next = scratch.starts[index]
      tokens.append(Token(span: Span(start, next)))
      start = next
    }
    tokens.append(Token(span: Span(start, scratch.end)))
  }
}
