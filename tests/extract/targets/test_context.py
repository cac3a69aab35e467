"""What stands around a figure: dates that hold, figures that go together, offices with a role of their own."""

from __future__ import annotations

import pytest

from edugraph.extract import responsibilities, targets
from edugraph.facts import Responsibility, Target
from tests.structure.reading import read, told

SENTENCES = {
    "made-hundred-millions": ("投入资金3亿5千万元。", [("350000000", None)]),
    "made-thousands-and-hundreds": ("招聘教师2千5百人。", [("2500", None)]),
    "made-a-past-base": ("在2022年建成20所的基础上,新建幼儿园10所。", [("10", None)]),
    "made-a-past-measure": ("对标2022年水平,新增学位300个。", [("300", None)]),
    "made-a-past-result": ("2022年新建幼儿园10所。", []),
    "made-a-deadline-in-the-past": ("到2022年,新建幼儿园10所。", []),
    "made-one-floor-for-two": ("小学、初中巩固率分别达到98%、95%以上。", [("98", None), ("95", None)]),
    "made-a-fraction": ("覆盖率达到四分之三。", [("75", None)]),
    "made-existing-ones": ("发挥6所特色幼儿园、3所实验园的辐射带动作用。", []),
    "made-a-figure-before-全部": ("交流教师不少于50名,2023年底前全部完成。", [("50", "2023-12-31")]),
}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_figures_and_dates(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    plan = told(sentence)
    found = list(targets.find(plan, plan.tasks[-1]))
    assert [(f"{one.value:f}", one.deadline) for one in found] == expected


INDICATORS = {
    "made-each-of-two": (
        "初中、小学分别组织全市教学开放周一次。",
        ["初中组织全市教学开放周", "小学组织全市教学开放周"],
    ),
    "made-joined-object": ("申报博士学位授予单位和3个博士学科专业点。", ["申报博士学科专业点"]),
    "made-own-verbs": ("打造5个学科基地,带动8支骨干队伍。", ["打造学科基地", "带动骨干队伍"]),
}


@pytest.mark.parametrize(("sentence", "expected"), INDICATORS.values(), ids=INDICATORS)
def test_indicators_keep_their_own_verb(sentence: str, expected: list[str]) -> None:
    plan = told(sentence)
    assert [one.indicator for one in targets.find(plan, plan.tasks[-1])] == expected


ROLES = {
    "made-in-brackets": ("(责任单位:党建办(牵头),人事股)", [("lead", "党建办"), ("responsible", "人事股")]),
    "made-behind-the-name": (
        "(责任单位:体卫艺科;教研院配合)",
        [("responsible", "体卫艺科"), ("cooperating", "教研院")],
    ),
    "made-no-role": ("(责任单位:各县(市、区)教育局)", [("responsible", "各县(市、区)教育局")]),
}


@pytest.mark.parametrize(("clause", "expected"), ROLES.values(), ids=ROLES)
def test_a_role_behind_a_name_is_its_own(clause: str, expected: list[tuple[str, str]]) -> None:
    plan = told("建校。" + clause)
    facts = [one for one in responsibilities.find(plan, plan.tasks[-1]) if isinstance(one, Responsibility)]
    assert [(one.role, one.organisation) for one in facts] == expected


TABLE = "2023年任务清单\n序号\t任务\t内容\t责任单位\t完成时限\n1\t建校\t新建学校3所。\t基建科\t2023年9月底前\n2\t培训\t培训教师9人。\t人事科\t\n"


def test_a_deadline_column_holds_for_its_row() -> None:
    plan = read(TABLE)
    assert [one.deadline for task in plan.tasks for one in targets.find(plan, task)] == ["2023-09-30", None]


def test_each_measure_has_its_own_deadline() -> None:
    plan = told("①建校3所。(完成时限:2023年6月底)②育师9人。(完成时限:2023年9月底)")
    assert [one.deadline for one in targets.find(plan, plan.tasks[-1])] == ["2023-06-30", "2023-09-30"]


def test_what_is_set_aside_is_told() -> None:
    plan = told("资源配置7项指标达标不低于4项。学习3个月。创建一类幼儿园。三分之二以上的学校建成食堂。")
    found = [one for one in targets.read(plan, plan.tasks[-1]) if not isinstance(one, Target)]
    assert [(plan.quote(one.span), one.reason) for one in found] == [
        ("7项", "base of the figure behind it"),
        ("3个月", "time without a bound or a rate"),
        ("三分之二以上", "fraction without an exact percentage"),
    ]


def test_a_line_of_its_own_gives_the_deadline() -> None:
    plan = told("新建学校3所。\n完成时限:2023年6月底\n")
    assert [one.deadline for one in targets.find(plan, plan.tasks[-1])] == ["2023-06-30"]


def test_numbering_that_begins_again_under_headings_without_numbers() -> None:
    plan = read("2023年要点\n党的建设\n1.甲事。\n2.乙事。\n教育教学\n1.丙事。(责任单位:丙科)\n2.丁事。\n")
    assert [(task.number, plan.title_of(task)) for task in plan.tasks] == [
        ("1.1", "甲事"), ("1.2", "乙事"), ("2.1", "丙事"), ("2.2", "丁事"),
    ]  # fmt: skip
    assert [len(task.clauses) for task in plan.tasks] == [0, 0, 1, 0]


def test_sections_of_lists_that_begin_again_are_kept_apart() -> None:
    plan = read(
        "2023年要点\n甲编\n一、子\n(一)建校。\n二、丑\n(一)育师。\n乙编\n一、寅\n(一)修路。\n二、卯\n(一)种树。\n"
    )
    assert [section.path for section in plan.sections] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert [task.number for task in plan.tasks] == ["1.1.1", "1.2.1", "2.1.1", "2.2.1"]


def test_measures_of_two_lists_have_numbers_of_their_own() -> None:
    plan = read("2023年要点\n1.甲事。①建校。②修路。\n(1)种树。\n(2)浇水。\n2.乙事。\n")
    measures = [part.measure for part in plan.tasks[0].passages]
    assert len(set(measures)) == len(measures) == 5


def test_a_floor_behind_the_last_figure_holds_for_all_of_the_list() -> None:
    plan = told("小学、初中巩固率分别达到98%、95%以上。")
    found = list(targets.find(plan, plan.tasks[-1]))
    assert [(one.indicator, one.comparator) for one in found] == [("小学巩固率", ">="), ("初中巩固率", ">=")]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("（一）推进职业教育\n中职学校毕业生就业率达到95%。", "中职学校毕业生就业率"),
        ("（一）建设学校\n新建中小学3所。", "新建中小学"),
        ("（一）安全管理\n开展检查4次。", "开展检查"),
        ("（一）加强队伍建设：\n培训校长20名。", "培训校长"),
    ],
)
def test_a_heading_on_its_own_line_is_no_part_of_what_is_measured(text: str, indicator: str) -> None:
    plan = read(f"云岭县教育局2024年工作要点\n{text}\n（二）规范管理\n抓好落实。\n")
    assert [fact.indicator for task in plan.tasks for fact in targets.find(plan, task)] == [indicator]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("每学年要以课程开课率、教师配备为重点，开展一次自评。", "次/学年"),
        ("每学期结合实际，组织2次演练。", "次/学期"),
        ("每月要按照方案，检查1次。", "次/月"),
        ("每年围绕主题教育，举办培训3期。", "期/年"),
        ("每学期组织教研，举办运动会1次。", "次"),
        ("每年招聘教师，建成学校3所。", "所"),
    ],
)
def test_a_period_governs_the_event_behind_what_it_is_done_by(text: str, unit: str) -> None:
    plan = told(text)
    assert [one.unit for one in targets.find(plan, plan.tasks[-1])] == [unit]


@pytest.mark.parametrize(
    "text", ["组织开展百人提升计划专项培训。", "实施千人培养工程研修。", "开展百人支教行动。", "启动万人研修计划。"]
)
def test_a_number_in_the_name_of_a_programme_is_none(text: str) -> None:
    plan = told(text)
    assert list(targets.find(plan, plan.tasks[-1])) == []


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        (
            "普通高中在开设音乐课程的基础上，要创造条件开设舞蹈课，保证美育类必修课程6个学分。",
            "普通高中美育类必修课程学分",
        ),
        ("普通高中按规定排课，保证美育类必修课程6个学分。", "普通高中美育类必修课程学分"),
        ("义务教育阶段学校要开设书法课程，确保书法课时量不低于总课时的5%。", "义务教育阶段学校书法课时量占总课时"),
        ("普通高中音乐课程要注重实践，确保美育类必修课程6个学分。", "普通高中美育类必修课程学分"),
        ("中等职业学校将劳动纳入必修课，保证劳动课程不少于16学时。", "中等职业学校劳动课程"),
    ],
)
def test_the_schools_that_a_sentence_opens_with_are_named(text: str, indicator: str) -> None:
    plan = told(text)
    assert [one.indicator for one in targets.find(plan, plan.tasks[-1])] == [indicator]
