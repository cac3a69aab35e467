"""What figures measure: with the stage, the scope and the subject that belong to them, and no others."""

from __future__ import annotations

import pytest

from tests.extract.targets.test_reading import found

SCOPES = [
    pytest.param("市区入园率达到95%,县(市)达到90%。", ["市区入园率", "县(市)入园率"], id="two places"),
    pytest.param("城区集团化覆盖率达到80%,农村达到60%。", ["城区集团化覆盖率", "农村集团化覆盖率"], id="town and country"),
    pytest.param("小学优良率达到55%以上,初中达到50%以上。", ["小学优良率", "初中优良率"], id="two stages"),
    pytest.param("小学教师本科学历比例达到80%,初中教师达到95%。", ["小学教师本科学历比例", "初中教师本科学历比例"], id="teachers of two stages"),
    pytest.param("小学入学率、升学率、按时毕业率均为100%。", ["小学入学率", "小学升学率", "小学按时毕业率"], id="rates of one stage"),
    pytest.param("初中入学率、巩固率分别达到100%、98%。", ["初中入学率", "初中巩固率"], id="rates that answer in turn"),
    pytest.param("心理教师配备率、咨询室达标率达到100%。", ["心理教师配备率", "咨询室达标率"], id="rates have no sum"),
    pytest.param("年度流失率小学为0.1%、初中在1%以内。", ["小学流失率", "初中流失率"], id="scope behind the rate"),
    pytest.param("义务教育阶段,推进特色创建,示范校达到50所。高中阶段,推进多样发展,示范校达到9所。", ["义务教育阶段示范校", "高中阶段示范校"], id="a stage for a sentence"),
    pytest.param("高中阶段推进多样发展,特色校达到9所。", ["高中阶段特色校"], id="a stage before a verb"),
    pytest.param("普通高中要重视劳动课程,确保劳动课时占总课时的5%。", ["普通高中劳动课时占总课时"], id="schools that have a duty"),
    pytest.param("小学一、二年级开展免费托管,托管覆盖率达到100%。", ["托管覆盖率"], id="grades of the clause before"),
    pytest.param("新建幼儿园3所,教师周转房达到60套。", ["新建幼儿园", "教师周转房"], id="kindergartens of the clause before"),
    pytest.param("新增中小学学位560个,其中小学360个、初中200个。", ["新增中小学学位", "新增小学学位", "新增初中学位"], id="parts of a whole"),
    pytest.param("小学新建3所,初中2所。", ["小学新建", "初中新建"], id="the verb is behind the stage"),
    pytest.param("新建小学3所,改建2所。", ["新建小学", "改建小学"], id="a verb without its thing"),
    pytest.param("学历达标比例分别为:小学75%、初中90%。", ["小学学历达标比例", "初中学历达标比例"], id="a rate before a colon"),
    pytest.param("全县小学和初中体育教师中,专职比例分别不低于60%和80%。", ["小学体育教师专职比例", "初中体育教师专职比例"], id="subjects in the clause before"),
    pytest.param("开设编程课程,小学每周不少于1节,初中每周不少于2节。", ["小学编程课程", "初中编程课程"], id="lessons of two stages"),
    pytest.param("小学低段每周3节技能课+2节游戏课。", ["小学低段技能课", "小学低段游戏课"], id="lessons that add up"),
    pytest.param("新招聘小学、初中教师80名、120名。", ["新招聘小学教师", "新招聘初中教师"], id="figures in a row"),
    pytest.param("小学一至二年级每周4课时阅读课,三至六年级和初中每周3课时,高中每周2课时。", ["小学一至二年级阅读课", "三至六年级和初中阅读课", "高中阅读课"], id="grades and stages"),
    pytest.param("生均图书:小学不少于25册,初中不少于35册。", ["小学生均图书", "初中生均图书"], id="a thing before a colon"),
    pytest.param("幼儿园班额:小班25人,大班35人。", ["小班班额", "大班班额"], id="classes of a kindergarten"),
    pytest.param("每班学生数小学不超过45人、初中不超过50人。", ["小学每班学生数", "初中每班学生数"], id="scope behind a number"),
    pytest.param("建设研学基地50个,其中省级10个,市级40个。", ["建设研学基地", "建设省级研学基地", "建设市级研学基地"], id="levels"),
    pytest.param("足球特色学校达到100所,其中小学60所、初中40所。", ["足球特色学校", "小学足球特色学校", "初中足球特色学校"], id="schools of a kind"),
    pytest.param("新建示范幼儿园3所、小学2所。", ["新建示范幼儿园", "新建小学"], id="schools of another kind"),
    pytest.param("改造12个操场,其中新建7个、扩建5个。", ["改造操场", "新建操场", "扩建操场"], id="parts by verb"),
    pytest.param("生均藏书量小学达到30册,初中达到40册。", ["小学生均藏书量", "初中生均藏书量"], id="scope behind a quantity"),
    pytest.param("建成1个市级、12个县级研修中心。", ["建成市级研修中心", "建成县级研修中心"], id="a noun for two levels"),
    pytest.param("完成3所幼儿园、2所小学教学楼建设。", ["完成幼儿园教学楼建设", "完成小学教学楼建设"], id="a noun for two stages"),
    pytest.param("配齐美育教师,其中专职教师比例不低于50%。", ["美育教师中专职教师比例"], id="share of a part"),
    pytest.param("招聘教师30名,其中硕士占比达到10%。", ["招聘教师", "教师中硕士占比"], id="share of a part of a target"),
    pytest.param("专职教师比例城区学校不低于80%,农村学校不低于60%。", ["城区学校专职教师比例", "农村学校专职教师比例"], id="schools of two places"),
    pytest.param("乡镇学校配备书法、舞蹈教师各1名。", ["乡镇学校配备书法教师", "乡镇学校配备舞蹈教师"], id="teachers of two subjects"),
    pytest.param("培训校长、骨干教师各50名。", ["培训校长", "骨干教师"], id="two kinds of persons"),
    pytest.param("建设食堂、学生宿舍各3栋。", ["建设食堂", "学生宿舍"], id="two kinds of things"),
    pytest.param("建成校园足球、篮球特色学校各6所。", ["建成校园足球特色学校", "篮球特色学校"], id="what makes schools special"),
    pytest.param("培育体育、艺术、科技试点学校各3所。", ["培育体育试点学校", "艺术试点学校", "科技试点学校"], id="three kinds of one school"),
    pytest.param("建设劳动实践、研学旅行基地各5个。", ["建设劳动实践基地", "研学旅行基地"], id="two kinds of one base"),
    pytest.param("新建幼儿园、九年一贯制学校各2所。", ["新建幼儿园", "九年一贯制学校"], id="schools of their own"),
    pytest.param("③新建食堂3座。", ["新建食堂"], id="the mark of an item"),
    pytest.param("学校配备音乐、美术专职教师各1名。", ["学校配备音乐专职教师", "学校配备美术专职教师"], id="modifiers of one noun"),
]  # fmt: skip

SUBJECTS = [
    pytest.param("托育驿站:3月底前建成2家。", ["建成托育驿站"], id="cell of a table"),
    pytest.param("1.家长课堂:年底前开设12期。", ["开设家长课堂"], id="numbered cell"),
    pytest.param("新增托育学位:900个。", ["新增托育学位"], id="a cell that names all"),
    pytest.param("教师招聘(200名)。", ["教师招聘"], id="a figure in brackets"),
    pytest.param("普惠率85%的“八五”目标。", ["普惠率"], id="a rate has its words before it"),
    pytest.param("入园率较2022年提高2个百分点,达到95%。", ["入园率较2022年提高", "入园率"], id="a change and what it leads to"),
    pytest.param("建成示范校50所,50%以上的学校建成食堂。", ["建成示范校", "学校建成食堂"], id="a share of schools"),
    pytest.param("教师培训率达到100%,人均不少于90学时。", ["教师培训率", "教师人均"], id="a mean"),
    pytest.param("为10所学校安装空调500台。", ["学校安装空调"], id="for whom"),
    pytest.param("落实生均经费小学650元、初中850元。", [], id="a stage is no measure"),
    pytest.param("提升质量——入园率达到95%。", ["入园率"], id="item of a list of aims"),
    pytest.param("职业学校要将美育课程纳入必修课,保证不低于72学时。", ["职业学校美育课程"], id="what is disposed of"),
    pytest.param("将劳动教育纳入必修课,每周不少于1课时。", ["每周劳动教育"], id="a bare period"),
    pytest.param("专职教师人数,根据规定,应占学生总数的2%。", ["专职教师人数占学生总数"], id="a clause that names no subject"),
    pytest.param("研修经费不得少于经费总额的5%。", ["研修经费占经费总额"], id="share of a base"),
    pytest.param("美育课时总量达到总课时的9%。", ["美育课时总量占总课时"], id="reaches a share"),
    pytest.param("轮岗教师不少于应交流人数的10%。", ["轮岗教师占应交流人数"], id="those who should"),
    pytest.param("有条件的学校按总课时的11%开设美育课程。", ["有条件的学校开设美育课程占总课时"], id="according to a share"),
    pytest.param("本科上线率突破60%,较上年提高3个百分点。", ["本科上线率", "本科上线率较上年提高"], id="a change of the rate before"),
    pytest.param("一段线上线率力争提高2个百分点。", ["一段线上线率提高"], id="a change that is striven for"),
    pytest.param("每天开展一次时间不少于30分钟的大课间活动。", ["开展大课间活动", "大课间活动时间"], id="a figure that qualifies"),
    pytest.param("建设面积不少于20亩的操场。", ["建设操场面积"], id="the size of a thing"),
    pytest.param("每名学生获得2个学分方可毕业。", ["每名学生获得学分"], id="a condition"),
    pytest.param("全县遴选20个县(市、区)、200所学校开展试点。", ["遴选县(市、区)", "遴选学校开展试点"], id="brackets join nothing"),
    pytest.param("在全市范围内遴选试点校20所。", ["遴选试点校"], id="the whole area"),
    pytest.param("两年内建成操场5个。", ["建成操场"], id="within some years"),
    pytest.param("用3年时间培训校长500名。", ["培训校长"], id="how long it takes"),
    pytest.param("公用经费标准提高到每生每年1000元。", ["公用经费标准每生每年"], id="an amount for each"),
    pytest.param("演出场次每年在200场以上。", ["演出场次"], id="the period is in the unit"),
    pytest.param("各级各类学校要保证每年举办一次体育节。", ["各级各类学校举办体育节"], id="duty and period"),
    pytest.param("覆盖面达100%,参与率达99%。", ["覆盖面", "参与率"], id="generic rates"),
]  # fmt: skip


PARTS = [
    pytest.param("新建普惠园9所,其中云岭县4所、其他县区5所。", ["新建普惠园", "云岭县普惠园", "其他县区普惠园"], id="by county"),
    pytest.param("更新课桌500套、改造食堂12个。优先乡村学校,其中:河西镇7个、东山乡5个。", ["更新课桌", "改造食堂", "河西镇食堂", "东山乡食堂"], id="in the sentence behind"),
    pytest.param("新建幼儿园8所。其中,城区3所、农村5所。", ["新建幼儿园", "城区幼儿园", "农村幼儿园"], id="town and country"),
    pytest.param("招聘教师90名,其中高新区20名、其他区县(市)70名。", ["招聘教师", "高新区教师", "其他区县(市)教师"], id="districts"),
    pytest.param("新建公办园6所（云岭县3所、河西区2所、高新区1所）。", ["新建公办园", "云岭县公办园", "河西区公办园", "高新区公办园"], id="in brackets"),
    pytest.param("改扩建初中4所（其中城区1所、乡镇3所），小学6所。", ["改扩建初中", "城区初中", "乡镇初中", "小学"], id="behind brackets"),
    pytest.param("培训校长90名（小学60名、初中30名），教师500名。", ["培训校长", "培训小学校长", "培训初中校长", "教师"], id="stages in brackets"),
    pytest.param("投入资金500万元（县级300万元、市级200万元），改造厕所20座。", ["投入资金", "投入县级资金", "投入市级资金", "改造厕所"], id="levels in brackets"),
    pytest.param("开设体育课，小学一二年级每周4节，三年级以上每周3节，高中每周2节。", ["小学一二年级体育课", "三年级以上体育课", "高中体育课"], id="grades and above"),
    pytest.param("其他年级作业时间不超过60分钟，初中不超过90分钟。", ["其他年级作业时间", "初中作业时间"], id="other grades"),
    pytest.param("校舍排查覆盖率达100%、D级危房全部拆除。", ["校舍排查覆盖率", "D级危房拆除"], id="what is listed behind a rate"),
    pytest.param("编排不少于1套、具有本校特色的课间操。", ["编排具有本校特色的课间操"], id="an attribute behind a count"),
    pytest.param("普惠占比巩固在90%以上。", ["普惠占比"], id="a share that is kept up"),
    pytest.param("生均纸质图书小学达25册、初中35册。", ["小学生均纸质图书", "初中生均纸质图书"], id="a mean with its scope behind"),
    pytest.param("建成县级以上基地9个，其中省级1个、市级3个。", ["建成县级以上基地", "建成省级基地", "建成市级基地"], id="levels and above"),
    pytest.param("建设基地6个、示范区2个。", ["建设基地", "建设示范区"], id="what is no place"),
    pytest.param("云岭县建成3所,河西区建成4所。", ["云岭县建成", "河西区建成"], id="no parts"),
    pytest.param("东湖小学、北山中学9月底前投用,分别新增学位900个、1800个。", ["东湖小学新增学位", "北山中学新增学位"], id="things of the clause before"),
    pytest.param("甲园、乙园、丙园建成招生,新增学位分别为180个、270个、360个。", ["甲园新增学位", "乙园新增学位", "丙园新增学位"], id="three of them"),
    pytest.param("小学、初中分别新增学位300个、450个。", ["小学新增学位", "初中新增学位"], id="a thing behind 分别"),
    pytest.param("加强学校建设、管理和保障,分别新增学位300个、450个。", ["新增学位", "新增学位"], id="others than are answered"),
    pytest.param("市级每两年、县级每年举办一次艺术节。", ["市级举办艺术节", "县级举办艺术节"], id="two periods"),
    pytest.param("投资5000万元实施东湖小学、北山中学等7个项目。", ["投资", "实施东湖小学、北山中学等项目"], id="names before a count"),
    pytest.param("工作目标:确保完成70%。", ["完成"], id="a label is no subject"),
    pytest.param("班额原则上不超过45人。", ["班额"], id="in principle"),
    pytest.param("每年底考核一次，每年初中招生一次。", ["考核", "初中招生"], id="the end of each year"),
    pytest.param("每半年召开1次推进会。", ["召开推进会"], id="half a year"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "indicators"), [*SCOPES, *SUBJECTS, *PARTS])
def test_what_figures_measure(sentence: str, indicators: list[str]) -> None:
    assert [target.indicator for target in found(sentence)] == indicators


def test_a_change_is_no_share() -> None:
    rate, change = found("本科上线率突破60%,较上年提高3个百分点。")
    assert rate.concept == "university-admission-rate" and change.concept is None
