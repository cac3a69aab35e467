"""Numbering marks one at a time: every style of the five plans, and what only looks like a mark."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.structure.markers import markers
from edugraph.text import fold
from tests.structure.reading import CITIES, missed, not_in_their_plan, real_text

Mark = tuple[str, int]


def read(text: str) -> list[Mark]:
    return [(mark.style, mark.number) for mark in markers(fold(text))]


AT_LINE = [
    pytest.param("一、建设区域教育中心", [("han", 1)], id="handan-section-1"),
    pytest.param("(一)全面提高教育教学质量", [("han_paren", 1)], id="handan-section-2.1"),
    pytest.param("28.加快学校项目建设。", [("dot", 28)], id="handan-28"),
    pytest.param("（二十七）守正创新做好新闻宣传。", [("han_paren", 27)], id="ningbo-27"),
    pytest.param("任务16：健全校长培养机制。", [("task", 16)], id="jining-16"),
    pytest.param("措施：（1）修订完善市委教育工作领导小组工作制度", [("paren", 1)], id="jining-1"),
    pytest.param("（2）制定局党组民主生活会方案", [("paren", 2)], id="jining-1.2"),
    pytest.param("一是培养高素质教师队伍。", [("first", 1)], id="rongcheng-section-3.1"),
    pytest.param("8.打造区域典型。①组织开展好幼儿园分类认定工作,做好新一轮省级示范园申报、评估和验收工作。②争创", [("dot", 8), ("circled", 1), ("circled", 2)], id="rongcheng-8"),
    pytest.param("1．建校", [("dot", 1)], id="made-full-width-stop"),
    pytest.param("１、建校", [("dot", 1)], id="made-full-width-digit"),
    pytest.param("1、建校", [("dot", 1)], id="made-dun"),
    pytest.param("1. 建校", [("dot", 1)], id="made-blank-after"),
    pytest.param("\t1.建校", [("dot", 1)], id="made-tab-before"),
    pytest.param("•1.建校", [("dot", 1)], id="made-bullet-before"),
    pytest.param("(一)、建校", [("han_paren", 1)], id="made-dun-after-bracket"),
    pytest.param("1）建校", [("paren", 1)], id="made-half-a-bracket"),
    pytest.param("【1】建校", [("paren", 1)], id="made-square-bracket"),
    pytest.param("任务一：建校", [("task", 1)], id="made-task-in-words"),
    pytest.param("重点任务1.建校", [("task", 1)], id="made-key-task"),
    pytest.param("第一部分 总则", [("part", 1)], id="made-part"),
    pytest.param("第十二章 附则", [("part", 12)], id="made-chapter"),
    pytest.param("二十一、建校", [("han", 21)], id="made-twenty-one"),
    pytest.param("具体措施：①建校", [("circled", 1)], id="made-label-and-circle"),
    pytest.param("⑳建校", [("circled", 20)], id="made-twenty-circled"),
]  # fmt: skip

LISTS = [
    pytest.param("1.新增校车20辆。\n2.50所小学更新课桌椅。\n3.建成基地5个。\n4.120个村配备图书角。", [1, 2, 3, 4], id="made-counts-behind-marks"),
    pytest.param("1.2024年新建3所。\n2.2025年新建5所。\n3.巩固。", [1, 2, 3], id="made-years-behind-marks"),
    pytest.param("1．120名教师轮岗。\n2．建校。", [1, 2], id="made-full-width-stop-before-a-figure"),
    pytest.param("1.建校。\n2.24节课。\n3.36场活动。", [1, 2, 3], id="made-words-that-no-list-of-units-holds"),
    pytest.param("1.50所达标。\n2.40所达标。\n3.30所达标。", [1, 2, 3], id="made-all-with-figures"),
    pytest.param("1.改造校舍，共\n2.5万平方米。\n2.建园。", [1, 2], id="made-decimal-at-a-broken-line"),
    pytest.param("1.建校，投入\n3.5亿元。\n2.建园。", [1, 2], id="made-decimal-out-of-order"),
    pytest.param("1.建校。\n2.建园。\n98.5%达标。", [1, 2], id="made-percent-at-a-line-start"),
    pytest.param("1.1 建校。\n1.2 建园。\n2.1 育师。\n2.2万人受益。", [1, 2, 1], id="made-paths-and-a-decimal"),
    pytest.param("（一）\n建校。\n（二）\n建园。", [1, 2], id="made-marks-on-lines-of-their-own"),
    pytest.param("1.\n建校。\n2.\n“双减”。", [1, 2], id="made-dots-on-lines-of-their-own"),
    pytest.param("1\ue010建校。\n2\ue010建园。", [1, 2], id="made-mark-of-a-private-font"),
]  # fmt: skip

NO_MARKS = [
    pytest.param("2023年是全面贯彻党的二十大精神的开局之年", id="handan-lead"),
    pytest.param("1.5万人次。", id="handan-16"),
    pytest.param("3-5个普特融合幼儿园", id="handan-13"),
    pytest.param("10大行动32项重点任务", id="ningbo-19"),
    pytest.param("2023.建校", id="made-year-and-stop"),
    pytest.param("一是否完成", id="made-whether"),
    pytest.param("一、", id="made-nothing-after"),
    pytest.param("1.", id="made-number-alone"),
    pytest.param("甲（1）乙", id="made-bracket-inside-a-sentence"),
    pytest.param("一，建校", id="made-comma"),
    pytest.param("一、二年级不布置书面作业", id="made-grades-at-line-start"),
]

MISSES = [
    pytest.param("⑴建校", [("paren", 1)], marks=missed("read, but of the style of ①"), id="made-bracketed-digit"),
    pytest.param(
        "㈠建校", [("han_paren", 1)], marks=missed("read, but of the style of ①"), id="made-bracketed-numeral"
    ),
    pytest.param(
        "㉑建校", [("circled", 21)], marks=missed("circled numbers end at twenty"), id="made-twenty-one-circled"
    ),
    pytest.param(
        "任务1建校", [("task", 1)], marks=missed("a task wants a mark behind its number"), id="made-task-without-colon"
    ),
]


@pytest.mark.parametrize(("text", "marks"), [*AT_LINE, *MISSES])
def test_marks(text: str, marks: list[Mark]) -> None:
    assert read(text) == marks


@pytest.mark.parametrize(("text", "numbers"), LISTS)
def test_lists_whose_texts_begin_with_a_figure(text: str, numbers: list[int]) -> None:
    assert [number for _, number in read(text)] == numbers


@pytest.mark.parametrize("text", NO_MARKS)
def test_no_marks(text: str) -> None:
    assert read(text) == []


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan([*AT_LINE, *NO_MARKS]) == []


@pytest.mark.parametrize(
    ("text", "inline"),
    [
        pytest.param("①甲；②乙", [False, True], id="made-circles"),
        pytest.param("甲。（1）乙；（2）丙", [True, True], id="made-brackets-after-stops"),
        pytest.param("1.甲：①乙\n2.丙", [False, True, False], id="made-mixed"),
    ],
)
def test_inline_or_at_line(text: str, inline: list[bool]) -> None:
    assert [mark.inline for mark in markers(fold(text))] == inline


def test_a_mark_spans_its_label_and_the_blanks_after_it() -> None:
    text = fold("\t措施：（1） 修订")
    [mark] = markers(text)
    assert text[mark.span.start : mark.span.end] == "措施:(1) "


@pytest.mark.parametrize("city", CITIES)
def test_marks_of_real_plans_are_ordered_and_apart(city: str) -> None:
    _ordered_and_apart(real_text(city))


@given(st.text(alphabet="一二十百、（）()1234567890.．:：任务第章部分是①②⑳\n \t•。；;甲"))
def test_marks_are_ordered_and_apart(text: str) -> None:
    _ordered_and_apart(text)


def _ordered_and_apart(text: str) -> None:
    found = list(markers(fold(text)))
    assert all(0 <= mark.span.start < mark.span.end <= len(text) and mark.number >= 0 for mark in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.integers(1, 999), st.sampled_from(["{}.甲", "{}、甲", "（{}）甲", "{}）甲", "任务{}：甲"]))
def test_any_arabic_number_is_read(number: int, form: str) -> None:
    assert [found for _, found in read(form.format(number))] == [number]


def test_a_long_run_of_numerals_is_no_mark() -> None:
    assert read("一" * 5000 + "、甲") == []


def test_articles_are_items() -> None:
    said = "第一章 学校建设\n第一条 新建幼儿园5所。\n第二条 改造中小学3所。\n第二章 队伍\n第三条 招聘教师60名。\n第4条、培训。"
    assert [number for style, number in read(said) if style == "article"] == [1, 2, 3, 4]
