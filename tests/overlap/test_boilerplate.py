"""The share of each plan that is common phrase, and the phrases themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.overlap import boilerplate, profiles, wordings
from edugraph.overlap.sharing import Sharing, texts
from tests.overlap.made import task

if TYPE_CHECKING:
    from edugraph.store import Store


def test_the_shares_of_each_plan_make_up_the_whole(store: Store) -> None:
    rows = boilerplate.table(store).dicts()
    assert [row["plan"] for row in rows] == sorted(row["plan"] for row in rows)
    assert len(rows) == 5
    for row in rows:
        kinds = [float(row[kind]) for kind in ("upstream", "common", "shared", "own")]
        assert sum(kinds) == pytest.approx(100, abs=0.2)
        assert all(kind > 0 for kind in kinds)
        assert row["city"] not in row["whose"].split("、")


def test_two_cities_alone_share_only_with_each_other(store: Store) -> None:
    rows = boilerplate.table(store, cities="济宁市、枣庄市").dicts()
    assert {row["plan"]: row["whose"] for row in rows} == {"jining-2023": "枣庄市", "zaozhuang-2023": "济宁市"}


def test_every_phrase_stands_in_the_tasks_that_are_named(store: Store) -> None:
    words = {task.place: task for task in profiles.profiles(store)}
    rows = wordings.table(store).dicts()
    assert {row["kind"] for row in rows} == {"upstream", "common", "shared"}
    for row in rows:
        holding = [words[place] for place in row["tasks"].split()]
        assert all(row["phrase"] in task.words for task in holding)
        assert list(dict.fromkeys(task.city for task in holding)) == row["cities"].split("、")
        assert len(row["cities"].split("、")) > 1


def test_what_two_cities_write_alike_is_found(store: Store) -> None:
    found = {row["phrase"]: row for row in wordings.table(store, plan="jining-2023").dicts()}
    assert found["师范类高校学生从业技能大赛"]["cities"] == "济宁市、枣庄市"
    assert found["中小学校党组织领导的校长负责制"]["kind"] == "shared"
    assert all("jining-2023:" in row["tasks"] for row in found.values())


def test_which_characters_others_have_too_and_who() -> None:
    tasks = [
        task("a:1", "开展校园食品安全检查。甲乙丙丁。"),
        task("b:1", "定期开展校园食品安全检查。"),
        task("c:1", "戊己庚辛壬癸子丑。"),
    ]
    first, *rest = texts(tasks)
    sharing = Sharing([first, *rest])
    flags, whose = sharing.others(first)
    assert first.of(0, int(flags.sum())) == "开展校园食品安全检查"
    assert whose == {"b": 3}
    assert [at for at, _ in sharing.owned(first)] == [0, 1, 2]


def test_no_text_shares_nothing() -> None:
    assert len(Sharing([]).runs) == 0
