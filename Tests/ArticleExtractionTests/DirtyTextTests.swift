import CorpusModel
import Testing

@testable import ArticleExtraction

/// Texts as crawlers leave them: each with furniture of another kind around the same two paragraphs.
@Suite struct DirtyTextTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var before = ""
    var between = "\n"
    var after = ""
    var title: String?
    var published: String?
    var publisher: String?
    var authors: [String] = []
    var editor: String?
  }

  static let cases: [Case] = [
    Case(
      testDescription: "provinces between bars above, imprint below",
      before: "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏\n联络站建在果园里\n2023年08月09日 10:20\n来源：北方新闻网\n\n",
      after: "\n【编辑:何苗】\n本网站所刊载信息，不代表本网观点。\n未经授权禁止转载、摘编、复制及建立镜像，违者将依法追究法律责任。\nexample.cn. All Rights Reserved",
      title: "联络站建在果园里", published: "2023-08-09T10:20", publisher: "北方新闻网", editor: "何苗"),
    Case(
      testDescription: "a farm of county names below",
      after: "\n\n版权所有 清水河县人大\n共0条评论\n| 安福县| 宁都县| 泸西县| 华池县| 石柱| 财经| 武功县| 阳谷县| 依安县| 会理县| 岚县|"),
    Case(
      testDescription: "a path with two names and a time with seconds",
      before: "联络站建在果园里_北方网\n清水频道 > 新闻 > 正文\n2024 06/25 09:50:04\n来源:北方网\n\n联络站建在果园里\n\n字体:\n\n",
      after: "(完)\n\n【纠错】 【责任编辑:何苗】", title: "联络站建在果园里", published: "2024-06-25T09:50:04", publisher: "北方网",
      editor: "何苗"),
    Case(
      testDescription: "headlines of others below",
      before: "联络站建在果园里\n\n",
      after: "\n\n全县小麦播种进度过八成\n夜市摊位今起网上申请\n寒潮来袭 多部门备足防滑物资\n二手房交易窗口延时服务(图)\n高速口新增两条潮汐车道",
      title: "联络站建在果园里"),
    Case(
      testDescription: "licences of a news portal",
      after:
        "\n编辑:何苗\n责任编辑:苏木\n值班编审:白河\n信息网络传播视听节目许可证:000330032\n互联网新闻信息服务许可证:15120170002\n网警备案号:15010302000253\n蒙ICP备11003557 版权所有\n举报电话:0474-0000000\n登录\n还没账号?立即注册\n请输入验证码",
      editor: "何苗"),
    Case(
      testDescription: "menus line by line above",
      before: "首页\n新闻\n视频\n专题\n关于我们\n当前位置：首页 > 代表工作 > 正文\n联络站建在果园里\n时间：2022-03-04 来源：县人大办 作者：王小明 浏览：120\n\n",
      after: "\n上一篇：县人大召开会议\n下一篇：没有了", title: "联络站建在果园里", published: "2022-03-04", publisher: "县人大办",
      authors: ["王小明"]),
    Case(
      testDescription: "share buttons and a QR code",
      before: "联络站建在果园里\n2022-03-04 08:00:00 来源： 清水河日报 分享到：\n微信\n微博\nQQ空间\n\n",
      after: "\n分享到：\n扫一扫分享到微信\n打印本页\n关闭窗口", title: "联络站建在果园里", published: "2022-03-04T08:00:00",
      publisher: "清水河日报"),
    Case(
      testDescription: "comments below",
      after:
        "\n网友评论\n发表评论\n青山依旧 2022-03-05 10:11\n写得好，代表就该这样，我们那里的站点也该多开几天门。\n清风 2022-03-05 11:30\n支持，希望长期坚持下去，别是一阵风。"),
    Case(
      testDescription: "authors with a slash",
      before: "联络站建在果园里\n文/王小明 图/李红\n\n", after: "\n编辑/何苗\n审核：苏木", title: "联络站建在果园里", authors: ["王小明"], editor: "何苗"),
    Case(
      testDescription: "a byline between title and body",
      before: "联络站建在果园里\n本报记者 王小明 通讯员 李红\n", title: "联络站建在果园里", authors: ["王小明", "李红"]),
    Case(
      testDescription: "a disclaimer and a hotline",
      after: "\n免责声明：本文来源于网络，版权归原作者所有。\n新闻热线：0474-0000000\n投稿邮箱：news@example.cn"),
    Case(
      testDescription: "full-width digits and a table of public information",
      before: "索引号：000014349/2022-00010\n发布机构：清水河县人大常委会\n发布日期：２０２２年３月４日\n标题：联络站建在果园里\n\n",
      title: "联络站建在果园里", published: "2022-03-04", publisher: "清水河县人大常委会"),
    Case(
      testDescription: "related links under a heading, in Traditional",
      before: "聯絡站建在果園裏\n發佈時間：2022-03-04　來源：清水河日報\n\n",
      after: "\n相關新聞\n全縣小麥播種進度過八成\n夜市攤位今起網上申請", title: "聯絡站建在果園裏", published: "2022-03-04",
      publisher: "清水河日報"),
    Case(
      testDescription: "a signature with a date in Chinese numerals",
      before: "关于联络站建设的通报\n\n", after: "\n清水河县人大常委会办公室\n二〇二二年三月四日", title: "关于联络站建设的通报",
      published: "2022-03-04", publisher: "清水河县人大常委会办公室"),
    Case(
      testDescription: "pager, ratings and a counter between the paragraphs",
      before: "联络站建在果园里\n2022-03-04\n\n", between: "\n【字体：大 中 小】\n点击查看大图\n",
      after: "\n[1] [2] 下一页\n点赞 12\n收藏\n阅读(320)", title: "联络站建在果园里", published: "2022-03-04"),
  ]

  @Test(arguments: cases)
  func furnitureGoesAndTheBodyStays(_ dirty: Case) throws {
    let article = try Fixture.article(dirty.before + Fixture.body.joined(separator: dirty.between) + dirty.after, .text)
    let signed = dirty.testDescription.hasPrefix("a signature") ? "\n清水河县人大常委会办公室\n二〇二二年三月四日" : ""
    #expect(article.text.string == Fixture.bodyText + signed)
    #expect(article.metadata.title == dirty.title)
    #expect(article.metadata.published == dirty.published)
    #expect(article.metadata.publisher == dirty.publisher)
    #expect(article.metadata.authors == dirty.authors)
    #expect(article.metadata.editor == dirty.editor)
  }
}
