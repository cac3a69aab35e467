"""Differences of targets: told only where ``overlap-targets`` would set the two against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.errors import MissingError, UsageError
from edugraph.overlap import difference

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.mark.parametrize(
    ("city", "other", "indicator", "wanted"),
    [
        ("邯郸市", "枣庄市", "新增学位", [("150000", "yes", "whole area; count; 个; 2023")]),
        ("邯郸", "济宁", "新增学位", [("", "no: another scope (中小学)", ""), ("", "no: another scope (幼儿园)", "")]),
        ("济宁", "邯郸", "新增学位", [("", "no: another scope (中小学)", ""), ("", "no: another scope (幼儿园)", "")]),
        ("宁波", "邯郸", "新增学位", [("", "no: figure blanked", "")]),
        ("宁波", "邯郸", "公办园在园幼儿占比", [("3", "yes", "whole area; share; %; 2023")]),
    ],
)  # fmt: skip
def test_the_difference_of_two_cities(
    store: Store, city: str, other: str, indicator: str, wanted: list[tuple[str, str, str]]
) -> None:
    rows = difference.table(store, city=city, other=other, indicator=indicator).dicts()
    assert [(row["difference"], row["comparable"], row["group"]) for row in rows] == wanted


def test_no_difference_is_told_where_two_do_not_compare(store: Store) -> None:
    """Every pair of every shared indicator: a difference stands beside ``yes`` and what both are of only."""
    held = query.run(store, "indicator-targets").dicts()
    cities: dict[str, set[str]] = {}
    for row in held:
        cities.setdefault(row["indicator"], set()).add(row["city"])
    shared = [(name, *sorted(them)[:2]) for name, them in cities.items() if len(them) > 1]
    rows = [
        row for name, one, two in shared for row in difference.table(store, city=one, other=two, indicator=name).dicts()
    ]
    assert len(rows) > len(shared)
    assert {row["comparable"] == "yes" for row in rows} == {True, False}
    for row in rows:
        assert bool(row["group"]) == (row["comparable"] == "yes")
        assert row["group"] or not row["difference"]


def test_a_city_that_is_none_has_no_difference(store: Store) -> None:
    with pytest.raises(MissingError, match="no plan of 北京市"):
        difference.table(store, city="北京", other="邯郸", indicator="新增学位")
    with pytest.raises(UsageError, match="name at least one"):
        difference.table(store, city="邯郸", other="", indicator="新增学位")
