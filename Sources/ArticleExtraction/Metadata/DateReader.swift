import CorpusModel
import Glibc
import LexiconData

/// A calendar date, with the time of day where it is stated, found in folded text.
struct FoundDate: Equatable {
  var date: PartialDate
  /// `09:50:04` or `09:50`.
  var time: String?
  /// Folded bytes that it covers.
  var range: Range<Int>
  /// Whether a weekday alone stands right behind the seconds, as in the clock that a site shows its readers: 17:01:33周一.
  var isClock = false

  /// ISO 8601: `2024-06-25` or `2024-06-25T09:50:04`.
  var iso: String { time.map { "\(date)T\($0)" } ?? date.description }
}

/// Reads dates such as `2024年6月25日 09:50`, `2024-06-25`, `2019/7/2`, `2024 06/25 09:50:04`, `二〇二四年六月二十五日`.
///
/// Works on folded text, so full-width digits and marks need no rule. Days from 1990 to tomorrow count (a page is not
/// published after it is read; tomorrow for the sake of time zones).
enum DateReader {
  /// The last day that counts, fixed when the first date is read.
  private static let latest: Int = {
    var now = time(nil) + 86_400
    var parts = tm()
    gmtime_r(&now, &parts)
    return (Int(parts.tm_year) + 1900) * 10_000 + (Int(parts.tm_mon) + 1) * 100 + Int(parts.tm_mday)
  }()

  /// The day, if there is such a day and it may be one of publication.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> PartialDate? {
    guard year >= 1990, (1...12).contains(month), (1...PartialDate.days(in: month, of: year)).contains(day) else {
      return nil
    }
    let date = PartialDate(year: year, month: month, day: day)
    return date.lastDay <= latest ? date : nil
  }

  /// 年, 月, 日, 号 and 號: the syntax of a written date.
  private static let year: [UInt8] = Array("\u{5E74}".utf8)
  private static let month: [UInt8] = Array("\u{6708}".utf8)
  private static let days: [[UInt8]] = ["\u{65E5}", "\u{53F7}", "\u{865F}"].map { Array($0.utf8) }

  /// 周 and 星期.
  private static let weekdays: [[UInt8]] = ["\u{5468}", "\u{661F}\u{671F}"].map { Array($0.utf8) }

  /// The first date at or after `start`.
  static func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> FoundDate? {
    var index = start
    while index + 7 < bytes.count {
      if let found = date(bytes, at: index) { return found }
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
    if isDigit(bytes[start]) { return yearFirst(bytes, at: start) ?? monthFirst(bytes, at: start) }
    return bytes[start] == 0xE4 ? written(bytes, at: start) : nil
  }

  private static func yearFirst(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> FoundDate? {
    guard start == 0 || !isDigit(bytes[start - 1]) else { return nil }
    var at = start
    guard let yearNumber = number(bytes, &at, digits: 4...4), yearNumber >= 1990 else { return nil }
    guard separator(bytes, &at, year), let monthNumber = number(bytes, &at, digits: 1...2) else { return nil }
    guard separator(bytes, &at, month), let dayNumber = number(bytes, &at, digits: 1...2),
      let date = day(yearNumber, monthNumber, dayNumber)
    else { return nil }
    var end = at
    blanks(bytes, &end)
    if let word = days.first(where: { starts(bytes, end, $0) }) { at = end + word.count }
    var found = FoundDate(date: date, range: start..<at)
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
    guard let dayNumber = number(bytes, &at, digits: 1...2), at < bytes.count, bytes[at] == UInt8(ascii: "/") else {
      return nil
    }
    at += 1
    guard let year = number(bytes, &at, digits: 4...4), let date = day(year, month, dayNumber) else { return nil }
    var found = FoundDate(date: date, range: start..<at)
    readTime(bytes, &found)
    return found
  }

  /// The date in Chinese numerals that begins at `start` with the digits of its year: `二〇二四年六月二十五日`.
  private static func written(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> FoundDate? {
    var at = start
    var yearNumber = 0
    for _ in 0..<4 {
      guard let digit = numeral(bytes, &at), digit < 10 else { return nil }
      yearNumber = yearNumber * 10 + digit
    }
    guard starts(bytes, at, year) else { return nil }
    at += year.count
    guard let monthNumber = smallNumber(bytes, &at), starts(bytes, at, month) else { return nil }
    at += month.count
    guard let dayNumber = smallNumber(bytes, &at), let word = days.first(where: { starts(bytes, at, $0) }),
      let date = day(yearNumber, monthNumber, dayNumber)
    else { return nil }
    return FoundDate(date: date, range: start..<at + word.count)
  }

  /// The value of the numeral at `at`, 0 to 10; 〇 is also written ○, 零, o and 0.
  static func numeral(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
    guard at < bytes.count else { return nil }
    let (scalar, length) = PhraseTrie.decode(bytes, at)
    let value: Int
    switch scalar {
    case 0x3007, 0x25CB, 0x96F6, 0x6F, 0x30: value = 0
    case 0x4E00: value = 1
    case 0x4E8C: value = 2
    case 0x4E09: value = 3
    case 0x56DB: value = 4
    case 0x4E94: value = 5
    case 0x516D: value = 6
    case 0x4E03: value = 7
    case 0x516B: value = 8
    case 0x4E5D: value = 9
    case 0x5341: value = 10
    default: return nil
    }
    at += length
    return value
  }

  /// 1 to 99 in Chinese numerals: `六`, `十`, `十二`, `二十`, `二十五`.
  private static func smallNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
    guard let first = numeral(bytes, &at) else { return nil }
    var next = at
    guard let second = numeral(bytes, &next) else { return first }
    at = next
    if first == 10 { return second < 10 ? 10 + second : nil }
    guard second == 10 else { return nil }
    guard let third = numeral(bytes, &next) else { return first * 10 }
    at = next
    return third < 10 ? first * 10 + third : nil
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
      // 星期 or 周 and its numeral end the line.
      found.isClock = weekdays.contains { starts(bytes, at, $0) && at + $0.count + 3 == bytes.count }
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
      blanks(bytes, &at)
      // 2025年/10月/31日
      if at < bytes.count, bytes[at] == UInt8(ascii: "/") { at += 1 }
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
