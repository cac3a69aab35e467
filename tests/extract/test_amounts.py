"""Amounts: a figure with its unit and the words that compare it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.extract import amounts
from edugraph.text import Span, fold
from tests.structure.reading import not_in_their_plan

Read = tuple[str, str, str]
"""The text of an amount with its comparators, its unit and its sign."""

AMOUNTS = [
    pytest.param("增加学位2.4万个", [("2.4万个", "个", "=")], id="zaozhuang-2"),
    pytest.param("全市学前普惠率达到85%以上", [("达到85%以上", "%", ">=")], id="zaozhuang-3"),
    pytest.param("建立不少于20个结对发展联盟体", [("不少于20个", "个", ">=")], id="zaozhuang-4"),
    pytest.param("力争过1000人", [("过1000人", "人", ">")], id="zaozhuang-10"),
    pytest.param("增加到300所", [("增加到300所", "所", "=")], id="zaozhuang-3-to"),
    pytest.param("保持100%、巩固率达到98%", [("保持100%", "%", "="), ("达到98%", "%", "=")], id="handan-1"),
    pytest.param("不超过60分钟", [("不超过60分钟", "分钟", "<=")], id="handan-46"),
    pytest.param("全年培训2万人次以上", [("2万人次以上", "人次", ">=")], id="handan-35"),
    pytest.param("不低于30%用于职业教育", [("不低于30%", "%", ">=")], id="jining-8"),
    pytest.param("评出约150项", [("约150项", "项", "=")], id="jining-20"),
    pytest.param("组织4000名左右", [("4000名左右", "名", "=")], id="jining-9"),
    pytest.param("达78％及以上", [("达78%及以上", "%", ">=")], id="ningbo-7"),
    pytest.param("***亿固定投资", [("***亿", "元", "=")], id="ningbo-22"),
    pytest.param("不少于*%,促进", [("不少于*%", "%", ">=")], id="rongcheng-28"),
    pytest.param("控制在0.5%以内", [("控制在0.5%以内", "%", "<=")], id="made-ceiling"),
    pytest.param("百分之九十五以上", [("百分之九十五以上", "%", ">=")], id="made-percent-in-words"),
    pytest.param("3000余万元", [("3000余万元", "元", ">")], id="made-somewhat-above"),
    pytest.param("不到5人、超过5人、突破5万人", [("不到5人", "人", "<"), ("超过5人", "人", ">"), ("突破5万人", "人", ">")], id="made-signs"),
    pytest.param("3至5所以上", [("3至5所以上", "所", "=")], id="made-a-range-is-equal"),
    pytest.param("五所有关学校、三项目标、*部门、三名校长", [], id="made-units-that-are-words"),
    pytest.param("7所有关学校、3项目标", [("7所", "所", "="), ("3项", "项", "=")], id="made-units-behind-arabic-figures"),
    pytest.param("15名校长", [("15名", "名", "=")], id="made-heads"),
    pytest.param("30名优秀教师", [("30名", "名", "=")], id="made-good-teachers"),
    pytest.param("3处室外运动场", [("3处", "处", "=")], id="made-outdoor-grounds"),
    pytest.param("10间隔离室", [("10间", "间", "=")], id="made-isolation-rooms"),
    pytest.param("3 所学校", [("3 所", "所", "=")], id="made-blank-before-the-unit"),
    pytest.param("12345、2023年", [], id="made-no-units"),
]  # fmt: skip


def read(text: str) -> list[Read]:
    folded = fold(text)
    return [(folded[slice(*one.span)], one.unit, one.comparator) for one in amounts.find(folded, folded)]


@pytest.mark.parametrize(("text", "found"), AMOUNTS)
def test_amounts(text: str, found: list[Read]) -> None:
    assert read(text) == found


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(AMOUNTS) == []


@given(
    st.sampled_from(["", "不少于", "不超过", "达到", "超过"]),
    st.integers(1, 10**6),
    st.sampled_from(["所", "个", "%", "人次", "课时", "元"]),
)
def test_drawn_amounts(before: str, value: int, unit: str) -> None:
    sign = {"不少于": ">=", "不超过": "<=", "超过": ">"}.get(before, "=")
    [amount] = amounts.find(*[f"建设{before}{value}{unit}"] * 2)
    assert (amount.figure.low, amount.unit, amount.comparator) == (Decimal(value), unit, sign)
    assert amount.said == bool(before)
    assert amount.span == Span(2, 2 + len(before) + len(str(value)) + len(unit))


@given(st.text(alphabet="0123456789.%％万亿百余多所个人次不少于超过达到以上内约为x*，。 一二三两"))
def test_amounts_are_ordered_and_hold_their_figures(text: str) -> None:
    folded = fold(text)
    found = list(amounts.find(folded, folded))
    assert all(one.span.contains(one.figure.span) for one in found)
    assert [one.figure.span for one in found] == sorted(one.figure.span for one in found)
