/// Finds the lexicon words of a clause and tells each atom the longest that begins at, ends at and runs across it.
package enum LexiconMatcher {
  /// A length of two to five and more as a digit from 1 to 4.
  @inline(__always) static func digit(_ length: Int) -> UInt8 { UInt8(truncatingIfNeeded: min(length, 5) - 1) }

  /// Notes the word of `length` atoms at `index`: `lengths` holds begin, end, across for each atom.
  @inline(__always)
  static func note(_ index: Int, _ length: Int, _ lengths: UnsafeMutablePointer<UInt8>) {
    let digit = digit(length)
    if lengths[3 * index] < digit { lengths[3 * index] = digit }
    let last = index + length - 1
    if lengths[3 * last + 1] < digit { lengths[3 * last + 1] = digit }
    for inner in index + 1..<max(last, index + 1) where lengths[3 * inner + 2] < digit {
      lengths[3 * inner + 2] = digit
    }
  }

  /// Looks for the words that begin at `index`, given the marks of its pair, and calls `found` with their length and
  /// whether they are boosted.
  @inline(__always)
  static func match(
    _ index: Int, _ marks: UInt32, _ view: PairTableView, _ scratch: SegmentationScratch, found: (Int, Bool) -> Void
  ) {
    if marks & PairTable.Mark.word != 0 { found(2, marks & PairTable.Mark.boost != 0) }
    guard marks & PairTable.Mark.long != 0 else { return }
    longMatch(index, marks, view, scratch, found: found)
  }

  @inline(never)
  private static func longMatch(
    _ index: Int, _ marks: UInt32, _ view: PairTableView, _ scratch: SegmentationScratch, found: (Int, Bool) -> Void
  ) {
    let atoms = scratch.identities + (SegmentationScratch.padding + index)
    let bindings = scratch.bindings + index
    let longest = marks & PairTable.Mark.longer != 0 ? PairTable.longestWord : marks & PairTable.Mark.four != 0 ? 4 : 3
    var hash = PairTable.extend(PairTable.extend(1, atoms[0]), atoms[1])
    var length = 3
    let room = min(longest, scratch.count - index)
    while length <= room, bindings[length - 1] == SegmentationScratch.Binding.free {
      hash = PairTable.extend(hash, atoms[length - 1])
      let isPossible = length > 4 || marks & (length == 3 ? PairTable.Mark.three : PairTable.Mark.four) != 0
      if isPossible, let boosted = view.word(hash) { found(length, boosted) }
      length += 1
    }
  }

  /// The pattern number of an atom, below `SegmentationWeights.wordPatterns`.
  @inline(__always) package static func pattern(_ index: Int, _ lengths: UnsafeMutablePointer<UInt8>) -> Int {
    Int(lengths[3 * index]) * 25 + Int(lengths[3 * index + 1]) * 5 + Int(lengths[3 * index + 2])
  }

  /// Fills `scratch.wordsAt` for a whole clause: what the trainer needs, the segmenter does it while it scores.
  package static func matchAll(_ view: PairTableView, _ scratch: SegmentationScratch) {
    scratch.wordsAt.update(repeating: 0, count: 3 * scratch.count)
    for index in 0..<max(0, scratch.count - 1) where scratch.isFree(index) && scratch.isFree(index + 1) {
      let marks = view.value(UInt32(scratch.identity(index)) << 16 | UInt32(scratch.identity(index + 1)))
      match(index, marks, view, scratch) { length, _ in note(index, length, scratch.wordsAt) }
    }
  }

  /// The pattern of an atom after `matchAll`.
  package static func pattern(_ index: Int, in scratch: SegmentationScratch) -> Int { pattern(index, scratch.wordsAt) }
}
