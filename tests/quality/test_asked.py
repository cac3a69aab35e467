"""The floor below which answers to questions must not fall, set by set: how many are right, and how many wrong and sure.

Lowering a floor is a deliberate act with its reason in the commit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edugraph import marking, query
from edugraph.text import content
from tests.conftest import PLANS

if TYPE_CHECKING:
    from edugraph.marking import Place
    from edugraph.store import Store

HERE = Path(__file__).parent / "asked"
FLOORS: dict[str, dict[str, int]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


def test_every_set_has_a_floor() -> None:
    assert {path.stem for path in HERE.glob("set-*.jsonl")} == FLOORS.keys()


@pytest.mark.parametrize("name", FLOORS)
def test_no_set_falls_below_its_floor(store: Store, name: str) -> None:
    marker = marking.Marker(store)
    marks = [marker.mark(one) for one in marking.read([HERE / f"{name}.jsonl"])]
    row = marking.table(marks).dicts()[0]
    told = marking.each(marks).rows
    assert int(row["right"]) >= FLOORS[name]["right"], told
    assert int(row["wrong_sure"]) <= FLOORS[name]["wrong_sure"], told


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_expected_stands_in_the_plans(said: dict[tuple[str, str], str], name: str) -> None:
    for asked in marking.read([HERE / f"{name}.jsonl"]):
        for one in (*asked.rows, *asked.also):
            lost = [word for word in one.says if content(word) not in said[_key(one)].replace("*", "")]
            assert not lost, f"{asked.id}: {one}"


def _key(one: Place) -> tuple[str, str]:
    return one.plan, one.task


@pytest.fixture(scope="module")
def said(store: Store) -> dict[tuple[str, str], str]:
    """The content of each task with its heading and those who answer, and under no task that of its whole plan."""
    plans = query.rows(store, "plans")
    found = {(row["plan"], ""): content((PLANS / row["source"]).read_text(encoding="utf-8")) for row in plans}
    for name, columns in (("tasks", ("title", "section")), ("task-words", ("text",)), ("who-answers-task", ("who",))):
        for row in query.rows(store, name):
            key = row["plan"], row["task"]
            found[key] = "|".join((found.get(key, ""), *(content(row[column]) for column in columns)))
    return found
