"""Results: figures told in reviews of the year before and in sentences of tasks, read as targets are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import structure
from edugraph.extract import extract
from edugraph.extract import read as read_all
from edugraph.facts import Result, Target, read, write
from edugraph.structure.plan import Remark
from edugraph.text import Source
from tests.structure.reading import CITIES, real, told

if TYPE_CHECKING:
    from edugraph.structure.plan import Plan

PLAN = "二、2024年重点任务\n1.新建改扩建幼儿园20所。\n2.招聘教师1000名，培训教师2万人次。\n"


def plan(review: str, heading: str = "一、2023年工作回顾", rest: str = PLAN) -> Plan:
    text = f"某市教育局2024年工作要点\n{heading}\n{review}\n{rest}"
    return structure.parse(Source("made.txt", text), "made-2024", 2024)


def results(of: Plan) -> list[Result]:
    return [fact for fact in extract(of) if isinstance(fact, Result)]


def said(one: Result) -> str:
    """``新增学位 = 18000 个 2023``."""
    value = "*" if one.value is None else f"{one.value:f}"
    top = f"—{one.value_max:f}" if one.value_max is not None else ""
    return f"{one.indicator} {one.comparator} {value}{top} {one.unit} {one.deadline or ''}".rstrip()


REVIEWS = [
    pytest.param("新建中小学12所、新增学位1.8万个;普惠性幼儿园覆盖率达到91.2%。", ["新建中小学 = 12 所 2023", "新增学位 = 18000 个 2023", "普惠性幼儿园覆盖率 = 91.2 % 2023"], id="the three of the issue"),
    pytest.param("一是学前教育。新建、改扩建幼儿园23所，公办园在园幼儿占比55.6%，同比提高3.2个百分点。", ["新建、改扩建幼儿园 = 23 所 2023", "公办园在园幼儿占比 = 55.6 % 2023", "公办园在园幼儿占比同比提高 = 3.2 个百分点 2023"], id="a change of what was named"),
    pytest.param("（一）办学条件\n全年共实施学校建设项目46个，完成投资12.4亿元。", ["实施学校建设项目 = 46 个 2023-12-31", "完成投资 = 1240000000 元 2023-12-31"], id="the whole year is last year"),
    pytest.param("截至2023年底，全市中小学校党组织领导的校长负责制全部落实到位。", ["中小学校党组织领导的校长负责制 = 100 % 2023-12-31"], id="said in words"),
    pytest.param("1.累计建成智慧校园120所，占比达到45%。\n2.封闭式管理实现全覆盖。", ["建成智慧校园 = 120 所 2023", "智慧校园占比 = 45 % 2023", "封闭式管理 = 100 % 2023"], id="numbered lines"),
    pytest.param("我县现有各级各类学校216所，目前共有在校学生6.8万人。", ["各级各类学校 = 216 所 2023", "在校学生 = 68000 人 2023"], id="what is there"),
    pytest.param("培训教师6300余人次，辍学率控制在0.3%以内，入学率达98%以上。", ["培训教师 > 6300 人次 2023", "辍学率 <= 0.3 % 2023", "入学率 >= 98 % 2023"], id="comparators"),
    pytest.param("落实资助资金1.2亿元，服务学生8.7万人次。", ["落实资助资金 = 120000000 元 2023", "服务学生 = 87000 人次 2023"], id="background words that tell results"),
    pytest.param("依托3个基地开展研训，按照5项标准推进，围绕4个重点发力。", [], id="means are no results"),
    pytest.param("全省排名前3名。坚持“五育”并举，实施十大行动。", [], id="ordinals and words"),
    pytest.param("评选市级名师**名，新增学位xx个。", ["评选市级名师 = * 名 2023", "新增学位 = * 个 2023"], id="blanked"),
    pytest.param("编制规划，到2027年新增学位5万个；2022年底前建成学校3所。", ["建成学校 = 3 所 2022-12-31"], id="years before and after"),
    pytest.param("计划投资800万元。努力实现全覆盖，拟招聘教师30名。预计新增学位500个。", [], id="what is hoped"),
    pytest.param("按招生计划录取新生900名，模拟演练4次。", ["按招生计划录取新生 = 900 名 2023", "模拟演练 = 4 次 2023"], id="words that hold a hope"),
    pytest.param("新建中小学12所。\n（三）存在的主要问题\n城区学位缺口6000个，小规模学校还有86所。", ["新建中小学 = 12 所 2023"], id="what is still wanting"),
]  # fmt: skip


@pytest.mark.parametrize(("review", "expected"), REVIEWS)
def test_what_a_review_tells(review: str, expected: list[str]) -> None:
    found = results(plan(review))
    assert [said(one) for one in found] == expected
    assert all((one.section, one.task, one.measure, one.strength, one.verb) == ("1", "", None, "", "") for one in found)


def test_a_page_of_results_gives_no_targets() -> None:
    text = "某市教育局2023年工作总结\n一、办学条件改善\n1.新建中小学12所。\n2.新增学位900个。\n二、队伍加强\n3.招聘教师60名。\n"
    found = [*extract(structure.parse(Source("made.txt", text), "made-2023"))]
    assert [said(one) for one in found if isinstance(one, Result)] == [
        "新建中小学 = 12 所",
        "新增学位 = 900 个",
        "招聘教师 = 60 名",
    ]
    assert not any(isinstance(one, Target) and not isinstance(one, Result) for one in found)


def test_an_opening_paragraph_that_looks_back_gives_results() -> None:
    text = "某市教育局2024年工作要点\n2023年，全市新建中小学12所，新增学位900个。2024年要建设学校5所。\n" + PLAN
    found = results(structure.parse(Source("made.txt", text), "made-2024"))
    assert [(said(one), one.section) for one in found] == [
        ("新建中小学 = 12 所 2023", "0"),
        ("新增学位 = 900 个 2023", "0"),
    ]


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("一、2023年工作回顾", "2023"),
        ("第一部分 2023年工作总结", "2023"),
        ("一、工作回顾", ""),
        ("一、过去一年工作", ""),
        ("一、2021—2023年主要工作成效", "2023"),
    ],
)
def test_the_year_is_the_one_that_is_said(heading: str, year: str) -> None:
    rest = PLAN.replace("二、", "第二部分 ") if heading.startswith("第") else PLAN
    [found] = results(plan("新建中小学12所。", heading, rest))
    assert said(found) == f"新建中小学 = 12 所 {year}".rstrip()


@pytest.mark.parametrize(
    ("sentence", "expected", "targets"),
    [
        pytest.param("去年培训教师3000人次，今年培训教师4000人次。", ["培训教师 = 3000 人次 2022"], 1, id="last year"),
        pytest.param("2021年建成学校3所。", ["建成学校 = 3 所 2021"], 0, id="a year gone by"),
        pytest.param("截至目前已建成学校30所。", ["建成学校 = 30 所"], 0, id="no year"),
        pytest.param("在2022年建成20所的基础上，再建5所学校。", ["建成 = 20 所 2022"], 1, id="the ground of a target"),
        pytest.param("普惠率较去年提高2个百分点。", [], 1, id="set against last year"),
        pytest.param("依托3个基地开展培训。", [], 0, id="means"),
        pytest.param("新建学校3所。", [], 1, id="a target"),
    ],
)
def test_what_a_task_tells_of_the_past(sentence: str, expected: list[str], targets: int) -> None:
    one = told(sentence)
    facts = [fact for fact in extract(one) if isinstance(fact, Target)]
    found = [fact for fact in facts if isinstance(fact, Result)]
    assert [said(fact) for fact in found] == expected
    assert all((fact.task, fact.section) == ("2", "") for fact in found)
    assert len(facts) - len(found) == targets
    remarks = [one.quote(fact.span) for fact in read_all(one) if isinstance(fact, Remark)]
    assert all(any(str(fact.value) in remark for remark in remarks) for fact in found)  # no target, and that is told


@pytest.mark.parametrize("review", [case.values[0] for case in REVIEWS])
def test_results_are_in_place_and_come_back_from_json_lines(review: object) -> None:
    assert isinstance(review, str)
    one = plan(review)
    [section] = [section for section in one.sections if section.review]
    for fact in results(one):
        assert section.span.contains(fact.span) and fact.span.contains(fact.figure) and fact.figure
        assert fact.indicator and fact.unit and fact.rule in ("results.amount", "results.coverage")
    facts = list(extract(one))
    assert list(read(write(facts, one.source))) == facts


@pytest.mark.parametrize("review", [case.values[0] for case in REVIEWS])
def test_a_review_changes_nothing_of_the_tasks(review: object) -> None:
    def tasks(of: Plan, shift: int) -> list[tuple[str, str, int]]:
        facts = [fact for fact in extract(of) if fact.task]
        return [(fact.name, of.quote(fact.span), fact.span.start - shift) for fact in facts]

    assert isinstance(review, str)
    with_it, without = plan(review), plan("全市教育系统锐意进取。")
    assert tasks(with_it, with_it.tasks[0].span.start) == tasks(without, without.tasks[0].span.start) != []


def test_what_is_set_aside_in_a_review_is_remarked_upon() -> None:
    one = plan("依托3个基地开展研训。全省排名前3名。\n（二）存在问题\n学位缺口6000个。")
    remarks = {one.quote(found.span): found.reason for found in read_all(one) if isinstance(found, Remark)}
    assert remarks == {"3个": "background", "3名": "ordinal", "6000": "still wanting"}


@pytest.mark.parametrize("city", CITIES)
def test_the_plans_of_the_project_tell_no_results(city: str) -> None:
    assert results(real(city)) == []
