import LexiconData

/// What a quotation may be.
enum NameKind: Int, CaseIterable, Sendable {
  case model, slogan, epithet, other
}

/// What is seen of a quotation; raw values are the names in `name-weights.tsv`.
enum NameFeature: String, CaseIterable, Sendable {
  // The form.
  case always
  case oneCharacter = "one-character"
  case twoCharacters = "two-characters"
  case threeCharacters = "three-characters"
  case long
  case veryLong = "very-long"
  case longClauses = "long-clauses"
  case sentenceEnd = "sentence-end"
  case sentenceInside = "sentence-inside"
  case formula
  case shorthand
  case numeralClauses = "numeral-clauses"
  case letters
  /// `月月访`.
  case reduplicated
  case mechanismClauses = "mechanism-clauses"
  case parallel
  case equalClauses = "equal-clauses"
  case sharedCharacter = "shared-character"
  case clauses
  /// Clauses that are parted by middle dots: `荷风·代表在行动`.
  case dotted
  case epithetClauses = "epithet-clauses"
  case digits
  /// Ends in the number of a version: `2.0`.
  case version
  case plainName = "plain-name"
  // The cues of the tables.
  case modelBefore = "model.before"
  case modelAfter = "model.after"
  case modelWithin = "model.within"
  case modelTail = "model.tail"
  case sloganBefore = "slogan.before"
  case sloganAfter = "slogan.after"
  case sloganWithin = "slogan.within"
  case sloganStart = "slogan.start"
  case epithetBefore = "epithet.before"
  case epithetAfter = "epithet.after"
  case epithetStart = "epithet.start"
  case epithetTail = "epithet.tail"
  case epithetWhole = "epithet.whole"
  case speechBefore = "speech.before"
  case speechWithin = "speech.within"
  case speechAfter = "speech.after"
  /// The words behind say that it is a watchword, or where it is written.
  case motto
  case general
  case generalBefore = "general.before"
  case generalAfter = "general.after"
  // The place.
  case possessiveBefore = "possessive-before"
  case contrast
  case measureBefore = "measure-before"
  case naming
  case counted
  case figureFrame = "figure-frame"
  case figurePhrase = "figure-phrase"
  case beginsClause = "begins-clause"
  case endsClause = "ends-clause"
  case nested

  /// What makes a quotation no member of a row of names.
  static let outsideRows: [NameFeature] = [.plainName, .general, .contrast]

  /// Cues that hold for a whole row of quotations.
  static let sharedInRows: [(before: NameFeature, after: NameFeature)] = [
    (.modelBefore, .modelAfter), (.sloganBefore, .sloganAfter), (.epithetBefore, .epithetAfter),
    (.generalBefore, .generalAfter),
  ]
}

extension NameFeature {
  /// Number of the case, in the order of declaration; at most 63.
  var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}

/// The features that were seen, each with its strength.
struct NameFeatureValues: Sendable, ExpressibleByDictionaryLiteral {
  private static let none = [Double](repeating: 0, count: NameFeature.allCases.count)
  private var values = Self.none
  /// A bit for each feature that was seen.
  private var seen: UInt64 = 0

  init(dictionaryLiteral elements: (NameFeature, Double)...) {
    for (feature, strength) in elements { self[feature] = strength }
  }

  /// The strength of a feature; nil where it was not seen.
  subscript(_ feature: NameFeature) -> Double? {
    get { seen >> UInt64(feature.index) & 1 == 1 ? values[feature.index] : nil }
    set {
      let bit: UInt64 = 1 << UInt64(feature.index)
      seen = newValue == nil ? seen & ~bit : seen | bit
      values[feature.index] = newValue ?? 0
    }
  }

  /// What was seen, in the order of declaration.
  var all: [(feature: NameFeature, strength: Double)] {
    NameFeature.allCases.compactMap { feature in self[feature].map { (feature, $0) } }
  }
}

/// Scores of the four readings.
struct NameScores: Sendable {
  private(set) var values = SIMD4<Double>()

  mutating func add(_ weights: SIMD4<Double>, _ strength: Double) { values += weights * strength }

  mutating func add(_ other: NameScores, _ share: Double) { add(other.values, share) }

  var best: NameKind {
    NameKind.allCases.max { values[$0.rawValue] < values[$1.rawValue] } ?? .other
  }

  /// Share of `kind` among the four by the softmax.
  ///
  /// On the development set, read with all phrases taken out of the tables that its own names hold, of the names at or above
  /// 0.7 all were right (201), from 0.5 to 0.7 0.88 (16), below 0.81 (21): what it says is kept or a little less than said.
  func probability(_ kind: NameKind) -> Double {
    let top = values.max()
    let parts = NameKind.allCases.map { exponential(values[$0.rawValue] - top) }
    return parts[kind.rawValue] / parts.reduce(0, +)
  }

  /// e to a power at or below 0, to within 1e-6: (e^(x/256))^256 with four terms of the series.
  private func exponential(_ power: Double) -> Double {
    let x = max(power, -40) / 256
    var value = 1 + x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4)))
    for _ in 0..<8 { value *= value }
    return value
  }
}

/// The one decision between model, slogan, epithet and none: a weighted sum of features for each.
struct NameWeights: Sendable {
  static let columns = ["feature", "model", "slogan", "epithet", "other"]

  /// The weights of each feature for the four readings.
  private var weights = [SIMD4<Double>](repeating: SIMD4(), count: NameFeature.allCases.count)

  /// Reads a row for each feature.
  ///
  /// - Throws: `LexiconError` with file and line: an unknown feature, a cell that is no number.
  init(_ rows: [LexiconRow]) throws {
    for row in rows {
      guard let feature = NameFeature.allCases.firstIndex(where: { $0.rawValue == row[0] }) else {
        throw row.error("\(row[0]) is no feature")
      }
      for kind in NameKind.allCases {
        let cell = row[kind.rawValue + 1]
        guard let weight = cell.isEmpty ? 0 : Double(cell) else { throw row.error("\(cell) is no number") }
        weights[feature][kind.rawValue] = weight
      }
    }
  }

  /// Sums the weights of features, each times its strength.
  func scores(_ features: NameFeatureValues) -> NameScores {
    var scores = NameScores()
    for (feature, strength) in features.all { scores.add(weights[feature.index], strength) }
    return scores
  }
}
