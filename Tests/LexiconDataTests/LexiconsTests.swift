import CorpusModel
import LexiconData
import Testing
import ZhandianTestSupport

@Suite struct LexiconsTests {
  @Test func aTableGivesItsRowsWithTheirLines() throws {
    let rows = try Lexicons.parse(
      Array("# words\nword\tkind\n站\tstation\n家|室\n".utf8), file: "w.tsv", columns: ["word", "kind"])
    #expect(rows.map(\.line) == [3, 4])
    #expect(rows[1].list(0) == ["家", "室"])
    #expect(rows[1][1].isEmpty)
  }

  @Test(
    arguments: [
      ("word\tkinds\n", 1), ("# only a comment\n", nil), ("word\tkind\na\tb\tc\n", 2), ("word\tkind\na\tb\r\n", 2),
    ] as [(String, Int?)])
  func aBadTableIsToldWithFileAndLine(text: String, line: Int?) throws {
    let error = try #require(throws: LexiconError.self) {
      try Lexicons.parse(Array(text.utf8), file: "w.tsv", columns: ["word", "kind"])
    }
    #expect(error.file == "w.tsv")
    #expect(error.line == line)
  }

  @Test func illFormedTextIsRefused() {
    #expect(throws: LexiconError.self) {
      try Lexicons.parse([0x77, 0xFF, 0x0A], file: "w.tsv", columns: ["w"])
    }
  }

  @Test func aNamedPlaceThatIsWrongIsNotPassedOver() {
    #expect(throws: LexiconError.self) {
      try Lexicons.locate(
        explicit: "/nowhere", environment: [:], executable: Repository.root + "/.build/debug/zhandian")
    }
    #expect(throws: LexiconError.self) {
      try Lexicons.locate(explicit: nil, environment: ["ZHANDIAN_LEXICONS": "/nowhere"], executable: "/bin/zhandian")
    }
  }

  @Test func aCheckoutIsFoundAboveTheExecutable() throws {
    let found = try Lexicons.locate(
      explicit: nil, environment: [:], executable: Repository.root + "/.build/debug/zhandian")
    #expect(found.root == Repository.root + "/Lexicons")
  }
}

@Suite struct PhraseTrieTests {
  @Test func theLongestPhraseWins() {
    let trie = PhraseTrie([(phrase: "宁县", value: 1), ("邕宁", 2), ("邕宁县", 3), ("A", 4)])
    let text = Array("邕宁县A".utf8)
    text.withUnsafeBufferPointer { bytes in
      #expect(trie.longestMatch(bytes, at: 0).map { [$0.length, $0.value] } == [9, 3])
      #expect(trie.longestMatch(bytes, at: 3).map { [$0.length, $0.value] } == [6, 1])
      #expect(trie.longestMatch(bytes, at: 6) == nil)
      #expect(trie.longestMatch(bytes, at: 9).map { [$0.length, $0.value] } == [1, 4])
    }
    #expect(trie.value(Array("邕宁".utf8)) == 2)
    #expect(trie.value(Array("邕".utf8)) == nil)
  }

  @Test func manyPhrasesAreAllFound() {
    var trie = PhraseTrie()
    for number in 0..<20_000 { trie.insert(Array("词\(number)".utf8), Int32(number)) }
    var lost = 0
    for number in 0..<20_000 where trie.value(Array("词\(number)".utf8)) != number { lost += 1 }
    #expect(lost == 0)
    #expect(trie.value(Array("词20000".utf8)) == nil)
  }

  @Test func aTextCutInsideACharacterIsSafe() {
    let trie = PhraseTrie([(phrase: "站点", value: 1)])
    let text = Array("站点".utf8)
    for end in 0...text.count {
      Array(text[..<end]).withUnsafeBufferPointer { bytes in
        for offset in bytes.indices {
          #expect((trie.longestMatch(bytes, at: offset) != nil) == (end == 6 && offset == 0))
        }
      }
    }
  }
}
