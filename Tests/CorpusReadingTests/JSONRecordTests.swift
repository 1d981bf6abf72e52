import CorpusModel
import Testing

@testable import CorpusReading

@Suite struct JSONRecordTests {
  private func record(_ line: String) throws(JSONFault) -> RecordFields { try RecordFields(jsonLine: Array(line.utf8)) }

  private func text(_ escaped: String) throws(JSONFault) -> String? {
    try record("{\"text\":\"\(escaped)\"}").text?.string
  }

  @Test func otherKeysAreSkippedWhateverTheyHold() throws {
    let line = try record(
      #" { "a" : [ {"text":"no"}, [[]], "]}\"" , -1.5e+3 ] , "b":{"html":"no","c":{}} , "t":true,"n":null,"#
        + #""text" : "联络站" , "html":null , "e":"\"}", "f":false } "#)
    #expect(line.text?.string == "联络站" && line.html == nil && line.title == nil)
  }

  @Test(arguments: [
    (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\u8054\u7edc\u7AD9"#, "联络站"), (#"\ud83d\uDE00"#, "😀"),
    (#"代表a\u0000b家"#, "代表a\0b家"), ("", ""), (#"12345678\n12345678\n1234567\n"#, "12345678\n12345678\n1234567\n"),
    ("\u{7F}é\u{2028}\u{10FFFF}", "\u{7F}é\u{2028}\u{10FFFF}"),
  ])
  func escapesAreResolved(_ escaped: String, _ expected: String) throws {
    #expect(try text(escaped) == expected)
  }

  @Test(arguments: [
    #"\ud83d"#, #"\ud83dx"#, #"\ud83d\n"#, #"\ude00"#, #"\ud83d\ud83d"#, #"\u12g4"#, #"\u12"#, #"\x41"#, #"\'"#, "\t",
    "12345678\u{1}", "\n", "\0",
  ])
  func brokenStringsAreRefused(_ escaped: String) {
    #expect(throws: JSONFault.self) { try text(escaped) }
  }

  @Test func keysMayBeEscapedAndTheFirstOfTwoCounts() throws {
    #expect(try record(#"{"te\u0078t":"一","text":"二"}"#).text?.string == "一")
    #expect(throws: JSONFault.self) { try record(#"{"te\xt":"一","text":"二"}"#) }
  }

  @Test func aCommaTooManyAtAnEndIsLetPass() throws {
    #expect(try record(#"{"authors":["甲" , ],"text":"一" , }"#).authors == ["甲"])
    for line in ["{,}", #"{"authors":[,]}"#, #"{"a":1,,}"#, #"{"a":[1,,2]}"#] {
      #expect(throws: JSONFault.self) { try record(line) }
    }
  }

  @Test func identifiersMayBeWholeNumbers() throws {
    for (number, id) in [("42", "42"), ("-0", "0"), ("1.0", "1"), ("12e2", "1200"), ("-7", "-7")] {
      #expect(try record("{\"id\":\(number)}").id == id)
    }
    for number in ["1.5", "007", "1.", "--1", "1e", "99999999999999999999", "1e400", "-", "1e16"] {
      #expect(throws: JSONFault.wrongType(key: "id")) { try record("{\"id\":\(number)}") }
    }
  }

  @Test func authorsAreAStringOrAListOfStrings() throws {
    #expect(try record(#"{"authors":"甲"}"#).authors == ["甲"])
    #expect(try record(#"{"authors":[ "甲" ,"乙\u4e19"]}"#).authors == ["甲", "乙丙"])
    #expect(try record(#"{"authors":[]}"#).authors == [])
    #expect(throws: JSONFault.wrongType(key: "authors")) { try record(#"{"authors":["甲",null]}"#) }
  }

  @Test func faultsNameWhatIsWrong() {
    for (line, fault) in [
      ("[1]", JSONFault.noObject), ("null", .noObject), ("\"a\"", .noObject),
      (#"{"title":5}"#, .wrongType(key: "title")),
      (#"{"text":"a""#, .invalid("a comma or } is missing (byte 12)")),
      (#"{"text":"a"#, .invalid("a string does not end (byte 9)")),
      (#"{"text":"a"} x"#, .invalid("something follows the value (byte 14)")),
      (#"{"a" 1}"#, .invalid("a colon is missing (byte 6)")),
      (#"{"a":1,,}"#, .invalid("a key in quotes is missing (byte 8)")),
      (#"{"a":nul}"#, .invalid("no value begins with this character (byte 6)")),
      ("", .invalid("the line ends inside a value (byte 1)")),
      (#"{"text":"a\x"}"#, .invalid("no escape is written so (byte 11)")),
    ] {
      #expect(throws: fault) { try record(line) }
    }
    #expect(JSONFault.invalid("x").clause == "is not valid JSON: x")
  }

  @Test func nestingIsBounded() throws {
    let limit = JSONScanner.depthLimit
    func nested(_ count: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: count) + String(repeating: "]", count: count) + "}"
    }
    _ = try record(nested(limit - 1))
    #expect(throws: JSONFault.self) { try record(nested(limit)) }
    #expect(throws: JSONFault.self) { try record(String(repeating: "{\"a\":", count: 200_000)) }
  }
}
