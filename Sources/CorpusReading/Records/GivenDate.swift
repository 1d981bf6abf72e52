import CorpusModel

/// Dates as producers of JSONL write them.
enum GivenDate {
  /// The ISO form of `2024-06-25`, `2024/6/25 09:50`, `20240625`, `2024年6月25日` and the like, with the time where it is
  /// stated to the minute; nil for what is no possible date.
  static func iso(_ text: String) -> String? {
    let numbers = text.utf8.split { !(0x30...0x39).contains($0) }.prefix(6).map { Array($0) }
    guard var first = numbers.first else { return nil }
    var parts = Array(numbers.dropFirst())
    if first.count == 8 {
      parts.insert(contentsOf: [Array(first[4..<6]), Array(first[6...])], at: 0)
      first = Array(first.prefix(4))
    }
    guard first.count == 4, let year = Int(first.string) else { return nil }
    let values = parts.map { $0.count <= 2 ? Int($0.string) : nil }
    func value(_ index: Int) -> Int? { index < values.count ? values[index] : nil }
    let date = PartialDate(year: year, month: value(0), day: value(1))
    guard let checked = PartialDate(date.description), checked == date, value(0) == nil || date.day == value(1) else {
      return nil
    }
    guard date.day != nil, let hour = value(2), let minute = value(3), hour < 24, minute < 60 else {
      return date.description
    }
    let second = value(4).map { min($0, 59) } ?? 0
    return "\(date)T\(padded(hour)):\(padded(minute)):\(padded(second))"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
