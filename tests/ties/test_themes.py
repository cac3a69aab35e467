"""Themes that go together: what chance would do, by hand and by counting all ways; the communities of the five plans."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations, permutations
from math import log2, sqrt
from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.errors import MissingError, UsageError
from edugraph.overlap.ledger import narrower
from edugraph.ties import themes
from edugraph.ties.communities import communities
from edugraph.ties.together import Together

if TYPE_CHECKING:
    from edugraph.store import Store

TASKS = {"a:1": {"x", "y"}, "a:2": {"x", "y", "z"}, "a:3": {"z"}}


def test_expected_is_the_mean_of_all_ways_to_deal_the_themes_out() -> None:
    mentions = [theme for place in sorted(TASKS) for theme in sorted(TASKS[place])]
    slots = [place for place in sorted(TASKS) for _ in TASKS[place]]
    met, ways = 0, 0
    for dealt in permutations(range(len(mentions))):
        ways += 1
        met += sum(
            slots[dealt[one]] == slots[dealt[other]]
            for one, other in combinations(range(len(mentions)), 2)
            if {mentions[one], mentions[other]} == {"x", "y"}
        )
    assert Together(TASKS, {"a": "A"}).expected(("x", "y")) == pytest.approx(met / ways)


def test_chance_stays_within_each_plan() -> None:
    one = Together(TASKS, {"a": "A"})
    both = Together({**TASKS, "b:1": {"x"}, "b:2": {"y"}, "b:3": {"z"}}, {"a": "A", "b": "B"})
    assert both.expected(("x", "y")) == one.expected(("x", "y"))  # tasks of one theme each bring nothing together


def pairs_of(*, together: int, apart: int, cities: int) -> Together:
    """Tasks that name x and y together or apart, each city the same number, beside nine that name others."""
    tasks = {}
    for city in range(cities):
        for at in range(together):
            tasks[f"{city}:t{at}"] = {"x", "y"}
        for at in range(apart):
            tasks |= {f"{city}:x{at}": {"x", "v"}, f"{city}:y{at}": {"y", "w"}}
        for at in range(9):
            tasks[f"{city}:z{at}"] = {f"z{at}", f"u{at}"}
    return Together(tasks, {str(city): f"city {city}" for city in range(cities)})


def test_themes_go_together_in_several_cities_and_more_often_than_chance() -> None:
    found = pairs_of(together=3, apart=1, cities=2)
    often, usual = len(found.tasks["x", "y"]), found.expected(("x", "y"))
    assert often == 6
    assert often >= usual + 2 * sqrt(usual)
    assert found.ties(2, ())["x", "y"] == pytest.approx(log2((often + 1) / (usual + 1)))
    assert ("x", "y") not in found.ties(3, ())
    assert ("x", "y") not in found.ties(2, {frozenset("xy")})
    rare = pairs_of(together=1, apart=9, cities=2)  # twice, no more than chance
    assert len(rare.tasks["x", "y"]) == 2
    assert ("x", "y") not in rare.ties(2, ())


def test_one_task_alone_ties_nothing() -> None:
    found = Together({"a:1": {"x", "y"}, **{f"a:{at}": {"v"} for at in range(2, 40)}}, {"a": "A"})
    assert found.ties(1, ()) == {}


def test_the_order_of_tasks_changes_nothing(store: Store) -> None:
    named: defaultdict[str, set[str]] = defaultdict(set)
    cities = {row["plan"]: row["city"] for row in query.run(store, "plans").dicts()}
    for row in query.run(store, "themes").dicts():
        named[f"{row['plan']}:{row['task']}"].add(row["theme"])
    mixed = list(named.items())
    random.Random(5).shuffle(mixed)
    first, second = Together(named, cities).ties(2, ()), Together(dict(mixed), cities).ties(2, ())
    assert first.keys() == second.keys()
    assert all(first[pair] == pytest.approx(second[pair]) for pair in first)
    assert communities(first) == communities(second)


def test_every_row_says_what_its_tasks_say(store: Store) -> None:
    named: defaultdict[str, set[str]] = defaultdict(set)
    for row in query.run(store, "themes").dicts():
        named[f"{row['plan']}:{row['task']}"].add(row["theme"])
    rows = themes.table(store).dicts()
    every = [theme for row in rows for theme in row["themes"].split("、")]
    assert len(every) == len(set(every))
    assert len(rows) > 5
    for row in rows:
        group = set(row["themes"].split("、"))
        holding = {place for place, found in named.items() if len(found & group) > 1}
        assert int(row["together"]) == len(holding)
        assert int(row["cities"]) == len({place.partition(":")[0] for place in holding}) > 1
        assert set(row["tasks"].split()) <= holding
        assert float(row["lift"]) > 1
        assert 0 < float(row["steady"]) <= 1
        for told in row["strongest"].split("、"):
            first, _, rest = told.partition("＋")
            second, _, count = rest.rstrip("）").partition("（")
            assert {first, second} <= group
            assert int(count) == sum({first, second} <= found for found in named.values()) > 1


def test_a_broader_theme_and_its_narrower_one_never_hold_a_community_together(store: Store) -> None:
    tree = narrower(store)
    for row in themes.table(store).dicts():
        for told in row["strongest"].split("、"):
            first, second = told.partition("（")[0].split("＋")
            assert second not in tree[first]
            assert first not in tree[second]


def test_the_themes_of_after_school_life_are_one_community(store: Store) -> None:
    (row,) = themes.table(store, theme="双减").dicts()
    assert {"作业管理", "课后服务", "校外培训治理", "劳动教育"} <= set(row["themes"].split("、"))
    assert row["steady"] == "1.00"
    assert row["cities"] == "5"
    every = {one["community"]: one for one in themes.table(store).dicts()}
    assert every[row["community"]] == row


def test_fewer_cities_and_more_of_them_asked_for(store: Store) -> None:
    two = themes.table(store, cities="邯郸、荣成").dicts()
    places = " ".join(row["tasks"] for row in two).split()
    assert {place.partition(":")[0] for place in places} == {"handan-2023", "rongcheng-2023"}
    count = {least: sum(len(row["themes"].split("、")) for row in themes.table(store, least=least).dicts())
             for least in ("1", "2", "4")}  # fmt: skip
    assert count["1"] >= count["2"] > count["4"] > 0
    assert themes.table(store, year="2023") == themes.table(store)


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"theme": "双碱"}, MissingError, "knows no 双碱"),
        ({"cities": "青岛市"}, MissingError, "no plan of 青岛市"),
        ({"year": "2031"}, MissingError, "no plan of 2031. It holds plans of 2023"),
        ({"least": "many"}, UsageError, "least=many"),
        ({"least": "0"}, UsageError, "least=0"),
    ],
)
def test_what_is_not_there_is_said(
    store: Store, parameters: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        themes.table(store, **parameters)
