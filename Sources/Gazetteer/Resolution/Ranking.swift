import CorpusModel

/// Something known about where a name must lie.
struct Hint: Sendable {
  /// Six digits, or a county's for a township.
  var code: Int32
  var weight: Double
  var reason: String
}

/// A bearer of a name with the sum of what speaks for it.
struct Ranked: Sendable {
  var place: Int32
  var score: Double
  var reasons: [String]
  /// The part of the score that hints gave.
  var support = 0.0
}

extension Gazetteer {
  /// Weighs the bearers of a name by years, form of the name and hints; best first, ties by code.
  ///
  /// A hint speaks for what it contains with its whole weight, for what contains it with 0.8, for a sibling of the same
  /// prefecture with 0.5 of it. A township that only statistics know loses 1 beside a county of its
  /// name. Bearers that no longer (or not yet) stood lose 3 and a tenth a year.
  func rank(_ name: Int32, hints: [Hint], year: Int?) -> [Ranked] {
    var ranked: [Ranked] = []
    var isDivision = false
    index.forEachBearer(name) { if !table.isTownship($0.place) { isDivision = true } }
    index.forEachBearer(name) { bearer in
      let code = table.code(bearer.place)
      let level = table.level(bearer.place)
      let discount = isDivision && table.isUnofficial(bearer.place) ? 1.0 : 0
      var entry = Ranked(place: bearer.place, score: formScore(bearer.form, level) - discount, reasons: [])
      let distance = table.distance(bearer.place, from: year)
      if distance == 1 {
        entry.score -= 0.5
        entry.reasons.append("a year off")
      } else if distance > 1 {
        entry.score -= 3 + 0.1 * Double(min(distance, 40))
        entry.reasons.append("not valid in the year")
      }
      for hint in hints {
        let share = share(of: hint, code, level)
        if share > 0 {
          entry.score += share * hint.weight
          entry.support += share * hint.weight
          entry.reasons.append(hint.reason)
        }
      }
      ranked.append(entry)
    }
    if ranked.count > 1 {
      ranked.sort { ($1.score, table.code($0.place)) < ($0.score, table.code($1.place)) }
    }
    return ranked
  }

  private func formScore(_ form: NameForm, _ level: DivisionLevel) -> Double {
    switch form {
    case .full: 2
    case .styled, .nickname, .character: 1.5
    case .bare: level == .province ? 1.9 : level == .prefecture ? 1.2 : 0.5
    }
  }

  func share(of hint: Hint, _ code: Int32, _ level: DivisionLevel) -> Double {
    if hint.code == 0 { return 0 }
    if DivisionTable.contains(hint.code, code) { return 1 }
    if DivisionTable.contains(code, hint.code) { return 0.8 }
    if hint.code / 100 == code / 100, hint.code % 100 != 0 { return 0.5 }
    return 0
  }
}
