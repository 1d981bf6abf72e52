/// Finds the lexicon words of a clause and tells each atom the longest that begins at, ends at and runs across it.
package enum LexiconMatcher {
  /// Notes the word of `length` atoms at `index` in `AtomLanes.wordsAt`, two to five and more as 1 to 4.
  @inline(__always) static func note(_ index: Int, _ length: Int, _ lanes: AtomLanes) {
    let digit = UInt8(truncatingIfNeeded: min(length, 5) - 1)
    let last = index + length - 1
    let first = lanes.wordsAt + 3 * index
    first.pointee = max(first.pointee, digit)
    let final = lanes.wordsAt + 3 * last + 1
    final.pointee = max(final.pointee, digit)
    for inner in index + 1..<last {
      let across = lanes.wordsAt + 3 * inner + 2
      across.pointee = max(across.pointee, digit)
    }
  }

  /// Calls `found` with the length of each word that begins at `index`, and whether it is boosted, given the marks of
  /// its pair.
  @inline(__always)
  static func match(
    _ index: Int, _ marks: UInt32, _ view: PairTableView, _ lanes: AtomLanes, found: (Int, Bool) -> Void
  ) {
    if marks & PairTable.Mark.word != 0 { found(2, marks & PairTable.Mark.boost != 0) }
    guard marks & PairTable.Mark.long != 0 else { return }
    let atoms = lanes.identities + index
    let bindings = lanes.bindings + index
    let longest = marks & PairTable.Mark.longer != 0 ? PairTable.longestWord : marks & PairTable.Mark.four != 0 ? 4 : 3
    let room = min(longest, lanes.count - index)
    var hash = PairTable.extend(PairTable.extend(1, atoms[0]), atoms[1])
    var length = 3
    while length <= room, bindings[length - 1] == AtomLanes.Binding.free {
      hash = PairTable.extend(hash, atoms[length - 1])
      let isPossible = length > 4 || marks & (length == 3 ? PairTable.Mark.three : PairTable.Mark.four) != 0
      if isPossible, let isBoosted = view.word(hash) { found(length, isBoosted) }
      length += 1
    }
  }

  /// The pattern number of an atom, below `SegmentationWeights.wordPatterns`.
  @inline(__always) package static func pattern(_ index: Int, _ lanes: AtomLanes) -> Int {
    let lengths = lanes.wordsAt + 3 * index
    return Int(lengths[0]) * 25 + Int(lengths[1]) * 5 + Int(lengths[2])
  }

  /// Fills `wordsAt` for a whole clause: what the trainer needs, for the segmenter does it with the marks it has.
  package static func matchAll(_ view: PairTableView, _ lanes: AtomLanes) {
    lanes.wordsAt.update(repeating: 0, count: 3 * lanes.count)
    for index in 0..<max(0, lanes.count - 1) where lanes.isFree(index) && lanes.isFree(index + 1) {
      let marks = view.value(lanes.identity(index), lanes.identity(index + 1)) & PairTable.Mark.any
      match(index, marks, view, lanes) { length, _ in note(index, length, lanes) }
    }
  }
}
