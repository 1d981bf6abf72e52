/// A name that counts its own parts, such as `三官一员`, `八有`, `十个一` or `七有、四好、三上墙`.
struct NumeralShorthand: Sendable, Hashable {
  /// A numeral and the words up to the next one.
  struct Group: Sendable, Hashable {
    var number: Int
    var noun: [UInt32]
    /// Numeral and noun as written.
    var spelling: [UInt32]
  }

  var groups: [Group]

  /// Longest noun of a group, in scalars.
  private static let longestNoun = 4
  private static let mostGroups = 6
  /// The character 个.
  static let plainMeasure: UInt32 = 0x4E2A

  /// Reads `scalars` as numeral shorthand.
  init?(_ scalars: ArraySlice<UInt32>) {
    groups = []
    var index = scalars.startIndex
    while index < scalars.endIndex {
      if !groups.isEmpty, Scalars.partsClauses(scalars[index]) { index += 1 }
      guard index < scalars.endIndex, let (number, length) = Self.numeral(scalars[index...]) else { return nil }
      let first = index
      index += length
      let start = index
      while index < scalars.endIndex, !Scalars.partsClauses(scalars[index]) {
        // `三个一批` is of three, each 一批.
        let isMeasured =
          index == start + 1 && scalars[start] == Self.plainMeasure && scalars.endIndex - start <= Self.longestNoun
        if index > start, !isMeasured, let next = Self.numeral(scalars[index...]),
          index + next.length < scalars.endIndex, !Scalars.partsClauses(scalars[index + next.length])
        {
          break
        }
        guard Scalars.isHan(scalars[index]) || Scalars.isLatin(scalars[index]) else { return nil }
        index += 1
      }
      guard index > start, index - start <= Self.longestNoun, number > 0, Self.numeral(scalars[start...]) == nil else {
        return nil
      }
      groups.append(
        Group(number: number, noun: Array(scalars[start..<index]), spelling: Array(scalars[first..<index])))
    }
    guard !groups.isEmpty, groups.count <= Self.mostGroups else { return nil }
  }

  /// Numbers of parts that a text may spell out, the likeliest first: all parts, those of one group, one a group.
  var partCounts: [Int] {
    var counts: [Int] = []
    let all = groups.reduce(0) { $0 + $1.number }
    for count in [partsOfContainer ?? all, all] + groups.map(\.number) + [groups.count]
    where (2...20).contains(count) && !counts.contains(count) {
      counts.append(count)
    }
    return counts
  }

  /// The parts of the only group that counts, behind what holds them: 4 of `一站四联`.
  private var partsOfContainer: Int? {
    let counting = groups.filter { $0.number > 1 }
    return groups[0].number == 1 && counting.count == 1 ? counting[0].number : nil
  }

  /// Whether it counts more than one thing: `一站一品` and `八有` do, `一张网` is an ordinary noun.
  var isCounting: Bool { groups.count > 1 || groups[0].number > 1 }

  /// A small numeral at the start of `scalars`: Chinese up to 九十九, `两`, `双`, or one or two digits.
  static func numeral(_ scalars: ArraySlice<UInt32>) -> (value: Int, length: Int)? {
    guard let first = scalars.first else { return nil }
    if Scalars.isDigit(first) {
      let digits = scalars.prefix { Scalars.isDigit($0) }
      guard digits.count <= 2 else { return nil }
      return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, digits.count)
    }
    guard let head = digit(first) else { return nil }
    let second = scalars.count > 1 ? scalars[scalars.startIndex + 1] : 0
    let third = scalars.count > 2 ? scalars[scalars.startIndex + 2] : 0
    if first == ten { return digit(second).map { $0 < 10 ? (10 + $0, 2) : nil } ?? (10, 1) }
    if second == ten, isPlain(first) {
      return digit(third).map { $0 < 10 ? (head * 10 + $0, 3) : nil } ?? (head * 10, 2)
    }
    return (head, 1)
  }

  private static let ten: UInt32 = 0x5341

  private static func isPlain(_ scalar: UInt32) -> Bool { scalar != 0x4E24 && scalar != 0x53CC && scalar != ten }

  private static func digit(_ scalar: UInt32) -> Int? {
    switch scalar {
    case 0x4E00: 1
    case 0x4E8C, 0x4E24, 0x53CC: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    case ten: 10
    default: nil
    }
  }
}
