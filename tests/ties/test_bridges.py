"""Bridges: two groups of cities made by hand with one city and one theme between them; the five plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.errors import MissingError, UsageError
from edugraph.ties import bridges
from edugraph.ties.bridges import COLUMNS, Bridges
from edugraph.ties.things import Thing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.store import Store

EAST, WEST = [f"东{at}市" for at in range(6)], [f"西{at}市" for at in range(6)]
MIDDLE = "中间市"


def made() -> Bridges:
    """Six cities that share much, six others that do, one that shares half with each; one theme of 东0 and 西0."""
    held = {f"东事{at:02}": [MIDDLE, *EAST][at % 2 :] for at in range(40)}
    held |= {f"西事{at:02}": [MIDDLE, *WEST][at % 2 :] for at in range(40)}
    held |= {f"共事{at:02}": [*EAST, *WEST] for at in range(5)}
    held["桥"] = ["东0市", "西0市"]
    held["近"] = ["东1市", "东2市"]
    things = {
        Thing("theme", name): {city: [f"{city}-2023:{at}"] for city in cities}
        for at, (name, cities) in enumerate(held.items(), 1)
    }
    plans = {f"{city}-2023": {"city": city, "province": f"{city[0]}省"} for city in (*EAST, *WEST, MIDDLE)}
    return Bridges(things, plans)


def row(found: tuple[str, ...]) -> Mapping[str, str]:
    return dict(zip(COLUMNS, found, strict=True))


def test_the_city_between_two_groups_is_first() -> None:
    rows = [row(found) for _, found in made().of_cities()]
    assert rows[0]["name"] == MIDDLE
    # of 66 pairs of others, 36 have one end in each group, and nothing else joins these
    assert rows[0]["score"] == f"{36 / 66:.3f}"
    assert rows[0]["why"].startswith("the nearest city between 东")
    assert rows[0]["why"].endswith("等36对")
    assert rows[0]["ties"].startswith("东0市（6）")
    assert rows[0]["tasks"]
    linked = {one["name"]: one for one in rows[1:]}
    assert linked.keys() == {"东0市", "西0市", "东1市", "东2市"}
    assert all(one["score"] == "" and "1 of the 2 things" in one["why"] for one in linked.values())


def test_the_theme_that_ties_distant_cities_is_found_and_that_of_close_ones_is_not() -> None:
    rows = [row(found) for _, found in made().of_things("")]
    assert [one["name"] for one in rows] == ["桥"]
    assert float(rows[0]["score"]) > 0.5
    assert rows[0]["ties"] == "东0市、西0市"
    assert "2 of 13 cities in 东省、西省" in rows[0]["why"]
    assert "nothing else is of these two alone" in rows[0]["why"]
    assert rows[0]["tasks"].split() == ["东0市-2023:86", "西0市-2023:86"]


def test_the_five_cities_have_no_city_between_but_links(store: Store) -> None:
    rows = bridges.table(store, kind="city").dicts()
    assert {one["score"] for one in rows} == {""}
    assert rows[0]["name"] == "邯郸市"
    assert "25 of the 36 things that only two cities have" in rows[0]["why"]
    assert sum(int(part.partition("（")[2].rstrip("）")) for part in rows[0]["ties"].split("、")) == 25


def test_a_theme_of_two_cities_is_told_with_their_provinces(store: Store) -> None:
    rows = bridges.table(store, kind="theme").dicts()
    assert rows[0]["name"] == "产教融合与校企合作"
    assert "2 of 5 cities in 山东省、浙江省;" in rows[0]["why"]
    assert "(chance" in rows[0]["why"]
    having = {one["theme"]: set(one["cities"].split("、")) for one in query.run(store, "overlap-themes").dicts()}
    for one in rows:
        assert set(one["ties"].split("、")) == having[one["name"]]
        assert float(one["score"]) >= 0.05


def test_places_belong_to_the_cities_and_things_of_the_row(store: Store) -> None:
    cities = {one["plan"]: one["city"] for one in query.run(store, "plans").dicts()}
    tree = query.run(store, "theme-tree").dicts()
    acted = {(one["theme"], f"{one['plan']}:{one['task']}") for one in query.run(store, "themes").dicts()}
    for one in bridges.table(store).dicts():
        places = one["tasks"].split()
        assert places
        if one["kind"] == "city":
            assert one["name"] in {cities[place.partition(":")[0]] for place in places}
        else:
            assert {cities[place.partition(":")[0]] for place in places} == set(one["ties"].split("、"))
        if one["kind"] == "theme":
            below = {pair["narrower"] for pair in tree if pair["theme"] == one["name"]}
            assert all(any((theme, place) in acted for theme in below) for place in places)


def test_only_what_is_asked_for(store: Store) -> None:
    every = bridges.table(store).dicts()
    assert [one["kind"] for one in every] == sorted(
        (one["kind"] for one in every), key=("city", "theme", "indicator", "document").index
    )
    assert bridges.table(store, kind="indicator").dicts() == [one for one in every if one["kind"] == "indicator"]
    mine = bridges.table(store, city="荣成").dicts()
    assert mine == [
        one for one in every if one["name"] == "荣成市" or (one["kind"] != "city" and "荣成" in one["ties"])
    ]


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"kind": "themes"}, UsageError, "none of city, theme, indicator, document. Did you mean theme?"),
        ({"city": "青岛"}, MissingError, "no plan of 青岛"),
        ({"year": "1999"}, MissingError, "no plan of 1999"),
        ({"cities": "荣成、济宁、邯郸"}, MissingError, "take 4 cities .* here are only: 济宁市、荣成市、邯郸市"),
    ],
)
def test_what_is_not_there_is_said(
    store: Store, parameters: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        bridges.table(store, **parameters)
