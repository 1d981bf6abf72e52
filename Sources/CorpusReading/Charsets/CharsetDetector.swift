/// Tells the charset of Chinese text from its bytes.
///
/// A byte-order mark decides, then strict UTF-8 (a cut-off end allowed), then a score of each charset: the share of
/// everyday Han and CJK punctuation among what is not ASCII, less 20 for each ill-formed, private-use or control
/// character. A label is a small prior, never a verdict: Big5 decodes as GB18030 without error at every length, and
/// labels of real pages are often wrong.
///
/// Measured on 300 pieces each of GBK in both scripts, GB18030 with four-byte characters, Big5, Big5-HKSCS, UTF-8 and UTF-16
/// in both orders, cut anywhere, with no label and with the labels of five other charsets: 100 % right at 1 KB and 4 KB, at
/// least 99 % at 100 bytes (`CharsetCutTests`).
public struct CharsetDetector: Sendable {
  public struct Guess: Sendable, Equatable {
    public var charset: Charset
    /// Margin of the best score over the second, from 0 to 1; 1 for a proof.
    public var confidence: Double
    /// Share of ill-formed, private-use and control characters; 0 for a proof.
    public var noise: Double
    /// Bytes at the start that are the rest of a character cut in two: 0 or 1.
    public var cut = 0
  }

  private let classes = UnitClasses()

  /// Bytes that are scored.
  private static let sampleSize = 256 << 10
  /// Weight of a character that no article holds.
  private static let noisePenalty = 20.0
  /// Weight of a label, and the number of characters below which it grows as they get fewer.
  private static let prior = (weight: 0.05, enough: 20.0)

  public init() {}

  /// Guesses the charset of any bytes; they may end inside a character.
  ///
  /// - Parameters:
  ///   - bytes: Text, markup or anything.
  ///   - hint: Label from an HTTP header or meta tag.
  /// - Returns: The charset that fits best.
  /// - Complexity: O(bytes) for UTF-8, else constant above 256 KB.
  public func detect(_ bytes: [UInt8], hint: String? = nil) -> Guess {
    if let mark = Charset.byteOrderMark(bytes) { return Guess(charset: mark.charset, confidence: 1, noise: 0) }
    if Self.isUTF8(bytes), bytes.index(of: 0) == nil { return Guess(charset: .utf8, confidence: 1, noise: 0) }
    let label = hint.flatMap(Charset.init(label:))
    let sample = Self.sample(bytes)
    let charsets = Self.mayBeUTF16(sample) ? Charset.allCases : [.utf8, .gb18030, .big5HKSCS]
    let ranked = charsets.map { charset in
      reading(sample, as: charset, isLabelled: label == charset)
    }.sorted { $0.score > $1.score }
    let margin = ranked[0].score - ranked[1].score
    return Guess(
      charset: ranked[0].charset, confidence: min(1, max(0, margin)), noise: ranked[0].noise, cut: ranked[0].cut)
  }

  private struct Reading {
    var charset: Charset
    var score: Double
    var noise: Double
    var cut = 0
  }

  /// The score of `charset`; bytes that may begin inside a character of two bytes are also read from the second byte
  /// on, since every pair up to the next ASCII byte is out of step there.
  private func reading(_ sample: ArraySlice<UInt8>, as charset: Charset, isLabelled: Bool) -> Reading {
    let (score, noise) = score(sample, as: charset, isLabelled: isLabelled)
    let whole = Reading(charset: charset, score: score, noise: noise)
    guard charset == .gb18030 || charset == .big5HKSCS, sample.startIndex == 0, sample.count > 8,
      sample.first ?? 0 >= 0x40
    else { return whole }
    let (cutScore, cutNoise) = self.score(sample.dropFirst(), as: charset, isLabelled: isLabelled)
    guard cutScore > score + Self.cutGain else { return whole }
    return Reading(charset: charset, score: cutScore, noise: cutNoise, cut: 1)
  }

  /// Gain that shows that text was out of step.
  ///
  /// Of 400 pieces of 100 bytes of GBK in step the worst scored 0.84, the
  /// median 1; out of step the median was -0.3, and the best score as another charset 0.71.
  private static let cutGain = 0.05

  /// Whether `bytes` are well-formed UTF-8, but for a last character that may be cut off.
  static func isUTF8(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return true
    } catch {
      return error.kind == .truncatedScalar && error.byteOffsets.upperBound == bytes.count
    }
  }

  /// Whether `sample` has zeros, or fewer ASCII bytes than markup or English: pairs of these look like Han in UTF-16,
  /// while of Chinese in UTF-16 some 55 % of the bytes are in the range of ASCII.
  private static func mayBeUTF16(_ sample: ArraySlice<UInt8>) -> Bool {
    sample.contains(0) || sample.count { $0 < 0x80 } * 100 < sample.count * 85
  }

  /// The part to score, from the line of the first byte that is not ASCII.
  private static func sample(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard bytes.count > sampleSize, let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return bytes[...] }
    var start = bytes[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    if first - start > sampleSize / 2 { start = first - sampleSize / 2 }
    start -= start % 2  // UTF-16 stays in step.
    return bytes[start..<min(bytes.count, start + sampleSize)]
  }

  /// The score of `charset`, at most 1 without the prior, and the share of noise among all characters.
  private func score(
    _ sample: ArraySlice<UInt8>, as charset: Charset, isLabelled: Bool
  ) -> (score: Double, noise: Double) {
    guard let converter = CharsetConverter(charset) else { return (-Self.noisePenalty, 1) }
    let units = converter.decode(sample)
    // A sample may begin and end inside a character.
    let head = units.prefix(3).prefix { $0 == 0xFFFD }.count
    let tail = units.dropFirst(head).suffix(3).reversed().prefix { $0 == 0xFFFD }.count
    let body = units.dropFirst(head).dropLast(tail)
    guard !body.isEmpty else { return (-Self.noisePenalty, 1) }
    let counts = classes.counts(body)
    let count = Double(counts.good + counts.noise + counts.other)
    let prior = isLabelled ? Self.prior.weight * max(1, Self.prior.enough / max(1, count)) : 0
    let score = count == 0 ? 1 : (Double(counts.good) - Self.noisePenalty * Double(counts.noise)) / count
    return (score + prior, Double(counts.noise) / Double(body.count))
  }
}
