import CorpusModel
import LexiconData

/// A text as the GBK decoder of a page gave it: one unit a character, with the bytes that it was decoded from.
struct PageUnits {
  struct Unit {
    var scalar: UInt32
    /// Two bytes of GBK, or one byte below 0x100; 0 for what GBK has not.
    var code: UInt16
    var offset: Int32
  }

  static let lost: UInt32 = 0xFFFD
  private(set) var units: [Unit] = []
  let text: UnsafeBufferPointer<UInt8>
  private let readings: Readings

  init(_ text: UnsafeBufferPointer<UInt8>, gbk: GBKTable, readings: Readings) {
    self.text = text
    self.readings = readings
    units.reserveCapacity(text.count / 3 + 16)
    var at = 0
    while at < text.count {
      let (scalar, length) = PhraseTrie.decode(text, at)
      let code: UInt16 =
        switch scalar {
        case ..<0x80: UInt16(scalar)
        case 0x20AC: 0x80  // €: what decoders make of the single byte 80
        case Self.lost: 0x3F
        default: gbk.code(scalar)
        }
      units.append(Unit(scalar: scalar, code: code, offset: Int32(at)))
      at += length
    }
  }

  var count: Int { units.count }
  subscript(_ index: Int) -> Unit { units[index] }

  /// Byte offset of the unit `index`, or the end of the text.
  func offset(_ index: Int) -> Int { index < units.count ? Int(units[index].offset) : text.count }

  private func index(atOrAfter offset: Int, from start: Int) -> Int {
    var index = start
    while index < units.count, Int(units[index].offset) < offset { index += 1 }
    return index
  }

  /// An annotation `(reading)` that begins at `index`, whole: the reading and the unit behind it.
  func annotation(at index: Int) -> (reading: Int, end: Int)? {
    guard index < units.count, units[index].scalar == 0x28 || units[index].scalar == 0xFF08,
      let found = readings.closed(in: text, at: offset(index + 1))
    else { return nil }
    return (found.reading, self.index(atOrAfter: found.end, from: index))
  }

  /// An annotation whose parenthesis was eaten with the byte before it: `?reading)`, or U+FFFD with or without `(`.
  func brokenAnnotation(at index: Int) -> (reading: Int, end: Int)? {
    guard index < units.count, units[index].scalar == 0x3F || units[index].scalar == Self.lost else { return nil }
    var start = index + 1
    if units[index].scalar == Self.lost, start < units.count, units[start].scalar == 0x28 { start += 1 }
    guard let found = readings.closed(in: text, at: offset(start)) else { return nil }
    return (found.reading, self.index(atOrAfter: found.end, from: index))
  }

  /// Whether the annotation in the units of `range` has a tone mark.
  func hasTone(_ range: Range<Int>) -> Bool {
    range.contains { units[$0].scalar >= 0xE0 && units[$0].scalar < 0x200 }
  }

  /// The second GBK byte of a full-width ！；？ at `index`, also where it was folded to ASCII.
  func mark(at index: Int) -> UInt8? {
    guard units.indices.contains(index) else { return nil }
    switch units[index].scalar {
    case 0x21, 0xFF01: return 0xA1
    case 0x3B, 0xFF1B: return 0xBB
    case 0x3F, 0xFF1F: return 0xBF
    default: return nil
    }
  }

  /// Whether the unit is a lone `?` that may stand for a lead byte.
  func mayBeLead(at index: Int) -> Bool {
    index < units.count && (units[index].scalar == 0x3F || units[index].scalar == Self.lost)
  }

  /// Whether an annotation or a run that was read one byte late may begin with `scalar`: (, !, ;, ? of both widths, U+FFFD.
  static func mayBeDamage(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21, 0x28, 0x3B, 0x3F, 0xFF01, 0xFF08, 0xFF1B, 0xFF1F, lost: true
    default: false
    }
  }

  /// Whether the page may have been cut before the unit: at a mark, at the end of a line or of the text.
  func isCut(_ index: Int) -> Bool { index >= units.count || units[index].scalar == 0x0A || mark(at: index) != nil }
}
