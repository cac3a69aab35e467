"""Amounts: a figure with its unit and the words that compare it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.extract.targets import amounts
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
    *[
        pytest.param(f"每间{said}20人", [(f"{said}20人", "人", sign)], id=f"made-{said}")
        for said, sign in {
            "不得少于": ">=", "不能低于": ">=", "不应短于": ">=", "不宜小于": ">=", "不可少于": ">=", "不允许低于": ">=",
            "不得超过": "<=", "不应多于": "<=", "不准高于": "<=", "不宜大于": "<=", "不再超过": "<=", "不超": "<=", "不得突破": "<=",
            "少于": "<", "多于": ">", "超出": ">", "短于": "<", "最多": "<=", "至多": "<=", "最高不超过": "<=", "至少达到": ">=",
            "压减至": "<=", "缩短到": "<=", "扩充到": "=", "稳定在": "=", "上升至": "=", "合并成": "=",
        }.items()
    ],
    pytest.param("减少3人、不过3人、降低2%", [("3人", "人", "="), ("过3人", "人", ">"), ("2%", "%", "=")], id="made-words-that-compare-nothing"),
    pytest.param("开设2门—4门、每班1节至2节", [("2门—4门", "门", "="), ("1节至2节", "节", "=")], id="made-range-with-its-unit-twice"),
    pytest.param("3所至4个、5所—2所", [("3所", "所", "="), ("4个", "个", "="), ("5所", "所", "="), ("2所", "所", "=")], id="made-no-range"),
    pytest.param("提升3个位次", [("3个位次", "个位次", "=")], id="made-places-in-a-ranking"),
    pytest.param("逾300人、300元封顶、以3次为限、不下50人、金牌6枚、100M以上、听课40节次", [("逾300人", "人", ">"), ("300元封顶", "元", "<="), ("3次为限", "次", "<="), ("不下50人", "人", ">="), ("6枚", "枚", "="), ("100M以上", "M", ">="), ("40节次", "节次", "=")], id="made-words-of-the-genre"),
    pytest.param("三位一体、五位一体", [], id="made-one-of-several"),
]  # fmt: skip


def read(text: str) -> list[Read]:
    folded = fold(text)
    return [
        (folded[slice(*one.span)], one.unit, one.comparator) for one in amounts.find(folded, folded) if not one.aside
    ]


@pytest.mark.parametrize(("text", "found"), AMOUNTS)
def test_amounts(text: str, found: list[Read]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        pytest.param("不低于2个学分(36课时)", ["", "the same amount again"], id="credits"),
        pytest.param("占地30亩(合20000平方米)", ["", "the same amount again"], id="area"),
        pytest.param("培训24学时(即1440分钟)以上", ["", "the same amount again"], id="hours"),
        pytest.param("新建3所(900个学位)", ["", ""], id="another thing"),
        pytest.param("培训100人(其中骨干20人)", ["", ""], id="a part"),
        pytest.param("全国8个试点县之一", ["one of those that are counted"], id="one of several"),
        pytest.param("全省6所示范校之首", [""], id="not one of several"),
        pytest.param("实施千名骨干培养工程", ["part of a name"], id="programme"),
        pytest.param("百场活动", ["part of a name"], id="programme of events"),
        pytest.param("培训千名骨干", [""], id="thousand heads"),
        pytest.param("实施30名校长培养工程", [""], id="digits"),
        pytest.param("招收2023届学生", ["part of a name"], id="cohort"),
        pytest.param("小学 12 300人", ["no unit that is known", "a blank between digits: one number or two"], id="cells"),
        pytest.param("每3年、任教2年以上", ["length or point of time"] * 2, id="lengths of time"),
        pytest.param("达标率9 5%", ["no unit that is known", "a blank between digits: one number or two"], id="torn apart"),
        pytest.param("2023年 20所、2024 30所", ["length or point of time", "", "no unit that is known", ""], id="a blank behind a year"),
        pytest.param("图书30捆", ["no unit that is known"], id="unknown unit"),
        pytest.param("3—6年级、2.0、4大行动、71号", ["numbers or names a thing"] * 4, id="labels"),
    ],
)  # fmt: skip
def test_amounts_that_measure_nothing_of_their_own(text: str, aside: list[str]) -> None:
    assert [one.aside for one in amounts.find(text, text)] == aside


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        pytest.param("交流教师不少于应交流人数的", ">=", id="floor on a share"),
        pytest.param("新生数不得超过核定计划的", "<=", id="ceiling on a share"),
        pytest.param("每人至少参加", ">=", id="adverb"),
        pytest.param("每生最多选修", "<=", id="adverb of a ceiling"),
        pytest.param("高于全省平均", "", id="no bound"),
        pytest.param("建成", "", id="none"),
    ],
)
def test_a_bound_governs_from_farther_off(text: str, sign: str) -> None:
    assert amounts.governing(text, 0, len(text)) == sign


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
