"""A request as one SPARQL query: the patterns of its noun and of each constraint, with the values given as terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from edugraph.rdf.namespaces import PREFIXES, XSD
from edugraph.request.constraints import BESIDE, CONSTRAINTS, KINDS, OF_PLAN, PLAN, TASK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.request.value import Request, Wanted
    from edugraph.sparql import Given

_WITHIN = "{t} a edu:Task ; dcterms:isPartOf ?p . "
_FACTS = ("target", "result")
"""Kinds of which two may say the very same: each stands for itself."""


class Compiled(NamedTuple):
    """The text of a query, the values of its variables, and the columns that are shown of its rows."""

    text: str
    values: Mapping[str, Given]
    columns: Sequence[str]


def compiled(request: Request) -> Compiled:
    """The query of a request whose names are those of the graph."""
    return _Writer(request).query()


class _Group(NamedTuple):
    """Constraints of one kind, which speak of the same thing, all of them required or all denied."""

    kind: str
    denied: bool
    wanted: Sequence[tuple[int, Wanted]]


class _Writer:
    """Puts the patterns of a request together: triples first, then what an engine should do last.

    What is denied stands in MINUS, which is worked out once; NOT EXISTS would be for each row.
    """

    def __init__(self, request: Request) -> None:
        self._request, self._noun = request, request.noun
        self._values: dict[str, Given] = {}
        self._joins, self._tests = [self._noun.join], [""]
        narrowed = any(_of_task(one) for one in request.where if not one.denied)
        self._tasks = not self._has_task and (narrowed or request.by == "tasks")
        if self._tasks:
            self._joins.append(
                OF_PLAN if self._noun.kind == PLAN else KINDS[self._noun.kind].pattern.format(t="?t", f="?f")
            )
        elif self._noun.kind in KINDS and self._has_task:
            self._joins.append(KINDS[self._noun.kind].pattern.format(t="?t", f="?f"))

    @property
    def _has_task(self) -> bool:
        """Whether the noun itself stands in a task."""
        return self._noun.join.startswith(OF_PLAN)

    def query(self) -> Compiled:
        """The whole of it."""
        for group in _groups(self._request.where):
            self._add(group)
        for noun in self._request.without:
            kind = next(name for name, one in KINDS.items() if one.en == noun)
            self._deny(kind, [])
        columns = [*self._noun.columns, *(["task"] if self._tasks and self._noun.key else [])]
        hidden = "(?f AS ?_fact)" if self._noun.kind in _FACTS else ""
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name != "id")
        shown = " ".join(f"?{column}" for column in columns)
        body = "\n  ".join(filter(None, (*self._joins, *self._tests, self._noun.more)))
        order = self._noun.order + (" ?order" if "task" in columns and "?order" not in self._noun.order else "")
        text = f"{prefixes}SELECT DISTINCT {shown} {hidden} WHERE {{\n  {body}\n}}\nORDER BY {order}\n"
        return Compiled(text, self._values, columns)

    def _add(self, group: _Group) -> None:
        """Require what a group says, or deny it."""
        own = group.kind in (PLAN, TASK, self._noun.kind)
        thing = "?f" if own else f"?{group.kind}"
        patterns = [self._pattern(number, one, thing, "?t") for number, one in group.wanted]
        if not group.denied:
            if not own:
                self._joins.append(KINDS[group.kind].pattern.format(t="?t", f=thing))
            self._joins += [join for join, _ in patterns]
            self._tests += [test for _, test in patterns]
        elif own and not (group.kind == TASK and not self._has_task):
            self._tests.append(f"MINUS {{ {' '.join(part for pair in patterns for part in pair)} }}")
        else:
            self._deny(group.kind, group.wanted)

    def _deny(self, kind: str, wanted: Sequence[tuple[int, Wanted]]) -> None:
        """That a task has such a thing, or where plans are asked for, that any of their tasks has."""
        task, thing = ("?t", f"?no_{kind}") if self._has_task else (f"?of_{kind}", f"?no_{kind}")
        within = "" if self._has_task else _WITHIN.format(t=task)
        link = KINDS[kind].pattern.format(t=task, f=thing) if kind in KINDS else ""
        patterns = [part for number, one in wanted for part in self._pattern(number, one, thing, task)]
        beside = any((self._noun.kind, one.name) in BESIDE for _, one in wanted)
        own = KINDS[self._noun.kind].pattern.format(t=task, f="?f") if beside else ""
        self._tests.append(f"MINUS {{ {within}{own} {link} {' '.join(patterns)} }}")

    def _pattern(self, number: int, one: Wanted, thing: str, task: str) -> tuple[str, str]:
        """The triples of a constraint, and what stands behind them; its values are given to the query."""
        constraint = CONSTRAINTS[one.name]
        named = {"f": thing, "t": task, "n": number, "v": f"?_v{number}", "zh": f"?_v{number}_zh", "sign": one.sign}
        join, test = constraint.join.format(**named), constraint.test.format(**named)
        self._values[f"_v{number}"] = [_term(one.name, value) for value in one.values]
        self._values[f"_v{number}_zh"] = [ox.Literal(value, language="zh") for value in one.values]
        beside = BESIDE.get((self._noun.kind, one.name), "").format(**named)
        return join, f"{test} {beside}".strip()


def _term(name: str, value: str) -> ox.Literal:
    return ox.Literal(value, datatype=XSD.decimal) if name == "value" else ox.Literal(value)


def _of_task(one: Wanted) -> bool:
    return CONSTRAINTS[one.name].kind != PLAN


def _groups(where: Sequence[Wanted]) -> Iterator[_Group]:
    """Constraints that speak of one thing together, in the order in which they are first named."""
    found: dict[tuple[str, bool], list[tuple[int, Wanted]]] = {}
    for number, one in enumerate(where):
        found.setdefault((CONSTRAINTS[one.name].kind, one.denied), []).append((number, one))
    for (kind, denied), wanted in found.items():
        yield _Group(kind, denied, wanted)
