import CorpusModel

/// What the words before a number say about it: of earlier days, of each head, of those who live somewhere, or of what
/// visitors saw.
extension CountFinder {
  /// The word by which the number is of earlier days: 过去 of 过去有30个, 由 of 由30个增加到80个; nil if it is of today.
  func former(_ index: Int) -> String? {
    let isEarlier = text.hasBefore(.former, index) || text.hasBefore(.from, index) && isChanged(index)
    guard isEarlier, !text.hasBefore(.change, index) else { return nil }
    let clause = text.clauseStart(index)..<index
    let word = clause.last { text.has(.former, at: $0) } ?? clause.last { text.has(.from, at: $0) }
    return word.map { text.text($0..<$0 + 1) }
  }

  /// Whether the next count, near and in the same sentence, is of the same class and stands behind a word of change.
  private func isChanged(_ index: Int) -> Bool {
    var at = index + 1
    var isBehindChange = false
    while at < min(tokens.count, index + 40), tokens[at].mark != .sentence {
      if text.has(.change, at: at) { isBehindChange = true }
      if let unit = tokens[at].unitClass, unit.isCountable { return isBehindChange && unit == tokens[index].unitClass }
      at += 1
    }
    return false
  }

  /// Whether parts are announced between the number and the next: 其中, a colon, a dash.
  func opensParts(_ index: Int) -> Bool {
    var at = index + 1
    while at < min(tokens.count, index + 60), tokens[at].unitClass?.isCountable != true {
      if text.has(.part, at: at) || tokens[at].mark == .colon || tokens[at].mark == .dash { return true }
      at += 1
    }
    return false
  }

  /// Whether the count is of each head or each period, and so no figure of a region.
  func isNorm(_ index: Int, _ quantity: ScannedQuantity) -> Bool {
    if text.hasBefore(.norm, index) { return true }
    // 一年四次 is a norm, 一年吹哨132次 a year's total.
    if text.hasBefore(.span, index), quantity.unitClass == .event, quantity.value < Self.leastTotal { return true }
    guard text.hasBefore(.period, index) else { return false }
    return quantity.unitClass == .event
      || ((quantity.bound == .atLeast || quantity.bound == .atMost) && quantity.unitClass != .money)
  }

  /// Occasions in a year from which on they are a total; norms of the development set are of at most 12.
  private static let leastTotal = 20

  /// Whether the count is of the few places that visitors looked at; an inspection sees more: 实地察看联络站31个.
  func isVisited(_ index: Int, _ quantity: ScannedQuantity) -> Bool {
    (quantity.unitClass == .general || quantity.unitClass == .place) && quantity.value < Self.leastInspected
      && text.hasBefore(.visit, index)
  }

  /// Places from which on they are inspected; visitors of the annotated sets see at most 6.
  private static let leastInspected = 10

  /// Whether the persons counted are those who live or work in a place; its deputies are known by name, not by counting
  /// heads, so that only subjects of households can be a population.
  func isPopulation(_ index: Int, _ quantity: ScannedQuantity, _ subjects: [SubjectID]) -> Bool {
    guard quantity.unitClass == .household || quantity.unitClass == .person else { return false }
    return text.hasBefore(.population, index)
      && subjects.contains { $0 == taxonomy.other || taxonomy.unitClasses[$0].contains(.household) }
  }

  /// 三件事: a few matters that the speaker goes on to tell.
  func isSpeech(_ quantity: ScannedQuantity, _ subjects: [SubjectID]) -> Bool {
    quantity.unitClass == .item && quantity.numeral.isChinese && quantity.value < 10 && quantity.bound == .exact
      && subjects.count > 1
  }

  func isAnaphor(_ index: Int) -> Bool { text.has(.anaphor, at: index - 1) }
}
