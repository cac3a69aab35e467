"""A reading carried out: its command, its words and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edugraph import computed, query, typed
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.ask.binding import Bound
    from edugraph.ask.reading import Reading
    from edugraph.store import Store

_LEADER = "leader"
_OF_ROLES = frozenset({"theme", "organisation"})


class Read(NamedTuple):
    """A reading and the parameters of its query."""

    reading: Reading
    bound: Bound

    @property
    def header(self) -> query.Header:
        """The header of its query."""
        return query.headers()[self.reading.pattern.query]

    @property
    def words(self) -> str:
        """The reading in words: what the query answers, and the values."""
        return self.header.told(self.bound.shown)

    @property
    def commands(self) -> tuple[str, ...]:
        """Its query as it can be typed, once for each run."""
        return tuple(typed.command(self.reading.pattern.query, run) for run in self.bound.runs)

    @property
    def short(self) -> tuple[str, str]:
        """The reading in words and the first of its commands."""
        return self.words, self.commands[0]

    @property
    def filled(self) -> frozenset[str]:
        """The kinds of what the elements of its pattern stand for."""
        return frozenset(one.token.kind for one in self.reading.tiling.placed if one.element >= 0)


def of(store: Store, read: Read, seconds: float | None = None) -> Table:
    """The rows of all runs, those of an earlier run not again."""
    tables = [of_query(store, read.reading.pattern.query, run, seconds) for run in read.bound.runs]
    found: tuple[tuple[str, ...], ...] = ()
    for table in tables:
        known = set(found)
        found += tuple(row for row in table.rows if row not in known)
    return Table(tables[0].columns, found)


def of_query(store: Store, name: str, run: Mapping[str, str], seconds: float | None = None) -> Table:
    """Rows of a named query, or of a question that a call answers."""
    if name in computed.MODULES:
        return computed.answer(name, store, seconds, run)
    return query.run(store, name, seconds, **run)


def of_any_role(store: Store, read: Read, table: Table) -> tuple[Read, Table]:
    """For a theme or an office without the role that is asked for, all that there is in other roles."""
    if not all("role" in run and _OF_ROLES & set(run) and run["role"] != _LEADER for run in read.bound.runs):
        return read, table
    runs = [{key: value for key, value in run.items() if key != "role"} for run in read.bound.runs]
    distinct = tuple(run for at, run in enumerate(runs) if run not in runs[:at])
    doubt = "没有写明这一角色，所列是写明的其他角色 / nobody has the role that is asked for; these have other ones"
    wider = Read(read.reading, read.bound._replace(runs=distinct, doubts=(*read.bound.doubts, doubt)))
    found = of(store, wider)
    return (wider, found) if found.rows else (read, table)
