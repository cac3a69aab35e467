"""Which targets of the five plans are of one indicator, and which only look alike: said by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.overlap import targets
from edugraph.table import Table

if TYPE_CHECKING:
    from edugraph.store import Store

# indicator: {(city, comparator, value)}; an empty value is a blanked figure.
ONE_INDICATOR = {
    "普惠性幼儿园覆盖率": {("邯郸市", "=", "88"), ("宁波市", ">=", "90"), ("枣庄市", ">=", "85")},
    "公办园在园幼儿占比": {("邯郸市", "=", "57"), ("宁波市", "=", "60")},
    "适龄残疾儿童义务教育入学率": {("邯郸市", ">=", "98"), ("济宁市", ">=", "99")},
    "新增学位": {
        ("邯郸市", "=", "174000"), ("枣庄市", "=", "24000"), ("济宁市", "=", "40000"), ("济宁市", "=", "9000"),
        ("宁波市", "=", ""),
    },
}  # fmt: skip
APART = [
    ("创建智慧校园", "智慧校园覆盖率"),
    ("集团化办学覆盖率", "教共体占比"),
    ("普惠性幼儿园在园幼儿占比", "公办幼儿园在园幼儿占比"),
]


@pytest.mark.parametrize("indicator", ONE_INDICATOR)
def test_these_are_one_indicator(store: Store, indicator: str) -> None:
    rows = targets.table(store, indicator=indicator).dicts()
    assert {(row["city"], row["comparator"], row["value"]) for row in rows} == ONE_INDICATOR[indicator]


@pytest.mark.parametrize(("one", "other"), APART)
def test_these_are_two_indicators(store: Store, one: str, other: str) -> None:
    found = query.run(store, "indicator-targets").dicts()
    said = [(row["said"].replace("“", "").replace("”", ""), row["concept"]) for row in found]
    first = {notation for words, notation in said if one in words}
    second = {notation for words, notation in said if other in words}
    assert first
    assert second
    assert not first & second


def test_kindergarten_places_are_no_places_of_schools(store: Store) -> None:
    rows = targets.table(store, indicator="新增学位").dicts()
    reasons = {row["value"]: row["comparable"] for row in rows if row["city"] == "济宁市"}
    assert reasons == {"40000": "no: another scope (中小学)", "9000": "no: another scope (幼儿园)"}


def test_best_figure_comes_first_and_blanked_ones_last(store: Store) -> None:
    rows = targets.table(store, indicator="普惠性幼儿园覆盖率").dicts()
    assert [row["value"] for row in rows] == ["90", "88", "88", "85"]
    assert targets.table(store, indicator="新增学位").dicts()[-1]["comparable"] == "no: figure blanked"


def test_money_is_exact(store: Store) -> None:
    rows = query.run(store, "targets", plan="handan-2023", task="2").dicts()
    assert [row["value"] for row in rows if row["unit"] == "元"] == ["26069000000"]


def test_every_target_says_how_firm_it_is_where_a_verb_governs_it(store: Store) -> None:
    found = store.query("SELECT ?verb ?level { ?t a edu:Target ; edu:verb ?verb ; edu:strength/skos:notation ?level }")
    assert isinstance(found, Table)
    levels = {row[0]: row[1] for row in found.rows}
    assert (levels["确保"], levels["创建"], levels["推进"], levels["力争"]) == (
        "binding",
        "committed",
        "advancing",
        "striving",
    )
    assert len(found.rows) > 150


def test_targets_without_a_shared_indicator_are_listed(store: Store) -> None:
    every = len(query.run(store, "targets").rows)
    unmatched = len(query.run(store, "targets-unmatched").rows)
    with_concept = store.query("SELECT (COUNT(DISTINCT ?t) AS ?n) { ?t a edu:Target ; edu:indicator ?c }")
    assert isinstance(with_concept, Table)
    assert unmatched == every - int(with_concept.rows[0][0])
    assert with_concept.rows[0][0] > "190"
