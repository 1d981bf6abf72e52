import CorpusModel
import Testing

@testable import ArticleExtraction

@Suite struct PlainTextTests {
  @Test func readsHeadBodyAndTail() throws {
    let text = """
      某县人大信息网
      您当前的位置：首页 > 代表工作
      【聚焦】代表联络站“搬”进园区
      作者：  发布日期：２０２１年１１月８日  来源：清水河县人大  阅读次数：316

      　　\(Fixture.body[0])
      　　\(Fixture.body[1])
      编辑:本网　审核:本网
      相关新闻
      邻县建成站点八十八个
      蒙ICP备05001234号-1　蒙公网安备 15010002000123号
      """
    let article = try Fixture.article(text, .text)
    #expect(article.text.string == Fixture.bodyText)
    #expect(article.metadata.title == "代表联络站“搬”进园区")
    #expect(article.metadata.published == "2021-11-08")
    #expect(article.metadata.publisher == "清水河县人大")
    #expect(article.metadata.authors.isEmpty)
    #expect(article.metadata.site == "某县人大信息网")
    #expect(article.metadata.licences == ["蒙ICP备05001234号-1", "蒙公网安备 15010002000123号"])
  }

  @Test func aLineOfDashesBelowTheTitleIsItsSubtitleAndNoPublisher() throws {
    let text = "门口的站\n——清水河县代表站观察\n2024-06-25 来源：北方日报\n\(Fixture.bodyText)\n"
    let metadata = try Fixture.article(text, .text).metadata
    #expect(metadata.title == "门口的站")
    #expect(metadata.subtitle == "——清水河县代表站观察")
    #expect(metadata.publisher == "北方日报")
  }

  @Test func tablesAreKeptAndBarsOfLinksAreNot() throws {
    let table = "乡镇｜站点｜群众｜意见\n甲镇｜9｜320｜96\n乙乡｜8｜78｜54\n合计｜17｜398｜150"
    let text = "代表联络站情况\n首页｜新闻｜专题｜视频｜服务\n\(Fixture.bodyText)\n\(table)\n甲县｜乙县｜丙县｜丁县｜戊县\n"
    #expect(try Fixture.article(text, .text).text.string == Fixture.bodyText + "\n" + table)
  }

  @Test func labelsOfTraditionalAndDamagedTextAreRead() throws {
    let text = "聯絡(luò)站進社區(qū)\n發布時間:2024 06/25 09:50:04 來(lái)源: 清水河日報\n\n社區(qū)裏的聯絡站掛牌後，代表每月接待選民，聽取意見。\n責任編輯:王小明\n"
    let article = try Fixture.article(text, .text)
    #expect(article.text.string == "社區(qū)裏的聯絡站掛牌後，代表每月接待選民，聽取意見。")
    #expect(article.metadata.published == "2024-06-25T09:50:04")
    #expect(article.metadata.publisher == "清水河日報")
    #expect(article.metadata.editor == "王小明")
  }

  @Test(
    arguments: [
      ("(完)", nil, []), ("(完)(王小明  李红)", nil, ["王小明", "李红"]), ("（记者 王小明）", nil, ["王小明"]),
      ("(北方云—北方日报 记者王小明)", "北方日报", ["王小明"]),
    ] as [(String, String?, [String])])
  func signOffsAreReadAndCut(_ signOff: String, _ publisher: String?, _ authors: [String]) throws {
    let article = try Fixture.article(Fixture.bodyText + signOff + "\n", .text)
    #expect(article.text.string == Fixture.bodyText)
    #expect(article.metadata.publisher == publisher)
    #expect(article.metadata.authors == authors)
  }

  @Test(
    arguments: [
      ("新华社昆明6月25日电（记者 王小明）", "新华社", ["王小明"]), ("北方网讯（记者 李红）", "北方网", ["李红"]), ("本报讯 ", nil, []),
      ("北方日报讯　", "北方日报", []), ("北方新闻网6月25日讯（记者 李红）", "北方新闻网", ["李红"]),
      ("北方日报报道 ", "北方日报", []),
    ] as [(String, String?, [String])])
  func datelinesNamePublisherAndReporter(_ dateline: String, _ publisher: String?, _ authors: [String]) throws {
    let article = try Fixture.article(dateline + Fixture.bodyText, .text)
    #expect(article.text.string == dateline + Fixture.bodyText)
    #expect(article.metadata.publisher == publisher)
    #expect(article.metadata.authors == authors)
  }

  @Test(
    arguments: [
      ("2024-09-27　北方民主法治　王小明、李红", "北方民主法治", ["王小明", "李红"]),
      ("北方人大网 www.beifang.cn 日期：2023-05-06", "北方人大网", []),
      ("2023-07-04　北方日报　□ 李红云", "北方日报", ["李红云"]),
      ("北方日报 李红　2018-07-02 09:20", "北方日报", ["李红"]),
      ("2021-09-03　北方人大网　供稿：李红云", "北方人大网", ["李红云"]),
      ("2021-09-03　供稿：北方县人大办", "北方县人大办", []),
      ("《北方民主与法治周报》 2022.08.16  综合采编：李红云", "北方民主与法治周报", ["李红云"]),
      ("作者:  李红    北方人大    2020-04-29 16:05    点击:1307", "北方人大", ["李红"]),
    ] as [(String, String?, [String])])
  func aDateAPublisherAndNamesAreAByline(_ byline: String, _ publisher: String?, _ authors: [String]) throws {
    let article = try Fixture.article("联络站忙什么？\n\(byline)\n\(Fixture.bodyText)\n", .text)
    #expect(article.metadata.title == "联络站忙什么？")
    #expect(article.text.string == Fixture.bodyText)
    #expect(article.metadata.publisher == publisher)
    #expect(article.metadata.authors == authors)
    #expect(article.metadata.published != nil)
  }

  @Test(
    arguments: [
      ("大会发言人：联络站已有6500个", "2023-07-04　来源：北方日报", "北方日报"), ("联络站进社区", "北方月刊 2023年7期\n2023-07-04", "北方月刊"),
      ("联络站进社区", "《代表之友》2023年第7期\n2023-07-04", "代表之友"),
      ("联络站进社区", "北方人大　2023年第7期　李红\n2023-07-04", "北方人大"), ("联络站进社区", "新北社昆明2023年7月4日电（记者 王小明）", "新北社"),
      ("联络站进社区", "新华每日电讯　2023-07-04", "新华每日电讯"),
      ("联络站进社区", "——北方县“云家”运行一年观察\n来源：北方日报　2023-07-04", "北方日报"),
      ("联络站进社区", "北方县人大常委会\n来源：北方人大网　时间：2023-07-04", "北方人大网"),
      ("北方日报 | 联络站里“见真章”", "2023-07-04　来源：北方日报", "北方日报"),
      ("关于印发《全县代表联络站提质增效三年行动方案（2022—2024年）》的通知", "北人办发〔2023〕9号\n来源：北方人大网　2023-07-04", "北方人大网"),
      ("北方县人大常委会：推进“代表联络站+”建设——“我当代表为人民”在基层的生动实践", "2023-07-04　来源：北方日报", "北方日报"),
      ("聯絡站進社區", "2023-07-04　來源： 北方日報(bào)", "北方日報"),
    ])
  func spokesmenJournalsAndAgenciesInTheHead(_ title: String, _ line: String, _ publisher: String) throws {
    let article = try Fixture.article("\(title)\n\(line)\n\n\(Fixture.bodyText)\n", .text)
    #expect(article.metadata.title == title)
    #expect(article.metadata.publisher == publisher)
    #expect(article.metadata.published?.hasPrefix("2023-07-04") == true)
    #expect(article.text.string == Fixture.bodyText)
  }

  @Test(arguments: [
    "工作动态", "您好,欢迎来到北方县人大!", "市人大常委会：", "Overview", "您的当前位置：首页->代表工作->正文", "新闻动态\n代表工作\n",
    "查看原文\n其他\n", "北方人民代表网\n北方省人大常委会主管\n首 页 人大要闻 立法动态\n北方人民代表网>>市县人大\n",
    "期刊导航 > 政治法律 > 北方人大工作 > 2019年第8期\n", "北方人大网", "北方县人民政府\n\n政府信息公开", "北方市政府门户网站 政务邮箱\n当前位置: 首页>要闻", "北方网 > 即时新闻 > 地方",
    "住房公积金\n移动端", "首页 走进北方 政务公开 办事服务 政民互动", "![]() |", "点击右上角微信好友\n\n朋友圈\n请使用浏览器分享功能进行分享\n正在阅读：联络站进了社区",
  ])
  func whatStandsOverATitleIsNone(line: String) throws {
    let article = try Fixture.article("\(line)\n联络站进了社区\n2023-07-04　来源：北方日报\n\n\(Fixture.bodyText)\n", .text)
    #expect(article.metadata.title == "联络站进了社区")
    #expect(article.text.string == Fixture.bodyText)
  }

  @Test func fieldsOfAPaperAreNoTitle() throws {
    let head = "所属报纸：北方晚报\n日期：2023年7月4日\n版次：第5版 特刊\n标题：联络站进了社区\n副题：——北方县观察\n作者：记者 李红\n\n"
    let metadata = try Fixture.article(head + Fixture.bodyText, .text).metadata
    #expect(metadata.title == "联络站进了社区")
    #expect(metadata.publisher == "北方晚报")
    #expect(metadata.published == "2023-07-04")
  }

  @Test(arguments: ["北方日报/2023年/7月/4日/第005版", "北方日报（汉）/2023 年/7 月/4 日/第 005 版"])
  func thePageOfAPaperIsNoTitle(_ line: String) throws {
    let metadata = try Fixture.article("\(line)\n联络站进了社区\n——北方县观察\n\n\(Fixture.bodyText)\n", .text).metadata
    #expect(metadata.title == "联络站进了社区")
    #expect(metadata.publisher == "北方日报")
    #expect(metadata.published == "2023-07-04")
  }

  @Test func aClockIsNoDateOfPublication() throws {
    let article = try Fixture.article("2019年03月18日17:01:33周一\n联络站进了社区\n\n\(Fixture.bodyText)\n", .text)
    #expect(article.metadata.title == "联络站进了社区")
    #expect(article.metadata.published == nil)
    let dated = try Fixture.article("联络站进了社区\n2019年03月18日 星期一\n\n\(Fixture.bodyText)\n", .text)
    #expect(dated.metadata.published == "2019-03-18")
  }

  @Test func anAddressEndsATitle() throws {
    let head = "联络站进了社区http://www.beifang.cn 2007年11月21日02:05 北方日报\n"
    let article = try Fixture.article(head + Fixture.bodyText, .text)
    #expect(article.metadata.title == "联络站进了社区")
    #expect(article.metadata.publisher == "北方日报")
    #expect(article.metadata.published?.hasPrefix("2007-11-21") == true)
    #expect(article.text.string == Fixture.bodyText)
  }

  @Test(arguments: ["□ 李红", "文/摄 李红"])
  func whoWroteItIsNoTitle(_ line: String) throws {
    let article = try Fixture.article("\(line)\n\(Fixture.bodyText)\n", .text)
    #expect(article.metadata.title == nil)
    #expect(article.metadata.authors == ["李红"])
    #expect(article.text.string == Fixture.bodyText)
  }

  @Test func literatureAndCountersAreNoText() throws {
    let list = "1 李红。论联络站的六种开法[J]. 北方人大,2018(5):33. 被引量：2\n2 王小明。26个联络站的一天[J]. 北方研究,2018(6):3. 被引量：6"
    let text = "联络站进了社区\n2023-07-04\n0次\n\n中新网北方7月4日电 (李红)\(Fixture.bodyText)\n\(list)\n"
    let article = try Fixture.article(text, .text)
    #expect(article.text.string == "中新网北方7月4日电 (李红)" + Fixture.bodyText)
    #expect(article.metadata.publisher == "中新网")
    #expect(article.metadata.authors == ["李红"])
  }

  @Test(arguments: ["代表工作综述\n2023-07-04\n\n", "代表工作综述\n——北方县观察\n2023-07-04\n\n", "代表联络站公告\n（2023）3号\n\n"])
  func aShortTitleStays(head: String) throws {
    let article = try Fixture.article(head + Fixture.bodyText, .text)
    #expect(article.metadata.title == String(head.prefix { $0 != "\n" }))
    #expect(article.metadata.publisher == nil)
  }

  @Test func aTitleThatEndsAsASiteDoesStays() throws {
    let head = "织密民情联络网\n北方县代表站里办实事\n2023-07-04　来源：北方日报\n\n"
    #expect(try Fixture.article(head + Fixture.bodyText, .text).metadata.title == "织密民情联络网")
  }

  @Test func headlinesBehindAShortArticleAreNotIts() throws {
    let body = "3月2日，清水河县联络站接待选民56人次，收集意见23条，代表们当场作了解答。"
    let others = ["东县：进企问需，代表送政策", "西县：入户走访，代表听民声", "南县：茶园议事，代表解难题", "北县：进站述职，代表有话说"]
    let text = "联络站进了社区\n2023-07-04\n\n\(body)\n相关阅读\n\((others + others).joined(separator: "\n"))\n"
    #expect(try Fixture.article(text, .text).text.string == body)
  }

  @Test func aDocumentIsSignedAndDatedAtItsEnd() throws {
    let text =
      "代表接待日公告\n\n\(Fixture.bodyText)\n一、时间：2022年4月28日上午9点。\n二、地点：镇联络站。\n\n北方镇人民代表大会主席团\n2022年4月22日\n"
    let metadata = try Fixture.article(text, .text).metadata
    #expect(metadata.published == "2022-04-22")
    #expect(metadata.publisher == "北方镇人民代表大会主席团")
  }

  @Test(
    arguments: [
      ("北方人大 北方人大 2023-07-04", "北方人大", []), ("原创 李红 北方人大 2023-07-04 09:30 安徽", "北方人大", []),
      ("【来源】北方晚报 2023-07-04", "北方晚报", []), ("出　　处：《北方人大》2023年第8期41-42,共2页", "北方人大", []),
      ("2023-07-04　李 红 王小明", nil, ["李红", "王小明"]), ("■ 李 红 (黑龙江)\n2023-07-04", nil, ["李红"]),
      ("北方日报全媒记者 李红 通讯员 王小明\n2023-07-04", "北方日报", ["李红", "王小明"]),
      ("2023-07-04\n□文/李红 王小明", nil, ["李红", "王小明"]),
    ] as [(String, String?, [String])])
  func namesAreSetInManyWays(_ byline: String, _ publisher: String?, _ authors: [String]) throws {
    let metadata = try Fixture.article("联络站进了社区\n\(byline)\n\n\(Fixture.bodyText)\n", .text).metadata
    #expect(metadata.publisher == publisher)
    #expect(metadata.authors == authors)
  }

  @Test func articlesInShortLinesAreArticles() throws {
    let body = """
      又到代表接待日啦，
      街坊邻居来站里坐坐！
      县人大代表5名，
      镇人大代表12名，
      准时到站“坐诊”，
      收到问题31个：
      停车难9个，入学难6个，
      村和社区还有联络点26个，
      扫一扫“代表码”，
      今年已有3100人次留言，
      件件有回复。
      """
    let text = "我在联络站等你\n北方人大 2024-05-16 18:02\n\n\(body)\n\n编辑丨李红　校对丨王小明\n\n往期推荐\n邻县代表进站述职\n"
    let article = try Fixture.article(text, .text)
    #expect(article.metadata.title == "我在联络站等你")
    #expect(article.text.string == body)
  }

  @Test func aDatelineMayStandBehindACaption() throws {
    let text = "联络站进了社区\n2023-07-04\n\n代表们在站里听取意见，记录在册。\n北方日报讯（记者/李红）\(Fixture.bodyText)\n"
    let metadata = try Fixture.article(text, .text).metadata
    #expect(metadata.publisher == "北方日报")
    #expect(metadata.authors == ["李红"])
  }

  @Test(arguments: [
    "本报北方2024年3月12日讯 ", "北方晨报讯（2024年3月12日）", "——2024年3月12日在北方县第十六届人民代表大会第一次会议上\n", "（2024年3月12日在北方县第十六届人民代表大会第一次会议上）\n",
  ])
  func daysOfDatelinesAndOccasions(opening: String) throws {
    let article = try Fixture.article("联络站进社区\n\(opening)\(Fixture.bodyText)\n", .text)
    #expect(article.metadata.published == "2024-03-12")
  }

  @Test func namesOfALineAndOfDatelines() throws {
    let below = "联络站进社区\n○ 李红 王小明\n《北方民主报》（2022年8月16日 第03版）\n\n\(Fixture.bodyText)\n"
    #expect(try Fixture.article(below, .text).metadata.authors == ["李红", "王小明"])
    let text = "联络站进社区\n2023-07-04\n\n中新网北方7月4日电 (李红)\(Fixture.bodyText)\n"
    #expect(try Fixture.article(text, .text).metadata.authors == ["李红"])
    let tail = "联络站进社区\n2023-07-04\n\n\(Fixture.bodyText)\n文/北方日报记者 王小明　图/受访单位提供\n"
    #expect(try Fixture.article(tail, .text).metadata.authors == ["王小明"])
  }

  @Test(arguments: ["视频/音频双通道", "阅读/学习/交流", "——视频与音频"]) func lineOfTwoWaysStays(line: String) throws {
    let text = "\(Fixture.body[0])\n\(line)\n\(Fixture.body[1])"
    #expect(try Fixture.article(text, .text).text.string.contains(line))
  }

  @Test(arguments: ["石景山", "安全 高效", "高新区 黄埔区"]) func wordsBelowATitleAreNoPersons(line: String) throws {
    let article = try Fixture.article("联络站进社区\n\(line)\n来源：北方民主报 2024-03-04\n\n\(Fixture.bodyText)\n", .text)
    #expect(article.metadata.authors == [])
  }

  @Test func linkFarmsAndHeadlinesOfOthersGo() throws {
    let counties = ["虎林市", "宁国市", "杭锦后旗", "定襄县", "阆中市", "壶关县", "泽库县"].joined(separator: "| ") + "|"
    #expect(try Fixture.article(Fixture.bodyText + "\n\n共0条评论\n" + counties, .text).text.string == Fixture.bodyText)
    let headlines = ["某市开展安全检查", "我县举办培训班", "又一个千亿元!项目集中开工", "快车道井盖丢失,半小时处置", "文化节精彩上演(图)"]
    let text = Fixture.bodyText + "\n\n" + headlines.joined(separator: "\n")
    #expect(try Fixture.article(text, .text).text.string == Fixture.bodyText)
  }

  @Test func headingsInsideTheBodyAndAListAtItsEndStay() throws {
    let text = "\(Fixture.body[0])\n一、建好阵地\n\(Fixture.body[1])\n清水河县人大常委会办公室\n2023年7月4日"
    #expect(try Fixture.article(text, .text).text.string.hasPrefix("\(Fixture.body[0])\n一、建好阵地\n\(Fixture.body[1])"))
  }

  @Test func textWithoutAHeadHasNoTitle() throws {
    let article = try Fixture.article(Fixture.bodyText, .text)
    #expect(article.text.string == Fixture.bodyText)
    #expect(article.metadata.title == nil)
    #expect(article.metadata.published == nil)
  }

  @Test func whatCameWithTheRecordOutranks() throws {
    let given = ArticleMetadata(title: "别的题目", published: "2020-01-01", authors: ["赵刚"])
    let article = try Fixture.article("联络站挂牌\n2021-02-03 来源：某报\n\n" + Fixture.bodyText, .text, given: given)
    #expect(article.metadata.title == "别的题目")
    #expect(article.metadata.published == "2020-01-01")
    #expect(article.metadata.publisher == "某报")
    #expect(article.metadata.authors == ["赵刚"])
  }
}
