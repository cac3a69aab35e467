"""For each task its nearest tasks in other cities: the score, taken apart, and the passages they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from edugraph.errors import MissingError, UsageError, nearest
from edugraph.overlap import likeness, reasons
from edugraph.overlap.nearest import nearest as nearest_rows
from edugraph.overlap.reasons import Pair
from edugraph.overlap.selection import by_plan, chosen
from edugraph.table import Table
from edugraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from edugraph.overlap.profiles import Profile
    from edugraph.overlap.vectors import Space
    from edugraph.store import Store

    Row = Mapping[str, str]

COLUMNS = ("plan_a", "task_a", "plan_b", "task_b", "score", "why")
EVIDENCE = ("overlap", "plan", "city", "task", "kind", "subject", "quote", "start", "end")
_MOST = 3
_CEILING = 50


def table(store: Store, /, plan: str = "", task: str = "", most: str = "", cities: str = "") -> Table:
    """The nearest tasks of each task, best first: three, or as many as ``most`` says.

    What is rare, and so the score, does not hang on which tasks are asked for.

    ``plan`` and ``task`` keep the tasks that are asked about, ``cities`` (names joined by 、) all that are
    compared. Raises MissingError for a plan or task that the graph does not hold.
    """
    found = likeness.of(store)
    wanted = chosen(store, cities)
    near = pairs(found, plan, task, _count(most), {one for one, city in by_plan(store).items() if city in wanted})
    rows = tuple(
        (*_of(found, pair.one), *_of(found, pair.other), f"{pair.score:.2f}", why)
        for pair, why in zip(near, reasons.why(found, near), strict=True)
    )
    return Table(COLUMNS, rows)


def pairs(
    found: Space, plan: str = "", task: str = "", most: int = _MOST, plans: Collection[str] | None = None
) -> list[Pair]:
    """Each task that is asked about with its nearest in other cities, or in some plans of these, best first."""
    rows = np.array([at for at, head in enumerate(found.heads) if plans is None or head.plan in plans], np.int64)
    asked = np.flatnonzero(np.isin(rows, _asked(found, plan, task))) if plan or task else None
    near = nearest_rows(found.matrix[rows], found.cities[rows], most, asked)
    return [
        Pair(int(rows[one]), int(rows[other]), float(score))
        for one in (range(len(rows)) if asked is None else asked)
        for other, score in zip(near.rows[one], near.scores[one], strict=True)
        if other >= 0
    ]


def evidence(store: Store, rows: Iterable[Row]) -> Table:
    """The places in both plans behind rows of ``table``: the titles, and each passage that two tasks share."""
    found = likeness.of(store)
    at = {head.place: row for row, head in enumerate(found.heads)}
    spans: list[tuple[str, ...]] = []
    for row in rows:
        one, other = at[row["plan_a"], row["task_a"]], at[row["plan_b"], row["task_b"]]
        spans += _evidence(found, Pair(one, other, float(row["score"])))
    return Table(EVIDENCE, tuple(spans))


def _evidence(found: Space, pair: Pair) -> Iterator[tuple[str, ...]]:
    ours, theirs = found.tasks[pair.one], found.tasks[pair.other]
    key = f"{ours.place} {theirs.place}"
    for task in (ours, theirs):
        start, end = _title(task)
        yield (key, task.plan, task.city, task.task, "task", task.title, task.quote(start, end), str(start), str(end))
    for passage in reasons.shared(found, pair):
        for task, (start, end) in ((ours, passage.one), (theirs, passage.other)):
            quote = task.quote(start, end)
            yield (key, task.plan, task.city, task.task, "words", passage.words, quote, str(start), str(end))


def _title(task: Profile) -> tuple[int, int]:
    """The place of the title of a task, with which its words begin; else of the first stretch of these."""
    size = len(task.title) if task.words.startswith(fold(task.title)) else len(task.words.partition("\n")[0])
    return task.offsets[0], task.offsets[size - 1] + 1


def _of(found: Space, row: int) -> tuple[str, str]:
    return found.heads[row].place


def _asked(found: Space, plan: str, task: str) -> list[int]:
    """Rows of the tasks that are asked about."""
    rows = [row for row, one in enumerate(found.heads) if plan in ("", one.plan) and task in ("", one.task)]
    if not rows:
        known = sorted({head.plan for head in found.heads})
        hint = nearest(plan, known) if plan and plan not in known else ""
        raise MissingError(f"the graph knows no task {task} of the plan {plan}.{hint}".replace("  ", " "))
    return rows


def _count(most: str) -> int:
    """How many neighbours are asked for; UsageError where that is no number from 1 to 50."""
    if not most:
        return _MOST
    if not most.isdecimal() or not 1 <= int(most) <= _CEILING:
        raise UsageError(f"most={most}: not a number from 1 to {_CEILING}.")
    return int(most)
