import CorpusModel

/// Sums what speaks for each division as an article's home.
struct HomeVotes {
  private(set) var scores: [Int32: Double] = [:]
  private var strongest: [Int32: (weight: Double, reason: String)] = [:]

  mutating func add(_ code: Int32, _ weight: Double, _ reason: @autoclosure () -> String) {
    scores[code, default: 0] += weight
    if weight > strongest[code]?.weight ?? 0 { strongest[code] = (weight, reason()) }
  }

  /// The division with the most votes; of equals the smaller one, then the lower code.
  var winner: (code: Int32, reason: String)? {
    let best = scores.max { left, right in
      let (a, b) = (left.value, right.value)
      if abs(a - b) > 1e-9 { return a < b }
      let (x, y) = (Self.depth(left.key), Self.depth(right.key))
      return x != y ? x < y : left.key > right.key
    }
    return best.map { ($0.key, strongest[$0.key]?.reason ?? "") }
  }

  private static func depth(_ code: Int32) -> Int { code % 100 != 0 ? 3 : code % 10_000 != 0 ? 2 : code == 0 ? 0 : 1 }
}
