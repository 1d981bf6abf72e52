/// What kind of thing a measure word counts, after its row in `numerals/units.tsv`.
enum UnitClass: UInt8, Sendable, CaseIterable {
  case person, visit, household, batch, event, general, place, item, paper, money
  /// 成 is a tenth of the whole.
  case percent, permille, tenth
  /// Calendar words: the number is part of a date.
  case date
  /// Physical measures and durations.
  case measure
  /// Levels, kinds, sessions: the number ranks or names.
  case rank
  /// No measure word.
  case none

  private static let named = Dictionary(uniqueKeysWithValues: allCases.map { (String(describing: $0), $0) })

  /// The class that tables call `name`.
  init?(_ name: String) {
    guard let found = Self.named[name] else { return nil }
    self = found
  }

  /// Whether a number with such a unit can be a count.
  var isCountable: Bool {
    switch self {
    case .person, .visit, .household, .batch, .event, .general, .place, .item, .paper, .money: true
    case .percent, .permille, .tenth, .date, .measure, .rank, .none: false
    }
  }
}

/// A set of classes of units.
struct UnitClasses: OptionSet, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ classes: some Sequence<UnitClass>) {
    self = classes.reduce(into: []) { $0.formUnion(UnitClasses($1)) }
  }

  init(_ unit: UnitClass) { rawValue = 1 << UInt32(unit.rawValue) }

  func contains(_ unit: UnitClass) -> Bool { rawValue >> UInt32(unit.rawValue) & 1 == 1 }
}
