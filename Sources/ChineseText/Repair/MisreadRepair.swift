import CorpusModel
import LexiconData

/// Undoes the reading of GBK or UTF-8 bytes as Windows-1252 or Latin-1 (`ÂÛ³éÏó` for 论抽象).
struct MisreadRepair: Sendable {
  /// Bytes of Windows-1252 that are not Latin-1, by scalar.
  private static let windows: [UInt32: UInt8] = [
    0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02C6: 0x88,
    0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93,
    0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
    0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
  ]
  /// A run is undone from three different characters of Chinese on, nine in ten of them known to the pair model: words of French or
  /// German have single letters beyond ASCII, and pairs of those are no common ideographs.
  private static let least = 3

  let gbk: GBKTable
  let pairs: PairModel

  func edits(_ text: [UInt8]) -> [Edit] {
    text.withUnsafeBufferPointer { bytes in
      var edits: [Edit] = []
      var at = 0
      while at < bytes.count {
        // A misread run begins with U+0080–U+00FF: C2 or C3.
        guard bytes[at] == 0xC2 || bytes[at] == 0xC3 else {
          at += 1
          continue
        }
        let run = run(bytes, from: at)
        if let target = decoded(run.bytes) { edits.append(Edit(Span(at, run.end), target, "repair.misread-charset")) }
        at = run.end
      }
      return edits
    }
  }

  /// The single bytes of the run at `start`, ASCII inside it included where more of the run follows.
  private func run(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> (bytes: [UInt8], end: Int) {
    var bytes: [UInt8] = []
    var (at, end, count) = (start, start, 0)
    while at < text.count {
      let (scalar, length) = PhraseTrie.decode(text, at)
      let byte: UInt8? =
        (0x80..<0x100).contains(scalar) ? UInt8(scalar) : scalar < 0x80 ? UInt8(scalar) : Self.windows[scalar]
      guard let byte, byte != 0x0A else { break }
      bytes.append(byte)
      at += length
      if byte >= 0x80 || count < bytes.count - 1 && bytes[bytes.count - 2] >= 0x80 && byte >= 0x40 {
        (end, count) = (at, bytes.count)
      } else if bytes.count - count > 40 {
        break
      }
    }
    return (Array(bytes[..<count]), max(end, start + 2))
  }

  private func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    if let text = String(validating: bytes, as: UTF8.self) { return accepted(text.unicodeScalars.map(\.value)) }
    var scalars: [UInt32] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] < 0x80 {
        scalars.append(UInt32(bytes[at]))
        at += 1
        continue
      }
      guard at + 1 < bytes.count else { return nil }
      let scalar = gbk.scalar(bytes[at], bytes[at + 1])
      guard scalar != 0 else { return nil }
      scalars.append(scalar)
      at += 2
    }
    return accepted(scalars)
  }

  private func accepted(_ scalars: [UInt32]) -> [UInt8]? {
    let wide = scalars.filter { $0 >= 0x80 }
    let known = wide.count { pairs.share($0) > 0 || (0x2010..<0x3020).contains($0) || $0 > 0xFF00 }
    let ideographs = Set(wide.filter { (0x4E00..<0xA000).contains($0) })
    guard ideographs.count >= Self.least, known * 10 >= wide.count * 9 else { return nil }
    return scalars.compactMap(Unicode.Scalar.init).flatMap { Array(String($0).utf8) }
  }
}
