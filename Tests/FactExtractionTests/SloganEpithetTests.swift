import CorpusModel
import LexiconData
import Testing
import ZhandianTestSupport

@testable import FactExtraction

/// Sentences are our own; none is from the annotated articles.
@Suite struct SloganEpithetTests {
  private let reader: NameReader

  init() throws { reader = try NameReader() }

  @Test(arguments: [
    ("开展“为人民履职、为城市添彩”主题活动。", "为人民履职、为城市添彩"),
    ("院门口挂出“有话到院里说”的牌子。", "有话到院里说"),
    ("州人大提出“板凳会开到晒谷场”，办起院坝会。", "板凳会开到晒谷场"),
    ("“有事亭里坐”，如今成了村里人的口头禅。", "有事亭里坐"),
    ("叫响“有事请到联络站”。", "有事请到联络站"),
    ("墙上写着“有困难找代表”。", "有困难找代表"),
    ("坚持“线上平台线下跑、线下问题线上办”。", "线上平台线下跑、线下问题线上办"),
    ("围绕“聚力乡村振兴，代表在行动”主题，走村入户。", "聚力乡村振兴，代表在行动"),
    ("做到“民呼我应 民需我为”。", "民呼我应 民需我为"),
    ("按照“就近就便、因地制宜、方便群众”的原则设站。", "就近就便、因地制宜、方便群众"),
    ("“急事马上办、难事想法办、琐事分头办”，是站里的规矩。", "急事马上办、难事想法办、琐事分头办"),
  ])
  func slogans(text: String, expected: String) {
    #expect(reader.names(text) == ["slogan:\(expected)"])
  }

  @Test(arguments: [
    ("联络站既是民意的“晴雨表”，又是矛盾的“减压阀”。", ["晴雨表", "减压阀"]),
    ("困扰居民多年的“断头路”终于打通。", ["断头路"]),
    ("人大代表联络站成为“连心站”“履职站”“议事站”。", ["连心站", "履职站", "议事站"]),
    ("代表是村里的“明白人”“带头人”。", ["明白人", "带头人"]),
    ("把站点建成充满活力的“加油站、会客厅、智囊团”。", ["加油站、会客厅、智囊团"]),
    ("让服务跑出“加速度”。", ["加速度"]),
    ("联络站成了群众“解忧杂货铺”。", ["解忧杂货铺"]),
    ("让“金点子”结出“丰收果”。", ["金点子", "丰收果"]),
    ("开展排查，清理“僵尸站”“空壳站”。", ["僵尸站", "空壳站"]),
    ("这种“指尖上的商量”省时省力。", ["指尖上的商量"]),
    ("称站点为民情“百货商场”，从“百货商场”到“专卖店”，越办越细。", ["百货商场", "专卖店"]),
    ("打响春耕服务“第一炮”，擦亮乡村“颜值”。", ["第一炮", "颜值"]),
    ("全县上下“一盘棋”，织密民意“一张网”。", ["一盘棋", "一张网"]),
    ("代表为企业“把脉开方”。", ["把脉开方"]),
  ])
  func epithets(text: String, expected: [String]) {
    #expect(reader.names(text) == expected.map { "epithet:\($0)" })
  }

  @Test(arguments: [
    ("老乡们叫他“大喇叭”。", "epithet:大喇叭"),
    ("她腿脚勤快，人称“山路代表”。", "epithet:山路代表"),
    ("居民把小屋唤作“说心里话的地方”。", "epithet:说心里话的地方"),
    ("她说自己就是茶农姐妹的“针脚”。", "epithet:针脚"),
    ("“牧羊人的娘家”六个字写在门上。", "epithet:牧羊人的娘家"),
    ("站里印了一张双语的“便民卡”。", "model:便民卡"),
    ("沿江另设“护渔哨”18个。", "model:护渔哨"),
    ("律师坐堂的“法律套餐”，已服务三百人次。", "model:法律套餐"),
    ("做了一张圆桌，取名“说理桌”。", "model:说理桌"),
    ("老乡管背药箱的代表叫“半个郎中”。", "epithet:半个郎中"),
    ("谨防“雨过地皮干”。", "epithet:雨过地皮干"),
    ("“代表多走路，百姓少烦心”，这是写在门厅的一句话。", "slogan:代表多走路，百姓少烦心"),
    ("群众说它是“不关门的站”。", "epithet:不关门的站"),
    ("两寨各有各的叫法，合称“月亮夜话”。", "model:月亮夜话"),
  ])
  func figuresAndThingsThatPeopleRun(text: String, expected: String) {
    #expect(reader.names(text) == [expected])
  }

  @Test(arguments: [
    ("墙上“访民情、办实事”六个大字很醒目。", ["slogan:访民情、办实事"]),
    ("门楣上“有话进站说”五个烫金大字擦得发亮。", ["slogan:有话进站说"]),
    ("“站点不是盆花，代表不是名片。”在石桥镇，这句话印在每本台账上。", ["slogan:站点不是盆花，代表不是名片"]),
    ("“乡亲的小事也是大事！”这是老赵常挂在嘴边的一句话。", ["slogan:乡亲的小事也是大事！"]),
    ("“当代表就要多跑路。”这句朴实的话写在他的笔记本上。", ["slogan:当代表就要多跑路"]),
    ("“寨里的事，寨民商；商定的事，大家办。”茶亭墙上的这句话，是老支书写的。", ["slogan:寨里的事，寨民商；商定的事，大家办"]),
    ("“有难您言语”是联络站的口号。", ["slogan:有难您言语"]),
    ("站里落下了“多开一扇门，百姓就少跑十里路”的口碑。", ["slogan:多开一扇门，百姓就少跑十里路"]),
    ("手册封面印着“一枝一叶总关情”。", ["slogan:一枝一叶总关情"]),
    ("营造“我的巷子我做主”的浓厚氛围。", ["slogan:我的巷子我做主"]),
    // Speech, and a method of as many characters as are said behind it.
    ("“站点站点，挂牌就完。”老赵说。", []),
    ("“建站容易守站难。”会上，主任两次提到这句话。", []),
    ("木牌上写着“巷口小院”，屋里坐着两位代表。", ["model:巷口小院"]),
    ("“晒谷场修好了，夜里也亮堂。”在石桥镇，村民老赵说。", []),
    ("守着“问、记、办”三字经过日子。", ["model:问、记、办"]),
  ])
  func wordsBehindSayWhatAMottoIs(text: String, expected: [String]) {
    #expect(reader.names(text) == expected)
  }

  @Test(arguments: [
    ("推动“门面站”变“知心站”。", ["epithet:知心站"]),
    ("站点从“简单相加”走向“化学反应”。", ["epithet:化学反应"]),
    ("让“桌上清单”变成“田头果实”。", ["epithet:田头果实"]),
    // What has a name's tail, or grows, keeps its name.
    ("“代表恳谈日”变“代表恳谈周”。", ["model:代表恳谈日", "model:代表恳谈周"]),
    ("“巷口书屋”变“数字巷口书屋”。", ["model:巷口书屋", "model:数字巷口书屋"]),
  ])
  func whatBecomesAnotherIsSeldomAName(text: String, expected: [String]) {
    #expect(reader.names(text) == expected)
  }

  @Test(arguments: [
    ("村民称“二维码”为随身揣的“民意直播间”。", "epithet:民意直播间"),
    ("居民称这间小屋为“连心小屋”。", "epithet:连心小屋"),
    ("亭子被叫作“廊下说事”。", "model:廊下说事"),
    ("一张覆盖山乡的民意“捕捉网”越织越密。", "epithet:捕捉网"),
    ("答好“为民卷”。", "epithet:为民卷"),
    ("30名信息员当“外卖小哥”。", "epithet:外卖小哥"),
    ("收到“1+1>2”的效果。", "epithet:1+1>2"),
    ("“1”是县中心站，“9”是乡镇站，“N”是村级点，合称“1+9+N”体系。", "model:1+9+N"),
    ("乡里推出“周周访”，走村入户。", "model:周周访"),
    ("坚持“定岗定责定时”接待选民。", "model:定岗定责定时"),
    ("坚持“面对面”接待选民。", "epithet:面对面"),
    ("创新“三级”代表联络站体系。", "model:三级"),
    ("诉求按“红、黄、绿”三色标注。", "model:红、黄、绿"),
    ("构筑“问、商、办、晒”为一体的规则。", "model:问、商、办、晒"),
    ("12名代表组成“界河巡护组”，巡河八百里。", "model:界河巡护组"),
    ("站里开设“晚间一小时”，已办20场。", "model:晚间一小时"),
  ])
  func lastNames(text: String, expected: String) {
    #expect(reader.names(text).last == expected)
  }

  @Test(arguments: [
    ("选民“点菜”、代表“掌勺”、镇里“买单”。", ["点菜", "掌勺", "买单"]),
    ("选民“点题”、代表“领题”、部门“答题”。", ["点题", "领题", "答题"]),
    ("“村里有了‘顺风船’，心里就有了‘定盘星’。”", ["顺风船", "定盘星"]),
    ("化解“糟心事”7件、办成“暖心事”9件。", ["糟心事", "暖心事"]),
  ])
  func aRowIsOfOneKind(text: String, expected: [String]) {
    #expect(reader.names(text) == expected.map { "epithet:\($0)" })
  }

  @Test(arguments: [
    "代表们观看了“连心路上”专题片。", "“90后”代表小周。", "市 县 镇“三级”人大代表同堂。", "统一挂“某某镇人大代表联络站”的牌子。",
    "“以前是有事没处说，现在是出门就能说。”村民李大爷乐呵呵的。",
    "“我是镇人大代表，有什么困难尽管跟我讲”，他逢人便说。",
    "本季履职“23天，积分113.5分”。",
    "要让代表“活”起来、站点“热”起来。",
    "“路修好了，灯也亮了”，说起变化，李大爷很高兴。",
    "居民叫停了“三天两头”的挖路。",
    "这种“坐等上门”的老办法要改。",
  ])
  func theseAreNeither(text: String) {
    #expect(reader.names(text).isEmpty)
  }
}

@Suite struct NameVariantTests {
  private let variants: NameVariants

  init() throws { variants = try NameVariants(lexicons: Repository.lexicons()) }

  @Test(arguments: [
    ("1+7+N", "１＋７＋ｎ"), ("1+7+N", "1+7+X"), ("1+7+N", "“1+7+n”模式"), ("八有", "“8有”标准"), ("码上见", "“码上见”平台"),
    ("七有、四好、三上墙", "七有 四好 三上墙"), ("代表+网格", "代表＋网格"), ("四办", "“四办”工作机制"),
    ("三官一员", "“三官一员”进站"), ("三官一员", "三官一员进站"), ("三官一员", "“三官一员”机制"),
  ])
  func areOneName(first: String, second: String) {
    #expect(variants.key(ofModel: first) == variants.key(ofModel: second))
  }

  @Test(arguments: [("1+7+N", "1+8+N"), ("八有", "九有"), ("代表行动", "代表"), ("四步工作法", "四步走"), ("站点+", "站点")])
  func areTwoNames(first: String, second: String) {
    #expect(variants.key(ofModel: first) != variants.key(ofModel: second))
  }

  @Test func textsDifferByMarksOnly() {
    #expect(variants.key(ofText: "民有所呼、我有所应") == variants.key(ofText: "“民有所呼，我有所应”"))
  }
}

@Suite struct NameLexiconTests {
  @Test func badRowsAreToldWithFileAndLine() throws {
    func rows(_ text: String, _ columns: [String]) throws -> [LexiconRow] {
      try Lexicons.parse(Array(text.utf8), file: "x.tsv", columns: columns)
    }
    #expect(throws: LexiconError.self) {
      try CueTable(rows("phrase\tplace\tstrength\n模式\tbehind\t1\n", CueTable.columns))
    }
    #expect(throws: LexiconError.self) {
      try CueTable(rows("phrase\tplace\tstrength\n模式\tafter\tmuch\n", CueTable.columns))
    }
    #expect(throws: LexiconError.self) { try PlainNames(rows("word\trole\n站\ttail\n", PlainNames.columns)) }
    let error = #expect(throws: LexiconError.self) {
      try NameWeights(rows("feature\tmodel\tslogan\tepithet\tother\nform\t1\t1\t1\t1\n", NameWeights.columns))
    }
    #expect(error?.line == 2)
  }

  /// A feature without a row would silently weigh nothing.
  @Test func everyFeatureHasWeights() throws {
    let rows = try Repository.lexicons().table(
      "domains/common/name-weights.tsv", columns: NameWeights.columns)
    #expect(Set(rows.map { $0[0] }) == Set(NameFeature.allCases.map(\.rawValue)))
  }

  @Test func probabilitiesAddUpToOne() {
    var scores = NameScores()
    scores.add([3, 1, -2, 0.5], 1)
    #expect(abs(NameKind.allCases.map(scores.probability).reduce(0, +) - 1) < 1e-9)
    // The softmax of 3, 1, -2, 0.5.
    #expect(abs(scores.probability(.model) - 0.816_6) < 1e-3)
    #expect(scores.best == .model)
  }
}
