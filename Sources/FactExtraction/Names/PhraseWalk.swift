import LexiconData

extension PhraseTrie {
  /// Value and length of the longest phrase that begins at `index` and ends by `limit`; where `role` is given, of those
  /// whose value holds one of its bits.
  func longest(in text: NameText, from index: Int, limit: Int, role: Int? = nil) -> (value: Int, length: Int)? {
    guard index < limit else { return nil }
    var node = first(text[index])
    var best: (value: Int, length: Int)?
    var at = index
    while node >= 0 {
      at += 1
      if let value = value(at: node), role.map({ value & $0 != 0 }) ?? true { best = (value, at - index) }
      guard at < limit else { break }
      node = step(node, text[at])
    }
    return best
  }

  /// The same walking backwards from `index` to `limit`; the trie holds its phrases reversed.
  func longestBackwards(
    in text: NameText, from index: Int, limit: Int, role: Int? = nil
  ) -> (value: Int, length: Int)? {
    guard index > limit else { return nil }
    var node = first(text[index - 1])
    var best: (value: Int, length: Int)?
    var at = index
    while node >= 0 {
      at -= 1
      if let value = value(at: node), role.map({ value & $0 != 0 }) ?? true { best = (value, index - at) }
      guard at > limit else { break }
      node = step(node, text[at - 1])
    }
    return best
  }

  /// Adds a phrase as the name recogniser reads it, last scalar first if `isReversed`.
  mutating func insert(folded phrase: [UInt8], isReversed: Bool, _ value: Int32) {
    let scalars = NameText(phrase).scalars
    let text = isReversed ? Scalars.string(scalars.reversed()) : Scalars.string(scalars)
    insert(Array(text.utf8), value)
  }
}
