import CorpusModel
import Testing

@testable import FactExtraction

/// Sentences are our own; none is from the annotated articles.
@Suite struct ComponentTests {
  private let reader: NameReader

  init() throws { reader = try NameReader() }

  @Test(arguments: [
    (
      "站点做到“六统一”，即统一标识、统一场所、统一制度、统一流程、统一台账、统一考核。", "六统一",
      ["统一标识", "统一场所", "统一制度", "统一流程", "统一台账", "统一考核"]
    ),
    ("建立“三微”机制（构建微网格、强化微服务、推进微治理），下到楼栋。", "三微", ["构建微网格", "强化微服务", "推进微治理"]),
    ("“三问于民”活动即问需于民、问计于民、问效于民，已办十二期。", "三问于民", ["问需于民", "问计于民", "问效于民"]),
    ("“两述一评”活动，即述职、述廉和民主评议，每年一次。", "两述一评", ["述职", "述廉", "民主评议"]),
    ("“三张清单”管到底：任务清单、责任清单、问题清单。", "三张清单", ["任务清单", "责任清单", "问题清单"]),
    (
      "县人大提出“四联四促”机制：联系选民促沟通、联系企业促发展、联系部门促落实、联系农户促增收。", "四联四促",
      ["联系选民促沟通", "联系企业促发展", "联系部门促落实", "联系农户促增收"]
    ),
    ("“双进”讲得明白——代表进站点，站点进网格。", "双进", ["代表进站点", "站点进网格"]),
    ("“四步法”，也就是收集、交办、督办、反馈。", "四步法", ["收集", "交办", "督办", "反馈"]),
    (
      "推行“三到位”，即人员（含联络员）到位、场地（借用、共用均可）到位、经费到位。", "三到位",
      ["人员（含联络员）到位", "场地（借用、共用均可）到位", "经费到位"]
    ),
  ])
  func behindTheName(text: String, name: String, expected: [String]) {
    #expect(reader.components(name, in: text) == expected)
  }

  /// Lists that a clause takes up, steps, parts explained one by one, and a last part in a clause of its own.
  @Test(arguments: [
    ("讲政策、听民意、办实事，镇里把这三件事归到一处，称为“三员”履职法。", "三员", ["讲政策", "听民意", "办实事"]),
    ("让代表有家可归，让群众有话可说，让干部有事可做——这是街道定下的“三让”目标。", "三让", ["让代表有家可归", "让群众有话可说", "让干部有事可做"]),
    ("镇里紧扣登记、分办、督办、反馈四个环节，建立“四步闭环”机制。", "四步闭环", ["登记", "分办", "督办", "反馈"]),
    ("登记—分办—督办—反馈，这条链条被称为“四步法”。", "四步法", ["登记", "分办", "督办", "反馈"]),
    ("站里总结出“三字诀”。“问”，是先问再记。问了才知道。“跟”，是跟到底。“回”，是回得去。", "三字诀", ["问", "跟", "回"]),
    ("镇里用“三本台账”管事。民情台账由代表填写，一周一汇总；交办台账由站长掌握；回访台账则交给群众。", "三本台账", ["民情台账", "交办台账", "回访台账"]),
    ("推行“三固一评”，即固定人员、固定场所、固定时间，年底由选民评议。", "三固一评", ["固定人员", "固定场所", "固定时间", "年底由选民评议"]),
    ("出台“两化两有”标准。所谓“两化”，指的是建设标准化、运行常态化；“两有”则要求有台账、有回音。", "两化两有", ["建设标准化", "运行常态化", "有台账", "有回音"]),
    ("制定“两有两亮”办法。两有，指有阵地、有队伍；两亮，则是亮身份、亮承诺。", "两有两亮", ["有阵地", "有队伍", "亮身份", "亮承诺"]),
    ("推出“一二三”模式。“一”为一个总站，“二”为两支队伍，“三”为三级联动。", "一二三", ["一=一个总站", "二=两支队伍", "三=三级联动"]),
    ("红色学理论，绿色护生态，蓝色讲法律，三色合一，叫作“三色履职”。", "三色履职", ["红色学理论", "绿色护生态", "蓝色讲法律"]),
    ("以“二联二促”为抓手。一是代表联系群众，促问题解决。各镇设站。二是站点联系部门，促办理落实。", "二联二促", ["代表联系群众，促问题解决", "站点联系部门，促办理落实"]),
  ])
  func takenUpOrExplained(text: String, name: String, expected: [String]) {
    #expect(reader.components(name, in: text) == expected)
  }

  @Test(arguments: [
    ("全县锚定搭平台、建队伍、育项目“三步走”工作思路。", "三步走", ["搭平台", "建队伍", "育项目"]),
    ("坚持一月一接待、一季一走访、一年一述职“三个一”制度。", "三个一", ["一月一接待", "一季一走访", "一年一述职"]),
    ("着力搭建能力提升、活动阵地、制度标准和建议办理“四大平台”。", "四大平台", ["能力提升", "活动阵地", "制度标准", "建议办理"]),
    ("通过规范化、常态化、实效化的“三化”建设，焕发活力。", "三化", ["规范化", "常态化", "实效化"]),
    ("组织教师、律师、调解员（以下简称“两师一员”）进站。", "两师一员", ["教师", "律师", "调解员"]),
    (
      "开展以“联系部门献良策、联系选民办实事、联系农户送温暖”为主要内容的“三联系”活动。", "三联系",
      ["联系部门献良策", "联系选民办实事", "联系农户送温暖"]
    ),
  ])
  func beforeTheName(text: String, name: String, expected: [String]) {
    #expect(reader.components(name, in: text) == expected)
  }

  @Test func enumeratedSentences() {
    let text = "联络站落实“四个到位”。一是组织领导到位。成立专班。二是经费保障到位。列入预算。三是制度建设到位。四是责任落实到位。"
    #expect(reader.components("四个到位", in: text) == ["组织领导到位", "经费保障到位", "制度建设到位", "责任落实到位"])
    let shared = "全镇搭建“两个平台”，方便群众。一是搭建线下接访平台。设在社区。二是搭建线上议事平台。"
    #expect(reader.components("两个平台", in: shared) == ["线下接访平台", "线上议事平台"])
  }

  @Test func compoundNamesAreSpelledOutGroupByGroup() {
    let text = "落实“两化三有”要求，“两化”即规范化、常态化，“三有”即有场所、有制度、有活动。"
    #expect(reader.components("两化三有", in: text) == ["规范化", "常态化", "有场所", "有制度", "有活动"])
    // The groups are part of the explanation.
    #expect(reader.names(text) == ["model:两化三有"])
    let circled = "推行“三色督办”：①红色督办，②黄色督办，③绿色督办。"
    #expect(reader.components("三色督办", in: circled) == ["红色督办", "黄色督办", "绿色督办"])
  }

  /// The list that spells a name out is no slogan of its own.
  @Test func theListIsNoName() {
    let text = "坚持“有场所、有标识、有制度”的“三有”标准。"
    #expect(reader.names(text) == ["model:三有"])
    #expect(reader.components("三有", in: text) == ["有场所", "有标识", "有制度"])
  }

  @Test func quotationsAreParts() {
    let row = "代表当好政策“宣讲员”、民意“收集员”、纠纷“调解员”，人人争当“三员”。"
    #expect(reader.components("三员", in: row) == ["宣讲员", "收集员", "调解员"])
    let explained = "站里推行“三式”接待法：“坐班+预约”，有人等；“上门+恳谈”，有人访；“热线+扫码”，有人接。"
    #expect(reader.components("三式", in: explained) == ["坐班+预约", "上门+恳谈", "热线+扫码"])
  }

  @Test func formulasTellWhatTheirNumbersAre() {
    let keyed = "建立“2+4+X”履职平台，“2”为街道中心站，“4”为社区站，“X”为楼宇联络点。"
    #expect(reader.components("2+4+X", in: keyed) == ["2=街道中心站", "4=社区站", "X=楼宇联络点"])
    let serving = "构建“1+5+N”体系——以1个代表之家为中枢，5个联络站为支点，N个议事点为补充，方便群众。"
    #expect(reader.components("1+5+N", in: serving) == ["1=代表之家", "5=联络站", "N=议事点"])
    let listed = "搭建“1+9+N”平台，即：县级代表之家、9个乡镇联络站、若干村级联络点。"
    #expect(reader.components("1+9+N", in: listed) == ["1=县级代表之家", "9=9个乡镇联络站", "N=若干村级联络点"])
    let wrong = "搭建“1+9+N”平台，即：县级代表之家、8个乡镇联络站、若干村级联络点。"
    #expect(reader.components("1+9+N", in: wrong) == [])
  }

  /// A list of another length is of something else.
  @Test(arguments: [
    ("站点做到“六统一”，即统一标识、统一场所、统一制度。", "六统一"),
    ("学习领会二十大精神以及县委、县政府部署，落实“两化”要求。", "两化"),
    ("推行“四办”机制。镇里有：村民、商户、学生。", "四办"),
    ("上午开会，下午调研，晚上总结，落实“三个一”。", "三个一"),
  ])
  func whatDoesNotAgreeIsLeftOut(text: String, name: String) {
    #expect(reader.components(name, in: text) == [])
  }

  @Test func lettersAreTheirOwnParts() {
    #expect(reader.components("听、记、办、督", in: "创新“听、记、办、督”工作法。") == ["听", "记", "办", "督"])
  }

  @Test(arguments: [
    ("站里推行“民情三色单”，红单急办、黄单限办、绿单已办，一看便知。", "民情三色单", ["红单急办", "黄单限办", "绿单已办"]),
    ("各站建起“四簿”，把值班、走访、会办、回访分别记清。", "四簿", ["值班", "走访", "会办", "回访"]),
    ("今年推行“三个一”。每月一次接访、每季一次座谈、每年一次述职。", "三个一", ["每月一次接访", "每季一次座谈", "每年一次述职"]),
    ("遇到纠纷，先看、再议、后办，三步走下来，这就是“老槐树调解法”。", "老槐树调解法", ["先看", "再议", "后办"]),
    ("“葡萄架”工作法，即摆事、说理、解结，很管用。", "葡萄架", ["摆事", "说理", "解结"]),
    ("形成“四步闭环”：收集→分办→督促→回访。", "四步闭环", ["收集", "分办", "督促", "回访"]),
    ("推行“三步法”。第一步登记，第二步会办，第三步回访。", "三步法", ["登记", "会办", "回访"]),
    ("以“双走双听”为抓手。走村组、走企业，听意见、听期盼，结果上墙。", "双走双听", ["走村组", "走企业", "听意见", "听期盼"]),
    ("总结出“摆事、评理、和解”三步工作法。", "摆事、评理、和解", ["摆事", "评理", "和解"]),
    ("推行“一网三联”机制，即代表联户、委员联企、干部联村，件件有回音。", "一网三联", ["代表联户", "委员联企", "干部联村"]),
    ("站里立下“一盏灯、一把椅、一本簿”的规矩。", "一盏灯、一把椅、一本簿", ["一盏灯", "一把椅", "一本簿"]),
  ])
  func inClausesOfTheirOwn(text: String, name: String, expected: [String]) {
    #expect(reader.components(name, in: text) == expected)
  }

  @Test(arguments: [
    // Those who do it, not its parts.
    ("开展“三访”活动，组织党员、干部、代表走村入户。", "三访"),
    ("开展“四好”创建活动，县、乡、村、组四级联动。", "四好"),
    ("“民情三色单”推出后，红旗、前进等村都来学。", "民情三色单"),
    ("推行“一网三联”机制，走村入户解民忧。今年办结三十件。", "一网三联"),
    ("以“双走双听”为抓手，走村入户，听取意见，督办建议。", "双走双听"),
    ("总结出“摆事、评理、和解”两步工作法。", "摆事、评理、和解"),
    // Each clause counts what is spelled out elsewhere.
    ("做到“七有、四好、三上墙”。", "七有、四好、三上墙"),
    ("“葡萄架”工作法，即由张姐、李哥和几位老邻居一道出面。", "葡萄架"),
  ])
  func otherListsAreNoParts(text: String, name: String) {
    #expect(reader.components(name, in: text) == [])
  }

  @Test func partsOfAFormulaBeforeIt() {
    let roles = "以1个中心站为龙头、6个片区站为支点、N个流动点为补充，建起“1+6+N”履职网络。"
    #expect(reader.components("1+6+N", in: roles) == ["1=1个中心站", "6=6个片区站", "N=N个流动点"])
    let plain = "由1个代表之家、8个联络站、若干接待点组成的“1+8+N”平台。"
    #expect(reader.components("1+8+N", in: plain)?.last == "N=若干接待点")
    // Other numbers than the formula's.
    let other = "全镇3个社区、5个村、9个网格都用上了“1+6+N”平台。"
    #expect(reader.components("1+6+N", in: other) == [])
  }

  @Test(arguments: [
    (
      "推行“三好”站点和“三强”代表标准：“三好”是阵地建得好、制度定得好、档案管得好；“三强”是政治觉悟强、议事能力强、群众观念强。", "三强",
      ["政治觉悟强", "议事能力强", "群众观念强"]
    ),
    ("各站对照“三好”要求整改，三好是阵地建得好、制度定得好、档案管得好，年底验收。", "三好", ["阵地建得好", "制度定得好", "档案管得好"]),
    ("站点做到“四个规范”，也就是门牌、台账、流程、队伍规范。", "四个规范", ["门牌", "台账", "流程", "队伍"]),
    ("推行“双亮三述”，即亮职责、亮业绩，向选民述、向站长述、向主席述，全镇代表参加。", "双亮三述", ["亮职责", "亮业绩", "向选民述", "向站长述", "向主席述"]),
    ("镇里推行“四有”建设，有阵地有制度有经费有活动，站站达标。", "四有", ["有阵地", "有制度", "有经费", "有活动"]),
    ("镇里办起“民意铃”机制，分摇铃、接铃、回铃三步走，件件有着落。", "民意铃", ["摇铃", "接铃", "回铃"]),
    ("街有服务站、楼有议事角、院有代表岗，居民把它叫作“三级连民”工作法。", "三级连民", ["街有服务站", "楼有议事角", "院有代表岗"]),
  ])
  func byTheGroupsOfTheName(text: String, name: String, expected: [String]) {
    #expect(reader.components(name, in: text) == expected)
  }

  @Test(arguments: [
    // The other name's list, and lists of another length.
    ("推行“三好”站点和“三强”代表标准：“三好”是阵地建得好、制度定得好、档案管得好。", "三强"),
    ("推行“双亮三述”，即亮职责、亮业绩，向选民述、向站长述，全镇代表参加。", "双亮三述"),
    ("镇里推行“四有”建设，有阵地有制度有经费，站站达标。", "四有"),
    ("镇里办起“民意铃”机制，分摇铃、接铃、回铃四步走。", "民意铃"),
  ])
  func groupsOfAnotherLengthAreLeftOut(text: String, name: String) {
    #expect(reader.components(name, in: text) == [])
  }

  @Test func thingsThatAFormulaCounts() {
    let text = "全县建成“1+8+N”代表联络体系：1个县总站、8个乡镇（街道）中心站，N是遍布村组、楼栋、园区的联络点。"
    #expect(
      reader.components("1+8+N", in: text) == ["1=县总站", "8=乡镇（街道）中心站", "N=遍布村组、楼栋、园区的联络点"])
    let other = "全县建成“1+8+N”代表联络体系：1个县总站、9个乡镇中心站，N是遍布村组的联络点。"
    #expect(reader.components("1+8+N", in: other) == [])
  }

  @Test func stationsInAnyOrderAroundAFormula() {
    let text = "全镇6个人大代表联络站、30个代表联系点连着1个代表之家转，群众叫它“1+6+30”。"
    #expect(reader.components("1+6+30", in: text) == ["1=代表之家", "6=人大代表联络站", "30=代表联系点"])
    let other = "全镇6个人大代表联络站、28个代表联系点连着1个代表之家转，群众叫它“1+6+30”。"
    #expect(reader.components("1+6+30", in: other) == [])
  }

  @Test(arguments: [
    ("站里挂着“五统一”牌子，标识、制度、台账、流程、公示五项都统一。", "五统一", ["标识", "制度", "台账", "流程", "公示"]),
    ("选址做到“三个结合”，即要结合人口疏密、村居位置、交通条件等三方面情况。", "三个结合", ["人口疏密", "村居位置", "交通条件"]),
    ("建立了从接待来访、登记问题、分级认领到跟踪督办、结果反馈的“五步工作法”。", "五步工作法", ["接待来访", "登记问题", "分级认领", "跟踪督办", "结果反馈"]),
    ("以“教师、医生、律师、村医”为主体的“四师进站”队伍常驻。", "四师进站", ["教师", "医生", "律师", "村医"]),
    ("有茶水、有报纸、有药箱，“三有”小站人气旺。", "三有", ["有茶水", "有报纸", "有药箱"]),
    ("“三碰头”机制要求承办单位办前碰头问需求、办中碰头讲进度、办后碰头听评价。", "三碰头", ["办前碰头问需求", "办中碰头讲进度", "办后碰头听评价"]),
    ("健全联系选民、学习培训、述职评议等“三项制度”。", "三项制度", ["联系选民", "学习培训", "述职评议"]),
    ("推行“双联双评”，也就是委员联系代表、代表联系农户，农户评代表、代表评站所。", "双联双评", ["委员联系代表", "代表联系农户", "农户评代表", "代表评站所"]),
    ("“双进双促”开展以来，县、乡代表进院坝进车间、促和睦促增收，走访千余人次。", "双进双促", ["进院坝", "进车间", "促和睦", "促增收"]),
    ("“四字诀”好记：“望”民情，“闻”民声，“问”民需，“切”民忧。", "四字诀", ["望民情", "闻民声", "问民需", "切民忧"]),
    ("以“种好田、管好渠、护好林”为目标，乡人大推出“三好”行动。", "三好", ["种好田", "管好渠", "护好林"]),
    ("设“两库一厅”（民情信息库、专家人才库，协商议事厅）。", "两库一厅", ["民情信息库", "专家人才库", "协商议事厅"]),
  ])
  func listsOfOtherForms(text: String, name: String, expected: [String]) {
    #expect(reader.components(name, in: text) == expected)
  }

  @Test func numbersAreNoPartOfItems() {
    let text = "代表当好“三员”：一是政策的宣传员，二是民意的收集员，三是纠纷的调解员。"
    #expect(reader.components("三员", in: text) == ["政策的宣传员", "民意的收集员", "纠纷的调解员"])
  }

  @Test func listsOfLines() {
    let text = "县人大打造“三大阵地”。\n打造学习阵地，办好讲堂，全年开讲六次。\n打造议事阵地，改造站点九处。\n打造督办阵地，线上交办。"
    #expect(reader.components("三大阵地", in: text) == ["学习阵地", "议事阵地", "督办阵地"])
  }

  @Test(arguments: [
    // Counted as something else, or under another verb.
    ("县里组织东关、南坝、西营、北店四个镇交流“四联”做法。", "四联"),
    ("组织党员、干部、代表开展“三送”活动。", "三送"),
    ("围绕种养、务工、上学、看病、养老这五个方面，“五民”工作队入户。", "五民"),
    ("推行“三联”机制，夏天、雨季、冬夜都有代表值班。", "三联"),
  ])
  func listsOfOtherThingsAreNoParts(text: String, name: String) {
    #expect(reader.components(name, in: text) == [])
  }

  /// A list belongs to the name that it fits best.
  @Test func noListServesTwoNames() {
    let text = "各站做到“四有”，即有场地、有人员、有制度、有台账；还有“四上墙”。"
    #expect(reader.components("四有", in: text)?.count == 4)
    #expect(reader.components("四上墙", in: text) == [])
  }

  @Test func figuresInAListArePartsOfIt() {
    let text = "推行“三单”闭环，就是群众“点单”、站点“派单”、代表“接单”。"
    #expect(reader.names(text) == ["model:三单"])
  }

  @Test func digitsAndOperandsTellTheirParts() {
    let digits = "“123”工作机制讲得清楚：“1”即一个目标，“2”即两支队伍，“3”即三张清单。"
    #expect(reader.components("123", in: digits) == ["1=一个目标", "2=两支队伍", "3=三张清单"])
    let operands = "形成“1个中心站+6个片区站+20个联系点”工作格局。"
    #expect(
      reader.components("1个中心站+6个片区站+20个联系点", in: operands) == ["1=中心站", "6=片区站", "20=联系点"])
    let one = "构建以镇中心站为中枢、9个片区站为骨干、68个联络点为末梢的“1+9+68”体系。"
    #expect(reader.components("1+9+68", in: one) == ["1=镇中心站", "9=9个片区站", "68=68个联络点"])
  }
}
