"""Nothing disappears: every character of a plan and every numbered item has its place, or is told as left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.errors import InputError
from edugraph.structure import ledger
from edugraph.structure.ledger import account
from edugraph.structure.markers import markers
from edugraph.text import mask
from tests.structure.reading import CITIES, read, real
from tests.test_quantity import spelled

if TYPE_CHECKING:
    from edugraph.structure.plan import Plan

HEAD = "云岭县教育局2023年工作要点\n"


def told(text: str) -> list[tuple[str, str]]:
    """The stretches of a plan that are more than blanks and marks, without blanks around them."""
    plan = read(text)
    entries = ((plan.quote(span).strip(), reason or kind) for span, kind, reason in account(plan))
    return [(quote, said) for quote, said in entries if said != ledger.BLANK]


TOLD = [
    pytest.param(
        "1.建校。做好。（责任单位：基教科）\n2.建园。",
        [("1.建校。做好。", "task"), ("（责任单位：基教科）", "clause"), ("2.建园。", "task")],
        id="made-tasks-and-a-clause",
    ),
    pytest.param(
        "为了办好教育，定如下。\n一、甲\n1.建校。\n2.建园。\n云岭县教育局\n2023年3月1日",
        [
            ("为了办好教育，定如下。", "preamble"),
            ("一、甲", "section"),
            ("1.建校。", "task"),
            ("2.建园。", "task"),
            ("云岭县教育局", "head"),
            ("2023年3月1日", "head"),
        ],
        id="made-preamble-and-signature",
    ),
    pytest.param(
        "一、甲\n围绕目标做好工作：\n1.建校。\n2.建园。\n本要点自印发之日起施行。\n2023年3月1日",
        [
            ("一、甲", "section"),
            ("围绕目标做好工作：", "words under a heading"),
            ("1.建校。", "task"),
            ("2.建园。", "task"),
            ("本要点自印发之日起施行。", "closing words"),
            ("2023年3月1日", "head"),
        ],
        id="made-words-under-a-heading-and-closing-words",
    ),
    pytest.param(
        "一、指导思想\n坚持。\n二、任务\n1.建校。\n2.建园。",
        [
            ("一、指导思想\n坚持。", "principles, no task"),
            ("二、任务", "section"),
            ("1.建校。", "task"),
            ("2.建园。", "task"),
        ],
        id="made-principles",
    ),
    pytest.param(
        "序号\t事项\t内容\t经费来源\t责任单位\n1\t甲\t建校。\t市级\t基教科\n2\t乙\t建园。\t县级\t人事科",
        [
            ("序号\t事项\t内容\t经费来源\t责任单位", "preamble"),
            ("1\t甲\t建校。", "task"),
            ("市级", "cell that no column reads"),
            ("基教科", "clause"),
            ("2\t乙\t建园。", "task"),
            ("县级", "cell that no column reads"),
            ("人事科", "clause"),
        ],
        id="made-a-column-that-is-not-known",
    ),
    pytest.param(
        "1.建校。\n2.建园。\n7.育师。\n打印本页 关闭窗口",
        [("1.建校。", "task"), ("2.建园。\n7.育师。", "task"), ("打印本页 关闭窗口", "page furniture")],
        id="made-noise",
    ),
]


@pytest.mark.parametrize(("text", "stretches"), TOLD)
def test_what_becomes_of_a_text(text: str, stretches: list[tuple[str, str]]) -> None:
    assert told(HEAD + text)[1:] == stretches


def accounted(plan: Plan) -> None:
    """Stretches follow each other from the first character to the last, and every numbered line is told of; no two tasks share a number."""
    entries = list(account(plan))
    assert len({task.number for task in plan.tasks}) == len(plan.tasks)
    assert "".join(plan.quote(span) for span, _, _ in entries) == plan.source.text
    assert all(span and (reason != "") == (kind == ledger.LEFT_OUT) for span, kind, reason in entries)
    silent = {ledger.PREAMBLE, ledger.CLOSING, ledger.BETWEEN, ledger.BLANK}
    lost = [span for span, kind, reason in entries if reason in silent or kind == ledger.HEAD]
    told = {remark.span.start for remark in plan.doubts}
    quiet = mask(plan.source.folded, [remark.span for remark in plan.noise])
    for mark in markers(quiet):
        if not mark.inline and any(span.start <= mark.span.start < span.end for span in lost):
            assert mark.span.start in told, plan.quote(mark.span)


@pytest.mark.parametrize("city", CITIES)
def test_real_plans_are_accounted_for(city: str) -> None:
    accounted(real(city))


MARKS = ["{han}、", "（{han}）", "{n}.", "{n}、", "（{n}）", "第{han}部分 ", "{han}是", "任务{n}：", "——", "①", ""]
WORDS = ["建校3所", "指导思想", "工作目标", "保障措施", "总体要求", "甲", "50所学校达标", "2023年底前完成", "实施意见"]
ENDS = [
    "",
    "。",
    "。做好各项工作。",
    "：",
    "（责任单位：基教科）",
    "，入园率达到95%以上。",
    "\n——巩固率达到98%",
    "\n责任单位：人事科",
]
TABLES = [
    "序号\t事项\t内容\t责任单位\n1\t甲\t1.建校。2.50所达标。\t基教科\n2\t乙\t丙。\t人事科",
    "序号\n事项\n内容\n责任单位\n1\n甲\n建校3所，完成有关工作。\n基教科\n2\n乙\n建园。\n人事科",
    "序号 重点任务 责任单位 配合单位\n1 新增学位200个。 基教科 财务科\n2 建园3所。 学前科 财务科",
    "附件1",
    "附件：1.要点\n2.清单",
    "关于加强云岭学校工作的实施意见",
    "云岭县教育局\n2023年3月1日",
    "— 1 —",
    "",
]


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A numbered line, or a table, an annex, a title, a signature."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(TABLES))
    number = draw(st.integers(1, 4))
    mark = draw(st.sampled_from(MARKS)).format(n=number, han=spelled(number))
    return mark + draw(st.sampled_from(WORDS)) + draw(st.sampled_from(ENDS))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A generated plan of which lines or characters are left out, doubled or exchanged."""
    parts = HEAD.splitlines() + draw(st.lists(lines(), min_size=2, max_size=14))
    text = "\n".join(_mutate(draw, parts))
    return "".join(_mutate(draw, list(text)))


def _mutate(draw: st.DrawFn, parts: list[str]) -> list[str]:
    for _ in range(draw(st.integers(0, 3))):
        one, other = draw(st.integers(0, len(parts) - 1)), draw(st.integers(0, len(parts) - 1))
        how = draw(st.sampled_from(["leave out", "double", "exchange"]))
        if how == "leave out" and len(parts) > 1:
            del parts[one]
        elif how == "double":
            parts.insert(one, parts[one])
        else:
            parts[one], parts[other] = parts[other], parts[one]
    return parts


@given(mutated())
def test_nothing_disappears(text: str) -> None:
    try:
        plan = read(text)
    except InputError:
        return
    accounted(plan)
