import CICU
import CorpusModel
import LexiconData
import Testing
import ZhandianTestSupport

@testable import ChineseText

/// Converters that several tests share.
private enum Converters {
  static let simplifying = Result { try ScriptConverter(lexicons: Repository.lexicons(), to: .hans) }
  static let fromTaiwan = Result { try ScriptConverter(lexicons: Repository.lexicons(), to: .hans, from: .tw) }
  static let traditional = Result { try ScriptConverter(lexicons: Repository.lexicons(), to: .hant) }
  static let taiwan = Result { try ScriptConverter(lexicons: Repository.lexicons(), to: .tw) }
  static let hongKong = Result { try ScriptConverter(lexicons: Repository.lexicons(), to: .hk) }

  static func convert(_ converter: Result<ScriptConverter, any Error>, _ text: String) throws -> String {
    try converter.get().convert(Array(text.utf8)).text.string
  }
}

@Suite struct ConversionTests {
  @Test(arguments: [
    ("乾隆年間的乾安縣，乾燥少雨", "乾隆年间的乾安县，干燥少雨"),
    ("站在瞭望臺上瞭解情況", "站在瞭望台上了解情况"),
    ("以此為藉口，杯盤狼藉，慰藉人心", "以此为借口，杯盘狼藉，慰藉人心"),
    ("俱樂部裡一應俱全", "俱乐部里一应俱全"),
    ("反覆答覆，全面覆蓋，恢復，重複", "反复答复，全面覆盖，恢复，重复"),
    ("皇后在後宮，范先生守規範", "皇后在后宫，范先生守规范"),
    ("影響著群眾，看著他笑著說", "影响着群众，看着他笑着说"),
    ("著名學者的著作、專著和土著", "著名学者的著作、专著和土著"),
    ("適用於單位和個人，限於其一", "适用于单位和个人，限于其一"),
    ("多重覆蓋，公示覆蓋面", "多重覆盖，公示覆盖面"),
    ("「連心橋」與“民意窗”", "「连心桥」与“民意窗”"),
    ("瀋陽的沈先生沉默", "沈阳的沈先生沉默"),
    ("台帳和帳號，蚊帳", "台账和账号，蚊帐"),
  ])
  func simplifies(source: String, target: String) throws {
    #expect(try Converters.convert(Converters.simplifying, source) == target)
  }

  @Test func regionalFormsOfTheSourceAreKnown() throws {
    #expect(try Converters.convert(Converters.fromTaiwan, "老么說什麼") == "老幺说什么")
    #expect(try Converters.convert(Converters.simplifying, "為什么聯系") == "为什么联系")
  }

  @Test(arguments: [
    ("皇后的后代在后面", "皇后的後代在後面"), ("干部们干实事，天气干燥", "幹部們幹實事，天氣乾燥"),
    ("范先生的规范", "范先生的規範"), ("人大代表联络站", "人大代表聯絡站"), ("乾隆", "乾隆"),
  ])
  func makesTraditional(source: String, target: String) throws {
    #expect(try Converters.convert(Converters.traditional, source) == target)
  }

  @Test func regionsDiffer() throws {
    #expect(try Converters.convert(Converters.traditional, "群众里的平台") == "羣衆裏的平臺")
    #expect(try Converters.convert(Converters.taiwan, "群众里的平台") == "群眾裡的平台")
    #expect(try Converters.convert(Converters.hongKong, "群众里的平台") == "羣眾裏的平台")
    let terms = try ScriptConverter(lexicons: Repository.lexicons(), to: .tw, terms: true)
    #expect(terms.convert(Array("下载软件".utf8)).text.string == "下載軟體")
  }

  @Test func userPhrasesStandAboveAll() throws {
    let converter = try ScriptConverter(
      lexicons: Repository.lexicons(), to: .hans, userPhrases: [("乾隆", "甲"), ("聯絡站", "联络点位")])
    let converted = converter.convert(Array("乾隆的聯絡站".utf8), trace: true)
    #expect(converted.text.string == "甲的联络点位")
    #expect(converted.notes.map(\.rule) == ["convert.user", "convert.user"])
    #expect(converted.notes.map(\.before) == ["乾隆", "聯絡站"])
    let span = converted.map.source(of: Span(6, converted.text.count))
    #expect(Array("乾隆的聯絡站".utf8).string(span) == "聯絡站")
  }

  @Test func simplifiedParagraphsAndJapaneseStay() throws {
    let text = "这个词是著於竹帛，乾隆瞭望。\n繁體的這一段變了。\n"
    #expect(try Converters.convert(Converters.simplifying, text) == "这个词是著於竹帛，乾隆瞭望。\n繁体的这一段变了。\n")
    let japanese = "他說「東京駅のお土産を買いました」很開心，這對嗎"
    #expect(try Converters.convert(Converters.simplifying, japanese) == "他说「東京駅のお土産を買いました」很开心，这对吗")
  }

  @Test func bareICURewritesQuotes() throws {
    let converter = try ScriptConverter(lexicons: Repository.lexicons(), to: .hans, engine: .icu)
    let source = Array("「俱樂部」乾隆\n後面".utf8)
    let converted = converter.convert(source)
    #expect(converted.text.string == "“具乐部”干隆\n后面")
    #expect(converted.map.sourceCount == source.count && converted.map.targetCount == converted.text.count)
  }

  @Test func scriptsAreTold() throws {
    let converter = try Converters.simplifying.get()
    #expect(converter.script(of: Array("人大代表联络站设在乡镇".utf8)) == .hans)
    #expect(converter.script(of: Array("人大代表聯絡站設在鄉鎮".utf8)) == .hant)
    #expect(converter.script(of: Array("聯絡站設在鄉鎮，联络站设在乡镇".utf8)) == .mixed)
    #expect(converter.script(of: Array("1+7+N".utf8)) == .hans)
  }

  @Test func illFormedBytesSurvive() throws {
    let converter = try Converters.simplifying.get()
    for bytes in [[0xE4, 0xB8], [0xFF, 0xE7, 0xB8, 0xBD], [0xF0, 0x9F], [0xE4], [0xC3]] as [[UInt8]] {
      let converted = converter.convert(bytes)
      #expect(converted.map.sourceCount == bytes.count && converted.map.targetCount == converted.text.count)
    }
    #expect(converter.convert([]).text.isEmpty)
  }
}

@Suite struct ConversionTableTests {
  /// The cached tables are what the ICU in use makes of every code point.
  @Test(arguments: [("Hant-Hans", "conversion/icu-hant-hans.tsv"), ("Hans-Hant", "conversion/icu-hans-hant.tsv")])
  func cachedTableEqualsICU(identifier: String, file: String) throws {
    let transform = try ICUTransform(identifier)
    let ranges: [ClosedRange<UInt32>] = [
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2EBE0, 0x2F800...0x2FA1F,
      0x30000...0x3134F,
    ]
    var cached: [UInt32: [UInt32]] = [:]  // by scalars: compatibility forms are canonically equal to plain ones
    for row in try Repository.lexicons().table(file, columns: ["from", "to"]) {
      cached[try #require(row.cells[0].firstScalar)] = row[1].unicodeScalars.map(\.value)
    }
    let characters = ranges.flatMap { $0 }.compactMap(Unicode.Scalar.init)
    let made = try #require(transform.apply(to: Array(characters.map { "\($0)\n" }.joined().utf16)))
    let lines = String(decoding: made, as: UTF16.self).unicodeScalars.split(separator: "\n")
    #expect(lines.count == characters.count)
    for (character, line) in zip(characters, lines)
    where cached[character.value] ?? [character.value] != line.map(\.value) {
      Issue.record("\(character): ICU \(String(line)), table \(cached[character.value] ?? [])")
    }
  }

  @Test(arguments: ScriptVariant.allCases)
  func convertedTextStays(to: ScriptVariant) throws {
    let converter = try ScriptConverter(lexicons: Repository.lexicons(), to: to)
    var random = SplitMix(state: 11)
    for _ in 0..<300 {
      let text = random.mixedText(of: 60)
      let once = converter.convert(text)
      expectSound(once.map, from: text, to: once.text)
      // Mixed text is what nobody promises more of than this: a second pass has a map as sound.
      let twice = converter.convert(once.text)
      expectSound(twice.map, from: once.text, to: twice.text)
    }
  }

  @Test func simplifiedNewsIsAFixedPoint() throws {
    let converter = try ScriptConverter(lexicons: Repository.lexicons(), to: .hans, from: .tw)
    let source = Array("各鄉鎮人大代表聯絡站圍繞羣眾關心的問題，聽取意見建議；代表們帶著問題，沿著河道巡查。".utf8)
    let once = converter.convert(source).text
    #expect(converter.convert(once).text == once)
  }
}
