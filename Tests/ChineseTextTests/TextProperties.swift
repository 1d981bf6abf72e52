import CorpusModel
import Testing

/// A small generator, the same on every run (Vigna's SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Valid UTF-8 of Han of both scripts, marks, ASCII, kana and characters beyond the first plane.
  mutating func mixedText(of count: Int) -> [UInt8] {
    let pieces = Array("聯络站乾隆著名著作后後里裡覆复，。；！？“”「」()（）?!;:,あの𠮷12aN\n\u{A0}\u{3000}區(qū)".unicodeScalars)
    var text = ""
    for _ in 0..<Int.random(in: 0...count, using: &self) {
      if Bool.random(using: &self), let piece = pieces.randomElement(using: &self) {
        text.unicodeScalars.append(piece)
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 0x4E00...0x9FA5, using: &self)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return Array(text.utf8)
  }
}

/// Every span on character boundaries goes over and back to one that holds it, on character boundaries.
func expectSound(_ map: OffsetMap, from source: [UInt8], to target: [UInt8]) {
  #expect(map.sourceCount == source.count)
  #expect(map.targetCount == target.count)
  #expect(String(validating: target, as: UTF8.self) != nil)
  let boundaries = target.indices.filter { target[$0] & 0xC0 != 0x80 } + [target.count]
  for (start, end) in zip(boundaries, boundaries.dropFirst()) {
    let home = map.source(of: Span(start, end))
    #expect(0 <= home.start && home.start <= home.end && home.end <= source.count)
    #expect(home.start == source.count || source[home.start] & 0xC0 != 0x80)
    #expect(home.end == source.count || source[home.end] & 0xC0 != 0x80)
    #expect(map.target(of: home).contains(Span(start, end)))
  }
}
