"""Nearest tasks: against pairs judged by hand, each row with its places in both plans."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from edugraph.errors import InputError, MissingError, UsageError
from edugraph.overlap import likeness, reasons, tasks
from edugraph.rdf.namespaces import PREFIXES
from edugraph.store import Store, open_graph
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.structure import Plan

FOLDER = ROOT / "tests" / "quality" / "nearest"
PAIRS = [json.loads(line) for line in (FOLDER / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
ALONE = (FOLDER / "none.txt").read_text(encoding="utf-8").split()


def _nearest(store: Store) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in tasks.table(store).dicts():
        found.setdefault(f"{row['plan_a']}:{row['task_a']}", []).append(row)
    return found


def _places(rows: list[dict[str, str]]) -> list[str]:
    return [f"{row['plan_b']}:{row['task_b']}" for row in rows]


def test_the_right_task_comes_first_or_among_the_first_three(store: Store) -> None:
    found = _nearest(store)
    first = sum(_places(found[pair["task"]])[0] in pair["nearest"] for pair in PAIRS)
    three = sum(bool(set(_places(found[pair["task"]])) & set(pair["nearest"])) for pair in PAIRS)
    assert len(PAIRS) == 112
    assert first / len(PAIRS) >= 0.97
    assert three / len(PAIRS) >= 0.99


def test_a_score_tells_a_counterpart_from_none(store: Store) -> None:
    found = likeness.of(store)
    score = {found.tasks[pair.one].place: pair.score for pair in tasks.pairs(found, most=1)}
    assert sum(score[pair["task"]] >= reasons.FAINT for pair in PAIRS) / len(PAIRS) >= 0.93
    assert sum(score[place] < reasons.FAINT for place in ALONE) / len(ALONE) >= 0.9


def test_every_task_has_three_nearest_in_other_cities_best_first(store: Store) -> None:
    found = _nearest(store)
    assert len(found) == 170
    for rows in found.values():
        assert len(rows) == 3
        assert all(row["plan_a"] != row["plan_b"] for row in rows)
        assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
        assert all(row["why"] for row in rows)


def test_every_row_leads_to_its_places_in_both_plans(store: Store, plans: dict[str, Plan]) -> None:
    led: dict[str, set[str]] = {}
    for row in tasks.evidence(store, tasks.table(store).dicts()).dicts():
        assert plans[row["plan"]].source.text[int(row["start"]) : int(row["end"])] == row["quote"]
        task = next(task for task in plans[row["plan"]].tasks if task.number == row["task"])
        assert task.span.start <= int(row["start"]) < int(row["end"]) <= task.span.end
        led.setdefault(row["overlap"], set()).add(f"{row['plan']}:{row['task']}")
    for row in tasks.table(store).dicts():
        one, other = f"{row['plan_a']}:{row['task_a']}", f"{row['plan_b']}:{row['task_b']}"
        assert led[f"{one} {other}"] == {one, other}


def test_what_is_asked_about_is_kept(store: Store) -> None:
    rows = tasks.table(store, plan="handan-2023", task="47", most="5").dicts()
    assert {row["task_a"] for row in rows} == {"47"}
    assert len(rows) == 5
    some = tasks.table(store, plan="handan-2023", cities="邯郸市、宁波市").dicts()
    assert {row["plan_b"] for row in some} == {"ningbo-2023"}


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"plan": "handan-2022"}, MissingError, "Did you mean handan-2023"),
        ({"plan": "handan-2023", "task": "99"}, MissingError, "no task 99 of the plan handan-2023"),
        ({"most": "0"}, UsageError, "most=0"),
        ({"most": "many"}, UsageError, "from 1 to 50"),
    ],
)
def test_what_is_not_there_is_told(store: Store, asked: dict[str, str], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        tasks.table(store, **asked)


def test_a_graph_without_the_words_of_tasks_is_refused(graph_folder: Path) -> None:
    older = open_graph(graph_folder / "zaozhuang-2023.ttl")
    older.graph.update(
        "DELETE { GRAPH ?g { ?t edu:passage ?p } } WHERE { GRAPH ?g { ?t edu:passage ?p } }", prefixes=PREFIXES
    )
    with pytest.raises(InputError, match=r"zaozhuang-2023: an older EduGraph built this graph.*edugraph build"):
        tasks.table(older)


def test_a_graph_without_plans_has_no_tasks() -> None:
    assert tasks.table(Store(ox.Store())).rows == ()
