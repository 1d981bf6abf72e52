/// A date known to the year, the month or the day, written `2024`, `2024-06` or `2024-06-25`.
public struct PartialDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Year, month and day as one decimal number, 0 for what is not known: stores hold dates by the million.
  public let number: Int32

  /// Of such a number; nil for 0.
  public init?(number: Int32) {
    guard number > 0 else { return nil }
    self.number = number
  }

  /// A day that the month does not have (November 31) is not known: the month still is.
  public init(year: Int, month: Int? = nil, day: Int? = nil) {
    let last = month.map { Self.days(in: $0, of: year) } ?? 0
    number = Int32(clamping: year * 10_000 + (month ?? 0) * 100 + (day.map { $0 <= last ? $0 : 0 } ?? 0))
  }

  public var year: Int { Int(number / 10_000) }
  public var month: Int? { number / 100 % 100 == 0 ? nil : Int(number / 100 % 100) }
  public var day: Int? { number % 100 == 0 ? nil : Int(number % 100) }

  /// Parses the ISO form; anything after the day is ignored; nil unless year, month and day are possible.
  public init?(_ text: String) {
    var text = text
    guard let date = text.withUTF8({ PartialDate($0) }) else { return nil }
    self = date
  }

  /// Parses the ISO form in UTF-8, as `init(_: String)` does.
  public init?(_ text: UnsafeBufferPointer<UInt8>) {
    var parts = (0, 0, 0)
    var (dashes, digits) = (0, 0)
    for byte in text.prefix(10) {
      switch byte {
      case 0x30...0x39:
        digits += 1
        switch dashes {
        case 0: parts.0 = parts.0 * 10 + Int(byte - 0x30)
        case 1: parts.1 = parts.1 * 10 + Int(byte - 0x30)
        default: parts.2 = parts.2 * 10 + Int(byte - 0x30)
        }
      case 0x2D where dashes == 0 ? digits == 4 : dashes == 1 && digits > 0: (dashes, digits) = (dashes + 1, 0)
      default: return nil
      }
    }
    let (year, month, day) = parts
    guard year > 0, dashes == 0 ? digits == 4 : digits > 0 else { return nil }
    if dashes > 0 { guard (1...12).contains(month) else { return nil } }
    if dashes > 1 { guard (1...Self.days(in: month, of: year)).contains(day) else { return nil } }
    self.init(year: year, month: dashes > 0 ? month : nil, day: dashes > 1 ? day : nil)
  }

  /// Number of days of a month in the Gregorian calendar.
  public static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    let parts = [padded(year, 4), month.map { padded($0, 2) }, day.map { padded($0, 2) }]
    return parts.compactMap { $0 }.joined(separator: "-")
  }

  /// The last day that the date may mean; two dates are ordered by it.
  public var lastDay: Int {
    let month = month ?? 12
    return year * 10_000 + month * 100 + (day ?? Self.days(in: month, of: year))
  }

  /// The first day that the date may mean, as a number like `lastDay`.
  public var firstDay: Int { year * 10_000 + (month ?? 1) * 100 + (day ?? 1) }

  public static func < (left: PartialDate, right: PartialDate) -> Bool { left.lastDay < right.lastDay }
}
