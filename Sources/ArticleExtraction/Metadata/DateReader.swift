import CorpusModel

/// A calendar date, with the time of day where it is stated, found in folded text.
struct FoundDate: Equatable {
  var date: PartialDate
  /// `09:50:04` or `09:50`.
  var time: String?
  /// Folded bytes that it covers.
  var range: Range<Int>

  /// ISO 8601: `2024-06-25` or `2024-06-25T09:50:04`.
  var iso: String { time.map { "\(date)T\($0)" } ?? date.description }
}

/// Reads dates such as `2024年6月25日 09:50`, `2024-06-25`, `2019/7/2`, `2024 06/25 09:50:04`.
///
/// Works on folded text, so full-width digits and marks need no rule. Years from 1990 to 2099 count; a day must exist.
enum DateReader {
  /// 年, 月, 日, 号 and 號: the syntax of a written date.
  private static let year: [UInt8] = Array("\u{5E74}".utf8)
  private static let month: [UInt8] = Array("\u{6708}".utf8)
  private static let days: [[UInt8]] = ["\u{65E5}", "\u{53F7}", "\u{865F}"].map { Array($0.utf8) }

  /// The first date at or after `start`.
  static func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> FoundDate? {
    var index = start
    while index + 7 < bytes.count {
      if isDigit(bytes[index]), let found = date(bytes, at: index) { return found }
      if isDigit(bytes[index]) {
        while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      } else {
        index += 1
      }
    }
    return nil
  }

  /// The date that begins exactly at `start`, in either order.
  static func date(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> FoundDate? {
    guard isDigit(bytes[start]) else { return nil }
    return yearFirst(bytes, at: start) ?? monthFirst(bytes, at: start)
  }

  private static func yearFirst(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> FoundDate? {
    guard start == 0 || !isDigit(bytes[start - 1]) else { return nil }
    var at = start
    guard let yearNumber = number(bytes, &at, digits: 4...4), (1990...2099).contains(yearNumber) else { return nil }
    guard separator(bytes, &at, year), let monthNumber = number(bytes, &at, digits: 1...2) else { return nil }
    guard separator(bytes, &at, month), let day = number(bytes, &at, digits: 1...2) else { return nil }
    guard (1...12).contains(monthNumber), (1...PartialDate.days(in: monthNumber, of: yearNumber)).contains(day) else {
      return nil
    }
    var end = at
    blanks(bytes, &end)
    if let word = days.first(where: { starts(bytes, end, $0) }) { at = end + word.count }
    var found = FoundDate(date: PartialDate(year: yearNumber, month: monthNumber, day: day), range: start..<at)
    readTime(bytes, &found)
    return found
  }

  /// The date that begins at `start` in the American order, `9/17/2004`.
  private static func monthFirst(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> FoundDate? {
    guard start == 0 || !isDigit(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: "/") else { return nil }
    var at = start
    guard let month = number(bytes, &at, digits: 1...2), at < bytes.count, bytes[at] == UInt8(ascii: "/") else {
      return nil
    }
    at += 1
    guard let day = number(bytes, &at, digits: 1...2), at < bytes.count, bytes[at] == UInt8(ascii: "/") else {
      return nil
    }
    at += 1
    guard let year = number(bytes, &at, digits: 4...4), (1990...2099).contains(year), (1...12).contains(month),
      (1...PartialDate.days(in: month, of: year)).contains(day)
    else { return nil }
    var found = FoundDate(date: PartialDate(year: year, month: month, day: day), range: start..<at)
    readTime(bytes, &found)
    return found
  }

  /// Reads `20240625` between non-digits, as addresses of pages have it.
  static func compact(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> FoundDate? {
    guard start + 8 <= bytes.count, start == 0 || !isDigit(bytes[start - 1]),
      start + 8 == bytes.count || !isDigit(bytes[start + 8])
    else { return nil }
    var at = start
    guard let value = number(bytes, &at, digits: 8...8) else { return nil }
    let (year, month, day) = (value / 10000, value / 100 % 100, value % 100)
    guard (1990...2099).contains(year), (1...12).contains(month),
      (1...PartialDate.days(in: month, of: year)).contains(day)
    else { return nil }
    return FoundDate(date: PartialDate(year: year, month: month, day: day), range: start..<at)
  }

  private static func readTime(_ bytes: UnsafeBufferPointer<UInt8>, _ found: inout FoundDate) {
    var at = found.range.upperBound
    if at < bytes.count, bytes[at] == UInt8(ascii: "t") { at += 1 } else { blanks(bytes, &at) }
    guard let hour = number(bytes, &at, digits: 1...2), hour < 24, at < bytes.count, bytes[at] == UInt8(ascii: ":")
    else { return }
    at += 1
    guard let minute = number(bytes, &at, digits: 2...2), minute < 60 else { return }
    var time = padded(hour) + ":" + padded(minute)
    var second = at + 1
    if at < bytes.count, bytes[at] == UInt8(ascii: ":"), let seconds = number(bytes, &second, digits: 2...2),
      seconds < 60
    {
      time += ":" + padded(seconds)
      at = second
    }
    found.time = time
    found.range = found.range.lowerBound..<at
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func separator(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ word: [UInt8]) -> Bool {
    let start = at
    blanks(bytes, &at)
    if starts(bytes, at, word) {
      at += word.count
    } else if at < bytes.count, [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(bytes[at]) {
      at += 1
    } else {
      return at > start && at < bytes.count
    }
    blanks(bytes, &at)
    return at < bytes.count
  }

  private static func blanks(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
  }

  private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ word: [UInt8]) -> Bool {
    at + word.count <= bytes.count && bytes[at..<at + word.count].elementsEqual(word)
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while at < bytes.count, isDigit(bytes[at]), count < digits.upperBound {
      value = value * 10 + Int(bytes[at] - 0x30)
      count += 1
      at += 1
    }
    guard digits.contains(count), at == bytes.count || !isDigit(bytes[at]) else { return nil }
    return value
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
