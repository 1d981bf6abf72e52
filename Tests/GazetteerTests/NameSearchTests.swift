import CorpusModel
import Gazetteer
import Testing
import ZhandianTestSupport

@Suite struct NameSearchTests {
  private func names(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try Shared.gazetteer.get().names(in: bytes).map { bytes.string($0.span) }
  }

  @Test(arguments: [
    ("邕宁县人大常委会", ["邕宁县"]), ("长沙县与浏阳市", ["长沙县", "浏阳市"]), ("保康县城区", ["保康县", "城区"]),
    ("红河哈尼族彝族自治州", ["红河哈尼族彝族自治州"]), ("红河州建水县临安镇", ["红河州", "建水县", "临安镇"]),
    ("九江县、南汇区、射洪县", ["九江县", "南汇区", "射洪县"]), ("驻邕全国人大代表", ["邕"]), ("在深圳履职", ["深圳"]),
    ("在榕人大代表", ["榕"]), ("驻邕高校", ["邕"]), ("在甬召开", ["甬"]), ("浦东各街镇", ["浦东"]), ("松桃自治县和景宁自治县", ["松桃自治县", "景宁自治县"]),
    ("神农架代表", ["神农架"]),
  ]) func theLongestNameFromTheLeft(_ text: String, _ expected: [String]) throws {
    #expect(try names(text) == expected)
  }

  @Test(arguments: [
    "示范县创建", "召开县乡人代会", "担任县人大代表", "人大理论研究", "经济南北差异", "扩大同城效应", "健康县区", "组成县级小组", "创新县乡工作",
    "市长沙龙", "大同小异", "湘阴渡口设点", "宁海路上的小站", "长治久安", "以上海拔", "苏木乡镇代表之家", "旗县、苏木乡镇两级代表", "在榕树下议事", "县乡镇三级", "各乡镇街道",
    "城乡村镇", "集镇和场镇", "在榕议亭接访", "来穗花园", "离深渊", "全国和县级以上人大",
  ]) func wordsThatOnlyLookLikeNames(_ text: String) throws {
    #expect(try names(text) == [])
  }

  @Test func aNameTellsItsBearers() throws {
    let gazetteer = try Shared.gazetteer.get()
    let found = gazetteer.names(in: Array("城关镇".utf8))
    #expect(found.count == 1 && found[0].isTownship)
    #expect(gazetteer.candidates(of: found[0], in: 2023).count > 50)
  }
}
