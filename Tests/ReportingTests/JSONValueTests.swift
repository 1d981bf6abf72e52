import Testing
import ZhandianTestSupport

@testable import Reporting

@Suite struct JSONValueTests {
  @Test func keysKeepTheirOrderAndLinesHaveNoSpaces() {
    let value = JSONValue.object([
      ("z", .integer(-3)), ("a", .array([.null, .flag(true), .flag(false)])), ("m", .object([])), ("e", .strings([])),
    ])
    #expect(value.line == #"{"z":-3,"a":[null,true,false],"m":{},"e":[]}"#)
  }

  @Test(arguments: [
    (100.0, "100"), (0.97, "0.97"), (-0.5, "-0.5"), (1e-7, "1e-07"), (.nan, "null"), (.infinity, "null"),
    (9_007_199_254_740_991, "9007199254740991"), (1e300, "1e+300"), (0.1 + 0.2, "0.30000000000000004"),
  ])
  func numbersAreTheShortestThatRoundTrip(_ number: Double, _ text: String) throws {
    #expect(JSONValue.number(number).line == text)
    if number.isFinite {
      let parsed = try JSONNode(json: text)
      #expect(parsed == (Int(exactly: number).map(JSONNode.integer) ?? .number(number)))
    }
  }

  @Test func everyStringComesBackAndStaysOnOneLine() throws {
    var state: UInt64 = 5
    let pool: [UInt32] = [
      0, 1, 8, 9, 0xA, 0xB, 0xC, 0xD, 0x1B, 0x1E, 0x22, 0x2F, 0x5C, 0x7F, 0x80, 0x85, 0x9F, 0xA0, 0x2027, 0x2028,
      0x2029,
      0x202A, 0x202E, 0x7AD9, 0xE000, 0xFFFE, 0x1F600, 0x20000, 0x10FFFF, 0x41,
    ]
    for _ in 0..<2000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        if let scalar = Unicode.Scalar(pool[Int(state >> 33) % pool.count]) { text.append(scalar) }
      }
      let line = JSONValue.string(String(text)).line
      #expect(JSONValue.text(Array(String(text).utf8)).line == line)
      #expect(Array(try JSONNode(json: line).string?.utf8 ?? "".utf8) == Array(String(text).utf8))
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
      #expect(!line.unicodeScalars.contains { [0x2028, 0x2029].contains($0.value) })
    }
  }

  @Test func illFormedTextIsRepaired() {
    #expect(JSONValue.text([0x61, 0xC2, 0x22, 0xE2, 0x80]).line == "\"a\u{FFFD}\\\"\u{FFFD}\"")
  }
}
