import CorpusModel
import Testing

@testable import FactExtraction

/// Sentences are our own; none is from the annotated articles.
@Suite struct ModelTests {
  private let reader: NameReader

  init() throws { reader = try NameReader() }

  @Test(arguments: [
    ("全县深化“党建+人大”工作模式。", ["model:党建+人大"]),
    ("打造“1+8+N”活动体系，覆盖各村。", ["model:1+8+N"]),
    ("打造“１＋８＋Ｎ”活动体系，覆盖各村。", ["model:1+8+N"]),
    ("推广 \"2 + 3 + n\" 的布局模式。", ["model:2+3+n"]),
    ("街道构建1+6+X履职平台，方便代表。", ["model:1+6+X"]),
    ("推行“代表”+“网格员”模式。", ["model:代表+网格员"]),
    ("推行“三官一员”+人大代表工作模式。", ["model:三官一员+人大代表"]),
    ("推行人大代表+“三官一员”模式。", ["model:人大代表+三官一员"]),
    ("构建1 + 6 + X履职平台。", ["model:1+6+X"]),
    ("推行“代表+‘两官’+‘乡贤’”调解工作法。", ["model:代表+两官+乡贤"]),
    ("探索“驿站+”服务新路。", ["model:驿站+"]),
    ("用好「線上+線下」平台。", ["model:線上+線下"]),
  ])
  func formulas(text: String, expected: [String]) {
    #expect(reader.names(text) == expected)
  }

  @Test(arguments: [
    ("启用“代表驿站2.0”。", ["model:代表驿站2.0"]),
    ("上线“云上人大3.0版”。", ["model:云上人大3.0版"]),
    ("打造“代表之家1.0”升级版。", ["model:代表之家1.0"]),
  ])
  func versions(text: String, expected: [String]) {
    #expect(reader.names(text) == expected)
  }

  @Test(arguments: [
    "今年新建站点3+2处。", "15分钟办结，C++课程开班。", "办公电话+86。",
  ])
  func arithmeticIsNoFormula(text: String) {
    #expect(reader.names(text).isEmpty)
  }

  @Test(arguments: [
    ("推行代表履职“双述双评”。", ["model:双述双评"]),
    ("站点建设做到“六统一”。", ["model:六统一"]),
    ("站里实现“一站多用”。", ["model:一站多用"]),
    ("自称“河埠夜谈”的议事会每周一场。", ["model:河埠夜谈"]),
    ("“渡口闲谈”和“船头碰头”，是镇商会代表工作室的两个品牌。", ["model:渡口闲谈", "model:船头碰头"]),
    ("探索“3十N”履职模式。", ["model:3+N"]), ("推行“1十12十N”工作法。", ["model:1+12+N"]),
    ("开展“五个一活动”，人人参与。", ["model:五个一"]),
    ("落实“一个载体、两项制度”。", ["model:一个载体、两项制度"]),
    ("落实“两项制度”要求。", ["model:两项制度"]),
    ("达到“六有六规范”标准。", ["model:六有六规范"]),
    ("民情日夜记在簿上，这叫“灯下问事”。", ["model:灯下问事"]),
    ("区里把站点搬上手机，取名“渡口码头”，全年不关。", ["model:渡口码头"]),
    ("两天办不了的，挂“未了牌”公示。", ["model:未了牌"]),
    ("还有退休干部牵头的“祠堂会”。", ["model:祠堂会"]),
    ("镇上推出“夜半站”，居民随到随谈。", ["model:夜半站"]),
    ("开展“荷风·代表在行动”主题活动。", ["model:荷风·代表在行动"]),
    ("从“快艇宣讲团”到“竹筏宣讲队”，代表们都去过。", ["model:快艇宣讲团", "model:竹筏宣讲队"]),
    ("镇里的答案是“访、记、办、回”四字诀。", ["model:访、记、办、回"]),
    ("实施“筑基”“提质”“增效”三项行动。", ["model:筑基", "model:提质", "model:增效"]),
    ("区人大打响“代表会客厅”品牌。", ["model:代表会客厅"]),
    ("启用“码上议”小程序。", ["model:码上议"]),
    ("这个窗口，叫“云窗”，是县里自己开发的一款小程序。", ["model:云窗"]),
    ("镇里有个“老杨说事点”，乡亲们常到“说事点”来。", ["model:老杨说事点"]),
    ("组成“1名代表+1名法官（民警）+N户群众”的单元。", ["model:1名代表+1名法官（民警）+N户群众"]),
    ("从来没来、办没办、评没评三方面打分，简称“三看”。", ["model:三看"]),
    ("通过“点题、解题、答题、阅题”四步，推动实事落地。", ["model:点题、解题、答题、阅题"]),
    ("北江市的“履职数字舱”，累计收到意见六百条。", ["model:履职数字舱"]),
    ("该县的“一码通联”覆盖十个乡镇。", ["model:一码通联"]),
    ("县里推行“承诺事项回头看”，逐件核对。", ["model:承诺事项回头看"]),
    ("委员们开展“微议事”36场次。", ["model:微议事"]),
    ("小河镇的“代表茶馆”每逢集日开张。", ["model:代表茶馆"]),
    ("该区推行“群众点单、代表接单、部门办单”的履职新模式。", ["model:群众点单、代表接单、部门办单"]),
    ("建立“月调度、季通报、年考核”推进机制。", ["model:月调度、季通报、年考核"]),
    ("创新“听、记、办、督、评”五步工作法。", ["model:听、记、办、督、评"]),
    ("建立“选民说事日”制度，又开通“网上选民说事日”平台。", ["model:选民说事日", "model:网上选民说事日"]),
    ("打造“巷议亭”和“老街巷议亭”两个品牌。", ["model:巷议亭", "model:老街巷议亭"]),
    ("“放心”，是乡亲们给站点最好的评价机制。", []), ("推行“6·18”工作法，件件有回音。", ["model:6·18"]),
  ])
  func shorthandAndBrands(text: String, expected: [String]) {
    #expect(reader.names(text) == expected)
  }

  @Test(arguments: [
    "全县建成“人大代表之家”16个、“代表联络站”120个。",
    "人大代表联络站（以下简称“联络站”）是代表联系群众的平台。",
    "会议强调，要推进“十四五”规划落实，用好“互联网+”。",
    "他荣获“全国先进工作者”称号。",
    "他被评为“十佳联络员”。",
    "乡亲们都喊他“李大哥”。",
    "“代表同志，我家门口的路灯坏了半个月了。”居民王大娘说。",
    "有村民表示：“有了联络站，我们心里更踏实了”。",
    "围绕“民生”二字做文章。",
    "工作由“等人上门”转变为“到户走访”。", "推动工作从“被动应付”到“主动作为”转变。",
    "站点从“各自为阵”向“结线成网”转变。",
    "“路修好了，心里就亮堂了。”今年以来，代表走访群众六百人次。",
    "“井里出水太少，得想想办法”……代表们走到哪里问到哪里。",
    "代表参加“12·4”国家宪法日活动，消息由“北方人大网”转载。",
    "县里有“一张蓝图绘到底”的韧劲。",
    "既不能“一刀切”，也要防止“五花八门”。",
    "解决“食、住、行、医”等民生问题。",
    "“人大代表”不只是称呼，更是责任。",
    "印发《关于推行“五个一”活动的通知》。",
  ])
  func theseAreNoNames(text: String) {
    #expect(reader.names(text).isEmpty)
  }

  @Test func candidatesAreExplained() {
    let bytes = Array("推行“五办”机制。".utf8)
    let article = NormalizedArticle(
      metadata: ArticleMetadata(), title: [], text: bytes, map: OffsetMap.identity(bytes.count), script: .hans)
    let line = reader.recognizer.explain(article)
    #expect(line.hasPrefix("model\t五办\t"))
    #expect(line.contains("shorthand=1.0"))
  }

  /// Marks without end must neither trap nor take more than a linear walk.
  @Test(arguments: ["“", "”", "“‘「『", "“八有”：", "1+", "“a+b”+", "“四员”、", "三官一员（", "，、；", "\n", "+“", "《“》”"])
  func hostileMarksAreHarmless(unit: String) {
    _ = reader.mentions(String(repeating: unit, count: 2_000))
  }

  @Test func illFormedBytesAreHarmless() {
    let bytes = Array("推行“五".utf8) + [0xFF, 0xE4, 0xBD] + Array("办”机制".utf8)
    let article = NormalizedArticle(
      metadata: ArticleMetadata(), title: [], text: bytes, map: OffsetMap.identity(bytes.count), script: .hans)
    for mention in reader.recognizer.mentions(in: article) { #expect(mention.span.end <= bytes.count) }
  }

  @Test func onceADocument() {
    let mentions = reader.mentions("推行“五办”机制。各镇落实“五办”机制，“五办”见效。")
    #expect(mentions.count == 1)
  }

  @Test func theOccurrenceThatSpellsThePartsOutIsKept() {
    let text = "推行“四单”机制。“四单”机制，即点单、派单、接单、评单，环环相扣。"
    #expect(reader.components("四单", in: text) == ["点单", "派单", "接单", "评单"])
  }

  @Test func spansAreBytesOfTheBody() throws {
    let text = "今年，镇人大推出“四单”闭环：群众点单、站点派单、代表接单、部门办单。"
    let mention = try #require(reader.mentions(text).first)
    let bytes = Array(text.utf8)
    #expect(bytes.string(mention.anchor) == "四单")
    #expect(bytes.string(mention.span) == "“四单”闭环：群众点单、站点派单、代表接单、部门办单")
    #expect(mention.span.contains(mention.anchor))
    #expect(mention.confidence > 0.9)
  }
}
