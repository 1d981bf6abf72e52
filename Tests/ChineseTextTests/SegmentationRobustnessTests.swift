import CorpusModel
import Testing
import ZhandianTestSupport

@testable import ChineseText

@Suite struct SegmentationRobustnessTests {
  /// A small linear congruential generator: the same bytes on each run.
  private struct Bytes {
    var state: UInt64

    mutating func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

  /// Tokens stand in order, apart, within the text, and leave out nothing but white space.
  private func check(_ text: [UInt8], _ tokens: [Token]) {
    var end = 0
    for token in tokens {
      #expect(token.span.start >= end && token.span.end > token.span.start && token.span.end <= text.count)
      #expect(Self.isBlank(text[end..<token.span.start]))
      end = token.span.end
    }
    #expect(Self.isBlank(text[end...]))
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0.value <= 0x7F && isSpace(UInt8($0.value)) || (0x80...0x9F).contains($0.value)
    }
  }

  @Test(arguments: Segmenter.Model.allCases) func anyBytesAreCovered(_ model: Segmenter.Model) throws {
    let segmenter = try Segmenter(lexicons: Repository.lexicons(), model: model, userWords: [("人大", 1), ("a1", 2)])
    let pieces: [[UInt8]] = [
      Array("人大代表联络站".utf8), Array("2024年12月".utf8), Array("3.5万余 ".utf8), Array("a1-b".utf8), Array("第１".utf8),
      [0xE4, 0xBA],
      [0xFF], [0xF0, 0x9F, 0x98, 0x80], Array("https://x.y".utf8), Array("二〇".utf8), Array("　\u{85}\u{2028}".utf8),
      [0xED, 0xA0, 0x80],
    ]
    var random = Bytes(state: 42)
    let scratch = SegmentationScratch()
    var tokens: [Token] = []
    for _ in 0..<400 {
      var text: [UInt8] = []
      for _ in 0..<Int(random.next()) % 40 {
        if random.next() < 90 { text.append(random.next()) } else { text += pieces[Int(random.next()) % pieces.count] }
      }
      let forced = (0..<Int(random.next()) % 3).map { _ in
        let start = Int(random.next()) % (text.count + 1)
        return Span(start, start + Int(random.next()) % 9)
      }
      text.withUnsafeBufferPointer { segmenter.segment($0, forced: forced, scratch: scratch, into: &tokens) }
      check(text, tokens)
    }
  }

  @Test func longTextWithoutSpaceIsCutNotRefused() throws {
    let segmenter = try Segmenter(lexicons: Repository.lexicons())
    let text = [UInt8](repeating: 0xE4, count: 3) + Array(String(repeating: "人民代表大会", count: 5000).utf8)
    var tokens: [Token] = []
    segmenter.segment(text, forced: [Span(9, text.count - 6)], into: &tokens)
    check(text, tokens)
    #expect(tokens.contains { $0.span == Span(9, text.count - 6) })
    segmenter.segment(text, into: &tokens)
    check(text, tokens)
  }

  @Test func emptyAndBlankTextsHaveNoWords() throws {
    let segmenter = try Segmenter(lexicons: Repository.lexicons(), model: .fast)
    var tokens = [Token(span: Span(0, 1))]
    segmenter.segment([], into: &tokens)
    #expect(tokens.isEmpty)
    segmenter.segment(Array(" \n\u{3000}\t".utf8), into: &tokens)
    #expect(tokens.isEmpty)
  }

  @Test func sameWordsOnEveryThread() async throws {
    let segmenter = try Segmenter(lexicons: Repository.lexicons(), userWords: [("代表之家", 1)])
    let text = Array(
      String(repeating: "全市建成代表之家120个，实现镇街全覆盖。选民说：“找得到人、说得上话。”\n", count: 200).utf8)
    var expected: [Token] = []
    segmenter.segment(text, into: &expected)
    let results = await withTaskGroup(of: [Token].self) { group in
      for _ in 0..<8 {
        group.addTask {
          var tokens: [Token] = []
          segmenter.segment(text, into: &tokens)
          return tokens
        }
      }
      return await group.reduce(into: [[Token]]()) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0 == expected })
  }

  @Test func lineByLineIsTheSameAsAllAtOnce() throws {
    let segmenter = try Segmenter(lexicons: Repository.lexicons())
    let lines = ["各级代表进站履职", "", "2023年以来，接待群众1000余人次", "  网址www.example.org  "]
    let scratch = SegmentationScratch()
    var whole: [Token] = []
    segmenter.segment(Array(lines.joined(separator: "\n").utf8), into: &whole)
    var parts: [Token] = []
    var base = 0
    for line in lines {
      let bytes = Array(line.utf8)
      var tokens: [Token] = []
      bytes.withUnsafeBufferPointer { segmenter.segment($0, scratch: scratch, into: &tokens) }
      parts += tokens.map { Token(span: Span($0.span.start + base, $0.span.end + base)) }
      base += bytes.count + 1
    }
    #expect(parts == whole)
  }
}
