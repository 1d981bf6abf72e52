import CorpusModel
import FactExtraction
import LexiconData
import Testing
import ZhandianTestSupport

/// Claims of coverage in sentences of our own.
struct CoverageTests {
  private static let shared = Result { try CountRecognizer(lexicons: Repository.lexicons()) }
  private let recognizer: CountRecognizer

  init() throws { recognizer = try Self.shared.get() }

  private func claims(_ text: String) -> [(scope: String?, percent: Double)] {
    let bytes = Array(text.utf8)
    let article = NormalizedArticle(
      metadata: ArticleMetadata(), title: [], text: bytes, map: .identity(bytes.count), script: .hans)
    return recognizer.mentions(in: article).compactMap {
      if case .coverage(let scope, let percent) = $0.content { return (scope, percent) }
      return nil
    }
  }

  @Test(arguments: [
    ("乡镇、街道实现全覆盖。", "乡镇、街道", 100.0), ("两级代表全部编组进站。", "两级代表", 100),
    ("村和社区一个不落。", "村和社区", 100), ("28个社区都建起了联络站。", "社区", 100), ("各乡镇均建立了代表联络站。", "乡镇", 100),
    ("社区联络点覆盖率达95%。", "社区", 95), ("将全体市代表编入各站。", "市代表", 100), ("98.6%的乡镇建立了代表之家。", "乡镇", 98.6),
    ("代表联络站已建到了每一个街道。", "街道", 100), ("把联络点设到全部村组。", "村组", 100), ("86名镇代表悉数进室。", "镇代表", 100),
    ("实现镇、开发区“两个全覆盖”。", "镇、开发区", 100), ("86名镇代表全部进家入室。", "镇代表", 100),
    ("推动代表联络站乡镇（街道）全覆盖。", "乡镇（街道）", 100), ("社区联络点覆盖率达九成。", "社区", 90), ("社区联络点覆盖率八成五。", "社区", 85),
    // The places or persons, without the thing that they have, tiers, regions and numbers.
    ("9个街道的代表之家实现全覆盖。", "街道", 100), ("镇一级已全部覆盖。", "镇", 100), ("全市村街全覆盖。", "村街", 100),
    ("22个乡镇（街道）实现代表之家全覆盖。", "乡镇（街道）", 100), ("14名县代表、62名镇代表全部进站。", "县代表、镇代表", 100),
    ("830名镇代表全部安排进站。", "镇代表", 100), ("26个乡镇（街道）代表工作站全部挂牌运行。", "乡镇（街道）", 100),
    ("四级代表588人悉数编入。", "四级代表", 100), ("镇代表编组全覆盖。", "镇代表", 100), ("9个乡镇无一空白。", "乡镇", 100),
    ("乡镇全部建站。", "乡镇", 100), ("97.3%的代表编了组。", "代表", 97.3), ("覆盖全市所有村居。", "村居", 100),
    ("1.6万名全国、省、市三级代表均已编入站点。", "全国、省、市三级代表", 100), ("86名镇代表全部亮码。", "镇代表", 100), ("覆盖16个乡镇和所有代表小组。", "代表小组", 100),
    // How and by what rule, between the persons or places and what was done.
    ("四级代表260名，全部混合编入12个联络站。", "四级代表", 100), ("260名镇代表已全部分片编入代表小组。", "镇代表", 100),
    ("县乡代表全部按居住地编入联络站。", "县乡代表", 100), ("镇代表按照便民、混合编组原则全部编入。", "镇代表", 100),
    ("镇代表打破选区全部进站。", "镇代表", 100), ("全县12个镇街全部按照“五有四统一”标准建成联络站。", "镇街", 100),
    ("12个镇街均按“六有”标准建起联络站。", "镇街", 100), ("12个镇街全部按要求建起联络站。", "镇街", 100),
    ("水边村代表活动室无一遗漏。", "水边村", 100),
    // Several claims, a share of all, a name, an object that is a place, a stretch.
    ("实现联络站、代表小组两个全覆盖。", "联络站、代表小组", 100), ("代表之家覆盖全部乡镇的92%。", "乡镇", 92),
    ("清河县村级联络站全覆盖。", "村级", 100), ("代表联系选区全覆盖。", "选区", 100), ("代表联系群众全覆盖。", "代表", 100),
    ("街道、乡镇范围内全覆盖。", "街道、乡镇", 100), ("实现代表集中培训全覆盖。", "代表", 100),
    ("四级代表均已编入“家站点”。", "四级代表", 100), ("联络站覆盖该县所有村居。", "村居", 100),
    ("12个镇（办）实现了“代表之家”全覆盖。", "镇（办）", 100), ("联络站覆盖全市95%的村居。", "村居", 95), ("代表联络站覆盖85%的行政村。", "行政村", 85),
    ("联络站覆盖全部乡镇、服务选民的92%。", "乡镇", 100),
    // The persons of the clause before.
    ("五级代表600名，实现进站全覆盖。", "五级代表", 100), ("进站的镇代表68名，占镇代表总数的85%。", "镇代表", 85),
    ("四级代表588人悉数编入，入站率100%。", "四级代表", 100), ("基层代表列席会议实现全覆盖。", "基层代表", 100),
  ])
  func found(_ text: String, _ scope: String, _ percent: Double) throws {
    let found = claims(text)
    #expect(found.count == 1)
    let claim = try #require(found.first)
    #expect(claim.scope == scope)
    #expect(claim.percent == percent)
  }

  @Test(arguments: [
    "公路修到家门口，路灯建到了每一个村。", "力争把联络站建到每一个村。", "民主是全链条、全方位、全覆盖的。", "办结率98%，满意率100%。", "力争明年实现全覆盖。", "坚持“全覆盖、规范化”的思路。",
    "5G信号覆盖城区和所有行政村。", "巡演覆盖全县3个乡镇。", "公交线路覆盖县城和所有乡镇。",
    "将260名代表混合编入12个联络站。", "把意见全部编入汇编。", "经费全部混合使用。",
    "300名代表都有了去处。", "意见办结了，占建议总数的76%。", "68.5%的受访者都有过找人大代表的念头。", "问卷显示，42%的受访村民不知道社区建有代表联络站。", "结合“十个全覆盖”工程开展视察。",
  ])
  func noClaim(_ text: String) { #expect(claims(text).isEmpty) }

  @Test func aRateBehindAFullClaimIsAnother() {
    let found = claims("实现镇代表之家全覆盖、村活动室覆盖面达88%。")
    #expect(found.map(\.percent) == [100, 88])
    #expect(found.last?.scope == "村")
    #expect(claims("实现了代表全覆盖、站点全覆盖。").map(\.scope) == ["代表", "站点"])
    #expect(claims("镇街建站率和五级代表进站率均达到100%。").map(\.scope) == ["镇街", "五级代表"])
    #expect(claims("乡镇代表之家实现100%覆盖，县代表进家站比例达到97%。").map(\.percent) == [100, 97])
  }

  @Test func aSentenceWithBothWordingsIsOneClaim() {
    #expect(claims("28个村均建立了联络站，实现村级全覆盖。").count == 1)
    #expect(claims("19个乡镇都有了代表之家，实现全覆盖。").map(\.scope) == ["乡镇"])
    #expect(claims("36个乡镇全部建起联络站，900名代表全部进站。").map(\.scope) == ["乡镇", "代表"])
  }
}
