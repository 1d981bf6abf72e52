import CorpusModel
import LexiconData
import Testing
import ZhandianTestSupport

@testable import ChineseText

/// The accident of the mirror sites on sentences of our own, and documents that had none.
@Suite struct RepairAccidentTests {
  private static let annotated: [(Unicode.Scalar, String)] = [
    ("數", "shù"), ("聯", "lián"), ("絡", "luò"), ("區", "qū"), ("發", "fā"), ("業", "yè"), ("鄉", "xiāng"), ("鎮", "zhèn"),
    ("務", "wù"), ("對", "duì"), ("現", "xiàn"), ("關", "guān"), ("實", "shí"), ("結", "jié"), ("當", "dāng"), ("會", "huì"),
    ("內", "nèi"), ("計", "jì"), ("進", "jìn"), ("續", "xù"), ("設", "shè"), ("權", "quán"), ("時", "shí"), ("個", "gè"),
    ("據", "jù"), ("動", "dòng"), ("辦", "bàn"), ("報", "bào"), ("無", "wú"), ("節", "jié"), ("萬", "wàn"), ("點", "diǎn"),
    ("調", "diào"), ("見", "jiàn"), ("來", "lái"), ("場", "chǎng"), ("強", "qiáng"), ("請", "qǐng"), ("開", "kāi"),
    ("說", "shuō"), ("問", "wèn"), ("過", "guò"), ("負", "fù"),
  ]

  struct Tally {
    var cases = 0
    var exact = 0
    /// Neither exact nor flagged.
    var wrong = 0
  }

  /// Of 300 accidents of each kind at least so many in a hundred are undone, and at most so many are wrong and not flagged.
  @Test func threeHundredAccidentsOfEachKind() throws {
    let floors: [GBKAccident.Kind: (exact: Int, wrong: Int)] = [
      .annotation: (97, 2), .brokenAnnotation: (89, 3), .lostLead: (88, 7),
    ]
    let lexicons = try Repository.lexicons()
    let repairer = try Repairer(lexicons: lexicons)
    let accident = GBKAccident(gbk: try GBKTable(), annotated: Self.annotated)
    let converter = try ScriptConverter(lexicons: lexicons, to: .hant)
    // Mirror sites convert character by character: 后 干 里 制 系 stay, 臺 and 眾 are their forms.
    let sentences = try OwnTexts.sentences().map { converter.convert(Array($0.utf8)).text.string }
    var tallies: [GBKAccident.Kind: Tally] = [:]
    var random = SplitMix(state: 21)
    for _ in 0..<20_000 where floors.keys.contains(where: { tallies[$0, default: Tally()].cases < 300 }) {
      let text = (0..<3).compactMap { _ in sentences.randomElement(using: &random) }.joined()
      guard let page = accident.damaged(text, marksOrphans: Bool.random(using: &random)) else { continue }
      let wanted = page.kinds.filter { tallies[$0, default: Tally()].cases < 300 }
      if wanted.isEmpty { continue }
      let repaired = repairer.repair(Array(page.text.utf8))
      expectSound(repaired.map, from: Array(page.text.utf8), to: repaired.text)
      let isExact = Self.folded(repaired.text.string) == Self.folded(text)
      for kind in wanted {
        tallies[kind, default: Tally()].cases += 1
        tallies[kind, default: Tally()].exact += isExact ? 1 : 0
        tallies[kind, default: Tally()].wrong += !isExact && !repaired.notes.contains(where: \.isUnrepaired) ? 1 : 0
      }
    }
    for (kind, floor) in floors {
      let tally = tallies[kind, default: Tally()]
      #expect(tally.cases == 300, "\(kind): \(tally)")
      #expect(tally.exact * 100 >= tally.cases * floor.exact, "\(kind): \(tally)")
      #expect(tally.wrong * 100 <= tally.cases * floor.wrong, "\(kind): \(tally)")
    }
  }

  /// 2,500 documents of our own sentences in either script with lines that look like damage and are none.
  @Test func cleanDocumentsStay() throws {
    let lexicons = try Repository.lexicons()
    let repairer = try Repairer(lexicons: lexicons)
    let converter = try ScriptConverter(lexicons: lexicons, to: .tw)
    let simplified = try OwnTexts.sentences()
    let traditional = simplified.map { converter.convert(Array($0.utf8)).text.string }
    let traps = [
      "邕（yōng）宁区、阆（làng）中市的代表来了。", "加入世贸组织（WTO），试点（n=50），氧化锌（ZnO）。", "維生素（a）與甲（a）兩類！",
      "“好不好？”他问；“好！”大家说。", "单位A；单位B！单位C？", "編號：AB-12；型號：C_3@x？", "真的吗？！！！是的！！", "R&D、AT&T；Ángel、Müller。",
      "成立了?还是没有?不知道!", "他说：“走！”\n她问：“去哪？”\n",
    ]
    var random = SplitMix(state: 33)
    for number in 0..<2_500 {
      let pool = number % 2 == 0 ? simplified : traditional
      var lines = (0..<6).compactMap { _ in pool.randomElement(using: &random) }
      if let trap = traps.randomElement(using: &random) {
        lines.insert(trap, at: Int.random(in: 0...6, using: &random))
      }
      let text = Array(lines.joined(separator: number % 3 == 0 ? "\n" : "").utf8)
      let repaired = repairer.repair(text)
      #expect(repaired.text == text, "\(text.string) → \(repaired.text.string)")
      #expect(repaired.notes.isEmpty)
    }
  }

  /// ASCII punctuation for full width: what it was is no matter here.
  private static func folded(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { (0xFF01..<0xFF5F).contains($0.value) ? $0.value - 0xFEE0 : $0.value }
  }
}
