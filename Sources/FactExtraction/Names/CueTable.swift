import LexiconData

/// Phrases that speak for one reading of a name, by where they stand; from a table `phrase place strength`.
struct CueTable: Sendable {
  /// Where a phrase stands, seen from the name.
  enum Place: String, CaseIterable {
    /// Right before the name.
    case before
    /// Right before the name, and says that it is one: 取名, 人称.
    case naming
    /// Right after it, or as the head of the words that follow it.
    case after
    /// Right after a name of single characters (`听、记、办`), whose number it says.
    case afterLetters = "after-letters"
    /// Anywhere in it.
    case within
    /// At its beginning.
    case start
    /// At its end.
    case tail
    /// The whole of it.
    case whole
    /// Between two names, the first of which became the second: 从“……”到“……”.
    case between
    /// A tail that is no part of a numeral shorthand.
    case generic

    /// Number of the case, in the order of declaration.
    var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    var isBackwards: Bool { self == .before || self == .naming || self == .tail || self == .generic }
  }

  static let columns = ["phrase", "place", "strength"]

  /// Strengths are kept in tenths as the values of the tries.
  private var tries = [PhraseTrie?](repeating: nil, count: Place.allCases.count)

  /// Reads the rows of a table; a strength of 0 only switches off the shared row that it replaces.
  ///
  /// - Throws: `LexiconError` with file and line: an unknown place, a strength that is no number from 0 on.
  init(_ rows: [LexiconRow]) throws {
    for row in rows {
      guard let place = Place(rawValue: row[1]) else {
        throw row.error("place is \(row[1]), not one of \(Place.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      guard let strength = row[2].isEmpty ? 1 : Double(row[2]), strength >= 0, strength < 100 else {
        throw row.error("strength is \(row[2]), not a number from 0 to 100")
      }
      if strength == 0 { continue }
      var trie = tries[place.index] ?? PhraseTrie()
      tries[place.index] = nil
      trie.insert(folded: row.cells[0], isReversed: place.isBackwards, Int32((strength * 10).rounded()))
      tries[place.index] = trie
    }
  }

  /// Strength and length of the longest phrase that begins at `index` and ends by `limit`.
  func match(_ place: Place, in text: NameText, from index: Int, limit: Int) -> (strength: Double, length: Int)? {
    tries[place.index]?.longest(in: text, from: index, limit: limit).map { (Double($0.value) / 10, $0.length) }
  }

  /// Strength and length of the longest phrase that ends before `index` and begins at `limit` or later.
  func matchBackwards(_ place: Place, in text: NameText, from index: Int, limit: Int) -> (
    strength: Double, length: Int
  )? {
    tries[place.index]?.longestBackwards(in: text, from: index, limit: limit).map { (Double($0.value) / 10, $0.length) }
  }

  /// Strength of the strongest phrase of `place` (`within`, `start`, `tail` or `whole`) inside `range`, or 0.
  func strength(_ place: Place, in text: NameText, _ range: Range<Int>) -> Double {
    switch place {
    case .within:
      return range.reduce(0) { max($0, match(place, in: text, from: $1, limit: range.upperBound)?.strength ?? 0) }
    case .start, .after, .afterLetters, .between:
      return match(place, in: text, from: range.lowerBound, limit: range.upperBound)?.strength ?? 0
    case .whole:
      let found = match(place, in: text, from: range.lowerBound, limit: range.upperBound)
      return found?.length == range.count ? found?.strength ?? 0 : 0
    case .tail, .before, .naming, .generic:
      return matchBackwards(place, in: text, from: range.upperBound, limit: range.lowerBound)?.strength ?? 0
    }
  }
}
