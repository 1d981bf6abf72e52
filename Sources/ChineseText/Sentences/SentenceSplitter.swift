import CorpusModel
import LexiconData

/// Splits text into sentences.
///
/// A sentence ends behind 。！？ (and ； where asked), an ellipsis that ends a clause, or a line; closing quotes and
/// brackets that follow belong to it. Inside quotes or brackets no sentence ends, but where the quotation is closed behind
/// an end mark and no clause goes on. ASCII marks end a sentence beside Chinese only; a full stop inside a number, a
/// list mark (（一） 一、 1. ①) and `1.2万` end nothing.
public struct SentenceSplitter: Sendable {
  private let splitsAtSemicolon: Bool

  /// - Parameter splitsAtSemicolon: whether ；ends a sentence as well.
  public init(splitsAtSemicolon: Bool = false) {
    self.splitsAtSemicolon = splitsAtSemicolon
  }

  /// Spans of the sentences of `text` in text order, without the white space around them.
  ///
  /// - Parameter text: valid UTF-8.
  /// - Returns: spans that do not overlap.
  /// - Complexity: O(bytes).
  public func sentences(in text: [UInt8]) -> [Span] {
    text.withUnsafeBufferPointer { bytes in
      var scanner = SentenceScanner(text: bytes, splitsAtSemicolon: splitsAtSemicolon)
      return scanner.run()
    }
  }
}

/// One pass over a text.
private struct SentenceScanner {
  /// A quotation or bracket that is still open after so many bytes is a typing error and is forgotten.
  private static let longestNesting = 1_500

  let text: UnsafeBufferPointer<UInt8>
  let splitsAtSemicolon: Bool
  private var spans: [Span] = []
  private var start = 0
  /// Closing marks that are awaited, with the place of their opening.
  private var awaited: [(closing: UInt32, at: Int)] = []

  init(text: UnsafeBufferPointer<UInt8>, splitsAtSemicolon: Bool) {
    self.text = text
    self.splitsAtSemicolon = splitsAtSemicolon
  }

  mutating func run() -> [Span] {
    var at = 0
    while at < text.count {
      if (0xE4...0xE9).contains(text[at]) {  // nearly all Han: no mark among them
        at += 3
        continue
      }
      let (scalar, length) = PhraseTrie.decode(text, at)
      if scalar == 0x0A {
        close(at)
        awaited.removeAll()
        start = at + 1
        at += length
        continue
      }
      nest(scalar, at)
      at += length
      guard isEnd(scalar, from: at - length, to: at) else { continue }
      let (end, bracket, isTitle) = tail(at)
      if awaited.isEmpty, !isTitle, bracket.map({ isFirst($0) }) ?? !goesOn(at, end) {
        close(end)
        start = end
      }
      at = end
    }
    close(text.count)
    return spans
  }

  /// Emits what stands between `start` and `end`, without white space around it.
  private mutating func close(_ end: Int) {
    var (low, high) = (start, end)
    while low < high, let length = spaceLength(at: low) { low += length }
    while high > low, let length = spaceLength(before: high) { high -= length }
    if high > low { spans.append(Span(low, high)) }
  }

  private mutating func nest(_ scalar: UInt32, _ at: Int) {
    if let oldest = awaited.first, at - oldest.at > Self.longestNesting { awaited.removeAll() }
    if let closing = Self.closing(of: scalar) {
      awaited.append((closing, at))
    } else if let index = awaited.lastIndex(where: { $0.closing == scalar }) {
      awaited.removeSubrange(index...)
    }
  }

  private func isEnd(_ scalar: UInt32, from start: Int, to end: Int) -> Bool {
    switch scalar {
    case 0x3002, 0xFF01, 0xFF1F, 0xFF61: true
    case 0xFF1B: splitsAtSemicolon
    case 0x3B: splitsAtSemicolon && isChinese(before: start)
    case 0x21, 0x3F: isChinese(before: start)
    case 0x2026: scalarAt(end) != 0x2026 && startsClause(skipping: end)
    default: false
    }
  }

  /// The end of the end marks, closing quotes and closing brackets from `offset` on, which are no longer awaited; where
  /// the last bracket that was closed was opened; whether a title was closed last, which ends nothing: 《有事吗？》一文.
  private mutating func tail(_ offset: Int) -> (end: Int, bracket: Int?, isTitle: Bool) {
    var at = offset
    var bracket: Int?
    var isTitle = false
    while at < text.count {
      let (scalar, length) = PhraseTrie.decode(text, at)
      switch scalar {
      case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0x2026: isTitle = false
      default:
        guard let index = awaited.lastIndex(where: { $0.closing == scalar }) else { return (at, bracket, isTitle) }
        isTitle = scalar == 0x300B || scalar == 0x3009
        if scalar == 0xFF09 || scalar == 0x29 { bracket = awaited[index].at }
        awaited.removeSubrange(index...)
      }
      at += length
    }
    return (at, bracket, isTitle)
  }

  /// Whether only white space stands between the sentence's start and `offset`: a bracket there holds the sentence.
  private func isFirst(_ offset: Int) -> Bool {
    var at = start
    while at < offset, let length = spaceLength(at: at) { at += length }
    return at >= offset
  }

  /// Whether the clause goes on behind a quotation or bracket that ended in an end mark: 他说“好。”，就走了; “好！”的声音.
  private func goesOn(_ mark: Int, _ end: Int) -> Bool {
    guard end > mark, let next = scalarAt(end) else { return false }
    switch next {
    case 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0x2C, 0x3B, 0x3A, 0x7684, 0x2014: return true  // ，、；：的—
    default: return false
    }
  }

  /// Whether what follows an ellipsis begins a sentence: nothing, a quotation, or a character that is no mark.
  private func startsClause(skipping offset: Int) -> Bool {
    guard let next = scalarAt(offset) else { return true }
    switch next {
    case 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0x2C, 0x3B, 0x3A, 0x7684, 0x7B49: return false  // ，、；：的等
    default: return !awaited.isEmpty || next >= 0x80 || next == 0x0A
    }
  }

  private func scalarAt(_ offset: Int) -> UInt32? { offset < text.count ? PhraseTrie.decode(text, offset).0 : nil }

  /// Whether Han or a Chinese mark stands before the offset.
  private func isChinese(before offset: Int) -> Bool {
    offset >= 3 && text[offset - 1] & 0xC0 == 0x80 && (0xE2...0xEF).contains(text[offset - 3])
  }

  /// Length of the white space that begins at the offset.
  private func spaceLength(at offset: Int) -> Int? {
    switch text[offset] {
    case 0x20, 0x09, 0x0D: 1
    case 0xC2: offset + 1 < text.count && text[offset + 1] == 0xA0 ? 2 : nil
    case 0xE3: offset + 2 < text.count && text[offset + 1] == 0x80 && text[offset + 2] == 0x80 ? 3 : nil
    default: nil
    }
  }

  private func spaceLength(before offset: Int) -> Int? {
    (1...3).first { offset >= $0 && spaceLength(at: offset - $0) == $0 }
  }

  private static func closing(of scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x201C: 0x201D
    case 0x2018: 0x2019
    case 0x300C, 0x300E, 0x300A, 0x3008, 0x3010, 0x3014, 0x3016: scalar + 1
    case 0xFF08: 0xFF09
    case 0x28: 0x29
    default: nil
    }
  }
}
