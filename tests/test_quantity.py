"""Figures: a table of real ones, a round trip of Chinese numerals, and order on hostile text."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.quantity import chinese_number, figures
from edugraph.text import fold
from tests.structure.reading import missed, not_in_their_plan

Read = tuple[str, str | None, str | None]
"""The text of a figure, its value and its upper value."""

FIGURES = [
    pytest.param("增加学位2.4万个", [("2.4万", "24000", None)], id="zaozhuang-2"),
    pytest.param("打造3—5个省级学科基地", [("3—5", "3", "5")], id="zaozhuang-8"),
    pytest.param("力争过1000人通过职普融通", [("1000", "1000", None)], id="zaozhuang-10"),
    pytest.param("达到260.69亿元", [("260.69亿", "26069000000", None)], id="handan-2"),
    pytest.param("新增学位17.4万个", [("17.4万", "174000", None)], id="handan-28"),
    pytest.param("3-5个普特融合幼儿园", [("3-5", "3", "5")], id="handan-13"),
    pytest.param("每年下降0.5%以上", [("0.5", "0.5", None)], id="handan-25"),
    pytest.param("80余万考生", [("80余万", "800000", None)], id="handan-40"),
    pytest.param("研究一次教育教学工作", [("一", "1", None)], id="handan-6"),
    pytest.param("1－2个富有活力", [("1-2", "1", "2")], id="ningbo-10"),
    pytest.param("20％的高校", [("20", "20", None)], id="ningbo-2"),
    pytest.param("***亿固定投资", [("***亿", None, None)], id="ningbo-22"),
    pytest.param("学位****个、托位****个", [("****", None, None), ("****", None, None)], id="ningbo-22-places"),
    pytest.param("新增学位数0.9万个", [("0.9万", "9000", None)], id="jining-18"),
    pytest.param("进行1—2次现场观摩", [("1—2", "1", "2")], id="jining-18-range"),
    pytest.param("举办五场艺术展演", [("五", "5", None)], id="jining-6"),
    pytest.param("组建百人规模", [("百", "100", None)], id="jining-9"),
    pytest.param("开设x-x门科普实践课程", [("x-x", None, None)], id="rongcheng-37"),
    pytest.param("分包x—x所联系学校、x—x名", [("x—x", None, None), ("x—x", None, None)], id="rongcheng-41"),
    pytest.param("不少于*x名教师", [("*x", None, None)], id="rongcheng-28"),
    pytest.param("两块劳动基地", [("两", "2", None)], id="rongcheng-35"),
    pytest.param("“321”职称评审", [("321", "321", None)], id="rongcheng-27"),
    pytest.param("１５００名、１．５万名", [("1500", "1500", None), ("1.5万", "15000", None)], id="made-full-width"),
    pytest.param("1,234,567元、1，200人", [("1,234,567", "1234567", None), ("1,200", "1200", None)], id="made-commas"),
    pytest.param("3—5万、0.5—1万、3万—5万", [
        ("3—5万", "30000", "50000"), ("0.5—1万", "5000", "10000"), ("3万—5万", "30000", "50000"),
    ], id="made-shared-scale"),
    pytest.param("3–5、3~5、3～5、3――5、3至5、3到5、三至五", [
        *[(text, "3", "5") for text in ("3—5", "3—5", "3—5", "3——5", "3至5", "3到5", "三至五")],
    ], id="made-every-dash"),
    pytest.param("一两项、三五个、七八所", [("一两", "1", "2"), ("三五", "3", "5"), ("七八", "7", "8")], id="made-pairs"),
    pytest.param("百余人、十多所、20余个、两千余名", [
        ("百余", "100", None), ("十多", "10", None), ("20余", "20", None), ("两千余", "2000", None),
    ], id="made-more"),
    pytest.param("两万五千、三亿五千万、一千零五", [
        ("两万五千", "25000", None), ("三亿五千万", "350000000", None), ("一千零五", "1005", None),
    ], id="made-numerals"),
    pytest.param("新增2.4 万个、3 亿元、2023 万里", [("2.4 万", "24000", None), ("3 亿", "300000000", None), ("2023 万", "20230000", None)], id="made-blank-before-scale"),
    pytest.param("增设托位3 600个、铺设光纤12 500米、共有1 050名", [("3 600", "3600", None), ("12 500", "12500", None), ("1 050", "1050", None)], id="made-thousands-by-blank"),
    *[
        pytest.param(f"共4{blank}080人", [("4 080", "4080", None)], id=f"made-thousands-by-{ord(blank):x}")
        for blank in "\u00a0\u2009\u202f"
    ],
    pytest.param("2024 300所、小学 12 300人、5 20所", [
        ("2024", "2024", None), ("300", "300", None), ("12", "12", None), ("300", "300", None), ("5", "5", None), ("20", "20", None),
    ], id="made-blanks-that-group-nothing"),
    pytest.param("三十一点六台、零点五个、二点四万册、百分之九十七点二五", [
        ("三十一点六", "31.6", None), ("零点五", "0.5", None), ("二点四万", "24000", None), ("百分之九十七点二五", "97.25", None),
    ], id="made-chinese-decimals"),
    pytest.param("九点三十分、三点要求、上午八点二刻", [("九", "9", None), ("三十", "30", None), ("三", "3", None), ("八", "8", None), ("二", "2", None)], id="made-chinese-points-that-are-none"),
    pytest.param("达到七成以上，占6成，九成五左右，一半以上、半数以上", [
        ("七成", "70", None), ("6成", "60", None), ("九成五", "95", None), ("一半", "50", None), ("半数", "50", None),
    ], id="made-tenths-and-halves"),
    pytest.param("建成五所、第三成为、一半天", [("五", "5", None), ("三", "3", None), ("一", "1", None)], id="made-tenths-that-are-none"),
    pytest.param("3+1项目、2＋2模式、X+1证书、1+1+N", [], id="made-sums-are-names"),
    pytest.param("不少于1/4的学校、2/3以上、7/16、3/28/5的", [("1/4", "25", None), ("2/3", None, None), ("7/16", "43.75", None), ("3", "3", None), ("28", "28", None), ("5", "5", None)], id="made-fractions"),
    pytest.param("3千、3百万、1.5万亿", [
        ("3千", "3000", None), ("3百万", "3000000", None), ("1.5万亿", "1500000000000", None),
    ], id="made-scales"),
    pytest.param("×所、○○个、xx名、X处、*—*个", [
        (text, None, None) for text in ("x", "**", "xx", "X", "*—*")
    ], id="made-blanked"),
    pytest.param("IPv6、A4、V2.0、x+X、十四五", [], id="made-names"),
    pytest.param("2021—2025年", [("2021", "2021", None), ("2025", "2025", None)], id="made-years-are-no-range"),
    pytest.param("5000—1万人", [("5000—1万", "5000", "10000")], id="made-scale-is-not-shared"),
    pytest.param("1万5千人次", [("1万5千", "15000", None)], id="made-two-scales"),
    pytest.param("二三十人", [("二三十", "20", "30")], id="made-pair-of-tens"),
    pytest.param("几十所", [], id="made-a-few-tens"),
    pytest.param("30%-50%", [("30%-50", "30", "50")], id="made-range-of-percents"),
    *[
        pytest.param(f"3{dash}5所", [(f"3{folded}5", "3", "5")], id=f"made-dash-{ord(dash):x}")
        for dash, folded in zip("\u2011\u2012\u2212\u2500", "---—", strict=True)
    ],
]  # fmt: skip

MISSES = [
    pytest.param(
        "十一二岁",
        [("十一二", "11", "12")],
        marks=missed("a pair of digits behind 十 is no numeral"),
        id="made-pair-above-ten",
    ),
]


def read(text: str) -> list[Read]:
    folded = fold(text)
    return [
        (folded[figure.span.start : figure.span.end], _text(figure.low), _text(figure.high))
        for figure in figures(folded)
    ]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


@pytest.mark.parametrize(("text", "found"), [*FIGURES, *MISSES])
def test_figures(text: str, found: list[Read]) -> None:
    assert read(text) == found


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(FIGURES) == []


@pytest.mark.parametrize(
    ("text", "more", "percent", "blank", "han"),
    [
        pytest.param("80余万", True, False, False, False, id="handan-40"),
        pytest.param("百余", True, False, False, True, id="made-hundred-odd"),
        pytest.param("百分之九十五", False, True, False, True, id="made-percent-in-words"),
        pytest.param("百分之30—50", False, True, False, False, id="made-percent-range"),
        pytest.param("****", False, False, True, False, id="ningbo-22"),
        pytest.param("3", False, False, False, False, id="made-plain"),
    ],
)
def test_manner(text: str, more: bool, percent: bool, blank: bool, han: bool) -> None:
    [figure] = figures(text)
    assert (figure.more, figure.percent, figure.blank, figure.han) == (more, percent, blank, han)


def test_figures_keep_to_their_stretch() -> None:
    assert [str(figure.low) for figure in figures("10所20所30所", 3, 6)] == ["20"]


DIGITS = "零一二三四五六七八九"


def _section(value: int) -> str:
    """A number below 10,000 in Chinese numerals, 零 for each run of zeros inside."""
    text, zero = "", False
    for unit, place in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = value // place % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return text


def spelled(value: int) -> str:
    """A number below 100,000,000 as a Chinese text spells it."""
    high, low = divmod(value, 10_000)
    gap = "零" if high and 0 < low < 1000 else ""
    text = (_section(high) + "万" if high else "") + gap + _section(low)
    return (text[1:] if text.startswith("一十") else text) or "零"


@given(st.integers(0, 99_999_999) | st.integers(0, 99_999))
def test_numerals_come_back(value: int) -> None:
    assert chinese_number(spelled(value)) == value
    assert chinese_number(spelled(value).replace("零", "〇")) == value


@given(st.integers(1, 99_999_999))
def test_two_may_be_said_otherwise(value: int) -> None:
    said = spelled(value).replace("二千", "两千").replace("二百", "两百").replace("二万", "两万")
    assert chinese_number(said) == value


@given(st.integers(1, 99_999_999))
def test_a_spelled_figure_is_found_whole(value: int) -> None:
    text = f"建{spelled(value)}所"
    assert read(text) == [(spelled(value), str(value), None)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("二〇二三", 2023, id="made-digit-by-digit"),
        pytest.param("百", 100, id="made-bare-hundred"),
        pytest.param("一百一十五", 115, id="made-hundred-and-fifteen"),
        pytest.param("一二", None, id="made-two-digits"),
        pytest.param("", None, id="made-empty"),
        pytest.param("甲", None, id="made-no-numeral"),
        *[
            pytest.param(text, value, id=f"made-{text}")
            for text, value in (
                ("一万亿", 10**12),
                ("三万亿", 3 * 10**12),
                ("一百五", 150),
                ("一万二", 12000),
                ("十十", None),
                ("三百二百", None),
            )
        ],
        pytest.param("十万百万", None, marks=missed("two 万 of one numeral are taken for 万万"), id="made-十万百万"),
    ],
)
def test_chinese_number(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("run", ["一", "万亿", "9", "百"])
def test_a_long_run_is_no_error_and_no_figure(run: str) -> None:
    assert list(figures(f"建{run * 5000}所")) == []


def test_a_long_run_of_thousands_is_read_in_pieces() -> None:
    found = list(figures("建" + "333," * 5000 + "所"))
    assert found[-1].span.end == 1 + 4 * 5000 - 1
    assert all(figure.low is not None and figure.low < 10**15 for figure in found)


ALPHABET = st.text(
    alphabet="0123456789，,.．％%xX×*—-~至到余多百千万亿零〇一二两三九十分之年个所人次()（）“”《》、。建 +第"
)


@given(ALPHABET | st.text(max_size=40))
def test_figures_are_ordered_and_apart(text: str) -> None:
    folded = fold(text)
    found = list(figures(folded))
    assert all(0 <= figure.span.start < figure.span.end <= len(folded) for figure in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(ALPHABET)
def test_a_figure_is_read_or_blanked_or_a_fraction(text: str) -> None:
    folded = fold(text)
    for figure in figures(folded):
        assert figure.blank <= (figure.low is None)
        assert figure.inexact <= ("分之" in folded[figure.span.start : figure.span.end])
        assert figure.high is None or figure.low is not None
        assert figure.low is None or figure.low >= 0


@given(st.integers(0, 9999), st.integers(1, 9999), st.sampled_from("—-–~～至到"), st.sampled_from(["", "万", "亿"]))
def test_ranges(low: int, more: int, dash: str, scale: str) -> None:
    [figure] = figures(fold(f"建{low}{scale}{dash}{low + more}{scale}所"))
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert (figure.low, figure.high) == (Decimal(low * factor), Decimal((low + more) * factor))
