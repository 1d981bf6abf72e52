#!/usr/bin/env python3
"""Write Corpus/designs: a page for each design of Chinese news, government, blog and forum pages, and gold.jsonl.

    python3 Corpus/tools/designs.py

Every sentence is the project's own, about places that do not exist; names of classes and labels are those that the content
management systems of such pages write. Gold: {id, design, title, published, publisher, authors, text}; null or [] where
the page does not say. Standard library only; the output is the same at every run.
"""
import json
import pathlib

from design_texts import FOOT, HEADLINES, SECTIONS, TEXTS, br, links, nav, p

OUT = pathlib.Path(__file__).resolve().parent.parent / "designs"

PAGES = []


def page(design, key, html, published=None, publisher=None, authors=(), encoding="utf-8", title=None, text=None):
    PAGES.append((design, key, html, published, publisher, list(authors), encoding, title, text))


def doc(title, body, head="", charset="utf-8"):
    return f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>{title}</title>{head}</head>\n<body>\n{body}\n</body></html>\n'


def news():
    """Portals and agencies."""
    t, b = TEXTS["canal"]
    page("people", "canal", doc(t + "--地方频道--民声网", f"""
<div class="header"><div class="nav">{nav()}</div></div>
<div class="layout path">民声网&gt;&gt;<a href="/">地方频道</a>&gt;&gt;<a href="/x">县域</a></div>
<div class="layout rm_txt cf"><div class="col col-1 fl"><h4 class="pre"></h4><h1>{t}</h1>
<div class="author cf"></div>
<div class="channel cf"><div class="col-1-1 fl">2024年10月13日08:15 | 来源：<a href="http://x">沙河日报</a></div><div class="col-1-2 fr">小字号</div></div>
<div class="rm_txt_con cf">{p(b)}<div class="zdfy clearfix"></div><center><table border="0" align="center"><tr><td></td></tr></table></center>
<div class="edit cf">(责编：温明、齐放)</div></div>
<div class="bza">分享让更多人看到</div></div><div class="col col-2 fr"><h2>热门排行</h2>{links(2)}</div></div>
<div class="rm_relevant cf"><h2>相关新闻</h2>{links(5, 4)}</div><div class="footer">{FOOT}</div>"""),
        "2024-10-13T08:15", "沙河日报")
    t, b = TEXTS["ferry"]
    page("xinhua", "ferry", doc(t + "-新桥网", f"""
<div class="head-line clearfix"><div class="header-top"><div class="header-time left"><span class="year"><em>2024</em></span>
<span class="day"><em>06</em>/<em>25</em></span><span class="time">09:50:04</span></div>
<div class="source">来源：新桥网</div></div><div class="head-title"><h1><span class="title">{t}</span></h1></div>
<div class="share">字体：<span>小</span><span>中</span><span>大</span> 分享到：</div></div>
<div class="main clearfix"><div class="main-left left"><div id="detail"><span id="detailContent">{p(b)}</span></div>
<div id="articleEdit"><span class="tiyi1"><a href="javascript:void(0);">【纠错】</a></span><span class="editor"> 【责任编辑:段小凡】</span></div></div>
<div class="main-right right"><div class="columBox"><div class="tit">阅读下一篇：</div>{links(0, 6)}</div></div></div>
<div class="foot">{FOOT}</div>"""), "2024-06-25T09:50:04", "新桥网")
    t, b = TEXTS["bank"]
    page("netease", "bank", doc(t + "_财经频道", f"""
<div class="N-nav-channel">{nav(10)}</div><div class="container clearfix" id="container"><div class="post_main">
<h1 class="post_title">{t}</h1><div class="post_info">2024-10-20 16:25:01　来源: <a href="x">临溪商报</a><a class="post_jubao">举报</a></div>
<div class="post_statement hidden"></div><div id="content"><div class="post_body">{p(b, lead="")}</div></div>
<div class="post_author"><img src="e.png">本文来源：临溪商报 作者：顾平 责任编辑：田雨_N1234</div>
<div class="post_statement"><span>特别声明：</span>以上内容(如有图片或视频亦包括在内)为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</div>
<div class="post_comment"><div>跟贴 128</div><div>参与 3056</div></div></div><div class="post_side">热点新闻{links(3)}</div></div>"""),
        "2024-10-20T16:25:01", "临溪商报", ["顾平"])
    t, b = TEXTS["elevator"]
    page("sohu", "elevator", doc(t + "_业主", f"""
<div id="main-header">{nav()}</div><div class="wrapper-box"><div class="column left"><div class="user-info"><h4><a>社区观察</a></h4>
<dl class="user-num"><dd><span class="value">1325</span>文章</dd><dd><span class="value">88万</span>总阅读</dd></dl></div></div>
<div class="left main"><div data-spm="content"><div class="text"><div class="text-title"><h1>{t}<span class="article-tag"></span></h1>
<div class="article-info"><span class="time" id="news-time">2020-11-26 08:04</span> <span class="l">来源:<a>江城晚报</a></span></div></div>
<article class="article" id="mp-editor">{p(["原标题：" + t] + b, lead="")}<p data-role="editor-name">责任编辑：</p></article>
<div class="statement">平台声明：该文观点仅代表作者本人，本平台仅提供信息存储空间服务。</div><div class="bottom-relate-wrap clear">阅读 (3.1万)</div></div></div></div>
<div class="sidebar right"><div class="hot-article"><h3>24小时热文</h3>{links(1)}</div></div></div>"""),
        "2020-11-26T08:04", "江城晚报")
    t, b = TEXTS["library"]
    page("ifeng", "library", doc(t + "_凤鸣网", f"""
<div class="header-3WdUi7"><div class="nav-9fXk2d">{nav()}<a href="/l">注册登录</a></div></div>
<div class="breadCrumb-1hQX3a"><a>资讯</a> &gt; <a>社会</a> &gt; 正文</div><div class="artical-25vfnb81"><h1 class="topic-3bY8Hw-9">{t}</h1>
<div class="info-2mXd7a"><span>2022年05月16日 07:40:12</span> <span>来自江北省</span><div>来源：东关融媒</div></div>
<div class="main_content-r5RGqegj"><div class="text-3zQ3cZD4">{p(b, lead="")}<p>[责任编辑：祝晓 PT0209]</p></div></div></div>
<div class="related-3kf92s"><h3>为您推荐</h3>{links(4)}</div>
<div class="comment-8a7sd6"><div>12人参与</div><div>6评论</div></div>"""), "2022-05-16T07:40:12", "东关融媒")
    t, b = TEXTS["school"]
    page("chinanews", "school", doc(t + "-新讯网", f"""
<div id="nav">{nav()}</div><div class="content"><div class="con_left"><div class="left_t">本页位置：首页→教育</div>
<h1 class="content_left_title">{t}</h1><div class="content_left_time">2023年05月20日 10:02　来源：枫林教育报<a>参与互动</a></div>
<div class="left_zw" style="position:relative">{p(b)}<div class="left_name"><span>【编辑:高远】</span></div></div>
<div class="selfpraise">更多精彩内容请进入教育频道</div></div><div class="con_right">{links(2, 10)}</div></div>{FOOT}"""),
        "2023-05-20T10:02", "枫林教育报")
    t, b = TEXTS["orchard"]
    page("paper-app", "orchard", doc(t + "_石涧新闻", f"""
<div class="index_headerfixed__k2s1a">{nav(6)}<a>下载客户端</a><a>登录</a></div><div class="index_wrapper__L_zqV"><h1 class="index_title__B8mhI">{t}</h1>
<div class="index_headerContent__sASF4"><div>石涧新闻记者 沈白杨</div><div class="ant-space"><span>2023-08-01 10:11</span><span>来源：石涧新闻</span></div></div>
<div class="index_cententWrap__Jv8jK">{p(b, lead="")}</div><div class="index_copyright__Tkb3a">责任编辑：易安</div><div>校对：丁当</div>
<div>石涧新闻报料：021-0000000</div><div class="index_interaction">我要举报 收藏 打印</div></div>
<div class="index_rightcontent__12"><h2>热话题</h2>{links(0, 5)}</div>"""), "2023-08-01T10:11", "石涧新闻", ["沈白杨"])
    t, b = TEXTS["clinic"]
    page("sina", "clinic", doc(t + "_健康频道_浪花网", f"""
<div class="top-bar-wrap">{nav()}</div><div class="main-content w1240"><div class="path-search"><div class="channel-path"><a>健康频道</a> &gt; 正文</div></div>
<h1 class="main-title">{t}</h1><div class="top-bar-inner clearfix"><div class="date-source"><span class="date">2024年05月10日 00:26</span> <a class="source">健康时讯</a></div></div>
<div class="article-content clearfix"><div class="article-content-left"><div class="article" id="article">{p(b)}
<p class="show_author">责任编辑：姜禾 SF099 </p></div><div class="keywords" id="keywords"><span>文章关键词：</span><a>县医院</a><a>医改</a></div>
<div class="feedback">我要反馈</div></div><div class="article-content-right">{links(6)}</div></div></div><div class="footer">{FOOT}</div>"""),
        "2024-05-10T00:26", "健康时讯")
    t, b = TEXTS["bank"]
    page("toutiao", "bank", f"""<div class="article-detail-container"><div class="feed-m-nav">{nav(5)}</div><h1>{t}</h1>
<div class="article-meta"><span>2024-09-30 13:09</span><span> · </span><span class="name"><a>临溪发布</a></span></div>
<article class="syl-article-base tt-article-content syl-page-article">{p(b, lead="")}</article>
<div class="detail-end-tag"><a>举报</a></div><div class="detail-interaction">评论 35 收藏 分享</div>
<div class="right-sidebar"><div class="hot-board">头条热榜 换一换{links(3, 10)}</div></div></div>""", "2024-09-30T13:09", "临溪发布")
    t, b = TEXTS["elevator"]
    page("weixin", "elevator", doc("", f"""
<div id="js_article" class="rich_media"><div class="rich_media_inner"><h1 class="rich_media_title" id="activity-name">{t}</h1>
<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text">赵青禾</span>
<span class="rich_media_meta rich_media_meta_nickname"><a id="js_name">江城社区报</a></span> <em id="publish_time" class="rich_media_meta rich_media_meta_text">2023年4月5日 10:20</em> <em>江北</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;"><section><section><p><span>点击上方蓝字 关注我们</span></p></section></section>
{"".join(f'<section style="margin:8px"><section><p><span style="font-size:15px">{x}</span></p></section></section>' for x in b)}
<section><p>来源：江城社区报</p></section><section><p>编辑：小满</p></section></div>
<div class="rich_media_tool">阅读原文 阅读 1024</div><div id="js_pc_qr_code"><p>微信扫一扫<br>关注该公众号</p></div></div></div>"""),
        "2023-04-05T10:20", "江城社区报", ["赵青禾"])
    t, b = TEXTS["library"]
    page("baijiahao", "library", doc(t, f"""
<div class="app-module_contentWrapper_12n1x"><div class="app-module_leftSection_EaCvy"><div class="index-module_articleWrap_2Zphx">
<div class="index-module_articleTitle_28fPT">{t}</div><div class="index-module_articleDesc_QJyO-"><p class="index-module_authorName_7y5nA">东关融媒</p>
<span class="index-module_articleSource_2dw16">2022-05-16 14:03</span> <span>东关融媒官方账号</span></div>
<div class="index-module_textWrap_3ygOc">{"".join(f'<p><span class="bjh-p">{x}</span></p>' for x in b)}</div></div>
<div class="index-module_tip">举报/反馈</div></div><div class="app-module_rightSection_3rEq1"><div>作者最新文章</div>{links(7, 5)}<div>相关推荐</div>{links(1, 6)}</div></div>"""),
        "2022-05-16T14:03", "东关融媒")
    t, b = TEXTS["canal"]
    page("cctv", "canal", doc(t + "_新闻频道_央广视窗", f"""
<div class="nav_wrap">{nav()}</div><div class="col_w660"><div class="cnt_nav"><a>央广视窗</a> &gt; 新闻频道 &gt; 正文</div><div class="title_area"><h1>{t}</h1>
<div class="info1">来源：央广视窗 <span>|</span> 2024年10月13日 11:32:02</div></div><div class="cnt_bd"><!--repaste.body.begin-->{p(b)}<!--repaste.body.end--></div>
<div class="zebian"><span>编辑：苏木</span><span>责任编辑：白河</span></div><div class="fenxiang">分享 扫一扫 分享到微信</div></div>
<div class="col_w300">{links(2)}</div>{FOOT}"""), "2024-10-13T11:32:02", "央广视窗")


def government():
    """Systems of government portals."""
    t, b = TEXTS["canal"]
    page("trs", "canal", doc(t + "_石壁县人民政府", f"""
<div class="w1200 header">{nav()}<span id="date">今天是2026年11月20日 星期五</span></div><div class="BreadcrumbNav">您现在的位置：<a>首页</a> &gt; <a>政务动态</a> &gt; <a>部门动态</a></div>
<div class="xl_main"><div class="xl_tit">{t}</div><div class="xl_info"><span>发布时间：2024-10-14 09:20</span><span>信息来源：县水务局</span><span>浏览次数：<em id="hits"></em></span><span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div class="view TRS_UEDITOR trs_paper_default trs_web">{p(b, lead="")}</div><div class="fujian"></div><div class="xl_bot">扫一扫在手机打开当前页<a>【打印此页】</a><a>【关闭窗口】</a></div></div>
<div class="footer">主办：石壁县人民政府办公室 承办：石壁县大数据中心<br>网站标识码：0000000001 京ICP备00000001号 京公网安备11010000000001号<br>联系我们 | 网站地图 | 隐私声明</div>""",
        '<meta name="ArticleTitle" content="' + t + '"><meta name="PubDate" content="2024-10-14 09:20"><meta name="ContentSource" content="县水务局">'),
        "2024-10-14T09:20", "县水务局")
    t, b = TEXTS["bus"]
    page("ucap", "bus", doc(t, f"""
<div class="header">{nav()}</div><div class="content"><div class="pchide"><table class="bd1" width="100%"><tbody>
<tr><td><b>索 引 号：</b></td><td>000014349/2023-00071</td><td><b>主题分类：</b></td><td>城乡建设、交通\\公路</td></tr>
<tr><td><b>发文机关：</b></td><td>临溪市交通运输局</td><td><b>成文日期：</b></td><td>2023年10月31日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan="3">{t}</td></tr>
<tr><td><b>发文字号：</b></td><td>临交〔2023〕71号</td><td><b>发布日期：</b></td><td>2023年11月01日</td></tr></tbody></table></div>
<div class="article"><div class="pages_content" id="UCAP-CONTENT">{p(b[:-2])}<p style="text-align:right">{b[-2]}</p><p style="text-align:right">{b[-1]}</p></div></div>
<div class="pages-print">打印 关闭</div></div><div class="footer">{FOOT}</div>"""), "2023-11-01", "临溪市交通运输局")
    t, b = TEXTS["canal"]
    page("jcms", "canal", doc("沙河县人大网 部门动态 " + t, f"""
<table width="1000" align="center"><tr><td>当前位置：<a>首页</a> &gt; <a>部门动态</a></td></tr><tr><td class="title">{t}</td></tr>
<tr><td align="center"><table><tr><td>发布日期：2024-10-14 </td><td>浏览次数：<script>document.write(15)</script></td><td>字体：[ <a>大</a> <a>中</a> <a>小</a> ]</td></tr></table></td></tr>
<tr><td class="bt_content"><div id="zoom" class="j-fontContent"><!--ZJEG_RSS.content.begin-->{p(b, lead="")}<!--ZJEG_RSS.content.end--></div></td></tr>
<tr><td>打印本页 关闭窗口</td></tr></table>{FOOT}"""), "2024-10-14")
    t, b = TEXTS["clinic"]
    page("boda-webplus", "clinic", doc(t + "-石壁县人民医院", f"""
<div class="nav"><ul><li>医院概况</li><li>新闻中心</li><li>专科介绍</li></ul></div><div class="ny_right"><div class="dqwz">当前位置: <a>首页</a>&gt;&gt;<a>新闻中心</a>&gt;&gt;正文</div>
<form name="_newscontent_fromname"><div class="content_t"><h2 align="center">{t}</h2><div class="xx">发布日期：2023-06-30&nbsp;&nbsp;&nbsp;&nbsp;作者：孟夏&nbsp;&nbsp;&nbsp;&nbsp;来源：健康报&nbsp;&nbsp;&nbsp;&nbsp;点击：[<script>_showDynClicks("wbnews", 1, 2)</script>]</div></div>
<div id="vsb_content_501"><div class="v_news_content">{p(b, lead="")}</div></div><div id="div_vote_id"></div><p>附件【<a>统计表.xls</a>】已下载<span>3</span>次</p>
<p align="right">上一条：<a>{HEADLINES[3]}</a></p><p align="right">下一条：<a>{HEADLINES[4]}</a></p><p align="right">【<a>关闭</a>】</p></form></div>{FOOT}"""),
        "2023-06-30", "健康报", ["孟夏"])
    t, b = TEXTS["school"]
    page("sudy-webplus", "school", doc(t, f"""
<div class="wp_nav">{nav(6)}</div><div class="article"><h1 class="arti_title">{t}</h1><p class="arti_metas"><span class="arti_publisher">发布者：办公室</span><span class="arti_update">发布时间：2022-11-08</span><span class="arti_views">浏览次数：10</span></p>
<div class="entry"><div class="read"><div class="wp_articlecontent">{p(b)}</div></div></div></div><div class="foot">{FOOT}</div>"""), "2022-11-08")
    t, b = TEXTS["bank"]
    page("xxgk-table", "bank", doc(t + "-金融办", f"""
<div class="nav">{nav(8)}</div><div class="xxgk_box"><table><tr><th>名称</th><td>{t}</td></tr><tr><th>索引号</th><td>LX-0012-2024</td><th>公开日期</th><td>2024-10-21</td></tr>
<tr><th>发布机构</th><td>临溪市金融工作办公室</td><th>公开方式</th><td>主动公开</td></tr></table><h3>{t}</h3>
<div class="xxgk-content">{p(b)}</div></div><div class="yqlj">友情链接 {links(0, 6)}</div>{FOOT}"""), "2024-10-21", "临溪市金融工作办公室")


def small():
    """Small systems of small sites."""
    t, b = TEXTS["orchard"]
    page("dede", "orchard", doc(t + "_果业信息网", f"""
<div class="header">{nav()}</div><div class="w960"><div class="pleft"><div class="place"><strong>当前位置:</strong> <a>主页</a> &gt; <a>人物</a> &gt; </div>
<div class="viewbox"><div class="title"><h2>{t}</h2></div><div class="info"><small>时间:</small>2021-04-09 10:20<small>来源:</small>石壁果业 <small>作者:</small>admin <small>点击:</small>36次</div>
<div class="intro">农技员罗进在线上给果农看病，八年跑遍全县果园。</div><div class="content"><table width="100%"><tr><td>{p(b, lead="")}</td></tr></table></div>
<div class="dede_pages"></div></div><div class="boxoff"><strong>------分隔线----------------------------</strong></div><div class="handle"><div class="context"><ul><li>上一篇：<a>{HEADLINES[1]}</a></li><li>下一篇：没有了</li></ul></div></div>
<div class="mt1">相关内容{links(4)}</div><div class="dede_comment">最新评论 进入详细评论页&gt;&gt;</div></div><div class="pright">推荐内容{links(0)}热点内容{links(3)}</div></div>{FOOT}"""),
        "2021-04-09T10:20", "石壁果业")
    t, b = TEXTS["river"]
    page("empire", "river", doc(t + " - 文苑 - 青螺在线", f"""
<table width="900"><tr><td>您当前的位置：<a>青螺在线</a>&gt;<a>文苑</a></td></tr></table><table class="box"><tr><td><table class="title_info"><tr><td><h1>{t}</h1></td></tr>
<tr><td class="info_text">时间：2019-03-02 15:20:11&nbsp;&nbsp;来源：<a>青螺文艺</a>&nbsp;&nbsp;作者：鲁岸</td></tr></table>
<table class="text"><tr><td id="text">{p(b)}</td></tr></table><table class="ad"><tr><td>责任编辑：admin</td></tr></table></td><td class="sider"><strong>推荐资讯</strong>{links(0)}</td></tr></table>{FOOT}"""),
        "2019-03-02T15:20:11", "青螺文艺", ["鲁岸"])
    t, b = TEXTS["ferry"]
    page("powereasy", "ferry", doc(t + " - 青螺信息港", f"""
<TABLE width=760 align=center><TR><TD class=nav>{nav(8)}</TD></TR></TABLE><TABLE width=760 align=center class=center_tdbgall><TR><TD>您现在的位置：&nbsp;<A>青螺信息港</A>&gt;&gt; <A>新闻</A>&gt;&gt; 正文</TD></TR>
<TR><TD class=main_ArticleTitle align=middle>{t}</TD></TR><TR><TD align=middle class=Article_tdbgall>作者：钱塘　　文章来源：青螺晨报　　点击数：<SCRIPT src=x></SCRIPT>　　更新时间：2006-9-12</TD></TR>
<TR><TD class=main_tdbg_760 id=fontzoom valign=top>{br(b)}</TD></TR><TR><TD align=right>文章录入：小编　　责任编辑：小编&nbsp;</TD></TR>
<TR><TD><LI>上一篇文章： <A>{HEADLINES[2]}</A><LI>下一篇文章： <A>{HEADLINES[3]}</A></TD></TR></TABLE>{FOOT}""", charset="gb2312"),
        "2006-09-12", "青螺晨报", ["钱塘"], encoding="gb18030")
    t, b = TEXTS["bank"]
    page("br-table", "bank", doc(t, f"""
<table><tr><td width=180><a>首页</a><br><a>新闻</a><br><a>论坛</a><br>热点：<br>{"<br>".join(f"·<a>{h}</a>" for h in HEADLINES)}</td><td><center><font size=4><b>{t}</b></font><br>
<font size=2>http://www.linxi.example 2005年01月14日 17:02:30 临溪商报</font></center><hr>{br(b)}<br><br>(编辑：阿木)<br><center>【<a>发表评论</a>】【<a>打印</a>】【<a>关闭</a>】</center></td></tr></table>
<center>关于我们 | 广告服务 | 联系方式<br>{FOOT}</center>""", charset="gb2312"), "2005-01-14T17:02:30", "临溪商报", encoding="gb18030")
    t, b = TEXTS["canal"]
    page("no-root", "canal", f"""<div class="top">{nav()}</div><div class="artTitle">{t}</div><div class="sub">2024/10/13 18:00　　沙河日报　　记者：祁连</div>
<div class="artText">{p(b)}</div><p class="more"><a>更多</a></p>{links(0)}""", "2024-10-13T18:00", "沙河日报", ["祁连"])
    t, b = TEXTS["school"]
    page("mobile", "school", f"""<!DOCTYPE html><meta name="viewport" content="width=device-width"><title>{t}</title><header><a>枫林号</a><a>打开APP</a></header>
<main><section class="art_box"><h1>{t}</h1><div class="art_time">2023-05-20 10:02 <span>枫林教育报</span></div>
<section class="art_content">{p(b, lead="")}</section><div>打开APP阅读全文</div></section><section class="hot"><h2>热门推荐</h2>{links(5)}</section><section>举报投诉</section></main>""",
        "2023-05-20T10:02", "枫林教育报")
    t, b = TEXTS["library"]
    page("epaper", "library", doc("东关日报-" + t, f"""
<table width="100%"><tr><td>2022年05月16日 星期一</td><td><a>往期回顾</a></td><td>返回目录</td><td><a>放大</a><a>缩小</a></td></tr></table>
<table><tr><td class="font01"><founder-title>{t}</founder-title></td></tr><tr><td class="font02"><founder-author>□ 本报记者 桑梓 通讯员 陈墨</founder-author></td></tr>
<tr><td><div id="ozoom"><founder-content>{p(b, lead="　　")}</founder-content></div></td></tr><tr><td>上一篇 下一篇</td></tr></table>
<div>第A02版：要闻 {links(3, 5)}</div>{FOOT}"""), "2022-05-16", None, ["桑梓", "陈墨"])
    t, b = TEXTS["elevator"]
    page("split-body", "elevator", doc(t + "_江城网", f"""
<div class="nav">{nav()}</div><div class="wrap"><h1>{t}</h1><div class="meta">江城网 2020-11-27 06:30 文/柏舟</div><div class="part">{p(b[:2])}</div>
<div class="adbox">广告 <a>装修贷款三分钟到账</a></div><div class="part">{p(b[2:])}</div><div class="vote">您对本文的评价：<a>有用</a> <a>没用</a></div></div>{FOOT}"""),
        "2020-11-27T06:30", "江城网", ["柏舟"])
    t, b = TEXTS["poem"]
    page("poem", "poem", doc(t + "_诗歌_青螺文学网", f"""
<div class="menu">{nav()}</div><div class="main"><h1>{t}</h1><div class="info">作者：芦声 时间：2018-10-02 20:11 阅读：331次</div><div class="content">{"<br>".join(b[:4])}<br><br>{"<br>".join(b[4:8])}<br><br>{"<br>".join(b[8:])}</div>
<div class="next">上一篇：<a>{HEADLINES[1]}</a> 下一篇：<a>{HEADLINES[2]}</a></div><div class="side">{links(0, 12)}</div></div>{FOOT}"""),
        "2018-10-02T20:11", None, ["芦声"])
    t, b = TEXTS["brief"]
    side = "".join(f"<div class='item'><h4>{HEADLINES[i]}</h4><p>{TEXTS[k][1][0]}{TEXTS[k][1][1]}</p></div>" for i, k in enumerate(["canal", "school", "bank", "ferry", "orchard"]))
    page("short-beside-large", "brief", doc(t + "-石壁新闻网", f"""
<div class="head">{nav()}</div><div class="left_box"><h1>{t}</h1><div class="laiyuan">2022-12-09 来源：石壁新闻网</div><div class="box1">{p(b)}</div><div class="bianji">责任编辑：何田田</div></div>
<div class="right_box"><h3>一周综述</h3>{side}</div>{FOOT}"""), "2022-12-09", "石壁新闻网")
    t, b = TEXTS["ferry"]
    page("long-comments", "ferry", doc(t + "_青螺网", f"""
<div class="head">{nav()}</div><h1>{t}</h1><div class="time">２０２１年９月２９日　０８：３０　青螺网</div><div class="zhengwen">{p(b)}</div><div class="pl"><h3>网友评论</h3>
{"".join(f"<div class='plitem'><span>青螺网友{i}</span> <span>2021-09-29 1{i}:20</span><p>{TEXTS[k][1][-1]}{TEXTS[k][1][0]}</p></div>" for i, k in enumerate(["river", "elevator", "canal", "school", "bank", "clinic"]))}</div>{FOOT}"""),
        "2021-09-29T08:30", "青螺网")
    t, b = TEXTS["canal"]
    page("unclosed-and-spam", "canal", f"""<html><head><title>{t}_沙河之窗</title><body><div style="display:none">彩票平台注册送彩金，官方网站登录入口，手机版下载安装，欢迎使用。{links(0)}</div>
<div class=top>{nav()}<div class=main><h2>{t}</h2><p class=from>来源：沙河之窗 发布：2024-10-13<div class=neirong><p>{b[0]}<p>{b[1]}<p><b>{b[2]}<p>{b[3]}</div><div class=foot>{FOOT}""", "2024-10-13", "沙河之窗")
    t, b = TEXTS["school"]
    ld = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": t, "datePublished": "2023-05-20T10:02:00+08:00",
          "author": [{"@type": "Person", "name": "高远"}], "publisher": {"@type": "Organization", "name": "枫林教育报"}, "articleBody": "\n".join(b)}
    page("json-ld", "school", doc("枫林教育报", '<div id="app"><div class="loading">正在加载…</div></div>', f'<script type="application/ld+json">{json.dumps(ld, ensure_ascii=False)}</script>'),
         "2023-05-20T10:02:00", "枫林教育报", ["高远"])


def forums():
    """Blogs and forums."""
    t, b = TEXTS["post"]
    replies = ["听说是在做加固，去年夏天暴雨塌了一小块，你往东走能看见裂缝，用木头撑着呢，晚上走路小心一点。", "我在文物局上班的同学说，要围到明年三月份，中间会留一条便道给行人，过几天就贴告示了，大家再忍忍。",
               "南门那边的早点摊是不是也搬了？我上周去就没找着那家卖胡辣汤的，有人知道搬到哪里去了吗，在线等。"]
    posts = "".join(f'<div id="post_{i}"><table><tr><td class="pls"><div class="authi"><a>路人{i}</a></div><div>积分 {i}02</div></td><td class="plc"><div class="pi"><div class="authi">发表于 2016-7-{11 + i} 08:1{i} | 只看该作者</div></div><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_{100 + i}">{x}</td></tr></table></div></td></tr></table></div>' for i, x in enumerate(replies))
    page("discuz", "post", doc(t + " - 城事杂谈 - 临溪论坛 - Powered by Discuz!", f"""
<div id="toptb">设为首页 收藏本站</div><div id="nv">{nav(5)}</div><div id="pt"><div class="z"><a>论坛</a> › <a>城事杂谈</a> › 查看内容</div></div><div id="ct"><div id="postlist"><table><tr><td class="pls"><span>查看: 1203</span>|<span>回复: 3</span></td><td class="plc"><h1 class="ts"><a>[求助]</a> <span id="thread_subject">{t}</span></h1></td></tr></table>
<div id="post_99"><table><tr><td class="pls"><div class="authi"><a>城南旧事</a></div><div>主题 12</div><div>积分 3051</div></td><td class="plc"><div class="pi"><div class="authi"><em>发表于 2016-7-10 19:22:05</em> | 只看该作者 回帖奖励</div></div>
<div class="pct"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_99">{b[0]}<br><br>{b[1]}</td></tr></table></div></div><div class="po">回复 举报</div></td></tr></table></div>{posts}</div></div>{FOOT}"""), "2016-07-10T19:22:05")
    page("phpwind", "post", doc(t + "|临溪茶馆 - 临溪社区", f"""
<div class="nav">{nav(5)}</div><div class="bread">临溪社区 &gt; 临溪茶馆</div><div id="pw_content"><h1 id="subject_tpc">{t}</h1><table><tr><td class="floot_left"><a>城南旧事</a><p>级别: 侠客</p><p>发帖: 120</p></td>
<td class="floot_right"><div class="tipTop"><a>楼主</a> 发表于: 2016-07-10 19:22</div><div class="readContent"><div class="tpc_content" id="read_tpc">{b[0]}<br>{b[1]}</div></div><div class="tipad">顶端 回复 引用 分享</div></td></tr></table>
{"".join(f'<table><tr><td class="floot_left"><a>路人{i}</a></td><td class="floot_right"><div class="tipTop"><a>{i + 1}楼</a> 发表于: 2016-07-1{i + 1} 09:00</div><div class="tpc_content" id="read_{i}">{x}</div></td></tr></table>' for i, x in enumerate(replies))}</div>{FOOT}"""), "2016-07-10T19:22")
    page("board", "post", doc("临溪网 - 民生论坛 :: null", f"""
<table><tr><td>游客 欢迎你！</td><td>首页 &gt; 临溪社区 &gt; 民生论坛</td></tr><tr><td>在线用户:1206&nbsp;&nbsp;当值版主:&nbsp;</td></tr></table><table><tr><td>主题：</td><td>{t}</td></tr>
<tr><td>作者：城南旧事 &nbsp;&nbsp;时间：2016-07-10 19:22:05</td></tr><tr><td>{b[0]}<br>{b[1]}</td></tr><tr><td>您是本文第 154 个阅览者</td></tr></table>
<table><tr><td>| 回复线索：</td></tr><tr><td><ul>{"".join(f"<li><a>{x[:24]}</a>【路人{i}】07-1{i + 1} 16:06&nbsp;{len(x)}字&nbsp;[43/2]</li>" for i, x in enumerate(replies * 4))}</ul></td></tr></table>{FOOT}""", charset="gb2312"),
        "2016-07-10T19:22:05", None, ["城南旧事"], encoding="gb18030")
    t, b = TEXTS["river"]
    page("wordpress", "river", doc(t + " | 岸边手记", f"""
<header id="masthead"><nav class="main-navigation">{nav(5)}</nav></header><main><article class="post type-post"><header class="entry-header"><h1 class="entry-title">{t}</h1><div class="entry-meta">发表于 <time class="entry-date" datetime="2017-05-03T21:08:00+08:00">2017年5月3日</time> 由 <span class="author">鲁岸</span></div></header>
<div class="entry-content">{p(b, lead="")}</div><footer class="entry-footer">分类：<a>随笔</a> 标签：<a>河流</a> <a>桥</a></footer></article><nav class="post-navigation">← 上一篇 <a>春天的事</a> 下一篇 → <a>麦收</a></nav>
<div id="comments"><h2>《{t}》上有3条评论</h2><ol><li><b>阿青</b>说道：<p>{b[3][:60]}，读到这里停了很久，谢谢你把它写下来。</p></li><li><b>老桥</b>说道：<p>我也是在河边长大的，水尺和马灯都见过，如今只剩照片了，想起来像上辈子的事情。</p></li></ol></div></main><aside class="widget-area">近期文章{links(0, 5)}</aside>"""), "2017-05-03", None, ["鲁岸"])
    page("sina-blog", "river", doc(t + "_鲁岸_博客", f"""
<div id="sinablogbody"><div class="blognavInfo">首页 博文目录 图片 关于我</div><div id="column_1"><div class="SG_connHead">个人资料</div><div>鲁岸 微博 加好友 发纸条</div><div>博客等级：12 博客积分：330</div>{links(3, 6)}</div>
<div id="column_2"><div id="articlebody"><div class="articalTitle"><h2 class="titName SG_txta">{t}</h2><span class="time SG_txtc">(2009-05-06 12:33:22)</span></div>
<div class="articalTag">标签：<a>杂谈</a></div><div id="sina_keyword_ad_area2" class="articalContent">{p(b)}</div><div class="share">分享：</div><div class="articalInfo">阅读(120) ┊ 评论(8) ┊ 收藏(2) ┊ 转载(1) ┊ 打印 ┊ 举报</div>
<div class="articalfrontback"><div>前一篇：<a>春天的事</a></div><div>后一篇：<a>麦收</a></div></div></div><div class="allComm">评论 重要提示：警惕虚假中奖信息</div></div></div>"""), "2009-05-06T12:33:22")
    page("csdn", "river", doc(t + "_鲁岸的专栏", f"""
<div class="blog_container_aside"><div>码龄6年</div><div>原创 130</div><h3>热门文章</h3>{links(2, 5)}</div><main><div class="blog-content-box"><div class="article-header"><h1 class="title-article">{t}</h1>
<div class="article-info-box"><span>原创</span> <a class="follow-nickName">鲁岸</a> <span class="time">于 2020-03-11 22:10:45 发布</span> <span>阅读量1.2k</span> <span>收藏 3</span> <span>点赞数 5</span></div></div>
<article class="baidu_pl"><div id="article_content" class="article_content clearfix"><div id="content_views" class="htmledit_views">{p(b, lead="")}</div></div></article></div>
<div class="recommend-box">{links(4)}</div></main>"""), "2020-03-11T22:10:45", None, ["鲁岸"])


def traditional():
    """Pages of Taiwan and Hong Kong."""
    t = "老廠房變身社區圖書館 開放到晚上十點"
    b = ["停產十五年的第二棉紡廠如今有了新身分，由原細紗車間改造的東關社區圖書館，週一正式對居民開放。", "館內藏書三萬兩千冊，設有兒童角、影音室和可容納八十人的講座廳，高大的鋸齒形屋頂完整保留下來。",
         "館長程若蘭說，開館時間訂為每天上午九點到晚上十點，「很多上班族下班才有空，我們就陪他們讀到最後一頁」。"]
    page("taiwan-big5", "library", doc(t + " - 東關時報", f"""
<table><tr><td>{" | ".join(["即時", "要聞", "地方", "生活", "財經"])}</td></tr></table><table><tr><td><h1>{t}</h1></td></tr><tr><td>2022/05/16 20:15&nbsp;&nbsp;記者桑梓／東關報導</td></tr><tr><td><div id="story_body_content">{p(b, lead="")}</div></td></tr>
<tr><td>分享 列印 寄給朋友</td></tr></table><div>相關新聞</div><ul><li><a>夜市攤位今起網路申請</a></li><li><a>寒流來襲 氣象局提醒防滑</a></li></ul><div>版權所有 不得轉載</div>""", charset="big5"),
        "2022-05-16T20:15", None, ["桑梓"], encoding="big5", title=t, text=b)
    t2 = "渡口通航八十年後迎來大橋"
    b2 = ["隨着最後一班渡輪鳴笛靠岸，運行了八十年的青螺渡口昨日停航，取而代之的是上游三百米處剛剛通車的青螺大橋。", "大橋全長一千二百四十米，雙線四車道，設有兩米闊行人路，嘅聲此起彼落的街坊一早便到橋頭等候。", "老船工馮守義把船舵擦了又擦，交給前來徵集展品的博物館職員。他說：「船歇了，人還在，以後我到橋上散步去。」"]
    page("hongkong-hkscs", "ferry", doc(t2 + " | 港聞 | 青螺報", f"""
<nav>{" ".join(["即時", "港聞", "兩岸", "國際", "財經"])}</nav><div class="header-area"><h2 class="article-title">{t2}</h2><p>文章日期：2021年09月29日 08:30</p></div><div class="article_content"><div class="line">【青螺報專訊】{b2[0]}</div><div class="line">{b2[1]}</div><div class="line">{b2[2]}</div></div><footer>本網站所載資料版權屬青螺報所有</footer>""", charset="big5-hkscs"),
        "2021-09-29T08:30", None, encoding="big5hkscs", title=t2, text=["【青螺報專訊】" + b2[0]] + b2[1:])


def layouts():
    """Pages that are hard for their layout, whatever system writes them."""
    t, b = TEXTS["orchard"]
    page("site-title", "orchard", doc("石壁县果业协会", f"""
<table width="980"><tr><td>石壁县果业协会</td></tr><tr><td>{nav(7)}</td></tr></table><table width="980"><tr><td width="220">{links(0, 6)}</td><td><table><tr><td align="center"><b>{t}</b></td></tr>
<tr><td align="center">发布人：管理员 发布时间：2021年4月9日 点击：36</td></tr><tr><td>{br(b)}</td></tr></table></td></tr></table>{FOOT}"""), "2021-04-09")
    t, b = TEXTS["canal"]
    n, m = TEXTS["elevator"]
    page("next-article-below", "canal", doc(t + "_沙河客户端", f"""
<div class="top">{nav(6)}</div><div class="item"><h1>{t}</h1><div class="src">沙河客户端 2024-10-13 18:00</div><div class="body">{p(b, lead="")}</div><div class="act">点赞 评论 收藏</div></div>
<div class="item"><h1>{n}</h1><div class="src">江城客户端 2020-11-26 08:04</div><div class="body">{p(m + m, lead="")}</div></div>
<div class="item"><h1>{TEXTS["bank"][0]}</h1><div class="src">临溪客户端 2024-09-30 13:09</div><div class="body">{p(TEXTS["bank"][1], lead="")}</div></div>"""),
        "2024-10-13T18:00", "沙河客户端")
    t, b = TEXTS["bus"]
    items = "".join(f"<li>{x[2:]}</li>" for x in b[1:4])
    page("list-items", "bus", doc(t + "-临溪公交", f"""
<div class="nav">{nav(6)}</div><div class="cnt"><h2>{t}</h2><p class="tm">发布日期：2023-11-01 来源：临溪公交</p><div class="nr"><p>{b[0]}</p><ol>{items}</ol><p>{b[4]}</p><p>{b[5]}</p><p>{b[6]}</p></div></div>
<div class="r">{links(0, 12)}</div>{FOOT}"""), "2023-11-01", "临溪公交", text=[b[0]] + [x[2:] for x in b[1:4]] + b[4:])
    t, b = TEXTS["ferry"]
    rows = [("时段", "车流量", "平均车速"), ("早高峰", "1320辆", "31公里"), ("平峰", "640辆", "46公里"), ("晚高峰", "1515辆", "28公里")]
    table = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows) + "</table>"
    page("table-in-body", "ferry", doc(t + "_青螺数据", f"""
<div class="nav">{nav(6)}</div><h1>{t}</h1><div>2021-09-30 09:00 来源：青螺数据 作者：钱塘</div><div class="article-content"><p>{b[0]}</p><p>{b[1]}</p>{table}<p>{b[2]}</p><p>{b[3]}</p></div><div class="related">{links(2)}</div>{FOOT}"""),
        "2021-09-30T09:00", "青螺数据", ["钱塘"], text=b[:2] + ["\t".join(r) for r in rows] + b[2:])
    t, b = TEXTS["school"]
    page("captions", "school", doc(t + "_图片频道_枫林网", f"""
<div class="nav">{nav(6)}</div><h1>{t}</h1><div class="info">2023年05月20日10:02 来源：枫林网</div><div class="pic">{"".join(f'<div><img src="{i}.jpg"></div><p>{x}</p>' for i, x in enumerate(b))}</div>
<div class="thumbs">{"".join(f'<a><img src="t{i}.jpg">{h}</a>' for i, h in enumerate(HEADLINES))}</div>{FOOT}"""), "2023-05-20T10:02", "枫林网")


def main():
    for build in (news, government, small, forums, traditional, layouts):
        build()
    (OUT / "pages").mkdir(parents=True, exist_ok=True)
    gold = []
    for design, key, html, published, publisher, authors, encoding, title, text in PAGES:
        name, lines = TEXTS[key]
        (OUT / "pages" / f"{design}.html").write_bytes(html.encode(encoding))
        gold.append({
            "id": design, "title": title or name, "published": published, "publisher": publisher, "authors": authors,
            "text": "\n".join(text or lines),
        })
    lines = [json.dumps(g, ensure_ascii=False) for g in sorted(gold, key=lambda g: g["id"])]
    (OUT / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
