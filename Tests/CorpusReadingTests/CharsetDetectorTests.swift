import CorpusModel
import Testing

@testable import CorpusReading

@Suite struct CharsetDetectorTests {
  private let detector = CharsetDetector()

  // "全区建成人大代表联络站七十九个,接待群众三千余人次。" in each charset.
  private static let simplified = "全区建成人大代表联络站七十九个，接待群众三千余人次。"
  private static let gbk: [UInt8] = [
    0xC8, 0xAB, 0xC7, 0xF8, 0xBD, 0xA8, 0xB3, 0xC9, 0xC8, 0xCB, 0xB4, 0xF3, 0xB4, 0xFA, 0xB1, 0xED, 0xC1, 0xAA, 0xC2,
    0xE7, 0xD5, 0xBE, 0xC6, 0xDF, 0xCA, 0xAE, 0xBE, 0xC5, 0xB8, 0xF6, 0xA3, 0xAC, 0xBD, 0xD3, 0xB4, 0xFD, 0xC8, 0xBA,
    0xD6, 0xDA, 0xC8, 0xFD, 0xC7, 0xA7, 0xD3, 0xE0, 0xC8, 0xCB, 0xB4, 0xCE, 0xA1, 0xA3,
  ]
  // "市民可以到代表聯絡站反映意見。"
  private static let traditional = "市民可以到代表聯絡站反映意見。"
  private static let big5: [UInt8] = [
    0xA5, 0xAB, 0xA5, 0xC1, 0xA5, 0x69, 0xA5, 0x48, 0xA8, 0xEC, 0xA5, 0x4E, 0xAA, 0xED, 0xC1, 0x70, 0xB5, 0xB8, 0xAF,
    0xB8, 0xA4, 0xCF, 0xAC, 0x4D, 0xB7, 0x4E, 0xA8, 0xA3, 0xA1, 0x43,
  ]

  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  @Test func eachCharsetIsToldWithoutALabel() {
    let samples: [(Charset, [UInt8])] = [
      (.utf8, Array(Self.simplified.utf8)), (.gb18030, Self.gbk), (.big5HKSCS, Self.big5),
      (.utf16LE, Self.utf16(Self.simplified, bigEndian: false)),
      (.utf16BE, Self.utf16(Self.simplified, bigEndian: true)),
    ]
    for (charset, bytes) in samples {
      // Whole, cut inside a character, and inside markup.
      #expect(detector.detect(bytes).charset == charset)
      #expect(detector.detect(bytes.dropLast()).charset == charset)
      if charset != .utf16LE, charset != .utf16BE {
        let page =
          Array("<html><body class='a'><p style=\"text-indent: 2em\">".utf8) + bytes + Array("</p></html>".utf8)
        #expect(detector.detect(page).charset == charset)
      }
    }
  }

  @Test func wrongLabelsAreOverruled() {
    #expect(detector.detect(Self.gbk, hint: "big5").charset == .gb18030)
    #expect(detector.detect(Self.gbk, hint: "utf-8").charset == .gb18030)
    #expect(detector.detect(Self.big5, hint: "gb2312").charset == .big5HKSCS)
    #expect(detector.detect(Array(Self.simplified.utf8), hint: "gbk").charset == .utf8)
    #expect(detector.detect(Self.gbk, hint: "iso-8859-1").charset == .gb18030)
  }

  @Test func aLabelDecidesWhereTheBytesCannot() {
    let bytes: [UInt8] = [0xA4, 0x40, 0xA4, 0x41]  // 一乙 in Big5; rare symbols in GB18030
    #expect(detector.detect(bytes, hint: "big5").charset == .big5HKSCS)
    let both: [UInt8] = [0xB3, 0xC9]
    #expect(detector.detect(both, hint: "gbk").charset == .gb18030)
    #expect(detector.detect(both, hint: "big5").charset == .big5HKSCS)
    #expect(detector.detect(both).confidence < 0.2)
  }

  @Test func byteOrderMarksDecide() {
    #expect(detector.detect([0xFF, 0xFE, 0x41, 0x00]).charset == .utf16LE)
    #expect(detector.detect([0xFE, 0xFF, 0x00, 0x41]).charset == .utf16BE)
    #expect(detector.detect([0xEF, 0xBB, 0xBF] + Self.gbk).charset == .utf8)
    #expect(detector.detect([0x84, 0x31, 0x95, 0x33, 0x41]).charset == .gb18030)
  }

  @Test func aFewDamagedBytesDoNotTurnUTF8IntoGB18030() {
    var bytes = Array(String(repeating: Self.simplified, count: 4).utf8)
    bytes.remove(at: 31)
    #expect(detector.detect(bytes).charset == .utf8)
    bytes.insert(0, at: 90)
    #expect(detector.detect(bytes).charset == .utf8)
  }

  @Test func fourByteCharactersOfGB18030AreRead() throws {
    // U+3400 is 81 39 EE 39 in GB18030.
    let bytes = Self.gbk + [0x81, 0x39, 0xEE, 0x39] + Self.gbk
    let guess = detector.detect(bytes)
    #expect(guess.charset == .gb18030 && guess.noise == 0)
    let record = RawRecord(id: "a", path: "a.txt", bytes: bytes, kind: .text)
    let text = try RecordDecoder().decode(record).text.string
    #expect(text == Self.simplified + "\u{3400}" + Self.simplified)
  }

  @Test(arguments: [
    ("GB2312", Charset.gb18030), ("x-gbk", .gb18030), ("GB_2312-80", .gb18030), ("Big5-HKSCS", .big5HKSCS),
    ("big5", .big5HKSCS), ("UTF-8", .utf8), ("utf8", .utf8),
  ])
  func labelsMeanTheLargerCharset(_ label: String, _ charset: Charset) {
    #expect(Charset(label: label) == charset)
    #expect(Charset(label: "shift_jis") == nil)
  }

  @Test func theLabelOfAPageIsFound() {
    func label(_ page: String) -> String? { MetaCharset.label(Array(page.utf8)) }
    #expect(label("<META http-equiv=Content-Type content=\"text/html; charset=gb2312\">") == "gb2312")
    #expect(label("<script charset></script><meta charset = 'GBK'>") == "GBK")
    #expect(label("<p>no label, only a charset</p>") == nil)
    #expect(label("charset=") == nil)
    #expect(label("charse") == nil)
  }

  @Test func noBytesTrapTheDetector() {
    var state: UInt64 = 3
    for count in 0..<400 {
      let bytes = (0..<count % 97).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 40)
      }
      let guess = detector.detect(bytes, hint: "gbk")
      #expect((0...1).contains(guess.confidence) && (0...1).contains(guess.noise))
    }
  }
}
