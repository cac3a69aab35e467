"""Rows of the queries that comparisons ask of every plan, kept with a generation of a store, plan by plan.

From disk an engine joins ten times as slowly as in memory, and these rows are asked for again and again. Each of
these queries answers for a plan from the graph of that plan and what is common to all, and orders its rows by plan
first: so the rows of all plans are those of each, one after the other.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import resources
from edugraph.rdf import iris
from edugraph.rdf.namespaces import PREFIXES
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

KEPT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("citations", "leaders", "measures", "passages", "plans", "responsibilities", "sections"), ()),
    **dict.fromkeys(("statements", "target-sentences", "targets", "task-traits", "task-words", "tasks", "themes"), ()),
    "counts": ("what", "-count"),
    "indicator-targets": ("concept",),
    "names": ("kind",),
}
"""The queries whose rows are kept, with the columns by which they are ordered before the plan; - is largest first."""
Rows = Mapping[str, Mapping[str, Table]]
"""Rows by query and by plan."""
FILE = "rows.sqlite"
_SAME = re.compile(r"FILTER\([^|=\n]*\?(?P<column>\w+)[^|=\n]* = COALESCE\(\?_(?P=column),[^|\n]*$", re.MULTILINE)


def cells(found: ox.QuerySolutions) -> Table:
    """The rows of a SELECT as texts; an unbound value is empty."""
    columns = tuple(variable.value for variable in found.variables)
    return Table(columns, tuple(tuple(_cell(solution[name]) for name in columns) for solution in found))


def _cell(term: object) -> str:
    return str(getattr(term, "value", "" if term is None else term))


@cache
def text(name: str) -> str:
    """A query of ``queries/``."""
    return (resources.folder("queries") / f"{name}.rq").read_text(encoding="utf-8")


@cache
def narrowed(name: str) -> frozenset[str]:
    """The parameters of a query that only keep the rows whose column of that name has their value."""
    return frozenset(match["column"] for match in _SAME.finditer(text(name)))


def begin(at: Path) -> None:
    """Make the file of kept rows in a generation, without any."""
    with closing(sqlite3.connect(at / FILE)) as file, file:
        file.execute("CREATE TABLE columns (name TEXT PRIMARY KEY, columns TEXT)")
        for name in KEPT:
            file.execute(f'CREATE TABLE "{name}" (plan TEXT PRIMARY KEY, rows TEXT) WITHOUT ROWID')


def kept(at: Path) -> bool:
    """Whether a generation has kept rows."""
    return (at / FILE).is_file()


def end(at: Path) -> None:
    """Keep no rows in a generation."""
    (at / FILE).unlink()


def forget(at: Path, plans: Iterable[str]) -> None:
    """Take out the rows of some plans."""
    gone = [(plan,) for plan in plans]
    with closing(sqlite3.connect(at / FILE)) as file, file:
        for name in KEPT:
            file.executemany(f'DELETE FROM "{name}" WHERE plan = ?', gone)


def of(part: ox.Store, plans: Iterable[str]) -> Rows:
    """The rows of some plans, which stand in memory with the word lists."""
    graphs = {plan: iris.alone(plan) for plan in plans}
    return {name: {plan: _answered(part, name, own) for plan, own in graphs.items()} for name in KEPT}


def _answered(part: ox.Store, name: str, graphs: list[iris.Name]) -> Table:
    found = part.query(text(name), prefixes=PREFIXES, default_graph=graphs)
    assert isinstance(found, ox.QuerySolutions)  # each is a SELECT
    return cells(found)


def add(at: Path, rows: Rows) -> None:
    """Keep the rows of some plans."""
    with closing(sqlite3.connect(at / FILE)) as file, file:
        for name, by_plan in rows.items():
            for plan, table in by_plan.items():
                kept = json.dumps(table.rows, ensure_ascii=False, separators=(",", ":"))
                file.execute(f'INSERT INTO "{name}" VALUES (?, ?)', (plan, kept))
                file.execute("INSERT OR IGNORE INTO columns VALUES (?, ?)", (name, json.dumps(table.columns)))


def read(at: Path, name: str, given: Mapping[str, str]) -> Table:
    """The rows of a query, as the engine answers it with these values of parameters that ``narrowed`` has."""
    with closing(sqlite3.connect(f"file:{at / FILE}?mode=ro", uri=True)) as file:
        (said,) = file.execute("SELECT columns FROM columns WHERE name = ?", (name,)).fetchone()
        columns = tuple(json.loads(said))
        rows = _rows(file, name, given.get("plan", ""))
        for column, value in given.items():
            rows = _of(rows, columns.index(column), columns.index(f"_{column}"), value)
        found = list(rows)
    for column in reversed(KEPT[name]):  # each sorting leaves the order of those that are alike
        found.sort(key=_key(columns, column))
    return Table(columns, tuple(found))


def _key(columns: Sequence[str], column: str) -> Callable[[tuple[str, ...]], str | Decimal]:
    """What rows are ordered by, in a column."""
    at = columns.index(column.removeprefix("-"))
    return (lambda row: -Decimal(row[at])) if column.startswith("-") else (lambda row: row[at])


def _rows(file: sqlite3.Connection, name: str, plan: str) -> Iterator[tuple[str, ...]]:
    where, given = ("WHERE plan = ?", (plan,)) if plan else ("", ())
    for (kept,) in file.execute(f'SELECT rows FROM "{name}" {where} ORDER BY plan', given):
        yield from map(tuple, json.loads(kept))


def _of(rows: Iterator[tuple[str, ...]], column: int, asked: int, value: str) -> Iterator[tuple[str, ...]]:
    """The rows with a value in a column, and in the one that says what was asked for."""
    for row in rows:
        if row[column] == value:
            yield (*row[:asked], value, *row[asked + 1 :])
