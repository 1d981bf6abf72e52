import Glibc
import LexiconData

/// How likely a stretch of simplified Chinese text is as a row of words.
///
/// Method: a hidden Markov model over classes of words, summed over all ways to part the text (forward and backward
/// algorithm). A state is a class and whether the clause has had a predicate, before which a sentence seldom ends.
struct WordModel: Sendable {
  /// Characters of the longest word, as many as its key holds.
  private static let longest = 4
  /// Characters that share what a class has of unknown words of one character.
  private static let unknownCharacters = 6000.0
  /// Occurrences of unknown words for each known word of a class.
  private static let newness = 2.0
  /// What the transitions of both kinds of clause weigh beside those of one kind.
  private static let backing = 20.0

  private struct Emission {
    var wordClass: Int
    var probability: Double
    /// Whether it is the word's last one.
    var isLast: Bool
  }

  private enum Kind {
    case predicate
    case mark
    case other
  }

  /// First emission of each word, counted from 1.
  private var words = CountTable<UInt64, UInt32>(bits: 17)
  private var emissions: [Emission] = []
  /// For each class, the probability of an unknown character.
  private var unknown: [Double] = []
  private var kinds: [Kind] = []
  /// For clauses without a predicate and for those with one, by class and following class; and the other way about.
  private var transitions: [[Double]] = [[], []]
  private var transposed: [[Double]] = [[], []]
  /// Shares of the states: the classes in clauses without a predicate, and in those with one.
  private var shares: [Double] = []
  /// State behind a full stop.
  private var start = 0

  /// - Throws: `LexiconError` for a damaged table.
  init(_ lexicons: Lexicons) throws {
    let classes = try readClasses(lexicons)
    var totals = [Double](repeating: 0, count: classes.count)
    var types = totals
    var last: UInt64 = 0
    try lexicons.forEachRow(of: "repair/words.tsv", columns: ["word", "class", "count"]) { row in
      var (key, length): (UInt64, Int) = (0, 0)
      row.cells[0].forEachScalar { (key, length) = (key << 16 | UInt64($0), length + 1) }
      let name = Self.name(row.cells[1])
      guard key != 0, length <= Self.longest, let index = classes.firstIndex(of: name), let count = row.cells[2].number
      else { throw row.error("a word of one to four characters, its class and its count are wanted") }
      if key == last {
        emissions[emissions.count - 1].isLast = false
      } else {
        words.insert(key, UInt32(emissions.count + 1))
      }
      last = key
      emissions.append(Emission(wordClass: index, probability: Double(count), isLast: true))
      totals[index] += Double(count)
      types[index] += 1
    }
    for index in totals.indices { totals[index] += Self.newness * types[index] + 1 }
    for index in emissions.indices { emissions[index].probability /= totals[emissions[index].wordClass] }
    unknown = totals.indices.map { Self.newness * types[$0] / totals[$0] / Self.unknownCharacters }
    if let first = words.count(0x3002).nonZero { start = emissions[Int(first) - 1].wordClass }
  }

  /// The names of the classes; sets the transitions.
  private mutating func readClasses(_ lexicons: Lexicons) throws -> [UInt64] {
    let rows = try lexicons.table("repair/word-classes.tsv", columns: ["class", "kind", "without", "with"])
    if rows.count > 64 { throw rows[64].error("no more than 64 classes are wanted") }
    for row in rows {
      kinds.append(row[1] == "predicate" ? .predicate : row[1] == "mark" ? .mark : .other)
    }
    let size = rows.count
    shares = [Double](repeating: 0, count: size * 2)
    transposed = [[Double]](repeating: [Double](repeating: 0, count: size * size), count: 2)
    for (from, row) in rows.enumerated() {
      let counts = [2, 3].map { row[$0].split(separator: " ").compactMap { Double($0) } }
      guard counts.allSatisfy({ $0.count == size && $0.allSatisfy { 0..<1e9 ~= $0 } }) else {
        throw row.error("a count for each class is wanted")
      }
      let both = zip(counts[0], counts[1]).map { $0 + $1 + 0.1 }
      let sum = both.reduce(0, +)
      for (had, ofKind) in counts.enumerated() {
        let total = ofKind.reduce(Self.backing, +)
        let row = ofKind.indices.map { (ofKind[$0] + Self.backing * both[$0] / sum) / total }
        transitions[had] += row
        for to in row.indices { transposed[had][to * size + from] = row[to] }
        for to in row.indices { shares[state(to, had)] += ofKind[to] }
      }
    }
    let all = shares.reduce(1, +)
    for state in shares.indices { shares[state] /= all }
    return rows.map { Self.name($0.cells[0]) }
  }

  /// The state of a word of that class in a clause that had a predicate (1) or had not (0).
  private func state(_ wordClass: Int, _ had: Int) -> Int {
    switch kinds[wordClass] {
    case .predicate: kinds.count + wordClass
    case .mark: wordClass
    case .other: had * kinds.count + wordClass
    }
  }

  /// The last eight bytes of a class's name.
  private static func name(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  private static func key(_ word: ArraySlice<UInt32>) -> UInt64? {
    guard 1...longest ~= word.count, word.allSatisfy({ 1..<0x1_0000 ~= $0 }) else { return nil }
    return word.reduce(0) { $0 << 16 | UInt64($1) }
  }

  /// Natural logarithms of the probability of `left`, each of `candidates`, and `right`, in this order.
  ///
  /// - Parameters:
  ///   - candidates: characters in the form of `PairModel.plain`, as all the others.
  ///   - left: the characters before, a number as one 0.
  ///   - isWhole: whether a line begins at `left`.
  ///   - right: the characters behind.
  /// - Returns: one for each candidate.
  /// - Complexity: O(characters × classes²), and some ten look-ups a candidate.
  func scores(_ candidates: [UInt32], between left: [UInt32], isWhole: Bool, and right: [UInt32]) -> [Float] {
    let size = kinds.count
    let before = forward(left, isWhole: isWhole)
    let behind = backward(right)
    var text = left + [0] + right
    return candidates.map { candidate in
      text[left.count] = candidate
      var sum = 0.0
      for first in max(0, left.count + 1 - Self.longest)...left.count {
        for end in left.count + 1...min(text.count, first + Self.longest) {
          forEachEmission(text[first..<end]) { index, probability in
            let (a, b) = (first * size * 2 + index, (end - left.count - 1) * size * 2 + index)
            sum += probability * (before[a] * behind[b] + before[a + size] * behind[b + size])
          }
        }
      }
      return Float(log(max(sum, .leastNormalMagnitude)))
    }
  }

  /// For each place in `text`, by the state of a word that begins there, the probability of what is before it and of
  /// that state.
  private func forward(_ text: [UInt32], isWhole: Bool) -> [Double] {
    let size = kinds.count
    let row = size * 2
    var ends = [Double](repeating: 0, count: (text.count + 1) * row)
    var begins = ends
    if isWhole { ends[start] = 1 } else { ends.replaceSubrange(0..<row, with: shares) }
    for place in 0...text.count {
      begins.withUnsafeMutableBufferPointer { begins in
        for had in 0...1 {
          let at = place * row + had * size
          Self.addProduct(ends[at..<at + size], transitions[had], into: &begins, at)
        }
        // A predicate leads into a clause that has one, a mark into one that has none.
        for index in 0..<size {
          let (without, with) = (place * row + index, place * row + size + index)
          switch kinds[index] {
          case .predicate: (begins[without], begins[with]) = (0, begins[without] + begins[with])
          case .mark: (begins[without], begins[with]) = (begins[without] + begins[with], 0)
          case .other: break
          }
        }
      }
      for end in place..<min(text.count, place + Self.longest) {
        forEachEmission(text[place...end]) { index, probability in
          for state in stride(from: index, to: row, by: size) {
            ends[(end + 1) * row + state] += begins[place * row + state] * probability
          }
        }
      }
    }
    return begins
  }

  /// For each place in `text`, by the state of a word that ends there, the probability of what is behind it.
  private func backward(_ text: [UInt32]) -> [Double] {
    let size = kinds.count
    let row = size * 2
    var behind = [Double](repeating: 0, count: (text.count + 1) * row)
    for state in 0..<row { behind[text.count * row + state] = 1 }
    for place in text.indices.reversed() {
      var begins = [Double](repeating: 0, count: row)
      for end in place..<min(text.count, place + Self.longest) {
        forEachEmission(text[place...end]) { index, probability in
          for had in 0...1 { begins[had * size + index] += behind[(end + 1) * row + state(index, had)] * probability }
        }
      }
      behind.withUnsafeMutableBufferPointer { behind in
        for had in 0...1 {
          let at = had * size
          Self.addProduct(begins[at..<at + size], transposed[had], into: &behind, place * row + at)
        }
      }
    }
    return behind
  }

  /// Adds the product of a row and a square matrix to what stands at `offset` in `result`.
  private static func addProduct(
    _ row: ArraySlice<Double>, _ matrix: [Double], into result: inout UnsafeMutableBufferPointer<Double>, _ offset: Int
  ) {
    let size = row.count
    matrix.withUnsafeBufferPointer { matrix in
      for (index, factor) in row.enumerated() where factor != 0 {
        for column in 0..<size { result[offset + column] += factor * matrix[index * size + column] }
      }
    }
  }

  /// Calls `body` with the classes of `word` and their probabilities; an unknown character may be of any class.
  @inline(__always)
  private func forEachEmission(_ word: ArraySlice<UInt32>, _ body: (Int, Double) -> Void) {
    guard let key = Self.key(word) else { return }
    var known: UInt64 = 0
    if var at = words.count(key).nonZero.map({ Int($0) - 1 }) {
      while true {
        body(emissions[at].wordClass, emissions[at].probability)
        known |= 1 << UInt64(emissions[at].wordClass)
        if emissions[at].isLast { break }
        at += 1
      }
    }
    if word.count > 1 { return }
    for (index, probability) in unknown.enumerated() where known >> UInt64(index) & 1 == 0 { body(index, probability) }
  }
}

extension UInt32 {
  fileprivate var nonZero: UInt32? { self == 0 ? nil : self }
}
