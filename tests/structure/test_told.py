"""What tells of the past: a page of results, a section that reviews, a paragraph that looks back."""

from __future__ import annotations

import pytest

from edugraph.errors import InputError
from edugraph.structure import told
from edugraph.structure.front import refuse
from edugraph.text import fold
from tests.structure.reading import CITIES, read, real

DONE = """一、夯实基础，办学条件明显改善
1.新建幼儿园3所，新增学位900个。
2.举办培训班12期，培训党员500人。
二、建强队伍
3.招聘教师60名，教师培训顺利完成。
"""
PLAN = """一、扩大资源
1.新建小学2所。
2.推进改革。
二、建强队伍
3.招聘教师50名。
"""


@pytest.mark.parametrize(
    ("title", "past"),
    [
        pytest.param("云岭县教育局2023年工作总结", True, id="made-summary"),
        pytest.param("云岭县教育局关于2023年工作情况的报告", True, id="made-report"),
        pytest.param("云岭县2023年教育重点工作完成情况", True, id="made-key-work-done"),
        pytest.param("云岭县教育局2023年民生实事落实情况的通报", True, id="made-livelihood-done"),
        pytest.param("云岭县教育局2023年度工作回顾", True, id="made-look-back"),
        pytest.param("云岭县教育局2023年工作总结暨2024年工作要点", False, id="made-both"),
        pytest.param("云岭县2023年教育发展情况（2023年工作总结及2024年工作计划）", False, id="made-both-in-brackets"),
        pytest.param("云岭县教育局2023年工作情况和2024年工作打算", False, id="made-intentions"),
        pytest.param("云岭县教育局2023年工作要点", False, id="made-key-points"),
        pytest.param("云岭县2023年重点工作任务清单", False, id="made-list"),
        pytest.param("关于加强教育情况统计工作的实施意见", False, id="made-word-inside"),
    ],
)
def test_titles(title: str, past: bool) -> None:
    assert told.title(fold(title)) is past
    plan = read(f"{title}\n{DONE}", 2024)
    assert plan.header.past is past
    assert bool(plan.tasks) is not past
    assert (refuse.reason(plan) is not None) is past


@pytest.mark.parametrize(
    ("text", "past"),
    [
        pytest.param("新建了3所学校并已投入使用。教师培训顺利完成。全县获评省级示范县。", True, id="made-done"),
        pytest.param("新建3所学校，力争年底前投入使用。进一步做好培训。已有学校要达标。", False, id="made-planned"),
        pytest.param("建设学校3所。做好教师培训工作。推进示范县建设。", False, id="made-neither"),
        pytest.param(
            "了解学情，为了学生发展。除了考试还要评价。坚持重要要求。", False, id="made-words-that-hold-a-mark"
        ),
    ],
)
def test_sentences(text: str, past: bool) -> None:
    assert told.text(text) is past


@pytest.mark.parametrize("city", CITIES)
def test_a_real_plan_tells_of_no_past(city: str) -> None:
    plan = real(city)
    assert not plan.header.past
    assert not any(section.review for section in plan.sections)


def test_items_without_a_title_that_tell_are_no_plan() -> None:
    plan = read(
        "2023年\n1.学校建设顺利完成，教师队伍得到加强。\n2.教育质量取得了进步。\n3.学生先后获得奖项多次。\n", None
    )
    assert plan.header.past
    assert refuse.reason(plan)


@pytest.mark.parametrize(
    ("text", "reviews", "tasks"),
    [
        pytest.param("第一部分 2023年工作总结\n" + DONE + "第二部分 2024年工作计划\n" + PLAN, ["2023年工作总结"], 3, id="made-numbered-parts"),
        pytest.param("2023年工作总结\n" + DONE + "2024年工作打算\n" + PLAN, ["夯实基础，办学条件明显改善", "建强队伍"], 3, id="made-headings-without-numbers"),
        pytest.param("一、2023年工作情况\n（一）新建幼儿园3所。\n（二）招聘教师60名。\n", ["2023年工作情况"], 0, id="made-nothing-but-the-review"),
        pytest.param("一、2024年工作安排\n（一）新建幼儿园3所。\n（二）招聘教师60名。\n", [], 2, id="made-no-review"),
    ],
)  # fmt: skip
def test_sections(text: str, reviews: list[str], tasks: int) -> None:
    plan = read("云岭县教育局2023年工作总结和2024年工作打算\n" + text, None)
    assert (plan.year, len(plan.tasks)) == (2024, tasks)
    assert [plan.said(section.title) for section in plan.sections if section.review] == reviews


def test_a_table_of_what_was_done_is_no_plan() -> None:
    table = "序号\t任务\t内容\t责任单位\n1\t建校\t新建学校3所。\t基教股\n2\t招聘\t招聘教师60名。\t人事股\n"
    with pytest.raises(InputError, match="no plan: it tells what was done"):
        read("云岭县教育局2023年重点工作完成情况\n" + table, None)
    assert len(read("云岭县教育局2023年重点工作任务\n" + table, None).tasks) == 2


def test_a_report_that_goes_on_to_the_next_year_is_the_plan_of_that_year() -> None:
    text = "云岭县教育局2023年工作报告\n一、2023年工作完成情况\n（一）新建幼儿园3所。\n二、2024年工作打算\n（一）新建小学2所。\n（二）推进改革。\n"
    plan = read(text, None)
    assert (plan.year, plan.header.year_from, len(plan.tasks), refuse.reason(plan)) == (2024, "heading", 2, None)


@pytest.mark.parametrize(
    ("opening", "review"),
    [
        pytest.param("2023年，全县教育系统锐意进取，新建幼儿园3所。招聘教师60名。", "2023年，全县教育系统锐意进取，新建幼儿园3所。招聘教师60名。", id="made-year"),
        pytest.param("2023年，新建幼儿园3所。\n2024年要抓好质量，新建5所。", "2023年，新建幼儿园3所。", id="made-next-paragraph"),
        pytest.param("过去一年，新建幼儿园3所。今年是关键之年，要抓好质量。", "过去一年，新建幼儿园3所。", id="made-turn-in-a-paragraph"),
        pytest.param("一年来，在县委领导下，建成智慧校园30所。\n当前，教育仍有短板。", "一年来，在县委领导下，建成智慧校园30所。", id="made-shortcomings"),
        pytest.param("2024年是关键之年，建成学校5所。", "", id="made-the-plans-own-year"),
        pytest.param("2023年2月，县政府要求进一步抓好质量。", "", id="made-demand-of-last-year"),
        pytest.param("2025年，将建成学校5所。", "", id="made-year-to-come"),
    ],
)  # fmt: skip
def test_openings(opening: str, review: str) -> None:
    plan = read(f"云岭县教育局2024年工作要点\n{opening}\n{PLAN}", None)
    assert [plan.quote(section.span) for section in plan.sections if section.review] == ([review] if review else [])
    assert len(plan.tasks) == 3
