"""The rows of a request: its names as the graph has them, its query put, and what is gathered gathered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from edugraph import groups, query
from edugraph.parameters import SEPARATOR, Parameters, split
from edugraph.request.compiler import compiled
from edugraph.request.constraints import CONSTRAINTS
from edugraph.request.value import Request, request
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.request.value import Wanted
    from edugraph.store import Store


def find(graph: Store, what: str, /, **wanted: Any) -> Table:
    """What a request from names asks for: ``find(graph, "targets", city="邯郸", theme="双减", value=">=80%")``.

    Raises what ``answer`` raises; names are those of ``value.request``.
    """
    return answer(graph, request(what, **wanted))


def answer(store: Store, asked: Request, seconds: float | None = None) -> Table:
    """The rows of a request.

    Raises MissingError with the nearest names for a name that the graph does not know, UsageError for one that several
    things bear, TimeLimitError where it takes longer than ``seconds``.
    """
    seen = asked.which.part(store, _named(asked.where), latest=asked.what == "cities")
    asked = resolved(seen, asked)
    wanted = compiled(asked)
    found = query.put(seen, wanted.text, wanted.values, seconds, _alone(asked))
    rows = found.only(*wanted.columns)
    if asked.key:
        rows = _gathered(rows, asked)
    if asked.count:
        return Table(("count",), ((str(len(rows.rows)),),))
    return replace(rows, rows=rows.rows[: asked.first]) if asked.first else rows


def resolved(store: Store, asked: Request) -> Request:
    """The same with the names that the graph has: 邯郸市 for 邯郸, and the cities of a group in its place."""
    known = Parameters(store)

    def named(one: Wanted) -> Wanted:
        of = CONSTRAINTS[one.name].names
        if not of:
            return one
        values = split(groups.expanded(store, SEPARATOR.join(one.values))) if of == "city" else one.values
        return replace(one, values=tuple(dict.fromkeys(known.named(of, value) for value in values)))

    return replace(asked, where=tuple(map(named, asked.where)))


def _named(where: Sequence[Wanted]) -> list[str]:
    return [value for one in where if one.name in ("city", "plan") for value in one.values]


def _alone(asked: Request) -> str:
    """The plan that is asked alone, where it is one: its graph is looked at and no other."""
    plans = [one for one in asked.where if one.name == "plan" and not one.denied]
    return plans[0].values[0] if len(plans) == 1 and len(plans[0].values) == 1 else ""


def _gathered(rows: Table, asked: Request) -> Table:
    """Rows put together by the key of a request, those of most first; each with the tasks, or plans, it stands in."""
    held: dict[tuple[str, ...], list[Mapping[str, str]]] = defaultdict(list)
    for row in rows.dicts():
        held[tuple(row[column] for column in asked.key)].append(row)
    place = "tasks" if "task" in rows.columns else "plans"
    measure = asked.by or ("" if asked.each else place)
    found = []
    for key, some in held.items():
        number = len({_place(row, measure) for row in some}) if measure else len(some)
        short = "plan" in asked.key and place == "tasks"
        places = dict.fromkeys(row["task"] if short else _place(row, place) for row in some)
        found.append((*key, str(number), " ".join(filter(None, places))))
    found.sort(key=lambda row: -int(row[len(asked.key)]))
    return Table((*asked.key, "count", place), tuple(found))


def _place(row: Mapping[str, str], measure: str) -> str:
    """What is counted of a row: its task, plan or city."""
    if measure == "tasks":
        return f"{row['plan']}:{row['task']}" if row["task"] else ""
    return row["plan"] if measure == "plans" else row["city"]
