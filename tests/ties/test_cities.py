"""Pairs of cities, and the things that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import answers, query
from edugraph.errors import MissingError, UsageError
from edugraph.table import Table
from edugraph.ties import choice, cities
from edugraph.ties.closeness import Closeness
from edugraph.ties.things import Thing, shared

if TYPE_CHECKING:
    from edugraph.store import Store


def test_things_are_those_of_the_overlaps(store: Store) -> None:
    things = shared(store, choice.plans(store, "", ""))
    holders = {thing: set(held) for thing, held in things.items()}
    overlaps = {row["theme"]: set(row["cities"].split("、")) for row in query.run(store, "overlap-themes").dicts()}
    for theme, having in overlaps.items():
        if Thing("theme", theme) in holders:
            assert holders[Thing("theme", theme)] == having
        else:  # left out where a narrower theme has the same cities
            below = {row["narrower"] for row in query.run(store, "theme-tree", theme=theme).dicts()} - {theme}
            assert any(overlaps.get(one) == having for one in below)
    assert {name for kind, name in holders if kind == "theme"} <= overlaps.keys()
    documents = answers.question("overlap-documents", {})(store)
    assert isinstance(documents, Table)
    assert {name: holders[Thing("document", name)] for kind, name in holders if kind == "document"} == {
        row["title"]: set(row["cities"].split("、")) for row in documents.dicts()
    }


def test_every_place_names_the_thing(store: Store) -> None:
    things = shared(store, choice.plans(store, "", ""))
    named = {(row["title"], f"{row['plan']}:{row['task']}") for row in query.run(store, "citations").dicts()}
    counted = {
        (row["indicator"], f"{row['plan']}:{row['task']}") for row in query.run(store, "indicator-targets").dicts()
    }
    for thing, held in things.items():
        for place in (place for found in held.values() for place in found):
            if thing.kind == "indicator":
                assert (thing.name, place) in counted
            elif thing.kind == "document":
                assert any(at == place for _, at in named)


def test_the_pairs_of_the_five_cities(store: Store) -> None:
    rows = cities.table(store).dicts()
    assert len(rows) == 10
    assert [float(row["closeness"]) for row in rows] == sorted((float(row["closeness"]) for row in rows), reverse=True)
    assert {row["beyond"] for row in rows} == {""}  # five cities say nothing beyond chance
    pairs = {(row["city_a"], row["city_b"]): row for row in rows}
    alone = pairs["枣庄市", "荣成市"]
    assert alone["rarest"] == "乡村教育振兴（3）"
    assert alone["tasks"] == "rongcheng-2023:11 rongcheng-2023:12 zaozhuang-2023:2 zaozhuang-2023:4"
    assert all(row["tasks"] for row in rows)
    things = shared(store, choice.plans(store, "", ""))
    for (one, other), row in pairs.items():
        both = [thing for thing, held in things.items() if {one, other} <= held.keys()]
        for column, kind in (("themes", "theme"), ("indicators", "indicator"), ("documents", "document")):
            assert int(row[column] or 0) == sum(thing.kind == kind for thing in both)


def test_pairs_of_a_city_and_the_closest_only(store: Store) -> None:
    every = cities.table(store).dicts()
    assert cities.table(store, city="荣成").dicts() == [
        row for row in every if "荣成市" in (row["city_a"], row["city_b"])
    ]
    closest = cities.table(store, most="1").dicts()
    assert 3 <= len(closest) <= 5
    assert all(row in every for row in closest)


def test_nearest_keeps_a_pair_for_either_city() -> None:
    found = Closeness(["ab"] * 4 + ["cd"] * 4 + ["ac", "ad", "bc", "bd"])
    assert cities.nearest(found, 1) == [("a", "b"), ("c", "d")]
    assert len(cities.nearest(found, 3)) == 6


def test_closer_and_farther_than_chance() -> None:
    found = Closeness([*["ab"] * 60, *["cd"] * 60, "ac", "bd", "ad", "bc"])
    assert cities.judged(found, ("a", "b"))[2] == "closer"
    assert cities.judged(found, ("a", "c"))[2] == "farther"
    assert found.firm(("a", "b")) == found.close(("a", "b"))


def test_among_fewer_than_four_cities_nothing_is_judged(store: Store) -> None:
    rows = cities.table(store, cities="荣成、济宁、邯郸").dicts()
    assert len(rows) == 3
    assert all(row["closeness"] == row["chance"] == row["beyond"] == "" for row in rows)
    assert all(int(row["themes"]) > 0 for row in rows)
    assert cities.table(store, cities="荣成").rows == ()


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"city": "青岛"}, MissingError, "no plan of 青岛"),
        ({"year": "1999"}, MissingError, "no plan of 1999"),
        ({"most": "x"}, UsageError, "most=x"),
        ({"most": "0"}, UsageError, "most=0"),
    ],
)
def test_what_is_not_there_is_said(
    store: Store, parameters: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        cities.table(store, **parameters)
