"""Deadlines: real ones, the rules of the guidelines for made-up ones, and what is none."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.dates import deadlines, due
from edugraph.text import fold
from tests.structure.reading import not_in_their_plan


def read(text: str, year: int = 2023) -> list[str]:
    return [found.iso for found in sorted(deadlines(fold(text), year), key=lambda found: found.span)]


DEADLINES = [
    pytest.param("2027年底前所有乡镇驻地学校", ["2027-12-31"], id="zaozhuang-2"),
    pytest.param("年底前所有学校完成", ["2023-12-31"], id="zaozhuang-7"),
    pytest.param("2023年底达标率达到80%", ["2023-12-31"], id="zaozhuang-10"),
    pytest.param("全年教育投入达到260.69亿元", ["2023-12-31"], id="handan-2"),
    pytest.param("今年武安市、涉县", ["2023-12-31"], id="handan-29"),
    pytest.param("年度投资60.7亿元", [], id="handan-28"),
    pytest.param("年测试任务1.5万人次", [], id="handan-16"),
    pytest.param("《职业教育提质培优行动计划(2020—2023年)》", ["2023-12-31"], id="handan-12"),
    pytest.param("制定2023-2027年市直学校", ["2027"], id="handan-32"),
    pytest.param("到2023年底全部调整到位", ["2023-12-31"], id="ningbo-2"),
    pytest.param("（2022－2025年）", ["2025"], id="ningbo-7"),
    pytest.param("6月底前完成全员轮训计划", ["2023-06-30"], id="jining-2"),
    pytest.param("2023年下半年举办五场艺术展演，年底举办", ["2023-12-31", "2023-12-31"], id="jining-6"),
    pytest.param("年度组织4000名左右", ["2023-12-31"], id="jining-9"),
    pytest.param("年内启动培育", ["2023-12-31"], id="jining-15"),
    pytest.param("2023年新改扩建普惠性幼儿园32所", ["2023-12-31"], id="jining-18"),
    pytest.param("每年至少累计参与企业实践", [], id="rongcheng-23"),
    pytest.param("年内组织开展好不少于*x场", ["2023-12-31"], id="rongcheng-33"),
    pytest.param("小学五年级、初中二年级", [], id="rongcheng-37"),
    pytest.param("获奖的2023届本科生", [], id="made-cohort"),
    pytest.param("今年底、今年年底前、今年年内", ["2023-12-31"] * 3, id="made-this-year"),
    pytest.param("明年6月底前、明年底前、明年", ["2024-06-30", "2024-12-31", "2024"], id="made-next-year"),
    pytest.param("到2025年达标、2025年底前达标", ["2025", "2025-12-31"], id="made-later-year"),
    pytest.param("6月前、9月下旬前、9月中旬、12月", ["2023-06-30", "2023-09-30", "2023-09", "2023-12"], id="made-months"),
    pytest.param("2024年2月底、2月底前", ["2024-02-29", "2023-02-28"], id="made-leap-year"),
    pytest.param("8月31日前、2023年6月22日", ["2023-08-31", "2023-06-22"], id="made-days"),
    pytest.param("上半年、下半年、第一季度、四季度前", ["2023-06-30", "2023-12-31", "2023-03-31", "2023-12-31"], id="made-parts"),
    pytest.param("“十四五”末、十五五时期", ["2025", "2030"], id="made-five-year-plans"),
    pytest.param("“十四五”规划、十四五学前教育", [], id="made-plan-names"),
    pytest.param("三年内、两年内、3年之内", ["2025", "2024", "2025"], id="made-spells"),
    pytest.param("2021年至2025年、2021—2025年", ["2025", "2025"], id="made-spans"),
    pytest.param("2023年级、2022—2023学年、2023年度考核、去年", [], id="made-no-dates"),
    pytest.param("彻底、到底、底线、6个月、5年、近年来", [], id="made-no-ends"),
    pytest.param("２０２３年６月底前", ["2023-06-30"], id="made-full-width"),
    pytest.param("2023年内完成", ["2023-12-31"], id="made-three-years-inside-a-year"),
    pytest.param("到 2025 年", ["2025"], id="made-blanks-around-a-year"),
    pytest.param("2023 年 6 月底前", ["2023-06-30"], id="made-blanks-around-a-month"),
    pytest.param("2月30日前", [], id="made-no-such-day"),
    pytest.param("2023年6月31日", [], id="made-no-such-day-of-a-year"),
    pytest.param("6月份前完成", ["2023-06-30"], id="made-month-with-fen"),
    pytest.param("学年末考核", [], id="made-end-of-school-year"),
    pytest.param("用4年时间、三年左右时间、未来三年、今后5年、两年累计", ["2026", "2025", "2025", "2027", "2024"], id="made-spells-in-other-words"),
    pytest.param("用3—5年时间、三至五年内", ["2027", "2027"], id="made-spells-with-a-range"),
    pytest.param("近三年时间、过去两年内、每三年、学前三年毛入园率、满5年", [], id="made-no-spells"),
    pytest.param("到二〇二五年、二零二六年底前", ["2025", "2026-12-31"], id="made-years-in-chinese-digits"),
    pytest.param("2025年前、2025年以前、2023年前后", ["2025", "2025", "2023-12-31"], id="made-before-a-year"),
    pytest.param("十二五末、“十七五”期间", ["2015", "2040"], id="made-five-year-plans-of-other-years"),
    pytest.param("九月底前、十一月、十二月三十一日前、六月二十日", ["2023-09-30", "2023-11", "2023-12-31", "2023-06-20"], id="made-months-in-chinese-numerals"),
    pytest.param("一月一主题、三个月、二十月、十三月", [], id="made-no-months-in-chinese-numerals"),
    pytest.param("3-5月、6月—9月底、10至12月", ["2023-05", "2023-09-30", "2023-12"], id="made-spans-of-months"),
    pytest.param("13月", [], id="made-no-such-month"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), DEADLINES)
def test_deadlines(text: str, found: list[str]) -> None:
    assert read(text) == found


def test_deadlines_are_in_order() -> None:
    starts = [found.span.start for found in deadlines("“十四五”末达标,三年内建成,2023年底完成", 2023)]
    assert starts == sorted(starts)


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(DEADLINES) == []


def test_a_deadline_knows_its_place_and_year() -> None:
    text = "确保2027年底前达标"
    [found] = deadlines(text, 2023)
    assert text[found.span.start : found.span.end] == "2027年底前"
    assert found.year == 2027


@pytest.mark.parametrize(
    ("text", "holds", "due"),
    [
        pytest.param("自2024年起", False, False, id="from"),
        pytest.param("从2024年秋季学期起", False, False, id="from a term"),
        pytest.param("2024年以后", False, False, id="after"),
        pytest.param("较2022年提高", False, False, id="against"),
        pytest.param("与2022年相比", False, False, id="compared"),
        pytest.param("从2023年到2025年", True, False, id="from to"),
        pytest.param("2025年前建成", True, True, id="before"),
        pytest.param("2025年建成", True, False, id="at"),
        pytest.param("和2025年底前", True, True, id="and"),
    ],
)
def test_a_date_holds_unless_it_says_from_when(text: str, holds: bool, due: bool) -> None:
    [found] = deadlines(text, 2023)
    assert (found.holds, found.due) == (holds, due)


@given(st.integers(2016, 2035), st.integers(2016, 2035))
def test_a_year_is_whole_or_the_end_of_the_plan_year(year: int, plan_year: int) -> None:
    assert read(f"{year}年建成", plan_year) == [f"{year}-12-31" if year == plan_year else str(year)]
    assert read(f"{year}年底前建成", plan_year) == [f"{year}-12-31"]


@given(st.dates(date(2016, 1, 1), date(2035, 12, 31)))
def test_a_day_comes_back(day: date) -> None:
    assert read(f"{day.year}年{day.month}月{day.day}日前完成", 2023) == [day.isoformat()]
    assert read(f"{day.month}月{day.day}日前完成", day.year) == [day.isoformat()]


@given(
    st.text(alphabet="0123456789年月日底末前内到至今明本全度季上下半旬十三四五“”—- 级学期末前之"),
    st.integers(2000, 2099),
)
def test_any_text_gives_iso_forms_at_places_within_it(text: str, year: int) -> None:
    folded = fold(text)
    for found in deadlines(folded, year):
        assert 0 <= found.span.start <= found.span.end <= len(folded)
        assert re.fullmatch(r"20\d\d(?:-\d\d(?:-\d\d)?)?", found.iso) or year > 2090


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        pytest.param("2023年6月底前", "2023-06-30", id="words"),
        pytest.param("3月—11月底", "2023-11-30", id="from to"),
        pytest.param("2023.10", "2023-10", id="month in figures"),
        pytest.param("2023-07", "2023-07", id="month in figures with a dash"),
        pytest.param("2023.10.20", "2023-10-20", id="day in figures"),
        pytest.param("全年", "2023-12-31", id="all the year"),
        pytest.param("持续推进", None, id="none"),
        pytest.param("2023.15", None, id="no month"),
    ],
)
def test_deadline_of_a_cell(cell: str, iso: str | None) -> None:
    assert due(cell, 2023) == iso


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        pytest.param("每年4月", [False], id="a month of each year"),
        pytest.param("每年3月、9月", [False, False], id="two months of each year"),
        pytest.param("每学年10月底前", [False], id="of each school year"),
        pytest.param("每年底", [False], id="each end of the year"),
        pytest.param("在2020年基础上", [False], id="a base"),
        pytest.param("2020年水平", [False], id="a level"),
        pytest.param("4月底前", [True], id="a month"),
        pytest.param("每年培训,4月底前", [True], id="a month behind another matter"),
    ],
)
def test_a_date_that_comes_again_or_is_compared_with_does_not_hold(text: str, holds: list[bool]) -> None:
    assert [one.holds for one in deadlines(text, 2023)] == holds
