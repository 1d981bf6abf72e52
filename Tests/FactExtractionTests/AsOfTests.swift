import CorpusModel
import FactExtraction
import LexiconData
import Testing
import ZhandianTestSupport

/// The dates that counts are stated for, in sentences of our own.
struct AsOfTests {
  private static let shared = Result { try CountRecognizer(lexicons: Repository.lexicons()) }

  /// The dates of the counts of an article, of 1 March 2024 unless told, in text order.
  private func dates(
    _ text: String, title: String = "", published: String? = "2024-03-01"
  ) throws -> [String?] {
    let bytes = Array(text.utf8)
    var metadata = ArticleMetadata()
    metadata.published = published
    let article = NormalizedArticle(
      metadata: metadata, title: Array(title.utf8), text: bytes, map: .identity(bytes.count), script: .hans)
    return try Self.shared.get().mentions(in: article).compactMap { mention in
      guard case .count(let count) = mention.content else { return nil }
      return .some(count.asOf?.description)
    }
  }

  @Test(arguments: [
    ("截至2020年10月15日，共有联络站300个。", "2020-10-15"), ("到11月底，建成联络站300个。", "2023-11"),
    ("2020年来，接待选民300人次。", nil), ("该站成立于2016年，有代表15名。", nil),
    ("围绕2024年全县十件民生实事，提出建议66件。", nil), ("2月全部建成联络站30个。", "2024-02"),
    ("今年新增联络站30个。", "2024"), ("2019年以来，接待选民300人次。", nil), ("目前有联络站30个。", nil),
    ("联络站于2019年7月揭牌，进驻代表16名。", nil), ("2012年2月，代表之家成立，一年多来收集意见60多条。", nil),
    ("2023年4月，全县12个联络站全部建成。", "2023-04"), ("2月8日揭牌那天，来了代表19名。", "2024-02-08"),
    ("2023年5月，县人大启动2024年民生实事征集，共开展活动16场。", "2023-05"),
    // Words that only begin as 生, 电, 来, 比 and 底 do.
    ("2023年生态环境领域收到建议45件。", "2023"), ("2022年电子票决民生实事36件。", "2022"), ("2023年5月电商节期间接待选民30人次。", "2023-05"),
    ("2023年来信来访群众45人次。", "2023"), ("2023年较好地建成联络站38个。", "2023"), ("2023年比上年新建联络站12个。", "2023"),
    ("2019年底数不清，收到建议45件。", "2019"),
  ])
  func asOf(_ text: String, _ date: String?) throws {
    #expect(try #require(dates(text).first) == date)
  }

  @Test(arguments: [
    // A year told from that of publication reaches as far as one in figures, but not over a semicolon from inside its part.
    ("去年新建联络站9个，接待选民200人次。", ["2023", "2023"]), ("去年，接待选民200人次；收到意见30条。", ["2023", "2023"]),
    ("石桥镇去年接待选民200人次；河口镇有代表30名。", ["2023", nil]), ("今年计划新建联络站9个。", [nil]),
    // Months of a range end it; the month of a year told so has that year.
    ("2022年接待选民90人次。今年1至2月，收到意见30条。", ["2022", "2024-02"]), ("到去年底，建成联络站9个。", ["2023-12"]),
    ("2021年底，建成联络站9个。", ["2021-12"]), ("本月收到意见30条。", ["2024-03"]), ("8日，收到意见30条。", [nil]),
    ("1日，收到意见30条。", ["2024-03-01"]),
    // What was done goes on with the sentence before, what there is does not.
    ("2月4日，代表6名进站接访。接待选民30人，收到意见17条。", ["2024-02-04", "2024-02-04", "2024-02-04"]),
    ("2月4日，联络站开门。村里来了选民30人。", ["2024-02-04"]),
    ("2月4日，代表6名进站接访。全区共有联络站30个。", ["2024-02-04", nil]),
    ("2月4日，代表6名进站接访。据介绍，已接待选民30人。", ["2024-02-04", nil]),
    ("2022年，站里工作很实。全年接待选民30人次。", ["2022"]),
    ("截至2月4日，收到议案18件。会上又收到建议17件。", ["2024-02-04", nil]),
    // The heading of a report's section gives its year to what follows, up to that of plans.
    ("一、2023年主要工作\n新建联络站12个，总数达到96个。\n2022年接待选民80人次。", ["2023", "2023", "2022"]),
    ("2023年工作回顾\n目前有联络站96个。\n2024年主要任务\n新建联络站6个。", [nil, nil]),
    // A period is no year, a news line no heading; a section ends at the next of its numbering.
    ("2019年以来工作情况\n新建联络站12个。", [nil]), ("2016至2021年工作回顾\n新建联络站12个。", [nil]),
    ("2016—2021年工作回顾\n新建联络站12个。", [nil]), ("2021年、2022年工作回顾\n新建联络站12个。", [nil]),
    ("2022年代表工作总结会召开\n新建联络站12个。", [nil]), ("听取2022年工作情况报告\n新建联络站12个。", [nil]),
    ("李梅代表2022年履职情况展示\n新建联络站12个。", [nil]), ("2022年工作情况报告\n新建联络站12个。", ["2022"]),
    ("一、2022年工作回顾\n（一）建站\n新建联络站12个。\n二、几点体会\n新建联络站9个。", ["2022", nil]),
    ("2022年工作回顾\n存在的问题\n新建联络站9个。", [nil]),
    // The first months of a year, the year behind the one named, a day that comes again.
    ("今年前2个月，接待选民80人次。", ["2024-02"]), ("2022年前11个月收到意见30条。", ["2022-11"]),
    ("2019年，联络站开门。次年，收到意见30条。", ["2020"]), ("每月15日开门，已接待选民80人次。", [nil]),
    // A text of March looks back: on the year of its first words, or by a whole year; in a stretch of years it does not.
    ("2023年，联络站开门。\n过去一年，接待选民80人次。", ["2023"]), ("联络站开门。\n过去一年，接待选民80人次。", [nil]),
    ("站里很忙。全年接待选民80人次。", ["2023"]), ("今年，站里很忙。全年要接待选民80人次。", ["2024"]),
    ("过去一年主要工作\n接待选民80人次。", ["2023"]), ("过去五年主要工作\n接待选民80人次。", [nil]),
    ("2022年，站里很忙。站点全年迎客，驻站代表30名。", [nil]), ("站点全年迎客，新建联络站6个。", ["2023"]),
    // What is told of an occasion; a part of a year behind a total; days that are joined.
    ("9个站结合1月份代表活动日开门。本次活动有代表30名。", [nil, "2024-01"]), ("1月份以来，站里很忙。本次活动有代表30名。", [nil]),
    ("截至2月底，建成联络站30个，一季度接待选民80人次。", ["2024-02", "2024"]),
    ("截至2月底，建成联络站30个，接待选民80人次。", ["2024-02", "2024-02"]),
    ("1月8日、2月8日两次接待日有代表30名。", ["2024", "2024"]), ("2月8日至9日，有代表30名。", ["2024-02-09"]),
    ("2月8日，有代表30名。1日，有代表6名。", ["2024-02-08", "2024-03-01"]),
    // A day of the paragraph before.
    ("2月4日，代表们进站接访。\n当天，接待选民30人。", ["2024-02-04"]), ("石桥2月4日电\n当天，接待选民30人。", [nil]),
    // Dates that are not the count's.
    ("本报2月4日讯 联络站30个建成。", [nil]), ("2月4日，农历五月三十，收到意见30条。", ["2024-02-04"]),
    ("联络站125个，比2016年的36个净增89个。", [nil, "2016", nil]), ("联络站从2020年的35个发展到118个。", ["2020", nil]),
    ("收到意见65条，其中2018年12条，办结33条。", [nil, "2018", nil]),
    ("2022年，联络站开门。三年来，接待选民30人次。", [nil]), ("2月4日，主任谈到，共有联络站30个。", [nil]),
  ])
  func asOfs(_ text: String, _ expected: [String?]) throws {
    #expect(try dates(text) == expected)
  }

  @Test(arguments: [
    // A title gives its date to all that has none, brackets at its end aside; a heading of plans ends that.
    ("石桥镇2022年度代表工作总结", "全镇建成联络站30个。\n2021年接待选民80人次。", ["2022", "2021"]),
    ("石桥镇代表工作情况通报（2022年度）（节选）", "二、工作情况\n接待选民80人次。\n下一步打算\n建成联络站30个。", ["2022", nil]),
    ("代表联络站情况统计表（截至2023年6月30日）", "目前有联络站30个。\n接待选民80人次。", [nil, "2023-06-30"]),
    ("代表家站运行情况通报（第四季度）", "接待选民80人次。", ["2023-12"]), ("2024年工作要点", "建成联络站30个。", [nil]),
    ("代表工作情况通报（2019—2023年）", "接待选民80人次。", [nil]), ("2022年代表工作总结会召开", "接待选民80人次。", [nil]),
    // A work report is named after the year that it tells of or the one that it is read in.
    ("石桥镇人大工作报告（摘要）", "各位代表：\n2023年，站里很忙。\n接待选民80人次。", ["2023"]),
    ("石桥镇人大工作报告", "各位代表：\n2019年，联络站开门。\n接待选民80人次。", [nil]),
    ("石桥镇人大2023年工作报告", "接待选民80人次。", ["2023"]), ("石桥镇人大2024年工作报告", "接待选民80人次。", [nil]),
  ])
  func belowTitle(_ title: String, _ text: String, _ expected: [String?]) throws {
    #expect(try dates(text, title: title) == expected)
  }

  @Test(arguments: [
    // A line that opens a list dates it, up to the first that is none of it.
    ("去年，主要数据如下：\n· 接待选民80人次\n· 收到意见30条\n接待选民60人次。", ["2023", "2023", nil]),
    ("截至2月底，各镇情况如下。\n1.建成联络站30个\n2.有代表60名", ["2024-02", "2024-02"]),
    ("2月4日，有关事项公告如下：\n1.接待代表16名", [nil]),
    // A table is dated by its columns, or what stands above it.
    (
      "截至2月底，情况如下：\n镇名 | 联络站（个） | 2023年接待选民（人次） | 意见（条）\n石桥 | 3 | 80 | 30\n河口 | 4 | 90 | 20",
      ["2024-02", "2023", "2024-02", "2024-02", "2023", "2024-02"]
    ),
    // What is to come dates nothing; a stretch of days is no day.
    ("到2025年底，联络站要达到300个。", [nil]), ("问题1日内办结，已接待选民80人次。", [nil]),
    // The steps of a list go on with the sentence before them.
    ("2022年，县里这样做：一是建站。新建联络站12个。二是接访。接待选民80人次。", ["2022", "2022"]),
    ("2022年启动建设。一是建站。新建联络站12个。", [nil]),
    ("2022年，站里很忙。年内新建联络站12个。", ["2022"]), ("任期三年内新建联络站12个。", [nil]),
    // A period that 自 begins; a day of the saying; what a span of its own dates; months at the beginning of a clause.
    ("联络站自2022年开门，接待选民80人次。", [nil]), ("2月4日，县人大通报接访情况，接待选民80人次。", [nil]),
    ("2月4日，代表进站接访。运行三个月，收到意见30条。", [nil]), ("前2个月，接待选民80人次。", ["2024-02"]),
    // A part of a year without the year, unless it comes again or is to come.
    ("上半年，接待选民80人次。", [nil]), ("四季度接待选民80人次。", ["2023-12"]), ("坚持一季度一议，已议事80次。", [nil]),
    ("截至2月底，建成联络站30个。分乡镇看，石桥12个、河口18个。", ["2024-02", "2024-02", "2024-02"]),
  ])
  func inLists(_ text: String, _ expected: [String?]) throws {
    #expect(try dates(text) == expected)
  }

  @Test(arguments: [
    ("石桥镇人大　2023-12-18\n年终盘点，接待选民80人次。", ["2023"]), ("石桥镇人大　2023-11-18\n年终盘点，接待选民80人次。", [nil]),
    // A line above the first sentence tells when the text was published, where nothing else does.
    ("石桥镇人大　2023-12-18\n全年接待选民80人次。今年收到意见30条。", ["2023", "2023"]),
    ("（2023年12月18日）供稿\n截至9月底，接待选民80人次。", ["2023-09"]), ("2023年12月18日，代表进站。\n去年接待选民80人次。", [nil]),
  ])
  func undatedArticles(_ text: String, _ expected: [String?]) throws {
    #expect(try dates(text, published: nil) == expected)
  }
}
