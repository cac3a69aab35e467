"""Overlaps: which cities act on which theme, said by hand; which targets can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.overlap import targets

if TYPE_CHECKING:
    from edugraph.store import Store

# Read by hand in the five plans.
BY_HAND = {
    "双减": {"枣庄市", "邯郸市", "宁波市", "济宁市", "荣成市"},
    "强镇筑基": {"枣庄市", "荣成市"},
    "集团化办学": {"邯郸市", "宁波市", "济宁市"},
}


@pytest.mark.parametrize("theme", BY_HAND)
def test_cities_of_a_theme(store: Store, theme: str) -> None:
    (row,) = query.run(store, "overlap-themes", theme=theme).dicts()
    assert set(row["cities"].split("、")) == BY_HAND[theme]
    assert {place.split(":")[0] for place in row["tasks"].split()} == set(row["plans"].split())


def test_a_theme_of_one_city_is_no_overlap(store: Store) -> None:
    assert all("、" in row["cities"] for row in query.run(store, "overlap-themes").dicts())
    assert query.run(store, "overlap-themes", theme="审计监督").rows == ()


def _row(**cells: str) -> dict[str, str]:
    plain = {"redacted": "false", "unit": "%", "kind": "rate", "deadline": "", "year": "2023", "said": "覆盖率"}
    plain |= {"indicator": "新增学位", "before": ""}
    return plain | cells


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, "yes"),
        ({"redacted": "true"}, "no: figure blanked"),
        ({"unit": "所", "kind": "count"}, "no: count against share"),
        ({"said": "主城区覆盖率"}, "no: another scope (主城区)"),
        ({"said": "每个县覆盖率"}, "no: another scope (each unit)"),
        ({"before": "新改扩建普惠性幼儿园32所，"}, "no: another scope (幼儿园)"),
        ({"before": "新建改扩建中小学（幼儿园）40所，"}, "yes"),
        ({"deadline": "2025"}, "no: another year (2025)"),
        ({"deadline": "2023-12-31"}, "yes"),
    ],
)
def test_comparable_or_why_not(cells: dict[str, str], expected: str) -> None:
    row = _row(city="甲", **cells)
    assert targets.comparable(row, [row, _row(city="乙"), _row(city="丙")]) == expected


def test_one_figure_alone_has_nothing_to_be_set_against() -> None:
    row = _row(city="甲")
    assert targets.comparable(row, [row, _row(city="乙", redacted="true")]) == "no: nothing to set it against"


def test_overlap_targets_hold_at_least_two_cities_each(store: Store) -> None:
    cities: dict[str, set[str]] = {}
    for row in targets.table(store).dicts():
        cities.setdefault(row["indicator"], set()).add(row["city"])
    assert cities
    assert all(len(found) > 1 for found in cities.values())
