import LexiconData
import Testing

/// Matches of the trie against a plain search, with phrases enough to grow it and with code points above 65,536.
struct PhraseTrieSearchTests {
  /// A generator of the same numbers every time.
  private struct Numbers {
    var state: UInt64 = 42

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  private static let alphabet = "代表联络站人大家点室常委会村镇街a1，。𠀀𠀁é".unicodeScalars.map { String($0) }

  @Test func agreesWithAPlainSearch() {
    var numbers = Numbers()
    func word(_ numbers: inout Numbers, _ longest: Int) -> [UInt8] {
      (0...numbers.next(below: longest)).flatMap { _ in
        Array(Self.alphabet[numbers.next(below: Self.alphabet.count)].utf8)
      }
    }
    var trie = PhraseTrie()
    var phrases: [[UInt8]: Int] = [:]
    for value in 0..<3000 {
      let phrase = word(&numbers, 5)
      trie.insert(phrase, Int32(value))
      phrases[phrase] = value
    }
    let text = (0..<400).flatMap { _ in word(&numbers, 8) }
    text.withUnsafeBufferPointer { bytes in
      for at in text.indices where text[at] & 0xC0 != 0x80 {
        let expected = (1...24).compactMap { length -> (Int, Int)? in
          guard at + length <= text.count, let value = phrases[Array(text[at..<at + length])] else { return nil }
          return (length, value)
        }
        var found: [(Int, Int)] = []
        trie.forEachMatch(bytes, at: at) { found.append(($0, $1)) }
        #expect(found.map(\.0) == expected.map(\.0) && found.map(\.1) == expected.map(\.1))
        #expect(trie.longestMatch(bytes, at: at)?.length == expected.last?.0)
      }
    }
    for (phrase, value) in phrases { #expect(trie.value(phrase) == value) }
  }
}
