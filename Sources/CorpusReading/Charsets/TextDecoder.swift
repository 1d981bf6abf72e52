import CorpusModel

/// Decodes bytes of unknown charset to valid UTF-8, and tells what is no text.
struct TextDecoder: Sendable {
  private let detector = CharsetDetector()

  /// Share of noise characters from which bytes are no text in any charset we know.
  ///
  /// Random bytes have 12 %, a program
  /// 30 %; the worst of 64 real news pages has none.
  private static let noiseShare = 0.05
  /// Share of control bytes from which such bytes are binary, and not text of another charset.
  ///
  /// Random bytes have 10 %.
  private static let binaryShare = 0.02

  /// Valid UTF-8 of `bytes` without a byte-order mark.
  ///
  /// - Parameters:
  ///   - bytes: The record, or one line of it.
  ///   - hint: Label that the record gives itself.
  ///   - place: Named by rejections.
  /// - Returns: The text and the charset that it was in.
  /// - Throws: `Rejection`: binary, undecodable, empty.
  func decode(_ bytes: [UInt8], hint: String?, place: String) throws(Rejection) -> (text: [UInt8], charset: Charset) {
    let (text, charset) =
      Self.isPlainUTF8(bytes) ? (bytes, .utf8) : try convert(bytes, hint: hint, place: place)
    if !text.contains(where: { $0 > 0x20 }) { throw rejection(.empty, place, "holds no text") }
    return (text, charset)
  }

  /// Whether `bytes` are what the detector would take for UTF-8, with nothing to change: by far the most.
  private static func isPlainUTF8(_ bytes: [UInt8]) -> Bool {
    guard Charset.byteOrderMark(bytes) == nil, bytes.index(of: 0) == nil else { return false }
    return bytes.withUnsafeBufferPointer(UTF8Check.isWellFormed)
  }

  private func convert(
    _ bytes: [UInt8], hint: String?, place: String
  ) throws(Rejection) -> (text: [UInt8], charset: Charset) {
    let guess = detector.detect(bytes, hint: hint)
    if guess.noise > Self.noiseShare { throw noText(bytes, guess, place) }
    let body = bytes[((Charset.byteOrderMark(bytes)?.count ?? 0) + guess.cut)...]
    if guess.charset == .utf8 { return (Array(String(decoding: body, as: UTF8.self).utf8), .utf8) }
    guard let converter = CharsetConverter(guess.charset) else {
      throw rejection(.undecodable, place, "ICU has no converter for \(guess.charset.rawValue)")
    }
    return (CharsetConverter.utf8(converter.decode(body)), guess.charset)
  }

  private func noText(_ bytes: [UInt8], _ guess: CharsetDetector.Guess, _ place: String) -> Rejection {
    let controls = bytes.count { $0 < 0x20 && !(0x09...0x0D).contains($0) }
    if Double(controls) > Self.binaryShare * Double(bytes.count) {
      return rejection(.binary, place, "is no text: \(controls) of \(bytes.count) bytes are control characters")
    }
    let percent = Int((guess.noise * 100).rounded())
    return rejection(.undecodable, place, "no charset fits: \(percent) % of it is no text in \(guess.charset.rawValue)")
  }

  private func rejection(_ reason: Rejection.Reason, _ place: String, _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: place, detail: detail)
  }
}
