"""Rows of the queries that comparisons ask of every plan, kept with a generation of a store, plan by plan.

From disk an engine joins ten times as slowly as in memory, and these rows are asked for again and again. Each of
these queries answers for a plan from the graph of that plan and what is common to all, and orders its rows by plan
first: so the rows of all plans are those of each, one after the other.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from decimal import Decimal
from functools import cache
from operator import contains, eq
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pyoxigraph as ox

from edugraph import index, resources
from edugraph.rdf.namespaces import PREFIXES
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    Asked = Mapping[str, str]

KEPT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("citations", "cited-documents", "leaders", "measures", "offices", "passages", "plans"), ()),
    **dict.fromkeys(("responsibilities", "sections", "statements", "target-sentences", "targets", "task-traits"), ()),
    **dict.fromkeys(("task-words", "tasks", "theme-sentences", "themes", "who-answers-task"), ()),
    "counts": ("what", "-count"),
    "indicator-targets": ("concept",),
    "names": ("kind",),
}
"""The queries whose rows are kept, with the columns by which they are ordered before the plan; - is largest first."""

KEYED = {"theme-sentences": "theme"}
"""Queries whose rows are looked up by a column besides: from kept rows they are answered where its value is given."""

_OTHER: Mapping[str, Mapping[str, tuple[str, Callable[[str, str], bool]]]] = {
    "citations": {"title": ("title", contains)},
    "theme-sentences": {"theme": ("theme", eq)},
    "targets": {"indicator": ("_shared", eq)},
}
"""Parameters that keep rows in another way: those with a value in a further column, or that hold it in theirs."""


class Read(Protocol):
    """What is kept of the plans."""

    def __call__(self, name: str, asked: Asked, /) -> Table:
        """The rows of a query."""

    def saying(self, word: str, plan: str = "") -> Iterator[index.Said]:
        """Where the content of a word is said, by one plan or by all."""


class Kept(NamedTuple):
    """The rows of a query by plan and key, each as the text that is kept of it."""

    columns: str
    plans: Mapping[tuple[str, str], str]


class Rows(NamedTuple):
    """What is kept of some plans: the rows by query, and what the plans say."""

    queries: Mapping[str, Kept]
    said: Sequence[index.Said]


FILE = "rows.sqlite"
_SAME = re.compile(r"FILTER\([^|=\n]*\?(?P<column>\w+)[^|=\n]* = COALESCE\(\?_(?P=column),[^|\n]*$", re.MULTILINE)


def cells(found: ox.QuerySolutions) -> Table:
    """The rows of a SELECT as texts; an unbound value is empty."""
    columns = tuple(variable.value for variable in found.variables)
    return Table(columns, tuple(map(_row, found)))


def _row(solution: ox.QuerySolution) -> tuple[str, ...]:
    try:
        return tuple(["" if term is None else term.value for term in solution])
    except AttributeError:  # a triple that stands for a term
        return tuple("" if term is None else getattr(term, "value", str(term)) for term in solution)


@cache
def text(name: str) -> str:
    """A query of ``queries/``."""
    return (resources.folder("queries") / f"{name}.rq").read_text(encoding="utf-8")


def answers(name: str, given: Collection[str]) -> bool:
    """Whether a query is answered from kept rows when values of these parameters are given."""
    return name in KEPT and {KEYED.get(name), *given} - {None} == {*given} <= narrowed(name)


@cache
def narrowed(name: str) -> frozenset[str]:
    """The parameters of a query that only keep the rows whose column of that name has their value, or as in ``_OTHER``."""
    return frozenset(match["column"] for match in _SAME.finditer(text(name))) | _OTHER.get(name, {}).keys()


def begin(at: Path) -> None:
    """Make the file of kept rows in a generation, without any."""
    with closing(sqlite3.connect(at / FILE)) as file, file:
        file.execute("CREATE TABLE columns (name TEXT PRIMARY KEY, columns TEXT)")
        index.begin(file)
        for name in KEPT:
            file.execute(
                f'CREATE TABLE "{name}" (key TEXT, plan TEXT, rows TEXT, PRIMARY KEY (key, plan)) WITHOUT ROWID'
            )
            file.execute(f'CREATE INDEX "plans of {name}" ON "{name}" (plan)')


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
        for (plan,) in gone:
            index.forget(file, plan)
        for name in KEPT:
            file.executemany(f'DELETE FROM "{name}" WHERE plan = ?', gone)


def of(part: ox.Store) -> Rows:
    """The rows of some plans, which stand in memory with the word lists and nothing else.

    They are asked for at one go and dealt out to the plans: an engine that is given the graphs of one plan looks
    each thing up in every one of them.
    """
    found = {name: _answered(part, name) for name in KEPT}
    said = index.of(found["tasks"].dicts(), found["task-words"].dicts())
    return Rows({name: _by_plan(name, table) for name, table in found.items()}, list(said))


def _answered(part: ox.Store, name: str) -> Table:
    found = part.query(text(name), prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)  # each is a SELECT
    return cells(found)


def _by_plan(name: str, table: Table) -> Kept:
    """The rows of each plan, in their order."""
    plan, key = table.columns.index("plan"), table.columns.index(KEYED[name]) if name in KEYED else -1
    found: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for row in table.rows:
        found[row[key] if key >= 0 else "", row[plan]].append(row)
    return Kept(_text(table.columns), {place: _text(rows) for place, rows in found.items()})


def _text(value: Sequence[object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def add(at: Path, rows: Rows) -> None:
    """Keep the rows of some plans."""
    with closing(sqlite3.connect(at / FILE)) as file, file:
        index.add(file, rows.said)
        for name, kept in rows.queries.items():
            file.execute("INSERT OR IGNORE INTO columns VALUES (?, ?)", (name, kept.columns))
            rows_of = ((*place, said) for place, said in kept.plans.items())
            file.executemany(f'INSERT INTO "{name}" VALUES (?, ?, ?)', rows_of)


def opened(at: Path) -> closing[sqlite3.Connection]:
    """The file of a generation, to be read."""
    return closing(sqlite3.connect(f"file:{at / FILE}?mode=ro", uri=True))


def read(at: Path, name: str, given: Mapping[str, str], plans: Collection[str] | None = None) -> Table:
    """The rows of a query, as the engine answers it with these values of parameters that ``narrowed`` has.

    Of some plans alone, where these are given.
    """
    if "plan" in given:
        plans = {given["plan"]} if plans is None or given["plan"] in plans else ()
    with opened(at) as file:
        (said,) = file.execute("SELECT columns FROM columns WHERE name = ?", (name,)).fetchone()
        columns = tuple(json.loads(said))
        wanted = [_wanted(name, columns, parameter, value) for parameter, value in given.items()]
        key = given[KEYED[name]] if name in KEYED else ""
        rows = _rows(file, name, key, plans)
        found = [_asked(row, wanted) for row in rows if all(one.keeps(row) for one in wanted)]
    for column in reversed(KEPT[name]):  # each sorting leaves the order of those that are alike
        found.sort(key=_key(columns, column))
    return Table(columns, tuple(found))


def _key(columns: Sequence[str], column: str) -> Callable[[tuple[str, ...]], str | Decimal]:
    """What rows are ordered by, in a column."""
    at = columns.index(column.removeprefix("-"))
    return (lambda row: -Decimal(row[at])) if column.startswith("-") else (lambda row: row[at])


def _rows(file: sqlite3.Connection, name: str, key: str, plans: Collection[str] | None) -> Iterator[list[str]]:
    every = f'SELECT rows FROM "{name}" WHERE key = ?'
    if plans is None:
        found: Iterable[tuple[str]] = file.execute(f"{every} ORDER BY plan", (key,))
    else:
        found = (row for plan in sorted(plans) for row in file.execute(f"{every} AND plan = ?", (key, plan)))
    for (kept,) in found:
        yield from json.loads(kept)


class _Wanted(NamedTuple):
    """What a parameter asks of a row: its value in a column, or something of another; and the column that says so."""

    value: str
    column: int
    other: int
    test: Callable[[str, str], bool]
    said: int

    def keeps(self, row: Sequence[str]) -> bool:
        return row[self.column] == self.value or self.test(row[self.other], self.value)


def _wanted(name: str, columns: Sequence[str], parameter: str, value: str) -> _Wanted:
    other, test = _OTHER.get(name, {}).get(parameter, (parameter, eq))
    return _Wanted(value, columns.index(parameter), columns.index(other), test, columns.index(f"_{parameter}"))


def _asked(row: list[str], wanted: Iterable[_Wanted]) -> tuple[str, ...]:
    """A row with what was asked for in the columns that say so."""
    for one in wanted:
        row[one.said] = one.value
    return tuple(row)
