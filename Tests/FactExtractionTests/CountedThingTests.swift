import CorpusModel
import FactExtraction
import LexiconData
import Testing
import ZhandianTestSupport

/// What a number counts where the noun beside it does not tell, in sentences of our own.
struct CountedThingTests {
  private static let shared = Result { try CountRecognizer(lexicons: Repository.lexicons()) }

  private func counts(_ text: String) throws -> [Count] {
    let bytes = Array(text.utf8)
    let article = NormalizedArticle(
      metadata: ArticleMetadata(), title: [], text: bytes, map: .identity(bytes.count), script: .hans)
    return try Self.shared.get().mentions(in: article).compactMap { mention in
      if case .count(let count) = mention.content { return count }
      return nil
    }
  }

  /// A label goes on over the words that set its noun apart, and over names of places that hold such as would end it.
  @Test(arguments: [
    ("评出15个沙县五星级人大代表联络站。", "station", "沙县五星级人大代表联络站"),
    ("评出15个青阳县示范代表之家。", "station", "青阳县示范代表之家"),
    ("评出15家青阳县“最暖代表联络站（家门口的窗口）”。", "station", "青阳县最暖代表联络站（家门口的窗口）"),
    ("给46名青阳县在邕各级人大代表寄书。", "deputy", "青阳县在邕各级人大代表"),
    ("建成9个代表联系选民服务点。", "station", "代表联系选民服务点"),
    ("组织如皋市、海安市代表46名听会。", "deputy", "如皋市、海安市代表"),
    ("组织都匀市人大代表46名听会。", "deputy", "都匀市人大代表"), ("县政府会同市代表46名听会。", "deputy", "市代表"),
    ("举办带货培训7场。", "activity", "带货培训"),
  ]) func reachesOverNames(_ text: String, _ subject: String, _ label: String) throws {
    let found = try counts(text)
    #expect(found.map(\.subjects) == [[subject]])
    #expect(found.map(\.label) == [label])
  }

  /// Each count is written `subject value`.
  @Test(arguments: [
    // Written characters, figures of speech and paces count nothing; the same words may.
    ("“代表客厅”四个大字挂在堂屋。", []), ("“察民情、理民忧”六个烫金大字很醒目。", []), ("“代表工作站”五个字写得端正。", []),
    ("做好“理民忧、办实事”两篇文章。", []), ("打好代表履职三张牌。", []),
    ("全镇“代表客厅”四个，联络站十二个。", ["station 4", "station 12"]), ("站里写了16篇文章。", ["other 16"]),
    ("照“备好一个、开门一个、用活一个”的路子建联络站。", []),
    ("县城建成代表之家一个、联络站三个。", ["station 1", "station 3"]),
    ("新建联络站一个、扩建一个。", ["station 1", "station 1"]),
    // Claims of coverage are no things.
    ("实现联络站、代表小组两个全覆盖。", []), ("实现阵地、队伍三个“全覆盖”。", []),
    ("接待室2个，实现全覆盖。", ["station 2"]),
    ("3个代表联系1个村。", ["deputy 3", "other 1"]), ("3个代表联系服务点。", ["station 3"]),
    // Sites, and words that begin as a unit ends.
    ("首批26个示范点位开门。", ["station 26"]), ("满意率提高6个点。", []), ("网友出了7个点子。", ["suggestion 7"]),
    ("建成服务型站点4个、复合型联络站7个。", ["station 4", "station 7"]), ("装了监控点位26个。", ["other 26"]),
    // Those who handle are not what is handled.
    ("群众提出问题16个，由联络站牵头，已解决11个。", ["suggestion 16", "suggestion 11"]),
    ("群众提出的问题，各联络站逐个过堂，已解决11个。", ["suggestion 11"]),
    ("规划联络站16个，镇里已建成11个。", ["station 16", "station 11"]),
    ("收到建议260条，对邻里纠纷集中会诊，办结180条。", ["suggestion 260", "suggestion 180"]),
    ("对疑难事项集中会诊，办结180条。", ["suggestion 180"]),
    ("收到建议260条，调处邻里纠纷30起，化解26起。", ["suggestion 260", "deed 30", "deed 26"]),
    // An inspection is of stations, a visit of a few is none; grades are of what has them.
    ("实地察看联络站26个。", ["station 26"]), ("考察团察看了4个联络站。", ["other 4"]), ("实地察看果园26个。", ["other 26"]),
    (
      "抽查联络站26个，发现问题40个。评定优秀等次9个、合格等次14个，3个限期整改。",
      ["station 26", "suggestion 40", "station 9", "station 14", "station 3"]
    ),
    ("办理建议30件，评定满意等次22件。", ["suggestion 30", "suggestion 22"]),
    // Teams are of the persons that they are made of.
    ("成立“山茶花”代表服务队，12人分片包户。", ["deputy 12"]), ("代表小组12人轮流坐班。", ["deputy 12"]),
    ("女代表组成服务队，9名队员进村。", ["deputy 9"]), ("法官服务队队员9人。", ["officer 9"]),
    ("成立志愿队，12人分片包户。", ["other 12"]),
    // Persons of no known name in a list of what was visited are no deputies.
    ("16名代表走访企业9家、疍民40人。", ["deputy 16", "other 9", "resident 40"]), ("16名代表走访侨眷40户。", ["deputy 16", "resident 40"]),
    ("进驻代表40名，其中矿工9名、店主3名。", ["deputy 40", "deputy 9", "deputy 3"]),
    ("医生、代表组成服务队，9人进村。", ["officer 9"]),
    // What things become or have; parts in a bracket; a verb between two numbers; the name that a clause opens with.
    ("9个站被摘牌，另有6个升为市级示范站。", ["station 9", "station 6"]), ("联络站比学赶超，今年6个获评五星站。", ["station 6"]),
    ("街道有院落16个，其中6个获评“妇女之家”。", ["other 16", "other 6"]), ("帮助6个偏远村建设代表联络站。", ["other 6"]),
    ("配了8名代表站专职秘书。", ["officer 8"]), ("打造升级版代表之家7个。", ["station 7"]),
    ("县里有茶楼40座，其中16座建有联络站。", ["other 40", "station 16"]),
    ("联络站26家（县本级1家、镇街25家）。", ["station 26", "station 1", "station 25"]),
    ("家站60个；2021年乡镇区划调整后优化为52个。", ["station 60", "station 52"]),
    ("新建两个、改建三个联络站。", ["station 2", "station 3"]), ("像这样的“代表小院”，全县建起了26个。", ["station 26"]),
    ("这样的“代表小院”全县共有26个。", ["station 26"]),
    // Behind a division's name, what sets the thing apart, but no verb behind a tier alone; what 等 leads to.
    ("评出6个清河县先进集体。", ["other 6"]), ("动员6个村建设好“代表联络站”。", ["other 6"]),
    ("归集提出建议、走访选民等履职记录2600条。", ["other 2600"]), ("报送信息26条。", ["other 26"]),
    // Persons who stand; who looks at stations.
    ("一共有26名代表站在了台上。", ["deputy 26"]), ("3名代表站站长发了言。", ["deputy 3"]),
    ("站长26人观摩了镇代表之家。", ["deputy 26"]), ("走访茶厂26家次。", ["other 26"]),
    // What follows the number is counted, whoever has it, and though no lexicon knows it; what is said of it is no thing.
    ("拟定代表联络站6个必备要素。", ["other 6"]), ("拟定代表活动阵地7项基本规程。", ["other 7"]), ("代表联络站覆盖全省13个设区市。", ["other 13"]),
    ("代表联络站6个，制度健全。", ["station 6"]), ("代表联络站26个落地。", ["station 26"]), ("代表联络站26个全部达标。", ["station 26"]),
    ("代表们归纳出6个风险点、3个亮点。", ["other 6", "other 3"]), ("联络站是首批10家之一。", ["station 10"]),
    ("代表联络站12个 代表360名 活动室36个 意见52条", ["station 12", "deputy 360", "station 36", "suggestion 52"]),
    ("站点总数：12；代表总数：360。", ["station 12", "deputy 360"]), ("值班代表（电话）：13800000000，联络站：8:30开门。", []),
    ("联络站12个/代表360名/意见52条", ["station 12", "deputy 360", "suggestion 52"]),
    ("建成12个 代表联络站。", ["station 12"]), ("排查出137条线索。", ["suggestion 137"]), ("在精心准备的基础上提出议案6件。", ["suggestion 6"]),
    ("把一件诉求分成三段，一条线跟到底。", []),
    ("代表们看了意见最多的16条街。", ["other 16"]),
    ("16位养殖大户、260名街坊来到站里。", ["resident 16", "resident 260"]),
    // Tiers of several kinds have one thing; they have none where each is counted.
    ("建成16个镇（街）、农场代表联络站。", ["station 16"]), ("建成8个镇、街道、林场人大代表联络站。", ["station 8"]),
    ("16个乡镇、街道代表联络站站长26名参加。", ["other 16", "deputy 26"]), ("全县16个乡镇、街道代表联络站36个。", ["other 16", "station 36"]),
    ("站点36个特色鲜明，意见30条交通类，20条教育类。", ["station 36", "suggestion 30", "suggestion 20"]),
    ("组织36名 代表 12次进站。", ["deputy 36", "activity 12"]),
    ("16个镇（街）、1个农场参加。", ["other 16", "other 1"]),
    ("组建6个专业混编小组。", ["deputy_group 6"]),
    // Occasions; a bound.
    ("代表船访31次、随访12次。", ["activity 31", "activity 12"]),
  ])
  func found(_ text: String, _ expected: [String]) throws {
    #expect(try counts(text).map { "\($0.subjects[0]) \($0.quantity.value)" } == expected)
  }

  @Test func aBrokenMarkIsABound() throws {
    #expect(try counts("社里年产值突破300万元，侦破案件6起。").map(\.quantity.bound) == [.moreThan, .exact])
  }

  @Test(arguments: [
    // The noun, not the verb of visiting or who visits; a word that only begins as a function word does.
    ("实地察看联络站26个。", "联络站"), ("●进站代表360名", "进站代表"), ("市人大代表走访选民40人。", "走访选民"), ("新疆五级人大代表260名。", "新疆五级人大代表"),
    ("转场时节接待牧民40人。", "接待牧民"), ("打造“和美乡村”6个。", "和美乡村"), ("收集“停车难”“出行难”问题26个。", "停车难出行难问题"),
    ("组织代表视察、调研、执法检查26次。", "视察、调研、执法检查"), ("难缠问题已解决16个。", "难缠问题"),
    ("清河土家族自治县大桥镇人大代表18名。", "清河土家族自治县大桥镇人大代表"), ("全镇12个村的联络站累计摆摊46次。", "摆摊"),
    ("站里累计接待40批260人。", "接待"), ("评出合格联络站9个次、优秀联络站45个次。", "优秀联络站"),
  ])
  func label(_ text: String, _ expected: String) throws {
    #expect(try counts(text).last?.label == expected)
  }
}
