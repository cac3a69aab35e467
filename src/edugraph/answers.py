"""What ``edugraph query`` is given, turned into an answer: a named query, a computed one, or SPARQL."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph import overlap, query
from edugraph.errors import InputError, UsageError, nearest
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from edugraph.store import Store

    Question = Callable[[Store], Table | bytes]

_COMPUTED = {
    "overlap-targets": (
        overlap.targets,
        "Targets of one indicator side by side across cities: which are comparable, and why not.",
        "同一指标下各市目标并列：可否比较，为何不可。",
    )
}
_ENDINGS = (".rq", ".sparql")


def question(name: str, parameters: Mapping[str, str], seconds: float | None = None) -> Question:
    """The question that a name, a file of SPARQL or ``-`` (stdin) stands for; what is wrong is said at once.

    Raises UsageError for a name that is none, InputError for a file that cannot be read.
    """
    if name == "-":
        return _free(sys.stdin.read(), parameters, seconds)
    if name.endswith(_ENDINGS) or Path(name).is_file():
        try:
            return _free(Path(name).read_text(encoding="utf-8"), parameters, seconds)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{name}: cannot be read: {error}") from error
    if name in _COMPUTED:
        return partial(_computed, name, dict(parameters))
    if name not in query.catalogue():
        close = nearest(name, [*query.catalogue(), *_COMPUTED])
        raise UsageError(f"no query is called {name}.{close} See them all: edugraph queries")
    query.check(query.named(name), parameters)
    return lambda store: query.run(store, name, seconds, **parameters)


def _computed(name: str, parameters: Mapping[str, str], store: Store) -> Table:
    return _COMPUTED[name][0](store, **parameters)


def _free(text: str, parameters: Mapping[str, str], seconds: float | None) -> Question:
    bound = {name: query.term(value) for name, value in parameters.items()}
    return lambda store: store.query(text, bound, seconds)


def listing() -> Table:
    """Every query with what it answers, in English and Chinese, and its parameters."""
    rows = [(one.name, one.summary, one.summary_zh, ", ".join(one.parameters)) for one in query.catalogue().values()]
    rows += [(name, summary, zh, "indicator") for name, (_, summary, zh) in _COMPUTED.items()]
    return Table(("query", "answers", "回答", "parameters"), tuple(sorted(rows)))
