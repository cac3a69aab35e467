"""No figure disappears: each of a document is a fact, a part of one, or set aside with a reason."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph import structure
from edugraph.errors import InputError
from edugraph.extract import account
from edugraph.extract import read as read_all
from edugraph.facts import Target
from edugraph.structure.plan import Remark
from edugraph.text import Source, Span
from tests.structure import reading
from tests.structure.reading import CITIES, real

if TYPE_CHECKING:
    from edugraph.structure.plan import Plan

PLAN = """云岭县教育局2023年教育工作要点
云教发〔2023〕6号
全县现有学校120所，为做好今年工作，制定要点。
一、扩大资源供给（3件实事）
1.新建公办幼儿园4所，新增学位1 260个。（责任单位：教育股等3个股室）
2.力争2023年9月底前改造食堂6个。依托2个基地开展“百名名师”活动。
3.推进3＋2模式，配备图书21捆，按5：3：2的比例安排。
二、加强队伍建设
4.培训教师300人次。
"""


def told(plan: Plan) -> list[tuple[str, str, str]]:
    return [(plan.quote(one.span), one.kind, one.reason) for one in account.account(plan, read_all(plan))]


def lost(plan: Plan) -> list[str]:
    return [quote for quote, kind, _ in told(plan) if kind == account.LOST]


def test_what_became_of_each_figure() -> None:
    assert told(reading.read(PLAN)) == [
        ("2023", "date", ""),
        ("2023", "mark", ""),
        ("6", "mark", ""),
        ("120", "aside", "outside of tasks"),
        ("3", "aside", "in a heading"),
        ("4", "target", ""),
        ("1 260", "target", ""),
        ("3", "aside", "among those who answer"),
        ("2023", "date", ""),
        ("9", "date", ""),
        ("6", "target", ""),
        ("2", "aside", "background"),
        ("百", "name", ""),
        ("21", "aside", "no unit that is known"),
        ("5", "aside", "numbers or names a thing"),
        ("3", "aside", "numbers or names a thing"),
        ("2", "aside", "no unit that is known"),
        ("300", "target", ""),
    ]


@pytest.mark.parametrize("city", CITIES)
def test_no_figure_of_a_real_plan_is_lost(city: str) -> None:
    plan = real(city)
    assert lost(plan) == []
    entries = [one.span for one in account.account(plan, []) if plan.quote(one.span).strip()]
    facts = [one for one in read_all(plan) if isinstance(one, Target) and one.kind != "coverage"]
    assert facts
    assert all(any(span.contains(fact.figure) for span in entries) for fact in facts)


def test_a_figure_that_nothing_claims_is_lost() -> None:
    plan = reading.read(PLAN)
    found = [one for one in read_all(plan) if not (isinstance(one, Target) and one.unit == "所")]
    entries = [one for one in account.account(plan, found) if one.kind == account.LOST]
    assert [plan.quote(one.span) for one in entries] == ["4"]


def test_what_stands_elsewhere_is_told_once() -> None:
    plan = reading.read(PLAN)
    places = [one.span for one in read_all(plan) if isinstance(one, Remark)]
    assert len(places) == len(set(places))
    assert all(Span(0, len(plan.source.text)).contains(place) and place for place in places)


FIGURES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "不少于", "不得超过", "达到", "约", "每两年", "到2025年", "较上年下降"]),
    st.sampled_from(["3", "12", "2.4万", "1 200", "1,080", "一", "两", "三至五", "百", "**", "十点五", "八成", "3—5"]),
    st.sampled_from(["所", "个", "名", "人次", "%", "课时", "平方米", "项", "届", "桶", "元", "位一体", ""]),
    st.sampled_from(["", "以上", "左右", "（72课时）", "之一", "提升计划", "，9月1日前投入使用"]),
)
WORDS = st.sampled_from(
    ["新建幼儿园", "培训教师", "依托", "覆盖率", "举办", "去年建成", "“名师”", "《规划》", "、", "，", "；", "和"]
)
SENTENCES = st.lists(st.one_of(WORDS, FIGURES), min_size=1, max_size=6).map(lambda parts: "".join(parts) + "。")
LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "一、", "二、", "（一）", "1.", "2.", "3.", "①", "（1）", "三、工作目标：", "序号\t"]),
    SENTENCES,
    st.sampled_from(["", "（责任单位：教育股）", "\t基建股", "完成时限：6月底"]),
)


@given(st.lists(LINES, min_size=1, max_size=8), st.lists(st.tuples(st.integers(0, 400), st.characters()), max_size=4))
def test_no_figure_of_any_plan_is_lost(lines: list[str], changes: list[tuple[int, str]]) -> None:
    text = "\n".join(["云岭县教育局2023年教育工作要点", "1.建校。新建学校3所。", "2.育师。培训教师5名。", *lines])
    for at, char in changes:
        text = text[: at % len(text)] + char + text[at % len(text) :]
    try:
        plan = reading.read(text)
    except InputError:
        return
    assert lost(plan) == []


def test_a_long_table_is_told_in_time() -> None:
    rows = "".join(
        f"| {at} | 新建操场{at}个,培训园长{at + 1}人 | 教育科、{at % 7 + 1}个科室 | 12月底前 |\n"
        for at in range(1, 4001)
    )
    head = "云岭县教育局2024年工作任务清单\n\n| 序号 | 工作内容 | 责任单位 | 完成时限 |\n| --- | --- | --- | --- |\n"
    plan = structure.parse(Source("made.txt", head + rows), "made-2024", 2024)
    begin = process_time()
    assert len([*account.elsewhere(plan)]) == 4000
    assert process_time() - begin < 3
