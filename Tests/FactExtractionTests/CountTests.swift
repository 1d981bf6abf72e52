import CorpusModel
import FactExtraction
import LexiconData
import Testing
import ZhandianTestSupport

/// Counts in sentences of our own; the expectation is written `subject value [bound]`, in text order.
struct CountTests {
  private static let shared = Result { try CountRecognizer(lexicons: Repository.lexicons()) }
  private let recognizer: CountRecognizer

  init() throws { recognizer = try Self.shared.get() }

  private func mentions(_ text: String, published: String? = "2024-03-01") -> [Mention] {
    let bytes = Array(text.utf8)
    var metadata = ArticleMetadata()
    metadata.published = published
    return recognizer.mentions(
      in: NormalizedArticle(metadata: metadata, title: [], text: bytes, map: .identity(bytes.count), script: .hans))
  }

  private func counts(_ text: String) -> [(Mention, Count)] {
    mentions(text).compactMap { mention in
      if case .count(let count) = mention.content { return (mention, count) }
      return nil
    }
  }

  /// Counts of the taxonomy, without what is outside it.
  private func summary(_ text: String) -> [String] {
    counts(text).compactMap { _, count in
      guard let subject = count.subjects.first, subject != "other" else { return nil }
      let bound = count.quantity.bound == .exact ? "" : " \(count.quantity.bound.rawValue)"
      return "\(subject) \(count.quantity.value)\(bound)"
    }
  }

  @Test(arguments: [
    // Blanks inside a number, as old typesetting leaves them; a wave between two numbers with units.
    ("8000 余名五级人大代表编组进站，收集 2800 多条意见。", ["deputy 8000 more_than", "suggestion 2800 more_than"]),
    ("投入资金 12 万元，接待群众 1.5 万 余人次。", ["fund 120000", "participation 15000 more_than"]),
    ("每站有10名~15名代表，共有代表小组 9 个。", ["deputy_group 9"]),
    ("20个新建的和3个改造的人大代表活动室通过了验收。", ["station 20", "station 3"]),
    ("《人大月刊》2018年6期刊登，先后印发三个指导意见。", []),
    // Behind a date, a tier and an unknown name, a relative clause.
    ("票决产生6项2026年度民生实事。", ["deed 6"]),
    ("依托三个省际人大代表联络站开展活动。", ["station 3"]),
    ("通报表扬20家某市“最暖人大代表联络站”。", ["station 20"]),
    ("全省已有900个“线上+线下”相结合的代表工作站。", ["station 900"]),
    ("四年来，33条来自村寨的建议被采纳。", ["suggestion 33"]),
    // No 件 is of stations; a quotation behind a tier; a relative clause with a list; operands of a formula.
    ("全市建成站30个、岗120个，市里推行“四单”，去年代表接单860件，办成815件。", ["station 30", "station 120", "suggestion 860", "suggestion 815"]),
    ("市人大常委会通报了30家滨河市“最亮人大代表联络站”。", ["station 30"]),
    ("依托1个国家级联系点、18个省市级联系点收集民声。", ["station 1", "station 18"]),
    ("站里选聘12名来自农业、医疗、教育等行业的代表进驻。", ["deputy 12"]),
    ("建成15个覆盖文化、旅游、环保等领域的专业代表工作站。", ["station 15"]),
    ("推行“1名代表+2名网格员+1名法官（民警）”的办法。", []),
    ("代表提出320件建议，其中主任会议成员领衔督办16件。", ["suggestion 320", "suggestion 16"]),
    // A quotation before the noun, a verb beside a place, persons as parts, parts that a list describes.
    ("代表走进5个代表之家和40个“晒谷坪”点位。", ["station 5", "station 40"]),
    ("云溪县在渡口、集市布点17个。", ["station 17"]),
    ("进驻代表25名，其中教研人员11名。", ["deputy 25", "deputy 11"]),
    ("收集意见210条，其中油烟、占道等160条当天答复。", ["suggestion 210", "suggestion 160"]),
    ("全区14个街办中心站已经达标。", ["station 14"]),
    ("代表12名和平安志愿者36人进站。", ["deputy 12", "officer 36"]),
    // Large numbers without a unit behind their noun; few things in a name are not counted, in speech they are.
    ("五级人大代表共277万，收集意见2.3万。", ["deputy 2770000", "suggestion 23000"]),
    ("慰问困难群众5万，争取惠民项目500万。", []),
    ("全县按照一村一个都建立了代表联络站。", []), ("人大代表“一月一主题，”镇建成26个。", []),
    ("全县人口32万，产值突破5万。", []),
    ("开展“凝聚力量、助力四个创建”主题活动26场。", ["activity 26"]),
    ("“站里来了三名代表，都是本村的。”他说。", ["deputy 3"]),
    // What only looks like a count of the topic.
    ("5名以上代表的村应建尽建。", []),
    ("代表小屋里，来的人少则四五个，多则三十几个。", []),
    ("来自7个国家的客人走访站点。", []),
    ("代表奔赴320个卡点值守。", []),
    ("开展视察12次，小程序扫码量超过5000次。", ["activity 12"]),
    ("推行“1名代表+15户选民”的办法。", []),
    // A verb tells better than a noun outside the taxonomy; those enrolled are no population.
    ("就两部法律草案征求意见4200多条。", ["suggestion 4200 more_than"]),
    ("辖区内有县、镇两级人大代表9名。", ["deputy 9"]),
    ("办理代表建议93件，其中财政经济方面25件，农业农村方面26件。", ["suggestion 93", "suggestion 25", "suggestion 26"]),
    // Label before the number, behind it, and both in one sentence.
    ("全县现有县级人大代表213名。", ["deputy 213"]),
    ("全市8326名五级人大代表编入426个代表小组，进驻312个代表联络站。", ["deputy 8326", "deputy_group 426", "station 312"]),
    ("建成代表之家89个、代表联络站655个。", ["station 89", "station 655"]),
    ("设立选民接待室、代表活动室88个。", ["station 88"]),
    ("联络站也已陆续建成16个。", ["station 16"]),
    // The noun is in the clause before, or was said by the count before.
    ("像这样的“代表小屋”，全区已有280多个。", ["station 280 more_than"]),
    ("基层立法联系点去年有10个，今年增至25个，眼下已是36个。", ["station 10", "station 25", "station 36"]),
    ("我区将原有的56个联络站整合为32个。", ["station 56", "station 32"]),
    ("代表小组由5个增加到8个。", ["deputy_group 5", "deputy_group 8"]),
    ("收到意见215条，其中涉及交通的63条、环境卫生的48条。", ["suggestion 215", "suggestion 63", "suggestion 48"]),
    ("三个镇分别有14名、23名、31名代表进站。", ["deputy 14", "deputy 23", "deputy 31"]),
    ("代表之家和代表联络站各一个。", ["station 1", "station 1"]),
    // Persons, occasions, money.
    ("接待来访群众512人次，邀请20名居民代表和3名律师。", ["participation 512", "resident 20", "officer 3"]),
    ("举办“代表夜话”17期，召开恳谈会近40场。", ["activity 17", "activity 40 nearly"]),
    ("投入资金180余万元，化解矛盾纠纷420余起。", ["fund 1800000 more_than", "deed 420 more_than"]),
    ("市人大代表、政协委员共120余人参加。", ["deputy 120 more_than"]),
    ("全省9.6万五级人大代表履职。", ["deputy 96000"]),
    ("建成“1个中心站+12个社区联络站”体系。", ["station 1", "station 12"]),
    ("10人是市代表，另外15人是区代表。", ["deputy 10", "deputy 15"]),
    // The noun is left out behind the number, behind 的, and in a list of parts.
    ("收到意见96条，当场答复71条，其余25条交镇里办。", ["suggestion 96", "suggestion 71", "suggestion 25"]),
    ("群众反映的问题经过梳理，有128件录入台账。", ["suggestion 128"]),
    ("登记意见80条，其中交通类31条、教育类12条。", ["suggestion 80", "suggestion 31", "suggestion 12"]),
    ("全区有活动室33个，包括街道9个、社区24个。", ["station 33", "station 9", "station 24"]),
    ("联络站如今有52个，比2019年的30个净增22个。", ["station 52", "station 30", "station 22"]),
    // A tier before the noun, a coined name, person-times, a year's total, and periods for full stops.
    ("建起12个省际联络站、1个市总站。", ["station 12", "station 1"]),
    ("各村挂牌“代表小院”106处。", ["station 106"]),
    ("上半年680名次代表进站。", ["participation 680"]),
    ("一年开展活动86场次。", ["activity 86"]),
    ("平均每站3.9人. 召开代表议事会1,260场次. 来了居民300名.", ["activity 1260", "resident 300"]),
    ("省代表一名，市代表四名。", ["deputy 1", "deputy 4"]),
    ("一名区代表和十名镇代表走进六个联络站。", ["deputy 1", "deputy 10", "station 6"]),
    // Lists, levels, brackets and relative clauses.
    ("建成“家”“站”“点”共计236个。", ["station 236"]),
    ("全市设家128个、站456个、点1023个。", ["station 128", "station 456", "station 1023"]),
    ("已设立3个国家级、12个省级、35个市级立法联系点。", ["station 3", "station 12", "station 35"]),
    ("三级人大代表64名（全国1名、省3名、市60名）。", ["deputy 64", "deputy 1", "deputy 3", "deputy 60"]),
    ("新增的12个站点里，有5个设在产业园、7个设在商圈。", ["station 12", "station 5", "station 7"]),
    ("以1个代表之家为龙头、12个联络站为支撑。", ["station 1", "station 12"]),
    ("选出的29名十四届全国人大代表中，妇女代表9名。", ["deputy 29", "deputy 9"]),
    ("提出建议36件，其中9件被列为重点。", ["suggestion 36", "suggestion 9"]),
    ("梳理出共性问题12类36项。", ["suggestion 36"]),
    ("现场解决问题10余个，网上留言50余条。", ["suggestion 10 more_than", "suggestion 50 more_than"]),
    ("我们站一共就14个代表，一年收到意见83条。", ["deputy 14", "suggestion 83"]),
    ("意见里办好的388件，列入计划的19件。", ["suggestion 388", "suggestion 19"]),
    ("248名县代表中，其余245名都编进了联络站。", ["deputy 248", "deputy 245"]),
    ("设“代表之家”“代表联络站”各15个。", ["station 15", "station 15"]),
    // The noun is left out behind the name of a place, behind a sum of places, and in the verb.
    ("青川县建成联络站40个，石坪县31个，柳河镇占了6个，三地合计77个。", ["station 40", "station 31", "station 6", "station 77"]),
    ("县里在渔港布下14个代表接待点，邻近的东屿区设了9个。", ["station 14", "station 9"]),
    ("代表联络站已进驻园区，共设点27个。", ["station 27"]),
    ("全县有150个村（居）代表联络点、9个镇（街）代表之家。", ["station 150", "station 9"]),
    // Occasions by a verb in no lexicon; money set aside.
    ("流动代表站今年出车46次。", ["activity 46"]),
    ("两地代表结成对子，互学12回。", ["activity 12"]),
    ("区财政给各站安排了60万元。", ["fund 600000"]),
    ("代表帮车间追回货款35万元，年产值2.3亿元。", ["fund 350000"]),
    // Parts told by their aspect; two numbers of one thing; a weak noun beside a counted one.
    ("收到建议73件，其中农业方面21件，自然资源方面9件。", ["suggestion 73", "suggestion 21", "suggestion 9"]),
    ("重点督办5项12件建议。", ["suggestion 5", "suggestion 12"]),
    ("总站下设一个河口镇代表联络站，3个工作站，5个工作室。", ["station 1", "station 3", "station 5"]),
    ("3名护林巡查员和26名河长进站，还请来8名党代表。", ["officer 3", "officer 26"]),
    ("常委会派出4个调研小组，代表编成9个小组。", ["deputy_group 9"]),
    ("从三门峡出发，到北七家等地走访。", []),
  ])
  func found(_ text: String, _ expected: [String]) { #expect(summary(text) == expected) }

  @Test(arguments: [
    "十四届人大三次会议于2024年3月5日上午9时30分召开。",
    "她今年58岁，家住6组团3幢501室，电话12345。",
    "五级代表、三官一员、1+7+N和“十个一”都在其中。",
    "依照《代表法》第25条和第三章的规定。",
    "一位代表反映了一个问题。",
    "每名代表联系10户选民，每年接待选民不少于4次。",
    "计划再建30个联络站。",
    "考察团察看了6个联络站。",
    "社区有居民2.3万人，党员86名，企业320家。",
    "代表在3人以上的村都要设点。",
    "企业带动300多人就业。",
    "90分以上为优秀，赞成率97%以上，树高14米。",
    "拨打12388投诉。",
    "获得前三名。",
    "分设站长室、档案室等7个功能室，配有电脑3台。",
    "县财政按照每名代表每年1500元的标准安排。",
    "常委会三次会议审议了两个报告。",
    "发放征求意见表600份，收回572份。",
    "这位代表来过两次，先后获奖5次。",
    "青川县有大小岛屿40个，石坪县12个。",
  ])
  func nothingToCompare(_ text: String) { #expect(summary(text) == []) }

  @Test func anElementOfAListInheritsItsHead() throws {
    let found = counts("建成联络站25个，其中，区级1个、街道8个、社区16个。")
    #expect(found.map { $0.1.label } == ["联络站", "联络站（区级）", "联络站（街道）", "联络站（社区）"])
    #expect(try #require(found.first).0.sumOf == [1, 2, 3])
  }

  @Test func aTotalBehindItsParts() {
    let found = counts("省代表2名，市代表8名，县代表63名，合计73名。")
    #expect(found.map { $0.0.sumOf } == [[], [], [], [0, 1, 2]])
  }

  @Test func oneOfSeveralPartsIsNoTotalOfTheRest() {
    let found = counts("全年建议46件。财经类9件，农业类14件，城建类8件，教育类14件，其他1件。")
    #expect(found.map { $0.0.sumOf } == [[1, 2, 3, 4, 5], [], [], [], [], []])
  }

  @Test func chanceSumsAreNone() {
    let found = counts("设代表之家1个、联络站35个、接待点5个、接待室6个。")
    #expect(found.allSatisfy { $0.0.sumOf.isEmpty })
  }

  @Test func aSumHasAllOfARunAndNothingByChance() throws {
    let gaps = counts("全州建成代表活动室1200个。其中，县级60个；乡级240个，今年新添90个；村级900个，今年新添310个。")
    #expect(try #require(gaps.first).0.sumOf == [1, 2, 4])
    let chance = counts("46名站长都是代表，其中市代表9名，县代表16名，镇代表21名。全区有兼职联络员71名。")
    #expect(chance.map { $0.0.sumOf } == [[1, 2, 3], [], [], [], []])
  }

  @Test(arguments: [
    // The unit tells: items are suggestions or deeds, 场 and 期 are held; not behind things outside the taxonomy.
    ("按轻重分档，甲档30件、乙档210件，件件有回音。", ["suggestion 30", "suggestion 210"]),
    ("合水镇，36场；板桥镇，41场。", ["activity 36", "activity 41"]),
    ("全年审议法规草案18件，通过11件。", []),
    ("票决出9个项目，年内完成8件。", ["deed 9", "deed 8"]),
    ("收集意见120条，办结80条，两项合计200条。", ["suggestion 120", "suggestion 80", "suggestion 200"]),
    // Of what was counted as a norm or a plan; of a place, by a verb or by the noun before.
    ("原计划年底前建成联络站30个，实际建成44个。", ["station 44"]),
    ("每村设联系点2个，共26个。", ["station 26"]),
    ("青阳县6个街道建家12个，收集意见37条。全县各镇建家31个。", ["station 12", "suggestion 37", "station 31"]),
    ("这样的代表之家，石台县共有18个；贵池区达29个。", ["station 18", "station 29"]),
    ("区里建联络站45个；青阳县共建88个。", ["station 45", "station 88"]),
    // A tier behind a count of the same unit, items sent somewhere, members, groups, what is joined or goes somewhere.
    ("市级设立示范站12个，乡镇设立56个，各设区的市设立9个。", ["station 12", "station 56", "station 9"]),
    ("代表向镇街转交办理640件。", ["suggestion 640"]),
    ("全县52个站点中有6个全年没有开门。", ["station 52", "station 6"]),
    ("32名代表分成4组轮值。", ["deputy 32", "deputy_group 4"]),
    ("8个社区联络站与3个人民法庭结对。", ["station 8"]),
    ("市人大常委会考察团16人来我区调研人大代表联络站建设。", []),
    ("全县代表1500名，其中1320名与农户结对。", ["deputy 1500", "deputy 1320"]),
    ("得分后10位的代表要说明情况。", []),
    ("36名代表组成护林队。", ["deputy 36"]),
    // A list before 等, a noun in quotation marks of its own, a quotation behind a noun, rates, what money is of.
    ("全州已建代表之家、代表联络站等460个。", ["station 460"]),
    ("头一年全县建了15个“家”。", ["station 15"]),
    ("“代表在线”的四个小故事", []),
    ("村均拥有工作站0.5个，全县茶叶年产值6亿元。", []),
    ("座谈时提出建议，村里新增停车泊位360个。", []),
    // Nouns: matters and projects, a workroom, a weak noun behind one of its kind; a place ends before what it does.
    ("议成事项46件，争取水渠项目7个，讨论重大事项5项。", ["suggestion 46", "deed 7"]),
    ("县里有村级工作室31个。司法局开了调解工作室3个。", ["station 31"]),
    ("建有乡镇代表履职平台12个，村级平台80个。", ["station 12", "station 80"]),
    ("5个代表联络站接待茶农300人次，6个联络站活动不多。", ["station 5", "participation 300", "station 6"]),
  ])
  func foundWithoutANoun(_ text: String, _ expected: [String]) { #expect(summary(text) == expected) }

  @Test(arguments: [
    // Items of a name that no lexicon has.
    ("派出所办理户籍业务260件。", []), ("税务所办理退税90件。", []), ("代表反映路灯不亮，派出所处理警情270件。", []),
    ("代表提出建议20条，捐赠衣物260件。", ["suggestion 20"]), ("代表提了建议，答复260件。", ["suggestion 260"]),
    // One noun in quotation marks makes no other noun a station.
    ("代表进“站”听民声，推动建成健身场所16个。", []), ("全县建有“家”16个、“点”70个。", ["station 16", "station 70"]),
    // Money taken from an income, and the income.
    ("从集体经济收入中拿出30万元建联络站。", ["fund 300000"]), ("财政收入中列支40万元建站。", ["fund 400000"]),
    ("村里茶叶销售收入由60万元增加到90万元。", []),
    // Who goes and is named.
    ("16名深入基层的代表获表彰。", ["deputy 16"]), ("接待90名来站群众。", ["resident 90"]), ("考察组18人来我县调研。", []),
    // Weather, and what is divided.
    ("今年经历16场暴雨。", []), ("入冬下了4场雪。", []), ("代表履职档案分为4册。", []), ("代表履职地图分成12张。", []),
  ])
  func notOfTheDomain(_ text: String, _ expected: [String]) { #expect(summary(text) == expected) }

  @Test(arguments: [
    ("村里建了12个代表服务群众的联络站。", ["station 12"]), ("全省有6500多个各级代表都参加的“代表之家”。", ["station 6500 more_than"]),
    ("站里有12个代表。", ["deputy 12"]), ("代表阵地有“家”21个、“室”54个、“点”63个。", ["station 21", "station 54", "station 63"]),
    ("建成联络站31个｜驻点代表28名", ["station 31", "deputy 28"]), ("代表们在座谈会上三次提到它。", []),
    ("镇上设立5个意见收集点，代表联系脱贫项目16个。", ["station 5", "deed 16"]),
    ("代表家的茶叶卖了6.3万元。", []), ("县里拨给代表之家6.3万元。", ["fund 63000"]), ("代表之家开门13次。", ["activity 13"]),
  ])
  func countedThings(_ text: String, _ expected: [String]) { #expect(summary(text) == expected) }

  @Test func restatementsAreOneFact() {
    #expect(summary("全区有734个联络站。会上说，734个联络站都已开放。") == ["station 734"])
    #expect(summary("建成100个示范点。又把100个站点升级。") == ["station 100", "station 100"])
  }

  @Test func wrappedLinesAreOneParagraph() {
    let text =
      "9月7日，县人大常委会主任一行到河东镇调研，看完园区又走进镇上的联络站，说起人\n大代表28名，其中6名是市"
      + "人大代表，另外22名是县人大代表，大家都愿意常来站里坐\n坐，听听群众的意见，一年下来收到意见建议36条。"
    #expect(summary(text) == ["deputy 28", "deputy 6", "deputy 22", "suggestion 36"])
  }

  @Test func spansHoldLabelAndNumber() throws {
    let text = "全省共建成代表活动阵地14556个。"
    let (mention, count) = try #require(counts(text).first)
    let bytes = Array(text.utf8)
    #expect(bytes.string(mention.span).hasSuffix("代表活动阵地14556个"))
    #expect(bytes.string(mention.anchor) == "14556个")
    #expect(count.unit == "个")
    #expect(count.label.hasSuffix("代表活动阵地"))
    #expect(mention.span.contains(mention.anchor))
  }

  @Test func brokenTextIsReadToItsEnd() {
    for text in ["", "\n\n", "（", "》《", "“3个", "1+", "第", "近", "3", "百", "3个", "、3个、", "是3名是"] {
      _ = mentions(text)
    }
    let long = String(repeating: "联络站3个（", count: 2000)
    #expect(!mentions(long).isEmpty)
  }

  /// So that a comparison takes the later number for the figure of today.
  @Test(arguments: [
    ("全区过去只有18个代表联络站，如今有52个。", ["代表联络站（过去）", "联络站"]),
    ("我县将原有的56个联络站整合为32个。", ["联络站（原有）", "联络站"]),
    ("代表小组由5个增加到8个。", ["代表小组（由）", "代表小组"]),
    ("代表联络站从2个发展到9个，由市财政拨款。", ["代表联络站（从）", "代表联络站"]),
    ("由县人大牵头建成联络站9个，代表小组12个。", ["联络站", "代表小组"]),
    ("目前有联络站30个，比过去方便。", ["联络站"]),
    ("在原有基础上新增了9个代表联络站。", ["代表联络站"]),
  ])
  func numbersOfEarlierDaysSayIt(_ text: String, _ labels: [String]) {
    let found = counts(text).map(\.1.label)
    #expect(found.count == labels.count)
    for (label, expected) in zip(found, labels) {
      #expect(label.hasSuffix(expected) && label.contains("（") == expected.contains("（"), "\(label), not \(expected)")
    }
  }

  @Test func labelLeavesOutWhatPointsAtIt() throws {
    let found = counts("全镇有3个像这样的人大代表之家。")
    #expect(found.map(\.1.label) == ["人大代表之家"])
  }

  @Test func fewMattersOfASpeakerAreNoFact() {
    #expect(summary("他讲了三件事。").isEmpty)
    #expect(summary("一年召开四次会议。").isEmpty)
  }

  @Test(arguments: ["30个", "30个“", "代表30个", "“代表30处", "共有30个”"])
  func numbersAtTheEndAreRead(_ text: String) {
    #expect(!mentions(text).isEmpty)
  }

  /// Reading them again from each digit would take hours.
  @Test(arguments: ["1", "九", "1,111", "２"])
  func numbersWithoutEndAreRead(_ digits: String) {
    let endless = String(repeating: digits, count: 200_000)
    #expect(summary("编号" + endless + "。全市共有30个联络站。") == ["station 30"])
  }
}
