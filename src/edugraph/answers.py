"""What ``edugraph query`` is given, turned into an answer: a named query, a computed one, or SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph import computed, query
from edugraph.errors import InputError, MissingError, UsageError, nearest
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from edugraph.store import Store

    Question = Callable[[Store], Table | bytes]

_OF_PLANS = ("plan", "city")
_FEW = 9
_ENDINGS = (".rq", ".sparql")


def question(name: str, parameters: Mapping[str, str], seconds: float | None = None) -> Question:
    """The question that a name, a file of SPARQL or ``-`` (stdin) stands for; what is wrong is said at once.

    Raises UsageError for a name that is none, InputError for a file that cannot be read.
    """
    if name == "-":
        return _free(sys.stdin.read(), parameters, seconds)
    if name in query.catalogue():
        query.check(query.named(name), parameters)
        return lambda store: _named(store, name, seconds, parameters)
    if name.endswith(_ENDINGS) or Path(name).is_file():
        try:
            return _free(Path(name).read_text(encoding="utf-8"), parameters, seconds)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{name}: cannot be read: {error}") from error
    if name in computed.MODULES:
        query.check(query.headers()[name], parameters)
        return lambda store: computed.answer(name, store, seconds, parameters)
    close = nearest(name, query.headers())
    raise UsageError(f"no query is called {name}.{close} See them all: edugraph queries")


def _named(store: Store, name: str, seconds: float | None, parameters: Mapping[str, str]) -> Table:
    """Rows of a named query; where there are none, a value that the graph does not know is told."""
    found = query.run(store, name, seconds, **parameters)
    whole = not query.named(name).required and "cities" not in parameters  # else its values cannot be looked up
    for key, value in parameters.items() if not found.rows else ():
        if not whole and key not in _OF_PLANS:
            continue
        every = query.run(store, "plans" if key in _OF_PLANS else name, seconds).dicts()
        known = {row[key] for row in every if key in row}
        if known and not any(value in one for one in known):
            few = f" It is one of: {', '.join(sorted(known))}." if len(known) <= _FEW else ""
            raise MissingError(f"the graph knows no {key} {value}.{nearest(value, known)}{few}")
    return found


def _free(text: str, parameters: Mapping[str, str], seconds: float | None) -> Question:
    wrong = next((name for name in parameters if not name.isidentifier()), None)
    if wrong is not None:
        raise UsageError(f"-p {wrong}: not the name of a variable.")
    bound = {name: query.term(value) for name, value in parameters.items()}
    return lambda store: store.query(text, bound, seconds)


def listing() -> Table:
    """Every query with what it answers, in English and Chinese, and its parameters."""
    rows = [
        (one.name, one.summary, one.summary_zh, ", ".join(map(one.shown, one.parameters)))
        for one in query.headers().values()
    ]
    return Table(("query", "answers", "回答", "parameters"), tuple(sorted(rows)))
