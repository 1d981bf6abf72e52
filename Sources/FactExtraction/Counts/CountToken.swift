import CorpusModel

/// A piece of a text as the count rules see it.
struct CountToken: Sendable {
  enum Kind: Sendable {
    case mark(TextMark)
    /// Index in the vocabulary.
    case word(Int)
    case quantity(ScannedQuantity)
    case date(PartialDateMention)
    /// A character that no lexicon knows, a run of Latin letters, a title in 《》 or a number that counts nothing.
    case plain
  }
  var kind: Kind
  var span: Span

  var mark: TextMark? {
    if case .mark(let mark) = kind { return mark }
    return nil
  }

  var quantity: ScannedQuantity? {
    if case .quantity(let quantity) = kind { return quantity }
    return nil
  }

  var word: Int? {
    if case .word(let index) = kind { return index }
    return nil
  }
}
