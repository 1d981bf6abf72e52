import CorpusModel

/// A piece of a text as the count rules see it.
struct CountToken: Sendable {
  enum Kind: Sendable {
    case mark(TextMark)
    /// Index in the vocabulary.
    case word(Int32)
    /// With the index in the paragraph's quantities.
    case quantity(UnitClass, Int32)
    /// Index in the paragraph's dates.
    case date(Int32)
    /// A character that no lexicon knows, a run of Latin letters, a title in 《》 or a number that counts nothing.
    case plain
  }
  var kind: Kind
  var span: Span

  var mark: TextMark? {
    if case .mark(let mark) = kind { return mark }
    return nil
  }

  /// The class of the unit, if the token is a quantity.
  var unitClass: UnitClass? {
    if case .quantity(let unit, _) = kind { return unit }
    return nil
  }

  var isQuantity: Bool {
    if case .quantity = kind { return true }
    return false
  }

  var word: Int? {
    if case .word(let index) = kind { return Int(index) }
    return nil
  }
}

/// The tokens of a paragraph with what does not fit into them.
struct CountTokens: Sendable {
  var tokens: [CountToken] = []
  var quantities: [ScannedQuantity] = []
  var dates: [PartialDateMention] = []
}
