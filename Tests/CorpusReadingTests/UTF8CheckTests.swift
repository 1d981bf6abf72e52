import Testing

@testable import CorpusReading

@Suite("Well-formed UTF-8") struct UTF8CheckTests {
  private func isWellFormed(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer(UTF8Check.isWellFormed) }

  /// The edges of every range of table 3-7 of the Unicode Standard, at each place of the words that are looked at together.
  @Test func agreesWithTheStandardLibraryAtEveryEdge() {
    let edges: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    ]
    let more: [UInt8] = [0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF]
    let all = edges + more
    for first in all {
      for second in all {
        for third in all {
          for last: [UInt8] in [[], [0x80], [0xBF], [0x41]] {
            let scalar = [first, second, third] + last
            for before in [0, 3, 5, 6] {
              for after in [0, 9] {
                let bytes = [UInt8](repeating: 0x61, count: before) + scalar + [UInt8](repeating: 0x62, count: after)
                #expect(isWellFormed(bytes) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
              }
            }
          }
        }
      }
    }
  }

  @Test func readsChineseWithMarkupAndEmoji() {
    #expect(isWellFormed(Array("<p class=\"a\">人大代表联络站😀é</p>\n代表".utf8)))
    #expect(!isWellFormed(Array("代表联络站".utf8.dropLast())))
  }
}
