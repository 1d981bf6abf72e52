import CorpusModel

/// Reads the day of publication that content management systems write into addresses: `/2024-06/25/c_1.htm`,
/// `/202406/t20240625_1.html`, `/2024/0625/c1001-1.html`.
enum AddressDate {
  /// ISO form of the last full date in `address`, or nil; query and host do not count.
  static func iso(_ address: String) -> String? {
    var bytes = Array(address.utf8.prefix(500))
    if let query = bytes.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) {
      bytes.removeSubrange(query...)
    }
    return bytes.withUnsafeBufferPointer { bytes in
      var last: PartialDate?
      for index in bytes.indices where DateReader.isDigit(bytes[index]) {
        if let found = compact(bytes, at: index) ?? parted(bytes, at: index) { last = found }
      }
      return last.map(\.description)
    }
  }

  /// `20240625` between non-digits.
  private static func compact(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> PartialDate? {
    guard let value = number(bytes, start, 8) else { return nil }
    return day(value / 10000, value / 100 % 100, value % 100)
  }

  /// `2024-06/25`, `2024/06/25`, `2024/0625`, `2024-6-25`.
  private static func parted(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> PartialDate? {
    guard let year = number(bytes, start, 4), isBar(bytes, start + 4) else { return nil }
    if let value = number(bytes, start + 5, 4) { return day(year, value / 100, value % 100) }
    for width in [2, 1] {
      guard let month = number(bytes, start + 5, width), isBar(bytes, start + 5 + width) else { continue }
      let next = start + 6 + width
      if let date = number(bytes, next, 2) ?? number(bytes, next, 1) { return day(year, month, date) }
    }
    return nil
  }

  private static func isBar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index < bytes.count && [UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(bytes[index])
  }

  /// The number of exactly `width` digits at `start`.
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ width: Int) -> Int? {
    let end = start + width
    guard end <= bytes.count, start == 0 || !DateReader.isDigit(bytes[start - 1]),
      end == bytes.count || !DateReader.isDigit(bytes[end]), bytes[start..<end].allSatisfy(DateReader.isDigit)
    else { return nil }
    return bytes[start..<end].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> PartialDate? { DateReader.day(year, month, day) }
}
