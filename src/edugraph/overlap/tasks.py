"""For each task its nearest tasks in other cities: the score, taken apart, and the passages they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.errors import MissingError, UsageError, nearest
from edugraph.overlap import reasons
from edugraph.overlap.nearest import nearest as nearest_rows
from edugraph.overlap.profiles import profiles
from edugraph.overlap.reasons import Pair
from edugraph.overlap.vectors import space
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.overlap.vectors import Space
    from edugraph.store import Store

COLUMNS = ("plan_a", "task_a", "plan_b", "task_b", "score", "why")
EVIDENCE = ("overlap", "plan", "city", "task", "kind", "subject", "quote", "start", "end")
_MOST = 3
_CEILING = 50


def table(
    store: Store, seconds: float | None = None, /, plan: str = "", task: str = "", most: str = "", cities: str = ""
) -> Table:
    """The nearest tasks of each task, best first: three, or as many as ``most`` says.

    ``plan`` and ``task`` keep the tasks that are asked about, ``cities`` (names joined by 、) all that are
    compared. Raises MissingError for a plan or task that the graph does not hold.
    """
    del seconds  # nothing here runs for long on what one graph in memory holds
    found = compared(store, cities)
    near = pairs(found, plan, task, _count(most))
    rows = tuple(
        (*_of(found, pair.one), *_of(found, pair.other), f"{pair.score:.2f}", why)
        for pair, why in zip(near, reasons.why(found, near), strict=True)
    )
    return Table(COLUMNS, rows)


def compared(store: Store, cities: str = "") -> Space:
    """The vectors of all tasks of the graph, or of those of some cities (names joined by 、)."""
    only = set(cities.split("、")) if cities else set()
    return space([task for task in profiles(store) if not only or task.city in only])


def pairs(found: Space, plan: str = "", task: str = "", most: int = _MOST) -> list[Pair]:
    """Each task with its nearest in other cities, best first."""
    asked = _asked(found, plan, task)
    near = nearest_rows(found.matrix, found.cities, most)
    return [
        Pair(one, int(other), float(score))
        for one in asked
        for other, score in zip(near.rows[one], near.scores[one], strict=True)
        if other >= 0
    ]


def evidence(store: Store, /, plan: str = "", task: str = "", most: str = "", cities: str = "") -> Table:
    """The places in both plans behind each row of ``table``: the titles, and each passage that two tasks share."""
    found = compared(store, cities)
    rows: list[tuple[str, ...]] = []
    for pair in pairs(found, plan, task, _count(most)):
        rows += _evidence(found, pair)
    return Table(EVIDENCE, tuple(rows))


def _evidence(found: Space, pair: Pair) -> Iterator[tuple[str, ...]]:
    ours, theirs = found.tasks[pair.one], found.tasks[pair.other]
    key = f"{ours.place} {theirs.place}"
    for task in (ours, theirs):
        first = task.stretches[0]
        begins = first.text.split("\n")[0]
        yield (key, task.plan, task.city, task.task, "task", task.title, begins, *_span(first.start, len(begins)))
    for passage in reasons.shared(found, pair):
        for task, (start, end) in ((ours, passage.one), (theirs, passage.other)):
            quote = task.quote(start, end)
            yield (key, task.plan, task.city, task.task, "words", passage.words, quote, str(start), str(end))


def _span(start: int, size: int) -> tuple[str, str]:
    return str(start), str(start + size)


def _of(found: Space, row: int) -> tuple[str, str]:
    return found.tasks[row].plan, found.tasks[row].task


def _asked(found: Space, plan: str, task: str) -> list[int]:
    """Rows of the tasks that are asked about."""
    rows = [
        row for row, one in enumerate(found.tasks) if (not plan or one.plan == plan) and (not task or one.task == task)
    ]
    if not rows and (plan or task):
        known = sorted({one.plan for one in found.tasks})
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
