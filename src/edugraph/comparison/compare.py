"""Two or more cities side by side: sizes, themes here, there and in both, targets of shared indicators, nearest tasks."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from edugraph import figures, query
from edugraph.comparison.sides import heads, sides
from edugraph.errors import UsageError
from edugraph.overlap import likeness, targets, themes
from edugraph.overlap.ledger import Ledger, narrower, theme_rows
from edugraph.overlap.reasons import FAINT, Pair, why
from edugraph.parameters import SEPARATOR, split
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from edugraph.comparison.sides import Side
    from edugraph.overlap.vectors import Space
    from edugraph.store import Store

    Row = tuple[str, ...]

_SIZES = {
    "tasks": "tasks",
    "measures": "measures",
    "targets": "targets",
    "responsibilities": "offices",
    "leaders": "leaders",
    "themes": "themes",
    "citations": "documents",
}
_COUNTED = {"responsibilities": "organisation", "leaders": "name", "themes": "theme", "citations": "title"}


def table(store: Store, /, cities: str = "", part: str = "", passing: str = "") -> Table:
    """Columns ``part``, ``item``, one a city, and ``note``; ``cities`` are ids, names or short names joined by 、.

    Plans of one year are compared where all cities have one; where years differ, the columns name them.
    size: how much each plan holds. theme: the numbers of the tasks on each theme, narrower themes counted in
    (with ``passing`` also the tasks that only touch it); the note says who acts on it. target: each figure of an indicator that two of the cities have, with its task;
    the note says whether they can be compared, and if not, why. task: each task of the first city with its nearest
    in the others (score at least ``reasons.FAINT``), then those that have none in the first. ``part`` keeps one of these.
    Raises MissingError for a city that the graph does not hold, UsageError for fewer than two or another part.
    """
    compared = sides(store, split(cities))
    makers: dict[str, Callable[[Store, Sequence[Side]], Iterator[Row]]] = {
        "size": partial(_sizes, passing=passing),
        "theme": partial(_themes, passing=passing),
        "target": _targets,
        "task": _tasks,
    }
    if part not in ("", *makers):
        raise UsageError(f"part={part}: it is one of {', '.join(makers)}.")
    rows = [row for name in makers if part in ("", name) for row in makers[name](store, compared)]
    return Table(("part", "item", *heads(compared), "note"), tuple(rows))


def _sizes(store: Store, compared: Sequence[Side], passing: str) -> Iterator[Row]:
    for name, item in _SIZES.items():
        column = _COUNTED.get(name)
        rows_of = partial(theme_rows, store, passing) if name == "themes" else partial(_rows, store, name)
        held = [rows_of(plan=side.plan) for side in compared]
        counts = (len({row[column] for row in rows}) if column else len(rows) for rows in held)
        yield ("size", item, *map(str, counts), "")
    stated = [query.run(store, "targets", plan=side.plan).dicts() for side in compared]
    blanked = (sum(row["redacted"] == "true" for row in rows) for rows in stated)
    yield ("size", "targets blanked", *map(str, blanked), "")


def _rows(store: Store, name: str, *, plan: str) -> list[dict[str, str]]:
    return query.run(store, name, plan=plan).dicts()


def _themes(store: Store, compared: Sequence[Side], passing: str) -> Iterator[Row]:
    plans = [side.plan for side in compared]
    acting = themes.acting(Ledger(store, plans, main=not passing), narrower(store), plans)
    found = [("theme", theme, *(" ".join(held.get(plan, ())) for plan in plans)) for theme, held in acting.items()]
    noted = [(*row, _who(compared, row[2:])) for row in found if any(row[2:])]
    yield from sorted(noted, key=lambda row: -sum(map(bool, row[2:-1])))


def _who(compared: Sequence[Side], cells: Sequence[str]) -> str:
    """Which of the cities have something in their cell."""
    having = [head for head, cell in zip(heads(compared), cells, strict=True) if cell]
    if len(having) == len(compared):
        return "both" if len(compared) == 2 else "all"
    return ("only " if len(having) == 1 else "") + SEPARATOR.join(having)


def _targets(store: Store, compared: Sequence[Side]) -> Iterator[Row]:
    """Each indicator of which two of the plans have a figure; they are judged against each other alone."""
    plans = {side.plan: at for at, side in enumerate(compared)}
    every = [row for row in query.run(store, "indicator-targets").dicts() if row["plan"] in plans]
    for indicator, together in groupby(every, itemgetter("indicator")):
        judged = targets.judged(list(together))
        held: list[list[str]] = [[] for _ in compared]
        for row in judged:
            due = f" {row['deadline']}" if row["deadline"] else ""
            held[plans[row["plan"]]].append(f"{figures.short(row)}{due} ({row['task']})")
        if sum(map(bool, held)) > 1:
            yield ("target", indicator, *map("; ".join, held), _verdict(judged))


def _verdict(judged: Sequence[Mapping[str, str]]) -> str:
    """Whether figures of an indicator can be compared, in which groups where there are several, and why others cannot."""
    fit = [group[0]["group"] for group in targets.groups(judged)]
    told = ["comparable" if len(fit) == 1 else f"comparable ({group})" for group in fit]
    against = dict.fromkeys(row["comparable"] for row in judged if row["comparable"] != targets.YES)
    reasons = [reason for reason in against if reason != targets.ALONE] or list(against)
    return "; ".join((*told, *reasons))


def _tasks(store: Store, compared: Sequence[Side]) -> Iterator[Row]:
    found = likeness.of(store)  # of all plans, so that scores are those of overlap tasks
    rows = [found.of(side.plan) for side in compared]
    names = heads(compared)
    met: set[int] = set()
    for own in rows[0]:
        pairs = [_nearest(found, own, others) for others in rows[1:]]
        met.update(pair.other for pair in pairs if pair)
        near = [_shown(found, pair.other, pair.score) if pair else "" for pair in pairs]
        best = max((pair for pair in pairs if pair), key=lambda pair: pair.score, default=None)
        note = why(found, [best])[0] if best else f"only {names[0]}"
        yield ("task", _shown(found, own), _number(found, own), *near, note)
    for at, others in enumerate(rows[1:], 1):
        for other in others:
            if other not in met and not _nearest(found, other, rows[0]):
                cells = [_number(found, other) if column == at else "" for column in range(len(compared))]
                yield ("task", _shown(found, other), *cells, f"only {names[at]}")


def _nearest(found: Space, own: int, others: Sequence[int]) -> Pair | None:
    """The nearest of some tasks, where any is near."""
    scores = (found.matrix[[own]] @ found.matrix[others].T).toarray()[0] if others else np.zeros(1)
    at = int(np.argmax(scores))
    return Pair(own, others[at], float(scores[at])) if scores[at] >= FAINT else None


def _number(found: Space, row: int) -> str:
    return found.heads[row].task


def _shown(found: Space, row: int, score: float | None = None) -> str:
    task = found.tasks[row]
    return task.title if score is None else f"{task.task} {task.title} ({score:.2f})"
