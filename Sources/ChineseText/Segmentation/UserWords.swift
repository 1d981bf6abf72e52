import CorpusModel
import LexiconData

/// The caller's words and spans, made into fixed spans that do not overlap.
struct UserWords: Sendable {
  private struct Candidate {
    var start: Int
    var end: Int
    var priority: Int
  }

  private let trie: PhraseTrie
  private let priorities: [Int]

  init(_ words: [(word: String, priority: Int)], table: CharacterTable) {
    trie = PhraseTrie(
      words.enumerated().map { index, word in
        (phrase: Array(word.word.utf8).withUnsafeBufferPointer(table.simplifying).string, value: index)
      })
    priorities = words.map(\.priority)
  }

  /// Puts the fixed spans of `text` into `scratch.fixed`.
  ///
  /// - Complexity: O(bytes) without user words; else also O(matches × log matches).
  func resolve(
    _ text: UnsafeBufferPointer<UInt8>, forced: [Span], table: CharacterTable, into scratch: SegmentationScratch
  ) {
    scratch.fixed.removeAll(keepingCapacity: true)
    guard !forced.isEmpty || !priorities.isEmpty else { return }
    var end = 0
    for span in forced.sorted(by: { $0.start != $1.start ? $0.start < $1.start : $0.end > $1.end })
    where span.start >= end && span.end > span.start && span.end <= text.count {
      scratch.fixed.append(span.range)
      end = span.end
    }
    guard !priorities.isEmpty else { return }
    var isTaken = [Bool](repeating: false, count: text.count)
    for span in scratch.fixed { isTaken.withUnsafeMutableBufferPointer { $0[span].update(repeating: true) } }
    let found = table.simplifying(text).withUnsafeBufferPointer(candidates)
    for candidate in found where !isTaken[candidate.start..<candidate.end].contains(true) {
      isTaken.withUnsafeMutableBufferPointer { $0[candidate.start..<candidate.end].update(repeating: true) }
      scratch.fixed.append(candidate.start..<candidate.end)
    }
    scratch.fixed.sort { $0.lowerBound < $1.lowerBound }
  }

  private func candidates(_ text: UnsafeBufferPointer<UInt8>) -> [Candidate] {
    var found: [Candidate] = []
    for start in text.indices where text[start] & 0xC0 != 0x80 && !isInsideRun(text, start) {
      trie.forEachMatch(text, at: start) { length, value in
        if !isInsideRun(text, start + length) {
          found.append(Candidate(start: start, end: start + length, priority: priorities[value]))
        }
      }
    }
    found.sort { left, right in
      if left.priority != right.priority { return left.priority > right.priority }
      let (leftLength, rightLength) = (left.end - left.start, right.end - right.start)
      return leftLength != rightLength ? leftLength > rightLength : left.start < right.start
    }
    return found
  }

  /// Whether a boundary at `at` would cut a run of ASCII letters or of digits, or a Latin word at its hyphen.
  private func isInsideRun(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at > 0, at < text.count else { return false }
    func isLetter(_ index: Int) -> Bool { text.indices.contains(index) && (0x61...0x7A).contains(text[index] | 0x20) }
    func isAlphanumeric(_ index: Int) -> Bool {
      isLetter(index) || text.indices.contains(index) && (0x30...0x39).contains(text[index])
    }
    func isHyphen(_ index: Int) -> Bool { text[index] == 0x2D }
    return isAlphanumeric(at - 1) && isAlphanumeric(at) || isHyphen(at - 1) && isLetter(at - 2) && isAlphanumeric(at)
      || isHyphen(at) && isAlphanumeric(at - 1) && isLetter(at + 1)
  }
}
