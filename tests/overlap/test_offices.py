"""Who does the same elsewhere: the crosswalk of office functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.errors import MissingError
from edugraph.overlap import offices

if TYPE_CHECKING:
    from edugraph.store import Store


def _offices(store: Store, **parameters: str) -> dict[str, str]:
    return {row["function"]: row["offices"] for row in offices.table(store, **parameters).dicts()}


# Read by hand in the plans.
BY_HAND = {
    "基础教育": "邯郸市：基础教育处；济宁市：基础教育科；荣成市：基教科；枣庄市：基教科",
    "教育督导": "邯郸市：督导处；济宁市：市政府教育督导室；荣成市：督导室；枣庄市：督导室",
    "教师工作": "邯郸市：教师处；济宁市：教师教育科",
    "审计": "邯郸市：审计处；荣成市：财审科",
}


@pytest.mark.parametrize("function", BY_HAND)
def test_offices_of_a_function(store: Store, function: str) -> None:
    assert _offices(store, function=function) == {function: BY_HAND[function]}


def test_a_function_of_one_city_is_no_overlap(store: Store) -> None:
    rows = offices.table(store).dicts()
    assert all("、" in row["cities"] for row in rows)
    assert "离退休干部" not in {row["function"] for row in rows}
    assert offices.table(store, function="离退休干部").rows == ()


def test_tasks_are_those_that_the_offices_answer_for(store: Store) -> None:
    (row,) = offices.table(store, function="教师工作").dicts()
    expected = [
        f"{found['plan']}:{found['task']}"
        for plan, name in (("handan-2023", "教师处"), ("jining-2023", "教师教育科"))
        for found in query.run(store, "responsibilities", plan=plan, organisation=name).dicts()
    ]
    assert row["tasks"].split() == list(dict.fromkeys(expected))


def test_who_does_elsewhere_what_an_office_does(store: Store) -> None:
    assert list(_offices(store, organisation="基教科")) == ["基础教育"]
    assert list(_offices(store, organisation="财审科")) == ["财务", "审计"]
    assert list(_offices(store, organisation="财审科", function="审计")) == ["审计"]
    assert list(_offices(store, organisation="财审科", function="基础教育")) == []


def test_an_office_of_no_plan_has_counterparts_too(store: Store) -> None:
    assert _offices(store, organisation="基础教育与民办教育科")["基础教育"] == BY_HAND["基础教育"]


def test_only_some_cities(store: Store) -> None:
    rows = offices.table(store, cities="邯郸、枣庄市").dicts()
    assert {row["cities"] for row in rows} == {"邯郸市、枣庄市"}
    assert {place.partition(":")[0] for row in rows for place in row["tasks"].split()} == {
        "handan-2023",
        "zaozhuang-2023",
    }
    assert offices.table(store, cities="邯郸、宁波").rows == ()  # the plan of Ningbo names no office


def test_no_office_is_dropped(store: Store) -> None:
    every = query.run(store, "offices").dicts()
    unmatched = query.run(store, "offices-unmatched").dicts()
    assert {(row["plan"], row["organisation"]) for row in unmatched} == {
        (row["plan"], row["organisation"]) for row in every if not row["function"]
    }
    assert [(row["organisation"], row["tasks"]) for row in unmatched] == [("各处室", "39"), ("直属事业单位", "39")]
    assert query.run(store, "offices-unmatched", cities="济宁市、荣成市").rows == ()
    assert query.run(store, "offices-unmatched", plan="handan-2023", cities="邯郸市").dicts() == unmatched


def test_what_is_not_known_is_told(store: Store) -> None:
    with pytest.raises(MissingError, match="the graph knows no function 教务"):
        offices.table(store, function="教务")
    with pytest.raises(MissingError, match="the function of 各处室 is not known"):
        offices.table(store, organisation="各处室")
    with pytest.raises(MissingError, match="no plan of 青岛"):
        offices.table(store, cities="青岛")
