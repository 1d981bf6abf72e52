import CorpusModel
import FoundationEssentials
import Testing
import ZhandianTestSupport

@testable import CorpusReading

/// The rates that are promised: every charset named right from 1 KB on, whatever the label says and wherever the
/// bytes are cut, and 99 in 100 at 100 bytes.
@Suite struct CharsetCutTests {
  /// Texts of the corpus in the script that most charsets of the region are used for.
  private static let texts: (simplified: String, traditional: String) = {
    var texts = (simplified: "", traditional: "")
    for folder in ["/Corpus/samples/texts/", "/Corpus/gold/passages/"] {
      let root = Repository.root + folder
      for name in (try? FileManager.default.contentsOfDirectory(atPath: root))?.sorted() ?? [] {
        guard let data = FileManager.default.contents(atPath: root + name) else { continue }
        let text = String(decoding: data, as: UTF8.self)
        if text.unicodeScalars.count(where: { "們這為對國會體縣區鄉鎮聯絡點設".unicodeScalars.contains($0) }) > 10 {
          texts.traditional += text
        } else {
          texts.simplified += text
        }
      }
    }
    return texts
  }()

  /// Cantonese of our own, with characters that only Big5-HKSCS has.
  private static let cantonese = """
    街坊阿伯話：「呢條橋係我睇住起㗎，以前過海要等成個鐘，而家行十分鐘就到咗。」佢話唔捨得嗰隻舊船，不過日日都有返去碼頭行吓。
    有街坊問區議員，點解嗰度啲燈成晚都唔着，議員即刻打電話俾部門，第二日就有人嚟整返好晒。大家都話呢個辦事處真係幫到手，唔使山長水遠去到市區。
    賣魚嘅陳太笑住講，以前攞籌要企足成朝，𠵱家喺手機撳兩下就得，慳返好多時間。佢仲話，最緊要係有人肯聽街坊講嘢，唔好淨係派單張。
    """

  enum Sample: String, CaseIterable, Sendable {
    case gb18030, gbk, gbkTraditional, big5, big5HKSCS, utf8, utf16LE, utf16BE

    var charset: Charset {
      switch self {
      case .gb18030, .gbk, .gbkTraditional: .gb18030
      case .big5, .big5HKSCS: .big5HKSCS
      case .utf8: .utf8
      case .utf16LE: .utf16LE
      case .utf16BE: .utf16BE
      }
    }

    var text: String {
      switch self {
      case .gbk, .utf8, .utf16LE, .utf16BE: texts.simplified
      // A four-byte character every few sentences.
      case .gb18030: texts.simplified.replacing("代表", with: "代表\u{3401}", maxReplacements: 2000)
      case .gbkTraditional, .big5: texts.traditional
      case .big5HKSCS: String(repeating: cantonese, count: 20)
      }
    }
  }

  /// Labels that a page may carry: none, and one of each family.
  private static let labels: [String?] = [nil, "gb2312", "big5", "utf-8", "iso-8859-1", "utf-16"]

  @Test(arguments: Sample.allCases)
  func everyCharsetIsToldWhereverItIsCut(_ sample: Sample) throws {
    let bytes = try Self.encode(sample.text, sample.charset)
    try #require(bytes.count > 6000)
    let detector = CharsetDetector()
    for (size, allowed) in [(1024, 0), (4096, 0), (100, 3)] {
      var wrong: [String] = []
      var count = 0
      var start = 7
      while count < 300 {
        start = (start * 31 + 17) % (bytes.count - size)
        // Only UTF-16 keeps its step: a file of it begins with a whole unit.
        if sample.charset == .utf16LE || sample.charset == .utf16BE { start -= start % 2 }
        let cut = Array(bytes[start..<start + size])
        let label = Self.labels[count % Self.labels.count]
        let guess = detector.detect(cut, hint: label)
        if guess.charset != sample.charset { wrong.append("\(start) \(label ?? "-") \(guess.charset.rawValue)") }
        count += 1
      }
      #expect(wrong.count <= allowed, "\(sample.rawValue) at \(size): \(wrong)")
    }
  }

  /// Bytes of `text` in `charset`; characters that it lacks are left out.
  private static func encode(_ text: String, _ charset: Charset) throws -> [UInt8] {
    switch charset {
    case .utf8: return Array(text.utf8)
    case .utf16LE: return text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case .utf16BE: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    case .gb18030, .big5HKSCS:
      let codes = try Self.codes(charset)
      return text.unicodeScalars.flatMap { $0.isASCII ? [UInt8($0.value)] : codes[$0] ?? [] }
    }
  }

  /// The code of each character, read off the converter.
  private static func codes(_ charset: Charset) throws -> [Unicode.Scalar: [UInt8]] {
    guard let converter = CharsetConverter(charset) else { throw NoConverter() }
    var codes: [Unicode.Scalar: [UInt8]] = [:]
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        let units = converter.decode([lead, trail][...])
        let scalars = Array(String(decoding: units, as: UTF16.self).unicodeScalars)
        if scalars.count == 1, scalars[0] != "\u{FFFD}", codes[scalars[0]] == nil { codes[scalars[0]] = [lead, trail] }
      }
    }
    if charset == .gb18030 { codes["\u{3401}"] = [0x81, 0x39, 0xEF, 0x30] }
    return codes
  }

  private struct NoConverter: Error {}

  /// One folder may hold every charset, each page with the label of another.
  @Test func aMixedFolderIsDecodedFileByFile() throws {
    let decoder = RecordDecoder()
    for sample in Sample.allCases where sample != .gb18030 {
      let bytes = try Self.encode(String(sample.text.prefix(1200)), sample.charset)
      let head = try Self.encode(
        "<meta charset=\"\(sample.charset == .big5HKSCS ? "gbk" : "big5")\"><p>", sample.charset)
      let record = RawRecord(id: sample.rawValue, path: sample.rawValue, bytes: head + bytes.dropLast(), kind: .html)
      let source = try decoder.decode(record)
      #expect(source.source.charset == sample.charset.rawValue, "\(sample.rawValue)")
      #expect(source.text.string.contains(String(sample.text.prefix(200))), "\(sample.rawValue)")
    }
  }
}
