"""The kept list of divisions: complete, unambiguous where it must be, and asked in every way that texts do."""

from __future__ import annotations

from collections import Counter

import pytest

from edugraph import regions
from edugraph.text import Span


def test_the_list_is_whole() -> None:
    today = [region for region in regions.table() if region.until == 9999]
    levels = Counter(region.level for region in today)
    assert levels["province"] == 34
    assert levels["prefecture"] == 333
    assert 2_800 < levels["county"] < 2_900
    assert len({region.slug for region in today}) == len(today)
    assert all(region.slug for region in regions.table())


@pytest.mark.parametrize(
    ("code", "name", "above"),
    [
        ("371082", "荣成市", ["威海市", "山东省"]),
        ("310110", "杨浦区", ["上海市"]),
        ("419001", "济源市", ["河南省"]),
        ("433100", "湘西土家族苗族自治州", ["湖南省"]),
        ("150622", "准格尔旗", ["鄂尔多斯市", "内蒙古自治区"]),
    ],
)
def test_codes(code: str, name: str, above: list[str]) -> None:
    region = regions.by_code(code)
    assert region is not None
    assert (region.name, [one.name for one in region.above()]) == (name, above)


def test_an_unknown_code() -> None:
    assert regions.by_code("999999") is None


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        ("江苏省南京市鼓楼区教育局", 2023, [["320000"], ["320100"], ["320106", "320302", "350102", "410204"]]),
        ("江苏南京鼓楼区", 2023, [["320000"], ["320100"], ["320106", "320302", "350102", "410204"]]),
        ("宁波教育局", 2023, [["330200"]]),
        ("湘西州教育和体育局", 2023, [["433100"]]),
        ("襄樊市教育局", 2008, [["420600"]]),
        ("襄樊市教育局", 2015, []),
        ("全市教育系统", 2023, []),
    ],
)
def test_mentions(text: str, year: int, found: list[list[str]]) -> None:
    named = [[one.code for one in mention.regions] for mention in regions.mentions(text, Span(0, len(text)), year)]
    assert named == found


def test_names_in_latin_letters() -> None:
    found = [regions.by_code(code) for code in ("130400", "610000", "150000", "371082")]
    assert [region.label_en for region in found if region] == ["Handan", "Shaanxi", "Inner Mongolia", "Rongcheng"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("恩施土家族苗族自治州教育局", ["恩施土家族苗族自治州", "恩施"]),
        ("恩施州的计划", ["恩施州", "恩施"]),
        ("上海推进双减", ["上海"]),
        ("鼓楼区", ["鼓楼区", "鼓楼"]),
        ("双减", []),
        ("", []),
    ],
)
def test_the_names_that_stand_at_a_place(text: str, found: list[str]) -> None:
    assert [name for name, _ in regions.standing(text, 0)] == found


def test_a_name_of_several_stands_for_the_highest_of_today() -> None:
    """朝阳 is a prefecture of Liaoning and a district of Beijing and of Changchun."""
    ((_, region),) = regions.standing("朝阳的计划", 0)
    assert (region.name, region.level) == ("朝阳市", "prefecture")
