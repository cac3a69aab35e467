"""What is no target: ordinals, names, counts of the plan's own parts, results of the past, grades, ages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.targets.test_reading import found
from tests.structure.reading import not_in_their_plan

NO_TARGETS = [
    pytest.param("推动市委、市政府“为教师办好十件实事”落地落实", id="zaozhuang-5"),
    pytest.param("获得一、二等奖的2023届本科及以上学历毕业生。", id="zaozhuang-5-prize"),
    pytest.param("探索实施新入职教师前两个聘期城乡捆绑聘任改革", id="zaozhuang-2"),
    pytest.param("组建第二批市级中小学、学前教育学科中心团队", id="zaozhuang-8"),
    pytest.param("开展“千名教育党员进社区”行动", id="zaozhuang-1"),
    pytest.param("信息修改等中小学学籍业务实现“一次办好”，让数据多跑路", id="zaozhuang-9"),
    pytest.param("围绕加快实现区域教育中心建设“321”发展愿景", id="handan-1"),
    pytest.param("在确保实现“两个只增不减”的基础上", id="handan-2"),
    pytest.param("组织开展第26届全国推广普通话宣传周", id="handan-16"),
    pytest.param("举办邯郸市第十三届中小学生读书节。", id="handan-16-ordinal"),
    pytest.param("深化“一校一品”党建品牌创建。", id="handan-20"),
    pytest.param("举办第三十四届中小学生艺术节。", id="handan-26"),
    pytest.param("开展省、市、县三级绿色学校创建工作", id="handan-27"),
    pytest.param("实施中小学教师信息技术应用能力提升工程2.0", id="handan-33"),
    pytest.param("落实小学一、二年级不布置家庭书面作业", id="handan-46"),
    pytest.param("“三三三”素养课堂范式", id="handan-50"),
    pytest.param("通过二期服务国家需求博士人才培养项目验收", id="handan-31"),
    pytest.param("优化“1+X”服务模式", id="handan-53"),
    pytest.param("运用好“4个100”重点项目", id="ningbo-4"),
    pytest.param("“85后”中青年干部综合素养提升班", id="ningbo-14"),
    pytest.param("实施优质资源扩面、办学活力激发、综合素质提升等10大行动32项重点任务", id="ningbo-19"),
    pytest.param("五育融合机制", id="ningbo-20"),
    pytest.param("推进登峰学科创新引领、优势特色学科服务提质、研究生规模倍增、一流专业人才支撑服务产业等4大专项行动", id="ningbo-11"),
    pytest.param("以“领导班子好、党员队伍好、工作机制好、工作业绩好、社会反映好”的“五好”标准", id="jining-2"),
    pytest.param("将生均公用经费落实、上级教育专项资金执行、财政专户资金执行纳入市政府督查通报“三个本子”", id="jining-8"),
    pytest.param("优化两轮视导机制", id="jining-20"),
    pytest.param("集团化办学、教育联盟、教育结对3个类型数量", id="jining-19"),
    pytest.param("迎接省教育厅对前两批省随班就读示范区(校)工作开展情况“回头看”工作", id="rongcheng-14"),
    pytest.param("开展好第三轮强镇筑基试点推荐工作", id="rongcheng-12"),
    pytest.param("确保“六个不发生”“六个第一时间”“三个不出事”", id="rongcheng-51"),
    pytest.param("落实“一帮一”共同成长机制", id="rongcheng-15"),
    pytest.param("截至目前已建成学校30所。", id="made-past"),
    pytest.param("去年建成学校3所。", id="made-last-year"),
    pytest.param("全市现有学校300所。", id="made-what-is-there"),
    pytest.param("依托3个基地开展培训。", id="made-means"),
    pytest.param("全省排名前3名。", id="made-rank"),
    pytest.param("办好10件民生实事。", id="made-livelihood"),
    pytest.param("一次性完成，统一部署，唯一标准，一致同意。", id="made-words-with-one"),
    pytest.param("按照1:5的比例配备，师生比1:20。", id="made-ratios"),
    pytest.param("面向3—6岁儿童。", id="made-ages"),
    pytest.param("开通12345热线，建设5G网络。", id="made-telephone-and-network"),
    pytest.param("2022年建成学校3所。", id="made-year-gone-by"),
    pytest.param("推进全覆盖。", id="made-covers-nothing"),
    pytest.param("形成一批成果，建成一流大学。", id="made-no-counts"),
    pytest.param("《3—6岁儿童学习与发展指南》", id="made-number-in-a-title"),
]  # fmt: skip


@pytest.mark.parametrize("sentence", NO_TARGETS)
def test_no_targets(sentence: str) -> None:
    assert found(sentence) == []


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(NO_TARGETS) == []


GOVERNED = [
    pytest.param("新增课后服务学校20所。", ["新增课后服务学校"], id="a noun between"),
    pytest.param("建成家庭教育指导站15个。", ["建成家庭教育指导站"], id="guidance stations"),
    pytest.param("布局社区服务点30个。", ["布局社区服务点"], id="a verb that no list has"),
    pytest.param("聘任指导教师20名。", ["聘任指导教师"], id="behind a verb of things"),
    pytest.param("建成学校3所,公共服务中心5个。", ["建成学校", "公共服务中心"], id="second of a list"),
    pytest.param("建立依托高校的基地20个。", ["建立依托高校的基地"], id="a clause of its own before 的"),
    pytest.param("竣工投用校舍8处。", ["竣工投用校舍"], id="用 in a verb"),
    pytest.param("建立一人一档。", [], id="a frame of two numerals"),
    pytest.param("按照每班配备2名保育员的标准,充实队伍。", [], id="a standard"),
    pytest.param("对照20项指标整改。", [], id="what is compared with"),
    pytest.param("优化课程20门。", [], id="governs at the beginning"),
    pytest.param("全面优化20门课程。", [], id="governs straight before the figure"),
    pytest.param("推动落实举措10条。", [], id="behind a verb that pushes"),
    pytest.param("全县现有教师500名。", [], id="what is there"),
    pytest.param("围绕课程建设五个方面开展培训。", [], id="respects and what is done in them"),
    pytest.param("打造一支能打硬仗、乐于奉献的队伍。", [], id="a team is no count"),
    pytest.param("实施体育2+1项目。", [], id="a sum in a name"),
    pytest.param("一本上线率稳步提升。", [], id="a numeral that begins a word"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "indicators"), GOVERNED)
def test_a_noun_within_a_noun_does_not_govern(sentence: str, indicators: list[str]) -> None:
    assert [target.indicator for target in found(sentence)] == indicators


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        pytest.param("组织每三年一次的质量监测工作。", (1, "次/3年"), id="before a noun of the plan's parts"),
        pytest.param("各校每学年要进行一次自评。", (1, "次/学年"), id="behind a duty"),
        pytest.param("每个班级每学年至少排练一项节目。", (1, "项"), id="a bound before a word with one"),
        pytest.param("学生掌握音乐、美术各一项特长。", (1, "项"), id="each of two"),
    ],
)
def test_one_counts_where_something_shows_it(sentence: str, said: tuple[int, str]) -> None:
    assert {(int(one.value or 0), one.unit) for one in found(sentence)} == {said}


SERVED = [
    pytest.param("为26所村小更换采暖设备。", ["为村小更换采暖设备"], id="schools"),
    pytest.param("为**个教学点购置净水器。", ["为教学点购置净水器"], id="blanked"),
    pytest.param("年底前为300个班级安装护眼灯。", ["为班级安装护眼灯"], id="behind a date"),
    pytest.param("给150名孤儿提供学习用品。", ["给孤儿提供学习用品"], id="persons"),
    pytest.param("对45所学校食堂进行改造。", ["对学校食堂进行改造"], id="what is done to schools"),
    pytest.param("面向500名教师开展心理培训。", ["面向教师开展心理培训"], id="whom it is for"),
    pytest.param("县财政为80所幼儿园配备保健设备。", ["县财政为幼儿园配备保健设备"], id="who does it"),
    pytest.param("为12所学校安装空调96台。", ["学校安装空调"], id="what they get is counted"),
    pytest.param("安排8个小组对60所学校开展3轮视导。", ["安排小组", "学校开展视导"], id="a preposition goes with its figure"),
    pytest.param("选定为12所基地学校,成为全省5个示范县。", ["成为全省示范县"], id="what they become"),
    pytest.param("全县编制为900名教职工。", [], id="a copula"),
    pytest.param("为7类考试的考生提供咨询。", [], id="sorts are none that are served"),
    pytest.param("为20所学校。", [], id="nothing is done"),
    pytest.param("围绕为2万名学生的服务,优化流程。", [], id="for whom something is"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "indicators"), SERVED)
def test_those_for_whom_something_is_done_are_counted(sentence: str, indicators: list[str]) -> None:
    assert [target.indicator for target in found(sentence)] == indicators


SIZES = [
    pytest.param("寄宿生200人以上的学校配备校医1名。", ["配备校医"], id="with as many"),
    pytest.param("规模达到500人以上的中学建设心理中心2个。", ["建设心理中心"], id="that reach a size"),
    pytest.param("学生不足50人的教学点制定帮扶方案。", [], id="with fewer"),
    pytest.param("班额超过55人的学校限期整改。", [], id="with more"),
    pytest.param("按每班3名的标准配备教师。", [], id="a standard by which something is done"),
    pytest.param("新建24班规模小学2所、9班幼儿园1所。", ["新建24班规模小学", "新建9班幼儿园"], id="classes of a school"),
    pytest.param("扩建48个教学班的高级中学1所。", ["扩建48个教学班的高级中学"], id="teaching classes of a school"),
    pytest.param("新增60个教学班。", ["新增教学班"], id="classes that are added"),
    pytest.param("组织不少于200人的志愿服务队。", ["志愿服务队"], id="a bound on what is set up"),
    pytest.param("派出不少于30名的优秀教师。", ["派出优秀教师"], id="a bound behind a verb that no list has"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "indicators"), SIZES)
def test_a_size_that_tells_which_is_no_target(sentence: str, indicators: list[str]) -> None:
    assert [target.indicator for target in found(sentence)] == indicators


OTHERS = [
    pytest.param("每学期开展食堂联合整治不少于3次。", [(3, "次/学期")], id="times of cleaning up"),
    pytest.param("消除40个大班额。", [], id="what is done away with"),
    pytest.param("推进城东小学、河西中学2个项目建设。", [(2, "个")], id="projects that are built"),
    pytest.param("抓好6个校区扩建工程。", [(6, "个")], id="sites that are built"),
    pytest.param("抓好10项制度建设。", [], id="parts of the plan itself"),
    pytest.param("到2025年累计建成充电桩80个。", [(80, "个")], id="a sum that is still to be reached"),
    pytest.param("教师每五年累计完成不少于300学时的研修。", [(300, "学时")], id="a sum of each period"),
    pytest.param("截至5月底,累计建成充电桩80个。", [], id="a sum so far"),
    pytest.param("累计投入资金900万元。", [], id="a sum without a date"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "said"), OTHERS)
def test_what_looks_like_another_count(sentence: str, said: list[tuple[int, str]]) -> None:
    assert [(int(one.value or 0), one.unit) for one in found(sentence)] == said


@given(st.integers(1, 99), st.sampled_from(["届", "批", "期", "轮", "次", "个", "所"]))
def test_an_ordinal_is_never_a_target(number: int, unit: str) -> None:
    assert found(f"举办第{number}{unit}活动。") == []


@given(st.integers(1, 999), st.sampled_from(["“{}工程”", "《{}方案》", "‘{}项目’"]), st.sampled_from("个所项名"))
def test_a_figure_in_a_name_is_never_a_target(number: int, form: str, unit: str) -> None:
    assert found("实施" + form.format(f"{number}{unit}") + "。") == []


@given(st.integers(1, 10**6), st.sampled_from("个所名位项"), st.sampled_from(["建设", "新增", "创建", "培训", "选派"]))
def test_a_plain_count_behind_a_verb_is_one(number: int, unit: str, verb: str) -> None:
    [target] = found(f"{verb}山水{number}{unit}。")
    assert (target.value, target.unit, target.indicator, target.verb) == (Decimal(number), unit, f"{verb}山水", verb)
