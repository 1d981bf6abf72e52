import CorpusModel
import Testing

@testable import CorpusReading

@Suite struct RecordDecoderTests {
  private func decode(_ text: String, _ kind: RawRecord.Kind = .jsonLine) throws(Rejection) -> SourceDocument {
    try decode(Array(text.utf8), kind)
  }

  private func decode(_ bytes: [UInt8], _ kind: RawRecord.Kind = .text) throws(Rejection) -> SourceDocument {
    let member = kind == .jsonLine ? "7" : nil
    return try RecordDecoder().decode(
      RawRecord(id: "d/a.jsonl:7", path: "/d/a.jsonl", member: member, bytes: bytes, kind: kind))
  }

  private func rejection(_ bytes: [UInt8], _ kind: RawRecord.Kind = .text) -> Rejection? {
    do throws(Rejection) {
      _ = try decode(bytes, kind)
      return nil
    } catch { return error }
  }

  @Test func fieldsOfALineAreGivenMetadata() throws {
    let document = try decode(
      #"{"id":"A-1","url":"http://x/1","title":"联络站","date":"2024/6/25 09:50","publisher":"新华网","#
        + #""authors":["字强"," "],"html":"<p>一站</p>","text":"二","extra":{"a":[1]}}"#)
    #expect(document.id == "A-1")
    #expect(document.text.string == "<p>一站</p>" && document.source.format == .html)
    #expect(document.given.title == "联络站" && document.given.published == "2024-06-25T09:50:00")
    #expect(document.given.publisher == "新华网" && document.given.authors == ["字强"])
    #expect(document.source.url == "http://x/1" && document.source.member == "7")
    #expect(document.source.charset == "utf-8")
  }

  /// A database ends a string at NUL: two identifiers would become one, and the second document replace the first.
  @Test func aLabelHoldsNoNUL() throws {
    let line = #"{"id":"a\u0000b","url":"http://x/\u0000","text":"好"}"#
    let document = try decode(line)
    #expect(document.id == "a\u{FFFD}b" && document.source.url == "http://x/\u{FFFD}")
    let record = RawRecord(id: "d", path: "d", bytes: Array(line.utf8), kind: .jsonLine)
    #expect(RecordDecoder().identifier(of: record) == document.id)
  }

  @Test func missingAndNullFieldsAreAllowed() throws {
    let document = try decode(#"{"id":null,"url":null,"title":"","date":"昨天","authors":"甲","text":"好\ud83d\ude00"}"#)
    #expect(document.id == "d/a.jsonl:7")
    #expect(document.text.string == "好😀" && document.source.format == .text)
    #expect(document.given.title == nil && document.given.published == nil && document.given.url == nil)
    #expect(document.given.authors == ["甲"])
    #expect(try decode(#"{"id":42,"text":"好"}"#).id == "42")
  }

  /// 誠 is D5 5C in GBK: its second byte is a backslash, so the line is decoded before it is parsed.
  @Test func linesMayBeInGB18030() throws {
    let line =
      Array("{\"id\":\"g\",\"text\":\"".utf8) + [0xD5, 0x5C, 0xD0, 0xC5, 0xC8, 0xCB, 0xB4, 0xF3] + Array("\"}".utf8)
    let document = try decode(line, .jsonLine)
    #expect(document.text.string == "誠信人大" && document.source.charset == "gb18030")
  }

  @Test(arguments: [
    ("{\"text\":", Rejection.Reason.malformed), ("[\"text\"]", .malformed), ("\"text\"", .malformed),
    ("{}", .malformed),
    ("{\"text\":5}", .malformed), ("{\"text\":\"a\"} trailing", .malformed), ("{\"text\":\" \"}", .empty),
  ])
  func badLinesNameTheirPlace(_ line: String, _ reason: Rejection.Reason) {
    let rejection = rejection(Array(line.utf8), .jsonLine)
    #expect(rejection?.reason == reason)
    #expect(rejection?.place == "/d/a.jsonl:7" && rejection?.stage == .reading)
  }

  @Test func whatIsNoTextIsToldFromText() {
    #expect(rejection([UInt8](repeating: 0, count: 5_000_000))?.reason == .binary)
    #expect(rejection([0x0A, 0x20, 0x0D])?.reason == .empty)
    #expect(rejection([0xEF, 0xBB, 0xBF])?.reason == .empty)
    #expect(rejection([])?.reason == .empty)
    var state: UInt64 = 9
    let random = (0..<20_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 40)
    }
    #expect(rejection(random)?.reason == .binary)
    // Ill-formed in every charset, but without control characters.
    #expect(rejection([UInt8](repeating: 0xFF, count: 200) + Array("text".utf8))?.reason == .undecodable)
    #expect(rejection(Array("good text".utf8)) == nil)
  }

  @Test func illFormedBytesBecomeReplacementCharacters() throws {
    let line = String(repeating: "代表联络站接待群众，", count: 5)
    let document = try decode(Array(line.utf8) + [0xFF] + Array(line.utf8))
    #expect(document.text.string == line + "\u{FFFD}" + line)
  }

  @Test func marksAreTakenOffAndHashesAreOfTheBytes() throws {
    let document = try decode([0xEF, 0xBB, 0xBF] + Array("abc".utf8))
    #expect(document.text.string == "abc")
    #expect(
      try decode(Array("abc".utf8)).source.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(document.source.sha256 != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try decode([0xFF, 0xFE, 0xD9, 0x7A]).text.string == "站")
  }

  @Test func aRecordOverTheCapIsRejected() {
    var limits = ResourceLimits()
    limits.documentBytes = 3
    let record = RawRecord(id: "a", path: "a", bytes: Array("abcd".utf8), kind: .text)
    #expect(throws: Rejection.self) { try RecordDecoder(limits: limits).decode(record) }
  }

  @Test(arguments: [
    ("2024-06-25", "2024-06-25"), ("2024-06-25T09:50:04+08:00", "2024-06-25T09:50:04"), ("20240625", "2024-06-25"),
    ("2024年6月5日 9:05", "2024-06-05T09:05:00"), ("2024-06", "2024-06"), ("2024", "2024"), ("2024-13-01", nil),
    ("2024-02-30", nil), ("June 25", nil), ("", nil), ("1719280000", nil),
  ])
  func datesBecomeISO(_ text: String, _ iso: String?) {
    #expect(GivenDate.iso(text) == iso)
  }
}
