"""Overlaps: which cities act on which theme, said by hand; which targets can be compared."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.overlap import targets

if TYPE_CHECKING:
    from edugraph.store import Store

# Read by hand in the five plans: the cities that name a theme, and those that act on it.
BY_HAND = {
    "双减": ({"枣庄市", "邯郸市", "宁波市", "济宁市", "荣成市"}, {"邯郸市", "济宁市", "荣成市"}),
    "强镇筑基": ({"枣庄市", "荣成市"}, set()),  # 枣庄 touches it, and what one city does is no overlap
    "集团化办学": ({"邯郸市", "宁波市", "济宁市"}, set()),
    "劳动教育": ({"枣庄市", "邯郸市", "宁波市", "济宁市", "荣成市"}, {"邯郸市", "济宁市", "荣成市"}),
}


@pytest.mark.parametrize("theme", BY_HAND)
def test_cities_that_act_on_a_theme(store: Store, theme: str) -> None:
    rows = query.run(store, "overlap-themes", theme=theme).dicts()
    assert {city for row in rows for city in row["cities"].split("、")} == BY_HAND[theme][1]


@pytest.mark.parametrize("theme", BY_HAND)
def test_cities_that_name_a_theme(store: Store, theme: str) -> None:
    (row,) = query.run(store, "overlap-themes", theme=theme, passing="yes").dicts()
    assert set(row["cities"].split("、")) == BY_HAND[theme][0]
    assert {place.split(":")[0] for place in row["tasks"].split()} == set(row["plans"].split())


def test_a_theme_of_one_city_is_no_overlap(store: Store) -> None:
    assert all("、" in row["cities"] for row in query.run(store, "overlap-themes").dicts())
    assert query.run(store, "overlap-themes", theme="审计监督").rows == ()


def _row(**cells: str) -> dict[str, str]:
    plain = {"redacted": "false", "unit": "%", "kind": "rate", "deadline": "", "year": "2023", "said": "覆盖率"}
    plain |= {"indicator": "新增学位", "concept": "places-new", "before": "", "value": "90", "direction": "up"}
    plain |= {"plan": "p", "task": "1"}
    return plain | cells


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, "yes"),
        ({"redacted": "true"}, "no: figure blanked"),
        ({"unit": "所", "kind": "count"}, "no: count against share"),
        ({"said": "主城区覆盖率"}, "no: another scope (主城区)"),
        ({"said": "每个县覆盖率"}, "no: another scope (each unit)"),
        ({"before": "改扩建乡镇中心小学5所，"}, "no: another scope (小学)"),
        ({"before": "新建学校5所，"}, "no: another scope (中小学)"),
        ({"before": "小学一、二年级不留书面家庭作业，", "concept": "after-school-coverage"}, "yes"),
        ({"before": "普惠性幼儿园覆盖率达到95.6%，", "concept": "teacher-housing-new"}, "yes"),
        ({"before": "普惠性幼儿园覆盖率达到95.6%，", "concept": ""}, "yes"),
        ({"before": "新改扩建普惠性幼儿园32所，", "said": "新增小学学位"}, "yes"),
        ({"before": "新改扩建普惠性幼儿园32所，"}, "no: another scope (幼儿园)"),
        ({"before": "新建改扩建中小学（幼儿园）40所，"}, "yes"),
        ({"deadline": "2025"}, "no: another year (2025)"),
        ({"deadline": "2023-12-31"}, "yes"),
    ],
)
def test_comparable_or_why_not(cells: dict[str, str], expected: str) -> None:
    rows = [_row(city="甲", **cells), _row(city="乙"), _row(city="丙")]
    assert {row["city"]: row["comparable"] for row in targets.judged(rows)} == {
        "甲": expected,
        "乙": "yes",
        "丙": "yes",
    }


def test_one_figure_alone_has_nothing_to_be_set_against() -> None:
    judged = targets.judged([_row(city="甲"), _row(city="乙", redacted="true")])
    assert [row["comparable"] for row in judged] == ["no: nothing to set it against", "no: figure blanked"]


def test_rows_of_one_group_compare_and_of_two_do_not(store: Store) -> None:
    every = query.run(store, "indicator-targets").dicts()
    for row in targets.table(store).dicts():
        assert (row["group"] == "") == (row["redacted"] == "true")
    by_indicator: dict[str, list[dict[str, str]]] = {}
    for target in every:
        by_indicator.setdefault(target["concept"], []).append(target)
    pairs = [
        (one, other)
        for rows in by_indicator.values()
        for one, other in combinations(targets.judged(rows), 2)
        if one["city"] != other["city"] and "true" not in (one["redacted"], other["redacted"])
    ]
    assert len(pairs) > 15
    for one, other in pairs:
        alone = {row["comparable"] == "yes" for row in targets.judged([one, other])}
        assert alone == {one["group"] == other["group"]}


def test_two_groups_of_one_indicator_do_not_look_like_one() -> None:
    schools = {"before": "新建中小学5所，"}
    rows = [_row(city="甲"), _row(city="乙"), _row(city="丙", **schools), _row(city="丁", **schools)]
    judged = targets.judged(rows)
    assert [(row["city"], row["comparable"], row["group"]) for row in judged] == [
        ("甲", "yes", "whole area; share; %; 2023"),
        ("乙", "yes", "whole area; share; %; 2023"),
        ("丙", "yes", "中小学; share; %; 2023"),
        ("丁", "yes", "中小学; share; %; 2023"),
    ]
    assert [[row["city"] for row in group] for group in targets.groups(judged)] == [["甲", "乙"], ["丙", "丁"]]


def test_overlap_targets_hold_at_least_two_cities_each(store: Store) -> None:
    cities: dict[str, set[str]] = {}
    for row in targets.table(store).dicts():
        cities.setdefault(row["indicator"], set()).add(row["city"])
    assert cities
    assert all(len(found) > 1 for found in cities.values())
