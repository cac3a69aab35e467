"""The sentences behind overlaps: for each row, and each task that it names, the spans that say so.

A row comes from a question on overlaps, as a mapping from column to cell. Every place that it names has
at least one span; one without is an error, never left out. Draws on query rows only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.errors import MissingError
from edugraph.overlap.documents import BESIDE, alike, family
from edugraph.overlap.ledger import narrower
from edugraph.overlap.selection import by_plan, places
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from edugraph.store import Store

    Row = Mapping[str, str]
    Fits = Callable[[Row, Row], bool]
    Place = tuple[str, str]

COLUMNS = ("overlap", "plan", "city", "task", "kind", "subject", "quote", "start", "end")
_BETWEEN = re.compile(r"[：；、]")


def of_themes(store: Store, rows: Iterable[Row]) -> Table:
    """Where the tasks name the theme of a row or a narrower one.

    Rows with offices and targets (``theme-cells``) lead to the spans of these as well. Raises MissingError
    for a task without a span.
    """
    tree = narrower(store)

    def fits(row: Row, span: Row) -> bool:
        return span["kind"] == "theme" and span["subject"] in tree[row["theme"]]

    return _table(store, rows, "theme", fits, _in_cell)


def of_documents(store: Store, rows: Iterable[Row]) -> Table:
    """Where the tasks cite the document of a row; for a row without ``family`` (an overlap), any version of it.

    Raises MissingError for a task without a span.
    """

    def fits(row: Row, span: Row) -> bool:
        if span["kind"] != "citation":
            return False
        if "family" in row:
            return alike(span["subject"]) == alike(row["title"])
        return family(span["subject"]) == family(row["title"].split(BESIDE)[0])

    return _table(store, rows, "title", fits)


def of_offices(store: Store, rows: Iterable[Row]) -> Table:
    """Where the tasks name the office of a row, or the offices of its function.

    Raises MissingError for a task without a span.
    """
    having: defaultdict[str, set[Place]] = defaultdict(set)
    for office in query.run(store, "offices").dicts():
        having[office["function"]].add((office["plan"], office["organisation"]))

    def fits(row: Row, span: Row) -> bool:
        if span["kind"] != "responsibility":
            return False
        if "organisation" in row:
            return span["subject"] == row["organisation"]
        return (span["plan"], span["subject"]) in having[row["function"]]

    rows = list(rows)
    return _table(store, rows, "organisation" if rows and "organisation" in rows[0] else "function", fits)


def of_targets(store: Store, rows: Iterable[Row]) -> Table:
    """Where the plan states the target of a row.

    Raises MissingError for a target without a span.
    """

    def fits(row: Row, span: Row) -> bool:
        return span["kind"] == "target" and span["exact"] == row["quote"]

    return _table(store, [{**row, "tasks": row["task"]} for row in rows], "indicator", fits)


def of_tasks(store: Store, rows: Iterable[Row]) -> Table:
    """The titles of the two tasks of a row, and the passages that they share."""
    from edugraph.overlap import tasks  # it loads the libraries that compare texts

    return tasks.evidence(store, rows)


def _in_cell(row: Row, span: Row) -> bool:
    """Whether an office or a target is one of those that a theme's cell names."""
    if span["kind"] == "responsibility":
        return span["subject"] in _BETWEEN.split(row.get("offices", ""))
    said = f"{span['task']}：{span['subject']} "
    return span["kind"] == "target" and any(one.startswith(said) for one in row.get("targets", "").split("；"))


def _table(store: Store, rows: Iterable[Row], key: str, fits: Fits, also: Fits | None = None) -> Table:
    """The spans that fit each row, in the order of rows, plans and texts; ``also`` are spans that may be there."""
    spans, cities = _spans(store), by_plan(store)
    found: dict[tuple[str, ...], None] = {}
    for row in rows:
        for place in places(row):
            fitting = [span for span in spans[place] if fits(row, span)]
            if not fitting:
                raise MissingError(
                    f"{row[key]}: the graph holds no span for it in {place[0]}:{place[1]}. "
                    "Build the graph again: edugraph build"
                )
            more = [span for span in spans[place] if also(row, span)] if also else []
            for span in (*fitting, *more):
                cells = (span[column] for column in COLUMNS[3:])
                found[row[key], span["plan"], cities[span["plan"]], *cells] = None
    return Table(COLUMNS, tuple(found))


def _spans(store: Store) -> defaultdict[Place, list[Row]]:
    found: defaultdict[Place, list[Row]] = defaultdict(list)
    for span in query.run(store, "evidence").dicts():
        found[span["plan"], span["task"]].append(span)
    return found
