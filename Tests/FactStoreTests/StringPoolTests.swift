import Testing

@testable import FactStore

@Suite struct StringPoolTests {
  @Test func equalStringsHaveOneNumberAndOthersNone() {
    var pool = StringPool()
    let texts = (0..<5_000).map { "文本\($0 % 2_500)" } + ["", "é", "e\u{301}"]
    let numbers = texts.map { pool.number(of: $0) }
    #expect(pool.count == 2_503)
    #expect(Array(numbers[..<2_500]) == Array(numbers[2_500..<5_000]))
    #expect(numbers.allSatisfy { pool.strings[Int($0)].utf8.count > 0 || $0 == 2_500 })
    #expect(zip(texts, numbers).allSatisfy { Array(pool.strings[Int($1)].utf8) == Array($0.utf8) })
  }
}
