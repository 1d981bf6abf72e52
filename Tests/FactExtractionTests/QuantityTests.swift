import CorpusModel
import LexiconData
import Testing
import ZhandianTestSupport

@testable import FactExtraction

/// Quantities in every spelling of the press.
struct QuantityTests {
  private static let shared = Result { try NumeralLexicon(Repository.lexicons()) }
  private let scanner: QuantityScanner

  init() throws { scanner = QuantityScanner(lexicon: try Self.shared.get()) }

  private func scan(_ text: String) -> ScannedQuantity? {
    Array(text.utf8).withUnsafeBufferPointer { scanner.scan($0, at: 0) }
  }

  @Test(arguments: [
    ("14556个", 14556, Bound.exact), ("1.2万多名", 12_000, .moreThan), ("1.1万余个", 11_000, .moreThan),
    ("两千余条", 2000, .moreThan), ("百余场", 100, .moreThan), ("数百件", 100, .moreThan), ("十余个", 10, .moreThan),
    ("3200多件次", 3200, .moreThan), ("2 000多名", 2000, .moreThan), ("１２０００人次", 12_000, .exact),
    ("千余条", 1000, .moreThan), ("三十六个", 36, .exact), ("6千多个", 6000, .moreThan), ("1,234名", 1234, .exact),
    ("12,345,678元", 12_345_678, .exact), ("一万两千余名", 12_000, .moreThan), ("十几个", 10, .moreThan),
    ("几十场", 10, .moreThan), ("二十多万个", 200_000, .moreThan), ("八千八百零六人", 8806, .exact),
    ("一百五十三项", 153, .exact), ("3.5亿元", 350_000_000, .exact), ("3541.07万元", 35_410_700, .exact),
    ("50余万元", 500_000, .moreThan), ("1万2千名", 12_000, .exact), ("2亿3000万元", 230_000_000, .exact),
    ("近200个", 200, .nearly), ("将近三百名", 300, .nearly), ("约3万人次", 30_000, .about), ("超过71000名", 71_000, .moreThan),
    ("不少于5人", 5, .atLeast), ("不超过十个", 10, .atMost), ("至少两次", 2, .atLeast), ("38个以上", 38, .moreThan),
    ("300名左右", 300, .about), ("近200多条", 200, .moreThan), ("上百名", 100, .moreThan), ("近千场", 1000, .nearly),
    ("1000+条", 1000, .moreThan), ("10来个", 10, .about), ("3–5名", 3, .atLeast), ("3至5家", 3, .atLeast),
    ("5名到10名", 5, .atLeast), ("三四十个", 30, .atLeast), ("两百二十六个", 226, .exact), ("1 146 个", 1146, .exact),
    ("9万零800名", 90_800, .exact), ("9万零八百名", 90_800, .exact), ("2亿零5万元", 200_050_000, .exact),
  ])
  func spellings(_ text: String, _ value: Int, _ bound: Bound) throws {
    let quantity = try #require(scan(text))
    #expect(quantity.value == value)
    #expect(quantity.bound == bound)
    #expect(quantity.unitClass.isCountable)
    #expect(quantity.span == Span(0, text.utf8.count))
  }

  @Test(arguments: [
    "14米", "0.78平方公里", "60岁", "十四届", "五级", "98%", "3个月", "20分钟", "3人大代表", "6组团3幢", "90分",
  ])
  func measuresAndRanksAreNoCounts(_ text: String) { #expect(scan(text)?.unitClass.isCountable != true) }

  @Test(arguments: ["百名", "万名代表", "千家万户", "上三个", "名代表"])
  func barePlacesAreNoNumbers(_ text: String) { #expect(scan(text) == nil) }

  @Test func percentagesKeepDecimals() throws {
    let quantity = try #require(scan("97.8%"))
    #expect(quantity.decimal == 97.8)
    #expect(quantity.unitClass == .percent)
  }

  @Test func overflowIsNoNumber() {
    #expect(scan("99999999999999999999个") == nil)
    #expect(scan("9亿亿亿亿亿个") == nil)
  }

  @Test func scaledNumberWithoutUnit() throws {
    let quantity = try #require(scan("188万"))
    #expect(quantity.value == 1_880_000)
    #expect(quantity.unitClass == UnitClass.none)
    #expect(try #require(scan("9.6万五级代表")).value == 96_000)
  }

  @Test(arguments: [
    ("2020年10月15日", PartialDateMention(span: Span(0, 17), year: 2020, month: 10, day: 15)),
    ("11月底", PartialDateMention(span: Span(0, 8), year: nil, month: 11, day: nil)),
    ("二〇二四年", PartialDateMention(span: Span(0, 15), year: 2024, month: nil, day: nil)),
  ])
  func dates(_ text: String, _ date: PartialDateMention) {
    let found = Array(text.utf8).withUnsafeBufferPointer {
      DateScanner(numerals: scanner.lexicon).scan($0, at: 0)
    }
    #expect(found == date)
  }

  @Test(arguments: ["3年", "5个月", "13月", "2500年"])
  func durationsAreNoDates(_ text: String) {
    let found = Array(text.utf8).withUnsafeBufferPointer {
      DateScanner(numerals: scanner.lexicon).scan($0, at: 0)
    }
    #expect(found == nil)
  }
}
