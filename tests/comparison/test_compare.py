"""Cities side by side: sizes, themes, targets, tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.comparison import compare
from edugraph.comparison.sides import Side, heads, sides
from edugraph.errors import MissingError, UsageError
from tests.diff import made

if TYPE_CHECKING:
    from edugraph.store import Store

Rows = dict[str, dict[str, str]]


def _part(store: Store, part: str, cities: str = "邯郸、宁波", passing: str = "") -> Rows:
    return {row["item"]: row for row in compare.table(store, cities=cities, part=part, passing=passing).dicts()}


def test_sizes_are_counts_of_the_named_queries(store: Store) -> None:
    rows = _part(store, "size")
    for city, plan in (("邯郸市", "handan-2023"), ("宁波市", "ningbo-2023")):
        for item in ("tasks", "targets"):
            assert rows[item][city] == str(len(query.run(store, item, plan=plan).rows))
    assert rows["targets blanked"]["邯郸市"] == "0"
    assert rows["targets blanked"]["宁波市"] != "0"
    assert rows["offices"]["宁波市"] == "0"


@pytest.mark.parametrize(
    ("theme", "passing", "note"),
    [
        ("集团化办学", "yes", "both"),
        ("集团化办学", "", "only 邯郸市"),
        ("双减", "yes", "both"),
        ("县管校聘", "", "only 邯郸市"),
        ("职普融通", "yes", "both"),
        ("托幼一体化", "yes", "only 宁波市"),
    ],
)
def test_themes_here_there_and_in_both(store: Store, theme: str, passing: str, note: str) -> None:
    assert _part(store, "theme", passing=passing)[theme]["note"] == note


def test_sizes_count_the_themes_that_a_city_acts_on(store: Store) -> None:
    some, every = _part(store, "size")["themes"], _part(store, "size", passing="yes")["themes"]
    assert 0 < int(some["宁波市"]) < int(every["宁波市"])


def test_of_three_cities_the_note_names_those_that_act(store: Store) -> None:
    rows = _part(store, "theme", "荣成、枣庄、宁波", "yes")
    assert rows["强镇筑基"]["note"] == "荣成市、枣庄市"
    assert rows["双减"]["note"] == "all"


def test_targets_of_shared_indicators_with_their_tasks(store: Store) -> None:
    row = _part(store, "target")["公办园在园幼儿占比"]
    assert (row["邯郸市"], row["宁波市"], row["note"]) == ("57% (1)", "60% (7)", "comparable")
    assert "figure blanked" in _part(store, "target")["新增学位"]["note"]


def test_each_task_once_with_its_nearest_or_alone(store: Store) -> None:
    rows = compare.table(store, cities="邯郸、宁波", part="task").dicts()
    ours = [row["邯郸市"] for row in rows if row["邯郸市"]]
    assert ours == [str(number) for number in range(1, 54)]
    assert _part(store, "task")["完善终身学习教育体系"]["宁波市"].startswith("12 促进终身教育融合便捷 (0.")
    for row in rows:
        alone = "邯郸市" if row["邯郸市"] else "宁波市"
        assert (row["note"] == f"only {alone}") == (not (row["邯郸市"] and row["宁波市"]))


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """甲市 with plans of two years, 乙市 with one of the earlier year."""
    folder = tmp_path_factory.mktemp("years")
    made.graph_of(folder, {f"jia-{year}": made.EARLIER.replace("2023年", f"{year}年") for year in (2022, 2023)})
    return made.graph_of(folder, {"yi-2022": made.EARLIER.replace("2023年", "2022年").replace("甲", "乙")}, "乙市")


YEARS = (Side("甲市", "jia-2022", "2022"), Side("甲市", "jia-2023", "2023"), Side("乙市", "yi-2022", "2022"))


@pytest.mark.parametrize(
    ("compared", "expected"),
    [
        ((YEARS[0], YEARS[2]), ["甲市", "乙市"]),
        ((YEARS[1], YEARS[2]), ["甲市 2023", "乙市 2022"]),
        ((YEARS[0], YEARS[1]), ["甲市 2022", "甲市 2023"]),
        ((YEARS[0], Side("甲市", "jia-district-2022", "2022")), ["jia-2022", "jia-district-2022"]),
    ],
    ids=["one year", "two years", "one city", "two cities of one name"],
)
def test_columns_say_which_plan_they_are_of(compared: tuple[Side, ...], expected: list[str]) -> None:
    assert heads(compared) == expected


def test_cities_are_compared_in_a_year_that_all_have(years: Store) -> None:
    assert [side.plan for side in sides(years, ["甲市", "乙市"])] == ["jia-2022", "yi-2022"]
    assert [side.plan for side in sides(years, ["jia-2023", "乙市"])] == ["jia-2023", "yi-2022"]
    assert compare.table(years, cities="jia-2022、jia-2023").columns == (
        "part",
        "item",
        "甲市 2022",
        "甲市 2023",
        "note",
    )


def test_what_is_wrong_is_told(store: Store) -> None:
    with pytest.raises(UsageError, match="at least two cities"):
        compare.table(store, cities="邯郸、handan-2023")
    with pytest.raises(MissingError, match="no plan of 青岛"):
        compare.table(store, cities="邯郸、青岛")
    with pytest.raises(UsageError, match="part=themes: it is one of size, theme, target, task"):
        compare.table(store, cities="邯郸、宁波", part="themes")
