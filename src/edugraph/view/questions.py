"""The packs of the query tab: the questions, the graph they are put to, and the engine that answers.

The page holds the graph itself, a pack of Turtle for each named graph, and the engine compiled for browsers.
Questions that a call answers cannot be computed there: their rows are made here where nothing need be given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import choices, computed, query
from edugraph.errors import EduGraphError
from edugraph.holdings import plans
from edugraph.parameters import CLOSED, JOINED, NUMBERED, SHAPES, Parameters, kind
from edugraph.rdf import iris
from edugraph.rdf.namespaces import BASE, DCTERMS, EDU, PREFIXES, RDF
from edugraph.rdf.quads import turtle
from edugraph.store import Store
from edugraph.view import engine
from edugraph.which import THROUGH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edugraph.table import Table
    from edugraph.view.scope import Scope

MOST_ROWS = 2_000
"""An answer with more rows is left to the command line."""

_ROW_A_TASK = {"overlap-tasks"}  # too long wherever there are more tasks than rows: not even tried

MOST_NAMES = 1_000
"""A field offers no more names than that: a longer list helps nobody."""

_HEADER = re.compile(r"(?:#.*\n)*")
_EXAMPLE = re.compile(r"## (.+)")


@dataclass(frozen=True)
class Graph:
    """A graph of a store, a named one as a rule: what is known of a plan."""

    store: Store
    name: ox.NamedNode | ox.DefaultGraph

    @property
    def iri(self) -> str:
        """Its IRI; nothing for the graph without a name."""
        return self.name.value if isinstance(self.name, ox.NamedNode) else ""

    @property
    def pack(self) -> str:
        """The name of its pack: ``graph/handan-2023``."""
        return f"graph/{self.iri.removeprefix(f'{BASE}graph/')}"

    @property
    def quads(self) -> Iterator[ox.Quad]:
        """Its statements."""
        return self.store.graph.quads_for_pattern(None, None, None, self.name)

    @cached_property
    def plans(self) -> Sequence[str]:
        """The ids of the plans it holds."""
        graph = self.store.graph
        found = (quad.subject for quad in graph.quads_for_pattern(None, RDF.type, EDU.Plan, self.name))
        ids = (
            quad.object for plan in found for quad in graph.quads_for_pattern(plan, DCTERMS.identifier, None, self.name)
        )
        return sorted(str(getattr(term, "value", term)) for term in ids)

    def written(self) -> tuple[bytes, int]:
        """The whole of it as Turtle, in one order whatever the store, and how many statements it is."""
        triples = sorted((quad.triple for quad in self.quads), key=str)
        return turtle(triples), len(triples)


def packs(scope: Scope) -> dict[str, object]:
    """The questions, what can be entered into their fields, the graphs, the engine, and the answers made here.

    ``query/questions`` is a list of headers with their SPARQL, by group and the most useful first, ``query/suggestions``
    names to pick from and ``query/forms`` all that are understood, by what they name, ``query/tasks`` numbers by plan,
    ``query/graphs`` says of each pack of Turtle which graph it is, which plans it holds and how many
    statements; ``answer/NAME`` holds the columns and rows of a question that a call answers.
    """
    store = part(scope)
    chosen = graphs(store)
    answers = {name: table for name in computed.MODULES if (table := answer(name, store, scope.years))}
    written = {one.pack: one.written() for one in chosen}
    listed = [
        {"pack": one.pack, "graph": one.iri, "plans": one.plans, "statements": written[one.pack][1]} for one in chosen
    ]
    return {
        "query/questions": [question(header, answers) for header in ordered()],
        "query/suggestions": suggestions(store),
        "query/forms": forms(store, query.headers().values()),
        "query/tasks": tasks(store),
        "query/graphs": listed,
        "query/prefixes": PREFIXES,
        "engine/code": engine.code(),
        "engine/script": engine.script(),
        **{name: data for name, (data, _) in written.items()},
        **{f"answer/{name}": {"columns": table.columns, "rows": table.rows} for name, table in answers.items()},
    }


def graphs(store: Store) -> list[Graph]:
    """The graphs of a store: the ontology, what belongs to no single plan, and one a plan."""
    names = [ox.DefaultGraph(), *store.graph.named_graphs()]
    found = [Graph(store, name) for name in names if not isinstance(name, ox.BlankNode)]
    return sorted((one for one in found if any(one.quads)), key=lambda one: (one.name != iris.ONTOLOGY, one.iri))


def answer(name: str, store: Store, years: Store | None = None) -> Table | None:
    """The rows of a question that a call answers, where it needs no parameter and they are not too many.

    ``store`` holds the plans that are shown, ``years`` those of all years, of which is asked what goes through them.
    None also where there is nothing to tell, as when one city alone has nothing to be compared with.
    """
    if query.headers()[name].required or (name in _ROW_A_TASK and _tasks(store) > MOST_ROWS):
        return None
    try:
        header = query.headers()[name]
        seen, _ = choices.part((header.plans == THROUGH and years) or store, header, {})
        table = computed.answer(name, seen, None, {})
    except EduGraphError:
        return None
    return table if len(table.rows) <= MOST_ROWS else None


def ordered() -> list[query.Header]:
    """All questions, those of a group together and in it the most useful first."""
    return sorted(query.headers().values(), key=lambda one: (query.GROUPS.index(one.group), one.place, one.name))


def question(header: query.Header, answered: Iterable[str] = ()) -> dict[str, object]:
    """A question as the page lists it. ``text`` is its SPARQL, empty where a call answers it."""
    text = _HEADER.sub("", header.text, count=1) if isinstance(header, query.Query) else ""
    return {
        "name": header.name,
        "group": header.group,
        "summary": {"zh": header.summary_zh, "en": header.summary},
        "reading": {"zh": header.reading_zh or header.reading, "en": header.reading},
        "caution": header.caution,
        "asked": " ".join(_EXAMPLE.findall("\n".join(header.asked))),
        "parameters": [_parameter(name, meaning, header) for name, meaning in header.parameters.items()],
        "text": text,
        "answered": header.name in answered,
    }


def suggestions(store: Store) -> dict[str, list[str]]:
    """Names that can be entered, by what they name; a list that is too long is left out."""
    columns = {
        "theme": ("theme-tree", "theme"),
        "indicator": ("indicator-targets", "indicator"),
        "figure": ("indicator-targets", "indicator"),
        "organisation": ("offices", "organisation"),
        "function": ("offices", "function"),
        "role": ("responsibilities", "role"),
    }
    held = sorted(plans(store), key=itemgetter("plan"))
    found = {key: list(dict.fromkeys(row[key] for row in held)) for key in ("plan", "city")}
    found |= {key: _values(store, name, column) for key, (name, column) in columns.items()}
    return {key: names for key, names in found.items() if 0 < len(names) <= MOST_NAMES}


def forms(store: Store, asked: Iterable[query.Header]) -> dict[str, dict[str, list[str]]]:
    """Every name that the parameters of questions take, by what they name, with what it stands for in the graph."""
    known = Parameters(store)
    kinds = {kind(header, name) for header in asked for name in header.parameters} - {"", "plan", *NUMBERED}
    return {one: known.forms(one) for one in sorted(kinds)}


def tasks(store: Store) -> dict[str, list[str]]:
    """The numbers of the tasks of each plan."""
    found: dict[str, list[str]] = {}
    for row in query.run(store, "tasks").dicts():
        found.setdefault(row["plan"], []).append(row["task"])
    return found


def _tasks(store: Store) -> int:
    return len(query.run(store, "tasks").rows)


def _values(store: Store, name: str, column: str) -> list[str]:
    return list(dict.fromkeys(row[column] for row in query.run(store, name).dicts() if row[column]))


def _parameter(name: str, meaning: str, header: query.Header) -> dict[str, object]:
    said, _, example = meaning.rpartition(": ") if ": " in meaning else (meaning, "", "")
    words = said.replace(", (required)", "").replace("(required)", "").strip().rstrip(",")
    needed, joined = name in header.required, name in JOINED
    told = {"name": name, "meaning": words, "example": example, "required": needed, "kind": kind(header, name)}
    shape, _ = SHAPES.get(name, (None, ""))
    return told | {"joined": joined, "closed": CLOSED.get(name, ()), "shape": shape.pattern if shape else ""}


def part(scope: Scope) -> Store:
    """The store, or where some cities are shown a store of their plans and of what these speak of."""
    if not scope.cities and scope.store.plans is None:
        return scope.store
    kept = ox.Store()
    for one in graphs(scope.store):
        if one.name != iris.COMMON and (not one.plans or scope.keys.intersection(one.plans)):
            kept.bulk_extend(one.quads)
    named = {quad.object for quad in kept}
    while named:  # what is named there, what that names, and so on: an office, its bureau; a city, its province
        said = [quad for one in named for quad in _said(scope.store, one)]
        named = {quad.object for quad in said if quad not in kept}
        kept.extend(said)
    return Store(kept)


def _said(store: Store, thing: object) -> Iterator[ox.Quad]:
    """What the common graph says of a thing."""
    if not isinstance(thing, ox.NamedNode):
        return iter(())
    return store.graph.quads_for_pattern(thing, None, None, iris.COMMON)
