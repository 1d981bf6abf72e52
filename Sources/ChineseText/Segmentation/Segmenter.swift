import CorpusModel
import LexiconData

/// Cuts Chinese text into words.
///
/// Traditional text is read as its simplified characters; words are told by their place in the text as it stands.
///
/// Method: an averaged structured perceptron tags characters B, M, E or S (Xue 2003; Collins 2002) from character
/// unigrams and bigrams, character types and lexicon words (Zhang and Clark 2007); numbers, dates, Latin words and
/// addresses are closed by rules before it. Spans that the caller forces and user words are words by construction, for
/// the tagger never sees them: force > user words > rules > model; domain words are only a bonus for the model.
public struct Segmenter: Sendable {
  /// The models that the trainer makes.
  public enum Model: String, Sendable, CaseIterable {
    /// With lexicon patterns.
    case standard
    /// Without lexicon: half as fast again or more; as good on deputies' news, three points of F1 worse on essays.
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
  ///   - favoured: words that get a bonus beside those of `segmentation/domain-words.tsv`, such as place names: likely to
  ///     be whole, but no more than that.
  /// - Throws: `LexiconError` if a file is missing or broken.
  /// - Complexity: one read of some 5 MB, and one hash insertion for each pair and word in it.
  public init(
    lexicons: Lexicons, model: Model = .standard, userWords: [(word: String, priority: Int)] = [],
    favoured: [String] = []
  ) throws {
    let file = "segmentation/\(model.rawValue).weights"
    let weights = try SegmentationWeights(lexicons.bytes(file), file: file)
    let table = try CharacterTable(lexicons: lexicons, characters: weights.characters)
    let domain = try lexicons.table("segmentation/domain-words.tsv", columns: ["word"]).map { $0[0] }
    let boosted = (domain + favoured).map { $0.unicodeScalars.map { table.identity($0.value) } }
      .filter { !$0.contains(AtomCode.rare) }
    self.table = table
    self.model = SegmentationModel(weights, boosted: boosted, boost: Self.boost)
    self.userWords = UserWords(userWords, table: table)
  }

  /// What a domain word is given for each of its characters, in units of the weights.
  ///
  /// Chosen on the 40 development sentences on deputy stations, where 300 to 1000 differ by 0.3 points of F1.
  static let boost: Int16 = 600

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
    forEachClause(text, scratch) { lanes in
      Self.forEachWord(lanes) { tokens.append(Token(span: Span($0, $1))) }
    }
  }

  /// Appends `text` to `out` with its words parted by one space; line feeds stay, other white space goes.
  ///
  /// - Complexity: as `segment`, without a token in between.
  public func part(_ text: UnsafeBufferPointer<UInt8>, scratch: SegmentationScratch, into out: inout [UInt8]) {
    userWords.resolve(text, forced: [], table: table, into: scratch)
    // A word is at least a byte, and has one space behind it.
    out.reserveCapacity(out.count + 2 * text.count)
    var end = 0
    var isLineStart = true
    func passLines(to next: Int) {
      for at in end..<next where text[at] == 0x0A {
        out.append(0x0A)
        isLineStart = true
      }
    }
    forEachClause(text, scratch) { lanes in
      passLines(to: lanes.offset(0))
      Self.forEachWord(lanes) { start, next in
        if !isLineStart { out.append(0x20) }
        isLineStart = false
        out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<next]))
      }
      end = lanes.offset(lanes.count)
    }
    passLines(to: text.count)
  }

  /// Calls `body` with each tagged clause.
  private func forEachClause(
    _ text: UnsafeBufferPointer<UInt8>, _ scratch: SegmentationScratch, _ body: (AtomLanes) -> Void
  ) {
    table.entries.withUnsafeBufferPointer { entries in
      guard let base = entries.baseAddress else { return }
      model.withView { view in
        var scanner = AtomScanner(table: table, entries: base, bytes: text)
        var fixed = scratch.fixed[...]
        var offset = 0
        while let end = scanner.scanClause(from: offset, fixed: fixed, into: &scratch.lanes) {
          view.score(scratch.lanes)
          view.decode(scratch.lanes)
          body(scratch.lanes)
          offset = end
          while let span = fixed.first, span.lowerBound < end { fixed = fixed.dropFirst() }
        }
      }
    }
  }

  /// Calls `body` with the first byte of each word and of what follows it.
  @inline(__always) private static func forEachWord(_ lanes: AtomLanes, _ body: (Int, Int) -> Void) {
    guard lanes.count > 0 else { return }
    var start = lanes.offset(0)
    for index in 1..<lanes.count where lanes.bindings[index] == AtomLanes.Binding.start {
      let next = lanes.starts[index]
      body(start, next)
      start = next
    }
    body(start, lanes.end)
  }
}
