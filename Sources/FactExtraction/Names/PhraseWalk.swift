import LexiconData

extension PhraseTrie {
  /// Value and length of the longest phrase that begins at `index` and ends by `limit`.
  func longest(in text: NameText, from index: Int, limit: Int) -> (value: Int, length: Int)? {
    var node = 0
    var best: (value: Int, length: Int)?
    var at = index
    while at < limit {
      node = step(node, text[at])
      if node < 0 { break }
      at += 1
      if let value = value(at: node) { best = (value, at - index) }
    }
    return best
  }

  /// The same walking backwards from `index` to `limit`; the trie holds its phrases reversed.
  func longestBackwards(in text: NameText, from index: Int, limit: Int) -> (value: Int, length: Int)? {
    var node = 0
    var best: (value: Int, length: Int)?
    var at = index
    while at > limit {
      node = step(node, text[at - 1])
      if node < 0 { break }
      at -= 1
      if let value = value(at: node) { best = (value, index - at) }
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
