import CorpusModel
import LexiconData
import Testing
import ZhandianTestSupport

@testable import ChineseText

/// Offsets over repair and conversion, on all of the gold.
@Suite struct NormalizerTests {
  @Test func offsetsOfTheGoldGoHomeAndForth() throws {
    let lexicons = try Repository.lexicons()
    let normalizer = try Normalizer(lexicons: lexicons)
    let texts = try OwnTexts.gold()
    #expect(texts.count > 80)
    for text in texts {
      let article = normalizer.normalize(Article(metadata: ArticleMetadata(title: "標題(tí)"), text: text)).article
      expectSound(article.map, from: text, to: article.text)
      expectCopiesAreSame(article.map, text, article.text)
    }
  }

  /// To traditional characters, through the accident's repair, back to simplified: each step's map composed with the last.
  @Test(arguments: [ScriptVariant.hant, .tw, .hk])
  func mapsComposeOverConversionRepairAndBack(variant: ScriptVariant) throws {
    let lexicons = try Repository.lexicons()
    let forth = try ScriptConverter(lexicons: lexicons, to: variant, terms: variant != .hant)
    let repairer = try Repairer(lexicons: lexicons)
    let back = try ScriptConverter(lexicons: lexicons, to: .hans, from: variant, terms: variant != .hant)
    for text in try OwnTexts.gold() {
      let traditional = forth.convert(text)
      let repaired = repairer.repair(traditional.text)
      let simplified = back.convert(repaired.text)
      let map = simplified.map.composed(after: repaired.map.composed(after: traditional.map))
      #expect(map == simplified.map.composed(after: repaired.map).composed(after: traditional.map))
      expectSound(map, from: text, to: simplified.text)
    }
  }

  @Test func damageThatStaysIsFlagged() throws {
    let normalizer = try Normalizer(lexicons: Repository.lexicons())
    let text = "聯(lián)絡(luò)站設(shè)在鄉(xiāng)鎮(zhèn)。\n人口總?cè)丝?.6萬(wàn)人，甲\u{E010}乙。"
    let article = normalizer.normalize(
      Article(metadata: ArticleMetadata(title: "甲\u{E011}"), text: Array(text.utf8))
    ).article
    #expect(article.text.string == "联络站设在乡镇。\n人口总人口\u{FFFD}.6万人，甲\u{E010}乙。")
    #expect(article.unrepaired.map { article.text.string($0) }.last == "\u{E010}")
    #expect(article.unrepaired.count == 2)
  }

  /// What is copied is the same on both sides, unless one character became one of the same length.
  private func expectCopiesAreSame(_ map: OffsetMap, _ source: [UInt8], _ target: [UInt8]) {
    var at = 0
    while at < target.count {
      guard target[at] < 0x80 else {
        at += 1
        continue
      }
      let home = map.source(of: Span(at, at + 1))
      #expect(home.count != 1 || source[home.start] == target[at])
      at += 1
    }
  }
}
