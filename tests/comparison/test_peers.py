"""The cities nearest to one: parts that add up, and sentences of both as reasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from edugraph.comparison import peers
from edugraph.errors import MissingError
from tests.diff.made import EARLIER, graph_of

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store
    from edugraph.structure import Plan

CITIES = ("枣庄市", "邯郸市", "宁波市", "济宁市", "荣成市")


@pytest.mark.parametrize("city", CITIES)
def test_the_score_is_the_sum_of_its_parts_nearest_first(store: Store, city: str) -> None:
    rows = peers.table(store, city=city).dicts()
    assert {row["city"] for row in rows} == {*CITIES} - {city}
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    for row in rows:
        parts = {name: float(row[name].split()[0]) for name in peers.WEIGHTS if row[name]}
        whole = sum(peers.WEIGHTS[name] for name in parts)
        said = sum(peers.WEIGHTS[name] * part for name, part in parts.items()) / whole
        assert float(row["score"]) == pytest.approx(said, abs=0.011)


def test_a_plan_that_names_no_offices_is_not_held_to_differ_in_them(store: Store) -> None:
    by_city = {row["city"]: row for row in peers.table(store, city="邯郸").dicts()}
    assert by_city["宁波市"]["offices"] == ""
    assert by_city["济宁市"]["offices"] != ""


def test_reasons_are_sentences_of_both_plans(store: Store, plans: dict[str, Plan]) -> None:
    for row in peers.table(store, city="邯郸").dicts():
        said = re.findall(r"([a-z]+-\d+):([\d.]+) “(.+?)”(?= ~|;|$)", row["why"])
        assert len(said) == 6
        for plan, number, sentence in said:
            task = next(task for task in plans[plan].tasks if task.number == number)
            assert sentence in plans[plan].source.text[task.span.start : task.span.end]
        assert {plan for plan, _, _ in said} == {"handan-2023", row["plan"]}


def test_some_peers_only(store: Store) -> None:
    assert [row["city"] for row in peers.table(store, city="handan-2023", cities="宁波").dicts()] == ["宁波市"]


def test_a_city_that_is_not_held_is_told(store: Store) -> None:
    with pytest.raises(MissingError, match="no plan of 青岛"):
        peers.table(store, city="青岛")
    with pytest.raises(MissingError, match="another city than 邯郸市"):
        peers.table(store, city="邯郸", cities="邯郸")


def test_a_plan_that_holds_its_review_alone_is_nobodys_peer(tmp_path: Path) -> None:
    review = "乙市教育局2023年工作总结和2024年工作计划\n一、2023年工作总结\n1.新建学校2所。\n2.新增学位90个。\n"
    graph_of(tmp_path, {"jia-2023": EARLIER})
    found = graph_of(tmp_path, {"yi-2024": review}, "乙市")
    assert peers.table(found, city="甲市").rows == peers.table(found, city="乙市").rows == ()
