"""From source to plan: passages, titles, spans, and any text at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.errors import InputError
from edugraph.text import Span
from tests.structure.reading import CITIES, read, real, real_text, task_of

if TYPE_CHECKING:
    from edugraph.structure.plan import Plan


@pytest.mark.parametrize(
    ("city", "number", "title", "measures"),
    [
        pytest.param("handan", "29", "推进优质均衡县(市、区)创建", [None], id="handan-29"),
        pytest.param("handan", "53", "用心用情用力办好教育系统民生实事", [None], id="handan-53"),
        pytest.param("ningbo", "22", "加大学位扩容力度", [None], id="ningbo-22"),
        pytest.param("jining", "1", "加强党的领导", [None, "1", "2", "3"], id="jining-1"),
        pytest.param("jining", "2", "创建党建品牌", [None], id="jining-2"),
        pytest.param("jining", "5", "促进体教融合", [None, "1", "2"], id="jining-5"),
        pytest.param("rongcheng", "3", "坚定不移推进全面从严治党", [None, *"123456"], id="rongcheng-3"),
        pytest.param("rongcheng", "31", "突出德育实效", [None, *"123"], id="rongcheng-31"),
        pytest.param("zaozhuang", "10", "推动职业教育内涵发展", [None, None], id="zaozhuang-10"),
    ],
)
def test_tasks(city: str, number: str, title: str, measures: list[str | None]) -> None:
    task = task_of(city, number)
    assert real(city).title_of(task) == title
    assert [passage.measure for passage in task.passages] == measures


@pytest.mark.parametrize(
    ("city", "number", "measure", "begins", "ends"),
    [
        pytest.param("rongcheng", "9", "1", "新建*中学教学楼", "满足就近入学需求。", id="rongcheng-9.1-over-two-lines"),
        pytest.param("jining", "18", "3", "开展业务视导", "（责任单位：市教育科学研究院）", id="jining-18.3"),
        pytest.param("ningbo", "27", None, "守正创新做好新闻宣传。", "**教育“金名片”。", id="ningbo-27-last"),
        pytest.param("handan", "33", None, "加强教师队伍建设。", "师生事务服务中心)", id="handan-33-blanks-behind"),
    ],
)
def test_passages(city: str, number: str, measure: str | None, begins: str, ends: str) -> None:
    [passage] = [part for part in task_of(city, number).passages if part.measure == measure]
    said = real(city).quote(passage.span)
    assert said.startswith(begins) and said.endswith(ends)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("1.推进教育合作交流。大力推动", "推进教育合作交流", id="handan-17"),
        pytest.param("1.甲：乙。", "甲", id="made-colon"),
        pytest.param("1.甲\n乙。", "甲", id="made-line"),
        pytest.param("1.增设托位2,300个。", "增设托位2,300个", id="made-thousands"),
        pytest.param("1.拨款1，500万元，修缮校舍。", "拨款1，500万元", id="made-thousands-in-full-width"),
        pytest.param("1.建设一流 大学，建校", "建设一流大学，建校", id="made-blank-inside"),
        pytest.param("1." + "山" * 30 + "，" + "水" * 30 + "。", "山" * 30, id="made-long-first-sentence"),
    ],
)
def test_titles(text: str, title: str) -> None:
    plan = read(f"2023年要点\n{text}\n2.丙。")
    assert plan.title_of(plan.tasks[0]) == title


def well_formed(plan: Plan) -> None:
    """Spans lie within the text, parts within their tasks, and tasks of an outline apart."""
    whole = Span(0, len(plan.source.text))
    for task in plan.tasks:
        assert whole.contains(task.span) and task.span
        assert all(task.span.contains(part.span) for part in task.passages if part.span)
        assert all(task.span.contains(clause.span) for clause in task.clauses)
        assert whole.contains(task.title)
    for section in plan.sections:
        assert whole.contains(section.span) and section.span.contains(section.title)
    for remark in (*plan.noise, *plan.doubts):
        assert whole.contains(remark.span) and remark.span and remark.reason
    assert len(plan.text) == len(plan.source.text)


@pytest.mark.parametrize("city", CITIES)
def test_real_plans_are_well_formed(city: str) -> None:
    plan = real(city)
    well_formed(plan)
    starts = [task.span.start for task in plan.tasks]
    assert starts == sorted(starts)
    assert all(a.span.end <= b.span.start for a, b in zip(plan.tasks, plan.tasks[1:], strict=False))


@pytest.mark.parametrize("city", CITIES)
def test_sections_hold_their_tasks(city: str) -> None:
    plan = real(city)
    spans = {section.path: section.span for section in plan.sections}
    for task in plan.tasks:
        assert all(spans[task.section[:depth]].contains(task.span) for depth in range(1, len(task.section) + 1))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="made-empty"),
        pytest.param("2023年工作要点", id="made-title-only"),
        pytest.param("2023年工作要点\n1.甲。", id="made-one-task"),
        pytest.param("2023年3月1日，召开了会议。会议指出。", id="made-news"),
        pytest.param("序号\t事项\t内容\t责任单位\n1\t甲\t乙。\t丙", id="made-one-row"),
        pytest.param("<p></p>" * 20, id="made-markup"),
    ],
)
def test_what_is_no_plan_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(InputError, match=r"made\.txt: no plan"):
        read(text)


LINES = [line for city in CITIES for line in real_text(city).split("\n") if line.strip()]
PIECES = st.sampled_from(LINES).map(lambda line: line[:200]) | st.sampled_from(
    [
        "一、",
        "（一）",
        "1.",
        "任务1：",
        "①",
        "（1）",
        "一是",
        "序号\t事项\t内容\t责任单位",
        "1\t甲\t乙",
        "\t",
        "\n",
        "（责任单位：",
        "）",
        "<p>",
        "— 1 —",
    ]
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(["", "\n"]), st.none() | st.just(2023))
def test_any_text_is_a_plan_or_refused(pieces: list[str], joint: str, year: int | None) -> None:
    try:
        plan = read(joint.join(pieces), year)
    except InputError:
        return
    well_formed(plan)


@given(st.text(alphabet="一二十、（）()1234.：:任务①②是\n\t 。；责任单位序号事项内容甲乙年2023<p>"))
def test_any_marks_are_a_plan_or_refused(text: str) -> None:
    try:
        plan = read(text)
    except InputError:
        return
    well_formed(plan)


def test_headings_that_only_frame_the_tasks_are_no_tasks() -> None:
    plan = read(
        "2022年工作要点\n一、总体思路\n办好教育。\n二、重点工作\n1、建校。建校3所。\n2、育师。\n三、保障措施\n加强领导。"
    )
    assert [(task.number, plan.title_of(task)) for task in plan.tasks] == [("1", "建校"), ("2", "育师")]
    assert [(plan.quote(one.span)[:2], one.reason) for one in plan.noise] == [
        ("一、", "principles, no task"),
        ("三、", "aim or frame without a figure or an office"),
    ]
    assert not plan.doubts


def test_the_issuing_body_behind_the_year_of_a_title() -> None:
    plan = read("2024年云岭县教育体育局工作要点\n1.甲。\n2.乙。", None)
    assert plan.header.issuer is not None
    assert plan.quote(plan.header.issuer) == "云岭县教育体育局"


def test_titles_are_written_without_what_a_web_page_put_in() -> None:
    plan = read("2023年教育工作要点\n1.建設(shè)學校(xiào)。甲。\n2.&quot;双减&quot;&nbsp;提质。乙。")
    assert [plan.title_of(task) for task in plan.tasks] == ["建設學校", '"双减"提质']
