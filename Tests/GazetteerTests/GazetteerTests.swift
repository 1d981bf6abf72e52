import CorpusModel
import Gazetteer
import LexiconData
import Testing
import ZhandianTestSupport

/// Loaded once for all tests of the target.
enum Shared {
  static let gazetteer = Result { try Gazetteer(lexicons: Repository.lexicons()) }
}

@Suite struct DivisionTests {
  @Test(arguments: [
    ("450103", 1999, "新城区"), ("450103", 2023, "青秀区"), ("419001", 2020, "济源市"), ("530126", 1990, "路南彝族自治县"),
    ("530126", 2024, "石林彝族自治县"), ("660000", 2024, "新疆生产建设兵团"), ("140728103", 2024, "洪善镇"),
  ]) func aCodeMeansWhatItMeantInTheYear(_ code: String, _ year: Int, _ name: String) throws {
    #expect(try Shared.gazetteer.get().division(code, in: year)?.name == name)
  }

  @Test func anUnknownCodeIsNoDivision() throws {
    let gazetteer = try Shared.gazetteer.get()
    #expect(gazetteer.division("999999", in: nil) == nil)
    #expect(gazetteer.division("", in: nil) == nil)
    #expect(gazetteer.division("45010x", in: nil) == nil)
    #expect(gazetteer.successor(of: "999999", to: nil) == nil)
  }

  @Test(arguments: [
    ("532331", nil, "532302"), ("532331", 2019, "532331"), ("450127", nil, "450181"), ("330181", nil, "330109"),
    ("132100", nil, "130400"), ("542400", nil, "540600"), ("450103", nil, "450103"), ("310230", 2020, "310151"),
  ]) func successorsFollowTheHistory(_ code: String, _ year: Int?, _ heir: String) throws {
    #expect(try Shared.gazetteer.get().successor(of: code, to: year)?.code == heir)
  }

  @Test func parentsAndPathsGoUpToTheProvince() throws {
    let gazetteer = try Shared.gazetteer.get()
    #expect(gazetteer.reference("532331", in: 2019)?.path == ["云南省", "楚雄彝族自治州", "禄丰县"])
    #expect(gazetteer.reference("000000", in: nil)?.name == "全国")
    #expect(gazetteer.ancestor(of: "450103", at: .prefecture, in: 2023)?.name == "南宁市")
    #expect(gazetteer.ancestor(of: "450103", at: .province, in: 2023)?.code == "450000")
    #expect(gazetteer.ancestor(of: "419001", at: .prefecture, in: 2023) == nil)
  }

  @Test func everyParentAndSuccessorIsADivision() throws {
    let gazetteer = try Shared.gazetteer.get()
    let divisions = gazetteer.allDivisions
    #expect(divisions.count > 6800)
    let codes = Set(divisions.map(\.code))
    #expect(divisions.filter { $0.parent != "000000" && !codes.contains($0.parent) }.map(\.code) == [])
    #expect(divisions.filter { $0.successor.map { !codes.contains($0) } ?? false }.map(\.code) == [])
    let ended = divisions.filter { $0.validTo != nil }
    let lost = ended.filter { gazetteer.successor(of: $0.code, to: nil) == nil }
    #expect(lost.count * 50 < ended.count, "\(lost.map(\.name))")
  }
}

@Suite struct HomeTests {
  private func home(
    _ text: String, title: String = "", publisher: String? = nil, licences: [String] = [], url: String? = nil
  ) throws -> Home? {
    var metadata = ArticleMetadata(title: title, published: "2023-05-01", publisher: publisher, url: url)
    metadata.licences = licences
    let bytes = Array(text.utf8)
    return try Shared.gazetteer.get().home(
      of: NormalizedArticle(
        metadata: metadata, title: Array(title.utf8), text: bytes, map: .identity(bytes.count), script: .hans))
  }

  @Test func theReasonNamesTheEvidence() throws {
    let found = try home("代表联络站全部开放。", publisher: "禄丰市人大常委会")
    #expect(found?.region.code == "532302")
    #expect(found?.reason == "publisher:禄丰市人大常委会")
  }

  @Test func aLicenceTellsThePrefecture() throws {
    #expect(try home("代表联络站全部开放。", licences: ["桂公网安备 45010302000253号"])?.region.code == "450100")
    #expect(try home("代表联络站全部开放。", licences: ["桂ICP备05000000号"])?.region.code == "450000")
  }

  @Test(arguments: [
    ("0771-5881234", "450100"), ("0351)4041234", "140100"), ("0351-4041234", "140100"), ("010 83061234", "110000"),
    ("02162758888", "310000"), ("0878-3123456", "532300"), ("0999-8021234", "654000"), ("0000-1234567", ""),
    ("400-8001234", ""),
  ]) func aTelephoneNumberTellsItsArea(_ number: String, _ code: String) throws {
    let found = try home("代表联络站全部开放。", licences: [number])
    #expect(found?.region.code ?? "" == code)
    if !code.isEmpty { #expect(found?.reason == "telephone:\(number)") }
  }

  @Test func aSharedAreaCodeFollowsTheText() throws {
    #expect(try home("崇左市代表联络站全部开放。", licences: ["0771-7821234"])?.region.code == "451400")
    #expect(try home("西安市代表联络站全部开放。", licences: ["029-33211234"])?.region.code == "610100")
  }

  @Test(arguments: [
    ("https://www.nanning.gov.cn/a.html", "450100"), ("http://qingxiu.nanning.gov.cn/", "450103"),
    ("http://www.gxzf.gov.cn/x", "450000"), ("https://gx.people.com.cn/n2/1.html", "450000"),
    ("http://www.nnrd.gov.cn/", "450100"), ("www.zgerd.gov.cn/xz", "150622"),
    ("http://rd.jinan.gov.cn:8080/a", "370100"), ("https://WWW.GXNEWS.COM.CN/s", "450000"),
    ("http://www.shaanxi.gov.cn", "610000"), ("http://hengzhou.gov.cn", "450181"),
    // Several bearers, other words, no host.
    ("http://www.taizhou.gov.cn/", ""), ("http://www.dfrd.gov.cn/", ""), ("https://www.xinhuanet.com/", ""),
    ("https://hengzhou.com", ""), ("https://news.sina.com.cn/c", ""), ("", ""), ("://", ""), ("a.b.c...", ""),
  ]) func aHostTellsItsRegion(_ url: String, _ code: String) throws {
    #expect(try home("代表联络站全部开放。", url: url)?.region.code ?? "" == code)
  }

  @Test func aSharedHostFollowsTheText() throws {
    #expect(try home("代表联络站在大方县各乡镇开放。", url: "http://www.dfrd.gov.cn/")?.reason.contains("大方") == true)
    #expect(try home("兴化、靖江的代表联络站全部开放。", url: "http://www.taizhou.gov.cn/")?.region.code == "321200")
  }

  @Test func theTextOutweighsTheImprint() throws {
    let found = try home("横州市建成联络站300个。", licences: ["0771-5881234", "桂ICP备05000000号"], url: "http://www.gxzf.gov.cn/")
    #expect(found?.region.code == "450181")
  }

  @Test func whoHoldsAMeetingIsTheHomeAndAVenueIsNot() throws {
    #expect(try home("10月18日，重庆市江津区召开推进会。沙坪坝区也介绍了做法。")?.region.code == "500116")
    #expect(try home("全省现场会在邵阳召开。株洲市建成联络站200个，株洲市代表进站。")?.region.code == "430200")
  }

  @Test func anAgencysDatelineLeavesTheProvinceToTheText() throws {
    #expect(try home("新华网昆明6月25日电 云南省人大常委会通报，全省建成阵地14556个。")?.region.code == "530000")
    #expect(try home("新华社大连6月25日电 全市建成联络站300个。")?.region.code == "210200")
  }

  @Test func nothingKnownIsNoHome() throws {
    #expect(try home("代表联络站全部开放。") == nil)
    #expect(try home("") == nil)
  }
}

@Suite struct HostileTextTests {
  @Test func anyBytesAreRead() throws {
    let gazetteer = try Shared.gazetteer.get()
    let whole = Array("新华网昆明6月25日电，全市“我们镇”在南宁市、柳州市等12个站".utf8)
    for end in 0...whole.count {
      for text in [Array(whole[..<end]), Array(whole[end...]), Array(whole[..<end]) + [0xFF, 0xE5, 0x00]] {
        let article = NormalizedArticle(
          metadata: ArticleMetadata(), title: text, text: text, map: .identity(text.count), script: .hans)
        let scope = gazetteer.scope(of: article, home: gazetteer.home(of: article))
        _ = scope.region(of: Span(0, text.count))
        _ = scope.region(of: Span(text.count + 5, text.count + 9))
      }
    }
  }

  @Test func manyNamesStayFast() throws {
    let gazetteer = try Shared.gazetteer.get()
    let text = Array(String(repeating: "南宁市青秀区、鼓楼区城关镇“", count: 3000).utf8)
    let article = NormalizedArticle(
      metadata: ArticleMetadata(), title: [], text: text, map: .identity(text.count), script: .hans)
    #expect(gazetteer.scope(of: article, home: nil).region(of: Span(10, 11)).region != nil)
  }

  @Test func aDamagedTableIsNamedWithItsLine() throws {
    #expect(throws: LexiconError.self) { try Gazetteer(lexicons: Lexicons(root: Repository.root + "/Sources")) }
  }
}
