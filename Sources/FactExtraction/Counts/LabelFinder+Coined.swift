import CorpusModel

/// Names that no lexicon has.
extension LabelFinder {
  /// Characters that may follow the topic's word in a coined name: 院 of 代表小院, 会客厅.
  private static let coinedCharacters = 2...4

  /// 代表小院12处, “民意驿站”8个.
  func coined(before index: Int, unit: UnitClass) -> CountLabel? {
    var end = index
    while end > 0, text.has(.link, at: end - 1) || tokens[end - 1].mark?.isQuote == true { end -= 1 }
    var start = end
    while start > 0, isUnknown(tokens[start - 1]) { start -= 1 }
    return coined(start - 1, start..<end, unit)
  }

  /// 12处代表小院.
  func coined(after index: Int, unit: UnitClass) -> CountLabel? {
    var start = index + 1
    while start < tokens.count, tokens[start].mark?.isQuote == true { start += 1 }
    guard start < tokens.count else { return nil }
    var end = start + 1
    while end < tokens.count, isUnknown(tokens[end]) { end += 1 }
    guard end == tokens.count || tokens[end].mark != nil else { return nil }
    return coined(start, (start + 1)..<end, unit)
  }

  /// The name that the clause of the number or the one before it opens with: 像这样的“代表小院”，全县建起了47个.
  func coinedTopic(_ index: Int, unit: UnitClass) -> CountLabel? {
    let own = text.clauseStart(index)
    let isLater = own > text.sentenceStart(index) && tokens[own - 1].mark == .comma
    for start in isLater ? [own, text.clauseStart(own - 1)] : [own] {
      var core = start
      while core < index, text.has([.anaphor, .of], at: core) || tokens[core].mark?.isQuote == true { core += 1 }
      guard core > start else { continue }
      var end = core + 1
      while end < index, isUnknown(tokens[end]) { end += 1 }
      guard end < index, tokens[end].mark == .comma || tokens[end].mark?.isQuote == true else { continue }
      if let label = coined(core, (core + 1)..<end, unit) { return label }
    }
    return nil
  }

  /// The label of the word at `core` and the unknown characters `tail`, if the word is one of a subject that the unit counts.
  private func coined(_ core: Int, _ tail: Range<Int>, _ unit: UnitClass) -> CountLabel? {
    guard unit == .general || unit == .place, Self.coinedCharacters.contains(tail.count), core >= 0,
      core < tokens.count, tokens[core].word != nil
    else { return nil }
    let word = text.bytes[tokens[core].span.range]
    let subject = text.vocabulary.taxonomy.subject(of: unit) { $0.elementsEqual(word) }
    return subject.map { CountLabel(subjects: [$0], range: core..<tail.upperBound, head: core) }
  }
}
