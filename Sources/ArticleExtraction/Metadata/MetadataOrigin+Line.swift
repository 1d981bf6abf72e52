import CorpusModel

extension MetadataOrigin {
  /// A line or a part of one as the place; at most 120 bytes of its text are kept.
  static func line(_ place: Place, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> MetadataOrigin {
    var end = min(range.upperBound, range.lowerBound + 120)
    while end > range.lowerBound, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    return MetadataOrigin(place, String(decoding: text[range.lowerBound..<end], as: UTF8.self))
  }
}
