/// The everyday Han characters of both scripts: GB 2312 level 1 (3,755) and Big5 level 1 (5,401).
///
/// Taken from the rows of the charsets themselves, through their converters, so that no list stands in the code.
struct CommonHan: Sendable {
  private var bits = [UInt64](repeating: 0, count: 0x10000 / 64)

  init() {
    add(.gb18030, leads: 0xB0...0xD7, trails: [0xA1...0xFE], last: 0xD7F9)
    add(.big5HKSCS, leads: 0xA4...0xC6, trails: [0x40...0x7E, 0xA1...0xFE], last: 0xC67E)
  }

  private mutating func add(_ charset: Charset, leads: ClosedRange<Int>, trails: [ClosedRange<Int>], last: Int) {
    guard let converter = CharsetConverter(charset) else { return }
    var bytes: [UInt8] = []
    for lead in leads {
      for trail in trails.joined() where lead << 8 | trail <= last { bytes += [UInt8(lead), UInt8(trail)] }
    }
    for unit in converter.decode(bytes[...]) where (0x4E00...0x9FFF).contains(unit) {
      bits[Int(unit) / 64] |= 1 << (UInt64(unit) % 64)
    }
  }

  func contains(_ unit: UInt16) -> Bool { bits[Int(unit) / 64] >> (UInt64(unit) % 64) & 1 == 1 }
}
