"""Narrower themes count under broader ones: overlaps, themes of one city alone, and the cells of theme by city."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pytest

from edugraph import query
from edugraph.errors import MissingError, UsageError
from edugraph.overlap import ledger, themes
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from edugraph.store import Store


class Counted(NamedTuple):
    """What is asked, and what is to come: main themes, or with ``passing`` all of them."""

    passing: dict[str, str]
    places: dict[str, set[str]]


@pytest.fixture(scope="module", params=["", "yes"], ids=["main", "passing"])
def counted(store: Store, request: pytest.FixtureRequest) -> Counted:
    """Places of each theme with those of its narrower ones, added up by hand from ``themes`` and the word list."""
    standing = {} if request.param else {"standing": "main"}
    above = {one.iri: one for one in scheme("themes").concepts}
    found: dict[str, set[str]] = defaultdict(set)
    for row in query.run(store, "themes", **standing).dicts():
        one = scheme("themes").by_form[row["theme"]]
        while True:
            found[one.label].add(f"{row['plan']}:{row['task']}")
            if one.broader is None:
                break
            one = above[one.broader]
    return Counted({"passing": request.param} if request.param else {}, dict(found))


def _plans(places: set[str]) -> set[str]:
    return {place.partition(":")[0] for place in places}


def test_overlaps_hold_the_tasks_of_narrower_themes(store: Store, counted: Counted) -> None:
    rows = query.run(store, "overlap-themes", **counted.passing).dicts()
    shared = {theme: places for theme, places in counted.places.items() if len(_plans(places)) > 1}
    assert {row["theme"]: set(row["tasks"].split()) for row in rows} == shared
    assert all(set(row["plans"].split()) == _plans(shared[row["theme"]]) for row in rows)


def test_a_task_counts_once_however_many_narrower_themes_it_names(store: Store) -> None:
    for row in query.run(store, "overlap-themes").dicts():
        assert len(row["tasks"].split()) == len(set(row["tasks"].split()))


def test_themes_are_shared_or_of_one_city_alone(store: Store, counted: Counted) -> None:
    alone = query.run(store, "themes-alone", **counted.passing).dicts()
    places = counted.places
    assert {row["theme"] for row in alone} == {theme for theme, found in places.items() if len(_plans(found)) == 1}
    for row in alone:
        assert {f"{row['plan']}:{task}" for task in row["tasks"].split()} == places[row["theme"]]
    assert query.run(store, "themes-alone", theme="审计监督").rows == (("审计监督", "邯郸市", "handan-2023", "37"),)
    assert {row["city"] for row in alone} >= {"邯郸市", "荣成市"}


def test_broader_themes_stand_before_the_narrower_ones_of_as_many_cities(store: Store) -> None:
    order = [row["theme"] for row in query.run(store, "overlap-themes").dicts()]
    assert order.index("立德树人与五育并举") < order.index("劳动教育") < order.index("双减")
    many = [row["cities"].count("、") for row in query.run(store, "overlap-themes").dicts()]
    assert many == sorted(many, reverse=True)


def test_only_what_some_cities_share(store: Store) -> None:
    rows = query.run(store, "overlap-themes", cities="荣成市、枣庄市").dicts()
    assert {row["cities"] for row in rows} == {"荣成市、枣庄市"}
    assert "强镇筑基" not in {row["theme"] for row in rows}  # 枣庄 only touches it
    every = query.run(store, "overlap-themes", cities="荣成市、枣庄市", passing="yes").dicts()
    assert "强镇筑基" in {row["theme"] for row in every}
    assert query.run(store, "overlap-themes", cities="邯郸市、宁波市", theme="强镇筑基").rows == ()


@pytest.mark.parametrize("cities", ["新邯郸市、宁波市区", "邯郸、宁波", "邯郸市", "邯郸市,宁波市", ""])
def test_a_name_inside_another_is_no_hit(store: Store, cities: str) -> None:
    assert query.run(store, "overlap-themes", cities=cities).rows == ()


def test_alone_among_some_cities(store: Store) -> None:
    rows = query.run(store, "themes-alone", cities="邯郸市、宁波市").dicts()
    assert {row["city"] for row in rows} == {"邯郸市", "宁波市"}
    assert {"theme": "美育", "city": "邯郸市", "plan": "handan-2023", "tasks": "26"} in rows
    own = query.run(store, "themes-alone", cities="邯郸市、宁波市", city="宁波市").dicts()
    assert own == [row for row in rows if row["city"] == "宁波市"]


def test_the_tree_holds_each_theme_and_all_below_it(store: Store) -> None:
    tree = ledger.narrower(store)
    assert list(tree) == sorted(tree, key=lambda theme: _order(scheme("themes").by_form[theme].notation))
    assert tree["双减"] == ["双减", "作业管理", "校外培训治理", "课后服务"]
    assert tree["集团化办学"] == ["集团化办学"]
    assert len(tree) == len(scheme("themes").concepts)


def _order(notation: str) -> tuple[int, ...]:
    return tuple(map(int, notation.split(".")))


def test_cells_hold_the_tasks_of_each_city(store: Store, counted: Counted) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for row in themes.table(store, **counted.passing).dicts():
        found[row["theme"]] |= {f"{row['plan']}:{task}" for task in row["tasks"].split()}
    assert found == counted.places


# theme, city: tasks, a part of offices, targets, narrower; read by hand in the plans
CELLS = [
    ("集团化办学", "枣庄", None),
    ("集团化办学", "济宁", ("19", "责任：基础教育科", "", "")),
    ("强镇筑基", "枣庄", ("4", "监督指导：基教科", "4：市级及以上教育强镇筑基试点镇 >=70%", "")),
    ("名师名校长培养", "枣庄", ("5 8", "监督指导：人事科、教科院", "8：建立名师工作室 400个", "")),
    ("职普融通", "枣庄", ("10", "监督指导：职继科", "10：通过职普融通进入中职学校 >1000人", "")),
    ("双减", "枣庄", ("6", "监督指导：基教科", "", "")),
    ("双减", "宁波", ("5 8", "", "", "作业管理、校外培训治理、课后服务")),
]


@pytest.mark.parametrize(("theme", "city", "expected"), CELLS)
def test_cells_by_hand(store: Store, theme: str, city: str, expected: tuple[str, str, str, str] | None) -> None:
    rows = themes.table(store, theme=theme, city=city, passing="yes").dicts()
    if expected is None:
        assert rows == []
        return
    (row,) = rows
    tasks, offices, targets, narrower = expected
    assert (row["tasks"], row["narrower"]) == (tasks, narrower)
    assert offices in row["offices"] if offices else row["offices"] == ""
    assert targets in row["targets"] if targets else row["targets"] == ""


def test_an_office_of_another_measure_is_not_behind_a_theme(store: Store) -> None:
    (masters,) = themes.table(store, theme="名师名校长培养", city="枣庄", passing="yes").dicts()
    (upper,) = themes.table(store, theme="普通高中优质特色发展", city="枣庄", passing="yes").dicts()
    assert "枣庄三中" not in masters["offices"]
    assert "枣庄三中" in upper["offices"]
    assert "教科院" not in upper["offices"]


def test_a_figure_on_another_theme_is_not_behind_a_theme(store: Store) -> None:
    (row,) = themes.table(store, theme="职业学校办学条件达标", city="枣庄", passing="yes").dicts()
    assert row["targets"] == "10：中职学校办学条件达标工程达标率 80%"
    (row,) = themes.table(store, theme="高等教育内涵发展", city="邯郸", passing="yes").dicts()
    assert "学前三年毛入园率" not in row["targets"]


def test_cells_of_some_cities(store: Store) -> None:
    every = themes.table(store, theme="双减").dicts()
    some = themes.table(store, theme="双减", cities="邯郸、宁波市").dicts()
    assert some == [row for row in every if row["city"] in ("邯郸市", "宁波市")]
    assert themes.table(store, theme="双减", cities="邯郸", city="宁波").rows == ()


def test_what_the_lists_do_not_hold_is_told(store: Store) -> None:
    with pytest.raises(MissingError, match=r"the graph knows no theme 集团\. Did you mean 集团化办学"):
        themes.table(store, theme="集团")
    with pytest.raises(MissingError, match="no plan of 青岛"):
        themes.table(store, cities="青岛、邯郸")
    with pytest.raises(UsageError, match="name at least one"):
        themes.table(store, cities="、")
