"""Named queries: one question a file in ``queries/``, with a header that says what it answers.

The header is comment lines: ``# summary:`` in English, ``# zh:`` in Chinese, ``# parameter: NAME
description`` for each parameter, ``# ask:`` a pattern of plain questions that it answers, ``# read:`` and
``# read_zh:`` how to read its rows, ``# caution:`` what no answer can be sure of, ``# group:`` one of
``GROUPS`` and its place in it, ``# plans:`` which plans it reads where nobody says it (``latest``: the latest of each
city, where it sets cities side by side; ``years``: those of all years, whatever is said), ``# items:`` the question that lists what its first row counts, with the
values of the row that it takes. A parameter NAME is the variable ``?_NAME``
in the query, and ``?_NAME_zh`` where it is looked up as a Chinese label; it is projected after the columns. A
file that is header only is answered by a call: see ``computed``.

A question that denies says with ``# none:`` what it means that it has no rows, of all that it could ask about, with
its values in braces: 没有一项任务缺量化目标. Where it is asked of a part only, ``nothing`` adds the part.
``# among: QUESTION NAME… ## text`` names the question that lists those which have what is denied, with the values
that it takes: ``theme``, or ``except=city`` where it has another name for it, or ``least=1`` for one that is always
the same, a later one before an earlier. Where that has no rows either, nothing was denied, and the text is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import folds, index, resources, sparql, tables
from edugraph.errors import UsageError, nearest
from edugraph.rdf import iris
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from edugraph.store import Store

GROUPS = ("themes", "targets", "offices", "documents", "cities", "plans", "more")
"""What the questions are about, in the order in which they are listed."""

_KEYS = ("summary", "zh", "group", "plans", "parameter", "caution", "none", "among", "ask", "read", "read_zh", "items")
_HEADER = re.compile(rf"^# (?P<key>{'|'.join(_KEYS)}): *(?P<value>.+)$", re.MULTILINE)
_COMMENTS = re.compile(r"^#.*$", re.MULTILINE)
_PREFIX = "_"
_TEXT = " ## "
_PLAN = "p"
"""The variable that is the plan in every query: a part of a graph is asked by giving it the plans."""
_IN_CHINESE = "_zh"
"""What the variable of a parameter ends with that is the same text as a Chinese label: an engine looks this up at once."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a question answers. ``parameters`` maps each name to what it means; ``required`` ones must be given.

    ``asked`` are the patterns of plain questions that it answers. ``reading`` says how to read the rows,
    ``caution`` what no answer to it can be sure of, ``none`` what no rows mean, ``among`` which question lists what
    has what this one denies and what it means that this has no rows either, ``items`` which question lists what a row
    counts.
    ``group`` is one of ``GROUPS``, ``place`` its place in it: the most useful question has 1. ``plans`` is which plans
    it reads where nobody says it: ``latest``, ``years``, or empty for all.
    """

    name: str
    summary: str
    summary_zh: str
    parameters: Mapping[str, str]
    required: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    reading: str = ""
    reading_zh: str = ""
    caution: str = ""
    none: str = ""
    among: str = ""
    items: str = ""
    group: str = ""
    place: int = 0
    plans: str = ""

    def told(self, values: Iterable[str]) -> str:
        """What the question answers, in Chinese, and the values that it is asked with."""
        said = "、".join(values)
        return f"{self.summary_zh.rstrip('。')}{'：' if said else ''}{said}"

    def shown(self, parameter: str) -> str:
        """A parameter as listings name it; one that must be given has an asterisk."""
        return parameter + "*" * (parameter in self.required)


@dataclass(frozen=True, kw_only=True)
class Query(Header):
    """A named query: a question that the engine answers."""

    text: str


@cache
def headers() -> Mapping[str, Header]:
    """The headers of all questions by name, in the order of their names; those with SPARQL are queries."""
    return {path.stem: _read(path) for path in sorted(resources.folder("queries").glob("*.rq"))}


@cache
def catalogue() -> Mapping[str, Query]:
    """The questions that the engine answers, by name."""
    return {name: header for name, header in headers().items() if isinstance(header, Query)}


def _read(path: Path) -> Header:
    text = path.read_text(encoding="utf-8")
    said: dict[str, list[str]] = {key: [] for key in _KEYS}
    for match in _HEADER.finditer(text):
        said[match["key"]].append(match["value"].strip())
    pairs = [entry.partition(" ")[::2] for entry in said["parameter"]]
    required = frozenset(name for name, meaning in pairs if "(required)" in meaning)
    summary, zh = " ".join(said["summary"]), " ".join(said["zh"])
    group, _, place = " ".join(said["group"]).partition(" ")
    header = Header(
        name=path.stem,
        summary=summary,
        summary_zh=zh,
        parameters=dict(pairs),
        required=required,
        asked=tuple(said["ask"]),
        reading=" ".join(said["read"]),
        reading_zh=" ".join(said["read_zh"]),
        caution=" ".join(said["caution"]),
        none=" ".join(said["none"]),
        among=" ".join(said["among"]),
        items=" ".join(said["items"]),
        group=group,
        place=int(place or 0),
        plans=" ".join(said["plans"]),
    )
    return Query(**vars(header), text=text) if _COMMENTS.sub("", text).strip() else header


def named(name: str) -> Query:
    """The named query of a name; raises UsageError with the nearest name when there is none."""
    known = catalogue()
    if name in headers() and name not in known:
        raise UsageError(f"{name} is a computed question, no query; ask it with view.table(graph, {name!r}, …).")
    if name not in known:
        raise UsageError(f"no query is called {name}.{nearest(name, known)} See them all: edugraph queries")
    return known[name]


def run(store: Store, name: str, seconds: float | None = None, /, **parameters: str) -> Table:
    """Rows of a named query. Parameters are texts, or IRIs in angle brackets.

    Raises UsageError for an unknown query, an unknown parameter, or a required one that is missing.
    """
    found = _run(store, name, seconds, parameters)
    shown = itemgetter(slice(sum(not column.startswith(_PREFIX) for column in found.columns)))  # hidden ones come last
    return Table(shown(found.columns), tuple(map(shown, found.rows)))


def rows(store: Store, name: str, /, **parameters: str) -> list[dict[str, str]]:
    """Rows of a named query with the columns that are not shown: ``_rule``, ``_fact``."""
    return _run(store, name, None, parameters).dicts()


def _run(store: Store, name: str, seconds: float | None, parameters: Mapping[str, str]) -> Table:
    query = named(name)
    check(query, parameters)
    if store.generation and tables.answers(name, parameters):
        return tables.read(store.generation, name, parameters, store.plans)
    if store.generation and name in folds.FOLDED:
        return folds.answer(name, _Read(store, store.generation), parameters)
    bound: dict[str, sparql.Given] = {_PREFIX + key: term(value) for key, value in parameters.items()}
    bound |= {f"{_PREFIX}{key}{_IN_CHINESE}": ox.Literal(value, language="zh") for key, value in parameters.items()}
    return put(store, query.text, bound, seconds, parameters.get("plan", ""))


def put(
    store: Store, text: str, values: Mapping[str, sparql.Given], seconds: float | None = None, plan: str = ""
) -> Table:
    """Rows of a SELECT in which ``?p`` is the plan, of the plans that a store shows; of one ``plan`` alone where it is given."""
    if store.plans is not None:
        asked = store.plans & {plan} if plan else store.plans
        values = {**values, _PLAN: [iris.plan(one) for one in sorted(asked)]}
    found = store.query(text, values, seconds, plan)
    assert isinstance(found, Table)
    return found


class _Read:
    """What is kept of the plans that a store shows."""

    def __init__(self, store: Store, generation: Path) -> None:
        self._store, self._generation = store, generation

    def __call__(self, name: str, asked: Mapping[str, str], /) -> Table:
        return tables.read(self._generation, name, asked, self._store.plans)

    def saying(self, word: str, plan: str = "") -> Iterator[index.Said]:
        with tables.opened(self._generation) as file:
            yield from (one for one in index.saying(file, word, plan) if self._store.shows(one.plan))


def nothing(store: Store, name: str, values: Mapping[str, str]) -> str:
    """What it means that a question has no rows for some values, as the graph has these; empty where it needs no saying.

    It is said of what was asked only: the values that may be left out stand behind it.
    """
    header = headers()[name]
    if not header.none:
        return ""
    none_such = header.among.partition(_TEXT)[2]
    said = none_such if header.among and not _among(store, header, values) else header.none
    part = ", ".join(f"{key}={value}" for key, value in values.items() if key not in header.required)
    return said.format_map(values) + (f" (所问 / as asked: {part})" if part else "")


def _among(store: Store, header: Header, values: Mapping[str, str]) -> bool:
    """Whether something has what a question denies, in the part that some values leave."""
    name, *pairs = header.among.partition(_TEXT)[0].split()
    given: dict[str, str] = {}
    for pair in pairs:
        key, _, source = pair.partition("=")
        value = values.get(source or key, "") if (source or key) in header.parameters else source
        given |= {key: value} if value else {}
    return bool(run(store, name, **given).rows)


def check(query: Header, parameters: Mapping[str, str]) -> None:
    """Raise UsageError for a parameter that the query does not take, or a required one that is missing."""
    for name in parameters:
        if name not in query.parameters:
            takes = ", ".join(query.parameters) or "none"
            raise UsageError(
                f"{query.name} takes no parameter {name}.{nearest(name, query.parameters)} It takes: {takes}."
            )
    missing = sorted(query.required - parameters.keys())
    if missing:
        raise UsageError(f"{query.name} needs the parameter {missing[0]}: add -p {missing[0]}=…")


def term(value: str) -> ox.NamedNode | ox.Literal:
    """A parameter as a term: an IRI where it stands in angle brackets, else a plain text."""
    if value.startswith("<") and value.endswith(">"):
        try:
            return ox.NamedNode(value[1:-1])
        except ValueError as error:
            raise UsageError(f"{value} is no IRI: {error}") from error
    return ox.Literal(value)
