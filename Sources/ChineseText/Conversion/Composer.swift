/// Unicode's composed form of texts, NFC.
public struct Composer: Sendable {
  private let transform: ICUTransform

  /// - Throws: `LexiconError` if ICU has not the transform.
  public init() throws { transform = try ICUTransform("Any-NFC") }

  /// `text`, which is valid UTF-8, in NFC; ASCII is not looked at.
  public func composed(_ text: [UInt8]) -> [UInt8] {
    if text.allSatisfy({ $0 < 0x80 }) { return text }
    guard let made = transform.apply(to: Array(String(decoding: text, as: UTF8.self).utf16)) else { return text }
    return Array(String(decoding: made, as: UTF16.self).utf8)
  }
}
