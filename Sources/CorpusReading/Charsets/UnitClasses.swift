/// What each UTF-16 unit says about the charset that it was decoded by.
///
/// The everyday Han characters of both scripts are those of GB 2312 level 1 (3,755) and Big5 level 1 (5,401), taken from
/// the rows of the charsets themselves, through their converters, so that no list stands in the code.
struct UnitClasses: Sendable {
  enum Class: UInt8 {
    /// Says nothing.
    case ascii
    /// Everyday Han and CJK punctuation.
    case good
    /// Ill-formed, private-use and control characters.
    case noise
    case other
  }

  struct Counts {
    var good = 0
    var noise = 0
    var other = 0
  }

  private var table = [UInt8](repeating: Class.other.rawValue, count: 0x10000)

  init() {
    set(.noise, [0x00...0x1F, 0x7F...0x9F, 0xE000...0xF8FF, 0xFFF0...0xFFFF])
    set(.ascii, [0x09...0x0A, 0x0C...0x0D, 0x20...0x7E])
    // Middle dot, dashes, quotation marks and ellipsis; CJK and full-width punctuation, letters and digits.
    set(.good, [0xB7...0xB7, 0x2013...0x2026, 0x3000...0x3002, 0x3008...0x3011, 0x3014...0x3017, 0xFF01...0xFF5E])
    addCommonHan(.gb18030, leads: 0xB0...0xD7, trails: [0xA1...0xFE], last: 0xD7F9)
    addCommonHan(.big5HKSCS, leads: 0xA4...0xC6, trails: [0x40...0x7E, 0xA1...0xFE], last: 0xC67E)
  }

  private mutating func set(_ value: Class, _ ranges: [ClosedRange<Int>]) {
    for unit in ranges.joined() { table[unit] = value.rawValue }
  }

  private mutating func addCommonHan(
    _ charset: Charset, leads: ClosedRange<Int>, trails: [ClosedRange<Int>], last: Int
  ) {
    guard let converter = CharsetConverter(charset) else { return }
    var bytes: [UInt8] = []
    for lead in leads {
      for trail in trails.joined() where lead << 8 | trail <= last { bytes += [UInt8(lead), UInt8(trail)] }
    }
    for unit in converter.decode(bytes[...]) where (0x4E00...0x9FFF).contains(unit) {
      table[Int(unit)] = Class.good.rawValue
    }
  }

  /// How many units of each class there are; a surrogate without its high half is noise.
  ///
  /// - Complexity: O(units).
  func counts(_ units: ArraySlice<UInt16>) -> Counts {
    var counts = [0, 0, 0, 0]
    var isAfterHigh = false
    for unit in units {
      var unitClass = Int(table[Int(unit)])
      if unit & 0xFC00 == 0xDC00, !isAfterHigh { unitClass = Int(Class.noise.rawValue) }
      isAfterHigh = unit & 0xFC00 == 0xD800
      counts[unitClass] += 1
    }
    return Counts(
      good: counts[Int(Class.good.rawValue)], noise: counts[Int(Class.noise.rawValue)],
      other: counts[Int(Class.other.rawValue)])
  }
}
