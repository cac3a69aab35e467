"""Tasks whose only targets are put in words, 全覆盖 and 全部: who asks for tasks without a figure wants to see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph import holdings, query
from edugraph.ask import sections
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edugraph.ask.rows import Read
    from edugraph.store import Store

_QUERY = "tasks-without-targets"
_FIGURE = re.compile(r"\d|百分|[*×]")


def added(store: Store, read: Read, table: Table) -> sections.Widened:
    """The rows of tasks without targets, behind them those that only say that all is covered, and a remark."""
    if read.reading.pattern.query != _QUERY:
        return sections.Widened(table)
    more = [row for run in read.bound.runs for row in _in_words(store, run)]
    rows = tuple(dict.fromkeys(tuple(row.get(column, "") for column in table.columns) for row in more))
    if not rows:
        return sections.Widened(table)
    remark = f"后 {len(rows)} 行只写“全覆盖”“全部”一类，没有数字 / the last {len(rows)} rows promise full coverage and name no figure"
    return sections.Widened(Table(table.columns, (*table.rows, *rows)), remark)


def _in_words(store: Store, run: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The tasks in the scope of a run all of whose targets name no figure."""
    plans = {key: run[key] for key in ("plan",) if key in run}
    figured: dict[tuple[str, str], bool] = {}
    for row in query.run(store, "targets", **plans).dicts():
        place = (row["plan"], row["task"])
        figured[place] = figured.get(place, False) or bool(_FIGURE.search(row["quote"]))
    scope = _scope(store, run)
    cities = {row["plan"]: row["city"] for row in holdings.plans(store)}
    for row in query.run(store, "tasks", **plans).dicts():
        place = (row["plan"], row["task"])
        if figured.get(place) is False and (scope is None or place in scope):
            yield {**row, "city": cities[row["plan"]]}


def _scope(store: Store, run: Mapping[str, str]) -> set[tuple[str, str]] | None:
    """The tasks of the section or the theme of a run; None for all."""
    if "section" in run:
        rows = query.run(store, "section-tasks", **{key: run[key] for key in ("section", "plan") if key in run})
    elif "theme" in run:
        rows = query.run(store, "tasks-of-theme", **{key: run[key] for key in ("theme", "plan") if key in run})
    else:
        return None
    return {(row["plan"], row["task"]) for row in rows.dicts()}
