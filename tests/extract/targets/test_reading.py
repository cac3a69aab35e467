"""Targets: sentences of the five plans and made-up ones, with every number they commit to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pytest

from edugraph.extract import targets
from tests.structure.reading import CITIES, missed, not_in_their_plan, real, told

if TYPE_CHECKING:
    from edugraph.facts import Target


class Said(NamedTuple):
    """What a target says, apart from its words."""

    value: str | None
    unit: str
    comparator: str = "="
    kind: str = "count"
    value_max: str | None = None
    deadline: str | None = None
    redacted: bool = False


def found(sentence: str) -> list[Target]:
    plan = told(sentence)
    return list(targets.find(plan, plan.tasks[-1]))


def said(target: Target) -> Said:
    low, high = (None if value is None else f"{value:f}" for value in (target.value, target.value_max))
    return Said(low, target.unit, target.comparator, target.kind, high, target.deadline, target.redacted)


def rate(value: str, comparator: str = "=", deadline: str | None = None) -> Said:
    return Said(value, "%", comparator, "rate", None, deadline)


def whole(deadline: str | None = None) -> Said:
    return Said("100", "%", "=", "coverage", None, deadline)


def blank(unit: str, comparator: str = "=", kind: str = "count", deadline: str | None = None) -> Said:
    return Said(None, unit, comparator, kind, None, deadline, redacted=True)


REAL = [
    pytest.param("新建改扩建中小学（幼儿园）40所，增加学位2.4万个。", [Said("40", "所"), Said("24000", "个")], id="zaozhuang-2"),
    pytest.param("2027年底前所有乡镇驻地学校达到省定Ⅱ类以上办学条件标准。", [whole("2027-12-31")], id="zaozhuang-2.2"),
    pytest.param("建设提升普惠幼儿园20所，增加普惠性学位2000个，省级一类及以上幼儿园增加到300所，全市学前普惠率达到85%以上", [Said("20", "所"), Said("2000", "个"), Said("300", "所"), rate("85", ">=")], id="zaozhuang-3"),
    pytest.param("与烟台市优质学校建立不少于20个结对发展联盟体，全市城乡学校结对率达到100%。", [Said("20", "个", ">="), rate("100")], id="zaozhuang-4"),
    pytest.param("重点提升207个乡村学校食堂供餐条件，推动126所学校食堂达到规范化水平，", [Said("207", "个"), Said("126", "所")], id="zaozhuang-4.2"),
    pytest.param("协调推进城区6座过街天桥建设", [Said("6", "座")], id="zaozhuang-7"),
    pytest.param("年底前所有学校完成消防标准化建设任务。", [whole("2023-12-31")], id="zaozhuang-7-all"),
    pytest.param("打造3—5个省级学科基地和省级特色高中。", [Said("3", "个", value_max="5")], id="zaozhuang-8"),
    pytest.param("力争过1000人通过职普融通进入中职学校", [Said("1000", "人", ">")], id="zaozhuang-10"),
    pytest.param("2023年底达标率达到80%。", [rate("80", deadline="2023-12-31")], id="zaozhuang-10-rate"),
    pytest.param("义务教育阶段入学率保持100%、巩固率达到98%", [rate("100"), rate("98")], id="handan-1"),
    pytest.param("评审认定5所中等职业教育特色学校和10个市级骨干特色专业。", [Said("5", "所"), Said("10", "个")], id="handan-1-two"),
    pytest.param("全年教育投入达到260.69亿元。", [Said("26069000000", "元", kind="amount", deadline="2023-12-31")], id="handan-2"),
    pytest.param("每季度至少研究一次教育教学工作", [Said("1", "次/季度", ">=", "frequency")], id="handan-6"),
    pytest.param("实现县对校质量监测全覆盖、市对县教育质量抽测全覆盖。", [whole(), whole()], id="handan-7"),
    pytest.param("每位教研员每年高标准完成不少于72课时的专业培训。", [Said("72", "课时", ">=", "limit")], id="handan-8"),
    pytest.param("组织教研员每周3天深入基层和课堂。", [Said("3", "天/周", kind="frequency")], id="handan-8-week"),
    pytest.param("新创建省级示范性高中4所,总数达到33所。", [Said("4", "所"), Said("33", "所")], id="handan-11"),
    pytest.param("每个县(市、区)至少建成6个特殊教育资源教室和3-5个普特融合幼儿园", [Said("6", "个", ">="), Said("3", "个", value_max="5")], id="handan-13"),
    pytest.param("年测试任务1.5万人次。", [Said("15000", "人次")], id="handan-16"),
    pytest.param("学生近视率每年下降0.5%以上。", [rate("0.5", ">=")], id="handan-25"),
    pytest.param("年度投资60.7亿元。", [Said("6070000000", "元", kind="amount")], id="handan-28"),
    pytest.param("全年培训2万人次以上。", [Said("20000", "人次", ">=", deadline="2023-12-31")], id="handan-35"),
    pytest.param("确保2023年底全市公办中等职业学校办学条件达标率不低于80%。", [rate("80", ">=", "2023-12-31")], id="handan-30"),
    pytest.param("建成一个产业学院。", [Said("1", "个")], id="handan-31"),
    pytest.param("市级家庭教育集中宣讲活动全年不少于12次。", [Said("12", "次", ">=", deadline="2023-12-31")], id="handan-42"),
    pytest.param("小学三至六年级书面作业平均完成时间不超过60分钟", [Said("60", "分钟", "<=", "limit")], id="handan-46"),
    pytest.param("普通高中录取人数力争达到9万人,中等职业学校招生人数不低于4万人。", [Said("90000", "人"), Said("40000", "人", ">=")], id="handan-49"),
    pytest.param("全面推进全市中小学校党组织领导的校长负责制，到2023年底全部调整到位。", [whole("2023-12-31")], id="ningbo-2"),
    pytest.param("二级及以上幼儿园在园幼儿占比达78％及以上", [rate("78", ">=")], id="ningbo-7"),
    pytest.param("力争1－2个区（县、市）通过复核评估。", [Said("1", "个", value_max="2")], id="ningbo-8"),
    pytest.param("建成3个以上现场工程师学院", [Said("3", "个", ">=")], id="ningbo-10"),
    pytest.param("力争完成***亿固定投资任务。", [blank("元", kind="amount")], id="ningbo-22"),
    pytest.param("新改扩建幼儿园**所，新增学位****个、托位****个。", [blank("所"), blank("个"), blank("个")], id="ningbo-22-places"),
    pytest.param("评出约150项操作性强、推广价值高、可复制的优秀教学成果。", [Said("150", "项")], id="jining-20"),
    pytest.param("年度组织4000名左右义务教育阶段校长教师参与交流轮岗。", [Said("4000", "名", deadline="2023-12-31")], id="jining-9"),
    pytest.param("2023年下半年举办五场艺术展演", [Said("5", "场", deadline="2023-12-31")], id="jining-6"),
    pytest.param("培训时间不低于72学时。", [Said("72", "学时", ">=", "limit")], id="jining-17"),
    pytest.param("持续稳定在99%以上。", [rate("99", ">=")], marks=missed("no words before it"), id="jining-19"),
    pytest.param("每周开设x节艺术课,增设x节艺术鉴赏课", [blank("节/周", kind="frequency")] * 2, id="rongcheng-34"),
    pytest.param("年内组织开展好不少于*x场校内班级、校际体育联赛", [blank("场", ">=", deadline="2023-12-31")], id="rongcheng-33"),
    pytest.param("使“x+X”证书持有率达到*%以上", [blank("%", ">=", "rate")], id="rongcheng-24"),
    pytest.param("每年至少累计参与企业实践或实训不少于一个月", [Said("1", "个月", ">=", "limit")], id="rongcheng-23"),
]  # fmt: skip

MADE = [
    pytest.param("辍学率控制在0.5%以内。", [rate("0.5", "<=")], id="made-ceiling"),
    pytest.param("投入资金3000余万元。", [Said("30000000", "元", ">", "amount")], id="made-somewhat-above"),
    pytest.param("近视率下降0.5个百分点以上。", [Said("0.5", "个百分点", ">=", "rate")], id="made-points"),
    pytest.param("名校长工作室、名师工作室各30个。", [Said("30", "个")] * 2, id="made-each"),
    pytest.param("创建省级示范园1所、市级示范园3所。", [Said("1", "所"), Said("3", "所")], id="made-list"),
    pytest.param("去年建成3所学校,今年再建5所学校。", [Said("5", "所", deadline="2023-12-31")], id="made-past-and-present"),
    pytest.param("到2025年建成3所学校。2026年底前建成4所。", [Said("3", "所", deadline="2025"), Said("4", "所", deadline="2026-12-31")], id="made-two-sentences"),
    pytest.param("培训教师1,200人次。", [Said("1200", "人次")], id="made-comma-in-a-figure"),
    pytest.param("招聘教师２００名。", [Said("200", "名")], id="made-full-width"),
    pytest.param("建设3～5所学校。", [Said("3", "所", value_max="5")], id="made-wave"),
    pytest.param("建设 3 所学校。", [Said("3", "所")], id="made-blank-before-unit"),
    pytest.param("招聘教师5000—1万人。", [Said("5000", "人", value_max="10000")], id="made-scale-of-one-end"),
    pytest.param("招聘教师1万5千人次。", [Said("15000", "人次")], id="made-two-scales"),
    pytest.param("培训教师二三十人。", [Said("20", "人", value_max="30")], id="made-pair-of-tens"),
    pytest.param("改造30%-50%的学校。", [Said("30", "%", kind="rate", value_max="50")], id="made-range-of-percents"),
    pytest.param("2023年内建成3所学校。", [Said("3", "所", deadline="2023-12-31")], id="made-within-the-year"),
    pytest.param("到 2025 年建成3所学校。", [Said("3", "所", deadline="2025")], id="made-blanks-around-a-year"),
    pytest.param("2025年6月份前建成3所学校。", [Said("3", "所", deadline="2025-06-30")], id="made-month-with-fen"),
    pytest.param("选派15名校长和20名教师赴北京。", [Said("15", "名"), Said("20", "名")], id="made-names-of-heads"),
    pytest.param("培训30名优秀教师。", [Said("30", "名")], id="made-names-of-good-teachers"),
    pytest.param("选聘30名班主任。", [Said("30", "名")], id="made-names-of-class-teachers"),
    pytest.param("改造3处室外运动场。", [Said("3", "处")], id="made-outdoor-grounds"),
    *[
        pytest.param(f"{said}。", [Said("1", unit, sign, "frequency")], id=f"made-{said}")
        for said, unit, sign in (
            ("每3年举办1次科技节", "次/3年", "="),
            ("每两年召开一次座谈会", "次/2年", "="),
            ("各校每四年至少举办一届文化节", "届/4年", ">="),
            ("每学年要开展一次复查", "次/学年", "="),
            ("每半年开展一次督导", "次/半年", "="),
            ("完善每五年一轮的督导评估", "轮/5年", "="),
            ("组织三年一次的论文评选", "次/3年", "="),
            ("每年都要调研，每三年举办一次论坛", "次/3年", "="),
            ("召开家长会1次/学期", "次/学期", "="),
            ("每一年开展一次普查", "次/年", "="),
            ("每两个月组织一次例会", "次/2月", "="),
            ("每四年轮训一遍", "遍/4年", "="),
        )
    ],
    pytest.param("组织好每四年一次的质量检查工作。", [Said("1", "次/4年", kind="frequency")], id="made-frequency-of-work"),
    pytest.param("学校每周至少组织一次时长不少于40分钟的主题班会。", [Said("1", "次/周", ">=", "frequency"), Said("40", "分钟", ">=", "limit")], id="made-frequency-and-length"),
    pytest.param("确保儿童每学期至少完成一项劳动。", [Said("1", "项/学期", ">=", "frequency")], id="made-at-least-one"),
    pytest.param("教师每月撰写反思2篇，每学期读书3本，每年培训园长80名。", [Said("2", "篇/月", kind="frequency"), Said("3", "本/学期", kind="frequency"), Said("80", "名")], id="made-what-is-done-within-a-year"),
    pytest.param("小学生睡眠不少于10小时、初中生9小时，高中生8小时。", [Said("10", "小时", ">=", "limit"), Said("9", "小时", ">=", "limit"), Said("8", "小时", ">=", "limit")], id="made-a-bound-for-a-list"),
    pytest.param("教师人均培训90学时，服务期不少于1学年。", [Said("90", "学时", kind="limit"), Said("1", "学年", ">=", "limit")], id="made-times-of-each"),
    pytest.param("满意度测评达到90分以上，十分重视考勤，8时30分前到岗。", [Said("90", "分", ">=")], id="made-scores"),
    pytest.param("培养带头人千名，领军教师百名，艺术团由9个扩至12个，更换护眼灯460盏。", [Said("1000", "名"), Said("100", "名"), Said("12", "个"), Said("460", "盏")], id="made-round-numbers-and-more"),
    pytest.param("每学年评选示范课90节，补助120万元，培训600人次。", [Said("90", "节/学年", kind="frequency"), Said("1200000", "元", kind="amount"), Said("600", "人次")], id="made-what-is-done-in-a-year"),
    pytest.param("学习十九届四中全会精神，办好第12届运动会。", [], id="made-sessions-by-number"),
    pytest.param("教师听课3节/周以上，研修不少于60学时/年。", [Said("3", "节/周", ">=", "frequency"), Said("60", "学时", ">=", "limit")], id="made-rates-with-a-stroke"),
    pytest.param("每月检查一次，期末考核一次。", [Said("1", "次/月", kind="frequency"), Said("1", "次")], id="made-a-period-that-ends"),
    pytest.param("1-5月培训教师40名，9月至11月培训校长20名。", [Said("40", "名", deadline="2023-05"), Said("20", "名", deadline="2023-11")], id="made-spans-of-months"),
    pytest.param("每周开展教研，两年累计不少于60次。", [Said("60", "次", ">=", deadline="2024")], id="made-a-sum-has-no-period"),
    pytest.param("五年级一次活动。", [], id="made-a-grade-is-no-period"),
    pytest.param("引导学生学会一至两项技能。", [Said("1", "项", value_max="2")], id="made-range-in-words"),
    pytest.param("发展1个—3个社团。", [Said("1", "个", value_max="3")], id="made-range-with-its-unit-twice"),
    pytest.param("选修课不少于2个学分（36课时）。", [Said("2", "个", ">=")], id="made-amount-said-again"),
    pytest.param("校园面积不低于12亩（8000平方米）。", [Said("12", "亩", ">=")], id="made-area-said-again"),
    pytest.param("推进四位一体建设，推广3＋1项目。", [], id="made-numbers-that-are-none"),
    pytest.param("建设全国4个实验县之一，落实千名教师轮训工程。", [], id="made-one-of-several"),
    pytest.param("辍学率较上年降低0.2个百分点。", [Said("0.2", "个百分点", kind="rate")], id="made-change-against-last-year"),
    pytest.param("全市排名比2022年前移3个位次。", [Said("3", "个位次")], id="made-change-of-rank"),
    pytest.param("将书法纳入必修课，保证36学时。", [Said("36", "学时", kind="limit")], id="made-load-that-is-promised"),
    pytest.param("改造教室40间，8月底前完工。", [Said("40", "间", deadline="2023-08-31")], id="made-date-behind"),
    pytest.param("新建学校2所，新增座位900个，12月20日前全部投入使用。", [Said("2", "所", deadline="2023-12-20"), Said("900", "个", deadline="2023-12-20")], id="made-date-behind-two"),
    pytest.param("新建学校2所，9月底前开展专题调研。", [Said("2", "所")], id="made-date-of-another-matter"),
    pytest.param("新建学校2所；8月底前完成。", [Said("2", "所")], id="made-date-behind-a-semicolon"),
    pytest.param("新建学校2所，8月底前建成4所。", [Said("2", "所"), Said("4", "所", deadline="2023-08-31")], id="made-date-of-another-figure"),
    pytest.param("到“十四五”末，培育名师80名。", [Said("80", "名", deadline="2025")], id="made-five-year-plan-in-quotes"),
    pytest.param("“十五五”期间，新建学校9所。", [Said("9", "所", deadline="2030")], id="made-during-a-five-year-plan"),
    pytest.param("自2024年起，每年遴选名师60名。", [Said("60", "名")], id="made-date-from-when"),
    pytest.param("用3年时间建设基地6个。", [Said("6", "个", deadline="2025")], id="made-spell"),
    pytest.param("新增学位2，600个、扩建校舍1.2万平方米。", [Said("2600", "个"), Said("12000", "平方米")], id="made-full-width-comma"),
    pytest.param("生均图书达到十八点四册，普惠占比达到九成以上。", [Said("18.4", "册"), rate("90", ">=")], id="made-chinese-decimals"),
    pytest.param("参保率达到百分之百。持证率达到九成。", [rate("100"), rate("90")], id="made-shares-in-words"),
    pytest.param("中级以上教师占比提高到五成，达标率百分之九十。", [rate("50"), rate("90")], id="made-shares-at-the-end"),
    pytest.param("补充教师x百名，培训骨干*千人次。", [blank("名"), blank("人次")], id="made-blanked-hundreds"),
    pytest.param("每天诵读半小时以上。", [Said("0.5", "小时", ">=", "limit")], id="made-half-an-hour"),
    pytest.param("锻炼一个半小时。", [], id="made-one-and-a-half"),
    pytest.param("购置器材30件（套），图书900册(件)，维修厕所4座（处）。", [Said("30", "件(套)"), Said("900", "册(件)"), Said("4", "座(处)")], id="made-two-units"),
    pytest.param("建设学校3所（园）。", [Said("3", "所")], id="made-no-second-unit"),
    pytest.param("举办赛事8项次，走访2000户次，培训校长300余人次。", [Said("8", "项次"), Said("2000", "户次"), Said("300", "人次", ">")], id="made-times"),
    pytest.param("年阅读量不少于120万字，落实24字要求。", [Said("1200000", "字", ">=")], id="made-characters"),
    pytest.param("研修不少于5天（40学时）。", [Said("5", "天", ">=", "limit")], id="made-days-said-again"),
    pytest.param("配备率、一键报警和视频监控达标率、封闭管理率均达到100%。", [rate("100")] * 3, id="made-a-rate-of-two-things"),
    pytest.param("近视率在2020年基础上下降1个百分点。", [Said("1", "个百分点", kind="rate")], id="made-on-the-base-of-a-year"),
    pytest.param("每年4月举办读书节，表彰学校30所。", [Said("30", "所")], id="made-a-date-that-comes-again"),
    pytest.param("每学期组织教研，听课不少于4次。", [Said("4", "次/学期", ">=", "frequency")], id="made-a-period-that-governs"),
    pytest.param("每学年开展督导，学校自评至少1次，年底总结至少1次。", [Said("1", "次/学年", ">=", "frequency"), Said("1", "次", ">=", deadline="2023-12-31")], id="made-until-the-end-of-the-year"),
    pytest.param("每月调研，三年累计不少于40次。", [Said("40", "次", ">=", deadline="2025")], id="made-a-sum-behind-a-period"),
    pytest.param("每周教研，举办讲座5场。", [Said("5", "场")], id="made-a-verb-of-its-own"),
    pytest.param("每年普法，不少于2场；讲座不少于3场。", [Said("2", "场/年", ">=", "frequency"), Said("3", "场", ">=")], id="made-behind-a-semicolon"),
    pytest.param("每月演练1次，开学第一个月内至少2次。", [Said("1", "次/月", kind="frequency"), Said("2", "次", ">=")], id="made-a-time-of-its-own"),
    pytest.param("全面消除56人及以上大班额。", [], id="made-what-is-to-vanish"),
    pytest.param("实现幼儿园、小学和初中全覆盖。", [Said("100", "%", kind="coverage")] * 3, id="made-three-covered"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [*REAL, *MADE])
def test_targets(sentence: str, expected: list[Said]) -> None:
    assert [said(target) for target in found(sentence)] == expected


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(REAL) == []


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        pytest.param("全市学前普惠率达到85%以上", ["学前普惠率"], id="zaozhuang-3"),
        pytest.param("新创建省级示范性高中4所,总数达到33所。", ["新创建省级示范性高中", "省级示范性高中总数"], id="handan-11"),
        pytest.param("创建第三批市级劳动教育示范学校60所", ["创建第三批市级劳动教育示范学校"], id="handan-27"),
        pytest.param("全市绿色学校覆盖率达到70%", ["绿色学校覆盖率"], id="handan-27-rate"),
        pytest.param("普惠性幼儿园覆盖率达到88%", ["普惠性幼儿园覆盖率"], id="handan-1"),
        pytest.param("评审认定10个市级骨干特色专业、5个市级校企合作共同体", ["评审认定市级骨干特色专业", "评审认定市级校企合作共同体"], id="handan-12"),
        pytest.param("其中幼儿园项目54个、小学项目95个", ["幼儿园项目", "小学项目"], id="handan-28"),
        pytest.param("新改扩建幼儿园**所，新增学位****个、托位****个", ["新改扩建幼儿园", "新增学位", "新增托位"], id="ningbo-22"),
        pytest.param("名校长工作室、名师工作室各30个。", ["名校长工作室", "名师工作室"], id="made-each"),
        pytest.param("小学、初中巩固率分别达到99%、98%。", ["小学巩固率", "初中巩固率"], id="made-respectively"),
        pytest.param("覆盖率由80%提高到85%。", ["覆盖率"], id="made-from-to"),
        pytest.param("幼儿园从3所增加到5所。", ["幼儿园"], id="made-from-to-count"),
        pytest.param("培训100人(其中骨干教师20人)。", ["培训", "骨干教师"], id="made-part-in-brackets"),
        pytest.param("遴选20个市级“智慧教育试点学校”。", ["遴选市级“智慧教育试点学校”"], id="made-quote-at-the-end"),
    ],
)  # fmt: skip
def test_indicators(sentence: str, indicators: list[str]) -> None:
    assert [target.indicator for target in found(sentence)] == indicators


@pytest.mark.parametrize("city", CITIES)
def test_targets_of_real_plans(city: str) -> None:
    plan = real(city)
    for task in plan.tasks:
        for target in targets.find(plan, task):
            assert task.span.contains(target.span) and target.span.contains(target.figure)
            assert target.redacted == (target.value is None) or target.kind == "coverage"
            assert target.indicator and target.unit
            assert target.value_max is None or target.comparator == "="
            assert target.deadline is None or int(target.deadline[:4]) >= plan.year


def test_values_are_exact() -> None:
    [target] = found("全年教育投入达到260.69亿元。")
    assert target.value == Decimal(26_069_000_000)
