"""From query rows to the nodes and edges of the network: what there is to draw, without how.

A task is the hub: it belongs to a city, and themes, offices, leaders, targets and documents hang on
it, each by an edge that carries the sentences of the source. Between a city and a theme an edge of
its own counts the tasks: these edges are the overview.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from edugraph.view import layout

Row = Mapping[str, str]
Rows = Mapping[str, Sequence[Row]]

TABLES = (
    *("plans", "tasks", "measures", "responsibilities", "leaders"),
    *("themes", "targets", "citations", "evidence"),
)
"""The named queries whose rows the network is made of."""

LIMIT = 1500
"""How many nodes are drawn at once: beyond it a browser without a graphics card is too slow."""


@dataclass(frozen=True, kw_only=True)
class Node:
    """Something to draw; ``city`` is the id of the city it belongs to, if it belongs to one.

    ``details`` are pairs of a name and a value, shown when the node is clicked. ``place`` is where it
    stands in the overview; a node without one is drawn on demand.
    """

    id: str
    kind: str
    label: str
    english: str = ""
    city: str = ""
    plan: str = ""
    task: str = ""
    place: tuple[int, int] | None = None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A fact between two nodes, with its sentences in the source; ``weight`` counts tasks."""

    source: str
    target: str
    kind: str
    weight: int = 1
    roles: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Network:
    """All nodes and edges, and how many shared themes and cities found no place in the overview."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


class _Link(NamedTuple):
    """How one table hangs nodes on tasks; ``fact`` is the word of the evidence table."""

    table: str
    column: str
    kind: str
    fact: str
    local: bool


_LINKS = (
    _Link("themes", "theme", "theme", "theme", local=False),
    _Link("responsibilities", "organisation", "office", "responsibility", local=True),
    _Link("leaders", "name", "leader", "leader", local=True),
    _Link("citations", "title", "document", "citation", local=False),
)
_SIGNS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< "}
_PLAN = ("title", "issuer", "number", "issued", "province", "source", "evidence")
_TARGET = (
    *("indicator", "comparator", "value", "value_max", "unit"),
    *("deadline", "kind", "strength", "redacted", "quote"),
)


def build(rows: Rows) -> Network:
    """The network of the rows of the named queries, the overview already in its places.

    Tables: those of TABLES, and labels (columns label, label_en) for names in English.
    """
    book = _Book(rows)
    hung = [part for link in _LINKS for part in _hang(book, link)]
    targets = list(_targets(book))
    cities, tasks = list(_cities(book)), list(_tasks(book))
    nodes = [*cities, *tasks, *_nodes(hung), *_nodes(targets)]
    edges = [_city_edge(task) for task in tasks] + _edges([*hung, *targets])
    return _overview(cities, nodes, edges)


class _Book:
    """The rows with the indexes that every part of the network looks things up in."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.plans = {row["plan"]: row for row in rows.get("plans", ())}

    def table(self, name: str) -> Sequence[Row]:
        """Rows of a table."""
        return self.rows.get(name, ())

    @cached_property
    def english(self) -> dict[str, str]:
        """English names by Chinese ones."""
        return {row["label"]: row["label_en"] for row in self.rows.get("labels", ())}

    @cached_property
    def quotes(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Sentences by plan, task, kind and subject, each once, in the order of the rows."""
        return self._evidence("quote")

    @cached_property
    def marks(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The words of those sentences that say the fact, to be marked in them."""
        return self._evidence("exact")

    def _evidence(self, column: str) -> dict[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        for row in self.rows.get("evidence", ()):
            if row.get(column):
                key = (row["plan"], row["task"], row["kind"], row["subject"])
                found[key][row[column]] = None
        return {key: tuple(texts) for key, texts in found.items()}

    def city(self, plan: str) -> str:
        """Id of the city of a plan; a plan that is not listed stands for a city of its own."""
        row = self.plans.get(plan, {})
        return f"city/{row.get('code') or row.get('city') or plan}"

    def node(self, kind: str, key: str, label: str, city: str = "") -> Node:
        """A node with its id, a label fit for drawing and its English name."""
        english = plain(self.english.get(label, ""))
        return Node(id=f"{kind}/{key}", kind=kind, label=plain(label), english=english, city=city)


def plain(text: str) -> str:
    r"""Text on one line, without control characters and marks that turn the direction of writing.

    >>> plain("双减\u202e\n")
    '双减'
    """
    kept = (" " if char.isspace() else char for char in text)
    return "".join(char for char in kept if unicodedata.category(char)[0] != "C").strip()


def _details(row: Row, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of the columns that are not empty."""
    return tuple((name, row[name]) for name in names if row.get(name))


def _cities(book: _Book) -> Iterator[Node]:
    """One node a city, with the details of each of its plans."""
    plans: dict[str, list[str]] = {}
    for plan in [*book.plans, *(row["plan"] for row in book.table("tasks"))]:
        known = plans.setdefault(book.city(plan), [])
        if plan not in known:
            known.append(plan)
    for city, own in plans.items():
        rows = [(plan, book.plans.get(plan, {})) for plan in own]
        label = rows[0][1].get("city") or own[0]
        details = [pair for plan, row in rows for pair in (("plan", plan), *_details(row, _PLAN))]
        node = book.node("city", city.partition("/")[2], label)
        yield replace(node, details=tuple(details))


def order(number: str) -> tuple[tuple[int, str], ...]:
    """Key that sorts the numbers of tasks as people count.

    >>> sorted(["10", "3.6.1", "2", "3"], key=order)
    ['2', '3', '3.6.1', '10']
    """
    parts = number.split(".")
    return tuple((int(part), "") if part.isdecimal() else (10**9, part) for part in parts)


def _tasks(book: _Book) -> Iterator[Node]:
    """One node a task, also for a task that only other tables name; measures are its details."""
    titles: dict[str, dict[str, Row]] = {plan: {} for plan in book.plans}
    for row in book.table("tasks"):
        titles.setdefault(row["plan"], {})[row["task"]] = row
    for table in ("themes", "responsibilities", "leaders", "citations", "targets"):
        for row in book.table(table):
            titles.setdefault(row["plan"], {}).setdefault(row["task"], {})
    measures: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in book.table("measures"):
        text = f"{row['measure']} {row['text']}".strip()
        measures[row["plan"], row["task"]].append(("measure", text))
    for plan, own in titles.items():
        for task in sorted(own, key=order):
            row = own[task]
            title = row.get("title", "")
            node = book.node("task", f"{plan}/{task}", f"{task} {title}", book.city(plan))
            details = (*_details(row, ("section",)), *measures[plan, task])
            yield replace(node, plan=plan, task=task, details=details)


def _city_edge(task: Node) -> Edge:
    return Edge(source=task.city, target=task.id, kind="task")


def _hang(book: _Book, link: _Link) -> Iterator[tuple[Node, Edge]]:
    """Nodes of one table, each with the edge from its task."""
    for row in book.table(link.table):
        plan, task, label = row["plan"], row["task"], row[link.column]
        city = book.city(plan) if link.local else ""
        key = f"{city.partition('/')[2]}/{label}" if link.local else label
        node = book.node(link.kind, key, label, city)
        yield (
            node,
            Edge(
                source=f"task/{plan}/{task}",
                target=node.id,
                kind=link.fact,
                roles=tuple(filter(None, (row.get("role", ""),))),
                measures=tuple(filter(None, (row.get("measure", ""),))),
                quotes=book.quotes.get((plan, task, link.fact, label), ()),
                marks=book.marks.get((plan, task, link.fact, label), ()),
            ),
        )


def _targets(book: _Book) -> Iterator[tuple[Node, Edge]]:
    """One node a target, numbered within its task, with the edge from it."""
    seen: Counter[str] = Counter()
    for row in book.table("targets"):
        hub = f"task/{row['plan']}/{row['task']}"
        seen[hub] += 1
        key = f"{row['plan']}/{row['task']}/{seen[hub]}"
        node = book.node("target", key, f"{row['indicator']} {figure(row)}", book.city(row["plan"]))
        node = replace(node, plan=row["plan"], details=_details(row, _TARGET))
        found = book.quotes.get((row["plan"], row["task"], "target", row["indicator"]), ())
        exact = tuple(quote for quote in found if row["quote"] in quote)
        measures = tuple(filter(None, (row["measure"],)))
        edge = Edge(source=hub, target=node.id, kind="target", measures=measures, quotes=exact or found)
        yield node, edge


def figure(row: Row) -> str:
    """The figure of a target as it is read: sign, value or range, unit; ``*`` where it is blanked.

    >>> figure({"value": "24000", "value_max": "", "unit": "个", "comparator": ">=", "redacted": "false"})
    '≥ 24,000个'
    """
    values = [_grouped(row[name]) for name in ("value", "value_max") if row[name]]
    if row["redacted"] == "true" and not values:
        values = ["*"]
    return f"{_SIGNS.get(row['comparator'], '')}{'–'.join(values)}{row['unit']}".strip()


def _grouped(value: str) -> str:
    """A number with its thousands set apart; anything else as it is."""
    whole, dot, rest = value.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.isascii() and whole.isdecimal() else value


def _nodes(parts: Iterable[tuple[Node, Edge]]) -> list[Node]:
    """Each node once, in the order of first appearance."""
    return list({node.id: node for node, _ in parts}.values())


def _edges(parts: Iterable[tuple[Node, Edge]]) -> list[Edge]:
    """One edge for each pair of nodes, with all roles, measures and sentences of the pair."""
    merged: dict[tuple[str, str], Edge] = {}
    for _, edge in parts:
        known = merged.get((edge.source, edge.target))
        merged[edge.source, edge.target] = _merge(known, edge) if known else edge
    return list(merged.values())


def _merge(one: Edge, other: Edge) -> Edge:
    def both(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name))))

    return replace(one, roles=both("roles"), measures=both("measures"), quotes=both("quotes"), marks=both("marks"))


def _overview(cities: Sequence[Node], nodes: Iterable[Node], edges: Sequence[Edge]) -> Network:
    """The network with an edge for each city and shared theme, and a place for both."""
    acts = _acts(nodes, edges)
    share = min(2, len(cities))
    shared = {theme: counts for theme, counts in acts.items() if len(counts) >= share}
    ranked = sorted(shared, key=lambda theme: (-len(shared[theme]), -shared[theme].total(), theme))
    drawn = ranked[: max(0, LIMIT - len(cities))]
    ids = [city.id for city in cities][:LIMIT]
    picture = layout.overview(ids, [(theme, len(shared[theme])) for theme in drawn])
    placed = [replace(node, place=picture.places.get(node.id)) for node in nodes]
    captions = [
        Node(id=f"caption/{at}", kind="caption", label="", place=place, details=(("cities", str(count)),))
        for at, (count, place) in enumerate(picture.captions)
    ]
    counted = [
        Edge(source=city, target=theme, kind="overview", weight=shared[theme][city])
        for theme in drawn
        for city in ids
        if shared[theme][city]
    ]
    left_out = len(ranked) + len(cities) - len(drawn) - len(ids)
    return Network((*placed, *captions), (*counted, *edges), left_out)


def _acts(nodes: Iterable[Node], edges: Iterable[Edge]) -> dict[str, Counter[str]]:
    """For each theme, how many tasks each city has on it."""
    city = {node.id: node.city for node in nodes if node.kind == "task"}
    acts: dict[str, Counter[str]] = defaultdict(Counter)
    for edge in edges:
        if edge.kind == "theme":
            acts[edge.target][city[edge.source]] += 1
    return acts
