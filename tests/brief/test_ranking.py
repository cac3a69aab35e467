"""Figures set against each other: what is highest and lowest, and the difference as an exact number."""

from __future__ import annotations

import pytest

from edugraph.brief import ranking, targets
from edugraph.brief.ranking import Ranking
from edugraph.overlap import targets as overlap


def figure(city: str, value: str, unit: str = "%", top: str = "", deadline: str = "") -> dict[str, str]:
    return {
        "city": city,
        "plan": city,
        "value": value,
        "value_max": top,
        "unit": unit,
        "comparator": "=",
        "deadline": deadline,
        "corrected": "",
    }


def of(*rows: dict[str, str]) -> Ranking:
    return Ranking("指标", tuple(rows))


@pytest.mark.parametrize(
    ("rows", "difference"),
    [
        ([figure("甲", "90"), figure("乙", "85")], "5个百分点"),
        ([figure("甲", "0.3"), figure("乙", "0.1")], "0.2个百分点"),
        ([figure("甲", "174000", "个"), figure("乙", "24000", "个")], "15万个"),
        ([figure("甲", "100", "人"), figure("乙", "12", "名")], "88人"),
        ([figure("甲", "26069000000", "元"), figure("乙", "6070000000", "元")], "199.99亿元"),
        ([figure("甲", "5", "所", top="7"), figure("乙", "3", "所")], ""),
    ],
)
def test_differences(rows: list[dict[str, str]], difference: str) -> None:
    assert of(*rows).difference == difference


def test_what_is_level() -> None:
    assert of(figure("甲", "100"), figure("乙", "100.0")).level
    assert not of(figure("甲", "3", top="5"), figure("乙", "3")).level


def test_figures_of_a_city_are_told_once_with_their_deadline() -> None:
    rows = [figure("甲", "80"), figure("甲", "80"), figure("乙", "80", deadline="2023-12-31")]
    assert ranking.told(rows) == "甲80%、乙80%（期限2023-12-31）"
    assert ranking.cities(rows) == "甲、乙"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("no: figure blanked", "原文隐去数字"),
        ("no: nothing to set it against", "没有其他城市写明可比的数字"),
        ("no: another scope (whole area)", "口径不同（全域）"),
        ("no: another scope (城区)", "口径不同（城区）"),
        ("no: another year (2025)", "年度不同（2025）"),
        ("no: 个 against 所", "计量方式不同（个对所）"),
        ("no: share against count", "计量方式不同（比例对数量）"),
    ],
)
def test_reasons_in_chinese(english: str, chinese: str) -> None:
    assert targets._reason(english) == chinese


def test_every_reason_of_the_overlap_has_words() -> None:
    for form in overlap._REASONS:
        told = targets._reason("no: " + form.format(mine="甲", theirs="乙"))
        assert "（甲" in told
