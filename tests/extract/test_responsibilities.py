"""Offices and persons: names as they stand, remarks left out, blanks inside and between names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.extract import responsibilities
from edugraph.facts import Leadership, Responsibility
from edugraph.text import Span, fold, squeeze
from tests.structure.reading import CITIES, not_in_their_plan, read, real, task_of, told

PERSONS = [
    pytest.param("赵 建 军", ["赵建军"], id="made-three-apart"),
    pytest.param("邓 淇 韩 梅", ["邓淇", "韩梅"], id="made-two-names-apart"),
    pytest.param("朱 卫", ["朱卫"], id="zaozhuang-5"),
    pytest.param("邓 淇", ["邓淇"], id="zaozhuang-4"),
    pytest.param("邓淇 韩梅", ["邓淇", "韩梅"], id="zaozhuang-9"),
    pytest.param("史玉光", ["史玉光"], id="zaozhuang-7"),
    pytest.param("邓 淇 韩 梅", ["邓淇", "韩梅"], id="made-blanks-everywhere"),
    pytest.param("王明成 邓　淇", ["王明成", "邓淇"], id="made-wide-blank"),
    pytest.param("张三、李四，王五", ["张三", "李四", "王五"], id="made-marks"),
    pytest.param("张三（兼）、李四", ["张三", "李四"], id="made-remark"),
    pytest.param("王 明成", ["王明成"], id="made-blank-after-the-family-name"),
    pytest.param("买买提·艾力、李四", ["买买提·艾力", "李四"], id="made-dot-inside"),
]


def persons(text: str) -> list[str]:
    spans = responsibilities.persons(fold(text), Span(0, len(text)))
    return [squeeze(text[a:b]) for a, b in spans]


@pytest.mark.parametrize(("text", "found"), PERSONS)
def test_persons(text: str, found: list[str]) -> None:
    assert persons(text) == found


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(PERSONS) == []


@pytest.mark.parametrize(
    ("head", "role"),
    [
        pytest.param("牵头处室", "lead", id="handan-2"),
        pytest.param("责任处室", "responsible", id="handan-2-responsible"),
        pytest.param("责任单位", "responsible", id="handan-1"),
        pytest.param("配合处室", "cooperating", id="handan-48"),
        pytest.param("监督指导科室", "supervising", id="zaozhuang-1"),
        pytest.param("包靠局领导", "leader", id="zaozhuang-1-leader"),
        pytest.param("牵头负责", "lead", id="made-said-to-lead"),
        pytest.param("负责", "responsible", id="made-said"),
        pytest.param("配合", "cooperating", id="made-said-to-help"),
        pytest.param("主编单位", None, id="made-no-role"),
    ],
)
def test_roles(head: str, role: str | None) -> None:
    found = responsibilities.role_of(head)
    assert (found.notation if found else None) == role


def answers(city: str, number: str) -> list[tuple[str | None, str, str]]:
    """Measure, role and name of those who answer for a task of a real plan."""
    rows: list[tuple[str | None, str, str]] = []
    for fact in responsibilities.find(real(city), task_of(city, number)):
        if isinstance(fact, Responsibility):
            rows.append((fact.measure, fact.role, fact.organisation))
        elif isinstance(fact, Leadership):
            rows.append((fact.measure, "leader", fact.person))
    return rows


@pytest.mark.parametrize(
    ("city", "number", "rows"),
    [
        pytest.param("zaozhuang", "4", [
            ("1", "responsible", "各区（市）教体局"), ("1", "responsible", "市直中小学校"),
            ("1", "supervising", "基教科"), ("1", "leader", "邓淇"),
            ("2", "responsible", "各区（市）教体局"), ("2", "supervising", "规财科"), ("2", "leader", "韩梅"),
        ], id="zaozhuang-4"),
        pytest.param("handan", "48", [
            (None, "lead", "基础教育处"), (None, "cooperating", "校外教育培训监管处"), (None, "cooperating", "财务处"),
        ], id="handan-48"),
        pytest.param("jining", "16", [
            (None, "responsible", "人事科"), (None, "responsible", "教师教育科"),
        ], id="jining-16"),
        pytest.param("rongcheng", "52", [
            (None, "responsible", name) for name in ("学前科", "财审科", "各基层学校", "各级各类幼儿园")
        ], id="rongcheng-52"),
        pytest.param("ningbo", "7", [], id="ningbo-7-nobody"),
    ],
)  # fmt: skip
def test_who_answers(city: str, number: str, rows: list[tuple[str | None, str, str]]) -> None:
    assert answers(city, number) == rows


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        pytest.param("（牵头单位：基教科、基教科）", [("lead", "基教科")], id="made-named-twice"),
        pytest.param(
            "（市教育局、市财政局负责）", [("responsible", "市教育局"), ("responsible", "市财政局")], id="made-said"
        ),
        pytest.param("（责任单位：—）", [], id="made-nobody"),
        pytest.param(
            "（责任单位：基教科；完成时限：2023年底）",
            [("responsible", "基教科")],
            id="made-deadline-behind",
        ),
        pytest.param(
            "（完成时限：2023年底；责任单位：基教科）",
            [("responsible", "基教科")],
            id="made-deadline-before",
        ),
        pytest.param(
            "（市教育局牵头，市财政局配合）",
            [("lead", "市教育局"), ("cooperating", "市财政局")],
            id="made-two-roles-said",
        ),
        pytest.param(
            "（省教育厅牵头、省财政厅，各市、县政府参与）",
            [("lead", "省教育厅"), ("cooperating", "省财政厅"), ("cooperating", "各市、县政府")],
            id="made-roles-said-over-a-list",
        ),
        pytest.param(
            "（责任单位：市教育局牵头，市财政局、市公安局配合）",
            [("lead", "市教育局"), ("cooperating", "市财政局"), ("cooperating", "市公安局")],
            id="made-roles-said-under-a-head",
        ),
        pytest.param(
            "（责任科室：基教科、人事科，教研院配合）",
            [("responsible", "基教科"), ("responsible", "人事科"), ("cooperating", "教研院")],
            id="made-one-who-helps-under-a-head",
        ),
        pytest.param(
            "（责任单位：市教育局（牵头）、市财政局）",
            [("lead", "市教育局"), ("responsible", "市财政局")],
            id="made-role-in-brackets",
        ),
        pytest.param(
            "（责任单位：市教育局、市财政局按职责分工负责）",
            [("responsible", "市教育局"), ("responsible", "市财政局")],
            id="made-by-their-duties-under-a-head",
        ),
        pytest.param(
            "（责任单位：市教育局、市财政局，排在第一位的为牵头单位）",
            [("lead", "市教育局"), ("responsible", "市财政局")],
            id="made-first-leads",
        ),
        pytest.param(
            "（责任单位：市第一中学、市教育局）",
            [("responsible", "市第一中学"), ("responsible", "市教育局")],
            id="made-first-in-a-name",
        ),
        pytest.param(
            "（牵头部门：市教育局；参加部门：市财政局）",
            [("lead", "市教育局"), ("cooperating", "市财政局")],
            id="made-heads-of-an-act-and-a-unit",
        ),
        pytest.param("（市教育局负责，12月底前完成）", [("responsible", "市教育局")], id="made-said-with-its-time"),
        pytest.param("（由家长参与，持续推进）", [], id="made-said-of-no-body"),
    ],
)
def test_clauses_as_facts(clause: str, found: list[tuple[str, str]]) -> None:
    plan = told("建校。" + clause)
    facts = [fact for fact in responsibilities.find(plan, plan.tasks[-1]) if isinstance(fact, Responsibility)]
    assert [(fact.role, fact.organisation) for fact in facts] == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        pytest.param("机关党委 韩生福", ["机关党委", "韩生福"], id="made-office-and-person"),
        pytest.param("组织人事科 李  瑛", ["组织人事科", "李瑛"], id="made-blank-in-a-name"),
        pytest.param(
            "民族教育科、基教科 才让卓玛、张三", ["才让卓玛", "张三", "民族教育科", "基教科"], id="made-several"
        ),
        pytest.param("教育局 0513-87650000", ["教育局"], id="made-telephone"),
        pytest.param("省教育厅 刘志学、赵天行", ["省教育厅", "刘志学", "赵天行"], id="made-persons-like-bodies"),
    ],
)
def test_offices_and_persons_of_one_column(cell: str, found: list[str]) -> None:
    table = f"序号\t工作任务\t责任单位及责任人\n1\t甲\t{cell}\n2\t乙\t人事科 李四\n"
    plan = read("2023年教育重点任务清单\n" + table)
    facts = responsibilities.find(plan, plan.tasks[0])
    named = [fact.organisation if isinstance(fact, Responsibility) else getattr(fact, "person", "") for fact in facts]
    assert sorted(named) == sorted(found)


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        pytest.param(
            "，列首位的为牵头单位，下同", ["lead", "responsible", "lead", "responsible"], id="made-from-here-on"
        ),
        pytest.param(
            "，列首位的为牵头单位", ["lead", "responsible", "responsible", "responsible"], id="made-here-only"
        ),
        pytest.param("，下同", ["responsible"] * 4, id="made-nothing-said"),
        pytest.param("，首位来访者由市教育局接待", ["responsible"] * 5, id="made-not-of-leading"),
    ],
)
def test_whether_the_first_leads(said: str, roles: list[str]) -> None:
    plan = read(f"2023年要点\n1.甲。（责任单位：县教育局、县财政局{said}）\n2.乙。（责任单位：县人社局、县教育局）")
    facts = [fact for task in plan.tasks for fact in responsibilities.find(plan, task)]
    assert [fact.role for fact in facts if isinstance(fact, Responsibility)] == roles


@pytest.mark.parametrize("city", CITIES)
def test_every_name_is_in_its_place(city: str) -> None:
    plan = real(city)
    for task in plan.tasks:
        for fact in responsibilities.find(plan, task):
            name = fact.organisation if isinstance(fact, Responsibility) else getattr(fact, "person", "")
            assert name == squeeze(plan.quote(fact.span)) != ""
            assert task.span.contains(fact.span)


SYLLABLES = st.text(alphabet="山水田林湖草", min_size=2, max_size=4)


@given(st.lists(SYLLABLES, min_size=1, max_size=5, unique=True), st.sampled_from("、,，;；/ "))
def test_drawn_names_come_back(drawn: list[str], mark: str) -> None:
    offices = [f"{name}科" for name in drawn]
    plan = read(f"2023年要点\n1.甲。（责任单位：{mark.join(offices)}）\n2.乙。")
    facts = list(responsibilities.find(plan, plan.tasks[0]))
    assert [getattr(fact, "organisation", None) for fact in facts] == offices
