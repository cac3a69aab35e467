"""What ``edugraph query`` is given, turned into an answer: a named query, a computed one, or SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph import computed, groups, query, which
from edugraph.choices import part
from edugraph.errors import InputError, MissingError, UsageError, nearest
from edugraph.parameters import JOINED, Parameters, kind
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from edugraph.store import Store

    Question = Callable[[Store], Table | bytes]

_FEW = 12
_ENDINGS = (".rq", ".sparql")


def question(name: str, parameters: Mapping[str, str], seconds: float | None = None) -> Question:
    """The question that a name, a file of SPARQL or ``-`` (stdin) stands for; what is wrong is said at once.

    Raises UsageError for a name that is none, InputError for a file that cannot be read.
    """
    if name == "-":
        return _free(sys.stdin.read(), parameters, seconds)
    if name in query.headers():
        return _named(query.headers()[name], parameters, seconds)
    if name.endswith(_ENDINGS) or Path(name).is_file():
        try:
            return _free(Path(name).read_text(encoding="utf-8"), parameters, seconds)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{name}: cannot be read: {error}") from error
    close = nearest(name, query.headers())
    raise UsageError(f"no query is called {name}.{close} See them all: edugraph queries")


def _named(header: query.Header, parameters: Mapping[str, str], seconds: float | None) -> Question:
    query.check(header, which.taken(parameters, header.parameters)[1])

    def asked(store: Store) -> Table:
        seen, rest = part(store, header, parameters)
        return _answered(seen, header, seconds, rest)

    return asked


def _answered(store: Store, header: query.Header, seconds: float | None, parameters: Mapping[str, str]) -> Table:
    """Rows of a question; where there are none, a value that none of its rows would have is told.

    A computed question finds the cities that it is given by itself, since they may be plans as well.
    """
    asked = isinstance(header, query.Query)
    cities = () if asked else [key for key in parameters if kind(header, key) == "city"]
    joined = (key for key in parameters if key in JOINED and kind(header, key) == "city")
    grouped = {key: groups.expanded(store, parameters[key]) for key in joined}
    given = Parameters(store).resolved(header, {**parameters, **grouped}, cities)

    def rows(values: Mapping[str, str]) -> Table:
        if asked:
            return query.run(store, header.name, seconds, **values)
        return computed.answer(header.name, store, seconds, values)

    found = rows(given)
    free = [key for key in given if not kind(header, key) and key not in header.required] if not found.rows else []
    every = rows({key: given[key] for key in header.required}).dicts() if free else []
    for key in free:
        known = {row[key] for row in every if key in row}
        if known and not any(given[key] in one for one in known):
            few = f" It is one of: {', '.join(sorted(known))}." if len(known) <= _FEW else ""
            raise MissingError(f"the graph knows no {key} {given[key]}.{nearest(given[key], known)}{few}")
    return found


def _free(text: str, parameters: Mapping[str, str], seconds: float | None) -> Question:
    wrong = next((name for name in parameters if not name.isidentifier()), None)
    if wrong is not None:
        raise UsageError(f"-p {wrong}: not the name of a variable.")
    bound = {name: query.term(value) for name, value in parameters.items()}
    return lambda store: store.query(text, bound, seconds)


def sure(rows: Table) -> Table:
    """The rows of facts whose reading is not in doubt; UsageError where the rows are no facts.

    >>> sure(Table(("value", "doubt"), (("1", ""), ("2", "scope")))).rows
    (('1', ''),)
    """
    if "doubt" not in rows.columns:
        raise UsageError("--sure is for facts: this question has no column doubt. See: edugraph query targets --sure")
    at = rows.columns.index("doubt")
    return Table(rows.columns, tuple(row for row in rows.rows if not row[at]))


def listing() -> Table:
    """Every query with what it answers, in English and Chinese, and its parameters."""
    rows = [
        (one.name, one.summary, one.summary_zh, ", ".join(map(one.shown, one.parameters)))
        for one in query.headers().values()
    ]
    return Table(("query", "answers", "回答", "parameters"), tuple(sorted(rows)))
