/// What kind of thing a measure word counts, after its row in `numerals/units.tsv`.
enum UnitClass: String, Sendable, CaseIterable {
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

  /// Whether a number with such a unit can be a count.
  var isCountable: Bool {
    switch self {
    case .person, .visit, .household, .batch, .event, .general, .place, .item, .paper, .money: true
    case .percent, .permille, .tenth, .date, .measure, .rank, .none: false
    }
  }
}
