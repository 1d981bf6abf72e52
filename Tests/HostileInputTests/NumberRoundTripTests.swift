import CorpusModel
import Testing
import ZhandianTestSupport

@testable import FactExtraction

/// A number written in any spelling of the press is read as that number.
@Suite struct NumberRoundTripTests {
  private static let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
  private static let groups = ["", "万", "亿", "万亿"]

  /// 1203 as 一千二百零三; `liang` writes 两 before 百 and 千.
  private static func small(_ value: Int, liang: Bool) -> String {
    var text = ""
    var rest = value
    var hasGap = false
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = rest / unit
      rest %= unit
      if digit == 0 {
        hasGap = !text.isEmpty && rest > 0
        continue
      }
      if hasGap { text += "零" }
      hasGap = false
      text += (liang && digit == 2 && unit >= 100 ? "两" : digits[digit]) + name
    }
    return text
  }

  /// The whole number in characters.
  static func characters(_ value: Int, liang: Bool) -> String {
    var parts: [(group: Int, value: Int)] = []
    var rest = value
    for group in 0..<4 where rest > 0 {
      parts.append((group, rest % 10_000))
      rest /= 10_000
    }
    var text = ""
    var hasGap = false
    for (group, part) in parts.reversed() {
      if part == 0 {
        hasGap = !text.isEmpty
        continue
      }
      if !text.isEmpty, hasGap || part < 1000 { text += "零" }
      hasGap = false
      text += small(part, liang: liang) + groups[group]
    }
    // 12 is 十二 at the beginning.
    return text.hasPrefix("一十") ? String(text.dropFirst()) : text
  }

  /// Digits with as many decimals as are needed, then 万 or 亿; nil where eight decimals are not enough.
  private static func scaled(_ value: Int, _ unit: (size: Int, name: String)) -> String? {
    guard value >= unit.size else { return nil }
    var fraction = value % unit.size
    guard fraction % (unit.size / 10_000) == 0 else { return nil }
    fraction /= unit.size / 10_000
    guard fraction > 0 else { return "\(value / unit.size)\(unit.name)" }
    var decimals = String(fraction)
    decimals = String(repeating: "0", count: 4 - decimals.utf8.count) + decimals
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(value / unit.size).\(decimals)\(unit.name)"
  }

  private static func grouped(_ value: Int) -> String {
    let digits = Array(String(value))
    return String(
      digits.enumerated().flatMap { index, digit in
        index > 0 && (digits.count - index) % 3 == 0 ? [",", digit] : [digit]
      })
  }

  static func spellings(_ value: Int) -> [String] {
    let plain = String(value)
    let wide = String(String.UnicodeScalarView(plain.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
    let mixed =
      value >= 10_000 && value < 100_000_000 && value % 10_000 >= 1000 ? "\(value / 10_000)万\(value % 10_000)" : nil
    let bridged =
      value >= 10_000 && value < 100_000_000 && (1..<1000).contains(value % 10_000)
      ? "\(value / 10_000)万零\(value % 10_000)" : nil
    return [
      plain, grouped(value), wide, characters(value, liang: false), characters(value, liang: true),
      scaled(value, (10_000, "万")), scaled(value, (100_000_000, "亿")), mixed, bridged,
    ].compactMap { $0 }
  }

  @Test func whatIsWrittenIsRead() throws {
    let scanner = QuantityScanner(lexicon: try NumeralLexicon(Repository.lexicons()))
    var state: UInt64 = 24
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var checked = 0
    while checked < 50_000 {
      // As many of each length, often round.
      var value = 1 + next(9)
      for _ in 0..<next(11) { value = value * 10 + (next(3) == 0 ? next(10) : 0) }
      for spelling in Self.spellings(value) {
        let text = Array((spelling + "个").utf8)
        let quantity = text.withUnsafeBufferPointer { scanner.scan($0, at: 0) }
        if quantity?.value != value || quantity?.bound != .exact || quantity?.span != Span(0, text.count) {
          Issue.record("\(spelling) for \(value): \(quantity?.value ?? -1)")
        }
        checked += 1
      }
    }
  }
}
