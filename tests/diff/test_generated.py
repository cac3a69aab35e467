"""Alignment measured on generated cities, of whose tasks it is known which go on: the ground of its least score."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from benchmarks import generate
from edugraph.diff import table
from edugraph.diff.alignment import LEAST, align
from edugraph.overlap.profiles import profiles
from tests.diff.made import graph_of

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.generator.draft import Draft

SEED = 11


@pytest.fixture(scope="module")
def cities() -> list[tuple[Draft, Draft]]:
    """Three cities, each with the drafts of its two years."""
    drafts = list(generate.drafts(3, 2, SEED))
    return [(one, other) for one, other in pairwise(drafts) if one.city.name == other.city.name]


@pytest.mark.parametrize("number", range(3))
def test_tasks_that_go_on_are_found(cities: list[tuple[Draft, Draft]], number: int, tmp_path: Path) -> None:
    one, other = cities[number]
    texts = {draft.key: generate.text_of(draft, SEED) for draft in (one, other)}
    store = graph_of(tmp_path, texts, one.city.name)
    every = profiles(store)
    ours, theirs = ([task for task in every if task.plan == draft.key] for draft in (one, other))
    assert (len(ours), len(theirs)) == (len(one.tasks), len(other.tasks))
    places = {task.base: at for at, task in enumerate(other.tasks)}
    truth = {(at, places[task.base]) for at, task in enumerate(one.tasks) if task.base in places}
    found = align(ours, theirs)
    said = {(pair.one, pair.other - len(ours)) for pair in found.pairs}
    assert truth <= said
    assert len(said - truth) <= 0.04 * len(said)
    assert min(pair.score for pair in found.pairs) >= LEAST
    changes = table.diff(store, one.key, other.key, "tasks").changes
    gone = {change.one.task for change in changes if change.change == "dropped"}
    assert {ours[row].task for row in found.dropped} == gone
